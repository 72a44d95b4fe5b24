"""What a comment says: its nodes, and what among them nobody wrote (header lines, reply links, notices)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import Element
from archiver.page.roles import Role
from archiver.scrapers._announced import says_only_comments
from archiver.scrapers._labels import is_label
from archiver.scrapers._likeness import likeness
from archiver.scrapers._lines import Line, unwrap
from archiver.scrapers._names import SAYS, is_address, is_nobody, is_numbered_label
from archiver.scrapers._when import ends_with_text
from archiver.scrapers._words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from bs4.element import PageElement

    from archiver.scrapers._draft import Draft
    from archiver.scrapers._layout import Place

ACTION_TEXT = Words(
    r"^(?:[\[(«»|·•←→↩-]\s*)*(?:reply|reply to \S.{0,40}|respond|antworten?|antwort|auf diesen kommentar antworten|beantworten|zitieren|répondre|répondre à .{0,40}|responder|rispondi|responda|"
    r"beantwoord|reageer|odpowiedz|ответить|svara|svar|vastaa|yanıtla|cevapla|返信|返信する|回复|回覆|답글|رد|balas|"
    r"edit|bearbeiten|delete|löschen|report(?: abuse)?|melden|kommentar melden|flag|permalink|permanent link|link|link to this|share|teilen|like|(?:\d+ )?j.aime|gefällt mir|liked? by .{0,20}|quote|cite|"
    r"signaler(?: un abus| ce commentaire)?|alerter|citer|partager|j.aime|denunciar|citar|compartir|me gusta|segnala|condividi|mi piace|curtir|compartilhar|"
    r"zgłoś(?: nadużycie)?|cytuj|lubię to|пожаловаться|жалоба|цитировать|нравится|ссылка|спам|beğen|beğenme|şikayet(?: et)?|meld(?: misbruik)?|rapporteer|citeren|"
    r"anmäl|gilla|odpovědět|nahlásit|举报|支持|反对|赞|踩|顶|引用|舉報|신고|수정|삭제|추천|공감|通報|編集|削除|引用する|empfehlen|(?:\d+ )?empfehlungen?|zitat|"
    r"(?:homepage|website|web|www|url|site|blogg?)\s?[:：]?\s?(?:https?://|www\.)\S+|"
    r"homepage|website|web|www|e-?mail|url|profile?|"
    r"loading\.*|lädt(?: …|\.*)|wird geladen\W*|log in to reply\.?|(?:log|sign) in (?:or .{0,20} )?to .{0,30}|anmelden(?: zum antworten)?|zum antworten anmelden|"
    r"nach oben|top|mehr|more|show more|read more|\(?edit\)?|#|\d{1,5}(?: \d{1,5})?|#\d{1,5}|says|said|\W{1,3}|[^\w\s]{1,2}\s?\d{1,4})(?:(?<=[^\W\d])\s*\(?[+-]?\d{1,5}\)?)?(?:\s*[\])»|·•→↩.-])*$"
)
"""A line that only offers something to do, in the words of the platforms."""


def leave_out_links(drafts: Sequence[Draft]) -> None:
    """Leave out links alone on one of the last lines, one or several, that say the same in most comments: "Edit this
    comment", in any language; several also on one of the first."""
    found = [(draft, line) for draft in drafts if not draft.bodies for line in _links_alone(draft.lines)]
    said = Counter(line.text for _, line in found)
    for draft, line in found:
        if said[line.text] > 1 and said[line.text] * 2 > len(drafts):
            draft.gone.update(id(node) for node in line.nodes)
            draft.lines.remove(line)


def leave_out_subjects(drafts: Sequence[Draft]) -> None:
    """Leave out the subjects above the texts: lines in boxes of one name, where one of them answers another: "Re: Boats"."""
    drafts = [draft for draft in drafts if not draft.bodies]
    firsts = [(d, line) for d in drafts for line in d.lines[:_FIRST] if len(line.text) <= _LONGEST_SUBJECT]
    if not any(_ANSWERS.match(line.text) for _, line in firsts):
        return
    boxed = [(draft, line, line.nodes[0].parent) for draft, line in firsts]
    found = [(draft, line, likeness(box)) for draft, line, box in boxed if isinstance(box, Element) and box.classes]
    answers = {name for draft, line, name in found if _ANSWERS.match(line.text)}
    for draft, line, name in found:
        if name in answers and line is not draft.lines[-1]:
            draft.gone.update(id(node) for node in line.nodes)
            draft.lines.remove(line)


