"""A crawl of a real server is measured beside reading and saving alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bench import crawl as module
from bench.crawl import Cost, crawl
from bench.thread import thread_page

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.unmeasured


def test_all_posts_are_crawled_and_both_figures_told(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.html").write_bytes(thread_page(3, seed=number).body)
    report, _ = crawl(tmp_path, posts=3, rounds=1)
    assert "3 pages, " in report
    assert "3 posts archived" in report
    assert re.search(r"^rate: \d\.\d\d of scrape and save alone", report, re.MULTILINE)
    assert re.search(r"^\| crawl +\| +[\d.]+ \| +[\d.]+ \|$", report, re.MULTILINE)


@pytest.mark.parametrize(
    ("together", "well"), [(Cost(1.2, 1.2), True), (Cost(1.3, 1.0), False), (Cost(1.0, 1.3), False)]
)
def test_a_limit_that_is_not_kept_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: Cost, well: bool
) -> None:
    (tmp_path / "x.html").write_bytes(b"<p>x")
    monkeypatch.setattr(module, "_measure", lambda url, pages, rounds: iter([(Cost(1.0, 1.0), together, 1)]))
    assert crawl(tmp_path, posts=1, rounds=1)[1] is well


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no \*\.html"):
        crawl(tmp_path, posts=1, rounds=1)
