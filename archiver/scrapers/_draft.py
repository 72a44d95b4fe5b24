"""One comment while it is read: its own elements, what of them is not the commenter's, where its text stands."""

from __future__ import annotations

from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.roles import Role
from archiver.scrapers._lines import Line, holds_block, lines_in, lines_of

if TYPE_CHECKING:
    from archiver.page.document import Document
    from archiver.page.dom import Element
    from archiver.scrapers._items import Item

LONGEST_NAME = 80
_MOST_INITIALS = 4
"""Lines in which initials may stand for a picture."""
_EDGE = 100
"""Elements at the beginning and end of an item where its header may be: an item may be a box around a whole page."""

_BOXES = frozenset(("card-body", "media-body", "panel-body", "box-body"))
_LEAST_BESIDE = 2
"""What style sheets (Bootstrap) call the body of any box: where hardly a character stands beside it, it holds the header
as well."""

_DATE_TAGS = frozenset(("time", "small", "cite", "footer", "span", "a", "abbr", "h3", "h4", "h5", "h6"))
_LONGEST_DATED = 100
_LONGEST_DATE = 40
"""Most characters of an element that states a date, and of a box that says hardly more."""

_TEXT_TAGS = frozenset(("p", "blockquote", "code", "pre"))
_NEVER_TEXT = frozenset(("a", "img", "time", "abbr", "button", "dt", "font"))  # a font named "content" is of that size


