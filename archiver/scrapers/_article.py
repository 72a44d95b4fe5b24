"""The article of a page: which element holds it, and what inside it the author did not write.

Text blocks lend their weight to the elements around them, as in Arc90's Readability; names that platforms give to
their articles (`entry-content`, `articleBody`) decide between close candidates. An article that a page builder cut
into boxes is what holds most of the good text around the best box.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from bs4.element import NavigableString, PreformattedString

from archiver.page.content import inline_text
from archiver.page.dom import BLOCKS, Element
from archiver.page.roles import Role
from archiver.scrapers._boilerplate import is_boilerplate, is_head_line, is_other
from archiver.scrapers._headline import fold
from archiver.scrapers._items import COMMENTS
from archiver.scrapers._lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from bs4.element import PageElement

    from archiver.page.document import Document
    from archiver.scrapers._items import Item
    from archiver.scrapers._lines import Line

_GOOD = re.compile(r"(?:^|[-_])(?:article|post|entry|content|text|body|story|blog|main|single|hentry)(?:$|[-_])")
_BAD = re.compile(
    r"(?:^|[-_])(?:sidebar|comments?|footer|header|nav|menu|widget|related|similar|share|sharing|social|promo|ad|ads|"
    r"advert\w*|banner|teaser|recommend\w*|newsletter|subscribe|subscription|author|bio|breadcrumbs?|meta|tags|caption|"
    r"disclaimer|copyright|popup|modal|cookie|login|signup|respond|pager|pagination|navigation|toolbar|tools|hidden|"
    r"excerpt|introduction)(?:$|[-_])"
)
_LEAD = re.compile(
    r"(?:^|[-_])(?:lead|lede|intro|chapo|standfirst|excerpt|teaser-text|vorspann|deck|summary|abstract)(?:$|[-_])"
)
_REST = re.compile(r"(?:^|[-_])(?:more|extended|continued)$")
"""Names of the second part of an article, behind what stands on the front page: `entry-more` (TypePad, Movable Type),
`serendipity_entry_extended`."""

_WEIGHTLESS = frozenset(["nav", "aside", "footer", "form", "header", "button", "figcaption"])
_PARAGRAPHS = frozenset(
    [
        "p",
        "pre",
        "blockquote",
        "td",
        "li",
        "div",
        "section",
        "article",
        "span",
        "dd",
        "h2",
        "h3",
        "font",
        "center",
        "main",
        "body",
        "strong",
    ]
)
_INLINE = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "span",
        "font",
        "mark",
        "small",
        "big",
        "q",
        "cite",
        "code",
        "abbr",
        "sup",
        "sub",
        "tt",
        "acronym",
        "s",
        "del",
        "ins",
    ]
)
_SENTENCE = re.compile(r"[,.;:!?，。！？、؛،…]")
_LONGEST_LEAD = 200
"""A longer standfirst is a text of its own, and mostly the page's description."""

_MOST_HEAD_LINES = 6
"""Lines of a byline within the article."""

_MOST_LABELS = 8
"""Links and labels that may stand behind a notice at the end of an article."""

_LONGEST_NAME = 100
"""Characters of a class name that are looked at."""

_LEAST_BLOCK = 25
"""Shortest text, in characters, that counts as a block: as in Readability."""


@dataclass(frozen=True, slots=True)
class _Block:
    element: Element
    length: int
    commas: int
    linked: int

    @property
    def is_text(self) -> bool:
        """Whether it is running text, and not a list of links or a label."""
        return self.length >= _LEAST_BLOCK and self.linked * 2 <= self.length


class _Weights:
    """How much running text there is on a page, and where."""

    def __init__(self, document: Document, items: Sequence[Item]) -> None:
        self.elements = document.elements
        blocks = list(_blocks(document, items))
        self.scores = self._scores(block for block in blocks if block.is_text)
        count = len(document.elements) + 1
        good, other = [0] * count, [0] * count
        for block in blocks:
            (good if block.is_text else other)[block.element.index + 1] += block.length
        self._good, self._other = list(accumulate(good)), list(accumulate(other))

    def good(self, element: Element) -> int:
        """Characters of running text in an element."""
        return self._good[element.last + 1] - self._good[element.index]

    def other(self, element: Element) -> int:
        """Characters of links and labels in an element."""
        return self._other[element.last + 1] - self._other[element.index]

    def _scores(self, blocks: Iterator[_Block]) -> dict[int, float]:
        """For each element around text blocks, how much it looks like the article: the nearer the more."""
        scores: dict[int, float] = {}
        for block in blocks:
            points = 1 + block.commas + min(block.length / 100, 8)
            around = block.element.above() if block.element.name == "p" else (block.element, *block.element.above())
            for share, element in zip((1.0, 0.55, 0.3, 0.17), around, strict=False):
                if element.name == "html":
                    break
                scores[element.index] = scores.get(element.index, 0.0) + points * share
        return {index: score * _name_weight(self.elements[index]) for index, score in scores.items()}


