"""Who wrote a post and when: what the head states, set against what the page shows around the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dates import parse_iso
from archiver.page.urls import absolute
from archiver.records import Author
from archiver.scrapers._fields import clean_header
from archiver.scrapers._headline import fold
from archiver.scrapers._names import clean_name
from archiver.scrapers._roles import Role, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archiver.page.dates import Date
    from archiver.page.document import Document
    from archiver.page.dom import Element
    from archiver.scrapers._items import Item

_BYLINE = re.compile(r"(?:^|[-_])(?:author|autor|auteur|byline|by-line|writer|posted-by|postedby|p-author|vcard|contributor|creator|verfasser|redakteur|entry-author|fn)(?:$|[-_s])|author(?:name|link)?$")
_NOT_BYLINE = re.compile(r"(?:^|[-_])(?:bio|box|avatar|image|img|photo|desc|description|social|about|follow|more|posts|comment)(?:$|[-_s])")
_LABEL = re.compile(r"^(?:by|von|par|por|da|door|av|af|przez|от|автор|text|autor(?:in)?|author|auteur|posted by|written by|geschrieben von|verfasst von|ein (?:beitrag|artikel|gastbeitrag) von|publié par|rédigé par|publicado por|escrito por|作者|投稿者)\b\s*:?\s*", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,|;|&|\+|/|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bund\b|\bog\b|\boch\b|\ben\b|\bi\b|、)\s*", re.IGNORECASE)
_ROLE_WORDS = re.compile(r"\b(?:editor|redakteur|redaktion|reporter|correspondent|contributor|journalist|author|staff|writer|chef|director|professor|dr|manager|founder|columnist|autorin|blogger|magazine|team)\b", re.IGNORECASE)
_SITE_STAFF = frozenset(("admin", "administrator", "webmaster", "root", "redaktion", "editor", "redazione", "redacción", "rédaction", "la rédaction", "redactie", "team", "staff"))
_LONGEST = 80


def around(document: Document, headline: Element | None, article: Element | None, items: Sequence[Item]) -> Iterator[Element]:
    """Elements where a post's date and author may stand: near the headline first, then behind the article; never
    inside comments, sidebars or the text itself."""
    first_comment = items[0].start if items else len(document.elements)
    start = headline.index if headline is not None else (article.index if article is not None else 0)
    outside = [e for e in document.elements if e.index < first_comment and 0 < e.text_length <= 300]
    near = [e for e in outside if start - 25 <= e.index]
    skip_until = -1
    for element in near:
        if element.index <= skip_until:
            continue
        if element.name in ("nav", "form", "script", "title") or (role_of(element) & Role.ELSEWHERE and element is not headline):
            skip_until = element.last
            continue
        yield element


def published(document: Document, headline: Element | None, article: Element | None, items: Sequence[Item]) -> tuple[str | None, str | None]:
    """(date, shown text) of the post's publication."""
    stated = [value for candidate in document.metadata.published if (value := _iso(document, candidate.value))]
    shown = list(_shown(document, headline, article, items))
    if stated:
        best = stated[0]
        for value in stated[1:]:
            if len(value) > len(best) and value.startswith(best):
                best = value
        for value, date in shown:
            if value and value[:10] == best[:10]:
                return (value if len(value) > len(best) else best), date.text if date else None
        return best, None
    for value, date in shown:
        if value:
            return value, date.text if date else None
    return None, None


def _iso(document: Document, text: str) -> str | None:
    exact = parse_iso(text)
    if exact is None:
        found = document.read_date(text) if len(text) < 100 else None
        exact = found.value if found else None
    return exact