def _offers_links(line: Line) -> bool:
    """Whether a line is several links that offer something to do, whatever stands between them: "Reply | Quote", perhaps
    with a counter in an element of its own: "Like (3)"."""
    links = [e for e in line.elements() if e.name == "a"] if len(line.text) <= 2 * _LONGEST_OFFER else []
    if len(links) < 2 or not all(ACTION_TEXT.match(inline_text(link)) for link in links):
        return False
    others = [
        e for e in line.nodes if isinstance(e, Element) and e.name == "span" and ACTION_TEXT.match(inline_text(e))
    ]
    beside = len(line.text) - sum(e.text_length for e in (*links, *others))
    return beside <= 4 * (len(links) + len(others))


def _links_alone(lines: Sequence[Line]) -> list[Line]:
    """The lines that are but links: of the last ones any, of the first ones those of several."""
    first = (line for line in lines[:-_LAST][:_FIRST] if _are_links(line, least=2))
    return [*first, *(line for line in lines[-_LAST:] if _are_links(line, least=1))]


def _are_links(line: Line, *, least: int) -> bool:
    if len(line.text) > 2 * _LONGEST_OFFER:
        return False
    links = [inline_text(element) for element in line.elements() if element.name in ("a", "button")]
    if least == 1 and len(line.text) <= _LONGEST_OFFER and line.text in links:
        return True
    return len(links) > 1 and _BETWEEN.sub("", line.text) == _BETWEEN.sub("", "".join(links))


_FIRST = 6
_LAST = 2
_ANSWERS = re.compile(r"(?:re|aw|antw|sv|vs|rif|odp)(?:\[\d+\])?:\s?\S", re.IGNORECASE)
_SCORE = re.compile(r"\s*\([^\W\d_]{2,15}: ?-?\d{1,3}(?:, [^()]{2,20})?\)")
"""What stands behind a subject on PHP-Nuke: "(Score: 2)"."""
_SUBJECT = re.compile(r"title$|subject")
_LONGEST_SUBJECT = 100
_LONGEST_FACT = 40
"""Characters of a line that tells something of a commenter: a rank, a number of posts."""
_MOST_CELLS = 3
_LEAST_WITH_SUBJECT = 3
_BETWEEN = re.compile(r"[\s|/·•,()\[\]]+")
_LONGEST_OFFER = 40


def offers_only(text: str) -> bool:
    """Whether a line only offers something to do, or several things."""
    if ACTION_TEXT.match(text):
        return True
    return len(text) <= _LONGEST_OFFER and all(ACTION_TEXT.match(word) for word in _BETWEEN.split(text) if word)


LEAD = re.compile(rf"(?:(?:{SAYS})\s*)?[:：]\s*\S", re.IGNORECASE)
"""What stands between a name and what is said on the same line."""
_AWAITING = Words(
    r"(?:awaiting|pending) (?:moderation|approval)|wartet auf (?:freischaltung|moderation)|en attente de modération"
)
_MARKS = re.compile(r"[+-]\d|[?!.…]{1,5}|[:;=8][-o^'*]?[()\[\]DPpo/|\\*]+|[^\x00-\u2bff]{1,4}")
"""What may be all that somebody says."""
_AVATAR = re.compile(r"avatar|userpic")
_LONGEST_LABEL = 20
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NO_HEADINGS: frozenset[str] = frozenset()
_BUTTONS = Role.ACTION
_ACTION_TAGS = frozenset(("a", "p", "div", "span", "li"))


