"""A comment with its post, as the store gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from archiver.records import Comment


class Row(NamedTuple):
    comment: Comment
    post_url: str
    post_title: str | None
