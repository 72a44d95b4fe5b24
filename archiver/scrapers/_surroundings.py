"""Where on a page the author and the date of a post may stand: around its headline, and behind its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from archiver.page.content import collapse, inline_text
from archiver.page.dom import BLOCKS, HEADINGS, Element
from archiver.page.roles import Role
from archiver.page.urls import absolute, is_home, page_key
from archiver.scrapers._lines import holds_block
from archiver.scrapers._words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archiver.page.document import Document
    from archiver.scrapers._items import Item

POSTED = Words(
    r"posted|published|written|gast(?:beitrag|artikel|bijdrage)|guest (?:post|blog)|veröffentlicht|geschrieben|erstellt|eingetragen|abgelegt|publié|posté par|rédigé par|mis en ligne|publicado|"
    r"pubblicato|postato|inserito da|postado|geplaatst|publicerad|skriven|postet|skrevet|publisert|opublikowan|опубликован|entry|投稿|发布|نوشته شده|منتشر شد"
)
"""Words of sentences that tell when and by whom a post was written: "This entry was posted on …"."""

AUTHOR_PATH = re.compile(
    r"(?:^|/)(?:authors?|autor(?:en|es|a|i)?|auteurs?|autore|forfatter|experts?|contributors?|writers?|columnists?|bloggers?|"
    r"journalists?|persone|people|personen|redaktor|redakteur(?:e|in)?|staff|profiles?|profil|members?|users?|u|автор|авторы)/(?P<who>[^/?#]+)|[?&]author=",
    re.IGNORECASE,
)
"""Where the pages of authors stand."""

_ABOVE = 30
"""Elements above the headline that are looked at: a date over a title, a breadcrumb."""

_NEAR = 500
"""Elements below the headline that are looked at, wherever the article begins."""

_BELOW = 150
"""Elements behind the article that are looked at: a byline at its end, a box about the author."""

_BESIDE = 8
"""Elements between the headline and a line right beside it."""

_LONGEST_BESIDE = 100

_LETTERS = 8
"""Characters between an element and the article's end that count as one element: there may be many without text."""
_BEHIND = 15
"""How far the end of an article is from its headline, in elements, for a byline."""

_EDGE = 250
"""Characters at the beginning and end of an article where a byline may be part of it."""

_LEVELS_OF_CARD = 4
_LONGEST_CARD = 600
"""Elements around a byline, and characters, in which the headline of another post makes it that post's."""

_FOREIGN_ROLES = Role.ELSEWHERE | Role.ITEM | Role.FORM
_FOREIGN_NAMES = frozenset(("nav", "form", "script", "title", "aside", "article", "blockquote"))
"""What may not belong to the post says so in one of these ways."""

_LONGEST_POSTED = 150
_LONGEST = 700
"""Most characters of an element that is looked at: a paragraph that tells who wrote the post and when."""


