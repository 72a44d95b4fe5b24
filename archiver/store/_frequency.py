"""How common a search term is, without reading all of its places in a large index."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from archiver.store._texts import begins
from archiver.store._ways import COMMENTS, POSTS, Values

if TYPE_CHECKING:
    import sqlite3

    from archiver.store._ways import Side, Way

SAMPLE = 500
"""Rows of a term that are counted; if there are more, their number is inferred from where the last of these stands."""


def frequency(connection: sqlite3.Connection, side: Side, index: str, expression: str) -> float:
    """About how many rows of an index match the FTS5 query; exact up to ``SAMPLE``."""
    table = f"{side.table}_{index}"
    count, last, largest = connection.execute(
        f"SELECT count(*), max(rowid), (SELECT max(id) FROM {side.table}) FROM"
        f" (SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT {SAMPLE})",
        (expression,),
    ).fetchone()
    return float(count) if count < SAMPLE else max(count, count * largest / last)


def occurrences(connection: sqlite3.Connection, side: Side, piece: str, most: int) -> int:
    """How often a piece of one or two characters stands in the texts of a side; no more than ``most`` are counted."""
    values = Values()
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {begins(side, piece, values)} LIMIT {most})"
    return int(connection.execute(sql, values.listed).fetchone()[0])


def size(connection: sqlite3.Connection, side: Side, index: str) -> int:
    """How many rows an index has: the first number of FTS5's record of averages, which bm25 reads too.

    It is a variable-length integer of SQLite (https://www.sqlite.org/fileformat2.html#varint).
    """
    sql = f"SELECT block FROM {side.table}_{index}_data WHERE id = 1"
    number = 0
    for byte in (connection.execute(sql).fetchone() or (b"",))[0]:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return number


def frequencies(connection: sqlite3.Connection, way: Way) -> dict[str, list[float]]:
    """How often each term of a way occurs, by the name of the side's table."""
    assert way.index is not None
    return {
        side.table: [frequency(connection, side, way.index, term) for term in way.terms] for side in (POSTS, COMMENTS)
    }


def scales(connection: sqlite3.Connection, way: Way, matches: dict[str, list[float]]) -> dict[str, float]:
    """What makes bm25 of both sides comparable; 1 where the terms are not known.

    bm25 weighs a word by how rare it is in *its* index, and gives up on words that most rows have (their weight is cut
    to 0.000001, which happens at once in a small archive). So each side's scores are multiplied by (weight of the words
    in posts and comments together) / (their weight in that index), with a weight that never falls to nothing,
    ln(1 + (N - n + 0.5) / (n + 0.5)) as Lucene has it.
    """
    assert way.index is not None
    rows = {side.table: size(connection, side, way.index) for side in (POSTS, COMMENTS)}
    everywhere = sum(_lucene(sum(rows.values()), sum(counts)) for counts in zip(*matches.values(), strict=True))
    result = {}
    for table, counts in matches.items():
        # As FTS5 computes it (fts5_aux.c, fts5Bm25GetData).
        weight = sum((max(math.log(max(rows[table] - n + 0.5, 1e-9) / (n + 0.5)), 1e-6) for n in counts), 0.0)
        result[table] = everywhere / weight if weight else 1.0
    return result


def _lucene(rows: int, matches: float) -> float:
    return math.log(1 + max(rows - matches + 0.5, 0.5) / (matches + 0.5))
