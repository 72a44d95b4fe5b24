"""A page as scrapers see it: its soup, what its head says, its language, and the dates in its text."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from archiver.page.build import parse
from archiver.page.content import collapse, inline_text
from archiver.page.dates import Date, DayOrder, date_in_url, day_order, find_date, parse_iso
from archiver.page.dom import Element
from archiver.page.encoding import decode
from archiver.page.jsonld import parse as read_json
from archiver.page.metadata import Metadata, read_metadata
from archiver.page.roles import Role
from archiver.page.sniff import HEAD, markup
from archiver.page.urls import absolute

if TYPE_CHECKING:
    from bs4.element import NavigableString

    from archiver.page.dom import Elements, Soup
    from archiver.page.feed import Feed
    from archiver.records import Page

_LONGEST_DATE_TEXT = 450
_LONGEST_ATTRIBUTE = 200
DATE_ATTRIBUTES = ("datetime", "content", "title", "data-timestamp", "data-time", "data-date", "data-created")
"""Where elements state a date for programs."""
_LONGEST_WIDGET = 30
"""Longest text of a widget that shows day, month and year in elements of their own, without white space between."""
_AMERICAN = re.compile(r"(?<![\d/])(?:[1-9]|1[0-2])/[1-9]/\d{4},? \d{1,2}:\d\d(?::\d\d)? [AP]M\b")
"""How only the American form of English dates looks: 8/5/2010 11:49 AM. (Elsewhere noughts or small letters stand.)"""

_TWELVE_HOURS = r"\.\d{1,2}\.\d\d[\s,]{0,2}(?:(?:at|/|@|-)\s)?\d{1,2}(?::\d\d){0,2}\s?[AaPp]\.?[Mm]\b"
_NUMERIC_DATE = re.compile(
    rf"\d(?<![\d.,/:-]\d)(?:\d{{0,3}}\s?[/-]\s?\d{{1,2}}\s?[/-]\s?\d{{2,4}}(?![\d/-])|\d?{_TWELVE_HOURS})"
)
_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_BEGINNING = 5000
"""Characters of a page in which its language shows."""
_LEAST_WORDS = 40
_ENGLISH = frozenset(("the", "and"))
_AMBIGUOUS = re.compile(rf"\d(?:\s?[/\u2044\uff0f\u2010-\u2015\u2212\uff0d-]\s?\d|{_TWELVE_HOURS})")
"""Only of numbers around a slash or a dash, or of those around dots with a clock of twelve hours behind them ("3.22.09 at
4 pm"), it is asked whether the day or the month is first."""


class Document:
    """Everything that scrapers read of one page. All parts are computed on first use, and none changes afterwards."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._dates: dict[int, Date | None] = {}
        self._read_dates: dict[str, Date | None] = {}

    def close(self) -> None:
        """Free the memory of the page's tree; nothing of it may be read afterwards."""
        if "soup" in self.__dict__:
            self.soup.close()

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        return decode(self.page.body, self.page.headers.get("content-type"))

    @property
    def text(self) -> str:
        """The page's source."""
        return self._decoded[0]

    @property
    def encoding(self) -> str:
        """The name of the encoding that the source was read in."""
        return self._decoded[1]

    @cached_property
    def soup(self) -> Soup:
        """The tree of an HTML page."""
        return parse(self.text)

    @cached_property
    def elements(self) -> Elements:
        """All elements of the tree, in document order."""
        return self.soup.elements

    @cached_property
    def data(self) -> Any:
        """The value of a page that is JSON, `None` for any other page."""
        return read_json(self.text) if self.page.body.lstrip()[:1] in (b"{", b"[") else None

    @property
    def is_data(self) -> bool:
        """Whether the page is JSON or XML, and not HTML."""
        return self.data is not None or self._is_xml

    @cached_property
    def _is_xml(self) -> bool:
        return markup(self.page.body[:HEAD]) == "xml"

    @cached_property
    def feed(self) -> Feed | None:
        """The feed that a page of RSS or Atom is, `None` for any other page."""
        if not self._is_xml:
            return None
        # feedparser is loaded for feeds only: it takes a tenth of a second.
        from archiver.page.feed import read_feed

        return read_feed(self.page.body, self.page.final_url)

    @cached_property
    def base_url(self) -> str:
        """What relative links are resolved against: `<base href>`, else where the page came from."""
        for element in self.named("base"):
            href = element.attrs.get("href")
            if href:
                return absolute(str(href), self.page.final_url) or self.page.final_url
        return self.page.final_url

    @cached_property
    def url(self) -> str:
        """The canonical link, else where the page came from, without a fragment."""
        return (self.metadata.canonical or self.page.final_url).partition("#")[0]

    @cached_property
    def metadata(self) -> Metadata:
        """What the head and the structured data say."""
        return read_metadata(self.soup, self.base_url)

    @property
    def language(self) -> str | None:
        """The page's language as it says it, e.g. `de-AT`."""
        return self.metadata.language

    def named(self, *names: str) -> list[Element]:
        """All elements with one of these tag names, in document order."""
        return self.elements.named(*names)

    @cached_property
    def links(self) -> list[tuple[Element, str]]:
        """All `<a>` with where they lead, as it is written, in document order."""
        return [(link, link.attr("href")) for link in self.named("a")]

    @cached_property
    def order(self) -> DayOrder:
        """Whether the page writes the day or the month first, from its own dates and its language."""
        text = self.elements.text
        order = day_order((match[0] for match in _NUMERIC_DATE.finditer(text)), self.language)
        if order is DayOrder.UNKNOWN and (self.language or "en").startswith("en") and _AMERICAN.search(text):
            return DayOrder.MONTH_FIRST
        if order is DayOrder.UNKNOWN and self.language is None and _is_european(text):
            return DayOrder.DAY_FIRST
        return order if order is not DayOrder.UNKNOWN else self._order_by_url()

    def _order_by_url(self) -> DayOrder:
        """The one order in which no date of the page is from before the month that its address has, if it is only one:
        "12/2/2012" in /2012/12/blue-door."""
        since = (date_in_url(self.url) or "")[: len("2010-05")]
        dates = list(_SLASHED.finditer(self.elements.text)) if len(since) == len("2010-05") else []
        in_order = {DayOrder.DAY_FIRST: 2, DayOrder.MONTH_FIRST: 1}
        fitting = [o for o, month in in_order.items() if all(f"{m[3]}-{m[month]:0>2}" >= since for m in dates)]
        return fitting[0] if len(fitting) == 1 else DayOrder.UNKNOWN

    def date_in(self, node: NavigableString | Element) -> Date | None:
        """The date that a string, or an element's whole text, says; `None` for long texts, which only mention dates."""
        key = id(node)
        if key not in self._dates:
            text = inline_text(node) if isinstance(node, Element) else collapse(node)
            date = self.read_date(text) if len(text) <= _LONGEST_DATE_TEXT else None
            if (
                date is None
                and isinstance(node, Element)
                and len(text) <= _LONGEST_WIDGET
                and node.last > node.index + 1
            ):
                date = self.read_date(" ".join(inline_text(child) for child in node.contents))
            self._dates[key] = date
        return self._dates[key]

    def shown_date(self, element: Element, date: Date | None) -> str | None:
        """What the page shows of a date: the text of the smallest element that holds all of it, at or below `element`;
        of a text that mostly says something else only the date's own words."""
        if date is None:
            return None
        for child in element.contents:
            if isinstance(child, Element) and child.text_length:
                inner = self.date_in(child)
                if inner is not None and inner.text == date.text:
                    return self.shown_date(child, inner)
        text = inline_text(element)
        if len(date.text) * 2 < len(text):
            return date.text
        beside = {id(inner) for inner in element.inside() if inner.role & Role.ACTION}  # "10 years ago · 3 likes"
        bare = inline_text(element, beside) if beside else text
        return bare if date.text in bare else text

    def read_date(self, text: str) -> Date | None:
        """The first date in a text, read in the page's own day order and language."""
        if text not in self._read_dates:
            order = self.order if _AMBIGUOUS.search(text) else DayOrder.UNKNOWN
            self._read_dates[text] = find_date(text, order=order, language=self.language)
        return self._read_dates[text]

    def exact_date(self, element: Element) -> str | None:
        """The date that an element's attributes state (`datetime`, `content`, `title`, `data-*`), ISO 8601."""
        attrs = element.attrs
        if attrs.keys().isdisjoint(DATE_ATTRIBUTES):
            return None
        for name in DATE_ATTRIBUTES:
            if name in attrs and (value := element.attr(name)) and not value.isalpha():
                exact = parse_iso(value)
                if exact:
                    return exact
                found = self.read_date(value) if len(value) < _LONGEST_ATTRIBUTE else None
                if found and found.value:
                    return found.value
        return None


def _is_european(text: str) -> bool:
    """Whether a page that does not say its language is written in an alphabet, and not in English, of which every twelfth
    word is one of two."""
    words = _WORD.findall(text[:_BEGINNING].lower())
    english = sum(word in _ENGLISH for word in words)
    alphabetic = sum(word[0] < "\u0590" for word in words)
    return len(words) >= _LEAST_WORDS and alphabetic * 2 > len(words) and english * 50 < len(words)
