"""Categories and tags of a post: links that say so by `rel`, by the list they stand in, or by where they lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4.element import NavigableString

from archiver.page.content import inline_text
from archiver.page.dom import Element
from archiver.page.roles import Role, role_of_name
from archiver.scrapers._surroundings import POSTED
from archiver.scrapers._words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.document import Document
    from archiver.scrapers._items import Item

_CLOUD = re.compile(r"cloud|widget|sidebar|tag-cloud|all-?tags|popular|^(?:list-posts-|post-|social-)?share")
_CATEGORY_PATH = re.compile(r"[/?](?:categor(?:y|ies|ie|ia)|kategorie|rubriques?|rubrik)/|[?&]cat=\d")
_IN = re.compile(r"(?:^|\s)(?:in|dans|en|em|unter)$", re.IGNORECASE)
_CATEGORY_LABEL = Words(
    r"(?:categor(?:y|ies|ia|ía|ías|ie|ias)|catégories?|kategorien?|rubri(?:k|ken|que|ques|c|eken)|filed (?:under|in)|"
    r"posted in|topics?|рубрик[аи]|カテゴリー?|分类|分類)\s*[:：]?$"
)
_TAG_LABEL = Words(
    r"(?:tags?|tagged(?: with| as)?|labels?|keywords|schlagw(?:ort|orte|örter)|étiquettes|etiquetas|mots[- ]clés|метки|теги|"
    r"タグ|标签|標籤)\s*[:：]?$"
)
_BETWEEN = re.compile(r"[\s,;、]*")
_LONGEST_LINE = 250
_LONGEST_LABEL = 20
_TAG_PATH = re.compile(r"[/?](?:tags?|labels?|schlagwort|mots?-cles?|etiquetas?)/|/search/label/|[?&]tag=")


def read_terms(document: Document, items: Sequence[Item], article: Element | None) -> tuple[list[str], list[str]]:
    """(categories, tags) that links around the article name, in page order."""
    first_comment = items[0].start if items else len(document.elements)
    categories: dict[str, None] = {}
    tags: dict[str, None] = {}
    worded: dict[str, None] = {}
    kinds_of_lists: dict[int, str | None] = {}
    named: dict[int, str | None] = {}
    for link in document.named("a"):
        if link.index >= first_comment or not 0 < link.text_length <= 80:
            continue
        line = link.outer
        place = line.index if line is not None else 0
        if place not in kinds_of_lists:  # the links of one list stand in one element
            kinds_of_lists[place] = _kind_of_list(link, named)
        line = line if line is not None and _may_be_labelled(link, line) else None
        kind = _kind(link, kinds_of_lists[place], line, article)
        if kind is None and line is not None and _is_posted_in(link, line, article):
            worded[inline_text(link)] = None
        if kind is None or _is_elsewhere(link, article):
            continue
        text = inline_text(link).lstrip("#› ").strip()
        if text:
            (categories if kind == "category" else tags)[text] = None
    for text in categories:
        tags.pop(text, None)
    return list(categories or {text: None for text in worded if text not in tags}), list(tags)


def _kind(link: Element, inside: str | None, line: Element | None, article: Element | None) -> str | None:
    """What a link in a list of some kind names: "category", "tag" or nothing of the kind; `line` is what it stands in
    where words before it may be a label."""
    rel = link.attr("rel").lower().split() if "rel" in link.attrs else []
    if "category" in rel:
        return "category"
    if "tag" in rel:
        return inside or "tag"
    if inside is not None:
        return inside
    if line is not None and (labelled := _kind_of_label(link)) is not None:
        return labelled
    if article is not None and article.holds(link) and not _is_meta(link, article):
        return None
    href = link.attr("href")
    if _CATEGORY_PATH.search(href):
        return "category"
    return "tag" if _TAG_PATH.search(href) else None


def _is_posted_in(link: Element, line: Element, article: Element | None) -> bool:
    """Whether a link is what a post was written in: "Posted by Ann on May 4 in Travel"."""
    if article is not None and article.holds(line):
        return False
    before = link.previous_sibling
    if not isinstance(before, NavigableString) or not _IN.search(before.rstrip()[-_LONGEST_LABEL:]):
        return False
    return bool(POSTED.search(inline_text(line))) and not _is_elsewhere(link, article)


def _may_be_labelled(link: Element, line: Element) -> bool:
    """Whether a link stands in a short line, and is not what it begins with."""
    return line.text_length <= _LONGEST_LINE and line.contents[0] is not link


def _kind_of_label(link: Element) -> str | None:
    """What the words before a link, or before the first of several, say: "Categories: Travel, Food"."""
    before = link.previous_sibling
    while isinstance(before, NavigableString) and _BETWEEN.fullmatch(before):
        before = before.previous_sibling
        if isinstance(before, Element) and before.name == "a":
            before = before.previous_sibling
    if not isinstance(before, NavigableString):
        return None
    words = before.rstrip()[-_LONGEST_LABEL:]
    return "category" if _CATEGORY_LABEL.search(words) else "tag" if _TAG_LABEL.search(words) else None


def _kind_of_list(link: Element, named: dict[int, str | None]) -> str | None:
    """What the small list around a link is called; `named` keeps what each element's own names say."""
    node = link.parent
    for _ in range(4):
        if not isinstance(node, Element) or node.text_length > 400 or node.name in ("body", "article", "main"):
            return None
        if node.index not in named:
            named[node.index] = _named_kind(node)
        if kind := named[node.index]:
            return kind
        node = node.parent
    return None


def _named_kind(element: Element) -> str | None:
    role = element.role & (Role.CATEGORY | Role.TAG)
    if role == Role.CATEGORY | Role.TAG:  # the first name tells
        found = map(role_of_name, (*element.classes, element.attr("id").lower()))
        role = next((role for role in found if role & (Role.CATEGORY | Role.TAG)), role)
    return "category" if role & Role.CATEGORY else "tag" if role & Role.TAG else None


def _is_meta(link: Element, article: Element) -> bool:
    """Whether a link inside the article stands in a small box of its own, not in running text."""
    node = link.parent
    while isinstance(node, Element) and node is not article:
        if node.role & (Role.ACTION | Role.DATE) and node.text_length < 400:
            return True
        node = node.parent
    return False


def _is_elsewhere(link: Element, article: Element | None) -> bool:
    """Whether a link stands in navigation, a sidebar, a tag cloud or a teaser of another post."""
    node = link.parent
    while isinstance(node, Element) and node.name != "body":
        if article is not None and node.holds(article):
            return False
        names = (*node.classes, node.attr("id").lower())
        if node.name in ("nav", "aside") or any(_CLOUD.search(name) for name in names):
            return True
        if node.role & Role.ELSEWHERE:
            return True
        node = node.parent
    return False
