"""The write path: one post or page in one transaction, so that saving it again changes nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from archiver.store import read
from archiver.store.bodies import NewBody, host_of
from archiver.store.changes import Changes, compare, is_worse
from archiver.store.cleaning import clean_post, clean_text
from archiver.store.database import transaction
from archiver.store.names import Authors, site_number, write_authors, write_tags

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from archiver.records import Comment, Page, Post
    from archiver.store.read import StoredComment

# Changes in these are stored, but are no revision: they say how the page was read, not what it said.
_NOT_REVISED = ("leads", "scraper")


@dataclass(frozen=True, slots=True)
class Saved:
    """What ``Store.save`` did.

    ``added``: the post is new. ``updated``: it said something else before, which is kept as a revision. ``unchanged``.
    ``kept``: the page was worse than what is stored, so the stored record stays. ``new_comments`` are new to the
    archive.
    """

    post_id: int
    outcome: Literal["added", "updated", "unchanged", "kept"]
    new_comments: int


def save_post(connection: sqlite3.Connection, page: Page, post: Post, more: Sequence[Page] = ()) -> Saved:
    """Write the page, its post, and the pages that completed it."""
    post = clean_post(post)
    seen = clean_text(page.fetched_at)
    row = _PageRow(connection, page, post.url)
    others = [_PageRow(connection, other, post.url) for other in more]
    with transaction(connection):
        found = connection.execute("SELECT id FROM posts WHERE url = ?", (post.url,)).fetchone()
        saved = _add(connection, post, seen) if found is None else _again(connection, found[0], page, post, seen)
        row.write(connection, saved.post_id, "kept" if saved.outcome == "kept" else "post")
        for other in others:
            other.write(connection, saved.post_id, "more")
    return saved


def save_page(connection: sqlite3.Connection, page: Page, post_id: int | None) -> None:
    """Write a page alone; ``post_id`` is the post that it completed, if any."""
    row = _PageRow(connection, page)
    with transaction(connection):
        row.write(connection, post_id, "more" if post_id is not None else None)


class _PageRow:
    """A page as a row. Its body is packed before the transaction begins, so that others wait less."""

    def __init__(self, connection: sqlite3.Connection, page: Page, post_url: str = "") -> None:
        headers = {clean_text(name): clean_text(value) for name, value in page.headers.items()}
        self._seen = clean_text(page.fetched_at)
        self._url = clean_text(page.url)
        self._rest = (page.status, clean_text(page.final_url), json.dumps(headers, ensure_ascii=False))
        self._body = NewBody(connection, page.body, host_of(clean_text(page.final_url), post_url))

    def write(self, connection: sqlite3.Connection, post_id: int | None, role: str | None) -> None:
        """Insert it, or note that the same body was seen again, and what it was to its post then."""
        connection.execute(
            """
INSERT INTO pages (url, body_id, status, final_url, headers, fetched_at, last_seen, post_id, role)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8)
ON CONFLICT (url, body_id, status) DO UPDATE
SET last_seen = max(last_seen, excluded.last_seen), post_id = coalesce(excluded.post_id, post_id),
  role = iif(excluded.post_id IS NULL, role, excluded.role)
