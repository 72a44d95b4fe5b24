"""``archiver compact``: what it says and how it ends; what it does is tested with the store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from archiver.store import Store
from tests.store.samples import make_page
from tests.store.test_packing import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def blogs(tmp_path: Path) -> Path:
    """An archive of two pages of a blog, which are too few for a dictionary while they are saved."""
    path = tmp_path / "blogs.db"
    shared = words(2000, seed=1).decode()
    with Store(path) as store:
        for number in range(2):
            store.save_page(make_page(f"{shared}{number}", url=f"https://blog.example/{number}"))
    return path


def test_compact_says_what_it_saved(invoke: Run, blogs: Path) -> None:
    done = invoke("compact", "--db", blogs)
    assert (done.returncode, done.stdout) == (0, "")
    said = done.stderr.splitlines()
    assert said[0] == "2 pages packed anew, 1 new dictionary"
    assert re.fullmatch(r"pages take 12\.\d kB, before 24\.\d kB", said[1])
    assert re.fullmatch(r"the archive takes [\d.]+ kB, before [\d.]+ kB", said[2])
    assert invoke("compact", "--db", blogs).stderr.startswith("0 pages packed anew, 0 new dictionaries\n")
    assert invoke("compact", "--db", blogs, "--quiet").stderr == ""


def test_compact_shows_a_bar_on_a_terminal(terminal: Callable[..., str], blogs: Path) -> None:
    assert "2/2" in terminal("compact", "--db", blogs)


def test_compact_of_what_is_no_archive_is_16_and_one_line(invoke: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hello")
    done = invoke("compact", "--db", path)
    assert (done.returncode, done.stderr) == (16, f"archiver: {path}: file is not a database\n")
