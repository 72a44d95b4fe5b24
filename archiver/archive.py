"""The way of a URL, whole: fetch it, read the post, follow what completes it, store it. The file to read first."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver import scrapers
from archiver.errors import FetchError, ScrapeError
from archiver.page.urls import page_key
from archiver.records import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from archiver.records import Comment, Post
    from archiver.store import Saved, Store

_MOST_PAGES = 200
"""Comment pages followed for one post; WordPress puts 50 comments on a page, so this is 10,000 comments."""

_PAGE_NUMBER = re.compile(r"(?:/comment-page-|[?&](?:cpage|commentPage|comments?_page)=)(\d+)")


def archive(
    url: str,
    *,
    fetch: Callable[[str], Page],
    store: Store,
    scrape: Callable[[Page], Post] = scrapers.scrape,
    force: bool = False,
) -> tuple[Post, Saved]:
    """Fetch a page, read its post with all its comments, and save both: the post and how the archive took it.

    ``scrape`` reads each page: a crawl does that in another process. ``force`` takes a page that is worse than what the
    archive has. Raises `FetchError`, `ScrapeError` or `StoreError`. Every page that was fetched is kept: the further
    pages of the comments too, error pages, and one from which nothing can be read.
    """
    more: list[Page] = []

    def remembered(url: str) -> Page:
        more.append(fetch(url))
        return more[-1]

    page: Page | None = None
    try:
        page = fetch(url)
        post = read(page, fetch=remembered, scrape=scrape)
    except (FetchError, ScrapeError) as error:
        page = page or getattr(error, "page", None)
        if page is not None and store.keep(page, str(error).removeprefix(f"{url}: ")) is not None:
            error.add_note("the archived post stays as it is")
        raise
    return post, store.save(page, post, more=more, force=force)


def read(page: Page, *, fetch: Callable[[str], Page], scrape: Callable[[Page], Post] = scrapers.scrape) -> Post:
    """The post on a page, with all its comments. Raises `ScrapeError`."""
    return complete(scrape(page), fetch=fetch, host=urlsplit(page.final_url).netloc, scrape=scrape)


def complete(
    post: Post,
    *,
    fetch: Callable[[str], Page],
    host: str | None = None,
    scrape: Callable[[Page], Post] = scrapers.scrape,
) -> Post:
    """The post with the comments of its further comment pages, in page order.

    Only pages of `host` are fetched (where the post's page came from; by default the host of its URL): a copy of a page
    does not send anybody to the original. A lead that is not followed, or that leads to something else than this post,
    stays in `Post.leads`, so that it is known what is missing.
    """
    host = urlsplit(post.url).netloc if host is None else host
    pages = [lead for lead in post.leads if lead.kind == "comments-page"]
    ways = {lead.url: lead for lead in pages if urlsplit(lead.url).netloc == host}
    threads = {post.url: post.comments}
    missing = [lead for lead in pages if lead.url not in ways]
    while ways and len(threads) <= _MOST_PAGES:
        url, lead = ways.popitem()
        try:
            page = fetch(url)
            more = scrape(page)
        except (FetchError, ScrapeError):
            missing.append(lead)
            continue
        if not _belongs(page, more, post, host):
            missing.append(lead)
            continue
        threads[url] = more.comments
        further = {lead.url: lead for lead in more.leads if lead.kind == "comments-page" and lead not in missing}
        further = {url: lead for url, lead in further.items() if urlsplit(url).netloc == host}
        ways.update({url: lead for url, lead in further.items() if url not in threads})
    if len(threads) == 1:
        return post
    rest = tuple(lead for lead in post.leads if lead.kind != "comments-page")
    return replace(post, comments=_merge(threads), leads=(*missing, *ways.values(), *rest))


def _belongs(page: Page, more: Post, post: Post, host: str) -> bool:
    """Whether what a lead brought is of this post: a blog may redirect a comment page that is no more to the post, which
    is as good as the page itself, or to another post, whose comments are none of this one's."""
    if page_key(page.final_url) == page_key(page.url):
        return True
    reached = page_key(_PAGE_NUMBER.sub("", page.final_url))
    same_host = urlsplit(page.final_url).netloc == host
    return reached == page_key(_PAGE_NUMBER.sub("", post.url)) or (
        same_host and page_key(more.url) == page_key(post.url)
    )


def _merge(threads: dict[str, tuple[Comment, ...]]) -> tuple[Comment, ...]:
    """The comments of a post's comment pages (by URL, the post's own first) in page order, each id once.

    Where every page shows dates, these say which page comes first, and whether the newest comments are on top.
    Otherwise the numbers in the URLs do, as lower numbers hold older comments; the post's own URL has none and shows
    the last page where another URL is that of page 1, else the first (WordPress: "last" or "first" page by default).
    """
    pages = {url: comments for url, comments in threads.items() if comments}
    numbers = {url: int(match[1]) for url in pages if (match := _PAGE_NUMBER.search(url))}
    own = max(numbers.values()) + 1 if 1 in numbers.values() else 1
    dates = {url: [c.published for c in comments if c.published and not c.parent_id] for url, comments in pages.items()}
    if not all(dates.values()):
        dates = {url: [""] for url in pages}
    steps = [(one < two) - (one > two) for shown in dates.values() for one, two in pairwise(shown)]
    order = sorted(pages, key=lambda url: (min(dates[url]), numbers.get(url, own)), reverse=sum(steps) < 0)
    merged: dict[str, Comment] = {}
    for url in order:
        for comment in pages[url]:
            merged.setdefault(comment.id, comment)
    return tuple(merged.values())


def scrape(source: Page | bytes | str, url: str | None = None) -> Post:
    """The post in a page: a fetched `Page`, or its HTML as bytes or text with the URL that it came from.

    Raises `ScrapeError` where there is no post in it.
    """
    if isinstance(source, Page):
        return scrapers.scrape(source)
    headers = {"content-type": "text/html; charset=utf-8"} if isinstance(source, str) else {}
    body = source.encode("utf-8", "replace") if isinstance(source, str) else source
    return scrapers.scrape(Page(url or "", url or "", 200, headers, body, ""))
