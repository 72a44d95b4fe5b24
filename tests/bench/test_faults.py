"""A few of the kills of ``python -m bench faults``, and that it would notice if one went wrong."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

import pytest

from archiver.archive import scrape
from bench import faults

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.unmeasured

PAGES = 30


def test_a_page_is_a_post_with_a_thread_of_two() -> None:
    post = scrape(faults.page(7))
    assert (post.url, post.title) == ("https://blog1.example/post-7/", "walnut tower lantern bell")
    assert [(comment.id, comment.parent_id) for comment in post.comments] == [
        ("comment-1", None),
        ("comment-2", "comment-1"),
    ]


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, float]:
    """A folder of pages, the archive of an unbroken batch of them, and how long it took (seconds)."""
    work = tmp_path_factory.mktemp("faults")
    folder = faults.write_pages(work / "pages", range(PAGES))
    begun = time.monotonic()
    assert faults.finish(faults.start(folder, work / "unbroken.db")) == ""
    return folder, work / "unbroken.db", time.monotonic() - begun


def test_a_killed_batch_leaves_whole_posts_and_ends_as_if_nothing_had_been(
    unbroken: tuple[Path, Path, float], tmp_path: Path
) -> None:
    folder, whole, duration = unbroken
    killed = faults.kill(folder, whole, tmp_path, kills=2, seed=time.time_ns(), duration=duration)
    assert (killed.kills, killed.wrong) == (2, ())
    assert killed.ended >= 1


def test_processes_that_add_at_once_lose_nothing_and_a_search_does_not_wait(
    unbroken: tuple[Path, Path, float], tmp_path: Path
) -> None:
    folders = [
        faults.write_pages(tmp_path / f"part{part}", range(part, PAGES, faults.WRITERS))
        for part in range(faults.WRITERS)
    ]
    crowded = faults.crowd(folders, unbroken[1], tmp_path / "crowd.db")
    assert crowded.wrong == ()
    assert len(crowded.searches) > 20
    assert max(crowded.searches) < faults.LONGEST_WAIT


def test_what_is_not_as_it_should_be_is_noticed(unbroken: tuple[Path, Path, float], tmp_path: Path) -> None:
    _, whole, _ = unbroken
    posts, everything = faults.posts(whole), faults.everything(whole)
    path = tmp_path / "copy.db"
    path.write_bytes(whole.read_bytes())
    assert faults.problems(path, posts) == []
    assert faults.everything(path) == everything
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM comments WHERE id = 5")
    connection.execute("DELETE FROM posts_fts_docsize WHERE id = 1")
    connection.commit()
    connection.close()
    found = faults.problems(path, posts)
    assert "search index posts_fts: rows of posts that are missing: 1" in found
    assert "https://blog2.example/post-2/: not whole" in found
    assert faults.everything(path) != everything
    assert set(everything) > {"posts", "comments", "pages", "bodies", "dictionaries", "posts_fts_data"}
    assert len(everything["dictionaries"]) == 3
