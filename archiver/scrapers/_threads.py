"""Which comment answers which: from nesting, from containers beside the parent, from depth classes and ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.page.dom import Element
from archiver.scrapers._roles import Role, role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.scrapers._items import Item

_DEPTH = re.compile(r"(?:^|[-_])(?:depth|level|indent|lvl|ebene)[-_]?(\d{1,2})$")
_PARENT_CLASS = re.compile(r"^(?:child-of|parent|reply-to|in-reply-to)-(?:comment-|c)?(\d+)$")
_PARENT_ID = re.compile(r"^wc-comm-\d+_(\d+)$")
_PARENT_ATTRIBUTES = ("data-parent", "data-parent-id", "data-parentid", "data-parent-comment-id", "data-pid", "data-parent-comment")
_NUMBER = re.compile(r"\d+")
_SIBLING_TAGS = frozenset(("li", "article", "dd", "dt", "tr"))


def parents(items: Sequence[Item], ids: Sequence[str]) -> list[int | None]:
    """For each item (in document order), the position of the one it answers, or None.

    `ids` are the comments' ids. What the page states (a parent's number) beats depth, depth beats nesting.
    """
    stated = [_stated(item) for item in items]
    numbers = {number: place for place, name in enumerate(ids) for number in _NUMBER.findall(name)[-1:]}
    depths = [_depth(item) for item in items]
    deep = all(depth is not None for depth in depths) and len(set(depths)) > 1
    nested = _Nesting(items)
    found: list[int | None] = []
    for place, number in enumerate(stated):
        parent: int | None
        if number is not None:
            parent = numbers.get(number)
        elif nested.is_threaded or not deep:
            parent = nested.parent(place)
        else:
            parent = _by_depth(depths, place)
        found.append(parent if parent is not None and parent != place else None)
    return found


def _stated(item: Item) -> str | None:
    """The parent's number as the markup states it; None where it states none or the root."""
    for element in (item.roots[0], *([item.roots[0].parent] if isinstance(item.roots[0].parent, Element) else [])):
        for name in _PARENT_ATTRIBUTES:
            numbers = _NUMBER.findall(str(element.attrs.get(name, "")))
            if numbers and int(numbers[-1]):
                return str(numbers[-1])
        for word in element.classes:
            match = _PARENT_CLASS.match(word)
            if match:
                return match[1]
        match = _PARENT_ID.match(str(element.attrs.get("id", "")))
        if match and int(match[1]):
            return match[1]
    return None


def _depth(item: Item) -> int | None:
    for word in item.roots[0].classes:
        match = _DEPTH.search(word)
        if match:
            return int(match[1])
    for name in ("data-depth", "data-level"):
        value = str(item.roots[0].attrs.get(name, ""))
        if value.isdigit():
            return int(value)
    return None


def _by_depth(depths: Sequence[int | None], place: int) -> int | None:
    """The nearest comment before that is less deep."""
    own = depths[place] or 0
    if own <= min(depth or 0 for depth in depths):
        return None
    return next((k for k in range(place - 1, -1, -1) if (depths[k] or 0) < own), None)


class _Nesting:
    """Parents by the place of items in the tree."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.by_start = {item.start: place for place, item in enumerate(items)}
        self.inside: list[int | None] = [None] * len(items)
        for place, item in enumerate(items):
            for inner in item.inner:
                self.inside[self.by_start[inner.start]] = place
        self.found: list[int | None] = []
        starts = [item.start for item in items]
        for place in range(len(items)):
            self.found.append(self._beside(place, starts))
        self.is_threaded = any(parent is not None for parent in self.found)

    def parent(self, place: int) -> int | None:
        return self.found[place]

    def _beside(self, place: int, starts: list[int]) -> int | None:
        """Walk up from an item: past siblings of its kind its parent is theirs; a container of another kind that
        stands right behind a comment holds the answers to it (`div.indented`, `ul.children` beside the parent)."""
        if place == 0:
            return None
        branch = self.items[place].roots[0]
        container = self.items[self.inside[place]].roots[0] if self.inside[place] is not None else None  # type: ignore[index]
        while True:
            above = branch.parent
            previous = self._items_before(branch, place)
            if previous is not None:
                sibling, first = previous
                if self._is_children(branch, sibling, place):
                    return first
                return self.found[first]
            if above is container or not isinstance(above, Element) or above.name == "body":
                return self.inside[place]
            if above.index < starts[0] and container is None and above.index <= self._top(starts):
                return None
            branch = above

    def _top(self, starts: list[int]) -> int:
        """Index of the lowest element that holds all items: no thread begins above it."""
        if not hasattr(self, "_top_index"):
            element = self.items[0].roots[0].parent
            while isinstance(element, Element) and element.last < self.items[-1].start:
                element = element.parent
            self._top_index = element.index if isinstance(element, Element) else 0
        return self._top_index - 1

    def _items_before(self, branch: Element, place: int) -> tuple[Element, int] | None:
        """The nearest sibling before `branch` that is or holds an item, with the place of its first item."""
        sibling = branch.previous_sibling
        previous_start = self.items[place - 1]
        while sibling is not None:
            if isinstance(sibling, Element):
                first = self._first_in(sibling, place)
                if first is not None:
                    return sibling, first
                if sibling.index < self.items[0].start:
                    return None
            sibling = sibling.previous_sibling
        _ = previous_start
        return None

    def _first_in(self, element: Element, before: int) -> int | None:
        """Place of the first item whose first element is `element` or stands in it."""
        low, high = 0, before
        while low < high:
            middle = (low + high) // 2
            if self.items[middle].start < element.index:
                low = middle + 1
            else:
                high = middle
        if low < before and self.items[low].start <= element.last:
            return low
        return None

    def _is_children(self, branch: Element, sibling: Element, place: int) -> bool:
        """Whether `branch` holds answers to the comment in `sibling`, and is not just the next comment."""
        item = self.items[place].roots[0]
        if branch is item:
            return False
        if role_of(branch) & Role.CHILDREN:
            return not role_of(sibling) & Role.CHILDREN
        if branch.name in _SIBLING_TAGS and sibling.name == branch.name:
            return False
        if branch.name == sibling.name and (not branch.classes or set(branch.classes) & set(sibling.classes)):
            return False
        return sibling.index in self.by_start or branch.name != sibling.name or bool(branch.classes)
