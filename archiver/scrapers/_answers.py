"""Answers that a site gives inside the comments of its readers, of other markup than theirs and often without a date."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from archiver.page.roles import Role
from archiver.scrapers._items import Item, nest

if TYPE_CHECKING:
    from archiver.page.dom import Elements
    from archiver.scrapers._fields import Readings

_ANSWER = re.compile(
    r"(?:^|[-_]|^comment)(?:repl(?:y|ies)|answers?|antwort(?:en)?|r[eé]ponses?|respuestas?|rispost[ae]|respostas?|antwoord|response)$"
)
_LEAST = 40
"""Characters of an answer with its head; buttons to reply have less."""


def with_answers_inside(elements: Elements, readings: Readings, items: list[Item]) -> list[Item]:
    """The items, and as further ones the answers in them: boxes named so that say by whom they are and what he says,
    beside somebody's comment."""
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
    if not found:
        return items
    both = nest([item.alone() for item in sorted((*items, *found), key=lambda item: item.start)])
    answers = {item.start for item in found}
    touched = [item for item in both if item.start in answers or any(inner.start in answers for inner in item.inner)]
    return both if all(field.author and field.text for field in readings.of(touched)) else items
