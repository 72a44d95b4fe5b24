"""Remark42's JSON of a thread: `/api/v1/find?site=…&url=…` (https://remark42.com/docs/contributing/api/)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from archiver.scrapers._data import DataScraper, as_dict, dicts
from archiver.scrapers._structured import stated_comment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.page.document import Document
    from archiver.records import Comment

_DEEPEST = 100
"""Levels of replies that are followed down; Remark42's page stops at ten."""


class Remark42Scraper(DataScraper):
    """Threads of Remark42, as a list or as a tree."""

    name = "remark42"

    @classmethod
    def handles(cls, document: Document) -> bool:
        """Comments, and what Remark42 says of the page that they are about."""
        data = document.data
        return isinstance(data, dict) and "comments" in data and {"url", "count"} <= as_dict(data.get("info")).keys()

    def comments(self) -> tuple[Comment, ...]:
        """Comments under the ids that its page gives them; a deleted one only where somebody answered it."""
        stated = list(_flat(self.document.data["comments"]))
        answered = {str(item.get("pid")) for item in stated}
        kept = [item for item in stated if not item.get("delete") or str(item.get("id")) in answered]
        return tuple(self._comment(item) for item in kept)

    def _comment(self, item: dict[str, Any]) -> Comment:
        own_id = f"remark42__comment-{item.get('id')}"
        user = as_dict(item.get("user"))
        is_deleted = bool(item.get("delete"))
        return stated_comment(
            self.document.page.final_url,
            own_id=own_id,
            parent_id=f"remark42__comment-{item['pid']}" if item.get("pid") else None,
            author=None if is_deleted else self.author(user.get("name"), None, user.get("picture")),
            date=item.get("time"),
            html="" if is_deleted else str(item.get("text") or ""),
            url=f"{self.post_url()}#{own_id}",
        )

    def post_url(self) -> str:
        """The page that the thread is about."""
        url = as_dict(self.document.data["info"]).get("url")
        is_address = isinstance(url, str) and urlsplit(url).scheme in ("http", "https")
        return str(url) if is_address else super().post_url()

    def comment_count(self) -> int | None:
        """As Remark42 counts."""
        count = as_dict(self.document.data["info"]).get("count")
        return count if isinstance(count, int) and count >= 0 else None


def _flat(nodes: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The comments of a list, or of a tree, in which each stands beside its replies."""
    for node in dicts(nodes):
        inner = node.get("comment")
        yield inner if isinstance(inner, dict) else node
        if depth < _DEEPEST:
            yield from _flat(node.get("replies"), depth + 1)
