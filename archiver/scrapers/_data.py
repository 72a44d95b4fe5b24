"""Pages without markup of their own: comments as JSON, or as a feed. There is no post to read on them, only a thread."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from archiver.records import Post, Site
from archiver.scrapers._base import Scraper
from archiver.scrapers._comments import Thread
from archiver.scrapers._structured import stated_author

if TYPE_CHECKING:
    from archiver.records import Author, Comment, Lead


class DataScraper(Scraper):
    """Reads a page of data: `handles` tells by its shape, `comments` makes records of what it holds.

    A list may go on over several pages: `parent_id` may name a comment of another one of them.
    """

    rank: ClassVar[int] = 0

    def post(self) -> Post:
        """A record of comments alone, and of none where the list is empty."""
        return Post(
            url=self.post_url(),
            title=self.title(),
            site=self.site(),
            comment_count=self.comment_count(),
            comments=self.thread.comments,
            leads=self.leads(),
            scraper=self.name,
        )

    def comments(self) -> tuple[Comment, ...]:
        """The comments in the order of the page."""
        raise NotImplementedError

    @cached_property
    def thread(self) -> Thread:
        """The comments, each id once; no element holds them."""
        by_id: dict[str, Comment] = {}
        for comment in self.comments():
            by_id.setdefault(comment.id, comment)
        return Thread(tuple(by_id.values()))

    def post_url(self) -> str:
        """The post that is talked about, where the page says so, else the page's own address."""
        return self.document.page.final_url

    def title(self) -> str | None:
        """The post's title, where the page knows it."""
        return None

    def site(self) -> Site:
        """The host of the post, or of the service that keeps its comments."""
        parts = urlsplit(self.post_url())
        return Site(f"{parts.scheme}://{parts.netloc}/" if parts.netloc else None, None, self.name)

    def comment_count(self) -> int | None:
        """How many comments there are in all."""
        return None

    def leads(self) -> tuple[Lead, ...]:
        """Where the list goes on."""
        return ()

    def author(self, name: Any, url: Any = None, avatar_url: Any = None) -> Author | None:
        """Somebody whom the data names; `None` for nobody."""
        return stated_author(name, url, avatar_url, self.document.page.final_url)


def dicts(value: Any) -> list[dict[str, Any]]:
    """The objects in a list of JSON, of whatever shape it really is."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def as_dict(value: Any) -> dict[str, Any]:
    """The object that a value of JSON should be; an empty one for anything else."""
    return value if isinstance(value, dict) else {}
