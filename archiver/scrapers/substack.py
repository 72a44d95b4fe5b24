"""Substack: a post shows the first of its comments, all of them stand on a page of their own, `/p/…/comments`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from archiver.page.urls import absolute
from archiver.records import Lead
from archiver.scrapers._base import Scraper

if TYPE_CHECKING:
    from archiver.page.document import Document

_PRELOADS = re.compile(r"""\bwindow\._preloads\s*=\s*JSON\.parse\(("(?:[^"\\]|\\.)*")\)""")
"""What Substack's script starts from: JSON in a string."""


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

    def comment_lists(self) -> list[Lead]:
        """All comments as JSON, where the page's data has the post's number."""
        number = self._preloaded("post", "id")
        url = absolute(f"/api/v1/post/{number}/comments?all_comments=true&sort=oldest_first", self.document.url)
        known = [Lead("comments-substack", url)] if isinstance(number, int) and url else []
        return [*known, *super().comment_lists()]

    def _preloaded(self, *keys: str) -> Any:
        """A value of the data that the page's script starts from; `None` where it has none."""
        found = _PRELOADS.search(self.document.text)
        try:
            value = json.loads(json.loads(found[1])) if found else None
        except (ValueError, TypeError, RecursionError):
            return None
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value
