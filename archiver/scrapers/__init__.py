"""From a page to a post: `scrape(page)`.

Scrapers are found by listing this folder: each module without a leading underscore holds one class. Adding a platform
is adding a file.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from archiver.page.build import uncollected
from archiver.page.document import Document
from archiver.scrapers._base import Scraper

if TYPE_CHECKING:
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
    """The first scraper that handles the page; there is always one, as `generic` handles all."""
    return next(scraper for scraper in all_scrapers() if scraper.handles(document))


def scrape(page: Page) -> Post:
    """The post on a page. Pure: no network, no clock, no state. Raises `ScrapeError` where there is no post."""
    with uncollected():
        return _read(page)


def _read(page: Page) -> Post:
    document = Document(page)
    try:
        return find_scraper(document)(document).post()
    finally:
        document.close()
