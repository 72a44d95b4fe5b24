"""Names after a word for "by" in the lines around a post: "Posted by Ann Lee and Bo Marsh in Travel"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dates import has_year
from archiver.page.dom import BLOCKS, HEADINGS, Element
from archiver.page.urls import absolute
from archiver.records import Author
from archiver.scrapers._given_names import has_given_name
from archiver.scrapers._names import (
    AND,
    SAYS_LINE,
    after_by,
    byline,
    initials_in_byline,
    is_author_label,
    is_bare_name,
    is_byline,
    is_phrase,
    looks_like_name,
)
from archiver.scrapers._surroundings import AUTHOR_PATH, POSTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from archiver.page.dates import Date
    from archiver.scrapers._surroundings import Surroundings

FIELDS = re.compile(r"\s*(?:[|•·∙│]|\s(?:[–—-]|//)\s)\s*")
"""What stands between author, place and date in one line."""
_FELLOW = re.compile(rf"{AND.pattern}|{FIELDS.pattern}|\d|[(:;]|\b(?:on|am|le|el|il|em|in|im|at)\b", re.IGNORECASE)
"""What ends a name in a list of names."""
ROLE_WORDS = re.compile(
    r"\b(?:editor\w*|redakteur\w*|redaktion|redaktor\w*|redactor\w*|rédact\w+|reporter\w*|correspondent|korrespondent\w*|contributor|contributing|"
    r"journalist\w*|journaliste|giornalista|periodista|author|autorin|staff|writer|chef\w*|director|professor|manager|founder|columnist|kolumnist\w*|"
    r"blogger\w*|engineer|developer|designer|analyst|consultant|magazine|team|photograph\w*|fotograf\w*|senior|ceo|head|chief|ph\.?\s?d\.?|md|m\.d\.|mba|msc|esq|ressort\w*|volontär\w*)(?!\w)",
    re.IGNORECASE,
)
"""Jobs: what follows a name and is no name."""


def is_job_alone(text: str) -> bool:
    """Whether a text is a job and no name: "Senior Editor"."""
    return " " in text and not any(map(str.isalpha, ROLE_WORDS.sub("", text)))


TERM_PATH = re.compile(
    r"/(?:tags?|cats?|sections?|categor(?:y|ies|ie|ia)|kategorien?|themen?|topics?|rubri(?:k(?:en)?|ques?)|labels?|stichwort|sujets?)/",
    re.IGNORECASE,
)
"""Where pages of categories and tags stand."""

WEEKDAY = re.compile(
    r"\s+(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|sab|"
    r"пн|вт|ср|чт|пт|сб|вс)[.,]*\s*$",
    re.IGNORECASE,
)
"""A weekday between the name and the date."""
_AT = re.compile(r"\s(?:kl\.?|klo|um|at|à|alle|às|om|o|v)\s*$", re.IGNORECASE)
"""The word before the time of day."""
_LAST_SENTENCE = re.compile(r"[.!?…][\"'”“»]?\s+(?P<last>[^.!?…]+)\.?$")
_NICK = re.compile(r"(?!e-?mail|rss|feed)[^\W\d_][\w.-]{2,24}", re.IGNORECASE)
_COLON = re.compile(r"\w+\s*[:：]")
_LONGEST = 80
_LONGEST_LINE = 250
_LONGEST_SENTENCE = 450
_LONGEST_ITEM = 300
_LONGEST_LABEL_LINE = 100
_LEAST_BEFORE_DATE = 6
_LONGEST_AT = 6
_LONGEST_TIME = 12
"""Characters between the name and the date, and of the time of day behind it."""
_FARTHEST = 60
"""Elements between the headline and a byline; see `Surroundings.distance`."""


def bylines(around: Surroundings) -> Iterator[list[Author]]:
    """Names after a word for "by" in the lines nearest to the headline, then behind the article; after the first such
    line only those that stand above the end of the article."""
    found = False
    article = around.article
    lines = [(e, text) for e, line in around.lines if _may_tell(line) and len(text := _labelled(e, line)) > 3]
    for element, text in sorted(lines, key=lambda line: around.distance(line[0])):
        if around.distance(element) > _FARTHEST:
            return
        if found and (article is None or element.index > article.last):
            continue
        name = _name_in(around, element, text)
        if name is None or around.is_in_card(element, name) or is_listed(element):
            continue
        name = _apart(element, name)
        parts = [part for part in AND.split(name) if not ROLE_WORDS.search(part)] if len(name) > 4 else [name]
        parts = parts or [name]
        links = {inline_text(link): link.attr("href") for link in element.inside("a")}
        if parts:
            base = around.document.base_url
            yield [Author(part, absolute(links.get(part), base)) for part in _with_fellows(parts, text, links)]
            found = True


def _may_tell(line: str) -> bool:
    """Whether a line is short enough for a byline, or for a sentence that tells all of an entry: "This entry was posted
    by Ann Lee on May 3, 2010, and is filed under Boats. You can follow …"."""
    return 1 < len(line) <= _LONGEST_LINE or (len(line) <= _LONGEST_SENTENCE and bool(POSTED.search(line)))


