"""The heading of a thread is found above forms and buttons, and it announces what stands right below it."""

from __future__ import annotations

import pytest

from tests.scrapers.pages import comments

TEXTS = ["Boat 1 leaks and nobody has seen to it.", "Boat 2 leaks and nobody has seen to it."]
FORM = (
    "<form><p>Write what you think of it, in 2500 characters at most.</p><label>Name</label><label>Mail</label></form>"
)
SORTS = "".join(
    f"<span>{word}</span> " for word in ("Sort by", "date", "votes", "name", "oldest", "newest", "best", "all")
)
FIRST, SECOND = (
    f"<div><div><b>{name}</b> <small>May {day}, 2010 9:00</small></div><div>{text}</div><div><a href=#r>Reply</a></div></div>"
    for name, day, text in zip(("Fred", "Ann"), (4, 5), TEXTS, strict=True)
)
BOXES = (
    "<div><h4>Our podcasts</h4><p>The harbour at night</p><p>August 15, 2019</p></div>"
    "<div><h4>The letter</h4><p>All news of the week, on each Friday</p><p>August 16, 2019</p></div>"
)


def texts(body: str) -> list[str]:
    return [comment.content_text for comment in comments(body)]


@pytest.mark.parametrize(
    "body",
    [
        f"<h4>Comments (2)</h4>{FORM}<p>Sort by: <a>date</a></p><div>{FIRST}{SECOND}</div>",
        f"<h4>Comments (2)</h4><h3>Leave a reply</h3>{FORM}<div>{FIRST}{SECOND}</div>",
        f"<h4>Comments</h4><div>{FIRST}{SECOND}</div>{FORM}<div>{BOXES}</div>",
        f"<div><b>This post has 2 comments</b></div><div>{FIRST}{SECOND}</div><h4>More</h4><div>{BOXES}</div>",
        f"<div><div>About the author: Tim Oak, May 1, 2010</div><div><h4>2 Comments</h4>{FIRST}{SECOND}</div></div>",
    ],
)
def test_a_form_may_stand_between_the_heading_and_the_thread_and_other_boxes_behind(body: str) -> None:
    assert texts(body) == TEXTS


@pytest.mark.parametrize("heading", ["1 Comment", "Eine Antwort auf „Hello“", "Comments"])
def test_the_only_comment_is_the_innermost_box_that_says_it_all(heading: str) -> None:
    body = f"<section><h2>{heading}</h2><div>{FIRST}<p>This site uses a filter.</p></div></section>{FORM}<div>{BOXES}</div>"
    assert texts(body) == TEXTS[:1]


def test_a_button_to_reply_heads_no_answers() -> None:
    answer = f"<ul><li>{SECOND}</li></ul>"
    assert texts(f"<h3>What readers make of it</h3><div>{FIRST}{answer}</div>") == []


def test_an_entry_of_a_menu_heads_nothing() -> None:
    menu = "<ul><li><a href=/feed>Articles</a></li><li><a href=/comments/feed>Comments</a></li></ul>"
    lists = "".join(
        f"<li><b>{name}</b><div>{text}</div></li>" for name, text in (("Pages", "All of them"), ("Boats", "Old"))
    )
    assert texts(f"{menu}<ul>{lists}</ul>") == []


def test_a_list_of_posts_in_which_one_is_no_link_is_none() -> None:
    rows = "".join(
        f"<li><time>2010-05-0{n} 9:00</time> | {f'<a href=/boat-{n}/>How the harbour got boat number {n} back from the sandbank</a>' if n > 1 else '<b>A boat</b>'}</li>"
        for n in range(1, 7)
    )
    assert texts(f"<h3>11 comments</h3><ul>{rows}</ul>") == []


def test_a_bar_to_sort_them_may_stand_between_the_heading_and_the_thread() -> None:
    answered = f"{FIRST.removesuffix('</div>')}{SECOND}</div>"
    body = f"<div><h4>Comments</h4><p>{SORTS}</p></div><div>{answered}{FIRST.replace('1', '3').replace('Fred', 'Tim')}</div>"
    assert texts(body) == [*TEXTS, TEXTS[0].replace("1", "3")]


def test_the_heading_of_the_form_announces_no_box_below_it() -> None:
    form = '<div id="comment-form"><h3>Have your say</h3><form><textarea name="comment"></textarea></form></div>'
    lately = '<h2>Recently</h2><ul><li><a href="/3"><span class="date">May 3, 2010</span> Boats</a></li></ul>'
    about = f"<div><h2>About</h2><p>Who writes here mends boats.</p><div>{lately}</div></div>"
    assert comments(f"<div><h2>No Comments</h2></div>{form}<div>{about}</div>") == ()
