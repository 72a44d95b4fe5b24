"""Which elements look alike, so that each of them may be one comment of a list."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from archiver.page.dom import Element, names
from archiver.page.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_SIBLINGS = names("p h1 h2 h3 h4 h5 h6 a span br hr img td th thead form b i em strong pre dd figure")
LISTS = frozenset(("ul", "ol", "dl", "table"))
"""What holds several comments, but in some templates is one: several alike, or one with the id of a comment."""

VOLATILE = re.compile(r"\d+|^(?:even|odd|alt|first|last|parent|by\w+|thread-\w+|depth-.*|level-.*|comment-author-.*)$")
"""Class names that tell an element from its like."""
_PROPERTY = re.compile(r"([a-z-]{3,30})\s*:")
_PARTS = frozenset(("article", "header", "footer", "cite", "time"))
LEAST_TEXT = 8


def likeness(element: Element) -> str:
    """What elements that look alike share: their tag and class names, but for numbers and the like."""
    words = sorted(word for word in element.classes if not VOLATILE.search(word))
    return f"{element.name}.{'.'.join(words)}"


def with_unions(alike: dict[str, list[Element]]) -> dict[str, list[Element]]:
    """Elements side by side that look alike, and where they are more, those that are likely alike though their other
    classes differ: items of a list, and what has the same first class."""
    unions: dict[str, list[Element]] = {}
    for element in (element for same in alike.values() for element in same):
        word = _first_class(element)
        if element.name == "li" or word:
            unions.setdefault("li" if element.name == "li" else f"{element.name}.{word} …", []).append(element)
    most = max(map(len, alike.values()), default=0)
    more = {key: sorted(same, key=attrgetter("index")) for key, same in unions.items() if len(same) > most}
    return {**alike, **more}


def _first_class(element: Element) -> str:
    return next((word for word in element.classes if not VOLATILE.search(word)), "")


def by_style(key: str, members: Sequence[Element]) -> dict[str, list[Element]]:
    """Elements that no class tells from each other, by what their own style sets; empty where all are alike in that."""
    found: dict[str, list[Element]] = {}
    if key.endswith(".") and any("style" in member.attrs for member in members):
        for member in members:
            style = " ".join(sorted(set(_PROPERTY.findall(member.attr("style")))))
            found.setdefault(f"{key[:-1]}[{style}]", []).append(member)
    return found if len(found) > 1 else {}


def with_answers(key: str, members: list[Element]) -> list[Element]:
    """Elements with those inside that look alike, where classes tell, or the parts of an item in a list in a list:
    answers inside the comment."""
    if members[0].name == "li":
        if any(above.name == "li" for above, _ in zip(members[0].above(), range(2), strict=False)):
            return members  # answers themselves, which are gathered with what they answer
        parts = set().union(*map(_marked_parts, members))
        return [e for m in members for e in (m, *(i for i in m.inside("li") if _is_made_of(i, parts)))]
    if members[0].name == "dt":
        return members
    if not members[0].classes:
        parts = set().union(*map(_marked_parts, members))
        return [
            e for m in members for e in (m, *(i for i in m.inside(m.name) if not i.classes and _is_made_of(i, parts)))
        ]
    if key.endswith(" …"):
        first = _first_class(members[0])
        return [e for m in members for e in (m, *(i for i in m.inside(m.name) if _first_class(i) == first))]
    if key.endswith("."):  # "my-4": what style sheets call margins tells only where all of it is the same
        same = members[0].classes
        return [
            e for member in members for e in (member, *(i for i in member.inside(member.name) if i.classes == same))
        ]
    return [e for member in members for e in (member, *(i for i in member.inside(member.name) if likeness(i) == key))]


def _marked_parts(element: Element) -> set[str]:
    """What an element is made of, but for lists, and for paragraphs and the like of which a text has as many as it needs."""
    parts = [part for part in element.parts if part.name not in LISTS and part.text_length]
    while len(parts) == 1 and not parts[0].classes and parts[0].name == "div" != element.name:
        parts = [part for part in parts[0].parts if part.name not in LISTS and part.text_length]
    return {likeness(part) for part in parts if part.classes or part.name in _PARTS}


def _is_made_of(element: Element, parts: set[str]) -> bool:
    """Whether an element has parts like those that others are made of, and no other."""
    own = _marked_parts(element)
    return bool(own) and own <= parts


def says_enough(element: Element) -> bool:
    """Whether an element has more than a word; of a term in a list of definitions, what is said of it counts as well."""
    if element.name != "dt":
        return element.text_length > LEAST_TEXT
    said = element.next_sibling
    return isinstance(said, Element) and 0 < said.text_length > LEAST_TEXT - element.text_length


def is_sibling(element: Element) -> bool:
    """Whether an element may be one of several comments: no row of column heads, and no paragraph or heading, but a
    paragraph in which a name or a date is marked besides its text."""
    if element.name == "tr":
        return any(cell.name == "td" for cell in element.parts)
    if element.name not in _NOT_SIBLINGS:
        return True
    if element.name != "p" or element.last < element.index + 2:
        return False
    return any(inner.role & (Role.AUTHOR | Role.DATE) or inner.name == "time" for inner in element.inside())
