"""Microformats 1 (hAtom: ``hentry``) and 2 (``h-entry``) as schema.org nodes, in the shape that ``nodes.py`` reads.

The vocabularies are microformats.org/wiki/hatom, /hentry and /h-cite. Only what the page says outright is read: the
implied properties of microformats 2 (a name made of all the text) are guesses, and others here guess better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from archiver.page.microdata import ELEMENT
from archiver.page.nodes import Graph, Node, is_about
from archiver.page.roles import is_comment_id
from archiver.page.urls import absolute, page_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from archiver.page.dom import Element

ROOTS: Final = frozenset({"hentry", "h-entry"})
"""Classes that make an element an entry; the caller collects such elements."""

_NESTED: Final = frozenset({"hentry", "h-entry", "h-cite", "h-feed", "h-event", "h-review"})
# Comments often stand inside the entry, and each of them has a vcard: nothing in them says anything of the post.
_COMMENT_CLASSES: Final = frozenset(
    {"comment", "comments", "commentlist", "comment-list", "comments-area", "comment-body"}
)
_REPLY_CLASSES: Final = _COMMENT_CLASSES | {"h-cite", "u-comment", "p-comment"}
_MAX_ENTRIES = 100
_LONGEST_TEASER = 2000
_MAX_NAME = 100  # characters; a longer "author" is a box about the author
_MAX_COMMENT_DEPTH = 20


def read_entries(roots: Sequence[Element], keys: frozenset[str], base: str) -> Graph:
    """The entry that is the post, as the only node; no node when the page has none.

    ``roots`` are the elements with a class of ``ROOTS`` in document order; ``keys`` are the page's addresses as
    ``page_key`` has them. Of several entries, the one that links to the page's address with ``u-url`` or
    ``rel=bookmark`` is the post, else the one with the most text; a short one that links to another page is a teaser.
    """
    entries = [root for root in roots[:_MAX_ENTRIES] if not _is_comment(root) and not _is_teaser(root, keys, base)]
    if not entries:
        return Graph()
    if len(entries) > 1:
        entries.sort(key=lambda root: root.text_length, reverse=True)
        graph = Graph()
        for root in entries:
            if is_about(graph, {"url": [str(link.attrs["href"]) for link in _permalinks(root)]}, keys, base):
                return Graph([_entry(root)])
    return Graph([_entry(entries[0])])


def _is_comment(root: Element) -> bool:
    """True for a reply that is marked up as an entry of its own."""
    return is_comment_id(root.attr("id")) or not _REPLY_CLASSES.isdisjoint(_classes(root))


def _is_teaser(root: Element, keys: frozenset[str], base: str) -> bool:
    """True for a few lines whose title leads to another page: a recent post in the sidebar."""
    if not keys or root.text_length > _LONGEST_TEASER:
        return False
    links = [*_permalinks(root), *_title_links(root)]
    here = {key.partition("/")[0] for key in keys}
    own = [page_key(absolute(link.attrs["href"], base) or "") for link in links]
    return any(key.partition("/")[0] in here for key in own) and keys.isdisjoint(own)


def _title_links(root: Element) -> Iterator[Element]:
    """The links in the title of an entry."""
    for element in _inside(root, _is_nested):
        if "entry-title" in _classes(element) or "p-name" in _classes(element):
            yield from (inner for inner in element.inside() if inner.attrs.get("href"))


def _permalinks(root: Element) -> Iterator[Element]:
    for element in _inside(root, _is_nested):
        if element.attrs.get("href") and ("u-url" in _classes(element) or "bookmark" in _rel(element)):
            yield element


def _entry(root: Element) -> Node:
    if "h-entry" in _classes(root):
        return _entry_2(root, 0)
    return _entry_1(root)


def _entry_1(root: Element) -> Node:
    """hAtom: titles, dates, authors, categories and tags by class and ``rel``."""
    node: Node = {"@type": ["BlogPosting"], ELEMENT: root}
    for element in _inside(root, _leaves_entry_1):
        if element.attrs.keys().isdisjoint(("class", "rel")):
            continue
        classes, rel = _classes(element), _rel(element)
        if "entry-title" in classes:
            _add(node, "headline", element.get_text())
        if "published" in classes:
            _add(node, "datePublished", _date(element))
        if "updated" in classes:
            _add(node, "dateModified", _date(element))
        if "author" in classes and "source-org" not in classes:
            _add(node, "author", _vcard(element))
        if "category" in rel:
            _add(node, "articleSection", element.get_text())
        elif "tag" in rel:
            _add(node, "keywords", [element.get_text()])
        if "bookmark" in rel and element.attrs.get("href"):
            _add(node, "url", str(element.attrs["href"]))
    return node


def _is_nested(classes: Sequence[str]) -> bool:
    return not _NESTED.isdisjoint(classes)


def _leaves_entry_1(classes: Sequence[str]) -> bool:
    return not (_NESTED.isdisjoint(classes) and _COMMENT_CLASSES.isdisjoint(classes))


def _vcard(element: Element) -> Node | str | None:
    """The person in an ``author`` element: its ``fn`` and link, else its own short text."""
    name = url = None
    for inner in (element, *element.inside()):
        if name is None and "fn" in _classes(inner):
            name = inner.get_text()
        if url is None and inner.name == "a" and inner.attrs.get("href"):
            url = str(inner.attrs["href"])
            link_text = inner.get_text()
            if name is None and ("author" in _rel(inner) or "url" in _classes(inner)):
                name = link_text
    if name is None:
        name = element.get_text()
    if len(name) > _MAX_NAME:
        return None
    return {"@type": [], "name": name, "url": url} if name.strip() else None


_PROPERTIES: Final = {
    "p-name": "headline",
    "dt-published": "datePublished",
    "dt-updated": "dateModified",
    "p-author": "author",
    "u-author": "author",
    "p-category": "keywords",
    "u-url": "url",
    "u-uid": "@id",
    "p-summary": "description",
    "u-photo": "image",
    "u-featured": "image",
    "p-comment": "comment",
    "u-comment": "comment",
}


def _entry_2(root: Element, depth: int) -> Node:
    """An h-entry or h-cite: properties by prefixed class, nested items as nodes."""
    is_cite = depth > 0
    node: Node = {"@type": ["Comment" if is_cite else "BlogPosting"], ELEMENT: root}
    if root.attrs.get("id"):
        node["identifier"] = str(root.attrs["id"])
    for element in _inside(root, _leaves_item_2):
        classes = _classes(element)
        for name in _PROPERTIES.keys() & classes:
            _add(node, _PROPERTIES[name], _value_2(element, name, classes, depth))
        if is_cite and ("p-content" in classes or "e-content" in classes):
            _add(node, "text", element.get_text())
    if is_cite and "text" not in node:
        node["text"] = node.get("headline") or node.get("description")
    return node


def _leaves_item_2(classes: Sequence[str]) -> bool:
    return any(name.startswith("h-") for name in classes) or not _COMMENT_CLASSES.isdisjoint(classes)


def _value_2(element: Element, name: str, classes: Sequence[str], depth: int) -> Any:
    """The value as microformats.org/wiki/microformats2-parsing has it for each prefix."""
    if name in ("p-comment", "u-comment"):
        is_item = "h-cite" in classes or "h-entry" in classes
        return _entry_2(element, depth + 1) if is_item and depth < _MAX_COMMENT_DEPTH else None
    if name.endswith("-author"):
        return _card(element)
    if name.startswith("dt-"):
        return _date(element)
    attrs = element.attrs
    if name.startswith("u-"):
        return attrs.get("href") or attrs.get("src") or attrs.get("content") or attrs.get("value") or element.get_text()
    text = attrs.get("title") if element.name == "abbr" else attrs.get("content")
    text = str(text or element.get_text())
    return [text] if name == "p-category" else text


def _card(element: Element) -> Node | str | None:
    """An author: an h-card with ``p-name``, ``u-url`` and ``u-photo``, or plain text, or a link with a text."""
    node: Node = {"@type": ["Person"] if "h-card" in _classes(element) else []}
    for inner in element.inside():
        classes = _classes(inner)
        if "p-name" in classes or "fn" in classes:
            node.setdefault("name", inner.get_text())
        if "u-url" in classes and inner.attrs.get("href"):
            node.setdefault("url", str(inner.attrs["href"]))
        if inner.name == "img" and inner.attrs.get("src"):
            node.setdefault("image", str(inner.attrs["src"]))
            node.setdefault("alt", str(inner.attrs.get("alt") or ""))
    if element.attrs.get("href"):
        node.setdefault("url", str(element.attrs["href"]))
    node.setdefault("name", element.get_text().strip() or node.get("alt") or "")
    return node if len(node["name"]) <= _MAX_NAME else None


def _date(element: Element) -> str:
    """The value-class pattern for dates: ``datetime``, ``title`` of an ``abbr``, ``content``; else the text."""
    attrs = element.attrs
    title = attrs.get("title") if element.name in ("abbr", "span", "a") else None
    inner = None
    if not attrs.get("datetime") and not title:
        inner = next((tag for tag in element.inside() if tag.attrs.get("datetime")), None)
    value = attrs.get("datetime") or attrs.get("content") or title or (inner and inner.attrs["datetime"])
    return str(value or element.get_text())


def _add(node: Node, key: str, value: Any) -> None:
    """Append a value; a list is taken as values of their own, so that a tag with a comma stays one tag."""
    if value is None or value == "":
        return
    node.setdefault(key, []).extend(value if isinstance(value, list) else (value,))


def _inside(root: Element, is_closed: Callable[[Sequence[str]], bool]) -> Iterator[Element]:
    """The elements below ``root`` in document order; what is below an element whose classes are closed is left out."""
    until = -1
    for element in root.inside():
        if element.index <= until:
            continue
        yield element
        if element.classes and is_closed(_classes(element)):
            until = element.last


def _classes(element: Element) -> Sequence[str]:
    """The class names as they are written: those of microformats are in small letters."""
    classes: Sequence[str] = element.attrs.get("class", ())
    return classes


def _rel(element: Element) -> list[str]:
    return element.attr("rel").lower().split()
