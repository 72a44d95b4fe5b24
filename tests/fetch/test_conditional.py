"""Asking whether a page has changed: validators go where they came from, and 304 is an answer of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from archiver.fetch import FetchFailure
from archiver.records import NotModified, Page, Validators
from tests.fetch.loopback import HTML, Loopback, local, moved, reply

if TYPE_CHECKING:
    from archiver.fetch.budget import Clock

Serve = Callable[..., Loopback]

LATER = "Mon, 04 May 2020 10:00:00 GMT"
UNCHANGED = reply(b"", 'ETag: "two"', "Set-Cookie: a=1", status="304 Not Modified", kind=None)


def test_a_page_that_has_not_changed_is_told_without_its_body(serve: Serve, clock: Clock) -> None:
    server = serve(reply(HTML, 'ETag: "one"', f"Last-Modified: {LATER}"), UNCHANGED)
    with local(_clock=clock) as fetch:
        page = fetch(f"{server.url}#top")
        validators = Validators.of(page.final_url, page.headers)
        answer = fetch.if_changed(f"{server.url}#top", validators)
    assert answer == NotModified(
        f"{server.url}#top", f"{server.url}/", {"etag": '"two"', "content-length": "0"}, "2020-05-04T12:00:00Z"
    )
    sent = server.requests[1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"one"', LATER)


def test_a_page_that_has_changed_is_the_page(serve: Serve) -> None:
    server = serve(reply(b"<html>new", 'ETag: "two"'))
    with local() as fetch:
        answer = fetch.if_changed(server.url, Validators(f"{server.url}/", '"one"'))
    assert isinstance(answer, Page)
    assert answer.body == b"<html>new"


@pytest.mark.parametrize(
    ("headers", "sent"),
    [
        ({}, (None, None)),
        ({"etag": 'W/"x"'}, ('W/"x"', None)),
        ({"last-modified": LATER}, (None, LATER)),
        ({"etag": "", "last-modified": ""}, (None, None)),
    ],
)
def test_what_the_page_came_with_is_what_is_sent(
    serve: Serve, headers: dict[str, str], sent: tuple[str | None, str | None]
) -> None:
    server = serve()
    with local() as fetch:
        fetch.if_changed(server.url, Validators.of(f"{server.url}/", headers))
    request = server.requests[0].headers
    assert (request["if-none-match"], request["if-modified-since"]) == sent


def test_validators_go_where_they_came_from_and_nowhere_else(serve: Serve) -> None:
    server = serve(targets={"/a": moved("/b"), "/b": reply()})
    with local() as fetch:
        fetch.if_changed(f"{server.url}/a", Validators(f"{server.url}/b", '"x"'))
        fetch.if_changed(f"{server.url}/a", Validators(f"{server.url}/a", '"x"'))
    assert [(r.target, r.headers["if-none-match"]) for r in server.requests] == [
        *(("/a", None), ("/b", '"x"')),
        *(("/a", '"x"'), ("/b", None)),
    ]


def test_a_failure_is_a_failure(serve: Serve) -> None:
    server = serve(reply(status="410 Gone"))
    with local() as fetch, pytest.raises(FetchFailure) as caught:
        fetch.if_changed(server.url, Validators(f"{server.url}/", '"x"'))
    assert caught.value.status == 410


@pytest.mark.parametrize("value", ["a\r\nX: y", "ł", "a\0"])
def test_stored_headers_that_http_cannot_carry_are_not_sent(serve: Serve, value: str) -> None:
    """Nothing that a server can give, but an archive is a file."""
    server = serve()
    with local() as fetch:
        assert isinstance(fetch.if_changed(server.url, Validators(f"{server.url}/", value, value)), Page)
    sent = server.requests[0].headers
    assert (sent["if-none-match"], sent["if-modified-since"], sent["x"]) == (None, None, None)
