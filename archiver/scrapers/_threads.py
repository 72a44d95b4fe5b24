"""Which comment answers which: from nesting, from containers beside the parent, from depth classes and ids."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from archiver.page.dom import Element
from archiver.page.roles import Role, role_of_name
from archiver.scrapers._ids import number_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.scrapers._items import Item

_DEPTH = re.compile(r"(?:^|[-_]|comment|tree)(?:depth|level|indent|lvl|ebene)[-_]?(\d{1,2})$")
_MARGIN = re.compile(r"^(?:ml|pl|ms|ps)-(\d{1,2})$")
"""What style sheets of small classes (Tailwind, Bootstrap) call an indentation."""
_ANSWER = re.compile(
    r"^(?:is-)?(?:sub|child|reply|answer)(?:[-_]?comment)?$|comment[-_]+(?:is-)?(?:sub|child|reply|answer)$"
)
"""Classes of comments that answer the one before them, beside it in the same list: `comment--reply`, `comment-sub`."""
_PARENT_CLASS = re.compile(r"^(?:child-of|parent|reply-to|in-reply-to)-(?:comment-|c)?(\d+)$")
_PARENT_ID = re.compile(r"^(?:wc|wpd)-comm-(?P<own>\d+)_(?P<parent>\d+)$")
"""wpDiscuz: the comment's number and that of the one it answers."""

_PARENT_ATTRIBUTES = (
    *(
        "parentid",
        "data-parent",
        "data-parent-id",
        "data-parentid",
        "data-parent-comment-id",
        "data-pid",
        "data-parent-comment",
    ),
)
_INDENT = re.compile(r"(?:margin|padding)-(?:left|right|inline-start):\s*(\d+(?:\.\d+)?)(px|em|rem|%|pt)")
_MOST_BOXES = 5
"""Boxes around one comment: a thread of Dreamwidth stands four above what it says."""

_MOST_BEFORE_SPACER = 8
_SIBLING_TAGS = frozenset(("li", "article", "dd", "dt", "tr"))


def parents(items: Sequence[Item], ids: Sequence[str], answered: Sequence[str | None]) -> list[int | None]:
    """For each item (in document order), the position of the one it answers, or None.

    `ids` are the comments' ids, `answered` those that their heads link to as answered. What the page states (a parent's
    number, a link) beats nesting, nesting beats depth.
    """
    numbers = {number_in(name): place for place, name in enumerate(ids)}
    boxes = [_boxes(items, place) for place in range(len(items))]
    stated = [
        _stated(box) or _stated_around(item, number_in(name)) for box, item, name in zip(boxes, items, ids, strict=True)
    ]
    found = nested_parents(items)
    if not any(parent is not None for parent in found):
        found = _by_depth([_depth(box) for box in boxes])
    if any(number is not None for number in stated):
        found = [
            parent if number is None else numbers.get(number) for number, parent in zip(stated, found, strict=True)
        ]
    known = {name: place for place, name in enumerate(ids)}
    linked = [known.get(name, place) if name else place for place, name in enumerate(answered)]
    found = [link if link < place else parent for place, (link, parent) in enumerate(zip(linked, found, strict=True))]
    return [parent if parent != place else None for place, parent in enumerate(found)]


def _boxes(items: Sequence[Item], place: int) -> list[Element]:
    """An item's element, what is right around it, and further boxes that hold no other item, innermost first."""
    root = items[place].roots[0]
    before = items[place - 1].start if place else -1
    after = items[place + 1].start if place + 1 < len(items) else len(root.tree)
    boxes = [root]
    for level, above in enumerate(islice(root.above(), _MOST_BOXES)):
        if level and (above.index <= before or above.last >= after):
            break
        boxes.append(above)
    return boxes


def _stated(boxes: Sequence[Element]) -> str | None:
    """The parent's number as the markup states it; None where it states none or the root."""
    for element in boxes:
        for name in _PARENT_ATTRIBUTES:
            number = number_in(element.attr(name)) if name in element.attrs else None
            if number and number.strip("0"):
                return number
        match = next((match for word in element.classes if (match := _PARENT_CLASS.match(word))), None)
        if match and int(match[1]):
            return match[1]
    return None


def _stated_around(item: Item, own: str | None) -> str | None:
    """The parent's number in wpDiscuz's id of the comment's box, which may hold answers as well."""
    root = item.roots[0]
    for box in (root, *islice(root.above(), 3)):
        match = _PARENT_ID.match(box.attr("id"))
        if match and (box is root or match["own"] == own):
            return match["parent"] if int(match["parent"]) else None
    return None


