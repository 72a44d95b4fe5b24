"""Names in elements that say so: by class, rel or itemprop, by where a link leads, by the drawing of a person."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from archiver.page.content import inline_text, is_text
from archiver.page.dates import has_number
from archiver.page.dom import HEADINGS, Element
from archiver.page.urls import absolute
from archiver.records import Author
from archiver.scrapers._announced import COMMENTS
from archiver.scrapers._bylines import FIELDS, ROLE_WORDS, WEEKDAY, is_listed, is_term
from archiver.scrapers._given_names import has_given_name, is_single_name
from archiver.scrapers._headline import fold
from archiver.scrapers._labels import is_date_label
from archiver.scrapers._names import (
    AND,
    clean_name,
    is_author_label,
    is_bare_name,
    is_other_work,
    is_phrase,
    looks_like_name,
    name_in_byline,
)
from archiver.scrapers._surroundings import AUTHOR_PATH, POSTED, label_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4.element import PageElement

    from archiver.page.document import Document
    from archiver.scrapers._surroundings import Surroundings

_BYLINE = re.compile(
    r"(?:^|[-_])(?:author|autor|auteur|autore|autora|autores|[ck]olumnista|firma|assinatura|penulis|yazar|skribent|szerzo|avtor|tac-?gia|nick|nickname|byline|by-line|writer|posted[-_]?by|p-author|vcard|contributor|creator|verfasser|redakteur|redaktor|redactor|journalist|reporter|fn|username)(?:$|[-_s])|author(?:name|link)?$|(?:entry|post)-poster$|^ljuser$"
)
_NOT_BYLINE = re.compile(
    r"(?:^|[-_])(?:bio|box|kasten|avatar|image|img|photo|desc|description|social|about|follow|more|posts|comments?|count|title|job|role|position|badge|level|rank|usernames)(?:$|[-_s])"
)
_BIO = re.compile(r"(?:^|[-_])author[-_]*(?:bio|box|about|info)$")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_NICK_AT = re.compile(r"([^\W\d_]\S{2,23}) (?:am|on|le|el|il|op|em) ")
"""A nickname in the line that counts the comments: "Katzenmama am 11. Mai 2007 um 09:12 | 3 Kommentare"."""
_LONGEST_MARK = 60
_LONGEST_LINE = 120
"""Characters around a link to an author's page; a longer text speaks of somebody."""
_NAME = re.compile(r"^(?:fn|n|p-name|name|author|username)$|author[-_]*(?:name|link)")
_AVATAR = re.compile(r"avatar|user-?pic|u-photo|(?:^|[-_])(?:photo|author|portrait|vcard)(?:$|[-_])")
_LEAST_IN_CARD = 40
"""Characters beside a name in a link: the title and the description of what it leads to, and not somebody's job."""
_NEXT_AUTHOR = 8
"""Most elements between two authors of one byline."""

_PERSON = re.compile(r"(?:^|[-_])(?:user|author|person|people|account)(?:$|[-_])")
_ACCOUNT = re.compile(r"\b(?:log|sign|register|account|konto|profil\w*|my|mein\w*|mon|mi)\b", re.IGNORECASE)
_NEAR_HEADLINE = 30
"""Elements behind the headline in which the drawing of a person stands for the author."""
_NEAR_ABOVE = 10
"""Elements above the headline in which the line with the date stands."""
_LONGEST_SIGNATURE = 40
_CREDITS = re.compile(r"\s?[:：]\s|(?:\S+\s+){5}")
"""Who did what, or too many words: "sound: Ann cut: Bo"."""
_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*$")
_INNER = ("a", "span", "b", "strong", "cite", "address", "div", "p", "h3", "h4", "h5", "li")
_LONGEST = 80


def marked(around: Surroundings) -> Iterator[Author]:
    """Names in the first elements whose class, rel or itemprop says "author"; several stand side by side."""
    end: int | None = None
    for element in around.elements:
        if element.text_length > 200:
            continue
        if end is not None and (element.index > end + _NEXT_AUTHOR or around.is_past_beginning(element, end)):
            return
        if end is not None and element.index <= end:
            continue
        places = _places(element) if _is_marked(element) else _behind_icon(around, element)
        found = [author for place, text in places for author in _names_in(around.document, place, text)]
        if found and not (around.is_in_card(element) or around.is_in_linked_card(element, _LEAST_IN_CARD)):
            avatar = _avatar(around.document, element) if len({author.name for author in found}) == 1 else None
            yield from (Author(author.name, author.url, avatar) for author in found)
            end = element.last


