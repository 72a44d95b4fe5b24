"""Comments whose parts have telling names while they have none: boxes around "comment-author", "comment-text"."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from archiver.page.roles import COMMENT_PART, Role, role_of_name
from archiver.scrapers._items import Group, Item, nest
from archiver.scrapers._likeness import likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.dom import Element
    from archiver.scrapers._items import Finder

_PARTS = Role.AUTHOR | Role.DATE | Role.BODY | Role.ITEM
_HIGHEST = 4
"""Boxes around a comment that are looked at."""


def box_groups(finder: Finder) -> list[Group]:
    """The boxes around parts of comments: in each of them one of the parts of a name, side by side in one element."""
    keyed: dict[str, list[Element]] = {}
    for element in finder.elements.with_role(_PARTS):
        if element.text_length and not finder.elsewhere[element.index]:
            for word in element.classes:
                if _is_part(word):
                    keyed.setdefault(word, []).append(element)
    groups: list[Group] = []
    seen: set[tuple[int, ...]] = set()
    for word, parts in keyed.items():
        boxes = _boxes([part for part in parts if not finder.quoted[part.index]])
        starts = tuple(box.index for box in boxes)
        if len(boxes) > 1 and starts not in seen:
            seen.add(starts)
            groups.append(Group(f"around .{word}", nest([Item((box,)) for box in boxes]), 1.0))
    return groups


@lru_cache(maxsize=10_000)
def _is_part(name: str) -> bool:
    return bool(role_of_name(name) & _PARTS and COMMENT_PART.search(name))


def _boxes(parts: Sequence[Element]) -> list[Element]:
    """The parts of the innermost element around all, where each holds one of them and is more than it."""
    around = next((e for e in parts[0].above() if e.holds(parts[-1])), None) if parts else None
    if around is None or around.name in ("html", "body"):
        return []
    places = [part.index for part in parts]
    boxes = [box for box in around.parts if _holds_one(box, places)]
    are_more = all(box is not part and box.holds(part) for box, part in zip(boxes, parts, strict=False))
    return boxes if len(boxes) == len(parts) and are_more else []


def _holds_one(box: Element, places: Sequence[int]) -> bool:
    """Whether one of some places in the page, in order, is in a box."""
    at = bisect_left(places, box.index)
    return at < len(places) and places[at] <= box.last


def enclosing_group(items: Sequence[Item]) -> Group | None:
    """The elements around items that look alike and stand side by side: comments, where the items are their answers."""
    first = items[0].roots[0]
    for box in islice(first.above(), _HIGHEST):
        if box.outer is None or not box.classes:
            continue
        key = likeness(box)
        alike = [part for part in box.outer.parts if likeness(part) == key]
        ends = [part.last for part in alike]
        nearest = (bisect_left(ends, item.start) for item in items)
        if len(alike) > 1 and all(
            at < len(alike) and alike[at].index <= item.start for at, item in zip(nearest, items, strict=True)
        ):
            return Group(f"around {key}", nest([Item((part,)) for part in alike]), 1.0)
    return None
