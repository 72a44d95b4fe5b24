"""Searches in made-up blogs of several engines, with ways closed, and in blogs that are traps."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest

from archiver.crawl import discover
from archiver.crawl.discover import MOST_IDLE, Discovery, Want, begin, date_in
from archiver.crawl.patience import MOST_FAILURES
from archiver.crawl.told import told
from archiver.errors import FetchError
from archiver.store import Crawl, Store
from archiver.store.crawls import Crawls
from tests.crawl.blogs import (
    NOW,
    Answer,
    Web,
    blogger,
    handmade,
    hugo,
    listing,
    permalinks,
    rss,
    sitemap,
    sitemap_index,
    wordpress,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.records import Page

BASE = "https://blog.example"


class Heard:
    """What a search says."""

    def __init__(self) -> None:
        self.troubles: list[str] = []
        self.expected: list[str] = []

    def asking(self, url: str) -> None:
        pass

    def trouble(self, message: str, *, expected: bool) -> None:
        (self.expected if expected else self.troubles).append(message)


def search(web: Web, store: Store, heard: Heard | None = None, url: str = f"{BASE}/") -> Crawl:
    crawl = begin(url, store, NOW)
    discovery = Discovery(crawl, fetch=web, store=store, now=lambda: NOW, listener=heard or Heard())
    assert discovery.run(lambda: False)
    found = store.crawls.get(url)
    assert found is not None
    assert not found.searching
    return found


def waiting(store: Store) -> set[str]:
    return {entry.url for entry in store.queue.entries(states=("waiting",))}


@pytest.mark.parametrize(
    ("rest", "sitemaps", "feeds"),
    [(True, True, True), (False, True, True), (False, False, True), (False, False, False), (True, False, False)],
)
def test_a_wordpress_is_found_whole_whichever_ways_are_closed(
    store: Store, rest: bool, sitemaps: bool, feeds: bool
) -> None:
    web = Web(BASE, wordpress(BASE, 23, rest=rest, sitemaps=sitemaps, feeds=feeds))
    heard = Heard()
    crawl = search(web, store, heard)
    assert waiting(store) == set(permalinks(BASE, 23))
    assert heard.troubles == []
    assert crawl.all_in_rest is rest
    assert len(web.asked) == len(set(web.asked))


def test_what_was_found_where_is_told(store: Store) -> None:
    answers = wordpress(BASE, 23)
    links = permalinks(BASE, 23)
    answers["/wp-sitemap-posts-post-1.xml"] = sitemap(links[:20])
    crawl = search(Web(BASE, answers), store)
    assert (
        told(store.queue.tally(crawl)) == "23 posts: 23 in REST, 23 in the feed, 20 in the sitemap, 20 in archive pages"
    )


def test_a_post_that_only_archive_pages_show_is_found(store: Store) -> None:
    answers = wordpress(BASE, 9, rest=False, feeds=False)
    answers["/page/2/"] = listing([*permalinks(BASE, 9)[5:], f"{BASE}/2001/01/forgotten/"])
    answers["/wp-sitemap-posts-post-1.xml"] = sitemap(permalinks(BASE, 9))
    crawl = search(Web(BASE, answers), store)
    assert told(store.queue.tally(crawl)) == "10 posts: 10 in archive pages, 9 in the sitemap, 1 only in archive pages"


def test_an_interface_that_lists_all_makes_the_rest_short(store: Store) -> None:
    web = Web(BASE, wordpress(BASE, 100))
    search(web, store)
    pages = [path for path in web.asked if path.startswith("/page/")]
    assert len(pages) == MOST_IDLE
    web.asked.clear()
    with Store(store.path.with_name("other.db")) as other:
        search(
            Web(
                BASE,
                web.answers
                | {
                    "/wp-json/wp/v2/posts?per_page=100&_fields=link,date,modified&page=1": Answer(
                        "[]", "application/json"
                    )
                },
            ),
            other,
        )
        assert waiting(other) == set(permalinks(BASE, 100))


def test_an_interface_that_lists_nothing_says_nothing_of_what_others_list(store: Store) -> None:
    """Some blogs keep their posts in a type of their own, which is not among the interface's posts."""
    answers = wordpress(BASE, 5, feeds=False)
    interface = next(path for path in answers if path.startswith("/wp-json/"))
    answers[interface] = Answer("[]", "application/json", {"X-WP-Total": "0", "X-WP-TotalPages": "0"})
    assert not search(Web(BASE, answers), store).all_in_rest
    assert waiting(store) == set(permalinks(BASE, 5))


