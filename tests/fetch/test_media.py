"""Which content types are taken, over a real loopback server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from archiver.errors import FetchError
from archiver.fetch import media
from tests.fetch.loopback import HTML, Loopback, local, reply

if TYPE_CHECKING:
    from socket import socket

    from archiver.fetch.media import Want

Serve = Callable[..., Loopback]

XHTML = b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml">'
RSS = b'<?xml version="1.0"?><rss version="2.0"><channel>'
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom">'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
TEXT = b"Dear diary, today I wrote <b>HTML</b>."


def fetched(serve: Serve, kind: str | None, body: bytes, want: Want) -> str:
    """ "taken", or why not."""
    server = serve(reply(body, kind=kind))
    with local(retries=0) as fetch:
        try:
            assert fetch(server.url, want=want).body == body
        except FetchError as exc:
            return str(exc).removeprefix(f"{server.url}: ")
    return "taken"


@pytest.mark.parametrize("want", ["page", "feed"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", HTML),
        ("TEXT/HTML ;charset=x", TEXT),
        ("text/html, text/html", b"<rss>"),
        ("application/xhtml+xml", XHTML),
        ("application/xml", XHTML),
        ("text/xml; charset=utf-8", b"<html>"),
        ("text/plain", HTML),
        ("application/octet-stream", HTML),
        ("", HTML),
        (None, HTML),
        (None, b"\xef\xbb\xbf \n<!-- x --><p>"),
        (None, "<html>".encode("utf-16")),
        (None, "<html>".encode("utf-16-be")),
    ],
)
def test_html_is_taken_however_it_is_called(serve: Serve, kind: str | None, body: bytes, want: Want) -> None:
    assert fetched(serve, kind, body, want) == "taken"


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("application/rss+xml", RSS, "application/rss+xml"),
        ("application/atom+xml; charset=utf-8", ATOM, "application/atom+xml"),
        ("application/rdf+xml", RSS, "application/rdf+xml"),
        ("application/xml", RSS, "application/xml"),
        ("text/xml", ATOM, "text/xml"),
        ("text/plain", RSS, "XML"),
        (None, ATOM, "XML"),
    ],
)
def test_feeds_are_taken_only_where_asked_for(serve: Serve, kind: str | None, body: bytes, told: str) -> None:
    assert fetched(serve, kind, body, "feed") == "taken"
    assert fetched(serve, kind, body, "page") == f"is {told}, not an HTML page"


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("image/png", PNG, "image/png"),
        ("Application/JSON; charset=utf-8", b"{}", "application/json"),
        ("image/svg+xml", b"<svg>", "image/svg+xml"),
        ("text/css", b"", "text/css"),
        ("text/html", PNG, "a PNG image"),
        ("application/rss+xmlx", RSS, "application/rss+xmlx"),
        ("text/plain", TEXT, "plain text"),
        ("text/plain", b"\0\1\2\3" * 100, "binary data"),
        ("application/octet-stream", b"PK\3\4xx", "a ZIP archive"),
        (None, b"%PDF-1.4", "a PDF document"),
        (None, TEXT, "plain text"),
    ],
)
def test_everything_else_is_refused_with_what_it_is(serve: Serve, kind: str | None, body: bytes, told: str) -> None:
    assert fetched(serve, kind, body, "page") == f"is {told}, not an HTML page"
    assert fetched(serve, kind, body, "feed") == f"is {told}, not an HTML page or an XML feed"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json; charset=UTF-8", b'[{"link": "http://x.example/"}]'),
        ("application/activity+json", b"{}"),
        ("text/plain", b"User-agent: *\nDisallow:"),
        ("application/xml", b"<urlset>"),
        ("application/x-gzip", b"\x1f\x8b\x08rest"),
        ("application/octet-stream", b"\x1f\x8b\x08rest"),
        ("text/html", HTML),
        ("application/rss+xml", RSS),
    ],
)
def test_data_is_any_text_and_gzip(serve: Serve, kind: str, body: bytes) -> None:
    assert fetched(serve, kind, body, "data") == "taken"


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("image/png", PNG, "image/png"),
        ("application/json", PNG, "a PNG image"),
        ("application/pdf", b"%PDF-1.4", "a PDF document"),
        ("video/mp4", b"x", "video/mp4"),
    ],
)
def test_pictures_and_the_like_are_no_data(serve: Serve, kind: str, body: bytes, told: str) -> None:
    assert fetched(serve, kind, body, "data") == f"is {told}, not text"


def test_a_refused_type_is_not_read(serve: Serve) -> None:
    """The body never comes, and that does not matter."""

    def send(sock: socket) -> None:
        sock.sendall(reply(b"", "Content-Length: 5000000", kind="image/png"))
        sock.recv(1)

    server = serve(send)
    with pytest.raises(FetchError, match="is image/png, not an HTML page"), local(timeout=5, retries=0) as fetch:
        fetch(server.url)


def test_a_large_picture_without_a_type_is_stopped_at_its_beginning(serve: Serve) -> None:
    def send(sock: socket) -> None:
        sock.sendall(reply(PNG.ljust(50_000), "Content-Length: 5000000", kind=None))
        sock.recv(1)

    server = serve(send)
    with pytest.raises(FetchError, match="is a PNG image, not an HTML page"), local(timeout=5, retries=0) as fetch:
        fetch(server.url)


def test_what_is_asked_for_is_said_in_the_accept_header(serve: Serve) -> None:
    server = serve()
    with local() as fetch:
        fetch(server.url)
        fetch(server.url, want="feed")
        fetch(server.url, want="data")
    asked = [request.headers["accept"] for request in server.requests]
    assert asked == [media.accept("page"), media.accept("feed"), media.accept("data")]
    assert "text/html" in media.accept("page")
    assert "application/atom+xml" in media.accept("feed")
    assert media.accept("data").startswith("application/json")


def test_a_type_in_a_message_is_one_short_line() -> None:
    kind = media.essence("a" * 50_000 + "\x1b[31m")
    assert media.refusal_by_type("x\x1b" + kind, "page") == f"is x{'a' * 78}, not an HTML page"
