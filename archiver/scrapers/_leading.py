"""Lists of other posts, and comments of other posts, told from the comments of this one by where their links lead."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.page.content import inline_text
from archiver.page.dom import HEADINGS
from archiver.page.roles import Role
from archiver.page.urls import absolute, page_key
from archiver.scrapers._items import nest
from archiver.scrapers._recent import leads_away
from archiver.scrapers._said import ACTION_TEXT
from archiver.scrapers._surroundings import AUTHOR_PATH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.document import Document
    from archiver.scrapers._fields import Fields
    from archiver.scrapers._items import Item

_PARAGRAPHS = frozenset(("p", "blockquote"))
_SAMPLE = 8
"""Items of a group that are looked at."""
_NEARLY = 0.8
_MOST_WORDS = 5
"""Words of a name."""
_COMMENT_PATH = re.compile(r"/comment-page-\d+$|(?<=/)comments?/\d+$")
"""Ends of permalinks that name one comment of a post (WordPress, Drupal)."""
_OF_COMMENT = re.compile(rf"#|comment|{AUTHOR_PATH.pattern}", re.IGNORECASE)
"""Where links in the head of a comment lead: to the comment, to its author."""


def lead_elsewhere(document: Document, fields: Sequence[Fields]) -> bool:
    """True for comments of other posts: their permalinks lead to several other pages of the site."""
    here = {url.partition("?")[0].rstrip("/") for url in (document.url, document.page.final_url.partition("#")[0])}
    host = urlsplit(document.url).netloc
    urls = [f.url.partition("#")[0].partition("?")[0].rstrip("/") for f in fields if f.url]
    pages = Counter(_COMMENT_PATH.sub("", url) for url in urls if url not in here and urlsplit(url).netloc == host)
    return len(pages) >= 2 and len(pages) * 2 > len(fields)


def of_this_post(document: Document, items: list[Item], fields: Sequence[Fields]) -> list[Item]:
    """The items without comments of other posts, where most permalinks lead to this page and some to others."""
    here, host = page_key(document.url), urlsplit(document.url).netloc
    ends = "#" if "?" in here else "?#"  # where the post's address has a query it tells posts apart
    urls = [_COMMENT_PATH.sub("", re.split(f"[{ends}]", f.url)[0].rstrip("/")) if f.url else "" for f in fields]
    are_here = [page_key(url) == here for url in urls]
    are_away = [not at and urlsplit(url).netloc == host for at, url in zip(are_here, urls, strict=True)]
    if not 0 < sum(are_away) < sum(are_here):
        return items
    return nest([item.alone() for item, is_away in zip(items, are_away, strict=True) if not is_away])


def are_teasers(document: Document, items: Sequence[Item]) -> bool:
    """Whether most items have a headline that leads to another page of the site: they announce posts."""
    here, host = page_key(document.url), urlsplit(document.url).netloc
    sample = items[:_SAMPLE]

    def announces(item: Item) -> bool:
        own = list(item.own(document.elements))
        headings = [e for e in own if e.name in HEADINGS][:_SAMPLE]
        links = [link for heading in headings for link in (*heading.inside("a"), *heading.above()) if link.name == "a"]
        links = [link for link in links if not link.role & Role.AUTHOR]
        titles = [href for link in links if not _OF_COMMENT.search(href := link.attr("href"))]
        counts = [href for e in own if e.name == "a" and (href := e.attr("href")).endswith("#comments")][:_SAMPLE]
        for href in (*titles, *counts):
            url = absolute(href, document.base_url) if href else None
            if url and page_key(url) != here and urlsplit(url).netloc == host:
                return True
        return False

    return sum(announces(item) for item in sample) * 2 > len(sample)


def have_titles(document: Document, items: Sequence[Item], fields: Sequence[Fields]) -> bool:
    """Whether nearly all of several items have, outside of paragraphs, a link to another page of the site that is no name:
    another one in each, so that it is the title of a post and nothing that a comment offers to do."""
    found = [_title_of_other(document, item, field) for item, field in zip(items, fields, strict=True)]
    titles = [title for title in found if title is not None]
    return len(titles) > 1 and len(titles) >= _NEARLY * len(found) and len(set(titles)) == len(titles)


def _title_of_other(document: Document, item: Item, fields: Fields) -> str | None:
    name = fields.author.name if fields.author else ""
    if fields.kind == "comment" and len(name.split()) > _MOST_WORDS:
        name = ""  # a title, taken for one
    for link in (e for root in item.roots for e in (root, *root.inside("a")) if e.name == "a"):
        text = inline_text(link)
        if text == name or ACTION_TEXT.match(text) or not leads_away(document, link):
            continue
        around = (above.name for above in link.above() if above.index > item.start)
        if _PARAGRAPHS.isdisjoint(around) and document.read_date(text) is None:
            return text
    return None
