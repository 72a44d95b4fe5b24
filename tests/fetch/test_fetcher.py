"""The way of one URL over a real loopback server."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from archiver.errors import FetchError
from archiver.fetch import Fetcher, FetchFailure
from archiver.records import Page
from tests.fetch.loopback import CERTIFICATE, HTML, Loopback, local, moved, reply

if TYPE_CHECKING:
    from archiver.fetch.budget import Clock

Serve = Callable[..., Loopback]


def failure(url: str, fetcher: Fetcher) -> str:
    """The one line that fetching ``url`` ends with."""
    with pytest.raises(FetchError) as caught, fetcher:
        fetcher(url)
    text = str(caught.value)
    assert "\n" not in text
    assert " at 0x" not in text
    return text


def test_a_page_carries_what_was_asked_and_what_came(serve: Serve, clock: Clock) -> None:
    server = serve(reply(HTML, "X-One: a", "X-One: b", "Set-Cookie: secret=1", kind="Text/HTML; charset=utf-8"))
    with local(_clock=clock) as fetch:
        page = fetch(f"{server.url}/post?p=1#comments")
    assert page == Page(
        url=f"{server.url}/post?p=1#comments",
        final_url=f"{server.url}/post?p=1",
        status=200,
        headers={"x-one": "a, b", "content-type": "Text/HTML; charset=utf-8", "content-length": str(len(HTML))},
        body=HTML,
        fetched_at="2020-05-04T12:00:00Z",
    )


def test_one_connection_serves_many_fetches(serve: Serve) -> None:
    server = serve()
    with local() as fetch:
        for number in range(3):
            fetch(f"{server.url}/{number}")
    assert len({request.client for request in server.requests}) == 1


def test_an_empty_body_is_left_to_the_scraper(serve: Serve) -> None:
    server = serve(reply(b""), reply(b"", kind=None))
    with local() as fetch:
        assert fetch(server.url).body == b""
        assert fetch(server.url).body == b""


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("404 Nope", "HTTP 404 Not Found"),
        ("410 Gone", "HTTP 410 Gone"),
        ("599 <b>", "HTTP 599"),
    ],
)
def test_a_status_that_is_no_success_is_named_and_not_asked_again(serve: Serve, status: str, words: str) -> None:
    server = serve(reply(status=status))
    with pytest.raises(FetchFailure) as caught, local() as fetch:
        fetch(server.url)
    assert str(caught.value) == f"{server.url}: {words}"
    assert (caught.value.url, caught.value.status, len(server.requests)) == (server.url, int(words.split()[1]), 1)


def test_what_a_server_says_with_an_error_comes_with_the_failure(serve: Serve, clock: Clock) -> None:
    server = serve(
        targets={
            "/old": moved("/gone"),
            "/gone": reply(b"<html>Gone", "Set-Cookie: secret=1", status="410 Gone"),
            "/photo": reply(b"GIF89a", status="404 Not Found", kind="image/gif"),
            "/broken": reply(b"<html>", "Content-Encoding: gzip", status="404 Not Found"),
        }
    )
    pages = []
    with local(_clock=clock) as fetch:
        for path in ("/old", "/photo", "/broken"):
            with pytest.raises(FetchFailure) as caught:
                fetch(server.url + path)
            pages.append(caught.value.page)
    gone, photo, broken = pages
    assert gone is not None
    assert (gone.url, gone.final_url, gone.status) == (f"{server.url}/old", f"{server.url}/gone", 410)
    assert (gone.body, gone.fetched_at, "set-cookie" in gone.headers) == (b"<html>Gone", "2020-05-04T12:00:00Z", False)
    assert [(page.status, page.body) for page in (photo, broken) if page] == [(404, b"")] * 2


def test_a_failure_without_an_answer_has_no_page() -> None:
    with pytest.raises(FetchFailure) as caught, local(retries=0) as fetch:
        fetch("http://127.0.0.1:1/")
    assert caught.value.page is None


# Redirects


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
def test_redirects_are_followed(serve: Serve, status: str) -> None:
    server = serve(targets={"/a": moved("b/c?d#e", status), "/b/c?d": reply(b"<html>")})
    with local() as fetch:
        page = fetch(f"{server.url}/a")
    assert (page.url, page.final_url, page.body) == (f"{server.url}/a", f"{server.url}/b/c?d", b"<html>")


def test_a_location_may_be_raw_utf_8_or_latin_1(serve: Serve) -> None:
    latin = moved("/caf?").replace(b"?", b"\xe9")
    server = serve(targets={"/u": moved("/café"), "/l": latin, "/caf%C3%A9": reply(b"<html>")})
    with local() as fetch:
        assert fetch(f"{server.url}/u").final_url == f"{server.url}/caf%C3%A9"
        assert fetch(f"{server.url}/l").final_url == f"{server.url}/caf%C3%A9"


def test_ten_redirects_are_followed_and_not_eleven(serve: Serve) -> None:
    server = serve(targets={f"/{n}": moved(f"/{n - 1}") for n in range(1, 12)})
    with local() as fetch:
        assert fetch(f"{server.url}/10").final_url == f"{server.url}/0"
    assert failure(f"{server.url}/11", local()) == f"{server.url}/11: too many redirects (more than 10)"


def test_a_redirect_loop_ends(serve: Serve) -> None:
    server = serve(targets={"/a": moved("/b"), "/b": moved("/a")})
    assert "too many redirects" in failure(f"{server.url}/a", local())
    assert len(server.requests) == 11


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)", "data:text/html,x"]
)
def test_redirects_to_other_schemes_are_refused(serve: Serve, target: str) -> None:
    server = serve(moved(target))
    scheme = target.split(":")[0]
    assert failure(server.url, local()) == (
        f"{server.url}: {scheme}: is not fetched, only http and https (redirected to {target})"
    )


@pytest.mark.parametrize("target", ["http://[", "http://x:99999/", "http://a\x01b/", "http://*.x/"])
def test_a_redirect_to_an_invalid_url_is_one_line(serve: Serve, target: str) -> None:
    server = serve(moved(target))
    assert "not a valid URL" in failure(server.url, local())


def test_a_redirect_without_location_is_its_status(serve: Serve) -> None:
    server = serve(reply(status="302 Found"))
    assert failure(server.url, local()) == f"{server.url}: HTTP 302 Found"


def test_an_error_after_a_redirect_names_both_urls(serve: Serve) -> None:
    server = serve(targets={"/a": moved("/gone"), "/gone": reply(status="410 Gone")})
    assert failure(f"{server.url}/a", local()) == f"{server.url}/a: HTTP 410 Gone (redirected to {server.url}/gone)"


def test_the_body_of_a_redirect_is_not_read(serve: Serve) -> None:
    endless = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 999999999\r\n\r\nx"
    server = serve(targets={"/a": endless, "/b": reply()})
    with local(deadline=5) as fetch:
        assert fetch(f"{server.url}/a").final_url == f"{server.url}/b"


def test_304_that_nobody_asked_for_is_its_status(serve: Serve) -> None:
    """Not even a header of the user's own makes it an answer that ``__call__`` could give."""
    server = serve(reply(status="304 Not Modified"))
    with pytest.raises(FetchFailure, match="HTTP 304 Not Modified"), local(headers={"If-None-Match": "x"}) as fetch:
        fetch(server.url, named=True)


