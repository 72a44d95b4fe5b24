"""Disqus' own page of a thread, which blogs show in a frame: all of it is JSON in `script#disqus-threadData`.

The page is `https://disqus.com/embed/comments/?…`. Its JSON is what Disqus' API gives for `threads/listPosts`. The lists
that its WordPress plugin prints into a blog's own page (`ul#dsq-comments`) need nothing of their own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from archiver.page.jsonld import parse
from archiver.records import Site
from archiver.scrapers._base import Scraper
from archiver.scrapers._comments import Thread
from archiver.scrapers._data import as_dict, dicts
from archiver.scrapers._structured import stated_author, stated_comment

if TYPE_CHECKING:
    from archiver.page.document import Document
    from archiver.page.dom import Element
    from archiver.records import Comment, Post

_ID = "disqus-threadData"
_COUNTED_LINK = re.compile(r'href="https?://disq\.us/url\?url=([^"&]+?)(?:%3A[^"&%]*)?(?:&[^"]*)?"')
"""Links to other sites go through disq.us, with a checksum behind the address."""


class DisqusScraper(Scraper):
    """A thread as Disqus shows it in a frame: comments and the title of the post, but not its text."""

    name = "disqus"
    rank = 0

    @classmethod
    def handles(cls, document: Document) -> bool:
        """A page that holds a thread's data."""
        return _script(document) is not None

    def post(self) -> Post:
        """The thread belongs to the post that it is about; only Disqus' own word is taken for which that is."""
        link = self._about.get("link")
        is_own = (urlsplit(self.document.page.final_url).hostname or "").endswith("disqus.com")
        post = super().post()
        if not is_own or not isinstance(link, str) or urlsplit(link).scheme not in ("http", "https"):
            return post
        parts = urlsplit(link)
        return replace(post, url=link, site=Site(f"{parts.scheme}://{parts.netloc}/", None, self.name))

    @cached_property
    def _data(self) -> dict[str, Any]:
        script = _script(self.document)
        return as_dict(parse("".join(map(str, script.contents)))) if script is not None else {}

    @property
    def _response(self) -> dict[str, Any]:
        return as_dict(self._data.get("response"))

    @property
    def _about(self) -> dict[str, Any]:
        return as_dict(self._response.get("thread"))

    @cached_property
    def thread(self) -> Thread:
        """The comments; a deleted one only where somebody answered it."""
        posts = dicts(self._response.get("posts"))
        answered = {str(post.get("parent")) for post in posts}
        kept = [post for post in posts if not post.get("isDeleted") or str(post.get("id")) in answered]
        known = {str(post.get("id")) for post in kept}
        return Thread(tuple(self._comment(post, known) for post in kept))

    def _comment(self, post: dict[str, Any], known: set[str]) -> Comment:
        number, parent = str(post.get("id")), str(post.get("parent"))
        author, avatar = as_dict(post.get("author")), as_dict(as_dict(post.get("author")).get("avatar"))
        is_deleted = bool(post.get("isDeleted"))
        link = self._about.get("link")
        return stated_comment(
            self.document.base_url,
            own_id=f"comment-{number}",
            parent_id=f"comment-{parent}" if parent in known else None,
            author=None
            if is_deleted
            else stated_author(
                author.get("name"),
                author.get("url") or author.get("profileUrl"),
                avatar.get("cache"),
                self.document.base_url,
            ),
            date=post.get("createdAt"),
            html="" if is_deleted else _COUNTED_LINK.sub(_leading, str(post.get("message") or "")),
            url=f"{link}#comment-{number}" if link else None,
        )

    def title(self) -> str | None:
        """The post's title as Disqus knows it."""
        return str(self._about.get("clean_title") or self._about.get("title") or "").strip() or None

    def platform(self) -> str:
        """`disqus`."""
        return self.name

    def content(self) -> tuple[str, str]:
        """Nothing: the text of the post is not on this page."""
        return "", ""

    def comment_count(self) -> int | None:
        """All comments of the thread, of which the page holds the first fifty."""
        for count in (as_dict(self._data.get("cursor")).get("total"), self._about.get("posts")):
            if isinstance(count, int) and count >= 0:
                return count
        return None


def _script(document: Document) -> Element | None:
    return next((script for script in document.named("script") if script.attr("id") == _ID), None)


def _leading(match: re.Match[str]) -> str:
    return f'href="{unquote(match[1])}"'
