"""When a URL is tried again, and when its whole server is left alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archiver.crawl.patience import FIRST_PAUSE, MOST_ATTEMPTS, MOST_FAILURES, Patience, pause_after
from archiver.errors import FetchError, ScrapeError

if TYPE_CHECKING:
    from archiver.errors import ArchiverError


def error(*, later: bool, retry_after: float | None = None) -> FetchError:
    found = FetchError("x")
    found.later, found.retry_after = later, retry_after
    return found


@pytest.mark.parametrize(
    ("trouble", "attempts", "pause"),
    [
        (error(later=True), 1, FIRST_PAUSE),
        (error(later=True), 2, 4 * FIRST_PAUSE),
        (error(later=True), 4, 64 * FIRST_PAUSE),
        (error(later=True, retry_after=7200), 1, timedelta(hours=2)),
        (error(later=True, retry_after=1e12), 1, timedelta(days=30)),
        (error(later=True), MOST_ATTEMPTS, None),
        (error(later=False), 1, None),
        (ScrapeError("x"), 1, None),
    ],
)
def test_when_it_is_tried_again(trouble: ArchiverError, attempts: int, pause: timedelta | None) -> None:
    assert pause_after(trouble, attempts) == pause


def test_a_server_is_left_alone_after_failures_in_a_row_or_by_its_own_wish() -> None:
    patience = Patience()
    for _ in range(3):
        for _ in range(MOST_FAILURES - 1):
            patience.failed(error(later=True, retry_after=30))
        patience.answered()
    for _ in range(MOST_FAILURES - 1):
        patience.failed(error(later=True))
    patience.failed(error(later=False))  # a page that is gone was an answer
    patience.failed(ScrapeError("x"))
    for _ in range(MOST_FAILURES - 1):
        patience.failed(error(later=True))
    with pytest.raises(FetchError):
        patience.failed(error(later=True))
    for guess in (False, True):
        with pytest.raises(FetchError):
            Patience().failed(error(later=True, retry_after=600), guess=guess)
    guessing = Patience()
    for _ in range(2 * MOST_FAILURES):
        guessing.failed(error(later=True), guess=True)
