"""What stands above a place on the page, and whether that announces comments there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.roles import Role
from archiver.scrapers._announced import (
    COMMENTS,
    LONGEST_TITLE,
    Says,
    asks_for_comment,
    said_by_heading,
    says_none,
    says_only_comments,
)
from archiver.scrapers._count import count_in
from archiver.scrapers._likeness import with_answers
from archiver.scrapers._said import ACTION_TEXT

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from archiver.page.document import Document
    from archiver.page.dom import Element

_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "b"))
_TITLE_TAGS = _HEADING_TAGS | {"li", "legend", "summary", "td", "th"}
"""What may say hardly more than "Comments"."""
HEADLINES = frozenset(("h2", "h3", "h4", "h5", "h6"))

HEADED = 0.8
"""Evidence of a group below a heading that says hardly more than "Comments" or counts them, or in a list named so."""
COUNTED = 0.9
"""Evidence of a group below a heading that counts as many comments."""
_UNSURE = 0.5
"""Evidence of a group below a line that speaks of comments."""
_LONGEST_LEAD = 300
"""Most characters between a heading and the list that it announces, but for forms: "Log in to comment"."""
_LONGEST_LINE = 120
NEAR_FORM = 8
"""Most elements between a thread and the form below it."""
_HIGHEST = 5
"""Boxes around comments of which one may be named after them."""
_MOST_LEAD = 12
"""Short elements between them: the heads of a table's columns."""
_MOST_BEFORE = 100
"""Short elements before a place that are looked at for a heading; most are the first or the second."""
_MOST_LOOKS = 4
"""How many times the elements of a page are looked through at most for answers; once is usual."""


