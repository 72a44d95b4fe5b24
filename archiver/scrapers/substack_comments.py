"""Substack's JSON of a post's comments: `/api/v1/post/N/comments`, which its page of comments is made from."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from archiver.scrapers._data import DataScraper, dicts
from archiver.scrapers._structured import stated_comment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.page.document import Document
    from archiver.records import Comment

_DEEPEST = 100
"""Levels of replies that are followed down."""


class SubstackCommentsScraper(DataScraper):
    """The comments of a Substack post."""

    name = "substack_comments"

    @classmethod
    def handles(cls, document: Document) -> bool:
        """Comments that carry their answers as `children`; an empty list too."""
        data = document.data
        if not isinstance(data, dict) or "info" in data:
            return False
        stated = data.get("comments")
        return isinstance(stated, list) and all("children" in item for item in dicts(stated))

    def comments(self) -> tuple[Comment, ...]:
        """Comments, each followed by the answers to it; a deleted one only where somebody answered it."""
        return tuple(self._thread(self.document.data["comments"], None))

    def _thread(self, stated: Any, parent: str | None, depth: int = 0) -> Iterator[Comment]:
        for item in dicts(stated):
            answers = dicts(item.get("children"))
            is_deleted = bool(item.get("deleted")) or not item.get("body")
            if is_deleted and not answers:
                continue
            own_id = f"comment-{item.get('id')}"
            yield stated_comment(
                self.document.page.final_url,
                own_id=own_id,
                parent_id=parent,
                author=None if is_deleted else self._author(item),
                date=item.get("date"),
                html="" if is_deleted else _as_html(str(item["body"])),
                url=None,
            )
            if depth < _DEEPEST:
                yield from self._thread(answers, own_id, depth + 1)

    def _author(self, item: dict[str, Any]) -> Any:
        handle = item.get("handle")
        url = f"https://substack.com/@{handle}" if isinstance(handle, str) and handle.isidentifier() else None
        return self.author(item.get("name"), url, item.get("photo_url"))


def _as_html(text: str) -> str:
    """Plain text with blank lines between its paragraphs."""
    blocks = (block.strip("\n") for block in text.replace("\r\n", "\n").split("\n\n"))
    return "".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in blocks if block.strip())