def _blocks(document: Document, items: Sequence[Item]) -> Iterator[_Block]:
    """Elements with text of their own, outside of comments, navigation and the like."""
    until = -1
    lasts = {item.start: item.last for item in items}
    most = document.elements[0].text_length // 2 if document.elements else 0
    for element in document.elements:
        if element.index in lasts:
            until = max(until, lasts[element.index])
        if element.index <= until or not element.text_length:
            continue
        if element.text_length < most and element.name in _WEIGHTLESS and element.first("article") is None:
            until = element.last
        elif element.name in _PARAGRAPHS:
            block = _block(element)
            if block.length:
                yield block


def _block(element: Element) -> _Block:
    length = commas = linked = 0
    for child in element.contents:
        if isinstance(child, Element):
            if child.name == "a":
                linked += child.text_length
                length += child.text_length
            elif child.name in _INLINE:
                length += child.text_length
                commas += 1 if child.text_length > 60 else 0
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            length += len(child.strip())
            commas += len(_SENTENCE.findall(child))
    return _Block(element, length, commas, linked)


@lru_cache(maxsize=10_000)
def _kind_of_name(name: str) -> str | None:
    if _BAD.search(name):
        return "bad"
    return "good" if _GOOD.search(name) else None


def _name_weight(element: Element) -> float:
    name = element.attr("id").lower()
    kinds = {_kind_of_name(word[:_LONGEST_NAME]) for word in (*element.classes, name)}
    weight = 1.0
    if "bad" in kinds:
        weight *= 0.4
    elif "good" in kinds:
        weight *= 1.25
    if element.name in ("article", "main"):
        weight *= 1.1
    if element.name in ("blockquote", "li", "td", "span"):
        weight *= 0.8
    return weight


def find_article(document: Document, items: Sequence[Item], headline: Element | None) -> Element | None:
    """The element that holds the article; None where the page has no running text."""
    weights = _Weights(document, items)
    scores = weights.scores
    if not scores:
        return None
    best_score = max(scores.values())
    best = document.elements[max(scores, key=lambda index: (scores[index], -index))]
    named = [
        document.elements[index]
        for index, score in scores.items()
        if score >= 0.25 * best_score and document.elements[index].role & Role.ARTICLE
    ]
    if named:
        best = max(named, key=lambda element: (scores[element.index], -element.index))
    return _widened(weights, best)


def _widened(weights: _Weights, best: Element) -> Element:
    """What holds the boxes of an article that is cut into several: the outermost element around the best one that has
    more boxes of its kind with running text, and little else."""
    wide = _with_rest(weights, best)
    kind = set(best.classes)
    for around in best.above():
        if around.name in ("body", "html"):
            break
        good, other = weights.good(around), weights.other(around)
        if good < 1.15 * weights.good(wide) or other - weights.other(wide) > 0.5 * (good - weights.good(wide)):
            continue
        boxes = (box for box in around.inside(best.name) if not wide.holds(box) and kind & set(box.classes))
        if any(weights.good(box) >= 100 and not box.holds(best) for box in boxes):
            wide = around
    return wide


def _with_rest(weights: _Weights, best: Element) -> Element:
    """The element around the first part of an article and the rest of it, where they stand side by side."""
    around = best.outer
    if around is None or around.name in ("body", "html"):
        return best
    others = [part for part in around.parts if part.index > best.last]
    is_split = any(_REST.search(word) and weights.good(part) for part in others for word in part.classes)
    return around if is_split else best


def lead_blocks(document: Document, article: Element, headline: Element | None) -> list[Element]:
    """The standfirst, where it stands between the headline and the element of the article: blocks of running text, or
    one that is named a lead."""
    if headline is None or article.holds(headline) or not headline.last < article.index:
        return []
    found: list[Element] = []
    until = -1
    for element in document.elements[headline.last + 1 : article.index]:
        if element.index <= until or element.holds(article) or not element.text_length:
            continue
        if element.name in ("nav", "form", "figure", "figcaption", "aside", "ul", "table") or is_other(element):
            until = element.last
            continue
        text = inline_text(element)
        is_named = any(_LEAD.search(word) for word in element.classes)
        is_leaf = not any(inner.name in BLOCKS and inner.name != "br" for inner in element.inside())
        if (is_named and len(text) >= 40) or (is_leaf and _is_sentence(element, text)):
            if not is_head_line(document, text):
                found.append(element)
            until = element.last
    return found if sum(len(inline_text(element)) for element in found) <= _LONGEST_LEAD else []


