"""The element that shows a post's headline: not the site's name, nor that of a part of the site."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from archiver.page.content import collapse, inline_text
from archiver.page.dom import Element, in_order
from archiver.page.roles import Role
from archiver.page.urls import absolute, is_home, page_key
from archiver.scrapers._announced import COMMENTS
from archiver.scrapers._logo import leads_up
from archiver.scrapers._names import is_byline

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from archiver.page.document import Document
    from archiver.scrapers._items import Item

_SEPARATORS = re.compile(r"\s+(?:[|–—·•»«:/\\~-]|::|<|>)+\s+|\s*[|｜»«•]\s*")
_MOST_TITLES = 20
"""Titles in the metadata that headings are compared with, the most trusted first."""
_MOST_CANDIDATES = 1000
"""Headings that are compared, from the first: a page has a dozen."""

_HEADINGS = ("h1", "h2", "h3", "h4")
_ARTICLE = re.compile(r"/(?:\w*Article|BlogPosting)$")
_LONGEST_DATE = 40
_LEAST_SHARED = 0.2
"""Share of words that a headline and a title have in common; less is chance."""
_LEAST_OF_ADDRESS = 0.5
_LEAST_WORD = 4
"""Share of a headline's words, of so many letters, that stand in the page's address."""
_BANNERS = frozenset(
    ("header", "head", "banner", "topbar", "top", "masthead", "logo", "branding", "titlebar", "blogheader")
)
_SECTION = re.compile(
    r"(?P<name>news|latest news|aktuell(?:es)?|neues|neuigkeiten|nachrichten|(?:presse)?meldung(?:en)?|presse(?:mitteilung(?:en)?|informationen)?|"
    r"press(?: releases?)?|blog|magazin|artikel|beiträge|articles?|actualités?|actus?|attualità|notizie|novità|noticias?|notícias?|"
    r"nieuws|artikelen|aktualności|aktuality|novinky|nyheter|nyheder|uutiset|hírek|haberler|новости|details?|startseite|home ?page)"
    r"(?P<whose> (?:aus|vom|von|der|des|from|of|de|du|des|della?|dal) .{1,50})?"
)
"""Folded headings that name a part of the site: "Aktuelles", "Nachrichten aus der Universität", "Startseite"."""
_LONGEST_BELOW_SECTION = 150
"""Characters, as of a date and a byline, between the name of a section and the headline."""
_LEAST_PARAGRAPH = 100
_LEAST_PARTS = 2
"""Parts of `<title>`, of which one is the site's name."""
_LEAST_HEADED = 500
"""Characters below a heading that no title of the page speaks of."""
_LONGEST_UNMARKED = 120
"""A longer "headline" that is no heading is rather a standfirst."""


def fold(text: str) -> str:
    """Letters and digits only, for comparing titles."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def title_parts(title: str) -> list[str]:
    """The parts of what `<title>` says: headline, section, site."""
    return _SEPARATORS.split(title)


class _Claims(NamedTuple):
    """What the head and the address say of the headline, folded."""

    titles: list[str]
    longest: set[str]
    """The longest part of each title, where it has several."""
    site: set[str]
    words: set[str]
    """Words of the address."""


def find_headline(document: Document, items: Sequence[Item]) -> Element | None:
    """The element that shows the post's title, or None."""
    claims = _claims(document)
    taken = [(item.start, item.last) for item in items]
    best: Element | None = None
    best_score = 2.0
    candidates = _candidates(document)
    for element in candidates:
        if any(start <= element.index <= last for start, last in taken[:1]):
            break
        score = _score(document, element, claims)
        if score and any(part != (text := fold(inline_text(element))) and part in text for part in claims.longest):
            score += 1.0  # with a badge, or a kicker
        if score > best_score and not (best is not None and _is_teaser_of(document, element, best)):
            best, best_score = element, score
    if best is None:
        return (
            _part_of_title(document, candidates, claims.site)
            or _first_in_text(document, claims.site)
            or _shown_part(document, taken[0][0] if taken else len(document.elements))
        )
    best = _below_banner(document, _behind_logo(document, best, claims.words), claims.words)
    return _below_section(document, best, claims.words)


