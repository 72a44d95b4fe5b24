"""``archiver search``, ``list`` and ``stats``: what is in the archive, as a table or as JSON."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from archiver.cli.options import Database, Jsonl, Selection, open_store
from archiver.cli.output import MARKS, data_stream, for_a_person, print_hits, print_json, print_records, print_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.records import Post
    from archiver.store import Store, StoredComment

Things = Annotated[
    Literal["posts", "comments", "authors", "sites", "tags"],
    typer.Argument(metavar="THINGS", help="posts, comments, authors, sites or tags."),
]
Sort = Literal["rank", "newest", "oldest"]
# In a table of comments a line or two of each must do; JSON and exports carry the whole text.
_EXCERPT = 200
# Hits that a terminal shows unless told otherwise, and how many are counted for it.
_PAGE = 20
_COUNTED = 10_000


def search(
    words: Annotated[list[str], typer.Argument(metavar="QUERY...", help="Words to look for, and filters; see above.")],
    selection: Selection,
    sort: Annotated[Sort, typer.Option(help="The order of what is found.")] = "rank",
    offset: Annotated[int, typer.Option(metavar="N", min=0, help="Pass over so many first.")] = 0,
    count: Annotated[bool, typer.Option("--count", help="Print only how many there are.")] = False,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL statement that would be run.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="QUERY is in FTS5's own syntax: OR, NEAR, prefix*.")] = False,
    jsonl: Jsonl = False,
    database: Database = None,
) -> None:
    """Search posts and comments together, the best match first.

    All words must occur, in any case, with or without accents. Nothing that is typed is an error: what has no meaning
    below is looked for as it stands. On a terminal, 20 hits are shown unless --limit says otherwise.

    \b
    In QUERY:
      "two words"                 exactly so
      tool*                       a word that begins so
      -word                       without it
      author:josh                 posts and comments by Josh; author:jo* by all whose name begins so
      post-author:"Ann Lee"       Ann Lee's posts, and the comments on them
      site:example.org tag:x      on this blog; with this tag or category
      kind:post                   or comment, pingback, trackback
      after:2010-05 before:2011   since May 2010, and before 2011; until:2010 includes 2010
      post:12                     in this post and its comments; a number or a URL
    Of several values for one field any will do. A query of filters alone lists what they select, newest first.
    A QUERY that begins with a - has to stand behind all options and a --.
    The shell takes quotes away: put them in others, as below.

    \b
    Examples:
      archiver search broken widget
      archiver search '"broken widget"'
      archiver search python --kind comment --author Josh --since 2010
      archiver search 'tool* -hammer author:"Ann Lee" before:2011' --sort newest
      archiver search --raw 'sqlite NEAR/3 fts*' | jq -r '.[].url'

    \b
    Exit codes:
      0 all well, also when nothing is found, 2 usage, 16 archive error or a --raw query that is not FTS5 syntax
    """
    query, filters = " ".join(words), selection.filters()
    with open_store(database, read_only=True) as store:
        if sql:
            data_stream().write(store.search_sql(query, filters, raw=raw, sort=sort, offset=offset) + "\n")
        elif count:
            data_stream().write(f"{store.count(query, filters, raw=raw)}\n")
        elif for_a_person() and not jsonl:
            shown = replace(filters, limit=_PAGE if filters.limit is None else filters.limit)
            total = store.count(query, filters, raw=raw, most=_COUNTED)
            hits = map(asdict, store.search(query, shown, raw=raw, sort=sort, offset=offset, marks=MARKS))
            print_hits(hits, total=total, most=_COUNTED, offset=offset)
        else:
            print_json(map(asdict, store.search(query, filters, raw=raw, sort=sort, offset=offset)), jsonl=jsonl)


def list_(things: Things, selection: Selection, jsonl: Jsonl = False, database: Database = None) -> None:
    """List posts, comments, authors, sites or tags.

    Posts and comments come newest first, the others busiest first. A table on a terminal, JSON in a pipe.

    \b
    Examples:
      archiver list posts --since 2010-05 --limit 20
      archiver list comments --kind pingback
      archiver list authors --site example.org | jq -r '.[].name'

    \b
    Exit codes:
      0 all well, 2 usage, 16 archive error
    """
    filters = selection.filters()
    with open_store(database, read_only=True) as store:
        records, columns = _listed(store, things, filters)
        print_records(records, jsonl=jsonl, as_text=lambda found: print_table(columns, found))


def stats(database: Database = None) -> None:
    """Say how much is in the archive.

    \b
    Examples:
      archiver stats
      archiver stats --db blogs.db | jq .posts

    \b
    Exit codes:
      0 all well, 16 archive error
    """
    from archiver.exporters.json import json_text

    with open_store(database, read_only=True) as store:
        figures = asdict(store.stats())
    if for_a_person():
        print_table(
            ("figure", "value"), ({"figure": name.replace("_", " "), "value": figures[name]} for name in figures)
        )
    else:
        data_stream().write(json_text(figures, indent=2) + "\n")


def _listed(store: Store, things: str, filters: Any) -> tuple[Iterator[dict[str, Any]], tuple[str, ...]]:
    """The records to list, and which of their fields stand in the table."""
    if things == "posts":
        lines = ({"id": store.post_id(post.url), **_post_line(post)} for post in store.posts(filters))
        return lines, ("id", "published", "title", "authors", "site", "comments")
    if things == "comments":
        return map(_comment_line, store.comments(filters)), ("post_id", "published", "kind", "author", "text")
    if things == "authors":
        return map(asdict, store.authors(filters)), ("name", "site", "posts", "comments")
    if things == "sites":
        return map(asdict, store.sites(filters)), ("name", "url", "platform", "posts", "comments")
    return map(asdict, store.tags(filters)), ("name", "kind", "posts", "comments")


def _post_line(post: Post) -> dict[str, Any]:
    return {
        "url": post.url,
        "title": post.title,
        "site": post.site.name or post.site.url,
        "authors": [author.name for author in post.authors],
        "published": post.published,
        "updated": post.updated,
        "language": post.language,
        "tags": [*post.categories, *post.tags],
        "comments": len(post.comments),
        "comment_count": post.comment_count,
    }


def _comment_line(stored: StoredComment) -> dict[str, Any]:
    comment = stored.comment
    text = comment.content_text
    return {
        "post_id": stored.post_id,
        "post_url": stored.post_url,
        "post_title": stored.post_title,
        "kind": comment.kind,
        "author": comment.author.name if comment.author else None,
        "published": comment.published,
        "url": comment.url,
        "text": text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…",
    }
