"""Author, date and text of comments, read by the layout that the page itself shows.

Each item offers candidates for a field, each under a key that says how it was found (`cite.fn`, `time`, `line 1`).
The key that serves most items well is the page's layout, and is asked first for all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bs4 import NavigableString
from bs4.element import PreformattedString

from archiver.page.content import collapse, inline_text
from archiver.page.dates import from_epoch
from archiver.page.dom import BLOCKS, Element
from archiver.page.urls import absolute
from archiver.records import Author
from archiver.scrapers._names import SAYS_LINE, after_by, clean_name, is_date_label, is_nobody, name_in_byline
from archiver.scrapers._roles import BARE_ID, Role, is_comment_id, is_plain_comment_id, role_of, role_of_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bs4 import PageElement

    from archiver.page.document import Document
    from archiver.records import CommentKind
    from archiver.scrapers._items import Item

_LONGEST_NAME = 80
_AUTHOR_CLASSES = (
    (re.compile(r"^(?:fn|n|p-name|p-author|(?:.*[-_])?(?:author|user|commenter|display)[-_]?_?name)$"), 5.0),
    (re.compile(r"author|autor|auteur|user|commenter"), 4.0),
    (re.compile(r"name|nick|pseudo|nom|vcard|byline|who|poster"), 3.0),
)
_PING_LINE = re.compile(r"^(?P<kind>ping|track)back\w*(?:\s+(?:from|by|von|de|door|par|przez)\b|\s*[:：-])", re.IGNORECASE)
_PING_HEADING = re.compile(r"^(?:\d+ )?(?:(?:ping|track)backs?\W*(?:and |und |& )?)+", re.IGNORECASE)
_PING_TEXT = re.compile(r"^\[(?:\.\.\.|…|&hellip;)\]|^This post was mentioned on Twitter by", re.IGNORECASE)
_ACTION_TEXT = re.compile(
    r"^(?:[\[(«»|·•←→↩-]\s*)*(?:reply|reply to \S.{0,40}|respond|antworten?|antwort|auf diesen kommentar antworten|beantworten|zitieren|répondre|répondre à .{0,40}|responder|rispondi|responda|"
    r"beantwoord|reageer|odpowiedz|ответить|svara|svar|vastaa|yanıtla|cevapla|返信|返信する|回复|回覆|답글|رد|balas|"
    r"edit|bearbeiten|delete|löschen|report(?: abuse)?|melden|flag|permalink|permanent link|link|link to this|share|teilen|like|gefällt mir|liked? by .{0,20}|quote|cite|"
    r"loading\.*|lädt(?: …|\.*)|wird geladen\W*|log in to reply\.?|(?:log|sign) in (?:or .{0,20} )?to .{0,30}|anmelden(?: zum antworten)?|zum antworten anmelden|"
    r"nach oben|top|mehr|more|show more|read more|\(?edit\)?|#|\d{1,5}|#\d{1,5}|says|said|\W{1,3})(?:\s*[\])»|·•→↩-])*$",
    re.IGNORECASE,
)
_BADGE = re.compile(r"^\W*(?:(?:post )?author|autor(?:in)?|auteur|article author|admin|moderator|mod|staff|team|gast|guest|op|visitor|member|verfasser(?:in)?|redaktion)\W*$", re.IGNORECASE)
_DATE_TAGS = frozenset(("time", "small", "footer", "span", "a", "abbr"))
_EPOCH = re.compile(r"[?&]showComment=(\d{13})")
_AVATAR = re.compile(r"avatar|userpic|user-?picture|u-photo|\bphoto\b|profile-?(?:pic|image|photo)")
_ADDRESS = re.compile(r"\bhttps?://\S+")
_AWAITING = re.compile(r"(?:awaiting|pending) (?:moderation|approval)|wartet auf (?:freischaltung|moderation)|en attente de modération", re.IGNORECASE)


Offers = dict[str, tuple[float, Any]]
"""Candidates for a field by key: how telling the key is, and what was found."""


@dataclass(slots=True)
class Line:
    """A run of text that stands on one line of the page, with the nodes that make it up."""

    nodes: list[PageElement]
    text: str
    block: PageElement


@dataclass(slots=True)
class Fields:
    """What one item says."""

    id: str | None = None
    kind: CommentKind = "comment"
    author: Author | None = None
    is_anonymous: bool = False
    """The page says that nobody is named."""
    published: str | None = None
    published_text: str | None = None
    url: str | None = None
    nodes: list[PageElement] = field(default_factory=list)
    """The nodes of its text."""
    skip: set[int] = field(default_factory=set)
    """`id()` of nodes inside these that are not text of the comment."""
    text: str = ""


class Reader:
    """Reads the fields of items that share one layout."""

    def __init__(self, document: Document, items: Sequence[Item]) -> None:
        self.document = document
        self.items = items
        self.drafts = [_Draft(document, item) for item in items]

    def read(self) -> list[Fields]:
        """The fields of each item."""
        authors = _ranking([draft.authors for draft in self.drafts], said=lambda value: value[1])
        dates = _ranking([draft.dates for draft in self.drafts])
        ids = _own_ids([draft.ids() for draft in self.drafts])
        return [draft.fields(own_id, authors, dates) for own_id, draft in zip(ids, self.drafts, strict=True)]


def _ranking(offers: Sequence[Offers], said: Callable[[Any], object] = id) -> list[str]:
    """Keys, best first: how many items one serves counts most, then how telling it is.

    What says the same (`said`) in each of several items is a label or the post's title, and comes last.
    """
    served: Counter[str] = Counter()
    telling: dict[str, float] = {}
    values: dict[str, set[object]] = {}
    for offer in offers:
        for key, (weight, value) in offer.items():
            served[key] += 1
            telling[key] = max(weight, telling.get(key, 0.0))
            values.setdefault(key, set()).add(said(value))
    for key, different in values.items():
        if served[key] >= 3 and len(different) == 1 and different != {""} and len(offers) * 2 > served[key] - 1 and len(values) > 1:
            telling[key] -= 20.0
    total = max(1, len(offers))
    if any(served[key] >= 0.6 * total and telling[key] >= 2.0 for key in served):
        served = Counter({key: count for key, count in served.items() if telling[key] >= 1.5})
    return sorted(served, key=lambda key: -(telling[key] * 0.2 + 2 * served[key] / total))


def _own_ids(offers: Sequence[Sequence[str]]) -> list[str | None]:
    """The id of each item: of the patterns that its names have (`comment-N`, `t_N`) one that speaks of comments, bare
    (`comment-N` before `li-comment-N`), else the one that serves most items."""
    served: Counter[str] = Counter()
    for names in offers:
        served.update(dict.fromkeys((_pattern(name) for name in names if any(char.isdigit() for char in name)), 1))
    order = list(served)
    ranked = sorted(served, key=lambda p: (not is_comment_id(p), bool(BARE_ID.match(p)), not is_plain_comment_id(p), -served[p], order.index(p)))
    found: list[str | None] = []
    for names in offers:
        own = {_pattern(name): name for name in reversed(names)}
        found.append(next((own[p] for p in ranked if p in own and (is_comment_id(p) or served[p] > 1)), None))
    return found


def _pattern(name: str) -> str:
    return re.sub(r"\d+", "00", name)


class _Draft:
    """One item while it is read."""

    def __init__(self, document: Document, item: Item) -> None:
        self.document = document
        self.item = item
        self.own = list(item.own(document.elements))
        self.roles = {element.index: role_of(element) for element in self.own}
        self.gone = self._foreign()
        self.bodies = self._bodies()
        self.dates = self._dates()
        self.authors = self._authors()

    # -- what does not belong to the comment's text

    def _foreign(self) -> set[int]:
        gone = {id(root) for inner in self.item.inner for root in inner.roots}
        for element in self.own:
            role = self.roles[element.index]
            if element in self.item.roots:
                continue
            if (
                element.name == "form"
                or (role & Role.FORM and not role & (Role.BODY | Role.ITEM))
                or (role & Role.CHILDREN and not self._holds_own_text(element))
            ):
                gone.add(id(element))
        return gone

    def _holds_own_text(self, element: Element) -> bool:
        return not any(element.index < inner.start <= element.last for inner in self.item.inner)

    def _is_gone(self, element: PageElement) -> bool:
        node: PageElement | None = element
        while node is not None:
            if id(node) in self.gone:
                return True
            if node in self.item.roots:
                return False
            node = node.parent
        return False

    def _bodies(self) -> list[Element]:
        """Elements that are the comment's text by their names, outermost first choice."""
        found: list[Element] = []
        for element in self.own:
            if not self.roles[element.index] & Role.BODY or element.name in ("a", "img"):
                continue
            if element in self.item.roots and len(self.item.roots) == 1:
                continue
            if any(outer.holds(element) for outer in found) or self._is_gone(element) or not (element.text_length or element.find("img")):
                continue
            is_header = self.roles[element.index] & (Role.DATE | Role.AUTHOR | Role.ACTION) and not element.find(("p", "br"))
            if is_header or self._has_header(element):
                continue
            found.append(element)
        return found

    def _has_header(self, element: Element) -> bool:
        """Whether author or date stand inside, so that it is more than the comment's text."""
        for inner in self.own:
            if element.index < inner.index <= element.last:
                role = self.roles[inner.index]
                if inner.name in ("p", "blockquote", "code", "pre"):
                    continue
                if role & Role.AUTHOR and 0 < inner.text_length <= _LONGEST_NAME and not role & Role.ACTION and not _inside(inner, "p", element):
                    return True
                if (role & Role.DATE or inner.name in _DATE_TAGS) and inner.text_length <= 100 and self._is_dated(inner) and not _inside(inner, "p", element):
                    return True
        return False

    def _is_dated(self, element: Element) -> bool:
        """Whether an element states a date, and little else unless its name says that it is one."""
        if element.name == "time" or self.roles[element.index] & Role.DATE:
            return self._date(element) is not None
        date = self.document.date_in(element)
        return date is not None and date.value is not None and len(date.text) * 3 >= len(inline_text(element))

    def _in_body(self, element: Element) -> bool:
        return any(body.index <= element.index <= body.last for body in self.bodies)

    # -- dates

    def _date(self, element: Element) -> tuple[str | None, str | None] | None:
        """(value, shown text) of an element that states a date, else None."""
        exact = self.document.exact_date(element) if element.attrs else None
        shown = self.document.date_in(element) if 0 < element.text_length <= 200 else None
        if exact is None and shown is None:
            return None
        return _best_date(exact, shown.value if shown else None), self.document.shown_date(element, shown)

    def _dates(self) -> Offers:
        found: Offers = {}
        for element in self.own:
            role = self.roles[element.index]
            named = role & Role.DATE or element.name in ("time", "abbr") or "datetime" in element.attrs
            if element in self.item.roots or self._in_body(element) or not (named or element.name in ("a", "small", "span", "em", "i")):
                continue
            if element.text_length > 200 or self._is_gone(element):
                continue
            date = self._date(element)
            if date is None:
                continue
            weight = 5.0 if element.name == "time" or "datetime" in element.attrs else 3.0 if named else 2.0
            if date[0] is None:
                weight -= 4.0 if not self._is_relative(element) else 1.0
            key = f"{element.name}.{'.'.join(w for w in element.classes[:1])}" if named else element.name
            if key not in found:
                found[key] = (weight, (element, *date))
        if not any(weight >= 2.0 for weight, _ in found.values()):
            self._date_in_lines(found)
        return found

    def _is_relative(self, element: Element) -> bool:
        date = self.document.date_in(element)
        return date is not None and date.relative

    def _date_in_lines(self, found: Offers) -> None:
        for line in self.lines():
            if len(line.text) > 250 or any(self._in_body(node) for node in line.nodes if isinstance(node, Element)):
                continue
            date = self.document.read_date(line.text)
            if date is not None and (date.value or date.relative) and (len(date.text) * 2 > len(line.text) or len(line.text) < 100):
                shown = next((t for node in line.nodes if isinstance(node, Element) and (d := self.document.date_in(node)) and d.text == date.text and (t := self.document.shown_date(node, d))), None)
                found["line"] = (1.5, (line, date.value, shown or (line.text if len(date.text) * 2 >= len(line.text) else date.text)))
                return

    # -- lines

    def lines(self) -> list[Line]:
        """The item's own text, line by line."""
        if not hasattr(self, "_lines"):
            self._lines: list[Line] = []
            for root in self.item.roots:
                _split(root, self.gone, self._lines)
        return self._lines

    # -- authors

    def _authors(self) -> Offers:
        found: Offers = {}
        for element in self.own:
            role = self.roles[element.index]
            is_cite = element.name == "cite"
            link = element.name == "a" and "external" in str(element.attrs.get("rel", "")) and "nofollow" in str(element.attrs.get("rel", ""))
            if not (role & Role.AUTHOR or is_cite or link) or element in self.item.roots or self._in_body(element) or self._is_gone(element):
                continue
            if element.name in ("img", "form") or not 0 < element.text_length <= 3 * _LONGEST_NAME:
                continue
            weight = _author_weight(element, is_cite=is_cite, link=link)
            key = f"{element.name}.{'.'.join(element.classes[:1])}"
            name = self._name_in(element)
            if name is not None and key not in found:
                found[key] = (weight, (element, name))
        found.update(self._authors_in_lines())
        return found

    def _name_in(self, element: Element) -> str | None:
        """The name in an author element; "" where it says that nobody is named."""
        skip = {id(e) for e in element.find_all(True) if isinstance(e, Element) and self._is_beside_name(e)}
        text = _ADDRESS.sub("", inline_text(element, skip))
        if not text or len(text) > 2 * _LONGEST_NAME:
            return None
        date = self.document.read_date(text)
        if date is not None and date.value and len(date.value) >= 10:
            text = (text[: date.start] or text[date.end :]) if date.start > 2 else text[date.end :]
        named = after_by(text)
        text = named if named is not None and len(text) - len(named) <= 30 else text
        if is_nobody(clean_header(text)):
            return ""
        name = clean_name(text)
        return name if name and len(name) <= _LONGEST_NAME else None

    @staticmethod
    def _is_beside_name(element: Element) -> bool:
        """For what stands in an author element and is not the name: dates, links to reply, badges."""
        role = role_of(element)
        if element.name == "time" or (role & (Role.ACTION | Role.DATE) and not role & Role.AUTHOR):
            return True
        return element.text_length <= 20 and bool(_BADGE.match(inline_text(element)))

    def _authors_in_lines(self) -> Offers:
        """Authors in the words of the header: "Fred says:", "Posted by: Fred | date", a bold name, the text before the date."""
        found: Offers = {}
        lines = [line for line in self.lines() if not _ACTION_TEXT.match(line.text)]
        edges = [*lines[:3], *lines[-2:]]
        for line in edges:
            if len(line.text) > 200:
                continue
            match = SAYS_LINE.match(line.text)
            if match and len(line.text) < 140:
                _offer(found, "says", 2.5, line, match["name"])
            date = self.document.read_date(line.text) if len(line.text) <= 140 else None
            if date is not None:
                before, after = line.text[: date.start].strip(), line.text[date.end :].strip()
                for key, text in (("before date", before), ("after date", after)):
                    named = after_by(text)
                    if named is not None and len(named) <= 60:
                        _offer(found, "by", 2.0, line, named)
                    if is_nobody(clean_header(text)):
                        found.setdefault(key, (1.2, (line, "")))
                    elif text and not is_date_label(text) and (name := clean_name(text)) and len(name) <= 50:
                        found.setdefault(key, (1.2 if key == "before date" else 0.8, (line, name)))
            elif len(line.text) < 140 and (by := name_in_byline(line.text)) is not None:
                found.setdefault("by", (2.0, (line, by)))
        if lines:
            first = lines[0].text
            if len(first) <= 50 and len(lines) > 1 and not self.document.read_date(first):
                _offer(found, "first line", 0.6, lines[0], first)
            for node in lines[0].nodes[:2]:
                if isinstance(node, Element) and node.name in ("b", "strong", "a", "cite", "em") and 0 < node.text_length <= 50:
                    _offer(found, "bold", 1.0, node, inline_text(node))
                    break
        return found

    # -- all together

    def fields(self, own_id: str | None, author_keys: Sequence[str], date_keys: Sequence[str]) -> Fields:
        """What the item says, read by the page's layout."""
        result = Fields(id=own_id)
        used: list[PageElement | Line] = []
        date_key = next((key for key in date_keys if key in self.dates), None)
        if date_key is not None:
            place, result.published, result.published_text = self.dates[date_key][1]  # type: ignore[misc]
            used.append(place)
            self._sharpen(result, place)
        author_key = next((key for key in author_keys if key in self.authors), None)
        if author_key is not None:
            place, name = self.authors[author_key][1]  # type: ignore[misc]
            used.append(place)
            result.is_anonymous = not name
            if name:
                result.author = Author(name, self._author_url(place, name), self._avatar())
        result.url = self._permalink(result.id)
        self._take_epoch(result)
        self._take_ping(result)
        if result.kind != "comment":
            result.author = self._linked_title() or result.author
        self._take_body(result, used)
        if result.kind == "comment" and (_PING_TEXT.match(result.text)):
            result.kind = "pingback"
        return result

    def ids(self) -> list[str]:
        """Ids that may be the comment's own: of its element, an element in it, or an anchor before it."""
        roots = self.item.roots
        before = roots[0].previous_sibling
        while isinstance(before, NavigableString) and not before.strip():
            before = before.previous_sibling
        anchors = [before] if isinstance(before, Element) and before.name == "a" and not before.text_length else []
        names = []
        for element in (*roots, *anchors, *self.own):
            for name in (element.attrs.get("id"), element.attrs.get("name") if element.name == "a" else None):
                if name and len(name) <= 60 and name not in names:
                    names.append(name)
        return names

    def _sharpen(self, result: Fields, place: Element | Line) -> None:
        """A date whose time of day stands beside it in the same short line."""
        if not isinstance(place, Element) or (result.published and "T" in result.published):
            return
        parent = place.parent
        if isinstance(parent, Element) and parent.text_length <= 140 and parent not in self.item.roots:
            wider = self.document.date_in(parent)
            if wider and wider.value and wider.value.startswith(result.published or "") and wider.value != result.published:
                result.published, result.published_text = wider.value, self.document.shown_date(parent, wider)

    def _take_epoch(self, result: Fields) -> None:
        """Blogger's permalinks hold the instant in milliseconds, where the page may show only the time of day."""
        match = _EPOCH.search(result.url or "")
        shown = self.document.read_date(result.published_text or "") if match else None
        if match and (result.published is None or (len(result.published) <= 16 and shown)):
            result.published = from_epoch(int(match[1]), shown) or result.published

    def _author_url(self, place: Element | Line, name: str) -> str | None:
        elements: list[Element] = []
        if isinstance(place, Element):
            above = place.parent
            elements = [place, *[e for e in place.find_all("a") if isinstance(e, Element)]]
            if isinstance(above, Element) and above.name == "a":
                elements.append(above)
        else:
            for node in place.nodes:
                if isinstance(node, Element):
                    elements += [node, *[e for e in node.find_all("a") if isinstance(e, Element)]]
            elements = [e for e in elements if name in inline_text(e)]
        for element in sorted(elements, key=lambda e: inline_text(e) != name):
            href = str(element.attrs.get("href") or "")
            if element.name == "a" and href and not href.startswith("#"):
                url = absolute(href, self.document.base_url)
                if url and url.partition("#")[0] != self.document.page.final_url.partition("#")[0]:
                    return url
        return None

    def _avatar(self) -> str | None:
        for element in self.own:
            if element.name != "img" or self._in_body(element):
                continue
            source = str(element.attrs.get("data-src") or element.attrs.get("src") or "")
            above = [element, element.parent, element.parent.parent if element.parent is not None else None]
            names = " ".join(word for e in above if isinstance(e, Element) for word in e.classes)
            if _AVATAR.search(f"{names} {source}"):
                return absolute(source, self.document.base_url)
        return None

    def _permalink(self, own_id: str | None) -> str | None:
        """The link to the comment itself, among the links outside its text."""
        number = re.findall(r"\d+", own_id or "")[-1:]
        links = [element for element in self.own if element.name == "a" and element.attrs.get("href")]
        for element in sorted(links, key=lambda link: not own_id or not link.attrs["href"].endswith(f"#{own_id}")):
            href = element.attrs["href"]
            fragment = href.partition("#")[2]
            is_own = bool(fragment) and fragment == own_id
            if (self._in_body(element) and not is_own) or "replytocom" in href or "#respond" in href:
                continue
            role = role_of(element)
            is_named = "u-url" in element.classes or "permalink" in f"{element.attrs.get('rel', '')} {' '.join(element.classes)}"
            is_numbered = bool(number and number[0] in fragment) or bool(re.match(r"(?:li-)?comm?(?:ent)?[-_]?\d+", fragment))
            if is_own or is_named or "showComment=" in href or (is_numbered and (role & Role.DATE or not role & Role.ACTION)):
                return absolute(href, self.document.base_url)
        return None

    def _take_ping(self, result: Fields) -> None:
        node: PageElement | None = self.item.roots[0]
        for _ in range(2):
            classes = node.classes if isinstance(node, Element) else ()
            for kind in ("pingback", "trackback"):
                if kind in classes:
                    result.kind = kind  # type: ignore[assignment]
            node = node.parent if node is not None else None
        if result.kind == "comment" and self._is_below_pings():
            result.kind = "pingback"
        line = self.lines()[0] if self.lines() else None
        match = _PING_LINE.match(line.text) if line else None
        if line and match:
            result.kind = "pingback" if match["kind"].lower() == "ping" else "trackback"
            link = next((e for n in line.nodes if isinstance(n, Element) for e in (n, *n.find_all("a")) if isinstance(e, Element) and e.name == "a" and e.attrs.get("href")), None)
            name = clean_header(inline_text(link)) if link is not None else line.text[match.end() :].strip()
            if name:
                result.author = Author(name, absolute(str(link.attrs["href"]), self.document.base_url) if link is not None else None)
            self.gone.update(id(node) for node in line.nodes)

    def _linked_title(self) -> Author | None:
        """Of a ping without a named author, the title of the post that links here."""
        here = urlsplit(self.document.url).netloc
        for element in self.own:
            url = absolute(element.attrs.get("href"), self.document.base_url) if element.name == "a" and not self._in_body(element) else None
            if url and urlsplit(url).netloc != here and (name := clean_header(inline_text(element))):
                return Author(name, url)
        return None

    def _is_below_pings(self) -> bool:
        """Whether the list that the item stands in is one of pingbacks, by its name or the heading before it."""
        above = self.item.roots[0].parent
        if not isinstance(above, Element) or above.name not in ("ul", "ol", "div"):
            return False
        if any(role_of_name(word) & Role.PING for word in above.classes):
            return True
        before = above.previous_sibling
        if not isinstance(before, Element) or before.text_length > 60:
            return False
        is_heading = before.name in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "strong") or any("title" in word or "head" in word for word in before.classes)
        return is_heading and bool(_PING_HEADING.match(inline_text(before)))

    def _take_body(self, result: Fields, used: list[PageElement | Line]) -> None:
        result.skip = set(self.gone)
        if self.bodies:
            result.nodes = list(self.bodies[0].contents if len(self.bodies) == 1 else self.bodies)
            result.skip.update(id(element) for element in self.own if self._in_body(element) and self._is_subject(element))
        else:
            result.nodes = list(self.item.roots)
            for place in used:
                nodes = place.nodes if isinstance(place, Line) else [place]
                result.skip.update(id(node) for node in nodes)
            self._skip_header_lines(result, used)
        self._skip_actions(result)
        result.nodes = _unwrap(result.nodes, result.skip)
        result.text = " ".join(inline_text(node, result.skip) for node in result.nodes).strip()

    def _is_subject(self, element: Element) -> bool:
        """For the heading that some platforms make of a comment's subject or first words."""
        if element.name not in ("h2", "h3", "h4", "h5", "h6"):
            return False
        named = any("title" in word or "subject" in word for word in (*element.classes, str(element.attrs.get("property", ""))))
        return named or any("#" in str(link.attrs.get("href", "")) for link in element.find_all("a"))

    def _skip_header_lines(self, result: Fields, used: list[PageElement | Line]) -> None:
        """Leave out what is left of the lines that author and date stand on, and of numbering and links around."""
        places = {id(place) for place in used if not isinstance(place, Line)}
        for line in self.lines():
            holds = any(id(e) in places for node in line.nodes if isinstance(node, Element) for e in (node, *node.descendants))
            if (holds and len(line.text) <= 250) or _ACTION_TEXT.match(line.text) or _AWAITING.search(line.text[:200]):
                result.skip.update(id(node) for node in line.nodes)
        for element in self.own:
            role = self.roles[element.index]
            if element in self.item.roots or element.text_length > 150:
                continue
            if role & (Role.AUTHOR | Role.DATE | Role.ACTION) and not role & (Role.BODY | Role.ITEM) and element.name not in ("p", "blockquote"):
                result.skip.add(id(element))
            elif element.name == "img" and any("avatar" in word for word in (*element.classes, str(element.attrs.get("src", "")))):
                result.skip.add(id(element))
            elif element.name in ("h2", "h3", "h4", "h5", "h6"):
                result.skip.add(id(element))

    def _skip_actions(self, result: Fields) -> None:
        for node in result.nodes:
            if not isinstance(node, Element):
                continue
            for element in self.own:
                if node.index <= element.index <= node.last and element.text_length <= 200:
                    role = self.roles[element.index]
                    if (role & Role.ACTION and not role & (Role.BODY | Role.AUTHOR) and element.text_length <= 60) or (
                        element.name in ("a", "p", "div", "span", "li") and element.text_length <= 60 and _ACTION_TEXT.match(inline_text(element)) and _has_link(element)
                    ):
                        result.skip.add(id(element))
                    elif _AWAITING.search(inline_text(element)) and element.name in ("em", "p", "i", "span"):
                        result.skip.add(id(element))


