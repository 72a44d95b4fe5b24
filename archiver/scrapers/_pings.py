"""Pingbacks and trackbacks: other posts that link to this one, told apart from what people wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.page.content import inline_text
from archiver.page.dom import Element
from archiver.page.roles import Role
from archiver.page.urls import absolute
from archiver.records import Author
from archiver.scrapers._header import header_text

if TYPE_CHECKING:
    from archiver.records import CommentKind
    from archiver.scrapers._draft import Draft
    from archiver.scrapers._lines import Line

_FROM = r"^(?:ping|track)back\w*\s+(?:from|by|von|de|da|door|från|fra|od|par|przez)\b"
_LINE = re.compile(
    rf"{_FROM}|^(?:ping|track)back\w*\s*[:：-]|"
    r"^(?:ping|rétrolien|уведомление|п[иі]нгб[еэ]к|трекбек|odkaz|geri bildirim|تنبيه|引用通告|ピンバック|トラックバック|핑백|트랙백)\s*[:：]",
    re.IGNORECASE,
)
_FOOT = re.compile(rf"{_FROM}.+\d", re.IGNORECASE)
_LONGEST_FOOT = 200
_WORDS = (
    *("ping", "trackback", "rétrolien", "уведомление", "пингб", "пінгб", "трекбек", "odkaz", "geri bildirim", "تنبيه"),
    *("引用通告", "ピンバック", "トラックバック", "핑백", "트랙백"),
)
"""One of them is in every such line."""
_HEADING = re.compile(r"^(?:\d+ )?(?:(?:ping|track)backs?\W*(?:and |und |& )?)+", re.IGNORECASE)
_WORD = re.compile(r"^(?:ping|track)backs?\W*$", re.IGNORECASE)
_EXCERPT = re.compile(r"^\[(?:\.\.\.|…|&hellip;)\]|^This post was mentioned on Twitter by", re.IGNORECASE)
"""How WordPress begins the excerpt of the post that links here; topsy.com's trackbacks of 2010 said the second."""

_BEGINNING = 5000
"""Characters in which the first line of an item begins."""
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "strong"))


def kind_of(draft: Draft) -> CommentKind:
    """The kind of a comment by its class, the list it stands in, or the word that its line begins with."""
    root = draft.item.roots[0]
    kinds: tuple[CommentKind, ...] = ("pingback", "trackback")
    for element in (root, root.parent):
        for word in element.classes if isinstance(element, Element) else ():
            for kind in kinds:
                if word.endswith(kind):
                    return kind
    line = ping_line(draft)
    if line is not None:
        return "trackback" if line.text.lower().startswith("track") else "pingback"
    if "ping" in root.classes:
        return "pingback"
    if not _is_below_pings(root):
        return "comment"
    names = (root.parent.attr("id"), *root.parent.classes) if isinstance(root.parent, Element) else ()
    return "trackback" if any(name.lower().startswith("trackback") for name in names) else "pingback"


def ping_line(draft: Draft) -> Line | None:
    """The line that says "Pingback: title", or the last one where it says "Pingback by title, 4 May 2010"."""
    root, last = draft.item.roots[0], draft.item.roots[-1]
    if not speaks_of_pings(root.tree.text[root.begin : min(last.end, root.begin + _BEGINNING)]):
        return None
    if draft.lines and _LINE.match(draft.lines[0].text):
        return draft.lines[0]
    return draft.lines[-1] if len(draft.lines) > 1 and _is_foot(draft.lines[-1]) else None


def _is_foot(line: Line) -> bool:
    is_so = len(line.text) <= _LONGEST_FOOT and _FOOT.match(line.text) is not None
    return is_so and any(element.name == "a" for element in line.elements())


def speaks_of_pings(text: str) -> bool:
    """Whether a text has one of the words for pingbacks and trackbacks."""
    lower = text.lower()
    return any(word in lower for word in _WORDS)


def is_excerpt(text: str) -> bool:
    """Whether a comment without a class is a ping by the way its text begins."""
    return bool(_EXCERPT.match(text))


def linked_title(draft: Draft) -> Author | None:
    """The post that links here, by the title that the ping shows of it."""
    line = ping_line(draft)
    here = urlsplit(draft.document.url).netloc
    links = [element for element in line.elements() if element.name == "a"] if line else []
    for link in (*links, *(element for element in draft.inner if element.name == "a" and not draft.in_body(element))):
        url = absolute(link.attr("href"), draft.document.base_url)
        name = header_text(inline_text(link))
        if url and name and (link in links or urlsplit(url).netloc != here) and not _WORD.match(name):
            return Author(_cited(draft, link) or name, url)
    if line is not None:
        name = header_text(_LINE.sub("", line.text))
        return Author(name) if name else None
    return None


def _cited(draft: Draft, link: Element) -> str:
    """The name of the blog in a `<cite>` before the link; empty where there is none."""
    before = (e for e in draft.inner if e.name == "cite" and e.last < link.index and not draft.in_body(e))
    return next((text for e in before if (text := header_text(inline_text(e)))), "")


def _is_below_pings(root: Element) -> bool:
    """Whether the list that an item stands in is one of pings, by its name or the heading before it."""
    above = root.parent
    if not isinstance(above, Element) or above.name not in ("ul", "ol", "dl", "div"):
        return False
    if (above.role | (above.outer.role if above.outer is not None else 0)) & Role.PING:
        return True
    before = above.previous_sibling
    if not isinstance(before, Element) or before.text_length > 60:
        return False
    is_heading = before.name in _HEADING_TAGS or any("title" in word or "head" in word for word in before.classes)
    return is_heading and bool(_HEADING.match(inline_text(before)))
