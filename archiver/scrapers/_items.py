"""Which elements of a page are its comments.

A comment is one of several elements that repeat author, date and text. Elements that share an id pattern
(`li#comment-N`), a telling class name or a place among their siblings form a group; what a sample of the group's
items reads like, and what their names say, decides which group it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import Element
from archiver.scrapers._article import is_named_article
from archiver.scrapers._roles import BARE_ID, Role, comment_id, role_of, role_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archiver.page.document import Document

_NOT_ITEMS = frozenset(
    "html head body script link meta title form a img time abbr ul ol dl tbody table h1 h2 h3 h4 h5 h6 span b cite br label hr nav".split()
)
_VOLATILE = re.compile(r"\d+|^(?:even|odd|alt|first|last|parent|by\w+|thread-\w+|depth-.*|level-.*|comment-author-.*)$")
_WORDS = re.compile(
    r"comment|kommentar|komentar|comentario|comentário|commento|commenti|response|réponse|respuesta|reaction|réaction|reactie|reaktion|"
    r"repl(?:y|ies)|antwort|opinion|feedback|meinung|ergänzung|gedanke|thoughts? on|yorum|коммент|комент|отзыв|コメント|评论|評論|留言|回[應应复覆]|댓글|"
    r"تعليق|تعليقات|koment|отклик|respons|\bsvar\b|kommentti|hozzászól|σχόλι|discussion|discuss|trackback|pingback|message|avis|readers? s(?:ay|aid)|talkback|wrote|said",
    re.IGNORECASE,
)


@dataclass(eq=False, slots=True)
class Item:
    """The place of one comment in the page: one element, or a `dt` with its `dd`s."""

    roots: tuple[Element, ...]
    inner: list[Item] = field(default_factory=list)
    """Items that stand inside this one, outermost only."""

    @property
    def start(self) -> int:
        """`Element.index` of its first element."""
        return self.roots[0].index

    @property
    def last(self) -> int:
        """`Element.index` of its last element."""
        return self.roots[-1].last

    def own(self, elements: list[Element]) -> Iterator[Element]:
        """Its elements in document order, without those of the items inside it."""
        at = self.start
        for inner in self.inner:
            yield from elements[at : inner.start]
            at = inner.last + 1
        yield from elements[at : self.last + 1]


@dataclass(eq=False, slots=True)
class Group:
    """Elements that are likely all comments, or all not."""

    key: str
    """What they share, for people who look into a page."""
    items: list[Item]
    evidence: float
    """How much their names say that they are comments: 0 nothing, 3 very much."""


def item_groups(document: Document) -> list[Group]:
    """Groups of elements that may be the comments, by their names; the likeliest are not told apart yet."""
    keyed: dict[str, tuple[float, list[Element]]] = {}
    for element in document.elements:
        if element.name in _NOT_ITEMS or not (element.classes or "id" in element.attrs or "itemtype" in element.attrs or "itemprop" in element.attrs):
            continue
        for key, evidence in _keys(element):
            keyed.setdefault(key, (evidence, []))[1].append(element)
    elsewhere = _elsewhere(document)
    quoted = _quoted(document)
    groups = []
    for key, (evidence, members) in keyed.items():
        kept = [e for e in members if e.text_length and (comment_id(e) or not elsewhere[e.index])]
        kept = [e for e in kept if not quoted[e.index]] or kept
        if kept:
            groups.append(Group(key, nest(_items(kept)), evidence))
            sections = _sections(document, kept) if len(kept) > 1 else []
            if sections:
                groups.append(Group(f"{key} …", sections, evidence))
    return groups


def _keys(element: Element) -> Iterator[tuple[str, float]]:
    name = comment_id(element)
    if name and not role_of_name(name.lower()) & (Role.FORM | Role.ACTION | Role.ELSEWHERE):
        yield f"{element.name}#{re.sub(r'[0-9]+', '0', name)}", 0.5 if BARE_ID.match(name) else 3.0
    for word in element.classes:
        role = role_of_name(word)
        if role & Role.ITEM and not role & Role.FORM and not _VOLATILE.fullmatch(word):
            yield f"{element.name}.{word}", 2.0 if word == "comment" or word == "h-cite" else 1.5
    if str(element.attrs.get("itemtype", "")).lower().endswith(("/comment", "/usercomments")):
        yield f"{element.name}@comment", 3.0
    elif str(element.attrs.get("itemprop", "")).lower() == "comment":
        yield f"{element.name}@comment", 3.0


def _elsewhere(document: Document) -> list[bool]:
    """For each element, whether it stands in a sidebar, a widget, a form or the like."""
    flags = [False] * len(document.elements)
    until = -1
    for element in document.elements:
        if element.index <= until:
            flags[element.index] = True
        elif element.name in ("nav", "form") or (
            element.name not in ("html", "body", "article", "main")
            and (role := role_of(element)) & (Role.ELSEWHERE | Role.FORM)
            and not role & Role.ITEM
            and not (element.name == "form" and element.text_length > 2000)
        ):
            flags[element.index] = True
            if element.text_length * 3 < document.soup.elements[0].text_length:
                until = element.last
    return flags


def _quoted(document: Document) -> list[bool]:
    """For each element, whether it stands in the text of an article: a thread that is quoted there is not the page's."""
    flags = [False] * len(document.elements)
    until = -1
    for element in document.elements:
        flags[element.index] = element.index <= until
        if element.index > until and (element.name in ("blockquote", "q") or (is_named_article(element) and not role_of(element) & Role.ITEM)):
            until = element.last
    return flags


