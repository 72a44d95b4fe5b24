"""``python -m bench store``: what archives cost to fill, search, list and export, and how that grows with their size.

CPU time throughout, and ratios of what took turns in one run, so that a busy machine says the same as an idle one.
"""

from __future__ import annotations

import tempfile
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.store import Filters, Store
from bench.adding import Adding, measure_adding
from bench.asking import Asking, measure_asking
from bench.blogs import make_archive
from bench.commands import NOTHING, list_costs
from bench.exporting import EXPORTS, Exporting, measure_export
from bench.growth import drawing, plot
from bench.hard import measure_hard
from bench.saving import Saving, measure_saving
from bench.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = (1000, 3200, 10_000, 32_000)
"""Posts of the smaller archives, on which growth is measured."""

MOST_SAVING, MOST_ADDING, MOST_ASKING = 1.6, 1.3, 1.3
MOST_MEDIAN, MOST_COMMON, MOST_LIST = 50.0, 200.0, 200.0
LEAST_EXPORT, MOST_MEMORY = 0.5, 150.0
"""Times bare rows, an empty archive and a hand-written statement; milliseconds; share of bare cursors, megabytes."""


@dataclass(frozen=True)
class Size:
    """An archive of one size and what was measured on it; ``lists`` are milliseconds by command."""

    comments: int
    megabytes: float
    saving: Saving
    asking: Asking
    lists: dict[str, float]


def store(posts: int, comments: int, *, folder: Path | None = None, picture: Path | None = None) -> tuple[str, bool]:
    """The report, and whether all limits are kept.

    Archives are made in ``folder``, and those that are there are used again; without one they are temporary. Growth is
    plotted into the file ``picture``. Raises ``ValueError`` where nothing is there to plot with.
    """
    if picture:
        drawing()  # not only after an hour of measuring
    with tempfile.TemporaryDirectory(prefix="bench-store-") if folder is None else nullcontext(str(folder)) as place:
        made = archives(Path(place), posts, comments)
        sizes = [measure(path, number, comments / posts) for number, path in made]
        largest = made[-1][1]
        exports = {export: measure_export(largest, export) for export in EXPORTS}
        hard = measure_hard(largest)
        adding = measure_adding(largest, largest.parent, posts, min(500, posts), comments / posts)
    if picture:
        plot(picture, [size.comments for size in sizes], _series(sizes))
    last = sizes[-1]
    judged = list(limits(last, adding, exports, hard))
    lines = [
        f"{posts} posts, {last.comments} comments, {last.megabytes:.0f} MB",
        "",
        *table(("CPU time", "ours", "beside", "value", "limit", "kept"), [limit.row() for limit in judged]),
        "",
        *table(("command", "ms"), [(f"`{name}`", f"{cost:.0f}") for name, cost in last.lists.items()]),
        "",
        *table(("search for", *next(iter(hard.values()))), list(_hardest(hard))),
        "",
        *table(("comments", *_series(sizes)), list(_growth(sizes))),
    ]
    return "\n".join(lines), all(limit.kept for limit in judged)


def archives(folder: Path, posts: int, comments: int) -> list[tuple[int, Path]]:
    """Archives with so many posts and smaller ones, the smallest first, each the beginning of the next."""
    folder.mkdir(parents=True, exist_ok=True)
    found: list[tuple[int, Path]] = []
    for number in (*(step for step in STEPS if step < posts), posts):
        path = folder / f"{number}-posts-{comments / posts:g}-comments.db"
        if not path.exists():
            make_archive(path, number, round(number * comments / posts), smaller=found[-1][1] if found else None)
        found.append((number, path))
    return found


def measure(path: Path, posts: int, comments: float) -> Size:
    """All that is measured at each size but exports."""
    with Store(path) as archive:  # for writing, which brings it up to date
        stats = archive.stats()
        names = _names(archive)
    number = min(500, posts)
    return Size(
        stats.comments + stats.pingbacks,
        path.stat().st_size / 1e6,
        measure_saving(path, path.parent, posts, number, comments),
        measure_asking(path, posts, 200),
        list_costs(path, names),
    )


