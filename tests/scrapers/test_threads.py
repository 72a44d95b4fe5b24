"""Who answers whom is read from every way in which platforms show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scrapers.pages import comments, forest, inner

if TYPE_CHECKING:
    from collections.abc import Callable

Forest = list[int | None]
"""For each comment, in page order, the place of the one it answers."""


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    """A forest in the order in which threaded pages show it: each comment answers one of those still open above it."""
    parents: Forest = []
    path: list[int] = []
    for place in range(draw(st.integers(1, 9))):
        path = path[: draw(st.integers(0, len(path)))]
        parents.append(path[-1] if path else None)
        path.append(place)
    return parents


def depths(parents: Forest) -> list[int]:
    found: list[int] = []
    for parent in parents:
        found.append(0 if parent is None else found[parent] + 1)
    return found


def answers(parents: Forest, place: int | None) -> list[int]:
    return [child for child, parent in enumerate(parents) if parent == place]


def said(place: int) -> str:
    return inner(place + 1)


def nested_lists(parents: Forest) -> str:
    """WordPress: `ul.children` inside the comment."""

    def item(place: int) -> str:
        below = "".join(map(item, answers(parents, place)))
        below = f'<ul class="children">{below}</ul>' if below else ""
        return f'<li class="comment" id="comment-{place + 1}">{said(place)}{below}</li>'

    return f'<ol class="commentlist">{"".join(map(item, answers(parents, None)))}</ol>'


def nested_articles(parents: Forest) -> str:
    """Comments inside comments, without a list."""

    def item(place: int) -> str:
        below = "".join(map(item, answers(parents, place)))
        return f'<article class="comment" id="comment-{place + 1}"><div>{said(place)}</div>{below}</article>'

    return f'<section id="comments">{"".join(map(item, answers(parents, None)))}</section>'


def behind(parents: Forest, box: str, comment: str = "div") -> str:
    """A container of the answers right behind the comment."""

    def item(place: int) -> str:
        below = "".join(map(item, answers(parents, place)))
        below = f"{box}{below}</{box[1:].split()[0]}>" if below else ""
        return f'<{comment} class="comment" id="comment-{place + 1}">{said(place)}</{comment}>{below}'

    return f'<div id="comments">{"".join(map(item, answers(parents, None)))}</div>'


def boxed(parents: Forest) -> str:
    """Each comment in a box of its own, its answers in a box of another name right behind."""

    def item(place: int) -> str:
        below = "".join(map(item, answers(parents, place)))
        below = f'<div class="replies">{below}</div>' if below else ""
        return f'<div class="row"><div class="comment" id="comment-{place + 1}">{said(place)}</div></div>{below}'

    return f'<div id="comments">{"".join(map(item, answers(parents, None)))}</div>'


def boxes_in_boxes(parents: Forest) -> str:
    """wpDiscuz 7: a comment deep in its box, behind it the boxes of the answers."""

    def item(place: int) -> str:
        below = "".join(map(item, answers(parents, place)))
        right = f'<div class="right" id="comment-{place + 1}">{said(place)}</div>'
        return f'<div class="comment"><div class="wrap"><div class="left"></div>{right}</div>{below}</div>'

    return f'<div id="comments">{"".join(map(item, answers(parents, None)))}</div>'


def flat(parents: Forest, attributes: Callable[[int, int, int], str], end: str = "") -> str:
    """No nesting: an attribute made of the comment's number, its parent's (0 for none) and its depth."""
    items = [
        f'<div {attributes(place + 1, 0 if parent is None else parent + 1, depth)} id="comment-{place + 1}">'
        f"{said(place)}</div>{end}"
        for place, (parent, depth) in enumerate(zip(parents, depths(parents), strict=True))
    ]
    return f'<div id="comments">{"".join(items)}</div>'


MARKUPS: dict[str, Callable[[Forest], str]] = {
    "boxes in boxes": boxes_in_boxes,
    "lists in comments": nested_lists,
    "comments in comments": nested_articles,
    "div.indented behind the comment": lambda p: behind(p, '<div class="indented">'),
    "ul.children beside the parent": lambda p: behind(p, '<ul class="children">', "li"),
    "div.replies beside boxes": boxed,
    "depth-N": lambda p: flat(p, lambda n, parent, depth: f'class="comment depth-{depth + 1}"'),
    "depth-N on a box around it": lambda p: flat(
        p, lambda n, parent, depth: f'class="depth-{depth}"><div><div class="comment"', "</div></div>"
    ),
    "commentlevel-N": lambda p: flat(p, lambda n, parent, depth: f'class="comment commentlevel-{depth}"'),
    "margin-left": lambda p: flat(p, lambda n, parent, depth: f'class="comment" style="margin-left: {25 * depth}px"'),
    "margin-left in em": lambda p: flat(
        p, lambda n, parent, depth: f'class="comment" style="color:red;margin-left:{1.5 * depth}em"'
    ),
    "data-depth": lambda p: flat(p, lambda n, parent, depth: f'class="comment" data-depth="{depth}"'),
    "data-parent": lambda p: flat(p, lambda n, parent, depth: f'class="comment" data-parent="{parent}"'),
    "data-parent-id": lambda p: flat(
        p,
        lambda n, parent, depth: f'class="comment" data-parent-id="comment-{parent}"' if parent else 'class="comment"',
    ),
    "child-of-N": lambda p: flat(
        p, lambda n, parent, depth: f'class="comment child-of-{parent}"' if parent else 'class="comment"'
    ),
    "child-of-comment-N": lambda p: flat(
        p, lambda n, parent, depth: f'class="comment child-of-comment-{parent}"' if parent else 'class="comment"'
    ),
}


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS)
@given(parents=forests())
@settings(max_examples=15, deadline=None)
@pytest.mark.unmeasured
def test_any_forest_is_read_as_it_was_written(markup: Callable[[Forest], str], parents: Forest) -> None:
    expected = {
        f"comment-{place + 1}": None if parent is None else f"comment-{parent + 1}"
        for place, parent in enumerate(parents)
    }
    assert forest(comments(markup(parents))) == expected


WPDISCUZ = (
    '<div id="wc-comm-{n}_{parent}" class="wc-comment wc_comment_level-{level}"><div id="comment-{n}" '
    'class="wc-comment-right"><div class="wc-comment-header"><div class="wc-comment-author">Fred {n}</div>'
    '<div class="wc-comment-date">May {n}, 2010</div></div><div class="wc-comment-text"><p>Boat number {n}.</p></div>'
    "</div></div>"
)


def test_wpdiscuz_states_the_parent_in_the_id() -> None:
    rows = [(1, 0, 1), (2, 1, 2), (3, 2, 2), (4, 0, 1), (5, 1, 2)]
    body = "".join(WPDISCUZ.format(n=n, parent=parent, level=level) for n, parent, level in rows)
    assert forest(comments(f'<div id="comments">{body}</div>')) == {
        "comment-1": None,
        "comment-2": "comment-1",
        "comment-3": "comment-2",
        "comment-4": None,
        "comment-5": "comment-1",
    }


def items(*attributes: str) -> str:
    rows = [f'<div class="comment{a} id="comment-{n}">{inner(n)}</div>' for n, a in enumerate(attributes, 1)]
    return f'<div id="comments">{"".join(rows)}</div>'


def test_a_stated_parent_that_is_missing_makes_a_root() -> None:
    found = forest(comments(items('"', '" data-parent="999"', ' child-of-888"', '" data-parent="1"')))
    assert found == {"comment-1": None, "comment-2": None, "comment-3": None, "comment-4": "comment-1"}


def test_a_comment_is_never_its_own_parent() -> None:
    found = forest(comments(items('" data-parent="1"', '" data-parent="2"', '" data-parent="1"')))
    assert found == {"comment-1": None, "comment-2": None, "comment-3": "comment-1"}


def test_a_stated_parent_beats_nesting() -> None:
    answer = f'<ul class="children"><li class="comment" id="comment-3" data-parent="1">{inner(3)}</li></ul>'
    body = (
        f'<ol><li class="comment" id="comment-1">{inner(1)}</li>'
        f'<li class="comment" id="comment-2">{inner(2)}{answer}</li></ol>'
    )
    assert forest(comments(body))["comment-3"] == "comment-1"


def test_the_element_around_a_comment_may_state_its_parent() -> None:
    row = '<div data-parent-id="{parent}"><div class="comment" id="comment-{n}">{inner}</div></div>'
    body = "".join(row.format(n=n, parent=parent, inner=inner(n)) for n, parent in [(1, 0), (2, 1), (3, 2)])
    found = forest(comments(f'<div id="comments">{body}</div>'))
    assert found == {"comment-1": None, "comment-2": "comment-1", "comment-3": "comment-2"}


@pytest.mark.parametrize(
    "name", ["comment-sub", "comment--reply", "comment-is-reply", "is-reply", "child", "sub-comment"]
)
def test_a_class_of_answers_makes_them_children_of_the_comment_before(name: str) -> None:
    found = forest(comments(items('"', f' {name}"', f' {name}"', '"')))
    assert found == {"comment-1": None, "comment-2": "comment-1", "comment-3": "comment-1", "comment-4": None}


def test_a_class_tells_the_level_in_the_tree_of_replies() -> None:
    """Plone."""
    found = forest(comments(items(*(f' replyTreeLevel{level}"' for level in (0, 1, 2, 1)))))
    assert list(found.values()) == [None, "comment-1", "comment-2", "comment-1"]


@pytest.mark.parametrize("word", ["Postings", "Opinie", "Názory", "Opiniões"])
def test_the_only_box_of_answers_among_comments_without_names_holds_an_answer(word: str) -> None:
    """derStandard's postings, whose answers alone stand in a box with a telling name."""
    said = '<div class="posting" id="p{n}"><div><a href="/u{n}">Fred {n}</a></div><div>2{n}.8.2011, 13:58</div><p>It leaks {n}.</p></div>'
    rows = [said.format(n=n) for n in (1, 2, 3, 4)]
    rows[2] = f'<div class="replies">{rows[2]}</div>'
    found = comments(f"<div><h2>{word}</h2>{''.join(rows)}</div>", lang="de")
    assert forest(found) == {"p1": None, "p2": None, "p3": "p2", "p4": None}