def test_blogger_hugo_and_a_handmade_blog(store: Store) -> None:
    crawl = search(Web(BASE, blogger(BASE, 400)), store)
    assert len(waiting(store)) == 400
    assert store.queue.tally(crawl).sources == {"rest": 0, "sitemap": 0, "feed": 400, "listing": 3, "captures": 0}
    for other, answers, count in (("hugo", hugo, 8), ("hand", handmade, 7)):
        base = f"https://{other}.example"
        search(Web(base, answers(base)), store, url=f"{base}/")
        found = {url for url in waiting(store) if url.startswith(base)}
        assert len(found) == count
        assert all("number" in url or "clock" in url for url in found)


def test_the_same_post_under_several_urls_is_one(store: Store) -> None:
    link = f"{BASE}/2010/05/hello/"
    others = [
        link,
        "http://www.blog.example/2010/05/hello?utm_source=x",
        f"{link}#comments",
        f"{link}?replytocom=3",
        f"{link}?PHPSESSID=abc",
    ]
    search(Web(BASE, {"/": listing(others), "/sitemap.xml": sitemap(["http://blog.example/2010/05/hello/"])}), store)
    assert len(waiting(store)) == 1


def test_run_again_only_what_is_new_is_found_and_the_old_is_not_turned_over(store: Store) -> None:
    search(Web(BASE, wordpress(BASE, 50, rest=False)), store)
    answers = wordpress(BASE, 50, rest=False)
    new = f"{BASE}/2026/01/brand-new/"
    answers["/"] = listing([new, *permalinks(BASE, 4)], foot='<a rel="next" href="/page/2/">Older</a>')
    answers["/feed/"] = rss([new, *permalinks(BASE, 9)])
    web = Web(BASE, answers)
    search(web, store)
    assert new in waiting(store)
    assert [path for path in web.asked if path.startswith(("/page/", "/feed/"))] in (
        ["/feed/", "/feed/?paged=2", "/page/2/"],
        ["/feed/", "/page/2/"],
    )


def test_a_search_that_was_stopped_goes_on_and_asks_nothing_twice(store: Store) -> None:
    web = Web(BASE, wordpress(BASE, 23))
    crawl = begin(f"{BASE}/", store, NOW)
    for _ in range(100):
        steps = iter([False, True])
        if Discovery(crawl, fetch=web, store=store, now=lambda: NOW, listener=Heard()).run(partial(next, steps)):
            break
    assert waiting(store) == set(permalinks(BASE, 23))
    assert len(web.asked) == len(set(web.asked)) > 5


def test_a_blog_that_cannot_be_reached_is_an_error_and_asked_again(store: Store) -> None:
    crawl = begin(f"{BASE}/", store, NOW)
    for web in (Web(BASE, {}), Web(BASE, wordpress(BASE, 3))):
        discovery = Discovery(crawl, fetch=web, store=store, now=lambda: NOW, listener=Heard())
        if web.answers:
            assert discovery.run(lambda: False)
        else:
            with pytest.raises(FetchError):
                discovery.run(lambda: False)
    assert len(waiting(store)) == 3


def test_a_search_in_which_something_failed_that_may_pass_is_made_anew(store: Store) -> None:
    answers = wordpress(BASE, 30, rest=False, sitemaps=False, feeds=False)
    web = Web(BASE, answers | {"/page/3/": Answer("", status=503)})
    heard = Heard()
    assert search(web, store, heard).found_at is None
    assert heard.troubles == [f"{BASE}/page/3/: HTTP 503"]
    assert len(waiting(store)) == 10
    assert search(Web(BASE, answers), store).found_at == NOW
    assert len(waiting(store)) == 30


def test_so_is_one_that_was_stopped_after_something_failed(store: Store) -> None:
    answers = wordpress(BASE, 30, rest=False, sitemaps=False, feeds=False)
    web = Web(BASE, answers | {"/page/3/": Answer("", status=503)})
    crawl = begin(f"{BASE}/", store, NOW)
    for _ in range(100):
        steps = iter([False, True])
        if Discovery(crawl, fetch=web, store=store, now=lambda: NOW, listener=Heard()).run(partial(next, steps)):
            break
    assert [(crawl.searching, crawl.found_at) for crawl in store.crawls.all()] == [(False, None)]


def test_a_server_that_fails_in_a_search_is_left_alone_and_the_search_goes_on_there(store: Store) -> None:
    answers = wordpress(BASE, 30, rest=False, sitemaps=False)
    months = "".join(f'<a href="/20{n}/">20{n}</a>' for n in range(10, 20))
    answers["/"] = listing(permalinks(BASE, 3), foot=months)
    web = Web(BASE, answers | {f"/20{n}/": Answer("", status=500) for n in range(10, 20)})
    crawl = begin(f"{BASE}/", store, NOW)
    with pytest.raises(FetchError):
        Discovery(crawl, fetch=web, store=store, now=lambda: NOW, listener=Heard()).run(lambda: False)
    assert store.crawls.all()[0].searching
    assert len([path for path in web.asked if path.startswith("/20")]) == MOST_FAILURES


