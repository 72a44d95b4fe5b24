"""A comment's own id and permalink, by the patterns that its page uses."""

from __future__ import annotations

import pytest

from archiver.scrapers._ids import id_offers, number_in, own_ids, permalink
from tests.scrapers.pages import HERE, comments, draft


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        ([["comment-1"], ["comment-2"]], ["comment-1", "comment-2"]),
        ([["li-comment-1", "comment-1"], ["li-comment-2", "comment-2"]], ["comment-1", "comment-2"]),
        ([["comment-1", "div-comment-1"], ["comment-2", "div-comment-2"]], ["comment-1", "comment-2"]),
        ([["li-comment-1"], ["li-comment-2"]], ["li-comment-1", "li-comment-2"]),
        ([["c12", "comment-3"], ["c13", "comment-4"]], ["comment-3", "comment-4"]),
        ([["c12"], ["c13"]], ["c12", "c13"]),
        ([["t_1"], ["t_2"]], ["t_1", "t_2"]),
        ([["t_1", "u1"], ["t_2", "u2"], ["t_3"]], ["t_1", "t_2", "t_3"]),
        ([["t_1"]], [None]),
        ([["x1"], ["y2"]], [None, None]),
        ([["top"], ["top"]], [None, None]),
        ([[], ["comment-2"]], [None, "comment-2"]),
        ([["comment-1"], ["trackback-22"]], ["comment-1", "trackback-22"]),
        ([], []),
    ],
)
def test_of_several_names_the_one_that_speaks_of_comments_is_taken(
    offers: list[list[str]], expected: list[str | None]
) -> None:
    assert own_ids(offers) == expected


@pytest.mark.parametrize(
    "names",
    [
        ["comment-5f3ab9c1", "comment-77e01b42"],
        ["comment-550e8400-e29b-41d4-a716-446655440000", "comment-6fa459ea-ee8a-3ca4-894e-db77e160355e"],
        ["note_0ab1c2d3", "note_ffee0011"],
    ],
)
def test_ids_may_be_hashes(names: list[str]) -> None:
    assert own_ids([[name] for name in names]) == names


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("comment-71", "71"),
        ("c1272967440000", "1272967440000"),
        ("comment-5f3ab9c1", "5f3ab9c1"),
        ("5f3ab9c1", "5f3ab9c1"),
        ("comment-71-body", "71"),
        ("wc-comm-12_0", "0"),
        ("comment-facade", None),
        ("", None),
    ],
)
def test_the_number_of_an_id_is_its_hash_or_its_last_number(name: str, number: str | None) -> None:
    assert number_in(name) == number


def test_names_are_offered_from_the_item_the_anchor_before_and_what_is_inside() -> None:
    item = draft(
        '<a name="note-7"></a><div id="text-7">A boat.</div><p id="x" name="y">z</p>', before='<a name="c7"></a> '
    )
    assert id_offers(item) == ["comment-7", "c7", "note-7", "text-7", "x"]


@pytest.mark.parametrize("before", ['<a name="c6">Fred</a>', '<p id="c6"></p>', "text", ""])
def test_only_an_empty_anchor_before_the_item_is_its_own(before: str) -> None:
    assert id_offers(draft("A boat.", before=before)) == ["comment-7"]


def test_data_may_name_a_comment() -> None:
    rows = (
        f'<div class="comment" data-comment-id="70{n}"><b>Fred {n}</b> May {n}, 2010<p>Boat {n}.</p></div>'
        for n in (1, 2)
    )
    assert [comment.id for comment in comments(f'<div id="comments">{"".join(rows)}</div>')] == ["701", "702"]


def test_a_name_of_absurd_length_is_none() -> None:
    assert id_offers(draft(f'<p id="{"x" * 61}">A boat.</p>')) == ["comment-7"]


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ('<a href="#comment-7">May 4</a>', f"{HERE}#comment-7"),
        ('<a href="/2010/05/hello/comment-page-2/#comment-7">May 4</a>', f"{HERE}comment-page-2/#comment-7"),
        ('<a class="permalink" href="/c/7">link</a>', "https://blog.example/c/7"),
        ('<a class="timestamp" href="/p/hello/comment/7">May 4</a>', "https://blog.example/p/hello/comment/7"),
        ('<a class="timestamp" href="/p/hello/comment/8">May 4</a>', None),
        ('<p class="answers">To <a href="#comment-3">Ann</a></p>', None),
        ('<a rel="permalink" href="/c/7">link</a>', "https://blog.example/c/7"),
        ('<a class="u-url" href="/c/7">May 4</a>', "https://blog.example/c/7"),
        ('<a href="?showComment=1272967440000#c12">10:04</a>', f"{HERE}?showComment=1272967440000#c12"),
        ('<a href="#li-comment-7">#1</a>', f"{HERE}#li-comment-7"),
        ('<a href="#post-7">#1</a>', f"{HERE}#post-7"),
        ('<a href="?replytocom=7#respond">Reply</a>', None),
        ('<a class="reply" href="#comm-9">Reply</a>', None),
        ('<a href="https://fred.example/">Fred</a>', None),
        ('<a href="#top">top</a>', None),
        ("<a>link</a>", None),
        ('<div class="comment-content"><a href="#comment-9">see there</a></div>', None),
        ('<div class="comment-content"><a href="#comment-7">me</a></div>', f"{HERE}#comment-7"),
    ],
)
def test_the_permalink_is_told_from_other_links(link: str, url: str | None) -> None:
    assert permalink(draft(f"<b>Fred</b>{link}<p>A boat.</p>"), "comment-7") == url


def test_the_link_to_the_own_id_comes_first() -> None:
    links = '<a class="permalink" href="/c/7">x</a><a href="#comment-7">May 4</a>'
    assert permalink(draft(links), "comment-7") == f"{HERE}#comment-7"
    assert permalink(draft(links), None) == "https://blog.example/c/7"


def test_anchors_before_comments_give_their_ids() -> None:
    """Movable Type and many home-made pages: `<a name>` before each comment."""
    row = '<a name="c00{0}"></a><div class="comment"><b class="author">Fred {0}</b> <i>May {0}, 2010</i><p>Boat {0}.</p></div>'
    found = comments(f'<div id="comments">{"".join(map(row.format, (1, 2, 3)))}</div>')
    assert [comment.id for comment in found] == ["c001", "c002", "c003"]


def test_a_vote_is_no_permalink() -> None:
    """The action of pw_comments, for TYPO3, that comes back to the comment."""
    assert permalink(draft('<a class="upvote" href="?action=upvote#comment-7">+</a>'), "comment-7") is None