def _depth(boxes: Sequence[Element]) -> float | None:
    """How deep an item stands, by a class (`depth-2`), a `data-` attribute or an indentation."""
    for element in boxes:
        for word in element.classes:
            match = _DEPTH.search(word)
            if match:
                return int(match[1])
        for name in ("data-depth", "data-level", "depth"):
            if element.attr(name).isdigit():
                return int(element.attr(name))
        match = _INDENT.search(element.attr("style")) if "style" in element.attrs else None
        if match:
            return float(match[1])
    margins = [int(match[1]) for word in boxes[0].classes if (match := _MARGIN.match(word))]
    if margins:
        return margins[0]
    if any(_ANSWER.search(word) for word in boxes[0].classes):
        return 1
    spacers = (_width(element) for element in islice(boxes[0].inside(), _MOST_BEFORE_SPACER))
    return next((width for width in spacers if width is not None), None)


def _width(element: Element) -> int | None:
    """How wide a spacer is: an image a pixel high, that moves a comment to the right."""
    is_spacer = element.name == "img" and element.attr("height") in ("0", "1") and element.attr("width").isdigit()
    return int(element.attr("width")) if is_spacer else None


def _by_depth(depths: Sequence[float | None]) -> list[int | None]:
    """The parent of each item is the nearest one before it that is less deep; all are roots where depth says nothing."""
    least = min((depth for depth in depths if depth is not None), default=0.0)
    known = [depth if depth is not None else min(least, 0.0) for depth in depths]
    if len(set(known)) < 2:
        return [None] * len(depths)
    found: list[int | None] = []
    above: list[int] = []
    for place, depth in enumerate(known):
        while above and known[above[-1]] >= depth:
            above.pop()
        found.append(above[-1] if above else None)
        above.append(place)
    return found


def nested_parents(items: Sequence[Item]) -> list[int | None]:
    """Parents by place in the tree: inside the parent, or in a container right behind it (`div.indented`)."""
    nesting = _Nesting(items)
    for place in range(len(items)):
        nesting.found.append(nesting.parent_of(place))
    return nesting.found


class _Nesting:
    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.found: list[int | None] = []
        self.starts = [item.start for item in items]
        self.roots = {item.start for item in items}
        by_start = {start: place for place, start in enumerate(self.starts)}
        self.around: dict[int, int] = {}
        for place, item in enumerate(items):
            for inner in item.inner:
                self.around[by_start[inner.start]] = place

    def parent_of(self, place: int) -> int | None:
        """Walk up from an item: beside an earlier item of the same level its parent is that one's; a container of
        another kind right behind a comment holds the answers to it; past all siblings the item around it is it."""
        around = self.around.get(place)
        container = self.items[around].roots[0] if around is not None else None
        branch: Element = self.items[place].roots[0]
        while True:
            sibling = branch.previous_sibling
            while sibling is not None:
                first = self._first_in(sibling, place) if isinstance(sibling, Element) else None
                if first is not None and isinstance(sibling, Element):
                    if self._is_level(branch, sibling):
                        return self.found[first]
                    if not self._is_list(first, sibling) and self._holds_answers(branch, sibling):
                        return first
                sibling = sibling.previous_sibling
            above = branch.parent
            if (
                above is container
                or not isinstance(above, Element)
                or (above.index < self.starts[0] and above.last >= self.items[-1].last)
            ):
                return around
            branch = above

    def _first_in(self, element: Element, before: int) -> int | None:
        """The first item, of those before another, that begins in `element`."""
        low, high = 0, before
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] < element.index:
                low = middle + 1
            else:
                high = middle
        return low if low < before and self.starts[low] <= element.last else None

    def _is_level(self, branch: Element, sibling: Element) -> bool:
        """Whether two siblings stand for comments of one level."""
        both_items = branch.index in self.roots and sibling.index in self.roots
        if both_items or (branch.name == sibling.name and branch.name in _SIBLING_TAGS):
            return True
        one_item = branch.index in self.roots or sibling.index in self.roots
        shared = set(branch.classes) & set(sibling.classes) if branch.classes or sibling.classes else True
        return not one_item and branch.name == sibling.name and bool(shared)

    def _is_list(self, first: int, element: Element) -> bool:
        """Whether more comments of the first one's level stand in an element: what follows answers none of them."""
        place = bisect_right(self.starts, self.items[first].last)
        return place < len(self.starts) and self.starts[place] <= element.last

    def _holds_answers(self, branch: Element, sibling: Element) -> bool:
        """Whether `branch` holds the answers to the comment that `sibling` is or holds."""
        if branch.index in self.roots or sibling.role & Role.PING > branch.role & Role.PING:
            return False
        if sibling.index in self.roots or branch.name != sibling.name or branch.role & Role.CHILDREN:
            return True
        around = branch.parent
        shared = set(branch.classes) & set(around.classes) if isinstance(around, Element) else ()
        return any(role_of_name(word) & Role.ITEM for word in shared)  # a box of comments in one of its like
