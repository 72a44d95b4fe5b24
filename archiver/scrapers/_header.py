"""Names in the words of a comment's header: "Fred says:", "Posted by: Fred | date", a short line by the date."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from archiver.page.content import collapse, inline_text
from archiver.page.dates import may_be_relative
from archiver.page.dom import Element
from archiver.scrapers._announced import is_word_for_comments
from archiver.scrapers._draft import LONGEST_NAME
from archiver.scrapers._labels import is_date_label, is_label
from archiver.scrapers._layout import Offer
from archiver.scrapers._lines import is_badge
from archiver.scrapers._names import (
    ENDS_WITH_BY,
    SAYS_LINE,
    after_by,
    clean_name,
    is_nobody,
    is_numbered_label,
    name_in_byline,
)
from archiver.scrapers._said import ACTION_TEXT, offers_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4.element import PageElement

    from archiver.page.dates import Date
    from archiver.page.document import Document
    from archiver.scrapers._draft import Draft
    from archiver.scrapers._layout import Place
    from archiver.scrapers._lines import Line

_BOLD = frozenset(("b", "strong", "a", "cite", "em"))
_HEADINGS = frozenset(("h3", "h4", "h5", "h6"))
_BY_HANDLE = re.compile(r"^\w+ (?:by|von|par|por|da|door|av|af|przez):? (\S+)$", re.IGNORECASE)
"""A byline with a name that is written small: "Written by mossy_gate"."""
_ZONE = re.compile(
    r"^[^()]{0,30}(?:UTC|GMT)[^()]{0,10}\)|^\s*\((?:[^()]*(?:UTC|GMT|[Tt]ime|[Zz]eit|[+-]\d\d)[^()]*|[A-Z]{3,4})\)"
)
_WEEKDAY = re.compile(
    r"(?:^|[\s,]+)(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|die|mit|don|fre|sam|son|lun|mar|mer|jeu|ven|dim|"
    r"mié|jue|vie|sáb|dom|gio|seg|ter|qua|qui|sex|пн|вт|ср|чт|пт|сб|вс)\.?,?\s*$",
    re.IGNORECASE,
)
"""A short weekday right before a date."""
_DATE_WORDS = {"de": " Am", "en": " On", "es": " El", "fr": " Le", "it": " Il", "nl": " Op", "pt": " Em"}
"""Written with a capital only where a date begins in an element of its own: else it might be a name."""
_TO_ITS_DATE = re.compile(r" (?:on|at|am|um|el|le|il|op|em|den|dne|dnia|в)$")
"""How "by Anonymous on" goes on to the date: of other names `clean_name` takes it."""
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+(?://|[—–-])(?:\s+|$)|(?:^|\s+)(?://|[—–-])\s+")
_LONGEST_HEADER = 140
_MOST_LABELLED = 4
"""Lines in which a word for "by" may stand alone, before the one with the name."""
_LINK_DASH_RANK = 3
_DASHES = ("-", "–", "—")
_MOST_NAMES = 4
_MOST_EDGES = 5
"""Lines of a comment that are all its first three or its last two."""
_MOST_NEAR = 6
_LONGEST_FIELD = 60
"""Lines of a comment's header and foot, and characters of one that says but a date or a name."""
_SENTENCE_END = re.compile(r"[!?。！？…]$|\w{4,}\.$")
"""How a line ends that is no name; "Rosalind P." may be one."""
_LABELLED = re.compile(
    r"^(?:[^\W\d_]+ )?(?:from|by|von|par|por|da|di|от|автор): (\S{2,30})(?: \[.*)?$|^(?:by|von|par|por|da|door|av|af|przez) (\S{2,30}) \| ",
    re.IGNORECASE,
)
"""A nickname may begin with a small letter: "Comment from: fred [Member]", "by fred | #2"."""

