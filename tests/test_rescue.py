"""Posts that are gone, from captures: which is taken, under which time, and what is told where none is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archiver.archive import archive, scrape
from archiver.errors import FetchError
from archiver.records import Page
from archiver.rescue import rescue, stands_on_parked_domain
from tests.web import URL, Web, further, ids, post_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.completion import Fetch
    from archiver.records import Post
    from archiver.store import Saved, Store

SALE = "<html><body><h1>blog.example</h1><p>This domain may be for sale by its owner.</p></body></html>"


class Captured:
    """Captures with these bodies, one a year, the newest first; what completes them comes from a web."""

    def __init__(self, *bodies: str, web: Web | None = None) -> None:
        self.bodies = bodies
        self.web = web or Web({})

    def captures(self, url: str) -> Iterator[Page]:
        for number, body in enumerate(self.bodies):
            yield Page(url, url, 200, {}, body.encode(), f"{2015 - number}-01-01T00:00:00Z")

    def nearest(self, page: Page) -> Fetch:
        return self.web

    def listing(self, folder: str) -> str:
        raise NotImplementedError

    def ask(self, url: str) -> Page:
        raise NotImplementedError


def rescued(store: Store, captured: Captured) -> tuple[Post, Saved] | str:
    error = FetchError(f"{URL}: HTTP 404")
    found = rescue(error, URL, captured, store=store, scrape=scrape, most_pages=9)
    return found or str(error)


def test_the_first_capture_with_a_post_is_taken_as_of_its_time_and_completed_from_others(store: Store) -> None:
    web = Web({further(1): post_html(1)})
    found = rescued(store, Captured(SALE, "<p></p>", post_html(2, links=(further(1),)), post_html(3), web=web))
    assert isinstance(found, tuple)
    post, saved = found
    assert (ids(post), saved.outcome, saved.reason) == (
        ["1", "2"],
        "rescued",
        "as it was captured at 2013-01-01T00:00:00Z",
    )
    assert [page.fetched_at[:4] for page in store.pages(URL)] == ["2013", "2020"]
    assert store._connection.execute("SELECT first_seen FROM posts").fetchone() == ("2013-01-01T00:00:00Z",)


def test_where_no_capture_has_a_post_the_error_says_so(store: Store) -> None:
    assert rescued(store, Captured(SALE)) == f"{URL}: HTTP 404; no capture has it"
    assert list(store.posts()) == []


def test_a_page_that_is_gone_but_in_the_archive_is_not_asked_for(store: Store) -> None:
    web = Web({URL: post_html(1)})
    archive(URL, fetch=web, store=store)
    web.pages.clear()
    with pytest.raises(FetchError, match="the archived post stays as it is"):
        archive(URL, fetch=web, store=store, captures=Captured(post_html(1, 2)))
    assert [len(post.comments) for post in store.posts()] == [1]


@pytest.mark.parametrize(("body", "parked"), [(SALE, True), (post_html(1), False), ("", False)])
def test_a_domain_that_was_sold_is_known_by_what_its_page_says(body: str, parked: bool) -> None:
    assert stands_on_parked_domain(Page(URL, URL, 200, {}, body.encode(), "")) is parked
