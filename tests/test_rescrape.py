"""Stored pages read again, without any network: in this process and in others."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archiver.archive import archive
from archiver.errors import ArchiverError, ScrapeError, StoreError
from archiver.records import Page
from archiver.rescrape import Reading, read_again, readings
from archiver.store import PostPages, Store
from tests.web import URL, Web, further, ids, post_html

if TYPE_CHECKING:
    from collections.abc import Iterator


def other(number: int) -> str:
    return f"https://blog.example/{number}/"


def add(store: Store, *numbers: int) -> None:
    for number in numbers:
        web = Web({other(number): post_html(number).replace(URL, other(number))})
        archive(other(number), fetch=web, store=store)


def one(results: Iterator[Reading]) -> Reading:
    (reading,) = results
    return reading


def test_the_whole_thread_is_read_from_the_stored_pages(store: Store) -> None:
    web = Web({URL: post_html(3, links=(further(1), further(2))), further(1): post_html(1), further(2): post_html(2)})
    post, _ = archive(URL, fetch=web, store=store)
    page, again = one(readings(store, [1], jobs=1)).posts[0]
    assert again == post
    assert (page, ids(again)) == (web(URL), ["1", "2", "3"])


def test_of_each_page_it_is_the_newest_state(store: Store) -> None:
    web = Web({URL: post_html(3, links=(further(1),)), further(1): post_html(1)})
    archive(URL, fetch=web, store=store)
    web.day, web.pages[further(1)] = 2, post_html(1, 2)
    archive(URL, fetch=web, store=store)
    web.day, web.pages[further(1)] = 3, post_html(1)  # as it was at first
    post, _ = archive(URL, fetch=web, store=store)
    assert ids(one(readings(store, [1], jobs=1)).posts[0][1]) == ids(post) == ["1", "3"]


def test_a_page_that_is_not_in_the_archive_stays_a_lead(store: Store) -> None:
    web = Web({URL: post_html(3, links=(further(1),)), further(1): None})
    post, _ = archive(URL, fetch=web, store=store)
    assert one(readings(store, [1], jobs=1)).posts[0][1] == post
    assert [lead.url for lead in post.leads] == [further(1)]


def test_pages_that_were_kept_aside_are_not_read(store: Store) -> None:
    web = Web({URL: post_html(1, 2)})
    post, _ = archive(URL, fetch=web, store=store)
    web.day, web.pages[URL] = 2, post_html()
    assert archive(URL, fetch=web, store=store)[1].outcome == "kept"
    assert [again for _, again in one(readings(store, [1], jobs=1)).posts] == [post]


def test_a_page_that_could_not_be_read_then_is_tried_again(store: Store) -> None:
    web = Web({URL: post_html(1)})
    archive(URL, fetch=web, store=store)
    store.keep(replace(web(URL), body=post_html(1, 2).encode(), fetched_at="2020-05-02T10:00:00Z"), "no post")
    assert [ids(post) for _, post in one(readings(store, [1], jobs=1)).posts] == [["1", "2"], ["1"]]


def test_a_page_that_cannot_be_read_any_more_is_an_error(store: Store) -> None:
    page = Page(URL, URL, 200, {}, b"<p></p>", "2020-05-01T10:00:00Z")
    post, _ = archive(URL, fetch=Web({URL: post_html(1)}), store=store)
    store.save(page, post)
    store.keep(replace(page, body=b"<b></b>", fetched_at="2020-06-01T10:00:00Z"), "no post")
    store._connection.execute("UPDATE pages SET last_seen = '2020-05-20' WHERE role = 'post' AND id = 2")
    reading = one(readings(store, [1], jobs=1))
    assert reading.posts == ()
    assert isinstance(reading.error, ScrapeError)
    assert str(reading.error) == f"{URL}: no post on this page"


def test_a_damaged_page_and_a_post_without_pages_are_errors_and_others_go_on(store: Store) -> None:
    add(store, 1, 2, 3)
    store._connection.execute("UPDATE bodies SET data = x'00' WHERE id = 1")
    store._connection.execute("UPDATE pages SET post_id = NULL WHERE post_id = 2")
    damaged, missing, good = readings(store, [1, 2, 3], jobs=1)
    assert isinstance(damaged.error, StoreError)
    assert "is damaged" in str(damaged.error)
    assert str(missing.error) == "post 2: none of its pages is in the archive"
    assert (good.error, len(good.posts)) == (None, 1)


def test_processes_give_the_same_in_the_order_asked_for(store: Store) -> None:
    add(store, *range(1, 8))
    numbers = [5, 1, 7, 2, 3, 6, 4]
    here, there = (list(readings(store, numbers, jobs=jobs)) for jobs in (1, 2))
    assert here == there
    assert [reading.post_id for reading in there] == numbers


def test_no_more_pages_are_held_than_the_processes_can_take(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory does not grow with the archive: pages are loaded a few posts ahead of the results that were taken."""
    add(store, *range(1, 21))
    loaded: list[int] = []
    load = Store.post_pages

    def counted(self: Store, post_id: int) -> PostPages | None:
        loaded.append(post_id)
        return load(self, post_id)

    monkeypatch.setattr(Store, "post_pages", counted)
    results = readings(store, range(1, 21), jobs=1)
    for taken, _ in enumerate(results, start=1):
        assert len(loaded) <= taken + 3
    assert loaded == list(range(1, 21))


def test_nothing_to_read_starts_no_process(store: Store) -> None:
    assert list(readings(store, [], jobs=8)) == []


def _die(pages: PostPages) -> None:
    os._exit(1)


def test_a_process_that_dies_is_one_line(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, 1, 2)
    monkeypatch.setattr("archiver.rescrape.read_again", _die)
    with pytest.raises(ArchiverError, match=r"^https://blog.example/1/: a process that read pages ended unexpectedly$"):
        list(readings(store, [1, 2], jobs=2))


def test_reading_again_is_pure(store: Store) -> None:
    add(store, 1)
    pages = store.post_pages(1)
    assert pages is not None
    assert read_again(pages) == read_again(pages)
    assert store.post_pages(2) is None