_FACT = re.compile(r"(?!datum|date|am|on|le|el)[^\W\d_]{3,12}: [^\d\s]", re.IGNORECASE)
"""What stands behind a name in an element of its own and tells something about its owner: "Place: Kiel"."""
_LONGEST_BY = 40
"""Characters of a line without a date beside a name behind "by": "much love from Kiel" may end a sentence."""
_LONGEST_REST = 25
"""Characters on the other side of the date in a header that names the author on one: a time zone, "Reply"."""
_LONGEST_NAMING = 85
"""Characters of a header beside its date; in a sentence that tells a date there are more."""
_NUMBER = re.compile(r"#?\s?\d{1,5}[.):#]?|[#第]?\d{1,5}[楼樓F]")
"""A comment's number, in an element of its own beside the name."""
_NAME_LABEL = re.compile(
    r"(?:user(?:name)?|name|author|commenter|from|by|autor|von|nom|auteur|nombre|nome|naam|имя|автор|名前|昵称|이름)\s?[:：]",
    re.IGNORECASE,
)
"""A line that says what the next one is."""
_TITLED = re.compile(r".+\s?[(（](?P<name>[^()（）]{1,40})[)）]")
"""A subject, and behind it the name in brackets: "Boats (Fred)"."""
_AT_TIME = re.compile(
    r"(?P<name>[^\d:|]{2,40}?),? (?:um|at|à|alle|a las|às|om|kl\.?|klo|v|в) [012]?\d[:.h][0-5]\d(?: ?(?:uhr|h|am|pm))?(?:$|\W)",
    re.IGNORECASE,
)
"""A header with a time of day and no date: "Fred um 19:43 Uhr | Boats"."""
_TO_DATE = re.compile(r"^De (?P<name>.{2,50}?) (?:a|le|el|del|em)$")
"""How a header begins in Portuguese and its neighbours: "De Ana Reis a 4 de maio"."""
ADDRESS = re.compile(r"\bhttps?://\S+")


def add_from_lines(draft: Draft, found: dict[str, Offer[str]], *, has_like: bool) -> None:
    """Names in the words of the header: "Fred says:", "Posted by: Fred | date", the text before the date, a bold name."""
    spoken = [line for line in draft.lines if not (offers_only(line.text) or is_label(line.text))]
    lines = [line for line in spoken if not _is_said(draft, line)]
    if not lines:
        return
    first = _without_actions(lines[0])
    edges = lines if len(lines) <= _MOST_EDGES else [*lines[:3], *lines[-2:]]
    for line in sorted(edges, key=lambda line: len(line.text) > _LONGEST_NAMING):
        if len(line.text) <= _LONGEST_HEADER:
            _add_from_words(draft.document, found, line, first if line is lines[0] else _without_actions(line))
    for label, line in pairwise(lines[:_MOST_LABELLED] if len(lines) > 2 else ()):
        if (label is lines[0] and _NAME_LABEL.fullmatch(label.text)) or is_numbered_label(label.text):
            _add(found, "label", 2.0, line, line.text)
    only = [node for node in lines[0].nodes if isinstance(node, Element)]
    is_title = len(only) == 1 and inline_text(only[0]) == first and not _may_name(draft, only[0])
    if len(first) <= 50 and len(spoken) > 1 and not (is_title or draft.document.read_date(first)):
        _add_line(found, "first line", 0.6, lines[0], first)
    match = _TITLED.fullmatch(lines[0].text) if len(lines) > 1 and len(lines[0].nodes) > 1 else None
    if match is not None and _is_title(lines[0].nodes[0]):
        _add(found, "in brackets", 1.3, lines[0], match["name"])
    _add_around_date(draft, found, lines)
    lead = lines[0].nodes[0]
    if has_like and isinstance(lead, Element) and is_alone(draft, lines[0]) and len(inline_text(lead)) * 2 < len(first):
        _add_line(found, "lead", 0.7, lead, without_date(draft.document, inline_text(lead)))
    below_date = len(lines) > 1 and is_only_date(draft.document, first)
    line = lines[1] if below_date else lines[0]
    for node in line.nodes[:2]:
        if isinstance(node, Element) and node.name in _BOLD and 0 < node.text_length <= 50 and _may_name(draft, node):
            _add(found, "bold", 1.0, node, inline_text(node))
        elif isinstance(node, Element) and node.name in ("b", "strong"):
            text = inline_text(node)
            if (date := draft.document.read_date(text)) is not None:
                _add_beside_date(found, node, "before date", text[: date.start].strip())
    second = lines[1] if len(lines) > 1 and draft.document.read_date(first) is not None else line
    above = second.nodes[0].parent
    if second is not lines[0] and isinstance(above, Element) and above.name in _HEADINGS:
        _add_line(found, "heading", 1.0, second, second.text)