def test_a_feed_on_another_host_that_wants_to_be_left_alone_does_not_stop_the_search(store: Store) -> None:
    class Elsewhere(Web):
        def __call__(self, url: str, *, want: Want = "page") -> Page:
            if url.startswith("https://feeds.example/"):
                error = FetchError(f"{url}: its robots.txt cannot be had")
                error.later, error.retry_after = True, 600.0
                raise error
            return super().__call__(url, want=want)

    answers = wordpress(BASE, 5, rest=False, sitemaps=False, feeds=False)
    head = '<link rel="alternate" type="application/rss+xml" href="https://feeds.example/blog">'
    answers["/"] = listing(permalinks(BASE, 5), head=head)
    heard = Heard()
    assert search(Elsewhere(BASE, answers), store, heard).found_at == NOW, "not each time anew because of that"
    assert len(waiting(store)) == 5
    assert heard.troubles == ["https://feeds.example/blog: its robots.txt cannot be had"]


def test_a_server_that_fails_at_all_that_it_does_not_have_is_searched(store: Store) -> None:
    search(Web(BASE, handmade(BASE), anything=Answer("", status=500)), store)
    assert len(waiting(store)) == 7


def test_killed_between_two_writes_a_step_is_taken_again_as_if_for_the_first_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    search(Web(BASE, wordpress(BASE, 5)), store)
    answers = wordpress(BASE, 20)
    crawl = begin(f"{BASE}/", store, NOW)
    with monkeypatch.context() as killed:
        killed.setattr(Crawls, "end_step", lambda *_, **__: exit("killed"))
        with pytest.raises(SystemExit):
            Discovery(crawl, fetch=Web(BASE, answers), store=store, now=lambda: NOW, listener=Heard()).run(
                lambda: False
            )
    assert store.queue.tally(crawl).posts == 5
    assert Discovery(crawl, fetch=Web(BASE, answers), store=store, now=lambda: NOW, listener=Heard()).run(lambda: False)
    assert len(waiting(store)) == 20


def test_a_way_that_is_named_but_closed_is_told_and_one_that_was_guessed_is_not(store: Store) -> None:
    answers = wordpress(BASE, 3)
    del answers["/wp-sitemap.xml"], answers["/feed/"]
    del answers["/wp-json/wp/v2/posts?per_page=100&_fields=link,date,modified&page=1"]
    heard = Heard()
    search(Web(BASE, answers), store, heard)
    assert heard.troubles == [f"{BASE}/wp-sitemap.xml: HTTP 404", f"{BASE}/feed/: HTTP 404"]
    assert heard.expected == []


def test_an_interface_behind_a_closed_door_is_found_by_the_other(store: Store) -> None:
    answers = wordpress(BASE, 3, sitemaps=False, feeds=False)
    closed = "/wp-json/wp/v2/posts?per_page=100&_fields=link,date,modified&page=1"
    answers["/?rest_route=/wp/v2/posts&per_page=100&_fields=link,date,modified&page=1"] = answers.pop(closed)
    crawl = search(Web(BASE, answers), store)
    assert store.queue.tally(crawl).sources["rest"] == 3


def test_a_blog_below_a_path_keeps_to_it(store: Store) -> None:
    url = f"{BASE}/blog/"
    links = [f"{BASE}/blog/2010/05/a/", f"{BASE}/2010/05/b/", "https://elsewhere.example/2010/05/c/"]
    web = Web(
        BASE,
        {"/blog/": listing(links, foot='<a rel="next" href="/news/page/2/">Older</a>'), "/sitemap.xml": sitemap(links)},
    )
    search(web, store, url=url)
    assert waiting(store) == {links[0]}
    assert "/news/page/2/" not in web.asked
    assert "/sitemap.xml" in web.asked


# -- traps


@contextmanager
def steps_at_most(web: Web, most: int) -> Iterator[None]:
    web.asked.clear()
    yield
    assert len(web.asked) <= most, web.asked[-20:]


