"""Who wrote a comment: candidates from names of elements, and from the words of its header lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.page.content import collapse, inline_text
from archiver.page.dom import Element
from archiver.page.roles import Role
from archiver.page.urls import absolute
from archiver.records import Author
from archiver.scrapers._draft import LONGEST_NAME
from archiver.scrapers._layout import Offer
from archiver.scrapers._lines import BADGE
from archiver.scrapers._names import (
    SAYS_LINE,
    after_by,
    clean_name,
    is_date_label,
    is_nobody,
    name_in_byline,
)
from archiver.scrapers._said import ACTION_TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.document import Document
    from archiver.scrapers._draft import Draft
    from archiver.scrapers._layout import Place
    from archiver.scrapers._lines import Line

_CLASSES = (
    (re.compile(r"^(?:fn|n|p-name|p-author|(?:.*[-_])?(?:author|user|commenter|display)[-_]?_?name)$"), 5.0),
    (re.compile(r"author|autor|auteur|user|commenter"), 4.0),
    (re.compile(r"name|nick|pseudo|nom|vcard|byline|who|poster"), 3.0),
)
_LONGEST_HEADER = 140
_LABELLED = re.compile(r"^(?:[^\W\d_]+ )?(?:from|by|von|par|por|da|di|от|автор): (\S{2,30})(?: \[.*)?$", re.IGNORECASE)
"""A nickname may begin with a small letter: "Comment from: fred [Member]"."""

_ADDRESS = re.compile(r"\bhttps?://\S+")
_AVATAR = re.compile(r"avatar|userpic|user-?picture|u-photo|\bphoto\b|profile-?(?:pic|image|img|photo)")


def all_author_offers(drafts: Sequence[Draft]) -> list[dict[str, Offer[str]]]:
    """Candidates for each comment's author; an empty name says that nobody is named.

    The words of the header are read only where no element is named after the author: of most pages, in no comment.
    """
    offers = [_named_offers(draft) for draft in drafts]
    is_marked = sum(any(offer.weight >= 3.0 for offer in found.values()) for found in offers) >= 0.6 * len(offers)
    compared = 0 if all(offers) else 3  # so that `ranking` sees which words of the header are names
    for draft, found in zip(drafts, offers, strict=True):
        compared -= bool(found)
        if not (is_marked and found and compared < 0):
            _add_from_lines(draft, found)
    return offers


def _named_offers(draft: Draft) -> dict[str, Offer[str]]:
    found: dict[str, Offer[str]] = {}
    for element in draft.edges:
        weight = _weight(element)
        if not weight or not 0 < element.text_length <= 3 * LONGEST_NAME or draft.in_body(element):
            continue
        key = f"{element.name}.{'.'.join(element.classes[:1])}"
        if key in found or draft.is_gone(element):
            continue
        name = _name_in(draft.document, element)
        if name is not None:
            found[key] = Offer(weight, element, name)
    return found


def _weight(element: Element) -> float:
    """How telling an element is: by its itemprop, its class names, its tag; 0 where nothing says that it is a name."""
    if element.name in ("img", "form"):
        return 0.0
    rel = element.attr("rel") if element.name == "a" else ""
    least = 3.5 if element.name == "cite" else 2.5 if "external" in rel and "nofollow" in rel else 0.0
    if not element.role & Role.AUTHOR:
        return least
    if element.attr("itemprop") in ("author", "creator", "name"):
        return 4.5
    named = max((value for word in element.classes for pattern, value in _CLASSES if pattern.search(word)), default=1.0)
    return max(named, least)


def _name_in(document: Document, element: Element) -> str | None:
    """The name in an author element; "" where it says that nobody is named."""
    beside = [inner for inner in element.inside() if _is_beside_name(inner)]
    text = _ADDRESS.sub("", inline_text(element, {id(inner) for inner in beside}))
    if not text:  # all of it stands in a box that is named after what is beside the name
        text = _ADDRESS.sub("", inline_text(element, {id(inner) for inner in beside if inner.last == inner.index}))
    if not text or len(text) > 2 * LONGEST_NAME:
        return None
    date = document.read_date(text)
    if date is not None and date.value and len(date.value) >= len("2010-05-04"):
        text = (text[: date.start] or text[date.end :]) if date.start > 2 else text[date.end :]
    named = after_by(text)
    text = named if named is not None and len(text) - len(named) <= 30 else text
    if is_nobody(header_text(text)):
        return ""
    name = clean_name(text)
    return name if name and len(name) <= LONGEST_NAME else None


def _is_beside_name(element: Element) -> bool:
    """For what stands in an author element and is not the name: dates, links to reply, badges."""
    role = element.role
    if element.name == "time" or (role & (Role.ACTION | Role.DATE) and not role & Role.AUTHOR):
        return True
    return element.text_length <= 20 and bool(BADGE.match(inline_text(element)))


def _add_from_lines(draft: Draft, found: dict[str, Offer[str]]) -> None:
    """Names in the words of the header: "Fred says:", "Posted by: Fred | date", the text before the date, a bold name."""
    lines = [line for line in draft.lines if not ACTION_TEXT.match(line.text) and not _is_said(draft, line)]
    for line in (*lines[:3], *lines[-2:]):
        if len(line.text) > _LONGEST_HEADER:
            continue
        match = SAYS_LINE.match(line.text)
        if match:
            _add(found, "says", 2.5, line, match["name"])
        date = draft.document.read_date(line.text)
        if date is not None:
            _add_beside_date(found, line, "before date", line.text[: date.start].strip())
            _add_beside_date(found, line, "after date", line.text[date.end :].strip())
        elif (by := name_in_byline(line.text)) is not None:
            found.setdefault("by", Offer(2.0, line, by))
        elif (match := _LABELLED.match(line.text)) is not None:
            _add(found, "by", 2.0, line, match[1])
    if not lines:
        return
    first = lines[0].text
    if len(first) <= 50 and len(lines) > 1 and not draft.document.read_date(first):
        _add(found, "first line", 0.6, lines[0], first)
    bold = (
        node
        for node in lines[0].nodes[:2]
        if isinstance(node, Element) and node.name in ("b", "strong", "a", "cite", "em")
    )
    for node in bold:
        if 0 < node.text_length <= 50:
            _add(found, "bold", 1.0, node, inline_text(node))


def _is_said(draft: Draft, line: Line) -> bool:
    """Whether a line stands in the comment's text, where its place is known."""
    first = line.nodes[0]
    element = first if isinstance(first, Element) else first.parent
    return isinstance(element, Element) and draft.in_body(element)


