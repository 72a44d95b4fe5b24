"""Places on the page that may be comments: elements that share an id pattern, a telling class name, or a place.

A comment is one of several elements that repeat author, date and text. Here they are only gathered into groups;
`_groups.py` decides which group it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import Element, in_order, names
from archiver.page.roles import BARE_ID, MANY_COMMENTS, Role, comment_id, role_of_name
from archiver.scrapers._above import HEADLINES, Above
from archiver.scrapers._announced import COMMENTS, LONGEST_TITLE, asks_for_comment
from archiver.scrapers._elsewhere import stand_elsewhere
from archiver.scrapers._likeness import LEAST_TEXT, LISTS, VOLATILE, alike_in, by_style, likeness
from archiver.scrapers._when import has_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bs4.element import PageElement

    from archiver.page.document import Document

_NOT_ITEMS = names(
    "html head body script link meta title form a img time abbr ul ol dl tbody table h1 h2 h3 h4 h5 h6 span b "
    "cite br label hr nav"
)
_NAMED = Role.AUTHOR | Role.DATE
_LONGEST_BESIDE = 80
"""Most characters beside a comment's text: a name, a date."""

_NUMBERED = 3.0
"""Evidence of ids that count comments, and of microdata."""
_SURE = 1.5
"""Evidence of names that speak of a single comment."""
_LEAST_LIST = 40
"""Least characters of what holds comments."""


@dataclass(eq=False, slots=True)
class Item:
    """The place of one comment: one element, a `dt` with its `dd`s, or a head with what follows it."""

    roots: tuple[Element, ...]
    inner: list[Item] = field(default_factory=list)
    """Items that stand inside this one, outermost only."""
    nodes: tuple[PageElement, ...] = ()
    """Its elements with the bare text before, between and behind them, where it is not a single element."""
    start: int = field(init=False)
    """`Element.index` of its first element."""
    last: int = field(init=False)
    """`Element.index` of its last element."""

    def __post_init__(self) -> None:
        self.start, self.last = self.roots[0].index, self.roots[-1].last

    def alone(self) -> Item:
        """The same place, without the items inside."""
        return Item(self.roots, nodes=self.nodes)

    def own(self, elements: list[Element]) -> Iterator[Element]:
        """Its elements in document order, without those of the items inside it."""
        at = self.start
        for inner in self.inner:
            yield from elements[at : inner.start]
            at = inner.last + 1
        yield from elements[at : self.last + 1]


@dataclass(frozen=True, slots=True)
class Group:
    """Places that are likely all comments, or all not."""

    key: str
    """What they share, for people who look into a page."""
    items: list[Item]
    evidence: float
    """How much their names say that they are comments: 0 nothing, 3 very much."""
    heading: int | None = None
    """`Element.index` of the heading that announces them."""


def nest(items: list[Item]) -> list[Item]:
    """Fill in `inner` of items that stand in document order; the same list."""
    around: list[Item] = []
    for item in items:
        while around and around[-1].last < item.start:
            around.pop()
        if around:
            around[-1].inner.append(item)
        around.append(item)
    return items


