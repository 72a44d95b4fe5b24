"""Drupal 6 to 10 and Backdrop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.records import Author
from archiver.scrapers._base import Scraper
from archiver.scrapers._names import clean_name

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
        generators = [generator.lower() for generator in document.metadata.generators]
        if any(generator.startswith(("drupal", "backdrop")) for generator in generators):
            return True
        if any(generator.startswith("wordpress") for generator in generators):
            return False  # its posts may link to files of such a site; and to search a page for traces takes its time
        body = document.page.body
        return (b"rupal" in body or b"/sites/" in body) and any(trace in body for trace in _TRACES)

    def platform(self) -> str:
        """`drupal`."""
        return self.name

    def authors(self) -> tuple[Author, ...]:
        """Drupal 6's Garland writes "Tue, 2009-03-17 21:40 — tarn" (`phptemplate_node_submitted`)."""
        found = super().authors()
        if found:
            return found
        until = self.thread.items[0].start if self.thread.items else len(self.document.elements)
        for element in self.document.named("span", "div"):
            if "submitted" in element.classes and element.index < until:
                date, _, name = inline_text(element).partition(" — ")
                author = clean_name(name) if self.document.read_date(date) else None
                return (Author(author),) if author else ()
        return ()

    def comment_count(self) -> int | None:
        """Drupal 7 states it in RDFa (`sioc:num_replies`), where its heading only says "Comments"."""
        for element in self.document.named("span"):
            if element.attrs.get("property") == "sioc:num_replies" and element.attr("content").isdigit():
                return int(element.attr("content"))
        return super().comment_count()
