"""Drupal 6 to 10 and Backdrop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.scrapers._base import Scraper

if TYPE_CHECKING:
    from archiver.page.document import Document

_TRACES = (
    b"/sites/default/files",
    b"/sites/all/",
    b"drupal.js",
    b"Drupal.settings",
    b"drupalSettings",
    b"data-drupal-",
)


class DrupalScraper(Scraper):
    """Drupal 6 to 10, and Backdrop, its fork."""

    name = "drupal"

    @classmethod
    def handles(cls, document: Document) -> bool:
        """A generator that says so, or the paths and settings of its pages."""
        if any(generator.lower().startswith(("drupal", "backdrop")) for generator in document.metadata.generators):
            return True
        body = document.page.body
        return (b"rupal" in body or b"/sites/" in body) and any(trace in body for trace in _TRACES)

    def platform(self) -> str:
        """`drupal`."""
        return self.name

    def comment_count(self) -> int | None:
        """Drupal 7 states it in RDFa (`sioc:num_replies`), where its heading only says "Comments"."""
        for element in self.document.named("span"):
            if element.attrs.get("property") == "sioc:num_replies" and element.attr("content").isdigit():
                return int(element.attr("content"))
        return super().comment_count()