class Endless(Web):
    """Every month leads to the next, for ever; no month has a post."""

    def __call__(self, url, *, want="page"):  # type: ignore[no-untyped-def]
        path = url.removeprefix(BASE)
        if path.startswith(("/calendar", "/20")):
            year = int(path.strip("/").split("/")[-1].split("=")[-1]) if path.strip("/")[-4:].isdigit() else 2000
            self.answers[path] = Answer(
                f'<a href="/calendar/{year + 1}">next</a> <a href="/calendar?year={year + 1}">older</a> <a href="/{year + 1}/">{year + 1}</a>'
            )
        return super().__call__(url, want=want)


def test_an_endless_calendar_is_left(store: Store) -> None:
    web = Endless(
        BASE, {"/": listing([f"{BASE}/2010/05/a/"], foot='<a href="/calendar/2000">older</a><a href="/2000/">2000</a>')}
    )
    with steps_at_most(web, 45):
        search(web, store)
    assert len(waiting(store)) == 1


def test_a_server_that_shows_the_same_page_for_every_url_is_left(store: Store) -> None:
    same = listing([f"{BASE}/2010/05/a/"], foot="".join(f'<a href="/page/{n}/">{n}</a>' for n in range(2, 400)))
    web = Web(BASE, {}, anything=same)
    heard = Heard()
    with steps_at_most(web, 45):
        search(web, store, heard)
    assert waiting(store) == {f"{BASE}/2010/05/a/"}
    assert heard.troubles == []


def test_a_list_sorted_and_filtered_in_every_way_is_left(store: Store) -> None:
    class Facets(Web):
        def __call__(self, url, *, want="page"):  # type: ignore[no-untyped-def]
            path = url.removeprefix(BASE)
            if path.startswith("/list"):
                turn = len(self.asked)
                self.answers[path] = listing(
                    links, foot=f'<a rel="next" href="/list?colour=red&n={turn}&sort=name">next</a>'
                )
            return super().__call__(url, want=want)

    links = [f"{BASE}/2010/05/a/", f"{BASE}/2010/05/b/"]
    web = Facets(BASE, {"/": listing(links, foot='<a rel="next" href="/list">next</a>')})
    with steps_at_most(web, 40):
        search(web, store)
    assert waiting(store) == set(links)


@pytest.mark.parametrize(
    ("named", "place"),
    [
        ("/posts/map.xml", "/posts/map.xml"),
        ("map.xml", "/map.xml"),
        ("https://elsewhere.example/map.xml", "/sitemap.xml"),
        ("http://[", "/sitemap.xml"),
    ],
)
def test_a_sitemap_that_is_named_by_its_path_is_found_and_one_elsewhere_is_looked_for_here(
    store: Store, named: str, place: str
) -> None:
    answers = {"/robots.txt": Answer(f"Sitemap: {named}", "text/plain"), place: sitemap(permalinks(BASE, 9))}
    crawl = search(Web(BASE, {"/": listing([]), **answers}), store)
    assert told(store.queue.tally(crawl)) == "9 posts: 9 only in the sitemap"


def test_sitemaps_that_name_each_other_are_read_once(store: Store) -> None:
    answers = {"/": listing([]), "/robots.txt": Answer(f"Sitemap: {BASE}/a.xml", "text/plain")}
    answers |= {
        "/a.xml": sitemap_index([f"{BASE}/b.xml", f"{BASE}/a.xml"]),
        "/b.xml": sitemap_index([f"{BASE}/a.xml", f"{BASE}/b.xml"]),
    }
    web = Web(BASE, answers)
    search(web, store)
    assert web.asked.count("/a.xml") == web.asked.count("/b.xml") == 1


def test_more_urls_than_are_kept_are_told_and_left_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discover, "MOST_POSTS", 10)
    heard = Heard()
    search(Web(BASE, {"/": listing(permalinks(BASE, 4)), "/sitemap.xml": sitemap(permalinks(BASE, 30))}), store, heard)
    assert len(list(store.queue.entries())) == 10
    assert heard.troubles == [f"{BASE}/: has more than 10 URLs; the others were left out"]


def test_more_pages_than_are_asked_for_are_told_and_left_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discover, "MOST_STEPS", {"listing": 2})
    heard = Heard()
    search(Web(BASE, wordpress(BASE, 40, rest=False, sitemaps=False, feeds=False)), store, heard)
    assert len(waiting(store)) == 15
    assert heard.troubles == [f"{BASE}/: more than 2 pages of its listing were left out"]


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("/2010/05/04/hello/", "2010-05-04"),
        ("/2010/05/hello.html", "2010-05"),
        ("/blog/2010-05-04-hello", "2010-05-04"),
        ("/2010/13/hello", None),
        ("/hello", None),
        ("/12010/05/x", None),
    ],
)
def test_the_date_in_a_permalink(path: str, date: str | None) -> None:
    assert date_in(BASE + path) == date
