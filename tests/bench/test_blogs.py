"""Made-up blogs: the same in every run, distributed as real ones, and accepted by the archive as they are."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import pytest

from archiver.store import Filters, Store
from bench.blogs import make_archive, natural_queries, page_and_post, pages_and_posts, thread_length

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.unmeasured


def test_a_post_is_the_same_in_every_size_and_another_with_another_seed() -> None:
    *_, last = pages_and_posts(5, 50)
    assert last == page_and_post(4, 10.0) != page_and_post(4, 10.0, seed=1)


def test_lengths_and_numbers_are_those_of_real_blogs() -> None:
    posts = [post for _, post in pages_and_posts(1000, 5000)]
    comments = [comment for post in posts for comment in post.comments]
    assert len(comments) == pytest.approx(5000, rel=0.02)
    assert 0.2 < sum(not post.comments for post in posts) / len(posts) < 0.5
    spaced = [post for post in posts if post.language not in ("ja", "zh")]
    assert 400 < median(len(post.content_text.split()) for post in spaced) < 700
    assert 20 < median(len(c.content_text.split()) for post in spaced for c in post.comments) < 35
    assert {post.language for post in posts} == {"en", "de", "fr", "ja", "zh"}
    assert len({post.site for post in posts}) > 30
    assert len({comment.author for comment in comments}) > 700
    assert 0.2 < sum(comment.parent_id is not None for comment in comments) / len(comments) < 0.4


def test_a_thousand_posts_have_the_wanted_number_of_comments_whatever_it_is() -> None:
    for mean in (0.0, 0.5, 10.0):
        assert sum(thread_length(number, mean) for number in range(1000)) == pytest.approx(1000 * mean, rel=0.02)


def test_the_archive_keeps_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    report = make_archive(path, 30, 150, seed=3)
    with Store(path, read_only=True) as store:
        for _, post in pages_and_posts(30, 150, seed=3):
            assert store.get(post.url) == post
        assert [page.body for page in store.pages()] == [page.body for page, _ in pages_and_posts(30, 150, seed=3)]
    assert "30 posts" in report
    with pytest.raises(ValueError, match="is there already"):
        make_archive(path, 30, 150)
    with pytest.raises(ValueError, match="at least one post"):
        make_archive(tmp_path / "other.db", 0, 150)


def test_queries_are_of_one_to_four_words_and_find_something(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    make_archive(path, 40, 100)
    queries = list(natural_queries(40, 20))
    assert queries == list(natural_queries(40, 20)) != list(natural_queries(40, 20, seed=1))
    assert {1, 2, 3} <= {len(query.split()) for query, _ in queries} <= {1, 2, 3, 4}
    assert sum(filters == Filters() for _, filters in queries) == 10
    with Store(path, read_only=True) as store:
        found = [next(store.search(query, Filters(limit=1)), None) for query, _ in queries]
    assert sum(hit is not None for hit in found) > 15
