"""Reading the archive's own pages again: which they are, what would change, and writing it as what it is, no new visit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archiver.store import read
from archiver.store.cleaning import clean_post, clean_text
from archiver.store.database import transaction
from archiver.store.history import expected
from archiver.store.save import Saved, decide, write_again

if TYPE_CHECKING:
    import sqlite3

    from archiver.records import Page, Post
    from archiver.store.history import Change


@dataclass(frozen=True, slots=True)
class PostPages:
    """The stored pages from which a post can be read again.

    ``own`` are pages of the post itself, the newest first: those that could not be read when they were fetched, then the
    last one that could. ``more`` are those that completed it, each in its newest state.
    """

    post_id: int
    url: str
    own: tuple[Page, ...]
    more: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What writing a post that was read again will do: nothing for a ``reason``, else these ``changes``, which may be
    none. ``is_silent``: something is written that is no change of what the page says, such as the scraper's name."""

    changes: tuple[Change, ...]
    reason: str | None
    is_silent: bool


def post_pages(connection: sqlite3.Connection, post_id: int) -> PostPages | None:
    """The pages of a post; ``None`` where there is none, or no such post. Raises ``StoreError`` for a damaged page."""
    rows = connection.execute(
        """
SELECT pages.id, role, pages.url, posts.url FROM pages JOIN posts ON posts.id = post_id
WHERE post_id = ? AND status < 400 AND role IS NOT 'kept' ORDER BY pages.last_seen DESC, pages.id DESC""",
        (post_id,),
    ).fetchall()
    own: list[int] = []
    more: dict[str, int] = {}
    reached = False
    for number, role, url, _ in rows:
        if role == "more":
            more.setdefault(url, number)
        elif not reached:
            own.append(number)
            reached = role == "post"
    if not own:
        return None
    pages = {number: page for number in (*own, *more.values()) for page in read.pages(connection, page_id=number)}
    return PostPages(post_id, rows[0][3], tuple(pages[n] for n in own), tuple(pages[n] for n in more.values()))


def plan(connection: sqlite3.Connection, post_id: int, post: Post, at: str, *, force: bool) -> Plan:
    """What ``rewrite`` will do with the post; ``at`` is the time that its changes will have."""
    post = _under_its_url(connection, post_id, clean_post(post))
    decision = decide(connection, post_id, post, force=force)
    if decision.reason is not None:
        return Plan((), decision.reason, is_silent=False)
    changes = tuple(
        replace(change, rescraped=True) for change in expected(decision.changes, post, decision.old, clean_text(at))
    )
    return Plan(changes, None, is_silent=not changes and bool(decision.changes or decision.renamed))


def rewrite(connection: sqlite3.Connection, post_id: int, page: Page, post: Post, at: str, *, force: bool) -> Saved:
    """Write a post that was read again from its stored page, unless it is worse.

    Nothing counts as seen now: new comments have been seen when the page was fetched.
    """
    post = clean_post(post)
    with transaction(connection):
        post = _under_its_url(connection, post_id, post)
        decision = decide(connection, post_id, post, force=force)
        if decision.reason is not None:
            return Saved(post_id, "kept", 0, decision.reason)
        seen = clean_text(page.fetched_at)
        return write_again(connection, post_id, post, decision, seen, rescraped_at=clean_text(at))


def _under_its_url(connection: sqlite3.Connection, post_id: int, post: Post) -> Post:
    """The post, under the URL that it has, where its new one is that of another post."""
    if connection.execute("SELECT 1 FROM posts WHERE url = ? AND id <> ?", (post.url, post_id)).fetchone() is None:
        return post
    (url,) = connection.execute("SELECT url FROM posts WHERE id = ?", (post_id,)).fetchone()
    return replace(post, url=url)
