"""Who wrote a post: what the head states, set against the byline that the page shows around the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.page.content import inline_text
from archiver.page.urls import absolute
from archiver.records import Author
from archiver.scrapers._headline import fold
from archiver.scrapers._names import (
    after_by,
    clean_name,
    is_byline,
    is_date_label,
    is_phrase,
    looks_like_name,
    name_in_byline,
)
from archiver.scrapers._surroundings import POSTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from archiver.page.document import Document
    from archiver.page.dom import Element
    from archiver.scrapers._surroundings import Surroundings

_BYLINE = re.compile(
    r"(?:^|[-_])(?:author|autor|auteur|autore|byline|by-line|writer|posted-?by|p-author|vcard|contributor|creator|verfasser|redakteur|fn|username)(?:$|[-_s])|author(?:name|link)?$|(?:entry|post)-poster$|^ljuser$"
)
_NOT_BYLINE = re.compile(
    r"(?:^|[-_])(?:bio|box|avatar|image|img|photo|desc|description|social|about|follow|more|posts|comments?|count|title|job|role|position|usernames)(?:$|[-_s])"
)
_NAME = re.compile(r"^(?:fn|n|p-name|name|author|username)$|author[-_]*(?:name|link)")
_AVATAR = re.compile(r"avatar|user-?pic|u-photo|(?:^|[-_])(?:photo|author|portrait|vcard)(?:$|[-_])")
_SPLIT = re.compile(r"\s*(?:,|;|&|\+|\||•|·|、|\s/\s|\s[–—-]\s|\b(?:and|und|et|y|e|og|och|en|i|и)\b)\s*", re.IGNORECASE)
_ROLE_WORDS = re.compile(
    r"\b(?:editor|redakteur|redaktion|reporter|correspondent|contributor|contributing|journalist|author|staff|writer|chef|director|professor|manager|founder|columnist|autorin|"
    r"blogger|magazine|team|photograph\w*|senior|ceo|head|chief|phd|md|korrespondent\w*|ressort\w*)\b",
    re.IGNORECASE,
)
_SITE_STAFF = frozenset(
    (
        "admin",
        "administrator",
        "webmaster",
        "root",
        "redaktion",
        "editor",
        "redazione",
        "redacción",
        "rédaction",
        "la rédaction",
        "redactie",
        "team",
        "staff",
        "author",
        "unknown",
    )
)
_WEAK_SOURCES = frozenset(
    ("a:author", "author", "dc.creator", "dcterms.creator", "web_author", "dc.publisher", "copyright")
)
_COMPANY = re.compile(r"\b(?:AG|GmbH|Inc|Ltd|LLC|SA|SARL|S\.A\.|KG|e\.V\.|®|©)(?:\W|$)|[®©™]")
_DOMAIN = re.compile(r"\.[a-z]{2,4}$")
_NICK = re.compile(r"(?!e-?mail|rss|feed)[^\W\d_][\w.-]{2,24}", re.IGNORECASE)
_NEXT_AUTHOR = 8
"""Most elements between two authors of one byline."""

_LONGEST = 80


def authors(around: Surroundings) -> tuple[Author, ...]:
    """The people who wrote the post; site staff only where nobody else is named, the site itself never."""
    document = around.document
    stated = [
        (p, Author(name, p.url, p.image))
        for p in document.metadata.authors
        if p.name and (name := _stated_name(p.name))
    ]
    people = [author for p, author in stated if p.kind != "organisation" and p.source not in _WEAK_SOURCES]
    weak = [author for p, author in stated if p.kind != "organisation" and p.source in _WEAK_SOURCES]
    weak = [author for author in weak if " " in author.name or fold(author.name) in _words(around)]
    shown = list(_marked(around))
    worded = list(_worded(around))
    own = _own_names(document)
    for choice in (people, shown, worded, weak):
        kept = [a for a in choice if not own(a.name) and a.name.casefold() not in _SITE_STAFF]
        if kept:
            return _once(_fuller(kept, [*shown, *worded]))
    # of a personal blog, or one that names only its staff
    return _once(author for author in people or shown or worded if not _DOMAIN.search(author.name))


def _own_names(document: Document) -> Callable[[str], bool]:
    """Whether a name is the site's own: its stated name, its host, or that of a company."""
    names = {fold(candidate.value) for candidate in document.metadata.site_names}
    host = re.sub(r"[^a-z0-9]", "", urlsplit(document.url).netloc.removeprefix("www."))

    def is_own(name: str) -> bool:
        bare = fold(name).replace(" ", "")
        in_host = len(bare) >= 6 and bare in host and bool(_DOMAIN.search(name) or name.isupper() or bare == host)
        return fold(name) in names or in_host or bool(_COMPANY.search(name))

    return is_own


