"""The score counts what a reader would count, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archiver.records import Author, Comment, Post
from bench.labels import label_from
from bench.score import figures, loss, pair_comments, score_page, summary
from tests.bench.labelled import label_of
from tests.fixtures import FIXTURES, Fixture

READABLE = [fixture for fixture in FIXTURES if fixture.post]


def comment(**fields: Any) -> dict[str, Any]:
    return {"author": "Ann", "published": "2010-05-04", "text": "one two three", "parent": None, **fields}


def label(*comments: dict[str, Any], **post: Any) -> Any:
    return label_from({"id": "x", "post": {"title": "A title", "authors": ["Ann"], **post}, "comments": comments})


def found(number: int, text: str = "one two three", **fields: Any) -> Comment:
    record = Comment(f"c{number}", author=Author("Ann"), published="2010-05-04", content_text=text)
    return replace(record, **fields)


def score(wanted: Any, *comments: Comment, **post: Any) -> dict[str, float]:
    return figures(score_page(wanted, Post("http://a.example/", comments=comments, **post)))


@pytest.mark.parametrize("fixture", READABLE, ids=lambda fixture: fixture.name)
def test_the_expected_record_of_a_fixture_loses_nothing(fixture: Fixture) -> None:
    assert fixture.post is not None
    counts = score_page(label_from(label_of(fixture)), Post.from_dict(fixture.post))
    assert loss(counts) == 0
    assert counts["pages.ok"] == 1


def test_nothing_read_is_nothing_right() -> None:
    counts = score_page(label(comment(), published="2010"), None)
    assert figures(counts) == {**dict.fromkeys(figures(counts), 0.0)}
    assert counts["errors"] == 1
    assert counts["authors.fn"] == 1


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"author": Author("Bob")}, {"comment_author"}),
        ({"author": None}, {"comment_author"}),
        ({"published": "2010-05-05"}, {"comment_day", "comment_full"}),
        ({"published": None}, {"comment_day", "comment_full"}),
        ({"published": "2010-05"}, {"comment_day", "comment_full"}),
        ({"kind": "pingback"}, {"comment_kind"}),
        ({"published": "2010-05-04T11:54"}, set()),
        ({"author": Author("  ANN! ")}, set()),
    ],
)
def test_one_thing_wrong_in_a_comment_is_counted_as_that(change: dict[str, Any], wrong: set[str]) -> None:
    result = score(label(comment()), found(1, **change))
    assert result["comments"] == 1
    assert {name for name in result if name.startswith("comment_") and result[name] < 1} == wrong
    assert result["strict"] == (not wrong)


def test_a_parent_is_right_when_it_is_the_pair_of_the_labelled_parent() -> None:
    want = label(comment(text="root"), comment(text="reply", parent=0), comment(text="other"))
    root, other = found(1, "root"), found(3, "other")
    assert score(want, root, found(2, "reply", parent_id="c1"), other)["strict"] == 1
    assert score(want, root, found(2, "reply", parent_id="c3"), other)["comment_parent"] == pytest.approx(2 / 3)
    assert score(want, root, found(2, "reply"), other)["comment_parent"] == pytest.approx(2 / 3)
    assert score(want, root, found(2, "reply", parent_id="c9"), other)["comment_parent"] == pytest.approx(2 / 3)
    unpaired = found(9, "never labelled")
    assert score(want, replace(root, parent_id="c9"), unpaired)["comment_parent"] == 0


def test_a_comment_counts_once_and_what_is_too_many_costs() -> None:
    result = score(label(comment()), found(1), found(2))
    assert result["comments_recall"] == 1
    assert result["comments_precision"] == result["pages"] + 0.5
    assert score(label(), found(1))["none"] == 0
    assert score(label())["none"] == 1


def test_the_most_alike_are_paired_first_and_equal_texts_with_the_nearest() -> None:
    want = label(comment(text="same words"), comment(text="same words"), comment(text="a b c d e f g h i j")).comments
    have = [
        found(1, "a b c d e f g h i"),
        found(2, "same words"),
        found(3, "same words"),
        found(4, "a b c d e f g h i j"),
    ]
    assert pair_comments(want, have) == {1: 1, 0: 2, 2: 3}


def test_texts_that_share_too_little_are_not_the_same() -> None:
    assert pair_comments(label(comment(text="one two three four")).comments, [found(1, "one two five six")]) == {}
    assert pair_comments(label(comment(text="")).comments, [found(1, "x"), found(2, "")]) == {0: 1}


def test_pings_are_also_paired_by_who_sent_them_and_are_of_one_kind() -> None:
    want = label(
        comment(text="[...] told here", author="Other Blog", kind="trackback"), comment(text="x", author="Other Blog")
    )
    ping = found(1, "Other Blog", author=Author("Other blog"), kind="pingback")
    assert pair_comments(want.comments, [ping]) == {0: 0}
    assert score(want, ping)["comment_kind"] == 1
    assert pair_comments(want.comments, [replace(ping, author=None)]) == {}


def test_labels_may_hold_the_hashes_of_words_only() -> None:
    from zlib import crc32

    hashed = comment(text_tokens=[crc32(word) for word in (b"one", b"two", b"three")])
    del hashed["text"]
    assert score(label(hashed), found(1, "One, two: THREE."))["strict"] == 1


@pytest.mark.parametrize(
    ("want", "have", "right"),
    [
        ("2010-05-04T23:30:00+02:00", "2010-05-04", True),
        ("2010-05-04T23:30:00+02:00", "2010-05-04T21:30:00Z", True),
        ("2010-05-05T01:30:00+02:00", "2010-05-04T23:30:00Z", True),
        ("2010-05-05T01:30:00", "2010-05-04T23:30:00Z", False),
        ("2010-05", "2010-05-04", True),
        ("2010-05-04", "2010-05", False),
        ("2010-05-04", "nonsense", False),
        (None, None, True),
        (None, "2010", False),
        ("2010", None, False),
    ],
)
def test_a_day_is_right_to_the_precision_of_the_label(want: str | None, have: str | None, right: bool) -> None:
    assert score(label(published=want), published=have)["published"] == right


def test_the_instant_of_a_label_counts_where_its_date_has_no_offset() -> None:
    want = label(published="2010-05-05T01:30:00", published_instant="2010-05-04T23:30:00Z")
    assert score(want, published="2010-05-04T23:30:00+00:00")["published"] == 1


def test_an_edge_of_the_body_may_lie_within_two_hundred_characters() -> None:
    want = label(
        text_start="The first words", alt_text_start=["Or these"], text_end="the last.", alt_text_end="or this"
    )
    body = "The first words and then the last."
    assert score(want, content_text=body)["start"] == 1
    assert score(want, content_text=f"{'x' * 200} or these {'y ' * 99} or this")["start"] == 1
    assert score(want, content_text=f"{'x' * 300} {body} {'x' * 300}")["start"] == 0
    assert score(want, content_text=f"{body} {'x' * 300}")["end"] == 0
    assert score(want, content_text=f"or this {'x' * 200}")["end"] == 1


def test_nobody_is_no_name_and_not_verified_is_not_said() -> None:
    assert score(label(comment(author="Anonymous")), found(1, author=None))["comment_author"] == 1
    assert score(label(comment(author="Bo (not verified)")), found(1, author=Author("Bo")))["comment_author"] == 1
    assert score(label(authors=[]), authors=(Author("Anonym"),))["authors"] == 0
    assert score_page(label(authors=[]), Post("http://a.example/", authors=(Author("Anonym"),)))["authors.fp"] == 0


def test_a_page_that_is_no_post_is_scored_for_its_comments_only() -> None:
    forum = label_from({"id": "x", "page_kind": "forum", "post": {"title": "T"}, "comments": [comment()]})
    counts = score_page(forum, Post("http://a.example/", comments=(found(1),)))
    assert counts["title.n"] == counts["published.n"] == 0
    assert loss(counts) == 0


def test_long_threads_do_not_outweigh_short_ones_in_the_means() -> None:
    many = label(*(comment(text=f"text number{k}") for k in range(9)))
    one = label(comment())
    pages = [
        (many, score_page(many, None)),
        (one, score_page(one, Post("u", comments=(found(1),)))),
        (label(), score_page(label(), None)),
    ]
    result = summary(pages)
    assert result["comments_macro"] == 0.5
    assert result["comments"] == pytest.approx(2 / 11)
    assert result["errors"] == 2


def test_the_summary_of_nothing_is_nothing() -> None:
    assert set(summary([]).values()) == {0}
