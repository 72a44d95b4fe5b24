"""What saving costs beside SQLite itself: the same rows by bare ``executemany``, into the same schema and triggers.

Both archives begin as copies of one file, so they have the same size and the same indexes. They take turns, some posts
each, so that a slow minute of the machine hits both.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from archiver.store import Store
from bench.blogs import page_and_post

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from archiver.records import Page, Post

TABLES = (
    *("dictionaries", "bodies", "sites", "authors", "posts", "post_authors", "comments", "tags", "post_tags", "pages"),
)
"""All tables that saving a new post writes to, each behind those that it refers to."""

_COUNTED = {"sites", "authors", "tags"}
"""Their columns ``posts`` and ``comments`` are written by triggers, here as there."""

_NUMBERS = {"post_tags": "post_id"}
"""What grows with each post, of a table without rowid."""


@dataclass(frozen=True)
class Saving:
    """CPU milliseconds a post: ``Store.save``, the bare rows, ``Store.save`` into an archive that was empty; the medians."""

    ours: float
    bare: float
    empty: float
    median: float
    median_empty: float


def measure_saving(archive: Path, folder: Path, first: int, number: int, comments: float, turn: int = 50) -> Saving:
    """Save ``number`` posts from ``first`` on into copies of ``archive`` in ``folder``, ``turn`` at a time."""
    ours, bare, empty = (folder / f"{name}.db" for name in ("ours", "bare", "empty"))
    for path in (ours, bare, empty):
        path.unlink(missing_ok=True)
    for path in (ours, bare):
        shutil.copyfile(archive, path)
    here: list[float] = []
    there: list[float] = []
    rows = 0.0
    with Store(ours) as store, Store(bare) as other, Store(empty) as new:
        # The schema is known, and SQLite is asked for what no method of Store has.
        connection, raw = store._connection, other._connection
        copied = {table: _last(connection, table) for table in TABLES}
        for start in range(first, first + number, turn):
            posts = [page_and_post(k, comments) for k in range(start, min(start + turn, first + number))]
            for page, post in posts:
                here.append(_saved(store, page, post))
                there.append(_saved(new, page, post))
            rows += _insert(raw, [_rows(connection, table, copied[table]) for table in TABLES])
            copied = {table: _last(connection, table) for table in TABLES}
    for path in (ours, bare, empty):
        path.unlink()
    times = (sum(here) / number, rows / number, sum(there) / number, median(here), median(there))
    return Saving(*(seconds * 1000 for seconds in times))


def _saved(store: Store, page: Page, post: Post) -> float:
    start = time.process_time()
    store.save(page, post)
    return time.process_time() - start


def _last(connection: sqlite3.Connection, table: str) -> int:
    number = _NUMBERS.get(table, "rowid")
    (last,) = connection.execute(f"SELECT ifnull(max({number}), 0) FROM {table}").fetchone()
    return int(last)


def _rows(connection: sqlite3.Connection, table: str, last: int) -> tuple[str, list[tuple[Any, ...]]]:
    """The statement that inserts a row, and the rows that came behind the last."""
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    if table in _COUNTED:
        columns = [name for name in columns if name not in ("posts", "comments")]
    names, number = ", ".join(columns), _NUMBERS.get(table, "rowid")
    rows = connection.execute(f"SELECT {names} FROM {table} WHERE {number} > ? ORDER BY {number}", (last,)).fetchall()
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows


def _insert(connection: sqlite3.Connection, tables: list[tuple[str, list[tuple[Any, ...]]]]) -> float:
    """Insert all rows in one transaction; the CPU seconds that it took."""
    start = time.process_time()
    connection.execute("BEGIN IMMEDIATE")
    for statement, rows in tables:
        connection.executemany(statement, rows)
    connection.execute("COMMIT")
    return time.process_time() - start
