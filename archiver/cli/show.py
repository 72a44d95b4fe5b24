"""``archiver show``: one post and its thread, or what changed on it, laid out for reading in a terminal."""

from __future__ import annotations

import re
import shutil
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from archiver.cli.history import print_changes
from archiver.cli.options import Database, open_store
from archiver.cli.output import clean, data_stream, one_line, say
from archiver.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.records import Comment, Post

# Lines longer than this are hard to read, however wide the terminal is.
MAX_WIDTH = 100
# Each level of replies is moved in by this much, down to a depth at which text still has room.
INDENT = "    "
MAX_INDENTS = 8
MIN_ROOM = 20


def show(
    post: Annotated[str, typer.Argument(metavar="POST", help="The post's URL, or its number from a search.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the post's record, or its history, as JSON.")] = False,
    changes: Annotated[bool, typer.Option("--history", help="Show what changed since the post was archived.")] = False,
    database: Database = None,
) -> None:
    """Show a post and its comments, each reply below what it answers.

    It is text to read, in a pipe too; --json prints the record as `archiver scrape` does.

    With --history it is what changed since, the newest last: a unified diff of texts, old → new of short fields, comments
    that came and went, and pages that were kept aside because they said less than the archive.

    \b
    Examples:
      archiver show https://example.org/2010/05/hello/
      archiver show 12 | less
      archiver show 12 --json | jq '.comments | length'
      archiver show 12 --history

    \b
    Exit codes:
      0 all well, 16 there is no such post, or an archive error
    """
    from archiver.exporters.json import json_text

    with open_store(database, read_only=True) as store:
        found = store.get(post)
        told = store.history(post) if changes else []
    if found is None:
        raise StoreError(f"{post}: no such post in the archive")
    out = data_stream()
    if changes and as_json:
        out.write(json_text([asdict(change) for change in told], indent=2) + "\n")
        return
    if changes:
        print_changes(told)
        if not told:
            say("nothing has changed since the post was archived")
        return
    if as_json:
        out.write(json_text(found.to_dict(), indent=2) + "\n")
    else:
        width = min(shutil.get_terminal_size().columns, MAX_WIDTH)
        out.writelines(f"{line}\n" for line in post_lines(found, width))


def post_lines(post: Post, width: int) -> Iterator[str]:
    """The post as lines of at most ``width`` columns, without control characters."""
    yield from _wrapped(post.title or post.url, "", width)
    names = ", ".join(author.name for author in post.authors)
    dates = post.published or post.published_text or ""
    if post.updated:
        dates = f"{dates} (updated {post.updated})".strip()
    for part in (names, dates, post.site.name or post.site.url or "", post.url):
        if part:
            yield from _wrapped(part, "", width)
    if post.content_text.strip():
        yield ""
        yield from _blocks(post.content_text, "", width)
    yield ""
    yield _heading(post)
    from archiver.exporters import threaded

    for depth, comment in threaded(post.comments):
        yield ""
        yield from _comment_lines(comment, INDENT * min(depth, MAX_INDENTS), width)


def _heading(post: Post) -> str:
    found = len(post.comments)
    if post.comment_count is not None and post.comment_count > found:
        return f"{found} of {post.comment_count} comments"
    return "1 comment" if found == 1 else f"{found or 'No'} comments"


def _comment_lines(comment: Comment, indent: str, width: int) -> Iterator[str]:
    author = comment.author.name if comment.author else "anonymous"
    when = comment.published or comment.published_text
    byline = [author, *([when] if when else []), *([comment.kind] if comment.kind != "comment" else [])]
    yield from _wrapped(" · ".join(byline), indent, width)
    yield from _blocks(comment.content_text, f"{indent}  ", width)


def _blocks(text: str, indent: str, width: int) -> Iterator[str]:
    """Paragraphs wrapped; a block whose lines are indented is code or a list and keeps its lines."""
    for number, block in enumerate(re.split(r"\n[ \t]*\n", clean(text).strip("\n"))):
        if number:
            yield ""
        for line in block.split("\n"):
            if re.match(r"[ \t]", line):
                yield indent + line.expandtabs(4).rstrip()
            else:
                yield from _wrapped(line, indent, width)


def _wrapped(text: str, indent: str, width: int) -> Iterator[str]:
    """One line of text, broken at blanks and in writing that has none; URLs stay whole, so that they can be copied."""
    from rich.cells import cell_len, chop_cells

    room = max(width - len(indent), MIN_ROOM)
    line = ""
    for word in one_line(text).split(" "):
        # Chinese, Japanese, Thai: without blanks, and many characters take two columns.
        pieces = [word] if word.isascii() or cell_len(word) <= room else chop_cells(word, room)
        for piece in pieces:
            if line and cell_len(line) + 1 + cell_len(piece) > room:
                yield indent + line
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    yield indent + line if line else ""
