"""From a page to a post: `scrape(page)`.

Scrapers are found by listing this folder: each module without a leading underscore holds one class. Adding a platform
is adding a file.
"""

from __future__ import annotations

import pkgutil
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from archiver.errors import ScrapeError
from archiver.page.build import uncollected
from archiver.page.document import Document
from archiver.scrapers._base import Scraper
from archiver.scrapers._data import DataScraper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.records import Page, Post


@cache
def all_scrapers() -> tuple[type[Scraper], ...]:
    """All scraper classes, in the order in which they are asked: lowest rank first, then by name."""
    modules = [
        import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_")
    ]
    classes = [
        item
        for module in modules
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, Scraper) and item.__module__ == module.__name__
    ]
    return tuple(sorted(classes, key=lambda scraper: (scraper.rank, scraper.name)))


def find_scraper(document: Document) -> type[Scraper]:
    """The first scraper that handles the page; for HTML there is always one, as `generic` handles all.

    Raises `ScrapeError` for JSON or XML that no scraper knows.
    """
    is_data = document.is_data
    for scraper in all_scrapers():
        if issubclass(scraper, DataScraper) == is_data and scraper.handles(document):
            return scraper
    raise ScrapeError(f"{document.page.url}: is data or a feed, and holds no comments of a post")


def scrape(page: Page) -> Post:
    """The post on a page. Pure: no network, no clock, no state. Raises `ScrapeError` where there is no post."""
    with uncollected(), _reading(page) as scraper:
        return scraper.post()


@contextmanager
def _reading(page: Page) -> Iterator[Scraper]:
    document = Document(page)
    try:
        yield find_scraper(document)(document)
    finally:
        document.close()
