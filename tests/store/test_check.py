"""Real damage, what is said of it, and what a repair makes of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

import pytest

from archiver.errors import StoreError
from archiver.store import Problem, Store, _check_schema, check
from archiver.store._check_indexes import INDEXES
from tests.store.contents import contents
from tests.store.samples import make_comment, make_page, make_post
from tests.store.test_bodies import blog_page

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

DICTIONARY_LOST = (
    r"dictionary 1 of blog\.example is damaged, and with it all pages packed with it: its checksum is wrong"
)
BODIES_LOST = r"body \d \(https://blog\.example/\d\) is damaged: its dictionary: its checksum is wrong"


expected_schema = cache(_check_schema._expected)


@pytest.fixture(autouse=True)
def _migrations_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What they make is the same for every check, and is most of what one costs."""
    monkeypatch.setattr(_check_schema, "_expected", expected_schema)


@pytest.fixture
def full(store: Store) -> Iterator[Store]:
    """An archive with threads, revisions, dictionaries and several scripts, in which nothing is wrong."""
    for number in range(6):
        url = f"https://blog.example/{number}"
        comments = (
            make_comment("a", f"first {number}"),
            make_comment("b", "東京タワー が好き", parent_id="a"),
            make_comment("c", "third", parent_id="b"),
        )
        store.save(blog_page(number), make_post(url=url, title=f"Post {number}", comments=comments))
    store.save(make_page("<p>2</p>", day=2, url=url), make_post(url=url, title="Changed", comments=comments[:2]))
    store._connection.execute("PRAGMA foreign_keys = OFF")
    yield store
    assert not store._connection.in_transaction


def problems(store: Store, *, repair: bool = False) -> list[tuple[str, str]]:
    return [(found.check, found.problem) for found in store.check(repair=repair)]


def test_nothing_is_wrong_in_a_sound_archive_and_checking_changes_nothing(full: Store) -> None:
    before = list(full._connection.iterdump())
    assert problems(full) == []
    assert problems(full, repair=True) == []
    assert list(full._connection.iterdump()) == before


def test_an_empty_archive_is_sound(store: Store) -> None:
    assert problems(store) == []


def test_every_full_text_index_is_checked(store: Store) -> None:
    sql = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5 (%' ORDER BY name"
    assert sorted(index.name for index in INDEXES) == [name for (name,) in store._connection.execute(sql)]


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (
            "DELETE FROM posts_fts_docsize WHERE id = 2",
            [
                ("search index posts_fts", "rows of posts that are missing: 1"),
                ("search index posts_fts", "it does not say what posts says"),
            ],
        ),
        (
            "INSERT INTO comments_trigram (rowid, content_text) VALUES (99, 'stray words')",
            [("search index comments_trigram", "rows that comments_wide does not have: 1")],
        ),
        (
            "DELETE FROM comments_fts_data WHERE id > 10",
            [("search index comments_fts", "it does not say what comments says")],
        ),
        (
            "DELETE FROM comments_trigram_data WHERE id > 10",
            [("search index comments_trigram", "it contradicts itself")],
        ),
        (
            "DELETE FROM comments_symbols_docsize WHERE id = 3; INSERT INTO posts_symbols (rowid) VALUES (99)",
            [
                ("search index posts_symbols", "rows that posts_plain does not have: 1"),
                ("search index comments_symbols", "rows of comments_plain that are missing: 1"),
            ],
        ),
        (
            "DELETE FROM posts_symbols_data WHERE id > 10",
            [("search index posts_symbols", "it contradicts itself")],
        ),
        (
            "INSERT INTO posts_fts (posts_fts, rowid, title, content_text)"
            " SELECT 'delete', id, title, content_text FROM posts WHERE id = 1;"
            "INSERT INTO posts_fts (rowid, title, content_text) VALUES (1, 'another', 'text')",
            [("search index posts_fts", "it does not say what posts says")],
        ),
        (
            "DROP TRIGGER comments_fts_insert; DROP INDEX comments_published; DROP VIEW comments_with_posts",
            [
                ("schema", "the index comments_published is missing"),
                ("schema", "the trigger comments_fts_insert is missing"),
                ("schema", "the view comments_with_posts is missing"),
            ],
        ),
        (
            "DROP INDEX posts_published; CREATE INDEX posts_published ON posts (title)",
            [("schema", "the index posts_published is another than archiver makes")],
        ),
        (
            "UPDATE comments SET parent_id = 1 WHERE id IN (6, 15)",
            [
                ("parents", "comment 6 of post 2 hangs on another comment than its page says"),
                ("parents", "comment 15 of post 5 hangs on another comment than its page says"),
            ],
        ),
        ("UPDATE pages SET post_id = 77 WHERE id = 3", [("references", "post_id of row 3 of pages is not in posts")]),
        (
            "DELETE FROM authors WHERE name = 'Bob'",
            [
                ("references", f"author_id of row {row} of post_authors is not in authors")
                for row in (2, 4, 6, 8, 10, 12)
            ],
        ),
        (
            "UPDATE tags SET name_folded = NULL WHERE id = 1; UPDATE sites SET host = 'x'",
            [("names", f"row 1 of {table} is found by another name than it has") for table in ("sites", "tags")],
        ),
        (
            "INSERT INTO dictionaries SELECT 9, 'old.example', sha256, size, data FROM dictionaries",
            [("dictionaries", "dictionary 9 of old.example is needed by no page")],
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_what_can_be_rebuilt_is(full: Store, damage: str, expected: list[tuple[str, str]]) -> None:
    before = contents(full, ("first", "東京"))
    full._connection.executescript(damage)
    assert sorted(problems(full)) == sorted(expected)
    repaired = list(full.check(repair=True))
    assert {(found.check, found.problem) for found in repaired} >= set(expected)
    assert all(found.repaired for found in repaired)
    assert problems(full) == []
    after = contents(full, ("first", "東京"))
    if "authors" in damage or "post_id" in damage:
        kept = ("comments", "revisions", "searches", "pages")
        assert {key: after[key] for key in kept} == {key: before[key] for key in kept}
    else:
        assert after == before


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (
            "UPDATE bodies SET data = x'00' WHERE id = 2",
            r"body 2 \(https://blog\.example/1\) is damaged: .*content size",
        ),
        (
            "UPDATE bodies SET data = CAST(substr(data, 1, length(data) - 9) || zeroblob(9) AS BLOB) WHERE id = 2",
            r"body 2 \(https://blog\.example/1\) is damaged: ",
        ),
        ("UPDATE bodies SET size = 5 WHERE id = 3", r"body 3 .* is damaged: it has \d+ bytes instead of 5"),
        ("UPDATE bodies SET sha256 = 'x' WHERE id = 3", r"body 3 .* is damaged: its checksum is wrong"),
        ("UPDATE dictionaries SET sha256 = 'x'", f"{DICTIONARY_LOST}|{BODIES_LOST}"),
        ("UPDATE pages SET headers = '{' WHERE id = 2", "headers of row 2 of pages is no JSON"),
        (
            "UPDATE posts SET content_html = CAST(x'ff41' AS TEXT) WHERE id = 2",
            "content_html of row 2 of posts is no UTF-8",
        ),
        ("DELETE FROM _sqlite_migrations WHERE name LIKE 'm002%'", "the migration m002_search is not noted"),
        ("DROP TABLE queue", r"the (table|index) .*queue.* is missing"),
    ],
    ids=lambda value: value[:40],
)
def test_what_cannot_be_rebuilt_is_said_and_left_as_it_is(full: Store, damage: str, expected: str) -> None:
    full._connection.executescript(damage)
    before = full._connection.serialize()
    found = list(full.check())
    assert found
    for problem in found:
        assert re.match(expected, problem.problem), problem.problem
    assert list(full.check(repair=True)) == found
    assert full._connection.serialize() == before


