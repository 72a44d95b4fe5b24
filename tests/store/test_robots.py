"""robots.txt files: the last one of each site, from any thread, beside whatever else is done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from archiver.errors import StoreError
from archiver.records import RobotsFile
from archiver.store import Store
from archiver.store.database import transaction
from tests.store.samples import make_page, make_post

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.fetch import RobotsCache

FILE = RobotsFile("https://blog.example", 200, "User-agent: *\nDisallow: /ü\0\ud800", "2020-05-04T10:00:00Z")


def test_a_file_comes_back_and_a_later_one_takes_its_place(store: Store) -> None:
    cache: RobotsCache = store
    assert cache.robots(FILE.origin) is None
    cache.save_robots(FILE)
    assert cache.robots("https://other.example") is None
    found = cache.robots(FILE.origin)
    assert found == RobotsFile(FILE.origin, 200, "User-agent: *\nDisallow: /ü\ufffd\ufffd", FILE.fetched_at)
    gone = RobotsFile(FILE.origin, 404, "", "2020-05-05T10:00:00Z")
    cache.save_robots(gone)
    assert cache.robots(FILE.origin) == gone


def test_it_can_be_asked_and_kept_from_any_thread_while_posts_are_saved(store: Store) -> None:
    files = [RobotsFile(f"https://{n}.example", 200, "", "2020") for n in range(20)]
    with ThreadPoolExecutor(4) as pool:
        saving = [pool.submit(store.save_robots, file) for file in files]
        for day in range(1, 6):
            store.save(make_page(f"<p>{day}</p>", day=day), make_post(content_text=f"Day {day}."))
        for done in saving:
            done.result()
        assert list(pool.map(store.robots, [file.origin for file in files])) == files


def test_it_is_read_while_another_writes_and_waits_to_be_kept(path: Path) -> None:
    with Store(path, timeout=0.05) as store:
        store.save_robots(FILE)
        with transaction(store._connection):
            assert store.robots(FILE.origin) is not None
            with pytest.raises(StoreError, match="another program is writing"):
                store.save_robots(FILE)
