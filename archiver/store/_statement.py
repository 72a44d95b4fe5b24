"""The one SQL statement that answers a search: which rows, in which order, and what is shown of each.

It runs in any SQLite with FTS5, without functions of ours: ``archiver search --sql`` prints it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from archiver.store._found import MANY, Found, by_date, by_match
from archiver.store._frequency import frequencies, frequency, scales
from archiver.store._ways import COMMENTS, POSTS, Side, Values, Way, ways
from archiver.store.filters import NOTHING, Chosen, Condition, comment_conditions, post_conditions

if TYPE_CHECKING:
    import sqlite3

    from archiver.store.query import Query

Sort = Literal["rank", "newest", "oldest"]

SNIPPET_WORDS = 24
SNIPPET_CHARACTERS = 60  # either side, where texts are cut; trigram snippets are counted in characters too
BEGINNING = 160  # characters of a text that was not searched for words

# FTS5 marks matches with these noncharacters, which no stored text has (cleaning.py).
OPEN, CLOSE = "\ufdd0", "\ufdd1"
_OPEN, _CLOSE = f"char({ord(OPEN)})", f"char({ord(CLOSE)})"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for: the query with its filters and those beside it; ``raw`` is FTS5's own syntax instead."""

    query: Query
    filters: tuple[Chosen, ...]
    raw: str = ""
    sides: tuple[Side, ...] = (POSTS, COMMENTS)

    @property
    def ways(self) -> list[Way]:
        """The ways to answer."""
        return [Way("fts", self.raw)] if self.raw else ways(self.query)

    def conditions(self, side: Side) -> list[Condition]:
        """The filters as conditions on a side."""
        chosen = (*self.query.filters, *self.filters)
        return post_conditions(chosen) if side is POSTS else comment_conditions(chosen)

    @property
    def asked_sides(self) -> list[Side]:
        """The sides that the filters leave."""
        return [side for side in self.sides if NOTHING not in self.conditions(side)]


