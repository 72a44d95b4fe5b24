"""What SQLite cannot hold is replaced before a post is compared or stored.

Scrapers yield none of it, but a record can come from anywhere, and one odd character must not cost a post.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, TypeVar

from archiver.records import Author, Comment, Lead, Post, Site

# Lone surrogates have no UTF-8 form; SQLite's own functions end a text at NUL. HTML too puts U+FFFD in their place
# (https://html.spec.whatwg.org/multipage/parsing.html#parse-error-unexpected-null-character).
# The two noncharacters mark what a search found (https://www.unicode.org/faq/private_use.html#noncharacters).
_UNSTORABLE = re.compile("[\x00\ud800-\udfff\ufdd0\ufdd1]")

_LARGEST = 2**63 - 1

Record = TypeVar("Record", Post, Site, Author, Comment, Lead)

_VALUES = {
    record: attrgetter(*(field.name for field in fields(record))) for record in (Post, Site, Author, Comment, Lead)
}


def _is_storable(text: str) -> bool:
    """Whether ``_UNSTORABLE`` finds nothing, told ten times as fast."""
    if text.isascii():
        return "\0" not in text
    if "\0" in text or "\ufdd0" in text or "\ufdd1" in text:
        return False
    try:
        return bool(text.encode())
    except UnicodeEncodeError:
        return False


def clean_text(text: str) -> str:
    """The text with U+FFFD for NUL, for lone surrogates and for the marks of search."""
    return _UNSTORABLE.sub("\ufffd", text)


def clean_post(post: Post) -> Post:
    """The post as the archive gives it back: text that can be stored, each tag and each comment's id once.

    An empty URL of a site or author is no URL. A count beyond 64 bits is cut to the largest there is.
    """
    site = _clean(post.site)
    return replace(
        _clean(post),
        site=replace(site, url=site.url or None, name=site.name or None),
        authors=tuple(map(_clean_author, post.authors)),
        categories=tuple(dict.fromkeys(map(clean_text, post.categories))),
        tags=tuple(dict.fromkeys(map(clean_text, post.tags))),
        comment_count=None if post.comment_count is None else max(-_LARGEST, min(post.comment_count, _LARGEST)),
        comments=_distinct(tuple(map(_clean_comment, post.comments))),
        leads=tuple(map(_clean, post.leads)),
    )


def _clean_author(author: Author) -> Author:
    author = _clean(author)
    return author if author.url != "" else replace(author, url=None)


def _clean_comment(comment: Comment) -> Comment:
    comment = _clean(comment)
    return replace(comment, author=_clean_author(comment.author)) if comment.author else comment


def _clean(record: Record) -> Record:
    """The dataclass with its own text fields cleaned; the same object where nothing is to be done."""
    # All texts at once: hardly a record has anything to clean, and there is one for each comment.
    if _is_storable("\n".join([value for value in _VALUES[type(record)](record) if isinstance(value, str)])):
        return record
    changes: dict[str, Any] = {
        field.name: clean_text(value)
        for field in fields(record)
        if isinstance(value := getattr(record, field.name), str) and _UNSTORABLE.search(value)
    }
    return replace(record, **changes)


def _distinct(comments: tuple[Comment, ...]) -> tuple[Comment, ...]:
    """Each id once: a repeated comment is dropped, another one under the same id becomes ``id~2``, ``id~3``."""
    by_id: dict[str, Comment] = {}
    for comment in comments:
        free, number = comment.id, 1
        while free in by_id and by_id[free] != replace(comment, id=free):
            number += 1
            free = f"{comment.id}~{number}"
        by_id.setdefault(free, comment if number == 1 else replace(comment, id=free))
    return tuple(by_id.values())
