"""A page may name any URL as that of its post."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archiver.store import Saved, Store
from tests.store.samples import URL, make_comment, make_page, make_post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHER = "https://blog.example/2010/06/other"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as store:
        yield store


def test_posts_that_all_name_one_url_are_apart_and_stay_so(store: Store) -> None:
    """Also where they have a date and the numbers of their comments in common."""
    store.save(make_page(), make_post())
    other = make_post(title="Another day", content_text="Nothing of it was said before.")
    for outcome in ("added", "unchanged"):
        assert store.save(make_page("other", url=OTHER, final_url=f"{OTHER}#top"), other) == Saved(
            2, outcome, 3 * (outcome == "added")
        )
        assert store.save(make_page(), make_post()).outcome == "unchanged"
    assert [post.url for post in store.posts()] == [OTHER, URL]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Renamed"},
        {"content_text": "Nothing of it was said before."},
        {"title": "Log in", "content_text": "Please log in."},
        {"title": "Empty", "content_text": ""},
    ],
    ids=["another title", "another text", "a login page", "nothing"],
)
def test_a_page_of_the_post_at_another_url_is_of_the_post(store: Store, fields: dict[str, str]) -> None:
    store.save(make_page(), make_post())
    store.save(make_page("other", url=f"{OTHER}?p=1"), make_post(**fields))
    assert [post.url for post in store.posts()] == [URL]


def test_a_copy_on_another_host_changes_nothing_where_the_archive_has_the_post_from_its_own(store: Store) -> None:
    store.save(make_page(), make_post())
    copied = make_post(comments=(make_comment("c1", "I never said this"),))
    copy = make_page("copy", url="https://copies.example/1")
    assert store.save(copy, copied) == Saved(1, "kept", 0, "a copy at copies.example")
    assert store.get(URL) == make_post()
    assert store.save(copy, copied, force=True).outcome == "updated"


def test_a_page_on_another_host_is_believed_where_the_archive_has_nothing_better(store: Store) -> None:
    copied = make_post(comments=())
    assert store.save(make_page("copy", url="https://copies.example/1"), copied).outcome == "added"
    assert store.save(make_page("copy 2", url="https://copies.example/1"), make_post()).outcome == "updated"
    assert (
        store.save(make_page(url=f"http://www.blog.example{URL[20:]}"), make_post(title="Hello")).outcome == "updated"
    )


def test_a_post_whose_own_url_leads_to_another_host_has_moved_there(store: Store) -> None:
    store.save(make_page(), make_post())
    moved = make_page("moved", final_url="https://new.example/hello")
    assert store.save(moved, make_post(title="Hello again")).outcome == "updated"


def test_a_saved_file_is_of_the_post_that_it_names(store: Store) -> None:
    store.save(make_page(), make_post())
    assert (
        store.save(make_page("saved", url="file:///home/me/saved.html"), make_post(title="Hello")).outcome == "updated"
    )