def _claims(document: Document) -> _Claims:
    titles = [candidate.value for candidate in document.metadata.titles[:_MOST_TITLES]]
    folded = [fold(title) for title in titles]
    longest = {fold(max(title_parts(title), key=len)) for title in titles} - {*folded}
    return _Claims(folded, longest, _site_names(document), _words_of_address(document))


def _page_titles(document: Document) -> list[str]:
    """What `<title>` says, in which the site's name may stand."""
    return [candidate.value for candidate in document.metadata.titles if candidate.source == "title"]


def _part_of_title(document: Document, candidates: Sequence[Element], site: set[str]) -> Element | None:
    """The longest heading that most of `<title>` is, wherever it stands: "Fog: Third Wave"."""
    titles = [fold(title) for title in _page_titles(document)]
    found = (
        (len(text), -element.index, element)
        for element in candidates
        if (text := fold(inline_text(element))) and text not in site and not _is_logo_or_date(document, element)
        if any(len(text) * 2 > len(title) and f" {text} " in f" {title} " for title in titles)
    )
    return max(found, default=(0, 0, None))[2]


def _shown_part(document: Document, end: int) -> Element | None:
    """What stands before the element `end` without a link and is, word by word, one part of "Site - Title", where the page
    has no headings: the cell of a table. None where several parts are shown so."""
    title = next(iter(_page_titles(document)), "")
    parts = {fold(part) for part in title_parts(title)} - {""}
    if len(parts) < _LEAST_PARTS or document.named(*_HEADINGS):
        return None
    short = (e for e in document.elements[:end] if 0 < e.text_length <= len(title))
    shown: dict[str, Element] = {}
    for element in islice((e for e in short if fold(inline_text(e)) in parts), _MOST_TITLES):
        if not _is_elsewhere(element) and _link_of(element) is None:
            shown.setdefault(fold(inline_text(element)), element)
    return next(iter(shown.values())) if len(shown) == 1 else None


def _is_logo_or_date(document: Document, heading: Element) -> bool:
    """Whether a heading is a link to the home page, or tells a day."""
    url = _url_of(document, heading)
    return (url is not None and is_home(url)) or is_date(document, inline_text(heading))


def _first_in_text(document: Document, site: set[str]) -> Element | None:
    """The heading that a box with a good deal of text begins with, where no title of the page has a word of it."""
    for heading in islice(document.named("h2", "h3"), _MOST_TITLES):
        box, text = heading.outer, inline_text(heading)
        if not 0 < len(text) <= _LONGEST_UNMARKED or box is None or box.name in ("nav", "aside", "footer", "form"):
            continue
        above = collapse(box.tree.text[box.begin : heading.begin])
        begins = not above or is_date(document, above)
        begins = begins and box.text_length - heading.text_length >= _LEAST_HEADED
        if begins and _link_of(heading) is None and fold(text) not in site and not _is_elsewhere(heading):
            return None if is_date(document, text) or COMMENTS.search(text) else heading
    return None


def _behind_logo(document: Document, best: Element, words: Set[str]) -> Element:
    """The headline, where `best` is the site's name: of two headings that are parts of `<title>`, the
    latter, unless it is shorter and the page's address has none of its words, or one of the first one's."""
    text = fold(inline_text(best))
    parts = {fold(part) for title in _page_titles(document) for part in title_parts(title)}
    name = inline_text(best)
    rests = (c.value[len(name) + 1 :] for c in document.metadata.titles if c.value.startswith(f"{name}:"))
    parts |= {part for rest in rests for part in (text, fold(rest))}  # "Site: Title"
    if len(parts) < 2 or text not in parts or best.role & Role.TITLE:
        return best
    for later in document.named("h1", "h2", "h3"):
        if later.index <= best.last or (folded := fold(inline_text(later))) == text:
            continue
        is_addressed = _share(later, words) >= _LEAST_OF_ADDRESS and not _share(best, words)
        if folded in parts and (len(folded) >= len(text) or is_addressed):
            has_text = document.elements[0].text_length - later.text_after > later.text_before
            return later if has_text and not _is_elsewhere(later) else best
    return best


