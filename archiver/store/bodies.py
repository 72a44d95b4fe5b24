"""The bodies of pages as rows: each once, whichever pages have it, and mostly packed with a dictionary of its host.

A dictionary is made while pages are saved (``learn``), in the same transaction, so that an archive depends only on
what was saved in which order. ``compact`` does it for what was saved before.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from archiver.store import packing

if TYPE_CHECKING:
    import sqlite3

TRIED = 4
"""So many dictionaries of a host, the newest, are tried for a body. One serves a blog; more come of new looks."""

SAMPLE = 8
"""So many bodies, the newest without a dictionary, say which of them is to be one."""

ATTEMPTS = frozenset((4, 8, 16, 32, 64))
"""``save`` looks for a dictionary when a host has so many bodies without one. Pages that have nothing in common so cost
five attempts of some 20 ms, and no more."""

DICTIONARY_SIZES = (512, 2**19)
"""Smaller pages have nothing to share; larger ones would have to be unpacked to read any other page."""


class HostDictionary(NamedTuple):
    """A row of ``dictionaries``."""

    id: int
    sha256: str
    dictionary: packing.Dictionary


def host_of(*urls: str) -> str:
    """The host of the first of these URLs that has one, in lower case; empty where none has, as with files."""
    for url in urls:
        try:
            if host := urlsplit(url).hostname:
                return host
        except ValueError:  # such as http://[
            continue
    return ""


class NewBody:
    """A body on its way into the archive. It is packed before the transaction begins, so that others wait less."""

    def __init__(self, connection: sqlite3.Connection, body: bytes, host: str) -> None:
        self.sha256 = hashlib.sha256(body).hexdigest()
        self._body = body
        self._host = host
        self._dictionary: HostDictionary | None = None
        self._packed = self._pack(connection) if self._find(connection) is None else None

    def _find(self, connection: sqlite3.Connection) -> int | None:
        row = connection.execute("SELECT id FROM bodies WHERE sha256 = ?", (self.sha256,)).fetchone()
        return None if row is None else int(row[0])

    def _pack(self, connection: sqlite3.Connection) -> bytes:
        known = dictionaries_of(connection, self._host)
        packed = packing.pack_best(self._body, [entry.dictionary for entry in known])
        self._dictionary = None if packed.dictionary is None else known[packed.dictionary]
        return packed.data

    def write(self, connection: sqlite3.Connection) -> int:
        """The number of its row, which is made where there is none. To be called in a transaction."""
        if (found := self._find(connection)) is not None:
            return found
        if self._packed is None or not self._has_dictionary(connection):
            # Another program removed a post or site since: with it went the same body, or the dictionary.
            self._packed, self._dictionary = packing.pack(self._body), None
        number = connection.execute(
            "INSERT INTO bodies (sha256, host, size, dictionary_id, data) VALUES (?, ?, ?, ?, ?)",
            (self.sha256, self._host, len(self._body), self._dictionary and self._dictionary.id, self._packed),
        ).lastrowid
        assert number is not None
        if self._dictionary is None:
            _learn_in_time(connection, self._host)
        return number

    def _has_dictionary(self, connection: sqlite3.Connection) -> bool:
        if self._dictionary is None:
            return True
        sql = "SELECT 1 FROM dictionaries WHERE id = ? AND sha256 = ?"
        return connection.execute(sql, self._dictionary[:2]).fetchone() is not None


def dictionaries_of(connection: sqlite3.Connection, host: str) -> list[HostDictionary]:
    """The host's newest dictionaries, the newest first. One whose own page was removed is used no more."""
    rows = connection.execute(
        "SELECT id, sha256, size, data FROM dictionaries"
        " WHERE host = ? AND EXISTS (SELECT 1 FROM bodies WHERE sha256 = dictionaries.sha256) ORDER BY id DESC LIMIT ?",
        (host, TRIED),
    )
    found = []
    for number, sha256, *rest in rows:
        # A damaged one is lost for what was packed with it, and must not stop what is saved now.
        with suppress(ValueError):
            found.append(HostDictionary(number, sha256, open_dictionary(sha256, *rest)))
    return found


