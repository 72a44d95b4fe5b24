"""The one DOM that scrapers read: BeautifulSoup, whose elements know where they stand.

Every element knows its place in the document (`Element.index`, `Element.last`) and how much text came before it
(`Element.text_before`, `Element.text_after`), so "does A contain B", "is A before B" and "how long is the text of A"
cost nothing. `build.py` makes the tree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import AttributeValueList, Tag

from archiver.page.links import LINKS, STRINGS, Linked, descendants, unlink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bs4.element import PageElement


def names(words: str) -> frozenset[str]:
    """The words of a text, as names to look up."""
    return frozenset(words.split())


BLOCKS = names(
    "address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li link "
    "main menu meta nav ol optgroup option p pre script section source style summary table tbody td tfoot th "
    "thead title tr ul"
)
"""Elements that begin a new block of text (WHATWG HTML, "Rendering": `display: block` and its like)."""

VOID = frozenset(HTMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS or ())
"""Elements that never hold anything: `br`, `img`."""

HEADINGS = names("h1 h2 h3 h4 h5 h6")

_LARGE = 100
"""Elements inside of one that are looked up by their names, and not looked through."""

BREAKS = BLOCKS - {"script", "style", "link", "meta", "title", "head", "iframe", "col"}
"""Elements that set the text in them apart from that around."""

UNREAD = names("script style form iframe input button select option textarea nav link meta title head col")
"""Elements whose text nobody wrote for readers of the post."""


class Elements(list["Element"]):
    """All elements of a page, in document order, with lists of those that are looked for. `build.py` fills them in the
    walk that makes the elements: to look through all of them once more costs more than to keep them."""

    text: str = ""
    """The page's text, blocks set apart by a space; `Element.begin` and `Element.end` are places in it."""

    def __init__(self) -> None:
        super().__init__()
        self.by_name: dict[str, list[Element]] = defaultdict(list)
        """The elements of each tag name."""
        self.by_role: dict[int, list[Element]] = defaultdict(list)
        """The elements whose roles, joined, are the same; those that have none are left out."""
        self.identified: list[Element] = []
        """The elements that have an id."""
        self.properties: list[Element] = []
        """The elements that are items of microdata, or properties of some."""
        self.blocks: list[int] = []
        """Where the elements stand that begin a block of text; line breaks do not."""
        self.unread: list[Element] = []
        """The elements whose text is not read (`UNREAD`), but for empty ones."""
        self.linked: list[Sequence[PageElement]] = []
        """Runs of nodes that link to each other."""

    @cached_property
    def _unread_begins(self) -> list[int]:
        return [element.begin for element in self.unread]

    def holds_block(self, element: Element) -> bool:
        """Whether a block of text begins inside an element; line breaks do not count."""
        if element.last == element.index:
            return False
        blocks = self.blocks
        at = bisect_right(blocks, element.index)
        return at < len(blocks) and blocks[at] <= element.last

    def text_in(self, element: Element) -> str:
        """The text in an element, without what is not read in it."""
        begin, end = element.begin, element.end
        if element.name in UNREAD:
            return ""
        begins = self._unread_begins
        first = bisect_left(begins, begin)
        if first == len(begins) or begins[first] >= end:
            return self.text[begin:end]
        parts = []
        for place in range(first, len(begins)):
            unread = self.unread[place]
            if unread.begin >= end:
                break
            if unread.begin >= begin:
                parts.append(self.text[begin : unread.begin])
                begin = unread.end
        parts.append(self.text[begin:end])
        return "".join(parts)

    def with_role(self, roles: int) -> list[Element]:
        """The elements whose names say one of these roles, in document order."""
        found = [elements for role, elements in self.by_role.items() if role & roles]
        return found[0] if len(found) == 1 else in_order(element for elements in found for element in elements)

    def named(self, *names: str) -> list[Element]:
        """The elements with one of these tag names, in document order."""
        if len(names) == 1:
            return self.by_name.get(names[0], [])
        return in_order(element for name in names for element in self.by_name.get(name, ()))


_index = attrgetter("index")


def in_order(elements: Iterable[Element]) -> list[Element]:
    """Elements in document order."""
    return sorted(elements, key=_index)


