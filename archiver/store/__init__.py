"""The archive: one SQLite file with posts, authors, comments and pages, that is searched here and opens in Datasette."""

from __future__ import annotations

from archiver.store.check import Problem
from archiver.store.compact import Compacted
from archiver.store.counts import AuthorCount, SiteCount, Stats, TagCount
from archiver.store.filters import Filters
from archiver.store.history import Change, FieldChange
from archiver.store.read import StoredComment
from archiver.store.rescrape import Plan, PostPages
from archiver.store.save import Saved
from archiver.store.search import Hit
from archiver.store.store import Store

__all__ = [
    "AuthorCount",
    "Change",
    "Compacted",
    "FieldChange",
    "Filters",
    "Hit",
    "Plan",
    "PostPages",
    "Problem",
    "Saved",
    "SiteCount",
    "Stats",
    "Store",
    "StoredComment",
    "TagCount",
]
