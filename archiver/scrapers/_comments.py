"""The comments of a page, from the elements that hold them to records in a thread."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.page.content import clean_html, plain_text
from archiver.page.dom import Element
from archiver.page.urls import absolute, page_key
from archiver.records import Comment
from archiver.scrapers._article import is_named_article
from archiver.scrapers._fields import Fields, Reader
from archiver.scrapers._items import Group, Item, is_recent_list, item_groups, nest, sibling_groups
from archiver.scrapers._roles import Role, role_of
from archiver.scrapers._structured import fill_in, stated_items
from archiver.scrapers._threads import parents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.document import Document

_SAMPLE = 8
"""Items of a group that are read to rate it; the whole group is read only once it is chosen."""

_ENOUGH = 1.6
"""Least rating of a group: of author, date and text, which count one each, most items have two."""


_LONGEST_BREAK = 400
"""Most characters between two comments of one list: an advertisement, a heading."""

_LONGEST_GAP = 3000
"""Most characters between two lists of one thread: a comment form, headings, links."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a page, and the elements that hold them (which are not part of the article)."""

    comments: tuple[Comment, ...]
    items: tuple[Item, ...]


def read_thread(document: Document) -> Thread:
    """All comments of the page, in page order; an empty thread where the page has none."""
    items = find_items(document)
    if not items:
        return Thread((), ())
    fields = Reader(document, items).read()
    fill_in(document, fields)
    kept = [(item, field) for item, field in zip(items, fields, strict=True) if _is_comment(field)]
    if not kept:
        return Thread((), ())
    items = nest([Item(item.roots) for item, _ in kept])
    fields = [field for _, field in kept]
    return Thread(tuple(_records(document, items, fields)), tuple(items))


def find_items(document: Document) -> list[Item]:
    """The items of the group that reads most like the comments of this page."""
    rated = _rated(document, item_groups(document))
    if all(len(group.items) == 1 for _, group in rated):
        alike = sibling_groups(document)
        rated += _rated(document, [g for g in alike if not rated or (len(g.items) > 1 and any(_contains(group, g) for _, group in rated))])
    rated = [(r, group) for r, group in rated if not any(other_r >= r and _contains(group, other) for other_r, other in rated)]
    if not rated:
        return stated_items(document)
    best = max(rated, key=lambda pair: (_weight(*pair), -pair[1].items[0].start))[1]
    chosen = best.items
    for rating, group in sorted(rated, key=lambda pair: -_weight(*pair)):
        if group is not best and group.evidence >= 1.0 and rating >= 2.5 and _is_near(chosen, group.items):
            chosen = _joined(document, chosen, group.items)
    return _together(chosen)


def _together(items: list[Item]) -> list[Item]:
    """The largest run of items with no article between them (of equal ones the last): a thread that the author quotes in
    the midst of his text is not the page's own."""
    runs: list[list[Item]] = []
    end = None
    for item in items:
        if end is None or item.roots[0].text_before - end > _LONGEST_BREAK:
            runs.append([])
        runs[-1].append(item)
        end = max(end or 0, item.roots[-1].text_after)
    if len(runs) == 1:
        return items
    return nest([Item(item.roots) for item in max(reversed(runs), key=len)])


def _is_near(chosen: list[Item], others: list[Item]) -> bool:
    """Whether others begin inside the chosen or close behind, or end close before: with little text between."""
    first, last = chosen[0].roots[0], max((item.roots[-1] for item in chosen), key=lambda root: root.last)
    after = others[0].roots[0].text_before - last.text_after
    before = first.text_before - others[-1].roots[-1].text_after
    return max(after, before) <= _LONGEST_GAP


def _joined(document: Document, chosen: list[Item], others: list[Item]) -> list[Item]:
    """Both, where the others are more comments: beside the chosen (a list of pingbacks) or inside them (replies of
    another class); only the chosen where the others are the same comments again, by another name."""
    taken = {item.start for item in chosen}
    more = [item for item in others if item.start not in taken]
    apart = [item for item in more if not any(_overlap(item, known) for known in chosen)]
    if not more:
        return chosen
    both = nest([Item(item.roots) for item in sorted((*chosen, *more), key=lambda item: item.start)])
    added = {item.start for item in more}
    touched = [item for item in both if item.start in added or any(inner.start in added for inner in item.inner)]
    return both if _rating(document, touched) >= (2.5 if apart == more else 2.8) else chosen


def _rated(document: Document, groups: list[Group]) -> list[tuple[float, Group]]:
    """The groups that read well enough, with their ratings."""
    rated = [(rate(document, group), group) for group in groups]
    return [(rating, group) for rating, group in rated if rating >= _least(group)]


def _least(group: Group) -> float:
    """Least rating of a group: less is asked of many with telling names than of a single element without."""
    if group.evidence >= 2.0:
        return _ENOUGH
    if group.evidence >= 1.0:
        return _ENOUGH if len(group.items) > 1 else 2.5
    return 2.7 if len(group.items) > 1 else 3.0


