"""The write path: one post or page in one transaction, so that saving it again changes nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Literal

from archiver.errors import StoreError
from archiver.store import read
from archiver.store.changes import Changes, compare, merge_order, renamed, with_ids
from archiver.store.claims import host_of_copy, under_own_url
from archiver.store.cleaning import clean_post, clean_text
from archiver.store.database import transaction
from archiver.store.folding import bare_url
from archiver.store.history import UNTOLD
from archiver.store.names import Authors, site_number, write_authors, write_tags
from archiver.store.pages import PageRow
from archiver.store.worse import is_frame, is_little, similar, wall_of, why_worse

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from archiver.records import Comment, Page, Post
    from archiver.store.read import StoredComment


@dataclass(frozen=True, slots=True)
class Saved:
    """What ``Store.save`` did.

    ``added``: the post is new. ``updated``: it said something else before, which is kept as a revision. ``unchanged``.
    ``kept``: the page was worse or older than what is stored, so the stored record stays; ``reason`` says in a few words how.
    ``rescued``: the page was gone, and the post is new and as a capture had it; ``reason`` says of when.
    ``new_comments`` are new to the archive.
    """

    post_id: int
    outcome: Literal["added", "updated", "unchanged", "kept", "rescued"]
    new_comments: int
    reason: str | None = None


_CACHE = 32 * 1024 * 1024
"""Bytes that SQLite may hold of the file while posts are saved. A post touches pages all over a large archive; in the 2 MB
that SQLite takes by itself, it reads them again for each post and writes half-done ones aside (cache spill)."""

_AT_ONCE = 50
"""Comments that one statement inserts. FTS5 ends a part of its indexes with every statement in a transaction, so one for each
comment takes a fifth longer to save a post; more than fifty gain nothing."""


def save_post(
    connection: sqlite3.Connection, page: Page, post: Post, more: Sequence[Page] = (), *, force: bool = False
) -> Saved:
    """Write the page, its post, and the pages that completed it; ``force`` takes a worse page too."""
    post = clean_post(post)
    row = PageRow(connection, page, post.url)
    others = [PageRow(connection, other, post.url) for other in more if other.url != page.url]
    connection.execute(f"PRAGMA cache_size = {-_CACHE // 1024}")
    with transaction(connection):
        saved = _save(connection, page, post, row.seen, force=force)
        row.write(connection, saved.post_id, "kept" if saved.outcome == "kept" else "post", saved.reason)
        for other in others:
            other.write(connection, saved.post_id, "more")
    return saved


def _save(connection: sqlite3.Connection, page: Page, post: Post, seen: str, *, force: bool) -> Saved:
    if not force:
        post = under_own_url(connection, page, post)
    found = connection.execute("SELECT id FROM posts WHERE url = ?", (post.url,)).fetchone()
    asked = clean_text(page.url)
    if not force and (found is None or asked != post.url) and (kept := _elsewhere(connection, asked, page, post)):
        return kept
    if found is None:
        return _add(connection, post, seen)
    if not force and (host := host_of_copy(connection, found[0], page, post)):
        return Saved(found[0], "kept", 0, f"a copy at {host}")
    return _again(connection, found[0], page, post, seen, force=force)


def _elsewhere(connection: sqlite3.Connection, asked: str, page: Page, post: Post) -> Saved | None:
    """Where the URL of a stored post leads to something else now, a login page or the next post: that post stays."""
    post_id = read.find(connection, asked)
    if post_id is None:
        return None
    old = read.load(connection, post_id, [])
    if old.url == post.url or similar(post.content_text, old.content_text):
        return None
    if old.url == asked or _is_address(connection, asked, post_id):
        reason = why_worse(post, old, status=page.status) or "another post"
        return Saved(post_id, "kept", 0, reason if post.url == asked else f"{reason}, at {post.url}")
    # An address such as /latest may lead to another post every day, and one that is hardly another to one of its own, but
    # not to a login page.
    wall = None if post.authors or post.published or post.comments else wall_of(post)
    return Saved(post_id, "kept", 0, wall) if wall else None


def _is_address(connection: sqlite3.Connection, url: str, post_id: int) -> bool:
    """Whether the post itself stood at this URL, under whatever name the page gave, and was not redirected to."""
    if read.find_at(connection, url) != post_id:  # it is known by another spelling alone
        return False
    rows = connection.execute(
        "SELECT final_url FROM pages WHERE url = ? AND post_id = ? AND role = 'post'", (url, post_id)
    ).fetchall()
    return url.startswith(("http://", "https://")) and all(
        bare_url(final_url) == bare_url(url) for (final_url,) in rows
    )


def _add(connection: sqlite3.Connection, post: Post, seen: str) -> Saved:
    site_id = site_number(connection, post.site)
    authors = Authors(connection, site_id)
    row = {"url": post.url, "first_seen": seen, "last_seen": seen, **_post_row(post, site_id)}
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    post_id = connection.execute(f"INSERT INTO posts ({names}) VALUES ({marks})", row).lastrowid
    assert post_id is not None
    write_authors(connection, post_id, post, authors)
    _insert_comments(connection, post_id, post.comments, range(len(post.comments)), authors, seen)
    if any(comment.parent_id for comment in post.comments):
        link_parents(connection, post_id)
    # Behind the comments: so they are counted for the tags all at once.
    write_tags(connection, post_id, post)
    return Saved(post_id, "added", len(post.comments))


@dataclass(frozen=True, slots=True)
class Decision:
    """What saving a post again will do: nothing, for a ``reason``, or ``changes`` from ``old``.

    ``stored`` and ``old`` have the comments under the ids that they have now; ``renamed`` are these by the earlier ones.
    """

    stored: list[StoredComment]
    old: Post
    renamed: dict[str, str]
    changes: Changes
    reason: str | None


def decide(connection: sqlite3.Connection, post_id: int, post: Post, *, status: int = 200, force: bool) -> Decision:
    """Compare a post, which is cleaned, with what the archive has of it."""
    stored = read.comments_of(connection, post_id)
    old = read.load(connection, post_id, stored)
    ids = renamed(post, old)
    if ids:
        stored = [replace(row, comment=with_ids(row.comment, ids)) for row in stored]
        old = replace(old, comments=tuple(row.comment for row in stored))
    present = tuple(row.comment for row in stored if row.last_seen is None)
    reason = None if force else why_worse(post, replace(old, comments=present), status=status)
    missing = frozenset(row.comment.id for row in stored if row.last_seen is not None)
    more = connection.execute("SELECT url FROM pages WHERE post_id = ? AND role = 'more' AND status < 400", (post_id,))
    changes = compare(post, old, missing, frozenset(url for (url,) in more), force=force)
    return Decision(stored, old, ids, changes, reason)


def _again(connection: sqlite3.Connection, post_id: int, page: Page, post: Post, seen: str, *, force: bool) -> Saved:
    """Save a post that the archive has."""
    decision = decide(connection, post_id, post, status=page.status, force=force)
    reason = decision.reason
    if reason is None and not force and _has_only_its_frame(connection, post_id, page, post, decision.old):
        reason = "its text is gone"
    if reason is not None:
        return Saved(post_id, "kept", 0, reason)
    (last_seen,) = connection.execute("SELECT last_seen FROM posts WHERE id = ?", (post_id,)).fetchone()
    is_older = bool(seen) and seen < last_seen  # a page without a time may be of now
    if is_older and (decision.changes or decision.renamed) and not force:
        return _add_earlier(connection, post_id, post, decision, seen)
    return write_again(connection, post_id, post, decision, seen)


def _has_only_its_frame(connection: sqlite3.Connection, post_id: int, page: Page, post: Post, old: Post) -> bool:
    """Whether all that is left of the page is what stood around the text on the last good one."""
    if not is_little(post, old):
        return False
    number = connection.execute(
        "SELECT id FROM pages WHERE post_id = ? AND role = 'post' ORDER BY last_seen DESC, id DESC LIMIT 1", (post_id,)
    ).fetchone()
    try:
        earlier = next(read.pages(connection, page_id=number[0]), None) if number else None
    except StoreError:  # it is damaged, and tells nothing
        return False
    # The very same page lost nothing: it is only read in another way.
    return earlier is not None and earlier.body != page.body and is_frame(post, old, earlier.body)


def _add_earlier(connection: sqlite3.Connection, post_id: int, post: Post, decision: Decision, seen: str) -> Saved:
    """Of a page that is older than what the archive has, take the comments that had left it by then."""
    names = {now: before for before, now in decision.renamed.items()}
    added = tuple(with_ids(comment, names) for comment in decision.changes.added)
    stored = [replace(row, comment=with_ids(row.comment, names)) for row in decision.stored]
    order = merge_order(
        tuple(names.get(comment.id, comment.id) for comment in post.comments), tuple(row.comment.id for row in stored)
    )
    changes = Changes(post={}, comments={}, added=added, gone=(), back=(), order=order, moved=False)
    if added:
        _update(connection, post_id, decision.old, changes, stored, seen)
        connection.executemany(
            "UPDATE comments SET last_seen = ? WHERE post_id = ? AND source_id = ?",
            [(seen, post_id, comment.id) for comment in added],
        )
    return Saved(post_id, "kept", len(added), "the page is older than what is in the archive")


def write_again(
    connection: sqlite3.Connection,
    post_id: int,
    post: Post,
    decision: Decision,
    seen: str,
    *,
    rescraped_at: str | None = None,
) -> Saved:
    """Carry out a decision. ``seen`` is when the page was; ``rescraped_at`` when it was only read anew."""
    changes = decision.changes
    _rename(connection, post_id, decision.renamed)
    if changes:
        _write_revisions(connection, post_id, changes, decision.stored, seen, rescraped_at)
        _update(connection, post_id, post, changes, decision.stored, seen)
    connection.execute("UPDATE posts SET last_seen = ?1 WHERE id = ?2 AND last_seen < ?1", (seen, post_id))
    updated = changes or decision.renamed
    return Saved(post_id, "updated" if updated else "unchanged", len(changes.added))


def _rename(connection: sqlite3.Connection, post_id: int, ids: dict[str, str]) -> None:
    """Comments keep their rows and numbers under the ids that they have now."""
    for column in ("source_id", "parent_source_id"):
        connection.executemany(
            f"UPDATE comments SET {column} = ? WHERE post_id = ? AND {column} = ?",
            [(now, post_id, before) for before, now in ids.items()],
        )


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
        row = {"url": post.url, **_post_row(post, site_id)}
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
    link_parents(connection, post_id)


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
    connection: sqlite3.Connection,
    post_id: int,
    changes: Changes,
    stored: Sequence[StoredComment],
    seen: str,
    rescraped_at: str | None,
) -> None:
    said = {name: value for name, value in changes.post.items() if name not in UNTOLD}
    rows: list[tuple[int | None, str]] = [(None, _json(said))] if said else []
    by_id = {row.comment.id: row for row in stored}
    for key in changes.touched:
        left = {"last_seen": by_id[key].last_seen} if key in changes.back else {}
        rows.append((by_id[key].id, _json({**changes.comments.get(key, {}), **left})))
    connection.executemany(
        "INSERT INTO revisions (post_id, replaced_at, rescraped, comment_id, fields) VALUES (?, ?, ?, ?, ?)",
        [(post_id, rescraped_at or seen, rescraped_at is not None, *row) for row in rows],
    )


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
    rows = [
        (*_comment_row(comment, authors), post_id, comment.id, position, seen)
        for comment, position in zip(comments, positions, strict=True)
    ]
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        connection.execute(
            f"""
INSERT INTO comments (parent_source_id, kind, author_id, avatar_url, published, published_text, url, content_html,
  content_text, post_id, source_id, position, first_seen)
VALUES {", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"] * len(some))}""",
            [value for row in some for value in row],
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


def link_parents(connection: sqlite3.Connection, post_id: int) -> None:
    """Let ``parent_id`` follow ``parent_source_id``; a parent that the archive does not have is NULL until it comes."""
    connection.execute(
        """
UPDATE comments SET parent_id = parent.id
FROM comments AS child LEFT JOIN comments AS parent
  ON parent.post_id = child.post_id AND parent.source_id = child.parent_source_id
WHERE comments.id = child.id AND child.post_id = ? AND comments.parent_id IS NOT parent.id""",
        (post_id,),
    )
