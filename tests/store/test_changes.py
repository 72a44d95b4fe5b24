from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.records import Post
from archiver.store.changes import compare, is_worse, merge_order
from tests.store.samples import make_comment, make_post

OLD = make_post(content_text="A long story. " * 50)


@pytest.mark.parametrize(
    ("new", "worse"),
    [
        (OLD, False),
        (replace(OLD, content_text=""), True),
        (replace(OLD, content_text=" \n"), True),
        (replace(OLD, title=None, comments=()), True),
        (replace(OLD, title=None), True),
        (replace(OLD, title=None, content_text=OLD.content_text + "more"), False),
        (replace(OLD, title=None, comments=(*OLD.comments, make_comment("c9"))), False),
        (replace(OLD, content_text="Shorter by its author.", title="Other"), False),
        (replace(OLD, content_text="Shorter", comments=()), False),
        (replace(OLD, content_text="Please log in.", title="Log in", comments=()), True),
        (replace(OLD, content_text="Please log in.", title="Log in", authors=(), published=None), True),
        (replace(OLD, comments=()), False),
    ],
    ids=[
        "the same",
        "no text",
        "blank text",
        "no title and no comments",
        "no title",
        "no title but more text",
        "no title but more comments",
        "cut short, all else there",
        "cut short under the same title",
        "login wall instead of comments",
        "login wall instead of author and date",
        "comments closed",
    ],
)
def test_a_page_is_worse_when_it_lost_what_makes_a_post(new: Post, worse: bool) -> None:
    assert is_worse(new, OLD) is worse


def test_nothing_is_worse_than_nothing() -> None:
    assert not is_worse(Post("u"), Post("u"))
    assert not is_worse(Post("u"), Post("u", comments=(make_comment("1"),)))


def test_a_photo_post_without_text_can_be_saved_again() -> None:
    assert not is_worse(Post("u", "Photo"), Post("u", "Photo", content_html="<img>"))


@pytest.mark.parametrize(
    ("old", "new", "merged"),
    [
        ("abc", "abc", "abc"),
        ("", "ab", "ab"),
        ("abc", "", "abc"),
        ("abc", "ac", "abc"),
        ("xab", "ab", "xab"),
        ("abxy", "abc", "abxyc"),
        ("axb", "ba", "bax"),
    ],
)
def test_lost_comments_stay_behind_the_one_that_they_followed(old: str, new: str, merged: str) -> None:
    assert "".join(merge_order(old, new)) == merged


ids = st.lists(st.integers(0, 9).map(str), unique=True)


@given(ids, ids)
def test_merging_loses_and_doubles_nothing_and_keeps_the_pages_order(old: list[str], new: list[str]) -> None:
    merged = merge_order(old, new)
    assert sorted(merged) == sorted({*old, *new})
    assert [key for key in merged if key in new] == new
    assert merge_order(merged, new) == merged


def test_equal_posts_have_no_changes() -> None:
    assert not compare(OLD, OLD, frozenset())


def test_a_comment_that_was_missing_before_is_not_gone_again() -> None:
    new = replace(OLD, comments=OLD.comments[1:])
    assert compare(new, OLD, frozenset()).gone == ("c1",)
    assert not compare(new, OLD, frozenset({"c1"}))
    assert compare(OLD, OLD, frozenset({"c1"})).back == ("c1",)


def test_another_order_alone_is_a_change() -> None:
    changes = compare(replace(OLD, comments=OLD.comments[::-1]), OLD, frozenset())
    assert changes
    assert changes.order == ("c3", "c2", "c1")
    assert (changes.post, changes.comments, changes.added) == ({}, {}, ())