@dataclass(frozen=True)
class Surroundings:
    """The parts of a page that a post's byline is looked for around."""

    document: Document
    headline: Element | None
    article: Element | None
    items: Sequence[Item]

    @cached_property
    def start(self) -> int:
        """Index of the headline, else of the article."""
        place = self.headline if self.headline is not None else self.article
        return place.index if place is not None else 0

    def is_of_comment(self, element: Element) -> bool:
        """Whether an element stands in a comment."""
        starts, reach = self._comments
        place = bisect_right(starts, element.index)
        return place > 0 and reach[place - 1] >= element.index

    @cached_property
    def _comments(self) -> tuple[list[int], list[int]]:
        """Where comments begin, and how far they and those before them reach."""
        items = sorted((item.start, item.last) for item in self.items)
        return [start for start, _ in items], list(accumulate((last for _, last in items), max))

    @cached_property
    def elements(self) -> list[Element]:
        """Elements with little text from a little above the headline to the first comment: not in sidebars, navigation
        or teasers, and in the article only near its edges or where their names say that they are not its text."""
        return list(self._elements())

    @cached_property
    def lines(self) -> list[tuple[Element, str]]:
        """These elements with the text that they have of their own, outside of blocks in them."""
        return [(element, own_line(element)) for element in self.elements]

    def _elements(self) -> Iterator[Element]:
        until = before = -1
        for element in self._region():
            if element.index != before + 1:  # the region may begin in the middle of a sidebar
                until = max((above.last for above in element.above() if self._is_foreign(above)), default=until)
            before = element.index
            if element.index <= until or not element.text_length:
                continue
            if self._is_foreign(element):
                until = element.last
            elif element.text_length <= _LONGEST and not self._is_in_text(element):
                yield element

    def _region(self) -> Iterator[Element]:
        """From a little above the headline to a little below the article, but for what is far from both."""
        elements, article = self.document.elements, self.article
        end = self.items[0].start if self.items else len(elements)
        near = min(end, self.start + _NEAR)
        yield from elements[max(0, self.start - _ABOVE) : near]
        if article is not None:
            yield from elements[max(near, article.index - _ABOVE) : min(end, max(article.last, self.start) + _BELOW)]

    def _is_foreign(self, element: Element) -> bool:
        """For navigation, sidebars, other posts, and comments (also those that the article quotes)."""
        if not (element.role & _FOREIGN_ROLES or element.name in _FOREIGN_NAMES):
            return False
        if element.name in ("nav", "form", "script", "title"):
            return True
        if self.headline is not None and element.holds(self.headline):
            return False
        if element.name == "aside" and element.text_length > 300:
            return True
        if self.article is not None and element.holds(self.article):
            return False
        if element.name == "article" and self._is_teaser(element):
            return True
        role = element.role
        if role & Role.FORM and self.article is not None and element.index > self.article.last:
            return True
        if role & Role.ELSEWHERE and (self._is_byline_beside_headline(element) or self._is_head(element)):
            return False
        return element.name == "blockquote" or bool(role & (Role.ELSEWHERE | Role.ITEM))

    def _is_teaser(self, box: Element) -> bool:
        """For an `<article>` with a heading behind this one."""
        behind = self.article is not None and box.index > self.article.last
        return behind and box.first(*HEADINGS) is not None

    def is_in_card(self, element: Element, name: str = "") -> bool:
        """Whether an element stands in a box with the linked headline of another post, which is not the name that it tells."""
        if self.article is None:
            return False
        box: Element | None = None
        for above in (element, *islice(element.above(), _LEVELS_OF_CARD)):
            if above.text_length > _LONGEST_CARD or above.holds(self.article):
                break
            if self.headline is not None and above.holds(self.headline):
                break
            box = above
        headings = box.inside(*HEADINGS) if box is not None else []
        others = (heading for heading in headings if not heading.holds(element) and inline_text(heading) not in name)
        return any(map(self._leads_elsewhere, others))

    def is_in_banner(self, element: Element) -> bool:
        """Whether an element stands in the `<header>` of the site, with a link to its home page: today's date."""
        if element.index >= self.start:
            return False
        for above in element.above():
            if self.headline is not None and above.holds(self.headline):
                return False
            if above.name == "header" and not any(outer.name == "article" for outer in above.above()):
                links = (absolute(link.attr("href"), self.document.base_url) for link in above.inside("a"))
                return any(is_home(url) for url in links if url)
        return False

    def is_past_beginning(self, element: Element, before: int) -> bool:
        """Whether an element stands in the article, behind its first words, and the element of index `before` above it."""
        article = self.article
        if article is None or not before < article.index <= element.index <= article.last:
            return False
        return element.text_before - article.text_before > _LONGEST_BESIDE

    def _leads_elsewhere(self, heading: Element) -> bool:
        """Whether a heading is a link, but not to this page or a person's."""
        if heading is self.headline:
            return False
        link = heading.first("a") or next((above for above in islice(heading.above(), 2) if above.name == "a"), None)
        return link is not None and self._is_to_other_page(link)

    def _is_to_other_page(self, link: Element) -> bool:
        """Whether a link leads neither to this page nor to a person's."""
        href = link.attr("href")
        url = absolute(href, self.document.base_url) if href and not AUTHOR_PATH.search(href) else None
        return url is not None and page_key(url) != page_key(self.document.url)

    def is_in_linked_card(self, element: Element, others: int) -> bool:
        """Whether an element stands in a link to another page that holds so many characters of other text."""
        link = next((above for above in islice(element.above(), _LEVELS_OF_CARD) if above.name == "a"), None)
        if link is None or link.text_length - element.text_length < others:
            return False
        return self._is_to_other_page(link)

    def _is_byline_beside_headline(self, element: Element) -> bool:
        """For a line with a date right beside the headline: themes that show a headline in a teaser's markup name its
        byline so."""
        return (
            element.text_length <= _LONGEST_BESIDE
            and self.headline is not None
            and element.outer is self.headline.outer
            and abs(element.index - self.headline.last) <= _BESIDE
            and any(char.isdecimal() for char in inline_text(element))
        )

    def _is_head(self, element: Element) -> bool:
        """Whether an element is the `<header>` of an article, or the time in it, with a heading that says the headline
        once more: a template may call it a navigation bar."""
        head = element.outer if element.name == "time" else element
        is_near = self.start < element.index <= self.start + _NEAR
        if head is None or head.name != "header" or self.headline is None or not is_near:
            return False
        heading = head.first(*HEADINGS)
        return heading is not None and inline_text(heading) == inline_text(self.headline)

    def _is_in_text(self, element: Element) -> bool:
        """Whether an element is in the midst of the article's text."""
        article = self.article
        if article is None or element.role & (Role.DATE | Role.AUTHOR | Role.ACTION):
            return False
        if element.text_before - article.text_before < _EDGE or article.text_after - element.text_after < _EDGE:
            return False
        if self.headline is not None and article.holds(self.headline) and element.index <= self.headline.last + 15:
            return False
        return element.text_length > _LONGEST_POSTED or not POSTED.match(element.raw.lstrip())

    def text_between(self, element: Element) -> int:
        """How many characters stand between the headline and an element below it."""
        return element.text_before - self.headline.text_after if self.headline is not None else 0

    def distance(self, element: Element) -> int:
        """How far an element is from the headline, in elements; what stands at or behind the article's end is near it."""
        away, article = abs(element.index - self.start), self.article
        if article is None or element.index < article.index:
            return away
        left = article.text_after - element.text_after
        if left > _EDGE:
            return away
        beside = abs(element.index - article.last)
        return min(away, _BEHIND + (min(beside, left // _LETTERS) if left > 0 else beside))


def own_line(element: Element) -> str:
    """The text that an element has of its own, outside of blocks in it."""
    if element.last == element.index:
        return inline_text(element)
    parts = [
        part
        for part in element.contents
        if not isinstance(part, Element) or (part.name not in BLOCKS and not holds_block(part))
    ]
    return collapse(" ".join(inline_text(part) for part in parts))


def label_beside(element: Element) -> str:
    """The text of the cell or term before a cell of a table or a description; empty for other elements."""
    label = element.previous_sibling if element.name in ("td", "dd") else None
    while label is not None and not isinstance(label, Element):
        label = label.previous_sibling
    return inline_text(label) if label is not None else ""
