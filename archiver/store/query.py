"""What a user types, taken apart into what the indexes can answer. Nothing of it is ever read as FTS5 syntax.

Several words mean all of them; "words in double quotes" stay together. A word with punctuation (``foo-bar``) is a
phrase of its parts; ``C++`` finds ``c``, as the index knows letters and digits only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from archiver.store.cleaning import clean_text
from archiver.store.wide import has_wide

MOST_TERMS = 100
"""More search terms than this are cut off: each costs time, and nobody types so many."""

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')

# Emoji may or may not be followed by a variation selector; they are found either way.
_VARIATION = re.compile("[\ufe0e\ufe0f]")


@dataclass(frozen=True, slots=True)
class Query:
    """The terms, all of which a record must have.

    ``words`` are for the word index, ``trigrams`` (three characters or more, with Chinese, Japanese, Korean or Thai)
    for the trigram index, ``pieces`` (two of these characters, or an emoji) are in no index: texts are read for them.
    """

    words: tuple[str, ...]
    trigrams: tuple[str, ...]
    pieces: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.trigrams or self.pieces)


def parse(text: str) -> Query:
    """Take apart what the user typed. Any text will do."""
    typed = [" ".join((quoted or word).split()) for quoted, word in _TERM.findall(clean_text(text))]
    terms = list(dict.fromkeys(term for term in typed if term))[:MOST_TERMS]
    words = tuple(term for term in terms if _has_word(term) and not has_wide(term))
    trigrams = tuple(term for term in terms if has_wide(term) and len(term) >= 3)
    short = [term for term in terms if has_wide(term) and len(term) < 3]
    symbols = [_VARIATION.sub("", term) for term in terms if not _has_word(term) and not has_wide(term)]
    if words or trigrams or short:
        # "rock & roll" does not ask for the "&".
        symbols = [term for term in symbols if not _is_punctuation(term)]
    return Query(words, trigrams, tuple(term for term in (*short, *symbols) if term))


def match(terms: tuple[str, ...]) -> str:
    """An FTS5 query for all of the terms, each a string of its syntax (https://www.sqlite.org/fts5.html, section 3.1)."""
    return " ".join('"' + term.replace('"', '""') + '"' for term in terms)


def _has_word(term: str) -> bool:
    # unicode61's tokens are made of letters, numbers and characters of private use (FTS5, section 4.3.1).
    return any(unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co" for char in term)


def _is_punctuation(term: str) -> bool:
    return all(char.isascii() or unicodedata.category(char)[0] in "PZ" for char in term)
