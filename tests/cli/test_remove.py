"""remove: it says what will go, asks, and takes no silence for a yes."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archiver.records import Page, Site
from archiver.store import Store
from tests.cli.conftest import EVIL, FORMULA, HELLO

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def path(tmp_path: Path, empty_archive: Path) -> Path:
    """An archive of its own for each test: three posts, and a page without one."""
    path = shutil.copyfile(empty_archive, tmp_path / "blogs.db")
    with Store(path) as store:
        for post in (HELLO, FORMULA, EVIL):
            store.save(Page(post.url, post.url, 200, {}, b"<html>", "2024-01-01T00:00:00Z"), post)
        store.save_page(Page("https://example.org/about", "https://example.org/about", 200, {}, b"", "2024"))
    return path


def urls(invoke: Run, path: Path) -> set[str]:
    return {post["url"] for post in json.loads(invoke("list", "posts", "--db", path).stdout)}


def answered(path: Path, environment: dict[str, str], answer: str, *arguments: str) -> tuple[int, str]:
    """The exit code and the text on a terminal, where somebody types an answer."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "archiver", "remove", *arguments, "--db", str(path)]
    with subprocess.Popen(
        command, env=environment, stdin=slave, stdout=slave, stderr=subprocess.PIPE, text=True
    ) as process:
        os.write(master, answer.encode())
        _, shown = process.communicate(timeout=60)
        os.close(slave)
    os.close(master)
    return process.returncode, shown


def test_posts_by_url_and_number_without_a_question(invoke: Run, path: Path) -> None:
    done = invoke("remove", HELLO.url, "2", "1", "--yes", "--db", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "removed 2 posts, 3 comments, 2 pages\n")
    assert urls(invoke, path) == {EVIL.url}
    assert invoke("check", "--db", path, "-q").returncode == 0


def test_a_site_with_its_pages(invoke: Run, path: Path) -> None:
    done = invoke("remove", "--site", "example.org", "--yes", "--db", path)
    assert (done.returncode, done.stderr) == (0, "removed 1 post, 3 comments, 2 pages\n")
    assert urls(invoke, path) == {FORMULA.url, EVIL.url}
    assert invoke("remove", "--site", "example.org", "--yes", "--db", path).returncode == 16
    assert invoke("remove", "--site", "example.net", "--yes", "-q", "--db", path).stderr == ""


def test_where_nobody_can_be_asked_it_is_wrong_usage(invoke: Run, path: Path) -> None:
    for arguments in (("1",), ("--site", "example.org")):
        done = invoke("remove", *arguments, "--db", path, input="y\n")
        assert (done.returncode, done.stdout) == (2, "")
        assert "give --yes to remove without it" in " ".join(done.stderr.split())
    assert len(urls(invoke, path)) == 3


def test_a_site_without_a_name_is_not_all_files(invoke: Run, path: Path) -> None:
    with Store(path) as store:
        saved = replace(FORMULA, url="file:///home/ann/saved.html", site=Site())
        store.save(Page(saved.url, saved.url, 200, {}, b"<p>", "2024-01-01T00:00:00Z"), saved)
    done = invoke("remove", "--site", "", "--yes", "--db", path)
    assert (done.returncode, len(urls(invoke, path))) == (16, 4)


@pytest.mark.parametrize("arguments", [(), ("1", "--site", "example.org")])
def test_it_has_to_be_said_what(invoke: Run, path: Path, arguments: tuple[str, ...]) -> None:
    done = invoke("remove", *arguments, "--yes", "--db", path)
    assert done.returncode == 2
    assert "give a POST, or a blog with --site" in " ".join(done.stderr.split())


def test_one_unknown_post_leaves_all(invoke: Run, path: Path) -> None:
    done = invoke("remove", "1", "https://example.org/no", "--yes", "--db", path)
    assert done.returncode == 16
    assert done.stderr == "archiver: https://example.org/no: no such post in the archive; nothing was removed\n"
    assert len(urls(invoke, path)) == 3
    assert invoke("remove", "1", "--yes", "--db", "none.db").stderr == "archiver: none.db: there is no archive\n"


def test_yes_on_a_terminal_removes(path: Path, environment: dict[str, str], invoke: Run) -> None:
    code, shown = answered(path, environment, "y\n", "1")
    assert code == 0
    assert shown == (
        "Hello, *world* · https://example.org/2010/05/hello/ · 3 comments\n"
        "Remove 1 post, 3 comments, 1 page? [y/N] removed 1 post, 3 comments, 1 page\n"
    )
    assert len(urls(invoke, path)) == 2


@pytest.mark.parametrize("answer", ["n\n", "\n", "maybe\n", "\x04"])
def test_anything_else_removes_nothing(path: Path, environment: dict[str, str], invoke: Run, answer: str) -> None:
    code, shown = answered(path, environment, answer, "--site", "example.org")
    assert code == 1
    assert shown.endswith("? [y/N] archiver: nothing was removed\n")
    assert len(urls(invoke, path)) == 3


def test_what_a_page_says_does_not_steer_the_terminal(path: Path, environment: dict[str, str]) -> None:
    assert "\x1b" not in answered(path, environment, "n\n", "3")[1]


def test_ctrl_c_is_130(path: Path, environment: dict[str, str], invoke: Run) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "archiver", "remove", "1", "--db", str(path)]
    with subprocess.Popen(command, env=environment, stdin=slave, stderr=subprocess.PIPE) as process:
        assert process.stderr
        shown = b""
        while not shown.endswith(b"[y/N] "):
            shown += os.read(process.stderr.fileno(), 1)
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        finally:
            process.kill()  # or it would be waited for without an end
    os.close(slave)
    os.close(master)
    assert process.returncode == 130
    assert len(urls(invoke, path)) == 3