def _words_of_address(document: Document) -> set[str]:
    """The words of the page's address: many are made of the headline."""
    path = urlsplit(document.url).path
    words = fold(unquote(path.rpartition(".")[0] or path)).split()
    return {part for word in words for part in word.split("_")}


def _below_banner(document: Document, best: Element, words: Set[str]) -> Element:
    """The headline, where `best` is the site's name that stands in the banner and last in `<title>`, or first and is a
    link: the first heading below the banner that has the words of the page's address, which the banner's has not, or the
    only other `<h1>`."""
    if not any(above.attr("id").lower() in _BANNERS for above in islice(best.above(), 4)):
        return best
    if _share(best, words):
        return best
    later = [e for e in document.named("h1", "h2", "h3") if e.index > best.last and not _is_elsewhere(e)]
    addressed = next((element for element in later[:3] if _share(element, words) >= _LEAST_OF_ADDRESS), None)
    if addressed is not None:
        return addressed
    firsts = [element for element in later if element.name == "h1"]
    parts = [title_parts(title) for title in _page_titles(document)]
    ends = {fold(some[-1]) for some in parts} | ({fold(some[0]) for some in parts} if _link_of(best) else set())
    return firsts[0] if len(firsts) == 1 and best.name == "h1" and fold(inline_text(best)) in ends else best


def _below_section(document: Document, best: Element, words: Set[str]) -> Element:
    """The headline, where `best` names a part of the site: the next heading, if it follows at once and a text below it.
    A longer name ("News from the lab") may be the headline itself, of which a title or the address speaks."""
    text = fold(inline_text(best))
    section = _SECTION.fullmatch(text)
    if section is None:
        return best
    if section["whose"] and (_share(best, words) or any(text in fold(c.value) for c in document.metadata.titles)):
        return best
    later = next((e for e in document.named(*_HEADINGS) if e.index > best.last and e.text_length), None)
    if later is None or later.text_before - best.text_after > _LONGEST_BELOW_SECTION or _is_elsewhere(later):
        return best
    url, shown = _url_of(document, later), inline_text(later)
    is_other = url is not None and page_key(url) != page_key(document.url)
    is_headline = not (is_other or is_date(document, shown) or COMMENTS.search(shown))
    has_text = document.elements[0].text_length - later.text_after >= _LEAST_HEADED
    return later if is_headline and has_text else best


def _share(heading: Element, words: Set[str]) -> float:
    """The share of a heading's longer words that stand among others."""
    own = [word for word in fold(inline_text(heading)).split() if len(word) >= _LEAST_WORD and not word.isdecimal()]
    return sum(word in words for word in own) / max(1, len(own))


def _site_names(document: Document) -> set[str]:
    """The names of the site, folded. Some pages name the post where the publisher belongs."""
    site = {fold(candidate.value) for candidate in document.metadata.site_names}
    titles = document.metadata.titles
    return site - {fold(titles[0].value)} if len(site) > 1 and titles else site


def _candidates(document: Document) -> list[Element]:
    headings = document.named(*_HEADINGS)
    named = [
        element
        for element in document.elements.with_role(Role.TITLE)
        if 0 < element.text_length < 300 and element.name not in _HEADINGS
    ]
    return in_order([*headings, *named])[:_MOST_CANDIDATES]


