"""JSON-LD as pages really carry it: several scripts, graphs in lists in graphs, and JSON that is not quite JSON.

A page's scripts are parsed, repaired where that is simple, and their nodes put into a ``Graph``. Hostile scripts (arrays
nested ten thousand deep, millions of values) cost a bounded time and give what could be read, or nothing.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any, Final

from archiver.page.nodes import MAX_VALUES, Graph, types

_MAX_SCRIPT = 4_000_000  # characters; room for an article and thousands of comments
_MAX_NODES = 20_000

_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def parse(text: str) -> Any:
    """The JSON value of a script, repaired where that is simple; ``None`` for what stays broken.

    Known damage: HTML comments or CDATA around it, ``;`` behind it, raw line breaks and control characters in strings,
    trailing commas, escapes that JSON lacks, HTML entities for the quotes, several values one after another (a list).
    """
    if len(text) > _MAX_SCRIPT:
        return None
    text = _unwrapped(text)
    if "\\ud" in text or "\\uD" in text:
        text = _SURROGATES.sub(lambda match: match[0] if len(match[0]) == 12 else "\\ufffd", text)
    for repair in (None, _repaired, lambda broken: _repaired(html.unescape(broken))):
        if repair is not None:
            text = repair(text)
        try:
            return _DECODER.decode(text)
        except (ValueError, RecursionError):
            continue
    return _values_in_a_row(text)


_OPENERS: Final = ("<!--", "//", "/*", "<![CDATA[", "*/")
_CLOSERS: Final = (";", "-->", "//", "/*", "]]>", "*/")


def _unwrapped(text: str) -> str:
    """Without what guarded scripts from the browsers and the XML parsers of their time."""
    text = text.strip("\ufeff \t\r\n")
    for opener in _OPENERS:
        text = text.removeprefix(opener).lstrip()
    for closer in _CLOSERS * 3:
        text = text.removesuffix(closer).rstrip()
    return text


def _constant(_: str) -> None:
    """``NaN`` and ``Infinity`` are nothing that a page can mean."""


_DECODER: Final = json.JSONDecoder(strict=False, parse_constant=_constant)  # strict forbids raw line breaks in strings


def _repaired(text: str) -> str:
    text = _ESCAPE.sub(lambda match: match[0] if match[1] in '"\\/bfnrtu' else match[1], text)
    return _TRAILING_COMMA.sub("", text)


def _values_in_a_row(text: str) -> list[Any] | None:
    found: list[Any] = []
    start = 0
    while start < len(text) and len(found) < 50:
        try:
            value, start = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            break
        found.append(value)
        while start < len(text) and text[start] in " \t\r\n,;":
            start += 1
    return found or None


def read_graph(scripts: list[str]) -> Graph:
    """The nodes of all JSON-LD scripts of a page, in document order; broken scripts are passed over."""
    graph = Graph()
    for script in scripts:
        _collect(graph, parse(script))
    return graph


# Where a page's main node hides inside another one, and where nodes stand that are somebody else's teasers.
_MAIN_KEYS: Final = ("mainEntity", "mainEntityOfPage")


def _collect(graph: Graph, value: Any) -> None:
    """Walk a JSON value without recursion. Lists, ``@graph`` and main entities keep the rank of their parent."""
    queue: list[tuple[Any, bool]] = [(value, True)]
    seen = 0
    while queue and seen < _MAX_NODES:
        item, is_main = queue.pop()
        seen += 1
        if isinstance(item, list):
            queue.extend((child, is_main) for child in reversed(item[:MAX_VALUES]) if isinstance(child, dict | list))
        elif isinstance(item, dict):
            if types(item):
                (graph.nodes if is_main else graph.nested).append(item)
            name = item.get("@id")
            if isinstance(name, str) and len(item) > len(graph.ids.get(name, "x")):
                graph.ids[name] = item
            children = [
                (child, is_main and (key == "@graph" or key in _MAIN_KEYS))
                for key, child in item.items()
                if isinstance(child, dict | list)
            ]
            queue.extend(reversed(children))
