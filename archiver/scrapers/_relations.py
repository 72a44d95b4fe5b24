"""How groups of places stand to each other: the same comments by another name, boxes around them, parts of them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from archiver.page.content import collapse
from archiver.page.roles import Role
from archiver.scrapers._above import HEADED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.scrapers._fields import Readings
    from archiver.scrapers._items import Group, Item

_LONGEST_BUTTON = 30
"""Most characters of a link to reply, in any language."""

_BEGINNING = 40
"""Characters of a comment by which it is looked for."""

_MOST = 0.75
"""Share of a comment's text from which on an element inside it is the same comment, not an answer to it."""


def is_same(group: Group, known: Group) -> bool:
    """Whether each item of a group is around one of another group that has at least as many, or most of what one says."""
    if len(group.items) > len(known.items):
        return False
    starts = [item.start for item in known.items]
    reach = list(accumulate((item.last for item in known.items), max))
    places = [(bisect_right(starts, item.last), item) for item in group.items]
    if not all(place and reach[place - 1] >= item.start for place, item in places):
        return False
    return sum(_is_most(item, known.items[place - 1]) for place, item in places) * 2 > len(places)


def _is_most(item: Item, around: Item) -> bool:
    """Whether an item, where it stands in another, holds most of its text but for that of the items inside."""
    if item.start <= around.start:
        return True
    return _length(item) >= _MOST * (_length(around) - sum(map(_length, around.inner)))


def _length(item: Item) -> int:
    return item.roots[-1].text_after - item.roots[0].text_before


def are_buttons(group: Group, known: Group) -> bool:
    """Whether the items of a group are boxes with a word or two in the items of another: links to reply."""
    starts = [item.start for item in known.items]
    places = [(bisect_right(starts, item.start), item) for item in group.items]
    return all(
        place and item.last <= known.items[place - 1].last and item.roots[0].text_length <= _LONGEST_BUTTON
        for place, item in places
    )


def is_around(outer: Group, inner: Group) -> bool:
    """Whether a group's items are boxes around several of another, or its only one is that of the answers to one."""
    box = outer.items[0].roots[0]
    if len(outer.items) > 1 or not box.role & Role.CHILDREN:
        return _contains(outer, inner)
    held = [box.holds(item.roots[0]) for item in inner.items]
    return any(held) and len(held) > 1


def _contains(outer: Group, inner: Group) -> bool:
    """Whether a group's items are boxes around several items of another: what holds comments is not one."""
    if len(inner.items) <= len(outer.items):
        return False
    starts = [item.start for item in inner.items]
    firsts = ((bisect_right(starts, box.start), box) for box in outer.items)
    return all(place < len(starts) and inner.items[place].last <= box.last for place, box in firsts)


def is_box_of(readings: Readings, group: Group, inner: Group) -> bool:
    """Whether the first of a group's items is but a box around another, which is no smaller, neither with a telling name:
    around several with which it begins and that make up most of it, or around a single one that says the same of author
    and date, and hardly less besides."""
    box, items = group.items[0], inner.items
    if (
        len(group.items) > len(items)
        or not (box.start < items[0].start and items[-1].last <= box.last)
        or max(group.evidence, inner.evidence) >= 1.0
    ):
        return False
    if len(items) > 1:
        length = sum(_length(item) - sum(map(_length, item.inner)) for item in items)
        return box.roots[0].text_before == items[0].roots[0].text_before and length >= _MOST * _length(box)
    (around,), (said,) = readings.of([box]), readings.of(items)
    is_same = (around.author, around.published) == (said.author, said.published)
    return is_same and 2 * len(said.text) > len(around.text)


def is_part_of_any(group: Group, around: Group) -> bool:
    """Whether the first of a group's items stands in one of another's."""
    first = group.items[0]
    return any(item.start < first.start <= item.last for item in around.items)


def is_part(group: Group, around: Group) -> bool:
    """Whether a single item stands in one of several others of which names or a heading say as much."""
    if len(group.items) > 1 or len(around.items) == 1 or group.evidence > around.evidence:
        return False
    (part,) = group.items
    return any(item.start <= part.start and part.last <= item.last for item in around.items)


def _reach(group: Group) -> tuple[int, int]:
    """`Element.index` of the first and the last element in a group's items."""
    return group.items[0].start, max(item.last for item in group.items)


def _shows(group: Group, text: str) -> bool:
    """Whether a text stands somewhere between the first and the last of a group's items: what takes long to read is not
    read if it does not."""
    root, end = group.items[0].roots[0], max(item.roots[-1].end for item in group.items)
    return text in collapse(root.tree.text[root.begin : end])


def is_of_others(group: Group, other: Group) -> bool:
    """Whether a group is of something else than comments, as another stands apart from it: below a heading while
    this one has none, or before it below the same one."""
    is_same = group.heading is not None and group.heading == other.heading
    if not is_same and (group.evidence >= HEADED or other.heading is None or other.evidence < HEADED):
        return False
    (start, end), (first, last) = _reach(other), _reach(group)
    is_behind, is_before = end < first, last < start
    return is_behind or (is_before and not is_same)


def has_all(items: Sequence[Item], chosen: Sequence[Item]) -> bool:
    """Whether the chosen are among the items: by another name they are of one list."""
    starts = {item.start for item in items}
    return len(items) > len(chosen) and all(item.start in starts for item in chosen)


def is_repeated(readings: Readings, group: Group, other: Group) -> bool:
    """Whether another group stands apart from a smaller one and says all of it once more: "All comments" below the best."""
    if len(group.items) >= len(other.items):
        return False
    (start, end), (first, last) = _reach(other), _reach(group)
    if first <= end and start <= last:
        return False
    fields = readings.of(group.items)
    if not _shows(other, fields[0].text[:_BEGINNING]):
        return False
    said = {(field.author, field.published, field.text) for field in readings.of(other.items)}
    return all((field.author, field.published, field.text) in said for field in fields)
