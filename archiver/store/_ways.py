"""By which index a search is answered: pure decisions on what was typed, without any SQL being run.

Words: the word index; and inside of texts with Chinese, Japanese, Korean or Thai (no blank stands before a foreign word
there) the trigram index too, where any part of a word is found. Terms with such characters: the trigram index; one or
two of them: the list of its trigrams, which begin with each of a text's characters. Emoji and punctuation: the texts
themselves are read. A query may mix them; rank and snippet then come from the first that applies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from archiver.store.query import NO_TERMS, Query, Terms, match

if TYPE_CHECKING:
    from archiver.store.filters import Condition

TITLE_WEIGHT = 5.0
"""A word in a title counts as much as five in the text."""


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

    ``index`` is what the statement begins with: ``fts`` or ``trigram`` with the FTS5 query ``expression``, ``terms`` with
    one or two characters; without one it is the tables themselves. ``terms`` are what it looks up, one FTS5 query each.
    ``also`` must hold and ``without`` must not, besides. ``costly``: FTS5 reads all that begins so, each time it is asked.
    """

    index: Literal["fts", "trigram", "terms"] | None
    expression: str = ""
    terms: tuple[str, ...] = ()
    also: Terms = NO_TERMS
    without: Terms = NO_TERMS
    costly: bool = False


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
            costly=bool(terms.prefixes or without.prefixes),
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
        return [Way("terms", terms.pieces[0], (), replace(beside, pieces=terms.pieces[1:]), without)]
    return [Way(None, also=beside, without=without)]


def _alone(term: str) -> str:
    return match((term,))


def besides(side: Side, way: Way, number: str, values: Values) -> list[str]:
    """The SQL conditions of ``also`` and ``without`` on the row ``number`` of a side."""
    conditions = []
    for terms, sign in ((way.also, "IN"), (way.without, "NOT IN")):
        any_word = match(terms.words, terms.prefixes, " OR ")
        # Terms that must hold are all looked up at once; each that must not is reason enough.
        together = (match(terms.trigrams),) if sign == "IN" and terms.trigrams else tuple(map(_alone, terms.trigrams))
        matched = [("fts", any_word)] * bool(any_word) + [("trigram", expression) for expression in together]
        for index, expression in matched:
            table = f"{side.table}_{index}"
            conditions.append(f"{number} {sign} (SELECT rowid FROM {table} WHERE {table} MATCH {values(expression)})")
        conditions += [f"{number} {sign} (SELECT doc FROM {begins(side, piece, values)})" for piece in terms.pieces]
        for symbol in terms.symbols:
            place = values(symbol)
            found = " OR ".join(f"instr(ifnull({side.table}.{column}, ''), {place})" for column in side.columns)
            conditions.append(f"{'' if sign == 'IN' else 'NOT '}({found})")
    return conditions


def begins(side: Side, piece: str, values: Values) -> str:
    """The trigrams that begin with the piece, one row each time that one stands in a text."""
    place = values(piece.lower())
    return f"{side.table}_trigram_terms WHERE term >= {place} AND term < {place} || char(1114111)"
