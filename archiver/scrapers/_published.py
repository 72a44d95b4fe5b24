"""When a post was published: what the head states, set against what the page shows around the article."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from archiver.page.content import inline_text
from archiver.page.dates import date_in_url, has_number, parse_iso
from archiver.page.dom import Element
from archiver.page.roles import Role
from archiver.scrapers._bylines import is_listed
from archiver.scrapers._labels import is_date_label
from archiver.scrapers._lines import holds_block
from archiver.scrapers._names import is_byline
from archiver.scrapers._surroundings import POSTED, label_beside, own_line
from archiver.scrapers._words import Words

if TYPE_CHECKING:
    from archiver.page.dates import Date
    from archiver.page.document import Document
    from archiver.scrapers._surroundings import Surroundings

_UPDATED = Words(
    r"updated?|modified|aktualisiert|geändert|mis à jour|modifié|actualizado|aggiornato|bijgewerkt|uppdaterad|"
    r"обновлен|оновлен|atualizad|ostatnia aktualiz|güncelle|päivitetty|op(?:p)?dater[et]|last (?:edited|chang|modif)|zuletzt|letzte (?:änderung|aktualisierung)|"
    r"dernière (?:modification|mise)|última (?:modificaci|actualizaci|atualiza)|ultim[ao] (?:modifica|aggiorn)|ostatnia zmiana|senast ändrad|sist endret|sidst ændret"
)
_DATELINE = re.compile(
    r"\(?(?:[^\W\d_][\w .'/-]{1,24},\s*)?[^\W_]{0,10}\s?\d[^!?]{0,30}?(?=\s*[–—:)|]|\s-|(?<=\d{4})\.\s)"
)
_LONGEST_DATELINE = 80
_LONGEST_PLACE = 25
_LONGEST_SENTENCE = 400
_LONGEST_LINE = 150
_WIDGETS = frozenset(("div", "header", "p", "a", "td"))
_LONGEST_WIDGET = 24
"""Characters of a box whose blocks are the parts of one date: "May", "15", "2010"."""
_NEAR = 15
_FARTHEST = 500
"""Elements, and characters, between the headline and a month or year that may be when the post was published."""
_LONGEST_DAY = 40
_MOST_DAYS = 20
"""Characters of a day, and elements of a line that are looked at for one."""
_LEAST_BESIDE_DAY = 4
"""Characters beside the day in an item of a list."""
_DAY = len("2010-05-03")
_LOOSE = frozenset(("date", "dc.date", "dcterms.date"))
"""Where heads state a day and not whether that of publication."""
_LEAST_IN_TEASER = 10
"""Characters beside the day in a link behind the article."""
_LEAST_SURE = 2.0
"""The score of a date that the day in the page's address does not outweigh: its names or words say what it is."""


class _Shown(NamedTuple):
    score: float
    """How likely it is the post's date: by its names, words, place and precision."""
    value: str
    text: str | None
    says_day: bool
    """Whether the text itself says the day, and not only an attribute."""


def published(around: Surroundings) -> tuple[str | None, str | None]:
    """(date, shown text) of the post's publication: what the head states, made more precise by what is shown."""
    document = around.document
    claims = [(claim.source, value) for claim in document.metadata.published if (value := _iso(document, claim.value))]
    shown = sorted(filter(None, (_shown(around, e) for e in around.elements)), key=lambda date: -date.score)
    stated = [value for _, value in claims] if not (claims and shown and _is_of_change(*claims[0], shown[0])) else []
    if not stated and not shown:
        date = _dateline(around)
        return (date.value, date.text) if date is not None else (date_in_url(document.url), None)
    best = stated[0] if stated else shown[0].value
    in_url = date_in_url(document.url) if len(best) < _DAY else None
    if in_url is not None and len(in_url) >= _DAY and not stated:
        return in_url, None  # what shows no day is rather a calendar's month
    in_url = date_in_url(document.url) if not stated and shown[0].score < _LEAST_SURE else None
    if in_url is not None and len(in_url) >= _DAY:
        best = max((date.value for date in shown if date.value.startswith(in_url)), key=len, default=in_url)
    same_day = [date for date in shown if date.value[:10] == best[:10]]
    likely = [date.value for date in same_day if date.score >= shown[0].score - 2.0]
    for value in (*stated[1:], *likely):
        if len(value) > len(best) and value.startswith(best[:10]):
            best = value
    texts = [date.text for date in same_day if date.says_day] or [date.text for date in same_day]
    return best, texts[0] if texts else None


def _is_of_change(source: str, stated: str, shown: _Shown) -> bool:
    """Whether what the head states, without saying of what, is later than the day that the page surely shows: TYPO3
    states when a page was changed."""
    is_sure = shown.score >= _LEAST_SURE and len(shown.value) >= _DAY
    return source in _LOOSE and is_sure and shown.value[:_DAY] < stated[:_DAY]


def _dateline(around: Surroundings) -> Date | None:
    """The date that the article's text begins with: "Berlin, 29.11.2022 – The ministry …"."""
    if around.article is None:
        return None
    blocks = (block for block in around.article.inside("p", "div") if block.text_length and not holds_block(block))
    for block in islice(blocks, 3):
        head = _DATELINE.match(inline_text(block)[:_LONGEST_DATELINE])
        date = around.document.read_date(head[0]) if head is not None else None
        if date is not None and date.value is not None and date.start <= _LONGEST_PLACE:
            return date
    return None


def _iso(document: Document, text: str) -> str | None:
    exact = parse_iso(text)
    if exact is None and len(text) < 100:
        found = document.read_date(text)
        exact = found.value if found else None
    return exact


