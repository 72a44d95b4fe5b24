"""The values that travel between the stages: ``Page`` in, ``Post`` (with its authors, comments and leads) out.

All are frozen, hold nothing but plain values, and know nothing of the network, HTML or SQL. ``to_dict`` and
``from_dict`` convert a post to and from the JSON record that ``archiver scrape`` prints; ``record.schema.json`` beside
this module describes that record.

Dates are ISO 8601 text, exactly as precise as the page is: ``2010``, ``2010-05``, ``2010-05-04``,
``2010-05-04T11:54``, ``2010-05-04T11:54:30+02:00``. An offset stands only where the page gives one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

CommentKind = Literal["comment", "pingback", "trackback"]
LeadKind = Literal[
    "post-page",
    "comments-page",
    "comments-feed",
    "comments-rest",
    "comments-disqus",
    "comments-isso",
    "comments-remark42",
    "comments-discourse",
    "comments-substack",
]


def instant(moment: datetime) -> str:
    """A time in UTC as records and the archive have it: ISO 8601 to the second, with a trailing ``Z``."""
    return f"{moment.replace(microsecond=0, tzinfo=None).isoformat()}Z"


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched, as it was fetched.

    ``url`` is what was asked for, ``final_url`` where redirects ended; ``status`` is the HTTP status (200 for a file);
    ``headers`` have lower-case names; ``body`` is the content after decompression; ``fetched_at`` is a UTC instant,
    ISO 8601 with a trailing ``Z``.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: str


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server tells whether a page is still the same (RFC 9110 section 8.8): ``url`` is where it stood
    (``Page.final_url``), ``etag`` and ``last_modified`` are the headers that came with it."""

    url: str
    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, final_url: str, headers: Mapping[str, str]) -> Self:
        """Those of a page by its ``final_url`` and ``headers``; there may be none."""
        return cls(final_url, headers.get("etag"), headers.get("last-modified"))


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that a page is what it was when its validators came; the fields are those of ``Page``."""

    url: str
    final_url: str
    headers: Mapping[str, str]
    fetched_at: str


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """A site's robots.txt: ``origin`` is like ``https://blog.example``; ``text`` is empty where the ``status`` says that
    there is none; ``fetched_at`` is a UTC instant as in ``Page``."""

    origin: str
    status: int
    text: str
    fetched_at: str


@dataclass(frozen=True, slots=True)
class Site:
    """The blog that a post stands on. ``platform`` is the scraper's word for its engine, e.g. ``wordpress``."""

    url: str | None = None
    name: str | None = None
    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a post or a comment. URLs are absolute."""

    name: str
    url: str | None = None
    avatar_url: str | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment below a post; ``parent_id`` is the ``id`` of another comment of the same post (in a list of comments
    that goes on over several pages maybe of one on another page)."""

    id: str
    parent_id: str | None = None
    kind: CommentKind = "comment"
    author: Author | None = None
    published: str | None = None
    published_text: str | None = None
    url: str | None = None
    content_html: str = ""
    content_text: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The comment as it stands in the JSON record."""
        return {**_comment_fields(self), "author": _author_fields(self.author) if self.author else None}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``. Raises ``TypeError`` for a key that no comment has, or a missing ``id``."""
        author = data.get("author")
        return cls(**{**data, "author": Author(**author) if author else None})


@dataclass(frozen=True, slots=True)
class Lead:
    """What else to read to make a post complete: ``completion.py`` follows it, scrapers never fetch."""

    kind: LeadKind
    url: str


@dataclass(frozen=True, slots=True)
class Post:
    """A blog post with everything that is kept of it. The fields stand in the order of the JSON record."""

    url: str
    title: str | None = None
    site: Site = field(default_factory=Site)
    authors: tuple[Author, ...] = ()
    published: str | None = None
    published_text: str | None = None
    updated: str | None = None
    language: str | None = None
    summary: str | None = None
    image: str | None = None
    license: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    content_html: str = ""
    content_text: str = ""
    comment_count: int | None = None
    comments: tuple[Comment, ...] = ()
    leads: tuple[Lead, ...] = ()
    scraper: str = "generic"

    def to_dict(self) -> dict[str, Any]:
        """The JSON record: only dicts, lists, strings, integers and ``None``."""
        return {
            **_post_fields(self),
            "site": _site_fields(self.site),
            "authors": [_author_fields(author) for author in self.authors],
            "categories": list(self.categories),
            "tags": list(self.tags),
            "comments": [comment.to_dict() for comment in self.comments],
            "leads": [_lead_fields(lead) for lead in self.leads],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``. Raises ``TypeError`` for a key that no record has, or a missing ``url``."""
        return cls(
            **{
                **data,
                "site": Site(**data.get("site") or {}),
                "authors": tuple(Author(**author) for author in data.get("authors") or ()),
                "categories": tuple(data.get("categories") or ()),
                "tags": tuple(data.get("tags") or ()),
                "comments": tuple(Comment.from_dict(comment) for comment in data.get("comments") or ()),
                "leads": tuple(Lead(**lead) for lead in data.get("leads") or ()),
            }
        )


def _fields_of(record: type[Author | Comment | Lead | Post | Site]) -> Callable[[object], dict[str, Any]]:
    """What makes a dict of a record's own fields, in their order. ``asdict`` copies every text and takes ten times as
    long, which an export would feel."""
    names = tuple(field.name for field in fields(record))
    values = attrgetter(*names)
    return lambda value: dict(zip(names, values(value), strict=True))


_author_fields, _comment_fields, _lead_fields = map(_fields_of, (Author, Comment, Lead))
_post_fields, _site_fields = map(_fields_of, (Post, Site))
