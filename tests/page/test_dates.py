"""Dates: what is read from texts of all the languages that the tables know, what is not, and how fast."""

from __future__ import annotations

import re
import time
import unicodedata
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archiver.page._date_text import fold, fold_word
from archiver.page._date_words import MONTH_NAMES, MONTHS, WEEKDAYS, month_number
from archiver.page.dates import Date, DayOrder, day_order, find_date, find_dates, may_be_relative, parse_iso

HERE = Path(__file__).parent


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _cases() -> list[tuple[str | None, str, str]]:
    rows = [re.fullmatch(r"(\S+) (.*) => (.*)", line) for line in _lines("dates.txt")]
    return [(None if row[1] == "-" else row[1], row[2], row[3]) for row in rows if row]


def _told(date: Date | None) -> str | None:
    """A date in the notation of ``dates.txt``."""
    if date is None:
        return None
    if date.value is not None:
        return date.value
    day = "relative" if date.relative else "--" + ("{:02}-{:02}".format(*date.month_day) if date.month_day else "")
    return day + (f" {date.time}" if date.time else "")


@pytest.mark.parametrize(("language", "text", "expected"), _cases())
def test_date_is_read_as_precisely_as_it_is_told(language: str | None, text: str, expected: str) -> None:
    assert _told(find_date(text, language=language)) == expected


def test_table_is_large_and_has_every_language() -> None:
    cases = _cases()
    assert len(cases) == len(_lines("dates.txt")) >= 250
    assert set(MONTH_NAMES) - {"sh"} <= {language.split("-")[0] for language, _, _ in cases if language}


@pytest.mark.parametrize("text", _lines("no_dates.txt"))
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    for language in (None, "en", "en-GB", "de"):
        assert find_date(text, language=language) is None
        assert list(find_dates(text, language=language)) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Posted  on\n May 4th 2010 at 11:54AM by Josh", "May 4th 2010 at 11:54AM"),
        ("Josh am Dienstag, 4. Mai 2010 um 11:54 Uhr:", "Dienstag, 4. Mai 2010 um 11:54 Uhr"),
        ("Par Yves, le samedi 18 mai 2019 à 19h38.", "samedi 18 mai 2019 à 19h38"),
        ("Kommentar 11:54 pm on May 4, 2010 (Link)", "11:54 pm on May 4, 2010"),
        ("x 4\u200e/\u200e5\u200e/\u200e2010 y", "4\u200e/\u200e5\u200e/\u200e2010"),
        ("x 4 ao\u0302u\u0302t 2010", "4 ao\u0302u\u0302t 2010"),
        ("Josh (4 May 2010 11:54 UTC) said", "4 May 2010 11:54 UTC"),
        ("Sun Dec 16 19:05:00 CET 2012 x", "Sun Dec 16 19:05:00 CET 2012"),
        ("Josh vor 4 Monaten Antworten", "vor 4 Monaten"),
    ],
)
def test_text_is_the_part_that_says_the_date(text: str, part: str) -> None:
    date = find_date(text)
    assert date is not None
    assert date.text == part
    assert " ".join(text.split())[date.start : date.end] == part


def test_explicit_order_outweighs_the_language() -> None:
    assert _told(find_date("05/04/2010", order=DayOrder.MONTH_FIRST, language="de")) == "2010-05-04"
    assert _told(find_date("05/04/2010", order=DayOrder.DAY_FIRST, language="en-US")) == "2010-04-05"
    assert _told(find_date("05/04/2010", order=DayOrder.UNKNOWN, language="de")) == "2010"
    assert _told(find_date("12/02 - 11:30", order=DayOrder.MONTH_FIRST)) == "--12-02 11:30"
    assert find_date("12/02 - 11:30", order=DayOrder.UNKNOWN) is None


def test_time_is_kept_beside_a_date_too_coarse_for_it() -> None:
    date = find_date("05/04/2010 11:54 +0200")
    assert date is not None
    assert (date.value, date.time) == ("2010", "11:54+02:00")


def test_croatian_october_is_not_the_november_of_its_neighbours() -> None:
    assert month_number("listopada", "hr") == 10
    assert month_number("listopada", "pl") == month_number("listopada", None) == 11


def test_all_dates_of_a_text_come_in_its_order() -> None:
    text = "On 4 May 2010 11:54, and 3 years ago, then 05.06.2011 12:00, 7 July 2012."
    assert [_told(date) for date in find_dates(text)] == [
        "2010-05-04T11:54",
        "relative",
        "2011-06-05T12:00",
        "2012-07-07",
    ]
    assert [_told(date) for date in find_dates("15 2010")] == ["2010"]


