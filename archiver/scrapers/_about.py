"""Names where a page introduces its author: in a box about the author, in the note below the text, in the profile that
the blog shows beside its posts."""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from archiver.page.content import inline_text
from archiver.page.dates import has_number
from archiver.page.dom import HEADINGS, Element, names
from archiver.page.roles import Role
from archiver.page.urls import absolute
from archiver.records import Author
from archiver.scrapers._bylines import ROLE_WORDS, is_term
from archiver.scrapers._given_names import has_given_name, is_single_name
from archiver.scrapers._headline import fold, title_parts
from archiver.scrapers._lines import holds_block
from archiver.scrapers._names import clean_name, is_bare_name, is_other_work, is_phrase, looks_like_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archiver.page.document import Document
    from archiver.scrapers._surroundings import Surroundings

_ABOUT = re.compile(r"(?:about|über|à propos d[e’'] ?|sobre|su|over|om|o|об?|про)\s+(?P<name>[^:|?!]+)", re.IGNORECASE)
_BOX = re.compile(
    r"(?:author|autor|auteur|autore|user|writer)\w*[-_]*(?:box|bio|info|about|card|desc\w*|profil\w*|kasten)|^autor(?:en|innen)$|^authors$|^auteurs$|^autores$|about[-_]*(?:the[-_]*)?(?:author|autor)"
)
_DESCRIBES = re.compile(r"(?:author|autor|auteur|autore|writer)\w*[-_]*(?:bio|desc\w*)(?:$|[-_])")
_LEVELS = 4
_LONGEST_DESCRIBED = 400
"""Characters of a box with a description of the author, and the name above that."""
_LONGEST_HEADING = 60
_LONGEST_NAME = 40
_LONGEST_SIGNATURE = 120
_NAME_IN_BOX = ("h2", "h3", "h4", "h5", "h6", "a", "strong", "b")

_SIGNED = frozenset(("em", "i", "b", "strong", "cite"))
_DASHED = re.compile(r"(?://|[–—~-]{1,2})\s*")
_INITIALS = re.compile(r"[(\[](?P<name>[^\W\d_]{2,4})[)\]]")
_AGENCIES = names(
    "dpa afp apa ap sid kna epd ots pm red rtr ddp dts ansa efe pap tass adn ntb tt stt agi lusa end ends ende fin fine slut anz"
)
"""News agencies, and what else stands in brackets at the end of a text."""
_BEFORE_PLACE = re.compile(r"(?P<name>[^\W\d_]{2,4}) (?P<place>[^\W\d_][\w-]{2,30})\.\s")
_PREPOSITIONS = names("in im aus bei von ab an am auf zu vor nach für near from at to off à de di da en te via")
_NEAR_TOP = 5
"""Blocks of an article in which its text begins."""

_PROFILE_NAME = re.compile(r"(?:^|[-_])(?:profile-name-link|profile[-_]?name|user[-_]?name|nick[-_]?name|fn)$")
_NICKNAME = re.compile(
    r"(?:ニックネーム|昵称|暱稱|닉네임|nick-?name|pseudo)\s*[:：]\s*(?P<name>[^:：]{2,40})", re.IGNORECASE
)

_NEAR_HEADLINE = 30
"""Elements behind the headline in which a name stands in a line of its own."""
_FARTHEST = 400
"""Characters between the headline and a name next to the date."""
_NEAR_PORTRAIT = 6
"""Elements before a name in which a picture shows who is called so."""
_PLACE = re.compile(r"\s[—–|]\s[^—–|\d]{2,25}$|, [^,\d]{4,40}$")
_LONGEST_DATED = 80
_LONGEST_WEEKDAY = 12
"""Characters of a line with a date, and in it before the date."""
_MOST_NAMES = 5
_RIGHT_BEHIND = 6
"""Elements behind an article in which it may be signed."""
_NOTE_BEHIND = 20
_LONGEST_NOTE = 400
"""Elements behind an article, and characters, in which a note tells who wrote it."""


def boxed(around: Surroundings) -> Iterator[Author]:
    """Whom a box about the author names: its heading ("About Ann Lee"), else the first name in it that stands apart, with
    those of other authors in headings of its kind."""
    for element in around.elements:
        about = _ABOUT.fullmatch(inline_text(element)) if element.text_length <= _LONGEST_HEADING else None
        if about is not None and is_bare_name(about["name"]) and _is_in_box(element):
            yield Author(about["name"], _link(around, element))
            return
    for box in around.elements:
        if any(_BOX.search(name) for name in box.classes) and not around.is_in_card(box):
            parts = [part for part in box.inside(*_NAME_IN_BOX) if is_bare_name(inline_text(part))]
            parts = parts or _above_description(box)
            if parts:  # several have headings alike
                alike = [part for part in parts if part.name == parts[0].name and part.name in HEADINGS]
                yield from (Author(inline_text(part), _link(around, part)) for part in alike or parts[:1])
                return


