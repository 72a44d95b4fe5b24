"""Text made uniform before dates are looked for, with the way back to where a date stood.

Tables and patterns can then be plain: lower case, no accents, ASCII digits, one kind of dash, apostrophe and colon.
Nearly all of it replaces one character by one, so that positions stay; only invisible characters (direction marks,
zero-width spaces, soft hyphens, combining accents) are dropped, and then a list of offsets leads back.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Blocks whose letters carry accents: Latin, Greek, Cyrillic, Arabic, Vietnamese, polytonic Greek.
_ACCENTED = ((0xC0, 0x250), (0x370, 0x530), (0x620, 0x6D5), (0x1E00, 0x2000))
# The zeros of the digits in use on pages: Arabic, Persian, Devanagari, Bengali, Thai, full width.
_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10)
_SAME = {
    "ıİ": "i", "łŁ": "l", "đĐ": "d", "øØ": "o", "ی": "ي", "ک": "ك", "ـ": " ",
    "‘’ʼ′`´׳＇": "'", "‐‑‒–—―−－～": "-", "：∶": ":", "．。॰": ".", "，、،": ",", "／⁄": "/", "（": "(", "）": ")",
    "＋": "+", "　": " ",
}  # fmt: skip

_DROPPED = re.compile("[\u00ad\u0300-\u036f\u061c\u064b-\u0652\u093c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def _replacements() -> Iterator[tuple[int, str]]:
    for first, end in _ACCENTED:
        for code in range(first, end):
            base, *marks = list(unicodedata.normalize("NFKD", chr(code)))
            if marks and all(unicodedata.combining(mark) for mark in marks):
                yield code, base.lower()
    for zero in _ZEROS:
        for digit in range(10):
            yield zero + digit, str(digit)
    for characters, replacement in _SAME.items():
        for character in characters:
            yield ord(character), replacement


_TABLE = dict(_replacements())


class Folded(NamedTuple):
    """``text`` is what patterns see; ``source`` is the whitespace-collapsed input that it came from."""

    text: str
    source: str
    offsets: Sequence[int] | None = None  # where each character of ``text`` (and its end) stood in ``source``

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in ``source`` of the non-empty span ``start`` to ``end`` of ``text``."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1

    def original(self, start: int, end: int) -> str:
        """What ``source`` says at a span of ``text``: with its case and accents."""
        first, last = self.span(start, end)
        return self.source[first:last]


def fold(text: str) -> Folded:
    """Collapse the whitespace of a text and fold it. Whitespace is what ``str.split`` takes for it."""
    source = " ".join(text.split())
    if source.isascii():
        return Folded(source.lower(), source)
    if not _DROPPED.search(source):
        return Folded(source.translate(_TABLE).lower(), source)
    kept = [i for i, character in enumerate(source) if not _DROPPED.match(character)]
    # A mark between two spaces leaves both: one of them goes with it.
    kept = [i for n, i in enumerate(kept) if not (source[i] == " " and n and source[kept[n - 1]] == " ")]
    return Folded("".join(source[i] for i in kept).translate(_TABLE).lower(), source, kept)


def fold_word(word: str) -> str:
    """One entry of a table, folded as the text is."""
    return fold(word).text
