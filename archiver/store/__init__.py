"""The archive: one SQLite file with posts, authors, comments and pages, that is searched here and opens in Datasette."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archiver.store.check import Problem
    from archiver.store.compact import Compacted
    from archiver.store.counts import AuthorCount, SiteCount, Stats, TagCount
    from archiver.store.crawls import Crawl
    from archiver.store.filters import Filters
    from archiver.store.history import Change, FieldChange
    from archiver.store.queue import QueueEntry, State, Tally, Window
    from archiver.store.read import StoredComment
    from archiver.store.remove import Removal
    from archiver.store.rescrape import Plan, PostPages
    from archiver.store.save import Saved
    from archiver.store.search import Hit
    from archiver.store.store import Store
    from archiver.store.visits import Visit

_HOMES = {
    "Problem": "archiver.store.check",
    "Compacted": "archiver.store.compact",
    **dict.fromkeys(("AuthorCount", "SiteCount", "Stats", "TagCount"), "archiver.store.counts"),
    "Crawl": "archiver.store.crawls",
    "Filters": "archiver.store.filters",
    **dict.fromkeys(("Change", "FieldChange"), "archiver.store.history"),
    **dict.fromkeys(("QueueEntry", "State", "Tally", "Window"), "archiver.store.queue"),
    "StoredComment": "archiver.store.read",
    "Removal": "archiver.store.remove",
    **dict.fromkeys(("Plan", "PostPages"), "archiver.store.rescrape"),
    "Saved": "archiver.store.save",
    "Hit": "archiver.store.search",
    "Store": "archiver.store.store",
    "Visit": "archiver.store.visits",
}

__all__ = [
    "AuthorCount",
    "Change",
    "Compacted",
    "Crawl",
    "FieldChange",
    "Filters",
    "Hit",
    "Plan",
    "PostPages",
    "Problem",
    "QueueEntry",
    "Removal",
    "Saved",
    "SiteCount",
    "State",
    "Stats",
    "Store",
    "StoredComment",
    "TagCount",
    "Tally",
    "Visit",
    "Window",
]


def __getattr__(name: str) -> Any:
    """What is imported from here is loaded on first use: a command needs little of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
