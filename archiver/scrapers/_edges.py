"""Where an article begins and ends, and what inside its element the author did not write.

A standfirst may stand outside of the element, bylines and what sites append to every article inside. In doubt a line
stays: what is left out is lost to the reader.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import HEADINGS, Element
from archiver.page.roles import Role
from archiver.scrapers._announced import COMMENTS, says_only_comments
from archiver.scrapers._boilerplate import is_about_author, is_boilerplate, is_card, is_head_line, is_job, is_other
from archiver.scrapers._headline import fold
from archiver.scrapers._lines import holds_block, lines_of
from archiver.scrapers._names import is_byline, looks_like_name, name_in_byline
from archiver.scrapers._teasers import dated_lists, rows
from archiver.scrapers._title import title_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from bs4.element import PageElement

    from archiver.page.document import Document
    from archiver.scrapers._items import Item
    from archiver.scrapers._lines import Line

_LEAD = re.compile(
    r"(?:^|[-_])(?:lead|lede|intro|chapo|chapeau|ingress|entradilla|bajada|sommario|perex|manchet|standfirst|excerpt|teaser-text|vorspann|deck?|"
    r"summary|abstract)(?:$|[-_])"
)
_EXCERPT = re.compile(r"^(?:post|entry|article)[-_](?:excerpt|chapo|intro)$")
_PICTURE = re.compile(r"photo|image|img|picture|caption|asset|video|media|figure")
_LONGEST_LEAD = 200
"""A longer standfirst is a text of its own, unless the text follows it at once."""

_NEAR_LEAD = 200
"""Most characters, of a byline or a caption, between a long standfirst and the text that it begins."""

_LEAST_SAME = 60
"""Characters in which a standfirst and a description are compared: either may be cut."""

_NEAR_HEADING = 40
_LONGEST_ANNOUNCEMENT = 60
_LONGEST_BETWEEN = 100
"""Most elements between a heading and the comments below it, most characters of the heading, and between."""

_LONGEST_SIGNUP = 250
_LEAST_OF_TEXT = 4
"""Characters beside a form that invite to subscribe, and how many times as many the article has at least."""

_LEVELS_IN_LINK = 4
_MOST_LABELS = 8
"""Links and labels that may stand behind a notice at the end of an article."""

_LONGEST_HEADING = 80
_LONGEST_BYLINE = 100
_MOST_BEFORE_NAME = 2
"""Words: "Eine Kolumne von Ann Lee" says what the text is."""

_MOST_HEAD_LINES = 6

_LONGEST_NOTE = 300
_LONGEST_BOX = 1200
"""Characters of a box about the author, at the end of an article."""


def lead_blocks(document: Document, article: Element, headline: Element | None) -> list[Element]:
    """The standfirst, where it stands between the headline and the element of the article: blocks of running text, or
    one that is named a lead."""
    if headline is None or article.holds(headline) or not headline.last < article.index:
        return []
    found: list[Element] = []
    until = named_until = -1
    for element in document.elements[headline.last + 1 : article.index]:
        if element.index <= until or element.holds(article) or not element.text_length:
            continue
        if element.name in ("nav", "form", "figure", "figcaption", "aside", "ul", "table") or is_other(element):
            until = element.last
            continue
        text = inline_text(element)
        if any(_LEAD.search(word) and not _PICTURE.search(word) for word in element.classes):
            named_until = element.last
        is_leaf = not holds_block(element)
        if is_leaf and ((element.index <= named_until and len(text) >= 40) or _is_sentence(element, text)):
            if not is_head_line(document, text):
                found.append(element)
            until = element.last
    if (
        sum(len(inline_text(element)) for element in found) <= _LONGEST_LEAD
        or _begins(document, article, found)
        or _is_first_part(article, found)
    ):
        return found
    return []


def _begins(document: Document, article: Element, lead: Sequence[Element]) -> bool:
    """Whether a standfirst begins the article: it stands right above it, not in the headline's `<header>`, and is what
    the page says of itself."""
    between = document.elements[lead[-1].last + 1 : article.index]
    if article.text_before - lead[-1].text_after > _NEAR_LEAD or sum(e.name == "img" for e in between) > 2:
        return False
    if any(above.name == "header" and not above.holds(article) for above in lead[0].above()):
        return False
    return _describes(document, inline_text(lead[0]))


def _is_first_part(article: Element, lead: Sequence[Element]) -> bool:
    """Whether a long standfirst is the article's first part: its excerpt, right above it in the same box, and not
    repeated by it."""
    box = article.previous_sibling
    while box is not None and not isinstance(box, Element) and not str(box).strip():
        box = box.previous_sibling
    if not isinstance(box, Element) or not any(_EXCERPT.search(word) for word in box.classes):
        return False
    start = fold(inline_text(lead[0]))[:_LEAST_SAME]
    return all(box.holds(element) for element in lead) and not fold(inline_text(article)).startswith(start)


def _is_sentence(element: Element, text: str) -> bool:
    linked = sum(link.text_length for link in element.inside("a"))
    return len(text) >= 80 and linked * 3 < len(text) and text.rstrip("\"”“»' ")[-1:] in ".!?…。"


def not_article(
    document: Document, article: Element, items: Sequence[Item], headline: Element | None, names: Set[str]
) -> set[int]:
    """`id()` of what stands inside the article's element and is not the article; `names` are its authors', folded."""
    skip = {id(node) for item in items for node in (item.nodes or item.roots)}
    if items and article.holds(items[0].roots[0]):
        skip.update(id(node) for node in _announcement(document, article, items[0]))
    until = -1
    for element in article.inside():
        if element.index <= until:
            continue
        is_named = bool(element.classes) or "id" in element.attrs
        is_small = element.text_length * 2 < article.text_length
        if (
            element is headline
            or element.name in ("nav", "form", "footer")
            or (is_named and (_is_comment_area(element) or (is_small and (is_other(element) or is_card(element)))))
        ):
            skip.add(id(_signup(article, element) if element.name == "form" else element))
            until = element.last
    skip.update(id(box) for row in rows(document, article, headline) for box in row)
    skip.update(id(box) for box in dated_lists(document, article))
    if headline is not None and article.holds(headline):
        _skip_before(article, headline, skip)
    end = items[0].start if items and article.holds(items[0].roots[0]) else article.last + 1
    shown = (e.index for e in article.inside("img", "iframe", "video", "audio") if id(e) not in skip and e.index < end)
    _skip_edges(document, article, headline, names, skip, max(shown, default=-1))
    return skip


def _signup(article: Element, form: Element) -> Element:
    """The box around a form that has nothing but a heading and a sentence beside it: "Never miss a post"."""
    box = form.outer
    if box is None or not article.holds(box) or box is article:
        return form
    beside = box.text_length - form.text_length
    is_small = 0 < beside <= _LONGEST_SIGNUP and beside * _LEAST_OF_TEXT < article.text_length
    return box if is_small and box.name in ("div", "section", "aside") else form


def _announcement(document: Document, article: Element, first: Item) -> Iterator[PageElement]:
    """The heading of comments that stand in the article's own element, and what stands between: heads of columns."""
    before = document.elements[max(article.index + 1, first.start - _NEAR_HEADING) : first.start]
    for heading in reversed(before):
        if first.roots[0].text_before - heading.text_after > _LONGEST_BETWEEN:
            return
        is_short = 0 < heading.text_length <= _LONGEST_ANNOUNCEMENT and heading.last < first.start
        if not is_short or heading.name == "a" or holds_block(heading):
            continue
        text = inline_text(heading)
        if says_only_comments(text) or (heading.name in HEADINGS and COMMENTS.search(text)):
            between = document.elements[heading.index : first.start]
            yield from (element for element in between if element.last < first.start)
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


