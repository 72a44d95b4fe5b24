"""Text falls into the lines that a reader sees."""

from __future__ import annotations

import pytest

from archiver.page.content import inline_text
from archiver.scrapers._lines import BADGE, holds_block, lines_of, unwrap
from tests.scrapers.pages import document, element


def lines(html: str) -> list[str]:
    doc = document(f'<div id="x">{html}</div>')
    return [line.text for line in lines_of([element(doc, "x")], set())]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("one two", ["one two"]),
        ("one<br>two", ["one", "two"]),
        ("one<p>two</p>three", ["one", "two", "three"]),
        ("<b>one</b> <i>two</i>", ["one two"]),
        ("<b>one<br>two</b>", ["one two"]),
        ("<span><p>one</p><p>two</p></span>", ["one", "two"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("one<!-- no -->two", ["one two"]),
        ("<p> </p><br>", []),
        ('Fred <span class="label">Author</span>', ["Fred"]),
        ('Fred <span class="user-badge">Moderator</span>', ["Fred"]),
        ("Fred <span>Author</span>", ["Fred Author"]),
        ('Fred <span class="label">of Oslo</span>', ["Fred of Oslo"]),
        (
            'Fred <span class="label">Author of the book on the boats of Oslo</span>',
            ["Fred Author of the book on the boats of Oslo"],
        ),
    ],
)
def test_a_line_ends_at_blocks_and_breaks(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


def test_what_is_gone_is_in_no_line() -> None:
    doc = document('<div id="x">one<p id="y">two</p><i id="z">three</i></div>')
    gone = {id(element(doc, "y")), id(element(doc, "z"))}
    assert [line.text for line in lines_of([element(doc, "x")], gone)] == ["one"]


def test_several_roots_give_their_lines_in_order() -> None:
    doc = document('<dl><dt id="x">one</dt><dd id="y">two<br>three</dd></dl>')
    assert [line.text for line in lines_of([element(doc, "x"), element(doc, "y")], set())] == ["one", "two", "three"]


def test_a_line_knows_its_elements() -> None:
    doc = document('<div id="x">one <b>two <i>three</i></b></div>')
    (line,) = lines_of([element(doc, "x")], set())
    assert [e.name for e in line.elements()] == ["b", "i"]


@pytest.mark.parametrize(
    ("html", "expected"), [("<b>x</b>", False), ("x<br>y", False), ("<b><p>x</p></b>", True), ("<div>x</div>", True)]
)
def test_a_block_inside_is_seen_and_a_line_break_is_none(html: str, expected: bool) -> None:
    assert holds_block(element(document(f'<div id="x">{html}</div>'), "x")) is expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div><div><p>one</p><p>two</p></div></div>", ["one", "two"]),
        ("<br> <p>one</p><hr><p>two</p><br> ", ["one", "", "two"]),
        ("<p>one</p>", ["one"]),
        ("<blockquote><p>one</p></blockquote>", ["one"]),
        ("<div> <span>one</span> </div>", ["one"]),
        ("<div></div><br>", []),
        ("one", ["one"]),
    ],
)
def test_unwrapping_leaves_the_nodes_that_say_something(html: str, expected: list[str]) -> None:
    nodes = unwrap(element(document(f'<div id="x">{html}</div>'), "x").contents, set())
    assert [inline_text(node) for node in nodes] == expected


def test_a_picture_says_something_unless_it_is_left_out() -> None:
    doc = document('<div id="x"><p><img id="y" src="/boat.png"></p></div>')
    assert len(unwrap(element(doc, "x").contents, set())) == 1
    assert unwrap(element(doc, "x").contents, {id(element(doc, "y"))}) == []
    assert unwrap([element(doc, "y")], set()) == [element(doc, "y")]


@pytest.mark.parametrize(
    "text", ["Author", "(Author)", "Post author", "Autor", "Autorin", "Moderator", "Gast", "• OP •"]
)
def test_badges_are_known(text: str) -> None:
    assert BADGE.match(text)


@pytest.mark.parametrize("text", ["Authors", "Fred, author", "Opal", "Staffan"])
def test_names_are_no_badges(text: str) -> None:
    assert not BADGE.match(text)
