"""Places on the page that may be comments: elements that share an id pattern, a telling class name, or a place.

A comment is one of several elements that repeat author, date and text. Here they are only gathered into groups;
`_groups.py` decides which group it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import Element, in_order, names
from archiver.page.roles import BARE_ID, MANY_COMMENTS, Role, comment_id, role_of_name
from archiver.scrapers._announced import ABOUT_US, CLOSED, COMMENTS, LONGEST_TITLE, says_none, says_only_comments
from archiver.scrapers._count import count_in
from archiver.scrapers._elsewhere import stand_elsewhere
from archiver.scrapers._likeness import LEAST_TEXT, LISTS, VOLATILE, alike_in, by_style, likeness, with_answers
from archiver.scrapers._when import has_date

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from bs4.element import PageElement

    from archiver.page.document import Document

_NOT_ITEMS = names(
    "html head body script link meta title form a img time abbr ul ol dl tbody table h1 h2 h3 h4 h5 h6 span b "
    "cite br label hr nav"
)
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "b"))
_TITLE_TAGS = _HEADING_TAGS | {"li", "legend", "summary", "td", "th"}
"""What may say hardly more than "Comments"."""
_HEADLINES = frozenset(("h2", "h3", "h4", "h5", "h6"))
_NAMED = Role.AUTHOR | Role.DATE
_LONGEST_BESIDE = 80
"""Most characters beside a comment's text: a name, a date."""

HEADED = 0.8
"""Evidence of a group right below a heading that says hardly more than "5 comments", or in a list named so."""
_SURE = 1.5
"""Evidence of names that speak of a single comment."""
COUNTED = 0.9
"""Evidence of a group below a heading that counts as many comments."""
_LEAST_LIST = 40
"""Least characters of what holds comments."""
_LONGEST_LEAD = 300
"""Most characters between a heading and the list that it announces: "Log in to comment"."""
_NEAR_FORM = 8
"""Most elements between a thread and the form below it."""
_HIGHEST = 5
"""Boxes around comments of which one may be named after them."""
_MOST_LEAD = 12
"""Short elements between them: the heads of a table's columns."""
_MOST_BEFORE = 100
"""Short elements before a place that are looked at for a heading; most are the first or the second."""


