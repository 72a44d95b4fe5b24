"""What only real processes show: a killed batch leaves whole posts, and two batches at once both succeed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from archiver.store import Store
from archiver.store.database import transaction
from tests.store.samples import make_page, make_post

if TYPE_CHECKING:
    from pathlib import Path

COMMENTS = 40
WRITER = f"""
import sys
from archiver.store import Store
from tests.store.samples import make_comment, make_page, make_post

path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
comments = tuple(make_comment(f"c{{n}}", f"word {{n}} " * 50, parent_id=f"c{{n - 1}}" if n else None) for n in range({COMMENTS}))
with Store(path) as store:
    for number in range(count):
        url = f"{{name}}/{{number}}"
        store.save(make_page("x" * 20_000, url=url), make_post(url=url, comments=comments))
        print(number, flush=True)
"""


def write(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def check_whole(path: Path) -> int:
    with Store(path) as store:
        for post in store.posts():
            assert len(post.comments) == COMMENTS
            assert len(list(store.pages(post.url))) == 1
        assert store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store._connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in (f"{side}_{index}" for side in ("posts", "comments") for index in ("fts", "trigram", "symbols")):
            store._connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        stats = store.stats()
        assert len(list(store.search("word", raw=True))) == stats.comments == stats.posts * COMMENTS
        return stats.posts


def test_a_killed_batch_leaves_whole_posts_only(path: Path) -> None:
    with write(path, "a", 100_000) as process:
        assert process.stdout
        for line in process.stdout:
            if int(line) >= 5:
                process.kill()
                break
    assert process.returncode != 0
    assert check_whole(path) >= 6


def test_processes_that_create_and_fill_the_same_archive_at_once_all_succeed(path: Path) -> None:
    processes = [write(path, name, 12) for name in "abc"]
    errors = [process.communicate(timeout=120)[1] for process in processes]
    assert errors == ["", "", ""]
    assert check_whole(path) == 36


def test_a_search_does_not_wait_for_one_who_is_writing(path: Path) -> None:
    """It sees what was there before, at once, although it may not wait at all."""
    with Store(path) as writer, Store(path, read_only=True, timeout=0) as reader:
        writer.save(make_page(), make_post(title="Before"))
        with transaction(writer._connection):
            writer._connection.execute("UPDATE posts SET title = 'After'")
            assert [hit.post_title for hit in reader.search("before")] == ["Before"]
        assert [hit.post_title for hit in reader.search("after")] == ["After"]
