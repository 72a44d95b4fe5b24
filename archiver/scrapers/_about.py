"""Names where a page introduces its author: in a box about the author, in the note below the text, in the profile that
the blog shows beside its posts."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.urls import absolute
from archiver.records import Author
from archiver.scrapers._headline import fold
from archiver.scrapers._names import clean_name, is_bare_name, is_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.page.dom import Element
    from archiver.scrapers._surroundings import Surroundings

_ABOUT = re.compile(r"(?:about|über|à propos d[e’'] ?|sobre|su|over|om|o|об?|про)\s+(?P<name>[^:|?!]+)", re.IGNORECASE)
_BOX = re.compile(
    r"(?:author|autor|auteur|autore|user|writer)\w*[-_]*(?:box|bio|info|about|card|desc\w*|profil\w*|kasten)|about[-_]*(?:the[-_]*)?(?:author|autor)"
)
_LEVELS = 4
_LONGEST_HEADING = 60
_LONGEST_NAME = 40
_NAME_IN_BOX = ("h2", "h3", "h4", "h5", "h6", "a", "strong", "b")

_PROFILE = re.compile(
    r"(?:^|[-_])(?:profile?|profil|perfil|about-?me|(?:ue|u)ber-?mich|user-?(?:info|face)|blogger-?info)(?:$|[-_]|\d)"
)
_PROFILE_NAME = re.compile(r"(?:^|[-_])(?:profile-name-link|profile[-_]?name|user[-_]?name|nick[-_]?name|fn)$")
_NICKNAME = re.compile(
    r"(?:ニックネーム|昵称|暱稱|닉네임|nick-?name|pseudo)\s*[:：]\s*(?P<name>[^:：]{2,40})", re.IGNORECASE
)

_NEAR_HEADLINE = 30
"""Elements behind the headline in which a name stands in a line of its own."""
_NEAR_PORTRAIT = 6
"""Elements before a name in which a picture shows who is called so."""
_MOST_NAMES = 5
_NOTE_BEHIND = 20
_LONGEST_NOTE = 400
"""Elements behind an article, and characters, in which a note tells who wrote it."""


def boxed(around: Surroundings) -> Iterator[Author]:
    """Whom a box about the author names: its heading ("About Ann Lee"), else the first name in it that stands apart."""
    for element in around.elements:
        about = _ABOUT.fullmatch(inline_text(element)) if element.text_length <= _LONGEST_HEADING else None
        if about is not None and is_bare_name(about["name"]) and _is_in_box(element):
            yield Author(about["name"], _link(around, element))
            return
    for box in around.elements:
        if any(_BOX.search(name) for name in box.classes) and not around.is_in_card(box):
            for part in box.inside(*_NAME_IN_BOX):
                if is_bare_name(text := inline_text(part)):
                    yield Author(text, _link(around, part))
                    return


def _is_in_box(element: Element) -> bool:
    return any(_BOX.search(name) for above in islice(element.above(), _LEVELS) for name in above.classes)


def introduced(around: Surroundings) -> Iterator[Author]:
    """The name in a line of its own near the headline that has a portrait beside it, or that the note below the text
    begins with: "Ann Lee, born 1950, lives in Leeds." It could as well be a section's without."""
    article = around.article
    if article is None:
        return
    near = [(element, text) for element, text in around.lines if element.index < around.start + _NEAR_HEADLINE]
    names = [(element, text) for element, text in near if len(text) <= _LONGEST_NAME and is_bare_name(text)]
    for element, name in names[:_MOST_NAMES]:
        is_noted = any(text.startswith((f"{name}, ", f"{name} (")) for text in _notes(around, article, name))
        if is_noted or _has_portrait(around, element, name):
            yield Author(name, _link(around, element))
            return


def _has_portrait(around: Surroundings, element: Element, name: str) -> bool:
    """Whether a picture right before a name is said to show who is so called."""
    before = around.document.elements[max(0, element.index - _NEAR_PORTRAIT) : element.index]
    return any(e.name == "img" and fold(e.attr("alt")) == fold(name) for e in before)


def _notes(around: Surroundings, article: Element, name: str) -> Iterator[str]:
    """The texts near the end of an article that may tell who wrote it: longer than the name, and no text of their own."""
    for element in around.document.elements[article.index : article.last + _NOTE_BEHIND]:
        is_late = element.text_before - article.text_before > article.text_length / 2
        if is_late and len(name) + 10 < element.text_length < _LONGEST_NOTE:
            yield inline_text(element)


def profiled(around: Surroundings) -> Iterator[Author]:
    """Whose profile the blog shows beside its posts, where it shows one: a personal blog that signs no post."""
    found: dict[str, Author] = {}
    until = -1
    for element in around.document.elements:
        if any(_PROFILE.search(name) for name in (*element.classes, element.attr("id").lower())):
            until = max(until, element.last)
        text = inline_text(element) if 0 < element.text_length <= _LONGEST_HEADING else ""
        named = _NICKNAME.fullmatch(text) if ":" in text or "：" in text else None
        is_named = element.index <= until and any(_PROFILE_NAME.search(name) for name in element.classes)
        name = named["name"] if named is not None else text if is_named else ""
        if name and (clean := clean_name(name)) and not is_phrase(clean) and not _is_of_comment(around, element):
            found.setdefault(fold(clean), Author(clean, _link(around, element)))
    if len(found) == 1:
        yield from found.values()


def _is_of_comment(around: Surroundings, element: Element) -> bool:
    return any(item.start <= element.index <= item.last for item in around.items)


def _link(around: Surroundings, element: Element) -> str | None:
    link = element if element.name == "a" else element.first("a")
    href = link.attr("href") if link is not None else ""
    return absolute(href, around.document.base_url) if href and not href.startswith("#") else None
