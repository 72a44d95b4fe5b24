"""Isso's JSON of a thread: `/?uri=/path/`, which its script loads (https://isso-comments.de/docs/reference/server-api/)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archiver.page.dates import from_epoch
from archiver.scrapers._data import DataScraper, dicts
from archiver.scrapers._structured import stated_comment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.page.document import Document
    from archiver.records import Comment

_DELETED = 4
"""The mode of a comment that was deleted and stays because it was answered (isso/db/comments.py)."""


class IssoScraper(DataScraper):
    """Threads of Isso."""

    name = "isso"

    @classmethod
    def handles(cls, document: Document) -> bool:
        """An object with replies and how many more there are."""
        data = document.data
        return isinstance(data, dict) and "replies" in data and "hidden_replies" in data

    def comments(self) -> tuple[Comment, ...]:
        """Comments and, behind each, the replies to it, under the ids that the script gives them: `isso-7`."""
        return tuple(self._thread(self.document.data["replies"]))

    def _thread(self, replies: Any, *, deep: bool = False) -> Iterator[Comment]:
        for reply in dicts(replies):
            yield self._comment(reply)
            if not deep:  # Isso's threads have two levels: an answer to a reply stands beside it
                yield from self._thread(reply.get("replies"), deep=True)

    def _comment(self, reply: dict[str, Any]) -> Comment:
        created = reply.get("created")
        is_deleted = reply.get("mode") == _DELETED
        return stated_comment(
            self.document.page.final_url,
            own_id=f"isso-{reply.get('id')}",
            parent_id=f"isso-{reply['parent']}" if reply.get("parent") else None,
            author=None if is_deleted else self.author(reply.get("author"), reply.get("website")),
            date=from_epoch(int(created) * 1000) if isinstance(created, int | float) and abs(created) < 2**40 else None,
            html="" if is_deleted else str(reply.get("text") or ""),
            url=None,
        )

    def comment_count(self) -> int | None:
        """Those that are here, and those that the server held back for want of room."""
        hidden = [item.get("hidden_replies") for item in (self.document.data, *dicts(self.document.data["replies"]))]
        return len(self.thread.comments) + sum(count for count in hidden if isinstance(count, int) and count > 0)
