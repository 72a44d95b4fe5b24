"""``python -m bench accuracy``: how right the records are on labelled pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archiver.errors import ArchiverError
from archiver.scrapers import scrape
from bench.labels import Label, read_labels, read_page
from bench.score import Counts, figures, loss, score_page, summary
from bench.table import table

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.records import Post

Scored = list[tuple[Label, Counts]]


def accuracy(pages: Path, gold: Path, *, worst: int = 0, as_json: bool = False, split: str = "1") -> str:
    """The report on all labels in ``gold``: figures over all pages and over each half of the sites, the worst pages.

    ``split`` is the seed that decides which site is in which half. Raises ``OSError`` or ``ValueError`` for labels that
    cannot be read; a page that cannot be read counts as read wrongly.
    """
    scored: Scored = [(label, score_page(label, read(pages, label))) for label in read_labels(gold)]
    parts = {"all": scored, **{half: [item for item in scored if item[0].half(split) == half] for half in "ab"}}
    results = {name: summary(part) for name, part in parts.items()}
    if as_json:
        return json.dumps({name: {key: round(value, 4) for key, value in row.items()} for name, row in results.items()})
    rows = [[key, *(_shown(key, results[name][key]) for name in parts)] for key in results["all"]]
    counts = [
        ["pages", *(str(len(part)) for part in parts.values())],
        ["labelled comments", *(str(sum(len(label.comments) for label, _ in part)) for part in parts.values())],
    ]
    lines = [*table(["", "all", f"half a of split {split}", "half b"], counts + rows)]
    if worst:
        lines += ["", f"The {worst} pages that lose most:", *worst_pages(scored, worst)]
    return "\n".join(lines)


def read(pages: Path, label: Label) -> Post | None:
    """The record of a labelled page; None where the page cannot be read."""
    try:
        return scrape(read_page(pages, label))
    except ArchiverError:
        return None


def _shown(name: str, value: float) -> str:
    return f"{value:.0f}" if name == "errors" else f"{value:.3f}"


def worst_pages(scored: Scored, number: int) -> list[str]:
    """A table of the pages that lose most, with what is right of what there is, the worst first."""
    order = sorted(scored, key=lambda item: (-loss(item[1]), item[0].id))[:number]
    head = ["page", "loss", "comments", "too many", "strict", "title", "date", "start", "end", "authors"]
    rows = []
    for label, counts in order:
        of = {name: f"{counts[f'{name}.ok']}/{counts[f'{name}.n']}" for name in ("title", "published", "start", "end")}
        authors = f"{counts['authors.tp']}/{counts['authors.tp'] + counts['authors.fn']} +{counts['authors.fp']}"
        comments = f"{counts['comments.tp']}/{len(label.comments)}"
        extra, strict = str(counts["comments.fp"]), f"{figures(counts)['strict']:.2f}"
        rows.append([label.id, f"{loss(counts):.2f}", comments, extra, strict, *of.values(), authors])
    return [*table(head, rows)]
