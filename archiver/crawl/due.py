"""When a post is visited again: the longer nothing has happened on it, the later.

A thread that had a comment yesterday will likely have one tomorrow; one that has been silent for ten years will likely be
silent next month. So the time to the next visit is a tenth of the silence, within bounds, as caches reckon how long a
page without other word stays fresh (RFC 9111 section 4.2.2): a post of two days is visited every six hours, one of a
month every three days, one of two and a half years and more every three months; and a comment that comes makes a post
young again.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archiver.store import Visit

SHARE = 10
"""The next visit comes after this part of the silence: a tenth is what the RFC calls typical."""
SOONEST, LATEST = timedelta(hours=6), timedelta(days=90)
"""No discussion is followed by the minute; and nothing is left unvisited for ever, as spam and corrections come late."""
AFTER_FAILURE = timedelta(days=1)
"""A visit that failed is no visit; but others have their turn before the next, lest a dead host is all that is asked."""


def next_visit(visit: Visit) -> datetime:
    """When to visit a post again, by its last visit and the last sign of life on it."""
    visited = moment(visit.visited) or datetime.min.replace(tzinfo=UTC)
    signs = map(moment, (visit.published, visit.newest_comment, visit.newest_arrival))
    # A date in the future is a mistake.
    alive = [sign for sign in signs if sign is not None and sign <= visited]
    last = max(alive, default=moment(visit.first_seen) or visited)
    regular = visited + min(max((visited - last) / SHARE, SOONEST), LATEST)
    tried = moment(visit.tried)
    return regular if tried is None or tried <= visited else max(regular, tried + AFTER_FAILURE)


def moment(date: str | None) -> datetime | None:
    """The beginning of what an ISO 8601 date of any precision says, in UTC where it has no offset; ``None`` for none."""
    if not date:
        return None
    padded = date if len(date) > len("2010-05") else f"{date}-01-01"[: len("2010-05-01")]
    try:
        found = datetime.fromisoformat(padded)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
