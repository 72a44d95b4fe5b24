"""Checks of the full-text indexes against the tables that they are made from."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Index:
    """A full-text index, the table or view that has its content, and whether their texts are compared too.

    They are not where the content is a view that picks rows by what stands in them: on 5,000 posts that takes 3.7 s
    instead of 0.5, and while FTS5 compares, nobody else can write. ``rows`` is a statement that gives the numbers of
    such rows in less time.
    """

    name: str
    content: str
    texts: bool
    rows: str = ""

    def find(self, connection: sqlite3.Connection, told: Callable[[int, int], None]) -> Iterator[str]:
        """Rows that are missing or too many, and texts that are not those of the table."""
        # FTS5 keeps one row for each indexed one in this table (https://www.sqlite.org/fts5.html#fts5_data_structures).
        rows = f"{self.name}_docsize"
        (indexed,) = connection.execute(f"SELECT count(*) FROM {rows}").fetchone()
        content = f"({self.rows})" if self.rows else self.content
        wanted, found = connection.execute(
            f"SELECT count(*), count({rows}.id) FROM {content} AS content LEFT JOIN {rows} ON {rows}.id = content.id"
        ).fetchone()
        if wanted > found:
            yield f"rows of {self.content} that are missing: {wanted - found}"
        if indexed > found:
            yield f"rows that {self.content} does not have: {indexed - found}"
        if not self._is_sound(connection):
            yield f"it does not say what {self.content} says" if self.texts else "it contradicts itself"

    def _is_sound(self, connection: sqlite3.Connection) -> bool:
        """FTS5's own check, which counts as writing: where that is not allowed, rows are all that is compared.

        With rank 1 it compares the texts too (https://www.sqlite.org/fts5.html#the_integrity_check_command).
        """
        if connection.execute("PRAGMA query_only").fetchone()[0]:
            return True
        sql = f"INSERT INTO {self.name} ({self.name}, rank) VALUES ('integrity-check', ?)"
        try:
            connection.execute(sql, (int(self.texts),))
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT_VTAB:
                raise
            return False
        return True

    def rebuild(self, connection: sqlite3.Connection) -> None:
        """Make the index anew from its content."""
        connection.execute(f"INSERT INTO {self.name} ({self.name}) VALUES ('rebuild')")


# Each text is in one of the two indexes that are not of words.
_PLAIN = "SELECT id FROM {table} WHERE id NOT IN (SELECT id FROM {table}_trigram_docsize)"

INDEXES = tuple(
    index
    for table in ("posts", "comments")
    for index in (
        Index(f"{table}_fts", table, True),
        Index(f"{table}_trigram", f"{table}_wide", False),
        Index(f"{table}_symbols", f"{table}_plain", False, _PLAIN.format(table=table)),
    )
)
