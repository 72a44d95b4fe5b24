"""Dates written with digits alone: 2010-05-04, 04.05.2010, 05/04/2010, 17.7.11; and which of their parts is the day.

Dots say day first and a leading four-digit year says year first, everywhere. With slashes and hyphens the order must
come from elsewhere: the page's other dates, a weekday beside the date, the region of the page's language. Where
nothing tells, only the year is certain, unless both readings name the same day.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from archiver.page._date_text import Folded, fold
from archiver.page._date_words import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class DayOrder(Enum):
    """How a page writes numeric dates; ``UNKNOWN`` when nothing on it tells."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "unknown"


class Core(NamedTuple):
    """A date without its time, and its span in the folded text. ``day`` without ``month`` does not occur.

    ``iso``: the year came first, in digits. ``time_at``: the time stands inside, as ``ctime`` prints it, from there on.
    """

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    iso: bool = False
    time_at: int | None = None

    @property
    def parts(self) -> int:
        """How much it says, for choosing between readings of the same place."""
        return 2 * (self.year is not None) + (self.month is not None) + (self.day is not None)


# What a page date can name: a blog may write of 1850, no page is from 2100.
FIRST_YEAR, LAST_YEAR = 1800, 2099

# Neither inside a word, path, decimal, IP address, phone number or longer chain of numbers.
_NUMERIC = re.compile(
    r"(?<![\da-z/\\])(?<!\d[.,:/\-])(\d{4}|\d{1,2})( ?)([./|\-])( ?)(\d{1,2})(?: ?\3 ?['’]?|, ?(?=\d{4}))(\d{4}|\d{1,2})(?!\d)"
    r"(?![./]\d|-\d{1,3}(?![\d:]))"
)
# What is in each of them, and in few other texts.
_SEPARATED = re.compile(r"\d ?[./|\-]")
# "12.05., 18:30 Uhr", "12/02 à 11:30": a day and month without a year, which only a time behind them makes a date.
_YEARLESS = re.compile(
    r"(?<![\da-z/\\])(?<!\d[.,:/\-])(\d{1,2})([./])(\d{1,2})\.?(?=,? (?:(?:um|at|a|om|kl|klo|[@|-])\.? )?\d{1,2}[:h]\d\d)"
)
# "Version 1.2.10", "§ 3.4.12": numbered things. A blog cannot be told from a product by its number.
_NUMBERED = re.compile(
    r"(?:\b(?:v|version|vers|ver|release|rel|rev|firmware|build|update|php|mysql|python|java|ios|os x|android|windows|"
    r"wordpress|drupal|joomla|typo3|linux|kernel|ubuntu|chrome|firefox|safari|opera|kapitel|chapter|section|abschnitt|"
    r"art|nr|no|num|isbn|tel|fon|phone|fax|ip)\.?|§)[ :.#]*\Z"
)
# Before "1.2.10" a Latin word must be one of these (or a weekday), else it reads like "Apache 1.2.10".
_LEAD = re.compile(
    r"(?:\A|[^a-z ]|\b(?:am|vom|den|der|dem|seit|bis|ab|on|le|du|il|el|del|em|op|dne|dnia|od|kl|date|datum|data|fecha|"
    r"posted|published|written|geschrieben|erstellt|publie|uhr|um|at|by)) ?\Z"
)
# "3.22.09 / 11pm", "03.22.09 at 4:05 pm": with dots, only a clock of twelve hours shows that the month may come first.
_TWELVE_HOURS = re.compile(r"[ ,]{0,2}(?:(?:at|/|@|-) )?\d{1,2}(?::\d\d){0,2} ?[ap]\.?m\b")
_WEEKDAY_BEFORE = re.compile(r"([^\x00-\x40\[-`{-\xbf\u2000-\u206f\u3000-\u303f]{1,14})(?:-feira)?[.,]?[ ,(\-]{0,3}\Z")
_WEEKDAY_AFTER = re.compile(r"[ ,]{0,2}(\(?)([^\x00-\x40\[-`{-\xbf\u2000-\u206f\u3000-\u303f]{1,14})\.?\)?")

