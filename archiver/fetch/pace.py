"""When a host is asked again: one request at a time, with a pause between two of them that grows where the host is slow.

The pause after an answer is the longest of: the user's ``--delay``; the ``Crawl-delay`` of robots.txt; as long as the
answer took, so that a host never works for us more than half of its time; and what 429 and 503 have led to. These double
the pause, and each good answer takes back a tenth of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archiver.fetch.retry import MAX_RETRY_AFTER
from archiver.fetch.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.fetch.budget import Clock

OnWait = Callable[[str, float], None]

#: Seconds. No pause that is not a ``Retry-After`` is longer, whatever a robots.txt asks for; Bing's is at most 30.
LONGEST_PAUSE = 60.0
# Seconds: what an answer may add to the pause by being slow.
_SLOWEST = 30.0
# RFC 6585 section 4, RFC 9110 section 15.6.4: the two that speak of too much load.
_OVERLOADED = frozenset({429, 503})


@dataclass(slots=True)
class _Host:
    """One host: who asks it holds ``turn``; times are those of the monotonic clock, in seconds."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    not_before: float = 0.0
    crawl_delay: float = 0.0
    penalty: float = 0.0


class Pace:
    """The pace at which each host is asked, for any number of threads. ``delay`` are the least seconds between two
    requests; 0 means no pauses but those that robots.txt and ``Retry-After`` ask for. ``on_wait`` is told the host and the
    seconds before each wait, by the thread that waits."""

    def __init__(self, delay: float, clock: Clock, on_wait: OnWait | None = None) -> None:
        self._delay = delay
        self._clock = clock
        self._on_wait = on_wait
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, name: str, *, at_once: bool = False) -> Iterator[float]:
        """Wait until the host may be asked, and keep others away from it until the block ends; gives the seconds waited.

        ``at_once``: without a pause, for a redirect that the host itself has just answered with. Raises ``Trouble`` if
        the host has asked to be left alone for longer than anybody waits.
        """
        host = self._host(name)
        came = self._clock.monotonic()
        with host.turn:
            if not at_once:
                self._wait(name, host)
            began = self._clock.monotonic()
            try:
                yield began - came
            finally:
                now = self._clock.monotonic()
                host.not_before = max(host.not_before, now + self._pause(host, now - began))

    def _wait(self, name: str, host: _Host) -> None:
        seconds = host.not_before - self._clock.monotonic()
        if seconds > MAX_RETRY_AFTER:
            raise Trouble("not asked", passing=True, retry_after=seconds)
        if seconds > 0:
            if self._on_wait is not None:
                self._on_wait(name, seconds)
            self._clock.sleep(seconds)

    def _pause(self, host: _Host, took: float) -> float:
        adaptive = max(min(took, _SLOWEST), host.penalty) if self._delay else 0.0
        return max(self._delay, min(host.crawl_delay, LONGEST_PAUSE), adaptive)

    def hold(self, name: str, seconds: float) -> None:
        """Nobody asks the host for so many seconds."""
        host = self._host(name)
        host.not_before = max(host.not_before, self._clock.monotonic() + seconds)

    def answered(self, name: str, status: int) -> None:
        """The host answered with this status."""
        host = self._host(name)
        if status in _OVERLOADED:
            host.penalty = min(LONGEST_PAUSE, 2 * max(host.penalty, self._delay))
        else:
            host.penalty = 0.9 * host.penalty if host.penalty > self._delay else 0.0

    def set_crawl_delay(self, name: str, seconds: float) -> None:
        """What the host's robots.txt asks for."""
        self._host(name).crawl_delay = seconds

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())
