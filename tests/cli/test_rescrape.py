"""rescrape: the archive's own pages read with the scrapers of today."""

from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

NAMES = ("html5-threaded", "kubrick", "french-responses")
TITLE = "Building a wheel at the kitchen table"


@pytest.fixture
def stale(invoke: Run, tmp_path: Path, empty_archive: Path) -> Path:
    """An archive of three pages, of which one was misread by an earlier scraper."""
    path = shutil.copyfile(empty_archive, tmp_path / "blogs.db")
    invoke("add", *(FIXTURES / "wordpress" / f"{name}.html" for name in NAMES), "--db", path)
    execute(path, "UPDATE posts SET title = 'Slow Wheels' WHERE id = 1")
    execute(path, "DELETE FROM comments WHERE post_id = 1 AND source_id = (SELECT max(source_id) FROM comments)")
    execute(path, "UPDATE comments SET content_text = 'cut' WHERE id = 1")
    return path


def execute(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(sql)
    connection.close()


def counted(stderr: str) -> set[str]:
    """What the last line counts."""
    return set(stderr.splitlines()[-1].split(", "))


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        rows = [
            str(row)
            for table in ("posts", "comments", "revisions")
            for row in connection.execute(f"SELECT * FROM {table}")
        ]
    connection.close()
    return rows


def test_what_changes_is_printed_then_written_and_nothing_the_second_time(invoke: Run, stale: Path) -> None:
    before = dump(stale)
    dry = invoke("rescrape", "--dry-run", "--db", stale, "--jobs", "1")
    assert dry.returncode == 0
    assert dry.stderr.endswith(" (dry run: nothing was written)\n")
    assert f"  post changed\n    title: Slow Wheels → {TITLE}\n" in dry.stdout
    assert "    -cut\n    +" in dry.stdout
    assert " · post 1 · comments: 1 added, 1 changed\n" in dry.stdout
    assert dump(stale) == before
    done = invoke("rescrape", "--db", stale, "--jobs", "1")
    assert done.stdout == dry.stdout
    assert counted(done.stderr) == {"1 changed", "2 unchanged"}
    after = dump(stale)
    again = invoke("rescrape", "--db", stale, "--jobs", "1")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "3 unchanged\n")
    assert dump(stale) == after
    told = invoke("show", "1", "--history", "--db", stale).stdout
    assert f"read anew\n  title: Slow Wheels → {TITLE}\n" in told


def test_colours_are_for_a_terminal_that_wants_them(terminal: Callable[..., str], stale: Path) -> None:
    shown = terminal("rescrape", "--dry-run", "--db", stale, "--jobs", "1", "-v")
    assert "\x1b[31m    -cut" in shown
    assert "\x1b[1m  post changed" in shown
    assert "changed https://slowwheels.example/2017/02/building-a-wheel/" in shown
    assert "\x1b" not in terminal("rescrape", "--dry-run", "--db", stale, "--jobs", "1", env={"NO_COLOR": "1"})


@pytest.mark.unmeasured
def test_in_processes_it_is_the_same(archiver: Run, stale: Path) -> None:
    one = archiver("rescrape", "--dry-run", "--db", stale, "--jobs", "1")
    two = archiver("rescrape", "--dry-run", "--db", stale, "--jobs", "2")
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)


def test_as_json_lines_and_filtered(invoke: Run, stale: Path) -> None:
    done = invoke(
        "rescrape", "--dry-run", "--jsonl", "--db", stale, "--jobs", "1", "--site", "slowwheels.example", "-q"
    )
    (told,) = map(json.loads, done.stdout.splitlines())
    assert (done.stderr, told["post_id"]) == ("", 1)
    title = next(change["fields"]["title"] for change in told["changes"] if "title" in change["fields"])
    assert title == {"before": "Slow Wheels", "after": TITLE}
    none = invoke("rescrape", "--db", stale, "--site", "else.example")
    assert (none.returncode, none.stdout, none.stderr) == (0, "", "nothing to do\n")


def test_a_page_that_cannot_be_read_any_more_leaves_its_post_and_is_8(invoke: Run, stale: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<p></p>")
    invoke("add", "empty.html", "--url", "https://example.org/empty", "--db", stale)
    execute(stale, "UPDATE pages SET post_id = 2, role = 'post', last_seen = '2999' WHERE id = 4")
    before = [row for row in dump(stale) if row.startswith("(2, 'file:")]
    done = invoke("rescrape", "--db", stale, "--jobs", "1")
    assert done.returncode == 8
    assert (
        "archiver: https://example.org/empty: no post on this page; the archived post stays as it is\n" in done.stderr
    )
    assert counted(done.stderr) == {"1 changed", "1 failed", "1 unchanged"}
    assert [row for row in dump(stale) if row.startswith("(2, 'file:")] == before


def test_a_record_that_says_less_is_kept_and_told(invoke: Run, stale: Path) -> None:
    execute(stale, "UPDATE posts SET content_text = content_text || ' more' WHERE id = 2")
    execute(stale, "UPDATE pages SET body_id = (SELECT body_id FROM pages WHERE id = 3) WHERE id = 2")
    done = invoke("rescrape", "--db", stale, "--jobs", "1")
    assert done.returncode == 0
    assert "kept as it was (nothing of the post is on it)\n" in done.stderr
    assert "1 kept" in done.stderr
    assert "1 changed" in invoke("rescrape", "--db", stale, "--jobs", "1", "--force").stderr


def test_there_has_to_be_an_archive(invoke: Run, tmp_path: Path) -> None:
    done = invoke("rescrape", "--db", "none.db")
    assert (done.returncode, done.stderr) == (16, "archiver: none.db: there is no archive\n")
    assert not (tmp_path / "none.db").exists()
    assert invoke("rescrape", "--jobs", "0").returncode == 2
