"""Names as they are compared: what a user types for a blog, a person or a tag finds what a page spells otherwise.

The folded forms are columns beside the names (``sites``, ``authors``, ``tags``), so that a look-up is one step in an
index, and so that SQL about them runs in any SQLite.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from archiver.store.cleaning import clean_text

# Accents of Latin, Greek and Cyrillic. What other scripts compose, such as the dots of kana, makes another letter.
_ACCENTS = re.compile("[\u0300-\u036f]")

# Greek vowels and their tonos, which a word has on one of them; Russian e, of which one may be ë.
_ACCENTED = dict(zip("αεηιουωе", "άέήίόύώё", strict=True))
_BARE = str.maketrans({accented: plain for plain, accented in _ACCENTED.items()})
_LONGEST_RESPELT = 40


def fold(text: str) -> str:
    """The text regardless of case, accents, width and way of composing characters, without blanks at its ends."""
    if text.isascii():
        return clean_text(text).lower().strip()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", clean_text(text)))
    return unicodedata.normalize("NFKC", bare.casefold()).strip()


def respelt(word: str) -> tuple[str, ...]:
    """How a Greek or Russian word may stand in the index of words, which folds the accents of Latin letters alone
    (https://www.sqlite.org/fts5.html#unicode61_tokenizer): with none, as in Greek capitals and most Russian texts, or with
    one, on each letter that may have it. What is no such word stays as it is."""
    if word.isascii() or not word.isalpha() or len(word) > _LONGEST_RESPELT:
        return (word,)
    typed = word.lower()
    bare = typed.translate(_BARE)
    places = [place for place, letter in enumerate(bare) if letter in _ACCENTED]
    if not places:
        return (word,)
    once = (f"{bare[:place]}{_ACCENTED[bare[place]]}{bare[place + 1 :]}" for place in places)
    return tuple(dict.fromkeys((bare, *once, typed)))


def bare_url(url: str) -> str:
    """A URL, or what a user types for one, folded, without scheme, ``www.`` and last slash."""
    return re.sub(r"^(https?://)?(www\.)?", "", fold(url)).rstrip("/")


def spellings(url: str) -> tuple[str, ...]:
    """How else a URL may be written that a user types: with http or https, with a slash at its end or without."""
    bare = re.sub(r"^https?://", "", url).rstrip("/")
    return tuple(f"{scheme}://{bare}{end}" for scheme in ("https", "http") for end in ("/", ""))


def host(url: str) -> str:
    """The host and port of a URL, folded, without ``www.``; empty where there is none."""
    try:
        return re.sub(r"^www\.", "", urlsplit(fold(url)).netloc)
    except ValueError:  # such as http://[
        return ""


def site_forms(url: str | None, name: str | None) -> tuple[str | None, str | None, str | None]:
    """What a blog is found by: the folded name, the bare URL, the host; ``None`` for what there is not."""
    return fold(name) if name else None, bare_url(url) if url else None, (host(url) if url else "") or None
