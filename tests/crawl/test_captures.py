"""The list of the pages of a blog that is gone: one page of it after the other."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.crawl.captures import read_captures
from archiver.crawl.found import Reading, Step
from tests.crawl.blogs import Answer, page

URL = "https://captures.example/cdx?url=blog.example&limit=2"


def read(rows: Any, url: str = URL) -> Reading:
    return read_captures(page(url, Answer(json.dumps(rows), "application/json")), Step("captures", url))


def urls(reading: Reading) -> list[str]:
    return [found.url for found in reading.found]


def test_a_page_of_the_list_and_where_it_goes_on() -> None:
    rows = [["original"], ["http://blog.example/a"], ["http://blog.example/b"], [], ["com,blog)/b 2010+x&y"]]
    reading = read(rows)
    assert urls(reading) == ["http://blog.example/a", "http://blog.example/b"]
    (step,) = reading.further
    assert (step.task, step.depth) == ("captures", 1)
    assert step.url == f"{URL}&resumeKey=com%2Cblog%29%2Fb%202010%2Bx%26y"
    (again,) = read([*rows[:-1], ["next"]], step.url).further
    assert again.url == f"{URL}&resumeKey=next"


@pytest.mark.parametrize("rows", [[], [["original"]], [["original"], [], ["key"]], [[]]])
def test_where_nothing_is_listed_it_ends(rows: list[list[str]]) -> None:
    assert read(rows) == Reading()


@pytest.mark.parametrize("body", ["", "{", "{}", "7", '"x"', "[7]", "[" * 100_000])
def test_what_is_no_list_is_told(body: str) -> None:
    reading = read_captures(page(URL, Answer(body, "application/json")), Step("captures", URL))
    assert reading.trouble in ("is not JSON", "is not a list of captures")


@settings(deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner)))
@pytest.mark.unmeasured
def test_no_answer_is_too_odd(rows: Any) -> None:
    assert isinstance(read(rows), Reading)
