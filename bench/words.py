"""Texts, names and dates compared as a reader compares them: not by case, space, punctuation or time zone."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.labels import LabelledDate

_WORD = re.compile(r"\w+")
_NOBODY = frozenset(
    ["anonymous", "anon", "anonym", "anonyme", "anónimo", "anonimo", "anoniem", "匿名", "名無し", "guest", "gast"]
)
_UNVERIFIED = re.compile(r" (?:not verified|nicht überprüft|non vérifié|no verificado|niet gecontroleerd)$")
_BEYOND_SECONDS = re.compile(r"(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$")
_DAY = len("2010-05-04")
_MINUTE = len("2010-05-04T11:54")


def listed(text: str) -> tuple[str, ...]:
    """The words of a text, as it spells them, in its order."""
    return tuple(text.split())


def fold(text: str | None) -> str:
    """The words of a text (NFKC, casefolded) with single spaces between them."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text or "").casefold()))


def bag(text: str | None) -> Counter[int]:
    """How often each word stands in a text; a word is the CRC-32 of its folded UTF-8."""
    return Counter(zlib.crc32(word.encode("utf-8", "replace")) for word in fold(text).split())


def likeness(a: Counter[int], b: Counter[int]) -> float:
    """F1 over the words of two texts: 1.0 for the same words, 0.0 for none shared; two empty texts are alike."""
    if not a and not b:
        return 1.0
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def folded_name(name: str | None) -> str:
    """A name folded. Empty for what platforms print for nobody; "not verified" behind a name counts as not said."""
    name = _UNVERIFIED.sub("", fold(name))
    return "" if name in _NOBODY else name


def same_day(date: str | None, label: LabelledDate) -> bool:
    """Whether a date says the label's day (or month, or year), or its very instant from another time zone."""
    want = label.published
    if not want or not date:
        return not want and not date
    if date.startswith(want[:_DAY]):
        return True
    moment = _instant(date)
    return moment is not None and moment == _instant(label.instant or want)


def as_precise(date: str | None, want: str) -> bool:
    """Whether a date says all that is wanted, to the minute; an offset may be missing."""
    return date is not None and _BEYOND_SECONDS.sub("", date).startswith(_BEYOND_SECONDS.sub("", want)[:_MINUTE])


def _instant(date: str) -> datetime | None:
    """The moment that a date with an offset says."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