@pytest.mark.parametrize("index", ["comments_fts", "posts_trigram", "comments_symbols"])
def test_a_full_text_index_that_is_gone_is_made_anew(full: Store, index: str) -> None:
    before = contents(full, ("first", "東京"))
    full._connection.execute(f"DROP TABLE {index}")
    assert ("schema", f"the table {index} is missing") in problems(full)
    assert all(found.repaired for found in full.check(repair=True))
    assert problems(full) == []
    assert contents(full, ("first", "東京")) == before
    assert dict(full._connection.execute(f"SELECT k, v FROM {index}_config"))["automerge"] == 12


def test_what_belongs_to_nothing_is_put_aside(full: Store) -> None:
    """Comments without their post, and revisions: they may be all that is left of it."""
    connection = full._connection
    connection.execute("DROP TRIGGER posts_fts_delete")
    connection.execute("DELETE FROM posts WHERE id = 6")
    left = {problem.problem for problem in full.check() if problem.check == "references"}
    assert left >= {f"post_id of row {row} of comments is not in posts" for row in (16, 17, 18)}
    assert all(problem.repaired for problem in full.check(repair=True))
    assert problems(full) == []
    lost = connection.execute("SELECT table_name, fields FROM lost_and_found").fetchall()
    assert sorted(Counter(table for table, _ in lost).items()) == [("comments", 3), ("revisions", 1)]
    assert [json.loads(fields)["content_text"] for table, fields in lost if table == "comments"] == [
        *("first 5", "東京タワー が好き", "third")
    ]
    assert connection.execute("SELECT count(*) FROM comments").fetchone() == (15,)


def test_the_revision_of_a_comment_does_not_become_one_of_the_post(full: Store) -> None:
    reworded = make_post(url="https://blog.example/0", title="Post 0", comments=(make_comment("a", "other words"),))
    full.save(make_page("<p>3</p>", day=3, url=reworded.url), reworded)
    full._connection.execute("DROP TRIGGER comments_fts_delete")
    full._connection.execute("DELETE FROM comments WHERE id = 1")
    assert all(problem.repaired for problem in full.check(repair=True))
    assert [
        change for change in full.history(reworded.url) if "content_text" in change.fields and not change.comment_id
    ] == []
    (fields,) = full._connection.execute("SELECT fields FROM lost_and_found WHERE table_name = 'revisions'").fetchone()
    assert "first 0" in json.loads(fields)["fields"]


