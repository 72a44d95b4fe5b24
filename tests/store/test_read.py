from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from archiver.records import Author
from archiver.store import Filters, Store, read
from tests.store.samples import URL, make_comment, make_page, make_post

if TYPE_CHECKING:
    from pathlib import Path


def test_a_post_is_found_by_its_url_its_pages_urls_and_its_number(store: Store) -> None:
    post = make_post()
    asked, ended = "http://short.example/1", "https://blog.example/?p=1"
    number = store.save(make_page(url=asked, final_url=ended), post).post_id
    for name in (URL, asked, ended, number, str(number)):
        assert store.get(name) == post
        assert store.post_id(name) == number


@pytest.mark.parametrize(
    "typed", [f"{URL}/", URL.replace("https", "http"), URL.removeprefix("https://"), f"http:{URL[6:]}/"]
)
def test_a_post_is_found_by_its_url_with_another_scheme_or_last_slash(store: Store, typed: str) -> None:
    number = store.save(make_page(), make_post()).post_id
    assert store.post_id(typed) == number
    assert [post.url for post in store.posts(Filters(post=typed))] == [URL]
    other = store.save(make_page(url=typed), make_post(url=typed)).post_id
    assert store.post_id(typed) == other != number
    assert [post.url for post in store.posts(Filters(post=typed))] == [typed]


@pytest.mark.parametrize("name", ["https://blog.example/other", "", "2", 2, 0, -1, 2**70, "9" * 30, "\ud800", "²"])
def test_an_unknown_post_is_none(store: Store, name: str | int) -> None:
    store.save(make_page(), make_post())
    assert store.get(name) is None
    assert list(store.pages(name)) == []


def test_pages_come_back_as_they_were_fetched(store: Store) -> None:
    page, other = make_page("ä" * 1000), make_page("no post", url="https://blog.example/about", status=404)
    number = store.save(page, make_post()).post_id
    store.save_page(other)
    more = make_page("<p>page 2</p>", url=f"{URL}?page=2")
    store.save_page(more, number)
    assert list(store.pages()) == [page, other, more]
    assert list(store.pages(URL)) == [page, more]
    assert store.get(more.url) == make_post()


def test_posts_and_comments_are_listed_newest_first_and_undated_last(store: Store) -> None:
    for number, published in enumerate(("2010", None, "2012-01-02", "2011-03")):
        comment = make_comment("c", published=published)
        post = make_post(url=f"{URL}{number}", published=published, comments=(comment,))
        store.save(make_page(url=post.url), post)
    order = ["2012-01-02", "2011-03", "2010", None]
    assert [post.published for post in store.posts()] == order
    assert [row.comment.published for row in store.comments()] == order


def test_a_listed_comment_says_where_it_stands(store: Store) -> None:
    number = store.save(make_page(), make_post()).post_id
    row = next(store.comments(Filters(kind="pingback")))
    assert (row.post_id, row.post_url, row.post_title) == (number, URL, "Hello world")
    assert row.comment == make_post().comments[2]
    assert (row.first_seen, row.last_seen) == ("2020-05-01T10:00:00Z", None)


def test_many_posts_come_with_their_own_authors_and_tags(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "_NAMES_AT_ONCE", 3)
    made = [
        make_post(
            url=str(number),
            published=str(2010 + number),
            authors=tuple(Author(f"A{k}") for k in range(number % 4)),
            tags=tuple(f"t{k}" for k in range(number % 3)),
            categories=(f"c{number}",),
        )
        for number in range(8)
    ]
    for post in made:
        store.save(make_page(post.url, url=post.url), post)
    assert list(store.posts()) == made[::-1]
    assert list(store.posts(Filters(limit=3))) == made[:4:-1]


def test_a_post_that_goes_while_posts_are_read_is_left_out(store: Store, path: Path) -> None:
    for number in range(3):
        store.save(make_page(str(number), url=str(number)), make_post(url=str(number), published=str(2012 - number)))
    reading = store.posts()
    assert next(reading).url == "0"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("PRAGMA foreign_keys = ON")
        other.execute("DELETE FROM posts WHERE url = '1'")
    assert [post.url for post in reading] == ["2"]
