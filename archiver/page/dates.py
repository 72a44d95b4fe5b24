"""Dates as pages show them, in the languages of blogs, read as precisely as they are told and no further.

Every comment has one, so this is a hot path: a pass over precompiled patterns and word tables instead of a general
parser, and no clock or locale: the same text always gives the same answer. A general parser also fills what is
missing with today; here nothing is filled in. The parts:

    find_date, find_dates    the dates in a piece of page text
    parse_iso                an attribute that is one date for machines
    day_order                what 05/04/2010 means on a page
    date_in_url              what a permalink tells of its date
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from archiver.page._date_iso import date_in_url, parse_iso
from archiver.page._date_named import named_dates
from archiver.page._date_numbers import (
    Core,
    DayOrder,
    day_order,
    full_year,
    numeric_dates,
    order_of,
    weekday_after,
    weekday_before,
)
from archiver.page._date_relative import is_byline, may_be_relative, relative_dates
from archiver.page._date_text import Folded, fold
from archiver.page._date_time import Clock, time_after, time_alone, time_before

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Date",
    "DayOrder",
    "date_in_url",
    "day_order",
    "find_date",
    "find_dates",
    "has_number",
    "has_year",
    "may_be_relative",
    "parse_iso",
]

# A text this long or shorter is a byline, not prose: a date in it goes before "3 years ago" in it.
_BYLINE = 100
# Texts that are nothing but a date with parts missing: "2010", "15 2010" (a widget that lost its month), "05/2010".
_LEAD = r"[ (\[.,:;|/-]*(?:(?:posted|published|updated|created|written|date|on|in|am|im|vom|datum|le|en|em|fecha|data)\b[ :,]*)*"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGIT = re.compile(r"\d")
_BARE = re.compile(
    rf"{_LEAD}(?:(?P<month_year>(\d{{1,2}})[./-]((?:19|20)\d\d))|(?P<year_month>((?:19|20)\d\d)[./-](\d{{1,2}}))"
    r"|(?P<day_year>\d{1,2}(?:st|nd|rd|th|\.)?[ ,]+((?:19|20|25)\d\d))"
    r"|(?P<year>((?:19|20|25)\d\d)[年년]?))(?=[ )\].,:;|/@·-]*(?:\Z|(?:at|um|a)\b|\d{1,2}:\d\d))"
)


class Date(NamedTuple):
    """A date that a text tells, and where.

    ``value`` is ISO 8601, exactly as precise as the text: a year, month, day, minute or second, with an offset only
    where the text gives one. It is ``None`` for a relative date and for one without a year. Numbers whose order is not
    known give the year alone. An hour told alone ("5 pm") is written with ``:00``, as ISO 8601 hours are.

    ``text`` is what says so, from ``start`` to ``end`` of the input with its whitespace collapsed. ``relative`` marks
    "3 years ago" and "yesterday". ``month_day`` is the (month, day) of a date without a year. ``time`` is the time of
    day (``HH:MM``, ``HH:MM:SS``, with the offset behind it), also when ``value`` is too coarse to hold it.
    """

    value: str | None
    text: str
    start: int
    end: int
    relative: bool = False
    month_day: tuple[int, int] | None = None
    time: str | None = None


def from_epoch(milliseconds: int, shown: Date | None = None) -> str | None:
    """An instant as ISO 8601 text: in UTC, or in the zone whose clock shows the time that the page shows.

    ``None`` for what is no instant between 1990 and 2100.
    """
    if not 631_152_000_000 <= milliseconds < 4_102_444_800_000:
        return None
    instant = datetime.fromtimestamp(milliseconds // 1000, tz=UTC)
    clock = shown.time if shown is not None else None
    if clock is None:
        return instant.isoformat()
    minutes = int(clock[:2]) * 60 + int(clock[3:5]) - instant.hour * 60 - instant.minute
    minutes = (minutes + 12 * 60) % (24 * 60) - 12 * 60  # zones lie within 12 hours of UTC, but for a few islands
    return (
        instant.astimezone(timezone(timedelta(minutes=minutes))).isoformat()
        if minutes % 15 == 0
        else instant.isoformat()
    )


def find_date(text: str, *, order: DayOrder | None = None, language: str | None = None) -> Date | None:
    """The first date in a piece of page text, or the first relative one; ``None`` when there is none.

    ``order`` says how to read 05/04/2010 (see ``day_order``); ``None`` leaves it to ``language``, a BCP 47 tag of the
    page, which never hides a date: English names are read on every page. In a short text a date goes before a relative
    one ("3 years ago, on 4 May 2010"). Never raises, whatever the text is.
    """
    if text.isascii() and not has_number(text) and not may_be_relative(text.lower()):
        return None  # most texts, which is to be told quickly
    folded = fold(text)
    primary = _primary(language)
    if not has_number(folded.text):
        return next(_relative(folded, primary), None)
    first = next(_absolute(folded, order_of(language) if order is None else order, primary), None)
    if first is not None and (len(folded.source) <= _BYLINE or first.start == 0):
        return first
    relative = next(_relative(folded, primary), None)
    if first is None or (relative is not None and relative.start < first.start):
        return relative or first or _bare(folded, primary)
    return first


def find_dates(text: str, *, order: DayOrder | None = None, language: str | None = None) -> Iterator[Date]:
    """Every date in a text, relative ones too, in the order of the text; parameters as for ``find_date``."""
    folded = fold(text)
    found = list(_absolute(folded, order_of(language) if order is None else order, _primary(language)))
    taken = [(date.start, date.end) for date in found]
    relative = _relative(folded, _primary(language))
    found += [date for date in relative if all(date.end <= start or end <= date.start for start, end in taken)]
    if not found and (bare := _bare(folded, _primary(language))):
        found.append(bare)
    yield from sorted(found, key=lambda date: date.start)


@lru_cache(maxsize=1000)
def _primary(language: str | None) -> str | None:
    return re.split("[-_]", language, maxsplit=1)[0].lower() if language else None


def has_number(text: str) -> bool:
    """Whether there are digits of any script, or a month of a date in Chinese numerals."""
    return _DIGIT.search(text) is not None or "月" in text


def has_year(text: str) -> bool:
    """Whether there is a year of four digits, 1900 to 2099: for a first look."""
    return _YEAR.search(text) is not None


def _absolute(folded: Folded, order: DayOrder, language: str | None) -> Iterator[Date]:
    if not has_number(folded.text):
        return
    cores = sorted(
        [*numeric_dates(folded, order, language), *named_dates(folded, language)], key=lambda core: core.start
    )
    floor = 0
    for core in _disjoint(cores):
        date, floor = _dated(folded, core, floor, language)
        yield date


def _disjoint(cores: list[Core]) -> Iterator[Core]:
    """Of readings that overlap, the one that says most: "mar 4 may 2010" is not 4 March."""
    best: Core | None = None
    for core in cores:
        if best is None:
            best = core
        elif core.start >= best.end:
            yield best
            best = core
        elif core.parts > best.parts:
            best = core
    if best is not None:
        yield best


def _dated(folded: Folded, core: Core, floor: int, language: str | None) -> tuple[Date, int]:
    """A date with its weekday and time, and where it ends in the folded text; not a time before ``floor``."""
    text = folded.text
    start = weekday_before(text, core.start)[0]
    start = start if start >= floor else core.start
    end = weekday_after(text, core.end)[0]
    clock = time_after(folded, end if core.time_at is None else core.time_at, iso=core.iso)
    if clock is None:
        clock = time_before(folded, start, floor, german=language == "de")
    if clock is not None:
        start, end = min(start, clock.start), max(end, clock.end)
    return _date(folded, core, start, end, clock), end


def _date(folded: Folded, core: Core, start: int, end: int, clock: Clock | None) -> Date:
    first, last = folded.span(start, end)
    time = clock.text if clock else None
    month_day = (core.month, core.day) if core.year is None and core.month and core.day else None
    return Date(_value(core, time), folded.source[first:last], first, last, False, month_day, time)


def _value(core: Core, time: str | None) -> str | None:
    if core.year is None:
        return None
    if core.month is None:
        return f"{core.year:04}"
    if core.day is None:
        return f"{core.year:04}-{core.month:02}"
    return f"{core.year:04}-{core.month:02}-{core.day:02}" + (f"T{time}" if time else "")


def _relative(folded: Folded, language: str | None) -> Iterator[Date]:
    if not may_be_relative(folded.text):
        return
    found = []
    for start, end, is_word in relative_dates(folded, language):
        clock = time_after(folded, end) if is_word else None
        if is_word and clock is None and not is_byline(folded, start, end):
            continue
        first, last = folded.span(start, clock.end if clock else end)
        time = clock.text if clock else None
        found.append(Date(None, folded.source[first:last], first, last, relative=True, time=time))
    end = 0
    for date in sorted(found, key=lambda date: (date.start, -date.end)):
        if date.start >= end:
            yield date
            end = date.end


def _bare(folded: Folded, language: str | None) -> Date | None:
    """A text that is nothing but a year, a month in digits, a day without its month, or a time."""
    match = _BARE.match(folded.text)
    if match is None:
        clock = time_alone(folded)
        return _date(folded, Core(0, 0, None), clock.start, clock.end, clock) if clock else None
    kind = match.lastgroup or "year"
    start, end = match.span(kind)
    rest = time_after(folded, end)
    if any(c.isalnum() for c in folded.text[rest.end if rest else end :]):
        return None
    digits = re.findall(r"\d+", match[kind])
    month: int | None = None
    if kind == "month_year":
        month = int(digits[0])
    elif kind == "year_month":
        month = int(digits[1])
        # "2010-11" may be the years 2010 and 2011.
        if month == int(digits[0][2:]) + 1:
            month = None
    elif kind == "day_year" and not 1 <= int(digits[0]) <= 31:
        return None
    year = full_year(next(d for d in digits if len(d) == 4), language)
    if year is None or (month is not None and not 1 <= month <= 12):
        return None
    return _date(folded, Core(start, end, year, month), start, rest.end if rest else end, rest)
