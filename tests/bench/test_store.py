"""``python -m bench store``: what is measured is what it is said to be, and a limit that is broken is told."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archiver.records import Page
from archiver.scrapers import scrape
from archiver.store import Filters, Store
from archiver.store._counters import find_miscounts
from bench import commands, growth, saving
from bench import store as module
from bench.adding import Adding, markup, measure_adding
from bench.asking import Asking, by_hand, measure_asking
from bench.blogs import make_archive, natural_queries, page_and_post
from bench.exporting import Exporting, measure_export
from bench.hard import QUERIES, measure_hard
from bench.saving import Saving
from bench.store import Size, archives, limits

POSTS, EACH = 30, 4


pytestmark = pytest.mark.unmeasured


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "made.db"
    make_archive(path, POSTS, POSTS * EACH)
    return path


def size(**changes: Any) -> Size:
    values: dict[str, Any] = {
        "comments": 100,
        "megabytes": 1.0,
        "saving": Saving(1.5, 1.0, 1.2, 1.2, 1.0),
        "asking": Asking(49.0, 90.0, 129.0, 100.0, 199.0),
        "lists": {commands.NOTHING: 150.0, "stats": 199.0},
    }
    return Size(**{**values, **changes})


def test_bare_rows_give_the_same_archive(made: Path, tmp_path: Path) -> None:
    ours, bare = tmp_path / "ours.db", tmp_path / "bare.db"
    for path in (ours, bare):
        path.write_bytes(made.read_bytes())
    with Store(ours) as store, Store(bare) as other:
        before = {table: saving._last(store._connection, table) for table in saving.TABLES}
        for number in range(POSTS, POSTS + 8):
            store.save(*page_and_post(number, EACH))
        rows = [saving._rows(store._connection, table, before[table]) for table in saving.TABLES]
        assert saving._insert(other._connection, rows) > 0
        assert list(other.posts()) == list(store.posts())
        assert list(other.authors()) == list(store.authors())
        assert [page.body for page in other.pages()] == [page.body for page in store.pages()]
        assert list(find_miscounts(other._connection, lambda done, total: None)) == []
        assert list(other.check()) == []


def test_saving_is_measured_on_copies(made: Path, tmp_path: Path) -> None:
    before = made.read_bytes()
    measured = saving.measure_saving(made, tmp_path, POSTS, 6, EACH, turn=4)
    assert min(vars(measured).values()) > 0
    assert made.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


def test_what_is_added_is_the_post_with_its_comments(made: Path, tmp_path: Path) -> None:
    before = made.read_bytes()
    measured = measure_adding(made, tmp_path, POSTS, 3, EACH)
    assert min(vars(measured).values()) > 0
    assert made.read_bytes() == before
    assert list(tmp_path.iterdir()) == []
    for number in range(POSTS, POSTS + 6):
        _, post = page_and_post(number, EACH)
        read = scrape(Page("page.html", "page.html", 200, {}, markup(post).encode(), "2026-01-01T00:00:00Z"))
        for name in ("url", "title", "content_text"):
            assert getattr(read, name) == getattr(post, name)
        assert [(c.id, c.author and c.author.name, c.content_text) for c in read.comments] == [
            (c.id, c.author and c.author.name, c.content_text) for c in post.comments
        ]


def test_the_statements_by_hand_find_what_search_finds(made: Path) -> None:
    found = 0
    with Store(made, read_only=True) as store, closing(sqlite3.connect(made)) as connection:
        for query, filters in natural_queries(POSTS, 60):
            if not query.isascii():  # search looks into Chinese and Japanese texts for other words too
                continue
            hits = {(hit.kind == "post", hit.post_url) for hit in store.search(query, filters)}
            by = {(side == "posts", url) for side, _, url, *_ in by_hand(connection, query, filters)}
            assert by <= hits
            assert by == hits or len(hits) > 20
            found += bool(hits)
    assert found > 15


def test_searches_are_measured(made: Path) -> None:
    asked = measure_asking(made, POSTS, 20)
    assert 0 < asked.median <= asked.slow
    assert min(asked.ours, asked.by_hand, asked.common) > 0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc (Linux)")
def test_a_command_is_measured_as_a_process(made: Path) -> None:
    done = commands.run("export", "json", "--db", str(made))
    with Store(made, read_only=True) as store:
        texts = sum(len(post.content_text.encode()) for post in store.posts())
    assert done.written > texts
    assert done.cpu > 0.02
    assert 15e6 < done.memory < 150e6
    with pytest.raises(ValueError, match="exit code 16"):
        commands.run("stats", "--db", str(made.parent / "nowhere.db"))


def test_lists_are_measured_beside_the_start_of_the_program(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def run(*words: str) -> commands.Process:
        asked.append(words)
        return commands.Process(0.1 * len(asked), 1, 1)

    monkeypatch.setattr(commands, "run", run)
    costs = commands.list_costs(made, {"site": "s", "tag": "two words", "author": "a"}, rounds=2)
    assert list(costs) == [commands.NOTHING, *commands.LISTS]
    assert costs[commands.NOTHING] == pytest.approx(100)
    assert ("list", "posts", "--tag", "two words", "--limit", "20", "--db", str(made)) in asked
    assert not made.with_name("empty.db").exists()


@pytest.mark.parametrize("export", ["json", "csv --kind comment"])
def test_exports_are_measured_beside_bare_cursors_of_about_as_many_bytes(made: Path, export: str) -> None:
    measured = measure_export(made, export)
    assert min(measured.ours, measured.bare, measured.memory) > 0


def test_archives_grow_one_from_the_other_and_are_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEPS", (2, 5, 9))
    made = archives(tmp_path / "kept", 6, 12)
    assert [number for number, _ in made] == [2, 5, 6]
    urls = []
    for number, path in made:
        with Store(path, read_only=True) as store:
            urls.append({post.url for post in store.posts(Filters())})
            assert len(urls[-1]) == number
    assert urls[0] < urls[1] < urls[2]
    times = [path.stat().st_mtime_ns for _, path in made]
    assert [path.stat().st_mtime_ns for _, path in archives(tmp_path / "kept", 6, 12)] == times


ADDING = Adding(12.0, 10.0)
EXPORTED = {"json": Exporting(51.0, 100.0, 60.0)}
HARD = {"words": {"none": 20.0, "tag": 199.0}, "emoji": {"none": 3.0, "tag": 4.0}}


def test_what_is_within_all_limits_is_well() -> None:
    assert all(limit.kept for limit in limits(size(), ADDING, EXPORTED, HARD))


@pytest.mark.parametrize(
    ("changes", "exports"),
    [
        ({"saving": Saving(1.7, 1.0, 1.6, 1.0, 1.0)}, EXPORTED),
        ({"saving": Saving(1.4, 1.0, 1.0, 1.0, 1.0)}, EXPORTED),
        ({"saving": Saving(1.0, 1.0, 1.0, 1.4, 1.0)}, EXPORTED),
        ({"asking": Asking(51.0, 90.0, 100.0, 100.0, 199.0)}, EXPORTED),
        ({"asking": Asking(49.0, 90.0, 131.0, 100.0, 199.0)}, EXPORTED),
        ({"asking": Asking(49.0, 90.0, 100.0, 100.0, 201.0)}, EXPORTED),
        ({"lists": {commands.NOTHING: 150.0, "stats": 201.0}}, EXPORTED),
        ({}, {"json": Exporting(49.0, 100.0, 60.0)}),
        ({}, {"json": Exporting(60.0, 100.0, 151.0)}),
    ],
)
def test_a_limit_that_is_broken_is_one_and_said(changes: dict[str, Any], exports: dict[str, Exporting]) -> None:
    broken = [limit for limit in limits(size(**changes), ADDING, exports, HARD) if not limit.kept]
    assert len(broken) == 1
    assert broken[0].row()[-1] == "NO"


def test_adding_that_takes_too_long_is_said() -> None:
    (broken,) = [limit for limit in limits(size(), Adding(14.0, 10.0), EXPORTED, HARD) if not limit.kept]
    assert broken.name == "adding a page by `archiver add`, beside an empty archive, ms"


def test_a_search_that_takes_too_long_with_a_filter_is_said() -> None:
    hard = {**HARD, "emoji": {"none": 3.0, "tag": 201.0}}
    assert [limit.name for limit in limits(size(), ADDING, EXPORTED, hard) if not limit.kept] == [
        "the slowest search with any filter, ms"
    ]


def test_every_kind_of_search_is_measured_with_every_filter(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    search = Store.search

    def told(store: Store, query: str, filters: Filters, **how: Any) -> Any:
        asked.append((query, how.get("sort", f"from {how.get('offset')}")))
        return search(store, query, filters, **how)

    monkeypatch.setattr(Store, "search", told)
    measured = measure_hard(made)
    assert set(measured) == set(QUERIES)
    assert len({tuple(costs) for costs in measured.values()}) == 1
    assert min(cost for costs in measured.values() for cost in costs.values()) > 0
    for query in (query for queries in QUERIES.values() for query in queries):
        assert {how for one, how in asked if one == query} == {"rank", "newest", "oldest", "from 20"}


def test_the_report_has_limits_lists_and_growth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "measure", lambda path, posts, comments: size(comments=posts * 10))
    monkeypatch.setattr(module, "measure_export", lambda path, export: EXPORTED["json"])
    monkeypatch.setattr(module, "measure_hard", lambda path: HARD)
    monkeypatch.setattr(module, "measure_adding", lambda *how: ADDING)
    monkeypatch.setattr(module, "drawing", lambda: None)
    monkeypatch.setattr(module, "STEPS", (1,))
    plotted: list[Any] = []
    monkeypatch.setattr(module, "plot", lambda *figures: plotted.append(figures))
    report, well = module.store(2, 4, picture=tmp_path / "growth.png")
    assert well
    assert re.search(r"\| saving a post, beside bare rows, ms +\| +1\.5 \| +1 \| +1\.5 \| +≤ 1\.6 \| +yes \|", report)
    assert "| `stats`" in report
    assert re.search(r"\| words +\| +20 \| +199 \|\n", report)
    assert re.search(r"\| 20 +\| +1\.5 ", report)
    assert plotted[0][1] == [10, 20]


def test_a_plot_without_matplotlib_is_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(growth, "import_module", missing)
    with pytest.raises(ValueError, match="a plot needs matplotlib"):
        growth.plot(tmp_path / "x.png", [1, 2], {"a": [1.0, 2.0]})
    with pytest.raises(ValueError, match="a plot needs matplotlib"):  # before anything is measured
        module.store(2, 4, folder=tmp_path / "kept", picture=tmp_path / "growth.png")
    assert list(tmp_path.iterdir()) == []
