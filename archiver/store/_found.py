"""The part of a search's statement that says which rows of a side are found, in the order that costs least.

SQLite cannot know how many rows an FTS5 query or a filter leaves, so it is decided here from a few bounded counts. A
filter that leaves few rows is made a set of their numbers (each from an index, without reading the rows), and matches
are looked up in it; one that leaves many is put to the rows of the matches. Without words, and for the newest hits of
words that many rows have, the index of dates is walked until there are enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.store._ways import COMMENTS, TITLE_WEIGHT, begins, besides

if TYPE_CHECKING:
    import sqlite3

    from archiver.store._ways import Side, Values, Way
    from archiver.store.filters import Condition

MANY = 20_000
"""More rows than this are not all ranked, and not made a set. Ranking so many takes about 20 ms."""

FEW = 1000
"""For so few matches it is not worth while to ask how many rows a filter leaves."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind ``FROM`` and ``WHERE``; ``number`` is the row's number, ``with_row`` whether its columns are there."""

    tables: str
    number: str
    where: tuple[str, ...]
    with_row: bool

    def select(self, *columns: str, order: str = "", limit: str = "") -> str:
        """The statement."""
        where = f" WHERE {' AND '.join(self.where)}" if self.where else ""
        tail = f"{f' ORDER BY {order}' if order else ''}{f' LIMIT {limit}' if limit else ''}"
        return f"SELECT {', '.join(columns)} FROM {self.tables}{where}{tail}"


def row_tables(side: Side, conditions: list[Condition]) -> str:
    """The side's table, joined with posts where a condition needs them."""
    needs_posts = side is COMMENTS and any("posts." in condition.sql for condition in conditions)
    return side.table + (" JOIN posts ON posts.id = comments.post_id" if needs_posts else "")


def by_match(
    connection: sqlite3.Connection,
    side: Side,
    way: Way,
    conditions: list[Condition],
    matches: float,
    values: Values,
    *,
    with_row: bool,
) -> Found:
    """Begin with what the index of the way finds: about so many ``matches``."""
    if way.index == "terms":
        often = f"sum(iif(col = 'title', {TITLE_WEIGHT}, 1.0))" if len(side.columns) > 1 else "count(*)"
        tables = f"(SELECT doc, {often} AS often FROM {begins(side, way.expression, values)} GROUP BY doc) AS pieces"
        number, where = "pieces.doc", []
    else:
        tables = f"{side.table}_{way.index}"
        number, where = f"{tables}.rowid", [f"{tables} MATCH {values(way.expression)}"]
    where += besides(side, way, f"+{number}", values)
    few = _fewest(connection, side, conditions) if conditions and matches > FEW else None
    if few is not None:
        where.append(f"+{number} IN ({_numbers(side, few, values)})")
        conditions = [condition for condition in conditions if condition is not few]
    with_row = with_row or bool(conditions or way.also.symbols or way.without.symbols)
    if with_row:
        # CROSS: in this order (https://www.sqlite.org/optoverview.html#crossjoin).
        beside = row_tables(side, conditions).replace(" JOIN ", " CROSS JOIN ", 1)
        first, join, rest = beside.partition(" CROSS JOIN ")
        tables += f" CROSS JOIN {first} ON {side.table}.id = {number}{join}{rest}"
        where += [f"({values.bind(condition)})" for condition in conditions]
    return Found(tables, number, tuple(where), with_row)


def by_date(
    connection: sqlite3.Connection, side: Side, found: list[Way], conditions: list[Condition], values: Values
) -> Found:
    """Begin with the rows that a filter leaves if they are few, else walk the index of dates."""
    number = f"{side.table}.id"
    few = _fewest(connection, side, conditions)
    if few is None:
        tables = f"{side.table} INDEXED BY {side.table}_published"
    else:
        tables = f"({_numbers(side, few, values)}) AS chosen CROSS JOIN {side.table} ON {number} = chosen.id"
        conditions = [condition for condition in conditions if condition is not few]
    if side is COMMENTS and any("posts." in condition.sql for condition in conditions):
        tables += " CROSS JOIN posts ON posts.id = comments.post_id"
    where = [f"({values.bind(condition)})" for condition in conditions]
    either = [" AND ".join(part) for way in found if (part := [*_has(side, way, number, values)])]
    if either:
        where.append(f"({' OR '.join(either)})")
    return Found(tables, number, tuple(where), True)


def _has(side: Side, way: Way, number: str, values: Values) -> list[str]:
    """Conditions on a row that was come upon in another way than by its index."""
    conditions = besides(side, way, number, values)
    if way.index in ("fts", "trigram"):
        table = f"{side.table}_{way.index}"
        one = f"SELECT 1 FROM {table} WHERE {table} MATCH {values(way.expression)} AND rowid = {number}"
        conditions.insert(0, f"EXISTS ({one})")
    return conditions


def _numbers(side: Side, condition: Condition, values: Values) -> str:
    return f"SELECT {side.table}.id FROM {row_tables(side, [condition])} WHERE {values.bind(condition)}"


def _fewest(connection: sqlite3.Connection, side: Side, conditions: list[Condition]) -> Condition | None:
    """The condition that leaves the fewest rows, if these are not many."""
    best, fewest = None, MANY
    for condition in conditions:
        rows = f"SELECT 1 FROM {row_tables(side, [condition])} WHERE {condition.sql} LIMIT {fewest}"
        (count,) = connection.execute(f"SELECT count(*) FROM ({rows})", condition.parameters).fetchone()
        if count < fewest:
            best, fewest = condition, count
    return best
