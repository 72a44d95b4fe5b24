"""Who and what is in the archive, and how often: authors, sites, tags, and the figures of ``archiver stats``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archiver.store.filters import ALL, NOTHING, Chosen, Filters, for_comments, for_posts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class AuthorCount:
    """An author of a site, with how many of the selected posts and comments are by them."""

    name: str
    url: str | None
    avatar_url: str | None
    site: str | None
    posts: int
    comments: int


@dataclass(frozen=True, slots=True)
class SiteCount:
    """A blog, with how many of the selected posts and comments stand there."""

    url: str | None
    name: str | None
    platform: str | None
    posts: int
    comments: int


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag or category (``kind``), with how many of the selected posts have it, and their comments."""

    name: str
    kind: str
    posts: int
    comments: int


@dataclass(frozen=True, slots=True)
class Stats:
    """The archive in numbers. ``oldest`` and ``newest`` are dates of posts or comments as pages show them.

    ``page_bytes`` is the size of all stored page bodies, ``stored_bytes`` what they take compressed, dictionaries
    included, ``file_bytes`` the size of the archive with its write-ahead log. ``comments`` counts plain comments only;
    ``gone_comments`` are those of all kinds that left their page.
    """

    posts: int
    comments: int
    pingbacks: int
    trackbacks: int
    gone_comments: int
    authors: int
    sites: int
    tags: int
    pages: int
    revisions: int
    page_bytes: int
    stored_bytes: int
    file_bytes: int
    oldest: str | None
    newest: str | None


# Comments are counted once for their post, and not for each tag of it, or to find its site.
_SAID = "SELECT comments.post_id, count(*) AS n FROM {comments} {where} GROUP BY comments.post_id"


def authors(connection: sqlite3.Connection, filters: Filters) -> Iterator[AuthorCount]:
    """The authors of what the filters select, the busiest first."""
    # The site is looked up for those that are listed, not for all that are sorted.
    sql = """
SELECT busiest.name, busiest.url, avatar_url, coalesce(sites.name, sites.url), busiest.posts, busiest.comments
FROM (
  SELECT authors.id, authors.name, authors.url, avatar_url, site_id, {posts} AS posts, {comments} AS comments
  FROM {counted} ORDER BY {order}, authors.name, authors.id LIMIT ?
) AS busiest LEFT JOIN sites ON sites.id = busiest.site_id
ORDER BY busiest.posts + busiest.comments DESC, busiest.name, busiest.id"""
    by_post = (
        "SELECT author_id AS key, count(DISTINCT post_id) AS n"
        " FROM post_authors WHERE post_id IN (SELECT id FROM posts {where}) GROUP BY author_id"
    )
    by_comment = "SELECT comments.author_id AS key, count(*) AS n FROM {comments} {where} GROUP BY comments.author_id"
    yield from (AuthorCount(*row) for row in _count(connection, filters, sql, "authors", by_post, by_comment))


def sites(connection: sqlite3.Connection, filters: Filters) -> Iterator[SiteCount]:
    """The sites of what the filters select, the largest first."""
    sql = """
SELECT sites.url, sites.name, sites.platform, {posts}, {comments}
FROM {counted}
ORDER BY {order}, sites.name, sites.id LIMIT ?"""
    by_post = "SELECT site_id AS key, count(*) AS n FROM posts {where} GROUP BY site_id"
    by_comment = (
        f"SELECT site_id AS key, sum(n) AS n FROM ({_SAID}) AS said JOIN posts ON id = post_id GROUP BY site_id"
    )
    yield from (SiteCount(*row) for row in _count(connection, filters, sql, "sites", by_post, by_comment))


