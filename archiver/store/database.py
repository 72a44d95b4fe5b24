"""Opening the file: is it ours, which schema has it, may it be written; and the transaction that all writing uses."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.errors import StoreError
from archiver.store._errors import wrap_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x626C6F67
"""``blog`` in ASCII, in the file's header: https://www.sqlite.org/pragma.html#pragma_application_id"""

SCHEMA_VERSION = 17
"""How many migrations there are; ``user_version`` in the file's header. It tells at once that an archive is up to date,
so that opening it need not import sqlite-utils (0.1 s)."""

CHECKPOINT_PAGES = 8000
"""How many pages of 4 kB the log may have before SQLite copies them into the archive (its default is 1,000). A page that
several posts change is then copied once: 8 to 10 % less CPU a post, for a log of up to about 32 MB while posts are saved.
https://www.sqlite.org/wal.html#automatic_checkpoint"""


def connect(path: Path, *, read_only: bool, timeout: float) -> sqlite3.Connection:
    """Open the archive, create or upgrade it unless ``read_only``; wait ``timeout`` seconds for other writers.

    Raises ``StoreError``: no such archive (``read_only``), not a database, a database of something else, a newer schema.
    """
    with wrap_errors(path):
        if path.is_dir():
            raise StoreError(f"{path}: is a folder, not an archive")
        if read_only and not path.exists():
            raise StoreError(f"{path}: there is no archive")
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = _open(path, read_only=read_only, timeout=timeout)
        try:
            _prepare(connection, path, read_only=read_only, timeout=timeout)
        except BaseException:
            connection.close()
            raise
    return connection


def _open(path: Path, *, read_only: bool, timeout: float) -> sqlite3.Connection:
    may_write = os.access(path, os.W_OK)
    # isolation_level=None: transactions begin where this package says BEGIN, nowhere else.
    if not read_only:
        if path.exists() and not may_write:
            raise StoreError(f"{path}: the archive cannot be written to; do its access rights allow it?")
        return sqlite3.connect(path, timeout=timeout, isolation_level=None)
    # The last one to close a WAL database removes the files beside it, if it may: so readers may too. Who may not
    # would need such files, or leave them with the rights of the file, so that nobody could write to it later; but
    # without a log beside it nobody is writing (https://www.sqlite.org/wal.html#read_only_databases).
    path = Path(os.path.realpath(path))  # the log is beside the file itself, not beside a symbolic link to it
    if may_write and os.access(path.parent, os.W_OK):
        mode = "mode=rw"
    else:
        mode = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"
    connection = sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, timeout=timeout, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool, timeout: float) -> None:
    version = _version(connection, path)
    if version > SCHEMA_VERSION:
        raise StoreError(f"{path}: written by a newer archiver; upgrade archiver to open it")
    if version == 0 and read_only:
        raise StoreError(f"{path}: is an empty file; nothing was archived in it yet")
    if version < SCHEMA_VERSION and read_only:
        raise StoreError(
            f"{path}: written by an older archiver; the next command that writes to it, such as compact, brings it up to date"
        )
    if not read_only:
        if version == 0:
            # Free room can be given back in steps. Only a file without anything in it can be told so: in others this
            # does nothing (https://www.sqlite.org/pragma.html#pragma_auto_vacuum).
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _use_wal(connection, path, timeout)
    if version < SCHEMA_VERSION:
        _migrate(connection, path)
    # Off by default: https://www.sqlite.org/foreignkeys.html#fk_enable
    connection.execute("PRAGMA foreign_keys = ON")
    # In WAL mode NORMAL keeps the file whole; a power cut may cost the last posts, never half of one.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema's version; 0 for a file without any table. Raises ``StoreError`` for a database of something else."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application_id == APPLICATION_ID:
        return int(version)
    empty = connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is None
    if application_id or version or not empty:
        raise StoreError(f"{path}: is a database of something else, not an archive; nothing was changed")
    return 0


def _use_wal(connection: sqlite3.Connection, path: Path, timeout: float) -> None:
    """Readers do not wait for the writer, nor the writer for them."""
    deadline = time.monotonic() + timeout
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
            if mode != "wal":  # https://www.sqlite.org/pragma.html#pragma_journal_mode: it is no error
                raise StoreError(f"{path}: SQLite cannot keep a write-ahead log here; put the archive on a local disk")
        except sqlite3.OperationalError as error:
            # Changing the mode takes an exclusive lock, for which SQLite does not wait busy_timeout: two processes
            # that create the same archive meet here.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    from sqlite_utils import Database

    from archiver.store.migrations import MIGRATIONS

    with transaction(connection):
        # Another process may have done it while this one waited for the lock.
        if _version(connection, path) == SCHEMA_VERSION:
            return
        MIGRATIONS.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One ``BEGIN IMMEDIATE`` transaction: all that happens inside is written, or nothing.

    Immediate, because a transaction that reads first and writes later cannot wait for another writer.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
