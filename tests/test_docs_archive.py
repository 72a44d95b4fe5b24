"""docs/archive.md: every SQL example runs on an archive, and Datasette, where it is installed, finds what it should."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from archiver.records import Post
from archiver.store import Store
from tests.fixtures import FIXTURES

TEXT = (Path(__file__).parent.parent / "docs" / "archive.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```sql\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages in fixtures/wordpress, one of them changed since, with a comment that is gone, and then gone itself."""
    path = tmp_path_factory.mktemp("docs") / "blogs.db"
    with Store(path) as store:
        for fixture in FIXTURES:
            if fixture.name.startswith("wordpress/") and fixture.post:
                page, post = fixture.page, Post.from_dict(fixture.post)
                store.save(page, post)
        fewer = post.comments[1:]
        changed = replace(post, title="Another title", comments=fewer, comment_count=len(fewer))
        store.save(replace(page, body=b"changed", fetched_at="2026-02-01T00:00:00Z"), changed)
        store.save(replace(page, body=b"gone", status=404, fetched_at="2026-03-01T00:00:00Z"), changed)
    return path


def answers(path: Path, example: str) -> list[list[Any]]:
    """What each statement of an example gives."""
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(sql).fetchall() for sql in example.split(";\n") if sql.strip()]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[0])
def test_every_sql_example_runs_and_finds_something(archive: Path, example: str) -> None:
    found = answers(archive, example)
    assert found
    assert all(found)


def test_a_thread_reads_as_the_page_shows_it(archive: Path) -> None:
    (example,) = (text for text in EXAMPLES if "RECURSIVE" in text)
    (rows,) = answers(archive, example)
    with Store(archive, read_only=True) as store:
        longest = max(store.posts(), key=lambda post: len(post.comments))
    assert len(rows) == len(longest.comments) > 5
    assert any(who.startswith("  ") for who, _ in rows)


def test_datasette_finds_posts_and_comments_without_any_settings(archive: Path) -> None:
    application = pytest.importorskip("datasette.app").Datasette([str(archive)])

    async def rows(table: str, word: str) -> list[dict[str, Any]]:
        path = f"/blogs/{table}.json?_search={quote(word)}&_shape=array"
        response = await application.client.get(path)
        assert response.status_code == 200
        found: list[dict[str, Any]] = response.json()
        return found

    async def check() -> None:
        assert [row["title"] for row in await rows("posts", "kitchen table")] == [
            "Building a wheel at the kitchen table"
        ]
        assert all("magnet" in row["content_text"] for row in await rows("comments", "magnet"))
        assert await rows("comments", "magnet")
        page = await application.client.get("/blogs/comments?_search=magnet")
        assert 'name="_search"' in page.text

    asyncio.run(check())
