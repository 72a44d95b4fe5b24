"""One JSON record a line (JSON Lines), for tools that read a record at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from archiver.exporters._records import CommentRow, comment_record
from archiver.exporters.json import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archiver.records import Post


def write_posts(posts: Iterable[Post], out: TextIO) -> None:
    """Write the record of each post on a line of its own."""
    write_lines((post.to_dict() for post in posts), out)


def write_comments(comments: Iterable[CommentRow], out: TextIO) -> None:
    """Write each comment on a line of its own, with ``post_url`` and ``post_title``."""
    write_lines((comment_record(row) for row in comments), out)


def write_lines(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write plain dicts, a line each."""
    for record in records:
        out.write(json_text(record) + "\n")
