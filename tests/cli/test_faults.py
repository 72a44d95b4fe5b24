"""Disks that are full, files that may not be written, and files that are broken: one line, 16, the archive as it was."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from archiver.archive import scrape
from archiver.store import Store
from bench import faults
from tests.store.test_database import unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Run

COMMANDS = (("add", "new.html"), ("search", "walnut"), ("stats",), ("check",), ("check", "--repair"), ("compact",))


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive of twelve posts."""
    work = tmp_path_factory.mktemp("twelve")
    pages = faults.write_pages(work / "pages", range(12))
    assert faults.finish(faults.start(pages, work / "blogs.db")) == ""
    return (work / "blogs.db").read_bytes()


@pytest.fixture
def blogs(tmp_path: Path, twelve: bytes) -> Path:
    """The archive in a folder of its own; `new.html`, beside that folder, is not in it."""
    (tmp_path / "new.html").write_bytes(faults.page(99))
    (tmp_path / "archive").mkdir()
    path = tmp_path / "archive" / "blogs.db"
    path.write_bytes(twelve)
    return path


def files(path: Path) -> dict[str, bytes]:
    """The archive and whatever lies beside it."""
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


def records(numbers: range) -> dict[str, dict[str, Any]]:
    """What these pages have to be in the archive."""
    return {post.url: post.to_dict() for post in (scrape(faults.page(number)) for number in numbers)}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:5000],
        lambda content: content[:60],
        lambda content: b"This is no database." * 500,
        lambda content: b"\0" * 4096 + content[4096:],
    ],
    ids=["half", "a page and a bit", "half a header", "a text", "no header"],
)
def test_a_broken_file_is_one_line_and_stays_as_it_is(
    invoke: Run, blogs: Path, command: tuple[str, ...], damage: Callable[[bytes], bytes]
) -> None:
    blogs.write_bytes(damage(blogs.read_bytes()))
    before = files(blogs)
    done = invoke(*command, "--db", blogs)
    assert done.returncode == 16
    assert done.stderr.count("\n") == 1
    if command[0] != "check" or not done.stdout.startswith("[\n{"):  # what can be opened, `check` goes through
        assert done.stdout in ("", "[\n")
        assert done.stderr.startswith(f"archiver: {blogs}: ")
    assert files(blogs) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder that is a disk of one megabyte. Only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.name == "nt" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to make a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_ends_the_batch_with_one_line(archiver: Run, small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "blogs.db"
    pages = faults.write_pages(tmp_path / "pages", range(80))
    done = archiver("add", pages, "--db", path)
    failed, summary = done.stderr.splitlines()
    assert done.returncode == 16
    assert failed.startswith(f"archiver: {path}: the disk is full; what was being written is undone")
    assert faults.problems(path, records(range(80))) == []
    with Store(path) as store:
        assert f"{store.stats().posts} added, 1 failed" == summary


@pytest.mark.unmeasured
def test_a_limit_on_the_size_of_files_is_a_full_disk_too(archiver: Run, blogs: Path, tmp_path: Path) -> None:
    """Python ignores SIGXFSZ, so that writing beyond the limit is an error of the disk. Without it, the batch goes on."""
    pages = faults.write_pages(tmp_path / "more", range(100, 140))
    limit = blogs.stat().st_size + 8192
    done = archiver(
        "add", pages, "--db", blogs, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    assert done.returncode == 16
    assert done.stderr.splitlines()[0].startswith(f"archiver: {blogs}: the disk ")
    assert faults.problems(blogs, records(range(12)) | records(range(100, 140))) == []
    assert archiver("add", pages, "--db", blogs).returncode == 0
    assert len(faults.posts(blogs)) == 52


@pytest.mark.skipif(os.name == "nt", reason="Windows has other access rights")
@pytest.mark.parametrize(
    ("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)], ids=["file", "folder", "both"]
)
def test_what_may_not_be_written_is_one_line_and_can_be_read(
    blogs: Path, open_folder: Path, file_mode: int, folder_mode: int
) -> None:
    """Root may write everywhere, so the commands run as another user, after all modules are loaded: they may be root's."""
    path, page = open_folder / "blogs.db", open_folder / "new.html"
    path.write_bytes(blogs.read_bytes())
    page.write_bytes(faults.page(99))
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    program = (
        "import json, os, sys\n"
        "from typer.testing import CliRunner\n"
        "from archiver.cli import app\n"
        "def run(*words):\n"
        "    done = CliRunner().invoke(app, words, prog_name='archiver', catch_exceptions=False)\n"
        "    return done.exit_code, done.stderr, len(done.stdout)\n"
        "path, page, warm = sys.argv[1:]\n"
        "commands = ('add', page), ('compact',), ('check', '--repair'), ('check',), ('search', 'walnut')\n"
        "for words in commands: run(*words, '--db', warm)\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "for words in commands:\n"
        "    print(json.dumps(run(*words, '--db', path)))\n"
    )
    before = path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), str(page), str(blogs.parent / "warm.db")],
        capture_output=True,
        text=True,
        env=unmeasured(),
        check=False,
    )
    assert done.stderr == ""
    add, compact, repair, check, search = map(json.loads, done.stdout.splitlines())
    for code, said, printed in (add, compact, repair):
        assert (code, printed) == (16, 0)
        assert said.startswith(f"archiver: {path}: ")
        assert "access rights" in said
        assert said.count("\n") == 1
    assert (check[0], check[2]) == (0, 3)
    assert "the archive cannot be written to" in check[1]
    assert search[:2] == [0, ""]
    assert search[2] > 1000
    open_folder.chmod(0o755)
    assert path.read_bytes() == before
    # A log left with the rights of the file would keep everybody from writing once they are given.
    assert {file.name for file in open_folder.iterdir()} == {"blogs.db", "new.html"}
