"""A commenter as an author: the name with the link and the picture that stand beside it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import Element
from archiver.page.urls import absolute
from archiver.records import Author

if TYPE_CHECKING:
    from archiver.scrapers._draft import Draft
    from archiver.scrapers._layout import Place

_AVATAR = re.compile(r"avatar|userpic|user-?picture|u-photo|\bphoto\b|profile-?(?:pic|image|img|photo)")


def author_at(draft: Draft, place: Place, name: str) -> Author:
    """The author with the links and the picture that stand beside the name."""
    return Author(name, _url(draft, place, name), _avatar(draft))


def _url(draft: Draft, place: Place, name: str) -> str | None:
    if isinstance(place, Element):
        links = [place, *place.inside("a"), *(above for above in [place.parent] if isinstance(above, Element))]
    else:
        links = [element for element in place.elements() if name in inline_text(element) or _shows_address(element)]
    here = draft.document.page.final_url.partition("#")[0]
    links = [link for link in links if link.name == "a" and "replyto" not in link.attr("href").lower()]
    for link in sorted(links, key=lambda link: inline_text(link) != name):
        href = link.attr("href")
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
        around = (element, *islice(element.above(), 2))
        if _AVATAR.search(" ".join((source, *(word for e in around for word in e.classes)))):
            return absolute(source, draft.document.base_url)
    return None
