"""Which of the groups that a page offers are its comments: the one that a sample of reads best."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dates import may_be_relative
from archiver.page.document import DATE_ATTRIBUTES
from archiver.page.roles import Role
from archiver.scrapers._above import COUNTED, HEADED
from archiver.scrapers._announced import is_word_for_comments
from archiver.scrapers._answers import with_answers_inside
from archiver.scrapers._boxes import box_groups, enclosing_group
from archiver.scrapers._fields import Readings
from archiver.scrapers._flow import flow_groups, regions
from archiver.scrapers._items import Finder, Group, Item, merged, nest
from archiver.scrapers._leading import are_teasers, have_titles, lead_elsewhere, of_this_post
from archiver.scrapers._likeness import likeness
from archiver.scrapers._lines import lines_of
from archiver.scrapers._pings import speaks_of_pings
from archiver.scrapers._recent import is_recent_list, lead_nowhere
from archiver.scrapers._relations import (
    are_buttons,
    has_all,
    is_around,
    is_box_of,
    is_of_others,
    is_part,
    is_part_of_any,
    is_repeated,
    is_same,
)
from archiver.scrapers._structured import stated_items
from archiver.scrapers._unannounced import are_comments, unannounced_groups
from archiver.scrapers._undated import is_even, named_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.document import Document
    from archiver.page.dom import Element

_SAMPLE = 8
"""Items of a group that are read to rate it; the whole group is read only once it is chosen."""

_MOST_READINGS = 12
"""How many times the elements of a page are read at most in search of its comments; twice is usual."""

_MOST_GROUPS = 100
"""Groups of one kind that are compared with each other; three are usual."""

_LONGEST_COMMENT = 10_000
"""Characters beyond which a single item has to be less than half of the page."""

_LONGEST_HEAD = 140
_LONGEST_BESIDE = 70
"""Most characters of a comment's head, and of what in it is not the date."""

_LONGEST_BREAK = 400
"""Most characters between two comments of one list: an advertisement, a heading."""

_LONGEST_GAP = 3000
"""Most characters between two lists of one thread: a comment form, headings, links."""

_MOST_ELEMENTS = 200
"""Most elements of an item without a telling name, on the average of its group: a comment has a dozen, and what has more
is a part of the page, which it would take long to read."""

_TOLD = 2.0
"""Evidence of what is called a comment, and nothing else."""

_FAIR = 2.0
"""Rating of a group that says two things of three, below which others are looked for as well."""

_CLEAR = 2.7
"""Rating of a group in which hardly a comment is without author or date."""

_DIGIT = re.compile(r"\d")
Rated = list[tuple[float, Group]]


def find_items(document: Document, readings: Readings | None = None) -> list[Item]:
    """The items of the group that reads most like the comments of this page, and of others that belong to it."""
    finder = Finder(document)
    readings = readings or Readings(document)
    named = finder.named_groups()
    rated = _rated(finder, readings, named)
    if not rated:
        sheltered = [group for group in finder.sheltered if lead_nowhere(document, group.items)]
        rated = [(rating, group) for rating, group in _rated(finder, readings, sheltered) if rating >= 2.5]
    if not rated:
        rated = _rated(finder, readings, box_groups(finder))
    said = [pair for pair in rated if not (_is_quoted(finder, pair[1]) or _are_pings(readings, pair[1].items))]
    if all(len(group.items) == 1 for _, group in said):
        boxes = [group.items[0].roots[0] for group in named if len(group.items) == 1 and group.evidence >= 1.0]
        placed = finder.placed_groups(boxes)
        if said:  # what reads like one comment may be the box around several
            placed = [g for g in placed if len(g.items) > 1 and any(is_around(group, g) for _, group in said)]
        elif rated:  # comments stand beside pingbacks, not around them
            placed = [g for g in placed if not any(is_part_of_any(group, g) for _, group in rated)]
        rated += _rated(finder, readings, placed)
    if all(len(group.items) == 1 or group.evidence < HEADED or rating < _FAIR for rating, group in rated):
        found = regions(finder)
        flows = _rated(finder, readings, flow_groups(document, found))
        if rated:  # one comment has an element of its own: a flow that is one as well is but more than it
            flows = [(rating, group) for rating, group in flows if len(group.items) > 1]
        rated += flows or _rated(finder, readings, named_groups(found))
    rated = _without_others(readings, rated)
    if not rated:
        stated = stated_items(document)
        rated = [] if stated else _rated_alone(finder, readings)
        if not rated:
            return stated
    rated.sort(key=lambda pair: (-_weight(*pair), pair[1].items[0].start))
    chosen = rated[0][1].items
    for rating, group in rated[1:]:
        is_sure = group.evidence >= 1.0 or has_all(group.items, chosen)
        if is_sure and rating >= 2.5 and _is_near(chosen, group.items):
            chosen = _joined(readings, chosen, group.items)
    around = enclosing_group(chosen) if rated[0][1].evidence >= 1.0 else None
    if around is not None and not is_same(around, Group("", chosen, 0.0)):
        chosen = _joined(readings, chosen, around.items)
    chosen = of_this_post(document, chosen, readings.of(chosen))
    return with_answers_inside(finder.elements, readings, _together(chosen))