def learn(connection: sqlite3.Connection, host: str, *, newest: bool) -> int:
    """Make one of the host's bodies that have no dictionary the dictionary of the others, and pack a sample of them anew.

    The sample is the newest of them, else any. How many were packed anew: none where no dictionary is worth its room. To
    be called in a transaction, which it makes some 20 ms longer.
    """
    order = "id DESC" if newest else "sha256"
    rows = connection.execute(
        f"""
SELECT id, sha256, size, data FROM bodies WHERE id IN (
  SELECT id FROM bodies WHERE host = ? AND dictionary_id IS NULL AND size BETWEEN ? AND ? ORDER BY {order} LIMIT ?
) ORDER BY id""",
        (host, *DICTIONARY_SIZES, SAMPLE),
    ).fetchall()
    sample = [(*row, body) for row in rows if (body := readable(*row[1:])) is not None]
    place = packing.choose([body for *_, body in sample])
    if place is None:
        return 0
    _, sha256, size, data, _ = sample[place]
    number = connection.execute(
        "INSERT INTO dictionaries (host, sha256, size, data) VALUES (?, ?, ?, ?)", (host, sha256, size, data)
    ).lastrowid
    dictionary = open_dictionary(sha256, size, data)
    packed = [(packing.pack_best(body, [dictionary], data), row) for row, _, _, data, body in sample]
    return connection.executemany(
        "UPDATE bodies SET data = ?, dictionary_id = ? WHERE id = ?",
        [(frame.data, number, row) for frame, row in packed if frame.dictionary is not None],
    ).rowcount


def _learn_in_time(connection: sqlite3.Connection, host: str) -> None:
    (waiting,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM bodies WHERE host = ? AND dictionary_id IS NULL LIMIT ?)",
        (host, max(ATTEMPTS) + 1),
    ).fetchone()
    if waiting in ATTEMPTS:
        learn(connection, host, newest=True)


@lru_cache(maxsize=16)
def open_dictionary(sha256: str, size: int, data: bytes) -> packing.Dictionary:
    """The dictionary of a row of ``dictionaries``, prepared only once. Raises ``ValueError`` where it is damaged."""
    return packing.Dictionary(_checked(sha256, packing.unpack(data, size)))


PACKED = (
    "bodies.sha256, bodies.size, CAST(bodies.data AS BLOB),"
    " dictionaries.sha256, dictionaries.size, CAST(dictionaries.data AS BLOB)"
)
"""The columns for ``read_body``, of ``bodies LEFT JOIN dictionaries``. A frame that somebody turned into text is damaged,
and must not be more than that."""


def read_body(
    sha256: str,
    size: int,
    data: bytes,
    dictionary_sha256: str | None = None,
    dictionary_size: int | None = None,
    dictionary_data: bytes | None = None,
) -> bytes:
    """The body in the columns ``PACKED``. Raises ``ValueError`` where it, or its dictionary, is damaged."""
    if dictionary_sha256 is None or dictionary_size is None or dictionary_data is None:
        return _checked(sha256, packing.unpack(data, size))
    try:
        dictionary = open_dictionary(dictionary_sha256, dictionary_size, dictionary_data)
    except ValueError as error:
        raise ValueError(f"its dictionary: {error}") from error
    return _checked(sha256, packing.unpack(data, size, dictionary))


def readable(*packed: Any) -> bytes | None:
    """What ``read_body`` gives; ``None`` where it is damaged, which must not stop what is done with others."""
    try:
        return read_body(*packed)
    except ValueError:
        return None


def _checked(sha256: str, body: bytes) -> bytes:
    if hashlib.sha256(body).hexdigest() != sha256:
        raise ValueError("its checksum is wrong")
    return body
