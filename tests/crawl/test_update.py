"""Which posts are due, and what a visit does: 304, failures, a server that wants to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archiver.archive import archive, scrape
from archiver.crawl.patience import MOST_FAILURES
from archiver.crawl.update import Updater, due
from archiver.errors import FetchError
from archiver.records import NotModified, Page, Validators
from archiver.store import Filters, Store, Visit
from tests.crawl.blogs import Answer, Web, page, path_of, permalinks, wordpress
from tests.crawl.test_work import BASE, Heard

NOW = datetime(2026, 6, 1, tzinfo=UTC)


class Conditional(Web):
    """A web whose pages with an ETag are as they were."""

    def if_changed(self, url: str, validators: Validators) -> Page | NotModified:
        answer = self.answers[path_of(url)]
        if answer.headers.get("etag") == validators.etag:
            return NotModified(url, url, {}, "2026-06-01T00:00:00Z")
        return self(url)


def visit(number: int, url: str, visited: str) -> Visit:
    return Visit(number, url, "2010", "2020-01-01T00:00:00Z", visited, None, None)


def visited(store: Store, web: Conditional) -> list[str]:
    heard = Heard()
    posts = [(visit.post_id, visit.url) for visit in store.visits.all(Filters())]
    Updater(fetch=web, store=store, scraping=scrape, listener=heard, stopped=lambda: False).visit_all(posts)
    return heard.lines


def test_what_is_due_comes_by_host_the_most_overdue_first() -> None:
    visits = [
        visit(1, "https://a.example/1", "2026-01-01T00:00:00Z"),
        visit(2, "https://b.example/2", "2025-01-01T00:00:00Z"),
        visit(3, "https://A.example/3", "2024-01-01T00:00:00Z"),
        visit(4, "https://a.example/4", "2026-05-31T00:00:00Z"),
    ]
    a, b = [(3, "https://A.example/3"), (1, "https://a.example/1")], [(2, "https://b.example/2")]
    assert due(visits, NOW) == {"a.example": a, "b.example": b}
    assert due(visits, NOW, 2) == {"a.example": a[:1], "b.example": b}
    assert due(visits, NOW, every=True) == {"a.example": [*a, (4, "https://a.example/4")], "b.example": b}
    assert due([], NOW) == {}


def test_a_page_that_is_as_it_was_is_neither_fetched_nor_read(store: Store) -> None:
    answers = wordpress(BASE, 2)
    first, second = (path_of(link) for link in permalinks(BASE, 2))
    answers[first] = Answer(answers[first].body, headers={"etag": '"1"'})
    web = Conditional(BASE, answers)
    for link in permalinks(BASE, 2):
        archive(link, fetch=web, store=store)
    web.asked.clear()
    lines = visited(store, web)
    assert sorted(lines) == ["unchanged Post 1, 0 comments", f"unmodified {BASE}{first}"]
    assert web.asked == [second]
    assert {visit.visited for visit in store.visits.all(Filters())} == {"2026-06-01T00:00:00Z", "2026-01-01T00:00:00Z"}


def test_a_failure_is_told_and_the_next_post_follows_until_the_server_has_failed_too_often(store: Store) -> None:
    links = permalinks(BASE, 9)
    web = Conditional(BASE, wordpress(BASE, 9))
    for link in links:
        archive(link, fetch=web, store=store)
    web.answers[path_of(links[0])] = Answer("", status=404)
    assert visited(store, web).count("unchanged Post 1, 0 comments") == 1
    web.answers |= {path_of(link): Answer("", status=503) for link in links}
    web.asked.clear()
    with pytest.raises(FetchError):
        visited(store, web)
    assert len(web.asked) == MOST_FAILURES
    assert len(list(store.posts())) == 9
    assert all(visit.tried for visit in store.visits.all(Filters())), "also those that were not asked for after all"


def test_what_robots_txt_forbids_is_skipped(store: Store) -> None:
    class Forbidding(Conditional):
        def __call__(self, url: str, *, want: str = "page") -> Page:
            error = FetchError(f"{url}: robots.txt asks robots to leave it alone")
            error.disallowed = True
            raise error

    (link,) = permalinks(BASE, 1)
    store.save(fetched := page(link, wordpress(BASE, 1)[path_of(link)]), scrape(fetched))
    assert visited(store, Forbidding(BASE, {})) == [f"skipped {link}"]