def said_by(draft: Draft, used: Sequence[Place]) -> tuple[list[PageElement], set[int]]:
    """(nodes of the comment's text, `id()` of what inside them is left out); `used` are the places of author and date.

    Headings are subjects, and no text, unless nothing else is said; likewise what is named like a button.
    """
    nodes, skip = _said_by(draft, used, _HEADINGS, _BUTTONS)
    if draft.bodies or not used or any(not isinstance(node, Element) or node.text_length for node in nodes):
        return nodes, skip
    more = _said_by(draft, used, _HEADINGS, Role.NONE)
    if nodes or more[0]:  # a picture may be all
        return more if any(inline_text(node, more[1]) for node in more[0]) else (nodes, skip)
    return _said_by(draft, used, _NO_HEADINGS, Role.NONE)


def _said_by(
    draft: Draft, used: Sequence[Place], headings: frozenset[str], buttons: int
) -> tuple[list[PageElement], set[int]]:
    skip = set(draft.gone)
    nodes: list[PageElement]
    if draft.bodies:
        nodes = list(draft.bodies[0].contents if len(draft.bodies) == 1 else draft.bodies)
        skip.update(id(element) for element in draft.inner if draft.in_body(element) and _is_subject(element))
    else:
        nodes = list(draft.item.nodes) or _whole(draft.item.roots)
        _skip_header(draft, used, skip, headings, buttons)
    _skip_actions(draft, nodes, skip, buttons)
    return unwrap(nodes, skip), skip


def _whole(roots: Sequence[Element]) -> list[PageElement]:
    """The elements that make up a comment, with the bare text between and behind them."""
    if len(roots) == 1:
        return list(roots)
    nodes: list[PageElement] = []
    for node in chain([roots[0]], roots[0].next_siblings):  # not all siblings at once: they may be a million
        if not isinstance(node, Element) or any(node is root for root in roots):
            nodes.append(node)
        elif node.index > roots[-1].index:
            break
    return nodes


def _is_subject(element: Element) -> bool:
    """For the heading that some platforms make of a comment's subject or first words."""
    if element.name not in _HEADINGS:
        return False
    named = any("title" in word or "subject" in word for word in (*element.classes, element.attr("property")))
    return named or any("#" in link.attr("href") for link in element.inside("a"))


def _is_lead(draft: Draft, line: Line, used: Sequence[Place]) -> bool:
    """Whether a comment's text begins on its header's line, behind a colon: "Fred (May 4th): I think …", or is all that
    stands behind the name."""
    first = line.nodes[0]
    if len(line.nodes) == 1 or not isinstance(first, Element):
        return False
    if any(place is line for place in used) and LEAD.match(line.text[len(inline_text(first)) :].lstrip()):
        return _is_all(draft, line, used)
    if not any(place is first for place in used):
        return False
    inside = {id(element) for element in line.elements()}
    beside = [place for place in used if place is line or (id(place) in inside and place is not first)]
    is_dated = bool(beside) and draft.document.date_in(first) is None and not _is_last(line, beside)
    if first.name in ("b", "strong") and inline_text(first).endswith((":", "：")):
        return not is_dated
    behind = line.text[len(inline_text(first)) :].lstrip()
    return len(behind) > 1 and not is_dated and (behind[0] in ":：" or _is_all(draft, line, used))


def _is_signed(line: Line, used: Sequence[Place]) -> bool:
    """Whether a comment's last line ends with a `<cite>` of author and date: "I think so. Fred - May 4th"."""
    last = line.nodes[-1]
    if not isinstance(last, Element) or last.name != "cite" or not any(map(str.isalpha, _text(line.nodes[:-1]))):
        return False
    return bool(used) and all(isinstance(place, Element) and last.holds(place) for place in used)


def _text(nodes: Sequence[PageElement]) -> str:
    return " ".join(map(inline_text, nodes))


def _is_last(line: Line, places: Sequence[Place]) -> bool:
    """Whether places are the last element of a line that says more between it and the first: name, text, date."""
    last = line.nodes[-1]
    if not isinstance(last, Element) or not all(isinstance(place, Element) and last.holds(place) for place in places):
        return False
    return len(_text(line.nodes[1:-1]).split()) > 1


