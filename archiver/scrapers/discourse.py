"""Discourse's page of a topic for blogs to show in a frame: `/embed/comments?embed_url=…`.

Its markup is app/views/embed/comments.html.erb. A post says whom it answers, in a flat list.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from archiver.page.content import clean_html, inline_text, plain_text
from archiver.page.urls import absolute
from archiver.records import Comment
from archiver.scrapers._base import Scraper
from archiver.scrapers._comments import Thread
from archiver.scrapers._structured import stated_author

if TYPE_CHECKING:
    from archiver.page.document import Document
    from archiver.page.dom import Element

_NUMBER = re.compile(r"\d+")


class DiscourseScraper(Scraper):
    """The answers to a blog's post in its forum, without the post."""

    name = "discourse"
    rank = 0

    @classmethod
    def handles(cls, document: Document) -> bool:
        """A header of Discourse's before anything else."""
        return any("discourse" in header.classes for header in document.named("header")[:1])

    @cached_property
    def thread(self) -> Thread:
        """The posts of the topic but the first, which is the blog's."""
        posts = [post for post in self.document.named("article") if "post" in post.classes]
        known = {post.attr("id") for post in posts}
        return Thread(tuple(self._comment(post, known) for post in posts))

    def _comment(self, post: Element, known: set[str]) -> Comment:
        base = self.document.base_url
        links = {name: link for link in post.inside("a") for name in link.classes}
        answered, date = links.get("in-reply-to"), links.get("post-date")
        parent = f"post-{answered.attr('data-link-to-post')}" if answered is not None else ""
        name = next((h3 for h3 in post.inside("h3") if "username" in h3.classes), None)
        person = name.first("a") if name is not None else None
        picture = post.first("img")
        text = next((div for div in post.inside("div") if "cooked" in div.classes), None)
        nodes = text.contents if text is not None else []
        skip = {id(part) for part in (name, links.get("post-replies")) if part is not None}
        read = self.document.read_date(date.attr("title")) if date is not None else None
        return Comment(
            id=post.attr("id"),
            parent_id=parent if parent in known else None,
            author=stated_author(
                inline_text(person), person.attr("href"), picture.attr("src") if picture is not None else None, base
            )
            if person is not None
            else None,
            published=read.value if read is not None else None,
            published_text=inline_text(date) or None if date is not None else None,
            url=absolute(date.attr("href"), base) if date is not None else None,
            content_html=clean_html(nodes, base, skip),
            content_text=plain_text(nodes, skip),
        )

    def platform(self) -> str:
        """`discourse`."""
        return self.name

    def content(self) -> tuple[str, str]:
        """Nothing: the text of the post is not on this page."""
        return "", ""

    def comment_count(self) -> int | None:
        """The answers in the topic, of which the frame shows the first hundred."""
        header = next(iter(self.document.named("header")), None)
        number = _NUMBER.search(inline_text(header)) if header is not None else None
        return int(number[0]) if number else None
