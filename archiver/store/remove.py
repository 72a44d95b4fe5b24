"""Taking posts out of the archive, with all that only they used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.store.database import transaction
from archiver.store.folding import bare_url

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Removal:
    """How many posts, comments and pages go, or went."""

    posts: int = 0
    comments: int = 0
    pages: int = 0

    def __add__(self, other: Removal) -> Removal:
        return Removal(self.posts + other.posts, self.comments + other.comments, self.pages + other.pages)


def removal(connection: sqlite3.Connection, post_ids: Iterable[int], site: str | None) -> Removal:
    """What ``remove`` will take out."""
    found = Removal(pages=len(_pages_of(connection, site)) if site is not None else 0)
    return sum((_of_post(connection, post_id) for post_id in post_ids), found)


def remove(connection: sqlite3.Connection, post_ids: Iterable[int], site: str | None) -> Removal:
    """Remove the posts, one in a transaction, so that others can write meanwhile, then the site's other pages."""
    gone = sum((_remove_post(connection, post_id) for post_id in post_ids), Removal())
    return gone if site is None else gone + _remove_pages(connection, site)


def _remove_post(connection: sqlite3.Connection, post_id: int) -> Removal:
    """Remove a post with its comments, revisions and pages, and the authors, tags and site that nobody else has."""
    with transaction(connection):
        gone = _of_post(connection, post_id)
        authors = connection.execute(
            "SELECT author_id FROM post_authors WHERE post_id = ?1 UNION SELECT author_id FROM comments"
            " WHERE post_id = ?1 AND author_id IS NOT NULL",
            (post_id,),
        ).fetchall()
        tags = connection.execute("SELECT DISTINCT tag_id FROM post_tags WHERE post_id = ?", (post_id,)).fetchall()
        sites = connection.execute(
            "SELECT site_id FROM posts WHERE id = ? AND site_id IS NOT NULL", (post_id,)
        ).fetchall()
        connection.execute("DELETE FROM pages WHERE post_id = ?", (post_id,))
        # The rest goes by foreign keys and triggers, entries of the full-text indexes too.
        connection.execute("DELETE FROM posts WHERE id = ?", (post_id,))
        connection.executemany(
            "DELETE FROM authors WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM post_authors WHERE author_id = ?1)"
            " AND NOT EXISTS (SELECT 1 FROM comments WHERE author_id = ?1)",
            authors,
        )
        connection.executemany(
            "DELETE FROM tags WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM post_tags WHERE tag_id = ?1)", tags
        )
        connection.executemany(
            "DELETE FROM sites WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM posts WHERE site_id = ?1)"
            " AND NOT EXISTS (SELECT 1 FROM authors WHERE site_id = ?1)",
            sites,
        )
    return gone


def _remove_pages(connection: sqlite3.Connection, site: str) -> Removal:
    """Remove the pages of a site, named by its URL or host, that belong to no post, and what a crawl knows of it: the
    site can be crawled anew."""
    with transaction(connection):
        pages = _pages_of(connection, site)
        connection.executemany("DELETE FROM pages WHERE id = ?", [(number,) for number in pages])
        crawls = _below(site, connection.execute("SELECT id, url FROM crawls"))
        connection.executemany("DELETE FROM crawls WHERE id = ?", [(number,) for number in crawls])
    return Removal(pages=len(pages))


def _of_post(connection: sqlite3.Connection, post_id: int) -> Removal:
    counts = (
        connection.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (post_id,)).fetchone()[0]
        for table, column in (("posts", "id"), ("comments", "post_id"), ("pages", "post_id"))
    )
    return Removal(*counts)


def _pages_of(connection: sqlite3.Connection, site: str) -> list[int]:
    """The pages without a post that stand at or below the site's address."""
    return _below(site, connection.execute("SELECT id, url FROM pages WHERE post_id IS NULL"))


def _below(site: str, rows: Iterable[tuple[int, str]]) -> list[int]:
    """The numbers of the URLs that stand at or below the site's address."""
    address = bare_url(site)
    return [number for number, url in rows if address and f"{bare_url(url)}/".startswith(f"{address}/")]
