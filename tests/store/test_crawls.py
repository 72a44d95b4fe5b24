"""The search for posts, as it is kept: steps once, URLs once, and what each source says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archiver.errors import StoreError
from archiver.store import Store
from archiver.store.crawls import Candidate, Crawl, News, QueuedStep, Unjudged

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-01-01T00:00:00Z"
BLOG = "https://blog.example/"


def step(name: str, turn: int = 0, **more: object) -> QueuedStep:
    return QueuedStep(f"blog.example/{name}", turn, "listing", f"{BLOG}{name}", **more)  # type: ignore[arg-type]


def candidate(name: str, source: str = "sitemap", **more: object) -> Candidate:
    return Candidate(f"blog.example/{name}", f"{BLOG}{name}", source, **more)  # type: ignore[arg-type]


@pytest.fixture
def crawl(store: Store) -> Crawl:
    return store.crawls.begin(BLOG, step(""), NOW)


def names(rows: list[list[Unjudged]]) -> list[str]:
    return [row.url.removeprefix(BLOG) for some in rows for row in some]


def test_a_search_begins_ends_and_begins_again(store: Store, crawl: Crawl) -> None:
    assert (crawl.url, crawl.home_url, crawl.searching, crawl.found_at) == (BLOG, BLOG, True, None)
    store.crawls.set_home(crawl, f"{BLOG}en/")
    store.crawls.set_made_up(crawl, "abc")
    store.crawls.end(crawl, NOW)
    ended = store.crawls.get(BLOG)
    assert ended is not None
    assert (ended.home_url, ended.made_up, ended.searching, ended.found_at) == (f"{BLOG}en/", "abc", False, NOW)
    assert store.crawls.begin(BLOG, step(""), NOW).found_at == NOW
    assert store.crawls.all() == [store.crawls.get(BLOG)]
    assert store.crawls.get("https://other.example/") is None


def test_steps_come_by_turn_then_by_age_each_once(store: Store, crawl: Crawl) -> None:
    first = store.crawls.next_step(crawl)
    assert first is not None
    further = [step("late", 2), step("b", 1, depth=3, idle=2, guess=True), step("a", 1), step("b", 1)]
    store.crawls.end_step(crawl, first, "done", NOW, further=further)
    taken = []
    while (found := store.crawls.next_step(crawl)) is not None:
        taken.append(found)
        store.crawls.end_step(crawl, found, "failed", NOW, error="HTTP 404", further=[step("a", 1)])
    assert [found.url.removeprefix(BLOG) for found in taken] == ["b", "a", "late"]
    assert (taken[0].depth, taken[0].idle, taken[0].guess) == (3, 2, True)
    assert store.crawls.steps_done(crawl, "listing") == 4
    assert store.crawls.steps_done(crawl, "feed") == 0
    store.crawls.begin(BLOG, step(""), NOW)
    assert store.crawls.steps_done(crawl, "listing") == 0


def test_news_is_what_nobody_had_named_and_what_this_source_had_not(store: Store, crawl: Crawl) -> None:
    add = store.crawls.add
    assert add(crawl, [candidate("a"), candidate("b"), candidate("a")], NOW, 99) == News(2, 2)
    assert add(crawl, [candidate("a", "feed"), candidate("c", "feed")], NOW, 99) == News(1, 2)
    assert add(crawl, [candidate("a", "feed"), candidate("c", "feed")], NOW, 99) == News(0, 0)
    assert add(crawl, [], NOW, 99) == News()
    assert add(crawl, [candidate(str(n)) for n in range(1200)], NOW, 1000) == News(997, 997, 203)


def test_what_sources_say_is_put_together(store: Store, crawl: Crawl) -> None:
    store.crawls.add(crawl, [candidate("a", hint=-6, published="2010-05")], NOW, 99)
    store.crawls.add(crawl, [candidate("a", "rest", hint=3, published="2011")], NOW, 99)
    ((row,),) = store.crawls.unjudged(crawl)
    assert (row.rest, row.sitemap, row.feed, row.listing) == (True, True, False, False)
    assert (row.hint, row.published) == (-6, "2010-05")
    assert names(list(store.crawls.sure(crawl))) == ["a"]


def test_what_was_judged_is_not_judged_again_but_for_new_evidence(store: Store, crawl: Crawl) -> None:
    store.crawls.add(crawl, [candidate("post"), candidate("page")], NOW, 99)
    ((post, page),) = store.crawls.unjudged(crawl)
    store.crawls.judge([(post.id, "2010", None), (page.id, None, "a standing page")])
    assert list(store.crawls.unjudged(crawl)) == []
    states = {entry.url.removeprefix(BLOG): (entry.state, entry.error) for entry in store.queue.entries()}
    assert states == {"post": ("waiting", None), "page": ("skipped", "a standing page")}
    store.crawls.add(crawl, [candidate("page"), candidate("post", "feed")], NOW, 99)
    assert list(store.crawls.unjudged(crawl)) == []
    store.crawls.add(crawl, [candidate("page", "feed")], NOW, 99)
    assert names(list(store.crawls.unjudged(crawl))) == ["page"]


def test_an_interface_listed_all_if_it_listed_as_many_as_it_counts(store: Store, crawl: Crawl) -> None:
    def all_in_rest() -> bool:
        found = store.crawls.get(BLOG)
        assert found is not None
        return found.all_in_rest

    store.crawls.set_complete(crawl, None)
    assert not all_in_rest()
    store.crawls.add(crawl, [candidate("a", "rest")], NOW, 99)
    store.crawls.add(crawl, [candidate("b")], NOW, 99)
    for claimed, complete in ((2, False), (1, True), (None, True)):
        store.crawls.set_complete(crawl, claimed)
        assert all_in_rest() is complete


def test_many_urls_come_in_pieces(store: Store, crawl: Crawl) -> None:
    store.crawls.add(crawl, [candidate(str(n)) for n in range(1100)], NOW, 9999)
    pieces = list(store.crawls.unjudged(crawl))
    assert [len(some) for some in pieces] == [500, 500, 100]
    assert names(pieces) == [str(n) for n in range(1100)]


def test_a_closed_archive_raises(path: Path) -> None:
    with Store(path) as store:
        crawl = store.crawls.begin(BLOG, step(""), NOW)
    for call in (store.crawls.all, lambda: store.crawls.end(crawl, NOW), lambda: list(store.queue.entries())):
        with pytest.raises(StoreError):
            call()
