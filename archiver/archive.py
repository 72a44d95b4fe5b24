"""The way of a URL, whole: fetch it, read the post, follow what completes it, store it. The file to read first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from archiver import scrapers
from archiver.completion import MOST_PAGES, complete
from archiver.errors import FetchError, ScrapeError
from archiver.records import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archiver.completion import Fetch, Want
    from archiver.errors import ArchiverError
    from archiver.records import Post
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
        post = read(page, fetch=_remembering(fetch, more), scrape=scrape, most_pages=most_pages)
        if captures is not None and _is_parked(post):
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


class Captures(Protocol):
    """Where pages that are gone can be had as they were."""

    def captures(self, url: str) -> Iterator[Page]:
        """The captures of a page, the most wanted first. Raises `FetchError` where nobody knows."""
        ...

    def nearest(self, page: Page) -> Fetch:
        """How to fetch what completes a captured page: captures of about its time."""
        ...

    def listing(self, folder: str) -> str:
        """The address of the list of all captured pages whose URLs begin so."""
        ...

    def ask(self, url: str) -> Page:
        """What is at such an address. Raises `FetchError`."""
        ...


def parked(url: str) -> FetchError:
    """The error for a page in whose place a dealer in domains has put his own."""
    error = FetchError(f"{url}: is a parked domain")
    error.gone = True
    return error


def rescue(
    error: ArchiverError,
    url: str,
    captures: Captures,
    *,
    store: Store,
    scrape: Callable[[Page], Post],
    most_pages: int,
) -> tuple[Post, Saved] | None:
    """The post of the first capture of a page that has one, saved as of its time; `None` if none has, or nobody knows,
    which `error` is told.

    It is not saved where the archive has the post under another address: a capture is older than what is there.
    """
    from archiver.store import Saved  # is loaded already, with the store

    try:
        for page in captures.captures(url):
            more: list[Page] = []
            fetch = _remembering(captures.nearest(page), more)
            try:
                post = read(page, fetch=fetch, scrape=scrape, most_pages=most_pages)
            except ScrapeError:
                continue
            if _is_parked(post):
                continue
            if (known := store.post_id(post.url)) is not None:
                store.save_page(page)
                return post, Saved(
                    known, "kept", 0, f"its capture of {page.fetched_at} is of a post that the archive has"
                )
            saved = store.save(page, post, more=more)
            return post, replace(saved, outcome="rescued", reason=f"as it was captured at {page.fetched_at}")
        error.add_note("no capture has it")
    except FetchError as trouble:
        error.add_note(str(trouble))
        if isinstance(error, FetchError):
            error.later = True
    return None


def stands_on_parked_domain(page: Page) -> bool:
    """Whether a page is what a dealer in domains shows. Pure."""
    try:
        return _is_parked(scrapers.scrape(page))
    except ScrapeError:
        return False


def _is_parked(post: Post) -> bool:
    from archiver.store.worse import PARKED, wall_of  # is loaded already, with the store

    # The date may be that of the address.
    return not (post.authors or post.comments) and wall_of(post) == PARKED


def _remembering(fetch: Fetch, pages: list[Page]) -> Fetch:
    """`fetch`, which puts every page into `pages`, error pages too."""

    def remembered(url: str, *, want: Want = "page") -> Page:
        try:
            pages.append(fetch(url, want=want))
        except FetchError as error:
            if error.page is not None:
                pages.append(error.page)
            raise
        return pages[-1]

    return remembered


def read(
    page: Page,
    *,
    fetch: Fetch,
    scrape: Callable[[Page], Post] = scrapers.scrape,
    most_pages: int = MOST_PAGES,
) -> Post:
    """The post on a page, with all its comments. Raises `ScrapeError`."""
    post = scrape(page)
    if not (post.title or post.content_text or post.comments):
        raise ScrapeError(f"{page.url}: is a list of comments, and empty")
    return complete(post, fetch=fetch, host=urlsplit(page.final_url).netloc, scrape=scrape, most_pages=most_pages)


def scrape(source: Page | bytes | str, url: str | None = None) -> Post:
    """The post in a page: a fetched `Page`, or its HTML as bytes or text with the URL that it came from.

    Raises `ScrapeError` where there is no post in it.
    """
    if isinstance(source, Page):
        return scrapers.scrape(source)
    headers = {"content-type": "text/html; charset=utf-8"} if isinstance(source, str) else {}
    body = source.encode("utf-8", "replace") if isinstance(source, str) else source
    return scrapers.scrape(Page(url or "", url or "", 200, headers, body, ""))
