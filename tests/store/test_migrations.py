from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from archiver.errors import StoreError
from archiver.store import Store, database
from archiver.store.migrations import MIGRATIONS
from tests.store.samples import make_page, make_post

SCHEMA = Path(__file__).parent / "schema.sql"
NAMES = [migration.name for migration in MIGRATIONS._migrations]


def test_the_schema_is_the_one_of_schema_sql(store: Store) -> None:
    """A change of the schema is a new migration and shows as a readable difference of that file."""
    rows = store._connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    # FTS5 makes its own tables; their names are quoted.
    schema = ";\n\n".join(sql for (sql,) in rows if not re.match(r"CREATE TABLE '", sql)) + ";\n"
    assert schema == SCHEMA.read_text(encoding="utf-8")


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


def test_the_view_shows_comments_with_their_post(store: Store) -> None:
    store.save(make_page(), make_post())
    rows = store._connection.execute("SELECT post_title, author, kind FROM comments_with_posts").fetchall()
    assert rows == [
        ("Hello world", "Carl", "comment"),
        ("Hello world", "Ann", "comment"),
        ("Hello world", None, "pingback"),
    ]
