"""Checks of the file as SQLite sees it: its pages, its schema and the list of migrations."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_REBUILT = ("index", "trigger", "view")
_AUTOMERGE = 12
"""What the migrations m013, m015 and m017 tell FTS5 of an index; it stands in tables of FTS5's own."""


def find_damage(connection: sqlite3.Connection, told: Callable[[int, int], None]) -> Iterator[str]:
    """What ``PRAGMA integrity_check`` says (https://www.sqlite.org/pragma.html#pragma_integrity_check)."""
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield " ".join(line.split())


def rebuild_indexes(connection: sqlite3.Connection) -> None:
    """Of what ``integrity_check`` finds, entries that indexes lack or have too many can be rebuilt from the tables."""
    connection.execute("REINDEX")


def find_schema(connection: sqlite3.Connection, told: Callable[[int, int], None]) -> Iterator[str]:
    """Migrations that are not noted, and tables, indexes, triggers and views that are not as these made them.

    What else there is (somebody's own views, tables of Datasette's plugins) is no problem.
    """
    from archiver.store.migrations import MIGRATIONS

    noted = _migrations(connection)
    for migration in MIGRATIONS._migrations:
        if migration.name not in noted:
            yield f"the migration {migration.name} is not noted"
    found = _schema(connection)
    for (kind, name), sql in _expected().items():
        if (kind, name) not in found:
            yield f"the {kind} {name} is missing"
        elif found[kind, name] != sql:
            yield f"the {kind} {name} is another than archiver makes"


def rebuild_schema(connection: sqlite3.Connection) -> None:
    """Make the indexes, triggers and views that are missing, and anew those that are other ones; likewise the full-text
    indexes, whose checks fill them. No table with content of its own is touched."""
    found = _schema(connection)
    for (kind, name), sql in _expected().items():
        if sql is None or found.get((kind, name)) == sql:
            continue
        is_virtual = sql.startswith("CREATE VIRTUAL TABLE")
        if kind in _REBUILT or is_virtual:
            connection.execute(f"DROP {kind} IF EXISTS {name}")
            connection.execute(sql)
        if is_virtual and " USING fts5 " in sql:
            connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('automerge', {_AUTOMERGE})")


def _migrations(connection: sqlite3.Connection) -> set[str]:
    try:
        return {name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations")}
    except sqlite3.OperationalError:  # no such table
        return set()


def _schema(connection: sqlite3.Connection) -> dict[tuple[str, str], str | None]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema")
    return {(kind, name): sql for kind, name, sql in rows}


def _expected() -> dict[tuple[str, str], str | None]:
    """The schema of a new archive."""
    from sqlite_utils import Database

    from archiver.store.migrations import MIGRATIONS

    database = Database(memory=True, execute_plugins=False)
    try:
        MIGRATIONS.apply(database)
        return _schema(database.conn)
    finally:
        database.close()
