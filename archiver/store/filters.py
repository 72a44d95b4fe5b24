"""The filters that are the same wherever records are selected: lists, search and exports."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from archiver.store.cleaning import clean_text

KINDS = ("post", "comment", "pingback", "trackback")

# The forms that dates of records have, without an offset.
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?)?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which records to select; what is ``None`` selects everything.

    - ``site``: name, URL or host of the blog. ``author``: whole name of the post's author, or of the commenter where
      comments are selected. ``tag``: tag or category of the post. All three regardless of case.
    - ``since``, ``until``: ISO dates of any precision without an offset, inclusive; ``until="2010"`` is to the end of
      2010. They are compared with the date as the page shows it, as far as both are precise: ``since="2010-05-04"``
      takes a post of ``2010-05``, as it may be from then. Records without a date are left out.
    - ``kind``: ``post``, ``comment``, ``pingback`` or ``trackback``; ``limit``: at most so many records.

    Raises ``ValueError`` for a date, kind or limit that cannot be.
    """

    site: str | None = None
    author: str | None = None
    tag: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        for date in (self.since, self.until):
            if date is not None and not _DATE.fullmatch(date):
                raise ValueError(f"{date!r} is not a date such as 2010, 2010-05, 2010-05-04 or 2010-05-04T11:54")
        if self.kind is not None and self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is not one of {', '.join(KINDS)}")
        if self.limit is not None and self.limit < 0:
            raise ValueError(f"the limit {self.limit} is less than 0")

    @property
    def sql_limit(self) -> int:
        """The limit for SQL's ``LIMIT``, to which a negative number is none."""
        return -1 if self.limit is None else min(self.limit, 2**63 - 1)


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL expression and its parameters; ``sql`` is empty where everything is selected."""

    sql: str
    parameters: tuple[Any, ...]

    @property
    def where(self) -> str:
        """The expression as a clause of its own."""
        return f"WHERE {self.sql}" if self.sql else ""


def for_posts(filters: Filters) -> Condition:
    """The condition on ``posts``."""
    author = "posts.id IN (SELECT post_id FROM post_authors JOIN authors ON authors.id = author_id WHERE {})"
    return _condition(filters, "posts", author, Condition("1" if filters.kind == "post" else "0", ()))


def for_comments(filters: Filters) -> Condition:
    """The condition on ``comments`` joined with ``posts``."""
    author = "comments.author_id IN (SELECT id FROM authors WHERE {})"
    return _condition(filters, "comments", author, Condition("comments.kind = ?", (filters.kind,)))


def _condition(filters: Filters, table: str, author: str, kind: Condition) -> Condition:
    terms = [kind] if filters.kind is not None else []
    if filters.site is not None:
        sql = (
            "(posts.site_id IN (SELECT id FROM sites WHERE is_site(?, url, name))"
            " OR posts.site_id IS NULL AND is_site(?, posts.url, NULL))"
        )
        terms.append(Condition(sql, (clean_text(filters.site),) * 2))
    if filters.author is not None:
        terms.append(Condition(author.format("fold(authors.name) = ?"), (fold(filters.author),)))
    if filters.tag is not None:
        sql = "SELECT post_id FROM post_tags JOIN tags ON tags.id = tag_id WHERE fold(tags.name) = ?"
        terms.append(Condition(f"posts.id IN ({sql})", (fold(filters.tag),)))
    for sign, date in ((">=", filters.since), ("<=", filters.until)):
        if date is not None:
            sql = f"substr({table}.published, 1, ?) {sign} substr(?, 1, length({table}.published))"
            terms.append(Condition(sql, (len(date), date)))
    return Condition(
        " AND ".join(term.sql for term in terms), tuple(value for term in terms for value in term.parameters)
    )


def fold(text: str) -> str:
    """The text as names are compared: regardless of case, width and way of composing accents (SQLite knows ASCII)."""
    return unicodedata.normalize("NFKC", clean_text(text)).casefold().strip()


def is_site(wanted: str, url: str | None, name: str | None) -> bool:
    """Whether ``wanted`` is the name, the URL or the host of a site; scheme, ``www.`` and a last slash do not count."""
    if name is not None and fold(name) == fold(wanted):
        return True
    if not url:
        return False
    return bare_url(wanted) in (bare_url(url), _host(url))


def bare_url(url: str) -> str:
    """The URL as addresses are compared: without scheme, ``www.`` and a last slash, regardless of case."""
    return re.sub(r"^(https?://)?(www\.)?", "", fold(url)).rstrip("/")


def _host(url: str) -> str:
    try:
        return re.sub(r"^www\.", "", urlsplit(fold(url)).netloc)
    except ValueError:  # such as http://[
        return ""
