"""Checks of the full-text indexes against the tables that they are made from."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Index:
    """A full-text index, and the table or view that has its content."""

    name: str
    content: str

    def find(self, connection: sqlite3.Connection, told: Callable[[int, int], None]) -> Iterator[str]:
        """Rows that are missing or too many, and texts that are not those of the table."""
        # FTS5 keeps one row for each indexed one in this table (https://www.sqlite.org/fts5.html#fts5_data_structures).
        wanted, indexed = f"SELECT id FROM {self.content}", f"SELECT id FROM {self.name}_docsize"
        for what, sql in (
            (f"rows of {self.content} that are missing", f"{wanted} WHERE id NOT IN ({indexed})"),
            (f"rows that {self.content} does not have", f"{indexed} WHERE id NOT IN ({wanted})"),
        ):
            (count,) = connection.execute(f"SELECT count(*) FROM ({sql})").fetchone()
            if count:
                yield f"{what}: {count}"
        if not self._is_sound(connection):
            yield f"it does not say what {self.content} says"

    def _is_sound(self, connection: sqlite3.Connection) -> bool:
        """FTS5's own check, which counts as writing: where that is not allowed, rows are all that is compared.

        With rank 1 it compares the texts too (https://www.sqlite.org/fts5.html#the_integrity_check_command).
        """
        if connection.execute("PRAGMA query_only").fetchone()[0]:
            return True
        try:
            connection.execute(f"INSERT INTO {self.name} ({self.name}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT_VTAB:
                raise
            return False
        return True

    def rebuild(self, connection: sqlite3.Connection) -> None:
        """Make the index anew from its content."""
        connection.execute(f"INSERT INTO {self.name} ({self.name}) VALUES ('rebuild')")


INDEXES = tuple(
    Index(f"{table}_{suffix}", f"{table}{content}")
    for table in ("posts", "comments")
    for suffix, content in (("fts", ""), ("trigram", "_wide"))
)