class Element(Linked, Tag):
    """A `bs4.Tag` made without its constructor: what is the same for all elements stands on the class."""

    parser_class = BeautifulSoup
    namespace = None
    prefix = None
    sourceline = None
    sourcepos = None
    known_xml = False
    hidden = False
    can_be_empty_element = False
    attribute_value_list_class = AttributeValueList
    cdata_list_attributes = HTMLTreeBuilder.DEFAULT_CDATA_LIST_ATTRIBUTES
    preserve_whitespace_tags = HTMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS
    interesting_string_types = STRINGS

    __slots__ = (
        *("name", "attrs", "contents", "index", "last", "text_before", "text_after", "text_length", "classes"),
        *("tree", "role", "line", "begin", "end"),
        *LINKS,
    )
    name: str
    index: int  # type: ignore[assignment]
    """Place of the element in document order, from 0. It hides bs4's method of that name, which only changing a tree
    needs: change a copy."""
    last: int
    """`index` of its last descendant, its own if it has none."""
    text_before: int
    """Characters of text in the document before the element; scripts have none."""
    text_after: int
    """Characters of text in the document before its end."""
    text_length: int
    """Characters of text inside, white space between blocks left out."""
    classes: tuple[str, ...]
    """Class names in lower case."""
    tree: Elements
    """All elements of the page, in document order."""
    begin: int
    """Where the element's text begins in `tree.text`."""
    end: int
    """Where it ends there."""
    role: int
    """What the element's class names, id, itemprop and itemtype say: bits of `roles.Role`."""
    line: str | None
    """The element's text on one line, once it was asked for (`content.py`)."""

    @property
    def descendants(self) -> Iterator[PageElement]:
        """All nodes inside, in document order."""
        return descendants(self)

    def copy_self(self) -> Tag:  # type: ignore[override]
        """A copy without what is inside: a plain `bs4.Tag`, which can be changed."""
        return Tag(
            name=self.name,
            attrs=self.attrs,
            is_xml=False,
            can_be_empty_element=self.can_be_empty_element,
            cdata_list_attributes=self.cdata_list_attributes,
            preserve_whitespace_tags=self.preserve_whitespace_tags,
            interesting_string_types=self.interesting_string_types,
        )

    __eq__ = object.__eq__  # bs4 compares whole trees, which makes `element in elements` very slow
    __hash__ = object.__hash__

    def attr(self, name: str) -> str:
        """An attribute's value as text; empty where the element has none."""
        value = self.attrs.get(name, "")
        return value if isinstance(value, str) else " ".join(value)

    def inside(self, *names: str) -> list[Element]:
        """All elements inside, in document order; those with one of the tag names, where any are given."""
        if names and self.last - self.index > _LARGE:
            found = []
            for name in names:
                named = self.tree.by_name.get(name, [])
                start = bisect_right(named, self.index, key=_index)
                found += named[start : bisect_right(named, self.last, lo=start, key=_index)]
            return found if len(names) == 1 else sorted(found, key=_index)
        found = self.tree[self.index + 1 : self.last + 1]
        return [element for element in found if element.name in names] if names else found

    def first(self, *names: str) -> Element | None:
        """The first element inside that has one of the tag names."""
        first: Element | None = None
        if self.last == self.index:
            return None
        for name in names:
            named = self.tree.by_name.get(name, ())
            at = bisect_right(named, self.index, key=_index)
            if at < len(named) and named[at].index <= (self.last if first is None else first.index):
                first = named[at]
        return first

    @property
    def outer(self) -> Element | None:
        """The element around; None for the root."""
        return self.parent if isinstance(self.parent, Element) else None

    @property
    def parts(self) -> list[Element]:
        """The elements right inside, without the text between them."""
        return [child for child in self.contents if isinstance(child, Element)]

    @property
    def element_before(self) -> Element | None:
        """The nearest element before this one with the same parent, whatever text stands between them."""
        node = self.previous_sibling
        while node is not None and not isinstance(node, Element):
            node = node.previous_sibling
        return node

    @property
    def raw(self) -> str:
        """The text inside as it stands, with what is not read in it: for a first look, as it costs nothing."""
        return self.tree.text[self.begin : self.end]

    def above(self) -> Iterator[Element]:
        """The elements around, innermost first."""
        parent = self.parent
        while isinstance(parent, Element):
            yield parent
            parent = parent.parent

    def holds(self, other: Element) -> bool:
        """True when `other` is this element or stands inside it."""
        return self.index <= other.index <= self.last


class VoidElement(Element):
    """An element that cannot hold anything: `<br>`, `<img>`."""

    __slots__ = ()
    can_be_empty_element = True


class Soup(Linked, BeautifulSoup):
    """A parsed page; `elements` lists all its elements in document order."""

    elements: Elements
    MAIN_CONTENT_STRING_TYPES = STRINGS

    @property
    def tree(self) -> Elements:
        """`elements`, as every element of the page names them."""
        return self.elements

    @property
    def descendants(self) -> Iterator[PageElement]:
        """All nodes of the page, in document order."""
        return descendants(self)

    def close(self) -> None:
        """Take the tree apart, so that its memory is free at once: its nodes refer to each other in circles, which only
        the garbage collector would find, in long searches through all that is alive. Nothing may be read afterwards."""
        unlink(self.elements.linked)
        for element in self.elements:
            element.contents = _NOTHING  # what still refers to others refers to earlier ones
        self.elements.clear()
        self.elements.__dict__.clear()
        self.__dict__.clear()


_NOTHING: list[Any] = []
