"""One JSON array of records, one record a line; ``record.schema.json`` describes each of them.

The array is written record by record, so that an archive of any size passes through. Python reads a record back
with ``Post.from_dict``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TextIO

from archiver.exporters._records import CommentRow, comment_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archiver.records import Post

# DEL, C1 and lone surrogates may stand in JSON as they are (RFC 8259 section 7), but C1 steers a terminal, and a
# lone surrogate has no UTF-8.
_RAW = re.compile("[\x7f-\x9f\ud800-\udfff]")
_C1 = re.compile(b"\xc2[\x80-\x9f]")


def write_posts(posts: Iterable[Post], out: TextIO) -> None:
    """Write the records of all posts as one array."""
    write_array((post.to_dict() for post in posts), out)


def write_comments(comments: Iterable[CommentRow], out: TextIO) -> None:
    """Write all comments as one array, each with ``post_url`` and ``post_title``."""
    write_array((comment_record(row) for row in comments), out)


def write_array(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write plain dicts as one JSON array (RFC 8259), keeping none of them."""
    separator = "[\n"
    for record in records:
        out.write(separator + json_text(record))
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def json_text(value: Any, indent: int | None = None) -> str:
    """The value as JSON in readable Unicode, safe for a terminal and for UTF-8."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if _is_safe(text) else _RAW.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _is_safe(text: str) -> bool:
    """Whether nothing of ``_RAW`` is in the text, found out ten times as fast as by the expression."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return False
    # C1 is U+0080 to U+009F, in UTF-8 C2 80 to C2 9F.
    return b"\x7f" not in encoded and (b"\xc2" not in encoded or _C1.search(encoded) is None)