def _best_date(exact: str | None, shown: str | None) -> str | None:
    """The more precise of what an attribute states and what is shown, where both mean the same day."""
    if exact is None or shown is None:
        return exact or shown
    return shown if len(shown) > len(exact) and shown.startswith(exact[:7]) else exact


def _author_weight(element: Element, *, is_cite: bool, link: bool) -> float:
    prop = str(element.attrs.get("itemprop", ""))
    if prop in ("author", "creator", "name"):
        return 4.5
    names = [*element.classes]
    weight = max((value for name in names for pattern, value in _AUTHOR_CLASSES if pattern.search(name)), default=0.0)
    return max(weight, 3.5 if is_cite else 0.0, 2.5 if link else 0.0, 1.0)


def clean_header(text: str) -> str:
    """A header's words without outer punctuation."""
    return collapse(text).strip(" :,;|-–—")


def _offer(found: Offers, key: str, weight: float, place: Element | Line, text: str) -> None:
    """Add the name in a text to the candidates, "" where the text says that nobody is named."""
    name = "" if is_nobody(clean_header(text)) else clean_name(text)
    if name is not None:
        found.setdefault(key, (weight, (place, name)))


def _inside(element: Element, name: str, top: Element) -> bool:
    node = element.parent
    while isinstance(node, Element) and node is not top:
        if node.name == name:
            return True
        node = node.parent
    return False