def is_listed(element: Element) -> bool:
    """Whether a byline stands in an item of a list whose other items have one too, or a year as it has: a list of posts,
    of offers."""
    item = next((above for above in (element, *islice(element.above(), 2)) if above.name == "li"), element.first("li"))
    if item is None or item.outer is None:
        return False
    is_dated = has_year(item.raw) and item.first("a") is not None
    others = [other for other in item.outer.parts if other is not item and other.text_length <= _LONGEST_ITEM]
    return any(
        (is_dated and other.first("a") is not None and has_year(other.raw)) or byline(inline_text(other))
        for other in others
    )


def _name_in(around: Surroundings, element: Element, text: str) -> str | None:
    """The name in a byline; None for other lines that say "by"."""
    raw = initials_in_byline(text) or byline(text) or _linked_nick(element, text) or _before_says(text)
    if not raw:
        return None
    date = around.document.read_date(text)
    if date is not None and date.start > _LEAST_BEFORE_DATE:
        # the date may begin with a word: "By Ann Lee May 3, 2010"
        raw = byline(_AT.sub("", WEEKDAY.sub("", text[: date.start])).rstrip(" -–—,|@")) or raw
    if date is not None and date.start <= text.find(raw) < date.end:
        return None  # a month: "Published: March 15th, 2009"
    is_posted = date is not None or bool(POSTED.search(text))
    if not (is_posted or is_byline(text) or _is_last_sentence(text, raw)) or (
        len(text) > _LONGEST_LABEL_LINE and not is_posted and not _is_last_sentence(text, raw)
    ):
        return None
    if any(is_term(link) and raw in inline_text(link) for link in element.inside("a")):
        return None
    if looks_like_name(raw) or all(map(looks_like_name, AND.split(raw))) or initials_in_byline(text):
        return raw
    is_said = bool(POSTED.match(text)) or (date is not None and bool(_COLON.match(text)))
    is_said |= date is not None and _is_all(text, raw, date)
    is_nick = " " not in raw and is_said and not is_phrase(raw)  # "Posted by fred", "von: fred am: 3.5.2010"
    return raw if is_nick or raw == _linked_nick(element, text) else None


def _before_says(text: str) -> str | None:
    """The name before a word for "wrote" that a date follows at once: "Ann Lee schrieb am 3. Mai 2010:"."""
    said = SAYS_LINE.match(text) if len(text) <= _LONGEST_LABEL_LINE else None
    return said["name"] if said is not None and text[said.end() : said.end() + 2].strip()[:1].isdecimal() else None


