"""Comments without an element of their own: a short line with author and date, and their text before or behind it.

Hand-made blogs and old templates print comments one after the other into a single element, as paragraphs, as lines that
end with `<br>`, or between rules. Which lines belong together shows only in how the heads are repeated.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from archiver.page.content import collapse, inline_text, is_text
from archiver.page.dom import BLOCKS, HEADINGS, Element
from archiver.page.roles import Role
from archiver.scrapers._above import HEADED
from archiver.scrapers._announced import ABOUT_US, COMMENTS, INVITES, says_none, says_only_comments
from archiver.scrapers._count import count_in
from archiver.scrapers._items import Finder, Group, Item
from archiver.scrapers._likeness import likeness
from archiver.scrapers._lines import holds_block, lines_of
from archiver.scrapers._said import ACTION_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bs4.element import PageElement

    from archiver.page.document import Document

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "b", "strong", "dt", "legend", "td", "th"))
_LONGEST_HEADING = 60
_MOST_REGIONS = 60
"""Boxes and headings that are looked at: five are usual."""
_DAY = len("2010-05-04")
_LONGEST_HEAD = 140
_LONGEST_NAME_LINE = 60
_LONGEST_REST = 70
"""Characters of a head beside its date: a name, "wrote on", "Reply"."""
_LEAD = re.compile(r"[)\]]?\s?[:：](?=\s)")
_RULE = re.compile(r"([-–—_=*~+•])(?: ?\1){0,60}")
_DEEPEST = 5
"""Boxes in each other that are looked into."""
_MOST = 0.75
"""Share of a box's text in a part of it, beside which stand buttons and the like."""
_INITIAL = re.compile(r"\b[^\W\d_]\.$")
"""A head may end with a colon, a sentence with a full stop, and so may a name: "by Ann L."."""
_LONGEST_SIDE = 25
"""Characters on that side of the date where the name is not."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block, or a line that ends with `<br>`, of the element that holds the comments."""

    nodes: tuple[PageElement, ...]
    shape: str
    """The block's tag and classes; empty for a line."""
    heads: tuple[str, ...]
    """Lines that may say who wrote and when: its first, the one below a short first, its last; of a table's row all."""
    text: str

    @property
    def is_rule(self) -> bool:
        return self.shape.startswith("hr.")

    @property
    def rule(self) -> str:
        """What parts this from that: a rule, or a line of one mark, "-" or "* * *"; empty for what says something."""
        return "hr" if self.is_rule else self.text if _RULE.fullmatch(self.text) else ""


@dataclass(frozen=True, slots=True)
class Region:
    """What stands below a heading that speaks of comments, or in a box so named."""

    parts: Sequence[Part]
    """Its blocks and lines."""
    is_announced: bool
    """Whether the heading says little else."""
    heading: int | None = None
    """`Element.index` of the heading; None where it is the box's name that speaks of comments."""
    count: int | None = None
    """How many comments the heading counts."""


def regions(finder: Finder) -> list[Region]:
    """Where comments may stand that have no element of their own."""
    found: list[Region] = []
    seen: set[int] = set()
    for nodes, end, heading in islice(_places(finder), _MOST_REGIONS):
        parts = _parts(_unwrapped(nodes), end)
        first = next(parts, None)
        if first is None or id(first.nodes[0]) in seen or says_none(first.text[:_LONGEST_HEADING]):
            continue
        seen.add(id(first.nodes[0]))
        text = inline_text(heading) if heading is not None else ""
        index = heading.index if heading is not None else None
        found.append(Region([first, *parts], says_only_comments(text), index, count_in(text)))
    return found


def flow_groups(document: Document, regions: Iterable[Region]) -> list[Group]:
    """Groups of comments that only the repetition of their heads tells apart."""
    groups: list[Group] = []
    for region in regions:
        heads = _heads(document, region.parts)
        runs = parted(region.parts, heads) or _runs(region.parts, heads)
        counts = region.count == 1 or (bool(region.count) and len(runs) > 1)
        is_announced = region.is_announced or counts
        if len(runs) == 1 and not is_announced:
            continue
        items = items_of_runs([run for run in runs if any(part.text for part in run)])
        if items:
            groups.append(
                Group("flow", items, HEADED if is_announced else 0.5, region.heading if is_announced else None)
            )
    return groups


