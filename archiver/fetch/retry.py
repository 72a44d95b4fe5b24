"""When to ask again: exponential backoff with jitter, and what ``Retry-After`` says."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archiver.fetch.budget import Clock
    from archiver.fetch.trouble import Trouble

#: RFC 6585 section 4 and RFC 9110 section 15.6: too many requests, and errors of the server that may pass.
PASSING_STATUS = frozenset({429, 500, 502, 503, 504})
#: Seconds. A server that asks for more is given up for now, so that one blog does not hold up a batch.
MAX_RETRY_AFTER = 120.0
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait by a ``Retry-After`` header (RFC 9110 section 10.2.3: seconds or an HTTP date; 0 for a date that
    has passed), or ``None`` if there is none that can be read."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        # Digits without end are no number that anybody waits for.
        return float(text[:12])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())


def pause(trouble: Trouble, tries: int, retries: int, clock: Clock) -> float | None:
    """Seconds to wait after the ``tries``-th attempt failed with ``trouble``, or ``None`` to give up.

    The pause doubles each time; half of it is left to chance, lest many clients come back together. It is never
    shorter than what the server asked for, and a server that asks for more than ``MAX_RETRY_AFTER`` is not asked again.
    """
    if not trouble.passing or tries > retries:
        return None
    asked = trouble.retry_after or 0.0
    if asked > MAX_RETRY_AFTER:
        return None
    backoff = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(tries - 1, 10)) * (0.5 + clock.chance() / 2)
    return max(asked, backoff)


def last_words(trouble: Trouble, tries: int) -> str:
    """The reason that is told in the end, with what was tried or what the server asked for."""
    if trouble.passing and (trouble.retry_after or 0.0) > MAX_RETRY_AFTER:
        return f"{trouble.reason}; the server asks to wait {trouble.retry_after:.0f} seconds, {MAX_RETRY_AFTER:.0f} is the most"
    return f"{trouble.reason} (tried {tries} times)" if tries > 1 else trouble.reason
