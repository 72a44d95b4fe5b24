"""Answers that a site gives inside the comments of its readers, of other markup than theirs and often without a date."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from archiver.page.roles import Role
from archiver.scrapers._items import Item, merged
from archiver.scrapers._likeness import LEAST_TEXT, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.page.dom import Element, Elements
    from archiver.scrapers._fields import Readings

_ANSWER = re.compile(
    r"(?:^|[-_]|^comment)(?:repl(?:y|ies)|answers?|antwort(?:en)?|r[eé]ponses?|respuestas?|rispost[ae]|respostas?|antwoord|response)$"
)
_LEAST = 40
"""Characters of an answer with its head; buttons to reply have less."""


def with_answers_inside(elements: Elements, readings: Readings, items: list[Item]) -> list[Item]:
    """The items, and as further ones the answers in them: boxes named so that say by whom they are and what he says,
    beside somebody's comment; or those that repeat the part of it that says when, and may be without a name."""
    named = _named_answers(elements, items)
    found = named or [Item((box,)) for item in items for box in _repeating_boxes(item)]
    if not found:
        return items
    both, touched = merged(items, found)
    fields = readings.of(touched)
    return both if all(f.text and (f.author or (f.published and not named)) for f in fields) else items


def _named_answers(elements: Elements, items: list[Item]) -> list[Item]:
    starts = [item.start for item in items]
    taken = set(starts)
    found: list[Item] = []
    for element in elements.with_role(Role.CHILDREN | Role.ITEM):
        place = bisect_right(starts, element.index) - 1
        if element.text_length < _LEAST or place < 0 or element.index in taken or element.last > items[place].last:
            continue
        holds_other = place + 1 < len(starts) and starts[place + 1] <= element.last
        if (
            not holds_other
            and any(map(_ANSWER.search, element.classes))
            and not (found and found[-1].last >= element.index)
        ):
            found.append(Item((element,)))
    return found


def _repeating_boxes(item: Item) -> Iterator[Element]:
    """Boxes without a name right in a comment that hold, beside a text, a part like one of the comment's own: the owner of
    a blog on FC2 answers so."""
    parts = [part for part in item.roots[0].parts if part.text_length] if len(item.roots) == 1 else []
    boxes = [part for part in parts if part.name == "div" and not part.classes]
    own = {likeness(part) for part in parts if part.classes} if boxes and not item.inner else frozenset()
    for box in boxes if own else ():
        repeated = [part for part in box.parts if part.classes and part.text_length and likeness(part) in own]
        if len(repeated) == 1 and box.text_length - repeated[0].text_length >= LEAST_TEXT:
            yield box
