"""Comments without dates: a name and a text each, right below a heading that says "Comments".

A date is what tells comments best from anything else on a page. Where a page shows none, the heading has to say hardly
more than that comments follow, and each of them has to begin with a name.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import Element
from archiver.scrapers._above import HEADED
from archiver.scrapers._announced import COMMENTS
from archiver.scrapers._flow import items_of_runs, parted
from archiver.scrapers._items import Group
from archiver.scrapers._names import clean_name, is_nobody, is_phrase
from archiver.scrapers._said import ACTION_TEXT, LEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.scrapers._fields import Fields
    from archiver.scrapers._flow import Part, Region

_LABEL = re.compile(r"[^\W\d_]{2,15}(?: [^\W\d_]{2,15})?\s?[:：]")
_MARKS = frozenset(("b", "strong", "a", "cite", "em", "i", "u", "font", "span"))
_PLAIN = ("", "p.")
"""Shapes that a name and a text may share: lines, and paragraphs without a class."""
_LONGEST_NAME = 40
_MOST_WORDS = 4
_LEAST_SHARE = 0.8


def is_even(fields: Sequence[Fields]) -> bool:
    """Whether nearly all items say the same things: a text, and either a date or what may be a name."""
    dated = sum(bool(f.published or f.published_text) for f in fields)
    if dated >= _LEAST_SHARE * len(fields):
        return sum(bool(f.text) for f in fields) >= _LEAST_SHARE * len(fields)
    return dated <= (1 - _LEAST_SHARE) * len(fields) and _are_named(fields)


def _are_named(fields: Sequence[Fields]) -> bool:
    named = sum(
        bool(f.text) and (f.is_anonymous or (f.author is not None and _may_name(f.author.name))) for f in fields
    )
    names = {f.author.name if f.author else "" for f in fields}
    return named >= _LEAST_SHARE * len(fields) and (len(names) > 1 or len(fields) == 1)


def _may_name(text: str) -> bool:
    is_short = len(text) <= _LONGEST_NAME and len(text.split()) <= _MOST_WORDS
    return is_short and not is_phrase(text) and not COMMENTS.search(text)  # "Your comment" heads a form


def named_groups(regions: Sequence[Region]) -> list[Group]:
    """Groups of comments without an element of their own, told apart by the names that they begin with."""
    groups: list[Group] = []
    for region in regions:
        parts = [part for part in region.parts if not part.is_rule]
        heads = _heads(parts) or _leads(parts)
        runs = [parts[start:stop] for start, stop in pairwise([*heads, len(parts)])] if heads else _parted(region.parts)
        is_announced = region.is_announced or region.heading is None or region.count == len(runs)
        items = items_of_runs(runs) if is_announced else []
        if items:
            groups.append(Group("flow of names", items, HEADED))
    return groups


def _heads(parts: Sequence[Part]) -> list[int]:
    """The places of the parts that are names: those like the first one, with others of another kind between them."""
    key = _key(parts[0]) if parts else None
    if key is None:
        return []
    heads = [place for place, part in enumerate(parts) if _key(part) == key]
    is_even = all(after - before > 1 for before, after in pairwise([*heads, len(parts)]))
    names = [_LABEL.sub("", parts[place].text) if key[1] else parts[place].text for place in heads]
    return heads if len(heads) > 1 and is_even and all(map(_is_name, names)) else []


def _is_name(text: str) -> bool:
    return (_may_name(text) and clean_name(text) is not None) or is_nobody(text)


def _parted(parts: Sequence[Part]) -> list[Sequence[Part]]:
    """The parts of each comment where rules stand between them, and each begins with a line that is a name."""
    firsts = [0, *(place + 1 for place, part in enumerate(parts) if part.rule and place + 1 < len(parts))]
    are_names = len(firsts) > 1 and all(_is_name(parts[place].text) for place in firsts)
    return parted(parts, firsts) if are_names else []


def _leads(parts: Sequence[Part]) -> list[int]:
    """The places of lines that begin with a name in bold and go on with what is said: "Fred: I think …"."""
    leads = [place for place, part in enumerate(parts) if LEAD.match(_behind_name(part))]
    return leads if len(leads) > 1 and leads[0] == 0 and len(leads) >= _LEAST_SHARE * len(parts) else []


def _behind_name(part: Part) -> str:
    """What a line says behind the name in bold that it begins with; empty where it begins otherwise."""
    first = next((node for node in part.nodes if isinstance(node, Element) or str(node).strip()), None)
    while isinstance(first, Element) and first.name == "p" and first.contents:
        first = first.contents[0]
    if not isinstance(first, Element) or first.name not in _MARKS:
        return ""
    name = inline_text(first)
    may_be = _may_name(name) and clean_name(name) is not None
    return part.text[len(name) - name.endswith((":", "：")) :].lstrip() if may_be else ""


def _key(part: Part) -> tuple[str, str] | None:
    """What a part that may be a name shares with its like: its shape, and the label or the mark that it begins with."""
    if len(part.text) > _LONGEST_NAME + _LONGEST_NAME or ACTION_TEXT.match(part.text):
        return None
    label = _LABEL.match(part.text)
    if label is not None and label.end() < len(part.text):
        return part.shape, label[0]
    if part.shape not in _PLAIN:
        return part.shape, ""
    inner = [node for block in part.nodes if isinstance(block, Element) for node in (block, *block.inside())]
    mark = next((node.name for node in inner if node.name in _MARKS and inline_text(node) == part.text), None)
    return (f"{part.shape}{mark}", "") if mark else None
