"""Dates that name their month: "May 4th 2010", "4. Mai 2010", "2010年5月4日", "4 tháng 5, 2010", "平成24年12月16日".

One scan finds the words that are months in any language; what stands right before and after such a word is then read
as day and year. So no language needs patterns of its own, and English ordinals beside a German month are fine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.page._date_numbers import FIRST_YEAR, LAST_YEAR, Core, full_year, is_day, two_digit_year
from archiver.page._date_words import MONTHS, WEAK_MONTHS, is_month_of, month_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.page._date_text import Folded

_VIETNAMESE = {
    "mot": 1, "gieng": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
_PHRASES = "|".join(sorted((re.escape(name) for name in MONTHS if " " in name or "." in name), key=len, reverse=True))

# A word is a run of anything but ASCII non-letters, Latin-1 signs and punctuation: vowel signs are part of it.
_MONTH = re.compile(
    r"(?<!\d)(?P<number>\d{1,2}) ?[月월](?!曜)|(?P<kanji>[一二三四五六七八九十]{1,3})月(?!曜)"
    rf"|\b(?:thang|thg) ?(?P<vietnamese>\d{{1,2}}|{'|'.join(sorted(_VIETNAMESE, key=len, reverse=True))})(?![a-z\d])"
    rf"|(?P<phrase>{_PHRASES})"
    r"|(?P<word>[^\x00-\x40\[-`{-\xbf\u2000-\u206f\u3000-\u303f]{2,})"
)

_ORDINAL = (
    r"(?:st|nd|rd|th|er|ere|eme|ste|de|e|a|[ºª°.日일號号η]|d\.?|-?(?:го|ое|е|ти|ри|ма|ият|та|an|en|ei|i|jen)|:[ea])"
)
_DAY_BEFORE = re.compile(
    rf"(?<!\d)(?<!\d[.,:/])(\d{{1,2}})(?: ?{_ORDINAL})?[ ,./\-]{{0,3}}(?:(?:de|of|del|di|d'|da|ngay) ?)?\Z"
)
# "4-6 May", "4. - 6. Mai": from day to day.
_RANGE_BEFORE = re.compile(r"(?<![\d:.])\d{1,2}(?:(?:\.|st|nd|rd|th)?-|\. ?- ?)\Z")
_DAY_AFTER = re.compile(
    r"\.?[ ,/\-]{0,2}(?:(?:the|den|le|ngay) )?(\d{1,2})(?!\d)(?![:h]\d|\.\d\d(?!\d)|,\d{1,3}(?!\d))"
    rf"(?: ?{_ORDINAL}(?![a-z]))?(?P<range>-\d{{1,2}}(?:st|nd|rd|th)?(?![\d-]))?"
)
_YEAR_WORD = r"(?:(?:del|de|of|anul|any|any de|год|nam|พ\.ศ\.|ค\.ศ\.|ב) ?){0,2}"
_YEAR_AFTER_MONTH = re.compile(rf"\.?(?:/[^\W\d]+)?[ ,./'\-]{{0,3}}{_YEAR_WORD}(\d{{4}})(?!\d)(?! ?(?:uhr|hrs?)\b)")
_YEAR_AFTER_DAY = re.compile(rf"[ ,./'\-]{{0,3}}{_YEAR_WORD}(\d{{4}})(?!\d)")
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"
_SHORT_YEAR = re.compile(
    rf"(?:\.?[ ,]{{0,2}}'|[-/])(\d\d)(?![\d:.]|h\d)|[. ]{{1,2}}(\d\d)(?![\d.:])(?= ?(?:\Z|[,;)|/@-]| (?:at|um|a|{_CLOCK})))"
)
_APOSTROPHE_YEAR = re.compile(r"\.?,? ?'(\d\d)(?![\d:.'])")
# ctime and java.util.Date: "Sun Dec 16 19:05:00 CET 2012".
_YEAR_AFTER_CLOCK = re.compile(rf" {_CLOCK}(?: (?:[a-z]{{3,5}}|(?:gmt|utc)?[+-]\d\d:?\d\d))? (\d{{4}})(?!\d)")
_YEAR_BEFORE = re.compile(r"(?<![\d.,/:])(\d{4})(?: ?(年|년|\.(?!-)) ?,? ?|, ?| ?[/\-] ?| )(?:m\. )?\Z")
_YEAR_AND_DAY = re.compile(r"(?<!\d)(\d{4})\. gada \Z")  # Latvian: "2009. gada 12. decembris"
_ERA_BEFORE = re.compile(r"(令和|平成|昭和|大正|明治|民國|民国) ?(\d{1,3}|元) ?年 ?\Z")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
# A yearless date must end where a thought ends: "Chapter 4 May be read" and "May 12 people" are no dates.
_BOUNDARY = re.compile(
    rf"\.? ?(?:\Z|[,.;:!)|\]·•/@-]|(?:at|um|a|as|om|kl|klo|в|o|u|ob|ore|alle|に)\b|{_CLOCK}|\d{{1,2}}h)"
)

# Those of the common words that are met as months more often than as words.
_USUAL = frozenset({"may", "march", "mar", "mars", "dec", "jun", "jan", "mai", "maj", "mei", "мая"})

_KANJI = re.compile(
    r"([〇零○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日號号])?)?"
)
_KANJI_DIGITS = {"〇": 0, "零": 0, "○": 0} | {digit: n for n, digit in enumerate("一二三四五六七八九", 1)}


def named_dates(folded: Folded, language: str | None) -> Iterator[Core]:
    """Every date around the name of a month, in the order of the names. ``language``: a primary subtag or ``None``.

    A date without a year has ``year=None``; a day that the month does not have, or a range of days, is left out.
    """
    text = folded.text
    if "年" in text:
        yield from _kanji_dates(text)
    for match in _MONTH.finditer(text):
        if match.lastgroup == "word" and match[0] not in MONTHS:  # most words, which is to be told quickly
            continue
        month = _month(match, language)
        if month is not None:
            core = _around(folded, match, month, language)
            if core is not None:
                yield core


def _month(match: re.Match[str], language: str | None) -> int | None:
    kind = match.lastgroup
    if kind == "word" or kind == "phrase":
        return month_number(match[0], language)
    if kind == "kanji":
        number = _kanji_number(match["kanji"])
    elif kind == "vietnamese":
        told = match["vietnamese"]
        number = int(told) if told.isdecimal() else _VIETNAMESE[told]
    else:
        number = int(match["number"])
    return number if 1 <= number <= 12 else None


def _around(folded: Folded, match: re.Match[str], month: int, language: str | None) -> Core | None:
    """Read day and year beside a month. Full dates first, whichever way round, then month and year, then no year."""
    text = folded.text
    start, end = match.span()
    if "ก" <= text[start] <= "๎":
        language = "th"  # a Thai month comes with a year of the Buddhist era, whatever the page says it is
    low = max(0, start - 24)
    before = text[low:start]
    day_before = _day(_DAY_BEFORE.search(before))
    day_after = _day(_DAY_AFTER.match(text, end))
    year_before, era_start = _year_before(before, language)

    if day_before and (early := _YEAR_AND_DAY.search(before[: day_before.start()])):
        return _core(low + early.start(), end, full_year(early[1], language), month, day_before)
    certain = before.rstrip()[-1:] in ("年", "년", ".")
    if year_before and day_after and (certain or not _YEAR_AFTER_DAY.match(text, day_after.end())):
        return _core(low + era_start, day_after.end(), year_before, month, day_after)
    year_after = _year(_YEAR_AFTER_MONTH.match(text, end), language)
    if day_before and year_after:
        from_day = _RANGE_BEFORE.search(before[: day_before.start()])
        first = low + (from_day or day_before).start()
        return _core(
            first, year_after.end(), full_year(year_after[1], language), month, None if from_day else day_before
        )
    if day_after:
        year = _year(_YEAR_AFTER_DAY.match(text, day_after.end()), language)
        if year:
            return _core(start, year.end(), full_year(year[1], language), month, day_after)
        year = _year(_YEAR_AFTER_CLOCK.match(text, day_after.end()), language)
        if year:
            core = _core(start, year.end(), full_year(year[1], language), month, day_after)
            return core and core._replace(time_at=day_after.end())
    short = _short_year(text, start, end, low, month, day_before, day_after)
    if short is not None:
        return short
    if year_after:
        return _month_and_year(folded, match, year_after, month, language)
    if year_before and (certain or match["number"] or _is_all(text, low + era_start, end)):
        return Core(low + era_start, end, year_before, month)
    return _yearless(folded, match, low, month, day_before, day_after, language)


def _day(match: re.Match[str] | None) -> re.Match[str] | None:
    return match if match is not None and 1 <= int(match[1]) <= 31 else None


def _year(match: re.Match[str] | None, language: str | None) -> re.Match[str] | None:
    if match is None:
        return None
    return match if full_year(match[1], language) else None


def _year_before(before: str, language: str | None) -> tuple[int | None, int]:
    """A year at the end of ``before`` and where it starts there."""
    match = _YEAR_BEFORE.search(before)
    if match is not None:
        return full_year(match[1], language), match.start()
    match = _ERA_BEFORE.search(before)
    if match is not None:
        year = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        return (year if FIRST_YEAR <= year <= LAST_YEAR else None), match.start()
    return None, 0


def _core(start: int, end: int, year: int | None, month: int, day: re.Match[str] | None) -> Core | None:
    """A date with a year; the day is left out where it is a range or the month does not have it."""
    if year is None:
        return None
    number = None if day is None or day.groupdict().get("range") else int(day[1])
    if number is None or not is_day(year, month, number):
        return Core(start, end, year, month)
    return Core(start, end, year, month, number)


def _short_year(
    text: str,
    start: int,
    end: int,
    low: int,
    month: int,
    day_before: re.Match[str] | None,
    day_after: re.Match[str] | None,
) -> Core | None:
    """Dates with a year of two digits: "04-May-10", "May 4, '10", "May '10"."""
    if day_before and (match := _SHORT_YEAR.match(text, end)):
        return _core(low + day_before.start(), match.end(), two_digit_year(match[1] or match[2]), month, day_before)
    if day_after and (match := _APOSTROPHE_YEAR.match(text, day_after.end())):
        return _core(start, match.end(), two_digit_year(match[1]), month, day_after)
    if match := _APOSTROPHE_YEAR.match(text, end):
        return _core(start, match.end(), two_digit_year(match[1]), month, None)
    return None


def _month_and_year(
    folded: Folded, match: re.Match[str], year: re.Match[str], month: int, language: str | None
) -> Core | None:
    """ "May 2010", but not "they may 2010 times": a common word needs a capital, or nothing else around it."""
    word = match["word"]
    if word in WEAK_MONTHS and not _is_all(folded.text, match.start(), year.end()):
        capital = folded.original(*match.span())[:1].isupper()
        if not is_month_of(word, None if language == "en" else language) and not (capital and word in _USUAL):
            return None
    return _core(match.start(), year.end(), full_year(year[1], language), month, None)


def _is_all(text: str, start: int, end: int) -> bool:
    """Whether nothing but a little punctuation stands around a span."""
    return len(text) - (end - start) < 20 and not any(c.isalnum() for c in text[:start] + text[end:])


def _yearless(
    folded: Folded, match: re.Match[str], low: int, month: int, day_before: re.Match[str] | None,
    day_after: re.Match[str] | None, language: str | None,
) -> Core | None:  # fmt: skip
    """ "18 Mai", "June 3 at 5 pm": only where the text ends, pauses or goes on with a time."""
    text = folded.text
    start, end = match.span()
    word = match["word"]
    if word in WEAK_MONTHS and not is_month_of(word, language) and word not in _USUAL:
        return None
    if word in ("may", "march") and not folded.original(start, end)[0].isupper():
        return None
    apart = not text[end : end + 1].isdecimal() or match["word"] is None  # "Jan13" is a name
    if day_after and apart and not day_after["range"] and _BOUNDARY.match(text, day_after.end()):
        start, end, day = start, day_after.end(), int(day_after[1])
    elif day_before and not _RANGE_BEFORE.search(text[low : low + day_before.start()]) and _BOUNDARY.match(text, end):
        start, end, day = low + day_before.start(), end, int(day_before[1])
    else:
        return None
    # 2000 was a leap year: 29 February is a day of some year.
    return Core(start, end, None, month, day) if is_day(2000, month, day) else None


def _kanji_dates(text: str) -> Iterator[Core]:
    for match in _KANJI.finditer(text):
        year = int("".join(str(_KANJI_DIGITS[c]) for c in match[1]))
        month = _kanji_number(match[2]) if match[2] else None
        day = _kanji_number(match[3]) if match[3] else None
        if not FIRST_YEAR <= year <= LAST_YEAR:
            continue
        if month is None or not 1 <= month <= 12:
            month = day = None
        elif day is not None and not is_day(year, month, day):
            day = None
        yield Core(match.start(), match.end(), year, month, day)


def _kanji_number(text: str) -> int:
    """A number below 100 in Chinese digits: 十二 is 12, 二十 is 20, 一二 is 12."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_KANJI_DIGITS[c]) for c in text))
    # A second 十 is no digit; 0 then makes a day or month that nothing has.
    return _KANJI_DIGITS.get(tens, 1) * 10 + (_KANJI_DIGITS.get(ones, 0) if ones else 0)