class Search:
    """Makes the statements of one search."""

    def __init__(self, connection: sqlite3.Connection, asked: Asked) -> None:
        self._connection = connection
        self._asked = asked
        self._ways = asked.ways
        self._matches = [self._frequencies(way) for way in self._ways]

    def _frequencies(self, way: Way) -> dict[str, list[float]]:
        if way.index in ("fts", "trigram") and way.terms:
            return frequencies(self._connection, way)
        if self._asked.raw:
            return {
                side.table: [frequency(self._connection, side, "fts", self._asked.raw)] for side in self._asked.sides
            }
        return {}

    def _most(self, number: int, side: Side) -> float:
        """How many rows of a side a way finds at most, about; without an index, all."""
        return min(self._matches[number].get(side.table, ()), default=float("inf"))

    def hits(self, sort: Sort, limit: int | None, offset: int) -> tuple[str, Values]:
        """The hits with all that is shown of them."""
        values = Values()
        last = -1 if limit is None else limit + offset
        dated = sort != "rank" or self._ways[0].index is None
        parts, tables = [], []
        for side in self._asked.asked_sides:
            if dated:
                parts += self._by_date(side, sort, last, values)
            else:
                for number in range(len(self._ways)):
                    tables += self._ranked(number, side, parts, last, values)
        if not parts:
            parts.append("SELECT NULL, NULL, NULL, NULL WHERE 0")
        order = _order("place", sort) if dated else "place"
        within = f"LIMIT {-1 if limit is None else limit} OFFSET {offset}"
        tables += [
            "found (source, way, id, place) AS (\n  " + "\n  UNION ALL ".join(parts) + "\n)",
            f"hits AS (SELECT * FROM found ORDER BY {order}, source DESC, id DESC {within})",
        ]
        return self._shown(",\n".join(tables), "0.0" if dated else "-place", order, values), values

    def _ranked(self, number: int, side: Side, parts: list[str], last: int, values: Values) -> list[str]:
        """Add the selects of one way by rank to ``parts``; gives the tables that they need."""
        way, table = self._ways[number], side.table
        most = self._most(number, side)
        found = self._found(number, side, values, with_row=False)
        source = f"'{table}', {number}, {found.number}"
        if way.index == "terms":
            # As bm25 weighs how often a word occurs.
            parts.append(found.select(source, "-often * 2.2 / (often + 1.2)"))
            return []
        index = f"{table}_{way.index}"
        scale = scales(self._connection, way, self._matches[number])[table] if way.terms else 1.0
        rank = f"bm25({index}, {', '.join(map(str, side.weights))}) * {scale!r}"
        if most <= MANY:
            parts.append(found.select(source, rank))
            return []
        recent = f"SELECT * FROM ({found.select(found.number, order=f'{found.number} DESC', limit=str(MANY))})"
        if side is POSTS and not self._asked.raw:
            titled = self._found(number, side, values, with_row=False, title=True)
            newest = titled.select(titled.number, order=f"{titled.number} DESC", limit=str(MANY))
            recent += f" UNION SELECT * FROM ({newest})"
        name = f"{index}_recent"
        within = f"(SELECT id FROM {name})"
        parts.append(
            f"SELECT {source}, {rank} FROM {index} WHERE {index} MATCH {values(way.expression)}"
            f" AND rowid >= (SELECT min(id) FROM {name}) AND +rowid IN {within}"
        )
        if not 0 <= last <= MANY:
            rest = self._found(number, side, values, with_row=False)
            parts.append(f"{rest.select(source, '0.0')} AND {rest.number} NOT IN {within}")
        return [f"{name} (id) AS MATERIALIZED ({recent})"]

    def _found(self, number: int, side: Side, values: Values, *, with_row: bool, title: bool = False) -> Found:
        """What a way finds that no earlier way does."""
        way, conditions = self._ways[number], self._asked.conditions(side)
        if title:
            way = Way(way.index, f"title : ({way.expression})", way.terms, way.also, way.without)
        most = self._most(number, side)
        found = by_match(self._connection, side, way, conditions, most, values, with_row=with_row)
        if number == 0:
            return found
        first, index = self._ways[0], f"{side.table}_{self._ways[0].index}"
        match = f"SELECT rowid FROM {index} WHERE {index} MATCH {values(first.expression)}"
        known = (
            f"NOT EXISTS ({match} AND rowid = {found.number})"
            if self._most(0, side) > MANY
            else f"+{found.number} NOT IN ({match})"
        )
        return Found(found.tables, found.number, (*found.where, known), found.with_row)

    def _by_date(self, side: Side, sort: Sort, last: int, values: Values) -> list[str]:
        """The selects of a side by date, each with no more rows than are shown."""
        published = f"{side.table}.published"
        order = f"{_order(published, sort)}, {side.table}.id DESC"
        walk = self._ways[0].index is None or (self._ways[0].index != "terms" and last >= 0 and self._walk(side))
        if walk:
            founds = [by_date(self._connection, side, self._ways, self._asked.conditions(side), values)]
        else:
            founds = [self._found(number, side, values, with_row=True) for number in range(len(self._ways))]
        selects = [
            found.select(f"'{side.table}', {number}, {found.number}", published, order=order, limit=str(last))
            for number, found in enumerate(founds)
        ]
        return [f"SELECT * FROM ({select})" for select in selects]

    def _walk(self, side: Side) -> bool:
        return self._most(0, side) > MANY

    def count(self, most: int | None) -> tuple[str, Values]:
        """How many hits there are; no more than ``most`` are counted on each side."""
        values = Values()
        limit = "" if most is None else str(most)
        counts = []
        for side in self._asked.asked_sides:
            if self._ways[0].index is None:
                found = by_date(self._connection, side, self._ways, self._asked.conditions(side), values)
                rows = found.select(found.number, limit=limit)
            else:
                founds = [self._found(number, side, values, with_row=False) for number in range(len(self._ways))]
                rows = " UNION ALL ".join(
                    f"SELECT * FROM ({found.select(found.number, limit=limit)})" for found in founds
                )
            counts.append(f"(SELECT count(*) FROM ({rows}))")
        return f"SELECT {' + '.join(counts) or '0'}", values

    def _shown(self, tables: str, score: str, order: str, values: Values) -> str:
        """The statement with what is shown of each hit. A post's hit has no row of comments."""
        snippets = " ".join(
            f"WHEN '{side.table}{number}' THEN {_snippet(side, way, values)}"
            for side in self._asked.sides
            for number, way in enumerate(self._ways)
        )
        shown = f"CASE source || way {snippets} END" if snippets else "''"
        return f"""WITH {tables}
SELECT
  iif(source = 'posts', 'post', comments.kind) AS kind,
  posts.id AS post_id,
  posts.url AS post_url,
  posts.title AS post_title,
  comments.source_id AS comment_id,
  iif(source = 'posts', (
    SELECT group_concat(name, ', ') FROM (
      SELECT people.name FROM post_authors JOIN authors AS people ON people.id = author_id
      WHERE post_id = posts.id ORDER BY position)
  ), authors.name) AS author,
  iif(source = 'posts', posts.published, comments.published) AS published,
  iif(source = 'posts', posts.url, coalesce(comments.url, posts.url)) AS url,
  {shown} AS snippet,
  {score} AS score
FROM hits
LEFT JOIN comments ON source = 'comments' AND comments.id = hits.id
CROSS JOIN posts ON posts.id = iif(source = 'posts', hits.id, comments.post_id)
LEFT JOIN authors ON authors.id = comments.author_id
ORDER BY {order}, source DESC, hits.id DESC"""


