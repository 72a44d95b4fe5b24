"""Comments without dates are read right below a heading that announces them, and nowhere else."""

from __future__ import annotations

import pytest

from tests.scrapers.pages import comments

WHO = ("Fred", "ann_b", "Tim Oak")
TEXT = (
    "A boat is here, and it leaks.",
    "It did not leak last year.",
    "I saw it from the harbour wall and waved to it.",
)
RIGHT = list(zip(WHO, TEXT, strict=True))


def thread(one: str) -> str:
    """Three comments, each from a template with the places `who` and `text`."""
    return "".join(one.format(who=who, text=text) for who, text in RIGHT)


def read(body: str) -> list[tuple[str | None, str]]:
    return [(c.author.name if c.author else None, c.content_text) for c in comments(body)]


SHAPES = [
    '<div class="panel"><div class="panel-heading">{who}</div><div class="panel-body">{text}</div></div>',
    "<div><h5>{who}</h5><p>{text}</p></div>",
    "<section><b>{who}</b><p>{text}</p></section>",
    "<h4>{who}</h4><p>{text}</p>",
    "<p><strong>{who}</strong></p><p>{text}</p>",
    "<p><strong>Commenter:</strong> {who}</p><p><strong>Comment:</strong> {text}</p>",
    '<div class="who">{who}</div><div class="what">{text}</div>',
    "<b>{who}</b><br>{text}<br>",
    '<div class="card"><div>{who[0]}</div><div><span>{who}</span><p>{text}</p></div></div>',
    "<table><tr><td><h4>User:</h4><span>{who}</span><br><h4>Comment:</h4><span>{text}</span></td></tr></table>",
]


@pytest.mark.parametrize("one", SHAPES[:-2])
@pytest.mark.parametrize("heading", ["<h2>Comments</h2>", "<h3>3 comments</h3>", "<h2>Commentaires :</h2>"])
def test_a_heading_announces_comments_without_dates(one: str, heading: str) -> None:
    assert read(f"<div>{heading}{thread(one)}</div>") == RIGHT


def test_comments_without_dates_are_rows_below_the_heads_of_columns() -> None:
    rows = thread("<tr><td>{who}</td><td>somebody@mail.example</td><td>{text}</td></tr>")
    head = "<tr><th>Name</th><th>E-mail</th><th>Comment</th></tr>"
    assert read(f"<h3>Comments</h3><table>{head}{rows}</table>") == RIGHT


def test_a_text_that_is_named_like_its_comment_is_no_comment() -> None:
    one = '<div class="comment"><div class="name">{who}</div><div class="comment">{text}</div></div>'
    assert read(f'<span>3</span><div class="comments">{thread(one)}</div>') == RIGHT


def test_comments_with_dates_only_have_no_author() -> None:
    one = "<p>{text}</p><p>3 years ago</p><hr>"
    assert read(f"<h2>Comments</h2>{thread(one)}") == [(None, text) for text in TEXT]


@pytest.mark.parametrize("one", SHAPES[:7])
@pytest.mark.parametrize("heading", ["<h2>Read on</h2>", "<h2>No comments</h2>", "<h2>0 Kommentare</h2>", ""])
def test_without_such_a_heading_they_are_no_comments(one: str, heading: str) -> None:
    assert read(f"<div>{heading}{thread(one)}</div>") == []


def test_another_heading_between_ends_what_was_announced() -> None:
    one = "<div><h5>{who}</h5><p>{text}</p></div>"
    assert read(f"<h2>Comments</h2><p>Log in to comment.</p><h2>Our people</h2><div>{thread(one)}</div>") == []


def test_the_question_of_a_form_is_not_a_name() -> None:
    one = "<div><h5>Who wrote {who}? I think it was you!</h5><p>{text}</p></div>"
    assert read(f"<h2>Comments</h2><div>{thread(one)}</div>") == []


@pytest.mark.parametrize("between", [": ", " said : ", " schrieb: "])
def test_a_name_and_what_is_said_may_stand_on_one_line(between: str) -> None:
    lines = "".join(f"<strong>{name}</strong>{between}The boat leaks here.<br>" for name in ("Fred", "Ann Lee", "Tim"))
    found = comments(f"<h3>Comments</h3>{lines}")
    assert [(c.author and c.author.name, c.content_text) for c in found] == [
        (name, "The boat leaks here.") for name in ("Fred", "Ann Lee", "Tim")
    ]
