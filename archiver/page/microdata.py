"""Microdata (WHATWG HTML, 5): the items of a page as schema.org nodes, in the shape that ``nodes.py`` reads.

Only the properties that are read are kept: the text of ``articleBody`` is the page itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from archiver.page.nodes import Graph, Node, is_comment, rank
from archiver.page.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.dom import Element

_MAX_ELEMENTS = 5_000
ELEMENT: Final = "@element"
"""The key under which a node keeps the element it was read from."""

_TEXTS: Final = frozenset(
    {
        *("headline", "name", "alternateName", "givenName", "familyName", "author", "creator", "publisher", "isPartOf"),
        *("datePublished", "dateCreated", "dateModified", "keywords", "articleSection", "inLanguage", "description"),
        *("commentCount", "interactionCount", "userInteractionCount", "interactionType", "interactionStatistic"),
        *("comment", "comments", "commentText", "commentTime", "text"),
    }
)
_LINKS: Final = frozenset({"url", "mainEntityOfPage", "image", "thumbnailUrl", "replyToUrl", "license", "sameAs"})
# What an element outside any item can only mean of the post; a ``name`` there may be anything's.
_LOOSE: Final = frozenset(
    {"headline", "author", "datePublished", "dateModified", "dateCreated", "keywords", "articleSection", "commentCount"}
)
_SOURCES: Final = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    "data": "value",
    "meter": "value",
    "object": "data",
    "time": "datetime",
    "abbr": "title",
}


def read_microdata(elements: Sequence[Element]) -> Graph:
    """The items among ``elements``: all that have ``itemscope`` or ``itemprop``, in document order.

    Properties outside any item, which half-converted themes have, make up a node without a type, the last one.
    """
    graph = Graph()
    loose: Node = {}
    scopes: dict[int, Node] = {}
    for element in elements[:_MAX_ELEMENTS]:
        attrs = element.attrs
        owner = _owner(element, scopes)
        value: Any = None
        if "itemscope" in attrs:
            scopes[id(element)] = value = _node(element)
            graph.nodes.append(value)
        names = str(attrs.get("itemprop") or "").split()
        for name in names[:10]:
            if name == "text" and (owner is None or not is_comment(owner)):
                continue
            if value is None and (name in _TEXTS or name in _LINKS):
                value = _value(element, name in _LINKS)
            if owner is None and name not in _LOOSE:
                continue
            if value is not None:
                (loose if owner is None else owner).setdefault(name, []).append(value)
    if loose:
        graph.nodes.append(loose)
    return graph


def _owner(element: Element, scopes: dict[int, Node]) -> Node | None:
    parent = element.parent
    while parent is not None:
        node = scopes.get(id(parent))
        if node is not None:
            return node
        parent = parent.parent
    return None


def _node(element: Element) -> Node:
    attrs = element.attrs
    node: Node = {"@type": str(attrs.get("itemtype") or "").split(), ELEMENT: element}
    if attrs.get("itemid"):
        node["@id"] = str(attrs["itemid"])
    if attrs.get("id"):
        node["identifier"] = str(attrs["id"])
    return node


def _value(element: Element, is_link: bool) -> str | None:
    """WHATWG HTML 5.2.4, but ``content`` counts on every element (RDFa habit), ``abbr`` gives its title (Blogger), and
    a link with a text is that text where a name is asked for (``<a itemprop="author">``)."""
    attrs = element.attrs
    if attrs.get("content"):
        return str(attrs["content"])
    source = _SOURCES.get(element.name)
    if source is not None and attrs.get(source) and (is_link or source not in ("href", "src")):
        return str(attrs[source])
    return element.get_text() or None


def works(graph: Graph) -> Graph:
    """The items but for works that stand as comments: themes made for shops too call each comment a ``Review``."""
    return Graph([node for node in graph.nodes if not (rank(node) == 1 and node[ELEMENT].role & Role.ITEM)])


def largest(graph: Graph) -> Node | None:
    """The article with the most text in it, for a page that shows several; other works count after articles."""
    nodes = [node for node in graph.nodes if ELEMENT in node and rank(node) < 2]
    best = min(map(rank, nodes), default=None)
    nodes = [node for node in nodes if rank(node) == best]
    return max(nodes, key=lambda node: node[ELEMENT].text_length) if len(nodes) > 1 else next(iter(nodes), None)
