"""How characters are looked for of which the index of words knows nothing: one or two of a writing without blanks between
words (pieces), emoji and punctuation (symbols).

Either they are read out of the texts, for rows that are come upon in another way, or the texts that have them are listed:
from the list of trigrams, which begin with each character of a text in such a writing, and, of all other texts, from the
index of symbols (``symbols.py``). What a list has of a longer symbol may be too much; the texts then decide.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archiver.store._ways import Side, Values

COMMON = "!\"&'(),-./:;?@«»–’“”„…"
"""Marks that many texts have alone: four fifths of all entries in the index of symbols over 1,850 real texts."""

_LAST = chr(0x10FFFF)


def begins(side: Side, piece: str, values: Values) -> str:
    """Where trigrams begin with the piece: what stands behind ``FROM`` to select ``doc`` and ``col`` of each place."""
    place = values(piece.lower())
    return f"{side.table}_trigram_terms WHERE term >= {place} AND term < {place} || char({ord(_LAST)})"


def run(symbol: str) -> str:
    """The first characters of a symbol that stand together in one run of the index; none if it has none of these.

    They are those of FTS5's categories for symbols, or too new for it (all that Python knows as ``P`` and ``S`` are).
    """
    start = next((place for place, char in enumerate(symbol) if _is_indexed(char)), len(symbol))
    end = next((place for place in range(start, len(symbol)) if not _is_indexed(symbol[place])), len(symbol))
    return symbol[start:end]


def lists(side: Side, piece: str, values: Values, *, symbol: bool) -> str:
    """Select ``doc`` and ``col`` of all places where the piece or symbol may stand (its ``run`` must not be empty)."""
    if not symbol:
        return f"SELECT doc, col FROM {begins(side, piece, values)}"
    found = run(piece).lower()
    index = f"{side.table}_symbols"
    term = values(found)
    # A run that is one common mark has no other in it. Walking over its places takes longer than all else.
    ends = [" ", *COMMON, _LAST]
    gaps = ", ".join(f"({values(low + chr(1))}, {values(chr(ord(high) - 1) + _LAST)})" for low, high in pairwise(ends))
    longer = (
        f"SELECT term FROM (VALUES {gaps}) AS gaps CROSS JOIN {index}_runs AS runs"
        f" WHERE runs.term >= gaps.column1 AND runs.term <= gaps.column2 AND instr(runs.term, {term})"
    )
    return (
        f"SELECT doc, col FROM {begins(side, found[:3], values)} UNION ALL"
        f" SELECT doc, col FROM {index}_places WHERE term IN (SELECT {term} UNION {longer})"
    )


def is_exact(symbol: str) -> bool:
    """Whether a list has no text without the symbol."""
    return run(symbol) == symbol and len(symbol) <= 3 and can_read(symbol)


def can_read(piece: str) -> bool:
    """Whether texts can be read for what the lists have: these know no case, and SQL only that of ASCII."""
    return piece.lower() == piece.upper()


def reads(side: Side, piece: str, number: str, values: Values) -> str:
    """The condition that the row of this number has the piece in one of its texts."""
    place = values(piece)
    found = " OR ".join(f"instr(texts.{column}, {place})" for column in side.columns)
    return f"EXISTS (SELECT 1 FROM {side.table} AS texts WHERE texts.id = {number} AND ({found}))"


def _is_indexed(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "PS" or category == "Cn"
