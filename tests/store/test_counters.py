"""What sites, authors, tags and the archive know of their numbers is what a walk over the archive counts."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from archiver.records import Author, Post, Site
from archiver.store import Filters, Store
from archiver.store._counters import find_miscounts, recount
from tests.store.samples import make_comment, make_page, make_post

NOBODY = Filters(since="0001", until="9999")
"""Selects whatever has a date, by counting rows."""


def miscounts(store: Store) -> list[str]:
    return list(find_miscounts(store._connection, lambda done, total: None))


def any_post(rng: random.Random) -> Post:
    """One of five posts, in one of many states."""
    people = [Author(name, rng.choice((None, "https://a.example/"))) for name in ("Ann", "Ann", "Bob", "Carl")]
    comments = [
        make_comment(
            f"c{number}",
            rng.choice(("some words", "other words")),
            author=rng.choice((None, *people)),
            kind=rng.choice(("comment", "comment", "pingback", "trackback")),
            parent_id=rng.choice((None, "c0", "c9")),
            published="2010",
        )
        for number in rng.sample(range(12), rng.randrange(1, 9))
    ]
    names = ("red", "blue", "Blue", "green", "red")
    return make_post(
        url=f"https://blog.example/{rng.randrange(5)}",
        site=Site(rng.choice((None, "https://a.example/", "https://b.example/"))),
        authors=tuple(rng.choices(people, k=rng.randrange(4))),
        tags=tuple(rng.choices(names, k=rng.randrange(5))),
        categories=tuple(rng.choices(names, k=rng.randrange(3))),
        comments=tuple(comments),
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_numbers_stay_right_whatever_is_saved_changed_and_deleted(store: Store, seed: int) -> None:
    rng = random.Random(seed)
    connection = store._connection
    for step in range(25):
        post = any_post(rng)
        store.save(make_page(f"{step}" * rng.randrange(1, 9), url=post.url, day=1 + step % 28), post)
        if rng.random() < 0.3:
            table, number = rng.choice(
                (
                    ("posts", "id"),
                    ("comments", "id"),
                    ("post_tags", "post_id + tag_id"),
                    ("post_authors", "rowid"),
                    ("pages", "id"),
                )
            )
            connection.execute(f"DELETE FROM {table} WHERE ({number}) % 3 = ?", (rng.randrange(3),))
        assert miscounts(store) == []
    stats = store.stats()
    assert stats.comments + stats.pingbacks + stats.trackbacks == len(list(store.comments()))


def test_what_rows_know_is_what_is_counted_of_a_selection_of_all(store: Store) -> None:
    rng = random.Random(9)
    for step in range(20):
        post = replace(any_post(rng), published="2011")
        store.save(make_page(str(step), url=post.url), post)
    assert set(store.authors()) == set(store.authors(NOBODY)) != set()
    assert set(store.sites()) == set(store.sites(NOBODY)) != set()
    assert set(store.tags()) == set(store.tags(NOBODY)) != set()


def test_wrong_numbers_are_found_and_counted_anew(store: Store) -> None:
    store.save(make_page(), make_post())
    store._connection.executescript(
        "UPDATE authors SET comments = 7 WHERE id = 1; UPDATE totals SET value = 9 WHERE name = 'gone'"
    )
    assert miscounts(store) == [
        "authors 1: comments is 7, but there are 1",
        "totals gone: value is 9, but there are 0",
    ]
    recount(store._connection)
    assert miscounts(store) == []
