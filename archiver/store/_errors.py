"""The one edge where errors of SQLite become errors of the archive.

Nothing outside of ``archiver.store`` knows which database this is: whatever goes wrong inside leaves as one
``StoreError`` with one line that names the archive and says what to do.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from archiver.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Primary result codes (https://www.sqlite.org/rescode.html) that a user can do something about.
_MEANINGS = {
    sqlite3.SQLITE_BUSY: "another program is writing to the archive and did not finish in time; try again",
    sqlite3.SQLITE_LOCKED: "another program is writing to the archive and did not finish in time; try again",
    sqlite3.SQLITE_CANTOPEN: "cannot open the archive; do its folder and its access rights allow it?",
    sqlite3.SQLITE_READONLY: "the archive cannot be written to; do its access rights allow it?",
    sqlite3.SQLITE_PERM: "the archive cannot be written to; do its access rights allow it?",
    sqlite3.SQLITE_FULL: "the disk is full; what was being written is undone",
    sqlite3.SQLITE_IOERR: "the disk failed; what was being written is undone",
    sqlite3.SQLITE_CORRUPT: "the archive is damaged",
    sqlite3.SQLITE_NOTADB: "file is not a database",
}


@contextmanager
def wrap_errors(path: Path) -> Iterator[None]:
    """Raise ``StoreError`` for what SQLite or the file system raises inside; ``path`` is named in the message."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {explain(error)}") from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error


def explain(error: sqlite3.Error) -> str:
    """One line on what went wrong: our own words for what users meet, else SQLite's."""
    # The low byte is the primary code; errors of the Python module itself ("closed database") have no code.
    code = getattr(error, "sqlite_errorcode", None)
    text = " ".join(str(error).split())
    if code is None or (code & 0xFF) not in _MEANINGS:
        return text
    meaning = _MEANINGS[code & 0xFF]
    return meaning if meaning == text else f"{meaning} ({text})"
