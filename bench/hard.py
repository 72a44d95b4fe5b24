"""The searches that cost most: for what very many texts have and for what hardly any has, each with every filter.

What many have is cheap as long as a search can stop soon, and a filter may leave little of it or nothing.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from archiver.store import Filters, Store
from bench.prose import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archiver.store._statement import Sort

HITS = 20
COUNTED = 10_000
"""So many hits are counted for a terminal's total (docs/archive.md)."""

SORTS: tuple[Sort, ...] = ("rank", "newest", "oldest")

QUERIES = {
    "a very common word": tuple(word for code in ("en", "de", "fr", "ja", "zh") for word in language(code).words[:3]),
    "one common character": ("の", "的"),
    "a beginning of two letters": ("th*", "de*"),
    "of three": ("the*", "der*"),
    "of four": ("brin*", "with*"),
    "of five": ("schaf*", "there*"),
    "emoji, seldom punctuation": ("😀", "§", "++", ":-)"),
}
"""Few beginnings have more words than these (``prose.py``)."""


def measure_hard(path: Path) -> dict[str, dict[str, float]]:
    """CPU milliseconds by what is asked for and the filter: the slowest of its queries in all orders, pages and totals."""
    with Store(path, read_only=True) as store:
        chosen = dict(_filters(store))
        return {
            kind: {
                name: max(max(_costs(store, query, filters)) for query in queries) for name, filters in chosen.items()
            }
            for kind, queries in QUERIES.items()
        }


def _filters(store: Store) -> Iterator[tuple[str, Filters]]:
    """Each filter with what has most."""
    yield "none", Filters()
    sites = list(store.sites())
    yield "the largest site", Filters(site=sites[0].url)
    yield "the smallest site", Filters(site=sites[-1].url)
    yield "author", Filters(author=next(store.authors(Filters(limit=1))).name)
    yield "tag", Filters(tag=next(store.tags(Filters(limit=1))).name)
    yield "kind", Filters(kind="comment")
    yield "a year", Filters(since="2010", until="2010")
    yield "since a year", Filters(since="2010")
    yield "thread", Filters(post=next(iter(store.post_ids(Filters(limit=1)))))


def _costs(store: Store, query: str, filters: Filters) -> Iterator[float]:
    page = replace(filters, limit=HITS)
    for sort in SORTS:
        yield _milliseconds(lambda: list(store.search(query, page, sort=sort)))  # noqa: B023 - called at once
    yield _milliseconds(lambda: list(store.search(query, page, offset=HITS)))
    yield _milliseconds(lambda: store.count(query, filters, most=COUNTED))


def _milliseconds(ask: Callable[[], object]) -> float:
    start = time.process_time()
    ask()
    return (time.process_time() - start) * 1000
