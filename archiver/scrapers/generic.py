"""Any page: what is not known to be of a platform is read by structure alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.scrapers._base import Scraper

if TYPE_CHECKING:
    from archiver.page.document import Document


class GenericScraper(Scraper):
    """Any blog page, whatever its markup."""

    name = "generic"
    rank = 9

    @classmethod
    def handles(cls, document: Document) -> bool:
        """Every page."""
        return True
