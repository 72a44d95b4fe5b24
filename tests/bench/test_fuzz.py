"""The fuzz run makes the same cases again, tells what fails, and would see each kind of failure."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from archiver.errors import ScrapeError
from archiver.records import Comment, Page, Post
from bench import fuzz as module
from bench.fuzz import LEAST_SECONDS, Outcome, TooSlow, WrongRecord, check_page, check_record, fuzz, limit
from bench.mutate import CHANGES, make_case
from tests.fixtures import FIXTURES, FOLDER

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.unmeasured

BODIES = tuple(fixture.page.body for fixture in FIXTURES)
PAGE = Page(
    "http://a.example/", "http://a.example/", 200, {}, b"<title>x</title><p>" + b"word " * 200, "2026-01-01T00:00:00Z"
)


def test_a_case_is_the_same_whenever_it_is_made() -> None:
    assert make_case(BODIES, 1, 2) == make_case(BODIES, 1, 2)
    assert len({make_case(BODIES, seed, number).page.body for seed in range(3) for number in range(20)}) == 60


def test_every_kind_of_change_is_made_and_changes_something() -> None:
    cases = [make_case(BODIES, 0, number) for number in range(200)]
    assert {name for case in cases for name in case.changes} == {change.__name__ for change in CHANGES} | {"splice"}
    assert sum(case.page.body in BODIES for case in cases) < 10
    assert any(case.page.headers for case in cases)


@pytest.mark.parametrize("body", [b"", b"x", b"<", b"<p>"])
def test_pages_of_next_to_nothing_can_be_damaged_too(body: bytes) -> None:
    for number in range(100):
        assert make_case([body], 0, number).changes


def test_a_page_may_cost_so_much_a_megabyte_and_a_little_at_least() -> None:
    assert limit(0) == LEAST_SECONDS
    assert limit(2_000_000) == 6


def test_an_outcome_says_its_cost() -> None:
    outcome = check_page(PAGE)
    assert outcome.record
    assert outcome.size == len(PAGE.body)
    assert Outcome(500_000, 1.0, True).seconds_a_megabyte == 2
    empty = Page("http://a.example/", "http://a.example/", 200, {}, b"", "")
    assert not check_page(empty).record


def test_a_page_that_costs_too_much_each_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(page: Page) -> Post:
        end = time.process_time() + 0.005
        while time.process_time() < end:
            pass
        raise ScrapeError(page.url)

    monkeypatch.setattr(module, "scrape", slow)
    assert not check_page(PAGE).record
    monkeypatch.setattr(module, "LEAST_SECONDS", 0.001)
    with pytest.raises(TooSlow, match=r"s for 0\.001 MB"):
        check_page(PAGE)


@pytest.mark.parametrize(
    ("post", "message"),
    [
        (Post("u", title="\ud800"), "no JSON"),
        (Post("u", title=b"x"), "no JSON"),  # type: ignore[arg-type]
        (Post("u", tags=["a"]), "another record"),  # type: ignore[arg-type]
        (Post("u", comments=(Comment("a"), Comment("a"))), "ids that stand twice: \\['a'\\]"),
        (Post("u", "Title", comments=(Comment("a", parent_id="b"),)), "parents that no comment is: \\['b'\\]"),
    ],
)
def test_a_record_that_no_page_may_give_is_told(post: Post, message: str) -> None:
    with pytest.raises(WrongRecord, match=message):
        check_record(post)


def test_a_run_reports_its_figures() -> None:
    report, well = fuzz(FOLDER, seed=0, first=5, cases=12, jobs=1, keep=None)
    assert well, report
    assert report.startswith("seed 0: 12 cases, ")
    assert "failures 0" in report


def test_a_run_goes_on_after_a_failure_and_keeps_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(folder: Path, seed: int, number: int) -> Outcome:
        if number == 3:
            raise KeyError("gone")
        return Outcome(1000, 0.01, number != 2)

    monkeypatch.setattr(module, "check_case", broken)
    monkeypatch.setattr(module, "ProcessPoolExecutor", ThreadPoolExecutor)
    report, well = fuzz(FOLDER, seed=4, first=0, cases=5, jobs=1, keep=tmp_path / "kept")
    assert not well
    assert "records 3, scrape errors 1, failures 1" in report
    assert "case 3 (" in report
    assert "KeyError: 'gone'" in report
    assert (tmp_path / "kept" / "4-3.html").read_bytes() == make_case(module.bodies(FOLDER), 4, 3).page.body


def test_a_folder_without_pages_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no \*\.html"):
        fuzz(tmp_path, seed=0, first=0, cases=1, jobs=1, keep=None)


def test_the_children_of_a_run_are_gone_after_it() -> None:
    before = multiprocessing.active_children()
    fuzz(FOLDER, seed=0, first=0, cases=2, jobs=2, keep=None)
    assert multiprocessing.active_children() == before
