"""Boxes that announce other posts of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.page.dates import has_year
from archiver.page.dom import HEADINGS, Element
from archiver.page.urls import absolute, is_home, page_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.page.document import Document

_HEADINGS = ("h2", "h3", "h4")
_LONGEST_TEASER = 600
_LEAST_TEASERS = 3
"""Characters of a box that announces another post, and how many there are of them."""

_LEAST_BLOCK = 25
"""Characters of a teaser's text."""

_LEAST_ITEMS = 3
"""Items of a list of posts."""

_BETWEEN = 60
"""Characters between two teasers of one row."""


def teasers(document: Document, headline: Element | None, within: Element | None = None) -> Iterator[Element]:
    """Boxes that announce other posts of the site, on the page or `within` an element: in each a heading that is a link,
    and a text below it; at least three of them, else they could be parts of the article."""
    found: list[Element] = []
    headings = within.inside(*_HEADINGS) if within is not None else document.named(*_HEADINGS)
    for heading in headings:
        if heading is headline or (found and found[-1].holds(heading)) or not _leads_to_post(document, heading):
            continue
        box = None
        for above in heading.above():
            if above.text_length > _LONGEST_TEASER or len(above.inside(*_HEADINGS)) > 1:
                break
            box = above
        if box is not None and box.text_length > heading.text_length + _LEAST_BLOCK:
            found.append(box)
    if len(found) >= _LEAST_TEASERS:
        yield from found


def dated_lists(document: Document, article: Element) -> Iterator[Element]:
    """Lists of other posts in an article, with the headings right above them: a link within the site and a year in each
    item, and less than half of its text."""
    for box in article.inside("ul", "ol"):
        items = box.parts
        if len(items) < _LEAST_ITEMS or box.text_length * 2 > article.text_length:
            continue
        if all(has_year(item.raw) and _leads_to_post(document, item) for item in items):
            yield box
            above = box.element_before
            if above is not None and above.name in HEADINGS:
                yield above


def _leads_to_post(document: Document, heading: Element) -> bool:
    """Whether a heading, or an item, is or has a link to another page of the site."""
    link = heading.first("a") or (heading.outer if heading.outer is not None and heading.outer.name == "a" else None)
    url = absolute(link.attr("href"), document.base_url) if link is not None else None
    is_own = url is not None and urlsplit(url).netloc == urlsplit(document.url).netloc and not is_home(url)
    return url is not None and is_own and page_key(url) != page_key(document.url)


def rows(document: Document, article: Element, headline: Element | None) -> Iterator[list[Element]]:
    """Teasers in an article that follow each other with hardly anything between them, three and more, and that are less
    than half of its text: an article may be made of them."""
    row: list[Element] = []
    for box in [*teasers(document, headline, article), None]:
        if row and (box is None or box.text_before - row[-1].text_after > _BETWEEN):
            length = row[-1].text_after - row[0].text_before
            if len(row) >= _LEAST_TEASERS and length * 2 < article.text_length:
                yield row
            row = []
        if box is not None and box is not article and article.holds(box):
            row.append(box)
