"""Items become records: with ids that stay, in page order, without those that say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.records import Author
from archiver.scrapers._comments import Thread, read_thread, synthetic_id
from tests.scrapers.pages import ARTICLE, HERE, comments, document, forest, inner


def row(name: str, day: int, text: str, attributes: str = "") -> str:
    """A comment on a page that gives its comments no ids."""
    return (
        f'<div class="comment"{attributes}><b class="author">{name}</b> <span class="date">May {day}, 2010</span>'
        f"<p>{text}</p></div>"
    )


ROWS = [row("Fred", 1, "One boat."), row("Ann", 2, "Two boats."), row("Tim", 3, "Three boats.")]


def ids(*rows: str) -> list[str]:
    return [comment.id for comment in comments(f'<div id="comments">{"".join(rows)}</div>')]


def test_a_page_without_comments_gives_an_empty_thread() -> None:
    assert read_thread(document(ARTICLE)) == Thread()


def test_a_comment_holds_all_that_the_page_says() -> None:
    body = (
        '<ol class="commentlist"><li class="comment" id="comment-71"><div class="comment-author vcard">'
        '<img class="avatar" src="/a.png"><cite class="fn"><a href="https://fred.example/" class="url">Fred</a></cite> '
        f'<span class="says">says:</span></div><div class="comment-meta"><a href="{HERE}#comment-71">May 4, 2010 at 9:12 pm'
        '</a></div><p>Look <a href="/boats">here</a>.</p><p>And there.</p><div class="reply"><a href="#">Reply</a></div>'
        "</li></ol>"
    )
    (comment,) = comments(body)
    assert comment.to_dict() == {
        "id": "comment-71",
        "parent_id": None,
        "kind": "comment",
        "author": {"name": "Fred", "url": "https://fred.example/", "avatar_url": "https://blog.example/a.png"},
        "published": "2010-05-04T21:12",
        "published_text": "May 4, 2010 at 9:12 pm",
        "url": f"{HERE}#comment-71",
        "content_html": '<p>Look <a href="https://blog.example/boats">here</a>.</p><p>And there.</p>',
        "content_text": "Look here.\n\nAnd there.",
    }


def test_a_comment_on_a_post_may_be_named_so_and_end_with_its_date() -> None:
    """Habari."""
    one = (
        '<div id="comment-{n}" class="post-comment"><div class="post-comment-commentor"><h2><a href="http://{n}.example/">'
        'Fred {n}nes</a></h2></div><div class="post-comment-body"><p>It leaks.</p><p class="post-comment-link">'
        '<a href="#comment-{n}">May {n}, 2010 7:46pm</a></p></div></div>'
    )
    found = comments(f'<div id="post-comments">{"".join(one.format(n=n) for n in (1, 2, 3))}</div>')
    assert [(c.author and c.author.name, c.published, c.content_text) for c in found] == [
        (f"Fred {n}nes", f"2010-05-0{n}T19:46", "It leaks.") for n in (1, 2, 3)
    ]


def test_the_address_for_trackbacks_is_no_comment() -> None:
    sent_to = f'<div class="trackback"><p>Trackback-Link: <a href="#">{HERE}trackback</a></p></div>'
    numbered = [row("Fred", n, "It leaks.", f' id="comment_{n}"') for n in (1, 2, 3)]
    found = comments(f'{sent_to}<div id="comments"><h3>Kommentare (3)</h3>{"".join(numbered)}</div>')
    assert [(comment.id, comment.parent_id) for comment in found] == [(f"comment_{n}", None) for n in (1, 2, 3)]


def test_items_of_the_thread_are_those_of_its_comments() -> None:
    thread = read_thread(document(ARTICLE + "".join(ROWS)))
    assert len(thread.items) == len(thread.comments) == 3
    assert all(item.roots[0].classes == ("comment",) for item in thread.items)


def test_an_item_that_says_nothing_is_no_comment() -> None:
    empty = '<div class="comment" id="comment-9"><div class="comment-text"></div></div>'
    body = "".join(f'<div class="comment" id="comment-{n}">{inner(n)}</div>' for n in (1, 2))
    assert ids(body, empty) == ["comment-1", "comment-2"]


def test_an_item_with_author_and_date_but_without_text_is_one() -> None:
    """Somebody has written it, though a moderator or a filter took the words."""
    gone = row("Ann", 4, "", ' id="comment-9"')
    body = "".join(f'<div class="comment" id="comment-{n}">{inner(n)}</div>' for n in (1, 2))
    assert ids(body, gone) == ["comment-1", "comment-2", "comment-9"]


GONE = '<div class="comment" id="comment-{n}" style="margin-left: {depth}px">{notice}</div>'
ROW = '<div class="comment" id="comment-{n}" style="margin-left: {depth}px"><b class="author">Fred {n}</b> {said}</div>'


@pytest.mark.parametrize(
    "notice", ["(Deleted comment)", "This comment has been removed by a moderator.", "Kommentar gelöscht", "[deleted]"]
)
def test_a_comment_that_is_gone_stays_only_where_it_was_answered(notice: str) -> None:
    said = "<i>May 4, 2010</i><p>A boat.</p>"
    rows = (
        ROW.format(n=1, depth=0, said=said),
        GONE.format(n=2, depth=25, notice=notice),
        ROW.format(n=3, depth=50, said=said),
        GONE.format(n=4, depth=0, notice=notice),
        ROW.format(n=5, depth=0, said=said),
    )
    found = comments(f'<div id="comments">{"".join(rows)}</div>')
    assert forest(found) == {"comment-1": None, "comment-2": "comment-1", "comment-3": "comment-2", "comment-5": None}
    assert (found[1].author, found[1].content_html, found[1].content_text) == (None, "", "")


def test_a_notice_in_place_of_the_name_says_that_the_comment_is_gone() -> None:
    said = '<div class="comment" id="comment-{}"><b class="author">{}</b> <i>May 4, 2010</i><p>{}</p></div>'
    rows = [said.format(1, "Fred", "A boat."), said.format(2, "Comment deleted", "Comment deleted")]
    rows += [said.format(3, "[deleted]", "It leaked."), said.format(4, "Ann", "It did.")]
    found = comments(f'<div id="comments">{"".join(rows)}</div>')
    assert [(c.author, c.content_text) for c in found] == [
        (Author("Fred"), "A boat."),
        (None, "It leaked."),
        (Author("Ann"), "It did."),
    ]


def test_somebody_may_write_that_something_is_deleted() -> None:
    rows = [ROW.format(n=n, depth=0, said="<i>May 4, 2010</i><p>Deleted</p>") for n in (1, 2)]
    found = comments(f'<div id="comments">{"".join(rows)}</div>')
    assert [comment.content_text for comment in found] == ["Deleted", "Deleted"]


def test_an_id_is_made_from_what_the_comment_says() -> None:
    assert ids(*ROWS) == [
        synthetic_id("Fred", "2010-05-01", "One boat."),
        synthetic_id("Ann", "2010-05-02", "Two boats."),
        synthetic_id("Tim", "2010-05-03", "Three boats."),
    ]


@given(st.none() | st.text(max_size=9), st.none() | st.text(max_size=9), st.text(max_size=9))
@settings(max_examples=50, deadline=None)
def test_made_ids_are_short_and_the_same_each_time(author: str | None, published: str | None, text: str) -> None:
    made = synthetic_id(author, published, text)
    assert made == synthetic_id(author, published, text)
    assert len(made) == 14
    assert made.startswith("c-")


def test_each_part_of_what_is_said_counts_for_the_id() -> None:
    made = {
        synthetic_id(author, published, text)
        for author in (None, "Fred", "Fred2")
        for published in (None, "2010", "2010-05")
        for text in ("", "a", "ab")
    }
    assert len(made) == 27


def test_half_a_surrogate_pair_does_not_raise() -> None:
    assert synthetic_id("\ud83d", None, "\udc00").startswith("c-")


@given(before=st.integers(0, 3), after=st.integers(0, 3))
@settings(max_examples=16, deadline=None)
def test_made_ids_stay_when_comments_are_added_before_or_after(before: int, after: int) -> None:
    early = [row(f"Early {n}", 1 + n, f"An early boat, number {n}.") for n in range(before)]
    late = [row(f"Late {n}", 10 + n, f"A late boat, number {n}.") for n in range(after)]
    assert ids(*early, *ROWS, *late)[before : before + 3] == ids(*ROWS)


def test_comments_that_say_the_same_are_numbered() -> None:
    first, second, third, other = ids(ROWS[0], ROWS[0], ROWS[0], ROWS[1])
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert other != first


def test_an_id_that_the_page_repeats_is_nobodys() -> None:
    rows = [row("Fred", n, f"Boat {n}.", f' id="comment-{n if n < 3 else 5}"') for n in range(1, 5)]
    found = ids(*rows)
    assert found[:2] == ["comment-1", "comment-2"]
    assert found[2:] == [synthetic_id("Fred", f"2010-05-0{n}", f"Boat {n}.") for n in (3, 4)]


def test_ids_are_never_given_twice() -> None:
    rows = [row("Fred", 1, "One boat.") for _ in range(4)]
    assert len(set(ids(*rows, *ROWS))) == 7


def test_a_comment_without_a_name_has_no_author() -> None:
    rows = [row("Anonymous", 1, "One boat."), row("Fred", 2, "Two boats."), row("Guest", 3, "Three boats.")]
    found = comments(f'<div id="comments">{"".join(rows)}</div>')
    assert [comment.author for comment in found] == [None, Author("Fred"), None]


def test_the_text_of_a_comment_is_not_that_of_its_answers() -> None:
    answer = f'<ul class="children"><li class="comment" id="comment-2">{inner(2)}</li></ul>'
    found = comments(f'<ol class="commentlist"><li class="comment" id="comment-1">{inner(1)}{answer}</li></ol>')
    assert [comment.content_text for comment in found] == ["Comment 1 tells of a boat.", "Comment 2 tells of a boat."]
    assert [comment.parent_id for comment in found] == [None, "comment-1"]


def test_a_blog_that_is_named_after_thoughts_announces_no_comments() -> None:
    post = (
        '<div id="main"><h2>Samstag, 6. November 2010</h2><div class="post"><h3>Nebel</h3><div>Das Boot liegt im Hafen, '
        'und niemand fährt hinaus.</div><p>Eingestellt von <span class="fn">Trude</span> um 08:12</p></div></div>'
    )
    assert read_thread(document(f'<h1><a href="/">Gedankenkiste</a></h1>{post}', lang="de")).comments == ()
