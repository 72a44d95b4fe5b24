from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.records import Lead
from archiver.store.changes import compare, merge_order
from tests.store.samples import make_post

OLD = make_post(content_text="A long story. " * 50)


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


def test_where_pages_of_comments_could_not_be_read_no_comment_is_gone() -> None:
    fewer = replace(OLD, comments=OLD.comments[1:], leads=(Lead("comments-page", "https://blog.example/?cpage=2"),))
    assert compare(fewer, OLD, frozenset()).gone == ()
    assert compare(replace(fewer, leads=(Lead("comments-feed", "u"),)), OLD, frozenset()).gone == ("c1",)


def test_where_a_list_that_was_read_before_could_not_be_read_no_comment_is_gone() -> None:
    comments = tuple(replace(comment, published="2010-05-04") for comment in OLD.comments[1:])
    fewer = replace(OLD, comments=comments, leads=(Lead("comments-feed", "https://blog.example/feed/"),))
    assert compare(fewer, OLD, frozenset(), frozenset({"https://blog.example/feed/"})).gone == ()
    assert compare(fewer, OLD, frozenset(), frozenset({"https://blog.example/other/"})).gone == ("c1",)
    timed = tuple(replace(comment, published="2010-05-04T10:00") for comment in OLD.comments[1:])
    needless = replace(fewer, comments=timed, comment_count=2)
    assert compare(needless, OLD, frozenset(), frozenset({"https://blog.example/feed/"})).gone == ("c1",)


def test_where_more_comments_are_claimed_beyond_those_that_were_seen_than_before_none_is_gone() -> None:
    """A feed has the newest ten, Disqus' page the first fifty: whatever was pushed out of them is not gone."""
    fewer = replace(OLD, comments=OLD.comments[1:], comment_count=4)
    assert compare(fewer, replace(OLD, comment_count=3), frozenset()).gone == ()
    assert compare(fewer, replace(OLD, comment_count=3), frozenset(), force=True).gone == ("c1",)
    assert compare(fewer, replace(OLD, comment_count=5), frozenset()).gone == ("c1",)
    assert compare(replace(fewer, comment_count=None), OLD, frozenset()).gone == ("c1",)
    one_gone = frozenset({"c2"})
    assert compare(fewer, replace(OLD, comment_count=4), one_gone).gone == ("c1",)


def test_another_order_alone_is_a_change() -> None:
    changes = compare(replace(OLD, comments=OLD.comments[::-1]), OLD, frozenset())
    assert changes
    assert changes.order == ("c3", "c2", "c1")
    assert (changes.post, changes.comments, changes.added) == ({}, {}, ())
