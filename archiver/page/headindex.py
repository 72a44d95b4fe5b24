"""The elements of a page that carry metadata, found in one walk over its tree.

Pages have a thousand elements and metadata is in fifty of them: all reading is done over these lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from archiver.page.microformats import ROOTS
from archiver.page.roles import Role

if TYPE_CHECKING:
    from archiver.page.dom import Element, Soup


@dataclass(slots=True)
class Index:
    """The elements of a page that carry metadata, in document order.

    ``metas`` maps the lower-case ``name``, ``property`` or ``http-equiv`` to the contents. ``rels`` are ``<link>`` and
    behind them ``<a>`` with a ``rel`` that is read.
    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    rels: list[Element] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    items: list[Element] = field(default_factory=list)
    entries: list[Element] = field(default_factory=list)
    title: str | None = None
    languages: list[str] = field(default_factory=list)
    base: str | None = None


_MAX_RELS = 2_000
_MAX_CONTENTS = 200  # of one name


_ANCHOR_RELS: Final = frozenset({"author", "license"})


def index_page(soup: Soup) -> Index:
    """One look at each element that may carry some."""
    index = Index()
    elements = soup.elements
    for name, read in _READERS.items():
        for element in elements.named(name):
            read(index, element, element.attrs)
    index.entries = [e for e in elements.with_role(Role.ENTRY) if not ROOTS.isdisjoint(e.attrs.get("class", ()))]
    index.items = elements.properties
    return index


def _index_meta(index: Index, _: Element, attrs: dict[str, Any]) -> None:
    content = attrs.get("content") or attrs.get("value")
    if not content:
        return
    for key in ("property", "name", "http-equiv"):
        for name in str(attrs.get(key) or "").lower().split():
            # DC.title, DC_title and dc:title are one thing.
            contents = index.metas.setdefault(_DUBLIN_CORE.sub("dc.", name), [])
            if len(contents) < _MAX_CONTENTS:
                contents.append(str(content))


def _index_link(index: Index, element: Element, attrs: dict[str, Any]) -> None:
    if "rel" in attrs and len(index.rels) < _MAX_RELS:
        index.rels.append(element)


def _index_anchor(index: Index, element: Element, attrs: dict[str, Any]) -> None:
    if "rel" in attrs and len(index.rels) < _MAX_RELS and not _ANCHOR_RELS.isdisjoint(rel_of(element)):
        index.rels.append(element)


def _index_script(index: Index, element: Element, attrs: dict[str, Any]) -> None:
    if "ld+json" in str(attrs.get("type")).lower():
        index.scripts.append("".join(text for text in element.contents if isinstance(text, str)))


def _index_html(index: Index, _: Element, attrs: dict[str, Any]) -> None:
    index.languages += [str(attrs[key]) for key in ("lang", "xml:lang") if attrs.get(key)]


def _index_base(index: Index, _: Element, attrs: dict[str, Any]) -> None:
    index.base = index.base or str(attrs.get("href") or "") or None


def _index_title(index: Index, element: Element, _: dict[str, Any]) -> None:
    index.title = element.get_text() if index.title is None else index.title


_READERS: Final = {
    "meta": _index_meta,
    "link": _index_link,
    "a": _index_anchor,
    "script": _index_script,
    "html": _index_html,
    "base": _index_base,
    "title": _index_title,
}
_DUBLIN_CORE = re.compile(r"^dc[_:.]")


def rel_of(element: Element) -> list[str]:
    """The link types of an element, in lower case; soups give them as a list or as a string."""
    return element.attr("rel").lower().split()