def _skip_edges(
    document: Document, article: Element, headline: Element | None, names: Set[str], skip: set[int], last_picture: int
) -> None:
    """Leave out title, bylines and dates at the beginning, and at the end what sites append to every article;
    `last_picture` is `Element.index` of the last one above the comments."""
    lines = lines_of([article], skip)
    if headline is None and lines and fold(lines[0].text) == fold(title_text(document, None) or ""):
        skip.update(id(node) for node in lines.pop(0).nodes)
    head = _head_length(document, article, lines, names)
    tail = _tail_length(document, lines[head:], names)
    while tail < len(lines) - head - 1 and _heads_nothing(lines[-1 - tail], last_picture):
        tail += 1
    for line in (*lines[:head], *lines[len(lines) - tail :]):
        skip.update(id(node) for node in line.nodes)
    last = max((_place(line) for line in lines[:head]), default=-1)
    skip.update(id(image) for image in article.inside("img") if image.index < last and fold(image.attr("alt")) in names)


def _head_length(document: Document, article: Element, lines: Sequence[Line], names: Set[str]) -> int:
    """How many lines at the beginning are not the article: who wrote it and when; a standfirst above that, where it is
    long enough to be the page's summary."""
    length = 0
    for count, line in enumerate(lines[:_MOST_HEAD_LINES], start=1):
        if (
            is_head_line(document, line.text)
            or (length and is_job(line.text))
            or _is_name(line)
            or _is_byline(line, names)
        ):
            length = count
        elif not (fold(line.text) in names or _is_linked(line) or (count == 1 and _is_heading(line))):  # "Follow"
            break
    first = lines[length].text if len(lines) > length + 1 else ""
    if len(first) > _LONGEST_LEAD and _describes(document, first):
        for count, line in enumerate(lines[length + 1 : length + 4], start=length + 1):
            if is_head_line(document, line.text) or fold(line.text) in names:
                return count + _head_length(document, article, lines[count:], names)
        between = slice(_place(lines[length]) + 1, _place(lines[length + 1]))
        if any(e.text_length < 100 and is_head_line(document, inline_text(e)) for e in document.elements[between]):
            return length + 1
    return length