def _above_description(box: Element) -> list[Element]:
    """The name that stands apart right above a description of the author, as in the head of posts by Mediumish."""
    around = box.outer
    if around is None or around.text_length > _LONGEST_DESCRIBED or not any(map(_DESCRIBES.search, box.classes)):
        return []
    names = [e for e in around.inside(*_NAME_IN_BOX) if e.index < box.index and is_bare_name(inline_text(e))]
    return names[-1:]


def _is_in_box(element: Element) -> bool:
    return any(_BOX.search(name) for above in islice(element.above(), _LEVELS) for name in above.classes)


def signature(around: Surroundings) -> Iterator[Author]:
    """The name that an article ends with, set apart from its text: in a paragraph of its own, in italics or bold, or
    behind a dash; else its initials in brackets, or those that it begins with, but no news agency's."""
    article = around.article
    if article is None:
        return
    end = around.items[0].start if around.items else len(around.document.elements)
    blocks = [e for e in article.inside("p", "div") if e.text_length and e.last < end and not holds_block(e)]
    after = around.document.elements[article.last + 1 : min(end, article.last + 1 + _RIGHT_BEHIND)]
    behind = [e for e in after if e.text_length and not holds_block(e)]
    for last in (*blocks[-1:], *behind[:1]):
        name = _signed(around.document, last)
        if name is not None and (article.holds(last) or has_given_name(name)):
            yield Author(name)
            return
    strings = [text for node in article.descendants if not isinstance(node, Element) and (text := inline_text(node))]
    initials = _INITIALS.fullmatch(strings[-1]) if strings else None
    if initials is not None and initials["name"].lower() not in _AGENCIES:
        yield Author(initials["name"])
        return
    begins = (_BEFORE_PLACE.match(inline_text(block)) for block in blocks[:_NEAR_TOP])
    yield from (Author(begin["name"]) for begin in begins if begin is not None and _is_placed(around.document, begin))


def _is_placed(document: Document, begin: re.Match[str]) -> bool:
    """Whether a text begins with initials and a place that the title or the address has as well: "eh Bispingen. ..."."""
    name, place = begin["name"], begin["place"]
    titles = " ".join(claim.value for claim in document.metadata.titles)
    known = f" {fold(titles)} {fold(unquote(urlsplit(document.url).path))} "
    is_sign = name.islower() and name not in _AGENCIES and name not in _PREPOSITIONS
    return is_sign and place[:1].isupper() and f" {fold(place)} " in known


def _signed(document: Document, last: Element) -> str | None:
    """The name that the last paragraph of an article is: set apart, or with a given name in it; behind it may stand the
    day, a place, what else the author did, or in another line a job."""
    text = inline_text(last)
    date = document.date_in(last)
    if date is not None and date.end == len(text):
        text = text[: date.start].strip(" ,·")
    dashed = _DASHED.match(text)
    is_apart = dashed is not None or any(e.name in _SIGNED and inline_text(e) == text for e in (last, *last.inside()))
    text = text[dashed.end() :] if dashed is not None else text
    if text[:1] == "(" and text[-1:] == ")" and has_given_name(text[1:-1]):
        text, is_apart = text[1:-1], True
    name, _, rest = text.partition(", ")
    is_place = not is_apart and len(text) <= _LONGEST_NAME and looks_like_name(rest)
    text = name if is_place or is_other_work(rest) else text  # "Ann Lee, Grimsby", "Ann Lee, photos by the author"
    if not is_apart and last.first("br") is not None and last.text_length <= _LONGEST_SIGNATURE:
        text = next((line for node in last.contents if (line := inline_text(node))), "")
    is_name = len(text) <= _LONGEST_NAME and is_bare_name(text)
    return text if is_name and (is_apart or (last.name == "p" and has_given_name(text))) else None


