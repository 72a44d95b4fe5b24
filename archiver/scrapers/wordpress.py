"""WordPress, by its generator, its REST link, or the paths of its themes and plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.scrapers._base import Scraper
from archiver.scrapers._leads import rest_lead

if TYPE_CHECKING:
    from archiver.page.document import Document
    from archiver.records import Lead

_PATHS = ("/wp-content/", "/wp-includes/", "wp-comments-post.php")


class WordpressScraper(Scraper):
    """WordPress, any theme: classic, HTML5 and block themes, wpDiscuz, Jetpack."""

    name = "wordpress"

    @classmethod
    def handles(cls, document: Document) -> bool:
        """A generator that says so, or files below `wp-content`."""
        if any("wordpress" in generator.lower() for generator in document.metadata.generators):
            return True
        body = document.page.body
        return any(path.encode() in body for path in _PATHS)

    def platform(self) -> str:
        """`wordpress`."""
        return self.name

    def comment_lists(self) -> list[Lead]:
        """The REST list of the post's comments first."""
        lead = rest_lead(self.document)
        return [*([lead] if lead is not None else []), *super().comment_lists()]
