"""One blog, whole: search it, then fetch, read and save post after post. Everything that is done is in the queue.

While a page is read in another process, the next one is fetched; while that is read, the one before is saved. A page is
kept as soon as it is there, so that whatever ends a crawl, no more than the request under way is made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from archiver import archive, rescue
from archiver.completion import MOST_PAGES
from archiver.crawl import discover
from archiver.crawl.patience import Patience, pause_after
from archiver.crawl.soft404 import fingerprint
from archiver.errors import FetchError, ScrapeError
from archiver.records import instant
from archiver.store import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from archiver.crawl.discover import Fetch, Want
    from archiver.crawl.scraping import Reading, Scraping
    from archiver.errors import ArchiverError
    from archiver.records import Page, Post
    from archiver.store import Crawl, Saved, Store, Tally
    from archiver.store.queue import QueuedPost


class Listener(discover.Listener, Protocol):
    """Who hears how a crawl goes; called from the threads of all blogs."""

    def found(self, crawl: Crawl, tally: Tally, waiting: int) -> None:
        """The search is over: so much was found, and so many posts are fetched now."""

    def archived(self, url: str, post: Post, saved: Saved) -> None:
        """A post is in the archive."""

    def unmodified(self, url: str) -> None:
        """A post was visited again and was as before, by the word of the server."""

    def failed(self, error: ArchiverError) -> None:
        """Something went wrong, and the crawl goes on."""

    def skipped(self, url: str, error: ArchiverError) -> None:
        """A URL turned out to be no post, or one that must not be fetched."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a blog to fetch: posts of dates from ``since`` to ``until``, at most ``limit``. ``resume``: nothing is
    searched but what an earlier search left."""

    since: str | None = None
    until: str | None = None
    limit: int | None = None
    resume: bool = False


class NoSuchPostError(ScrapeError):
    """The page is what this blog shows for every URL that it does not have."""


class Worker:
    """Crawls one blog. ``stopped`` is asked between two requests; at most ``most_pages`` are fetched for the comments of
    a post besides its own; ``captures`` are asked for posts that are gone; ``now`` is the time."""

    def __init__(
        self,
        *,
        fetch: Fetch,
        store: Store,
        scraping: Scraping,
        listener: Listener,
        stopped: Callable[[], bool],
        most_pages: int = MOST_PAGES,
        captures: rescue.Captures | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._fetch = fetch
        self._store = store
        self._scraping = scraping
        self._listener = listener
        self._stopped = stopped
        self._most_pages = most_pages
        self._captures = captures
        self._clock = now
        self._patience = Patience()

    def crawl(self, url: str, wanted: Wanted) -> None:
        """Search a blog for posts and archive those that are new.

        Raises ``FetchError`` where the blog cannot be reached at all or asks to be left alone, and ``StoreError``.
        """
        crawl = self.search(url, wanted)
        if self._captures is not None:
            self._store.queue.try_gone_again(crawl)
        window = Window(self._now(), wanted.since, wanted.until)
        waiting = self._store.queue.waiting(crawl, window)
        expected = waiting if wanted.limit is None else min(waiting, wanted.limit)
        self._listener.found(crawl, self._store.queue.tally(crawl), expected)
        if not crawl.searching:
            self._archive_all(crawl, window, wanted.limit)

    def search(self, url: str, wanted: Wanted) -> Crawl:
        """Search, or go on with a search that was broken off."""
        crawl = self._store.crawls.get(url)
        if crawl is None or not (crawl.searching or wanted.resume) or self._lacks_captures(crawl):
            crawl = discover.begin(url, self._store, self._now())
        if crawl.searching:
            search = discover.Discovery(
                crawl,
                fetch=self._fetch,
                store=self._store,
                now=self._now,
                listener=self._listener,
                captured=self._captures,
            )
            search.run(self._stopped)
            crawl = self._store.crawls.get(url)
            assert crawl is not None
        return crawl

    def _lacks_captures(self, crawl: Crawl) -> bool:
        """Whether an earlier search came to captures, which are not asked now."""
        step = self._store.crawls.next_step(crawl) if crawl.searching and self._captures is None else None
        return step is not None and step.task == "captures"

    # -- post after post

    def _archive_all(self, crawl: Crawl, window: Window, limit: int | None) -> None:
        pending: _Pending | None = None
        left = limit
        while True:
            try:
                following, left = self._fetch_next(crawl, window, pending, left)
            except FetchError:  # the server is to be left alone, but what it gave is read
                if pending is not None:
                    self._finish(crawl, pending)
                raise
            if pending is not None:
                self._finish(crawl, pending)
            if following is None:
                return
            pending = following

    def _fetch_next(
        self, crawl: Crawl, window: Window, pending: _Pending | None, left: int | None
    ) -> tuple[_Pending | None, int | None]:
        """The next page that can be had, being read already; and how many more may be fetched."""
        while left != 0 and not self._stopped():
            queued = self._store.queue.next_post(crawl, window, pending.queued.id if pending else None)
            if queued is None:
                break
            left = None if left is None else left - 1
            page = queued.page
            if page is None:
                self._listener.asking(queued.url)
                try:
                    page = self._fetch(queued.url)
                except FetchError as error:
                    if not self._rescued(queued, error):
                        self._lose_patience(error)
                        self._failed(queued, error)
                    continue
                self._patience.answered()
                self._store.queue.keep(queued, page)
            return _Pending(queued, page, self._scraping.begin(page)), left
        return None, left

    def _finish(self, crawl: Crawl, pending: _Pending) -> None:
        """Complete the post of a page that is being read, and save it.

        What completes it is saved as it comes: a crawl that goes on after a kill does not fetch it again.
        """
        queued = pending.queued

        def fetch(url: str, *, want: Want = "page") -> Page:
            if url == queued.url:
                return pending.page
            if queued.page is not None and (page := self._store.queue.fetched(url, queued.page.fetched_at)):
                return page
            self._listener.asking(url)
            page = self._fetch(url, want=want)
            self._store.save_page(page)
            return page

        def scrape(page: Page) -> Post:
            if page is not pending.page:
                return self._scraping(page)
            if crawl.made_up and fingerprint(page) == crawl.made_up:
                raise NoSuchPostError(f"{page.url}: is what this blog shows for every URL that it does not have")
            return pending.reading.post()

        try:
            post, saved = archive.archive(
                queued.url,
                fetch=fetch,
                store=self._store,
                scrape=scrape,
                most_pages=self._most_pages,
                captures=self._captures,
            )
        except NoSuchPostError as error:
            self._store.queue.skipped(queued, str(error), self._now())
            self._listener.skipped(queued.url, error)
        except (FetchError, ScrapeError) as error:
            self._failed(queued, error)
        else:
            self._store.queue.done(queued, saved.post_id, self._now())
            self._listener.archived(queued.url, post, saved)

    def _lose_patience(self, error: FetchError) -> None:
        """Raise the error if it is the server's trouble; not where the blog is gone and captures are what is asked."""
        if self._captures is None or error.later or not error.gone:
            self._patience.failed(error)

    def _rescued(self, queued: QueuedPost, error: FetchError) -> bool:
        """Whether a post that is gone was taken from a capture, now or before; one that the archive has stays as it is."""
        if self._captures is None or not error.gone:
            return False
        if (known := self._store.post_id(queued.url)) is not None:
            self._store.queue.done(queued, known, self._now())
            return True
        store, scrape, most_pages = self._store, self._scraping, self._most_pages
        found = rescue.rescue(error, queued.url, self._captures, store=store, scrape=scrape, most_pages=most_pages)
        if found is None:
            return False
        self._store.queue.done(queued, found[1].post_id, self._now())
        self._listener.archived(queued.url, *found)
        return True

    def _failed(self, queued: QueuedPost, error: ArchiverError) -> None:
        if isinstance(error, FetchError) and error.disallowed:
            self._store.queue.skipped(queued, str(error), self._now())
            self._listener.skipped(queued.url, error)
            return
        moment = self._clock()
        pause = pause_after(error, queued.attempts + 1)
        again = None if pause is None else instant(moment + pause)
        gone = isinstance(error, FetchError) and error.gone and self._captures is None
        self._store.queue.failed(queued, str(error), instant(moment), again, gone=gone)
        self._listener.failed(error)

    def _now(self) -> str:
        return instant(self._clock())


@dataclass(frozen=True, slots=True)
class _Pending:
    queued: QueuedPost
    page: Page
    reading: Reading
