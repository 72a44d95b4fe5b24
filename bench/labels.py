"""Labelled pages: what a careful reader sees on a page, as plain values.

A label is a JSON object beside its page, ``GOLD/<id>.json`` for ``PAGES/<id>.html``::

    {"id": "…", "url": "where the page came from, or null", "headers": {"content-type": "…"},
     "page_kind": "post | other | …",
     "post": {"title": "…", "authors": ["…"], "published": "2010-05-04", "published_instant": null,
              "text_start": "the first words", "alt_text_start": [], "text_end": "the last words", "alt_text_end": []},
     "comments": [{"author": "…", "published": "…", "published_instant": null, "text": "…", "parent": 0,
                   "kind": "comment | pingback | trackback"}]}

``parent`` is the index of another comment. ``headers``, ``page_kind`` (``post``), the instants and the ``alt_`` lists
may be left out. In place of ``text`` a comment may have ``text_tokens``: the CRC-32 of each of its folded words, for
labels that must not give the pages away.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from archiver.importers.files import read_file
from bench.words import bag, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from archiver.records import Page

CLIP = 60
"""Of a text's first or last words this many folded characters are compared."""


@dataclass(frozen=True)
class LabelledDate:
    """A date as precise as the page says it, and the same moment with an offset where that is known."""

    published: str | None
    instant: str | None = None


@dataclass(frozen=True)
class LabelledComment:
    """One comment as a reader sees it; ``parent`` is the index of the comment that it answers."""

    words: Counter[int]
    author: str | None = None
    date: LabelledDate = LabelledDate(None)
    parent: int | None = None
    kind: str = "comment"


@dataclass(frozen=True)
class Label:
    """One page as a reader sees it. ``starts`` and ``ends`` are folded; any of them may begin or end the body."""

    id: str
    url: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    is_post: bool = True
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: LabelledDate = LabelledDate(None)
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    comments: tuple[LabelledComment, ...] = ()

    @property
    def site(self) -> str:
        """What the page shares with others of its kind: its host, else its id without the last part (``--`` parts)."""
        host = urlsplit(self.url or "").hostname
        return host.removeprefix("www.") if host else self.id.rpartition("--")[0] or self.id

    def half(self, seed: str) -> str:
        """``a`` or ``b``, the same for all pages of a site; another ``seed`` gives another split."""
        return "ab"[zlib.crc32(f"{seed}\n{self.site}".encode()) >> 16 & 1]


def label_from(data: Mapping[str, Any]) -> Label:
    """A label out of its JSON object. Raises ``KeyError`` where ``id``, ``post`` or ``comments`` is missing."""
    post = data["post"]
    return Label(
        id=data["id"],
        url=data.get("url") or None,
        headers=data.get("headers") or {},
        is_post=data.get("page_kind", "post") == "post",
        title=post.get("title"),
        authors=tuple(post.get("authors") or ()),
        date=_date(post),
        starts=tuple(fold(text)[:CLIP] for text in _edges(post, "text_start")),
        ends=tuple(fold(text)[-CLIP:] for text in _edges(post, "text_end")),
        comments=tuple(map(_comment, data["comments"])),
    )


def _comment(data: Mapping[str, Any]) -> LabelledComment:
    words = Counter(data["text_tokens"]) if "text_tokens" in data else bag(data.get("text"))
    return LabelledComment(words, data.get("author"), _date(data), data.get("parent"), data.get("kind") or "comment")


def _date(data: Mapping[str, Any]) -> LabelledDate:
    return LabelledDate(data.get("published") or None, data.get("published_instant") or None)


def _edges(post: Mapping[str, Any], name: str) -> list[str]:
    others: str | Sequence[str] = post.get(f"alt_{name}") or ()
    return [text for text in (post.get(name), *((others,) if isinstance(others, str) else others)) if text]


def read_labels(folder: Path) -> list[Label]:
    """All labels of a folder, by name. Raises ``OSError`` or ``ValueError`` where there is none, or what is no label."""
    labels = []
    for path in sorted(folder.glob("*.json")):
        try:
            labels.append(label_from(json.loads(path.read_text("utf-8"))))
        except (KeyError, TypeError, AttributeError, ValueError) as exc:
            raise ValueError(f"{path}: is no label: {exc!r}") from exc
    if not labels:
        raise ValueError(f"{folder}: no *.json in this folder")
    return labels


def read_page(pages: Path, label: Label) -> Page:
    """The labelled page, as the command line would read the file. Raises ``FetchError`` where there is none."""
    page = read_file(str(pages / f"{label.id}.html"), url=label.url)
    return replace(page, headers=dict(label.headers))


def read_pages(folder: Path) -> Iterator[Page]:
    """All pages of a folder, labelled or not, by name. Raises ``FetchError`` for what cannot be read."""
    for path in sorted(folder.glob("**/*.html")):
        yield read_file(str(path))
