"""The read path: rows become records again, equal to what was saved.

Each function takes an open connection; iterators hold one post in memory at a time.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archiver.errors import StoreError
from archiver.records import Author, Comment, Lead, Page, Post, Site
from archiver.store.filters import Filters, for_comments, for_posts, number_at, post_number

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from archiver.store.filters import Condition


@dataclass(frozen=True, slots=True)
class StoredComment:
    """A comment, where it stands, and when it was seen.

    ``id`` and ``post_id`` are the archive's numbers; ``first_seen`` and ``last_seen`` are UTC instants; ``last_seen``
    is ``None`` as long as the post's page has the comment.
    """

    id: int
    comment: Comment
    post_id: int
    post_url: str
    post_title: str | None
    first_seen: str
    last_seen: str | None


# The fields of a post that are columns of the same name.
_FIELDS = (
    "url",
    "title",
    "published",
    "published_text",
    "updated",
    "language",
    "summary",
    "image",
    "license",
    "content_html",
    "content_text",
    "comment_count",
    "scraper",
)

_NAMES_AT_ONCE = 500
"""Posts for which authors and tags are read together: a query costs as much as some twenty of its rows."""

_COMMENTS = """
SELECT comments.id, comments.source_id, comments.parent_source_id, comments.kind, comments.published,
  comments.published_text, comments.url, comments.content_html, comments.content_text,
  authors.name, authors.url, comments.avatar_url, comments.post_id, posts.url, posts.title,
  comments.first_seen, comments.last_seen
FROM comments
JOIN posts ON posts.id = comments.post_id
LEFT JOIN authors ON authors.id = comments.author_id
"""


def _comment(row: tuple[Any, ...]) -> StoredComment:
    number, source_id, parent_id, kind, published, published_text, url, html, text, *rest = row
    name, author_url, avatar_url, post_id, post_url, post_title, first_seen, last_seen = rest
    author = None if name is None else Author(name, author_url, avatar_url)
    comment = Comment(source_id, parent_id, kind, author, published, published_text, url, html, text)
    return StoredComment(number, comment, post_id, post_url, post_title, first_seen, last_seen)


def comments_of(connection: sqlite3.Connection, post_id: int) -> list[StoredComment]:
    """All comments of a post in page order, those that left the page included."""
    sql = f"{_COMMENTS} WHERE comments.post_id = ? ORDER BY comments.position, comments.id"
    return [_comment(row) for row in connection.execute(sql, (post_id,))]


def comments(connection: sqlite3.Connection, filters: Filters) -> Iterator[StoredComment]:
    """The comments that the filters select, newest first, those without a date last."""
    condition = for_comments(filters)
    where, parameters = condition.where, condition.parameters
    order = "ORDER BY comments.published DESC, comments.id DESC"
    if filters.limit is not None:
        # Of all that are sorted, only those that are shown are read.
        numbers = f"SELECT comments.id FROM comments JOIN posts ON posts.id = comments.post_id {where} {order} LIMIT ?"
        where, parameters = f"WHERE comments.id IN ({numbers})", (*parameters, filters.sql_limit)
    yield from map(_comment, connection.execute(f"{_COMMENTS} {where} {order}", parameters))


def posts(connection: sqlite3.Connection, filters: Filters) -> Iterator[Post]:
    """The posts that the filters select, with their comments, newest first, those without a date last."""
    condition = for_posts(filters)
    sql = f"SELECT posts.id FROM posts {condition.where} ORDER BY posts.published DESC, posts.id DESC LIMIT ?"
    found = connection.execute(sql, (*condition.parameters, filters.sql_limit))
    while chunk := [number for (number,) in found.fetchmany(_NAMES_AT_ONCE)]:
        names = _names_of(connection, chunk)
        for post_id in chunk:
            # Whoever reads may save in between, and another program may: a post that is gone by now is left out.
            if values := _values_of(connection, post_id):
                yield _post(values, comments_of(connection, post_id), names[post_id])


def post_ids(connection: sqlite3.Connection, filters: Filters) -> array[int]:
    """The numbers of the posts that the filters select, newest first: eight bytes a post."""
    condition = for_posts(filters)
    sql = f"SELECT posts.id FROM posts {condition.where} ORDER BY posts.published DESC, posts.id DESC LIMIT ?"
    return array("q", (number for (number,) in connection.execute(sql, (*condition.parameters, filters.sql_limit))))


def load(connection: sqlite3.Connection, post_id: int, comments: list[StoredComment]) -> Post:
    """The post with the number ``post_id``, which must exist, and these comments."""
    values = _values_of(connection, post_id)
    assert values is not None
    return _post(values, comments, _names_of(connection, [post_id])[post_id])


@dataclass(slots=True)
class _Names:
    """Who wrote a post, and its tags with their kinds."""

    authors: list[Author] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)


def _names_of(connection: sqlite3.Connection, post_ids: list[int]) -> dict[int, _Names]:
    """The authors and tags of some posts, each in its order: two queries, however many posts."""
    names = {post_id: _Names() for post_id in post_ids}
    numbers = json.dumps(post_ids)
    for post_id, *author in connection.execute(
        "SELECT post_id, name, url, post_authors.avatar_url FROM post_authors JOIN authors ON authors.id = author_id"
        " WHERE post_id IN (SELECT value FROM json_each(?)) ORDER BY post_id, position",
        (numbers,),
    ):
        names[post_id].authors.append(Author(*author))
    for post_id, kind, name in connection.execute(
        "SELECT post_id, kind, name FROM post_tags JOIN tags ON tags.id = tag_id"
        " WHERE post_id IN (SELECT value FROM json_each(?)) ORDER BY post_id, position",
        (numbers,),
    ):
        names[post_id].tags.append((kind, name))
    return names


def _values_of(connection: sqlite3.Connection, post_id: int) -> tuple[Any, ...] | None:
    """The post's own row, with the URL of its site: ``_FIELDS`` and four more."""
    sql = f"""
SELECT {", ".join(f"posts.{name}" for name in _FIELDS)}, leads, sites.url, site_name, site_platform
FROM posts LEFT JOIN sites ON sites.id = posts.site_id
WHERE posts.id = ?"""
    row: tuple[Any, ...] | None = connection.execute(sql, (post_id,)).fetchone()
    return row