WHERE excluded.last_seen > last_seen
  OR excluded.post_id IS NOT NULL AND (excluded.post_id IS NOT post_id OR excluded.role IS NOT role)""",
            (self._url, self._body.write(connection), *self._rest, self._seen, post_id, role),
        )


def _add(connection: sqlite3.Connection, post: Post, seen: str) -> Saved:
    site_id = site_number(connection, post.site)
    authors = Authors(connection, site_id)
    row = {"url": post.url, "first_seen": seen, "last_seen": seen, **_post_row(post, site_id)}
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    post_id = connection.execute(f"INSERT INTO posts ({names}) VALUES ({marks})", row).lastrowid
    assert post_id is not None
    write_authors(connection, post_id, post, authors)
    write_tags(connection, post_id, post)
    _insert_comments(connection, post_id, post.comments, range(len(post.comments)), authors, seen)
    _link_parents(connection, post_id)
    return Saved(post_id, "added", len(post.comments))


def _again(connection: sqlite3.Connection, post_id: int, page: Page, post: Post, seen: str) -> Saved:
    """Save a post that the archive has."""
    stored = read.comments_of(connection, post_id)
    old = read.load(connection, post_id, stored)
    if page.status >= 400 or is_worse(post, old):
        return Saved(post_id, "kept", 0)
    missing = frozenset(comment.comment.id for comment in stored if comment.last_seen is not None)
    changes = compare(post, old, missing)
    if changes:
        _write_revisions(connection, post_id, changes, stored, seen)
        _update(connection, post_id, post, changes, stored, seen)
    connection.execute("UPDATE posts SET last_seen = ?1 WHERE id = ?2 AND last_seen < ?1", (seen, post_id))
    return Saved(post_id, "updated" if changes else "unchanged", len(changes.added))


def _update(
    connection: sqlite3.Connection,
    post_id: int,
    post: Post,
    changes: Changes,
    stored: Sequence[StoredComment],
    seen: str,
) -> None:
    site_id = site_number(connection, post.site)
    authors = Authors(connection, site_id)
    if changes.post:
        row = _post_row(post, site_id)
        assignments = ", ".join(f"{name} = :{name}" for name in row)
        connection.execute(f"UPDATE posts SET {assignments} WHERE id = :id", {**row, "id": post_id})
        connection.execute("DELETE FROM post_authors WHERE post_id = ?", (post_id,))
        connection.execute("DELETE FROM post_tags WHERE post_id = ?", (post_id,))
        write_authors(connection, post_id, post, authors)
        write_tags(connection, post_id, post)
    numbers = {comment.comment.id: comment.id for comment in stored}
    now = {comment.id: comment for comment in post.comments}
    # Authors belong to a site: on another site they are others, even of comments that say the same as before.
    rewritten = [now.get(row.comment.id, row.comment) for row in stored] if "site" in changes.post else []
    rewritten = rewritten or [now[key] for key in changes.comments]
    _update_comments(connection, [(numbers[comment.id], comment) for comment in rewritten], authors)
    _mark(connection, post_id, changes, numbers)
    place = {key: position for position, key in enumerate(changes.order)}
    _insert_comments(
        connection, post_id, changes.added, [place[comment.id] for comment in changes.added], authors, seen
    )
    connection.executemany(
        "UPDATE comments SET position = ?1 WHERE id = ?2 AND position IS NOT ?1",
        [(place[key], number) for key, number in numbers.items()],
    )
    _link_parents(connection, post_id)


def _mark(connection: sqlite3.Connection, post_id: int, changes: Changes, numbers: dict[str, int]) -> None:
    """Comments that left the page were last seen when the page was; this save has not yet touched that stamp."""
    connection.executemany(
        "UPDATE comments SET last_seen = (SELECT last_seen FROM posts WHERE id = ?) WHERE id = ?",
        [(post_id, numbers[key]) for key in changes.gone],
    )
    connection.executemany(
        "UPDATE comments SET last_seen = NULL WHERE id = ?", [(numbers[key],) for key in changes.back]
    )


def _write_revisions(
    connection: sqlite3.Connection, post_id: int, changes: Changes, stored: Sequence[StoredComment], seen: str
) -> None:
    said = {name: value for name, value in changes.post.items() if name not in _NOT_REVISED}
    numbers: dict[str, int | None] = {row.comment.id: row.id for row in stored}
    earlier = [(numbers[key], fields) for key, fields in changes.comments.items()]
    rows = [(post_id, number, seen, _json(fields)) for number, fields in [(None, said), *earlier] if fields]
    connection.executemany("INSERT INTO revisions (post_id, comment_id, replaced_at, fields) VALUES (?, ?, ?, ?)", rows)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=asdict)


def _post_row(post: Post, site_id: int | None) -> dict[str, str | int | None]:
    """The columns of ``posts`` that hold the record, but its URL, which never changes."""
    return {
        "title": post.title,
        "site_id": site_id,
        "site_name": post.site.name,
        "site_platform": post.site.platform,
        "published": post.published,
        "published_text": post.published_text,
        "updated": post.updated,
        "language": post.language,
        "summary": post.summary,
        "image": post.image,
        "license": post.license,
        "content_html": post.content_html,
        "content_text": post.content_text,
        "comment_count": post.comment_count,
        "scraper": post.scraper,
        "leads": _json(post.leads),
    }


def _insert_comments(
    connection: sqlite3.Connection,
    post_id: int,
    comments: Iterable[Comment],
    positions: Iterable[int],
    authors: Authors,
    seen: str,
) -> None:
    connection.executemany(
        """
INSERT INTO comments (parent_source_id, kind, author_id, avatar_url, published, published_text, url, content_html,
  content_text, post_id, source_id, position, first_seen)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (*_comment_row(comment, authors), post_id, comment.id, position, seen)
            for comment, position in zip(comments, positions, strict=True)
        ],
    )


def _update_comments(connection: sqlite3.Connection, comments: Iterable[tuple[int, Comment]], authors: Authors) -> None:
    connection.executemany(
        """
UPDATE comments SET parent_source_id = ?, kind = ?, author_id = ?, avatar_url = ?, published = ?, published_text = ?,
  url = ?, content_html = ?, content_text = ?
WHERE id = ?""",
        [(*_comment_row(comment, authors), number) for number, comment in comments],
    )


def _comment_row(comment: Comment, authors: Authors) -> tuple[str | int | None, ...]:
    return (
        comment.parent_id,
        comment.kind,
        authors.number(comment.author),
        comment.author.avatar_url if comment.author else None,
        comment.published,
        comment.published_text,
        comment.url,
        comment.content_html,
        comment.content_text,
    )


def _link_parents(connection: sqlite3.Connection, post_id: int) -> None:
    """Let ``parent_id`` follow ``parent_source_id``; a parent that the archive does not have is NULL until it comes."""
    connection.execute(
        """
UPDATE comments SET parent_id = parent.id
FROM comments AS child LEFT JOIN comments AS parent
  ON parent.post_id = child.post_id AND parent.source_id = child.parent_source_id
WHERE comments.id = child.id AND child.post_id = ? AND comments.parent_id IS NOT parent.id""",
        (post_id,),
    )
