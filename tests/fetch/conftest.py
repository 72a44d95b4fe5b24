from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from archiver.fetch.budget import Clock
from tests.fetch.loopback import Loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime(2020, 5, 4, 12, 0, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxies and certificates are not these tests' business."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NETRC"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def serve() -> Iterator[Callable[..., Loopback]]:
    """Starts servers that stop with the test."""
    with ExitStack() as stack:
        yield lambda *args, **kwargs: stack.enter_context(Loopback(*args, **kwargs))


@pytest.fixture
def sleeps() -> list[float]:
    """How long the fetcher has slept."""
    return []


@pytest.fixture
def clock(sleeps: list[float]) -> Clock:
    """A clock that begins at ``NOW`` and goes on only where somebody sleeps, and whose chance is the mean."""
    return Clock(
        monotonic=lambda: sum(sleeps),
        sleep=sleeps.append,
        now=lambda: NOW + timedelta(seconds=sum(sleeps)),
        chance=lambda: 0.5,
    )