def test_one_depth_for_all_makes_no_thread() -> None:
    found = forest(comments(items(' depth-2"', ' depth-2"', ' depth-2"')))
    assert set(found.values()) == {None}


def test_comments_of_unknown_depth_are_roots() -> None:
    found = forest(comments(items(' depth-1"', ' depth-2"', '"', ' depth-2"')))
    assert found == {"comment-1": None, "comment-2": "comment-1", "comment-3": None, "comment-4": "comment-3"}


def test_a_list_of_pings_does_not_thread_into_the_comments_before_it() -> None:
    """Both lists stand beside each other: neither answers the other."""
    ping = '<li class="pingback" id="comment-{n}">Pingback: <a href="https://other.example/{n}">Net menders</a></li>'
    pings = "".join(ping.format(n=n) for n in (8, 9))
    said = "".join(f'<li class="comment" id="comment-{n}">{inner(n)}</li>' for n in (1, 2, 3))
    body = f'<h3>3 Responses</h3><ol class="commentlist">{said}</ol><h3>Pingbacks</h3><ol class="pinglist">{pings}</ol>'
    found = comments(body)
    assert [comment.kind for comment in found] == ["comment"] * 3 + ["pingback"] * 2
    assert set(forest(found).values()) == {None}


@pytest.mark.parametrize(("name", "kind"), [("trackback_list", "trackback"), ("pinglist", "pingback")])
@pytest.mark.parametrize("day", ["", " <span>May 9, 2010 at 10:44 pm</span>"])
def test_a_list_named_after_pings_needs_no_more_than_linked_titles(name: str, kind: str, day: str) -> None:
    """Thesis."""
    links = "".join(f'<li><a href="https://other.example/{n}">Net menders {n}</a>{day}</li>' for n in (8, 9))
    said = "".join(f'<dt class="comment" id="comment-{n}">{inner(n)}</dt><dd class="comment">Aye.</dd>' for n in (1, 2))
    found = comments(f'<dl id="comment_list">{said}</dl><p>{{ 2 trackbacks }}</p><ul id="{name}">{links}</ul>')
    assert [c.kind for c in found] == ["comment", "comment", kind, kind]
    assert [(c.author and c.author.name, c.content_text) for c in found[2:]] == [
        ("Net menders 8", ""),
        ("Net menders 9", ""),
    ]


