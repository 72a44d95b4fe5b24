"""The one SQL statement that answers a search: which rows, in which order, and what is shown of each.

It runs in any SQLite with FTS5, without functions of ours: ``archiver search --sql`` prints it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from archiver.store._few import Few, First, fewest
from archiver.store._found import (
    DENSE,
    MANY,
    MOST,
    Found,
    by_date,
    by_match,
    by_row,
    first_by_date,
    is_near,
    may_read,
    places_by_row,
)
from archiver.store._frequency import frequencies, frequency, occurrences, scales, size
from archiver.store._ways import COMMENTS, POSTS, Side, Values, Way, is_costly, ways
from archiver.store.filters import ALL, NOTHING, Chosen, Condition, comment_conditions, post_conditions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from archiver.store.query import Query

Sort = Literal["rank", "newest", "oldest"]

SNIPPET_WORDS = 24
SNIPPET_CHARACTERS = 60  # either side, where texts are cut; trigram snippets are counted in characters too
BEGINNING = 160  # characters of a text that was not searched for words

_LARGEST = 2**61  # limit and offset together stay within SQLite's 64 bits

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
        return [Way("fts", self.raw, costly=is_costly(self.raw))] if self.raw else ways(self.query)

    def conditions(self) -> dict[str, list[Condition]]:
        """The filters as conditions on each side, by its table; without a side of which nothing can be found."""
        chosen = (*self.query.filters, *self.filters)
        made = {side.table: (post_conditions if side is POSTS else comment_conditions)(chosen) for side in self.sides}
        return {
            table: [condition for condition in conditions if condition != ALL]
            for table, conditions in made.items()
            if NOTHING not in conditions
        }


class Search:
    """Makes the statements of one search.

    One that is to be ``printed`` has brackets around matches, and looks also where nothing is to be found.
    """

    def __init__(self, connection: sqlite3.Connection, asked: Asked, *, printed: bool = False) -> None:
        self._connection = connection
        self._asked = asked
        self._printed = printed
        self._conditions = asked.conditions()
        self._sides = [side for side in asked.sides if side.table in self._conditions]
        first, *others = asked.ways
        self._ways = [first, *(way for way in others if any(self._finds(side, way) for side in self._sides))]
        matches = [self._frequencies(way) for way in self._ways]
        self._matches = matches[0]
        self._scales = [
            scales(connection, way, found) if way.terms else {} for way, found in zip(self._ways, matches, strict=True)
        ]
        if len(self._ways) == 1 and not printed:
            self._sides = [side for side in self._sides if min(matches[0].get(side.table, (1,)))]
        self._few = {side.table: self._fewest(side, matches[0]) for side in self._sides}
        if not printed:
            self._sides = [side for side in self._sides if not self._few[side.table].is_empty]

    def _finds(self, side: Side, way: Way) -> bool:
        index = f"{side.table}_{way.index}"
        sql = f"SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT 1"
        return self._connection.execute(sql, (way.expression,)).fetchone() is not None

    def _frequencies(self, way: Way) -> dict[str, list[float]]:
        if way.terms:
            return frequencies(self._connection, way)
        if way.index == "pieces":
            most = 2 * MANY
            self._places = {
                side.table: occurrences(self._connection, side, way.expression, most + 1) for side in self._sides
            }
            return {table: [places if places <= most else MOST] for table, places in self._places.items()}
        if way.index is None or way.index == "symbols":
            return {}
        return {side.table: [frequency(self._connection, side, "fts", way.expression)] for side in self._sides}

    def _fewest(self, side: Side, matches: dict[str, list[float]]) -> Few:
        """The filter that is made a set for the words of the first way."""
        most = min(matches.get(side.table, ()), default=MOST)
        return fewest(self._connection, side, self._ways[0], self._conditions[side.table], most)

    def hits(self, sort: Sort, limit: int | None, offset: int) -> tuple[str, Values]:
        """The hits with all that is shown of them."""
        values = Values()
        limit, offset = None if limit is None else min(limit, _LARGEST), min(offset, _LARGEST)
        last = -1 if limit is None else limit + offset
        dated = sort != "rank" or self._ways[0].index in (None, "symbols")
        parts, tables = [], []
        for side in self._sides:
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
        if way.index == "pieces":
            return self._ranked_pieces(side, parts, last, values)
        found = self._found(number, side, values)
        source = f"'{table}', {number}, {found.number}"
        if way.costly and self._few[table].rows > MANY:
            # Each time that they are looked up costs more than all else.
            last_ones = found.select(source, "0.0", order=f"{found.number} DESC", limit=str(last))
            parts.append(f"SELECT * FROM ({last_ones})")
            return []
        index = f"{table}_{way.index}"
        scale = values(self._scales[number].get(table, 1.0))
        rank = f"bm25({index}, {', '.join(map(str, side.weights))}) * {scale}"
        if self._few[table].rows <= MANY:
            parts.append(found.select(source, rank))
            return []
        recent = f"SELECT * FROM ({found.select(found.number, order=f'{found.number} DESC', limit=str(MANY))})"
        if side is POSTS and not self._asked.raw:
            titled = self._found(number, side, values, title=True)
            newest = titled.select(titled.number, order=f"{titled.number} DESC", limit=str(MANY))
            recent += f" UNION SELECT * FROM ({newest})"
        name = f"{index}_recent"
        within = f"(SELECT id FROM {name})"
        parts.append(
            f"SELECT {source}, {rank} FROM {index} WHERE {index} MATCH {values(way.expression)}"
            f" AND rowid >= (SELECT min(id) FROM {name}) AND +rowid IN {within}"
        )
        if not 0 <= last <= MANY:
            rest = self._found(number, side, values)
            parts.append(f"{rest.select(source, '0.0')} AND {rest.number} NOT IN {within}")
        return [f"{name} (id) AS MATERIALIZED ({recent})"]

    def _ranked_pieces(self, side: Side, parts: list[str], last: int, values: Values) -> list[str]:
        """The same for one or two characters: texts by how often they have them, weighed as bm25 does.

        Of very many places, some are looked at. Only if these have fewer hits than are shown, the others follow.
        """
        way, table, most = self._ways[0], side.table, 2 * MANY
        few, some = self._few[table], f"{table}_some"
        tables = [f"{some} (doc, often, places) AS MATERIALIZED ({places_by_row(side, way, few, values, most)})"]
        found = self._found(0, side, values, source=some)
        rank = "-often * 2.2 / (often + 1.2)"
        tables.append(f"{table}_ranked (id, place) AS MATERIALIZED ({found.select(found.number, rank)})")
        parts.append(f"SELECT '{table}', 0, id, place FROM {table}_ranked")
        if self._places[table] > most:
            rest = self._found(0, side, values)
            rest = replace(rest, where=(*rest.where, f"{rest.number} NOT IN (SELECT doc FROM {some})"))
            shown = "" if last < 0 else f" AND (SELECT count(*) FROM {table}_ranked) < {last}"
            limit = f"iif((SELECT total(places) FROM {some}) >= {most}{shown}, -1, 0)"
            others = rest.select(f"'{table}', 0, {rest.number}", "0.0", limit=limit)
            parts.append(f"SELECT * FROM ({others})")
        return tables

    def _found(
        self,
        number: int,
        side: Side,
        values: Values,
        *,
        with_row: bool = False,
        title: bool = False,
        source: str = "",
        within: First | None = None,
    ) -> Found:
        """What a way finds that no earlier way does, in the titles alone, or in a table that has what is listed."""
        way, conditions = self._ways[number], self._conditions[side.table]
        if title:
            way = replace(way, expression=f"title : ({way.expression})")
        few = self._few[side.table]
        many = few.rows > MANY and within is None
        found = by_match(side, way, conditions, within or few, values, with_row=with_row, many=many, source=source)
        if number == 0:
            return found
        first, index = self._ways[0], f"{side.table}_{self._ways[0].index}"
        match = f"SELECT rowid FROM {index} WHERE {index} MATCH {values(first.expression)}"
        known = (
            f"NOT EXISTS ({match} AND rowid = {found.number})"
            if many and not first.costly
            else f"+{found.number} NOT IN ({match})"
        )
        return replace(found, where=(*found.where, known))

    def _by_date(self, side: Side, sort: Sort, last: int, values: Values) -> list[str]:
        """The selects of a side by date, each with no more rows than are shown."""
        published = f"{side.table}.published"
        order = f"{_order(published, sort)}, {side.table}.id DESC"
        if self._walks(side, order, last):
            founds = [by_date(side, self._ways, self._conditions[side.table], Few(None, MOST), values, read=True)]
        else:
            founds = self._founds(side, values, with_row=True, within=self._first(side, order, last))
        selects = [
            found.select(f"'{side.table}', {number}, {found.number}", published, order=order, limit=str(last))
            for number, found in enumerate(founds)
        ]
        return [f"SELECT * FROM ({select})" for select in selects]

    def _walks(self, side: Side, order: str, last: int) -> bool:
        """Whether to go through the rows by date until there are enough hits."""
        way, left, conditions = self._ways[0], self._few[side.table].rows, self._conditions[side.table]
        if last < 0 or self._reads_few(side) or (left <= MANY and not way.listed):
            return False
        if way.costly:
            # To ask how near they are costs as much as to find them.
            return len(self._ways) == 1 and all(condition.is_dated for condition in conditions)
        if way.matched and not self._is_dense(side, way):
            return False
        return is_near(self._connection, side, way, conditions, order, last)

    def _is_dense(self, side: Side, way: Way) -> bool:
        rows = size(self._connection, side, f"{way.index}")
        return min(self._matches[side.table]) > DENSE * rows

    def _first(self, side: Side, order: str, last: int) -> First | None:
        """The first rows by date, if these have enough of the many matches of words."""
        way = self._ways[0]
        if last < 0 or not way.matched or way.costly or self._few[side.table].rows <= MANY:
            return None
        return first_by_date(self._connection, side, way, self._conditions[side.table], order, last)

    def _reads_few(self, side: Side) -> bool:
        """Whether a filter leaves so few rows that their texts are read, and no list of all texts."""
        few = self._few[side.table]
        return few.condition is not None and may_read(side, self._ways[0], few.rows)

    def _founds(
        self, side: Side, values: Values, *, with_row: bool = False, within: First | None = None
    ) -> list[Found]:
        """What all ways find on a side, or ``within`` a part of it, in no order."""
        read = self._reads_few(side)
        if self._ways[0].index is None or read:
            return [by_date(side, self._ways, self._conditions[side.table], self._few[side.table], values, read=read)]
        return [
            self._found(number, side, values, with_row=with_row, within=within) for number in range(len(self._ways))
        ]

    def counts(self, most: int | None) -> Iterator[tuple[str, Values]]:
        """How many hits there are on each side, of which no more than ``most`` are counted; comments, which are more, first."""
        for side in reversed(self._sides):
            values = Values()
            if self._ways[0].index is None:
                founds = [by_row(side, self._ways[0], self._conditions[side.table], values)]
            else:
                founds = self._founds(side, values)
            limit = "" if most is None else str(most)
            rows = " UNION ALL ".join(f"SELECT * FROM ({found.select(found.number, limit=limit)})" for found in founds)
            yield f"SELECT count(*) FROM ({rows})", values

    def _shown(self, tables: str, score: str, order: str, values: Values) -> str:
        """The statement with what is shown of each hit. A post's hit has no row of comments."""
        for side in self._sides:
            for number, way in enumerate(self._ways):
                if way.costly:
                    tables += f",\n{_snippets(side, number, way, values)}"
        snippets = " ".join(
            f"WHEN '{side.table}{number}' THEN {_snippet(side, number, way, values)}"
            for side in self._sides
            for number, way in enumerate(self._ways)
        )
        shown = f"CASE source || way {snippets} END" if snippets else "''"
        if self._printed:
            shown = f"replace(replace({shown}, {_OPEN}, '['), {_CLOSE}, ']')"
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


