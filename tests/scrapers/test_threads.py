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


def flat(parents: Forest, attributes: Callable[[int, int, int], str]) -> str:
    """No nesting: an attribute made of the comment's number, its parent's (0 for none) and its depth."""
    items = [
        f'<div {attributes(place + 1, 0 if parent is None else parent + 1, depth)} id="comment-{place + 1}">'
        f"{said(place)}</div>"
        for place, (parent, depth) in enumerate(zip(parents, depths(parents), strict=True))
    ]
    return f'<div id="comments">{"".join(items)}</div>'


MARKUPS: dict[str, Callable[[Forest], str]] = {
    "lists in comments": nested_lists,
    "comments in comments": nested_articles,
    "div.indented behind the comment": lambda p: behind(p, '<div class="indented">'),
    "ul.children beside the parent": lambda p: behind(p, '<ul class="children">', "li"),
    "depth-N": lambda p: flat(p, lambda n, parent, depth: f'class="comment depth-{depth + 1}"'),
    "commentlevel-N": lambda p: flat(p, lambda n, parent, depth: f'class="comment commentlevel-{depth}"'),
    "margin-left": lambda p: flat(p, lambda n, parent, depth: f'class="comment" style="margin-left: {25 * depth}px"'),
    "margin-left in em": lambda p: flat(
        p, lambda n, parent, depth: f'class="comment" style="color:red;margin-left:{1.5 * depth}em"'
    ),
    "data-depth": lambda p: flat(p, lambda n, parent, depth: f'class="comment" data-depth="{depth}"'),
    "data-parent": lambda p: flat(p, lambda n, parent, depth: f'class="comment" data-parent="{parent}"'),
    "data-parent-id": lambda p: flat(
        p, lambda n, parent, depth: f'class="comment" data-parent-id="comment-{parent}"' if parent else 'class="comment"'
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
def test_any_forest_is_read_as_it_was_written(markup: Callable[[Forest], str], parents: Forest) -> None:
    expected = {
        f"comment-{place + 1}": None if parent is None else f"comment-{parent + 1}"
        for place, parent in enumerate(parents)
    }
    assert forest(comments(markup(parents))) == expected
