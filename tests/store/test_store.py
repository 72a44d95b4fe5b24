from __future__ import annotations

import shutil
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.errors import StoreError
from archiver.records import Comment, Lead, Site
from archiver.store import Store
from archiver.store.cleaning import clean_post
from tests import strategies
from tests.store.samples import URL, make_page, make_post

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.records import Post


def test_what_was_saved_comes_back_equal(store: Store) -> None:
    post = make_post(
        updated="2011",
        published_text="May 4th",
        language="en",
        summary="s",
        image="https://blog.example/i.png",
        license="CC0",
        comment_count=12,
        leads=(Lead("comments-page", f"{URL}?page=2"), Lead("comments-feed", f"{URL}/feed")),
        tags=("b", "a", "c"),
        scraper="wordpress",
    )
    store.save(make_page(), post)
    assert store.get(URL) == post


@settings(deadline=None, max_examples=60)
@given(st.lists(strategies.posts, min_size=1, max_size=3, unique_by=lambda post: clean_post(post).url))
def test_any_posts_come_back_equal(empty_archive: Path, posts: list[Post]) -> None:
    """Several posts share sites, authors and tags in one archive and still stay as each was saved."""
    with tempfile.TemporaryDirectory() as folder, Store(shutil.copyfile(empty_archive, f"{folder}/a.db")) as store:
        for post in posts:
            store.save(make_page(url=post.url), post)
        for post in posts:
            expected = clean_post(post)
            assert store.get(post.url) == expected
            assert store.save(make_page(url=post.url), post).outcome == "unchanged"
        assert {post.url for post in store.posts()} == {clean_post(post).url for post in posts}


def test_a_store_that_is_closed_says_so_in_one_line(path: Path) -> None:
    with Store(path) as store:
        store.save(make_page(), make_post())
        posts = store.posts()
    store.close()
    for use in (lambda: next(posts), lambda: store.get(URL), lambda: next(store.search("x"))):
        with pytest.raises(StoreError, match=r"blogs\.db: Cannot operate on a closed database"):
            use()


def test_a_listing_may_be_left_early_and_the_archive_written_meanwhile(store: Store) -> None:
    for number in range(5):
        store.save(make_page(url=f"{URL}{number}"), make_post(url=f"{URL}{number}"))
    posts = store.posts()
    first = next(posts)
    store.save(make_page("changed", url=first.url), make_post(url=first.url, title="Other"))
    assert len(list(posts)) == 4


def test_a_comment_without_anything_comes_back(store: Store) -> None:
    post = make_post(comments=(Comment(""),), authors=(), site=Site())
    store.save(make_page(), post)
    assert store.get(URL) == post