def test_two_lists_of_comments_in_boxes_of_their_own_do_not_thread_into_each_other() -> None:
    box = '<div class="box"><ol class="commentlist">{}</ol></div>'
    halves = [
        box.format("".join(f'<li class="comment" id="comment-{n}">{inner(n)}</li>' for n in half))
        for half in ((1, 2), (3, 4))
    ]
    found = forest(comments("".join(halves)))
    assert found == dict.fromkeys(["comment-1", "comment-2", "comment-3", "comment-4"])


def test_definition_lists_in_descriptions_are_answers() -> None:
    body = (
        '<dl id="comments"><dt class="comment" id="c101">Fred Jones said on May 1, 2010</dt><dd>The first boat.'
        '<dl><dt class="comment" id="c102">Ann Smith said on May 2, 2010</dt><dd>An answer to it.</dd></dl></dd>'
        '<dt class="comment" id="c103">Tim Brown said on May 3, 2010</dt><dd>The second boat.</dd></dl>'
    )
    assert forest(comments(body)) == {"c101": None, "c102": "c101", "c103": None}


def test_parents_may_be_stated_by_hashes() -> None:
    """All of these end with the same digit: the whole hash counts."""
    rows = [("5f3ab9c1", ""), ("77e01b41", "5f3ab9c1"), ("0ab1c2d1", "5f3ab9c1"), ("12345671", "comment-77e01b41")]
    body = "".join(
        f'<div class="comment" id="comment-{own}" data-parent="{parent}">{inner(n)}</div>'
        for n, (own, parent) in enumerate(rows, 1)
    )
    assert forest(comments(f'<div id="comments">{body}</div>')) == {
        "comment-5f3ab9c1": None,
        "comment-77e01b41": "comment-5f3ab9c1",
        "comment-0ab1c2d1": "comment-5f3ab9c1",
        "comment-12345671": "comment-77e01b41",
    }


