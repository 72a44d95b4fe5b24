"""The title of a post: the words of its headline without what else stands there, or what the head claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.page.content import collapse, inline_text
from archiver.page.roles import Role
from archiver.scrapers._headline import fold, is_date, title_parts
from archiver.scrapers._logo import shown_site_name
from archiver.scrapers._names import is_byline

if TYPE_CHECKING:
    from archiver.page.document import Document
    from archiver.page.dom import Element

_SEPARATING = " ·•|–—,/-"
"""What stands between a headline and the date or the byline in it."""


def title_text(document: Document, headline: Element | None) -> str | None:
    """The title: the headline's text, else what the head claims without the site's name."""
    if headline is not None:
        return _without_kicker(document, headline)
    site = {fold(candidate.value) for candidate in document.metadata.site_names}
    site.add(fold(shown_site_name(document) or ""))
    site |= {fold(part) for feed in document.metadata.feeds for part in title_parts(feed.title or "")}
    for candidate in document.metadata.titles:
        text = collapse(candidate.value)
        if fold(text) not in site:
            return _without_site(text, site) if candidate.source == "title" else text
    return None


def _without_kicker(document: Document, headline: Element) -> str:
    """A headline's text; of one that holds a kicker or a badge and the title apart, the title as the head claims it."""
    text = inline_text(headline)
    small = headline.inside("small", "span", "abbr", "time")
    beside = [inner for inner in small if is_byline(inline_text(inner)) or _is_day(document, inner)]
    rest = inline_text(headline, frozenset(map(id, beside))).strip(_SEPARATING) if beside else ""
    if rest:
        return _without_signs(rest)
    claimed = {fold(candidate.value) for candidate in document.metadata.titles}
    if fold(text) in claimed or any(title.startswith(f"{fold(text)} ") for title in claimed):
        return _without_signs(text)
    parts = {fold(part) for candidate in document.metadata.titles for part in title_parts(candidate.value)}
    is_whole = any(f" {fold(text)} " in f" {title} " for title in claimed)
    for inner in headline.inside():
        part = inline_text(inner)
        if fold(part) in claimed or (part and "title" in inner.classes):
            return part
        rest = inline_text(headline, frozenset((id(inner),))) if part else ""
        if rest and fold(rest) in parts:
            return rest if len(rest) > len(part) or fold(part) not in parts else part
        if len(rest) > len(part) and not is_whole and any(some.endswith(f" {fold(rest)}") for some in parts):
            return rest  # the head has the title behind another kicker: "Leeds: Title | Site"
    return _without_signs(text)


def _is_day(document: Document, element: Element) -> bool:
    """Whether an element inside a headline is named a date, and says one."""
    is_named = element.role & Role.DATE or element.name == "time"
    return bool(is_named) and is_date(document, inline_text(element))


def _without_signs(text: str) -> str:
    """A headline without the signs that link to it: "■ Title", "Title ¶", "Title #"."""
    return re.sub(r"^[■□◆◇●○▼▶►#_§]\s+(?=\S)|\s+[¶#§∞🔗]$", "", text)


def _without_site(text: str, site: set[str]) -> str:
    parts = title_parts(text)
    if len(parts) == 1:
        return text
    kept = [part for part in parts if fold(part) not in site]
    return max(kept or parts, key=len)