class Above:
    """Asks what stands above places of one page."""

    def __init__(self, document: Document, elsewhere: Sequence[bool]) -> None:
        self.elements = document.elements
        self.elsewhere = elsewhere
        """For each element, whether it stands in a sidebar, a widget, a form or the like."""
        self._room = _MOST_LOOKS * len(self.elements)
        self._texts: dict[int, str] = {}

    def lines(self, first: Element, *, most: int) -> Iterator[tuple[Element, str]]:
        """Short elements with their text, from an element backwards, but of forms only the headings; a box around one that
        says the same counts as one with it."""
        short, last = self._short, None
        end = bisect_left(short, first.index)
        for place in reversed(short[max(0, end - _MOST_BEFORE) : end]):
            element = self.elements[place]
            text = self._text_of(element) if element.last < first.index else ""
            if not text:
                continue
            if text != last:
                if not most:
                    return
                last, most = text, most - 1
            yield element, text

    def _text_of(self, element: Element) -> str:
        """Its text, empty where it stands in a form; places near each other ask for the same elements."""
        text = self._texts.get(element.index)
        if text is None:
            text = self._texts[element.index] = "" if self._is_in_form(element) else inline_text(element)
        return text

    @cached_property
    def _short(self) -> list[int]:
        """Where the elements stand that have a little text."""
        return [element.index for element in self.elements if 0 < element.text_length <= _LONGEST_LINE]

    def _is_in_form(self, element: Element) -> bool:
        place = bisect_left(self._forms, element.index, key=_index_of)
        return place > 0 and self._forms[place - 1].holds(element) and element.name not in HEADLINES

    @cached_property
    def _forms(self) -> list[Element]:
        """Forms that are not around comments: one in which to write a comment may stand between heading and thread."""
        return [form for form in self.elements.named("form") if form.text_length and self.elsewhere[form.index]]

    def announced_only(self, members: list[Element]) -> list[Element]:
        """Elements behind the one heading between them that announces comments: the post may be in a box like those of its
        comments. None where one of them holds it: that is the box around the comments."""
        if len(members) == 1 or not self._announcing:
            return members
        first, last = bisect_right(self._announcing, members[0].index), bisect_right(self._announcing, members[-1].last)
        if last - first != 1:
            return members
        heading = self._announcing[first]
        if any(member.index < heading <= member.last for member in members):
            return []
        return [member for member in members if member.index > heading]

    @cached_property
    def _announcing(self) -> list[int]:
        """Where the headings stand that say hardly more than "Comments", or count them."""
        short = (e for e in self.elements.named(*HEADLINES) if 0 < e.text_length <= _LONGEST_LINE)
        texts = ((e.index, inline_text(e)) for e in short if not self.elsewhere[e.index])
        return [index for index, text in texts if says_only_comments(text) or count_in(text)]

    def evidence(self, first: Element, numbers: Container[int]) -> tuple[float, int | None]:
        """How much the nearest heading before an element says that comments follow, or the name of the list around it; most
        where it counts as many as one of some numbers. With it, where that heading stands."""
        for element, text in self.lines(first, most=_MOST_LEAD):
            count = count_in(text)
            is_counted = count in numbers
            if not (is_counted or _is_title(element, text)) or (count is None and asks_for_comment(text)):
                continue
            if self._between(element, first) > _LONGEST_LEAD:
                break
            if is_counted:
                return COUNTED, element.index
            if count or says_only_comments(text):
                return HEADED, element.index
            break
        is_list = first.outer is not None and first.outer.role & Role.LIST and not first.outer.role & Role.FORM
        return (HEADED if is_list else _UNSURE), None

    def _between(self, heading: Element, first: Element) -> int:
        """Characters between a heading and an element, but for those of forms."""
        between = slice(*(bisect_left(self._forms, e.index, key=_index_of) for e in (heading, first)))
        return (
            first.text_before - heading.text_after - sum(form.text_length for form in self._forms[between][:_MOST_LEAD])
        )

    def announces(self, key: str, members: Sequence[Element]) -> bool:
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
            return self._announces_one(key, first)
        number = re.compile(rf"(?<!\d){len(members)}(?!\d)")
        for element, text in self.lines(first, most=6):
            says = said_by_heading(text)
            if says is Says.NO_COMMENTS:
                return False
            if says is Says.CLOSED:
                continue
            if says is Says.COMMENTS or (element.name in _HEADING_TAGS and number.search(text)):
                return True
            if element.name in HEADLINES and not self.elsewhere[element.index]:  # of another list
                return all(map(_says_comment, members))
        if all(map(_says_comment, members)) or self._is_before_form(members[-1]):
            return True
        return self.evidence(first, ())[1] is not None  # a heading above a bar to sort them

    def _announces_one(self, key: str, only: Element) -> bool:
        """Whether right above an element a line says hardly more than "Comments", or a heading counts as many as there are
        with the answers in it: "One reply to Hello"."""
        for place, (element, text) in enumerate(self.lines(only, most=4)):
            if says_none(text):
                return False
            if self.elsewhere[element.index]:
                continue
            is_title = element.name in HEADLINES or (element.name in _HEADING_TAGS and len(text) <= LONGEST_TITLE // 2)
            if place < 2 and is_title and _is_title(element, text) and says_only_comments(text):
                return True
            count = count_in(text) if element.name in HEADLINES else None
            if count is not None:
                return count in (1, len(self.with_answers(key, [only])))
        return False

    def with_answers(self, key: str, members: list[Element]) -> list[Element]:
        """The elements, and those in and beside them that are answers; none of these on a page with hundreds of headings."""
        box = members[0].outer or members[0]
        self._room -= box.last - box.index + 1
        return with_answers(key, members) if self._room > 0 else members

    def _is_before_form(self, last: Element) -> bool:
        """Whether right below an element a heading invites to comment, above a form."""
        behind = self.elements[last.last + 1 : last.last + 1 + NEAR_FORM]
        if not any(e.name == "form" for e in behind):
            return False
        short = (e for e in behind if e.name in HEADLINES and 0 < e.text_length <= 2 * LONGEST_TITLE)
        return any(COMMENTS.search(inline_text(e)) for e in short)


_index_of = attrgetter("index")


def _is_title(element: Element, text: str) -> bool:
    """Whether an element is a heading, or says hardly more than "Comments" without being a button to reply or an entry of
    a menu."""
    if element.name in HEADLINES:
        return True
    if element.name not in _TITLE_TAGS or not says_only_comments(text) or ACTION_TEXT.match(text):
        return False
    link = element.first("a") if element.name == "li" else None
    return link is None or link.text_length < element.text_length


def _says_comment(element: Element) -> bool:
    """Whether an element's text begins with a word for a comment: "Comment by Fred"."""
    return COMMENTS.match(element.tree.text[element.begin : element.begin + LONGEST_TITLE].lstrip()) is not None