def merged(items: Sequence[Item], more: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Both, nested anew; and those of them that are new, or now hold new ones."""
    added = {item.start for item in more}
    both = nest([item.alone() for item in sorted((*items, *more), key=lambda item: item.start)])
    return both, [item for item in both if item.start in added or any(inner.start in added for inner in item.inner)]


class Finder:
    """Gathers the groups of one page."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.elements = document.elements
        self.sheltered: list[Group] = []
        """Groups with telling names that `named_groups` found in sidebars, widgets and the like only: a theme may call the
        box around its comments a widget or a tab."""

    @cached_property
    def elsewhere(self) -> list[bool]:
        """For each element, whether it stands in a sidebar, a widget, a form or the like."""
        return stand_elsewhere(self.document)

    @cached_property
    def above(self) -> Above:
        """What stands above places of the page."""
        return Above(self.document, self.elsewhere)

    @cached_property
    def quoted(self) -> list[bool]:
        """For each element, whether it stands in the text of an article: a thread quoted there is not the page's."""
        flags = [False] * len(self.elements)
        for element in (*self.elements.with_role(Role.ARTICLE), *self.elements.named("blockquote", "q")):
            if not element.role & Role.ITEM:
                flags[element.index + 1 : element.last + 1] = [True] * (element.last - element.index)
        return flags

    def named_groups(self) -> list[Group]:
        """Groups of elements whose names say that they may be comments."""
        keyed: dict[str, tuple[float, list[Element]]] = {}
        numbered = (e for e in self.elements.identified if e.attr("id")[-1:].isdigit() or e.name == "a")
        for element in in_order({*self.elements.with_role(Role.ITEM), *numbered}):
            if not element.text_length or (element.name in _NOT_ITEMS and element.name not in LISTS):
                continue
            for key, evidence in _keys(element):
                keyed.setdefault(key, (evidence, []))[1].append(element)
        keyed.update(self._plurals())
        keyed.update(self._ping_lists())
        groups: list[Group] = []
        for key, (evidence, members) in keyed.items():
            if members[0].name in LISTS and len(members) == 1 and not comment_id(members[0]):
                continue
            kept = [
                e for e in members if (not self.elsewhere[e.index] and not self._holds_headline(e)) or comment_id(e)
            ]
            kept = _without_texts([e for e in kept if not self.quoted[e.index]] or kept)
            kept = [e for e in kept if not _asks(e)]
            if not kept and evidence >= _SURE:
                self.sheltered.append(Group(key, nest(items_of(members)), evidence))
            if kept:
                groups.append(Group(key, nest(items_of(kept)), evidence))
                groups += self._sections(key, kept, evidence)
        return [*groups, *self._rows(), *self._anchored()]

    def _rows(self) -> list[Group]:
        """Comments of several rows of a table, of which the first begins with an empty anchor."""
        keyed: dict[str, list[Element]] = {}
        for anchor in self.elements.identified:
            name = comment_id(anchor) if anchor.name == "a" and not anchor.text_length else None
            if name and (row := _row_of(anchor)) is not None and not self.elsewhere[row.index]:
                keyed.setdefault(_pattern(name), []).append(row)
        return [group for key, rows in keyed.items() for group in self._sections(f"tr of {key}", rows, _NUMBERED)]

    def _anchored(self) -> list[Group]:
        """Tables that each stand right behind an anchor whose name is but a number, or in one that nothing closes: one a
        comment, as PHP-Nuke and its like print them."""
        anchors = (e for e in self.elements.named("a") if e.attr("name").isdecimal() and not self.elsewhere[e.index])
        tables = [table for e in anchors if (table := self._table_at(e)) is not None]
        return [Group("table at a number", nest(items_of(tables)), 0.5)] if len(tables) > 1 else []

    def _table_at(self, anchor: Element) -> Element | None:
        """The table that an anchor begins with or, where it is empty, that follows it."""
        after = next(iter(self.elements[anchor.index + 1 : anchor.index + 2]), None)
        is_near = after is not None and after.name == "table" and after.text_before == anchor.text_before
        return after if is_near else None

    def _ping_lists(self) -> dict[str, tuple[float, list[Element]]]:
        """The items of lists that are named after pingbacks, which may have no more than a linked title and a date."""
        found: dict[str, tuple[float, list[Element]]] = {}
        for element in self.elements.with_role(Role.PING):
            members = [item for item in element.parts if item.name == "li" and item.first("a") is not None]
            if members and element.name in ("ul", "ol"):
                found[f"li in {element.index}"] = (1.0, members)
        return found

    def _holds_headline(self, element: Element) -> bool:
        """Whether the only `<h1>` of the page stands in an element: a section of opinions holds the post."""
        headlines = self.elements.named("h1")
        return len(headlines) == 1 and element.holds(headlines[0])

    def _plurals(self) -> dict[str, tuple[float, list[Element]]]:
        """Elements side by side that are each named "comments": each is one."""
        alike: dict[str, list[Element]] = {}
        for element in self.elements.with_role(Role.LIST):
            if element.name in _NOT_ITEMS or element.outer is None or element.text_length <= LEAST_TEXT:
                continue
            if any(MANY_COMMENTS.fullmatch(word) for word in element.classes):
                alike.setdefault(f"{likeness(element)} in {element.outer.index}", []).append(element)
        return {key: (1.0, members) for key, members in alike.items() if len(members) > 1}

    def placed_groups(self, boxes: Sequence[Element] = ()) -> list[Group]:
        """Groups by place alone: children of one element that look alike, below a heading that speaks of comments or in one
        of the boxes that are named after them."""
        groups: list[Group] = []
        for parent in self.elements:
            if parent.text_length < _LEAST_LIST or self.elsewhere[parent.index]:
                continue
            for key, alike_here in alike_in(parent).items():
                members = self.above.announced_only(alike_here)
                if not members or self.elsewhere[members[0].index]:
                    continue
                is_boxed = len(members) > 1 and any(box.holds(members[0]) for box in boxes)
                is_several = len(members) > 1 or key.partition(".")[0] not in LISTS
                if is_several and (is_boxed or self.above.announces(key, members)):
                    items = nest(items_of(self.above.with_answers(key, members)))
                    evidence, heading = self.above.evidence(members[0], {len(members), len(items)})
                    groups.append(Group(key, items, evidence, heading))
                    groups += self._sections(key, members, 0.5)
                for style, same in by_style(key, members).items():
                    if len(same) > 1 and self.above.announces(style, same):
                        evidence, heading = self.above.evidence(same[0], {len(same)})
                        groups.append(Group(style, nest(items_of(same)), evidence, heading))
        return groups

    def _sections(self, key: str, heads: list[Element], evidence: float) -> list[Group]:
        """Comments without an element of their own: each begins with a short head with a date, and goes on to the next."""
        if len(heads) < 2 or not all(has_date(self.document, head) for head in heads):
            return []
        starts = {head.index for head in heads}
        items = [Item((head, *_until(head, starts))) for head in heads]
        outer = heads[-1].outer
        ends = [*(head.text_before for head in heads[1:]), outer.text_after if outer is not None else 0]
        are_bodies = [end - head.text_after > 0 for head, end in zip(heads, ends, strict=True)]
        has_bodies = sum(are_bodies) * 2 > len(items) and are_bodies[-1]
        return [Group(f"{key} …", items, evidence)] if has_bodies else []


def _row_of(anchor: Element) -> Element | None:
    """The row of a table that begins with an empty anchor."""
    cell = anchor.outer
    row = cell.outer if cell is not None and cell.name == "td" else None
    is_first = row is not None and cell is not None and row.name == "tr" and cell.text_before == row.text_before
    return row if is_first else None


def _pattern(name: str) -> str:
    """What the ids of comments share."""
    return re.sub(r"[0-9]+", "0", name)


def _keys(element: Element) -> Iterator[tuple[str, float]]:
    """(key, evidence) of each group that an element belongs to."""
    name = comment_id(element)
    if name and not role_of_name(name.lower()) & (Role.FORM | Role.ACTION | Role.ELSEWHERE):
        yield f"{element.name}#{_pattern(name)}", 0.5 if BARE_ID.match(name) else _NUMBERED
    if not element.role & Role.ITEM:
        return
    for word in element.classes:
        role = role_of_name(word)
        if role & Role.ITEM and not role & Role.FORM and not VOLATILE.fullmatch(word):
            yield f"{element.name}.{word}", 2.0 if word in ("comment", "h-cite") else 1.5
    types = f"{element.attr('itemtype')} {element.attr('typeof')}".lower().rstrip()
    is_typed = types.endswith(("/comment", "/usercomments", ":comment"))
    if is_typed or element.attr("itemprop").lower() == "comment":
        yield f"{element.name}@comment", _NUMBERED


def _asks(element: Element) -> bool:
    """Whether an element begins with a heading that asks for a comment: it is the box around a form."""
    heading = element.first(*HEADLINES)
    if heading is None or heading.text_before > element.text_before or heading.text_length > 2 * LONGEST_TITLE:
        return False
    text = inline_text(heading)
    return bool(COMMENTS.search(text)) and asks_for_comment(text) and not comment_id(element)


def _without_texts(elements: list[Element]) -> list[Element]:
    """Without the texts of comments, where a template names them like the comments around them: each element holds one
    of its like, that one has neither name nor date inside, and hardly anything stands beside it."""
    boxes, texts = elements[::2], elements[1::2]
    if len(boxes) != len(texts) or not all(map(_is_text_of, texts, boxes)):
        return elements
    return boxes


def _is_text_of(text: Element, box: Element) -> bool:
    beside = box.text_length - text.text_length
    return box.holds(text) and 0 < beside <= _LONGEST_BESIDE and not any(e.role & _NAMED for e in text.inside())


def items_of(elements: Iterable[Element]) -> list[Item]:
    """An item for each element; of a definition list, the term with its descriptions is one."""
    items: list[Item] = []
    for element in elements:
        if element.name == "dt":
            items.append(Item((element, *(e for e in _until(element, frozenset()) if e.name == "dd"))))
        else:
            items.append(Item((element,)))
    return items


def _until(head: Element, starts: Iterable[int]) -> list[Element]:
    """The elements behind a head, up to the next head (of a `dt`, the next `dt`) or a form."""
    found: list[Element] = []
    sibling = head.next_sibling
    while sibling is not None:
        if isinstance(sibling, Element):
            if sibling.index in starts or sibling.name in ("form", "dt") or sibling.role & Role.FORM:
                break
            found.append(sibling)
        sibling = sibling.next_sibling
    return found
