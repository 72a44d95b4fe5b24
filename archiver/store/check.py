"""``archiver check``: is everything in the archive as it has to be, and ``--repair``: what can be rebuilt is.

A check finds problems, each one line; some checks can rebuild what they found. A repair is one transaction: what
it does is looked at before it is written, and if there would be more problems than before, nothing is.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from archiver.store import _check_indexes, _check_rows, _check_schema, _counters
from archiver.store._errors import explain
from archiver.store.database import transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST = 100
"""So many problems are listed for each check; of more, their number."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong, or was: the name of the check, one line, and whether a repair mended it."""

    check: str
    problem: str
    repaired: bool


@dataclass(frozen=True, slots=True)
class Check:
    """``find`` yields problems; ``repair`` rebuilds what it can, in a transaction that its caller began."""

    name: str
    find: Callable[[sqlite3.Connection, Callable[[int, int], None]], Iterator[str]]
    repair: Callable[[sqlite3.Connection], None] | None = None


CHECKS = (
    Check("schema", _check_schema.find_schema, _check_schema.rebuild_schema),
    Check("file", _check_schema.find_damage, _check_schema.rebuild_indexes),
    Check("references", _check_rows.find_dangling, _check_rows.drop_dangling),
    Check("parents", _check_rows.find_parents, _check_rows.link_parents),
    Check("texts", _check_rows.find_unreadable),
    Check("names", _check_rows.find_names, _check_rows.fold_names),
    Check("counts", _counters.find_miscounts, _counters.recount),
    *(Check(f"search index {index.name}", index.find, index.rebuild) for index in _check_indexes.INDEXES),
    Check("dictionaries", _check_rows.find_dictionaries, _check_rows.drop_unused_dictionaries),
    Check("page bodies", _check_rows.find_bodies),
)


def check(
    connection: sqlite3.Connection, *, repair: bool, progress: Callable[[str, int, int], None]
) -> Iterator[Problem]:
    """Run all checks; ``progress(check, done, all)`` is told how far they are, where they count."""
    for one in CHECKS:

        def told(done: int, total: int, name: str = one.name) -> None:
            progress(name, done, total)

        told(0, 0)
        found = _Found.by(one, connection, told)
        left = _repaired(one, connection, found) if repair and found.count and one.repair else found
        for line in found.lines:
            yield Problem(one.name, line, left.count <= MOST and line not in left.lines)
        if found.count > len(found.lines):
            yield Problem(one.name, f"and {found.count - len(found.lines)} more", not left.count)


@dataclass(frozen=True, slots=True)
class _Found:
    lines: tuple[str, ...]
    count: int

    @classmethod
    def by(cls, check: Check, connection: sqlite3.Connection, told: Callable[[int, int], None]) -> _Found:
        """What the check finds; what it cannot read is a problem too."""
        lines: list[str] = []
        problems = check.find(connection, told)
        try:
            lines.extend(islice(problems, MOST))
            count = len(lines) + sum(1 for _ in problems)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            lines.append(explain(error))
            count = len(lines)
        return cls(tuple(lines), count)


def _repaired(check: Check, connection: sqlite3.Connection, before: _Found) -> _Found:
    """What is left after the check's repair, which is undone where it fails or leaves more than it found."""
    assert check.repair is not None
    try:
        with transaction(connection):
            check.repair(connection)
            after = _Found.by(check, connection, lambda done, total: None)
            if after.count > before.count:
                raise _Worse
    except _Worse:
        return before
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        return before
    return after


class _Worse(Exception):
    """The repair would leave more problems than there were."""


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the error tells of the archive's content, not of a full disk, a lock or missing rights."""
    # Without a code: a text that is no UTF-8.
    return (getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF) in (
        *(sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR),
        *(sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_MISMATCH),
    )
