"""Blogger, with its old definition lists and its threaded comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.records import Lead
from archiver.scrapers._base import Scraper

if TYPE_CHECKING:
    from archiver.page.document import Document

_AT_ONCE = "max-results=200"
"""A feed gives 25 comments unless it is asked for more."""
_POST_FEED = re.compile(r"/feeds/\d+/comments/")


class BloggerScraper(Scraper):
    """Blogger (blogspot.com and own domains)."""

    name = "blogger"

    @classmethod
    def handles(cls, document: Document) -> bool:
        """A generator that says so."""
        return any(generator.lower().startswith("blogger") for generator in document.metadata.generators)

    def platform(self) -> str:
        """`blogger`."""
        return self.name

    def comment_feeds(self) -> list[Lead]:
        """The post's own comment feed; the blog's feed of all comments has no post's number in its path."""
        feeds = [feed.url for feed in self.document.metadata.feeds if _POST_FEED.search(feed.url)]
        return [Lead("comments-feed", url if "?" in url else f"{url}?{_AT_ONCE}") for url in feeds]