def test_prose_gives_its_first_date_relative_or_not() -> None:
    prose = (
        "We moved here two years ago and are still in awe of the place; the house was built on 4 May 1945, they say."
    )
    assert _told(find_date(prose)) == "relative"
    assert _told(find_date("On 4 May 1945 it was built; " + prose)) == "1945-05-04"


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        (["13/02/2012"], "en", DayOrder.DAY_FIRST),
        (["02/13/2012", "3/4/2012"], "de", DayOrder.MONTH_FIRST),
        (["Tue, 05/04/2010 - 11:54"], None, DayOrder.MONTH_FIRST),
        (["13/02/12"], None, DayOrder.DAY_FIRST),
        (["13-02-2012"], None, DayOrder.DAY_FIRST),
        (["13/02/2012", "02/13/2012"], None, DayOrder.UNKNOWN),
        (["13/02/2012", "02/13/2012"], "en-US", DayOrder.MONTH_FIRST),
        (["13.02.2012", "2012-02-13", "5/5/2010", "13-2-10", "13/02/60", "5/4/2010"], None, DayOrder.UNKNOWN),
        ([], "en-US", DayOrder.MONTH_FIRST),
        ([], "fil", DayOrder.MONTH_FIRST),
        ([], "en-GB", DayOrder.DAY_FIRST),
        ([], "en_AU", DayOrder.DAY_FIRST),
        ([], "de", DayOrder.DAY_FIRST),
        ([], "de-US", DayOrder.DAY_FIRST),
        ([], "es-419", DayOrder.DAY_FIRST),
        ([], "zh-Hant-HK", DayOrder.DAY_FIRST),
        ([], "en", DayOrder.UNKNOWN),
        ([], "en-CA", DayOrder.UNKNOWN),
        ([], "ja", DayOrder.UNKNOWN),
        ([], "", DayOrder.UNKNOWN),
        ([], None, DayOrder.UNKNOWN),
    ],
)
def test_order_comes_from_evidence_then_from_the_language(
    texts: list[str], language: str | None, expected: DayOrder
) -> None:
    assert day_order(texts, language) is expected


@pytest.mark.parametrize("language", sorted(MONTH_NAMES))
def test_each_language_has_twelve_months_that_are_read(language: str) -> None:
    months = MONTH_NAMES[language]
    assert len(months) == 12
    for number, names in enumerate(months, 1):
        for name in names:
            year = "2553" if language == "th" else "2010"
            assert _told(find_date(f"14 {name} {year}", language=language)) == f"2010-{number:02}-14", name
            assert _told(find_date(f"{name} 14, {year}", language=language)) == f"2010-{number:02}-14", name


def test_only_croatian_gives_a_name_to_another_month() -> None:
    conflicts = {
        language
        for language, months in MONTH_NAMES.items()
        for number, names in enumerate(months, 1)
        if any(MONTHS[name] != number for name in names)
    }
    assert conflicts == {"hr"}


def test_tables_are_of_one_script_a_word() -> None:
    """A Cyrillic letter in a Latin word looks right and never matches."""
    words = [*MONTHS, *WEEKDAYS]
    scripts = {word: {unicodedata.name(c).split()[0] for c in word if c.isalpha()} for word in words}
    assert [word for word in words if len(scripts[word]) > 1] == []


# How a theme of each kind prints a moment; every value of strftime is a number, so that no locale matters.
FORMATS = [
    ("de", "%d. {} %Y um %H:%M Uhr"),
    ("en", "{} %d, %Y at %H:%M"),
    ("fr", "%d {} %Y à %Hh%M"),
    ("es", "%d de {} de %Y a las %H:%M"),
    ("ru", "%d {} %Y г. в %H:%M"),
    ("hu", "%Y. {} %d., %H:%M"),
    ("fi", "%d. {} %Y klo %H.%M"),
    ("tr", "%d {} %Y, %H:%M"),
    ("el", "{} %d, %Y στις %H:%M"),
    ("ar", "%d {}، %Y %H:%M"),
    ("uk", "%H:%M, %d {} %Y"),
    ("ja", "%Y年%m月%d日 %H時%M分"),
    ("ko", "%Y. %m. %d. %H:%M"),
    ("sv", "%Y-%m-%d kl. %H.%M"),
    ("da", "%d.%m.%Y kl. %H:%M"),
    ("en-US", "%m/%d/%Y %H:%M"),
    ("en-GB", "%d/%m/%Y %H:%M"),
    ("th", "{} %d, %Y %H:%M"),
]
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2049, 12, 31)).map(lambda moment: moment.replace(second=0))