def _score(document: Document, element: Element, claims: _Claims) -> float:
    text = inline_text(element)
    folded = fold(text)
    if not folded or len(text) > 400 or folded in claims.site:
        return 0.0
    score = {"h1": 3.0, "h2": 2.0, "h3": 1.2, "h4": 0.5}.get(element.name, 1.0)
    if element.role & Role.TITLE:
        score += 2.5 if element.name in _HEADINGS or len(text) <= _LONGEST_UNMARKED else 1.0
    if any("title" in inner.classes for inner in element.inside()):
        score += 0.5
    elif element.name in ("h2", "h3") and _heads_article(element) and not is_byline(text):
        score += 1.0
    likeness = max((_likeness(folded, title) for title in claims.titles), default=0.0)
    if not likeness and element.name in ("h2", "h3", "h4") and _is_below_text(element):
        return 0.0
    score += likeness
    link = _link_of(element)
    if link is None and not likeness and score > 1.0 and _share(element, claims.words) >= _LEAST_OF_ADDRESS:
        score += 1.0
    if link is not None:
        url = absolute(link.attr("href"), document.base_url)
        if url and is_home(url) and not is_home(document.url):
            return 0.0
        if url and page_key(url) == page_key(document.url):
            score += 1.0
        elif url and leads_up(document, url):
            score -= 3.0
    if folded not in claims.titles and is_date(document, text):
        score -= 4.0
    elif _is_elsewhere(element):
        score -= 2.0 if folded in claims.longest else 4.0
    return score


def _is_below_text(heading: Element) -> bool:
    """Whether a paragraph of running text stands right above a heading: a section of the text."""
    before = heading.element_before
    return before is not None and before.name == "p" and before.text_length >= _LEAST_PARAGRAPH


def _heads_article(heading: Element) -> bool:
    """Whether a heading is the first one in an element that says that it is an article."""
    around = (
        above
        for above in islice(heading.above(), 3)
        if "itemtype" in above.attrs and _ARTICLE.search(above.attr("itemtype"))
    )
    return any(above.first(*_HEADINGS) is heading for above in around)


def is_date(document: Document, text: str) -> bool:
    """For a heading that tells when the post was published."""
    if len(text) > _LONGEST_DATE or not any(char.isdecimal() for char in text):
        return False
    date = document.read_date(text)
    return date is not None and len(date.text) * 5 >= len(text) * 4


def _is_teaser_of(document: Document, element: Element, best: Element) -> bool:
    """Whether a heading with the words of an earlier one leads to another page, as a series has one title for all, or
    stands below an `<h1>` in a bar, a list of posts."""
    if fold(inline_text(element)) != fold(inline_text(best)) or _link_of(best) is not None:
        return False
    if best.name == "h1" and element.name in ("h2", "h3", "h4"):
        return True
    url = _url_of(document, element)
    return url is not None and page_key(url) not in (
        page_key(document.url),
        page_key(document.metadata.canonical or ""),
    )


def _link_of(heading: Element) -> Element | None:
    return heading.first("a") or next((e for e in (heading, *heading.above()) if e.name == "a"), None)


def _url_of(document: Document, heading: Element) -> str | None:
    """Where a heading leads to, if it is a link."""
    link = _link_of(heading)
    return absolute(link.attr("href"), document.base_url) if link is not None else None


def _likeness(text: str, title: str) -> float:
    """4 for a title that is the heading, 3 where one is part of the other, less where they share words."""
    if not title:
        return 0.0
    if text == title:
        return 4.0
    if len(text) >= 4 and f" {text} " in f" {title} ":
        return 2.0 + 1.5 * len(text) / len(title)
    if len(title) >= 8 and f" {title} " in f" {text} ":
        return 2.0 + 1.5 * len(title) / len(text)
    words, others = set(text.split()), set(title.split())
    shared = len(words & others) / max(len(words | others), 1)
    return 2.0 * shared if shared >= _LEAST_SHARED else 0.0


def _is_elsewhere(element: Element) -> bool:
    for above in element.above():
        if above.name in ("body", "article", "main"):
            return False
        if above.name in ("nav", "aside", "footer"):
            return True
        if above.role & (Role.ELSEWHERE | Role.FORM) and above.text_length < 3000:
            return True
    return False