def _is_all(draft: Draft, line: Line, used: Sequence[Place]) -> bool:
    """Whether no other line of a comment says anything."""
    others = (other for other in draft.lines if other is not line and not any(place is other for place in used))
    return all(ACTION_TEXT.match(other.text) or _holds_any(other, used) for other in others)


def _holds_any(line: Line, places: Sequence[Place]) -> bool:
    inside = {id(element) for element in line.elements()}
    return any(id(place) in inside for place in places)


def _holds(element: Element, place: Place) -> bool:
    first = place.nodes[0] if isinstance(place, Line) else place
    inner = first if isinstance(first, Element) else first.parent
    return isinstance(inner, Element) and element.holds(inner)


def _is_label_of_text(text: str) -> bool:
    """For "Comment:" before what is said."""
    return text.endswith((":", "：")) and says_only_comments(text)


def _skip_header(draft: Draft, used: Sequence[Place], skip: set[int], headings: frozenset[str], buttons: int) -> None:
    """Leave out the lines that author and date stand on, and numbers, pictures and links around them."""
    leads = {id(line) for line in draft.lines if _is_lead(draft, line, used)}
    for place in used:
        if id(place) not in leads:
            skip.update(id(node) for node in (place.nodes if isinstance(place, Line) else [place]))
    places = {id(place) for place in used}
    for cell in _profiles(draft, used, places):
        skip.add(id(cell))
    if _is_subject_above(draft.lines, places):
        skip.update(id(node) for node in draft.lines[0].nodes)
    term = draft.item.roots[0]
    if term.name == "dt" and used and not any(_holds(term, place) for place in used):
        skip.add(id(term))  # a subject: name and date stand in what follows
    subjects = {
        id(line) for line in draft.lines[:-1][:_FIRST] if _is_answering(line) or _is_called_subject(draft, line)
    }
    label: Line | None = None
    for line in draft.lines:
        first = line.nodes[0]
        if isinstance(first, Element) and len(line.nodes) > 1 and _is_label_of_text(inline_text(first)):
            skip.add(id(first))
        if id(line) in leads:
            skip.add(id(line.nodes[0]))
            continue
        if line is draft.lines[-1] and _is_signed(line, used):
            skip.add(id(line.nodes[-1]))
            continue
        is_header = id(line) in places or (bool(places) and len(line.text) <= 250 and _is_any(line, places))
        is_header = is_header or (label is not None and is_nobody(line.text))
        is_header = is_header or id(line) in subjects
        is_text = not buttons and (_MARKS.fullmatch(line.text) or _is_word(line))
        is_offer = (ACTION_TEXT.match(line.text) or _offers_links(line)) and not is_text
        is_other = (
            is_offer
            or (is_label(line.text) and not is_text)
            or _AWAITING.search(line.text[:200])
            or is_address(line.text)
        )
        if is_header or is_other:
            skip.update(id(node) for node in line.nodes)
        if is_header and label is not None:  # "From:" in a cell of its own, before the cell with the name
            skip.update(id(node) for node in label.nodes)
        is_label_of_next = line.text.endswith(":") or is_numbered_label(line.text)
        label = line if len(line.text) <= _LONGEST_LABEL and is_label_of_next else None
    _skip_named(draft, used, skip, headings, buttons)


def _skip_named(draft: Draft, used: Sequence[Place], skip: set[int], headings: frozenset[str], buttons: int) -> None:
    """Leave out what is named like a part of the header, avatars, headings, and the date once more."""
    times = {place.attr("datetime") for place in used if isinstance(place, Element) and place.name == "time"} - {""}
    for element in draft.inner:
        if element.text_length > 150:
            continue
        if element.name == "time" and element.attr("datetime") in times:  # for narrow screens it stands once more
            skip.add(id(element))
            continue
        role = element.role
        is_named = role & (Role.AUTHOR | Role.DATE | buttons) and not role & (Role.BODY | Role.ITEM)
        if is_named and not buttons and ends_with_text(draft.document, element):
            continue
        is_avatar = element.name == "img" and any(
            _AVATAR.search(word) for word in (*element.classes, element.attr("src"))
        )
        if is_avatar or element.name in headings or (is_named and element.name not in ("p", "blockquote")):
            skip.add(id(element))


