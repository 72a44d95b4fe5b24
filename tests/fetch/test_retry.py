"""When it is asked again, how long is waited, and when it is given up."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import timedelta, timezone
from email.utils import format_datetime
from socket import SO_LINGER, SOL_SOCKET, socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.errors import FetchError
from archiver.fetch import Fetcher, retry
from archiver.fetch.budget import Clock
from archiver.fetch.trouble import Trouble
from tests.fetch.conftest import NOW
from tests.fetch.loopback import HTML, Loopback, local, reply

Serve = Callable[..., Loopback]


def reset(sock: socket) -> None:
    """Closes a connection with RST."""
    sock.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def failure(url: str, fetcher: Fetcher) -> str:
    with pytest.raises(FetchError) as caught, fetcher:
        fetcher(url)
    return str(caught.value).removeprefix(f"{url}: ")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_status_that_may_pass_is_asked_again(serve: Serve, clock: Clock, sleeps: list[float], status: int) -> None:
    server = serve(reply(status=f"{status} x"), reply(status=f"{status} x"), reply())
    with local(_clock=clock) as fetch:
        assert fetch(server.url).body == HTML
    assert sleeps == [0.75, 1.5]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 501, 505, 520])
def test_another_status_is_not(serve: Serve, clock: Clock, sleeps: list[float], status: int) -> None:
    server = serve(reply(b"", "Retry-After: 1", status=f"{status} x"))
    assert failure(server.url, local(_clock=clock)).startswith(f"HTTP {status}")
    assert sleeps == []


def test_a_server_that_stays_away_is_given_up_after_the_retries(
    serve: Serve, clock: Clock, sleeps: list[float]
) -> None:
    server = serve(reply(status="503 x"))
    assert failure(server.url, local(_clock=clock)) == "HTTP 503 Service Unavailable (tried 4 times)"
    assert (sleeps, len(server.requests)) == ([0.75, 1.5, 3.0], 4)


def test_without_retries_it_is_asked_once(serve: Serve, clock: Clock, sleeps: list[float]) -> None:
    server = serve(reply(status="503 x"))
    assert failure(server.url, local(_clock=clock, retries=0)) == "HTTP 503 Service Unavailable"
    assert (sleeps, len(server.requests)) == ([], 1)


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (reset, "the server closed the connection"),
        (lambda sock: None, "the server closed the connection without an answer"),
        (lambda sock: sock.sendall(reply(HTML, "Content-Length: 999")), "the body broke off (incomplete read)"),
    ],
    ids=["reset", "closed", "broken off"],
)
def test_a_broken_connection_is_tried_again(
    serve: Serve, clock: Clock, sleeps: list[float], broken: Callable[[socket], None], words: str
) -> None:
    server = serve(broken, reply())
    with local(_clock=clock) as fetch:
        assert fetch(server.url).body == HTML
    assert len(sleeps) == 1
    stays = serve(broken)
    assert failure(stays.url, local(_clock=clock, retries=1)) == f"{words} (tried 2 times)"


def test_a_refused_connection_is_tried_again(clock: Clock, sleeps: list[float]) -> None:
    with Loopback() as gone:
        url = gone.url
    assert failure(url, local(_clock=clock)) == "connection refused (tried 4 times)"
    assert len(sleeps) == 3


@pytest.mark.parametrize(
    "answer",
    [
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
    ],
    ids=["garbage", "lengths", "headers", "header"],
)
def test_what_is_not_http_is_told_and_not_asked_again(
    serve: Serve, clock: Clock, sleeps: list[float], answer: bytes
) -> None:
    server = serve(lambda sock: sock.sendall(answer))
    assert failure(server.url, local(_clock=clock)) == "the answer is not valid HTTP"
    assert sleeps == []


# Retry-After


@pytest.mark.parametrize("status", ["429 x", "503 x"])
@pytest.mark.parametrize("value", ["30", format_datetime(NOW + timedelta(seconds=30), usegmt=True)])
def test_retry_after_is_honoured_in_both_forms(
    serve: Serve, clock: Clock, sleeps: list[float], status: str, value: str
) -> None:
    server = serve(reply(b"", f"Retry-After: {value}", status=status), reply())
    with local(_clock=clock) as fetch:
        assert fetch(server.url).body == HTML
    assert sleeps == [30.0]


@pytest.mark.parametrize("value", ["3600", format_datetime(NOW + timedelta(hours=1), usegmt=True)])
def test_a_server_that_asks_for_too_long_is_given_up_with_what_it_asked(
    serve: Serve, clock: Clock, sleeps: list[float], value: str
) -> None:
    server = serve(reply(b"", f"Retry-After: {value}", status="429 x"))
    assert failure(server.url, local(_clock=clock)) == (
        "HTTP 429 Too Many Requests; the server asks to wait 3600 seconds, 120 is the most"
    )
    assert (sleeps, len(server.requests)) == ([], 1)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("9" * 400, 999999999999.0),
        ("Mon, 04 May 2020 12:00:09 GMT", 9.0),
        ("Mon, 04 May 2020 14:00:09 +0200", 9.0),
        ("Mon, 04 May 2020 12:00:09", 9.0),
        ("Monday, 04-May-20 12:00:09 GMT", 9.0),
        ("Mon May  4 12:00:09 2020", 9.0),
        ("Mon, 04 May 2020 11:00:00 GMT", 0.0),
        ("Mon, 99 May 2020 11:00:00 GMT", None),
        ("Mon, 04 May 2020 12:00:09 +99999999999999", None),
    ],
)
def test_retry_after_is_read_as_rfc_9110_has_it(value: str | None, seconds: float | None) -> None:
    assert retry.retry_after(value, NOW) == seconds


@given(st.text())
@pytest.mark.unmeasured
def test_no_retry_after_is_too_odd(value: str) -> None:
    seconds = retry.retry_after(value, NOW.astimezone(timezone(timedelta(hours=9))))
    assert seconds is None or seconds >= 0


def test_the_pause_grows_with_jitter_and_has_an_end() -> None:
    low, high = Clock(chance=lambda: 0.0), Clock(chance=lambda: 1.0)
    trouble = Trouble("x", passing=True)
    assert [retry.pause(trouble, tries, 99, low) for tries in (1, 2, 3, 9)] == [0.5, 1.0, 2.0, 15.0]
    assert [retry.pause(trouble, tries, 99, high) for tries in (1, 2, 3, 99)] == [1.0, 2.0, 4.0, 30.0]