def _places(element: Element) -> list[tuple[Element, str]]:
    """Where in a marked element the names stand, and their texts: in elements named so, in links, or at its beginning,
    with the job, the date or the number of posts behind."""
    inner = [e for e in element.inside(*_INNER) if _is_name(e)]
    inner = [e for e in inner if not any(other is not e and e.holds(other) for other in inner)]
    places = [(e, text) for e in inner if 0 < len(text := inline_text(e)) <= _LONGEST]
    if not places:
        links = [(link, inline_text(link)) for link in element.inside("a")]
        places = [(link, text) for link, text in links if " " in text and looks_like_name(text)]
    if not places:
        strong = [(e, inline_text(e)) for e in element.inside("strong", "b") if not _did_other_work(e)]
        places = [(e, text) for e, text in strong if is_bare_name(text)]
        places = places if len(places) > 1 else []
    if not places:
        firsts = [(li, _first_text(li)) for li in element.inside("li")]  # of several, each with a job behind the name
        places = [(li, text) for li, text in firsts if " " in text and looks_like_name(text)]
        places = places if len(places) == len(firsts) > 1 else []
    if places:
        return places
    leaves = [text for part in _leaves(element) if (text := inline_text(part))]
    pieces = [text for text in leaves if not is_author_label(text)]
    if len(pieces) == 1 < len(leaves):  # a label in an element of its own: "Author", "Ann Lee"
        return [(element, pieces[0])]
    if len(pieces) > 1 and " " in pieces[0] and not (AND.search(pieces[0]) or AND.match(pieces[1])):
        name = clean_name(pieces[0])
        if name and looks_like_name(name) and not ROLE_WORDS.search(name):
            return [(element, name)]
    return [(element, inline_text(element))]


def _did_other_work(name: Element) -> bool:
    """Whether what somebody did who is no author stands beside a name: "Bo Marsh (photos)", "cut: Bo Marsh"."""
    before, behind = name.previous_sibling, name.next_sibling
    if before is not None and (label := inline_text(before)).endswith(":") and not is_author_label(label):
        return True
    return behind is not None and is_other_work(inline_text(behind).strip(" (),:"))


def _first_text(element: Element) -> str:
    return next((text for part in _leaves(element) if (text := inline_text(part))), "")


def _behind_icon(around: Surroundings, element: Element) -> list[tuple[Element, str]]:
    """What stands behind the drawing of a person, in the line under the headline."""
    if element.text_length > _LONGEST_LINE or not 0 < element.index - around.start <= _NEAR_HEADLINE:
        return []
    for icon in element.parts:
        if not icon.text_length and any(_PERSON.search(name) for name in icon.classes):
            nodes = (
                part for node in icon.next_siblings for part in (_leaves(node) if isinstance(node, Element) else [node])
            )
            behind = map(inline_text, nodes)
            name = clean_name(next((text for text in behind if text and not is_author_label(text)), ""))
            if name and looks_like_name(name) and not _ACCOUNT.search(name):
                return [(element, name)]
    return []


def beside_date(around: Surroundings) -> Iterator[Author]:
    """The only name in the line with the date, right below the headline: in an element of its own, or a text of its own
    that has a given name in it, which it must have right above the headline or at the article's end."""
    if around.headline is None:
        return
    end = around.items[0].start if around.items else len(around.document.elements)
    for element in sorted(around.elements, key=around.distance):
        if element.text_length > _LONGEST_LINE or element.last >= end or not has_number(element.raw):
            continue
        if not _is_near(around, element):
            continue
        is_below = 0 < element.index - around.headline.last <= _NEAR_HEADLINE
        if around.is_in_card(element) or around.is_in_banner(element) or is_listed(element):
            continue
        if any(above.name in ("figure", "figcaption") for above in (element, *islice(element.above(), 2))):
            continue
        leaves = list(_leaves(element))
        if not any(map(partial(_says_day, around.document), (element, *leaves))):
            continue
        found = [author for part in leaves for author in _bare_names(around.document, part)]
        if len(found) > 1 or not is_below:
            found = [author for author in found if has_given_name(author.name) or " " not in author.name]
        if len(found) == 1:
            yield found[0]
            return


def _is_near(around: Surroundings, element: Element) -> bool:
    """Whether an element stands where the line with the date does: below the headline, right above it, or at the end."""
    headline, away = around.headline, around.distance(element)
    if headline is None or away > _NEAR_HEADLINE:
        return False
    if element.index > headline.last:
        return True
    return element.last < headline.index and away <= _NEAR_ABOVE


def _says_day(document: Document, part: PageElement) -> bool:
    date = document.date_in(part) if isinstance(part, Element) or is_text(part) else None
    return date is not None and len(date.value or "") >= len("2010-05-03")


