"""Several readings of one thread become one."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.records import Author, Comment
from archiver.threads import merge_list, merge_pages
from tests.web import URL, further

if TYPE_CHECKING:
    from random import Random

# -- pages


def thread(*numbers: int, dated: bool = True) -> tuple[Comment, ...]:
    return tuple(Comment(str(n), published=f"2010-05-{n + 1:02}" if dated else None) for n in numbers)


def merged(threads: dict[str, tuple[Comment, ...]]) -> list[int]:
    return [int(comment.id) for comment in merge_pages(threads)]


@pytest.mark.parametrize(
    "url", ["{}comment-page-{}", "{}?cpage={}", "{}?a=b&cpage={}", "{}?commentPage={}", "{}?comments_page={}"]
)
def test_without_dates_the_numbers_of_the_pages_decide(url: str) -> None:
    pages = {number: url.format(URL, number) for number in (2, 3, 10)}
    threads = {URL: thread(0, dated=False), **{pages[n]: thread(n, dated=False) for n in (10, 2, 3)}}
    assert merged(threads) == [0, 2, 3, 10]
    threads[url.format(URL, 1)] = thread(1, dated=False)
    assert merged(threads) == [1, 2, 3, 10, 0]


def test_pages_that_only_have_a_number_stand_behind_the_posts_own() -> None:
    """Drupal counts its pages from 0, which the post's own URL shows; others count from 1."""
    threads = {URL: thread(0, dated=False), **{f"{URL}?page={n}": thread(n, dated=False) for n in (2, 10, 1)}}
    assert merged(threads) == [0, 1, 2, 10]


def test_a_page_without_comments_changes_nothing() -> None:
    assert merged({URL: thread(1), further(1): ()}) == [1]
    assert merged({URL: (), further(1): ()}) == []
    assert merged({URL: ()}) == []


def test_one_page_without_dates_leaves_it_to_the_numbers() -> None:
    assert merged({URL: thread(9), further(2): thread(2, dated=False), further(1): thread(20)}) == [20, 2, 9]


def test_of_dates_those_of_replies_do_not_count() -> None:
    late = Comment("3", parent_id="1", published="2010-05-30")
    assert merged({URL: thread(5, 6), further(1): (*thread(1), late, *thread(2))}) == [1, 3, 2, 5, 6]


@settings(deadline=None)
@given(st.integers(1, 20), st.integers(1, 5), st.booleans(), st.booleans(), st.booleans(), st.randoms())
def test_pages_in_any_order_give_the_whole_thread(
    count: int, size: int, newest_first: bool, last_shown: bool, dated: bool, random: Random
) -> None:
    """Cut into pages, of which the post shows the first or the last, and fetched in any order."""
    whole = list(range(count))
    pages = [whole[start : start + size] for start in range(0, count, size)]
    if newest_first and dated and size > 1 and count > 1:
        pages = [page[::-1] for page in pages]
        whole = whole[::-1]
    elif newest_first:
        return  # nothing shows it
    numbered = [(further(number), thread(*page, dated=dated)) for number, page in enumerate(pages, 1)]
    shown = numbered[-1 if last_shown else 0][1]
    random.shuffle(numbered)
    assert merged({URL: shown, **dict(numbered)}) == whole


# -- lists


def said(own_id: str, text: str | None = None, *, parent: str | None = None, author: str | None = "Ann") -> Comment:
    return Comment(own_id, parent, author=Author(author) if author else None, content_text=text or own_id)


def shape(comments: tuple[Comment, ...]) -> list[tuple[str, str | None]]:
    return [(comment.id, comment.parent_id) for comment in comments]


def test_a_list_completes_what_the_page_shows() -> None:
    shown = Comment("comment-1", published="2010-05-04", published_text="May 4th", content_text="As shown")
    listed = Comment(
        "comment-1",
        author=Author("Ann", "https://ann.example/"),
        published="2010-05-04T10:00:00+02:00",
        url="https://blog.example/#comment-1",
        content_text="As listed",
    )
    assert merge_list([shown], [listed]) == (
        replace(shown, author=listed.author, published=listed.published, url=listed.url),
    )
    kept = replace(shown, author=Author("Anna"), published="2010-05-04T09:00:00+00:00", kind="pingback")
    assert merge_list([kept], [listed]) == (replace(kept, url=listed.url),)


def test_comments_that_only_the_list_has_stand_among_their_siblings() -> None:
    shown = [said("comment-1"), said("comment-3")]
    listed = [said("comment-1"), said("comment-2", parent="comment-1"), said("comment-3"), said("comment-4")]
    listed += [said("comment-5", parent="comment-2"), said("comment-0")]
    assert shape(merge_list(shown, listed)) == [
        *(("comment-1", None), ("comment-2", "comment-1"), ("comment-5", "comment-2")),
        *(("comment-3", None), ("comment-4", None), ("comment-0", None)),
    ]


def test_on_a_page_with_the_newest_on_top_they_do_too() -> None:
    listed = [said(f"comment-{number}") for number in range(1, 7)]
    found = merge_list([listed[4], listed[2]], listed)
    assert [comment.id for comment in found] == [f"comment-{number}" for number in (6, 5, 4, 3, 2, 1)]


