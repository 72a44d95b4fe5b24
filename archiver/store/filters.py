"""The filters that are the same wherever records are selected: lists, search and exports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from archiver.store.cleaning import clean_text
from archiver.store.folding import bare_url, fold, spellings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KINDS = ("post", "comment", "pingback", "trackback")

# The forms that dates of records have, without an offset.
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?)?)?")
_LESS_PRECISE = tuple(map(len, ("2010", "2010-05", "2010-05-04", "2010-05-04T11:54")))
# Behind all that can follow in a longer date: "-", "T", ":", "+", "Z".
_LAST = "~"

_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Filters:
    """Which records to select; what is ``None`` selects everything.

    - ``site``: name, URL or host of the blog. ``author``: name of the post's author, or of the commenter where comments
      are selected. ``post_author``: the same of the post, also where comments are selected. ``tag``: tag or category of
      the post. All regardless of case and accents; names of people and tags are whole, or end with ``*``.
    - ``post``: the URL or number of a post, which is selected with its comments.
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
    post: str | int | None = None
    post_author: str | None = None

    def __post_init__(self) -> None:
        for day in (self.since, self.until):
            if day is not None and not is_date(day):
                raise ValueError(f"{day!r} is not a date such as 2010, 2010-05, 2010-05-04 or 2010-05-04T11:54")
        if self.kind is not None and self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is not one of {', '.join(KINDS)}")
        if self.limit is not None and self.limit < 0:
            raise ValueError(f"the limit {self.limit} is less than 0")

    @property
    def sql_limit(self) -> int:
        """The limit for SQL's ``LIMIT``, to which a negative number is none."""
        return -1 if self.limit is None else min(self.limit, _LARGEST)

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """The filters that select, one by one."""
        values = {name: getattr(self, name) for name in (*_ON_POSTS, "since", "until")}
        return tuple(Chosen(name, (str(value),)) for name, value in values.items() if value is not None)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter by its name in ``Filters`` (or ``before``: until, exclusive) with values, any of which will do.

    With ``without``, records that it selects are left out.
    """

    name: str
    values: tuple[str, ...]
    without: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL expression and its parameters; ``sql`` is empty where everything is selected."""

    sql: str
    parameters: tuple[Any, ...]

    @property
    def where(self) -> str:
        """The expression as a clause of its own."""
        return f"WHERE {self.sql}" if self.sql else ""

    @property
    def is_dated(self) -> bool:
        """Whether it is on dates: a range of these is a part of their index."""
        return ".published" in self.sql


ALL = Condition("1", ())
"""All records."""

NOTHING = Condition("0", ())
"""No record at all."""

PLAIN_COMMENTS = Condition("comments.kind = ?", ("comment",))
"""Nearly all comments."""


def is_date(text: str) -> bool:
    """Whether it is a date as filters take them, of a day that there is."""
    if _DATE.fullmatch(text) is None:
        return False
    try:
        return bool(date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 10 else text[:10]))
    except ValueError:
        return False


def for_posts(filters: Filters) -> Condition:
    """The condition on ``posts``."""
    return joined(post_conditions(filters.chosen), " AND ")


def for_comments(filters: Filters) -> Condition:
    """The condition on ``comments`` joined with ``posts``."""
    return joined(comment_conditions(filters.chosen), " AND ")


def post_conditions(chosen: Iterable[Chosen]) -> list[Condition]:
    """The conditions on ``posts``, one for each filter, and one for all dates together: they are one range."""
    return _conditions(chosen, "posts", _ON_POSTS)


def comment_conditions(chosen: Iterable[Chosen]) -> list[Condition]:
    """The same on ``comments`` joined with ``posts``."""
    return _conditions(chosen, "comments", _ON_COMMENTS)


def joined(conditions: Iterable[Condition], operator: str) -> Condition:
    """The conditions as one."""
    listed = list(conditions)
    sql = operator.join(condition.sql for condition in listed)
    return Condition(sql, tuple(value for condition in listed for value in condition.parameters))


def _conditions(chosen: Iterable[Chosen], table: str, fields: dict[str, Callable[[str], Condition]]) -> list[Condition]:
    by_name = {**fields, **{name: _dated(table, make) for name, make in _DATES.items()}}
    conditions: list[Condition] = []
    dates: list[Condition] = []
    for choice in chosen:
        of_dates = choice.name in _DATES and not choice.without
        (dates if of_dates else conditions).append(_condition(choice, by_name[choice.name]))
    return [*conditions, *([joined(dates, " AND ")] if dates else [])]


def _condition(choice: Chosen, make: Callable[[str], Condition]) -> Condition:
    conditions = [condition for value in choice.values if (condition := make(value)) != NOTHING]
    any_of = joined(conditions, " OR ") if conditions else NOTHING
    sql = f"({any_of.sql})" if len(conditions) > 1 else any_of.sql
    # What has no author is not by Josh either: NULL counts as no.
    return Condition(f"({sql}) IS NOT TRUE" if choice.without else sql, any_of.parameters)


def _dated(table: str, make: Callable[[str, str], Condition]) -> Callable[[str], Condition]:
    return lambda value: make(f"{table}.published", value)


