"""Dates for machines: attributes and the paths of URLs."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.page.dates import date_in_url, parse_iso

VALUE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?)?)?)?")


def _check_value(value: str) -> None:
    assert VALUE.fullmatch(value)
    datetime.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012-12-16T19:05:00+01:00", "2012-12-16T19:05:00+01:00"),
        ("2012-12-16T19:05:00Z", "2012-12-16T19:05:00+00:00"),
        ("2012-12-16t19:05z", "2012-12-16T19:05+00:00"),
        ("2012-12-16T19:05:00.123456Z", "2012-12-16T19:05:00+00:00"),
        ("2012-12-16T19:05:00.000-0500", "2012-12-16T19:05:00-05:00"),
        ("2012-12-16T19:05:00+0100", "2012-12-16T19:05:00+01:00"),
        ("2012-12-16T19:05:00-05", "2012-12-16T19:05:00-05:00"),
        ("2012-12-16T19:05:00 +01:00", "2012-12-16T19:05:00+01:00"),
        ("2012-12-16T19:05:00+01:00[Europe/Berlin]", "2012-12-16T19:05:00+01:00"),
        ("2013-08-30EDT11:20:00-04:00", "2013-08-30T11:20:00-04:00"),
        ("2012-12-16 19:05", "2012-12-16T19:05"),
        ("2012-12-16 19:05:00 UTC", "2012-12-16T19:05:00+00:00"),
        ("2012-12-16 19:05:00 CEST", "2012-12-16T19:05:00+02:00"),
        ("2012-12-16 19:05:00 CST", "2012-12-16T19:05:00"),
        ("2012-12-16, 7:05", "2012-12-16T07:05"),
        ("2012/12/16 19:05", "2012-12-16T19:05"),
        ("2012-2-6", "2012-02-06"),
        ("2012-12", "2012-12"),
        ("2012", "2012"),
        ("  2012-12-16 ", "2012-12-16"),
        ("20121216T190500Z", "2012-12-16T19:05:00+00:00"),
        ("20121216T1905+0100", "2012-12-16T19:05+01:00"),
        ("20121216", "2012-12-16"),
        ("20121216190500", "2012-12-16T19:05:00"),
        ("1355684700", "2012-12-16T19:05:00+00:00"),
        ("1355684700000", "2012-12-16T19:05:00+00:00"),
        ("Sun, 16 Dec 2012 19:05:00 +0100", "2012-12-16T19:05:00+01:00"),
        ("16 Dec 2012 19:05:00 GMT", "2012-12-16T19:05:00+00:00"),
        ("Sunday, 16-Dec-12 19:05:00 GMT", "2012-12-16T19:05:00+00:00"),
        ("Fri, 16 Dec 94 19:05 EST", "1994-12-16T19:05-05:00"),
        ("Sun, 16 Dec 2012 19:05:00 CST", "2012-12-16T19:05:00-06:00"),
        ("16 December 2012", "2012-12-16"),
        ("Sun Dec 16 2012 19:05:00 GMT+0100 (CET)", "2012-12-16T19:05:00+01:00"),
        ("Sun Dec 16 19:05:00 2012", "2012-12-16T19:05:00"),
        ("Sun Dec 16 19:05:00 CET 2012", "2012-12-16T19:05:00+01:00"),
        ("Sun Dec 16 19:05:00 CST 2012", "2012-12-16T19:05:00"),
        ("Sun Dec 6 19:05:00 +0100 2012", "2012-12-06T19:05:00+01:00"),
        ("2012-12-16T24:00:00Z", "2012-12-16"),
        ("2012-12-16T19:65:00Z", "2012-12-16"),
        ("2012-12-16Tnoon", "2012-12-16"),
        ("2012-12-16T19:05:00+99:00", "2012-12-16T19:05:00"),
        ("2012-02-31", "2012-02"),
        ("2012-00-00", "2012"),
        ("2012-13-01", "2012"),
        ("0000-00-00 00:00:00", None),
        ("-0001-11-30T00:00:00+00:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31", None),
        ("9999999999", None),
        ("4 Mai 2010", "2010-05-04"),
        ("3 years ago", None),
        ("05/04/2010", None),
        ("2012-W50-7", None),
        ("true", None),
        ("", None),
        ("2" * 100, None),
    ],
)
def test_attribute_is_read_as_iso(text: str, expected: str | None) -> None:
    assert parse_iso(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2010/05/04/slug", "2010-05-04"),
        ("https://example.org/blog/2010/5/4/", "2010-05-04"),
        ("https://example.org/2010/05/04.html", "2010-05-04"),
        ("https://example.org/2010/05/slug", "2010-05"),
        ("https://example.org/2010/05/2012-in-review", "2010-05"),
        ("https://example.org/2010/05/", "2010-05"),
        ("https://example.org/2010/may/04/slug", "2010-05-04"),
        ("https://example.org/2010/May/slug", "2010-05"),
        ("https://example.org/20100504/slug", "2010-05-04"),
        ("https://example.org/20100504-slug", "2010-05-04"),
        ("https://example.org/2010-05-04-slug/", "2010-05-04"),
        ("https://example.org/2010_05_01_archive.html", "2010-05-01"),
        ("https://example.org/2010/news/2011/05/04/slug", "2011-05-04"),
        ("/2010/05/04/slug", "2010-05-04"),
        ("https://example.org/2010/02/31/slug", "2010-02"),
        ("https://example.org/2010/slug", None),
        ("https://example.org/1950/05/04/slug", None),
        ("https://example.org/2010/13/slug", None),
        ("https://example.org/12010/05/04/slug", None),
        ("https://example.org/20101399", None),
        ("https://example.org/?d=2010/05/04", None),
        ("https://example.org/p/12345", None),
        ("https://[example/2010/05/04", None),
        ("", None),
    ],
)
def test_path_of_a_url_hints_at_a_date(url: str, expected: str | None) -> None:
    assert date_in_url(url) == expected


@given(st.datetimes(datetime(2001, 9, 10), datetime(2049, 1, 1), timezones=st.just(UTC)))
def test_seconds_since_1970_are_read(moment: datetime) -> None:
    expected = moment.replace(microsecond=0).isoformat()
    assert parse_iso(str(int(moment.timestamp()))) == expected
    assert parse_iso(f"{int(moment.timestamp())}999") == expected


@given(st.one_of(st.text(), st.text("0123456789-:T+Z. /"), st.text("0123456789")))
def test_any_attribute_gives_a_valid_value_or_none(text: str) -> None:
    value = parse_iso(text)
    if value is not None:
        _check_value(value)


@given(st.one_of(st.text(), st.lists(st.sampled_from(["/", "2010", "05", "31", "may", "-", "x"])).map("".join)))
def test_any_url_gives_a_valid_value_or_none(url: str) -> None:
    value = date_in_url(url)
    if value is not None:
        _check_value(value)
