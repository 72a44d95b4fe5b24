"""What the formats have in common: the shape of a single comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from archiver.records import Comment


class CommentRow(Protocol):
    """A comment with the post that it stands below; the store's comments are of this shape."""

    @property
    def comment(self) -> Comment: ...
    @property
    def post_url(self) -> str: ...
    @property
    def post_title(self) -> str | None: ...


def comment_record(row: CommentRow) -> dict[str, Any]:
    """The comment as in the post's record, with ``post_url`` and ``post_title`` before it."""
    return {"post_url": row.post_url, "post_title": row.post_title, **row.comment.to_dict()}
