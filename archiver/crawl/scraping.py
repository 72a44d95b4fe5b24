"""Pages are read in other processes, so that fetching and saving go on meanwhile.

They are started with the first page; in them only what reads pages is imported.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Self

from archiver import archive
from archiver.errors import ScrapeError
from archiver.processes import Pool

if TYPE_CHECKING:
    from concurrent.futures import Future
    from types import TracebackType

    from archiver.records import Page, Post


class Scraping:
    """Reads pages in ``processes`` other processes; by default one less than there are cores. A context manager."""

    def __init__(self, processes: int | None = None) -> None:
        self._processes = processes or max(1, (os.cpu_count() or 1) - 1)
        self._lock = threading.Lock()
        self._pool: Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=error is None, cancel_futures=True)

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the processes that read."""
        return self._pool.numbers if self._pool is not None else ()

    def begin(self, page: Page) -> Reading:
        """Begin to read a page."""
        return Reading(self, page)

    def __call__(self, page: Page) -> Post:
        """The post on a page. Raises ``ScrapeError``."""
        return self.begin(page).post()

    def submit(self, page: Page) -> Future[Post]:
        """The post that will be read from a page; another pool takes the place of one in which a process died."""
        with self._lock:
            try:
                return self._running().submit(archive.scrape, page)
            except BrokenProcessPool:
                self._pool = None
                return self._running().submit(archive.scrape, page)

    def _running(self) -> Pool:
        if self._pool is None:
            self._pool = Pool(self._processes)
        return self._pool


class Reading:
    """A page that is being read."""

    def __init__(self, scraping: Scraping, page: Page) -> None:
        self._scraping = scraping
        self._page = page
        self._future = scraping.submit(page)

    def post(self) -> Post:
        """The post, once it is read. Raises ``ScrapeError``, also for a page at which the process that read it died.

        When a process dies, all pages that are being read are lost with it: each is read once more, by itself.
        """
        try:
            return self._future.result()
        except BrokenProcessPool:
            try:
                return self._scraping.submit(self._page).result()
            except BrokenProcessPool as error:
                raise ScrapeError(f"{self._page.url}: the process that read it died") from error
