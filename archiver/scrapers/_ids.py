"""A comment's own id and permalink."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bs4.element import NavigableString

from archiver.page.content import inline_text
from archiver.page.dom import Element
from archiver.page.roles import BARE_ID, Role, is_comment_id, is_plain_comment_id
from archiver.page.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.scrapers._draft import Draft
    from archiver.scrapers._fields import Fields

_DIGITS = re.compile(r"\d+")
_HASH = re.compile(r"(?:(?<=[-_])|^(?!c\d+$))(?=[a-f]*\d)[0-9a-f]{6,}(?:-[0-9a-f]{4,})*$", re.IGNORECASE)
"""A hash or a UUID that stands for a comment's number: `comment-5f3ab9c1`; not Blogger's `c1272967440000`."""

_COMMENT_PATH = re.compile(r"/comments?/(\d+)/?$")
_COMMENT_FRAGMENT = re.compile(r"(?:li-)?comm?(?:ent)?[-_]?\d+")


_LONGEST_LINK = 120
"""Most characters of a link that says who is answered: "In reply to 71 by Fred"."""

_ID_ATTRIBUTES = ("data-comment-id", "data-commentid", "data-message-id", "data-cid")


def id_offers(draft: Draft) -> list[str]:
    """Ids that may be the comment's own: of its element, an element in it, or an anchor right before it."""
    before = draft.item.roots[0].previous_sibling
    while isinstance(before, NavigableString) and not before.strip():
        before = before.previous_sibling
    anchors = [before] if isinstance(before, Element) and before.name == "a" and not before.text_length else []
    names: dict[str, None] = {}
    for element in (*draft.item.roots, *anchors, *draft.own):
        if "id" in element.attrs or (element.name == "a" and "name" in element.attrs):
            for name in (element.attr("id"), element.attr("name") if element.name == "a" else ""):
                if name and len(name) <= 60:
                    names[name] = None
    root = draft.item.roots[0]
    names.update(dict.fromkeys(root.attr(name) for name in _ID_ATTRIBUTES if name in root.attrs))
    return [name for name in names if name]


def own_ids(offers: Sequence[Sequence[str]]) -> list[str | None]:
    """The id of each comment: of the patterns that its names have (`comment-N`, `t_N`) one that speaks of comments, bare
    (`comment-N` before `li-comment-N`), else the one that serves most comments."""
    patterns = {name: _pattern(name) for names in offers for name in names}
    served: Counter[str] = Counter()
    for names in offers:
        served.update({patterns[name] for name in names if _DIGITS.search(name)})
    order = {pattern: place for place, pattern in enumerate(dict.fromkeys(patterns.values()))}

    def rank(pattern: str) -> tuple[bool, bool, bool, int, int]:
        is_bare = bool(BARE_ID.match(pattern))
        return not is_comment_id(pattern), is_bare, not is_plain_comment_id(pattern), -served[pattern], order[pattern]

    ranked = sorted(served, key=rank)
    found: list[str | None] = []
    for names in offers:
        own = {patterns[name]: name for name in reversed(names)}
        found.append(next((own[p] for p in ranked if p in own and (is_comment_id(p) or served[p] > 1)), None))
    return found


def _pattern(name: str) -> str:
    return _DIGITS.sub("00", _HASH.sub("00", name))


def number_in(name: str) -> str | None:
    """What tells an id from others of its pattern: the hash that it ends with, else its last number."""
    match = _HASH.search(name)
    return match[0] if match else next(iter(_DIGITS.findall(name)[-1:]), None)


def permalink(draft: Draft, own_id: str | None) -> str | None:
    """The link to the comment itself, among the links outside its text."""
    hrefs = ((link, href) for link in draft.inner if link.name == "a" and (href := link.attr("href")))
    links = [(link, href) for link, href in hrefs if not _does_something(link, href)]
    if not links:
        return None
    if own_id:
        own = next((href for _, href in links if href.partition("#")[2] == own_id), None)
        if own is not None:
            return absolute(own, draft.document.base_url)
    number = _DIGITS.findall(own_id or "")[-1:]
    is_known = own_id is not None and is_comment_id(own_id)  # then a link to another number leads to who is answered
    for link, href in links:
        if draft.in_body(link):
            continue
        fragment = href.partition("#")[2]
        role = link.role
        is_named = "u-url" in link.classes or "permalink" in f"{link.attr('rel')} {' '.join(link.classes)}"
        path = _COMMENT_PATH.search(href)
        is_numbered = (
            (number and path is not None and path[1] == number[0])
            or (number and number[0] in fragment)
            or (not is_known and _COMMENT_FRAGMENT.match(fragment))
        )
        may_be = bool(is_numbered) and (role & Role.DATE or not role & Role.ACTION)
        if is_named or "showComment=" in href or may_be:
            return absolute(href, draft.document.base_url)
    return None


def _does_something(link: Element, href: str) -> bool:
    """Whether a link is there to answer, or to vote."""
    return "replyto" in href.lower() or "#respond" in href or any("vote" in word for word in link.classes)


def linked_ids(draft: Draft, own_id: str | None) -> tuple[tuple[str, str], ...]:
    """The ids that links outside of a comment's text lead to, but for its own, each with the link's text."""
    links = ((link, link.attr("href").partition("#")[2]) for link in draft.inner if link.name == "a")
    return tuple(
        (name, inline_text(link))
        for link, name in links
        if name[-1:].isdigit() and name != own_id and 0 < link.text_length <= _LONGEST_LINK and not draft.in_body(link)
    )


def answered_ids(fields: Sequence[Fields], ids: Sequence[str]) -> list[str | None]:
    """The id of the comment that each one's head or foot says to answer: by a link with its author's name."""
    names = {name: f.author.name for f, name in zip(fields, ids, strict=True) if f.author is not None}
    return [next((name for name, text in f.others if name in names and names[name] in text), None) for f in fields]
