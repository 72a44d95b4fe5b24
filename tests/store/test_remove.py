"""Posts taken out: all that was only theirs goes, all that others have stays."""

from __future__ import annotations

import shutil
import tempfile
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.records import Author, Site
from archiver.store import Filters, Removal, Store
from archiver.store.cleaning import clean_post
from archiver.store.crawls import Candidate, QueuedStep
from tests import strategies
from tests.store.contents import contents
from tests.store.samples import URL, make_comment, make_page, make_post
from tests.store.test_save import rows

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.records import Post

OTHER = "https://blog.example/other"


def fill(store: Store) -> None:
    """Two posts of one blog that share an author and a tag, and one of another blog."""
    page = make_page(url=URL)
    more = make_page("more", url=f"{URL}?cpage=2")
    store.save(page, make_post(content_text="東京タワー lapwing"), more=[more])
    store.save(make_page("2", url=OTHER), make_post(url=OTHER, authors=(Author("Ann"),), tags=("python",), comments=()))
    post = make_post(url="https://else.example/", site=Site("https://else.example/", "Else"), comments=())
    store.save(make_page("3", url=post.url), post)


def test_a_post_goes_with_all_that_was_only_its_own(store: Store, path: Path) -> None:
    fill(store)
    store.save(make_page("edited", day=2), make_post(title="Edited"))
    assert store.removal([1]) == Removal(1, 3, 3)
    assert store.remove([1]) == Removal(1, 3, 3)
    assert store.get(URL) is None
    assert [*store.pages(URL), *store.search("lapwing"), *store.search("東京タワー"), *store.comments()] == []
    names = [name for (name,) in rows(path, "SELECT name FROM authors WHERE site_id = 1")]
    assert names == ["Ann"]
    assert rows(path, "SELECT name FROM tags ORDER BY name") == [("News",), ("blogs",), ("python",)]
    assert rows(path, "SELECT count(*) FROM revisions") == [(0,)]
    assert {post.url for post in store.posts()} == {OTHER, "https://else.example/"}
    assert list(store.check()) == []


def test_the_last_post_of_a_site_takes_the_site_and_every_row(store: Store, path: Path) -> None:
    empty = contents(store)
    fill(store)
    assert store.remove([1, 2, 3, 99]) == Removal(3, 3, 4)
    assert contents(store) == empty
    tables = ("sites", "authors", "tags", "bodies", "dictionaries", "post_authors", "post_tags")
    assert [rows(path, f"SELECT * FROM {table}") for table in tables] == [[]] * len(tables)
    assert list(store.check()) == []


def test_a_site_takes_its_pages_without_a_post_and_no_others(store: Store) -> None:
    fill(store)
    for url in (
        "https://www.blog.example/about",
        "http://blog.example",
        "https://blog.example.org/",
        "https://x.example/",
    ):
        store.save_page(make_page(url=url))
    posts = store.post_ids(Filters(site="blog.example"))
    assert store.removal(posts, site="blog.example") == Removal(2, 3, 5)
    assert store.remove(posts, site="blog.example") == Removal(2, 3, 5)
    assert [page.url for page in store.pages()] == [
        *("https://else.example/", "https://blog.example.org/", "https://x.example/")
    ]


def test_a_name_is_no_address(store: Store) -> None:
    store.save_page(make_page(url="https://blog.example/about"))
    assert store.removal([], site="The Blog") == store.removal([], site="") == Removal()


def test_who_comments_elsewhere_stays(store: Store, path: Path) -> None:
    carl = make_comment("x", "hi", author=Author("Carl"))
    store.save(make_page(), make_post())
    store.save(make_page("2", url=OTHER), make_post(url=OTHER, authors=(), comments=(carl,)))
    store.remove([1])
    assert rows(path, "SELECT name, posts, comments FROM authors") == [("Carl", 0, 1)]


@settings(deadline=None, max_examples=10)
@given(st.lists(strategies.posts, min_size=1, max_size=3, unique_by=lambda post: clean_post(post).url))
def test_what_was_added_and_removed_leaves_no_trace(empty_archive: Path, posts: list[Post]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(shutil.copyfile(empty_archive, f"{folder}/a.db")) as store:
        kept = make_post(url="https://kept.example/", site=Site("https://kept.example/"))
        store.save(make_page("kept", url=kept.url), kept)
        before = contents(store)
        store.remove([store.save(make_page(post.url, url=post.url), post).post_id for post in posts])
        assert contents(store) == before
        assert list(store.check()) == []


def test_a_site_that_was_removed_can_be_crawled_anew_and_no_other(store: Store) -> None:
    fill(store)
    for blog in ("https://blog.example/", "http://www.blog.example/2010", "https://else.example/"):
        crawl = store.crawls.begin(blog, QueuedStep(blog, 0, "home", blog), "2026")
        store.crawls.add(crawl, [Candidate(f"{blog}x", f"{blog}x", "feed")], "2026", 99)
    store.remove([1])
    assert len(store.crawls.all()) == 3
    store.remove([], site="blog.example")
    assert [crawl.url for crawl in store.crawls.all()] == ["https://else.example/"]
    assert [entry.url for entry in store.queue.entries()] == ["https://else.example/x"]
