"""``archiver compact``: bodies that were stored before their host had a dictionary are packed anew, and the file shrinks.

Every step is a short transaction of its own, between which others can write. A step that is killed was never begun, and
the next run goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.store import packing
from archiver.store.bodies import PACKED, dictionaries_of, learn, readable
from archiver.store.counts import file_bytes, stored_bytes
from archiver.store.database import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from archiver.store.bodies import HostDictionary

BATCH = 16
"""Bodies packed and written at once: what is held in memory, and what a kill can cost."""

MOST_DICTIONARIES = 16
"""New dictionaries for one host and run, so that a host of many blogs does not take all day."""

WORTHWHILE = 10
"""The file is made smaller when one tenth of it is free."""

STEP = 500
"""Pages of the file (4 kB each) that are given back in one transaction."""


@dataclass(frozen=True, slots=True)
class Compacted:
    """What ``Store.compact`` did: how many bodies were packed anew, how many dictionaries were made for that, and the
    bytes of all bodies with their dictionaries, and of the file with its log, before and after."""

    bodies: int
    dictionaries: int
    stored_bytes_before: int
    stored_bytes: int
    file_bytes_before: int
    file_bytes: int


def compact(connection: sqlite3.Connection, path: Path, progress: Callable[[int, int], None]) -> Compacted:
    """Pack bodies that have no dictionary with one of their host, and give free room back.

    ``progress(done, all)`` is told of bodies.
    """
    _empty_log(connection)
    stored, file = stored_bytes(connection), file_bytes(path)
    _leave_removed(connection)
    (waiting,) = connection.execute("SELECT count(*) FROM bodies WHERE dictionary_id IS NULL").fetchone()
    done = 0

    def step(bodies: int) -> None:
        # Those that a first dictionary does not help are looked at again with a second.
        nonlocal done
        done = min(done + bodies, waiting)
        progress(done, waiting)

    repacked = made = 0
    for host in _hosts(connection):
        bodies, dictionaries = _compact_host(connection, host, step)
        repacked, made = repacked + bodies, made + dictionaries
    give_back(connection)
    return Compacted(repacked, made, stored, stored_bytes(connection), file, file_bytes(path))


def _hosts(connection: sqlite3.Connection) -> Iterator[str]:
    """The hosts with bodies that have no dictionary. Each is looked up anew: nothing stays open while others write."""
    sql = "SELECT min(host) FROM bodies WHERE dictionary_id IS NULL AND host > ?"
    if connection.execute("SELECT 1 FROM bodies WHERE dictionary_id IS NULL AND host = ''").fetchone():
        yield ""
    host = ""
    while (host := connection.execute(sql, (host,)).fetchone()[0]) is not None:
        yield host


def _compact_host(connection: sqlite3.Connection, host: str, step: Callable[[int], None]) -> tuple[int, int]:
    """How many bodies were packed anew, and how many dictionaries were made."""
    known = dictionaries_of(connection, host)
    repacked = _repack(connection, host, known, step) if known else 0
    for made in range(MOST_DICTIONARIES):
        with transaction(connection):
            sample = learn(connection, host, newest=False)
        if not sample:
            return repacked, made
        step(sample)
        repacked += sample + _repack(connection, host, dictionaries_of(connection, host)[:1], step)
    return repacked, MOST_DICTIONARIES


def _repack(
    connection: sqlite3.Connection, host: str, known: Sequence[HostDictionary], step: Callable[[int], None]
) -> int:
    """Pack all bodies of the host that have no dictionary with one of these, where that helps; how many it helped."""
    last = repacked = 0
    while True:
        rows = connection.execute(
            "SELECT id, sha256, size, data FROM bodies WHERE host = ? AND dictionary_id IS NULL AND id > ? ORDER BY id LIMIT ?",
            (host, last, BATCH),
        ).fetchall()
        if not rows:
            return repacked
        last = rows[-1][0]
        changes = []
        for number, sha256, size, data in rows:
            body = readable(sha256, size, data)
            packed = None if body is None else packing.pack_best(body, [entry.dictionary for entry in known], data)
            if packed is not None and packed.dictionary is not None:
                entry = known[packed.dictionary]
                changes.append((packed.data, entry.id, number, entry.id, entry.sha256))
        with transaction(connection):
            # Bodies and dictionaries may have been removed since they were read.
            repacked += connection.executemany(
                "UPDATE bodies SET data = ?, dictionary_id = ? WHERE id = ? AND dictionary_id IS NULL"
                " AND EXISTS (SELECT 1 FROM dictionaries WHERE id = ? AND sha256 = ?)",
                changes,
            ).rowcount
        step(len(rows))


def _leave_removed(connection: sqlite3.Connection) -> None:
    """Dictionaries whose own page was removed go, so that it is gone from them too. What was packed with one waits for
    another then; what is damaged keeps it."""
    removed = "SELECT id FROM dictionaries WHERE NOT EXISTS (SELECT 1 FROM bodies WHERE sha256 = dictionaries.sha256)"
    for (dictionary,) in connection.execute(removed).fetchall():
        last = 0
        while rows := connection.execute(
            f"SELECT bodies.id, {PACKED} FROM bodies JOIN dictionaries ON dictionaries.id = dictionary_id"
            " WHERE dictionary_id = ? AND bodies.id > ? ORDER BY bodies.id LIMIT ?",
            (dictionary, last, BATCH),
        ).fetchall():
            last = rows[-1][0]
            plain = [(packing.pack(body), row[0]) for row in rows if (body := readable(*row[1:])) is not None]
            with transaction(connection):
                connection.executemany("UPDATE bodies SET data = ?, dictionary_id = NULL WHERE id = ?", plain)
        with transaction(connection):
            connection.execute(
                "DELETE FROM dictionaries WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM bodies WHERE dictionary_id = ?1)",
                (dictionary,),
            )


def give_back(connection: sqlite3.Connection) -> None:
    """Make the file smaller where a tenth of it is free.

    In steps; an archive from before version 6 cannot do that, and is written anew once, for which others that write
    have to wait.
    """
    free, pages, steps = (_pragma(connection, name) for name in ("freelist_count", "page_count", "auto_vacuum"))
    if free * WORTHWHILE >= pages:
        if steps:
            while (free := _pragma(connection, "freelist_count")) > 0:
                # ``execute`` would stop after one page: the statement gives a row, without any column, for each.
                connection.executescript(f"PRAGMA incremental_vacuum({STEP})")
                if _pragma(connection, "freelist_count") >= free:
                    break
        else:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("VACUUM")
    _empty_log(connection)


def _empty_log(connection: sqlite3.Connection) -> None:
    """Write what stands in the write-ahead log into the file, as far as nobody is reading it there."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