def _add_beside_date(found: dict[str, Offer[str]], line: Line, key: str, text: str) -> None:
    named = after_by(text)
    if named is not None and len(named) <= 60:
        _add(found, "by", 2.0, line, named)
    if len(text) <= 60 and not is_date_label(text):
        _add(found, key, 1.2 if key == "before date" or is_nobody(header_text(text)) else 0.8, line, text)


def _add(found: dict[str, Offer[str]], key: str, weight: float, place: Place, text: str) -> None:
    """Add the name in a text to the candidates, "" where the text says that nobody is named."""
    name = "" if is_nobody(header_text(text)) else clean_name(text)
    if name is not None:
        found.setdefault(key, Offer(weight, place, name))


def header_text(text: str) -> str:
    """A header's words without outer punctuation."""
    return collapse(text).strip(" :,;|·•-–—")


def author_at(draft: Draft, place: Place, name: str) -> Author:
    """The author with the links and the picture that stand beside the name."""
    return Author(name, _url(draft, place, name), _avatar(draft))


def _url(draft: Draft, place: Place, name: str) -> str | None:
    if isinstance(place, Element):
        links = [place, *place.inside("a"), *(above for above in [place.parent] if isinstance(above, Element))]
    else:
        links = [element for element in place.elements() if name in inline_text(element) or _shows_address(element)]
    here = draft.document.page.final_url.partition("#")[0]
    for link in sorted(links, key=lambda link: inline_text(link) != name):
        href = link.attr("href") if link.name == "a" else ""
        url = absolute(href, draft.document.base_url) if href and not href.startswith("#") else None
        if url and url.partition("#")[0] != here:
            return url
    return None


def _shows_address(link: Element) -> bool:
    """For a link whose text is where it leads: beside a name, that is the commenter's own page."""
    bare = link.attr("href").rstrip("/").rpartition("://")[2]
    return bool(bare) and inline_text(link).rstrip("/").rpartition("://")[2] == bare


def _avatar(draft: Draft) -> str | None:
    for element in draft.inner:
        if element.name != "img" or draft.in_body(element):
            continue
        source = element.attr("data-src") or element.attr("src")
        around = [element, *(above for above, _ in zip(element.above(), range(2), strict=False))]
        if _AVATAR.search(" ".join((source, *(word for e in around for word in e.classes)))):
            return absolute(source, draft.document.base_url)
    return None
