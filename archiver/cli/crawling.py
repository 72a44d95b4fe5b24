"""What ``crawl`` and ``update`` say while they go on."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from archiver.cli.options import open_store
from archiver.cli.output import one_line
from archiver.cli.progress import new_progress
from archiver.cli.report import LONG_WAIT, Report
from archiver.errors import ArchiverError, FetchError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.progress import TaskID

    from archiver.cli.options import Talk
    from archiver.records import Post
    from archiver.store import Crawl, Saved, Store, Tally


_BAR = 20


@contextmanager
def own_archive(database: Path | None, report: CrawlReport, stop: threading.Event) -> Iterator[Store]:
    """The archive for a thread of its own, by its own connection. An error ends what the thread does, and is told."""
    try:
        with open_store(database) as store:
            yield store
    except ArchiverError as error:
        report.failed(error)
        if isinstance(error, StoreError):
            stop.set()  # an archive that cannot be written fails every other thread as well


class CrawlReport(Report):
    """What a crawl says while it goes on. Its methods are called from the threads of all blogs."""

    def __init__(self, talk: Talk, *, summary: bool = True) -> None:
        super().__init__(talk, summary=summary)
        self._slow: set[str] = set()
        self._lock = threading.RLock()
        self._task: TaskID | None = None
        self._expected = self._posts = self._comments = 0
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        if not self._talk.quiet and sys.stderr.isatty():
            from rich.progress import BarColumn, TextColumn

            progress = new_progress(BarColumn(bar_width=_BAR), TextColumn("{task.description}", markup=False))
            self._progress = self._closing.enter_context(progress)
            self._task = progress.add_task("", total=None)
        return self

    def asking(self, url: str) -> None:
        """A request begins: that is what is being waited for."""
        with self._lock:
            if self._progress is None or self._task is None:
                return
            said = "searching"
            if self._expected:
                minutes = max(time.monotonic() - self._began, 1) / 60
                said = f"{self._posts:,} of {self._expected:,} posts, {self._posts / minutes:.0f} a minute"
                said += f", {self._comments:,} comments"
            room = max(self._progress.console.width - _BAR - len(f" {said}, waiting for "), 10)
            self._progress.update(
                self._task,
                completed=self._posts,
                total=self._expected or None,
                description=f"{said}, waiting for {one_line(url)[-room:]}",
            )

    def trouble(self, message: str, *, expected: bool) -> None:
        """Something of a search could not be had; what is often so is told only to who wants to hear all."""
        with self._lock:
            if self._talk.verbose or not (expected or self._talk.quiet):
                self.say(message)

    def found(self, crawl: Crawl, tally: Tally, waiting: int) -> None:
        """A search is over."""
        from archiver.crawl.told import told

        with self._lock:
            self.expect(waiting)
            if not self._talk.quiet:
                self.say(f"{crawl.url}: {told(tally)}")

    def expect(self, posts: int) -> None:
        """So many posts more are to be fetched."""
        with self._lock:
            if not self._expected:
                self._began = time.monotonic()
            self._expected += posts

    def archived(self, url: str, post: Post, saved: Saved) -> None:
        """A post is in the archive."""
        with self._lock:
            self._posts += 1
            self._comments += len(post.comments)
            self.done(saved.outcome, post)
            if saved.outcome != "rescued" or self._talk.verbose:  # of a blog that is gone it would be every post
                self.kept(url, saved)

    def unmodified(self, url: str) -> None:
        """A post was visited again and was as before, by the word of the server."""
        with self._lock:
            self._posts += 1
            self._counts["unchanged"] += 1
            if self._talk.verbose:
                self.say(f"unchanged {url}")

    def failed(self, error: ArchiverError) -> None:
        """Something went wrong, and the crawl goes on."""
        with self._lock:
            super().failed(error)

    def skipped(self, url: str, error: ArchiverError) -> None:
        """A URL was no post after all, or must not be fetched."""
        with self._lock:
            self._counts["skipped"] += 1
            if self._talk.verbose:
                self.say(f"skipped: {error}")
            elif isinstance(error, FetchError):
                self.disallowed(url, error)

    def waits(self, host: str, seconds: float) -> None:
        """A long pause, as robots.txt or the server asks for: told once a host."""
        with self._lock:
            if seconds >= LONG_WAIT and host not in self._slow:
                self._slow.add(host)
                super().waits(host, seconds)

    def stopping(self) -> None:
        """Ctrl-C was pressed."""
        with self._lock:
            self.say("ending after the current page; Ctrl-C again ends at once")

    def left(self, url: str, store: Store) -> None:
        """A blog is crawled, as far as it goes now."""
        found = store.crawls.get(url)
        if found is not None and not self._talk.quiet and (waiting := store.queue.waiting(found)):
            with self._lock:
                self.say(f"{url}: {waiting:,} more {'wait' if waiting > 1 else 'waits'}; `archiver queue` shows what")
