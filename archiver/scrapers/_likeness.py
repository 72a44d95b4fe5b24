"""Which elements look alike, so that each of them may be one comment of a list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING

from archiver.page.content import is_text
from archiver.page.dom import BLOCKS, Element, names
from archiver.page.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bs4.element import PageElement

_NOT_SIBLINGS = names("p h1 h2 h3 h4 h5 h6 a span br hr img td th thead form b i em strong pre dd figure")
_NOT_PARENTS = frozenset(("head", "html", "nav", "tr", "p", "a", "span"))
LISTS = frozenset(("ul", "ol", "dl", "table"))
"""What holds several comments, but in some templates is one: several alike, or one with the id of a comment."""

VOLATILE = re.compile(r"\d+|^(?:even|odd|alt|first|last|parent|by\w+|thread-\w+|depth-.*|level-.*|comment-author-.*)$")
"""Class names that tell an element from its like."""
_DIGIT = re.compile(r"\d")
_PROPERTY = re.compile(r"([a-z-]{3,30})\s*:")
_PARTS = frozenset(("article", "header", "footer", "cite", "time"))
_NESTED = frozenset(("li", "article"))
"""What holds a comment with the answers to it, and hardly anything else."""
_IN_TEXTS = frozenset(("a", "b", "code", "em", "i", "strong", "u"))
_REPEATED = frozenset(("#", "br", "p"))
LEAST_TEXT = 8
_TEXTS_OF_HEAD = 2
_LEAST_WAY = 2
_MOST_STEPS = 60
"""Nodes on the way to the first two texts of a comment; a dozen are usual."""
Part = tuple[str, frozenset[str]]
"""Tag and classes."""


def likeness(element: Element) -> str:
    """What elements that look alike share: their tag and class names, but for numbers and the like."""
    words = sorted(word for word in element.classes if not VOLATILE.search(word))
    return f"{element.name}.{'.'.join(words)}"


def alike_in(parent: Element) -> dict[str, list[Element]]:
    """The parts of an element that may be comments, by what those share that look alike."""
    alike: dict[str, list[Element]] = {}
    for child in parent.parts if parent.name not in _NOT_PARENTS else ():
        if _says_enough(child) and _is_sibling(child):
            alike.setdefault(likeness(child), []).append(child)
    return _with_unions(alike) if len(alike) > 1 else alike


def _with_unions(alike: dict[str, list[Element]]) -> dict[str, list[Element]]:
    """With those that are likely alike though their other classes differ, where they are more: items of a list, and what
    has the same first class."""
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
    """Elements that no class tells from each other, by what their own style sets, or rows of a table one after the other by
    the number of their cells; empty where all are alike in that."""
    if key == "tr.":
        return _by_cells(members)
    found: dict[str, list[Element]] = {}
    if key.endswith(".") and any("style" in member.attrs for member in members):
        for member in members:
            style = " ".join(sorted(set(_PROPERTY.findall(member.attr("style")))))
            found.setdefault(f"{key[:-1]}[{style}]", []).append(member)
    return found if len(found) > 1 else {}


def _by_cells(rows: Sequence[Element]) -> dict[str, list[Element]]:
    runs = [(count, list(run)) for count, run in groupby(rows, key=lambda row: len(row.parts))]
    met = Counter(count for count, _ in runs)
    return {f"tr[{count}]": run for count, run in runs if met[count] == 1} if len(runs) > 1 else {}


def with_answers(key: str, members: list[Element]) -> list[Element]:
    """Elements with those inside or between them that are like them, by their classes or by what they are made of:
    answers, in the comment or in a box behind it."""
    first = members[0]
    if first.name == "dt" or (first.name == "li" and _is_in_item(first)):
        return members  # answers themselves are gathered with what they answer
    is_answer = _answers_of(key, members)
    own, begun = {member.index for member in members}, {member.text_before for member in members}
    found: list[Element] = []
    for e in first.outer.inside(first.name) if first.outer is not None else members:
        if e.index in own or (e.index > first.index and e.text_before not in begun and is_answer(e)):
            found.append(e)
            begun.add(e.text_before)  # what is inside and begins with the same text is the same
    return found


def _is_in_item(element: Element) -> bool:
    return any(above.name == "li" for above in islice(element.above(), 2))


def _answers_of(key: str, members: list[Element]) -> Callable[[Element], bool]:
    """What tells an answer from other elements in a comment."""
    first, word = members[0], _first_class(members[0])
    parts: set[Part] = set().union(*map(_marked_parts, members))
    if not first.classes or first.name == "li":
        shapes = set(map(_shape, members)) - {()} if not parts and first.name in _NESTED else set()
        begins_alike = _begins_alike(members)
        return lambda e: (
            (first.name == "li" or not e.classes) and (_is_made_of(e, parts) or _shape(e) in shapes or begins_alike(e))
        )
    if not word:  # "my-4": what style sheets call margins tells only where all of it is the same
        return lambda e: e.classes == first.classes
    if key.endswith(" …"):
        return lambda e: _first_class(e) == word
    return lambda e: likeness(e) == key or (_first_class(e) == word and _is_made_of(e, parts))


def _begins_alike(members: list[Element]) -> Callable[[Element], bool]:
    """Tells whether an element begins like the one of several in which it stands, or like any of them if in none; and has
    a number where all of them have one, in a date."""
    starts, ways = [member.index for member in members], [_opening(member) for member in members]
    are_dated = all(map(_has_digit, members))

    def begins_alike(element: Element) -> bool:
        way = _opening(element)
        place = bisect_right(starts, element.index) - 1
        is_like = way == ways[place] if members[place].holds(element) else way in ways
        return bool(way) and is_like and (_has_digit(element) or not are_dated)

    return begins_alike


def _has_digit(element: Element) -> bool:
    return _DIGIT.search(element.tree.text, element.begin, element.end) is not None


def _marked_parts(element: Element) -> set[Part]:
    """What an element is made of, but for lists, and for paragraphs and the like of which a text has as many as it needs."""
    parts = [part for part in element.parts if part.name not in LISTS and part.text_length]
    while len(parts) == 1 and not parts[0].classes and parts[0].name == "div" != element.name:
        parts = [part for part in parts[0].parts if part.name not in LISTS and part.text_length]
    return {(part.name, frozenset(part.classes)) for part in parts if part.classes or part.name in _PARTS}


def _shape(element: Element) -> tuple[str, ...]:
    """How an element without telling names begins and ends: the tags of its first two parts and its last one, but for
    lists, with bare text and what may stand in a text as "#"; empty where all of it is a text."""
    nodes: Sequence[PageElement] = element.contents
    tags: list[str] = []
    while not tags:
        for node in nodes:
            tag = _tag(node, is_first=not tags)
            if tag and not (tags and tag == tags[-1] and tag in _REPEATED):
                tags.append(tag)
        if tags != ["div"]:
            break
        nodes, tags = next(part for part in nodes if isinstance(part, Element) and part.text_length).contents, []
    return (*tags[:2], tags[-1]) if len(tags) > 1 else ()


def _opening(element: Element) -> tuple[str, ...]:
    """The boxes on the ways from an element to its first two texts, such as name and date, in or without other elements;
    empty where they are so few that they may be those of any text."""
    ways: list[str] = []
    around: list[tuple[str, Iterator[PageElement]]] = [("", iter(element.contents))]
    for _ in range(_MOST_STEPS):
        way, nodes = around[-1]
        node = next(nodes, None)
        if node is None:
            around.pop()
        elif isinstance(node, Element):
            if node.text_length:
                step = f"{way}/{node.name}" if node.name in BLOCKS else way if way.endswith("/") else f"{way}/"
                around.append((step, iter(node.contents)))
        elif is_text(node) and node.strip():
            ways.append(way)
        if not around or len(ways) == _TEXTS_OF_HEAD:
            break
    return tuple(ways) if "".join(ways).count("/") >= _LEAST_WAY else ()


def _tag(node: PageElement, *, is_first: bool) -> str:
    if not isinstance(node, Element):
        return "#" if is_text(node) and node.strip() else ""
    if node.name == "br":
        return "br"
    if node.name in LISTS or not node.text_length:
        return ""
    return "#" if node.name in _IN_TEXTS and not is_first else node.name


def _is_made_of(element: Element, parts: set[Part]) -> bool:
    """Whether an element has parts like those that others are made of, and no other; some may have a class more."""
    own = _marked_parts(element)
    return bool(own) and all(any(_is_like(part, other) for other in parts) for part in own - parts)


def _is_like(part: Part, other: Part) -> bool:
    return part[0] == other[0] and bool(part[1] & other[1]) and (part[1] <= other[1] or other[1] <= part[1])


def _says_enough(element: Element) -> bool:
    """Whether an element has more than a word; of a term in a list of definitions, what is said of it counts as well."""
    if element.name != "dt":
        return element.text_length > LEAST_TEXT
    said = element.next_sibling
    return isinstance(said, Element) and 0 < said.text_length > LEAST_TEXT - element.text_length


def _is_sibling(element: Element) -> bool:
    """Whether an element may be one of several comments: no row of column heads, and no paragraph or heading, but a
    paragraph in which a name or a date is marked besides its text."""
    if element.name == "tr":
        return any(cell.name == "td" for cell in element.parts)
    if element.name not in _NOT_SIBLINGS:
        return True
    if element.name != "p" or element.last < element.index + 2:
        return False
    return any(inner.role & (Role.AUTHOR | Role.DATE) or inner.name == "time" for inner in element.inside())
