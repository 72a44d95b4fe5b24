from __future__ import annotations

import gzip
import json
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from archiver.errors import StoreError
from archiver.store import Store, database
from archiver.store.migrations import MIGRATIONS
from tests.store.contents import contents
from tests.store.samples import make_page, make_post

SCHEMA = Path(__file__).parent / "schema.sql"
FIRST = Path(__file__).parent / "archives" / "version3"
"""An archive of the first schema (3), made by the program of that time, and what it said of it (``contents.py``)."""
NAMES = [migration.name for migration in MIGRATIONS._migrations]


def test_the_schema_is_the_one_of_schema_sql(store: Store) -> None:
    """A change of the schema is a new migration and shows as a readable difference of that file."""
    rows = store._connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    # FTS5 makes its own tables; their names are quoted.
    schema = ";\n\n".join(sql for (sql,) in rows if not re.match(r"CREATE TABLE '", sql)) + ";\n"
    assert schema == SCHEMA.read_text(encoding="utf-8")


def test_what_fts5_is_told_of_its_indexes_is_kept_when_they_are_made_anew(store: Store) -> None:
    """It stands in tables of FTS5's own, and not in the schema."""
    store.save(make_page(), make_post())
    store._connection.execute("DELETE FROM comments_fts_docsize")
    store._connection.commit()
    assert list(store.check(repair=True)) != []
    for index in (f"{table}_{kind}" for table in ("posts", "comments") for kind in ("fts", "trigram", "symbols")):
        told = dict(store._connection.execute(f"SELECT k, v FROM {index}_config"))
        assert told["automerge"] == 12, index


def test_the_version_counts_the_migrations() -> None:
    assert len(NAMES) == database.SCHEMA_VERSION
    assert [name[:5] for name in NAMES] == [f"m{n:03}_" for n in range(1, len(NAMES) + 1)]


@pytest.mark.parametrize("version", range(1, len(NAMES)))
def test_an_archive_of_any_earlier_version_with_a_post_is_brought_up_to_date(path: Path, version: int) -> None:
    old = Database(sqlite3.connect(path))
    MIGRATIONS.apply(old, stop_before=NAMES[version])
    old.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    old.execute(f"PRAGMA user_version = {version}")
    old.execute(
        "INSERT INTO posts (url, title, content_text, scraper, first_seen, last_seen)"
        " VALUES ('u', 'Old post', '私は東京タワーが好き', 'generic', '2020', '2020')"
    )
    old.execute(
        "INSERT INTO comments (post_id, source_id, position, first_seen, content_text) VALUES (1, 'c', 0, '', 'x')"
    )
    old.close()
    with Store(path) as store:
        assert [hit.post_title for hit in store.search("old")] == ["Old post"]
        assert [hit.kind for hit in store.search("東京タワー")] == ["post"]
        assert [hit.kind for hit in store.search("x")] == ["comment"]
        assert store._connection.execute("SELECT count(*) FROM comments_with_posts").fetchone() == (1,)


def test_pages_of_an_earlier_version_get_their_roles(path: Path) -> None:
    old = Database(sqlite3.connect(path))
    MIGRATIONS.apply(old, stop_before="m004_history")
    old.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    old.execute("PRAGMA user_version = 3")
    old.execute(
        "INSERT INTO posts (id, url, scraper, first_seen, last_seen) VALUES (1, 'u', 'generic', '2020', '2020')"
    )
    for url, status, post_id in (("u", 200, 1), ("u", 404, 1), ("other", 200, None)):
        old.execute(
            "INSERT INTO pages (url, final_url, post_id, status, fetched_at, last_seen, sha256, size, headers, body)"
            " VALUES (?1, ?1, ?3, ?2, '2020', '2020', '', 0, '{}', x'')",
            (url, status, post_id),
        )
    old.close()
    with Store(path) as store:
        assert [role for (role,) in store._connection.execute("SELECT role FROM pages ORDER BY id")] == [
            *("post", "kept", None)
        ]


def test_a_tag_that_a_post_had_twice_is_there_once_and_counted_as_before(path: Path) -> None:
    old = Database(sqlite3.connect(path))
    MIGRATIONS.apply(old, stop_before="m016_tags_once")
    old.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    old.execute("PRAGMA user_version = 15")
    old.execute("INSERT INTO posts (url, scraper, first_seen, last_seen) VALUES ('u', 'generic', '2020', '2020')")
    old.execute("INSERT INTO tags (kind, name, name_folded) VALUES ('tag', 'b', 'b'), ('tag', 'a', 'a')")
    old.execute("INSERT INTO post_tags (post_id, position, tag_id) VALUES (1, 0, 1), (1, 1, 2), (1, 2, 1)")
    old.close()
    with Store(path) as store:
        assert [post.tags for post in store.posts()] == [("b", "a")]
        assert {tag.name: tag.posts for tag in store.tags()} == {"a": 1, "b": 1}
        assert list(store.check()) == []