_MONTH_FIRST_REGIONS = frozenset({"US", "PH", "PR", "GU", "VI", "AS", "MP", "MH", "UM", "FM", "PW"})
# Languages that put the year first, so that a date with the year last tells nothing; Canada writes all three orders.
_UNTOLD = frozenset({"en", "ja", "zh", "ko", "und", "mul"})
_UNTOLD_REGIONS = frozenset({"CA"})
_DAY_FIRST_ASIA = frozenset({"HK", "MO", "SG"})
_YEAR_FIRST = frozenset({"ja", "zh", "ko", "hu"})
# Languages whose short date is "4. 5. 10"; elsewhere that is a list.
_SPACED = frozenset({"sl", "cs", "sk", "hr", "sr", "bs", "sh", "mk"})


def two_digit_year(text: str) -> int | None:
    """The year that two digits stand for: 90-99 are 19xx, 00-49 are 20xx, anything else is no year of a web page.

    POSIX ``strptime`` (%y) says 69-99 are 19xx; the web began in 1990, so 50-89 are not read at all.
    """
    year = int(text)
    return year + 1900 if year >= 90 else year + 2000 if year < 50 else None


def full_year(text: str, language: str | None) -> int | None:
    """The year that four digits stand for. A Thai page counts from 543 BC (2555 is 2012)."""
    year = int(text)
    if language == "th" and year - 543 >= FIRST_YEAR:
        year -= 543
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def weekday_before(text: str, start: int) -> tuple[int, frozenset[int]]:
    """Where a weekday right before ``start`` begins (else ``start``), and which days it can name."""
    low = max(0, start - 22)
    match = _WEEKDAY_BEFORE.search(text[low:start])
    days = WEEKDAYS.get(match[1]) if match else None
    if match is None or days is None:
        return start, frozenset()
    # "so 5/4" or "am do": two letters name a weekday only when marked as an abbreviation.
    marked = match[0].rstrip()[-1:] in (".", ",", "(")
    return (low + match.start(), days) if len(match[1]) > 2 or marked else (start, frozenset())


def weekday_after(text: str, end: int) -> tuple[int, frozenset[int]]:
    """Where a weekday right after ``end`` ends (else ``end``), and which days it can name."""
    match = _WEEKDAY_AFTER.match(text, end)
    days = WEEKDAYS.get(match[2]) if match else None
    if match is None or days is None or (len(match[2]) < 3 and not match[1] and match[2].isascii()):
        return end, frozenset()
    return match.end(), days


def numeric_dates(folded: Folded, order: DayOrder, language: str | None) -> Iterator[Core]:
    """Every date made of three numbers, in order. ``language`` is a primary subtag or ``None``."""
    text = folded.text
    if not _SEPARATED.search(text):
        return
    for match in _NUMERIC.finditer(text):
        first, before_space, separator, space, middle, last = match.groups()
        spaced = bool(before_space or space)
        if spaced and separator != "." and text.startswith(f" {separator} ", match.end()):
            continue  # a list of years and months, or of pages
        if len(first) == 4:
            core = _year_first(match, full_year(first, language), int(middle), last)
        elif len(first) == 2 and len(last) < 3 and language in _YEAR_FIRST and _may_be_year_first(match):
            core = _year_first(match, two_digit_year(first), int(middle), last)
        elif len(last) == 1 or _is_numbered(text, match, spaced=spaced and language not in _SPACED):
            continue
        else:
            year = full_year(last, language) if len(last) == 4 else two_digit_year(last)
            core = _year_last(text, match, year, order)
        if core is not None:
            yield core
    for match in _YEARLESS.finditer(text):
        if match[2] == "." or order is DayOrder.DAY_FIRST:
            month, day = int(match[3]), int(match[1])
        else:
            month, day = int(match[1]), int(match[3])
        if is_day(2000, month, day) and (match[2] == "." or order is not DayOrder.UNKNOWN or month == day):
            yield Core(match.start(), match.end(), None, month, day)


def _may_be_year_first(match: re.Match[str]) -> bool:
    """With hyphens only where each number has two digits: "14-07-20"."""
    return match[3] != "-" or len(match[5]) == len(match[6]) == 2


def _is_numbered(text: str, match: re.Match[str], *, spaced: bool) -> bool:
    """Whether three numbers with a two-digit "year" rather count something."""
    first, separator, middle, last = match.group(1, 3, 5, 6)
    if len(last) == 4:
        return False
    if spaced or separator == "|" or (separator == "-" and not len(first) == len(middle) == 2):
        return True
    before = text[max(0, match.start() - 16) : match.start()]
    if separator != ".":
        return False
    if _NUMBERED.search(before):
        return True
    return len(first) == 1 and not _LEAD.search(before) and weekday_before(text, match.start())[0] == match.start()


