"""The part of a search's statement that says which rows of a side are found, in the order that costs least.

SQLite cannot know how many rows an FTS5 query or a filter leaves, so it is decided here from a few bounded counts. A
filter that leaves few rows is made a set of their numbers (each from an index, without reading the rows), and matches
are looked up in it; one that leaves many is put to the rows of the matches. Without words, and for the newest hits of
words that many rows have, the index of dates is walked until there are enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.store._ways import COMMENTS, POSTS, TITLE_WEIGHT, Values, begins, besides
from archiver.store.filters import PLAIN_COMMENTS

if TYPE_CHECKING:
    import sqlite3

    from archiver.store._ways import Side, Way
    from archiver.store.filters import Condition

MANY = 10_000
"""More rows than this are not all ranked, which would take more than 10 ms for posts and as much for comments."""

MOST = float("inf")
"""The number of matches where there are no words."""

ROWS = 200_000
"""More rows than this are not made a set, which would take more than 60 ms."""

WALKED_ROWS, ASKED_ROWS = 20_000, 1000
"""Rows by date that are passed, and those of them for which an index is asked (each takes 50 µs), before it is given up
to find the newest hits so."""

FEW = 1000
"""For so few matches it is not worth while to ask how many rows a filter leaves. For more, that it leaves half as many
is: to add a row to a set costs a third of reading the row of a match."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind ``FROM`` and ``WHERE``; ``number`` is the row's number."""

    tables: str
    number: str
    where: tuple[str, ...]

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
    side: Side,
    way: Way,
    conditions: list[Condition],
    few: Condition | None,
    values: Values,
    *,
    with_row: bool,
    often: bool = False,
) -> Found:
    """Begin with what the index of the way finds; ``few`` is the condition that is made a set.

    ``with_row``: columns of the row are needed; ``often``: how often a piece occurs is.
    """
    if way.index == "terms":
        distinct = f"(SELECT DISTINCT doc FROM {begins(side, way.expression, values)})"
        tables = f"{counted(side, way.expression, values, -1) if often else distinct} AS pieces"
        number, where = "pieces.doc", []
    else:
        tables = f"{side.table}_{way.index}"
        number, where = f"{tables}.rowid", [f"{tables} MATCH {values(way.expression)}"]
    where += besides(side, way, f"+{number}", values)
    if few is not None:
        where.append(f"+{number} IN ({_numbers(side, few, values)})")
        conditions = [condition for condition in conditions if condition is not few]
    if with_row or conditions or way.also.symbols or way.without.symbols:
        # CROSS: in this order (https://www.sqlite.org/optoverview.html#crossjoin).
        beside = row_tables(side, conditions).replace(" JOIN ", " CROSS JOIN ", 1)
        first, join, rest = beside.partition(" CROSS JOIN ")
        tables += f" CROSS JOIN {first} ON {side.table}.id = {number}{join}{rest}"
        where += [f"({values.bind(condition)})" for condition in conditions]
    return Found(tables, number, tuple(where))


def counted(side: Side, piece: str, values: Values, places: int) -> str:
    """A table of rows with ``doc`` and how ``often`` a piece occurs there; of ``places`` at most, or all (-1)."""
    columns = "doc, col" if len(side.columns) > 1 else "doc"
    often = f"sum(iif(col = 'title', {TITLE_WEIGHT}, 1.0))" if len(side.columns) > 1 else "count(*)"
    some = f"SELECT {columns} FROM {begins(side, piece, values)} LIMIT {places}"
    return f"(SELECT doc, {often} AS often FROM ({some}) GROUP BY doc)"


def by_date(side: Side, found: list[Way], conditions: list[Condition], few: Condition | None, values: Values) -> Found:
    """Begin with the rows that the condition ``few`` leaves; without one, walk the index of dates."""
    number = f"{side.table}.id"
    if few is None:
        tables = f"{side.table} INDEXED BY {side.table}_published"
    else:
        tables = f"({_numbers(side, few, values)}) AS chosen CROSS JOIN {side.table} ON {number} = chosen.id"
        conditions = [condition for condition in conditions if condition is not few]
    where = _on_row(side, conditions, values)
    either = [" AND ".join(part) for way in found if (part := [*_has(side, way, number, values)])]
    if either:
        where.append(f"({' OR '.join(either)})")
    return Found(tables, number, tuple(where))


