"""How many comments a page claims: in its structured data, in a heading ("5 Responses"), in a link to its comments."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import HEADINGS, names
from archiver.page.roles import Role
from archiver.page.urls import absolute, page_key
from archiver.scrapers._words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.document import Document
    from archiver.page.dom import Element
    from archiver.scrapers._items import Item

_WORDS = (
    r"comments?|responses?|replies|reply|thoughts?|reactions?|kommentare?n?|antwort(?:en)?|reaktion(?:en)?|gedanken?|ergänzung(?:en)?|meinung(?:en)?|commentaires?|réponses?|"
    r"réactions?|réflexions?|avis|comentarios?|comentários?|respuestas?|respostas?|commenti|commento|risposte|reacties?|opmerkingen|komentarz[ey]?|komentarzy|komentar|kommentarer?|"
    r"svar|yorum|коммента\w+|отзыв\w*|ответ\w*|tanggapan|kommenttia?"
)
_WORD = rf"(?:{_WORDS})"
_COUNT = re.compile(
    rf"(?<![\d.,])(\d{{1,6}}|\d{{1,3}}[.,]\d{{3}})\s*(?:[^\w\s|·•/,;–—]\s*)?(?:new |neue )?{_WORD}\b|(?<![\d.,])(\d{{1,5}})\s*(?:件のコメント|条评论|條評論|則留言|个评论|則回應|개의 댓글|تعليق)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^{_WORD}\s*[:：]?\s*[(\[]?(\d{{1,6}})[)\]]?$|^.*?\({_WORD}\s*[:：]\s*(\d{{1,6}})\)|^.*?(?:コメント|댓글|评论)\s*[(（:：]?\s*(\d{{1,5}})",
    re.IGNORECASE,
)
_ANY = Words(rf"{_WORDS}|件のコメント|条评论|條評論|則留言|个评论|則回應|개의 댓글|تعليق|コメント|댓글|评论")
"""What is in every text that tells a number of comments in digits."""
_READ = Words(
    r"\b(?:reads?|views?|hits|clicks?|gelesen|aufrufe|klicks|zugriffe|lu[es]?|vues?|lectures|affichages|visites?|clics|leído|lecturas|vistas|visitas|"
    r"letture|visualizza\w+|visualizaç\w+|lido|gelezen|weergaven|keer bekeken|odsłon\w*|wyświetl\w+|просмотр\w*|прочит\w+)\b"
)
"""Words of what tells how often a page was read."""
_DIGIT = re.compile(r"\d")
_ONE = re.compile(
    rf"^(?:one|ein|eine|einen|un|une|uno|una|um|uma|één|een|jeden|en|ett|et|bir|один|satu)\s+{_WORD}"
    r"(?=\s*(?:$|[^\w\s]|\d|(?:to|on|so|for|about|yet|zu|zum|zur|auf|für|bis\w*|sur|à|au|pour|en|a|al|sobre|para|su|per|op|bij|"
    r"over|till|til|om|do|dla|к|на|untuk|pada)\b))",
    re.IGNORECASE,
)
"""One comment, and not an invitation to write one: "Einen Kommentar schreiben"."""
_NONE = re.compile(
    rf"^(?:no|keine|noch keine|aucun|aucune|pas de|ningún|sin|nessun|nenhum|sem|geen|brak|inga|ingen|нет)\s+{_WORD}(?:\s+(?:yet|vorhanden))?$",
    re.IGNORECASE,
)
_FEW = names(
    "one ein eine einen un une uno una um uma één een jeden en ett et bir один satu no keine noch aucun aucune pas "
    "ningún sin nessun nenhum sem geen brak inga ingen нет"
)
"""How texts begin that tell of one comment or none, without digits."""


def claimed_count(document: Document, headline: Element | None, items: Sequence[Item]) -> int | None:
    """The number that the page claims for this post, None where it claims none."""
    for count in document.metadata.comment_counts:
        return count.value
    above = _in_heading(document, items)
    if above is not None:
        return above
    start = headline.index if headline is not None else 0
    end = items[0].start if items else len(document.elements)
    best: tuple[float, int] | None = None
    until = -1
    for element in document.elements[start:end]:
        if element.index <= until or not element.text_length:
            continue
        if element.name in ("nav", "aside") or (element.role & Role.ELSEWHERE and element.name not in ("html", "body")):
            until = element.last
            continue
        if element.text_length > (60 if element.name in ("script", "title", "p") else 150):
            continue
        text = inline_text(element)
        value = count_in(text)
        if value is None or _is_elsewhere(element, headline) or _leads_away(document, element):
            continue
        score = 2.0 if element.name in HEADINGS else 1.0
        if best is None or score > best[0]:
            best = (score, value)
    return best[1] if best else None


def _in_heading(document: Document, items: Sequence[Item]) -> int | None:
    """The only number in the heading right above the comments, in any language ("全4件", "Отклики: 4")."""
    seen = 0
    for element in reversed(document.elements[: items[0].start] if items else ()):
        if element.last >= items[0].start or not element.text_length:
            continue
        text = inline_text(element)
        if len(text) > 80:
            return None
        seen += 1
        told = count_in(text)
        numbers = re.findall(r"\d+", text)
        if told is not None:
            return told
        if (
            len(numbers) == 1
            and len(numbers[0]) < 4
            and not _READ.search(text)
            and document.read_date(text) is None
            and len(items) <= int(numbers[0])
        ):
            return int(numbers[0])
        if seen >= 4:
            return None
    return None


@lru_cache(maxsize=1_000)
def count_in(text: str) -> int | None:
    """The number of comments that a short text tells: "5 Responses to …", "Un commentaire", "No comments". Boxes in each other
    say the same."""
    if _DIGIT.search(text) and _ANY.search(text) and (match := _COUNT.search(text) or _AFTER.match(text)):
        digits = next(group for group in match.groups() if group)
        return int(re.sub(r"[.,]", "", digits))
    if text.partition(" ")[0].lower() not in _FEW:  # most texts, which is to be told quickly
        return None
    if _ONE.match(text):
        return 1
    if _NONE.match(text):
        return 0
    return None


def _leads_away(document: Document, element: Element) -> bool:
    """Whether a link leads to another page: it counts the comments of another post, or of all."""
    item = next((above for above in element.above() if above.name == "li"), element)
    for link in (element, *item.inside("a")):
        href = link.attr("href")
        if href and not href.startswith(("#", "javascript:")):
            url = absolute(href, document.base_url) or ""
            return page_key(url.partition("#")[0]) not in (page_key(document.url), page_key(document.page.final_url))
    return False


def _is_elsewhere(element: Element, headline: Element | None) -> bool:
    """Whether an element stands in navigation, a sidebar or a widget; not in a box around post and sidebar."""
    for around in (element, *islice(element.above(), 7)):
        if around.name == "body" or (headline is not None and around.holds(headline)):
            return False
        if around.name in ("nav", "aside") or around.role & Role.ELSEWHERE:
            return True
    return False
