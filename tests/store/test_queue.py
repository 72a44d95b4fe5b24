"""The queue: what is next, what became of it, and how it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archiver.records import Page
from archiver.store import Window
from archiver.store.crawls import Candidate, Crawl, QueuedStep
from tests.store.samples import make_page, make_post

if TYPE_CHECKING:
    from archiver.store import Store
    from archiver.store.queue import QueuedPost

NOW = "2026-01-01T00:00:00Z"
BLOG = "https://blog.example/"
ANY = Window(NOW)


def fill(store: Store, dates: dict[str, str | None], blog: str = BLOG) -> Crawl:
    """A crawl in which posts of these names and dates wait."""
    crawl = store.crawls.begin(blog, QueuedStep(blog, 0, "home", blog), NOW)
    store.crawls.add(crawl, [Candidate(f"{blog}{name}", f"{blog}{name}", "sitemap") for name in dates], NOW, 999)
    for some in store.crawls.unjudged(crawl):
        store.crawls.judge([(row.id, dates[row.url.removeprefix(blog)], None) for row in some])
    return crawl


def following(store: Store, crawl: Crawl, window: Window = ANY, besides: int | None = None) -> QueuedPost:
    post = store.queue.next_post(crawl, window, besides)
    assert post is not None
    return post


def name(post: QueuedPost) -> str:
    return post.url.removeprefix(BLOG)


def test_the_newest_comes_first_those_without_a_date_last(store: Store) -> None:
    crawl = fill(store, {"old": "2010", "none": None, "new": "2020-05-04T10:00:00Z", "mid": "2015-05"})
    order = []
    while (post := store.queue.next_post(crawl, ANY)) is not None:
        order.append(name(post))
        store.queue.skipped(post, "x", NOW)
    assert order == ["new", "mid", "old", "none"]


def test_one_that_is_being_read_is_passed_over(store: Store) -> None:
    crawl = fill(store, {"a": "2020", "b": "2019"})
    first = following(store, crawl)
    assert name(following(store, crawl, besides=first.id)) == "b"
    assert store.queue.waiting(crawl) == 2


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        ("2015", None, {"2015-05", "2016", "none"}),
        (None, "2015", {"2010", "2015-05", "none"}),
        ("2015-05-04", "2015-06", {"2015-05", "none"}),
        ("2017", None, {"none"}),
    ],
)
def test_only_posts_of_some_dates(store: Store, since: str | None, until: str | None, wanted: set[str]) -> None:
    crawl = fill(store, {"2010": "2010", "2015-05": "2015-05", "2016": "2016", "none": None})
    window = Window(NOW, since, until)
    assert store.queue.waiting(crawl, window) == len(wanted)
    shown = {entry.url.removeprefix(BLOG) for entry in store.queue.entries(since=since, until=until)}
    assert shown == wanted


def test_one_that_failed_waits_for_its_time_or_is_given_up(store: Store) -> None:
    crawl = fill(store, {"a": None})
    store.queue.failed(following(store, crawl), "HTTP 503", NOW, "2026-01-01T00:10:00Z")
    assert store.queue.next_post(crawl, ANY) is None
    assert (store.queue.waiting(crawl), store.queue.waiting(crawl, ANY)) == (1, 0)
    post = following(store, crawl, Window("2026-01-01T00:10:00Z"))
    assert post.attempts == 1
    store.queue.failed(post, "HTTP \ud800 410", NOW, None)
    (entry,) = store.queue.entries()
    assert (entry.state, entry.error, entry.attempts, entry.next_try_at) == ("failed", "HTTP \ufffd 410", 2, None)


def test_a_page_is_kept_until_the_post_is_done(store: Store) -> None:
    crawl = fill(store, {"a": None})
    page = Page(f"{BLOG}a", f"{BLOG}a/", 200, {"etag": '"ä"'}, b"\n<html>\x00\xff\n", NOW)
    post = following(store, crawl)
    assert post.page is None
    store.queue.keep(post, page)
    assert following(store, crawl).page == page
    saved = store.save(make_page(), make_post())
    store.queue.done(post, saved.post_id, NOW)
    (row,) = store._connection.execute("SELECT state, post_id, page, attempts, error FROM queue")
    assert row == ("done", saved.post_id, None, 1, None)


def test_what_is_in_the_archive_is_done(store: Store) -> None:
    page, post = make_page(), make_post()
    saved = store.save(page, post)
    crawl = store.crawls.begin(BLOG, QueuedStep(BLOG, 0, "home", BLOG), NOW)
    store.crawls.add(crawl, [Candidate("a", post.url, "feed"), Candidate("b", f"{BLOG}b", "feed")], NOW, 99)
    for some in store.crawls.unjudged(crawl):
        store.crawls.judge([(row.id, None, None) for row in some])
    assert store.queue.link_archived(crawl, NOW) == 1
    assert store.queue.tally(crawl).states == {"found": 0, "waiting": 1, "done": 1, "failed": 0, "skipped": 0}
    assert store._connection.execute("SELECT post_id FROM queue WHERE state = 'done'").fetchone() == (saved.post_id,)


def test_the_tally_counts_sources_and_states_without_what_is_skipped(store: Store) -> None:
    crawl = store.crawls.begin(BLOG, QueuedStep(BLOG, 0, "home", BLOG), NOW)
    for source, keys in {"rest": "ab", "sitemap": "abcx", "listing": "d"}.items():
        store.crawls.add(crawl, [Candidate(key, f"{BLOG}{key}", source) for key in keys], NOW, 99)
    for some in store.crawls.unjudged(crawl):
        store.crawls.judge([(row.id, None, "a page" if row.url.endswith("x") else None) for row in some])
    tally = store.queue.tally(crawl)
    assert tally.posts == 4
    assert tally.sources == {"rest": 2, "sitemap": 3, "feed": 0, "listing": 1, "captures": 0}
    assert tally.alone == {"rest": 0, "sitemap": 1, "feed": 0, "listing": 1, "captures": 0}


def test_entries_are_shown_by_blog_state_and_number(store: Store) -> None:
    fill(store, {f"{n}": f"{2000 + n}" for n in range(600 // 6)})
    fill(store, {"x": None}, "https://www.other.example/blog/")
    assert len(list(store.queue.entries())) == 101
    assert [entry.url for entry in store.queue.entries(site="other.example")] == ["https://www.other.example/blog/x"]
    assert [entry.published for entry in store.queue.entries(limit=2)] == ["2099", "2098"]
    assert list(store.queue.entries(limit=0)) == list(store.queue.entries(states=("failed",))) == []
    (entry,) = store.queue.entries(site="https://www.other.example/blog/")
    assert (entry.blog, entry.state, entry.sources) == ("https://www.other.example/blog/", "waiting", ("sitemap",))


def test_more_entries_than_are_read_at_once(store: Store) -> None:
    fill(store, {f"{n}": None for n in range(1, 998)})
    assert len({entry.url for entry in store.queue.entries()}) == 997
    assert len(list(store.queue.entries(limit=700))) == 700
    assert len(list(store.queue.entries(limit=10**30))) == 997
