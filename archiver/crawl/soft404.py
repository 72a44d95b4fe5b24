"""Servers that never say 404: what they show for a URL that they do not have, so that it is not taken for a post.

At the beginning of a search one made-up URL is asked for. What comes with a success is what every dead link shows.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver import archive
from archiver.errors import ScrapeError

if TYPE_CHECKING:
    from archiver.records import Page, Post


def fingerprint_of(page: Page) -> str | None:
    """What the page for a made-up URL says, as a hash; ``None`` if it says nothing."""
    try:
        return fingerprint(archive.scrape(page), page.url)
    except ScrapeError:
        return None


def fingerprint(post: Post, url: str) -> str | None:
    """The hash of a post's text without the words of its URL, which such pages like to repeat; ``None`` without text."""
    slug = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    text = " ".join(post.content_text.replace(url, "").replace(slug, "").split())
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() if text else None
