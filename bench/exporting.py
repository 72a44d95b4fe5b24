"""What exports cost beside bare cursors that put the same columns through ``json`` or ``csv``, in the same order.

The bare side writes posts and comments as flat rows one after the other, without putting any comment into its post.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.commands import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_POSTS = """
SELECT posts.url, title, sites.url AS site_url, site_name, site_platform, published, published_text, updated, language,
  summary, image, license, content_html, content_text, comment_count, leads, scraper
FROM posts LEFT JOIN sites ON sites.id = site_id
ORDER BY published DESC, posts.id DESC"""

_COMMENTS = """
SELECT posts.url AS post_url, posts.title AS post_title, source_id, parent_source_id, comments.kind,
  authors.name, authors.url AS author_url, comments.avatar_url, comments.published, comments.published_text,
  comments.url, comments.content_html, comments.content_text
FROM comments JOIN posts ON posts.id = post_id LEFT JOIN authors ON authors.id = author_id
"""
_BY_POST = f"{_COMMENTS} ORDER BY posts.published DESC, posts.id DESC, comments.position"
_BY_DATE = f"{_COMMENTS} WHERE comments.kind = 'comment' ORDER BY comments.published DESC, comments.id DESC"

EXPORTS = {
    "json": ("json", (_POSTS, _BY_POST)),
    "csv": ("csv", (_POSTS, _BY_POST)),
    "csv --kind comment": ("csv", (_BY_DATE,)),
}
"""Each export with its format and the statements of the bare side."""


@dataclass(frozen=True)
class Exporting:
    """Megabytes that were written per CPU second, ours and bare; the most memory that ours had, in megabytes."""

    ours: float
    bare: float
    memory: float


def measure_export(archive: Path, export: str) -> Exporting:
    """Export all of an archive as ``EXPORTS`` says, by our command and bare."""
    form, statements = EXPORTS[export]
    ours = run("export", *export.split(" "), "--db", str(archive))
    written = 0
    start = time.process_time()
    with closing(sqlite3.connect(archive)) as connection:
        for statement in statements:
            written += _write(connection.execute(statement), form)
    cpu = time.process_time() - start
    return Exporting(ours.written / ours.cpu / 1e6, written / cpu / 1e6, ours.memory / 1e6)


def _write(cursor: sqlite3.Cursor, form: str) -> int:
    """Write all rows; how many bytes that were."""
    out = _Counting()
    names = [column[0] for column in cursor.description]
    text = io.TextIOWrapper(io.BufferedWriter(out, 1 << 20), encoding="utf-8", newline="")
    if form == "csv":
        csv.writer(text).writerows(cursor)
    else:
        text.writelines(_lines(cursor, names))
    text.close()
    return out.written


def _lines(cursor: sqlite3.Cursor, names: list[str]) -> Iterator[str]:
    for row in cursor:
        yield json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n"


class _Counting(io.RawIOBase):
    """A stream that counts bytes and passes them on to nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        size = len(memoryview(data))  # type: ignore[arg-type]
        self.written += size
        return size
