from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from archiver.records import Author, Site
from archiver.store import AuthorCount, Filters, SiteCount, Stats, Store, TagCount
from tests.store.samples import SITE, make_comment, make_page, make_post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def fill(store: Store) -> None:
    store.save(make_page(url="1"), make_post(url="1"))
    store.save(make_page(url="2", day=2), make_post(url="2", authors=(Author("Ann"),), comments=(), published="2012"))
    quiet = make_post(url="3", site=Site("https://q.example/"), authors=(), tags=(), categories=(), comments=())
    store.save(make_page(url="3"), quiet)


def test_authors_are_counted_by_what_they_wrote(store: Store) -> None:
    fill(store)
    assert list(store.authors()) == [
        AuthorCount("Ann", None, None, "The Blog", 2, 1),
        AuthorCount("Bob", "https://bob.example/", None, "The Blog", 1, 0),
        AuthorCount("Carl", None, "https://img.example/1", "The Blog", 0, 1),
    ]
    assert [author.name for author in store.authors(Filters(kind="comment"))] == ["Ann", "Carl"]
    assert list(store.authors(Filters(since="2012"))) == [AuthorCount("Ann", None, None, "The Blog", 1, 0)]
    assert [author.posts for author in store.authors(Filters(author="ann", limit=1))] == [2]


def test_an_author_named_twice_by_a_post_counts_once(store: Store) -> None:
    store.save(make_page(), make_post(authors=(Author("Ann"), Author("Ann")), comments=()))
    assert [author.posts for author in store.authors()] == [1]


def test_sites_are_counted_by_their_posts_and_comments(store: Store) -> None:
    fill(store)
    assert list(store.sites()) == [
        SiteCount(SITE.url, SITE.name, "wordpress", 2, 3),
        SiteCount("https://q.example/", None, None, 1, 0),
    ]
    assert [site.name for site in store.sites(Filters(tag="news"))] == ["The Blog"]


def test_tags_and_categories_are_counted_by_their_posts(store: Store) -> None:
    fill(store)
    assert list(store.tags()) == [
        TagCount("News", "category", 2, 3),
        TagCount("blogs", "tag", 2, 3),
        TagCount("python", "tag", 2, 3),
    ]
    assert list(store.tags(Filters(until="2011", limit=1, kind="post"))) == [TagCount("News", "category", 1, 0)]


EACH_FILTER: dict[str, Any] = {
    "site": "the blog",
    "author": "ann",
    "post_author": "bob",
    "tag": "python",
    "since": "2011",
    "until": "2011-12",
    "kind": "pingback",
    "post": "1",
}


def both(posts: Counter[Any], comments: Counter[Any]) -> set[tuple[str | None, int, int]]:
    return {(name, posts[name], comments[name]) for name in posts | comments}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An archive for tests that only read it. A post in it names a tag and an author twice."""
    bob = Author("Bob", "https://bob.example/")
    twice = make_post(url="4", tags=("python", "python"), authors=(bob, bob), published="2012-01")
    with Store(tmp_path_factory.mktemp("counts") / "blogs.db") as store:
        fill(store)
        store.save(make_page(url="4"), twice)
        yield store


@pytest.mark.parametrize(
    "filters",
    [
        *(Filters(kind=kind) for kind in ("post", "comment", "trackback")),
        *(Filters(**{name: EACH_FILTER[name] for name in pair}) for pair in product(EACH_FILTER, repeat=2)),
    ],
    ids=repr,
)
def test_what_filters_select_is_counted_as_it_is_listed(filled: Store, filters: Filters) -> None:
    """A tag or author that a post names twice counts once."""
    posts = list(filled.posts(filters))
    comments = [(stored.comment, filled.get(stored.post_id)) for stored in filled.comments(filters)]

    by_author = Counter(name for post in posts for name in {author.name for author in post.authors})
    said_by = Counter(comment.author.name for comment, _ in comments if comment.author)
    assert {(row.name, row.posts, row.comments) for row in filled.authors(filters)} == both(by_author, said_by)

    of = [post for _, post in comments if post]
    sites = (Counter(post.site.url for post in found) for found in (posts, of))
    assert {(row.url, row.posts, row.comments) for row in filled.sites(filters)} == both(*sites)

    tags = (Counter(tag for post in found for tag in {*post.tags, *post.categories}) for found in (posts, of))
    assert {(row.name, row.posts, row.comments) for row in filled.tags(filters)} == both(*tags)


def test_an_empty_archive_has_statistics(store: Store, path: Path) -> None:
    stats = store.stats()
    assert stats == Stats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, stats.file_bytes, None, None)
    assert stats.file_bytes >= path.stat().st_size > 0


def test_statistics_count_everything(store: Store) -> None:
    fill(store)
    store.save(
        make_page("x" * 5000, url="1", day=3),
        make_post(url="1", title="New", comments=(make_comment("c9", kind="trackback", published="2013-01"),)),
    )
    stats = store.stats()
    assert (stats.posts, stats.comments, stats.pingbacks, stats.trackbacks, stats.gone_comments) == (3, 2, 1, 1, 3)
    assert (stats.authors, stats.sites, stats.tags, stats.pages, stats.revisions) == (3, 2, 3, 4, 1)
    assert stats.page_bytes == 5000 + len("<p>Hello</p>"), "the same body is counted once"
    assert 0 < stats.stored_bytes < 500
    assert (stats.oldest, stats.newest) == ("2010-05-04", "2013-01")