def _since(column: str, date: str) -> Condition:
    """From then on, or of a year, month, day or minute in which then is. The first term is one that an index answers."""
    within = tuple(date[:size] for size in _LESS_PRECISE if size < len(date))
    if not within:
        return Condition(f"{column} >= ?", (date,))
    marks = ", ".join("?" * len(within))
    return Condition(f"{column} >= ? AND ({column} >= ? OR {column} IN ({marks}))", (within[0], date, *within))


_DATES: dict[str, Callable[[str, str], Condition]] = {
    "since": _since,
    "until": lambda column, date: Condition(f"{column} < ?", (date + _LAST,)),
    "before": lambda column, date: Condition(f"{column} < ?", (date,)),
}


def _named(column: str, name: str) -> Condition:
    """The whole name, or with ``*`` behind it how the name begins."""
    folded = fold(name)
    if not folded.endswith("*") or folded == "*":
        return Condition(f"{column} = ?", (folded,))
    begin = folded.rstrip("*")
    return Condition(f"{column} >= ? AND {column} < ? || char(1114111)", (begin, begin))


def _by_site(wanted: str) -> Condition:
    """Posts of the site; of posts whose site is not known, those whose URL begins so."""
    bare = bare_url(wanted)
    if not bare:
        return NOTHING
    # Behind "http:" and "https:".
    stray = " OR ".join(["instr(lower(posts.url) || '/', ?) IN (6, 7)"] * 2)
    return Condition(
        "(posts.site_id IN (SELECT id FROM sites WHERE name_folded = ? OR ? IN (url_folded, host))"
        f" OR posts.site_id IS NULL AND ({stray}))",
        (fold(wanted), bare, f"//{bare}/", f"//www.{bare}/"),
    )


def _by_commenter(name: str) -> Condition:
    author = _named("name_folded", name)
    return Condition(f"comments.author_id IN (SELECT id FROM authors WHERE {author.sql})", author.parameters)


# The following are on the number of a post, which is posts.id or comments.post_id.


def _by_post_author(name: str, number: str) -> Condition:
    author = _named("name_folded", name)
    return Condition(
        f"{number} IN (SELECT post_id FROM post_authors WHERE author_id IN"
        f" (SELECT id FROM authors WHERE {author.sql}))",
        author.parameters,
    )


def _by_tag(name: str, number: str) -> Condition:
    tag = _named("name_folded", name)
    return Condition(
        f"{number} IN (SELECT post_id FROM post_tags WHERE tag_id IN (SELECT id FROM tags WHERE {tag.sql}))",
        tag.parameters,
    )


_OF_PAGE = (
    "SELECT post_id FROM pages WHERE post_id IS NOT NULL"
    " AND (role = 'post' AND (url = ? OR final_url = ?) OR role = 'more' AND url = ?)"
    " ORDER BY last_seen DESC, id DESC LIMIT 1"
)


def number_at(url: str) -> Condition:
    """SQL for the number of the post with this URL, else of the one to which a page of this URL belongs; NULL where there is
    none."""
    text = clean_text(url)
    return Condition(f"coalesce((SELECT id FROM posts AS named WHERE url = ?), ({_OF_PAGE}))", (text, text, text, text))


def post_number(post: str) -> Condition:
    """SQL for the number of the post with this URL, else of the one to which a page of this URL belongs, else with this
    URL spelt otherwise (``folding.spellings``), else with this number; NULL where there is none."""
    text = clean_text(post)
    plain = int(text[:19]) if text.isascii() and text.isdigit() else 0
    others = spellings(text)
    otherwise = f"SELECT id FROM posts AS named WHERE url IN ({', '.join('?' * len(others))}) ORDER BY id LIMIT 1"
    by_number = "SELECT id FROM posts AS named WHERE id = ?"
    exact = number_at(text)
    sql = f"coalesce({exact.sql}, ({otherwise}), ({by_number}))"
    return Condition(sql, (*exact.parameters, *others, min(plain, _LARGEST)))


def _by_post(post: str, number: str) -> Condition:
    found = post_number(post)
    return Condition(f"{number} = {found.sql}", found.parameters)


def _by_kind(kind: str) -> Condition:
    if kind == "post":
        return NOTHING
    if kind == "comment":
        return PLAIN_COMMENTS
    # The few that the index comments_kind has.
    return Condition("comments.kind = ? AND comments.kind <> 'comment'", (kind,))


_ON_POSTS: dict[str, Callable[[str], Condition]] = {
    "kind": lambda kind: ALL if kind == "post" else NOTHING,
    "post": lambda post: _by_post(post, "posts.id"),
    "author": lambda name: _by_post_author(name, "posts.id"),
    "post_author": lambda name: _by_post_author(name, "posts.id"),
    "tag": lambda name: _by_tag(name, "posts.id"),
    "site": _by_site,
}

_ON_COMMENTS: dict[str, Callable[[str], Condition]] = {
    "kind": _by_kind,
    "post": lambda post: _by_post(post, "comments.post_id"),
    "author": _by_commenter,
    "post_author": lambda name: _by_post_author(name, "comments.post_id"),
    "tag": lambda name: _by_tag(name, "comments.post_id"),
    "site": _by_site,
}