def tags(connection: sqlite3.Connection, filters: Filters) -> Iterator[TagCount]:
    """The tags and categories of what the filters select, the most used first."""
    sql = """
SELECT tags.name, tags.kind, {posts}, {comments}
FROM {counted}
ORDER BY {order}, tags.name, tags.id LIMIT ?"""
    by_post = (
        "SELECT tag_id AS key, count(*) AS n"
        " FROM post_tags WHERE post_id IN (SELECT id FROM posts {where}) GROUP BY tag_id"
    )
    by_comment = (
        f"SELECT tag_id AS key, sum(n) AS n FROM ({_SAID}) AS said"
        " JOIN post_tags ON post_tags.post_id = said.post_id GROUP BY tag_id"
    )
    yield from (TagCount(*row) for row in _count(connection, filters, sql, "tags", by_post, by_comment))


def _count(
    connection: sqlite3.Connection, filters: Filters, sql: str, table: str, by_post: str, by_comment: str
) -> Iterator[tuple[Any, ...]]:
    """Run ``sql`` over the rows of ``table`` with how many of the selected posts and comments are theirs (``counted``).

    ``by_post`` and ``by_comment`` select the number of a row (``key``) and its count (``n``), of posts or of
    ``{comments}``, ``{where}``. Of everything, the rows know their counts.
    """
    of_posts, of_comments = for_posts(filters), for_comments(filters)
    posts, comments = f"{table}.posts", f"{table}.comments"
    parameters: tuple[Any, ...] = ()
    counted = f"{table} WHERE posts > 0 OR comments > 0"
    if of_posts == ALL and of_comments == NOTHING:
        comments, counted = "0", f"{table} WHERE posts > 0"
    elif filters.chosen == (Chosen("kind", ("comment",)),):
        # The few that are none are counted, and not the many.
        others = by_comment.format(
            comments="comments INDEXED BY comments_kind", where="WHERE comments.kind <> 'comment'"
        )
        posts, comments = "0", f"({table}.comments - ifnull(others.n, 0))"
        counted = f"{table} LEFT JOIN ({others}) AS others ON others.key = {table}.id WHERE {comments} > 0"
    elif filters.chosen:
        # Of a comment's post only the site is asked for; the indexes of comments have all else.
        selected = "comments JOIN posts ON posts.id = comments.post_id" if filters.site is not None else "comments"
        posts, comments = "found.posts", "found.comments"
        counted = (
            f"(SELECT key, sum(posts) AS posts, sum(comments) AS comments FROM ("
            f"SELECT key, n AS posts, 0 AS comments FROM ({by_post.format(where=of_posts.where)})"
            f" UNION ALL SELECT key, 0, n FROM ({by_comment.format(comments=selected, where=of_comments.where)}))"
            f" GROUP BY key) AS found JOIN {table} ON {table}.id = found.key"
        )
        parameters = (*of_posts.parameters, *of_comments.parameters)
    query = sql.format(counted=counted, posts=posts, comments=comments, order=f"{posts} + {comments} DESC")
    yield from connection.execute(query, (*parameters, filters.sql_limit))


def stats(connection: sqlite3.Connection, path: Path) -> Stats:
    """The figures of the archive at ``path``."""
    counts = {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("posts", "authors", "sites", "tags", "pages", "revisions")
    }
    totals = dict(connection.execute("SELECT name, value FROM totals"))
    oldest, newest = connection.execute(
        "SELECT min(published), max(published) FROM"
        " (SELECT min(published) AS published FROM posts UNION ALL SELECT max(published) FROM posts"
        " UNION ALL SELECT min(published) FROM comments UNION ALL SELECT max(published) FROM comments)"
    ).fetchone()
    return Stats(
        **counts,
        comments=totals["comment"],
        pingbacks=totals["pingback"],
        trackbacks=totals["trackback"],
        gone_comments=totals["gone"],
        page_bytes=totals["page_bytes"],
        stored_bytes=totals["stored_bytes"],
        file_bytes=file_bytes(path),
        oldest=oldest,
        newest=newest,
    )


def stored_bytes(connection: sqlite3.Connection) -> int:
    """What bodies and dictionaries take, packed."""
    (size,) = connection.execute("SELECT value FROM totals WHERE name = 'stored_bytes'").fetchone()
    return int(size)


def file_bytes(path: Path) -> int:
    """The size of the archive with its write-ahead log."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
