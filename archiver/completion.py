"""A post's whole thread: the leads of its page followed, and what they lead to put together with the page's comments.

Further comment pages come first, as they are the blog's own. Lists (REST, services, feeds) follow in the order of the
leads, each only while the thread leaves something open that such a list could tell.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

from archiver import scrapers
from archiver.errors import FetchError, ScrapeError
from archiver.page.urls import page_key
from archiver.threads import COMMENT_PAGE, OWN_LISTS, leaves_open, merge_list, merge_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from archiver.records import Lead, Page, Post

MOST_PAGES = 200
"""Pages followed for one post; WordPress puts 50 comments on a page, so this is 10,000 comments."""

Want = Literal["page", "data"]
_PAGES = frozenset(("post-page", "comments-page"))


class Fetch(Protocol):
    """How a page is got: HTML, or data (JSON, a feed) where that is wanted. Raises `FetchError`."""

    def __call__(self, url: str, *, want: Want = "page") -> Page: ...


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


def complete(
    post: Post,
    *,
    fetch: Fetch,
    host: str | None = None,
    scrape: Callable[[Page], Post] = scrapers.scrape,
    most_pages: int = MOST_PAGES,
) -> Post:
    """The post with the comments that its leads lead to, for which at most `most_pages` pages are fetched.

    Only pages of `host` are fetched (where the post's page came from; by default the host of its URL), and those of a
    service only where this is the post's own host: a copy of a page does not send anybody to the original. A lead that
    is not followed, or that leads to something else than this post, stays in `Post.leads`, so that it is known what is
    missing.
    """
    way = _Way(fetch, scrape, urlsplit(post.url).netloc if host is None else host, most_pages)
    return _with_lists(_with_comment_pages(_with_post_pages(post, way), way), way)


class _Way:
    """How far a post's leads are followed, and where to."""

    def __init__(self, fetch: Fetch, scrape: Callable[[Page], Post], host: str, most_pages: int) -> None:
        self._fetch = fetch
        self._scrape = scrape
        self._left = most_pages
        self.host = host

    def may_follow(self, lead: Lead, post: Post) -> bool:
        """Whether the lead leads to where the post's page came from, or to a service that the post's own page names."""
        if lead.kind in _PAGES or lead.kind in OWN_LISTS:
            return _bare(urlsplit(lead.url).netloc) == _bare(self.host)
        return _bare(urlsplit(post.url).netloc) == _bare(self.host)

    def follow(self, lead: Lead, post: Post) -> Post | None:
        """What a lead leads to; `None` where it cannot be had or is not of this post."""
        if not self._left:
            return None
        self._left -= 1
        try:
            page = self._fetch(lead.url, want="page" if lead.kind in _PAGES else "data")
            more = self._scrape(page)
        except (FetchError, ScrapeError):
            return None
        return more if _belongs(page, more, post, self.host) else None


def _with_post_pages(post: Post, way: _Way) -> Post:
    """The post with the text of its further pages, which WordPress and others cut long posts into."""
    leads = [lead for lead in post.leads if lead.kind == "post-page"]
    rest = tuple(lead for lead in post.leads if lead.kind != "post-page")
    seen = {lead.url for lead in leads}
    missing = []
    while leads:
        lead = leads.pop(0)
        more = way.follow(lead, post) if way.may_follow(lead, post) else None
        if more is None or not more.content_text:
            missing.append(lead)
            continue
        post = replace(
            post,
            content_html=f"{post.content_html}\n{more.content_html}",
            content_text=f"{post.content_text}\n\n{more.content_text}",
        )
        # The last page may be the only one that is linked to beside the next.
        further = [lead for lead in more.leads if lead.kind == "post-page" and lead.url not in seen]
        leads = sorted((*leads, *further), key=_number)
        seen.update(lead.url for lead in further)
    return replace(post, leads=(*missing, *rest))


def _number(lead: Lead) -> int:
    return int(re.findall(r"\d+", lead.url)[-1])


def _with_comment_pages(post: Post, way: _Way) -> Post:
    """The post with the comments of its further comment pages, in page order."""
    pages = [lead for lead in post.leads if lead.kind == "comments-page"]
    ways = {lead.url: lead for lead in pages if way.may_follow(lead, post)}
    threads = {post.url: post.comments}
    missing = [lead for lead in pages if lead.url not in ways]
    while ways:
        url, lead = ways.popitem()
        more = way.follow(lead, post)
        if more is None:
            missing.append(lead)
            continue
        threads[url] = more.comments
        further = [lead for lead in more.leads if lead.kind == "comments-page" and lead not in missing]
        ways.update({lead.url: lead for lead in further if lead.url not in threads and way.may_follow(lead, post)})
    if len(threads) == 1:
        return post
    rest = tuple(lead for lead in post.leads if lead.kind != "comments-page")
    return replace(post, comments=merge_pages(threads), leads=(*missing, *rest))


def _with_lists(post: Post, way: _Way) -> Post:
    """The post with what lists of its comments say."""
    for start in [lead for lead in post.leads if lead.kind not in _PAGES]:
        if not (leaves_open(post, start) and way.may_follow(start, post)):
            continue
        lead: Lead | None = start
        seen = set()
        listed: list[Post] = []
        while lead is not None and lead.url not in seen and (more := way.follow(lead, post)) is not None:
            seen.add(lead.url)
            listed.append(more)
            lead = next((further for further in more.leads if further.kind == start.kind), None)
        if listed:
            post = _listed(post, start, listed, unread=lead if lead is not None and lead.url not in seen else None)
    return post


def _listed(post: Post, start: Lead, listed: list[Post], *, unread: Lead | None) -> Post:
    comments = merge_list(post.comments, [comment for more in listed for comment in more.comments])
    counts = [count for count in (post.comment_count, *(more.comment_count for more in listed)) if count is not None]
    leads = [*([unread] if unread is not None else []), *(lead for lead in post.leads if lead != start)]
    return replace(post, comments=comments, comment_count=max(counts, default=None), leads=tuple(leads))


def _belongs(page: Page, more: Post, post: Post, host: str) -> bool:
    """Whether what a lead brought is of this post: a blog may redirect a comment page that is no more to the post, which
    is as good as the page itself, or to another post, whose comments are none of this one's."""
    if page_key(page.final_url) == page_key(page.url):
        return True
    reached = page_key(COMMENT_PAGE.sub("", page.final_url))
    same_host = urlsplit(page.final_url).netloc == host
    return reached == page_key(COMMENT_PAGE.sub("", post.url)) or (
        same_host and page_key(more.url) == page_key(post.url)
    )


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def remembering(fetch: Fetch, pages: list[Page]) -> Fetch:
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
