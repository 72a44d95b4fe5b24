from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archiver.records import Author, Site
from archiver.store import _few
from archiver.store._few import Few, fewest
from archiver.store._ways import COMMENTS, POSTS, Side, Values, Way
from archiver.store.filters import PLAIN_COMMENTS, Chosen, Condition, comment_conditions, post_conditions
from tests.store.samples import make_comment, make_page, make_post

if TYPE_CHECKING:
    from archiver.store import Store

WORD, PIECE = Way("fts", '"the"', ('"the"',)), Way("pieces", "猫")


@pytest.fixture
def blogs(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Twenty posts with two comments each, every tenth on the blog ``rare``, every other in Japanese."""
    monkeypatch.setattr(_few, "FEW", 0)
    for number in range(20):
        host = "rare.example" if number % 10 == 0 else "often.example"
        text = "猫 the" if number % 2 else "the"
        comments = (make_comment("a", text, author=Author("Ann")), make_comment("b", "the"))
        site = Site(f"https://{host}/")
        post = make_post(url=f"https://{host}/{number}", site=site, content_text=text, comments=comments)
        store.save(make_page(url=post.url), post)
    return store


def chosen(store: Store, side: Side, way: Way, matches: float, **filters: str) -> Few:
    make = post_conditions if side is POSTS else comment_conditions
    conditions = make(Chosen(name, (value,)) for name, value in filters.items())
    return fewest(store._connection, side, way, conditions, matches)


def numbers(store: Store, side: Side, few: Few) -> list[int]:
    values = Values()
    return [number for (number,) in store._connection.execute(few.numbers(side, values), values.listed)]


def test_the_filter_that_leaves_the_fewest_rows_is_made_a_set(blogs: Store) -> None:
    few = chosen(blogs, POSTS, WORD, 20, site="rare.example", author="ann")
    assert few.rows == 2
    assert numbers(blogs, POSTS, few) == [1, 11]
    assert few.others([PLAIN_COMMENTS]) == [PLAIN_COMMENTS]
    assert few.condition is not None
    assert few.others([few.condition]) == []


def test_comments_of_a_blog_are_estimated_by_its_posts(blogs: Store) -> None:
    few = chosen(blogs, COMMENTS, WORD, 40, site="rare.example")
    assert few.rows == pytest.approx(4)
    assert sorted(numbers(blogs, COMMENTS, few)) == [1, 2, 21, 22]
    assert chosen(blogs, COMMENTS, WORD, 40, author="ann").rows == 20


def test_a_filter_for_which_posts_would_have_to_be_read_too_is_worth_more(blogs: Store) -> None:
    by_post = chosen(blogs, COMMENTS, WORD, 10, site="often.example")
    assert by_post.is_set
    assert by_post.rows == 10
    assert chosen(blogs, COMMENTS, WORD, 10, author="ann") == Few(None, 10)


def test_what_is_not_worth_it_is_no_set(blogs: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(blogs, COMMENTS, WORD, 5, site="often.example") == Few(None, 5)
    assert fewest(blogs._connection, COMMENTS, WORD, [PLAIN_COMMENTS], 40) == Few(None, 40)
    monkeypatch.setattr(_few, "FEW", 1000)
    assert chosen(blogs, POSTS, WORD, 20, site="rare.example") == Few(None, 20)


def test_for_characters_only_texts_with_such_writing_count(blogs: Store) -> None:
    few = chosen(blogs, COMMENTS, PIECE, 40, author="ann")
    assert few.rows == 10
    assert len(numbers(blogs, COMMENTS, few)) == 10
    nothing = chosen(blogs, POSTS, PIECE, 20, site="rare.example")
    assert nothing.is_empty
    assert numbers(blogs, POSTS, nothing) == []
    assert not Few(None, 0).is_empty
    assert not Few(Condition("1", ()), 3).is_empty
