"""The way of a URL, whole: fetch it, read the post, follow what completes it, store it. The file to read first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archiver import scrapers
from archiver.errors import FetchError, ScrapeError
from archiver.records import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from archiver.records import Post
    from archiver.store import Saved, Store

_MOST_PAGES = 200
"""Comment pages followed for one post; WordPress puts 50 comments on a page, so this is 10,000 comments."""


def archive(url: str, *, fetch: Callable[[str], Page], store: Store) -> tuple[Post, Saved]:
    """Fetch a page, read its post with all its comments, and save both: the post and how the archive took it.

    Raises `FetchError`, `ScrapeError` or `StoreError`. A page from which nothing can be read is kept all the same.
    """
    page = fetch(url)
    try:
        post = complete(scrapers.scrape(page), fetch=fetch)
    except ScrapeError:
        store.save_page(page)
        raise
    return post, store.save(page, post)


def complete(post: Post, *, fetch: Callable[[str], Page]) -> Post:
    """The post with the comments of its further comment pages, in page order.

    A lead that cannot be followed stays in `Post.leads`, so that it is known what is missing.
    """
    ways = {lead.url: lead for lead in post.leads if lead.kind == "comments-page"}
    threads = {post.url: post.comments}
    missing = []
    while ways and len(threads) <= _MOST_PAGES:
        url, lead = ways.popitem()
        try:
            more = scrapers.scrape(fetch(url))
        except (FetchError, ScrapeError):
            missing.append(lead)
            continue
        threads[url] = more.comments
        ways.update({l.url: l for l in more.leads if l.kind == "comments-page" and l.url not in threads and l not in missing})
    if len(threads) == 1:
        return post
    rest = tuple(lead for lead in post.leads if lead.kind != "comments-page")
    return replace(post, comments=_merge(threads), leads=(*missing, *rest))


def scrape(source: Page | bytes | str, url: str | None = None) -> Post:
    """The post in a page: a fetched `Page`, or its HTML as bytes or text with the URL that it came from.

    Raises `ScrapeError` where there is no post in it.
    """
    if isinstance(source, Page):
        return scrapers.scrape(source)
    headers = {"content-type": "text/html; charset=utf-8"} if isinstance(source, str) else {}
    body = source.encode("utf-8", "replace") if isinstance(source, str) else source
    return scrapers.scrape(Page(url or "", url or "", 200, headers, body, ""))