class Draft:
    """An item of the page with what the modules that read its fields need to know."""

    def __init__(self, document: Document, item: Item) -> None:
        self.document = document
        self.item = item
        self.own = list(item.own(document.elements))
        """Its elements in document order, without those of items inside it."""
        self._roots = frozenset(() if item.nodes else map(id, item.roots))
        self.inner = [element for element in self.own if id(element) not in self._roots]
        """Its own elements without its roots."""
        self.edges = self.inner if len(self.inner) <= 2 * _EDGE else [*self.inner[:_EDGE], *self.inner[-_EDGE:]]
        """Those where its author and date may stand."""
        self.gone = self._foreign()
        """`id()` of nodes that are neither header nor text: other items, forms."""
        self.bodies = self._bodies()
        """The elements that hold the text, going by their names; empty where no name says so."""

    def is_root(self, element: Element) -> bool:
        """Whether an element is the item, or one of those that make it up."""
        return id(element) in self._roots

    def is_gone(self, element: Element) -> bool:
        """Whether an element is, or stands in, something that does not belong to the comment."""
        start = self.item.start
        node: Element | None = element if self.gone else None
        while node is not None and node.index >= start:
            if id(node) in self.gone:
                return True
            node = node.outer
        return False

    def in_body(self, element: Element) -> bool:
        """Whether an element is part of the comment's text."""
        index = element.index
        for body in self.bodies:  # noqa: SIM110  # asked again and again, for which `any` takes twice as long
            if body.index <= index <= body.last:
                return True
        return False

    @cached_property
    def lines(self) -> list[Line]:
        """The comment's own text with its header, line by line."""
        lines = lines_in(self.item.nodes, self.gone) if self.item.nodes else lines_of(self.item.roots, self.gone)
        initials = [line for line, after in pairwise(lines[:_MOST_INITIALS]) if _are_initials(line.text, after.text)]
        self.gone.update(id(node) for line in initials for node in line.nodes)
        return [line for line in lines if line not in initials] if initials else lines

    def _foreign(self) -> set[int]:
        gone = {id(root) for inner in self.item.inner for root in inner.roots}
        are_named = any(root.role & Role.FORM for root in self.item.roots)  # "post-comment" is a comment on a post
        for element in self.inner:
            role = element.role
            is_named = role & Role.FORM and not role & (Role.BODY | Role.ITEM) and element.name != "label"
            is_named = is_named and not are_named
            is_form = is_named or (element.name == "form" and not _holds_text(element))
            holds_answers = role & Role.CHILDREN and any(
                element.index < inner.start <= element.last for inner in self.item.inner
            )
            if is_form or holds_answers:
                gone.add(id(element))
        return gone

    def _bodies(self) -> list[Element]:
        """Outermost first choice: an element that is named a text and has neither author nor date inside."""
        found: list[Element] = []
        candidates = self.inner if len(self.item.roots) == 1 else self.own
        most = sum(root.text_length for root in self.item.roots) - _LEAST_BESIDE
        for element in candidates:
            role = element.role
            if not role & Role.BODY or element.name in _NEVER_TEXT or (found and found[-1].holds(element)):
                continue
            if not (element.text_length or element.first("img")) or self.is_gone(element):
                continue
            is_header = role & (Role.DATE | Role.AUTHOR | Role.ACTION) and not element.first("p", "br")
            is_header = is_header or _is_label(element) or _is_heading(element)
            is_header = is_header or (element.text_length > most and not _BOXES.isdisjoint(element.classes))
            if not is_header and not self._has_header(element) and not self._is_around_text(element):
                found.append(element)
        texts = found if len(found) == 1 else [element for element in found if not self._is_short_date(element)]
        return texts or found

    def _is_short_date(self, element: Element) -> bool:
        """For a cell beside the text, with date and name."""
        date = self.document.date_in(element) if element.text_length <= LONGEST_NAME else None
        return date is not None and bool(date.value) and len(date.text) * 3 >= element.text_length

    def _has_header(self, element: Element) -> bool:
        """Whether author or date stand inside, outside of paragraphs, so that it is more than the comment's text."""
        end = -1
        for inner in self.inner:
            if inner.index <= element.index or inner.index <= end:
                continue
            if inner.index > element.last:
                return False
            role = inner.role
            if inner.name in _TEXT_TAGS and not (inner.name == "p" and role & (Role.DATE | Role.AUTHOR)):
                if inner.name == "p" and inner.last == element.last and self._is_permalink(inner):
                    return True
                end = inner.last
                continue
            if role & Role.AUTHOR and not role & Role.ACTION and 0 < inner.text_length <= LONGEST_NAME:
                return True
            if inner.text_length > _LONGEST_DATED:
                continue
            may_be = role & Role.DATE or inner.name in _DATE_TAGS
            most = _LONGEST_DATED if role & Role.ACTION else _LONGEST_DATE  # "comment-footer"
            may_be = may_be or (inner.name == "div" and inner.text_length <= most and not holds_block(inner))
            if may_be and self._is_dated(inner):
                return True
        return False

    def _is_permalink(self, last: Element) -> bool:
        """Whether the last paragraph is but a link to the comment itself that says when it was written."""
        link = last.first("a") if last.text_length <= _LONGEST_DATED else None
        is_alone = link is not None and link.text_length == last.text_length and "#" in link.attr("href")
        return link is not None and is_alone and self._is_dated(link)

    def _is_around_text(self, element: Element) -> bool:
        """Whether an element that is named a text holds another one so named, and beside it hardly more than a date."""
        text = next((e for e in islice(element.inside(), _EDGE) if e.role & Role.BODY and e.text_length), None)
        if text is None or not 0 < element.text_length - text.text_length <= 2 * _LONGEST_DATED:
            return False
        said = element.tree.text
        return self.document.read_date(f"{said[element.begin : text.begin]} {said[text.end : element.end]}") is not None

    def _is_dated(self, element: Element) -> bool:
        """Whether an element states a date, and little else unless its name says that it is one."""
        date = self.document.date_in(element) if element.text_length else None
        if element.name == "time" or element.role & Role.DATE:
            return date is not None or self.document.exact_date(element) is not None
        return (
            date is not None and bool(date.value or date.relative) and len(date.text) * 3 >= len(inline_text(element))
        )


def _holds_text(form: Element) -> bool:
    """Whether a form is around a comment's text, to be edited there: it shows nothing else."""
    if not form.text_length or any(link.text_length == form.text_length for link in form.inside("a")):
        return False
    texts = (e for e in form.inside() if e.role & Role.BODY and not e.role & Role.FORM)
    return any(text.text_length == form.text_length for text in texts)


def _are_initials(text: str, name: str) -> bool:
    """For a drawing of the commenter made of the first letters of the name that follows."""
    if len(text) > 2 or not text.isalpha():
        return False
    words = name.casefold().split()
    return bool(words) and words[0].startswith(text[0].casefold()) and len(name) > len(text)


def _is_heading(element: Element) -> bool:
    """For a small box with a heading and little else: a name, and beside it what its owner is."""
    if element.text_length > LONGEST_NAME or element.parent is None:
        return False
    heading = element.first("h2", "h3", "h4", "h5", "h6")
    return heading is not None and heading.text_length * 2 >= element.text_length


def _is_label(element: Element) -> bool:
    """For "From:" and the like before what it names."""
    return element.name in ("span", "b", "strong") and element.text_length <= 20 and inline_text(element).endswith(":")