def _shown(around: Surroundings, element: Element) -> _Shown | None:
    """The date that an element around the headline shows; None where it shows none, or is no place for one."""
    document = around.document
    is_named = bool(element.role & Role.DATE) or element.name in ("time", "abbr")
    if not is_named and not has_number(element.raw):
        return None  # no date that says its year is without
    is_widget = element.name in _WIDGETS and element.text_length <= _LONGEST_WIDGET
    is_line = is_named or is_widget or not holds_block(element)
    text = inline_text(element) if is_line else own_line(element)
    is_posted = bool(POSTED.search(text))
    if not text or len(text) > (_LONGEST_SENTENCE if is_posted else _LONGEST_LINE):
        return None
    inner = document.elements[element.index : min(element.last + 1, element.index + _MOST_DAYS)]
    if any(_is_change(document, part) for part in inner):
        return None  # what stands beside it is read by itself
    later = None if element.name in ("time", "abbr") else _behind_update(text)
    text = later or text
    date = document.date_in(element) if is_line and later is None else document.read_date(text)
    exact = document.exact_date(element) if is_named and later is None else None
    value = exact or (date.value if date else None)
    if not value or (date and _is_part(document, element, date)):
        return None
    if around.is_in_card(element) or around.is_in_banner(element):
        return None
    article = around.article
    is_after = article is not None and element.index > article.last
    if is_after and (is_listed(element) or around.is_in_linked_card(element, _LEAST_IN_TEASER)):
        return None
    is_behind = is_after and not (is_named or is_posted)
    if is_behind and date is not None and (text[date.end :].lstrip()[:1] in (":", "：") or _UPDATED.search(text)):
        return None  # what happens on that day, in a list of events; when the site was changed
    is_plain = not is_named and not is_posted and date is not None
    if is_plain and date is not None and (_is_labelled(element) or _is_listed(around, element, text, date)):
        return None
    if (
        is_plain
        and len(value) < _DAY
        and (is_after or around.distance(element) > _NEAR or around.text_between(element) > _FARTHEST)
    ):
        return None
    if date and date.value and exact and len(date.value) > len(exact) and date.value.startswith(exact):
        value = date.value
    score = (3.0 if is_named else 0.0) - around.distance(element) / 20 + (1.0 if len(value) >= 10 else 0.0)
    if "updated" in element.classes and "published" not in element.classes:
        score -= 0.5  # WordPress shows both days, or calls the only one so
    if is_posted:
        score += 1.0
    elif _is_update(text, date):
        score -= 2.5
    elif date and len(date.text) < 0.4 * len(text) and not is_byline(text):
        score -= 1.5
    shown = document.shown_date(element, date) if (is_line and later is None) or date is None else date.text
    return _Shown(score, value, shown, says_day=bool(date and date.value))


def _is_change(document: Document, element: Element) -> bool:
    """Whether an element named "updated" has another day beside it, in an element of its own: then it tells when the
    post was changed, and often is not seen."""
    if "updated" not in element.classes or "published" in element.classes:
        return False
    near = islice(element.outer.contents, _MOST_DAYS) if element.outer is not None else ()
    others = (part for part in near if isinstance(part, Element) and part is not element)
    days = (document.date_in(part) for part in others if 0 < part.text_length <= _LONGEST_DAY and has_number(part.raw))
    return any(day is not None and len(day.value or "") >= _DAY for day in days)


def _is_listed(around: Surroundings, element: Element, text: str, date: Date) -> bool:
    """Whether a date stands in an item of a list that is otherwise a link, or that has a day and a text in each item: a
    list of posts, of events."""
    item = next((above for above in (element, *islice(element.above(), 2)) if above.name == "li"), None)
    if item is None or item.outer is None or len(text) - len(date.text) <= _LEAST_BESIDE_DAY:
        return False
    linked = (inline_text(link).replace(date.text, "") for link in (element, *element.inside("a")) if link.name == "a")
    if sum(len(words) for words in linked if words in text) * 2 > len(text) - len(date.text):
        return True
    others = (
        inline_text(other) for other in item.outer.parts if other is not item and other.text_length <= _LONGEST_LINE
    )
    dates = ((other, around.document.read_date(other)) for other in others if has_number(other))
    return any(day is not None and day.value and len(other) - len(day.text) > _LEAST_BESIDE_DAY for other, day in dates)


def _is_labelled(element: Element) -> bool:
    """Whether a cell of a table, or a description, has a label or a head that speaks of something else: "Release:"."""
    table = next((above for above in islice(element.above(), 3) if above.name == "table"), None)
    rows = table.inside("tr") if table is not None else []
    if len(rows) > 1 and len(rows[0].inside("th")) > 1 and not any(row.first("th") for row in rows[1:]):
        return True  # among data
    label = label_beside(element)
    return label.endswith(":") and not is_date_label(label) and not POSTED.search(label)


def _is_update(text: str, date: Date | None) -> bool:
    """Whether a text tells only when the post was changed, and not before that when it was published: "May 3, 10:11,
    updated 12:40"."""
    updated = _UPDATED.search(text)
    if updated is None:
        return False
    return date is None or date.start > updated.start() or not has_number(text[updated.end() :])


def _behind_update(text: str) -> str | None:
    """What follows the date of the last change in "Updated May 9. Published May 3."; None for other texts."""
    updated = _UPDATED.search(text)
    posted = POSTED.search(text, updated.end()) if updated is not None else None
    return text[posted.start() :] if posted is not None else None


def _is_part(document: Document, element: Element, date: Date) -> bool:
    """Whether the short text around an element says more of the same year: "15 2010" around "2010"."""
    above = element.outer
    if above is None or above.text_length > 60 or len(date.value or "") > len("2010"):
        return False
    wider = document.date_in(above)
    return wider is not None and wider.value == date.value and len(wider.text) > len(date.text)