def _snippet(side: Side, number: int, way: Way, values: Values) -> str:
    """SQL for the best place of the text, else of the title: what the body says is worth more, a hit has its title."""
    table = side.table
    if way.costly:
        return f"(SELECT snippet FROM {table}_snippets{number} AS made WHERE made.id = hits.id)"
    if way.index in ("fts", "trigram"):
        index = f"{table}_{way.index}"
        return f"({_cut_by_fts5(side, way, f'{index} MATCH {values(way.expression)} AND rowid = hits.id')})"
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


def _snippets(side: Side, number: int, way: Way, values: Values) -> str:
    """The snippets of all hits at once, for a query that must not be asked for each."""
    index = f"{side.table}_{way.index}"
    shown = f"SELECT id FROM hits WHERE source = '{side.table}' AND way = {number}"
    cut = _cut_by_fts5(side, way, f"{index} MATCH {values(way.expression)} AND +rowid IN ({shown})", "rowid")
    return f"{side.table}_snippets{number} (id, snippet) AS MATERIALIZED ({cut})"


def _cut_by_fts5(side: Side, way: Way, where: str, *columns: str) -> str:
    """The statement that gives columns and the snippet of what is found."""
    index, size = f"{side.table}_{way.index}", SNIPPET_WORDS if way.index == "fts" else SNIPPET_CHARACTERS
    parts = [f"snippet({index}, {n}, {_OPEN}, {_CLOSE}, '…', {size})" for n in range(len(side.columns))]
    if len(parts) == 1:
        return f"SELECT {', '.join((*columns, *parts))} FROM {index} WHERE {where}"
    best = f"iif(instr(body, {_OPEN}), body, coalesce(title, body))"
    both = f"SELECT rowid, {parts[0]} AS title, {parts[1]} AS body FROM {index} WHERE {where}"
    # With these limits SQLite does not merge the two statements, which would make each snippet three times.
    return f"SELECT {', '.join((*columns, best))} FROM ({both} LIMIT -1) LIMIT -1"


def printable(sql: str, values: Values, quote: sqlite3.Connection) -> str:
    """The statement with its parameters written out."""

    def literal(found: re.Match[str]) -> str:
        (text,) = quote.execute("SELECT quote(?)", (values.listed[int(found[1]) - 1],)).fetchone()
        return str(text)

    return re.sub(r"\?(\d+)", literal, sql) + ";"