def _is_sentence(element: Element, text: str) -> bool:
    linked = sum(link.text_length for link in element.inside("a"))
    return len(text) >= 80 and linked * 3 < len(text) and text.rstrip("\"”“»' ")[-1:] in ".!?…。"


def not_article(document: Document, article: Element, items: Sequence[Item], headline: Element | None) -> set[int]:
    """`id()` of what stands inside the article's element and is not the article."""
    skip = {id(node) for item in items for node in (item.nodes or item.roots)}
    if items and items[0].nodes:
        skip.update(id(node) for node in _announcement(items[0].nodes[0]))
    until = -1
    for element in article.inside():
        if element.index <= until:
            continue
        is_named = bool(element.classes) or "id" in element.attrs
        is_small = element.text_length * 2 < article.text_length
        if (
            element is headline
            or element.name in ("nav", "form", "footer")
            or (is_named and (_is_comment_area(element) or (is_small and is_other(element))))
        ):
            skip.add(id(element))
            until = element.last
    if headline is not None and article.holds(headline):
        _skip_before(article, headline, skip)
    _skip_edges(document, article, skip)
    return skip


def _announcement(first: PageElement) -> Iterator[PageElement]:
    """The heading right before comments that stand in the article's own element."""
    for node in first.previous_siblings:
        if isinstance(node, Element) and node.text_length:
            if node.text_length <= 60 and COMMENTS.search(inline_text(node)):
                yield node
            return
        if not isinstance(node, Element) and str(node).strip():
            return


def _is_comment_area(element: Element) -> bool:
    if "comments" not in (element.attr("id"), *element.classes):
        return False
    has_items = any("comment" in inner.classes for inner in element.inside())
    return element.first("form") is not None or not has_items


def _skip_before(article: Element, headline: Element, skip: set[int]) -> None:
    """What stands before the headline is not the article."""
    node: Element | None = headline
    while node is not None and node is not article:
        sibling = node.previous_sibling
        while sibling is not None:
            skip.add(id(sibling))
            sibling = sibling.previous_sibling
        node = node.outer


def _skip_edges(document: Document, article: Element, skip: set[int]) -> None:
    """Leave out bylines and dates at the beginning, and at the end what sites append to every article."""
    lines = lines_of([article], skip)
    names = {fold(person.name) for person in document.metadata.authors if person.name}
    head = [node for line in lines[: _head_length(document, lines, names)] for node in line.nodes]
    skip.update(id(node) for node in head)
    last = max((node.index for node in head if isinstance(node, Element)), default=-1)
    skip.update(id(image) for image in article.inside("img") if image.index < last and fold(image.attr("alt")) in names)
    for line in lines[len(lines) - _tail_length(document, lines) :]:
        skip.update(id(node) for node in line.nodes)


def _head_length(document: Document, lines: Sequence[Line], names: Set[str]) -> int:
    """How many lines at the beginning are not the article: up to the last of a byline, with the authors' names and links
    ("Follow") before it."""
    length = 0
    for count, line in enumerate(lines[:_MOST_HEAD_LINES], start=1):
        if is_head_line(document, line.text):
            length = count
        elif fold(line.text) not in names and not _is_linked(line):
            break
    return length


def _tail_length(document: Document, lines: Sequence[Line]) -> int:
    """How many lines at the end are not the article: from the first notice on, with the links and labels behind it."""
    length = 0
    for count, line in enumerate(reversed(lines[1:]), start=1):
        if is_boilerplate(line.text) or is_head_line(document, line.text):
            length = count
        elif count - length > _MOST_LABELS or not _is_label(line):
            break
    return length


def _is_label(line: Line) -> bool:
    """Whether a line is a link or a few words without an end: a tag, the title of another article."""
    return _is_linked(line) or (len(line.text) <= 40 and line.text[-1:] not in ".!?…。")


def _is_linked(line: Line) -> bool:
    linked = sum(element.text_length for element in line.elements() if element.name == "a")
    return linked * 10 >= len(line.text) * 8
