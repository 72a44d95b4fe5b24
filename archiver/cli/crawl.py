"""``archiver crawl``: all posts of a blog, found by the program, into the archive."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self

import typer

from archiver.cli.options import Database, Jsonl, Network, Talk, database_path, open_store
from archiver.cli.output import one_line, print_records, print_table, without_credentials
from archiver.cli.report import LONG_WAIT, Report
from archiver.errors import ArchiverError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import TaskID

    from archiver.crawl.scraping import Scraping
    from archiver.crawl.work import Wanted
    from archiver.fetch import Fetcher
    from archiver.records import Post, RobotsFile
    from archiver.store import Crawl, Store, Tally


@dataclass(frozen=True, repr=False, eq=False)
class Posts:
    """Which posts of a blog."""

    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this year, month or day on.")] = None
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only up to this year, month or day.")] = None
    limit: Annotated[int | None, typer.Option(metavar="N", min=0, help="At most so many of a blog, the newest.")] = None
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Search for nothing new: go on with what waits, of all blogs if none is given."),
    ] = False

    def wanted(self) -> Wanted:
        """The same as a crawl takes it. Raises ``typer.BadParameter`` for a date that is none."""
        from archiver.crawl.work import Wanted
        from archiver.store import Filters

        try:
            Filters(since=self.since, until=self.until)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
        return Wanted(self.since, self.until, self.limit, self.resume)


def crawl(
    posts: Posts,
    network: Network,
    talk: Talk,
    blogs: Annotated[list[str] | None, typer.Argument(metavar="BLOG_URL", help="The first page of a blog.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List the posts that are new; fetch and write none.")
    ] = False,
    jsonl: Jsonl = False,
    database: Database = None,
) -> None:
    """Archive all posts of a blog, with their comments.

    The posts are found by WordPress' interface, sitemaps, feeds with their history, and pages that list posts, as far
    as the blog has them; what one lacks another has. A blog is what lies on the same host below the path of BLOG_URL.
    Then the posts are fetched, the newest first, and stored. Run again, it fetches what is new.

    What is still to be fetched stands in the archive: a crawl can be stopped at any moment, and goes on where it was.
    Ctrl-C ends it after the current page, a second one at once. A failure is a line on standard error, and the next post
    follows; what may pass is tried again by a later crawl. `archiver queue` shows it all.

    \b
    Examples:
      archiver crawl https://blog.example.org/
      archiver crawl https://example.org/blog/ --since 2020 --limit 100
      archiver crawl https://blog.example.org/ --dry-run | jq -r '.[].url'
      archiver crawl --resume

    \b
    Exit codes, added up over all posts:
      0 all well, 2 usage, 4 some not fetched, 8 some not read, 16 archive error, 130 interrupted
    """
    from archiver.crawl.scraping import Scraping
    from archiver.crawl.together import run_together

    wanted = posts.wanted()
    urls = _named(blogs or [])
    if not urls and (dry_run or not posts.resume):
        raise typer.BadParameter(
            "name a blog, or go on with those that are waiting by --resume.", param_hint="BLOG_URL"
        )
    report = CrawlReport(talk, summary=not dry_run)
    with network.fetcher(None if dry_run else _Robots(database), report.waits) as fetch:
        if dry_run:
            _list_new(urls, wanted, fetch, report, jsonl, database)
            return
        with open_store(database) as store:
            urls = urls or [found.url for found in store.crawls.all()]
        stop = threading.Event()
        with report, Scraping() as scraping:
            tasks = [partial(_crawl, url, wanted, fetch, report, scraping, stop, database) for url in urls]
            run_together(tasks, stop, report.stopping)
    report.exit_on_failure()


def _named(blogs: list[str]) -> list[str]:
    from archiver.crawl.address import clean

    for blog in blogs:
        if without_credentials(blog) != blog:
            raise typer.BadParameter("give a password by --header or --cookies.", param_hint="BLOG_URL")
        if not clean(blog):
            raise typer.BadParameter(f"{blog!r} is no http or https URL.", param_hint="BLOG_URL")
    return list(dict.fromkeys(map(clean, blogs)))


def _crawl(
    url: str,
    wanted: Wanted,
    fetch: Fetcher,
    report: CrawlReport,
    scraping: Scraping,
    stop: threading.Event,
    database: Path | None,
) -> None:
    """One blog, in a thread of its own, with its own connection to the archive."""
    from archiver.crawl.work import Worker

    fetch.trust(url)
    try:
        with open_store(database) as store:
            Worker(fetch=fetch, store=store, scraping=scraping, listener=report, stopped=stop.is_set).crawl(url, wanted)
            report.left(url, store)
    except ArchiverError as error:
        report.failed(error)
        if isinstance(error, StoreError):
            stop.set()  # an archive that cannot be written fails every other blog as well


def _list_new(
    urls: list[str], wanted: Wanted, fetch: Fetcher, report: CrawlReport, jsonl: bool, database: Path | None
) -> None:
    """Search in an archive for this purpose only, and list what the user's archive does not have."""
    from archiver.crawl.scraping import Scraping
    from archiver.crawl.work import Worker
    from archiver.store import Store

    path = database_path(database)
    with (
        tempfile.TemporaryDirectory() as folder,
        Store(Path(folder) / "search.db") as found,
        open_store(path, read_only=True) if path.exists() else found as archive,
    ):
        with report, Scraping() as scraping:
            worker = Worker(fetch=fetch, store=found, scraping=scraping, listener=report, stopped=lambda: False)
            for url in urls:
                fetch.trust(url)
                try:
                    crawl = worker.search(url, wanted)
                    report.found(crawl, found.queue.tally(crawl), 0)
                except ArchiverError as error:
                    report.failed(error)
        print_records(
            _new(found, archive, wanted),
            jsonl=jsonl,
            as_text=lambda records: print_table(("published", "url", "sources"), records),
        )
    report.exit_on_failure()