@pytest.fixture
def first(path: Path) -> Path:
    """The archive of the first schema."""
    path.write_bytes(gzip.decompress(FIRST.with_suffix(".db.gz").read_bytes()))
    return path


def test_an_archive_of_the_first_schema_is_migrated_with_nothing_lost(first: Path) -> None:
    """Six fixtures, a post that changed twice with a comment that left, an error page, copies, an empty body, a page
    without a post, a file; text in Chinese, Japanese, Korean and Thai."""
    before = json.loads(FIRST.with_suffix(".json").read_text("utf-8"))
    queries = tuple(before["searches"])
    with Store(first) as store:
        assert json.loads(json.dumps(contents(store, queries))) == before
        assert store._connection.execute("SELECT count(*) FROM bodies").fetchone() == (13,)
        assert store._connection.execute("PRAGMA foreign_key_check").fetchall() == []
        hosts = {host for (host,) in store._connection.execute("SELECT host FROM bodies")}
        assert {"blog.example", "third.example"} < hosts
        store.save(make_page("<p>Fourth</p>", day=5), make_post(content_text="And life goes on."))
        assert [hit.kind for hit in store.search("life")] == ["post"]
    with Store(first, read_only=True) as store:
        assert store.stats().posts == len(before["posts"])


def test_a_migration_that_is_killed_leaves_the_old_archive_for_the_next_run(first: Path) -> None:
    """The process dies with the whole migration done but for its commit."""
    before = sqlite3.connect(first).execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    program = (
        "import os, signal, sys\n"
        "from archiver.store import Store, migrations\n"
        "from archiver.store.migrations import MIGRATIONS\n"
        "die = lambda db: os.kill(os.getpid(), signal.SIGKILL)\n"
        "MIGRATIONS._migrations.append(MIGRATIONS._Migration('m999_dies', die))\n"
        "Store(sys.argv[1])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(first)], check=False)
    assert done.returncode == -signal.SIGKILL
    connection = sqlite3.connect(first)
    assert connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall() == before
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    connection.close()
    test_an_archive_of_the_first_schema_is_migrated_with_nothing_lost(first)


def test_memory_does_not_grow_with_the_bodies_that_a_migration_moves(first: Path) -> None:
    """SQLite moves them and spills what it does not hold; what it holds is not Python's, so the process is asked."""
    connection = sqlite3.connect(first)
    connection.executemany(
        "INSERT INTO pages (url, final_url, status, fetched_at, last_seen, sha256, size, headers, body)"
        " VALUES (?1, ?1, 200, '', '', ?1, 1, '{}', randomblob(500000))",
        [(str(number),) for number in range(100)],
    )
    connection.commit()
    connection.close()
    program = (
        "import resource, sys, sqlite_utils\n"
        "from archiver.store import Store, migrations\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = peak(); Store(sys.argv[1]).close(); print((peak() - before) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(first)], check=True, capture_output=True, text=True)
    assert float(done.stdout) < 20, "megabytes, of fifty that were moved"


def test_a_failing_migration_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(db: Database) -> None:
        db.execute("CREATE TABLE half (id)")
        db.execute("SELECT nonsense")

    broken = [*MIGRATIONS._migrations, MIGRATIONS._Migration("m999_broken", fail)]
    monkeypatch.setattr(MIGRATIONS, "_migrations", broken)
    with pytest.raises(StoreError, match=r"blogs\.db: no such column: nonsense"):
        Store(path)
    monkeypatch.undo()
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT * FROM sqlite_schema").fetchall() == []
    connection.close()
    Store(path).close()


def test_deleting_a_post_leaves_nothing_of_it_but_its_pages(store: Store) -> None:
    """People clean up in Datasette or the sqlite3 shell: foreign keys and triggers keep the rest in order."""
    store.save(make_page(), make_post(content_text="東京タワー words"))
    store._connection.execute("DELETE FROM posts")
    assert [*store.search("words"), *store.search("東京タワー"), *store.comments(), *store.authors()] == []
    assert list(store.pages()) == [make_page()]


def test_datasette_finds_the_index_of_words_for_its_search_box(store: Store) -> None:
    """sqlite-utils looks for it as Datasette does (``datasette.utils.detect_fts``), and so must find no other."""
    database = Database(store._connection)
    for table in ("posts", "comments"):
        assert database.table(table).detect_fts() == f"{table}_fts"


def test_the_view_shows_comments_with_their_post(store: Store) -> None:
    store.save(make_page(), make_post())
    rows = store._connection.execute("SELECT post_title, author, kind FROM comments_with_posts").fetchall()
    assert rows == [
        ("Hello world", "Carl", "comment"),
        ("Hello world", "Ann", "comment"),
        ("Hello world", None, "pingback"),
    ]
