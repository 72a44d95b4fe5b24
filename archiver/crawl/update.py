"""Posts visited again because their discussion may have grown, those that are overdue the longest first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from archiver import archive
from archiver.completion import MOST_PAGES
from archiver.crawl.discover import Fetch
from archiver.crawl.due import next_visit
from archiver.crawl.patience import Patience
from archiver.errors import FetchError, ScrapeError
from archiver.records import NotModified, instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archiver.crawl.discover import Want
    from archiver.crawl.work import Listener
    from archiver.records import Page, Post, Validators
    from archiver.store import Store, Visit


class ConditionalFetch(Fetch, Protocol):
    """What fetches, and can ask whether a page is still the same: ``archiver.fetch.Fetcher``."""

    def if_changed(self, url: str, validators: Validators) -> Page | NotModified:
        """The page, or that it is as it was. Raises ``FetchError``."""


def due(
    visits: Iterable[Visit], now: datetime, limit: int | None = None, *, every: bool = False
) -> dict[str, list[tuple[int, str]]]:
    """The posts that are due, the most overdue first, at most ``limit``, each as its number and URL, by the host that is
    to be asked; with ``every`` those that are not due as well."""
    found = [(next_visit(visit), visit.post_id, visit.url) for visit in visits]
    found = sorted(entry for entry in found if every or entry[0] <= now)[:limit]
    hosts: dict[str, list[tuple[int, str]]] = {}
    for _, post_id, url in found:
        hosts.setdefault(urlsplit(url).netloc.lower(), []).append((post_id, url))
    return hosts


class _UnmodifiedError(Exception):
    """The server says that a page is as it was."""

    def __init__(self, answer: NotModified) -> None:
        super().__init__(answer.url)
        self.answer = answer


class Updater:
    """Visits posts of one host again, one after the other; ``stopped`` is asked between two; ``now`` is the time."""

    def __init__(
        self,
        *,
        fetch: ConditionalFetch,
        store: Store,
        scraping: Callable[[Page], Post],
        listener: Listener,
        stopped: Callable[[], bool],
        most_pages: int = MOST_PAGES,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._clock = now
        self._fetch = fetch
        self._store = store
        self._scraping = scraping
        self._listener = listener
        self._stopped = stopped
        self._most_pages = most_pages

    def visit_all(self, posts: Iterable[tuple[int, str]]) -> None:
        """Visit these posts, given as ``due`` does; what fails is told, and the next follows.

        Raises ``StoreError``, and ``FetchError`` where the server is to be left alone (``patience.py``).
        """
        patience = Patience()
        left = dict(posts)
        for post_id, url in list(left.items()):
            if self._stopped():
                return
            del left[post_id]
            try:
                self._visit(post_id, url)
                patience.answered()
            except _UnmodifiedError as unmodified:
                self._store.visits.unmodified(post_id, unmodified.answer.fetched_at)
                self._listener.unmodified(url)
            except (FetchError, ScrapeError) as error:
                self._store.visits.failed([post_id], instant(self._clock()))
                try:
                    patience.failed(error)
                except FetchError:
                    self._store.visits.failed(left, instant(self._clock()))
                    raise
                if isinstance(error, FetchError) and error.disallowed:
                    self._listener.skipped(url, error)
                else:
                    self._listener.failed(error)

    def _visit(self, post_id: int, own_url: str) -> None:
        """Raises ``_UnmodifiedError`` where nothing is to be read."""
        validators = self._store.visits.validators(post_id)

        def fetch(url: str, *, want: Want = "page") -> Page:
            self._listener.asking(url)
            if url != own_url or validators is None:
                return self._fetch(url, want=want)
            answer = self._fetch.if_changed(url, validators)
            if isinstance(answer, NotModified):
                raise _UnmodifiedError(answer)
            return answer

        post, saved = archive.archive(
            own_url, fetch=fetch, store=self._store, scrape=self._scraping, most_pages=self._most_pages
        )
        self._listener.archived(own_url, post, saved)
