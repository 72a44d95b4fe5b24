"""The way of a URL, whole: fetch it, read the post, follow what completes it, store it. The file to read first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver import scrapers
from archiver.completion import MOST_PAGES, read, remembering
from archiver.errors import FetchError, ScrapeError
from archiver.records import Page
from archiver.rescue import is_parked, parked, rescue

if TYPE_CHECKING:
    from collections.abc import Callable

    from archiver.completion import Fetch
    from archiver.records import Post
    from archiver.rescue import Captures
    from archiver.store import Saved, Store


def archive(
    url: str,
    *,
    fetch: Fetch,
    store: Store,
    scrape: Callable[[Page], Post] = scrapers.scrape,
    most_pages: int = MOST_PAGES,
    force: bool = False,
    captures: Captures | None = None,
) -> tuple[Post, Saved]:
    """Fetch a page, read its post with all its comments, and save both: the post and how the archive took it.

    ``scrape`` reads each page: a crawl does that in another process. At most ``most_pages`` are fetched for the comments
    besides the post's own. ``force`` takes a page that is worse than what the archive has. ``captures`` are asked for a
    page that is gone and not in the archive. Raises `FetchError`, `ScrapeError` or `StoreError`. Every page that was
    fetched is kept: those with more of the comments too, error pages, and one from which nothing can be read.
    """
    more: list[Page] = []
    page: Page | None = None
    try:
        page = fetch(url)
        post = read(page, fetch=remembering(fetch, more), scrape=scrape, most_pages=most_pages)
        if captures is not None and is_parked(post):
            raise parked(url)
    except (FetchError, ScrapeError) as error:
        page = page or getattr(error, "page", None)
        known = store.post_id(url) if page is None else store.keep(page, str(error).removeprefix(f"{url}: "))
        if known is not None:
            error.add_note("the archived post stays as it is")
        elif captures is not None and getattr(error, "gone", False):
            rescued = rescue(error, url, captures, store=store, scrape=scrape, most_pages=most_pages)
            if rescued is not None:
                return rescued
        raise
    return post, store.save(page, post, more=more, force=force)


def scrape(source: Page | bytes | str, url: str | None = None) -> Post:
    """The post in a page: a fetched `Page`, or its HTML as bytes or text with the URL that it came from.

    Raises `ScrapeError` where there is no post in it, or ``url`` is none.
    """
    if isinstance(source, Page):
        return scrapers.scrape(source)
    try:
        urlsplit(url or "")
    except ValueError as error:
        raise ScrapeError(f"{url}: is not a valid URL: {error}") from error
    headers = {"content-type": "text/html; charset=utf-8"} if isinstance(source, str) else {}
    body = source.encode("utf-8", "replace") if isinstance(source, str) else source
    return scrapers.scrape(Page(url or "", url or "", 200, headers, body, ""))
