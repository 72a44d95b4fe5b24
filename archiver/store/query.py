"""What a user types, taken apart into what the indexes can answer. Nothing of it is ever read as FTS5 syntax.

Several words mean all of them; "words in double quotes" stay together; ``tool*`` is how a word begins; what a ``-`` stands
before must not occur. A word with punctuation (``foo-bar``) is a phrase of its parts; ``C++`` finds ``c``, as the index
knows letters and digits only.

``author:josh`` and the other fields of ``FIELDS`` are filters, their values in quotes where they have blanks. What only
looks like one (``http://…``, ``after:banana``) is a word. docs/archive.md has the language in a table.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from archiver.store.cleaning import clean_text
from archiver.store.filters import KINDS, Chosen, is_date
from archiver.store.folding import respelt
from archiver.store.wide import has_wide

MOST_TERMS = 100
"""More search terms than this are cut off: each costs time, and nobody types so many."""

SHORTEST_PREFIX = 2
"""Letters before a ``*``: half of all words begin with one of a few letters, and reading them all takes seconds."""

FIELDS = {
    "site": "site",
    "author": "author",
    "post-author": "post_author",
    "tag": "tag",
    "post": "post",
    "kind": "kind",
    "since": "since",
    "after": "since",
    "until": "until",
    "before": "before",
}
"""What may stand before a colon, and the filter that it is."""

_TERM = re.compile(
    r"""
    (?P<field>-?[A-Za-z-]+):"(?P<value>[^"]*)(?:"|\Z)  # author:"Ann Lee"
    | (?P<minus>(?<!\S)-)?"(?P<phrase>[^"]*)"
    | (?P<word>[^\s"]+)
    """,
    re.VERBOSE,
)

# Emoji may or may not be followed by a variation selector; they are found either way.
_VARIATION = re.compile("[\ufe0e\ufe0f]")


@dataclass(frozen=True, slots=True)
class Terms:
    """Things to look for.

    ``words`` (single ones and phrases) and ``prefixes`` are for the word index, ``trigrams`` (three characters or more,
    with Chinese, Japanese, Korean or Thai) for the trigram index, ``pieces`` (one or two of these characters) for the
    list of its trigrams. ``symbols`` (emoji, punctuation) are in no index: texts are read for them.
    """

    words: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    trigrams: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.prefixes or self.trigrams or self.pieces or self.symbols)


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Query:
    """What a record must have, what it must not have, and the filters that were typed."""

    terms: Terms = NO_TERMS
    without: Terms = NO_TERMS
    filters: tuple[Chosen, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.without or self.filters)


def parse(text: str) -> Query:
    """Take apart what the user typed. Any text will do."""
    wanted: list[str] = []
    unwanted: list[str] = []
    filters: dict[tuple[str, bool], list[str]] = {}
    for found in _TERM.finditer(clean_text(text)):
        name, value = found["field"], found["value"]
        word = found["word"] or ""
        if name is None and ":" in word:
            name, value = word.split(":", 1)
        if name is not None and (key := _filter(name, value)):
            filters.setdefault(key, []).append(value.lower() if key[0] == "kind" else value)
        elif found["field"]:
            (unwanted if name.startswith("-") else wanted).extend([f"{name}:".lstrip("-"), _one_line(value)])
        elif found["phrase"] is not None:
            # A star within quotes is no prefix.
            (unwanted if found["minus"] else wanted).append(_one_line(found["phrase"]).rstrip("*"))
        elif word.startswith("-") and _says_something(word):
            unwanted.append(word.lstrip("-"))
        else:
            wanted.append(word)
    chosen = tuple(_chosen(name, tuple(dict.fromkeys(values)), without) for (name, without), values in filters.items())
    return Query(_sort(wanted), _sort(unwanted), chosen)


def _chosen(name: str, values: tuple[str, ...], without: bool) -> Chosen:
    if name == "kind" and without:
        # The other kinds: nearly all are plain comments, and an index has what is not.
        return Chosen(name, tuple(kind for kind in KINDS if kind not in values))
    return Chosen(name, values[:MOST_TERMS], without)


def _filter(name: str, value: str) -> tuple[str, bool] | None:
    """The filter's name in ``Filters`` and whether it stands behind a ``-``; ``None`` for what is none."""
    known = FIELDS.get(name.removeprefix("-").lower())
    bad = (
        known is None
        or not value.strip()
        or (known in ("since", "until", "before") and not is_date(value))
        or (known == "kind" and value.lower() not in KINDS)
        or (known == "post" and not (value.isdecimal() or "://" in value))
    )
    return None if bad or known is None else (known, name.startswith("-"))


def _sort(typed: list[str]) -> Terms:
    """What the index for each is. Of many terms the first are taken."""
    terms = list(dict.fromkeys(term for term in typed if term))[:MOST_TERMS]
    wide = [term.rstrip("*") for term in terms if has_wide(term)]
    words = [term for term in terms if _says_something(term) and not has_wide(term)]
    prefixes = tuple(word for word in words if _is_prefix(word))
    symbols = [_VARIATION.sub("", term) for term in terms if not _says_something(term) and not has_wide(term)]
    if words or wide:
        # "rock & roll" does not ask for the "&".
        symbols = [term for term in symbols if not _is_punctuation(term)]
    return Terms(
        tuple(word for word in words if not _is_prefix(word)),
        tuple(prefix.rstrip("*") for prefix in prefixes),
        tuple(term for term in wide if len(term) >= 3),
        tuple(term for term in wide if len(term) < 3),
        tuple(term for term in symbols if term),
    )


def match(words: tuple[str, ...], prefixes: tuple[str, ...] = (), operator: str = " ") -> str:
    """An FTS5 query for all of these (operator ``OR``: any), each a string of its syntax.

    https://www.sqlite.org/fts5.html, section 3.1
    """
    strings = [*map(_string, words), *(_string(prefix, " *") for prefix in prefixes)]
    if operator == " " and any(string.startswith("(") for string in strings):
        operator = " AND "  # which only phrases may stand without
    return operator.join(strings)


def _string(word: str, end: str = "") -> str:
    strings = ['"' + spelling.replace('"', '""') + '"' + end for spelling in respelt(word)]
    return strings[0] if len(strings) == 1 else f"({' OR '.join(strings)})"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_prefix(word: str) -> bool:
    begin = word.rstrip("*")
    return begin != word and begin[-1:].isalnum() and len(begin) >= SHORTEST_PREFIX


def _says_something(term: str) -> bool:
    # What has none of these may be a token of unicode61, but no word: a lone vowel sign (FTS5, section 4.3.1).
    return any(unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co" for char in term)


def _is_punctuation(term: str) -> bool:
    return all(char.isascii() or unicodedata.category(char)[0] in "PZ" for char in term)
