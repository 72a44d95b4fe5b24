"""Checks of rows: what they refer to, what they hold, and the bodies of pages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from archiver.store.bodies import PACKED, open_dictionary, read_body
from archiver.store.folding import fold, site_forms
from archiver.store.save import link_parents as link_parents_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

_LINKS = ("post_authors", "post_tags")
"""Rows of these tables say nothing but what belongs together."""

_NEEDED = ("bodies.dictionary_id", "revisions.comment_id")
"""May be NULL, but that would say something else: that a body can be read by itself, that it was the post that changed."""

_LOST_AND_FOUND = """
CREATE TABLE IF NOT EXISTS lost_and_found (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  fields TEXT NOT NULL
)"""
"""Where rows go that belong to nothing, as JSON objects: they may be all that is left of what they belonged to. The name
is that of SQLite's own (https://www.sqlite.org/recovery.html)."""

_JSON = (("pages", "headers"), ("posts", "leads"), ("revisions", "fields"))

_FOLDED = {"sites": ("name_folded", "url_folded", "host"), "authors": ("name_folded",), "tags": ("name_folded",)}


def find_dangling(connection: sqlite3.Connection, told: Callable[[int, int], None]) -> Iterator[str]:
    """Rows that refer to others that are not there (https://www.sqlite.org/pragma.html#pragma_foreign_key_check)."""

    @cache
    def columns(table: str) -> dict[int, str]:
        return {row[0]: row[3] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}

    for table, row, parent, number in connection.execute("PRAGMA foreign_key_check"):
        which = "a row" if row is None else f"row {row}"  # None: of a table WITHOUT ROWID
        yield f"{columns(table)[number]} of {which} of {table} is not in {parent}"


def drop_dangling(connection: sqlite3.Connection) -> None:
    """Such a reference becomes NULL where it may, and a row of a table of links goes.

    Comments and revisions without their post, pages without their body and what a crawl knew of a blog go to the table
    ``lost_and_found``. Bodies stay, which nothing can be made of without their dictionary.
    """
    tables = [
        name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    ]
    # Revisions before comments, with which they would go.
    for table in reversed(tables):
        for _, _, parent, column, *_ in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            dangling = f"{column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})"
            if table in _LINKS:
                connection.execute(f"DELETE FROM {table} WHERE {dangling}")
            elif _may_be_null(connection, table, column):
                connection.execute(f"UPDATE {table} SET {column} = NULL WHERE {dangling}")
            elif table != "bodies":
                _move_aside(connection, table, dangling)


def _move_aside(connection: sqlite3.Connection, table: str, which: str) -> None:
    """Move these rows of a table to ``lost_and_found``; bytes become hexadecimal digits."""
    if connection.execute(f"SELECT 1 FROM {table} WHERE {which} LIMIT 1").fetchone() is None:
        return
    columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    fields = ", ".join(f"'{name}', iif(typeof({name}) = 'blob', hex({name}), {name})" for name in columns)
    connection.execute(_LOST_AND_FOUND)
    connection.execute(
        f"INSERT INTO lost_and_found (table_name, fields) SELECT ?, json_object({fields}) FROM {table} WHERE {which}",
        (table,),
    )
    connection.execute(f"DELETE FROM {table} WHERE {which}")


def _may_be_null(connection: sqlite3.Connection, table: str, column: str) -> bool:
    sql = 'SELECT "notnull" FROM pragma_table_info(?) WHERE name = ?'
    return f"{table}.{column}" not in _NEEDED and not connection.execute(sql, (table, column)).fetchone()[0]


def find_parents(connection: sqlite3.Connection, told: Callable[[int, int], None]) -> Iterator[str]:
    """Comments whose parent is not the comment of the same post that their page names."""
    sql = """
SELECT child.id, child.post_id FROM comments AS child
LEFT JOIN comments AS parent ON parent.post_id = child.post_id AND parent.source_id = child.parent_source_id
WHERE child.parent_id IS NOT parent.id"""
    for number, post_id in connection.execute(sql):
        yield f"comment {number} of post {post_id} hangs on another comment than its page says"


def link_parents(connection: sqlite3.Connection) -> None:
    """Let the parents of all comments be what their pages say."""
    for (post_id,) in connection.execute("SELECT id FROM posts").fetchall():
        link_parents_of(connection, post_id)


