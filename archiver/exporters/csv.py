"""A table (RFC 4180): one row a post or, with ``--kind``, one row a comment.

Nothing is left out. The post's site and the comment's author have columns of their own; lists (authors, categories,
tags, comments, leads) stand as JSON in their cell. An empty cell is null, or an empty text where the record has no
null.

With ``spreadsheet`` the text begins with a byte order mark, without which Excel takes UTF-8 for the local code page,
and no cell can be taken for a formula: https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TextIO

from archiver.exporters._records import CommentRow, comment_record
from archiver.exporters.json import json_text
from archiver.records import Author, Comment, Post, Site

if TYPE_CHECKING:
    from collections.abc import Iterable

# OWASP's list, with the full-width forms that some spreadsheets take for the plain ones.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def _columns(record: type, nested: str, parts: type) -> list[str]:
    """The record's field names, those of one nested record in its place as ``nested_part``."""
    names: list[str] = []
    for field in fields(record):
        names += [f"{nested}_{part.name}" for part in fields(parts)] if field.name == nested else [field.name]
    return names


POST_COLUMNS = _columns(Post, "site", Site)
COMMENT_COLUMNS = ["post_url", "post_title", *_columns(Comment, "author", Author)]


def write_posts(posts: Iterable[Post], out: TextIO, *, spreadsheet: bool = False) -> None:
    """Write a header and a row for each post; its comments are JSON in the column ``comments``."""
    _write(POST_COLUMNS, "site", (post.to_dict() for post in posts), out, spreadsheet)


def write_comments(comments: Iterable[CommentRow], out: TextIO, *, spreadsheet: bool = False) -> None:
    """Write a header and a row for each comment."""
    _write(COMMENT_COLUMNS, "author", (comment_record(row) for row in comments), out, spreadsheet)


def _write(columns: list[str], nested: str, records: Iterable[dict[str, Any]], out: TextIO, spreadsheet: bool) -> None:
    if spreadsheet:
        out.write("\ufeff")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(columns)
    for record in records:
        flat = {**record, **{f"{nested}_{key}": value for key, value in (record[nested] or {}).items()}}
        cells = [_cell(flat.get(column)) for column in columns]
        writer.writerow([_guarded(cell) for cell in cells] if spreadsheet else cells)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json_text(value)


def _guarded(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
