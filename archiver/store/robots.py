"""The robots.txt files that sites gave, so that they are asked for once a day and not once a run.

They are asked for by whichever thread fetches, and SQLite's connections belong to one thread: each call opens a
connection of its own, which costs a millisecond once a day and site.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from archiver.records import RobotsFile
from archiver.store.cleaning import clean_text
from archiver.store.database import connect

if TYPE_CHECKING:
    from pathlib import Path


def find(path: Path, origin: str, *, timeout: float) -> RobotsFile | None:
    """The file of this origin that was saved last, however old."""
    with closing(connect(path, read_only=True, timeout=timeout)) as connection:
        row = connection.execute(
            "SELECT origin, status, text, fetched_at FROM robots WHERE origin = ?", (clean_text(origin),)
        ).fetchone()
    return None if row is None else RobotsFile(*row)


def save(path: Path, file: RobotsFile, *, timeout: float) -> None:
    """Keep it in the place of an earlier one."""
    row = (clean_text(file.origin), file.status, clean_text(file.text), file.fetched_at)
    with closing(connect(path, read_only=False, timeout=timeout)) as connection:
        connection.execute("INSERT OR REPLACE INTO robots (origin, status, text, fetched_at) VALUES (?, ?, ?, ?)", row)