def find_unreadable(connection: sqlite3.Connection, told: Callable[[int, int], None]) -> Iterator[str]:
    """Texts that are no UTF-8, and those that have to be JSON and are not."""
    tables = (
        "SELECT DISTINCT m.name FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table'"
    )
    for table in ("sites", "tags", *(name for (name,) in connection.execute(f"{tables} ORDER BY m.name").fetchall())):
        yield from _find_undecodable(connection, table)
    for table, column in _JSON:
        for (row,) in connection.execute(f"SELECT id FROM {table} WHERE NOT json_valid({column})"):
            yield f"{column} of row {row} of {table} is no JSON"


def _find_undecodable(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    sql = "SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT' ORDER BY cid"
    columns = [name for (name,) in connection.execute(sql, (table,))]
    if not columns:
        return
    as_it_was, connection.text_factory = connection.text_factory, bytes
    try:
        for row, *values in connection.execute(f"SELECT rowid, {', '.join(columns)} FROM {table}"):
            for column, value in zip(columns, values, strict=True):
                if isinstance(value, bytes) and not _is_utf8(value):
                    yield f"{column} of row {row} of {table} is no UTF-8"
    finally:
        connection.text_factory = as_it_was


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def find_names(connection: sqlite3.Connection, told: Callable[[int, int], None]) -> Iterator[str]:
    """Names and URLs of sites, authors and tags whose folded forms, by which they are found, are those of others."""
    for table, row, _ in _misfolded(connection):
        yield f"row {row} of {table} is found by another name than it has"


def fold_names(connection: sqlite3.Connection) -> None:
    """Make the folded forms anew."""
    for table, row, forms in list(_misfolded(connection)):
        names = ", ".join(f"{name} = ?" for name in _FOLDED[table])
        connection.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*forms, row))


def _misfolded(connection: sqlite3.Connection) -> Iterator[tuple[str, int, tuple[str | None, ...]]]:
    """The rows to change, and what to."""
    for table, columns in _FOLDED.items():
        url = "url" if table == "sites" else "NULL"
        for row, link, name, *found in connection.execute(f"SELECT id, {url}, name, {', '.join(columns)} FROM {table}"):
            forms = site_forms(link, name) if table == "sites" else (fold(name),)
            if forms != tuple(found):
                yield table, row, forms


def find_dictionaries(connection: sqlite3.Connection, told: Callable[[int, int], None]) -> Iterator[str]:
    """Dictionaries that are damaged, and those that no body needs."""
    used = "EXISTS (SELECT 1 FROM bodies WHERE dictionary_id = dictionaries.id)"
    for number, host, is_used, *row in connection.execute(
        f"SELECT id, host, {used}, sha256, size, data FROM dictionaries ORDER BY id"
    ):
        try:
            open_dictionary(*row)
        except ValueError as error:
            yield f"dictionary {number} of {host} is damaged, and with it all pages packed with it: {error}"
        if not is_used:
            yield f"dictionary {number} of {host} is needed by no page"


def drop_unused_dictionaries(connection: sqlite3.Connection) -> None:
    """Delete those that no body needs."""
    connection.execute(
        "DELETE FROM dictionaries WHERE NOT EXISTS (SELECT 1 FROM bodies WHERE dictionary_id = dictionaries.id)"
    )


def find_bodies(connection: sqlite3.Connection, told: Callable[[int, int], None]) -> Iterator[str]:
    """Bodies that are not what was stored, by size and checksum, and those of no page. One at a time is in memory."""
    (total,) = connection.execute("SELECT count(*) FROM bodies").fetchone()
    rows = connection.execute(
        f"""
SELECT bodies.id, (SELECT url FROM pages WHERE body_id = bodies.id ORDER BY pages.id LIMIT 1), {PACKED}
FROM bodies LEFT JOIN dictionaries ON dictionaries.id = dictionary_id ORDER BY bodies.id"""
    )
    for done, (number, url, *row) in enumerate(rows, 1):
        if url is None:
            yield f"body {number} is of no page"
        try:
            read_body(*row)
        except ValueError as error:
            yield f"body {number} ({url or 'of no page'}) is damaged: {error}"
        if done % 100 == 0 or done == total:
            told(done, total)
