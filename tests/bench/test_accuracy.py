"""The accuracy of the scrapers on the project's own pages does not fall, and the report on it says what is so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from archiver.scrapers import scrape
from bench import accuracy as module
from bench.accuracy import accuracy
from tests.bench.labelled import write_labelled
from tests.fixtures import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archiver.records import Page, Post

pytestmark = pytest.mark.unmeasured

READABLE = [fixture for fixture in FIXTURES if fixture.post]

FLOOR = dict.fromkeys(
    (
        *("title", "published", "start", "end", "authors", "comments_precision", "comments_recall", "comments"),
        *("comment_author", "comment_day", "comment_full", "comment_parent", "comment_kind"),
        *("strict", "pages", "none", "comments_macro", "strict_macro"),
    ),
    1.0,
)
"""Every one of our own pages is read wholly right."""


@pytest.fixture(scope="module", autouse=True)
def _each_page_is_scraped_once() -> Iterator[None]:
    """However many reports there are on it."""
    posts: dict[tuple[str, bytes], Post] = {}

    def once(page: Page) -> Post:
        key = (page.url, page.body)
        if key not in posts:
            posts[key] = scrape(page)
        return posts[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "scrape", once)
        yield


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return write_labelled(tmp_path_factory.mktemp("labelled"))


def test_our_own_pages_are_read_wholly_right(labelled: tuple[Path, Path]) -> None:
    figures = json.loads(accuracy(*labelled, as_json=True))
    assert figures["all"] == {**FLOOR, "errors": 0}


def test_the_report_has_all_figures_for_all_pages_and_each_half(labelled: tuple[Path, Path]) -> None:
    lines = accuracy(*labelled).splitlines()
    cells = {line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[2:-1]] for line in lines}
    assert FLOOR.keys() <= cells.keys()
    assert cells["strict"][0] == "1.000"
    pages, first, second = map(int, cells["pages"] if cells["pages"][0].isdigit() else lines[2].split("|")[2:-1])
    assert pages == first + second == len(READABLE)
    assert first
    assert second


def test_another_seed_gives_other_halves(labelled: tuple[Path, Path]) -> None:
    splits = {accuracy(*labelled, split=str(seed)).replace(f"split {seed}", "") for seed in range(5)}
    assert len(splits) > 1


def test_a_page_that_loses_stands_among_the_worst_with_its_reasons(tmp_path: Path) -> None:
    pages, gold = write_labelled(tmp_path)
    (pages / "generic--spip.html").write_text("<p>", "utf-8")  # a page without a post is an error, not the end
    label = json.loads((gold / "wordpress--kubrick.json").read_text("utf-8"))
    label["post"]["title"] = "Another title"
    (gold / "wordpress--kubrick.json").write_text(json.dumps(label), "utf-8")
    report = accuracy(pages, gold, worst=3).split("The 3 pages that lose most:\n")[1].splitlines()
    worst = [[cell.strip() for cell in line.split("|")[1:-1]] for line in report[2:]]
    assert [row[0] for row in worst[:2]] == ["generic--spip", "wordpress--kubrick"]
    assert worst[1][5] == "0/1"
    assert float(worst[2][1]) == 0
    figures = json.loads(accuracy(pages, gold, as_json=True))["all"]
    assert figures["errors"] == 1
    assert figures["comments_precision"] == 1
    assert figures["comments_recall"] < 1


def test_a_label_without_a_page_counts_as_an_error(tmp_path: Path) -> None:
    pages, gold = write_labelled(tmp_path)
    (pages / "generic--spip.html").unlink()
    assert json.loads(accuracy(pages, gold, as_json=True))["all"]["errors"] == 1
