"""``archiver search``, ``list`` and ``stats``: what is in the archive, as a table or as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from archiver.cli.options import Database, Jsonl, Selection, open_store
from archiver.cli.output import data_stream, for_a_person, print_hits, print_records, print_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.records import Post
    from archiver.store import Store, StoredComment

Things = Annotated[
    Literal["posts", "comments", "authors", "sites", "tags"],
    typer.Argument(metavar="THINGS", help="posts, comments, authors, sites or tags."),
]
# In a table of comments a line or two of each must do; JSON and exports carry the whole text.
_EXCERPT = 200


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words to look for; all of them must occur.")],
    selection: Selection,
    raw: Annotated[bool, typer.Option("--raw", help="QUERY is in FTS5's own syntax: OR, NEAR, prefix*.")] = False,
    jsonl: Jsonl = False,
    database: Database = None,
) -> None:
    """Search posts and comments together, the best match first.

    The query's words are looked for as they are: no character of it has a meaning of its own, unless --raw is given.

    \b
    Examples:
      archiver search "broken widget"
      archiver search python --kind comment --author Josh --since 2010
      archiver search --raw 'sqlite NEAR/3 fts*' | jq -r '.[].url'

    \b
    Exit codes:
      0 all well, also when nothing is found, 2 usage, 16 archive error or a --raw query that is not FTS5 syntax
    """
    filters = selection.filters()
    with open_store(database, read_only=True) as store:
        hits = map(asdict, store.search(query, filters, raw=raw))
        print_records(hits, jsonl=jsonl, as_text=print_hits)


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