def _items(elements: Iterable[Element]) -> list[Item]:
    """An item for each element; of a definition list, the term with its descriptions is one."""
    items: list[Item] = []
    for element in elements:
        if items and element.name == "dd" and items[-1].roots[0].name == "dt" and items[-1].roots[0].parent is element.parent:
            items[-1].roots += (element,)
        elif element.name == "dt":
            items.append(Item((element, *_descriptions(element))))
        elif element.name == "dd" and items and items[-1].roots[-1] is element:
            continue
        else:
            items.append(Item((element,)))
    return items


def _descriptions(term: Element) -> list[Element]:
    found = []
    sibling = term.next_sibling
    while sibling is not None and getattr(sibling, "name", None) != "dt":
        if getattr(sibling, "name", None) == "dd":
            found.append(sibling)
        sibling = sibling.next_sibling
    return found  # type: ignore[return-value]


def nest(items: list[Item]) -> list[Item]:
    """Fill in `inner` of items that stand in document order; the same list."""
    open_items: list[Item] = []
    for item in items:
        while open_items and open_items[-1].last < item.start:
            open_items.pop()
        if open_items:
            open_items[-1].inner.append(item)
        open_items.append(item)
    return items


def sibling_groups(document: Document) -> list[Group]:
    """Groups by place alone: children of one element that look alike, below a heading that speaks of comments."""
    groups = []
    elsewhere = _elsewhere(document)
    for parent in document.elements:
        if elsewhere[parent.index] or parent.name in ("head", "html", "nav", "select", "tr") or parent.text_length < 40:
            continue
        alike: dict[str, list[Element]] = {}
        for child in parent.contents:
            if getattr(child, "classes", None) is not None and child.name not in _NOT_SIBLINGS and child.text_length > 8:  # type: ignore[attr-defined,union-attr]
                alike.setdefault(_likeness(child), []).append(child)  # type: ignore[arg-type]
        for key, members in alike.items():
            if _announced(document, members):
                groups.append(Group(key, nest(_items(members)), 0.5))
                sections = _sections(document, members) if len(members) > 1 else []
                if sections:
                    groups.append(Group(f"{key} …", sections, 0.5))
    return groups


def _sections(document: Document, heads: list[Element]) -> list[Item]:
    """Comments without an element of their own: each begins with a short head that has a date, and goes on to the next."""
    if any(len(inline_text(head)) > 150 or document.date_in(head) is None for head in heads):
        return []
    starts = {head.index for head in heads}
    items = []
    for head in heads:
        roots = [head]
        sibling = head.next_sibling
        while sibling is not None and not (isinstance(sibling, Element) and (sibling.index in starts or sibling.name == "form")):
            if isinstance(sibling, Element):
                roots.append(sibling)
            sibling = sibling.next_sibling
        items.append(Item(tuple(roots)))
    return items if sum(len(item.roots) > 1 for item in items) * 2 > len(items) else []


_NOT_SIBLINGS = frozenset("p h1 h2 h3 h4 h5 h6 a span br hr img td th thead form ul ol dl b i em strong pre dd figure".split())


def _likeness(element: Element) -> str:
    words = sorted(word for word in element.classes if not _VOLATILE.search(word))
    return f"{element.name}.{'.'.join(words)}"


def _announced(document: Document, members: list[Element]) -> bool:
    """Whether the list around elements is named after comments, or (for several) a short line before speaks of them or
    tells how many they are."""
    first = members[0]
    if len(members) == 1 and first.find("h1") is not None:
        return False
    above = first.parent
    for _ in range(3):
        if not isinstance(above, Element) or above.name in ("body", "html"):
            break
        if role_of(above) & Role.LIST:
            return True
        above = above.parent
    if len(members) == 1:
        return False
    seen = 0
    for element in reversed(document.elements[: first.index]):
        if element.last < first.index and 0 < element.text_length <= 120:
            seen += 1
            text = inline_text(element)
            if _WORDS.search(text) or (element.name in _HEADINGS and re.search(rf"(?<!\d){len(members)}(?!\d)", text)):
                return True
        if seen >= 6:
            break
    return False


def is_recent_list(document: Document, items: list[Item]) -> bool:
    """Whether the heading above says that these are the newest comments of the whole blog."""
    seen = 0
    for element in reversed(document.elements[: items[0].start]):
        if element.last < items[0].start and 0 < element.text_length:
            seen += 1
            if element.text_length <= 60 and _RECENT.search(inline_text(element)):
                return True
        if seen >= 2:
            return False
    return False


_RECENT = re.compile(
    r"(?:recent|latest|last|newest|neueste?|neue|letzte|aktuelle|derni[eè]re?s?|ultim[ioae]|últim[oa]s|senaste|siste|seneste|ostatnie|najnowsze|последние|laatste|recente|son|viimeisimmät|terbaru)"
    r"\s+(?:\w+\s+)?(?:comment|kommentar|comentario|comentário|comment|reacti|komentar|комментари|yorum|reader|respon)|(?:comment\w*|comentarios|commenti|comentários|reacties|komentar) "
    r"(?:recent|récents?|recientes|recenti|recentes|terbaru)|最近のコメント|最新のコメント|最近のツッコミ|最新评论|近期评论|最新評論|최근 댓글|أحدث التعليقات",
    re.IGNORECASE,
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 p div strong b".split())