def _shown(document: Document, headline: Element | None, article: Element | None, items: Sequence[Item]) -> Iterator[tuple[str | None, Date | None]]:
    """Dates shown around the headline, the likeliest first."""
    found: list[tuple[float, int, str | None, Date | None]] = []
    start = headline.index if headline is not None else (article.index if article is not None else 0)
    for element in around(document, headline, article, items):
        role = role_of(element)
        named = bool(role & Role.DATE) or element.name in ("time", "abbr")
        if article is not None and article.index < element.index <= article.last and not named and headline is not None and not article.holds(headline):
            continue
        if element.text_length > 150 or (not named and element.last > element.index and not element.name == "p"):
            continue
        date = document.date_in(element)
        exact = document.exact_date(element) if named else None
        if not (exact or (date and date.value)):
            continue
        value = exact or (date.value if date else None)
        if date and date.value and exact and len(date.value) > len(exact) and date.value.startswith(exact):
            value = date.value
        distance = abs(element.index - start)
        score = (3.0 if named else 0.0) - distance / 40 + (0.5 if value and len(value) >= 10 else 0.0)
        if date and len(date.text) < 0.4 * element.text_length:
            score -= 1.5
        found.append((-score, element.index, value, date))
    found.sort(key=lambda row: row[:2])
    for _, _, value, date in found:
        yield value, date


def authors(document: Document, headline: Element | None, article: Element | None, items: Sequence[Item]) -> tuple[Author, ...]:
    """The people who wrote the post; organisations and site staff only where nobody else is named."""
    stated = [p for p in document.metadata.authors if p.name]
    people = [Author(name, p.url) for p in stated if p.kind != "organisation" and (name := clean_name(p.name or "")) and len(name) <= _LONGEST]
    shown = list(_bylines(document, headline, article, items))
    sites = {fold(c.value) for c in document.metadata.site_names}
    chosen = [a for a in people if fold(a.name) not in sites and a.name.casefold() not in _SITE_STAFF]
    if not chosen:
        chosen = [a for a in shown if fold(a.name) not in sites and a.name.casefold() not in _SITE_STAFF]
    if not chosen:
        chosen = shown or people
    if not chosen:
        chosen = [Author(name, p.url) for p in stated if p.kind == "organisation" and (name := clean_name(p.name or "")) and fold(name) not in sites]
    unique: dict[str, Author] = {}
    for author in chosen:
        known = unique.get(fold(author.name))
        if known is None or (known.url is None and author.url):
            unique[fold(author.name)] = author
    return tuple(unique.values())[:8]


def _bylines(document: Document, headline: Element | None, article: Element | None, items: Sequence[Item]) -> Iterator[Author]:
    """Names in elements whose class or rel says "author", around the headline."""
    done = -1
    for element in around(document, headline, article, items):
        if element.index <= done or element.text_length > 200:
            continue
        rel = str(element.attrs.get("rel", ""))
        names = [*element.classes, str(element.attrs.get("itemprop", "")).lower()]
        if not ("author" in rel or any(_BYLINE.search(n) for n in names if n)) or any(_NOT_BYLINE.search(n) for n in names if n):
            continue
        inner = [e for e in element.find_all(("a", "span", "b", "strong", "cite")) if _is_name_element(e)]  # type: ignore[arg-type]
        places = [e for e in inner if 0 < len(inline_text(e)) <= _LONGEST] or [element]
        yielded = False
        for place in places:
            for author in _named(document, place):  # type: ignore[arg-type]
                yielded = True
                yield author
        if yielded:
            done = element.last
            return


def _is_name_element(element: Element) -> bool:
    rel = str(element.attrs.get("rel", ""))
    return "author" in rel or any(re.search(r"^(?:fn|n|p-name|name|author)$|author-?name|author-?link", word) for word in element.classes)


def _named(document: Document, element: Element) -> Iterator[Author]:
    text = _LABEL.sub("", clean_header(inline_text(element)))
    date = document.read_date(text)
    if date is not None:
        text = text[: date.start] if date.start > 2 else text[date.end :]
    href = element.attrs.get("href") or (link.attrs.get("href") if (link := element.find("a")) else None)
    url = absolute(href, document.base_url) if href and not str(href).startswith("#") else None
    parts = [part for part in _SPLIT.split(text) if part.strip()]
    first = True
    for part in parts:
        if not first and _ROLE_WORDS.search(part):
            continue
        name = clean_name(part)
        if name and len(name) <= 50:
            yield Author(name, url if len(parts) == 1 or first else None)
        first = False
