"""``archiver check`` and ``compact``: what they say and how they end; what they do is tested with the store."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
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
def blogs(tmp_path: Path, empty_archive: Path) -> Path:
    """An archive of two pages of a blog, which are too few for a dictionary while they are saved."""
    path = shutil.copyfile(empty_archive, tmp_path / "blogs.db")
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


@pytest.mark.parametrize("command", [("check",), ("check", "--repair"), ("compact",)], ids=" ".join)
def test_what_is_no_archive_is_16_and_one_line(invoke: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hello")
    done = invoke(*command, "--db", path)
    assert (done.returncode, done.stdout, done.stderr) == (16, "", f"archiver: {path}: file is not a database\n")
    done = invoke(*command, "--db", tmp_path / "nowhere.db")
    assert (done.returncode, done.stderr) == (16, f"archiver: {tmp_path / 'nowhere.db'}: there is no archive\n")
    assert sorted(tmp_path.iterdir()) == [path]


def damage(path: Path) -> None:
    """One problem that can be repaired, and one that cannot."""
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER posts_fts_insert")
    connection.execute("UPDATE bodies SET size = 1 WHERE id = 1")
    connection.commit()
    connection.close()


def test_check_of_a_sound_archive_is_0(invoke: Run, blogs: Path) -> None:
    done = invoke("check", "--db", blogs)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", f"{blogs}: all well\n")
    assert invoke("check", "--db", blogs, "--quiet").stderr == ""


def test_check_says_what_is_wrong_and_what_is_repaired(invoke: Run, blogs: Path) -> None:
    damage(blogs)
    trigger = {"check": "schema", "problem": "the trigger posts_fts_insert is missing"}
    body = "body 1 (https://blog.example/0) is damaged: it has 16001 bytes instead of 1"
    done = invoke("check", "--db", blogs)
    assert (done.returncode, done.stderr) == (16, f"{blogs}: 2 problems, 0 repaired\n")
    page = {"check": "page bodies", "problem": body, "repaired": False}
    assert json.loads(done.stdout) == [{**trigger, "repaired": False}, page]
    done = invoke("check", "--repair", "--jsonl", "--db", blogs)
    assert (done.returncode, done.stderr) == (16, f"{blogs}: 2 problems, 1 repaired\n")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{**trigger, "repaired": True}, page]
    assert invoke("check", "--repair", "--db", blogs).stderr == f"{blogs}: 1 problem, 0 repaired\n"


def test_all_repaired_is_0(invoke: Run, blogs: Path) -> None:
    connection = sqlite3.connect(blogs)
    connection.execute("DROP TRIGGER posts_fts_insert")
    connection.close()
    assert invoke("check", "--repair", "--db", blogs).returncode == 0
    assert invoke("check", "--db", blogs).returncode == 0


def test_check_on_a_terminal_is_a_line_a_problem(terminal: Callable[..., str], blogs: Path) -> None:
    damage(blogs)
    shown = terminal("check", "--db", blogs)
    assert "\nschema: the trigger posts_fts_insert is missing\r\n" in shown.replace("\x1b[2K", "\n")
    assert "\npage bodies: body 1 (https://blog.example/0) is damaged: it has 16001 bytes instead of 1\r\n" in shown
    assert "(repaired)" in terminal("check", "--repair", "--db", blogs)
