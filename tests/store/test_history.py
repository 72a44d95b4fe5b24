"""What changed on a post, told from the rows that were kept."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from archiver.records import Author, Lead
from archiver.store import Change, FieldChange, Store
from archiver.store.changes import compare, renamed
from archiver.store.cleaning import clean_post
from archiver.store.history import expected
from tests import strategies
from tests.store.samples import URL, make_comment, make_page, make_post

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.records import Post


REVISED = ("changed", "returned")


def day(number: int) -> str:
    return f"2020-05-{number:02}T10:00:00Z"


def save(store: Store, number: int, post: Post) -> None:
    store.save(make_page(str(number), day=number), post)


def test_a_post_that_did_not_change_has_no_history(store: Store) -> None:
    save(store, 1, make_post())
    save(store, 2, make_post(leads=(Lead("comments-feed", f"{URL}/feed"),), scraper="other"))
    assert store.history(URL) == store.history(1) == []
    assert store.history("https://blog.example/unknown") == []


def test_each_change_says_what_was_before_and_what_came_after(store: Store) -> None:
    save(store, 1, make_post(title="One"))
    save(store, 2, make_post(title="Two"))
    save(store, 3, make_post(title="Two", tags=("x",)))
    save(store, 4, make_post(title="Four", tags=("x",), published=None))
    assert [(change.at, change.event, change.comment_id, change.fields) for change in store.history(URL)] == [
        (day(2), "changed", None, {"title": FieldChange("One", "Two")}),
        (day(3), "changed", None, {"tags": FieldChange(["python", "blogs"], ["x"])}),
        (day(4), "changed", None, {"title": FieldChange("Two", "Four"), "published": FieldChange("2010-05-04", None)}),
    ]


def test_comments_that_were_edited_came_went_and_returned(store: Store) -> None:
    first, second, ping = make_post().comments
    new = make_comment("c4", "draft", author=Author("Dora"), published="2010-05-06")
    save(store, 1, make_post())
    save(store, 2, make_post(comments=(first, second, new)))  # the ping left, c4 came
    save(
        store, 3, make_post(comments=(first, replace(second, content_text="Thanks"), replace(new, content_text="done")))
    )
    save(store, 4, make_post(comments=(first, ping)))
    changes = store.history(URL)
    assert [(change.at, change.event, change.comment_id) for change in changes] == [
        (day(1), "went", "c3"),
        (day(2), "came", "c4"),
        (day(3), "changed", "c2"),
        (day(3), "changed", "c4"),
        (day(3), "went", "c2"),
        (day(3), "went", "c4"),
        (day(4), "returned", "c3"),
    ]
    left, came, edited, *_, gone, returned = changes
    assert left.fields == {"content_text": FieldChange("linked from elsewhere", None)}
    assert (came.author, came.published, came.fields) == (
        *("Dora", "2010-05-06"),
        {"content_text": FieldChange(None, "draft")},
    )
    assert edited.fields == {"content_text": FieldChange("Thank you", "Thanks")}
    assert (edited.author, edited.published) == ("Ann", None)
    assert gone.fields == {"content_text": FieldChange("done", None)}
    assert returned.fields == {}


def test_authors_are_told_as_the_record_has_them(store: Store) -> None:
    save(store, 1, make_post())
    save(store, 2, make_post(authors=(Author("Zoe"),)))
    (change,) = store.history(URL)
    assert [author["name"] for author in change.fields["authors"].before] == ["Ann", "Bob"]
    assert change.fields["authors"].after == [{"name": "Zoe", "url": None, "avatar_url": None}]
    assert asdict(change)["fields"]["authors"].keys() == {"before", "after"}


def test_pages_that_were_kept_aside_are_told(store: Store) -> None:
    save(store, 1, make_post())
    save(store, 2, make_post(content_text=""))
    store.keep(make_page("gone", day=3, status=410), "HTTP 410 Gone")
    assert store.history(URL) == [
        Change(day(2), "kept", reason="its text is gone"),
        Change(day(3), "kept", reason="HTTP 410 Gone"),
    ]


@settings(deadline=None, max_examples=25)
@given(st.lists(strategies.posts, min_size=2, max_size=4))
def test_what_is_expected_is_what_the_history_has(empty_archive: Path, posts: list[Post]) -> None:
    """Any sequence of states of one post: each save adds to the history exactly what was told before it."""
    with tempfile.TemporaryDirectory() as folder, Store(shutil.copyfile(empty_archive, f"{folder}/a.db")) as store:
        old, told = None, []
        for number, state in enumerate(posts, start=1):
            post = replace(clean_post(state), url=URL)
            if old is not None:
                assume(not renamed(post, old))  # another id is no change of what a comment says, and is not told
                stored = {row.comment.id for row in store.comments() if row.last_seen is not None}
                told += expected(compare(post, old, frozenset(stored)), post, old, day(number))
            store.save(make_page(str(number), day=number), post, force=True)
            old = store.get(URL)
        # A comment is named as it is now: only that may be another by then.
        revised = [
            [
                (change.at, change.event, change.comment_id, change.fields)
                for change in changes
                if change.event in REVISED
            ]
            for changes in (store.history(URL), told)
        ]
        assert revised[0] == revised[1]