def _add_from_words(document: Document, found: dict[str, Offer[str]], line: Line, text: str) -> None:
    """Names that a word for "says" or "by", or a date, stands beside; `text` is the line without links to do something."""
    match = SAYS_LINE.match(text)
    if match:
        _add(found, "says", 2.5, line, without_date(document, match["name"]))
    date = document.read_date(text)
    if date is None:
        text, date = line.text, document.read_date(line.text) or _date_of_element(document, line)
    if date is not None:
        before = _without_relative(document, _before(document, text, date))
        after = _ZONE.sub("", text[date.end :]).strip()
        if after and _SENTENCE_END.search(text):
            return  # a sentence that tells a date
        _add_link_after_by(found, line, before)
        if min(len(before), len(after)) <= _LONGEST_REST and len(before) + len(after) <= _LONGEST_NAMING:
            _add_beside_date(found, line, "before date", before)
            _add_beside_date(found, line, "after date", after)
        else:
            _add_element_after_by(found, line)
    elif (match := _AT_TIME.match(text)) is not None:
        _add(found, "before time", 1.2, line, match["name"])
    elif (by := name_in_byline(line.text)) is not None and len(line.text) - len(by) <= _LONGEST_BY:
        found.setdefault("by", Offer(2.0, line, by))
    elif (match := _LABELLED.match(line.text) or _BY_HANDLE.match(line.text)) is not None:
        _add(found, "by", 2.0, line, match[match.lastindex or 1])


def without_date(document: Document, text: str) -> str:
    """A header's words before the date, or behind it where nothing but a label stands before."""
    date = document.read_date(text)
    if date is None or not (date.relative or (date.value and len(date.value) >= len("2010-05-04"))):
        return text
    before = _before(document, text, date)
    if date.relative and len(before) <= 2 and clean_name(text[date.end :]) is None:
        return text  # "Gestern" may be a nickname
    return text[date.end :] if len(before) <= 2 or is_date_label(before) else before


def _date_of_element(document: Document, line: Line) -> Date | None:
    """The date in an element of its own, which reads like one only there: "Fred <em>4.2.22</em>"."""
    for element in line.elements() if any(map(str.isdecimal, line.text)) else ():
        date = document.date_in(element) if element.text_length else None
        at = line.text.find(date.text) if date is not None and date.value else -1
        if date is not None and at >= 0:
            return date._replace(start=at, end=at + len(date.text))
    return None


def _before(document: Document, text: str, date: Date) -> str:
    """A header's words before its date, without a weekday and the word that a date begins with: "Fred Le 4 mai"."""
    before = _WEEKDAY.sub("", text[: date.start].strip())
    return before.removesuffix(_DATE_WORDS.get((document.language or "")[:2].lower(), " "))


def _without_relative(document: Document, text: str) -> str:
    """The words before a date without another one that is told from now: "Fred 3 years ago May 4th 2010"."""
    date = document.read_date(text) if may_be_relative(text.lower()) else None
    return text[: date.start].strip() if date is not None and date.relative else text


def is_number(element: Element) -> bool:
    return 0 < element.text_length <= 8 and bool(_NUMBER.fullmatch(inline_text(element)))


def _is_title(node: PageElement) -> bool:
    return isinstance(node, Element) and any("title" in word or "subject" in word for word in node.classes)


def _add_around_date(draft: Draft, found: dict[str, Offer[str]], lines: Sequence[Line]) -> None:
    """A short line right above one that says but the date; below it only where the text is known to stand elsewhere, or
    both are a comment's foot."""
    near = lines if len(lines) <= _MOST_NEAR else [*lines[:3], *lines[-3:]]
    for before, line in pairwise(line for line in near if len(line.text) <= _LONGEST_FIELD):
        if is_only_date(draft.document, line.text):
            above = before.nodes[0].parent
            is_subject = bool(draft.bodies) and above is not None and (_is_title(above) or _is_title(before.nodes[0]))
            _add_line(found, "above date", 0.8 if is_subject else 1.1, before, _without_actions(before))
        is_head = before is lines[0] and len(lines) > 2  # the text follows both
        is_foot = line is lines[-1] and before is not lines[0]
        if (draft.bodies or is_head or is_foot) and is_only_date(draft.document, before.text):
            _add_line(found, "below date", 0.9, line, _without_actions(line))


def _add_line(found: dict[str, Offer[str]], key: str, weight: float, place: Place, text: str) -> None:
    is_sentence = _SENTENCE_END.search(text) or (text.endswith(".") and len(text.split()) > _MOST_NAMES)
    if len(text) <= 50 and not is_sentence and not text.startswith("@"):  # "@Fred:" is who is answered
        _add(found, key, weight, place, text)


def _may_name(draft: Draft, element: Element) -> bool:
    """False for a date, and for a title that leads to the comment itself."""
    links = [element] if element.name == "a" else element.inside("a")
    if any("#" in link.attr("href").rstrip("#") for link in links):
        return False
    text = inline_text(element)
    return clean_name(text) is not None and not ADDRESS.match(text) and draft.document.read_date(text) is None


