"""Reading schema.org nodes: headlines, persons, comments, counts.

JSON-LD comes as nodes; microdata and microformats are turned into nodes of the same shape by the modules beside this
one, so that there is one way to read a person or a comment.

Everything in a node is hostile until it is looked at: numbers stand for strings, lists for values, nodes refer to each
other in circles. No function here raises for any JSON value.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from archiver.page.urls import absolute, page_key

Node = dict[str, Any]
Kind = Literal["person", "organisation", "unknown"]

MAX_VALUES = 2_000  # of one property
_MAX_NAME = 200  # characters; a longer one is a biography
_MAX_COMMENTS = 10_000
_MAX_THREAD_DEPTH = 40

_COUNT = re.compile(r"\d{1,7}")

# Types that are the post itself; in doubt the earlier one. WebPage and its like say something of the post only when
# nothing else does.
_POST_TYPES: Final = frozenset(
    {"Report", "Recipe", "Review", "CreativeWork", "ScholarlyArticle", "Message", "Question", "HowTo", "VideoObject"}
)
_PAGE_TYPES: Final = frozenset({"WebPage", "ItemPage", "MedicalWebPage", "QAPage", "AboutPage"})
_SITE_TYPES: Final = frozenset({"WebSite", "Blog"})
_COMMENT_TYPES: Final = frozenset({"Comment", "UserComments", "Answer"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a page names as an author. ``name`` or ``url`` may be missing, never both."""

    name: str | None
    url: str | None
    kind: Kind
    source: str
    image: str | None = None


@dataclass(slots=True)
class Graph:
    """The nodes of a page: ``nodes`` stand for themselves, ``nested`` are teasers and parts of other nodes."""

    nodes: list[Node] = field(default_factory=list)
    nested: list[Node] = field(default_factory=list)
    ids: dict[str, Node] = field(default_factory=dict)

    def values(self, node: Node, key: str) -> list[Any]:
        """The values of a property, always a list, references within the page resolved."""
        raw = node.get(key)
        values = []
        for value in raw[:MAX_VALUES] if isinstance(raw, list) else (raw,):
            if isinstance(value, dict):
                if "@value" in value:
                    value = value["@value"]
                else:
                    target = self.ids.get(value["@id"]) if isinstance(value.get("@id"), str) else None
                    value = value if target is None else {**target, **value}
            if value is not None:
                values.append(value)
        return values

    def texts(self, node: Node, *keys: str) -> list[str]:
        """The cleaned strings of these properties, in the order of the keys. Numbers count as strings."""
        found = []
        for key in keys:
            for value in self.values(node, key):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    value = str(value)
                if isinstance(value, str) and (text := clean(value)):
                    found.append(text)
        return found

    def urls(self, node: Node, key: str, base: str) -> list[str]:
        """The addresses of a property: strings, or nodes with ``url``, ``contentUrl`` or an ``@id`` that is one."""
        found = []
        for value in self.values(node, key):
            if isinstance(value, dict):
                value = next((value[name] for name in ("url", "contentUrl", "@id") if value.get(name)), None)
                value = value[0] if isinstance(value, list) else value
            if url := absolute(value, base):
                found.append(url)
        return found

    def people(self, node: Node, key: str, base: str, source: str) -> list[Person]:
        """The persons and organisations of a property. A name that is an address is taken as ``url``."""
        found = []
        for value in self.values(node, key):
            person = None
            if isinstance(value, str):
                person = as_person(value, None, "unknown", source, base)
            elif isinstance(value, dict):
                names = self.texts(value, "name") or [
                    " ".join(self.texts(value, "givenName", "familyName"))
                    or " ".join(self.texts(value, "alternateName"))
                ]
                url = next(iter(self.urls(value, "url", base)), None)
                person = as_person(names[0], url, _kind(value), source, base)
                if person is not None and (images := self.urls(value, "image", base)):
                    person = Person(person.name, person.url, person.kind, source, images[0])
            if person is not None:
                found.append(person)
        return found

    def comment_count(self, node: Node) -> int | None:
        """How many comments the node claims: ``commentCount``, or an interaction counter for comments."""
        for text in self.texts(node, "commentCount"):
            if match := _COUNT.search(text.replace(",", "")):
                return int(match[0])
        for counter in (*self.values(node, "interactionStatistic"), *self.values(node, "interactionCount")):
            if isinstance(counter, str) and "UserComments" in counter and (match := _COUNT.search(counter)):
                return int(match[0])
            if isinstance(counter, dict) and self._counts_comments(counter):
                for text in self.texts(counter, "userInteractionCount"):
                    if match := _COUNT.search(text):
                        return int(match[0])
        return None

    def _counts_comments(self, counter: Node) -> bool:
        for kind in self.values(counter, "interactionType"):
            if isinstance(kind, dict):
                if "CommentAction" in types(kind):
                    return True
            elif isinstance(kind, str) and kind.endswith("CommentAction"):
                return True
        return False

    def comments(self, node: Node, base: str, source: str) -> list[dict[str, Any]]:
        """The comments that hang on a node; see ``Metadata.comments`` for their keys."""
        budget = [_MAX_COMMENTS]
        return self._thread(node, base, source, budget, 0)

    def _thread(self, node: Node, base: str, source: str, budget: list[int], depth: int) -> list[dict[str, Any]]:
        if depth > _MAX_THREAD_DEPTH:
            return []
        thread = []
        for key in ("comment", "comments", "suggestedAnswer", "acceptedAnswer"):
            for value in self.values(node, key):
                if isinstance(value, dict) and budget[0] > 0:
                    budget[0] -= 1
                    thread.append(
                        self.comment(value, base, source, self._thread(value, base, source, budget, depth + 1))
                    )
        return [comment for comment in thread if comment["text"] or comment["comments"]]

    def comment(self, node: Node, base: str, source: str, replies: list[dict[str, Any]]) -> dict[str, Any]:
        """One comment as a dict; its text keeps line breaks and whatever markup the page put into the string."""
        people = self.people(node, "author", base, source) or self.people(node, "creator", base, source)
        body = [
            value for key in ("text", "commentText", "description", "articleBody") for value in self.values(node, key)
        ]
        parents = [value for key in ("parentItem", "replyToUrl") for value in self.values(node, key)]
        parent = parents[0] if parents else None
        return {
            "id": next(iter(self.texts(node, "identifier", "@id")), None),
            "parent_id": (_string(parent.get("@id")) if isinstance(parent, dict) else _string(parent)),
            "author": people[0].name if people else None,
            "author_url": people[0].url if people else None,
            "avatar_url": people[0].image if people else None,
            "date": next(iter(self.texts(node, "dateCreated", "datePublished", "commentTime")), None),
            "text": next((value.strip() for value in body if isinstance(value, str)), ""),
            "url": next(iter(self.urls(node, "url", base)), None),
            "comments": replies,
            "source": source,
        }


