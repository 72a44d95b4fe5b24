"""Who wrote a comment: candidates from names of elements, and from the words of its header lines."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import Element
from archiver.page.roles import Role
from archiver.scrapers._draft import LONGEST_NAME
from archiver.scrapers._given_names import has_given_name
from archiver.scrapers._header import ADDRESS, add_from_lines, header_text, is_number, without_date
from archiver.scrapers._labels import tells_since_when
from archiver.scrapers._layout import Offer
from archiver.scrapers._likeness import likeness
from archiver.scrapers._lines import BADGE, Line
from archiver.scrapers._names import (
    after_by,
    clean_name,
    is_address,
    is_nobody,
)
from archiver.scrapers._said import ACTION_TEXT
from archiver.scrapers._surroundings import AUTHOR_PATH

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from archiver.page.document import Document
    from archiver.scrapers._draft import Draft

_CLASSES = (
    (re.compile(r"^(?:fn|n|p-name|p-author|(?:.*[-_])?(?:author|user|commenter|display)[-_]?_?name)$"), 5.0),
    (re.compile(r"author|autor|auteur|user|commenter"), 4.0),
    (re.compile(r"name|nick|pseudo|nom|vcard|byline|who|poster"), 3.0),
)
_NAMING = frozenset(("a", "cite"))
"""Tags that may name somebody without a telling class."""
_WHO_AND_WHOM = 2
_LEAST_NAMES = 3
"""Different names that may share a word only because it is none of theirs."""
_BY = frozenset(("by", "from", "de", "von", "par", "por", "da", "di", "od", "af", "av"))
"""Words for "by" which, with a capital, begin all names only where they are none of theirs."""
_COUNTED = re.compile(r"\d+ [^\W\d_]{3,}$")
"""What a commenter has: "2 followers"."""
_HANDLE = re.compile(r"^https?://[^/]+/@")
"""Where somebody's page stands who is named like an address: "ann@social.example"."""
_FIELD = re.compile(r"[|,]")
_LONGEST_BADGE = 20
_LEAST_ALIKE = 2
"""Comments that have to begin a line with the same word for "by"."""


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
            add_from_lines(draft, found, has_like=len(drafts) > 1)
    _add_behind_by(drafts, offers)
    return offers


def _add_behind_by(drafts: Sequence[Draft], offers: Sequence[dict[str, Offer[str]]]) -> None:
    """Names of any shape behind a word for "by", where half of the comments have such a line in a box of the same name:
    "von Anne", "von mossy gate"."""
    places = [found["by"].place for found in offers if "by" in found]
    known = Counter(_by_line(place) for place in places if isinstance(place, Line))
    if len(places) == len(drafts) or not known:
        return
    head, count = known.most_common(1)[0]
    if head is None or count < _LEAST_ALIKE or count * 2 < len(drafts):
        return
    for draft, found in zip(drafts, offers, strict=True):
        line = next((line for line in (*draft.lines[:1], *draft.lines[-1:]) if _by_line(line) == head), None)
        if "by" in found or line is None or draft.document.read_date(line.text) is not None:
            continue
        name = line.text.partition(" ")[2]
        said = "" if is_nobody(header_text(name)) else clean_name(name)
        if said is not None:
            found["by"] = Offer(2.0, line, said)


def _by_line(line: Line) -> tuple[str, str] | None:
    """The word that a short line begins with, and what its box shares with its like."""
    box = line.nodes[0].parent
    word = line.text.partition(" ")[0].casefold()
    if not isinstance(box, Element) or not box.classes or word not in _BY or len(line.text) > LONGEST_NAME:
        return None
    return word, likeness(box)


def without_shared_words(authors: Sequence[Offer[str] | None]) -> list[Offer[str] | None]:
    """Names without the words that all of several begin or end with, in any language: "Přidal: Fred", "Ann napsal"; a
    word with a capital may be "Herr", and stays."""
    names = {author.said for author in authors if author is not None and author.said}
    if len(names) < _LEAST_NAMES:
        return list(authors)
    if _say_places(names):
        return [author._replace(said=author.said.partition(", ")[0]) if author else author for author in authors]
    words = [name.split() for name in names]
    first, last = _shared(words), _shared([name[::-1] for name in words])
    is_by = words[0][0].casefold() in _BY
    first = first if first and (words[0][first - 1].endswith((":", "：")) or words[0][0][0].islower() or is_by) else 0
    last = last if last and words[0][-last][0].islower() else 0
    if not (first or last) or any(len(name) <= first + last for name in words):
        return list(authors)
    return [
        _without(author, " ".join(author.said.split()[first : -last or None])) if author is not None else None
        for author in authors
    ]


