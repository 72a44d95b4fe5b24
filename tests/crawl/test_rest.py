"""WordPress' interface: where it is, what it lists, and what is no such answer."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.crawl.found import Step
from archiver.crawl.rest import api_of, guesses, posts_url, read_rest
from tests.crawl.blogs import Answer, page

API = "https://blog.example/wp-json/wp/v2/posts?per_page=100&_fields=link,date,modified&page={}"
RECORD = {
    "link": "https://blog.example/2010/05/hello/",
    "date": "2010-05-04T11:54:00",
    "modified": "2011-01-01T00:00:00",
}


def answer(body: object, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(json.dumps(body), "application/json", named)


def test_posts_come_with_their_dates_and_the_next_page_by_the_header() -> None:
    step = Step("rest", API.format(1))
    reading = read_rest(page(step.url, answer([RECORD], X_WP_Total="201", X_WP_TotalPages="3")), step)
    (found,) = reading.found
    assert (found.url, found.published, found.modified) == (RECORD["link"], RECORD["date"], RECORD["modified"])
    assert found.said.rest
    assert [further.url for further in reading.further] == [API.format(2)]
    assert (reading.claimed, reading.complete) == (201, False)


def test_the_last_page_completes_the_list() -> None:
    step = Step("rest", API.format(3))
    reading = read_rest(page(step.url, answer([RECORD], X_WP_Total="201", X_WP_TotalPages="3")), step)
    assert reading.further == ()
    assert reading.complete


def test_without_headers_a_full_page_leads_to_another() -> None:
    step = Step("rest", API.format(1))
    assert read_rest(page(step.url, answer([RECORD] * 100)), step).further[0].url == API.format(2)
    assert read_rest(page(step.url, answer([RECORD] * 99)), step).complete


@pytest.mark.parametrize("body", [{"code": "rest_no_route"}, "x", 3, None])
def test_what_is_no_list_is_told(body: object) -> None:
    assert read_rest(page(API, answer(body)), Step("rest", API)).trouble == "is not a list of posts"


@pytest.mark.parametrize("body", [b"<html>", b"", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_told(body: bytes) -> None:
    assert read_rest(page(API, Answer(body)), Step("rest", API)).trouble == "is not JSON"


@given(st.lists(st.dictionaries(st.sampled_from(["link", "date", "modified"]), st.text() | st.none() | st.integers())))
def test_odd_records_are_left_out(records: list[object]) -> None:
    reading = read_rest(page(API, answer([*records, "x", None])), Step("rest", API))
    assert all(isinstance(found.url, str) for found in reading.found)


def test_the_interface_is_where_the_header_or_wordpress_itself_says() -> None:
    home = Answer("", headers={"Link": '<https://blog.example/wp-json/>; rel="https://api.w.org/", <x>; rel=shortlink'})
    assert api_of(page("https://blog.example/", home)) == "https://blog.example/wp-json/"
    assert api_of(page("https://blog.example/", Answer(""))) is None
    assert posts_url("https://blog.example/wp-json/") == API.format(1)
    assert posts_url("https://blog.example/?rest_route=/") == (
        "https://blog.example/?rest_route=/wp/v2/posts&per_page=100&_fields=link,date,modified&page=1"
    )
    assert [url.partition("wp/v2")[0] for url in guesses("https://blog.example/news/")] == [
        "https://blog.example/news/wp-json/",
        "https://blog.example/news/?rest_route=/",
    ]