def introduced(around: Surroundings) -> Iterator[Author]:
    """The name in a line of its own near the headline that `<title>` has too, that has a portrait or the date beside it,
    or that the note below the text begins with: "Ann Lee, born 1950, lives in Leeds." It could as well be a section's
    without."""
    article = around.article
    if article is None:
        return
    near = [(element, text) for element, text in around.lines if element.index < around.start + _NEAR_HEADLINE]
    stripped = ((e, _without_place(text)) for e, text in near if len(text) <= 2 * _LONGEST_NAME)
    short = [(e, name) for e, name in stripped if len(name) <= _LONGEST_NAME]
    people = [(e, name) for e, name in short if is_bare_name(name) or is_single_name(name) or _is_nick(e)]
    titled = {fold(part) for title in around.document.metadata.titles for part in title_parts(title.value)[1:]}
    for element, name in people[:_MOST_NAMES]:
        is_word = " " not in name and not is_single_name(name)
        if (is_word and not _has_portrait(around, element, name)) or around.is_in_card(element):
            continue
        is_sure = (has_given_name(name) and fold(name) in titled) or _has_portrait(around, element, name)
        is_noted = any(text.startswith((f"{name}, ", f"{name} (")) for text in _notes(around, article, name))
        if is_sure or is_noted or _is_beside_date(around, near, element, name):
            yield Author(name, _link(around, element))
            return


def _without_place(text: str) -> str:
    """A line without the place or the job behind a name: "Ann Lee — Leeds", "Ann Lee, Staff Reporter"."""
    behind = _PLACE.search(text)
    is_other = behind is not None and (behind[0][0] != "," or ROLE_WORDS.search(behind[0]))
    return text[: behind.start()] if behind is not None and is_other else text


def _is_nick(element: Element) -> bool:
    return any(name.endswith("name") for name in element.classes)


def _is_beside_date(around: Surroundings, near: Sequence[tuple[Element, str]], element: Element, name: str) -> bool:
    """Whether a line below the headline with a given name says the author's job, or stands above one, or next to a line
    that begins with a date."""
    if around.headline is None or element.index <= around.headline.last or not has_given_name(name):
        return False
    if around.text_between(element) > _FARTHEST or any(map(is_term, element.inside("a"))):
        return False
    if any(above.name in ("figure", "figcaption", "a", *HEADINGS) for above in (element, *islice(element.above(), 3))):
        return False
    texts = [text for text, _ in groupby(text for _, text in near)]
    at = next(place for place, text in enumerate(texts) if text.startswith(name))
    before, below = texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(texts) else ""
    dates = (
        around.document.read_date(text) for text in (before, below) if has_number(text) and len(text) <= _LONGEST_DATED
    )
    if any(date is not None and date.value and date.start <= _LONGEST_WEEKDAY for date in dates):
        return True
    jobs = (texts[at][len(name) :], below)
    return any(len(job) <= _LONGEST_HEADING and ROLE_WORDS.search(job) is not None for job in jobs)


def _has_portrait(around: Surroundings, element: Element, name: str) -> bool:
    """Whether a picture right before a name is said to show who is so called."""
    before = around.document.elements[max(0, element.index - _NEAR_PORTRAIT) : element.index]
    return any(e.name == "img" and fold(e.attr("alt")) == fold(name) for e in before)


def _notes(around: Surroundings, article: Element, name: str) -> Iterator[str]:
    """The texts near the end of an article that may tell who wrote it: longer than the name, and no text of their own."""
    for element in around.document.elements[article.index : article.last + _NOTE_BEHIND]:
        is_late = element.text_before - article.text_before > article.text_length / 2
        if is_late and len(name) + 10 < element.text_length < _LONGEST_NOTE:
            yield inline_text(element)


def profiled(around: Surroundings) -> Iterator[Author]:
    """Whose profile the blog shows beside its posts, where it shows one: a personal blog that signs no post."""
    found: dict[str, Author] = {}
    until = -1
    for element in around.document.elements:
        if element.role & Role.PROFILE:
            until = max(until, element.last)
        if not 0 < element.text_length <= _LONGEST_HEADING:
            continue
        raw = element.raw
        named = _NICKNAME.fullmatch(inline_text(element)) if ":" in raw or "：" in raw else None
        is_named = element.index <= until and any(_PROFILE_NAME.search(name) for name in element.classes)
        name = named["name"] if named is not None else inline_text(element) if is_named else ""
        if name and (clean := clean_name(name)) and not is_phrase(clean) and not around.is_of_comment(element):
            found.setdefault(fold(clean), Author(clean, _link(around, element)))
    if len(found) == 1:
        yield from found.values()


def _link(around: Surroundings, element: Element) -> str | None:
    link = element if element.name == "a" else element.first("a")
    href = link.attr("href") if link is not None else ""
    return absolute(href, around.document.base_url) if href and not href.startswith("#") else None
