"""Pages of one blog take a tenth of their HTML, and half of a WARC."""

from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING

import pytest

from bench import bodies
from bench.words import listed
from tests.fixtures import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

WORDS = listed(
    "tower key bell rope stairs lantern harbour gull ferry walnut bicycle orchard chimney kettle ladder map river"
)


def write_blog(folder: Path, pages: int) -> None:
    """Pages in the look of a real theme, each with 200 words of its own."""
    look = (FOLDER / "wordpress" / "block-theme.html").read_bytes() + (
        FOLDER / "wordpress" / "jetpack.html"
    ).read_bytes()
    for number in range(pages):
        rng = random.Random(number)
        own = " ".join(f"{rng.choice(WORDS)}{rng.randint(1, 9)}" for _ in range(200))
        (folder / f"{number:02}.html").write_bytes(look + own.encode())


def test_twenty_pages_of_a_blog_are_within_the_limits(tmp_path: Path) -> None:
    write_blog(tmp_path, 20)
    report, well = bodies.bodies(tmp_path)
    assert well, report
    assert "20 pages, " in report
    pages = bodies.read_pages(tmp_path)
    html = sum(len(page.body) for page in pages)
    saved, compacted = bodies.archive_size(pages, tmp_path / "blogs.db")
    assert compacted <= saved <= html / 10
    assert saved <= bodies.warc_size(pages) / 2


def test_a_warc_has_two_gzip_members_a_page(tmp_path: Path) -> None:
    write_blog(tmp_path, 1)
    (page,) = bodies.read_pages(tmp_path)
    alone = len(gzip.compress(page.body))
    assert alone + 300 < bodies.warc_size([page]) < alone + 900
    assert bodies.warc_size([page, page]) == pytest.approx(2 * bodies.warc_size([page]), abs=20)


def test_pages_that_have_nothing_in_common_are_over_the_limits(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.html").write_bytes(random.Random(number).randbytes(3000))
    assert not bodies.bodies(tmp_path)[1]


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no \*\.html in it"):
        bodies.bodies(tmp_path)
