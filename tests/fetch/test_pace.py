"""A host is asked one request at a time, at a pace that is its own; hosts do not wait for each other."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from archiver.fetch import FetchFailure
from archiver.fetch.pace import Pace
from archiver.fetch.trouble import Trouble
from tests.fetch.loopback import HTML, Loopback, local, moved, reply

if TYPE_CHECKING:
    from socket import socket

    from archiver.fetch.budget import Clock

Serve = Callable[..., Loopback]


def busy(pace: Pace, clock: Clock, seconds: float = 0.0, *, host: str = "a", status: int = 200) -> None:
    """One request that takes so long."""
    with pace.turn(host):
        if seconds:
            clock.sleep(seconds)
        pace.answered(host, status)


def test_between_two_requests_to_a_host_there_is_a_pause_and_none_between_hosts(
    clock: Clock, sleeps: list[float]
) -> None:
    pace = Pace(2.0, clock)
    for host in ("a", "b", "a", "b"):
        busy(pace, clock, host=host)
    assert sleeps == [2.0]
    clock.sleep(1.5)
    busy(pace, clock)
    assert sleeps == [2.0, 1.5, 0.5], "time that has passed anyway counts"


def test_the_pause_is_as_long_as_the_answer_took_up_to_half_a_minute(clock: Clock, sleeps: list[float]) -> None:
    pace = Pace(1.0, clock)
    for seconds in (5.0, 100.0, 0.1, 0.1):
        busy(pace, clock, seconds)
    assert sleeps == [5.0, *(5.0, 100.0), *(30.0, 0.1), *(1.0, 0.1)]


def test_overload_doubles_the_pause_and_good_answers_take_it_back(clock: Clock, sleeps: list[float]) -> None:
    pace = Pace(1.0, clock)
    for status in (429, 503, 429):
        busy(pace, clock, status=status)
    for _ in range(3):
        busy(pace, clock)
    assert [round(pause, 2) for pause in sleeps] == [2.0, 4.0, 8.0, 7.2, 6.48]
    for _ in range(40):
        busy(pace, clock)
    assert sleeps[-1] == 1.0
    for _ in range(10):
        busy(pace, clock, status=429)
    assert sleeps[-1] == 60.0, "the longest there is"


def test_without_a_delay_there_is_no_pause_whatever_the_host_does(clock: Clock, sleeps: list[float]) -> None:
    pace = Pace(0.0, clock)
    for status in (200, 429, 200):
        busy(pace, clock, 3.0, status=status)
    assert sleeps == [3.0] * 3


def test_a_host_that_wants_to_be_left_alone_for_long_is_not_asked(clock: Clock, sleeps: list[float]) -> None:
    pace = Pace(1.0, clock)
    pace.hold("a", 500)
    pace.hold("a", 5)
    with pytest.raises(Trouble) as caught:
        busy(pace, clock)
    assert (caught.value.retry_after, sleeps) == (500, [])
    busy(pace, clock, host="b")
    clock.sleep(400)
    busy(pace, clock)
    assert sleeps == [400, 100]


def test_a_redirect_within_a_host_is_followed_at_once(serve: Serve, clock: Clock, sleeps: list[float]) -> None:
    other = serve()
    elsewhere = other.url.replace("127.0.0.1", "localhost")
    server = serve(targets={"/a": moved("/b"), "/b": moved(elsewhere), "/c": reply()})
    told: list[tuple[str, float]] = []
    with local(delay=3.0, on_wait=lambda *wait: told.append(wait), _clock=clock) as fetch:
        fetch(f"{server.url}/a")
        assert sleeps == []
        fetch(f"{server.url}/c")
        fetch(elsewhere)
    assert sleeps == [3.0]
    assert told == [("127.0.0.1", 3.0)]


def test_retry_after_holds_for_all_that_is_asked_of_the_host(serve: Serve, clock: Clock, sleeps: list[float]) -> None:
    server = serve(reply(b"", "Retry-After: 3600", status="429 x"), reply())
    with local(_clock=clock) as fetch:
        words = "; the server asks to wait 3600 seconds, 120 is the most"
        for url, reason in ((f"{server.url}/a", "HTTP 429 Too Many Requests"), (f"{server.url}/b", "not asked")):
            with pytest.raises(FetchFailure) as caught:
                fetch(url)
            assert str(caught.value) == f"{url}: {reason}{words}"
            assert (caught.value.later, caught.value.retry_after) == (True, 3600)
        assert len(server.requests) == 1
        sleeps.append(3590)
        assert fetch(f"{server.url}/c").body == HTML
    assert sleeps == [3590, 10]


def test_a_wait_is_not_taken_from_the_pages_deadline(serve: Serve) -> None:
    server = serve()
    with local(delay=0.4, deadline=0.3) as fetch:
        for path in "abc":
            fetch(f"{server.url}/{path}")


# Threads


class Busy:
    """A server's handler that knows how many of its requests it works on at once."""

    def __init__(self, seconds: float) -> None:
        self.now = self.most = self.total = 0
        self._seconds = seconds
        self._lock = threading.Lock()

    def __call__(self, sock: socket) -> None:
        with self._lock:
            self.now += 1
            self.total += 1
            self.most = max(self.most, self.now)
        time.sleep(self._seconds)
        with self._lock:
            self.now -= 1
        sock.sendall(reply(HTML, "Connection: close", "Set-Cookie: seen=1"))


def test_many_threads_ask_a_host_one_by_one_and_many_hosts_at_once(serve: Serve) -> None:
    handlers = {f"{name}.example": Busy(0.05) for name in "abcd"}
    ports = {host: serve(handler).port for host, handler in handlers.items()}
    urls = [f"http://{host}:{port}/{number}" for number in range(5) for host, port in ports.items()]
    began = time.monotonic()
    with local(_resolve=lambda host, port: ["127.0.0.1"]) as fetch, ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(fetch, urls))
    elapsed = time.monotonic() - began
    assert [page.final_url for page in pages] == urls
    assert {(handler.most, handler.total) for handler in handlers.values()} == {(1, 5)}
    assert elapsed < 20 * 0.05, "one after the other they would take longer"


def test_each_thread_has_a_deadline_of_its_own(serve: Serve) -> None:
    def silent(sock: socket) -> None:
        time.sleep(3)

    slow, quick = serve(silent), serve()
    with local(deadline=0.5, retries=0) as fetch, ThreadPoolExecutor(2) as pool:
        late = pool.submit(fetch, slow.url.replace("127.0.0.1", "localhost"))
        for _ in range(20):
            assert fetch(quick.url).body == HTML
        with pytest.raises(FetchFailure, match=r"took longer than 0.5 seconds"):
            late.result()