def _has_link(element: Element) -> bool:
    return element.name == "a" or element.find("a") is not None


def _split(node: Element, gone: set[int], lines: list[Line]) -> None:
    """Append the lines of an element's text: a line ends where a block begins or ends, and at `<br>`."""
    run: list[PageElement] = []

    def flush() -> None:
        text = collapse(" ".join(inline_text(n) if isinstance(n, Element) else str(n) for n in run if not _is_badge(n)))
        if text:
            lines.append(Line(list(run), text, node))
        run.clear()

    for child in node.contents:
        if id(child) in gone:
            continue
        if not isinstance(child, Element):
            if isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                run.append(child)
        elif child.name == "br":
            flush()
        elif child.name in BLOCKS or _holds_block(child):
            flush()
            _split(child, gone, lines)
        else:
            run.append(child)
    flush()


def _is_badge(node: PageElement) -> bool:
    """For a label beside a name: "Visitor", "Author"."""
    if not isinstance(node, Element) or node.text_length > 20 or not any("label" in word or "badge" in word for word in node.classes):
        return False
    return bool(_BADGE.match(inline_text(node)))


def _holds_block(element: Element) -> bool:
    return element.last > element.index and any(isinstance(e, Element) and e.name in BLOCKS for e in element.descendants)


_WRAPPERS = frozenset(("div", "li", "article", "section", "dd", "dl", "td", "tr", "tbody", "table", "span", "main"))


def _unwrap(nodes: list[PageElement], skip: set[int]) -> list[PageElement]:
    """Without wrappers that hold nothing but the rest: the innermost list of nodes that still holds all the text."""
    while True:
        left = [node for node in nodes if id(node) not in skip and _says_something(node, skip)]
        if len(left) != 1 or not isinstance(left[0], Element) or left[0].name not in _WRAPPERS:
            break
        nodes = left[0].contents
    said = [place for place, node in enumerate(nodes) if id(node) not in skip and _says_something(node, skip)]
    return nodes[said[0] : said[-1] + 1] if said else []


def _says_something(node: PageElement, skip: set[int]) -> bool:
    if not isinstance(node, Element):
        return bool(str(node).strip())
    if inline_text(node, skip):
        return True
    images = [node] if node.name == "img" else node.find_all("img")
    return any(not _is_skipped(image, node, skip) for image in images)


def _is_skipped(image: PageElement, top: Element, skip: set[int]) -> bool:
    node: PageElement | None = image
    while node is not None and node is not top.parent:
        if id(node) in skip:
            return True
        node = node.parent
    return False