def _is_all(text: str, name: str, date: Date) -> bool:
    """Whether a line says no more than by whom and when: "von fred am 3.5.2010, 18:21"."""
    gap = date.start - text.find(name) - len(name)
    return is_byline(text) and 0 < gap <= _LONGEST_AT and len(text) - date.end <= _LONGEST_TIME


def _apart(element: Element, name: str) -> str:
    """The name in an element of its own that what stands behind "by" begins with: "By <b>Ann Lee</b> Fog News"."""
    inner = (inline_text(part) for part in element.inside("a", "b", "strong", "span", *HEADINGS))
    return next((text for text in inner if name.startswith(f"{text} ") and is_bare_name(text)), name)


def _is_last_sentence(text: str, name: str) -> bool:
    """Whether a byline is all that stands behind the last sentence of a standfirst: "… on the roof. By Ann Lee"."""
    sentence = _LAST_SENTENCE.search(text) if " " in name else None
    return sentence is not None and sentence["last"].endswith(name) and is_byline(sentence["last"])


def _linked_nick(element: Element, text: str) -> str | None:
    """A nickname in small letters, right behind a word for "by" and linked: "Posted by fred on May 4"."""
    said = after_by(text)
    names = (inline_text(link) for link in element.inside("a")) if said else ()
    return next((name for name in names if said and _NICK.fullmatch(name) and said.startswith(name)), None)


def is_term(link: Element) -> bool:
    """For a link to a category or tag, which may be named "Recipes by Ann"."""
    words = link.attr("rel").lower().split()
    is_named = "tag" in words or "category" in words or TERM_PATH.search(link.attr("href")) is not None
    return is_named and not AUTHOR_PATH.search(link.attr("href"))


def _labelled(element: Element, text: str) -> str:
    """The text of an element; of a label such as "Author:", with the name that stands behind it."""
    first = element.contents[0] if element.contents else None
    if first is not None and not isinstance(first, Element) and element.first("br") is not None:
        label = inline_text(first)
        if is_author_label(label) and text.startswith(f"{label} "):  # "Words<br>Ann Lee"
            return f"{label.rstrip(' :：')}: {text[len(label) :].strip()}"
    if not is_author_label(text) or text != inline_text(element):
        return text
    node = element.next_sibling
    while node is not None and not inline_text(node):
        node = node.next_sibling
    if node is None or not (element.name in BLOCKS or (isinstance(node, Element) and node.name in BLOCKS)):
        return text  # a line that is read as a whole
    name = _apart(node, inline_text(node)) if isinstance(node, Element) else inline_text(node)
    links = node.inside("a") if isinstance(node, Element) else []
    is_menu = len(links) > 1 and not AND.search(name)
    return text if is_menu or len(name) > _LONGEST else f"{text.rstrip(' :：')}: {name}"


def _with_fellows(names: list[str], text: str, links: Mapping[str, str]) -> list[str]:
    """The names in a byline, with those that follow the last one behind a comma: where their links lead to the same
    kind of page, or where an "and" ends the list. Else it is a job, a place, a magazine that follows."""
    rest = text.partition(names[-1])[2] if names else ""
    kind = _folder(links.get(names[0])) if names else ""
    fellows: list[str] = []
    is_list = False
    while joint := AND.match(rest):
        rest = rest[joint.end() :]
        is_list |= joint[0].strip() != ","
        name = _FELLOW.split(rest, maxsplit=1)[0].strip()
        if not looks_like_name(name) or ROLE_WORDS.search(name):
            break
        fellows.append(name)
        rest = rest.partition(name)[2]
    is_linked = bool(kind) and all(_folder(links.get(name)) == kind for name in fellows)
    is_list |= not rest.strip(" .") and all(map(has_given_name, fellows))
    is_list &= all(" " in name for name in fellows)
    return [*names, *(name for name in fellows if name not in names)] if is_linked or is_list else names


def _folder(href: str | None) -> str:
    return (href or "").rstrip("/").rpartition("/")[0]