def _places(finder: Finder) -> Iterator[tuple[Sequence[PageElement], str, Element | None]]:
    """(nodes, tag at which they end, heading; None where it is the box's name that speaks of comments)."""
    for element in finder.elements:
        if finder.elsewhere[element.index] or element.name in ("html", "body"):
            continue
        if element.role & Role.LIST and element.text_length > _LONGEST_HEAD:
            yield element.contents, "", None
            said = [part for part in element.parts if part.text_length]
            if len(said) > 1 and said[0].name in HEADINGS and holds_block(said[1]):
                yield said[1].contents, "", None
        elif element.name in _HEADINGS and 0 < element.text_length <= _longest(element):
            text = inline_text(element)
            if not COMMENTS.search(text) or ABOUT_US.search(text) or INVITES.search(text) or says_none(text):
                continue
            is_announced = says_only_comments(text)
            if len(text) > _LONGEST_HEADING and count_in(text) is None:
                continue
            heading = element
            while heading.outer is not None and heading.outer.text_length == heading.text_length:
                heading = heading.outer
            following = list(heading.next_siblings)
            end = heading.name if heading.name in HEADINGS or not is_announced else ""
            yield following, end, element
            box = next((node for node in following if isinstance(node, Element) and node.text_length), None)
            for _ in range(_DEEPEST):
                if box is None or not (holds_block(box) or box.first("br") is not None):
                    break
                yield box.contents, "", element
                box = next((part for part in box.parts if part.text_length >= _MOST * box.text_length), None)


def _longest(element: Element) -> int:
    """Most characters of what may announce comments; a heading may go on with the post's title."""
    return 2 * _LONGEST_HEADING if element.name in HEADINGS else _LONGEST_HEADING


def _unwrapped(nodes: Sequence[PageElement]) -> Sequence[PageElement]:
    """The contents of the only element with text, where there is only one."""
    while True:
        said = [node for node in nodes if (node.text_length if isinstance(node, Element) else _is_text(node))]
        if len(said) != 1 or not isinstance(said[0], Element) or said[0].name in ("p", "li"):
            return nodes
        nodes = said[0].contents


def _is_text(node: PageElement) -> bool:
    return is_text(node) and bool(node.strip())


def _parts(nodes: Sequence[PageElement], end: str) -> Iterator[Part]:
    line: list[PageElement] = []
    are_all_boxes = not any(_is_text(node) for node in nodes if not isinstance(node, Element))
    is_begun = False
    for node in nodes:
        is_block = isinstance(node, Element) and node.name != "br" and (node.name in BLOCKS or holds_block(node))
        if not is_block and not (are_all_boxes and isinstance(node, Element) and node.classes):
            line.append(node)
            if isinstance(node, Element) and node.name == "br" and _text(line):
                yield _line(line)
                line, is_begun = [], True
            continue
        if _text(line):
            yield _line(line)
            line, is_begun = [], True
        if isinstance(node, Element):
            if _ends(node, end):
                if is_begun or node.name != "form":
                    return
            elif node.text_length or node.name == "hr":
                yield _block(line, node)
                line, is_begun = [], True
    if _text(line):
        yield _line(line)


def _line(nodes: Sequence[PageElement]) -> Part:
    text = _text(nodes)
    return Part(tuple(nodes), "", (text,), text)


def _block(before: Sequence[PageElement], block: Element) -> Part:
    text = inline_text(block)
    lines = [text] if block.name == "tr" else [line.text for line in lines_of([block], frozenset())] or [text]
    second = lines[1] if len(lines) > 2 and len(lines[0]) <= _LONGEST_NAME_LINE else ""
    return Part((*before, block), likeness(block), (lines[0], second, lines[-1]), text)


def _text(nodes: Iterable[PageElement]) -> str:
    return collapse(" ".join(inline_text(node) for node in nodes))


def _ends(element: Element, end: str) -> bool:
    """Whether the comments are over: at the next heading of the same rank, a form, a box of something else."""
    if element.name == "form" and not element.text_length:
        return False  # a button
    return element.name in ("form", "nav", "h1", end) or bool(
        element.role & (Role.FORM | Role.ELSEWHERE) and not element.role & Role.ITEM
    )


