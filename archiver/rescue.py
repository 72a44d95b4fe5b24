"""Posts that are gone from the web, taken from captures of their pages; and how a domain that was sold is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from archiver import scrapers
from archiver.completion import read, remembering
from archiver.errors import FetchError, ScrapeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archiver.completion import Fetch
    from archiver.errors import ArchiverError
    from archiver.records import Page, Post
    from archiver.store import Saved, Store


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
            fetch = remembering(captures.nearest(page), more)
            try:
                post = read(page, fetch=fetch, scrape=scrape, most_pages=most_pages)
            except ScrapeError:
                continue
            if is_parked(post):
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


def parked(url: str) -> FetchError:
    """The error for a page in whose place a dealer in domains has put his own."""
    error = FetchError(f"{url}: is a parked domain")
    error.gone = True
    return error


def stands_on_parked_domain(page: Page) -> bool:
    """Whether a page is what a dealer in domains shows. Pure."""
    try:
        return is_parked(scrapers.scrape(page))
    except ScrapeError:
        return False


def is_parked(post: Post) -> bool:
    """Whether what was read from a page is what a dealer in domains says. Pure."""
    from archiver.store.worse import PARKED, wall_of  # is loaded already, with the store

    # The date may be that of the address.
    return not (post.authors or post.comments) and wall_of(post) == PARKED
