"""A draft knows which of an item's elements are its own, which hold its text, and which belong to somebody else."""

from __future__ import annotations

import pytest

from archiver.scrapers._draft import Draft
from archiver.scrapers._items import Item, nest
from tests.scrapers.pages import document, draft, element


def bodies(inner: str) -> list[str]:
    """The class names of the elements that hold the text."""
    return [" ".join(body.classes) for body in draft(inner).bodies]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<div class="comment-content"><p>A boat.</p></div>', ["comment-content"]),
        ('<div class="comment-body"><div class="comment-text">A boat.</div></div>', ["comment-body"]),
        (
            '<div class="comment-body"><b class="author">Fred</b><div class="comment-text">A boat.</div></div>',
            ["comment-text"],
        ),
        ('<div class="content"><time>May 4, 2010</time><div class="text">A boat.</div></div>', ["text"]),
        ('<div class="content"><a href="#c1">May 4, 2010</a><div class="text">A boat.</div></div>', ["text"]),
        ('<div class="content"><p>On <span>May 4, 2010</span> <b class="author">Fred</b> came.</p></div>', ["content"]),
        ('<div class="content">See <a href="/x">what Fred wrote of it on May 4, 2010</a></div>', ["content"]),
        ('<div class="text">One.</div><div class="text">Two.</div>', ["text", "text"]),
        ('<div class="content"></div><p>A boat.</p>', []),
        ('<div class="content"><img src="/boat.png"></div>', ["content"]),
        ('<a class="content" href="/x">A boat.</a>', []),
        ('<div class="comment-meta content">May 4</div>', []),
        ('<div class="comment-meta content"><p>A boat.</p></div>', ["comment-meta content"]),
        ('<div><span class="from-text">From:</span> Ann</div><div class="text">A boat.</div>', ["text"]),
        ('<div class="card-body"><h5>Fred</h5><small>3 years ago</small><p>A boat.</p></div>', []),
        ('<div class="media-body"><h5>Fred</h5><p class="comment-time">May 4, 2010</p><p>A boat.</p></div>', []),
        ('<time class="navbar-text">May 4, 2010</time><p>A boat.</p>', []),
        ('<div class="text"><h3>Fred</h3><p>user</p></div><p>A boat.</p>', []),
        ("<p>A boat.</p>", []),
    ],
)
def test_the_text_is_held_by_what_is_named_so_and_has_no_header(inner: str, expected: list[str]) -> None:
    assert bodies(inner) == expected


def test_roots_are_not_inner_elements() -> None:
    item = draft("<p>A boat.</p>")
    assert [e.name for e in item.own] == ["li", "p"]
    assert [e.name for e in item.inner] == ["p"]
    assert item.is_root(item.own[0])


def test_the_roots_of_a_definition_list_may_hold_the_text() -> None:
    doc = document('<dl><dt id="a" class="comment-author">Fred</dt><dd id="b" class="comment-body">A boat.</dd></dl>')
    item = Draft(doc, Item((element(doc, "a"), element(doc, "b"))))
    assert item.bodies == [element(doc, "b")]


def test_forms_answers_and_their_containers_do_not_belong_to_the_comment() -> None:
    doc = document(
        '<div id="a" class="comment"><p id="p">x</p><div id="r" class="replies"><h4 id="h">1 answer</h4><div id="b" '
        'class="comment"><p id="q">y</p></div></div><form id="f"><p id="g">z</p></form><div id="l" class="replies">0</div></div>'
    )
    outer, inner = nest([Item((element(doc, "a"),)), Item((element(doc, "b"),))])
    item = Draft(doc, outer)
    gone = [name for name in "pbrhqfgl" if item.is_gone(element(doc, name))]
    assert gone == ["b", "r", "h", "q", "f", "g"]
    assert not Draft(doc, inner).gone
    assert not Draft(doc, inner).is_gone(element(doc, "q"))


def test_in_body_is_told_by_place() -> None:
    item = draft('<b class="author">Fred</b><div class="content"><p><i>A boat.</i></p></div>')
    assert [e.name for e in item.inner if item.in_body(e)] == ["div", "p", "i"]


def test_lines_are_those_of_the_comment_alone() -> None:
    doc = document('<div id="a" class="comment">Fred<p>x</p><div id="b" class="comment">Ann<p>y</p></div></div>')
    outer, inner = nest([Item((element(doc, "a"),)), Item((element(doc, "b"),))])
    assert [line.text for line in Draft(doc, outer).lines] == ["Fred", "x"]
    assert [line.text for line in Draft(doc, inner).lines] == ["Ann", "y"]


@pytest.mark.parametrize(
    "head",
    ["<h4>Fred wrote on May 4, 2010 at 9:01 am</h4>", '<div class="info"><a href="#7">#1</a> May 4, 2010 9:01</div>'],
)
def test_a_text_with_the_header_inside_is_more_than_the_text(head: str) -> None:
    found = draft(f'<img src="/a.png"><div class="commenttext">{head}<p>A boat leaks.</p></div>')
    assert found.bodies == []