def _without_others(readings: Readings, rated: Rated) -> Rated:
    """The groups without boxes around others and parts of them, without those of which another says all once more (chosen
    comments above all of them), and without what stands apart from announced ones."""
    rated = [pair for pair in rated if not any(is_repeated(readings, pair[1], other) for _, other in rated)]
    rated = [
        (rating, group)
        for rating, group in rated
        if not any(
            is_part(group, inner)
            or (other >= rating and (is_around(group, inner) or is_box_of(readings, group, inner)))
            for other, inner in rated
        )
    ]
    return [pair for pair in rated if not any(is_of_others(pair[1], other) for _, other in rated)]


def _rated_alone(finder: Finder, readings: Readings) -> Rated:
    """Groups that nothing but what they say shows to be comments."""
    rated = _rated(finder, readings, unannounced_groups(finder))
    return [(rating, group) for rating, group in rated if are_comments(readings.of(group.items))]


def _rated(finder: Finder, readings: Readings, groups: list[Group]) -> Rated:
    """The groups that read well enough, with their ratings, the most promising first.

    One that has no more items than a group which reads well, and all of them in or around that one's, is not read: it
    holds the same comments by another name. (One that leaves out much of what they say may hold their answers.)
    """
    rated: Rated = []
    room = _MOST_READINGS * len(finder.elements)
    for place, group in enumerate(sorted(groups, key=lambda group: -_weight(3.0, group))):
        if any(rating >= 2.5 and (is_same(group, known) or are_buttons(group, known)) for rating, known in rated):
            continue
        if room <= 0 or place == _MOST_GROUPS:  # hundreds of boxes in each other, each with a telling name
            break
        room -= min(len(finder.elements), sum(item.last - item.start + 1 for item in group.items))
        rating = rate(finder, readings, group, is_likely=place == 0 and group.evidence >= 2.0)
        if rating >= _least(group):
            rated.append((rating, group))
    return rated


def _least(group: Group) -> float:
    """Least rating of a group, of 3: less is asked of several with telling names than of a single one without."""
    if group.evidence >= 2.0 or (group.evidence >= 1.0 and len(group.items) > 1):
        return 1.6
    if group.evidence >= 1.0:
        return 2.5
    if group.evidence >= HEADED and len(group.items) > 1:
        return 1.6
    if group.evidence >= COUNTED:
        return 1.9
    return _CLEAR if len(group.items) > 1 else 3.0


def _weight(rating: float, group: Group) -> float:
    """How much speaks for a group: its rating, its names, and how many there are."""
    return (rating + 0.4 * group.evidence) * (1 + 0.35 * math.log2(len(group.items)))


def rate(finder: Finder, readings: Readings, group: Group, *, is_likely: bool = False) -> float:
    """How much a group's items read like comments of this page, from 0 to 3: the shares that have an author, a date and
    a text, added up. Of a likely group all items are read, of others a sample."""
    if _is_page(finder, group) or is_recent_list(finder, group.items) or are_teasers(finder.document, group.items):
        return 0.0
    if group.evidence < 1.0 and _are_parts(group.items):
        return 0.0
    if group.evidence < HEADED and not _may_be_clear(group):
        return 0.0
    if group.evidence < 1.0 and sum(map(_is_link_box, group.items[:_SAMPLE])) * 2 > len(group.items[:_SAMPLE]):
        return 0.0
    rating = _reading(readings, group.items, whole=is_likely)
    if HEADED <= group.evidence < 1.0 and rating < _CLEAR and not is_even(readings.of(group.items)):
        return 0.0
    if group.evidence < 1.0 and rating >= _least(group) and _have_titles(readings, group.items):
        return 0.0
    return 0.6 * rating if _is_quoted(finder, group) else rating


def _is_quoted(finder: Finder, group: Group) -> bool:
    """Whether a group stands in the text of an article: the page's own comments stand elsewhere, if there are any."""
    return all(finder.quoted[item.start] for item in group.items)


def _is_page(finder: Finder, group: Group) -> bool:
    """Whether a single item is most of the page, begins with a heading that speaks of comments, or has several dates and no
    telling name: a box around others."""
    if len(group.items) > 1:
        return False
    text = sum(root.text_length for root in group.items[0].roots)
    if text > _LONGEST_COMMENT and text * 2 > finder.elements[0].text_length:
        return True
    if group.evidence >= _TOLD:
        return False
    lines = [line.text for line in lines_of(group.items[0].roots, frozenset()) if len(line.text) <= _LONGEST_HEAD]
    is_headed = bool(lines) and is_word_for_comments(lines[0])
    return is_headed or (group.evidence < 1.0 and _tell_dates(finder.document, lines))