def _post(row: tuple[Any, ...], comments: list[StoredComment], names: _Names) -> Post:
    *values, leads, site_url, site_name, platform = row
    return Post(
        **dict(zip(_FIELDS, values, strict=True)),
        site=Site(site_url, site_name, platform),
        authors=tuple(names.authors),
        categories=tuple(name for kind, name in names.tags if kind == "category"),
        tags=tuple(name for kind, name in names.tags if kind == "tag"),
        comments=tuple(stored.comment for stored in comments),
        leads=tuple(Lead(**lead) for lead in json.loads(leads)),
    )


def find(connection: sqlite3.Connection, post: str | int) -> int | None:
    """The number of a post by what ``filters.post_number`` knows it by; ``None`` where there is none."""
    return _number(connection, post_number(str(post)))


def find_at(connection: sqlite3.Connection, url: str) -> int | None:
    """The number of the post with this very URL, or of one to which a page of it belongs; ``None`` where there is none."""
    return _number(connection, number_at(url))


def _number(connection: sqlite3.Connection, wanted: Condition) -> int | None:
    (number,) = connection.execute(f"SELECT {wanted.sql}", wanted.parameters).fetchone()
    return None if number is None else int(number)


def pages(connection: sqlite3.Connection, post_id: int | None = None, *, page_id: int | None = None) -> Iterator[Page]:
    """The stored pages of a post, or one page, else all, in the order in which they were first fetched, decompressed.

    Raises ``StoreError`` where a body is damaged.
    """
    from archiver.store.bodies import PACKED, read_body

    wanted = {"pages.post_id": post_id, "pages.id": page_id}
    chosen = {column: number for column, number in wanted.items() if number is not None}
    where = f"WHERE {' AND '.join(f'{column} = ?' for column in chosen)}" if chosen else ""
    rows = connection.execute(
        f"""
SELECT url, final_url, status, headers, fetched_at, {PACKED}
FROM pages
JOIN bodies ON bodies.id = body_id
LEFT JOIN dictionaries ON dictionaries.id = dictionary_id
{where}
ORDER BY pages.id""",
        tuple(chosen.values()),
    )
    for url, final_url, status, headers, fetched_at, *body in rows:
        try:
            content = read_body(*body)
        except ValueError as error:
            raise StoreError(f"{url}: the stored page of {fetched_at} is damaged: {error}") from error
        yield Page(url, final_url, status, json.loads(headers), content, fetched_at)
