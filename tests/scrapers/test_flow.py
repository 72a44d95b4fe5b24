"""Comments without an element of their own are told apart by the lines that say who wrote and when."""

from __future__ import annotations

import pytest

from archiver.scrapers._flow import flow_groups, regions
from archiver.scrapers._items import Finder
from tests.scrapers.pages import comments, document

WHO = ("Fred", "ann_b", "Tim Oak")
TEXT = (
    "A boat is here, and it leaks.",
    "On May 1, 2010 it did not.",
    "I saw it from the harbour wall and waved to it.",
)


def thread(one: str) -> str:
    """Three comments, each from a template with the places `who`, `when`, `text`, `number`."""
    return "".join(
        one.format(who=who, when=f"May {number}, 2010 at 9:0{number} am", text=text, number=number)
        for number, (who, text) in enumerate(zip(WHO, TEXT, strict=True), 4)
    )


def read(body: str) -> list[tuple[str | None, str | None, str]]:
    return [(c.author.name if c.author else None, c.published, c.content_text) for c in comments(body)]


RIGHT = [
    ("Fred", "2010-05-04T09:04", TEXT[0]),
    ("ann_b", "2010-05-05T09:05", TEXT[1]),
    ("Tim Oak", "2010-05-06T09:06", TEXT[2]),
]


@pytest.mark.parametrize(
    "one",
    [
        "<b>{who}</b> wrote on {when}:<br>{text}<br><br>",
        "{who} wrote on {when}:<br>{text}<br><br>",
        "<b>{who}</b><br><i>{when}</i><br>{text}<br><br>",
        "<a name=c{number}></a><b>{who}</b> <font color=gray>{when}</font><br>{text}<br><br>",
        "{text}<br><i>{who}, {when}</i><br><br>",
        "{text}<br><i>{who}, {when}</i><hr>",
        "<p><strong>{who}</strong>, {when}</p><p>{text}</p>",
        "<p><b>{who}</b><br>{when}<br>{text}</p>",
        "<p>{text}<br><small>Posted by {who} on {when}</small></p>",
        "<h4>{number}. {who} - {when}</h4><p>{text}</p>",
        "<h4>{who} wrote:</h4><div>{text}</div><div>{when}</div>",
        "<span class=day>{when}</span><br><span class=author>{who}</span><br><span class=entry>{text}</span>",
        "<blockquote><b>{who}</b> wrote on {when}:<br>{text}</blockquote>",
    ],
)
def test_heads_and_feet_tell_comments_apart(one: str) -> None:
    assert read(f"<div><h3>Comments</h3>{thread(one)}<form action=/add><p>Name</p></form></div>") == RIGHT
    assert read(f"<h3>Comments</h3><div>{thread(one)}</div>") == RIGHT


def test_a_comment_may_be_two_rows_of_a_table() -> None:
    rows = thread("<tr><td>#{number} {who}</td><td>{when}</td></tr><tr><td colspan=2>{text}</td></tr>")
    assert read(f"<h3>Comments</h3><table>{rows}</table>") == RIGHT


@pytest.mark.parametrize("rule", ["<hr>", "-<br>", "<p>* * *</p>"])
@pytest.mark.parametrize(
    "one", ["{who}, {when}<br>{text}<br>", "{text}<br>And so on.<br>{who} ({when})<br>", "{who}<br>{text}<br>"]
)
def test_rules_part_comments_though_nothing_else_does(one: str, rule: str) -> None:
    long = f"A long text that stands between two others, {'and goes on ' * 40}."
    parted = thread(one + rule).replace(TEXT[1], f"{TEXT[1]} {long}")
    found = read(f"<h2>3 comments on “Boats”</h2><div><div>{parted}</div><div><a href=#form>Write one</a></div></div>")
    assert [name for name, _, _ in found] == list(WHO)
    assert all(said.startswith(text) for (_, _, said), text in zip(found, TEXT, strict=True))


def test_a_form_may_stand_above_the_lines() -> None:
    form = "<form><h4>Leave a comment</h4><p>Name</p><p>What you think</p></form>"
    lines = thread("<p>{who}, {when}</p><p>{text}</p>")
    assert read(f"<h3>Comments (3)</h3>{form}{lines}") == RIGHT


def test_a_single_comment_is_read_below_a_heading_that_says_nothing_else() -> None:
    one = "<p><b>Fred</b>, May 4, 2010 at 9:04 am</p><p>A boat is here, and it leaks.</p>"
    assert read(f"<div><h3>1 Comment</h3>{one}</div>") == RIGHT[:1]
    assert read(f"<div><h3>A comment on boats and on all that leaks</h3>{one}</div>") == []
    assert read(f"<div><h3>One thought on “Boats and all that leaks”</h3>{one}</div>") == RIGHT[:1]
    assert read(f"<div><h3>7 thoughts on “Boats and all that leaks”</h3>{one}</div>") == []