def _year_first(match: re.Match[str], year: int | None, month: int, day: str) -> Core | None:
    if year is None or len(day) > 2 or not is_day(year, month, int(day)):
        return None
    return Core(match.start(), match.end(), year, month, int(day), iso=len(match[1]) == 4)


def _year_last(text: str, match: re.Match[str], year: int | None, order: DayOrder) -> Core | None:
    if year is None:
        return None
    first, separator, middle = int(match[1]), match[3], int(match[5])
    readings = _readings(first, middle, year)
    if not readings:
        return None
    start, end = match.span()
    if separator == ".":
        # 12.16.2012 can only be meant month first; a two-digit year is not evidence enough that it is a date.
        is_american = order is not DayOrder.DAY_FIRST and bool(_TWELVE_HOURS.match(text, end))
        if (middle, first) not in readings and len(match[6]) == 2 and not is_american:
            return None
        readings = readings[-1:] if is_american and order is DayOrder.MONTH_FIRST else readings[:1]
    if len(readings) > 1:
        readings = _choose(text, start, end, year, readings, order)
    if len(readings) == 1:
        return Core(start, end, year, *readings[0])
    return Core(start, end, year)


def _readings(first: int, middle: int, year: int) -> list[tuple[int, int]]:
    """The (month, day) pairs that two numbers can mean: day first, then month first."""
    pairs = [(middle, first), (first, middle)] if first != middle else [(first, middle)]
    return [pair for pair in pairs if is_day(year, *pair)]


def _choose(
    text: str, start: int, end: int, year: int, readings: list[tuple[int, int]], order: DayOrder
) -> list[tuple[int, int]]:
    weekdays = weekday_before(text, start)[1] or weekday_after(text, end)[1]
    fitting = [reading for reading in readings if date(year, *reading).weekday() in weekdays]
    if len(fitting) == 1:
        return fitting
    if order is DayOrder.UNKNOWN:
        return readings
    return readings[:1] if order is DayOrder.DAY_FIRST else readings[1:]


def order_of(language: str | None) -> DayOrder:
    """The order that a language tag implies: en-US month first; en-GB, de, fr day first; en alone, ja: unknown."""
    primary, *rest = (language or "und").replace("_", "-").split("-")
    region = next((subtag.upper() for subtag in rest if len(subtag) == 2), None)
    primary = primary.lower()
    if region in _MONTH_FIRST_REGIONS and primary in ("en", "fil", "tl"):
        return DayOrder.MONTH_FIRST
    if primary in ("fil", "tl"):
        return DayOrder.MONTH_FIRST
    if primary not in _UNTOLD:
        return DayOrder.DAY_FIRST
    if (primary == "en" and region and region not in _UNTOLD_REGIONS) or region in _DAY_FIRST_ASIA:
        return DayOrder.DAY_FIRST
    return DayOrder.UNKNOWN


def day_order(texts: Iterable[str], language: str | None) -> DayOrder:
    """How a page writes numeric dates, from its texts and its language tag (BCP 47), never from the machine's locale.

    A date that can be read one way only (13/02/2012, or one that fits the weekday beside it one way) is evidence and
    outweighs the language. When the page's dates contradict each other, or there are none, the language decides.
    """
    seen: set[DayOrder] = set()
    for text in texts:
        folded = fold(text)
        for match in _NUMERIC.finditer(folded.text):
            first, separator, middle, last = match.group(1, 3, 5, 6)
            if len(first) == 4 or len(last) not in (2, 4) or int(first) == int(middle):
                continue
            is_told = max(int(first), int(middle)) > 12 and _TWELVE_HOURS.match(folded.text, match.end())
            if separator == "." and not is_told:
                continue
            if _is_numbered(folded.text, match, spaced=False):
                continue
            core = _year_last(folded.text, match, _any_year(last), DayOrder.UNKNOWN)
            if core is not None and core.month is not None:
                day_first = core.month == int(middle)
                seen.add(DayOrder.DAY_FIRST if day_first else DayOrder.MONTH_FIRST)
    return seen.pop() if len(seen) == 1 else order_of(language)


def _any_year(text: str) -> int | None:
    return full_year(text, None) if len(text) == 4 else two_digit_year(text)
