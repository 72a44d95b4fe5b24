"""``archiver crawl``: all posts of a blog, found by the program, into the archive."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from archiver.cli.crawling import CrawlReport, own_archive
from archiver.cli.options import (
    Completing,
    Database,
    Jsonl,
    Network,
    Reaching,
    Since,
    Talk,
    Until,
    database_path,
    open_existing,
    open_store,
)
from archiver.cli.output import print_records, print_table, without_credentials
from archiver.errors import ArchiverError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.crawl.scraping import Scraping
    from archiver.crawl.work import Wanted
    from archiver.fetch import Fetcher
    from archiver.fetch.wayback import Wayback
    from archiver.store import Store


@dataclass(frozen=True, repr=False, eq=False)
class Posts:
    """Which posts of a blog."""

    since: Since = None
    until: Until = None
    limit: Annotated[int | None, typer.Option(metavar="N", min=0, help="At most so many of a blog, the newest.")] = None
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Search for nothing new: go on with what waits, of all blogs if none is given."),
    ] = False

    def wanted(self) -> Wanted:
        """The same as a crawl takes it."""
        from archiver.crawl.work import Wanted

        return Wanted(self.since, self.until, self.limit, self.resume)


def crawl(
    posts: Posts,
    network: Network,
    completing: Completing,
    reaching: Reaching,
    talk: Talk,
    blogs: Annotated[
        list[str] | None, typer.Argument(metavar="[BLOG_URL]...", help="The first page of a blog.")
    ] = None,
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

    With --wayback, a post that is gone (a sitemap may know more than there is) is taken from the Internet Archive; and
    where the whole blog is gone, its posts are looked for there.

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
    urls = _named(blogs or [], needed=dry_run or not posts.resume)
    report = CrawlReport(talk, summary=not dry_run)
    if dry_run:
        with network.fetcher(None, report.waits) as fetch, reaching.captures(network) as captures:
            _list_new(urls, wanted, fetch, captures, report, jsonl, database)
        return
    stop = threading.Event()
    with (
        open_store(database) if urls else open_existing(database_path(database)) as store,
        network.fetcher(store, report.waits) as fetch,
        reaching.captures(network) as captures,
        report,
        Scraping() as scraping,
    ):
        crawl_one = partial(_crawl, wanted, completing.most_pages, fetch, captures, report, scraping, stop, database)
        run_together([partial(crawl_one, url) for url in _known(urls, store)], stop, report.stopping)
    report.exit_on_failure()


def _named(blogs: list[str], *, needed: bool) -> list[str]:
    """The URLs as they are asked for, each blog once. Raises ``typer.BadParameter`` for what is none."""
    from archiver.crawl.address import clean, key

    if needed and not blogs:
        raise typer.BadParameter(
            "name a blog, or go on with those that are waiting by --resume.", param_hint="BLOG_URL"
        )
    named: dict[str, str] = {}
    for blog in blogs:
        if without_credentials(blog) != blog:
            raise typer.BadParameter("give a password by --header or --cookies.", param_hint="BLOG_URL")
        if not clean(blog):
            raise typer.BadParameter(f"{blog!r} is no http or https URL.", param_hint="BLOG_URL")
        named.setdefault(key(blog), clean(blog))
    return list(named.values())


def _known(urls: list[str], store: Store) -> list[str]:
    """The blogs as the archive knows them, where it does; all that it knows if none is named."""
    from archiver.crawl.address import key

    known = {key(found.url): found.url for found in store.crawls.all()}
    return [known.get(key(url), url) for url in urls] or list(known.values())


def _crawl(
    wanted: Wanted,
    most_pages: int,
    fetch: Fetcher,
    captures: Wayback | None,
    report: CrawlReport,
    scraping: Scraping,
    stop: threading.Event,
    database: Path | None,
    url: str,
) -> None:
    """One blog, in a thread of its own."""
    from archiver.crawl.work import Worker

    fetch.trust(url)
    with own_archive(database, report, stop) as store:
        worker = Worker(
            fetch=fetch,
            store=store,
            scraping=scraping,
            listener=report,
            stopped=stop.is_set,
            most_pages=most_pages,
            captures=captures,
        )
        worker.crawl(url, wanted)
        report.left(url, store)


def _list_new(
    urls: list[str],
    wanted: Wanted,
    fetch: Fetcher,
    captures: Wayback | None,
    report: CrawlReport,
    jsonl: bool,
    database: Path | None,
) -> None:
    """Search in an archive for this purpose only, and list what the user's archive does not have."""
    import tempfile

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
            worker = Worker(
                fetch=fetch,
                store=found,
                scraping=scraping,
                listener=report,
                stopped=lambda: False,
                captures=captures,
            )
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
    listed: Counter[str] = Counter()
    for entry in found.queue.entries(states=("waiting",), since=wanted.since, until=wanted.until):
        if listed[entry.blog] != wanted.limit and archive.post_id(entry.url) is None:
            listed[entry.blog] += 1
            yield {"url": entry.url, "published": entry.published, "sources": list(entry.sources), "blog": entry.blog}
