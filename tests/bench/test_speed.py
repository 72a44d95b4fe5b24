"""Speed is measured for the readers that are there, each page by all of them in turn."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from archiver.errors import ScrapeError
from archiver.records import Page
from bench.speed import PEERS, Reader, cpu_time, installed, measure, on_one_core, speed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archiver.records import Page as PageType

pytestmark = pytest.mark.unmeasured

PAGE = Page(
    "http://a.example/", "http://a.example/", 200, {}, b"<title>x</title><p>" + b"word " * 200, "2026-01-01T00:00:00Z"
)


@pytest.fixture
def cores() -> Iterator[None]:
    """Whatever a test binds the process to is undone."""
    if not hasattr(os, "sched_setaffinity"):
        pytest.skip("this system cannot bind a process to a core")
    before = os.sched_getaffinity(0)
    yield
    os.sched_setaffinity(0, before)


def test_pages_are_read_by_all_readers_in_turn() -> None:
    log: list[tuple[str, str]] = []

    def reader(name: str) -> Reader:
        return Reader(name, lambda page: log.append((name, page.url)))

    pages = [PAGE, Page("http://b.example/", "", 200, {}, b"", "")]
    times = measure(pages, [reader("one"), reader("two")], rounds=2)
    assert log[:2] == [("one", PAGE.url), ("two", PAGE.url)]
    assert log[2:] == [(name, page.url) for page in pages for _ in range(2) for name in ("one", "two")]
    assert {name: len(each) for name, each in times.items()} == {"one": 2, "two": 2}


def test_a_page_that_a_reader_refuses_costs_too_and_other_errors_are_told() -> None:
    def refuse(page: PageType) -> object:
        raise ScrapeError(page.url)

    assert cpu_time(Reader("x", refuse, (ScrapeError,)), PAGE) >= 0
    with pytest.raises(ScrapeError):
        cpu_time(Reader("x", refuse), PAGE)


def test_cpu_time_is_that_of_work_not_of_waiting() -> None:
    import time

    assert cpu_time(Reader("x", lambda _: time.sleep(0.2)), PAGE) < 0.1
    assert cpu_time(Reader("x", lambda _: sum(range(2_000_000))), PAGE) > 0.005


def test_a_peer_that_is_not_installed_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> Reader:
        raise ModuleNotFoundError("No module named 'x'")

    monkeypatch.setitem(PEERS, "trafilatura", absent)
    (tmp_path / "x.html").write_bytes(PAGE.body)
    lines = speed(tmp_path, ["trafilatura"], rounds=1).splitlines()
    assert lines[-1] == "not installed: trafilatura (pip install 'archiver[bench]')"
    assert lines[2].startswith("| archiver ")
    assert lines[2].split("|")[5:-1] == [" " * (len(cell) - 6) + "1.000 " for cell in lines[2].split("|")[5:-1]]


def test_unknown_peers_and_empty_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        installed(["nobody"])
    with pytest.raises(ValueError, match=r"no \*\.html"):
        speed(tmp_path, [], rounds=1)


@pytest.mark.filterwarnings("ignore:nltk is not installed")  # newspaper4k does without
@pytest.mark.parametrize("name", PEERS)
def test_a_peer_that_is_installed_reads_a_page(name: str) -> None:
    readers, missing = installed([name])
    if missing:
        pytest.skip(f"{name} is not installed (pip install 'archiver[bench]')")
    assert readers[0].read(PAGE)


def test_the_process_is_kept_on_one_core(cores: None) -> None:
    on_one_core()
    assert len(os.sched_getaffinity(0)) == 1


def test_a_system_that_cannot_choose_cores_measures_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_setaffinity", raising=False)
    on_one_core()
