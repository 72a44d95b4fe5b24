"""The soup that scrapers read, built from a Lexbor tree in a single walk.

BeautifulSoup over lxml or html.parser costs about 18 µs an element, most of it in events, string buffers and
constructor arguments that are the same for every element. Lexbor parses as browsers do (WHATWG HTML) in a twentieth of
that time, so the soup's objects are made directly from its tree, and what no scraper reads is never made: styles,
scripts but JSON-LD, drawings (also those that a font makes of a word), form fields, white space between blocks.
"""

from __future__ import annotations

import gc
import re
from bisect import insort
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, ClassVar

from bs4.builder import HTMLTreeBuilder
from bs4.element import Tag
from selectolax.lexbor import LexborHTMLParser

from archiver.page.dom import BLOCKS, BREAKS, UNREAD, VOID, Element, Elements, Soup, VoidElement, names
from archiver.page.links import NEIGHBOURS, Data, Text
from archiver.page.roles import NAMES_FOR_TESTS, Role, read_classes, role_of_attributes
from archiver.page.tame import MAX_DEPTH, most_elements, tame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

_NO_CHARACTER = re.compile("[\ud800-\udfff]")
_NO_TEXT = names("table colgroup thead tbody tfoot tr")

_SKIPPED = names(
    "style svg math template input select option optgroup textarea button canvas object embed applet map noscript "
    "datalist progress meter basefont frameset - -comment -doctype"
)
_LEAST_PAGE = 500
"""Least characters in a form, or an unknown element, that is rather a page."""
_PARTLY_KEPT = names("script link")
_ICONS = names("i span em b a mat-icon")
"""What may hold the word that a font makes a drawing of."""
_KEPT_LINKS = (
    *("alternate", "author", "canonical", "home", "index", "license", "me", "next", "prev", "shortlink", "up"),
    "https://api.w.org/",
)


class LexborTreeBuilder(HTMLTreeBuilder):
    """Feeds a soup from a Lexbor tree."""

    NAME = "lexbor"
    ALTERNATE_NAMES: ClassVar[Iterable[str]] = ()  # type: ignore[misc]
    features: ClassVar[Iterable[str]] = (NAME, "html", "fast")  # type: ignore[misc]

    def __init__(self, most: int = 0) -> None:
        super().__init__()
        self.most = most
        """How many elements are made of a page."""

    def prepare_markup(self, markup: Any, *_args: Any, **_kwargs: Any) -> Any:
        """What comes here was decoded in `encoding.py`, and is UTF-8 again for Lexbor."""
        yield markup, None, None, False

    def feed(self, markup: Any) -> None:
        """Parse `markup` and hang its elements and strings below `self.soup`."""
        root = LexborHTMLParser(markup).root if markup else None  # a soup that bs4 copies into begins empty
        self.soup.elements = _build(self.soup, root, self.most) if root is not None else Elements()  # type: ignore[arg-type, union-attr]


