"""How long and how much one attempt may take, asked before every single read of a socket.

A read timeout alone does not hold: it starts anew with each byte, so a server that drips one byte a second is never
cut. And what is read to be thrown away (endless chunk trailers, gzip members that hold nothing) counts as well.
"""

from __future__ import annotations

import random
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance, in one place so that tests can set them: seconds, UTC, and a number from 0 to 1."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: Callable[[], float] = random.random


class DeadlineError(TimeoutError):
    """The whole response took longer than the deadline."""


class OversizeError(OSError):
    """The response is larger than the limit."""


#: What headers of up to eleven responses and the framing of chunks may take besides the body.
_OVERHEAD = 2**20


class Budget(threading.local):
    """``seconds`` for an attempt, redirects included, ``timeout`` seconds for one wait, ``max_bytes`` for the body.

    Each thread that uses it has a budget of its own with these settings.
    """

    def __init__(self, *, seconds: float, timeout: float, max_bytes: int, clock: Clock) -> None:
        self.max_bytes = max_bytes
        self._seconds = seconds
        self._timeout = timeout
        self._clock = clock
        self.start()

    def start(self) -> None:
        """A new attempt begins."""
        self._ends = self._clock.monotonic() + self._seconds
        self._wire = self.max_bytes + _OVERHEAD

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Within, attempts of their own; the present one goes on afterwards as if no time had passed."""
        left, wire = self._ends - self._clock.monotonic(), self._wire
        try:
            yield
        finally:
            self._ends, self._wire = self._clock.monotonic() + left, wire

    def waited(self, seconds: float) -> None:
        """So many seconds went by on our own account, and do not count."""
        self._ends += seconds

    def timeout(self) -> float:
        """Seconds that the next wait for the network may take; raises ``DeadlineError`` once there are none left."""
        left = self._ends - self._clock.monotonic()
        if left <= 0:
            raise DeadlineError(f"took longer than {self._seconds:g} seconds")
        return min(self._timeout, left)

    def received(self, count: int) -> None:
        """``count`` more bytes came over the wire; raises ``OversizeError`` if those were too many."""
        self._wire -= count
        if self._wire < 0:
            raise self.oversize()

    def oversize(self) -> OversizeError:
        """The error for a body larger than ``max_bytes``."""
        whole, rest = divmod(self.max_bytes, 2**20)
        return OversizeError(f"is larger than {f'{self.max_bytes:,} bytes' if rest else f'{whole} MB'}")
