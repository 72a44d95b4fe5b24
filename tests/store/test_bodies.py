from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

import pytest

from archiver.errors import StoreError
from archiver.store import Store, bodies, packing
from archiver.store.database import transaction
from tests.store.samples import make_page, make_post
from tests.store.test_packing import words

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.records import Page

LOOKS = {number: words(1500, seed=1000 + number).decode() for number in range(4)}


def look(number: int, seed: int) -> str:
    """A page of a blog that looks like this, and says something of its own."""
    return LOOKS[number] + words(60, seed=seed).decode()


def blog_page(number: int, *, host: str = "blog.example", of: int = 0) -> Page:
    return make_page(look(of, number), url=f"https://{host}/{number}")


def count(store: Store, sql: str) -> int:
    return int(store._connection.execute(f"SELECT count(*) FROM {sql}").fetchone()[0])


def plain(store: Store) -> int:
    return count(store, "bodies WHERE dictionary_id IS NULL")


@pytest.mark.parametrize(
    ("urls", "host"),
    [
        (("https://Blog.Example:8080/x",), "blog.example"),
        (("file:///home/x.html", "https://blog.example/x"), "blog.example"),
        (("http://[", "https://blog.example/"), "blog.example"),
        (("file:///home/x.html", ""), ""),
        ((), ""),
    ],
)
def test_the_host_is_that_of_the_first_url_that_has_one(urls: tuple[str, ...], host: str) -> None:
    assert bodies.host_of(*urls) == host


def test_the_same_body_is_stored_once_whatever_its_urls(store: Store) -> None:
    pages = [make_page(look(0, 1), url=f"https://{host}.example/") for host in "abc"]
    for page in pages:
        store.save_page(page)
    assert [*store.pages()] == pages
    assert count(store, "bodies") == 1
    assert store.stats().page_bytes == len(pages[0].body)


def test_the_fourth_page_of_a_host_makes_a_dictionary_for_all_of_them(store: Store) -> None:
    pages = [blog_page(number) for number in range(20)]
    for page in pages[:3]:
        store.save_page(page)
    assert (count(store, "dictionaries"), plain(store)) == (0, 3)
    store.save_page(blog_page(0, host="other.example", of=1))
    for page in pages[3:]:
        store.save_page(page)
    assert (count(store, "dictionaries"), plain(store)) == (1, 1)
    assert [page for page in store.pages() if "//blog.example" in page.url] == pages
    stats = store.stats()
    assert stats.stored_bytes < stats.page_bytes / 4, "of hexadecimal digits half is left without a dictionary"


def test_a_blog_that_gets_a_new_look_gets_a_new_dictionary(store: Store) -> None:
    for number in range(8):
        store.save_page(blog_page(number))
    for number in range(10, 18):
        store.save_page(blog_page(number, of=1))
    assert (count(store, "dictionaries"), plain(store)) == (2, 0)
    store.save_page(blog_page(20))
    assert plain(store) == 0, "the older look may come back"


def test_pages_that_have_nothing_in_common_make_no_dictionary(store: Store) -> None:
    for number in range(9):
        store.save_page(make_page(words(1000, seed=number).decode(), url=f"https://blog.example/{number}"))
    assert (count(store, "dictionaries"), plain(store)) == (0, 9)


def test_small_and_huge_pages_are_no_dictionaries(store: Store) -> None:
    for number in range(4):
        store.save_page(make_page(f"<p>{number}</p>", url=f"https://small.example/{number}"))
    huge = "x" * bodies.DICTIONARY_SIZES[1]
    for number in range(4):
        store.save_page(make_page(f"{huge}{number}", url=f"https://huge.example/{number}"))
    assert count(store, "dictionaries") == 0


def test_files_share_a_dictionary_with_the_pages_of_their_post(store: Store) -> None:
    for number in range(4):
        page = make_page(look(0, number), url=f"file:///home/{number}.html")
        store.save(page, make_post(url=f"https://blog.example/{number}"))
    assert store._connection.execute("SELECT host FROM dictionaries").fetchall() == [("blog.example",)]


