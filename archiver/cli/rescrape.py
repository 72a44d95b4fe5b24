"""``archiver rescrape``: today's scrapers over the pages that are in the archive."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from archiver.cli.history import change_lines, print_lines
from archiver.cli.options import Database, Jsonl, Selection, Talk, database_path, open_existing
from archiver.cli.output import complain, data_stream, one_line, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.records import Page, Post
    from archiver.rescrape import Reading
    from archiver.store import Plan, Store

# Of each change so many lines are printed; --jsonl and `show --history` have them all.
_SHORT = 16

DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would change, and write nothing.")]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes to read in; by default one a core.")
]
Force = Annotated[bool, typer.Option("--force", help="Take a record also where it says less than the archive.")]


def rescrape(
    selection: Selection,
    talk: Talk,
    dry_run: DryRun = False,
    jobs: Jobs = None,
    force: Force = False,
    jsonl: Jsonl = False,
    database: Database = None,
) -> None:
    """Read posts again from their stored pages, with the scrapers of today, and bring the records up to date.

    Nothing is fetched. Of each selected post the newest good page is read, with the further pages of its comments. What
    changes is printed before it is written; what was said before is kept (`archiver show POST --history`). Comments that
    had left the page stay, and nothing counts as seen now. A page that cannot be read any more leaves its post as it is.

    \b
    Examples:
      archiver rescrape --dry-run
      archiver rescrape --site example.org --jobs 4
      archiver rescrape --dry-run --jsonl | jq -r 'select(.changes[].fields.title) | .url'

    \b
    Exit codes:
      0 all well, 2 usage, 8 some pages cannot be read any more, 16 archive error, 130 interrupted
    """
    from archiver.records import instant
    from archiver.rescrape import readings

    filters = selection.filters()
    at = instant(datetime.now(UTC))
    counts: Counter[str] = Counter()
    exit_code = 0
    with (
        open_existing(database_path(database), read_only=dry_run) as store,
        closing(readings(store, store.post_ids(filters), jobs=jobs or os.cpu_count() or 1)) as results,
    ):
        for result in results:
            if result.error is not None:
                exit_code |= result.error.exit_code
                counts["failed"] += 1
                complain(f"{result.error}; the archived post stays as it is")
                continue
            page, post, plan = _chosen(store, result, at, force=force)
            outcome = "kept" if plan.reason else "changed" if plan.changes else "unchanged"
            counts[outcome] += 1
            if talk.verbose:
                say(f"{outcome} {post.url}")
            if plan.reason and not talk.quiet:
                say(f"{post.url}: kept as it was ({plan.reason})")
            if plan.changes:
                _print(result.post_id, post, plan, jsonl=jsonl)
            if not dry_run and (plan.changes or plan.is_silent):
                store.rewrite(result.post_id, page, post, at=at, force=force)
    if not talk.quiet:
        told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "nothing to do"
        say(f"{told} (dry run: nothing was written)" if dry_run else told)
    if exit_code:
        raise typer.Exit(exit_code)


def _chosen(store: Store, result: Reading, at: str, *, force: bool) -> tuple[Page, Post, Plan]:
    """The newest page of which the record is not worse than the archive's, else the last one, and what it changes."""
    plans = []
    for page, post in result.posts:
        plans.append((page, post, store.plan(result.post_id, post, at=at, force=force)))
        if plans[-1][-1].reason is None:
            break
    return plans[-1]


def _print(post_id: int, post: Post, plan: Plan, *, jsonl: bool) -> None:
    if jsonl:
        from archiver.exporters.json import json_text

        changes = [asdict(change) for change in plan.changes]
        data_stream().write(json_text({"post_id": post_id, "url": post.url, "changes": changes}) + "\n")
        return
    print_lines(_lines(post_id, post, plan), indent=4)


def _lines(post_id: int, post: Post, plan: Plan) -> Iterator[str]:
    events: Counter[str] = Counter(change.event for change in plan.changes if change.comment_id is not None)
    words = {"came": "added", "went": "removed", "changed": "changed", "returned": "returned"}
    comments = ", ".join(f"{events[event]} {word}" for event, word in words.items() if events[event])
    yield one_line(f"{post.url} · post {post_id}{f' · comments: {comments}' if comments else ''}")
    for change in plan.changes:
        lines = list(change_lines(change, dated=False))
        yield from (f"  {line}" for line in lines[:_SHORT])
        if len(lines) > _SHORT:
            yield f"    … {len(lines) - _SHORT} lines more"
    yield ""
