"""The queue: which URLs of a blog wait to be fetched, which are done, failed or skipped, and what is tried again when.

``found``: nobody has decided yet whether it is a post's. ``waiting``, perhaps until a time. ``done``: it is in the
archive. ``failed``: given up. ``skipped``: it is no post's, or must not be fetched. A page that was fetched but is not yet
read is kept in its row, so that a crawl that is killed then does not fetch it again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from archiver.records import Page
from archiver.store import read
from archiver.store._errors import wrap_errors
from archiver.store.cleaning import clean_text
from archiver.store.crawls import SOURCES
from archiver.store.filters import Filters
from archiver.store.folding import bare_url, site_forms
from archiver.store.part import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.store.crawls import Crawl

State = Literal["found", "waiting", "done", "failed", "skipped"]
STATES: tuple[State, ...] = ("found", "waiting", "done", "failed", "skipped")


@dataclass(frozen=True, slots=True)
class QueuedPost:
    """A URL that is to be fetched now; ``page`` is what a crawl that was killed had fetched of it."""

    id: int
    url: str
    attempts: int
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A row of the queue, as ``archiver queue`` shows it. Times are UTC instants, dates as the sources gave them."""

    url: str
    state: State
    blog: str
    sources: tuple[str, ...]
    published: str | None
    attempts: int
    added_at: str
    tried_at: str | None
    next_try_at: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """A blog's posts (all URLs but the skipped ones): how many, in each source, in it alone, and in each state."""

    posts: int
    sources: dict[str, int]
    alone: dict[str, int]
    states: dict[str, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Which posts of a blog to fetch: of dates from ``since`` to ``until``, as in ``Filters``, or of an unknown date;
    and not those that are to be tried again after ``now``."""

    now: str
    since: str | None = None
    until: str | None = None

    def condition(self) -> tuple[str, tuple[Any, ...]]:
        """SQL for it, and its parameters."""
        dates, parameters = _dates(self.since, self.until)
        return f"state = 'waiting' AND (next_try_at IS NULL OR next_try_at <= ?){dates}", (self.now, *parameters)


class Queue(Part):
    """The URLs of the blogs that are crawled."""

    def next_post(self, crawl: Crawl, window: Window, besides: int | None = None) -> QueuedPost | None:
        """The newest post that waits, ``besides`` the one of this number, which is being read."""
        condition, parameters = window.condition()
        # By years, so that the index leads to the place; those without a date come last, and are looked for last.
        years = ((window.since or "")[: len("2010")], f"{(window.until or '')[: len('2010')]}~")
        for place, bounds in (("published BETWEEN ? AND ?", years), ("published IS NULL", ())):
            rows = self._rows(
                f"SELECT id, url, attempts, page FROM queue WHERE crawl_id = ? AND {condition} AND id IS NOT ? AND {place}"
                " ORDER BY published DESC, id DESC LIMIT 1",
                (crawl.id, *parameters, besides, *bounds),
            )
            if rows:
                number, url, attempts, page = rows[0]
                return QueuedPost(number, url, attempts, _unpacked(page))
        return None

    def waiting(self, crawl: Crawl, window: Window | None = None) -> int:
        """How many posts wait, in a window or at all."""
        condition, parameters = window.condition() if window else ("state = 'waiting'", ())
        sql = f"SELECT count(*) FROM queue WHERE crawl_id = ? AND {condition}"
        ((count,),) = self._rows(sql, (crawl.id, *parameters))
        return int(count)

    def keep(self, post: QueuedPost, page: Page) -> None:
        """Keep a page that was fetched until its post is done, failed or skipped."""
        with self._writing() as connection:
            connection.execute("UPDATE queue SET page = ? WHERE id = ?", (_packed(page), post.id))

    def fetched(self, url: str, since: str) -> Page | None:
        """What was fetched from a URL since then, if it was saved: by a crawl that was killed before it was done."""
        rows = self._rows(
            "SELECT id FROM pages WHERE url = ? AND status < 400 AND last_seen >= ? ORDER BY last_seen DESC, id DESC LIMIT 1",
            (clean_text(url), since),
        )
        with wrap_errors(self._path):
            return next(read.pages(self._connection, page_id=rows[0][0]), None) if rows else None

    def done(self, post: QueuedPost, post_id: int, now: str) -> None:
        """It is in the archive, as this post."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE queue SET state = 'done', post_id = ?, error = NULL, next_try_at = NULL, page = NULL,"
                " attempts = attempts + 1, tried_at = ? WHERE id = ?",
                (post_id, now, post.id),
            )

    def failed(self, post: QueuedPost, error: str, now: str, next_try_at: str | None, *, gone: bool = False) -> None:
        """It could not be fetched or read: it is tried again from ``next_try_at`` on, or given up. ``gone``: it is no more,
        and nobody has asked for a capture of it."""
        self._end(post, "failed" if next_try_at is None else "waiting", error, now, next_try_at, gone=gone)

    def try_gone_again(self, crawl: Crawl) -> None:
        """Let posts wait that are gone and of which no capture was asked for."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE queue SET state = 'waiting', gone = 0 WHERE crawl_id = ? AND state = 'failed' AND gone",
                (crawl.id,),
            )

    def skipped(self, post: QueuedPost, reason: str, now: str) -> None:
        """It is no post, or must not be fetched."""
        self._end(post, "skipped", reason, now, None)

    def _end(
        self, post: QueuedPost, state: State, error: str, now: str, next_try_at: str | None, *, gone: bool = False
    ) -> None:
        with self._writing() as connection:
            connection.execute(
                "UPDATE queue SET state = ?, error = ?, next_try_at = ?, page = NULL, attempts = attempts + 1,"
                " tried_at = ?, gone = ? WHERE id = ?",
                (state, clean_text(error), next_try_at, now, gone, post.id),
            )

    def link_archived(self, crawl: Crawl, now: str) -> int:
        """Let posts be done that are in the archive already, by their URL; how many those are."""
        with self._writing() as connection:
            return connection.execute(
                "UPDATE queue SET state = 'done', post_id = posts.id, tried_at = ? FROM posts"
                " WHERE posts.url = queue.url AND crawl_id = ? AND state = 'waiting' AND page IS NULL",
                (now, crawl.id),
            ).rowcount

    def tally(self, crawl: Crawl) -> Tally:
        """How many posts were found where, and how far the queue is."""
        columns = ", ".join(f"in_{source}" for source in SOURCES)
        rows = self._rows(
            f"SELECT state, {columns}, count(*) FROM queue WHERE crawl_id = ? GROUP BY state, {columns}", (crawl.id,)
        )
        states: dict[str, int] = dict.fromkeys(STATES, 0)
        sources, alone = dict.fromkeys(SOURCES, 0), dict.fromkeys(SOURCES, 0)
        for state, *flags, count in rows:
            states[state] += count
            named = [source for source, flag in zip(SOURCES, flags, strict=True) if flag and state != "skipped"]
            for source in named:
                sources[source] += count
            if len(named) == 1:
                alone[named[0]] += count
        return Tally(sum(states.values()) - states["skipped"], sources, alone, states)

    def entries(
        self,
        *,
        site: str | None = None,
        states: tuple[State, ...] | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> Iterator[QueueEntry]:
        """The rows of the queue, blog after blog, in the order in which they are fetched: those of a blog (``site``, its
        host or URL), in certain states, of certain dates or of none."""
        columns = ", ".join(f"in_{source}" for source in SOURCES)
        dates, parameters = _dates(since, until)
        sql = (
            f"SELECT id, url, state, published, attempts, added_at, tried_at, next_try_at, error, {columns} FROM queue"
            f" WHERE crawl_id = ? AND state IN (SELECT value FROM json_each(?)){dates}"
            " ORDER BY published DESC, id DESC LIMIT ?"
        )
        left = Filters(limit=limit).sql_limit
        for number, blog in self._rows("SELECT id, url FROM crawls ORDER BY id"):
            if site is not None and bare_url(site) not in site_forms(blog, None):
                continue
            with wrap_errors(self._path):
                for row in self._connection.execute(sql, (number, json.dumps(states or STATES), *parameters, left)):
                    left -= left > 0
                    yield _entry(blog, row)


def _dates(since: str | None, until: str | None) -> tuple[str, tuple[Any, ...]]:
    """SQL that leaves out what is surely not from between two dates, and its parameters; as in ``filters``."""
    sql, parameters = "", []
    for sign, date in ((">=", since), ("<=", until)):
        if date is not None:
            sql += f" AND (published IS NULL OR substr(published, 1, ?) {sign} substr(?, 1, length(published)))"
            parameters += [len(date), date]
    return sql, tuple(parameters)


def _entry(blog: str, row: tuple[Any, ...]) -> QueueEntry:
    _, url, state, published, attempts, added_at, tried_at, next_try_at, error, *flags = row
    sources = tuple(source for source, flag in zip(SOURCES, flags, strict=True) if flag)
    return QueueEntry(url, state, blog, sources, published, attempts, added_at, tried_at, next_try_at, error)


def _packed(page: Page) -> bytes:
    """A page as bytes: all but its body as a line of JSON, then the body. It stays for a second: not compressed."""
    head = asdict(page) | {"headers": dict(page.headers), "body": None}
    return json.dumps(head).encode() + b"\n" + page.body


def _unpacked(packed: bytes | None) -> Page | None:
    if packed is None:
        return None
    head, _, body = packed.partition(b"\n")
    return Page(**{**json.loads(head), "body": body})
