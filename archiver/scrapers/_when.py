"""When a comment was written: candidates from its elements' attributes and text, and from its lines."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from archiver.page.content import inline_text
from archiver.page.dates import from_epoch
from archiver.page.dom import Element
from archiver.page.roles import Role
from archiver.scrapers._labels import tells_since_when
from archiver.scrapers._layout import Offer
from archiver.scrapers._lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.dates import Date
    from archiver.page.document import Document
    from archiver.scrapers._draft import Draft
    from archiver.scrapers._layout import Place

_INLINE_TAGS = frozenset(("a", "small", "span", "em", "i", "font", "cite"))
_PLACES = {0: "line 1", 1: "line 2", 2: "line 3", -1: "last line", -2: "line before the last"}
_LINES = frozenset(("line", *_PLACES.values()))
_NAMED, _SHOWN = 3.0, 2.0
"""How telling an element is that is named a date, and one that only shows one."""
_DAY = len("2010-05-04")
_LONGEST_TIME = 12
_MOST_PIECES = 2
"""Lines behind that of a date which may go on with it."""
_LONGEST_SHOWN = 60
"""Most characters of a line that says when, in an element that states the time as well."""
_MOST_INSIDE = 10
_EPOCH = re.compile(r"[?&]showComment=(\d{13})")


class When(NamedTuple):
    """A date with what the page shows of it; `value` is None for a relative date."""

    value: str | None
    text: str | None


def all_date_offers(drafts: Sequence[Draft]) -> list[dict[str, Offer[When]]]:
    """Candidates for each comment's date. Where each comment has an element of one key that is named a date, `ranking`
    puts no other before it, and no others are looked for."""
    named = [_offers_of_elements(draft, only_named=True) for draft in drafts]
    served = Counter(key for found in named for key in found)
    for key, count in served.items():
        if count == len(drafts) and any(found[key].weight >= _NAMED for found in named):
            return named
    return of_layout([date_offers(draft) for draft in drafts])


def date_offers(draft: Draft) -> dict[str, Offer[When]]:
    """Candidates for the comment's date, outside its text."""
    found = _offers_of_elements(draft, only_named=False)
    if not any(offer.weight >= _SHOWN for offer in found.values()):
        found.update(_line_offers(draft))
    return found


def _offers_of_elements(draft: Draft, *, only_named: bool) -> dict[str, Offer[When]]:
    found: dict[str, Offer[When]] = {}
    for element in draft.edges:
        named = bool(element.role & Role.DATE) or element.name in ("time", "abbr") or "datetime" in element.attrs
        may_be = named or (not only_named and (element.name in _INLINE_TAGS or _is_lead(draft, element)))
        if not may_be or element.text_length > 200 or draft.in_body(element):
            continue
        key = f"{element.name}.{'.'.join(element.classes[:1])}" if named else element.name
        if key in found or draft.is_gone(element) or (named and ends_with_text(draft.document, element)):
            continue
        offer = _offer(draft.document, element, named=named)
        if offer is not None:
            found[key] = offer
    return found


def _line_offers(draft: Draft) -> dict[str, Offer[When]]:
    """The dates of lines by their place, as the head of a comment and what its text tells may both have one; the shortest
    line first. Of lines elsewhere only the shortest counts."""
    lines = list(enumerate(draft.lines))
    edges = lines if len(lines) <= len(_PLACES) else [*lines[:3], *lines[-2:]]
    for some in (edges, lines if len(lines) > len(edges) else []):
        dated = [(n, line, offer) for n, line in some if (offer := _offer_of_line(draft, line)) is not None]
        if dated:
            dated.sort(key=lambda found: len(found[1].text))
            places = ((_PLACES.get(n), _PLACES.get(n - len(lines)), offer) for n, _, offer in dated)
            offers = {key: offer for *keys, offer in places for key in keys if key}
            return offers or {"line": dated[0][2]}
    return {}


def _is_lead(draft: Draft, element: Element) -> bool:
    """For what a comment begins with in bold: "Fred (May 4th): …"."""
    return element.name in ("b", "strong") and bool(draft.lines) and draft.lines[0].nodes[0] is element


def of_layout(offers: list[dict[str, Offer[When]]]) -> list[dict[str, Offer[When]]]:
    """Without the dates of lines where few comments have one: those are part of what somebody tells."""
    lined = sum(not _LINES.isdisjoint(offer) for offer in offers)
    if len(offers) < 3 or lined * 2 > len(offers):
        return offers
    return [{key: offer for key, offer in found.items() if key not in _LINES} for found in offers]


def _offer(document: Document, element: Element, *, named: bool) -> Offer[When] | None:
    exact = document.exact_date(element) if element.attrs else None
    shown = document.date_in(element) if element.text_length else None
    if exact is None and (shown is None or tells_since_when(inline_text(element))):
        return None
    weight = 5.0 if element.name == "time" or "datetime" in element.attrs else _NAMED if named else _SHOWN
    value = _more_precise(exact, shown.value if shown else None)
    if value is None:
        weight -= 1.0 if shown is not None and shown.relative else 4.0  # a time of day alone is hardly a date
    return Offer(weight, element, When(value, document.shown_date(element, shown)))