def _bare_names(document: Document, part: PageElement) -> Iterator[Author]:
    """The whole name that a part of a line holds; not in a link, but to a person's page. Bare text beside a date could
    as well be a section ("Boat Building | May 3, 2010"), unless a given name is in it."""
    text = inline_text(part)
    if not isinstance(part, Element):
        date = document.read_date(text)
        fields = [text] if date is None else [text[: date.start], text[date.end :]]
        for field in (field.strip(" ,") for line in fields for field in FIELDS.split(line)):
            label, _, rest = field.rpartition(": ")
            name = rest if label.isalpha() and not is_other_work(label) else field  # "Kritik: Ann Lee, 3. Mai"
            name = clean_name(name) or ""  # "Ann Lee am"
            if (is_bare_name(name) and has_given_name(name)) or is_single_name(name):
                yield Author(name)
        nick = _NICK_AT.fullmatch(text[: date.start]) if date is not None and "T" in (date.value or "") else None
        if nick and part.parent is not None and COMMENTS.search(inline_text(part.parent)) and not POSTED.search(text):
            yield Author(nick[1])
        return
    if (label := label_beside(part)).endswith(":") and not is_author_label(label):
        return
    link = next((above for above in (part, *part.above()) if above.name == "a"), None)
    is_elsewhere = link is not None and not AUTHOR_PATH.search(link.attr("href"))
    if link is not None and is_elsewhere and (is_term(link) or not has_given_name(text)):
        return
    path = AUTHOR_PATH.search(link.attr("href")) if link is not None else None
    is_nick = path is not None and fold(path["who"] or "") == fold(text) != ""
    if is_nick or is_single_name(text) or (is_bare_name(text) and not any(char.isdecimal() for char in text)):
        yield Author(text, _link(document, part))


def _leaves(element: Element) -> Iterator[PageElement]:
    """The parts of an element that hold no others with text."""
    for part in element.contents:
        if isinstance(part, Element) and any(inner.text_length for inner in part.parts):
            yield from _leaves(part)
        else:
            yield part


def _is_marked(element: Element) -> bool:
    if element.name == "a" and _leads_to_author(element):
        return True
    if element.name == "address":
        return element.text_length <= _LONGEST_SIGNATURE and looks_like_name(inline_text(element))
    attrs = element.attrs
    if not ("class" in attrs or "rel" in attrs or "itemprop" in attrs):
        return False
    if element.name in ("article", "body", "main", "section"):
        return False
    names = [name for name in (*element.classes, element.attr("itemprop").lower()) if name]
    marked = "author" in element.attr("rel") or any(_BYLINE.search(name) for name in names)
    if marked and element.text_length <= _LONGEST_MARK and element.name in HEADINGS:
        names = [name for name in names if not _BIO.search(name)]
    # of "author border-box" only "author" counts, of "author box" both
    return marked and not any(_NOT_BYLINE.search(name) for name in names if "-" not in name or _BYLINE.search(name))


def _leads_to_author(link: Element) -> bool:
    """Whether a link in a short line leads to the page of the person that it names."""
    path = AUTHOR_PATH.search(link.attr("href")) if link.text_length <= _LONGEST_MARK else None
    if path is None or (link.outer is not None and link.outer.text_length > _LONGEST_LINE):
        return False
    text, who = inline_text(link), (path["who"] or "").lower()
    if link.outer is not None and _TIME.search(inline_text(link.outer)) and fold(who) == fold(text) != "":
        return True  # a nickname beside the time: "fred | 23:41 | 4 comments"
    is_named = not who.isascii() or not text.isascii() or who.isdecimal() or any(w in who for w in fold(text).split())
    return " " in text and is_named and looks_like_name(text) and not any(char.isdecimal() for char in text)


def _is_name(element: Element) -> bool:
    return "author" in element.attr("rel") or any(_NAME.search(word) for word in element.classes)


def _names_in(document: Document, element: Element, text: str) -> Iterator[Author]:
    text = _PARENTHESES.sub("", text)
    date = document.read_date(text)
    if date is not None:
        text = WEEKDAY.sub("", text[: date.start]) if date.start > 2 else text[date.end :]
    text = (name_in_byline(text) or text) if len(text.split()) > 3 or "／" in text else text
    url = _link(document, element)
    fields = [field for field in FIELDS.split(text) if field.strip()]
    for field in fields:
        parts = [part for part in AND.split(field) if part.strip()]
        is_alone = len(parts) == len(fields) == 1
        found = False
        for place, part in enumerate(parts):
            name = None if is_date_label(part) else clean_name(part)
            is_name = name is not None and (
                looks_like_name(name) or (is_alone and not _CREDITS.search(name) and not is_phrase(name))
            )
            if name is not None and is_name and not (place and ROLE_WORDS.search(part)):
                yield Author(name, None if found else url)
                found = True
        if found:
            return


def _link(document: Document, element: Element) -> str | None:
    links = [element] if element.name == "a" else element.inside("a")
    text = inline_text(element)
    link = next((link for link in links if inline_text(link) and inline_text(link) in text), None)
    if link is None and element.outer is not None and element.outer.name == "a":
        link = element.outer
    href = link.attr("href") if link is not None else ""
    return absolute(href, document.base_url) if href and not href.startswith("#") else None


def _avatar(document: Document, element: Element) -> str | None:
    """The author's picture, in or right beside the byline."""
    place: Element | None = element
    for _ in range(5):
        if place is None or place.text_length > 300:
            return None
        for image in place.inside("img"):
            names = [word for above in (image, *list(image.above())[:4]) for word in above.classes]
            source = image.attr("src")
            if any(_AVATAR.search(name.lower()) for name in names) or "avatar" in source or "userpic" in source:
                return absolute(source, document.base_url)
        place = place.outer
    return None