def _names(archive: Store) -> dict[str, str]:
    """A site of middle size, its commonest tag and its busiest author, for the filters."""
    sites = list(archive.sites())
    site = sites[len(sites) // 2].url or ""
    tag = next(archive.tags(Filters(site=site, limit=1)))
    author = next(archive.authors(Filters(site=site, limit=1)))
    return {"site": site, "tag": tag.name, "author": author.name}


@dataclass(frozen=True)
class Limit:
    """A figure with what it is measured beside, and the ``value`` that is held against the ``limit``."""

    name: str
    ours: float
    beside: float | None
    value: float
    limit: float
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the value is within the limit."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def row(self) -> list[str]:
        """The cells of the report."""
        beside = "" if self.beside is None else f"{self.beside:.3g}"
        limit = f"{'≥' if self.at_least else '≤'} {self.limit:g}"
        return [self.name, f"{self.ours:.3g}", beside, f"{self.value:.3g}", limit, "yes" if self.kept else "NO"]


def limits(
    size: Size, adding: Adding, exports: dict[str, Exporting], hard: dict[str, dict[str, float]]
) -> Iterator[Limit]:
    """All that has a limit, for the largest archive."""
    saving, asking = size.saving, size.asking
    pairs = (
        ("saving a post, beside bare rows, ms", saving.ours, saving.bare, MOST_SAVING),
        ("saving a post, beside an empty archive, ms", saving.ours, saving.empty, MOST_ADDING),
        ("the median post, beside an empty archive, ms", saving.median, saving.median_empty, MOST_ADDING),
        ("adding a page by `archiver add`, beside an empty archive, ms", adding.ours, adding.empty, MOST_ADDING),
        ("searches, beside SQL by hand, ms in all", asking.ours, asking.by_hand, MOST_ASKING),
    )
    yield from (Limit(name, ours, beside, ours / beside, limit) for name, ours, beside, limit in pairs)
    yield Limit("the median search, ms", asking.median, None, asking.median, MOST_MEDIAN)
    yield Limit("the slowest very common word, ms", asking.common, None, asking.common, MOST_COMMON)
    slow = max(cost for costs in hard.values() for cost in costs.values())
    yield Limit("the slowest search with any filter, ms", slow, None, slow, MOST_COMMON)
    lists = {name: cost for name, cost in size.lists.items() if name != NOTHING}
    slowest = max(lists, key=lambda name: lists[name])
    yield Limit(f"`{slowest}`, beside `{NOTHING}`, ms", lists[slowest], size.lists[NOTHING], lists[slowest], MOST_LIST)
    for name, cost in exports.items():
        share = cost.ours / cost.bare
        yield Limit(f"export {name}, beside a bare cursor, MB/s", cost.ours, cost.bare, share, LEAST_EXPORT, True)
        yield Limit(f"export {name}, MB of memory", cost.memory, None, cost.memory, MOST_MEMORY)


def _hardest(hard: dict[str, dict[str, float]]) -> Iterator[list[str]]:
    for kind, costs in hard.items():
        yield [kind, *(f"{cost:.0f}" for cost in costs.values())]


def _series(sizes: list[Size]) -> dict[str, list[float]]:
    return {
        "saving a post": [size.saving.ours for size in sizes],
        "the same by bare rows": [size.saving.bare for size in sizes],
        "the median search": [size.asking.median for size in sizes],
        "the slowest of 20 searches": [size.asking.slow for size in sizes],
        "a very common word": [size.asking.common for size in sizes],
    }


def _growth(sizes: list[Size]) -> Iterator[list[str]]:
    for number, size in enumerate(sizes):
        yield [str(size.comments), *(f"{values[number]:.1f}" for values in _series(sizes).values())]
