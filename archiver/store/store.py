"""``Store``: the archive as the rest of the program sees it, one method for each thing that is done with it.

No SQL stands here. A new method is a function in one of the modules beside this one, loaded where it is used (no command
needs them all) and called inside of ``wrap_errors``, with its tests in ``tests/store/``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from archiver.store import database, read
from archiver.store._errors import wrap_errors
from archiver.store.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from archiver.records import Page, Post, RobotsFile
    from archiver.store._statement import Sort
    from archiver.store.check import Problem
    from archiver.store.compact import Compacted
    from archiver.store.counts import AuthorCount, SiteCount, Stats, TagCount
    from archiver.store.crawls import Crawls
    from archiver.store.history import Change
    from archiver.store.queue import Queue
    from archiver.store.read import StoredComment
    from archiver.store.remove import Removal
    from archiver.store.rescrape import Plan, PostPages
    from archiver.store.save import Saved
    from archiver.store.search import Hit
    from archiver.store.visits import Visits

T = TypeVar("T")

EVERYTHING = Filters()


class Store:
    """An archive: one SQLite file. Use it in a ``with`` block, or call ``close``.

    Opening creates the file and its folder and brings an older schema up to date; with ``read_only`` nothing is created
    or changed. ``timeout`` is how many seconds to wait for another program that writes.

    Whatever the archive cannot do raises ``StoreError`` with one line that names its path. Iterators read as they go;
    use them before the store is closed.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, timeout: float = 30.0) -> None:
        self.path = Path(path)
        self._timeout = timeout
        self._connection = database.connect(self.path, read_only=read_only, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Closing twice is fine."""
        with wrap_errors(self.path):
            self._connection.close()

    @property
    def crawls(self) -> Crawls:
        """The blogs that are crawled, and the search for their posts."""
        from archiver.store.crawls import Crawls

        return Crawls(self._connection, self.path)

    @property
    def queue(self) -> Queue:
        """The URLs of the blogs that are crawled, and what became of them."""
        from archiver.store.queue import Queue

        return Queue(self._connection, self.path)

    @property
    def visits(self) -> Visits:
        """When posts were visited last, and what was new then."""
        from archiver.store.visits import Visits

        return Visits(self._connection, self.path)

    def save(self, page: Page, post: Post, *, more: Sequence[Page] = (), force: bool = False) -> Saved:
        """Write a page and the post that was read from it, in one transaction, with the pages that completed it.

        The same page again changes nothing. A changed one updates the records in place, keeps what they said before
        as revisions, and leaves the earlier page; comments that are gone stay, marked with when they were last seen.
        An error page, a post that is worse than the stored one (``worse.why_worse``), or another post under the URL of
        a stored one, only adds the page; one that is older than what is stored (``Page.fetched_at``) also the comments that
        had left it since. ``Saved.reason`` says why. ``force`` overrules.
        """
        from archiver.store import save

        with wrap_errors(self.path):
            return save.save_post(self._connection, page, post, more, force=force)

    def keep(self, page: Page, reason: str) -> int | None:
        """Write a page that gave no post, and why: an error page, or one on which nothing can be read.

        The number of the post that the archive has under the page's URL, which stays as it is; ``None`` for none.
        """
        from archiver.store import pages

        with wrap_errors(self.path):
            return pages.keep_page(self._connection, page, reason)

    def save_page(self, page: Page, post_id: int | None = None) -> None:
        """Write a page that gave no record, or one that completed the post ``post_id`` besides its own page."""
        from archiver.store import pages

        with wrap_errors(self.path):
            pages.save_page(self._connection, page, post_id)

    def robots(self, origin: str) -> RobotsFile | None:
        """The robots.txt of this origin (``https://blog.example``) that was saved last, however old. From any thread."""
        from archiver.store import robots

        with wrap_errors(self.path):
            return robots.find(self.path, origin, timeout=self._timeout)

    def save_robots(self, file: RobotsFile) -> None:
        """Keep a robots.txt in the place of an earlier one. From any thread."""
        from archiver.store import robots

        with wrap_errors(self.path):
            robots.save(self.path, file, timeout=self._timeout)

    def get(self, post: str | int) -> Post | None:
        """The post with this URL, or that a page of this URL led to, or with this number; ``None`` if there is none."""
        with wrap_errors(self.path):
            post_id = read.find(self._connection, post)
            if post_id is None:
                return None
            return read.load(self._connection, post_id, read.comments_of(self._connection, post_id))

    def history(self, post: str | int) -> list[Change]:
        """What changed on the post (named as for ``get``) since it was archived, newest last; empty for no such post."""
        from archiver.store import history

        with wrap_errors(self.path):
            post_id = read.find(self._connection, post)
            return [] if post_id is None else history.history(self._connection, post_id)

    def post_ids(self, filters: Filters = EVERYTHING) -> Sequence[int]:
        """The numbers of the selected posts, newest first, undated last."""
        with wrap_errors(self.path):
            return read.post_ids(self._connection, filters)

    def post_pages(self, post_id: int) -> PostPages | None:
        """The stored pages from which the post with this number can be read again; ``None`` if there are none.

        Raises ``StoreError`` where one is damaged.
        """
        from archiver.store import rescrape

        with wrap_errors(self.path):
            return rescrape.post_pages(self._connection, post_id)

    def plan(self, post_id: int, post: Post, *, at: str, force: bool = False) -> Plan:
        """What ``rewrite`` will do. Nothing is written."""
        from archiver.store import rescrape

        with wrap_errors(self.path):
            return rescrape.plan(self._connection, post_id, post, at, force=force)

    def rewrite(self, post_id: int, page: Page, post: Post, *, at: str, force: bool = False) -> Saved:
        """Write a post that was read again from its stored ``page``, at the UTC instant ``at``, unless it is worse.

        As with ``save``, what changes is kept as revisions, with ``at`` and marked as ``rescraped``; but nothing counts
        as seen now, and the post and its comments keep their numbers.
        """
        from archiver.store import rescrape

        with wrap_errors(self.path):
            return rescrape.rewrite(self._connection, post_id, page, post, at, force=force)

    def removal(self, post_ids: Sequence[int], *, site: str | None = None) -> Removal:
        """What ``remove`` will take out."""
        from archiver.store import remove

        with wrap_errors(self.path):
            return remove.removal(self._connection, post_ids, site)

    def remove(self, post_ids: Sequence[int], *, site: str | None = None) -> Removal:
        """Remove posts with their comments, revisions and pages, one in a transaction, and what nobody else used.

        With ``site``, a URL or host, also the pages there that belong to no post, and what a crawl knows of it. Numbers of
        no post are passed over.
        """
        from archiver.store import remove

        with wrap_errors(self.path):
            return remove.remove(self._connection, post_ids, site)

    def post_id(self, post: str | int) -> int | None:
        """The number of the post that ``get`` gives."""
        with wrap_errors(self.path):
            return read.find(self._connection, post)

    def posts(self, filters: Filters = EVERYTHING) -> Iterator[Post]:
        """The selected posts with all their comments, newest first, undated last; one at a time in memory."""
        return self._iterate(lambda: read.posts(self._connection, filters))

    def comments(self, filters: Filters = EVERYTHING) -> Iterator[StoredComment]:
        """The selected comments, newest first, undated last."""
        return self._iterate(lambda: read.comments(self._connection, filters))

    def authors(self, filters: Filters = EVERYTHING) -> Iterator[AuthorCount]:
        """The authors of the selected posts and comments, the busiest first."""
        from archiver.store import counts

        return self._iterate(lambda: counts.authors(self._connection, filters))

    def sites(self, filters: Filters = EVERYTHING) -> Iterator[SiteCount]:
        """The sites of the selected posts and comments, the largest first."""
        from archiver.store import counts

        return self._iterate(lambda: counts.sites(self._connection, filters))

    def tags(self, filters: Filters = EVERYTHING) -> Iterator[TagCount]:
        """The tags and categories of the selected posts, the most used first."""
        from archiver.store import counts

        return self._iterate(lambda: counts.tags(self._connection, filters))

    def search(
        self,
        query: str,
        filters: Filters = EVERYTHING,
        *,
        raw: bool = False,
        sort: Sort = "rank",
        offset: int = 0,
        marks: tuple[str, str] = ("[", "]"),
    ) -> Iterator[Hit]:
        """Posts and comments that have all words of ``query``, best first, with snippets between ``marks``.

        The query's language is that of ``query.parse`` (docs/archive.md has it in a table); nothing that is typed
        raises. What it and ``filters`` select without any words is listed newest first. With ``raw`` the query is FTS5's
        own syntax (columns ``title`` and ``content_text``); what is not raises ``StoreError``.

        ``sort`` is ``rank``, ``newest`` or ``oldest``; ``offset`` is how many hits to pass over before the first.
        """
        from archiver.store import search

        return self._iterate(
            lambda: search.search(self._connection, query, filters, raw=raw, sort=sort, offset=offset, marks=marks)
        )

    def count(self, query: str, filters: Filters = EVERYTHING, *, raw: bool = False, most: int | None = None) -> int:
        """How many hits ``search`` has in all, whatever its limit; ``most + 1`` where there are more than ``most``."""
        from archiver.store import search

        with wrap_errors(self.path):
            return search.count(self._connection, query, filters, raw=raw, most=most)

    def search_sql(
        self, query: str, filters: Filters = EVERYTHING, *, raw: bool = False, sort: Sort = "rank", offset: int = 0
    ) -> str:
        """The SQL statement that ``search`` runs, with its parameters; it runs in any SQLite that has FTS5."""
        from archiver.store import search

        with wrap_errors(self.path):
            return search.statement(self._connection, query, filters, raw=raw, sort=sort, offset=offset)

    def pages(self, post: str | int | None = None) -> Iterator[Page]:
        """The stored pages of a post (named as for ``get``), else all, in the order in which they were first fetched."""
        if post is None:
            return self._iterate(lambda: read.pages(self._connection, None))
        post_id = self.post_id(post)
        return self._iterate(lambda: read.pages(self._connection, post_id)) if post_id is not None else iter(())

    def stats(self) -> Stats:
        """The archive in numbers."""
        from archiver.store import counts

        with wrap_errors(self.path):
            return counts.stats(self._connection, self.path)

    def compact(self, progress: Callable[[int, int], None] = lambda done, total: None) -> Compacted:
        """Pack page bodies that were stored before their host had a dictionary with one, and give free room back.

        ``progress`` is told how many bodies of how many are done. Others can write meanwhile. A run that was killed is
        taken up by the next.
        """
        from archiver.store import compact

        with wrap_errors(self.path):
            return compact.compact(self._connection, self.path, progress)

    def check(
        self, *, repair: bool = False, progress: Callable[[str, int, int], None] = lambda check, done, total: None
    ) -> Iterator[Problem]:
        """What is wrong in the archive; with ``repair``, what can be rebuilt is (``check.py`` says what that is).

        ``progress`` is told the name of the check and, where it counts, how many of how many are done. An archive
        opened for reading is checked in all but the texts of its full-text indexes, as SQLite counts that as writing.
        """
        from archiver.store import check

        return self._iterate(lambda: check.check(self._connection, repair=repair, progress=progress))

    def _iterate(self, rows: Callable[[], Iterator[T]]) -> Iterator[T]:
        with wrap_errors(self.path):
            yield from rows()