def _is_byline(line: Line, names: Set[str]) -> bool:
    """For a byline that names an author, whatever it says of them behind: "By Ann Lee, who mends nets"."""
    if len(line.text) > _LONGEST_BYLINE or not is_byline(line.text) or line.text[-1:] in ".!?…":
        return False
    name = name_in_byline(line.text) or ""
    return fold(name) in names and len(line.text.partition(name)[0].split()) <= _MOST_BEFORE_NAME


def _is_name(line: Line) -> bool:
    """For a short line that is marked as the author's name."""
    above = line.nodes[0].parent
    is_marked = isinstance(above, Element) and above.role & Role.AUTHOR and above.name not in ("article", "section")
    return bool(is_marked) and looks_like_name(line.text)


def _describes(document: Document, text: str) -> bool:
    """Whether the page says a text of itself: as its description."""
    start = fold(text)[:_LEAST_SAME]
    return any(fold(candidate.value).startswith(start) for candidate in document.metadata.descriptions)


def _place(line: Line) -> int:
    node = line.nodes[0]
    element = node if isinstance(node, Element) else node.parent
    return element.index if isinstance(element, Element) else -1


def _heads_nothing(line: Line, last_picture: int) -> bool:
    """For a heading at the very end: what it headed is left out."""
    return (
        _is_heading(line)
        and _place(line) > last_picture
        and len(line.text) <= _LONGEST_HEADING
        and line.text[-1:] not in ".!?…。"
    )


def _is_heading(line: Line) -> bool:
    above = line.nodes[0].parent
    return isinstance(above, Element) and above.name in HEADINGS


def _tail_length(document: Document, lines: Sequence[Line], names: Set[str]) -> int:
    """How many lines at the end are not the article: from the first notice on, with the links and labels behind it."""
    length = _box_length(lines)
    for count, line in enumerate(reversed(lines[1:]), start=1):
        if count <= length:
            continue
        if _is_datum(line, lines[max(0, len(lines) - count - _MOST_LABELS) : len(lines) - count]):
            break
        is_teaser = _is_heading(line) and _is_linked(line)
        is_notice = is_teaser or is_boilerplate(line.text) or is_head_line(document, line.text) or _is_terms(line)
        if is_notice or _is_note(line, names):
            length = count
        elif count - length > _MOST_LABELS or not _is_label(document, line):
            break
    while 0 < length < len(lines) - 1 and not any(map(str.isalnum, lines[-1 - length].text)):
        length += 1  # "***"
    return length


def _box_length(lines: Sequence[Line]) -> int:
    """How many lines at the end are a box about the author, under a heading that says so."""
    behind = 0
    for count, line in enumerate(reversed(lines[1:]), start=1):
        behind += len(line.text)
        if behind > _LONGEST_BOX:
            break
        if is_about_author(line.text):
            return count
    return 0


def _is_note(line: Line, names: Set[str]) -> bool:
    """For a sentence about an author that begins with the name; the bare name is a signature."""
    text = fold(line.text) if len(line.text) <= _LONGEST_NOTE else ""
    return bool(text) and any(text.startswith(f"{name} ") for name in names if " " in name)


def _is_terms(line: Line) -> bool:
    """For a line of links to categories and tags."""
    terms = sum(e.text_length for e in line.elements() if e.name == "a" and "tag" in e.attr("rel").lower().split())
    return terms * 10 >= len(line.text) * 8


def _is_datum(line: Line, above: Sequence[Line]) -> bool:
    """For a cell of a table that has other rows above it, and is no link."""
    row = _row(line)
    if row is None or _is_linked(line):
        return False
    others = map(_row, above)
    return any(other is not None and other is not row and other.parent is row.parent for other in others)


def _row(line: Line) -> PageElement | None:
    return next((above for above in islice(line.nodes[0].parents, _LEVELS_IN_LINK) if above.name == "tr"), None)


def _is_label(document: Document, line: Line) -> bool:
    """Whether a line is a link, also one with its date, or a few words without an end: a tag, the title of another
    article."""
    if _is_linked(line) or (len(line.text) <= 40 and line.text[-1:] not in ".!?…。"):
        return True
    return _linked(line) * 2 >= len(line.text) and document.read_date(line.text) is not None


def _is_linked(line: Line) -> bool:
    return _linked(line) * 10 >= len(line.text) * 8


def _linked(line: Line) -> int:
    if any(above.name == "a" for above in islice(line.nodes[0].parents, _LEVELS_IN_LINK)):
        return len(line.text)
    return sum(element.text_length for element in line.elements() if element.name == "a")