@dataclass(eq=False, slots=True)
class Item:
    """The place of one comment: one element, a `dt` with its `dd`s, or a head with what follows it."""

    roots: tuple[Element, ...]
    inner: list[Item] = field(default_factory=list)
    """Items that stand inside this one, outermost only."""
    nodes: tuple[PageElement, ...] = ()
    """Its elements with the bare text before, between and behind them, where it is not a single element."""

    def alone(self) -> Item:
        """The same place, without the items inside."""
        return Item(self.roots, nodes=self.nodes)

    @property
    def start(self) -> int:
        """`Element.index` of its first element."""
        return self.roots[0].index

    @property
    def last(self) -> int:
        """`Element.index` of its last element."""
        return self.roots[-1].last

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
            if not kept and evidence >= _SURE:
                self.sheltered.append(Group(key, nest(items_of(members)), evidence))
            if kept:
                groups.append(Group(key, nest(items_of(kept)), evidence))
                groups += self._sections(key, kept, evidence)
        return groups

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
                members = self._announced_only(alike_here)
                is_boxed = len(members) > 1 and any(box.holds(members[0]) for box in boxes)
                is_several = len(members) > 1 or key.partition(".")[0] not in LISTS
                if is_several and (is_boxed or self._is_announced(key, members)):
                    items = nest(items_of(with_answers(key, members)))
                    evidence = self._heading_evidence(members[0], {len(members), len(items)})
                    groups.append(Group(key, items, evidence))
                    groups += self._sections(key, members, 0.5)
                for style, same in by_style(key, members).items():
                    if len(same) > 1 and self._is_announced(style, same):
                        evidence = self._heading_evidence(same[0], {len(same)})
                        groups.append(Group(style, nest(items_of(same)), evidence))
        return groups

    def _announced_only(self, members: list[Element]) -> list[Element]:
        """Elements behind the one heading between them that says hardly more than "Comments": the post may be in a box
        like those of its comments."""
        if len(members) == 1 or not self._announcing:
            return members
        first, last = bisect_right(self._announcing, members[0].last), bisect_left(self._announcing, members[-1].index)
        if last - first != 1:
            return members
        heading = self._announcing[first]
        if any(member.index < heading <= member.last for member in members):
            return members
        return [member for member in members if member.index > heading]

    @cached_property
    def _announcing(self) -> list[int]:
        """Where the headings stand that say hardly more than "Comments"."""
        short = (e for e in self.elements.named(*_HEADLINES) if 0 < e.text_length <= LONGEST_TITLE)
        return [e.index for e in short if not self.elsewhere[e.index] and says_only_comments(inline_text(e))]

    def _heading_evidence(self, first: Element, numbers: Container[int]) -> float:
        """More where the list around is named after comments, or the nearest heading before says hardly more than that,
        most where it counts as many."""
        for element, text in self.lines_before(first, most=_MOST_LEAD):
            is_short = says_only_comments(text)
            if element.name in _HEADLINES or (element.name in _TITLE_TAGS and is_short):
                if first.text_before - element.text_after > _LONGEST_LEAD:
                    break
                if count_in(text) in numbers:
                    return COUNTED
                if is_short:
                    return HEADED
                break
        is_list = first.outer is not None and first.outer.role & Role.LIST and not first.outer.role & Role.FORM
        return HEADED if is_list else 0.5

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

    def _is_announced(self, key: str, members: list[Element]) -> bool:
        """Whether the list around elements is named after comments, or (for several) a short line before speaks of them
        or tells how many they are."""
        first = members[0]
        if len(members) == 1 and first.first("h1") is not None:
            return False
        for above in islice(first.above(), _HIGHEST):
            if above.name in ("body", "html"):
                break
            if above.role & Role.LIST:
                return True
        if len(members) == 1:
            return self._is_announced_alone(key, first)
        number = re.compile(rf"(?<!\d){len(members)}(?!\d)")
        is_below = False
        for element, text in self.lines_before(first, most=6):
            if is_below and self.elsewhere[element.index]:
                return False  # "Leave a comment" above a form, and below it another heading: for related posts
            if ABOUT_US.search(text) or says_none(text):
                return False
            if CLOSED.search(text):
                continue
            if COMMENTS.search(text) or (element.name in _HEADING_TAGS and number.search(text)):
                return True
            if element.name in _HEADLINES and not self.elsewhere[element.index]:  # of another list
                return all(map(_says_comment, members))
            is_below = is_below or element.name in _HEADLINES
        return all(map(_says_comment, members)) or self._is_before_form(members[-1])

    def _is_announced_alone(self, key: str, only: Element) -> bool:
        """Whether right above an element a line says hardly more than "Comments", or a heading counts as many as there are
        with the answers in it: "One reply to Hello"."""
        for place, (element, text) in enumerate(self.lines_before(only, most=4)):
            if says_none(text):
                return False
            is_title = element.name in _HEADLINES or (element.name in _HEADING_TAGS and len(text) <= LONGEST_TITLE // 2)
            if place < 2 and is_title and says_only_comments(text):
                return True
            count = count_in(text) if element.name in _HEADLINES else None
            if count is not None:
                return count in (1, len(with_answers(key, [only])))
        return False

    def _is_before_form(self, last: Element) -> bool:
        """Whether right below an element a heading invites to comment, above a form."""
        behind = self.elements[last.last + 1 : last.last + 1 + _NEAR_FORM]
        if not any(e.name == "form" for e in behind):
            return False
        short = (e for e in behind if e.name in _HEADLINES and 0 < e.text_length <= 2 * LONGEST_TITLE)
        return any(COMMENTS.search(inline_text(e)) for e in short)

    def lines_before(self, first: Element, *, most: int) -> Iterator[tuple[Element, str]]:
        """Short elements with their text, from an element backwards."""
        short = self._short
        end = bisect_left(short, first.index)
        for place in reversed(short[max(0, end - _MOST_BEFORE) : end]):
            element = self.elements[place]
            if element.last < first.index:
                yield element, inline_text(element)
                most -= 1
                if not most:
                    return

    @cached_property
    def _short(self) -> list[int]:
        """Where the elements stand that have a little text."""
        return [element.index for element in self.elements if 0 < element.text_length <= 120]


def _keys(element: Element) -> Iterator[tuple[str, float]]:
    """(key, evidence) of each group that an element belongs to."""
    name = comment_id(element)
    if name and not role_of_name(name.lower()) & (Role.FORM | Role.ACTION | Role.ELSEWHERE):
        yield f"{element.name}#{re.sub(r'[0-9]+', '0', name)}", 0.5 if BARE_ID.match(name) else 3.0
    if not element.role & Role.ITEM:
        return
    for word in element.classes:
        role = role_of_name(word)
        if role & Role.ITEM and not role & Role.FORM and not VOLATILE.fullmatch(word):
            yield f"{element.name}.{word}", 2.0 if word in ("comment", "h-cite") else 1.5
    types = f"{element.attr('itemtype')} {element.attr('typeof')}".lower().rstrip()
    is_typed = types.endswith(("/comment", "/usercomments", ":comment"))
    if is_typed or element.attr("itemprop").lower() == "comment":
        yield f"{element.name}@comment", 3.0


def _says_comment(element: Element) -> bool:
    """Whether an element's text begins with a word for a comment: "Comment by Fred"."""
    return COMMENTS.match(element.tree.text[element.begin : element.begin + LONGEST_TITLE].lstrip()) is not None


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