def _without_actions(line: Line) -> str:
    """A line's text without the links, numbers and labelled facts in elements of their own: "7", "#", "Reply", "From: Kiel"."""
    if _is_ranked(line):
        return inline_text(line.nodes[0])
    numbers = {id(element) for element in line.elements() if is_number(element)}
    said = [(node, inline_text(node, numbers)) for node in line.nodes if not is_badge(node) and id(node) not in numbers]
    is_behind = False
    words = []
    for node, text in said:
        if not isinstance(node, Element) or not (ACTION_TEXT.match(text) or (is_behind and _FACT.match(text))):
            words.append(text)
        is_behind = is_behind or bool(text)
    return collapse(" ".join(words))


def _is_ranked(line: Line) -> bool:
    """Whether a line is a link, and behind a dash what its owner is, in small letters: "Fred - <small>Admin</small>"."""
    said = [node for node in line.nodes if inline_text(node)] if len(line.nodes) <= 2 * _LINK_DASH_RANK else []
    if len(said) != _LINK_DASH_RANK or inline_text(said[1]) not in _DASHES:
        return False
    link, rank = said[0], said[2]
    return isinstance(link, Element) and link.name == "a" and isinstance(rank, Element) and rank.name == "small"


def is_alone(draft: Draft, line: Line) -> bool:
    """Whether a comment says but one line, besides its date and what it offers to do."""
    return not any(
        other is not line and not ACTION_TEXT.match(other.text) and not is_only_date(draft.document, other.text)
        for other in draft.lines
    )


def is_only_date(document: Document, text: str) -> bool:
    """Whether a line says a date and hardly anything else."""
    date = document.read_date(text) if len(text) <= _LONGEST_HEADER else None
    if date is None:
        return False
    names = (clean_name(text[: date.start]), clean_name(text[date.end :]))
    return len(text) - len(date.text) <= 12 or names == (None, None)


def _is_said(draft: Draft, line: Line) -> bool:
    """Whether a line stands in the comment's text, where its place is known."""
    first = line.nodes[0]
    element = first if isinstance(first, Element) else first.parent
    return isinstance(element, Element) and draft.in_body(element)


def _add_link_after_by(found: dict[str, Offer[str]], line: Line, before: str) -> None:
    """A link right behind a word for "by" is the name, whatever subject stands before: "On hinges by Fred on May 4th"."""
    for link in line.elements():
        name = inline_text(link) if link.name == "a" and 0 < link.text_length <= LONGEST_NAME else ""
        if name and name in before and ENDS_WITH_BY.search(before[: before.rindex(name)]):
            _add(found, "by", 2.0, link, name)


def _add_element_after_by(found: dict[str, Offer[str]], line: Line) -> None:
    """A name with a word for "by" in an element of its own, on a line that says more: "in answer to …"."""
    for element in line.elements():
        by = name_in_byline(inline_text(element)) if 0 < element.text_length <= LONGEST_NAME else None
        if by is not None:
            found.setdefault("by", Offer(2.0, element, by))


def _add_beside_date(found: dict[str, Offer[str]], line: Place, key: str, text: str) -> None:
    match = _TO_DATE.match(text)
    if match is not None:
        _add(found, "by", 2.0, line, match["name"])
        return
    fields = [part.strip() for part in _SEPARATOR.split(text)]
    parts = [part for part in fields if part and not (ACTION_TEXT.match(part) or is_date_label(part))]
    named = after_by(parts[0] if parts and fields[-1] and is_date_label(fields[-1]) else text)
    if named is not None and len(named := named.partition("|")[0]) <= 60:
        bare = _TO_ITS_DATE.sub("", named)
        _add(found, "by", 2.0, line, bare if is_nobody(bare) else named)
    if parts:  # the name stands beside the date; further off are links
        text = parts[-1] if key == "before date" else parts[0]
    if len(text) <= 60 and not is_date_label(text):
        _add(found, key, 1.2 if key == "before date" or is_nobody(header_text(text)) else 0.8, line, text)


def _add(found: dict[str, Offer[str]], key: str, weight: float, place: Place, text: str) -> None:
    """Add the name in a text to the candidates, "" where the text says that nobody is named."""
    text = ADDRESS.sub("", text) if "://" in text else text
    bare = header_text(text)
    if is_label(bare) or is_word_for_comments(bare):
        return
    name = "" if is_nobody(bare) else clean_name(text)
    if name is not None:
        found.setdefault(key, Offer(weight, place, "" if is_nobody(name) else name))


def header_text(text: str) -> str:
    """A header's words without outer punctuation."""
    return collapse(text).strip(" :,;|·•-–—")
