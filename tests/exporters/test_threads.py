"""Comments in reading order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archiver.exporters import threaded
from archiver.records import Comment
from tests.strategies import comments


def shape(*pairs: tuple[str, str | None]) -> list[tuple[int, str]]:
    return [(depth, comment.id) for depth, comment in threaded(Comment(name, parent) for name, parent in pairs)]


def test_replies_stand_below_what_they_answer_and_siblings_keep_their_order() -> None:
    assert shape(("a", None), ("b", None), ("a1", "a"), ("b1", "b"), ("a2", "a"), ("a1x", "a1")) == [
        (0, "a"), (1, "a1"), (2, "a1x"), (1, "a2"), (0, "b"), (1, "b1"),
    ]  # fmt: skip


def test_a_reply_may_stand_before_its_parent() -> None:
    assert shape(("reply", "first"), ("first", None)) == [(0, "first"), (1, "reply")]


def test_a_comment_whose_parent_is_gone_begins_a_thread() -> None:
    assert shape(("a", "gone"), ("b", "a")) == [(0, "a"), (1, "b")]


def test_comments_that_answer_one_another_in_a_circle_are_all_shown_once() -> None:
    assert shape(("a", "c"), ("b", "a"), ("c", "b"), ("d", "b"), ("self", "self")) == [
        (0, "a"), (1, "b"), (2, "c"), (2, "d"), (0, "self"),
    ]  # fmt: skip


def test_a_very_deep_thread_does_not_overflow() -> None:
    deep = shape(*((str(n), str(n - 1) if n else None) for n in range(20_000)))
    assert deep[-1] == (19_999, "19999")


@given(st.lists(comments, max_size=8))
def test_every_comment_comes_once(listed: list[Comment]) -> None:
    walked = list(threaded(listed))
    assert sorted(id(comment) for _, comment in walked) == sorted(map(id, listed))
    assert all(depth <= before + 1 for (before, _), (depth, _) in zip([(-1, None), *walked], walked, strict=False))
