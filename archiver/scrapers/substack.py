"""Substack: a post shows the first of its comments, all of them stand on a page of their own, `/p/…/comments`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.page.urls import absolute
from archiver.records import Lead
from archiver.scrapers._base import Scraper

if TYPE_CHECKING:
    from archiver.page.document import Document


class SubstackScraper(Scraper):
    """Substack, on its own host or on others."""

    name = "substack"

    @classmethod
    def handles(cls, document: Document) -> bool:
        """Pages with files of its CDN and the data that its script starts from; others only embed its posts."""
        body = document.page.body
        return b"window._preloads" in body and b"substackcdn.com" in body

    def platform(self) -> str:
        """`substack`."""
        return self.name

    def leads(self) -> tuple[Lead, ...]:
        """Before all others the page with all comments, where the post links to it."""
        found = super().leads()
        here = self.document.url.rstrip("/")
        urls = {absolute(link.attr("href"), self.document.base_url) for link in self.document.named("a")}
        every = f"{here}/comments"
        return (Lead("comments-page", every), *found) if every in urls else found
