"""The rows that are made a set, in which the matches of a search are then looked up: those that a filter leaves, or the
first by date.

SQLite cannot know how many rows a filter leaves, so it is counted here, as far as it matters, in indexes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.store._frequency import size
from archiver.store._ways import COMMENTS, POSTS
from archiver.store.filters import PLAIN_COMMENTS, Condition

if TYPE_CHECKING:
    import sqlite3

    from archiver.store._ways import Side, Values, Way

ROWS = 150_000
"""More rows than this are not made a set, which would take more than 60 ms: so many are a large part of any archive, and
what they have is found soon."""

FEW = 1000
"""For so few matches it is not worth while to ask how many rows a filter leaves."""

WORTH, WORTH_WITH_POST = 1.5, 4.0
"""A filter is worth to be made a set if it leaves up to so many rows for a match: to count a row and add it to a set takes
0.45 µs, to read the row of a match 1.3, with the row of its post 2.5."""

FIRST = 20_000
"""So many rows by date are looked at first for the newest or oldest matches: to make them a set takes 4 ms."""


@dataclass(frozen=True, slots=True)
class Few:
    """A filter that is made a set, if there is one that is worth it, and how many rows it, or else the words, leave.

    ``within``: of these rows only those count that this table has.
    """

    condition: Condition | None
    rows: float
    within: str = ""

    @property
    def is_set(self) -> bool:
        """Whether there is such a filter."""
        return self.condition is not None

    @property
    def is_empty(self) -> bool:
        """Whether there is a set, and nothing in it."""
        return self.is_set and not self.rows

    def numbers(self, side: Side, values: Values) -> str:
        """Select the numbers of the rows of the set, as ``id``."""
        assert self.condition is not None
        numbers = _numbers(side, self.condition, values.bind(self.condition))
        return _within(numbers, self.within) if self.within else numbers

    def others(self, conditions: list[Condition]) -> list[Condition]:
        """The filters that have to be asked besides."""
        return [condition for condition in conditions if condition is not self.condition]


@dataclass(frozen=True, slots=True)
class First:
    """The first rows by date, in such an ``order``, of those that the filters by date leave (``dated``)."""

    order: str
    dated: tuple[Condition, ...]
    is_set = True

    def numbers(self, side: Side, values: Values) -> str:
        """Select their numbers, as ``id``, from the index of dates alone."""
        where = " AND ".join(values.bind(condition) for condition in self.dated) or "1"
        rows = f"{side.table} INDEXED BY {side.table}_published WHERE {where}"
        return f"SELECT id FROM {rows} ORDER BY {self.order} LIMIT {FIRST}"

    def others(self, conditions: list[Condition]) -> list[Condition]:
        """The filters that have to be asked besides."""
        return [condition for condition in conditions if condition not in self.dated]


def fewest(connection: sqlite3.Connection, side: Side, way: Way, conditions: list[Condition], matches: float) -> Few:
    """The filter that leaves the fewest rows, where it is worth to be made a set for so many matches of the way."""
    best, least = None, float(ROWS)
    if matches <= FEW:
        return Few(None, matches)
    for condition in conditions:
        worth = WORTH_WITH_POST if of_post(side, condition) else WORTH
        most = int(min(matches * worth, least))
        if condition != PLAIN_COMMENTS and (count := _count(connection, side, condition, most)) < most:
            best, least = condition, count
    if best is None:
        return Few(None, matches)
    if way.index != "pieces":
        return Few(best, min(least, matches))
    # All that has such writing is in the trigram index: of other blogs, for one, nothing is left.
    within = f"{side.table}_trigram_docsize"
    rows = _within(_numbers(side, best, best.sql), within)
    (count,) = connection.execute(f"SELECT count(*) FROM ({rows})", best.parameters).fetchone()
    return Few(best, count, within)


def _within(numbers: str, table: str) -> str:
    return f"SELECT id FROM ({numbers}) WHERE +id IN (SELECT id FROM {table})"


def of_post(side: Side, condition: Condition) -> bool:
    """Whether a condition on comments asks for their posts."""
    return side is COMMENTS and "posts." in condition.sql


def _count(connection: sqlite3.Connection, side: Side, condition: Condition, most: int) -> float:
    """How many rows a filter leaves, ``most`` or less; of comments by what their posts are, about how many."""
    if of_post(side, condition):
        each = size(connection, COMMENTS, "fts") / max(size(connection, POSTS, "fts"), 1)
        return min(_count(connection, POSTS, condition, most) * each, most)
    rows = f"{_numbers(side, condition, condition.sql)} LIMIT {most}"
    return float(connection.execute(f"SELECT count(*) FROM ({rows})", condition.parameters).fetchone()[0])


def _numbers(side: Side, condition: Condition, sql: str) -> str:
    """Select the numbers of the rows that a filter leaves, without reading rows where another table has them."""
    begin, end = "posts.id IN (SELECT post_id ", ")"
    if side is POSTS and condition.sql.startswith(begin):
        return f"SELECT DISTINCT post_id AS id {sql[len(begin) :].removesuffix(end)}"
    if of_post(side, condition):
        # Quicker than a join.
        return f"SELECT comments.id FROM comments WHERE comments.post_id IN (SELECT posts.id FROM posts WHERE {sql})"
    return f"SELECT {side.table}.id FROM {side.table} WHERE {sql}"