def _contains(outer: Group, inner: Group) -> bool:
    """Whether a group's items are boxes around several items of another: what holds comments is not one."""
    if len(inner.items) <= len(outer.items):
        return False
    return all(any(box.start < item.start and item.last <= box.last for item in inner.items) for box in outer.items)


def _weight(rating: float, group: Group) -> float:
    return (rating + 0.4 * group.evidence) * (1 + 0.35 * math.log2(len(group.items)))


def _overlap(one: Item, other: Item) -> bool:
    return one.start <= other.last and other.start <= one.last


def rate(document: Document, group: Group) -> float:
    """How much a group's items read like comments: the shares that have an author, a date and a text, added up."""
    if is_recent_list(document, group.items) or _are_teasers(document, group.items):
        return 0.0
    rating = _rating(document, group.items)
    return rating * 0.6 if all(_is_quoted(item) for item in group.items) else rating


def _are_teasers(document: Document, items: list[Item]) -> bool:
    """Whether most items have a headline that leads to another page: they announce posts."""
    here, host = page_key(document.url), urlsplit(document.url).netloc
    teasers = 0
    for item in items[:_SAMPLE]:
        headings = [e for e in item.own(document.elements) if e.name in ("h1", "h2", "h3", "h4")]
        hrefs = [link.attrs.get("href", "") for heading in headings for link in (*heading.find_all("a"), heading.parent) if link is not None]
        urls = [absolute(href, document.base_url) for href in hrefs if href and "#" not in href and "comment" not in href]
        teasers += any(url and page_key(url) != here and urlsplit(url).netloc == host for url in urls)
    return teasers * 2 > min(len(items), _SAMPLE)


def _is_quoted(item: Item) -> bool:
    """Whether an item stands inside the text of an article: a thread that the author quotes is not the page's own."""
    node = item.roots[0].parent
    while isinstance(node, Element):
        if node.name in ("blockquote", "q") or (is_named_article(node) and not role_of(node) & Role.ITEM):
            return True
        node = node.parent
    return False


def _rating(document: Document, items: list[Item]) -> float:
    sample = items if len(items) <= _SAMPLE else [*items[: _SAMPLE // 2], *items[-_SAMPLE // 2 :]]
    fields = Reader(document, sample).read()
    if _is_elsewhere(document, fields):
        return 0.0
    pings = sum(1.0 for f in fields if f.kind != "comment" and f.author)
    comments = [f for f in fields if f.kind == "comment" or not f.author]
    authors = pings + sum(1.0 for f in comments if f.author or f.is_anonymous)
    dates = pings + sum(1.0 for f in comments if f.published or f.published_text)
    texts = pings + sum(1.0 for f in comments if f.text)
    if not texts:
        return 0.0
    if not dates and not authors:
        return 0.0
    return (authors + dates + texts) / len(sample)


def _is_elsewhere(document: Document, fields: Sequence[Fields]) -> bool:
    """True for comments of other posts: their permalinks lead to several other pages."""
    here = document.page.final_url.partition("#")[0].partition("?")[0].rstrip("/")
    canonical = document.url.partition("?")[0].rstrip("/")
    host = urlsplit(canonical).netloc
    pages = Counter(f.url.partition("#")[0].partition("?")[0].rstrip("/") for f in fields if f.url and urlsplit(f.url).netloc == host)
    pages.pop(here, None)
    pages.pop(canonical, None)
    pages = Counter(re.sub(r"/comment-page-\d+$|(?<=/)comments?/\d+$", "", url) for url in pages.elements())
    return len(pages) >= 2 and len(pages) * 2 > len(fields)


def _is_comment(fields: Fields) -> bool:
    return bool(fields.text or fields.kind != "comment" or (fields.author and (fields.published or fields.id)))


def _records(document: Document, items: list[Item], fields: list[Fields]) -> list[Comment]:
    texts = [plain_text(f.nodes, f.skip) for f in fields]
    ids = _ids(fields, texts)
    thread = parents(items, ids)
    return [
        Comment(
            id=ids[place],
            parent_id=ids[parent] if (parent := thread[place]) is not None else None,
            kind=f.kind,
            author=f.author,
            published=f.published,
            published_text=f.published_text,
            url=f.url,
            content_html=clean_html(f.nodes, document.base_url, f.skip),
            content_text=texts[place],
        )
        for place, f in enumerate(fields)
    ]


def _ids(fields: Sequence[Fields], texts: Sequence[str]) -> list[str]:
    """The page's own ids; where it has none (or repeats one), made from what the comment says, so that they stay the
    same when comments are added before or after."""
    own = Counter(f.id for f in fields)
    seen: Counter[str] = Counter()
    ids = []
    for f, text in zip(fields, texts, strict=True):
        name = f.id if f.id and own[f.id] == 1 else synthetic_id(f.author.name if f.author else None, f.published, text)
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return ids


def synthetic_id(author: str | None, published: str | None, text: str) -> str:
    """A stable id for a comment to which the page gives none."""
    said = "\0".join((author or "", published or "", text))
    return "c-" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]