def _order(column: str, sort: Sort) -> str:
    """Undated ones stand last in either order."""
    return f"{column} {'ASC' if sort == 'oldest' else 'DESC'} NULLS LAST"


def _snippet(side: Side, way: Way, values: Values) -> str:
    """SQL for the best place of the text, else of the title: what the body says is worth more, a hit has its title."""
    table = side.table
    if way.index in ("fts", "trigram"):
        index, size = f"{table}_{way.index}", SNIPPET_WORDS if way.index == "fts" else SNIPPET_CHARACTERS
        where = f"FROM {index} WHERE {index} MATCH {values(way.expression)} AND rowid = hits.id"
        parts = [f"snippet({index}, {n}, {_OPEN}, {_CLOSE}, '…', {size})" for n in range(len(side.columns))]
        if len(parts) == 1:
            return f"(SELECT {parts[0]} {where})"
        title, body = parts
        return f"(SELECT iif(instr(body, {_OPEN}), body, coalesce(title, body)) FROM (SELECT {title} AS title, {body} AS body {where}))"
    text = f"{table}.content_text"
    piece = way.expression or next(iter(way.also.symbols), "")
    if not piece:
        return f"(substr({text}, 1, {BEGINNING}) || iif(length({text}) > {BEGINNING}, '…', ''))"
    place = values(piece)
    start = f"max(instr(lower({text}), lower({place})) - {SNIPPET_CHARACTERS}, 1)"
    size = 2 * SNIPPET_CHARACTERS + len(piece)
    cut = f"iif({start} > 1, '…', '') || substr({text}, {start}, {size}) || iif(length({text}) >= {start} + {size}, '…', '')"
    if side is COMMENTS:
        return f"({cut})"
    return f"iif(instr(lower({text}), lower({place})) OR {table}.title IS NULL, {cut}, {table}.title)"


def printable(sql: str, values: Values, quote: sqlite3.Connection) -> str:
    """The statement with its parameters written out."""

    def literal(found: re.Match[str]) -> str:
        (text,) = quote.execute("SELECT quote(?)", (values.listed[int(found[1]) - 1],)).fetchone()
        return str(text)

    return re.sub(r"\?(\d+)", literal, sql) + ";"
