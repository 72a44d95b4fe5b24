"""The part of a search's statement that says which rows of a side are found, in the order that costs least.

A filter that leaves few rows is made a set (``_few.py``), and matches are looked up in it; one that leaves many is put
to the rows of the matches. For the newest hits of words that many rows have, the first rows by date are such a set, if
there are enough hits in it. Without words, and for what so many rows have that there are enough at once, the index of dates
is walked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.store._few import First, of_post
from archiver.store._texts import can_read, is_exact, lists, reads
from archiver.store._ways import COMMENTS, POSTS, TITLE_WEIGHT, Values, besides, has
from archiver.store.filters import PLAIN_COMMENTS

if TYPE_CHECKING:
    import sqlite3

    from archiver.store._few import Few
    from archiver.store._ways import Side, Way
    from archiver.store.filters import Condition

MANY = 10_000
"""More rows than this are not all ranked, which would take more than 10 ms for posts and as much for comments."""

MOST = float("inf")
"""The number of matches where there are no words."""

WALKED_POSTS, WALKED_COMMENTS, ASKED_ROWS = 5000, 20_000, 1000
"""Rows by date that are passed (which takes 10 ms), and those of them for which an index is asked (each takes 150 µs), or
the text of a post is read (10 µs), before it is given up to find the newest hits so."""

DENSE = 0.15
"""For words that so many of all rows have, the index is asked for one row after the other until there are enough; to go
through all matches, in 0.1 µs each, costs less for fewer."""

READ_COMMENTS = 5000
"""The same for the texts of comments, of which one takes 1 µs."""

FEW_POSTS, FEW_COMMENTS = 3000, 30_000
"""If a filter leaves no more texts, they are read for characters, which takes 40 ms; else a list of places is."""


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
    needs_posts = any(of_post(side, condition) for condition in conditions)
    return side.table + (" JOIN posts ON posts.id = comments.post_id" if needs_posts else "")


def by_match(
    side: Side,
    way: Way,
    conditions: list[Condition],
    few: Few | First,
    values: Values,
    *,
    with_row: bool = False,
    many: bool = False,
    source: str = "",
) -> Found:
    """Begin with what the index of the way finds; ``few`` is what is made a set.

    ``with_row``: columns of the row are needed; ``many``: very many rows are found. ``source``: the table in which are
    already those that a list has.
    """
    conditions = few.others(conditions)
    plain = many and not with_row and PLAIN_COMMENTS in conditions
    if plain:
        conditions.remove(PLAIN_COMMENTS)
    with_row = with_row or bool(conditions)
    if way.listed:
        source = source or _listed(side, way, few, values, with_row=with_row)
        tables, number, where = f"{source} AS listed", "listed.doc", []
    else:
        tables = f"{side.table}_{way.index}"
        number, where = f"{tables}.rowid", [f"{tables} MATCH {values(way.expression)}"]
        if few.is_set:
            where.append(f"+{number} IN ({few.numbers(side, values)})")
    where += besides(side, way, f"+{number}", values)
    if plain:
        # An index has the few others.
        where.append(f"+{number} NOT IN (SELECT id FROM comments WHERE kind <> 'comment')")
    if way.index == "symbols" and not is_exact(way.expression):
        where.append(reads(side, way.expression, number, values))
    if with_row:
        # CROSS: in this order (https://www.sqlite.org/optoverview.html#crossjoin).
        beside = row_tables(side, conditions).replace(" JOIN ", " CROSS JOIN ", 1)
        first, join, rest = beside.partition(" CROSS JOIN ")
        tables += f" CROSS JOIN {first} ON {side.table}.id = {number}{join}{rest}"
        where += [f"({values.bind(condition)})" for condition in conditions]
    return Found(tables, number, tuple(where))


def places_by_row(side: Side, way: Way, few: Few, values: Values, most: int) -> str:
    """Select the rows of a list with how ``often`` each has the piece (in a title counts more), and in how many places.

    No more than ``most`` places are taken.
    """
    often = f"sum(iif(col = 'title', {TITLE_WEIGHT}, 1.0))" if len(side.columns) > 1 else "count(*)"
    places = _places(side, way, few, values)
    return f"SELECT doc, {often} AS often, count(*) AS places FROM ({places} LIMIT {most}) GROUP BY doc"


def _listed(side: Side, way: Way, few: Few | First, values: Values, *, with_row: bool) -> str:
    places = _places(side, way, few, values)
    if way.index == "pieces" and with_row:
        # Grouped they come in the order in which rows stand in the file, which halves the cost of reading these.
        return f"(SELECT doc FROM ({places}) GROUP BY doc)"
    return f"(SELECT DISTINCT doc FROM ({places}))"


def _places(side: Side, way: Way, few: Few | First, values: Values) -> str:
    """Select ``doc`` and ``col`` of all that the list of a way has, in no order but always the same."""
    all_of_them = lists(side, way.expression, values, symbol=way.index == "symbols")
    chosen = f" WHERE +doc IN ({few.numbers(side, values)})" if few.is_set else ""
    return f"SELECT doc, col FROM ({all_of_them}){chosen}"


def by_date(
    side: Side, found: list[Way], conditions: list[Condition], few: Few, values: Values, *, read: bool
) -> Found:
    """Begin with the rows of the set ``few``; without one, walk the index of dates.

    ``read``: see ``_ways.besides``.
    """
    number = f"{side.table}.id"
    if few.is_set:
        tables = f"({few.numbers(side, values)}) AS chosen CROSS JOIN {side.table} ON {number} = chosen.id"
    else:
        tables = f"{side.table} INDEXED BY {side.table}_published"
    where = _on_row(side, few.others(conditions), values)
    either = [" AND ".join(part) for way in found if (part := _has(side, way, number, values, read=read))]
    if either:
        where.append(f"({' OR '.join(either)})")
    return Found(tables, number, tuple(where))


def first_by_date(
    connection: sqlite3.Connection, side: Side, way: Way, conditions: list[Condition], order: str, enough: int
) -> First | None:
    """The first rows by date, if so many of them are hits."""
    values = Values()
    rows = First(order, tuple(condition for condition in conditions if condition.is_dated))
    found = by_match(side, way, conditions, rows, values, with_row=True)
    hits = found.select("1", limit=str(enough))
    (count,) = connection.execute(f"SELECT count(*) FROM ({hits})", values.listed).fetchone()
    return rows if count == enough else None


def is_near(
    connection: sqlite3.Connection, side: Side, way: Way, conditions: list[Condition], order: str, enough: int
) -> bool:
    """Whether the first rows by date have so many hits: then walking on from there finds them, else it might go far."""
    values = Values()
    columns = "id, site_id, published, url" if side is POSTS else "id, post_id, author_id, kind, published"
    within, others = ([c for c in conditions if c.is_dated is dated] for dated in (True, False))
    rows = f"{side.table} INDEXED BY {side.table}_published WHERE {' AND '.join(_on_row(side, within, values)) or '1'}"
    walked = WALKED_POSTS if side is POSTS else WALKED_COMMENTS
    first = f"SELECT {columns} FROM {rows} ORDER BY {order} LIMIT {walked}"
    where = " AND ".join(_on_row(side, others, values)) or "1"
    has = " AND ".join(_has(side, way, f"{side.table}.id", values, read=True))
    if not has:
        asked = walked
    elif way.listed:
        asked = READ_COMMENTS if side is COMMENTS else max(ASKED_ROWS, 10 * enough)
    else:
        asked = min(ASKED_ROWS, 15 * enough)
    left = f"SELECT id FROM ({first}) AS {side.table} WHERE {where} LIMIT {asked}"
    hits = f"SELECT 1 FROM ({left}) AS {side.table} WHERE {has or '1'} LIMIT {enough}"
    (count,) = connection.execute(f"SELECT count(*) FROM ({hits})", values.listed).fetchone()
    return int(count) == enough


def _on_row(side: Side, conditions: list[Condition], values: Values) -> list[str]:
    """The conditions on a row that is not joined with its post."""
    where = []
    for condition in conditions:
        sql = values.bind(condition)
        # Without a join it is decided before an index is asked for the row, which costs more than all else.
        by_post = of_post(side, condition)
        where.append(f"+comments.post_id IN (SELECT posts.id FROM posts WHERE {sql})" if by_post else f"({sql})")
    return where


def by_row(side: Side, way: Way, conditions: list[Condition], values: Values) -> Found:
    """Begin with whatever SQLite thinks best, for a query without words, in no order."""
    number = f"{side.table}.id"
    where = [f"({values.bind(condition)})" for condition in conditions]
    return Found(row_tables(side, conditions), number, (*where, *besides(side, way, number, values)))


def _has(side: Side, way: Way, number: str, values: Values, *, read: bool) -> list[str]:
    """Conditions on a row that was come upon in another way than by its index."""
    conditions = besides(side, way, number, values, read=read)
    if way.listed:
        conditions.insert(0, has(side, way.expression, number, values, symbol=way.index == "symbols", read=read))
    elif way.index is not None:
        table = f"{side.table}_{way.index}"
        matches = f"FROM {table} WHERE {table} MATCH {values(way.expression)}"
        once = f"{number} IN (SELECT rowid {matches})"
        conditions.insert(0, once if way.costly else f"EXISTS (SELECT 1 {matches} AND rowid = {number})")
    return conditions


def may_read(side: Side, way: Way, rows: float) -> bool:
    """Whether so many texts may be read for what a way looks for."""
    return way.listed and can_read(way.expression) and rows <= (FEW_POSTS if side is POSTS else FEW_COMMENTS)