def is_near(
    connection: sqlite3.Connection, side: Side, way: Way, conditions: list[Condition], order: str, enough: int
) -> bool:
    """Whether the first rows by date have so many hits: then walking on from there finds them, else it might go far."""
    values = Values()
    columns = "id, site_id, published, url" if side is POSTS else "id, post_id, author_id, kind, published"
    # A range of dates is a part of the index.
    within, others = ([c for c in conditions if (".published" in c.sql) is dated] for dated in (True, False))
    rows = f"{side.table} INDEXED BY {side.table}_published WHERE {' AND '.join(_on_row(side, within, values)) or '1'}"
    first = f"SELECT {columns} FROM {rows} ORDER BY {order} LIMIT {WALKED_ROWS}"
    where = " AND ".join(_on_row(side, others, values)) or "1"
    asked = WALKED_ROWS if way.index is None else ASKED_ROWS
    left = f"SELECT id FROM ({first}) AS {side.table} WHERE {where} LIMIT {asked}"
    has = " AND ".join(_has(side, way, f"{side.table}.id", values)) or "1"
    hits = f"SELECT 1 FROM ({left}) AS {side.table} WHERE {has} LIMIT {enough}"
    (count,) = connection.execute(f"SELECT count(*) FROM ({hits})", values.listed).fetchone()
    return int(count) == enough


def _on_row(side: Side, conditions: list[Condition], values: Values) -> list[str]:
    """The conditions on a row that is not joined with its post."""
    where = []
    for condition in conditions:
        sql = values.bind(condition)
        # Without a join it is decided before an index is asked for the row, which costs more than all else.
        of_post = side is COMMENTS and "posts." in sql
        where.append(f"+comments.post_id IN (SELECT posts.id FROM posts WHERE {sql})" if of_post else f"({sql})")
    return where


def by_row(side: Side, way: Way, conditions: list[Condition], values: Values) -> Found:
    """Begin with whatever SQLite thinks best, for a query without words, in no order."""
    number = f"{side.table}.id"
    where = [f"({values.bind(condition)})" for condition in conditions]
    return Found(row_tables(side, conditions), number, (*where, *besides(side, way, number, values)))


def _has(side: Side, way: Way, number: str, values: Values) -> list[str]:
    """Conditions on a row that was come upon in another way than by its index."""
    conditions = besides(side, way, number, values)
    if way.index in ("fts", "trigram"):
        table = f"{side.table}_{way.index}"
        one = f"SELECT 1 FROM {table} WHERE {table} MATCH {values(way.expression)} AND rowid = {number}"
        conditions.insert(0, f"EXISTS ({one})")
    return conditions


def _numbers(side: Side, condition: Condition, values: Values) -> str:
    return _numbers_sql(side, condition, values.bind(condition))


def _numbers_sql(side: Side, condition: Condition, sql: str) -> str:
    """Select the numbers of the rows that a condition leaves, without reading rows where another table has them."""
    begin, end = "posts.id IN (SELECT post_id ", ")"
    if side is POSTS and condition.sql.startswith(begin):
        return f"SELECT DISTINCT post_id AS id {sql[len(begin) :].removesuffix(end)}"
    return f"SELECT {side.table}.id FROM {row_tables(side, [condition])} WHERE {sql}"


def fewest(
    connection: sqlite3.Connection, side: Side, conditions: list[Condition], matches: float
) -> tuple[Condition | None, float]:
    """The condition that is worth to be made a set, for so many matches of the words, and how many rows it leaves."""
    best, least = None, min(matches / 2, ROWS)
    if matches <= FEW:
        return None, matches
    for condition in conditions:
        if condition == PLAIN_COMMENTS:
            continue
        rows = f"{_numbers_sql(side, condition, condition.sql)} LIMIT {int(least)}"
        (count,) = connection.execute(f"SELECT count(*) FROM ({rows})", condition.parameters).fetchone()
        if count < int(least):
            best, least = condition, count
    return best, least if best else matches
