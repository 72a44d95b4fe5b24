"""A page may name any URL as that of its post. Whether a page is the post that the archive has under that URL.

Themes name one URL on all of their pages, and whoever copies a page, or wishes another blog ill, names that blog's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archiver.store import read
from archiver.store.cleaning import clean_text
from archiver.store.folding import bare_url, host
from archiver.store.worse import similar, wall_of

if TYPE_CHECKING:
    import sqlite3

    from archiver.records import Page, Post


def under_own_url(connection: sqlite3.Connection, page: Page, post: Post) -> Post:
    """The post under the URL of its page, where it is another than the one that the archive has under the URL that the
    page names: one with another title and another text."""
    url = clean_text(page.final_url).partition("#")[0]
    if (
        not url.startswith(("http://", "https://"))
        or bare_url(url) == bare_url(post.url)
        or not post.content_text.strip()
    ):
        return post
    row = connection.execute("SELECT id FROM posts WHERE url = ?", (post.url,)).fetchone()
    if row is None:
        return post
    old = read.load(connection, row[0], [])
    if post.title == old.title or similar(post.content_text, old.content_text) or wall_of(post):
        return post
    return replace(post, url=url)


def host_of_copy(connection: sqlite3.Connection, post_id: int, page: Page, post: Post) -> str | None:
    """The host of the page, where it is a copy: neither asked nor found at the host of the post's URL, from where the archive
    has the post already."""
    own, asked, reached = (host(clean_text(url)) for url in (post.url, page.url, page.final_url))
    if not reached or own in (asked, reached):
        return None
    pages = connection.execute("SELECT final_url FROM pages WHERE post_id = ? AND role = 'post'", (post_id,))
    return reached if any(host(url) == own for (url,) in pages) else None
