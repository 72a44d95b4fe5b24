"""Servers that never say 404: what they show for a URL that they do not have, so that it is not taken for a post.

At the beginning of a search one made-up URL is asked for. What comes with a success is what every dead link shows: a page
that says so, the first page, or the way there.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.crawl.address import key
from archiver.page.build import uncollected
from archiver.page.document import Document

if TYPE_CHECKING:
    from archiver.records import Page

_CHANGING = re.compile(r"\d+|\s+")
"""Clocks and counters differ from one request to the next."""


def fingerprint(page: Page) -> str:
    """Where a page led to, if that was elsewhere, else the hash of all its text but its own URL and numbers.

    All its text, not that of the post: a first page may show the newest post whole, and is not that post.
    """
    if key(page.final_url) != key(page.url):
        return f"to {key(page.final_url)}"
    with uncollected():
        document = Document(page)
        try:
            text = document.elements.text
        finally:
            document.close()
    slug = urlsplit(page.url).path.rstrip("/").rpartition("/")[2]
    for own in filter(None, (page.url, page.final_url, slug)):
        text = text.replace(own, "")
    return hashlib.sha256(_CHANGING.sub(" ", text).encode("utf-8", "replace")).hexdigest()
