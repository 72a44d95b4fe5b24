from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from archiver.errors import StoreError
from archiver.store import Store, database
from tests.store.samples import URL, make_page, make_post

if TYPE_CHECKING:
    from pathlib import Path


def unmeasured() -> dict[str, str]:
    """The environment without what makes coverage measure subprocesses: one that gave up its rights cannot write that."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def pragma(path: Path, name: str) -> object:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        connection.close()


def test_opening_creates_the_file_and_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b#?%" / "blogs.db"
    with Store(path) as store:
        store.save(make_page(), make_post())
    with Store(str(path), read_only=True) as store:
        assert store.get(URL) == make_post()
    assert pragma(path, "journal_mode") == "wal"
    assert pragma(path, "application_id") == database.APPLICATION_ID
    assert pragma(path, "user_version") == database.SCHEMA_VERSION
    assert sorted(file.name for file in path.parent.iterdir()) == ["blogs.db"]


def test_the_log_may_grow_before_it_is_copied_into_the_archive(path: Path) -> None:
    random = Random(0)
    log = path.with_name(f"{path.name}-wal")
    with Store(path) as store:
        for number in range(20):
            page = make_page(url=f"https://a.example/{number}")
            store.save_page(replace(page, body=random.randbytes(500_000)))  # as hard to pack as a picture
        # With SQLite's default of 1,000 pages the log would begin again at 4 MB.
        assert 8e6 < log.stat().st_size < 33e6
    assert not log.exists()


def test_foreign_keys_are_on(store: Store) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY constraint failed"):
        store.save_page(make_page(), post_id=99)


def test_an_empty_file_becomes_an_archive(path: Path) -> None:
    path.touch()
    with Store(path) as store:
        assert store.stats().posts == 0


def test_opening_again_takes_little_time_and_loads_no_migrations(path: Path) -> None:
    """About 1 ms; sqlite-utils, which would cost 100 ms, is only there to bring an archive up to date."""
    Store(path).close()
    code = (
        "import sys, time; from archiver.store import Store\n"
        "start = time.process_time(); Store(sys.argv[1]).close(); spent = time.process_time() - start\n"
        "assert 'sqlite_utils' not in sys.modules and 'zstandard' not in sys.modules\n"
        "assert spent < 0.1, spent"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)


def test_reading_a_missing_archive_is_an_error_and_creates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "no" / "blogs.db"
    with pytest.raises(StoreError, match=r"blogs\.db: there is no archive"):
        Store(path, read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_an_archive_opened_for_reading_cannot_be_written(path: Path) -> None:
    Store(path).close()
    with Store(path, read_only=True) as store, pytest.raises(StoreError, match=r"blogs\.db: .* cannot be written to"):
        store.save(make_page(), make_post())


def test_a_reader_sees_what_a_writer_has_written(path: Path) -> None:
    with Store(path) as writer, Store(path, read_only=True) as reader:
        writer.save(make_page(), make_post())
        assert reader.get(URL) == make_post()


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
class TestRefused:
    """What is not an archive is refused in one line and not touched."""

    def refuse(self, path: Path, read_only: bool, message: str) -> None:
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(StoreError, match=message) as caught:
            Store(path, read_only=read_only)
        assert str(caught.value).startswith(str(path))
        assert "\n" not in str(caught.value)
        if before is not None:
            assert path.read_bytes() == before
            assert sorted(file.name for file in path.parent.iterdir()) == [path.name]

    def test_a_folder(self, tmp_path: Path, read_only: bool) -> None:
        self.refuse(tmp_path, read_only, "is a folder")

    @pytest.mark.parametrize("content", [b"hello", b"<html>" * 5000], ids=["short", "long"])
    def test_no_database(self, path: Path, read_only: bool, content: bytes) -> None:
        path.write_bytes(content)
        self.refuse(path, read_only, "file is not a database$")

    @pytest.mark.parametrize(
        "sql", ["CREATE TABLE notes (text)", "PRAGMA application_id = 7", "PRAGMA user_version = 3"], ids=str
    )
    def test_a_database_of_something_else(self, path: Path, read_only: bool, sql: str) -> None:
        connection = sqlite3.connect(path)
        connection.execute(sql)
        connection.close()
        self.refuse(path, read_only, "is a database of something else, not an archive; nothing was changed")

    def test_a_newer_schema(self, path: Path, read_only: bool) -> None:
        Store(path).close()
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA user_version = {database.SCHEMA_VERSION + 1}")
        connection.close()
        self.refuse(path, read_only, "written by a newer archiver; upgrade archiver to open it")


@pytest.mark.parametrize(
    ("version", "words"),
    [(1, "written by an older archiver; the next command that writes to it"), (0, "is an empty file; nothing was")],
)
def test_an_older_schema_or_none_is_not_changed_by_a_reader(path: Path, version: int, words: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {database.APPLICATION_ID if version else 0}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    with pytest.raises(StoreError, match=words):
        Store(path, read_only=True)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"file/blogs\.db: (File exists|Not a directory)"):
        Store(tmp_path / "file" / "blogs.db")


def test_a_locked_archive_says_so_after_the_timeout(path: Path) -> None:
    Store(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    start = time.monotonic()
    with Store(path, timeout=0.2) as store, pytest.raises(StoreError, match="another program is writing"):
        store.save(make_page(), make_post())
    other.close()
    assert 0.15 < time.monotonic() - start < 5


def test_a_new_file_that_another_program_holds_says_so_after_the_timeout(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="another program is writing"):
        Store(path, timeout=0.2)
    other.close()


def test_where_there_can_be_no_log_there_is_no_archive() -> None:
    """As on some network disks, and in memory."""
    with pytest.raises(StoreError, match=r"^:memory:: SQLite cannot keep a write-ahead log here"):
        Store(":memory:", timeout=0.2)


def test_wal_mode_waits_for_a_lock_that_sqlite_does_not_wait_for(path: Path) -> None:
    """Changing the mode fails at once while another connection reads; it is tried again until the timeout."""
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM sqlite_schema").fetchall()
    with pytest.raises(StoreError, match="another program is writing"):
        Store(path, timeout=0.1)
    reader.close()
    Store(path, timeout=0.1).close()


@pytest.mark.parametrize("file_mode", [0o444, 0o666])
@pytest.mark.skipif(os.name == "nt", reason="Windows has other access rights")
def test_an_archive_in_a_folder_that_cannot_be_written_to_can_be_read_but_not_opened_for_writing(
    open_folder: Path, file_mode: int
) -> None:
    """A WAL database needs files beside it, unless it is told that nobody writes. Root may write everywhere, so the
    test goes on as another user, after all modules are loaded: they may be root's."""
    folder, link = open_folder / "closed", open_folder / "link.db"
    path = folder / "blogs.db"
    with Store(path) as store:
        store.save(make_page(), make_post())
    link.symlink_to(path)
    code = (
        "import os, sys\n"
        "from archiver.store import Store, counts\n"
        "from archiver.errors import StoreError\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "for path in sys.argv[1:]:\n"
        "    with Store(path, read_only=True) as store: print(store.stats().posts)\n"
        "    try: Store(path)\n"
        "    except StoreError as error: print(error)\n"
    )
    path.chmod(file_mode)
    open_folder.chmod(0o777)
    folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(link)], capture_output=True, text=True, env=unmeasured()
    )
    folder.chmod(0o755)
    assert done.stderr == ""
    first, second, third, fourth = done.stdout.splitlines()
    assert (first, third) == ("1", "1")
    assert second.startswith(f"{path}: ")
    assert fourth.startswith(f"{link}: ")


@pytest.mark.parametrize("mode", [0o444, 0o000], ids=["read-only", "no rights"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has other access rights")
def test_a_file_that_may_not_be_read_or_written_is_one_line(open_folder: Path, mode: int) -> None:
    path = open_folder / "blogs.db"
    Store(path).close()
    code = (
        "import os, sys\n"
        "from archiver.store import Store\n"
        "from archiver.errors import StoreError\n"
        "from tests.store.samples import make_page, make_post\n"
        "with Store(sys.argv[2]) as warm: warm.save(make_page(), make_post())\n"  # Python itself may be root's alone
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "for read_only in (False, True):\n"
        "    try:\n"
        "        with Store(sys.argv[1], read_only=read_only) as store: store.save(make_page(), make_post())\n"
        "    except StoreError as error: print(error)\n"
    )
    path.chmod(mode)
    open_folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(path.with_name("warm.db"))],
        capture_output=True,
        text=True,
        env=unmeasured(),
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all(re.match(f"{re.escape(str(path))}: .*access rights", line) for line in lines)
