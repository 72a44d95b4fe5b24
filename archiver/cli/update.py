"""``archiver update``: posts visited again, as their discussion may have grown."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from archiver.cli.crawling import CrawlReport, own_archive
from archiver.cli.options import (
    Completing,
    Database,
    Network,
    Selection,
    Talk,
    database_path,
    open_existing,
)

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.crawl.scraping import Scraping
    from archiver.fetch import Fetcher


def update(
    selection: Selection,
    network: Network,
    completing: Completing,
    talk: Talk,
    every: Annotated[bool, typer.Option("--all", help="Visit the selected posts also where none is due.")] = False,
    database: Database = None,
) -> None:
    """Visit posts again whose discussion may have grown.

    A post is due again after a tenth of the time for which nothing has happened on it, but not within six hours, and
    at the latest after three months: young posts often, old ones rarely, one with new comments sooner. Those that are
    overdue the longest come first. The server is asked whether the page is still the same, where it can know; then
    nothing is read.

    Ctrl-C ends after the current page, a second one at once. Hosts in private networks are only visited with
    --allow-private, or where --site names them.

    \b
    Examples:
      archiver update
      archiver update --site blog.example.org --since 2024
      archiver update --limit 500 -q
      archiver update --all --post https://example.org/2010/05/hello/

    \b
    Exit codes, added up over all posts:
      0 all well, 2 usage, 4 some not fetched, 8 some not read, 16 archive error, 130 interrupted
    """
    from archiver.crawl.scraping import Scraping
    from archiver.crawl.together import run_together
    from archiver.crawl.update import due

    filters = selection.filters()
    report = CrawlReport(talk)
    stop = threading.Event()
    with (
        open_existing(database_path(database)) as store,
        network.fetcher(store, report.waits) as fetch,
        report,
        Scraping() as scraping,
    ):
        hosts = due(store.visits.all(filters), datetime.now(UTC), selection.limit, every=every)
        report.expect(sum(map(len, hosts.values())))
        if selection.site is not None:
            _trust(selection.site, hosts, fetch)
        tasks = [
            partial(_update, posts, completing, fetch, report, scraping, stop, database) for posts in hosts.values()
        ]
        run_together(tasks, stop, report.stopping)
    report.exit_on_failure()


def _trust(site: str, hosts: dict[str, list[tuple[int, str]]], fetch: Fetcher) -> None:
    """Who names a host may have it visited wherever it is."""
    from archiver.crawl.address import key

    named = key(site if "://" in site else f"http://{site}").partition("/")[0]
    for host, posts in hosts.items():
        if key(f"http://{host}/").partition("/")[0] == named:
            fetch.trust(posts[0][1])


def _update(
    posts: list[tuple[int, str]],
    completing: Completing,
    fetch: Fetcher,
    report: CrawlReport,
    scraping: Scraping,
    stop: threading.Event,
    database: Path | None,
) -> None:
    """The posts of one host, in a thread of its own."""
    from archiver.crawl.update import Updater

    with own_archive(database, report, stop) as store:
        Updater(
            fetch=fetch,
            store=store,
            scraping=scraping,
            listener=report,
            stopped=stop.is_set,
            most_pages=completing.most_pages,
        ).visit_all(posts)