@pytest.mark.parametrize(
    "body",
    [
        "<h3>Comments are closed</h3><p>May 4, 2010: <a href=/1>A boat</a></p><p>May 5, 2010: <a href=/2>A net</a></p>",
        "<h3>Comments and sources</h3><p>Fred, Boats, May 4, 2010</p><p>Ann, Nets, May 5, 2010</p>",
        f"<h3>What happened</h3>{thread('<p><b>{who}</b>, {when}</p><p>{text}</p>')}",
    ],
)
def test_other_dated_lines_are_no_comments(body: str) -> None:
    assert read(f"<div>{body}</div>") == []


def test_comments_end_at_the_form_and_at_the_next_heading() -> None:
    one = thread("<b>{who}</b> wrote on {when}:<br>{text}<br><br>")
    body = f"<div><h3>Comments</h3>{one}<h3>Archive</h3>May 7, 2010<br>All that was.<br></div>"
    page = document(body)
    (group,) = flow_groups(page, regions(Finder(page)))
    assert len(group.items) == 3
    assert read(body) == RIGHT


LONG = "I saw it from the harbour wall and waved to it, and whoever was aboard waved back until the fog came in. " * 2


def test_a_long_text_may_begin_on_the_line_of_its_head() -> None:
    one = "<br><font><b>{who}</b> ({when}):</font> <font>{text} " + LONG + "</font><br>"
    assert [name for name, _, _ in read(f"<div><b>Comments:</b><br>{thread(one)}</div>")] == list(WHO)


def test_a_button_between_comments_does_not_end_them() -> None:
    one = "A boat of {who} leaks, and soon it sinks.<br>Published on: {when}<br><form action=/like><input type=submit></form>"
    assert len(read(f"<div><h4>Comments:</h4>{thread(one)}</div>")) == 3


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td><b>Comments</b></td></tr>{}</table>",
        "<div><div class=head>Comments</div>{}</div>",
    ],
)
def test_a_heading_may_be_a_box_like_those_of_the_comments(page: str) -> None:
    row = "<tr><td>On {when}, {who} said:</td></tr><tr><td>{text}</td></tr>"
    box = "<div class=text>{text}</div><div class=by>Posted by {who} at {when}</div>"
    assert read(page.format(thread(row if "table" in page else box))) == RIGHT


@pytest.mark.parametrize("name", ["Fjellavisa", "Responsible Boats", "Meinungsmacher"])
def test_a_name_with_such_a_word_in_it_announces_no_comments(name: str) -> None:
    post = "<h2>May 3, 2010</h2><div><h3>Nets</h3><div>Of nets, and how they are mended.</div><p>By Fred at 08:12</p></div>"
    assert comments(f"<h1>{name}</h1><div>{post}</div>") == ()


def test_lines_may_stand_in_a_box_behind_a_heading_of_a_widget() -> None:
    lines = "".join(
        f"<p><b>{name}</b> @ May 4, 2010<br>The boat leaks, and nobody in the harbour minds.</p>"
        for name in ("Fred", "Ann Lee", "Tim")
    )
    head = '<h4 class="widget-title">3 Comments</h4>'
    found = comments(f'<div id="comments">{head}<div><div>{lines}</div></div></div>')
    assert [c.author and c.author.name for c in found] == ["Fred", "Ann Lee", "Tim"]


def test_rows_may_follow_a_row_that_says_comments() -> None:
    """deV!L'z Clanportal: a row with the date, one with tables for profile and text."""
    head = '<tr><td colspan="2"><table><tr><td><b>#{0}</b> am 0{0}.03.2009 um 19:22 Uhr</td><td>*IP Logged*</td></tr></table></td></tr>'
    profile = "<table><tr><td>{1}</td><td></td></tr><tr><td><i>Member</i></td></tr></table>"
    rows = f"{head}<tr><td>{profile}</td><td>Boat {{0}} leaks, and nobody minds.</td></tr>"
    table = "".join(rows.format(n, name) for n, name in enumerate(("bAm", "n0stradamus", "iLLu"), 1))
    found = comments(f'<table><tr><td colspan="2"><span>Kommentare</span></td></tr>{table}</table>', lang="de")
    assert [(c.author and c.author.name, c.published, c.content_text) for c in found] == [
        (name, f"2009-03-0{n}T19:22", f"Boat {n} leaks, and nobody minds.")
        for n, name in enumerate(("bAm", "n0stradamus", "iLLu"), 1)
    ]


def test_a_head_may_end_with_an_initial() -> None:
    names = ("Ann Lee", "fred", "Tim O.")
    rows = "".join(f"<p>{n} May 2010 by {who}</p><p>{TEXT[0]}</p>" for n, who in enumerate(names, 2))
    assert [author for author, _, _ in read(f"<h4>Comments</h4><div>{rows}</div>")] == list(names)