def _is_subject_above(lines: Sequence[Line], places: Set[int]) -> bool:
    """Whether a comment begins with a line in bold, perhaps with a score behind it in brackets, goes on with the one that
    name or date stand on, and then says more."""
    if len(lines) < _LEAST_WITH_SUBJECT:
        return False
    bold = lines[0].nodes[0]
    if not isinstance(bold, Element) or bold.name not in ("b", "strong") or _is_any(lines[0], places):
        return False
    is_alone = len(lines[0].nodes) == 1 or bool(_SCORE.fullmatch(lines[0].text, len(inline_text(bold))))
    return is_alone and _is_any(lines[1], places)


def _is_answering(line: Line) -> bool:
    """Whether a line in bold is the subject of an answer: "Re: Boats"."""
    first = line.nodes[0] if len(line.nodes) == 1 else None
    return isinstance(first, Element) and first.name in ("b", "strong") and bool(_ANSWERS.match(line.text))


def _is_word(line: Line) -> bool:
    """Whether a line is a paragraph of one word without a link: "top" may be all that somebody says."""
    box = line.nodes[0].parent
    is_all = isinstance(box, Element) and box.name == "p" and inline_text(box) == line.text
    return is_all and line.text.isalpha() and not any(element.name == "a" for element in line.elements())


def _is_called_subject(draft: Draft, line: Line) -> bool:
    """Whether a line stands in a box that is named a title."""
    box = line.nodes[0].parent
    if isinstance(box, Element) and box.name in ("b", "strong", "a"):
        box = box.parent
    return isinstance(box, Element) and not draft.is_root(box) and any(map(_SUBJECT.search, box.classes))


def _profiles(draft: Draft, used: Sequence[Place], places: Set[int]) -> Iterator[Element]:
    """The cell of a table that holds the name, and short lines that tell of its owner, beside the cell with the text."""
    cells = [e for e in draft.inner if e.name == "td" and any(_holds(e, place) for place in used)]
    lines = draft.lines
    for cell in cells[-_MOST_CELLS:]:  # in each other
        beside = [line for line in lines if not _holds(cell, line)]
        is_text = (not ACTION_TEXT.match(line.text) and not _is_any(line, places) for line in beside)
        if any(is_text) and all(len(line.text) <= _LONGEST_FACT for line in lines if _holds(cell, line)):
            yield cell
            lines = beside  # of which the text is one, in a cell that may be as short


def _is_any(line: Line, places: Set[int]) -> bool:
    return id(line) in places or any(id(element) in places for element in line.elements())


def _skip_actions(draft: Draft, nodes: Sequence[PageElement], skip: set[int], buttons: int) -> None:
    """Leave out reply links, like counters and notices inside the text."""
    shown = sorted((node.index, node.last) for node in nodes if isinstance(node, Element))
    starts, ends = [first for first, _ in shown], list(accumulate((last for _, last in shown), max))
    for element in draft.own:
        place = bisect_right(starts, element.index) - 1
        if element.text_length > 200 or place < 0 or element.index > ends[place]:
            continue
        is_notice = element.name in ("em", "p", "i", "span") and _AWAITING.search(inline_text(element))
        if is_notice or _is_action(element, buttons):
            skip.add(id(element))


def _is_action(element: Element, buttons: int) -> bool:
    """Whether a short element offers something to do: it is named so, or is or holds a link that says so."""
    role = element.role
    is_named = role & buttons and not role & (Role.BODY | Role.AUTHOR | Role.ITEM)
    if is_named or element.attrs.get("role") == "button":
        return len(inline_text(element)) <= 60
    if element.name not in _ACTION_TAGS or not _has_link(element):
        return False
    text = inline_text(element)
    return len(text) <= 60 and ACTION_TEXT.match(text) is not None


def _has_link(element: Element) -> bool:
    return element.name == "a" or element.first("a") is not None
