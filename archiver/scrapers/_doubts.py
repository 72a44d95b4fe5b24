"""Guessed names that are none: words of a text that tells a date, its last line, a subject.

Where no element is named after the author, names are guessed from lines: what stands beside the date, the line above or
below it, the first one. Most comments of many magazines have no name at all; then the same places hold other things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.page.dom import Element
from archiver.scrapers._lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.scrapers._draft import Draft
    from archiver.scrapers._layout import Offer
    from archiver.scrapers._when import When

_BESIDE = ("before date", "after date")
_PLACED = ("first line", "above date", "below date", "heading")
"""Guesses by place alone."""
_SURE = 1.2
"""Least weight of a name that stands beside a date, behind "by", before "says", or in an element named so."""
_FEW = 3
_DAY = len("2010-05-04")

Offers = dict[str, "Offer[str]"]


def drop_doubtful(drafts: Sequence[Draft], authors: Sequence[Offers], dates: Sequence[Offer[When] | None]) -> None:
    """Remove from the candidates for authors what the comments together show to be something else."""
    for draft, found, date in zip(drafts, authors, dates, strict=True):
        for key in _BESIDE:
            if key in found and _tells_other_date(draft, found[key], date):
                del found[key]
    for key in _PLACED:
        if any(key in found for found in authors) and (_is_rare(key, authors) or _is_contradicted(key, authors)):
            for found in authors:
                found.pop(key, None)


def _tells_other_date(draft: Draft, name: Offer[str], date: Offer[When] | None) -> bool:
    """Whether the line of a guess tells another day than the comment's own: it is part of what somebody says."""
    if not isinstance(name.place, Line) or date is None or not date.said.value:
        return False
    told = draft.document.read_date(name.place.text)
    day = told.value[:_DAY] if told is not None and told.value else ""
    return not date.said.value.startswith(day) and not day.startswith(date.said.value)


def _is_rare(key: str, authors: Sequence[Offers]) -> bool:
    """Whether few comments have such a line, and it looks like their text: a plain paragraph."""
    places = [found[key].place for found in authors if key in found]
    return len(authors) >= _FEW and len(places) * 2 < len(authors) and all(map(_is_plain, places))


def _is_plain(place: Element | Line) -> bool:
    """Whether a line stands in a paragraph without a class, and in no element of its own."""
    if isinstance(place, Element):
        return False
    first = place.nodes[0]
    block = first.parent
    is_marked = isinstance(first, Element) and len(place.nodes) == 1
    return not is_marked and isinstance(block, Element) and block.name in ("p", "blockquote") and not block.classes


def _is_contradicted(key: str, authors: Sequence[Offers]) -> bool:
    """Whether comments that have a better candidate as well say something else in it: theirs is a subject."""
    both = [
        (found[key].said, [offer.said for offer in found.values() if offer.weight >= _SURE])
        for found in authors
        if key in found
    ]
    sure = sum(any(offer.weight >= _SURE for offer in found.values()) for found in authors)
    compared = [(said, others) for said, others in both if others]
    return (
        bool(compared)
        and (sure > 1 or sure * 4 >= len(authors))
        and all(said not in others for said, others in compared)
    )
