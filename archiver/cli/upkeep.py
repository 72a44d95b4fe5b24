"""``archiver check`` and ``compact``: what is done to the archive as a whole, not to a post of it."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from archiver.cli.options import Database, Jsonl, database_path, open_existing
from archiver.cli.output import counted, data_stream, one_line, print_records, say
from archiver.cli.progress import progress_bar
from archiver.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]


def check(
    repair: Annotated[bool, typer.Option("--repair", help="Rebuild what can be rebuilt.")] = False,
    quiet: Quiet = False,
    jsonl: Jsonl = False,
    database: Database = None,
) -> None:
    """Look whether everything in the archive is as it has to be.

    That is: SQLite's own check of the file, the schema, every reference from row to row, the threads of comments, the
    full-text indexes against the posts and comments, and every stored page by its checksum. Each problem is one line.

    With --repair, indexes, triggers and views are rebuilt, threads are made as their pages say, references to what is
    not there are dropped. What belongs to nothing any more is put aside in the table lost_and_found; nothing else is
    deleted. A repair that would leave more problems is undone.

    \b
    Examples:
      archiver check
      archiver check --repair --db blogs.db
      archiver check | jq -r '.[].problem'

    \b
    Exit codes:
      0 all well, or all repaired, 16 something is wrong, or archive error, 130 interrupted
    """
    path = database_path(database)
    read_only = not repair and path.exists() and not _may_write(path)
    if read_only and not quiet:
        say("the archive cannot be written to: of its full-text indexes only the rows are compared, not the texts")
    # A check lists a bounded number. They are printed when the bar is gone, which lines would tear.
    with open_existing(path, read_only=read_only) as store, progress_bar(quiet=quiet) as progress:
        problems = list(store.check(repair=repair, progress=progress))
    print_records(map(asdict, problems), jsonl=jsonl, as_text=_print_problems)
    wrong = [problem for problem in problems if not problem.repaired]
    if not quiet:
        found = (
            f"{counted(len(problems), 'problem')}, {len(problems) - len(wrong)} repaired" if problems else "all well"
        )
        say(f"{path}: {found}")
    if wrong:
        raise typer.Exit(StoreError.exit_code)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _print_problems(problems: Iterable[dict[str, Any]]) -> None:
    out = data_stream()
    for problem in problems:
        out.write(f"{one_line(_line(**problem))}\n")


def _line(check: str, problem: str, repaired: bool) -> str:
    return f"{check}: {problem}{' (repaired)' if repaired else ''}"


def compact(quiet: Quiet = False, database: Database = None) -> None:
    """Make the archive smaller.

    Pages that were stored before archiver knew what the pages of their blog have in common are packed anew with that,
    and room in the file that is free is given back. New pages are packed so as they are stored: this is for archives of
    an earlier version, for blogs of which only a few pages came, and after `archiver remove`, as what pages have in
    common may be taken from one that was removed. It can be stopped at any moment, and others can write to the
    archive meanwhile.

    \b
    Examples:
      archiver compact
      archiver compact --db blogs.db

    \b
    Exit codes:
      0 all well, 16 archive error, 130 interrupted
    """
    with open_existing(database_path(database)) as store, progress_bar(quiet=quiet) as progress:
        done = store.compact(lambda bodies, total: progress("pages", bodies, total))
    if not quiet:
        say(
            f"{counted(done.bodies, 'page')} packed anew, {counted(done.dictionaries, 'new dictionary', 'new dictionaries')}"
        )
        say(f"pages take {_size(done.stored_bytes)}, before {_size(done.stored_bytes_before)}")
        say(f"the archive takes {_size(done.file_bytes)}, before {_size(done.file_bytes_before)}")


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{size / 1e3:,.1f} kB"
