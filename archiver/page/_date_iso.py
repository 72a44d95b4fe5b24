"""Dates meant for machines: attributes such as ``datetime=``, ``content=`` and the path of a URL."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from archiver.page._date_numbers import FIRST_YEAR, LAST_YEAR, is_day
from archiver.page._date_time import ZONES, normal_offset
from archiver.page._date_words import MONTHS

# ISO 8601 extended, and what programs print for it: a space or a zone name instead of "T", one-digit parts, slashes.
_EXTENDED = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:(?:[Tt]|,? +|[A-Z]{3,4})(.*))?)?)?", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[Tt ]?(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(.*))?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,:]\d+)?)?(.*)", re.ASCII)
_OFFSET = re.compile(r" ?(?:(?:UTC|GMT) ?)?([+-]\d\d(?::?\d\d)?)", re.ASCII)
# RFC 2822 and RFC 850; JavaScript's Date and ctime have month before day, and the year last or in the middle.
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},? +)?(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4}|\d\d)(?:,? +(.*))?", re.ASCII)
_SCRIPT = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}) +(\d{1,2}) (\d{4}) (.*)", re.ASCII)
_CTIME = re.compile(
    r"[A-Za-z]{3} ([A-Za-z]{3}) +(\d{1,2}) (\d{1,2}:\d\d:\d\d)( [A-Z]{3,4}| [+-]\d{4})? (\d{4})", re.ASCII
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?", re.ASCII)
# Zone names that RFC 2822 (section 4.3) fixes, though elsewhere they name other zones as well.
_MAIL_ZONES = ZONES | {"CST": "-06:00"}

_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)(?:/(0?[1-9]|1[0-2]|[a-z]{3,9})(?:/(0?[1-9]|[12]\d|3[01])(?=[/.]|\Z))?(?=[/.]|\Z)"
    r"|(?P<separator>[-_]?)(0[1-9]|1[0-2])(?P=separator)(0[1-9]|[12]\d|3[01])(?=[/._-]|\Z))"
)
_WEB_YEARS = range(1990, 2100)


def parse_iso(text: str) -> str | None:
    """Read an attribute that is one date and nothing else; ISO 8601 as precise as it is, or ``None``.

    Takes ISO 8601 (extended and basic), its usual misspellings, seconds or milliseconds since 1970 (10 or 13 digits),
    RFC 2822, and what ``ctime`` and JavaScript print. Fractions of a second are dropped, ``Z`` becomes ``+00:00``; a
    time that no clock shows is dropped and leaves the day, a month or day that is 0 or impossible what stands before.
    """
    text = " ".join(text.split())
    if len(text) > 64:
        return None
    if _EPOCH.fullmatch(text):
        return _epoch(text)
    if match := _EXTENDED.fullmatch(text):
        year, _, month, day, rest = match.groups()
        return _value(year, month, day, rest, ZONES)
    if match := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, rest = match.groups()
        clock = f"{hour}:{minute}" + (f":{second}" if second else "") + rest if hour else None
        return _value(year, month, day, clock, ZONES)
    return _parse_mail(text)


def date_in_url(url: str) -> str | None:
    """The date that a URL's path carries: ``/2010/05/04/slug``, ``/2010/05/slug``, ``/2010/may/04``, ``/20100504-slug``.

    A hint only: a path may be about another day, and its month may be that of an upload. Years 1990 to 2099.
    """
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return None
    for match in _URL_DATE.finditer(path):
        year, month, day = match[1], match[2] or match[5], match[3] or match[6]
        number = int(month) if month.isdecimal() else MONTHS.get(month)
        if number is None or int(year) not in _WEB_YEARS:
            continue
        return _value(year, str(number), day, None, ZONES)
    return None


def _parse_mail(text: str) -> str | None:
    if match := _MAIL.fullmatch(text):
        day, name, year, clock = match.groups()
        if len(year) == 2:
            year = ("19" if int(year) >= 50 else "20") + year  # RFC 2822, section 4.3
    elif match := _SCRIPT.fullmatch(text):
        name, day, year, clock = match.groups()
        clock = re.sub(r" ?\([^()]*\)\Z", "", clock)
    elif match := _CTIME.fullmatch(text):
        name, day, clock, zone, year = match.groups()
        # java.util.Date prints the zone of its machine: CST may be China's.
        return _value(year, str(MONTHS.get(name.lower(), 0)), day, clock + (zone or ""), ZONES)
    else:
        return None
    return _value(year, str(MONTHS.get(name.lower(), 0)), day, clock, _MAIL_ZONES)


def _epoch(text: str) -> str | None:
    seconds = int(text[:10])
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat() if moment.year <= LAST_YEAR else None


def _value(year: str, month: str | None, day: str | None, clock: str | None, zones: dict[str, str]) -> str | None:
    number = int(year)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    if month is None or not 1 <= int(month) <= 12:
        return year
    if day is None or not is_day(number, int(month), int(day)):
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}" + _time(clock or "", zones)


def _time(text: str, zones: dict[str, str]) -> str:
    """``T11:54`` with seconds and offset as far as the text has them; nothing if it is no time."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return ""
    hour, minute, second, rest = match.groups()
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return ""
    clock = f"T{int(hour):02}:{minute}" + (f":{second}" if second else "")
    rest = re.sub(r" ?[(\[].*\Z", "", rest)
    if offset := _OFFSET.fullmatch(rest):
        valid = int(offset[1][1:3]) <= 14 and int(offset[1][-2:] if len(offset[1]) > 3 else 0) <= 59
        return clock + (normal_offset(offset[1]) if valid else "")
    return clock + zones.get(rest.strip().upper(), "")