def test_descriptions_in_descriptions_are_answers() -> None:
    """LiveJournal's and other old forums' way: each comment a `dd`, its answers a list in it."""
    answer = f'<dl><dd class="comment" id="comment-2">{inner(2)}</dd></dl>'
    body = f'<dl id="comments"><dd class="comment" id="comment-1">{inner(1)}{answer}</dd>'
    body += f'<dd class="comment" id="comment-3">{inner(3)}</dd></dl>'
    assert forest(comments(body)) == {"comment-1": None, "comment-2": "comment-1", "comment-3": None}


def test_what_stands_behind_a_list_answers_no_comment_of_it() -> None:
    item = '<li class="comment" id="comment-{0}">{1}</li>'
    rows = [item.format(number, inner(number)) for number in (1, 2, 3, 4)]
    body = f'<div id="comments"><ol class="commentlist">{rows[0]}{rows[1]}</ol><div>{rows[2]}{rows[3]}</div></div>'
    assert set(forest(comments(body)).values()) == {None}


@pytest.mark.parametrize("tell", ['parentid="kmt-{}"', 'depth="{}"'])
def test_attributes_of_a_comments_own_element_tell_its_parent(tell: str) -> None:
    """Komento."""
    parents = ("0", "1", "0") if "depth" in tell else ("0", "11", "0")
    items = "".join(
        f'<li class="comment" id="kmt-1{number}" {tell.format(parent)}>{inner(number)}</li>'
        for number, parent in enumerate(parents, 1)
    )
    assert list(forest(comments(f"<ul>{items}</ul>")).values()) == [None, "kmt-11", None]