def types(node: Node) -> list[str]:
    """The types of a node without namespace: ``["BlogPosting"]``."""
    raw = node.get("@type")
    names = raw[:20] if isinstance(raw, list) else (raw,)
    return [re.split(r"[/:#]", name.strip())[-1] for name in names if isinstance(name, str) and name.strip()]


def rank(node: Node) -> int:
    """0 for an article of any kind, 1 for other works, 2 for a web page, 3 for everything else."""
    names = types(node)
    if any(name.endswith(("Article", "Posting")) and name != "JobPosting" for name in names):
        return 0
    if not _POST_TYPES.isdisjoint(names):
        return 1
    return 2 if not _PAGE_TYPES.isdisjoint(names) else 3


def is_site(node: Node) -> bool:
    """True for a node that describes the whole blog."""
    return not _SITE_TYPES.isdisjoint(types(node))


def is_comment(node: Node) -> bool:
    """True for a comment, in schema.org's present or former words."""
    return not _COMMENT_TYPES.isdisjoint(types(node))


def is_about(graph: Graph, node: Node, keys: frozenset[str], base: str) -> bool:
    """True when one of the node's addresses is one of the page's (``page_key``)."""
    own = [*graph.urls(node, "url", base), *graph.urls(node, "mainEntityOfPage", base)]
    if node.get("@id"):
        own += [url for url in (absolute(node["@id"], base),) if url]
    return any(page_key(url) in keys for url in own)


def main_node(graph: Graph, keys: frozenset[str], base: str) -> Node | None:
    """The node of the post: the article that names the page's address, else the first that stands for itself.

    A teaser in another node's list is the post only when it names the page's address. Works count after articles, web
    pages last.
    """
    for wanted in (0, 1, 2):
        own = [node for node in graph.nodes if rank(node) == wanted]
        for node in own:
            if is_about(graph, node, keys, base):
                return node
        if wanted < 2:
            for node in graph.nested:
                if rank(node) == wanted and is_about(graph, node, keys, base):
                    return node
        if own:
            return own[0]
    return None


def _kind(node: Node) -> Kind:
    names = types(node)
    if any(name.endswith(("Organization", "Brand", "Corporation", "WebSite", "Blog")) for name in names):
        return "organisation"
    return "person" if "Person" in names else "unknown"


def as_person(name: str | None, url: str | None, kind: Kind, source: str, base: str) -> Person | None:
    """An author candidate, or ``None`` when nothing of use is left. A name that is an address becomes ``url``; an
    e-mail address is nobody's name."""
    text = clean(name) if name else None
    if text and re.match(r"(?:https?:)?//|www\.", text):
        url, text = url or absolute(text, base), None
    if text and (len(text) > _MAX_NAME or re.fullmatch(r"\S+@\S+\.\S+", text)):
        text = None
    return Person(text, url, kind, source) if text or url else None


_INVISIBLE = "\u200b\u2060\ufeff"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_INLINE_TAG = re.compile(
    r"</?(?:a|b|br|cite|code|em|font|i|p|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_PLACEHOLDERS: Final = frozenset(
    {
        "null",
        "undefined",
        "none",
        "n/a",
        "nan",
        "nil",
        "[object object]",
        "-",
        "–",
        "—",
        ".",
        "...",
        "(no title)",
        "false",
    }
)


def clean(value: str) -> str | None:
    """A value as a reader would write it: entities that were escaped twice and inline tags removed, white space
    collapsed; ``None`` for nothing, for placeholders and for template code that was never filled in."""
    if "&" in value and _ENTITY.search(value):
        value = html.unescape(value)
    if "<" in value:
        value = _INLINE_TAG.sub("", value)
    for space in _INVISIBLE:
        value = value.replace(space, " ")
    text = _CONTROL.sub("", " ".join(value.split())).strip()
    if not text or text.lower() in _PLACEHOLDERS or text.startswith(("{{", "%%", "<?", "${")):
        return None
    return text


def _string(value: Any) -> str | None:
    return clean(value) if isinstance(value, str) else None
