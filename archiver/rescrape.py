"""Today's scrapers over the stored pages: offline, in several processes, one post after the other.

Reading is what costs, so it is done by processes that get pages and give posts. Only this process touches the archive.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.completion import read
from archiver.errors import ArchiverError, FetchError, ScrapeError, StoreError
from archiver.processes import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from archiver.completion import Want
    from archiver.records import Page, Post
    from archiver.store import PostPages, Store

_AHEAD = 2
"""Posts that wait for each process: enough that none waits for this one, few enough that memory stays small."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the pages of a post say now: ``posts`` with the ``page`` of each, the newest first; or why it was not read."""

    post_id: int
    posts: tuple[tuple[Page, Post], ...] = ()
    error: ArchiverError | None = None


def readings(store: Store, post_ids: Sequence[int], *, jobs: int) -> Generator[Reading, None, None]:
    """Read posts of the archive again from their pages, in ``jobs`` processes; the results come in the order asked for.

    A post whose pages are damaged, cannot be read any more, or are none, gives its ``error``. Close the iterator where
    it is left early. Raises ``ArchiverError`` where a process ends unexpectedly.
    """
    waiting: deque[tuple[int, PostPages, Future[_Read]] | Reading] = deque()
    with _executor(min(jobs, len(post_ids))) as submit:
        for post_id in post_ids:
            waiting.append(_submitted(store, post_id, submit))
            if len(waiting) > jobs * _AHEAD:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


_Read = tuple[tuple[tuple[int, "Post"], ...], str | None]
"""Posts, each with the place of its page among ``PostPages.own``, or what went wrong. Pages do not travel back."""


def read_again(pages: PostPages) -> _Read:
    """Read a post with what completed it, without any network. Pure."""
    stored = {page.url: page for page in pages.more}

    def fetch(url: str, *, want: Want = "page") -> Page:
        if url not in stored or stored[url].status >= 400:
            raise FetchError(f"{url}: is not in the archive")
        return stored[url]

    posts = []
    error = None
    for place, page in enumerate(pages.own):
        try:
            posts.append((place, read(page, fetch=fetch)))
        except ScrapeError as failure:
            error = str(failure)
    return tuple(posts), None if posts else error


def _submitted(
    store: Store, post_id: int, submit: Callable[[PostPages], Future[_Read]]
) -> tuple[int, PostPages, Future[_Read]] | Reading:
    try:
        pages = store.post_pages(post_id)
    except StoreError as error:
        return Reading(post_id, error=error)
    if pages is None:
        return Reading(post_id, error=ScrapeError(f"post {post_id}: none of its pages is in the archive"))
    return post_id, pages, submit(pages)


def _result(waiting: tuple[int, PostPages, Future[_Read]] | Reading) -> Reading:
    if isinstance(waiting, Reading):
        return waiting
    post_id, pages, future = waiting
    try:
        posts, error = future.result()
    except BrokenProcessPool as failure:
        raise ArchiverError(f"{pages.url}: a process that read pages ended unexpectedly") from failure
    return Reading(
        post_id, tuple((pages.own[place], post) for place, post in posts), ScrapeError(error) if error else None
    )


@contextmanager
def _executor(jobs: int) -> Iterator[Callable[[PostPages], Future[_Read]]]:
    """What starts reading; with one job it is done at once, in this process."""
    if jobs <= 1:
        yield _at_once
        return
    pool = Pool(jobs)
    try:
        yield lambda pages: pool.submit(read_again, pages)
    finally:
        pool.shutdown(cancel_futures=True)


def _at_once(pages: PostPages) -> Future[_Read]:
    future: Future[_Read] = Future()
    future.set_result(read_again(pages))
    return future
