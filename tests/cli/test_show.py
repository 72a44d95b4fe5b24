"""show: a post and its thread, to be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.cells import cell_len

from archiver.cli.show import MAX_INDENTS, post_lines
from archiver.records import Author, Comment, Post
from tests.cli.conftest import EVIL, HELLO, Run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def lines(post: Post, width: int = 60) -> list[str]:
    return list(post_lines(post, width))


def test_a_post_with_its_thread() -> None:
    assert lines(HELLO) == [
        "Hello, *world*",
        "Ann, Bob",
        "2010-05-04T11:54 (updated 2010-06)",
        "Example",
        "https://example.org/2010/05/hello/",
        "",
        "A greeting to the whole wide world.",
        "",
        "3 of 88 comments",
        "",
        "Josh · 2010-05-05",
        "  Nice greeting!",
        "",
        "    anonymous",
        "      Indeed it is.",
        "",
        "anonymous · 3 years ago · pingback",
        "  Linked from elsewhere",
    ]


def test_a_post_of_which_nothing_is_known_but_its_url() -> None:
    assert lines(Post(url="https://example.org/")) == [
        "https://example.org/",
        "https://example.org/",
        "",
        "No comments",
    ]


def test_text_is_wrapped_but_code_lists_and_urls_are_not_broken() -> None:
    url = "https://example.org/" + "very-long-" * 10
    text = f"word {'word ' * 20}\n\n    def  f():\n\treturn  1\n\n- one\n- two\n\n{url}"
    shown = lines(Post(url="u", content_text=text, comments=(Comment("c", content_text="a"),)), 40)
    assert max(len(line) for line in shown if url not in line) <= 40
    assert "    def  f():" in shown
    assert "    return  1" in shown
    assert shown[shown.index("- one") + 1] == "- two"
    assert url in shown
    assert "1 comment" in shown


def test_writing_without_blanks_is_wrapped_by_the_columns_that_it_takes() -> None:
    text = "終点の一つ手前で降りる。" * 10
    shown = lines(Post(url="u", comments=(Comment("c", content_text=text),)), 40)
    wrapped = [line for line in shown if line.startswith("  ")]
    assert "".join(line.strip() for line in wrapped) == text
    assert all(cell_len(line) <= 40 for line in wrapped)


def test_deep_replies_keep_room_for_their_text() -> None:
    comments = tuple(Comment(str(n), str(n - 1) if n else None, content_text="some words") for n in range(30))
    shown = lines(Post(url="u", comments=comments), 40)
    assert max(len(line) - len(line.lstrip()) for line in shown) == 4 * MAX_INDENTS + 2
    assert sum(line.strip() == "some words" for line in shown) == 30


def test_control_characters_of_a_page_do_not_reach_the_terminal() -> None:
    shown = "\n".join(lines(EVIL))
    assert not set("\x1b\x9b\x07\r\u202e") & set(shown)
    assert "Evil \ufffd[31mred" in shown
    assert "Bad\ufffd[2Jguy" in shown


def test_a_comment_by_several_lines_stays_one_byline() -> None:
    shown = lines(Post(url="u", comments=(Comment("c", author=Author("A\nB")),)))
    assert "A B" in shown


def test_show_finds_by_url_or_number(archiver: Run, database: Path) -> None:
    by_url = archiver("show", HELLO.url, "--db", database)
    assert by_url.returncode == 0
    assert by_url.stdout.splitlines()[0] == "Hello, *world*"
    assert "Josh · 2010-05-05\n  Nice greeting!\n\n    anonymous\n" in by_url.stdout
    assert archiver("show", "1", "--db", database).stdout == by_url.stdout


def test_show_as_json_is_the_record(invoke: Run, database: Path) -> None:
    done = invoke("show", "1", "--json", "--db", database)
    assert Post.from_dict(json.loads(done.stdout)) == HELLO


def test_a_post_that_is_not_there_is_one_line_and_16(invoke: Run, database: Path) -> None:
    done = invoke("show", "https://example.org/\x1b[31mno", "--db", database)
    assert (done.returncode, done.stdout) == (16, "")
    assert done.stderr == "archiver: https://example.org/\ufffd[31mno: no such post in the archive\n"


def test_show_on_a_terminal(terminal: Callable[..., str], database: Path) -> None:
    shown = terminal("show", EVIL.url, "--db", database)
    assert "Evil" in shown
    assert "\x1b" not in shown
