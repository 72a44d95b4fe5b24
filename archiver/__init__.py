"""Keep blogs: read a post with its authors, dates and threaded comments, and store it where it can be searched.

    >>> from archiver import scrape, Store
    >>> post = scrape(html, url="https://example.org/2010/05/hello")
    >>> with Store("blogs.db") as store:
    ...     hits = list(store.search("hello"))

What is imported from here is loaded on first use, so that ``archiver --help`` stays fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archiver.archive import scrape
    from archiver.errors import ArchiverError, FetchError, ScrapeError, StoreError
    from archiver.records import Author, Comment, Lead, Page, Post, Site
    from archiver.store import Store

__version__ = "0.1.0"

_HOMES = {
    "scrape": "archiver.archive",
    "Store": "archiver.store",
    **dict.fromkeys(("Author", "Comment", "Lead", "Page", "Post", "Site"), "archiver.records"),
    **dict.fromkeys(("ArchiverError", "FetchError", "ScrapeError", "StoreError"), "archiver.errors"),
}

__all__ = [
    "ArchiverError",
    "Author",
    "Comment",
    "FetchError",
    "Lead",
    "Page",
    "Post",
    "ScrapeError",
    "Site",
    "Store",
    "StoreError",
    "__version__",
    "scrape",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
