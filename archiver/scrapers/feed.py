"""Feeds of comments: RSS as WordPress and others write it, Atom as Blogger does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from archiver.page.roles import is_comment_id
from archiver.records import Lead
from archiver.scrapers._comments import synthetic_id
from archiver.scrapers._data import DataScraper
from archiver.scrapers._pings import is_excerpt
from archiver.scrapers._structured import stated_comment

if TYPE_CHECKING:
    from archiver.page.document import Document
    from archiver.page.feed import Entry, Feed
    from archiver.records import Comment

_ATOM_NUMBER = re.compile(r"\.post-?(\d+)$")
"""The end of Blogger's ids: `tag:blogger.com,1999:blog-8.post-777`; its pages call the same comment `c777`."""
_PATH_NUMBER = re.compile(r"/(\d+)/?$")
_REPLY_LINE = re.compile(
    r"""\s*<p>[^<]{0,60}<a [^>]{0,500}?href=["'][^"'#]{0,2000}#(comment-\d+)["'][^>]{0,500}>[^<]{0,100}</a>[^<]{0,60}</p>"""
)
"""What WordPress puts before an answer, in the blog's language: `<p>In reply to <a href="…#comment-70">Ann</a>.</p>`
(wp-includes/comment-template.php, get_comment_text)."""
_BY = re.compile(r"^(?:By|Von|Par|Por|Da|Door|Av|Af|От|作者|投稿者)\s*[:：]\s*", re.IGNORECASE)


class FeedScraper(DataScraper):
    """The comments of one post as a feed."""

    name = "feed"

    @classmethod
    def handles(cls, document: Document) -> bool:
        """A feed whose entries are comments: what they link to are places on a page, or they answer something."""
        feed = document.feed
        return feed is not None and bool(feed.entries) and all(map(_is_comment, feed.entries))

    @property
    def _feed(self) -> Feed:
        assert self.document.feed is not None
        return self.document.feed

    def comments(self) -> tuple[Comment, ...]:
        """Comments under the ids that the post's page gives them, oldest first as feeds have the newest on top."""
        ids = {entry.id or entry.url or "": _own_id(entry) for entry in self._feed.entries}
        found = [self._comment(entry, ids) for entry in self._feed.entries]
        dates = [comment.published for comment in found if comment.published]
        return tuple(reversed(found) if len(dates) > 1 and dates[0] > dates[-1] else found)

    def _comment(self, entry: Entry, ids: dict[str, str]) -> Comment:
        html, answered = _without_reply_line(entry.html)
        related = [number[1] for url in entry.related if (number := _PATH_NUMBER.search(url))]
        parents = [ids[ref] for ref in entry.in_reply_to if ref in ids and ref != entry.id]
        parents += [f"c{number}" for number in related]
        comment = stated_comment(
            self.document.page.final_url,
            own_id=_own_id(entry),
            parent_id=answered or next(iter(parents), None),
            author=self.author(entry.author or _BY.sub("", entry.title), entry.author_url, entry.avatar_url),
            date=entry.published or entry.updated,
            html=html,
            url=entry.url,
        )
        return replace(comment, kind="pingback") if is_excerpt(comment.content_text) else comment

    def title(self) -> str | None:
        """None: a comment feed's title names its post in words that differ by language."""
        return None

    def post_url(self) -> str:
        """The post, to which all entries link."""
        posts = {entry.url.partition("#")[0].partition("?showComment=")[0] for entry in self._feed.entries if entry.url}
        return posts.pop() if len(posts) == 1 else super().post_url()

    def comment_count(self) -> int | None:
        """OpenSearch's count, which Blogger gives."""
        return self._feed.total

    def leads(self) -> tuple[Lead, ...]:
        """The feed's next page (RFC 5005, section 3)."""
        return tuple(Lead("comments-feed", url) for rel, url in self._feed.links.items() if rel == "next")


def _is_comment(entry: Entry) -> bool:
    return bool(entry.in_reply_to) or is_comment_id((entry.url or "").rpartition("#")[2])


def _own_id(entry: Entry) -> str:
    """The fragment of its address, else what its id says, else one made of what it says."""
    for address in (entry.url or "", entry.id):
        fragment = address.partition("#")[2]
        if fragment and is_comment_id(fragment):
            return fragment
    if number := _ATOM_NUMBER.search(entry.id):
        return f"c{number[1]}"
    return synthetic_id(entry.author, entry.published, entry.html)


def _without_reply_line(html: str) -> tuple[str, str | None]:
    """The text without WordPress' first line, and the id of the comment that the line links to, if there is one."""
    line = _REPLY_LINE.match(html)
    return (html[line.end() :], line[1]) if line else (html, None)