# TLS


def test_https_works_with_a_certificate_that_is_trusted(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    server = serve(tls=True)
    with local() as fetch:
        assert fetch(server.url).body == HTML


def test_a_certificate_that_is_not_trusted_is_named_and_not_asked_again(
    serve: Serve, sleeps: list[float], clock: Clock
) -> None:
    server = serve(tls=True)
    assert re.search(": certificate problem: self.signed certificate$", failure(server.url, local(_clock=clock)))
    assert sleeps == []


def test_plain_http_on_a_tls_port_is_one_line_and_not_asked_again(sleeps: list[float], clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            with listener.accept()[0] as connection:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.recv(2**16)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        line = failure(f"https://127.0.0.1:{listener.getsockname()[1]}/", local(_clock=clock))
        thread.join(5)
    assert line.endswith(": TLS problem: wrong version number")
    assert sleeps == []


def test_a_tls_server_that_drips_is_cut_at_the_deadline(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))

    def drip(sock: socket.socket) -> None:
        sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            sock.sendall(b"x")
            time.sleep(0.02)

    server = serve(drip, tls=True)
    assert failure(server.url, local(deadline=0.4)) == f"{server.url}: took longer than 0.4 seconds"


def test_a_tls_server_that_never_shakes_hands_is_cut_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        assert failure(url, local(deadline=0.3)) == f"{url}: took longer than 0.3 seconds"