_TELLING = frozenset(("id", "itemprop", "itemtype", "property", "typeof", *NAMES_FOR_TESTS))
"""Attributes that say what an element is, besides its classes."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the garbage collector: a tree is some thousand new objects, none of them garbage, and looking through them
    again and again takes as long as making them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def parse(text: str) -> Soup:
    """The soup of a page's text. Never raises: any text is a page, if perhaps an empty one.

    NULs and lone surrogates become U+FFFD.
    """
    text = text.replace("\0", "\ufffd")
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        text = _NO_CHARACTER.sub("\ufffd", text)
        encoded = text.encode()
    tamed = tame(text)
    if tamed is not text:
        encoded = tamed.encode()
    # of a short `bytes` bs4 warns that it looks like a URL
    return Soup(BytesIO(encoded or b" "), builder=LexborTreeBuilder(most_elements(tamed)))


def _is_wanted(name: str, attrs: dict[str, Any]) -> bool:
    """Whether scrapers read a script or a link: data, and what its `rel` says."""
    if name == "script":
        return "ld+json" in (attrs.get("type") or "").lower() or attrs.get("id") == "disqus-threadData"
    return attrs.get("itemprop") is not None or (attrs.get("rel") or "").lower().startswith(_KEPT_LINKS)


def _build(soup: Soup, root: LexborNode, most: int) -> Elements:
    """Copy the tree below `root` into `soup`, depth first and without recursion, but for what comes behind the first
    `most` elements; all elements, in document order.

    One long function, as it is the hot loop: calls would double its cost.
    """
    elements = Elements()
    new, void, text_type, make_text, make = Element, VoidElement, Text, str.__new__, Tag.__new__
    blocks, starts, voids = BLOCKS, BLOCKS - {"script", "style"}, VOID
    skipped, partly_kept, breaks, unread_names = _SKIPPED, _PARTLY_KEPT, BREAKS, UNREAD
    icon, icons = Role.ICON, _ICONS
    add, by_name, by_role = elements.append, elements.by_name, elements.by_role
    node: LexborNode | None = root
    parent: Any = soup
    siblings = soup.contents
    before: Any = None  # the sibling made last
    index = 0  # of the element that is made next
    length = 0
    pieces: list[str] = []  # of the text
    place = 0  # how long they are
    verbatim = 0  # how many <pre> are open
    above: list[tuple[LexborNode, Any, list[Any], Any]] = []
    item: Any
    while node is not None and index < most:
        child: LexborNode | None = None
        text = node.text_content
        if text is not None:
            if text.isspace():
                following = node.next
                drop = (not verbatim or parent.name in _NO_TEXT) and (
                    (parent.name in blocks if before is None else before.name in blocks)
                    or (parent.name in blocks if following is None else following.tag in starts)
                )
            else:
                drop = not text
            if not drop:
                script = parent.name == "script"
                item = make_text(Data if script else text_type, text)
                item.parent = parent
                siblings.append(item)
                before = item
                if not script:
                    size = len(text)
                    length += size
                    pieces.append(text)
                    place += size
        elif (name := node.tag or "-") not in skipped and (":" not in name or _holds_page(node)):
            attrs: dict[str, Any] = node.attributes
            if attrs and None in attrs.values():
                attrs = {key: value or "" for key, value in attrs.items()}
            if name not in partly_kept or _is_wanted(name, attrs):
                item = make(void if name in voids else new)
                classes: tuple[str, ...] = ()
                role = 0
                if attrs:
                    if "class" in attrs:
                        words, classes, role = read_classes(attrs["class"])
                        attrs["class"] = [*words]
                    if not _TELLING.isdisjoint(attrs):
                        role |= role_of_attributes(attrs)
                        for key in NAMES_FOR_TESTS:
                            if key in attrs:
                                _, more, said = read_classes(attrs[key])
                                classes, role = (*classes, *more), role | said
                        if "id" in attrs:
                            elements.identified.append(item)
                    if "itemprop" in attrs or "itemscope" in attrs:
                        elements.properties.append(item)
                    if role:
                        by_role[role].append(item)
                item.classes, item.role = classes, role
                contents: list[Any] = []
                item.name, item.attrs, item.contents = name, attrs, contents
                item.parent = parent
                item.index = item.last = index
                item.text_before = item.text_after = length
                item.text_length = 0
                item.tree, item.line = elements, None
                if name in breaks:
                    pieces.append(" ")
                    place += 1
                item.begin = item.end = place
                add(item)
                by_name[name].append(item)
                if name in blocks and name != "br":
                    elements.blocks.append(index)
                index += 1
                siblings.append(item)
                child = node.first_child if not role & icon or name not in icons else None
                if child is None:
                    before = item
                elif len(above) < MAX_DEPTH:
                    if name in unread_names:
                        elements.unread.append(item)
                    above.append((node, parent, siblings, item))
                    verbatim += name == "pre"
                    parent, siblings, before = item, contents, None
                else:
                    above.append((node, parent, siblings, None))
                    before = item
        if child is not None:
            node = child
            continue
        following = node.next
        while following is None and above:
            node, parent, siblings, closed = above.pop()
            if closed is not None:
                closed.last = index - 1
                closed.text_after = length
                closed.text_length = length - closed.text_before
                closed.end = place
                name = closed.name
                verbatim -= name == "pre"
                if name in breaks:
                    pieces.append(" ")
                    place += 1
                before = closed
            following = node.next
        node = following
    for *_, closed in above:  # where there are too many
        if closed is not None:
            closed.last, closed.text_after, closed.end = index - 1, length, place
            closed.text_length = length - closed.text_before
    elements.text = "".join(pieces)
    for name in NEIGHBOURS:  # the constructor of a soup sets them
        delattr(soup, name)
    _open_page_forms(elements, length)
    return elements


def _holds_page(node: LexborNode) -> bool:
    """For a tag of another vocabulary that was meant to be empty: of `<fb:like />` the rest of the page becomes a part."""
    return len(node.text()) > _LEAST_PAGE


def _open_page_forms(elements: Elements, length: int) -> None:
    """A form around most of a page's text (ASP.NET puts all of a page into one) is but a box."""
    for form in elements.unread:
        if form.name == "form" and form.text_length * 2 > length and form.text_length >= _LEAST_PAGE:
            form.name = "div"
            elements.by_name["form"].remove(form)
            insort(elements.by_name["div"], form, key=lambda element: element.index)
    elements.unread = [element for element in elements.unread if element.name != "div"]
