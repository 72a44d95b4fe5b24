"""Blogger, with its old definition lists and its threaded comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.scrapers._base import Scraper

if TYPE_CHECKING:
    from archiver.page.document import Document


class BloggerScraper(Scraper):
    """Blogger (blogspot.com and own domains)."""

    name = "blogger"

    @classmethod
    def handles(cls, document: Document) -> bool:
        """A generator that says so."""
        return any(generator.lower().startswith("blogger") for generator in document.metadata.generators)

    def platform(self) -> str:
        """`blogger`."""
        return self.name
