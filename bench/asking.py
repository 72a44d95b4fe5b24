"""What search costs beside FTS5 itself: statements as a person writes them by hand who knows the schema.

They look for the words in the indexes of words (Chinese and Japanese ones in those of trigrams), rank by bm25, join what
the filter needs, and show twenty hits with title, date, author and snippet.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from archiver.store import Filters, Store
from archiver.store.wide import has_wide
from bench.blogs import natural_queries
from bench.prose import language

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

HITS = 20

_SIDES = {
    "posts": ("bm25({index}, 5.0, 1.0)", "JOIN posts ON posts.id = {index}.rowid"),
    "comments": (
        "bm25({index})",
        "JOIN comments ON comments.id = {index}.rowid JOIN posts ON posts.id = comments.post_id",
    ),
}


@dataclass(frozen=True)
class Asking:
    """CPU milliseconds: our median, the slowest of twenty, our and the hand-written sum; the slowest very common word."""

    median: float
    slow: float
    ours: float
    by_hand: float
    common: float


def measure_asking(path: Path, posts: int, number: int) -> Asking:
    """Ask ``number`` natural queries and the commonest words of five languages."""
    ours: list[float] = []
    hand: list[float] = []
    with Store(path, read_only=True) as store:
        connection = store._connection
        for query, filters in natural_queries(posts, number):
            asked = replace(filters, limit=HITS)
            start = time.process_time()
            list(store.search(query, asked))
            middle = time.process_time()
            by_hand(connection, query, filters)
            ours.append((middle - start) * 1000)
            hand.append((time.process_time() - middle) * 1000)
        common = []
        for code in ("en", "de", "fr", "ja", "zh"):
            for word in language(code).words[:3]:
                start = time.process_time()
                list(store.search(word, Filters(limit=HITS)))
                common.append((time.process_time() - start) * 1000)
    return Asking(median(ours), quantiles(ours, n=20)[-1], sum(ours), sum(hand), max(common))


def by_hand(connection: sqlite3.Connection, query: str, filters: Filters) -> list[tuple[Any, ...]]:
    """The best hits for the words of a query."""
    terms = [f'"{word}"' for word in query.split()]
    wide = " ".join(term for term in terms if has_wide(term) and len(term) > 4)
    words = " ".join(term for term in terms if not has_wide(term))
    kind, expression = ("fts", words) if words else ("trigram", wide)
    if not expression:  # one or two characters, which no MATCH finds
        return []
    legs, values = [], []
    for side in ("posts", "comments"):
        if (filters.kind == "comment") == (side == "posts") and filters.kind:
            continue
        index = f"{side}_{kind}"
        rank, join = (text.format(index=index) for text in _SIDES[side])
        condition, value = _condition(side, filters)
        legs.append(
            f"SELECT '{side}' AS side, {index}.rowid AS id, {rank} AS rank FROM {index} {join if condition else ''}"
            f" WHERE {index} MATCH ?{condition}"
        )
        values += [expression, *value]
    snippets = " ".join(
        f"WHEN '{side}' THEN (SELECT snippet({side}_{kind}, -1, '[', ']', '…', 24) FROM {side}_{kind}"
        f" WHERE {side}_{kind} MATCH ? AND rowid = hits.id)"
        for side in _SIDES
    )
    sql = f"""
SELECT side, posts.title, posts.url, coalesce(comments.published, posts.published), authors.name, CASE side {snippets} END
FROM (SELECT * FROM ({" UNION ALL ".join(legs)}) ORDER BY rank LIMIT {HITS}) AS hits
LEFT JOIN comments ON side = 'comments' AND comments.id = hits.id
JOIN posts ON posts.id = iif(side = 'posts', hits.id, comments.post_id)
LEFT JOIN authors ON authors.id = comments.author_id
ORDER BY rank"""
    return connection.execute(sql, (expression, expression, *values)).fetchall()


def _condition(side: str, filters: Filters) -> tuple[str, list[str]]:
    """The filter as SQL with its values; empty where nothing is selected."""
    if filters.site:
        return " AND posts.site_id = (SELECT id FROM sites WHERE host = ?)", [filters.site]
    if filters.tag:
        tagged = "SELECT post_id FROM post_tags JOIN tags ON tags.id = tag_id WHERE tags.name = ?"
        return f" AND posts.id IN ({tagged})", [filters.tag]
    if filters.since:
        return f" AND {side}.published >= ? AND {side}.published < ?", [filters.since, f"{filters.since}~"]
    if filters.author and side == "comments":
        return " AND comments.author_id IN (SELECT id FROM authors WHERE name = ?)", [filters.author]
    if filters.author:
        written = "SELECT post_id FROM post_authors JOIN authors ON authors.id = author_id WHERE name = ?"
        return f" AND posts.id IN ({written})", [filters.author]
    return "", []
