from __future__ import annotations

import gzip
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

from archiver.store import Store, packing
from archiver.store.bodies import PACKED, read_body
from tests.store.samples import make_page
from tests.store.test_bodies import blog_page, count, look, plain
from tests.store.test_migrations import FIRST
from tests.store.test_packing import words

if TYPE_CHECKING:
    from pathlib import Path


def save_without_dictionaries(store: Store, numbers: range, of: int = 0) -> None:
    """Pages as an earlier version stored them."""
    connection = store._connection
    for number in numbers:
        store.save_page(blog_page(number, of=of))
    rows = connection.execute(
        f"SELECT bodies.id, {PACKED} FROM bodies JOIN dictionaries ON dictionaries.id = dictionary_id"
    ).fetchall()
    for number, *row in rows:
        plain = packing.pack(read_body(*row))
        connection.execute("UPDATE bodies SET dictionary_id = NULL, data = ? WHERE id = ?", (plain, number))
    connection.execute("DELETE FROM dictionaries")


def test_older_bodies_get_a_dictionary_and_stay_the_same(store: Store) -> None:
    save_without_dictionaries(store, range(40))
    store.save_page(make_page(words(900, seed=1).decode(), url="https://alone.example/"))
    before, pages = store.stats().stored_bytes, [*store.pages()]
    told: list[tuple[int, int]] = []
    done = store.compact(lambda *figures: told.append(figures))
    assert (done.bodies, done.dictionaries, plain(store)) == (40, 1, 1)
    assert (done.stored_bytes_before, done.stored_bytes) == (before, store.stats().stored_bytes)
    assert done.stored_bytes < before / 8
    assert told == sorted(told)
    assert told[-1] == (40, 41)
    assert [*store.pages()] == pages
    again = store.compact()
    assert (again.bodies, again.dictionaries) == (0, 0)


def test_two_pages_of_a_blog_are_enough(store: Store) -> None:
    """While pages come, there is a better choice among four; when no more come, two take less room together."""
    save_without_dictionaries(store, range(2))
    assert store.compact().bodies == 2


def test_a_host_of_several_blogs_gets_several_dictionaries(store: Store) -> None:
    for of in range(3):
        save_without_dictionaries(store, range(of * 10, of * 10 + 10), of=of)
    pages = [*store.pages()]
    assert store.compact().dictionaries == 3
    assert plain(store) == 0
    assert [*store.pages()] == pages


def test_damaged_bodies_stay_as_they_are(store: Store) -> None:
    save_without_dictionaries(store, range(10))
    store._connection.execute("UPDATE bodies SET data = x'00' WHERE id IN (3, 4)")
    assert store.compact().bodies == 8
    assert store._connection.execute("SELECT id FROM bodies WHERE data = x'00'").fetchall() == [(3,), (4,)]


def test_a_page_that_was_removed_is_gone_from_the_dictionary_too(store: Store) -> None:
    for number in range(20):
        store.save_page(blog_page(number))
    sql = "DELETE FROM pages WHERE body_id = (SELECT bodies.id FROM bodies JOIN dictionaries USING (sha256))"
    assert store._connection.execute(sql).rowcount == 1
    pages = [*store.pages()]
    assert len(pages) == 19
    done = store.compact()
    assert (done.bodies, done.dictionaries, plain(store), count(store, "dictionaries")) == (19, 1, 0, 1)
    assert [*store.pages()] == pages
    assert count(store, "bodies JOIN dictionaries USING (sha256)") == 1
    assert [*store.check()] == []


def test_a_damaged_page_keeps_its_dictionary(store: Store) -> None:
    """Somebody may still make something of it."""
    for number in range(20):
        store.save_page(blog_page(number))
    store._connection.execute("UPDATE bodies SET size = size + 1 WHERE id = 20")
    store._connection.execute(
        "DELETE FROM pages WHERE body_id = (SELECT bodies.id FROM bodies JOIN dictionaries USING (sha256))"
    )
    store.compact()
    assert count(store, "dictionaries") == 2
    assert count(store, "bodies WHERE dictionary_id = 1") == 1


def test_free_room_is_given_back(path: Path) -> None:
    with Store(path) as store:
        for number in range(60):
            store.save_page(make_page(words(5000, seed=number).decode(), url=f"https://{number}.example/"))
        store._connection.execute("DELETE FROM pages WHERE id % 3 > 0")
        pages = [*store.pages()]
        done = store.compact()
        assert done.file_bytes < done.file_bytes_before / 2
        assert done.file_bytes == path.stat().st_size
        assert [*store.pages()] == pages
        assert store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_archive_of_the_first_schema_gives_its_room_back_too(path: Path) -> None:
    path.write_bytes(gzip.decompress(FIRST.with_suffix(".db.gz").read_bytes()))
    with Store(path) as store:
        store._connection.executescript("CREATE TABLE big AS SELECT zeroblob(100000) AS x; DROP TABLE big;")
        pages = [*store.pages()]
        store._connection.executescript("CREATE TABLE room AS SELECT zeroblob(1000000); DROP TABLE room")
        assert store.compact().file_bytes < path.stat().st_size + 1
        assert store._connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert store._connection.execute("PRAGMA auto_vacuum").fetchone() == (2,)
        assert [*store.pages()] == pages


def test_others_write_meanwhile_and_hardly_wait(path: Path) -> None:
    with Store(path) as store:
        save_without_dictionaries(store, range(400))
        waits: list[float] = []
        begun, ended = threading.Event(), threading.Event()

        def write() -> None:
            with Store(path) as other:
                while not ended.is_set():
                    start = time.monotonic()
                    other.save_page(make_page(look(1, len(waits)), url=f"https://other.example/{len(waits)}"))
                    waits.append(time.monotonic() - start)
                    begun.set()

        writer = threading.Thread(target=write)
        writer.start()
        begun.wait(10)
        before = len(waits)

        def go_on(done: int, total: int) -> None:
            begun.clear()
            begun.wait(0.5)  # on a busy machine all might be over before the other's turn comes

        store.compact(go_on)
        meanwhile = len(waits) - before
        ended.set()
        writer.join()
    assert meanwhile
    assert max(waits) < 2


def test_a_run_that_is_killed_is_taken_up_by_the_next(path: Path) -> None:
    with Store(path) as store:
        save_without_dictionaries(store, range(60))
        pages = [*store.pages()]
    program = (
        "import os, signal, sys\n"
        "from archiver.store import Store\n"
        "die = lambda done, total: done > 20 and os.kill(os.getpid(), signal.SIGKILL)\n"
        "Store(sys.argv[1]).compact(die)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == -signal.SIGKILL
    with Store(path) as store:
        assert 0 < plain(store) < 60
        assert [*store.pages()] == pages
        assert store.compact().dictionaries == 0
        assert (plain(store), count(store, "dictionaries")) == (0, 1)
        assert [*store.pages()] == pages
