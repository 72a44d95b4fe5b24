"""Lists of the newest comments of the whole blog, told from the thread of a page that calls its comments recent."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.page.roles import Role
from archiver.page.urls import absolute, page_key
from archiver.scrapers._above import NEAR_FORM
from archiver.scrapers._announced import RECENT
from archiver.scrapers._likeness import LEAST_TEXT
from archiver.scrapers._lines import lines_of
from archiver.scrapers._surroundings import AUTHOR_PATH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.document import Document
    from archiver.page.dom import Element
    from archiver.scrapers._items import Finder, Item

_LONGEST_HEADING = 60
_MOST_HEAD = 5
"""Lines of a comment in which its date may stand."""


def is_recent_list(finder: Finder, items: Sequence[Item]) -> bool:
    """Whether the heading above says that these are the newest comments of the whole blog."""
    before = finder.above.lines(items[0].roots[0], most=2)
    is_headed = any(len(text) <= _LONGEST_HEADING and RECENT.search(text) for _, text in before)
    return is_headed and not _are_thread(finder, items)


def _are_thread(finder: Finder, items: Sequence[Item]) -> bool:
    """Whether items stand outside of sidebars, lead to no other page, and have dates or stand right above a form."""
    if finder.elsewhere[items[0].start] or any(box.name == "aside" for box in items[0].roots[0].above()):
        return False
    document, last = finder.document, items[-1].roots[-1]
    behind = finder.elements[last.last + 1 : last.last + 1 + NEAR_FORM]
    if not any(e.name == "form" and e.text_before == last.text_after for e in behind):
        heads = (islice(lines_of(item.roots, frozenset()), _MOST_HEAD) for item in items)
        if not all(any(document.read_date(line.text) for line in lines) for lines in heads):
            return False
    return lead_nowhere(document, items) and len(_pages_of(document, items)) < min(2, len(items))


def _pages_of(document: Document, items: Sequence[Item]) -> set[str]:
    """The other pages of the site to which links that say hardly anything lead, such as "more", but to answer."""
    links = (link for item in items for root in item.roots for link in root.inside("a"))
    hrefs = (link.attr("href") for link in links if not link.role & Role.AUTHOR and 0 < link.text_length <= LEAST_TEXT)
    urls = (absolute(href, document.base_url) for href in hrefs if "reply" not in href and not AUTHOR_PATH.search(href))
    here = document.page.final_url
    own = {page_key(url.partition("?")[0]) for url in urls if url and urlsplit(url).netloc == urlsplit(here).netloc}
    return own - {page_key(here.partition("?")[0])}


def lead_nowhere(document: Document, items: Sequence[Item]) -> bool:
    """Whether no link in items leads to another page of the site, as the newest comments of all posts do."""
    elements = (e for item in items for root in item.roots for e in (root, *root.inside("a")) if e.name == "a")
    return not any(leads_away(document, element) for element in elements)


def leads_away(document: Document, link: Element) -> bool:
    """Whether a link of more than a word leads to another page of the site, and is no name."""
    href = link.attr("href")
    if link.text_length <= LEAST_TEXT or link.role & Role.AUTHOR or not href or href.startswith("#"):
        return False
    url, here = absolute(href, document.base_url) or "", document.page.final_url
    if not (url or urlsplit(here).netloc):  # of a file it is not known where it came from
        return "#" not in href and ":" not in href.partition("/")[0]
    if "#" in url and "?" not in here:
        url = url.partition("?")[0]  # "hello.html?showComment=1#c1" is a place in hello.html
    return urlsplit(url).netloc == urlsplit(here).netloc and page_key(url) != page_key(here)