def _new(found: Store, archive: Store, wanted: Wanted) -> Iterator[dict[str, Any]]:
    for blog in found.crawls.all():
        left = wanted.limit
        for entry in found.queue.entries(site=blog.url, states=("waiting",), since=wanted.since, until=wanted.until):
            if left == 0:
                break
            if archive.post_id(entry.url) is None:
                left = None if left is None else left - 1
                yield {"url": entry.url, "published": entry.published, "sources": list(entry.sources), "blog": blog.url}


class _Robots:
    """Where robots.txt files are kept, for threads: the archive, opened for a moment."""

    def __init__(self, database: Path | None) -> None:
        self._database = database

    def robots(self, origin: str) -> RobotsFile | None:
        """As ``Store.robots``."""
        with open_store(self._database) as store:
            return store.robots(origin)

    def save_robots(self, file: RobotsFile) -> None:
        """As ``Store.save_robots``."""
        with open_store(self._database) as store:
            store.save_robots(file)


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
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            text = TextColumn("{task.description}", markup=False)
            columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TimeElapsedColumn(), text)
            progress = Progress(
                *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False
            )
            self._progress = self._closing.enter_context(progress)
            self._task = progress.add_task("", total=None)
        return self

    def asking(self, url: str) -> None:
        """A request begins: that is what is being waited for."""
        with self._lock:
            if self._progress is not None and self._task is not None:
                minutes = max(time.monotonic() - self._began, 1) / 60
                pace = f"{self._comments:,} comments, {self._posts / minutes:.0f} posts a minute, waiting for "
                self._progress.update(
                    self._task,
                    completed=self._posts,
                    total=self._expected or None,
                    description=pace + one_line(url)[-60:],
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
            self._expected += waiting
            if not self._talk.quiet:
                self.say(f"{crawl.url}: {told(tally)}")

    def archived(self, outcome: str, post: Post) -> None:
        """A post is in the archive."""
        with self._lock:
            self._posts += 1
            self._comments += len(post.comments)
            self.done(outcome, post)

    def failed(self, error: ArchiverError) -> None:
        """Something went wrong, and the crawl goes on."""
        with self._lock:
            super().failed(error)

    def skipped(self, url: str, reason: str) -> None:
        """A URL was no post after all."""
        with self._lock:
            self._counts["skipped"] += 1
            if self._talk.verbose:
                self.say(f"skipped {url} ({reason})")

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
