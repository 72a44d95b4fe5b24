"""What somebody wrote, out of the page's markup: clean HTML with absolute links, and plain text with its blocks kept.

Both take the nodes that make up the content and the elements inside them that do not belong to it (share bars, reply
links), and leave the page's tree as it is. The HTML keeps structure and links, never presentation or behaviour;
nh3 (ammonia), which parses and filters anew, has the last word on it.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, TypeGuard

import nh3
from bs4.element import NavigableString

from archiver.page.dom import BLOCKS, BREAKS, UNREAD, Element, names
from archiver.page.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from bs4 import Tag
    from bs4.element import PageElement

_TAGS = names(
    "p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote q cite pre code kbd samp var em strong b i u s del "
    "ins sub sup small mark abbr dfn time a img figure figcaption picture table caption thead tbody tfoot tr th "
    "td div section details summary audio video source"
)
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "audio": {"src"},
    "blockquote": {"cite"},
    "del": {"cite"},
    "dfn": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ins": {"cite"},
    "li": {"value"},
    "ol": {"start", "type"},
    "q": {"cite"},
    "source": {"src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
    "video": {"src"},
}
_URLS = frozenset(("href", "src", "cite"))
_VOID = frozenset(("br", "hr", "img", "source"))
_KEPT_EMPTY = frozenset(("td", "th", "audio", "video", *_VOID))
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_WRITTEN_AS = dict.fromkeys(BLOCKS - _TAGS - UNREAD - {"html", "body", "colgroup"}, "div") | {"menu": "ul", "dir": "ul"}
_LAZY = ("data-src", "data-lazy-src", "data-lazy", "data-original")
"""Where scripts that load images late keep the address; `src` is a placeholder then."""
_FULL = ("data-orig-file", "data-full-src")
"""Where some pages keep the address of a larger image, beside that of a smaller one in `src`."""
_NO_ADDRESS = ("data:", "{", "[", "true", "false")
"""How a value begins that is no address of an image."""
_INTEGER = re.compile(r"\s*([+-]?[0-9]{1,9})")
_SPACES = "\t\n\r\f\v"
_BLANKS = f"{_SPACES}\xa0"
_PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_BEFORE_CODE = re.compile(r"(?<=<pre>)\n+")  # parsers drop the first, so that each reading would find one less
_BLOCK_TAG = (
    r"</?(?:p|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|figure|figcaption|table|caption|thead|tbody|tfoot|tr|th|td|div|"
    r"section|details|summary)(?: [a-z]+=\"[^\"]*\")*>"
)
_BEFORE_BLOCK = re.compile(f" (?={_BLOCK_TAG})")
_BEHIND_BLOCK = re.compile(f"({_BLOCK_TAG}) ")
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS), attributes=_ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto"}, strip_comments=True
)

_LONGEST_KEPT_LINE = 1000
"""Lines of elements are kept, as they are asked for again and again; long ones would fill the memory."""

_LONGEST_TEXT = 10_000
_DEEPEST_INDENT = 20
"""Lists in so many others are not indented further: text would grow with its depth."""

NOTHING: frozenset[int] = frozenset()


def collapse(text: str) -> str:
    """The text on one line, without outer white space and with single spaces inside."""
    return " ".join(text.split())


def inline_text(node: PageElement, skip: Set[int] = NOTHING) -> str:
    """All text of a node on one line; blocks are set apart by a space. `skip` holds the `id()` of nodes to leave out."""
    if not isinstance(node, Element):
        return collapse(node) if isinstance(node, NavigableString) else ""
    if skip:
        parts: list[str] = []
        _inline(node, skip, parts)
        return collapse("".join(parts))
    if node.line is None:
        line = collapse(node.tree.text_in(node))
        if len(line) > _LONGEST_KEPT_LINE:
            return line
        node.line = line
    return node.line


def _inline(node: PageElement, skip: Set[int], parts: list[str]) -> None:
    if isinstance(node, Element):
        around = " " if node.name in BREAKS else ""
        parts.append(around)
        if id(node) not in skip and node.name not in UNREAD:
            for child in node.contents:
                _inline(child, skip, parts)
            parts.append(around)
    elif is_text(node) and id(node) not in skip:
        parts.append(str(node))


def clean_html(nodes: Iterable[PageElement], base_url: str, skip: Set[int] = NOTHING) -> str:
    """The nodes as sanitised HTML: structure, links and images; no classes, styles, scripts or forms.

    Links are made absolute against `base_url`; what is not http, https or mailto loses its link.
    """
    parts: list[str] = []
    for node in nodes:
        _write(node, base_url, skip, parts)
    return tidy(_CLEANER.clean("".join(parts)))


def tidy(html: str) -> str:
    """Clean HTML without the white space that browsers do not show: around blocks, and more than one space in a row."""
    if "<pre" not in html:
        return _without_blanks(html).strip()
    pieces = _PREFORMATTED.split(html)
    pieces[::2] = [_without_blanks(piece) for piece in pieces[::2]]
    return _BEFORE_CODE.sub("", "".join(pieces)).strip()


def _without_blanks(html: str) -> str:
    return _BEHIND_BLOCK.sub(r"\1", _BEFORE_BLOCK.sub("", _single_spaced(html, _SPACES))).strip(" ")


def _single_spaced(text: str, blanks: str) -> str:
    """A text with one space where there are several, or some of the other `blanks`. (`str.replace` is ten times as fast
    as a regular expression.)"""
    for blank in blanks:
        text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def is_text(node: PageElement) -> TypeGuard[NavigableString]:
    """Whether a node is text and no element; the trees of `build.py` hold no comments and the like."""
    return isinstance(node, NavigableString)


def _write(node: PageElement, base_url: str, skip: Set[int], parts: list[str]) -> None:
    if not isinstance(node, Element):
        if is_text(node) and id(node) not in skip:
            parts.append(_escaped(str(node)))
        return
    name = _WRITTEN_AS.get(node.name, node.name)
    if id(node) in skip or name in UNREAD or (name == "img" and _is_pixel(node)):
        parts.append(" " if name in BREAKS else "")
        return
    if name not in _TAGS:
        for child in node.contents:
            _write(child, base_url, skip, parts)
        return
    attributes = _attributes(node, base_url)
    if name in ("img", "source") and ' src="' not in attributes and not node.attrs.get("alt"):
        return
    start = len(parts)
    parts.append(f"<{name}{attributes}>")
    if name in _VOID:
        return
    for child in node.contents:
        _write(child, base_url, skip, parts)
    if name not in _KEPT_EMPTY and not any(parts[place].strip() for place in range(start + 1, len(parts))):
        # Nothing is left of it but the wrapper; what it set apart stays apart.
        parts[start:] = [" "] if name in BLOCKS else [part.replace("\xa0", " ") for part in parts[start + 1 :]]
    else:
        parts.append(f"</{name}>")


def _escaped(text: str) -> str:
    """A text as HTML. Long ones are written in parts: what nh3 needs for a text with many entities grows with the
    square of its length, and a comment, which it takes out again, ends a text."""
    if len(text) <= _LONGEST_TEXT:
        return escape(text, quote=False)
    parts = (text[at : at + _LONGEST_TEXT] for at in range(0, len(text), _LONGEST_TEXT))
    return "<!---->".join(escape(part, quote=False) for part in parts)


def _attributes(node: Element, base_url: str) -> str:
    allowed = _ATTRIBUTES.get(node.name)
    if not allowed or not node.attrs:
        return ""
    attrs = {key: str(value) for key, value in node.attrs.items() if key in allowed}
    if node.name == "img":
        is_missing = attrs.get("src", "data:").startswith("data:")
        keys = (*_LAZY, *_FULL) if is_missing else _LAZY
        lazy = (value for key in keys if (value := node.attr(key).strip()) and not value.startswith(_NO_ADDRESS))
        attrs["src"] = next(lazy, attrs.get("src", ""))
        if not attrs["src"]:
            del attrs["src"]
    written = []
    for key, value in attrs.items():
        if key in _URLS and not (key == "href" and value.lower().startswith("mailto:")):
            url = absolute(value, base_url)
            if url is None:
                continue
            value = url
        written.append(f' {key}="{escape(value)}"')
    return "".join(written)


def _is_pixel(image: Element) -> bool:
    """True for the one-pixel images that count readers."""
    return image.attrs.get("width") in ("0", "1") and image.attrs.get("height") in ("0", "1")


def plain_text(nodes: Iterable[PageElement], skip: Set[int] = NOTHING) -> str:
    """The nodes as text: blocks set apart by a blank line, `<br>` as a newline, list items and table rows on lines of
    their own, preformatted text as it stands."""
    writer = _TextWriter(skip)
    for node in nodes:
        writer.write(node)
    return "\n\n".join(writer.finish())


class _TextWriter:
    """Collects blocks of text while it walks; a list, a table or a `<pre>` is one block."""

    def __init__(self, skip: Set[int], depth: int = 0) -> None:
        self.skip = skip
        self.depth = depth  # lists around
        self.blocks: list[str] = []
        self.line: list[str] = []

    def finish(self) -> list[str]:
        """End the open block; all blocks."""
        if not self.line:
            return self.blocks
        text = _single_spaced("".join(self.line), _BLANKS)
        lines = "\n".join(line.strip() for line in text.split("\x00")).strip() if "\x00" in text else text.strip()
        if lines:
            self.blocks.append(lines)
        self.line = []
        return self.blocks

    def write(self, node: PageElement) -> None:
        """Add a node and all below it."""
        if not isinstance(node, Element):
            if is_text(node) and id(node) not in self.skip:
                self.line.append(str(node))
            return
        name = node.name
        if id(node) in self.skip or name in UNREAD:
            if name in BREAKS:
                self.finish()
        elif name == "br":
            self.line.append("\x00")
        elif name in _LISTS:
            self.finish()
            self._add(_list_text(node, self.skip, self.depth))
        elif name == "pre" and node.first("table") is None:
            self.finish()
            parts: list[str] = []
            _verbatim(node, self.skip, parts)
            self._add("".join(parts).strip("\n"))
        elif name == "table" and not _is_layout(node):
            self.finish()
            self._add(_table_text(node, self.skip))
        else:
            block = name in BLOCKS
            if block:
                self.finish()
            for child in node.contents:
                self.write(child)
            if block:
                self.finish()

    def _add(self, block: str) -> None:
        if block.strip():
            self.blocks.append(block)


def _blocks(node: Tag, skip: Set[int]) -> list[str]:
    writer = _TextWriter(skip)
    for child in node.contents:
        writer.write(child)
    return writer.finish()


def _list_text(node: Element, skip: Set[int], depth: int) -> str:
    """One line an item, numbered as the list says (`start`, `value`), nested lists indented by two spaces."""
    lines = []
    number = _integer(node.attrs.get("start"), 1)
    for child in node.contents:
        if id(child) in skip:
            continue
        item = child if isinstance(child, Element) and child.name == "li" else None
        if isinstance(child, Element) and child.name in _LISTS:
            blocks = [_list_text(child, skip, depth + 1)]
        else:
            writer = _TextWriter(skip, depth + 1)
            for inner in item.contents if item else (child,):
                writer.write(inner)
            blocks = writer.finish()
        if not any(blocks):
            continue
        mark = "  "
        if item:
            number = _integer(item.attrs.get("value"), number)
            mark = f"{number}. " if node.name == "ol" else "- "
            number += 1
        text = "\n".join(blocks)
        lines.append(mark + (text.replace("\n", "\n  ") if depth < _DEEPEST_INDENT else text))
    return "\n".join(lines)


def _integer(value: object, default: int) -> int:
    match = _INTEGER.match(str(value))
    return int(match[1]) if match else default


def _table_text(table: Element, skip: Set[int]) -> str:
    """One line a row, cells joined by a bar, below the caption."""
    captions = []
    rows = []
    for part in table.inside("caption", "tr"):
        if id(part) in skip or id(part.parent) in skip:
            continue
        if part.name == "caption":
            captions += _blocks(part, skip)
            continue
        cells = [
            " ".join(_blocks(cell, skip)) for cell in part.parts if cell.name in ("td", "th") and id(cell) not in skip
        ]
        if any(cells):
            rows.append(" | ".join(cells).replace("\n", " "))
    return "\n".join((*captions, *rows))


def _is_layout(table: Element) -> bool:
    """True for a table that arranges blocks on the page and holds no data."""
    return table.first("p", "div", "table", "blockquote", "ul", "ol", "h1", "h2", "h3", "pre") is not None


def _verbatim(node: Element, skip: Set[int], parts: list[str]) -> None:
    """Add the text below a node as it stands; a block in it, such as a numbered line of code, is a line."""
    for child in node.contents:
        if not isinstance(child, Element):
            if is_text(child) and id(child) not in skip:
                parts.append(str(child))
        elif child.name == "br":
            parts.append("\n")
        elif id(child) not in skip and child.name not in UNREAD:
            end = "\n" if child.name in BLOCKS else ""
            parts.append(end if parts and not parts[-1].endswith("\n") else "")
            _verbatim(child, skip, parts)
            parts.append(end if parts and not parts[-1].endswith("\n") else "")