def _tell_dates(document: Document, lines: Sequence[str]) -> bool:
    """Whether several lines say a date and little else."""
    dates = ((text, document.read_date(text)) for text in lines)
    return sum(date is not None and len(text) - len(date.text) <= _LONGEST_BESIDE for text, date in dates) > 1


def _are_parts(items: Sequence[Item]) -> bool:
    """Whether items hold so much that they are rather parts of the page."""
    inner = sum(1 + inner.last - inner.start for item in items for inner in item.inner)
    return sum(1 + item.last - item.start for item in items) - inner > _MOST_ELEMENTS * len(items)


def _is_link_box(item: Item) -> bool:
    """Whether an item is a heading over a list of links: a box of a sidebar."""
    box = item.roots[0]
    links = box.first("ul", "ol") if not item.inner and len(item.roots) == 1 else None
    if links is None or links.text_length * 10 < box.text_length * 7:
        return False
    rows = [row for row in links.parts if row.name == "li"]
    return len(rows) > 1 and all(row.first("a") is not None for row in rows)


def _may_be_clear(group: Group) -> bool:
    """Whether so many of a group's items may have a date that with a name and a text in each it would rate well enough."""
    sample = _sample(group.items)
    return 2 * len(sample) + sum(map(_may_be_dated, sample)) >= _least(group) * len(sample)


def _may_be_dated(item: Item) -> bool:
    """Whether there are digits in an item's text or attributes, or words such as "yesterday"; or one for a ping, which
    needs no date."""
    text = " ".join(inline_text(node) for node in item.nodes or item.roots)
    if _DIGIT.search(text) or may_be_relative(text.lower()) or speaks_of_pings(text):
        return True
    inner = (element for root in item.roots for element in (root, *root.inside()))
    return any(_DIGIT.search(element.attr(name)) for element in inner for name in DATE_ATTRIBUTES)


def _reading(readings: Readings, items: Sequence[Item], *, whole: bool = False) -> float:
    fields = readings.of(items if whole else _sample(items))
    if lead_elsewhere(readings.document, fields):
        return 0.0
    pings = sum(1.0 for f in fields if f.kind != "comment" and f.author)
    comments = [f for f in fields if f.kind == "comment" or not f.author]
    authors = pings + sum(1.0 for f in comments if f.author or f.is_anonymous)
    dates = pings + sum(1.0 for f in comments if f.published or f.published_text)
    texts = pings + sum(1.0 for f in comments if f.text)
    return (authors + dates + texts) / len(fields) if texts and (dates or authors) else 0.0


def _have_titles(readings: Readings, items: Sequence[Item]) -> bool:
    sample = _sample(items)
    return have_titles(readings.document, sample, readings.of(sample))


def _sample(items: Sequence[Item]) -> Sequence[Item]:
    return [*items[: _SAMPLE // 2], *items[-_SAMPLE // 2 :]] if len(items) > _SAMPLE else items


def _are_pings(readings: Readings, items: Sequence[Item]) -> bool:
    """Whether all items are pingbacks: what people wrote may have no telling names beside them."""
    return all(_is_called_ping(item.roots[0]) for item in items) and all(
        f.kind != "comment" for f in readings.of(_sample(items))
    )


def _is_called_ping(root: Element) -> bool:
    if root.outer is not None and root.outer.role & Role.PING:
        return True
    return "ping" in likeness(root) or "trackback" in likeness(root)


def _is_near(chosen: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether others begin inside the chosen or close behind, or end close before: with little text between."""
    first, last = chosen[0].roots[0], max((item.roots[-1] for item in chosen), key=lambda root: root.last)
    after = others[0].roots[0].text_before - last.text_after
    before = first.text_before - others[-1].roots[-1].text_after
    return max(after, before) <= _LONGEST_GAP


def _joined(readings: Readings, chosen: list[Item], others: Sequence[Item]) -> list[Item]:
    """Both, where the others are more comments: beside the chosen (a list of pingbacks) or inside them (replies of
    another class); only the chosen where the others are the same comments again, by another name."""
    taken = {item.start for item in chosen}
    more = [item for item in others if item.start not in taken]
    if not more:
        return chosen
    both, touched = merged(chosen, more)
    is_apart = len(touched) == len(more) and not any(item.inner for item in touched)
    return both if _reading(readings, touched) >= (2.5 if is_apart else 2.8) else chosen


def _together(items: list[Item]) -> list[Item]:
    """The largest run of items with no article between them (of equal ones the last): a thread that the author quotes in
    the midst of a text is not the page's own."""
    runs: list[list[Item]] = []
    end = None
    for item in items:
        is_apart = end is None or item.roots[0].text_before - end > _LONGEST_BREAK
        if is_apart and not (runs and item.nodes):  # text without an element is not counted; lines are of one place
            runs.append([])
        runs[-1].append(item)
        end = max(end or 0, item.roots[-1].text_after)
    if len(runs) == 1:
        return items
    return nest([item.alone() for item in max(reversed(runs), key=len)])
