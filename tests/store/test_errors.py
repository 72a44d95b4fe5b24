from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from archiver.errors import StoreError
from archiver.store._errors import explain, wrap_errors

PATH = Path("/blogs.db")


@pytest.mark.parametrize(
    ("code", "said", "line"),
    [
        (sqlite3.SQLITE_BUSY, "database is locked", "another program is writing to the archive and did not finish"),
        (sqlite3.SQLITE_FULL, "database or disk is full", "the disk is full"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "database disk image is malformed", "the archive is damaged (database disk"),
        (sqlite3.SQLITE_CANTOPEN, "unable to open database file", "cannot open the archive"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "attempt to write", "the archive cannot be written to"),
        (sqlite3.SQLITE_NOTADB, "file is not a database", "file is not a database"),
        (sqlite3.SQLITE_ERROR, "no such\n  table: x", "no such table: x"),
        (None, "Cannot operate on a closed database.", "Cannot operate on a closed database."),
    ],
)
def test_an_error_of_sqlite_becomes_one_line(code: int | None, said: str, line: str) -> None:
    error = sqlite3.OperationalError(said)
    if code is not None:
        error.sqlite_errorcode = code
    assert explain(error).startswith(line)
    with pytest.raises(StoreError, match=r"^/blogs.db: ") as caught, wrap_errors(PATH):
        raise error
    assert caught.value.__cause__ is error
    assert "\n" not in str(caught.value)


def test_an_error_of_the_file_system_becomes_one_line() -> None:
    with pytest.raises(StoreError, match=r"^/blogs.db: Permission denied$"), wrap_errors(PATH):
        raise PermissionError(13, "Permission denied", "/somewhere")
    with pytest.raises(StoreError, match=r"^/blogs.db: odd$"), wrap_errors(PATH):
        raise OSError("odd")


def test_a_bug_stays_a_bug() -> None:
    with pytest.raises(KeyError), wrap_errors(PATH):
        raise KeyError("x")