@given(MOMENTS, st.sampled_from(FORMATS), st.data())
def test_what_a_theme_prints_is_read_back(moment: datetime, theme: tuple[str, str], data: st.DataObject) -> None:
    language, pattern = theme
    names = MONTH_NAMES.get(language, MONTH_NAMES["en"])[moment.month - 1]
    text = moment.strftime(pattern.encode("unicode_escape").decode()).encode().decode("unicode_escape")
    text = text.format(data.draw(st.sampled_from(names)))
    assert _told(find_date(f"Josh, {text}", language=language)) == moment.strftime("%Y-%m-%dT%H:%M")


@given(MOMENTS, st.integers(-11 * 4, 14 * 4))
def test_iso_with_any_offset_is_read_back(moment: datetime, quarters: int) -> None:
    text = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters))).isoformat()
    assert parse_iso(text) == text
    assert _told(find_date(f"on {text}.")) == text


# Texts of the very pieces that dates are made of, in any order, hit more branches than random letters do.
PIECES = st.sampled_from(
    [
        *"0123456789 .,:/-+()'|年月日년월일午後前TZ\u200e\u0301٣İ元十",
        *[
            "2010",
            "31",
            "12",
            "99",
            "May",
            "mai",
            "5月",
            "Tue",
            "pm",
            "Uhr",
            "CET",
            "at",
            "ago",
            "vor",
            "日前",
            "tháng",
            "平成",
            "二〇一〇",
            "พ.ค.",
        ],
    ]
)
HOSTILE = st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=10).map(" ".join))
VALUE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?)?)?)?")


def _check_value(value: str) -> None:
    assert VALUE.fullmatch(value)
    datetime.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)


@given(HOSTILE, st.sampled_from([None, "en-US", "de", "ja", "th", "hr", "ko"]), st.sampled_from([None, *DayOrder]))
@example("二〇一〇年十十月", None, None)
@example("İ 4 May 2010", None, None)
@example("2010-05-04T11:54+14:59", None, None)
@example("٣٣٣٣/٣/٣", "th", None)
def test_any_text_gives_valid_dates_within_it(text: str, language: str | None, order: DayOrder | None) -> None:
    collapsed = " ".join(text.split())
    first = find_date(text, order=order, language=language)
    dates = list(find_dates(text, order=order, language=language))
    assert (first is None) == (not dates)
    for date in [*dates, *([first] if first else [])]:
        assert 0 <= date.start < date.end <= len(collapsed)
        assert collapsed[date.start : date.end] == date.text
        assert date.value or date.relative or date.month_day or date.time
        if date.value:
            _check_value(date.value)
        if date.time:
            datetime.fromisoformat(f"2010-05-04T{date.time}")
    assert all(a.start <= b.start for a, b in pairwise(dates))


@given(st.text())
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    assert folded.source == " ".join(text.split())
    assert len(folded.text) == len(folded.offsets if folded.offsets is not None else folded.source)


def test_folding_drops_case_accents_and_invisible_characters() -> None:
    assert fold_word("AO\u0302U\u0302T\u200b") == fold_word("août") == "aout"
    assert fold_word("KASIM") == fold_word("kasım") == "kasim"
    assert fold("a \u200e b").text == "a b"


def test_ten_thousand_dates_take_well_under_two_seconds() -> None:
    texts = [text for _, text, _ in _cases()]
    started = time.process_time()
    for i in range(10_000):
        find_date(texts[i % len(texts)])
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "-", "1-", "(", "12:", "年", "1月", "a\u0301", "\u200e", "1 may ", "vor ", "4.5."]
)
def test_time_grows_with_the_length_of_the_text_and_no_faster(piece: str) -> None:
    started = time.process_time()
    list(find_dates(piece * 5_000))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a year ago", True),
        ("il y a un an", True),
        ("в прошлом году вчера", True),
        ("3日前", True),
        ("reply", False),
        ("josh miller", False),
        ("", False),
    ],
)
def test_texts_without_the_words_of_relative_dates_are_told_at_once(text: str, expected: bool) -> None:
    assert may_be_relative(text) is expected