def test_a_page_that_has_all_keeps_its_order() -> None:
    shown = [said("comment-1"), said("comment-3"), said("comment-2")]
    listed = [said("comment-1"), said("comment-2", parent="comment-1"), said("comment-3")]
    assert shape(merge_list(shown, listed)) == [
        *(("comment-1", None), ("comment-3", None), ("comment-2", "comment-1")),
    ]


def test_other_ids_for_the_same_comments_are_seen_through() -> None:
    """By the number, by author and text, and by a text that is long enough to be nobody else's."""
    long = "A text of more than forty letters is hardly written by two people on one day."
    shown = [said("div-comment-7", "edited"), said("c-12ab", "Yes!"), said("c-34cd", "Yes!"), said("c-56ef", long)]
    listed = [said("comment-7", "as it was"), said("isso-1", "yes"), said("isso-2", "Yes!", author="Bo")]
    listed += [said("isso-3", long, author=None), said("isso-4", "new", parent="isso-3")]
    assert shape(merge_list(shown, listed)) == [
        *(("div-comment-7", None), ("c-12ab", None), ("isso-2", None)),
        *(("c-34cd", None), ("c-56ef", None), ("isso-4", "c-56ef")),
    ]


def test_the_same_number_is_not_the_same_comment_where_somebody_else_says_something_else() -> None:
    """A blog that moved to another system shows the old comments above the new ones, which are counted from 1 again."""
    shown = [
        said("comment-1", "old words"),
        said("comment-2", "old words too"),
        said("comment-3", "older", author=None),
    ]
    listed = [said("isso-1", "new words", author="Bo"), said("isso-2", "old words too", author="Ann B.")]
    listed += [said("isso-3", "as it was", author="Bo"), said("isso-4", "an answer", parent="isso-1", author="Cy")]
    assert shape(merge_list(shown, listed)) == [
        *(("comment-1", None), ("isso-1", None), ("isso-4", "isso-1"), ("comment-2", None), ("comment-3", None)),
    ]


def test_the_same_words_twice_are_two_comments() -> None:
    twice = [said("isso-1", "+1"), said("isso-2", "+1")]
    assert shape(merge_list([said("c-1", "+1"), said("c-2", "+1")], twice)) == [("c-1", None), ("c-2", None)]
    assert shape(merge_list([said("c-1", "+1")], twice)) == [("c-1", None), ("isso-2", None)]


def test_times_in_utc_are_told_by_the_clock_of_the_page() -> None:
    """In the zone of the nearest comment: summer and winter differ. A page without offsets says nothing of its zone."""
    summer, winter = "2010-08-04T11:54:00+02:00", "2010-12-04T11:54:00+01:00"
    shown = [Comment("comment-1", published=summer), Comment("comment-2", published=winter)]
    listed = [
        Comment("comment-3", published="2010-08-05T22:54:00+00:00"),
        Comment("comment-4", published="2010-12-05T22:54:00+00:00"),
        Comment("comment-5", published="2010-12-05T22:54:00-05:00"),
    ]
    assert [comment.published for comment in merge_list(shown, listed)][2:] == [
        *("2010-08-06T00:54:00+02:00", "2010-12-05T23:54:00+01:00", "2010-12-05T22:54:00-05:00")
    ]
    bare = [Comment("comment-1", published="2010-08-04T11:54:00")]
    assert merge_list(bare, listed)[1:] == tuple(listed)


def test_a_list_that_grew_while_it_was_read_says_a_comment_twice() -> None:
    """What stood last on one of its pages stands first on the next then."""
    listed = [said("comment-1"), said("comment-2"), said("comment-2"), said("comment-1", "later word")]
    assert shape(merge_list([said("div-comment-1")], listed)) == [("div-comment-1", None), ("comment-2", None)]


def test_a_parent_that_is_nowhere_is_none() -> None:
    assert shape(merge_list([said("a", parent="gone")], [said("b", parent="lost")])) == [("a", None), ("b", None)]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12), st.sets(st.integers(0, 9)))
def test_no_comment_is_lost_or_twice_whatever_answers_what(links: list[tuple[int, int]], hidden: set[int]) -> None:
    """Rings and dangling parents included: each id once, and every parent is one of them."""
    parents = dict(links)
    listed = [said(f"comment-{own}", parent=f"comment-{parent}") for own, parent in parents.items()]
    shown = [replace(c, parent_id=None) for own, c in zip(parents, listed, strict=True) if own not in hidden]
    found = merge_list(shown, listed)
    assert sorted(c.id for c in found) == sorted(c.id for c in listed)
    assert {c.parent_id for c in found} <= {None, *(c.id for c in found)}


@pytest.mark.parametrize("newest_first", [False, True])
def test_ten_thousand_comments_take_little_time(newest_first: bool) -> None:
    """Ten times as many cost a hundred times as much where each is looked for among all others."""
    listed = [replace(said(f"comment-{n}"), published="2010-05-04T10:00:00+00:00") for n in range(10_000)]
    shown = [replace(comment, published="2010-05-04T12:00:00+02:00") for comment in listed[::2]]
    start = time.process_time()
    found = merge_list(shown[::-1] if newest_first else shown, listed)
    assert time.process_time() - start < 2
    assert len(found) == len(listed)
