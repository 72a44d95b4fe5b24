"""``archiver export``: records out of the archive, in any format that archiver/exporters/ has."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from archiver.cli.options import Database, Selection, open_store
from archiver.cli.output import data_stream
from archiver.cli.replace import written_whole
from archiver.exporters import exporter_names

COMMENT_KINDS = ("comment", "pingback", "trackback")


def _known_format(name: str) -> str:
    if name not in exporter_names():
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(exporter_names())}.")
    return name


Format = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT",
        callback=_known_format,
        autocompletion=exporter_names,
        help=f"One of {', '.join(exporter_names())}.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file, which appears, or changes, only when complete."
    ),
]
Spreadsheet = Annotated[
    bool, typer.Option("--spreadsheet", help="CSV for Excel and the like: a byte order mark, no cell a formula.")
]


def export(
    format_name: Format,
    selection: Selection,
    output: Output = None,
    spreadsheet: Spreadsheet = False,
    database: Database = None,
) -> None:
    """Write posts with their comments, or single comments, in another format.

    Without --kind, or with --kind post, it is posts; with --kind comment, pingback or trackback it is the comments of
    that kind, each with its post's URL and title. Memory does not grow with the archive.

    \b
    Formats:
      json      one array of records, as `archiver scrape --schema` describes them
      jsonl     one such record a line
      csv       one row a post or comment; lists stand as JSON in their cell
      markdown  front matter, text and threaded comments, one post after the other

    \b
    Examples:
      archiver export json -o blogs.json
      archiver export csv --kind comment --spreadsheet -o comments.csv
      archiver export jsonl --since 2010 --tag python | jq -r .title
      archiver export markdown --site example.org -o example.md

    \b
    Exit codes:
      0 all well, 1 the file cannot be written, 2 usage, 16 archive error, 130 interrupted, 141 the pipe was closed
    """
    from archiver.exporters import find_exporter

    exporter = find_exporter(format_name)
    options = {"spreadsheet": True} if spreadsheet else {}
    for option in options:
        if not exporter.takes(option):
            raise typer.BadParameter(f"{format_name} has no such form.", param_hint=f"--{option}")
    filters = selection.filters()
    comments = selection.kind in COMMENT_KINDS
    if comments and exporter.write_comments is None:
        raise typer.BadParameter(f"{format_name} has no form for comments without their post.", param_hint="--kind")
    with (
        open_store(database, read_only=True) as store,
        nullcontext(data_stream()) if output is None or output == Path("-") else written_whole(output) as out,
    ):
        if comments and exporter.write_comments is not None:
            exporter.write_comments(store.comments(filters), out, **options)
        else:
            exporter.write_posts(store.posts(filters), out, **options)
