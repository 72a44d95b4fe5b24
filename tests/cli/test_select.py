"""search, list and stats."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from archiver.records import Page, Post
from archiver.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run


def test_search_finds_posts_and_comments_and_says_where(archiver: Run, database: Path) -> None:
    done = archiver("search", "greeting", "--db", database)
    assert (done.returncode, done.stderr) == (0, "")
    hits = json.loads(done.stdout)
    assert {hit["kind"] for hit in hits} == {"post", "comment"}
    comment = next(hit for hit in hits if hit["kind"] == "comment")
    assert (comment["author"], comment["post_title"]) == ("Josh", "Hello, *world*")
    assert comment["snippet"] == "Nice [greeting]!"


def test_search_as_lines_and_with_every_filter(invoke: Run, database: Path) -> None:
    filters = "--site example.org --author josh --tag greeting --since 2010-05 --until 2010 --kind comment --limit 5"
    done = invoke("search", "greeting", *filters.split(), "--jsonl", "--db", database)
    assert [json.loads(line)["comment_id"] for line in done.stdout.splitlines()] == ["c1"]
    assert invoke("search", "greeting", "--until", "2009", "--db", database).stdout == "[]\n"


def test_a_search_may_be_several_words_of_the_command_line(invoke: Run, database: Path) -> None:
    hits = invoke("search", "nice greeting", "--db", database).stdout
    assert len(json.loads(hits)) == 1
    assert invoke("search", "nice", "--db", database, "greeting").stdout == hits
    assert invoke("search", "nice", "kind:post", "--db", database).stdout == "[]\n"


@pytest.mark.parametrize(
    "query", ["foo-bar", '"', "AND", "C++", "🐈", "*", "title:", "http://x", "after:banana", 'a:"', "\ufdd0"]
)
def test_what_is_typed_never_is_an_error(invoke: Run, database: Path, query: str) -> None:
    done = invoke("search", query, "--db", database)
    assert (done.returncode, done.stderr) == (0, "")
    assert isinstance(json.loads(done.stdout), list)


def test_raw_is_fts5_syntax_and_what_is_not_is_an_archive_error(invoke: Run, database: Path) -> None:
    assert len(json.loads(invoke("search", "--raw", "greet* NOT nice", "--db", database).stdout)) == 2
    done = invoke("search", "--raw", '"', "--db", database)
    assert done.returncode == 16
    assert done.stderr.startswith("archiver: ")
    assert done.stderr.count("\n") == 1


def test_list_posts_in_a_pipe_is_json_newest_first(archiver: Run, database: Path) -> None:
    posts = json.loads(archiver("list", "posts", "--db", database).stdout)
    assert [post["title"] for post in posts[:2]] == ["=1+1", "Hello, *world*"]
    hello = posts[1]
    assert hello["authors"] == ["Ann", "Bob"]
    assert (hello["comments"], hello["comment_count"], hello["site"]) == (3, 88, "Example")
    shown = archiver("show", hello["id"], "--json", "--db", database)
    assert json.loads(shown.stdout)["url"] == hello["url"]


@pytest.mark.parametrize(
    ("things", "names"),
    [
        ("comments", {None, "Josh", "Bad\x1b[2Jguy"}),
        ("authors", {"Ann", "Bob", "Josh", "Bad\x1b[2Jguy"}),
        ("sites", {"Example", "Other"}),
        ("tags", {"greeting"}),
    ],
)
def test_list_has_all_things(invoke: Run, database: Path, things: str, names: set[str | None]) -> None:
    done = invoke("list", things, "--jsonl", "--db", database)
    assert done.returncode == 0
    key = "author" if things == "comments" else "name"
    assert {json.loads(line)[key] for line in done.stdout.splitlines()} == names


def test_list_limits_and_selects_by_kind(invoke: Run, database: Path) -> None:
    pings = json.loads(invoke("list", "comments", "--kind", "pingback", "--db", database).stdout)
    assert [ping["text"] for ping in pings] == ["Linked from elsewhere"]
    assert json.loads(invoke("list", "comments", "--limit", "0", "--db", database).stdout) == []


def test_stats_in_a_pipe_is_one_json_object(invoke: Run, database: Path) -> None:
    stats = json.loads(invoke("stats", "--db", database).stdout)
    assert (stats["posts"], stats["comments"], stats["pingbacks"]) == (3, 3, 1)


def test_a_terminal_gets_tables_without_the_control_characters_of_pages(
    terminal: Callable[..., str], database: Path
) -> None:
    shown = terminal("list", "posts", "--db", database, env={"NO_COLOR": "1", "TERM": "dumb"})
    assert "2010-05-04 " in shown
    assert "Ann, Bob" in shown
    assert "Evil \ufffd[31mred" in shown.replace("\r\n", " ").replace("  ", " ")
    assert not set("\x1b\x9b\x07") & set(shown)


@pytest.mark.parametrize("command", [("stats",), ("list", "comments"), ("list", "posts"), ("list", "authors")])
def test_every_table_is_drawn(terminal: Callable[..., str], database: Path, command: tuple[str, ...]) -> None:
    shown = terminal(*command, "--db", database)
    assert "───" in shown
    assert "Traceback" not in shown


def test_a_search_shows_on_a_terminal_where_what_was_said(terminal: Callable[..., str], database: Path) -> None:
    shown = terminal("search", "greeting", "--db", database)
    assert "Josh · 2010-05-05 · comment · post 1" in shown
    assert "Nice \x1b[1;33mgreeting\x1b[0m!" in shown
    assert shown.endswith("2 hits\r\n")


def test_brackets_of_a_page_are_not_coloured(terminal: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "blogs.db"
    with Store(path) as store:
        post = Post("https://a.example/", "T", content_text="[this] and \ufdd0that\ufdd1 zebra\x1b[2J")
        store.save(Page(post.url, post.url, 200, {}, b"", "2024-01-01T00:00:00Z"), post)
    shown = terminal("search", "zebra", "--db", path)
    assert "[this] and \ufffdthat\ufffd \x1b[1;33mzebra\x1b[0m\ufffd[2J" in shown
    assert shown.endswith("1 hit\r\n")


def test_a_terminal_is_told_how_many_hits_there_are(terminal: Callable[..., str], database: Path) -> None:
    shown = terminal("search", "greeting", "--limit", "1", "--offset", "1", "--db", database)
    assert shown.endswith("2 to 2 of 2 hits; --limit and --offset show others\r\n")
    assert shown.count("post 1") == 1
    assert terminal("search", "greeting", "--offset", "9", "--db", database) == "none of 2 hits shown\r\n"


def test_filters_stand_in_the_query_too(invoke: Run, database: Path) -> None:
    def ids(*arguments: str) -> list[str | None]:
        return [hit["comment_id"] for hit in json.loads(invoke("search", *arguments, "--db", database).stdout)]

    assert ids("author:josh greet* after:2010-05 before:2011") == ["c1"]
    assert ids("post-author:ann -greeting kind:comment") == ["c2"]
    assert ids("", "--post", "1", "--kind", "pingback") == ["c3"]
    assert ids("site:example.org", "--post-author", "bob", "--sort", "oldest") == [None, "c1", "c3", "c2"]
    assert ids("site:example.org", "--sort", "newest", "--limit", "1", "--offset", "1") == [None]


def test_count_prints_the_number_alone(invoke: Run, database: Path) -> None:
    assert invoke("search", "greeting", "--count", "--limit", "1", "--db", database).stdout == "2\n"
    assert invoke("search", "unheard-of", "--count", "--db", database).stdout == "0\n"


def test_the_printed_sql_gives_the_same_in_sqlite(invoke: Run, database: Path) -> None:
    hits = json.loads(invoke("search", "greeting author:josh", "--db", database).stdout)
    sql = invoke("search", "greeting author:josh", "--sql", "--db", database).stdout
    connection = sqlite3.connect(database)
    rows = connection.execute(sql).fetchall()
    connection.close()
    assert [row[4] for row in rows] == [hit["comment_id"] for hit in hits] == ["c1"]


def test_a_terminal_is_told_when_nothing_is_found(terminal: Callable[..., str], database: Path) -> None:
    assert terminal("search", "unheard-of", "--db", database) == "nothing found\r\n"