def test_a_body_goes_with_its_last_page_and_a_dictionary_with_its_last_body(store: Store) -> None:
    for number in range(4):
        store.save_page(blog_page(number))
    store.save_page(make_page(look(0, 0), url="https://blog.example/copy"))
    store._connection.execute("DELETE FROM pages WHERE url LIKE '%/_'")
    assert (count(store, "bodies"), count(store, "dictionaries")) == (1, 1)
    assert [page.url for page in store.pages()] == ["https://blog.example/copy"]
    store._connection.execute("DELETE FROM pages")
    assert (count(store, "bodies"), count(store, "dictionaries")) == (0, 0)


def test_a_body_whose_dictionary_is_removed_before_it_is_written_is_packed_without(path: Path) -> None:
    with Store(path) as store, Store(path) as other:
        for number in range(4):
            store.save_page(blog_page(number))
        page = blog_page(5)
        new = bodies.NewBody(store._connection, page.body, "blog.example")
        other._connection.execute("DELETE FROM pages")
        with transaction(store._connection):
            new.write(store._connection)
        assert (count(store, "bodies"), plain(store)) == (1, 1)


def test_a_body_that_is_removed_before_it_is_written_again_is_packed_anew(path: Path) -> None:
    with Store(path) as store, Store(path) as other:
        store.save_page(make_page())
        new = bodies.NewBody(store._connection, make_page().body, "blog.example")
        other._connection.execute("DELETE FROM pages")
        with transaction(store._connection):
            number = new.write(store._connection)
        (row,) = store._connection.execute("SELECT id, sha256, size, data FROM bodies").fetchall()
        assert row[0] == number
        assert bodies.read_body(*row[1:]) == make_page().body


def test_damaged_bodies_do_not_stop_others_from_being_saved(store: Store) -> None:
    for number in range(3):
        store.save_page(blog_page(number))
    store._connection.execute("UPDATE bodies SET data = x'00' WHERE id = 1")
    for number in range(3, 6):
        store.save_page(blog_page(number))
    assert count(store, "dictionaries") == 1


def test_a_dictionary_is_prepared_once() -> None:
    content = words(1000, seed=1)
    row = hashlib.sha256(content).hexdigest(), len(content), packing.pack(content)
    assert bodies.open_dictionary(*row) is bodies.open_dictionary(*row)


def test_a_damaged_dictionary_does_not_stop_others_from_being_saved(store: Store) -> None:
    for number in range(4):
        store.save_page(blog_page(number))
    store._connection.execute("UPDATE dictionaries SET sha256 = 'other'")
    for number in range(4, 8):
        store.save_page(blog_page(number))
    assert (count(store, "dictionaries"), plain(store)) == (2, 0)


@pytest.mark.parametrize("what", ["bodies", "dictionaries"])
def test_a_damaged_page_names_its_url(store: Store, what: str) -> None:
    for number in range(4):
        store.save_page(blog_page(number))
    store._connection.execute(f"UPDATE {what} SET data = x'00'")
    with pytest.raises(StoreError, match=r"blog\.example/0: the stored page of 2020-05-01.* is damaged"):
        list(store.pages())


def test_a_page_that_became_another_is_damaged_too(store: Store) -> None:
    """A frame that can be read, but is not what was stored: its checksum says so."""
    store.save_page(make_page())
    store._connection.execute("UPDATE bodies SET sha256 = ?", (hashlib.sha256(b"other").hexdigest(),))
    with pytest.raises(StoreError, match="is damaged: its checksum is wrong"):
        list(store.pages())


def test_a_body_of_200_kb_is_read_in_under_two_milliseconds() -> None:
    """Checksum included, and preparing its dictionary of 50 kB, as for the first page that a command reads."""
    shared = words(6000, seed=1)
    body = shared + words(19_000, seed=2)
    assert len(body) == 200_000
    packed = packing.pack(body, packing.Dictionary(shared))
    of_body = hashlib.sha256(body).hexdigest(), len(body), packed
    of_shared = hashlib.sha256(shared).hexdigest(), len(shared), packing.pack(shared)
    times = []
    for _ in range(20):
        bodies.open_dictionary.cache_clear()
        start = time.process_time()
        assert bodies.read_body(*of_body, *of_shared) == body
        times.append(time.process_time() - start)
    assert min(times) < 0.002
