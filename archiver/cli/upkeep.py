"""``archiver compact``: what is done to the archive as a whole, not to a post of it."""

from __future__ import annotations

from typing import Annotated

import typer

from archiver.cli.options import Database, open_store
from archiver.cli.output import say
from archiver.cli.progress import progress_bar

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]


def compact(quiet: Quiet = False, database: Database = None) -> None:
    """Make the archive smaller.

    Pages that were stored before archiver knew what the pages of their blog have in common are packed anew with that,
    and room in the file that is free is given back. New pages are packed so as they are stored: this is for archives of
    an earlier version, and for blogs of which only a few pages came. It can be stopped at any moment, and others can
    write to the archive meanwhile.

    \b
    Examples:
      archiver compact
      archiver compact --db blogs.db

    \b
    Exit codes:
      0 all well, 16 archive error, 130 interrupted
    """
    with open_store(database) as store, progress_bar(quiet=quiet) as progress:
        done = store.compact(progress)
    if not quiet:
        say(
            f"{_count(done.bodies, 'page')} packed anew, {_count(done.dictionaries, 'new dictionary', 'new dictionaries')}"
        )
        say(f"pages take {_size(done.stored_bytes)}, before {_size(done.stored_bytes_before)}")
        say(f"the archive takes {_size(done.file_bytes)}, before {_size(done.file_bytes_before)}")


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{size / 1e3:,.1f} kB"