def _without(author: Offer[str], bare: str) -> Offer[str]:
    """An author by what is left of the words: as it was where that is no name, nobody where it is a word for nobody."""
    return author._replace(said="" if is_nobody(bare) else clean_name(bare) or author.said)


def _say_places(names: Set[str]) -> bool:
    """Whether all of several names go on with a place behind a comma, and not with a first name: "Beat, Thun"."""
    behind = [name.partition(", ")[2] for name in names]
    return all(behind) and sum(map(has_given_name, behind)) * 2 < len(behind)


def _shared(names: Sequence[Sequence[str]]) -> int:
    """How many words all names begin with."""
    return next((place for place, words in enumerate(zip(*names, strict=False)) if len(set(words)) > 1), 0)


def _named_offers(draft: Draft) -> dict[str, Offer[str]]:
    found: dict[str, Offer[str]] = {}
    for element in draft.edges:
        may_name = element.role & Role.AUTHOR or element.name in _NAMING
        weight = _weight(element) if may_name else 0.0
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
    rel = element.attr("rel") if element.name == "a" and "rel" in element.attrs else ""
    least = 3.5 if element.name == "cite" else 2.5 if "external" in rel and "nofollow" in rel else 0.0
    if not element.role & Role.AUTHOR:
        is_around = least > 3.0 and any(inner.role & Role.AUTHOR for inner in element.inside())
        return 0.0 if is_around else least
    if element.attr("itemprop") in ("author", "creator", "name"):
        return 4.5
    named = max((value for word in element.classes for pattern, value in _CLASSES if pattern.search(word)), default=1.0)
    return max(named, least)


def _name_in(document: Document, element: Element) -> str | None:
    """The name in an author element; "" where it says that nobody is named."""
    element = _who_answers(element) or element
    first = element.contents[0] if len(element.parts) > 1 else None
    if isinstance(first, Element) and first.text_length and first.name in _NAMING and _is_named(first):
        element = first  # behind a linked name stands what its owner is
    beside = [inner for inner in element.inside() if _is_beside_name(inner)]
    text = ADDRESS.sub("", inline_text(element, {id(inner) for inner in beside}))
    if not text:  # all of it stands in a box that is named after what is beside the name
        text = ADDRESS.sub("", inline_text(element, {id(inner) for inner in beside if inner.last == inner.index}))
    if not text or len(text) > 2 * LONGEST_NAME:
        return None
    if is_address(text) and _HANDLE.search(element.attr("href")):
        return text
    if len(element.contents) > 1 and document.read_date(text) is None:
        skip = {id(inner) for inner in beside}  # name and date may have no white space between them
        apart = " ".join(inline_text(node, skip) for node in element.contents if id(node) not in skip)
        text = apart if "@" in text or document.read_date(apart) else text
    text = without_date(document, text)
    if "|" in text or "," in text:  # "Fred | link", "Fred, Reply"
        fields = [part.strip() for part in _FIELD.split(text)]
        if any(map(ACTION_TEXT.match, fields)):
            text = " | ".join(part for part in fields if not ACTION_TEXT.match(part))
    named = after_by(text)
    text = named if named is not None and len(text) - len(named) <= 30 else text
    if is_nobody(header_text(text)):
        return ""
    name = clean_name(text)
    return name if name and len(name) <= LONGEST_NAME else None


def _who_answers(element: Element) -> Element | None:
    """The first link in "Fred @ Ann", where the second leads to the comment that is answered."""
    links = element.inside("a") if "@" in element.raw else []
    if len(links) != _WHO_AND_WHOM or "#" not in links[1].attr("href") or not links[0].text_length:
        return None
    between = element.tree.text[links[0].end : links[1].begin]
    return links[0] if between.strip() == "@" else None


def _is_named(link: Element) -> bool:
    return bool(link.role & Role.AUTHOR) or AUTHOR_PATH.search(link.attr("href")) is not None


def _is_beside_name(element: Element) -> bool:
    """For what stands in an author element and is not the name: dates, links to reply, badges."""
    role = element.role
    if element.name in ("time", "abbr") or (role & (Role.ACTION | Role.DATE) and not role & Role.AUTHOR):
        return True
    if element.text_length > LONGEST_NAME:
        return False
    text = inline_text(element)
    if element.text_length > _LONGEST_BADGE:
        return tells_since_when(text)
    return is_number(element) or bool(BADGE.match(text)) or bool(_COUNTED.match(text))
