"""By which index a search is answered: pure decisions on what was typed, without any SQL being run.

Words: the word index; and inside of texts with Chinese, Japanese, Korean or Thai (no blank stands before a foreign word
there) the trigram index too, where any part of a word is found. Terms with such characters: the trigram index; one or
two of them, emoji and punctuation: lists of the texts that have them, or these themselves (``_texts.py``). A query may
mix them; rank and snippet then come from the first that applies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from archiver.store._texts import can_read, is_exact, lists, reads, run
from archiver.store.query import NO_TERMS, Query, Terms, match

if TYPE_CHECKING:
    from archiver.store.filters import Condition

TITLE_WEIGHT = 5.0
"""A word in a title counts as much as five in the text."""

INDEXED_PREFIXES = (2, 3, 4)
"""Letters of the beginnings of words that the word index has as such (migration m015)."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two tables that are searched: its indexed columns with their weights."""

    table: str
    columns: tuple[str, ...]
    weights: tuple[float, ...]


POSTS = Side("posts", ("title", "content_text"), (TITLE_WEIGHT, 1.0))
COMMENTS = Side("comments", ("content_text",), (1.0,))


class Values:
    """The parameters of a statement, each by its number, so that parts can be put together in any order."""

    def __init__(self) -> None:
        self.listed: list[Any] = []

    def __call__(self, value: Any) -> str:
        """The place of the value in the SQL: ``?3``."""
        self.listed.append(value)
        return f"?{len(self.listed)}"

    def bind(self, condition: Condition) -> str:
        """The condition with its parameters among these."""
        first, *rest = condition.sql.split("?")
        return first + "".join(self(value) + part for value, part in zip(condition.parameters, rest, strict=True))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer.

    ``index`` is what the statement begins with: ``fts`` or ``trigram`` with the FTS5 query ``expression``, the list for
    ``pieces`` or ``symbols`` with one of these; without one it is the tables themselves. ``terms`` are what it looks up,
    one FTS5 query each. ``also`` must hold and ``without`` must not, besides. ``costly``: FTS5 reads all that begins so,
    each time it is asked.
    """

    index: Literal["fts", "trigram", "pieces", "symbols"] | None
    expression: str = ""
    terms: tuple[str, ...] = ()
    also: Terms = NO_TERMS
    without: Terms = NO_TERMS
    costly: bool = False

    @property
    def listed(self) -> bool:
        """Whether it begins with a list of texts."""
        return self.index in ("pieces", "symbols")

    @property
    def matched(self) -> bool:
        """Whether it begins with a query of FTS5."""
        return self.index in ("fts", "trigram")

    @property
    def reads(self) -> bool:
        """Whether texts can only be read for some of what they must have, or must not."""
        return not all(map(run, (*self.also.symbols, *self.without.symbols)))


def ways(query: Query) -> list[Way]:
    """The ways to answer a query; what any of them finds counts."""
    terms, without = query.terms, query.without
    beside = replace(terms, words=(), prefixes=())
    if terms.words or terms.prefixes:
        expression = match(terms.words, terms.prefixes)
        looked_up = (*map(_alone, terms.words), *(match((), (prefix,)) for prefix in terms.prefixes))
        unwanted = match(without.words, without.prefixes, " OR ")
        found = Way(
            "fts",
            f"({expression}) NOT ({unwanted})" if unwanted else expression,
            looked_up,
            beside,
            replace(without, words=(), prefixes=()),
            costly=not all(map(_is_indexed, (*terms.prefixes, *without.prefixes))),
        )
        parts = (*terms.words, *terms.prefixes, *terms.trigrams)
        if any(len(part) < 3 for part in parts):
            return [found]
        # "Python教程" is one word to the word index.
        inside = Way("trigram", match(parts), tuple(map(_alone, parts)), replace(beside, trigrams=()), without)
        return [found, inside]
    if terms.trigrams:
        looked_up = tuple(map(_alone, terms.trigrams))
        return [Way("trigram", match(terms.trigrams), looked_up, replace(beside, trigrams=()), without)]
    if terms.pieces:
        return [Way("pieces", terms.pieces[0], (), replace(beside, pieces=terms.pieces[1:]), without)]
    for symbol in filter(run, terms.symbols):
        others = tuple(other for other in terms.symbols if other != symbol)
        return [Way("symbols", symbol, (), replace(beside, symbols=others), without)]
    return [Way(None, also=beside, without=without)]


def _alone(term: str) -> str:
    return match((term,))


def is_costly(raw: str) -> bool:
    """Whether a query in FTS5's own syntax has a beginning of words that is not indexed as such."""
    return not all(map(_is_indexed, re.findall(r'([^\s"]+)"?\s*\*', raw)))


def _is_indexed(prefix: str) -> bool:
    """Of a prefix with punctuation (``foo-ba``) only the last word is one."""
    return len(re.split(r"[\W_]", prefix)[-1]) in INDEXED_PREFIXES


def besides(side: Side, way: Way, number: str, values: Values, *, read: bool = False) -> list[str]:
    """The SQL conditions of ``also`` and ``without`` on the row ``number`` of a side.

    ``read``: texts are read for pieces and symbols where that is possible, and not listed; for a few rows.
    """
    conditions = []
    for terms, sign in ((way.also, ""), (way.without, "NOT ")):
        any_word = match(terms.words, terms.prefixes, " OR ")
        # Terms that must hold are all looked up at once; each that must not is reason enough.
        together = (match(terms.trigrams),) if not sign and terms.trigrams else tuple(map(_alone, terms.trigrams))
        matched = [("fts", any_word)] * bool(any_word) + [("trigram", expression) for expression in together]
        for index, expression in matched:
            table = f"{side.table}_{index}"
            conditions.append(f"{number} {sign}IN (SELECT rowid FROM {table} WHERE {table} MATCH {values(expression)})")
        for symbol, pieces in ((False, terms.pieces), (True, terms.symbols)):
            conditions += [f"{sign}({has(side, piece, number, values, symbol=symbol, read=read)})" for piece in pieces]
    return conditions


def has(side: Side, piece: str, number: str, values: Values, *, symbol: bool, read: bool) -> str:
    """The SQL condition that a row has a piece or symbol. See ``besides``."""
    if (read and can_read(piece)) or (symbol and not run(piece)):
        return reads(side, piece, number, values)
    listed = f"{number} IN (SELECT doc FROM ({lists(side, piece, values, symbol=symbol)}))"
    return f"{listed} AND {reads(side, piece, number, values)}" if symbol and not is_exact(piece) else listed