def _more_precise(exact: str | None, shown: str | None) -> str | None:
    """What an attribute states, or what is shown where that says more of the same month, or the day where the attribute
    is broken and says none."""
    if exact is None or shown is None:
        return exact or shown
    is_broken = len(exact) < _DAY <= len(shown)
    return shown if is_broken or (len(shown) > len(exact) and shown.startswith(exact[:7])) else exact


def _offer_of_line(draft: Draft, line: Line) -> Offer[When] | None:
    if len(line.text) > 250 or any(isinstance(node, Element) and draft.in_body(node) for node in line.nodes):
        return None
    date = draft.document.read_date(line.text)
    is_moment = date is not None and date.month_day is not None and date.time is not None
    if date is None or not (date.value or date.relative or is_moment) or tells_since_when(line.text):
        return None  # of a day and a time alone the year is not told, but the moment is
    if len(line.text) >= 100 and len(date.text) * 2 <= len(line.text):
        return None
    return Offer(1.5, line, When(date.value, _shown_in_line(draft.document, line, date)))


def _shown_in_line(document: Document, line: Line, date: Date) -> str:
    for node in line.nodes:
        inner = document.date_in(node) if isinstance(node, Element) else None
        if isinstance(node, Element) and inner is not None and inner.text == date.text:
            return document.shown_date(node, inner) or date.text
    return line.text if len(date.text) * 2 >= len(line.text) else date.text


def sharpened(draft: Draft, place: Place, when: When) -> When:
    """With the time of day, where it stands beside the date in the same short line."""
    if isinstance(place, Line):
        box = place.nodes[0].parent
        exact = (
            draft.document.exact_date(box) if isinstance(box, Element) and len(place.text) <= _LONGEST_SHOWN else None
        )
        is_sharper = exact is not None and when.value is not None and exact.startswith(f"{when.value}T")
        return When(exact, when.text) if is_sharper else _with_next_lines(draft, place, when)
    above = place.parent
    if (when.value and "T" in when.value) or not isinstance(above, Element) or draft.is_root(above):
        return when
    for element in (above, *islice(place.inside(), _MOST_INSIDE)):
        exact = draft.document.exact_date(element)
        if exact is not None and when.value and len(exact) > len(when.value) and exact.startswith(when.value):
            return When(exact, when.text)
    if above.text_length > 140:
        return when
    wider = draft.document.date_in(above)
    if _says_more(wider, when):
        return When(wider.value, draft.document.shown_date(above, wider)) if wider else when
    # day and time in elements of their own may have no white space between them
    apart = draft.document.read_date(" ".join(inline_text(part) for part in above.contents))
    return When(apart.value, apart.text) if apart and _says_more(apart, when) else when


def _with_next_lines(draft: Draft, line: Line, when: When) -> When:
    """With what short lines of their own right behind the one with the date add to it, the time of day or, as in a leaf of
    a calendar, month and day before it; those lines are no text."""
    behind = next((draft.lines[place + 1 :] for place, other in enumerate(draft.lines) if other is line), [])
    for after in behind[:_MOST_PIECES]:
        if len(after.text) > _LONGEST_TIME or not when.value or "T" in when.value or not when.text:
            break
        date = draft.document.read_date(f"{when.text} {after.text}")
        if date is None or not _says_more(date, when):
            break
        when = When(date.value, date.text)
        draft.gone.update(id(node) for node in after.nodes)
    return when


def date_behind(draft: Draft, name: str) -> When:
    """The date that stands behind a name in the same line."""
    behind = next((after for line in draft.lines if (after := line.text.partition(name)[2])), "")
    date = draft.document.read_date(behind[:_LONGEST_SHOWN])
    return When(date.value, date.text) if date is not None else When(None, None)


def _says_more(date: Date | None, when: When) -> bool:
    """Whether a date is the same, and more precise."""
    value = date.value if date is not None else None
    return value is not None and value != when.value and value.startswith(when.value or "")


def with_epoch(draft: Draft, when: When, permalink: str | None) -> When:
    """Blogger's permalinks hold the instant in milliseconds, where the page may show only the time of day."""
    match = _EPOCH.search(permalink or "")
    if match is None:
        return when
    shown = draft.document.read_date(when.text or "")
    if when.value is None or (len(when.value) <= len("2010-05-04T11:54") and shown):
        return When(from_epoch(int(match[1]), shown) or when.value, when.text)
    return when


def ends_with_text(document: Document, element: Element) -> bool:
    """Whether a box ends with a paragraph that has no name of its own and tells no date: it is named after the header that
    it begins with."""
    last = next((part for part in reversed(element.parts) if part.text_length), None) if element.name == "div" else None
    if last is None or last.name != "p" or last.role & (Role.AUTHOR | Role.DATE | Role.ACTION):
        return False
    before = last.text_before - element.text_before
    return before > 0 and document.date_in(last) is None


def has_date(document: Document, element: Element) -> bool:
    """Whether a short text holds a date; long ones only mention dates."""
    return len(inline_text(element)) <= 150 and document.date_in(element) is not None
