"""When a server is left alone: it says so itself, it gives no answer again and again, or nobody knows its name."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archiver.errors import FetchError

if TYPE_CHECKING:
    from archiver.errors import ArchiverError

MOST_FAILURES = 5
"""Passing failures in a row after which it is the server's trouble and not the page's: each has cost the fetcher's own
attempts, and with thousands of posts days."""

_LONG = 120.0
"""Seconds: whoever asks for a longer pause asks for all of his pages, as does a robots.txt that cannot be had."""

MOST_ATTEMPTS = 5
"""Crawls that try a URL before it is given up, besides what the fetcher tries within seconds."""
FIRST_PAUSE = timedelta(minutes=10)
"""Until a URL is tried again; four times as long each time: 10 minutes, 40, three hours, eleven."""
_LONGEST_WISH = timedelta(days=30).total_seconds()
"""Of a server that asks to be left alone; ``Retry-After`` may say anything."""


class Patience:
    """How much a server may fail; one a server."""

    def __init__(self) -> None:
        self._failures = 0

    def answered(self) -> None:
        """The server works."""
        self._failures = 0

    def failed(self, error: ArchiverError, *, guess: bool = False) -> None:
        """Count a failure; one of a ``guess`` does not count, as some servers fail at all that they do not have.

        Raises ``error`` if the server does not want to be asked for anything now.
        """
        if not isinstance(error, FetchError) or not (error.later or error.no_host):
            self.answered()
            return
        self._failures += not guess
        if error.no_host or (error.retry_after or 0) > _LONG or self._failures >= MOST_FAILURES:
            raise error


def pause_after(error: ArchiverError, attempts: int) -> timedelta | None:
    """How long to wait before a URL is tried again after so many attempts, ``None`` to give it up.

    A page from which nothing can be read is the same tomorrow, and so is one that is not there.
    """
    if not isinstance(error, FetchError) or not error.later or attempts >= MOST_ATTEMPTS:
        return None
    return max(FIRST_PAUSE * int(4 ** (attempts - 1)), timedelta(seconds=min(error.retry_after or 0, _LONGEST_WISH)))