def _words(around: Surroundings) -> set[str]:
    """The short texts around the headline, folded."""
    return {fold(inline_text(element)) for element in around.elements if element.text_length <= 60}


def _stated_name(text: str) -> str | None:
    name = clean_name(text)
    return name if name and len(name) <= _LONGEST and "http" not in name and not is_phrase(name) else None


def _fuller(authors: Sequence[Author], shown: Sequence[Author]) -> list[Author]:
    """The authors with their links and whole names, where the page shows more of them than its head states."""
    result = []
    for author in authors:
        same = next((s for s in shown if fold(s.name) == fold(author.name)), None)
        longer = next((s for s in shown if fold(s.name).startswith(f"{fold(author.name)} ")), None)
        if same is not None:
            result.append(Author(author.name, author.url or same.url, author.avatar_url or same.avatar_url))
        else:
            result.append(longer or author)
    return result


def _once(authors: Iterable[Author]) -> tuple[Author, ...]:
    unique: dict[str, Author] = {}
    for author in authors:
        known = unique.get(fold(author.name))
        if known is None or (known.url is None and author.url):
            unique[fold(author.name)] = author
    return tuple(unique.values())[:8]


def _marked(around: Surroundings) -> Iterator[Author]:
    """Names in the first elements whose class, rel or itemprop says "author"; several stand side by side."""
    end: int | None = None
    for element in around.elements:
        if element.text_length > 200:
            continue
        if end is not None and element.index > end + _NEXT_AUTHOR:
            return
        if (end is not None and element.index <= end) or not _is_marked(element):
            continue
        inner = [e for e in element.inside("a", "span", "b", "strong", "cite") if _is_name(e)]
        inner = [e for e in inner if not any(other is not e and e.holds(other) for other in inner)]
        places = [e for e in inner if 0 < len(inline_text(e)) <= _LONGEST] or [element]
        found = [author for place in places for author in _names_in(around.document, place)]
        if found:
            avatar = _avatar(around.document, element) if len({author.name for author in found}) == 1 else None
            yield from (Author(author.name, author.url, avatar) for author in found)
            end = element.last


def _is_marked(element: Element) -> bool:
    attrs = element.attrs
    if not ("class" in attrs or "rel" in attrs or "itemprop" in attrs):
        return False
    if element.name in ("article", "body", "main", "section"):
        return False
    names = [name for name in (*element.classes, element.attr("itemprop").lower()) if name]
    marked = "author" in element.attr("rel") or any(_BYLINE.search(name) for name in names)
    return marked and not any(_NOT_BYLINE.search(name) for name in names)


def _is_name(element: Element) -> bool:
    return "author" in element.attr("rel") or any(_NAME.search(word) for word in element.classes)


def _names_in(document: Document, element: Element) -> Iterator[Author]:
    text = inline_text(element)
    text = (name_in_byline(text) or text) if len(text.split()) > 3 else text
    date = document.read_date(text)
    if date is not None:
        text = text[: date.start] if date.start > 2 else text[date.end :]
    url = _link(document, element)
    parts = [part for part in _SPLIT.split(text) if part.strip()]
    for place, part in enumerate(parts):
        name = None if is_date_label(part) else clean_name(part)
        if (
            name
            and (looks_like_name(name) or (len(parts) == 1 and not is_phrase(name)))
            and not (place and _ROLE_WORDS.search(part))
        ):
            yield Author(name, url if place == 0 else None)


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


def _worded(around: Surroundings) -> Iterator[Author]:
    """Names after a word for "by" in the lines nearest to the headline, then behind the article."""
    lines = [(element, text) for element, text in around.lines if 3 < len(text) <= 250]
    for element, text in sorted(lines, key=lambda line: around.distance(line[0])):
        if around.distance(element) > 60:
            break
        is_posted = around.document.read_date(text) is not None or bool(POSTED.search(text))
        if len(text) > 100 and not is_posted:
            continue
        if not (is_posted or is_byline(text)):
            continue
        name = name_in_byline(text)
        if not name:
            if (nick := _linked_nick(around.document, element, text)) is not None:
                yield nick
                return
            continue
        parts = [part for part in _SPLIT.split(name) if looks_like_name(part) and not _ROLE_WORDS.search(part)]
        for part in parts:
            link = next((a for a in element.inside("a") if inline_text(a) == part), None)
            yield Author(part, absolute(link.attr("href"), around.document.base_url) if link is not None else None)
        if parts:
            return


def _linked_nick(document: Document, element: Element, text: str) -> Author | None:
    """A nickname in small letters, right behind a word for "by" and linked: "Posted by fred on May 4"."""
    said = after_by(text)
    for link in element.inside("a") if said else ():
        name = inline_text(link)
        if said and re.match(rf"{re.escape(name)}(?!\w)", said) and _NICK.fullmatch(name):
            return Author(name, absolute(link.attr("href"), document.base_url))
    return None
