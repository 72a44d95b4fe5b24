"""``archiver queue``: what a crawl has still to fetch, and what became of the rest."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

import typer

from archiver.cli.options import Database, Jsonl, Since, Until, open_store
from archiver.cli.output import print_records, print_table

State = Annotated[
    Literal["found", "waiting", "done", "failed", "skipped"] | None, typer.Option("--state", help="Only in this state.")
]


def queue(
    site: Annotated[str | None, typer.Option(metavar="HOST", help="Only from this blog.")] = None,
    state: State = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=0, help="At most so many.")] = None,
    jsonl: Jsonl = False,
    database: Database = None,
) -> None:
    """Show the queue of `archiver crawl`: each URL with its state, the sources that name it, and the last error.

    A post waits, perhaps until the time of its next try; or it is done, failed for good, or skipped because it is no
    post. What is found is not yet decided. Posts without a date stand last, and --since and --until do not leave them
    out.

    \b
    Examples:
      archiver queue
      archiver queue --state failed --site blog.example.org
      archiver queue --state waiting | jq length

    \b
    Exit codes:
      0 all well, 2 usage, 16 archive error
    """
    with open_store(database, read_only=True) as store:
        entries = store.queue.entries(
            site=site, states=(state,) if state else None, since=since, until=until, limit=limit
        )
        print_records(
            ({**asdict(entry), "sources": list(entry.sources)} for entry in entries),
            jsonl=jsonl,
            as_text=lambda records: print_table(
                ("state", "published", "url", "sources", "attempts", "next_try_at", "error"), records
            ),
        )
