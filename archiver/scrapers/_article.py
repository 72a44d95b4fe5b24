"""The article of a page: which element holds it.

Text blocks lend their weight to the elements around them, as in Arc90's Readability; names that platforms give to
their articles (`entry-content`, `articleBody`) decide between close candidates. An article that a page builder cut
into boxes is what holds most of the good text around the best box.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from archiver.page.content import is_text
from archiver.page.dom import Element
from archiver.page.roles import Role
from archiver.scrapers._teasers import teasers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from archiver.page.document import Document
    from archiver.scrapers._items import Item

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
_LEAST_BESIDE = 80
_LEAST_SHARE = 0.5
"""Of the best score, that of the element nearest to the headline."""
_LEAST_PARAGRAPHS = 3
"""Paragraphs, and characters of each, beside a box that is only a part of the article."""

_LONG_PHRASE = 60
_LEAST_BLOCK = 25
"""Shortest text, in characters, that counts as a block: as in Readability."""


class _Weights:
    """How much running text there is on a page, and where."""

    def __init__(self, document: Document, items: Sequence[Item], teasers: Sequence[Element]) -> None:
        self._points: dict[int, float] = {}
        announced = {index for box in teasers for index in range(box.index, box.last + 1)}
        count = len(document.elements) + 1
        good, other = [0] * count, [0] * count
        for element in _with_text(document, items):
            length, linked = _own_text(element)
            if (
                length >= _LEAST_BLOCK and linked * 2 <= length and element.index not in announced
            ):  # running text, not a list of links or a label
                good[element.index + 1] = length
                self._count(element, length)
            else:
                other[element.index + 1] = length
        self._good, self._other = list(accumulate(good)), list(accumulate(other))
        self.scores = {index: points * _name_weight(document.elements[index]) for index, points in self._points.items()}
        """For each element around running text, how much it looks like the article: the nearer the more."""

    def good(self, element: Element) -> int:
        """Characters of running text in an element."""
        return self._good[element.last + 1] - self._good[element.index]

    def other(self, element: Element) -> int:
        """Characters of links and labels in an element."""
        return self._other[element.last + 1] - self._other[element.index]

    def _count(self, block: Element, length: int) -> None:
        """Lend the points of a block of running text to what is around it."""
        points = 1 + _commas(block) + min(length / 100, 8)
        element = block.outer if block.name == "p" else block
        for share in (1.0, 0.55, 0.3, 0.17):
            if element is None or element.name == "html":
                break
            self._points[element.index] = self._points.get(element.index, 0.0) + points * share
            element = element.outer


def _with_text(document: Document, items: Sequence[Item]) -> Iterator[Element]:
    """Elements that may have text of their own, outside of comments, navigation and the like."""
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
            yield element


def _own_text(element: Element) -> tuple[int, int]:
    """How many characters of text an element has outside of blocks in it, and how many of them are links."""
    length = linked = 0
    for child in element.contents:
        if isinstance(child, Element):
            if child.name == "a":
                linked += child.text_length
            elif child.name in _INLINE:
                length += child.text_length
        elif is_text(child):
            length += len(child.strip())
    return length + linked, linked


def _commas(element: Element) -> int:
    """How many signs of sentences are in an element's own text; a long phrase that is set off counts as one."""
    commas = 0
    for child in element.contents:
        if isinstance(child, Element):
            commas += child.text_length > _LONG_PHRASE and child.name in _INLINE
        elif is_text(child):
            commas += len(_SENTENCE.findall(child))
    return commas


def _name_weight(element: Element) -> float:
    weight = 1.0
    if element.role & Role.BESIDE_TEXT:
        weight *= 0.4
    elif element.role & Role.TEXT:
        weight *= 1.25
    if element.name in ("article", "main"):
        weight *= 1.1
    if element.name in ("blockquote", "li", "td", "span", "ol", "ul"):
        weight *= 0.8
    return weight


def find_article(document: Document, items: Sequence[Item], headline: Element | None) -> Element | None:
    """The element that holds the article; None where the page has no running text."""
    weights = _Weights(document, items, list(teasers(document, headline)))
    if not weights.scores:
        weights = _Weights(document, items, ())
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
    elif headline is not None and not best.holds(headline):
        best = _whole(weights, _nearest(document, scores, best, headline), headline)
    return _widened(weights, best, headline)


def _nearest(document: Document, scores: Mapping[int, float], best: Element, headline: Element) -> Element:
    """Of the elements that look nearly as much like the article as the best one, the one that shares the smallest box with
    the headline: what is longer elsewhere is rather a profile, a list of news."""
    least = _LEAST_SHARE * scores[best.index]
    strong = [i for i, score in scores.items() if score >= least and document.elements[i].last > headline.index]
    for above in headline.above():
        inside = [index for index in strong if above.index <= index <= above.last]
        if inside:
            return document.elements[max(inside, key=lambda index: (scores[index], -index))]
    return best


def _whole(weights: _Weights, best: Element, headline: Element) -> Element:
    """What holds more running text beside the best element than that has of its own, and below the headline: the best one
    is only a list or a box in it."""
    for around in best.above():
        if around.holds(headline):
            break
        more = weights.good(around) - weights.good(best)
        is_strong = weights.scores.get(around.index, 0.0) >= _LEAST_SHARE * weights.scores.get(best.index, 0.0)
        if is_strong and more * 2 > weights.good(best) and weights.other(around) - weights.other(best) <= more * 0.5:
            best = around
    return best


def _widened(weights: _Weights, best: Element, headline: Element | None) -> Element:
    """What holds the boxes of an article that is cut into several: the outermost element around the best one that has
    more boxes of its kind with running text, or paragraphs of its own, and little else. Boxes without a class are of one
    kind only below the headline."""
    wide = _with_rest(weights, best)
    kind = set(best.classes)
    for around in best.above():
        if around.name in ("body", "html"):
            break
        if not kind and headline is not None and around.holds(headline):
            break
        good, other = weights.good(around), weights.other(around)
        if good < 1.15 * weights.good(wide) or other - weights.other(wide) > 0.5 * (good - weights.good(wide)):
            continue
        boxes = (box for box in around.inside(best.name) if not wide.holds(box) and _is_of_kind(box, kind))
        beside = [part for part in around.parts if part.name == "p" and weights.good(part) >= _LEAST_BESIDE]
        if len(beside) >= _LEAST_PARAGRAPHS or any(weights.good(box) >= 100 and not box.holds(best) for box in boxes):
            wide = around
    return wide


def _is_of_kind(box: Element, kind: Set[str]) -> bool:
    return bool(kind & set(box.classes)) if kind else not box.classes


def _with_rest(weights: _Weights, best: Element) -> Element:
    """The element around the first part of an article and the rest of it, where they stand side by side."""
    around = best.outer
    if around is None or around.name in ("body", "html"):
        return best
    others = [part for part in around.parts if part.index > best.last]
    is_split = any(_REST.search(word) and weights.good(part) for part in others for word in part.classes)
    return around if is_split else best