def test_answers_of_the_same_class_stand_in_the_box_of_their_comment() -> None:
    """Cusdis, whose class names are numbers of a style sheet."""
    box = '<div class="my-4"><div><div>{}</div></div><div>2010-05-0{} 9:00</div><p>A boat {}.</p>{}</div>'
    inner_box = box.format("Ann", 5, "leaks", "")
    outer = box.format("Fred", 4, "is here", f'<div class="pl-4">{inner_box}</div>')
    found = comments(f"<div><h3>Comments</h3>{outer}{box.format('Tim', 6, 'sank', '')}</div>")
    assert [c.author.name for c in found if c.author] == ["Fred", "Ann", "Tim"]
    assert list(forest(found).values()) == [None, found[0].id, None]


def test_margins_of_small_classes_tell_the_depth() -> None:
    items = "".join(
        f'<article class="p-6 {margin}" id="comment-{number}">{inner(number)}</article>'
        for number, margin in enumerate(("mb-3", "ml-6", "ml-12", "mb-3"), 1)
    )
    found = forest(comments(f"<h3>Discussion</h3><div>{items}</div>"))
    assert list(found.values()) == [None, "comment-1", "comment-2", None]


def test_a_spacer_before_a_comment_tells_how_deep_it_is() -> None:
    rows = "".join(
        f'<tr class="comtr" id="{n}"><td><img src="s.gif" height="1" width="{width}"></td><td><a class="user" href="/u">fred{n}x</a> '
        f'May {n}, 2010 <div class="comment"><div class="text">Boat {n} leaks.</div></div></td></tr>'
        for n, width in ((1, 0), (2, 40), (3, 0))
    )
    found = comments(f"<table>{rows}</table>")
    assert [c.parent_id for c in found] == [None, found[0].id, None]


@pytest.mark.parametrize("link", ['<a href="?cid={1}#cid-{1}">Answer to #{1} by {2}</a>', '<a href="#cid-{1}">{2}</a>'])
def test_a_link_to_another_comment_with_its_name_says_who_is_answered(link: str) -> None:
    head = '<b class="author">{2}</b> <a class="date" href="#cid-{0}">May {0}, 2010</a> {1}<p class="text">Boat {0} leaks.</p>'
    to = ("", link.format(0, 1, "Fred"), link.format(0, 2, "Ann"), link.format(0, 9, "Tim"))
    names = ("Fred", "Ann", "Tim", "Bo")
    rows = (f'<div class="comment" id="cid-{n + 1}">{head.format(n + 1, to[n], names[n])}</div>' for n in range(4))
    assert list(forest(comments("".join(rows))).values()) == [None, "cid-1", "cid-2", None]


def test_comments_below_a_list_of_pingbacks_answer_none_of_them() -> None:
    """Habari."""
    ping = '<li id="ping-3"><div class="comment-content">[...] Boats [...]</div><div class="ping-meta"><a href="https://nets.example/">Nets</a></div></li>'
    rows = "".join(f'<li id="comment-{n}" class="comment">{inner(n)}</li>' for n in (4, 5))
    page = (
        f'<div id="pings"><h4>1 Pingback</h4><ul id="pings-list">{ping}</ul></div><h4>2 Responses</h4><ul>{rows}</ul>'
    )
    assert forest(comments(page)) == {"ping-3": None, "comment-4": None, "comment-5": None}
