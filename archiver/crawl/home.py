"""A blog's first page: which ways of finding its posts it has, and the posts that it lists itself."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.crawl import feeds, rest, sitemaps
from archiver.crawl.found import Reading, Step
from archiver.crawl.listing import reading_of
from archiver.page.build import uncollected
from archiver.page.document import Document
from archiver.page.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.records import Page

MOST_FEEDS = 2
"""Feeds taken from the first page: the blog's in RSS and Atom; more are of tags or of other blogs."""

_WORDPRESS = re.compile(rb"/wp-(?:content|includes)/|<meta[^>]{0,100}content=[\"']WordPress ", re.IGNORECASE)
_API = re.compile(rb"<link\b[^>]{0,300}?\brel=[\"']https://api\.w\.org/[\"'][^>]{0,500}>", re.IGNORECASE)
_HREF = re.compile(rb"\bhref=[\"']([^\"']{1,1000})[\"']", re.IGNORECASE)


def read_home(page: Page, step: Step) -> Reading:
    """The links of the first page, and the steps to all that a blog may have. Pure, and never raises."""
    with uncollected():
        document = Document(page)
        try:
            ways = (*_always(page), *_rest(page), *_feeds(document))
            return reading_of(document, step).joined(Reading(further=ways))
        finally:
            document.close()


def alternative(step: Step, home: str) -> Step | None:
    """What to try where a guess came to nothing: the next place where such a thing usually is."""
    if not step.guess:
        return None
    places = {"rest": rest.guesses(home), "sitemap": sitemaps.guesses(home), "feed": feeds.guesses(home)}.get(
        step.task, ()
    )
    following = places[places.index(step.url) + 1 :] if step.url in places else ()
    return Step(step.task, following[0], guess=True) if following else None


def made_up_url(home: str) -> str:
    """The URL of a post that there is not. A server that shows a page for it shows the same for any that is gone."""
    name = hashlib.sha256(home.encode()).hexdigest()[:12]
    return f"{_folder(home)}no-such-post-{name}/"


def _always(page: Page) -> Iterator[Step]:
    home = page.final_url
    parts = urlsplit(home)
    yield Step("probe", made_up_url(home), guess=True)
    yield Step("robots", f"{parts.scheme}://{parts.netloc}/", guess=True)


def _rest(page: Page) -> Iterator[Step]:
    api = rest.api_of(page)
    if api is None and (link := _API.search(page.body)) and (href := _HREF.search(link[0])):
        api = absolute(unescape(href[1].decode("utf-8", "replace")), page.final_url)
    if api:
        # Where it is in its usual place but closed, the other way in may be open.
        url = rest.posts_url(api)
        yield Step("rest", url, guess=url in rest.guesses(page.final_url))
    elif _WORDPRESS.search(page.body):
        yield Step("rest", rest.guesses(page.final_url)[0], guess=True)


def _feeds(document: Document) -> Iterator[Step]:
    linked = [feed for feed in document.metadata.feeds if "json" not in feed.type]
    own = [feeds.whole(feed.url) for feed in linked if not feeds.is_of_comments(feed.url, feed.title)]
    yield from (Step("feed", url) for url in list(dict.fromkeys(own))[:MOST_FEEDS])
    if not own:
        yield Step("feed", feeds.guesses(document.page.final_url)[0], guess=True)


def _folder(home: str) -> str:
    return home.partition("?")[0].rpartition("/")[0] + "/"
