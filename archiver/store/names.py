"""Sites, authors and tags: rows that posts and comments share, found again or added when a post is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.store.folding import fold, site_forms

if TYPE_CHECKING:
    import sqlite3

    from archiver.records import Author, Post, Site


def site_number(connection: sqlite3.Connection, site: Site) -> int | None:
    """The number of the site, which learns its newest name and platform; ``None`` for one without URL and name."""
    if site.url is None and site.name is None:
        return None
    found = connection.execute(
        "SELECT id FROM sites WHERE ifnull(url, '') = ? AND iif(url IS NULL, name, '') = ?",
        (site.url or "", "" if site.url else site.name),
    ).fetchone()
    if found is None:
        row = (site.url, site.name, site.platform, *site_forms(site.url, site.name))
        return connection.execute(
            "INSERT INTO sites (url, name, platform, name_folded, url_folded, host) VALUES (?, ?, ?, ?, ?, ?)", row
        ).lastrowid
    connection.execute(
        "UPDATE sites SET name = coalesce(?1, name), name_folded = coalesce(?2, name_folded),"
        " platform = coalesce(?3, platform) WHERE id = ?4"
        " AND (name IS NOT coalesce(?1, name) OR platform IS NOT coalesce(?3, platform))",
        (site.name, fold(site.name) if site.name else None, site.platform, found[0]),
    )
    return int(found[0])


class Authors:
    """Numbers of the authors of one site; who is new is added."""

    def __init__(self, connection: sqlite3.Connection, site_id: int | None) -> None:
        self._connection = connection
        self._site_id = site_id
        self._known: dict[tuple[str, str | None], int | None] = {}

    def number(self, author: Author | None) -> int | None:
        if author is None:
            return None
        key = (author.name, author.url)
        if key not in self._known:
            self._known[key] = self._find(author) or self._add(author)
        return self._known[key]

    def _find(self, author: Author) -> int | None:
        row = self._connection.execute(
            "SELECT id FROM authors WHERE ifnull(site_id, 0) = ? AND name = ? AND ifnull(url, '') = ?",
            (self._site_id or 0, author.name, author.url or ""),
        ).fetchone()
        return None if row is None else int(row[0])

    def _add(self, author: Author) -> int | None:
        return self._connection.execute(
            "INSERT INTO authors (site_id, name, url, avatar_url, name_folded) VALUES (?, ?, ?, ?, ?)",
            (self._site_id, author.name, author.url, author.avatar_url, fold(author.name)),
        ).lastrowid


def write_authors(connection: sqlite3.Connection, post_id: int, post: Post, authors: Authors) -> None:
    connection.executemany(
        "INSERT INTO post_authors (post_id, position, author_id, avatar_url) VALUES (?, ?, ?, ?)",
        [(post_id, n, authors.number(author), author.avatar_url) for n, author in enumerate(post.authors)],
    )


def write_tags(connection: sqlite3.Connection, post_id: int, post: Post) -> None:
    tags = [("category", name) for name in post.categories] + [("tag", name) for name in post.tags]
    connection.executemany(
        "INSERT INTO tags (kind, name, name_folded) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(kind, name, fold(name)) for kind, name in tags],
    )
    connection.executemany(
        "INSERT INTO post_tags (post_id, position, tag_id) SELECT ?, ?, id FROM tags WHERE kind = ? AND name = ?",
        [(post_id, position, *tag) for position, tag in enumerate(tags)],
    )