def test_a_body_without_a_page_stays(full: Store) -> None:
    (sql,) = full._connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'pages_delete_body'").fetchone()
    full._connection.executescript(f"DROP TRIGGER pages_delete_body; DELETE FROM pages WHERE id = 4; {sql}")
    assert list(full.check(repair=True)) == [Problem("page bodies", "body 4 is of no page", False)]


def test_more_than_a_hundred_problems_of_a_kind_are_counted(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "MOST", 3)
    full._connection.execute("UPDATE comments SET parent_id = 1")
    found = problems(full)
    assert len(found) == 4
    assert found[-1] == ("parents", "and 14 more")
    assert all(problem.repaired for problem in full.check(repair=True))
    assert problems(full) == []


def test_a_repair_that_would_leave_more_problems_is_undone(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def worsen(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE comments SET parent_id = 1")

    worse = [check.Check(one.name, one.find, worsen if one.name == "parents" else one.repair) for one in check.CHECKS]
    monkeypatch.setattr(check, "CHECKS", worse)
    full._connection.execute("UPDATE comments SET parent_id = 1 WHERE id = 6")
    expected = [Problem("parents", "comment 6 of post 2 hangs on another comment than its page says", False)]
    assert list(full.check(repair=True)) == expected
    assert list(full.check()) == expected


def flip(path: Path, find: bytes) -> None:
    """Change one bit of these bytes in the file, of which there must be some."""
    content = bytearray(path.read_bytes())
    place = content.index(find)
    content[place + len(find) // 2] ^= 1
    path.write_bytes(content)


def test_a_flipped_bit_in_a_stored_page_is_found(path: Path) -> None:
    with Store(path) as store:
        for number in range(6):
            store.save_page(blog_page(number))
        (data,) = store._connection.execute("SELECT data FROM bodies WHERE id = 5").fetchone()
    flip(path, data)
    with Store(path) as store:
        (problem,) = problems(store)
    assert problem[0] == "page bodies"
    assert problem[1].startswith("body 5 (https://blog.example/4) is damaged: ")


def test_a_flipped_bit_in_a_text_is_found(path: Path) -> None:
    """SQLite does not notice, as any text is as good as another; the index remembers what it said."""
    with Store(path) as store:
        store.save(make_page(), make_post(content_text="a word that is unmistakable", content_html="<p>markup"))
    flip(path, b"unmistakable")
    with Store(path) as store:
        assert problems(store) == [("search index posts_fts", "it does not say what posts says")]


def test_an_index_of_sqlite_that_lacks_an_entry_is_rebuilt(path: Path) -> None:
    with Store(path) as store:
        store.save(make_page(), make_post())
        connection = store._connection
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = sql || ' WHERE 0' WHERE name = 'comments_author_id'")
    with Store(path) as store:  # the index does not hold what comes now
        store.save(make_page(url="https://blog.example/2"), make_post(url="https://blog.example/2"))
        store._connection.execute("PRAGMA writable_schema = ON")
        store._connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ' WHERE 0', '') WHERE name = 'comments_author_id'"
        )
    with Store(path) as store:
        found = problems(store)
        assert ("file", "wrong # of entries in index comments_author_id") in found
        assert all(problem.repaired for problem in store.check(repair=True))
        assert problems(store) == []


def test_a_page_of_the_file_that_is_overwritten_is_found(path: Path) -> None:
    with Store(path) as store:
        for number in range(20):
            store.save(blog_page(number), make_post(url=f"https://blog.example/{number}"))
        (root,) = store._connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'comments'").fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    with Store(path) as store:
        found = problems(store)
        assert any(name == "file" for name, _ in found)
        assert all("\n" not in problem for _, problem in found)
        left = list(store.check(repair=True))
        assert any(not problem.repaired for problem in left)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused_or_found_and_left_as_it_is(path: Path, share: float) -> None:
    with Store(path) as store:
        for number in range(20):
            store.save(blog_page(number), make_post(url=f"https://blog.example/{number}"))
    before = path.read_bytes()[: int(path.stat().st_size * share)]
    path.write_bytes(before)
    with suppress(StoreError), Store(path, read_only=True) as store:
        assert problems(store)
    assert path.read_bytes() == before


def test_a_full_archive_opened_for_reading_is_checked_by_rows(path: Path, full: Store) -> None:
    with Store(path, read_only=True) as reader:
        assert problems(reader) == []
        full._connection.execute("DELETE FROM posts_fts_docsize WHERE id = 2")
        assert problems(reader) == [("search index posts_fts", "rows of posts that are missing: 1")]


def test_progress_is_told_by_check_and_by_body(full: Store) -> None:
    told: list[tuple[str, int, int]] = []
    list(full.check(progress=lambda *figures: told.append(figures)))
    assert [name for name, done, _ in told if not done] == [one.name for one in check.CHECKS]
    assert told[-1] == ("page bodies", 7, 7)