def _heads(document: Document, parts: Sequence[Part]) -> list[int]:
    """The places of the parts that are heads: of those alike that have a date and little else, the most."""
    found: dict[tuple[str, bool, int, str], list[int]] = {}
    for place, part in enumerate(parts):
        for at, text in enumerate(part.heads):
            date = document.read_date(text[:_LONGEST_HEAD])
            lead = _LEAD.match(text, date.end) if date is not None and not part.shape else None
            if lead is not None:  # "Fred (May 4th): I think …" on one line
                text = text[: lead.end()]
            if (
                date is None
                or len(text) > _LONGEST_HEAD
                or not (date.relative or (date.value and len(date.value) >= _DAY))
            ):
                continue
            before, after = text[: date.start].strip(), text[date.end :].strip()
            if len(before) + len(after) <= _LONGEST_REST and min(len(before), len(after)) <= _LONGEST_SIDE:
                ending = text[-1] if text[-1] in ".:!?" and not _INITIAL.search(text) else ""
                found.setdefault((part.shape, bool(before), at, ending), []).append(place)
    return max(found.values(), key=len, default=[])


def parted(parts: Sequence[Part], heads: Sequence[int]) -> list[Sequence[Part]]:
    """The parts of each comment where rules, or lines of one mark, stand between them so that each run has one head; empty
    where none do."""
    rules = Counter(part.rule for part in parts if part.rule)
    if len(heads) < 2 or not rules:
        return []
    rule = "hr" if "hr" in rules else rules.most_common(1)[0][0]
    ends = [-1, *(place for place, part in enumerate(parts) if part.rule == rule), len(parts)]
    runs = [(start + 1, stop) for start, stop in pairwise(ends) if stop - start > 1][: len(heads)]
    are_single = all(bisect_left(heads, stop) - bisect_left(heads, start) == 1 for start, stop in runs)
    return [parts[start:stop] for start, stop in runs] if are_single and len(runs) == len(heads) else []


def _runs(parts: Sequence[Part], heads: Sequence[int]) -> list[Sequence[Part]]:
    """The parts of each comment: from a head to the next, or where nothing follows the last head, up to each head."""
    if not heads or (len(heads) == 1 and not (heads[0] <= 1 or heads[0] == len(parts) - 1)):
        return []
    tail = [part for part in parts[heads[-1] + 1 :] if part.text and not ACTION_TEXT.match(part.text)]
    is_whole = all(part.text not in part.heads for part in (parts[place] for place in heads))
    are_apart = len(heads) > 1 and all(after - before > 1 for before, after in pairwise(heads))
    if not tail and (not is_whole or are_apart):
        starts = [0, *(place + 1 for place in heads)]
    else:
        lead = 1 if _is_named_before(parts, heads) else 0
        starts = [*(place - lead for place in heads), len(parts)]
    runs = [parts[start:stop] for start, stop in pairwise(starts)]
    return [_until_rule(run) for run in runs]


def _is_named_before(parts: Sequence[Part], heads: Sequence[int]) -> bool:
    """Whether before each head stands a line of its own with a name."""
    said = [place for place, part in enumerate(parts) if not part.is_rule]
    order = [bisect_left(said, place) for place in heads]
    gaps = [after - before for before, after in pairwise(order)]
    before = [parts[said[place - 1]] for place in order if place]
    return (
        order[0] == 1
        and min(gaps, default=3) >= 3
        and all(part.text and len(part.text) <= _LONGEST_NAME_LINE for part in before)
        and len({part.shape for part in before}) == 1
    )


def _until_rule(run: Sequence[Part]) -> Sequence[Part]:
    """Without the rules around it and what follows one."""
    said = [place for place, part in enumerate(run) if not part.is_rule]
    run = run[said[0] :] if said else []
    rule = next((place for place, part in enumerate(run) if part.is_rule), len(run))
    return run[:rule]


def items_of_runs(runs: Sequence[Sequence[Part]]) -> list[Item]:
    """The places of the comments that some parts make up; none where one of them has no element at all."""
    items: list[Item] = []
    for run in runs:
        nodes = tuple(node for part in run for node in part.nodes)
        roots = tuple(node for node in nodes if isinstance(node, Element))
        if not roots:
            return []
        items.append(Item(roots, nodes=nodes))
    return items
