from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archiver.records import Author, Lead, Post, Site
from archiver.store.cleaning import clean_post, clean_text
from tests import strategies
from tests.store.samples import make_comment, make_post


@given(st.text(st.characters()))
def test_clean_text_can_be_encoded_and_has_no_nul(text: str) -> None:
    cleaned = clean_text(text)
    assert b"\0" not in cleaned.encode()
    assert len(cleaned) == len(text)


@given(strategies.posts)
def test_cleaning_twice_is_cleaning_once(post: Post) -> None:
    assert clean_post(clean_post(post)) == clean_post(post)


def test_a_post_that_can_be_stored_stays_as_it_is() -> None:
    assert clean_post(make_post()) == make_post()


def test_a_post_has_a_tag_and_a_category_once() -> None:
    post = clean_post(make_post(tags=("b", "a", "b"), categories=("a", "a")))
    assert (post.tags, post.categories) == (("b", "a"), ("a",))


def test_text_in_every_corner_of_a_post_is_cleaned() -> None:
    bad = "\0"
    post = Post(
        url=bad,
        title=bad,
        site=Site(bad, bad, bad),
        authors=(Author(bad, bad, bad),),
        tags=(bad,),
        categories=(bad,),
        comments=(make_comment(bad, bad, author=Author(bad)),),
        leads=(Lead("comments-page", bad),),
    )
    assert "\\x00" not in repr(clean_post(post))


def test_a_repeated_id_is_dropped_if_it_says_the_same_and_renamed_if_not() -> None:
    one, other = make_comment("c", "one"), make_comment("c", "other")
    cleaned = clean_post(make_post(comments=(one, one, other, other, make_comment("c", "third"))))
    assert [(comment.id, comment.content_text) for comment in cleaned.comments] == [
        ("c", "one"),
        ("c~2", "other"),
        ("c~3", "third"),
    ]


def test_an_empty_url_is_no_url_and_a_count_fits_into_sqlite() -> None:
    post = clean_post(make_post(site=Site("", "", ""), authors=(Author("A", ""),), comment_count=10**30))
    assert post.site == Site(None, None, "")
    assert post.authors == (Author("A"),)
    assert post.comment_count == 2**63 - 1
