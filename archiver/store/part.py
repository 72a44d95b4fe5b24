"""What the parts of a store have in common that have methods of their own: its connection, and its one edge for errors."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from archiver.store._errors import wrap_errors
from archiver.store.database import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


class Part:
    """A part of a store. All that the archive cannot do raises ``StoreError``."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside is one transaction: all of it, or nothing."""
        with self._writing():
            yield

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, or a part of the one that is under way."""
        with wrap_errors(self._path):
            if self._connection.in_transaction:
                yield self._connection
            else:
                with transaction(self._connection):
                    yield self._connection

    def _rows(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with wrap_errors(self._path):
            return self._connection.execute(sql, parameters).fetchall()
