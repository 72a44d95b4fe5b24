"""Lines of text as the page shows them, with the nodes that make them up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from archiver.page.content import collapse, inline_text, is_text
from archiver.page.dom import BLOCKS, UNREAD, Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from bs4.element import PageElement

BADGE = re.compile(
    r"^\W*(?:(?:post )?author|autor(?:in)?|auteur|article author|auteur(?:/autrice)? (?:de l['’]article|du billet)|beitragsautor(?:in)?|autor de la entrada|autor do post|autor wpisu|"
    r"autore (?:articolo|del post)|bericht ?auteur|inläggsförfattare|indlægsforfatter|автор (?:записи|статьи)|admin|moderator|mod|staff|team|gast|guest|op|visitor|member|verfasser(?:in)?|redaktion|online|offline)\W*$",
    re.IGNORECASE,
)
"""What stands beside a commenter's name and is not part of it."""

_WRAPPERS = frozenset(("div", "li", "article", "section", "dd", "dl", "td", "tr", "tbody", "table", "span", "main"))


_TOUCHING = 30
_LONG = 120
"""Characters of a text that hardly stands on one line with name and date."""


class Line(NamedTuple):
    """A run of text that stands on one line of the page."""

    nodes: tuple[PageElement, ...]
    text: str

    def elements(self) -> list[Element]:
        """All elements in the line."""
        return [e for node in self.nodes if isinstance(node, Element) for e in (node, *node.inside())]


def lines_of(roots: Sequence[Element], gone: Set[int]) -> list[Line]:
    """The lines of some elements' text, without nodes whose `id()` is in `gone`."""
    lines: list[Line] = []
    for root in roots:
        _split(root.contents, gone, lines)
    return lines


def lines_in(nodes: Sequence[PageElement], gone: Set[int]) -> list[Line]:
    """The lines that a run of nodes makes up."""
    lines: list[Line] = []
    _split(nodes, gone, lines)
    return lines


def _split(nodes: Iterable[PageElement], gone: Set[int], lines: list[Line]) -> None:
    """A line ends where a block begins or ends, and at `<br>`."""
    run: list[PageElement] = []

    def flush() -> None:
        if not run:
            return
        said = [inline_text(part) for part in run if not is_badge(part)]
        text = said[0] if len(said) == 1 else collapse(" ".join(said))
        if text:
            lines.append(Line(tuple(run), text))
        run.clear()

    for child in _without_fonts(nodes):
        if id(child) in gone:
            continue
        if not isinstance(child, Element):
            if is_text(child):
                run.append(child)
        elif child.name == "br":
            flush()
        elif child.name in BLOCKS or holds_block(child) or _is_text_of_its_own(child):
            flush()
            _split(child.contents, gone, lines)
        else:
            run.append(child)
    flush()


def _without_fonts(nodes: Iterable[PageElement]) -> Iterator[PageElement]:
    """The nodes, but of a `<font>` over several lines what stands in it: it begins and ends in the midst of them."""
    for node in nodes:
        if isinstance(node, Element) and node.name == "font" and any(part.name == "br" for part in node.parts):
            yield from node.contents
        else:
            yield node


def _is_text_of_its_own(element: Element) -> bool:
    """For a long text in a `span` between other elements, or a sentence that touches them: a style sheet makes a block of
    it."""
    if element.name != "span" or element.text_length < _TOUCHING:
        return False
    beside = [node for node in (element.previous_sibling, element.next_sibling) if node is not None]
    if element.text_length < _LONG:
        return bool(beside) and all(isinstance(node, Element) and node.name == "span" for node in beside)
    return bool(beside) and all(isinstance(node, Element) or not str(node).strip() for node in beside)


def holds_block(element: Element) -> bool:
    """Whether blocks of text begin inside an element; line breaks do not count."""
    return element.tree.holds_block(element)


def is_badge(node: PageElement) -> bool:
    """For a label beside a name: "Visitor", "Author"."""
    if not isinstance(node, Element) or node.text_length > 20:
        return False
    named = node.name == "small" or any("label" in word or "badge" in word for word in node.classes)
    return named and bool(BADGE.match(inline_text(node)))


def unwrap(nodes: list[PageElement], skip: Set[int]) -> list[PageElement]:
    """The innermost list of nodes that still holds all the text and pictures; without blanks and breaks at its ends."""
    known: dict[int, bool] = {}
    while True:
        said = [
            place for place, node in enumerate(nodes) if id(node) not in skip and _says_something(node, skip, known)
        ]
        if len(said) != 1:
            break
        only = nodes[said[0]]
        if not isinstance(only, Element) or only.name not in _WRAPPERS:
            break
        nodes = only.contents
    return nodes[said[0] : said[-1] + 1] if said else []


def _says_something(node: PageElement, skip: Set[int], known: dict[int, bool], *, is_read: bool = True) -> bool:
    """Whether a node holds text, or a picture, that is not left out. What it found is kept in `known`, as every level
    of a deep tree is asked."""
    if not isinstance(node, Element):
        return bool(str(node).strip())
    says = known.get(id(node))
    if says is None:
        says = id(node) not in skip and node.name == "img"
        if not says and id(node) not in skip:
            is_read = is_read and node.name not in UNREAD
            for child in node.contents:
                if id(child) not in skip and (isinstance(child, Element) or (is_read and is_text(child))):
                    says = _says_something(child, skip, known, is_read=is_read)
                if says:
                    break
        known[id(node)] = says
    return says
