"""show --history: what changed on a post, to be read or as data."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archiver.cli.history import change_lines
from archiver.records import Page
from archiver.store import Change, FieldChange, Store
from tests.cli.conftest import EVIL, HELLO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

AT = "2024-01-02T00:00:00Z"


def lines(change: Change) -> list[str]:
    return list(change_lines(change))


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """An archive of a post that was changed twice."""
    path = tmp_path / "changed.db"
    hello = replace(HELLO, comment_count=None)
    josh, reply, ping = hello.comments
    states = (
        hello,
        replace(
            hello,
            title="Hello",
            content_text="A greeting to the whole wide world.\n\nAnd to you.",
            comments=(josh, ping),
        ),
        replace(hello, comments=(replace(josh, content_text="Nicest greeting!"), reply)),
        replace(hello, content_text=""),
    )
    with Store(path) as store:
        for day, post in enumerate(states, start=1):
            store.save(Page(post.url, post.url, 200, {}, b"%d" % day, f"2024-01-0{day}T00:00:00Z"), post)
    return path


def test_the_history_is_read_as_diffs_the_newest_last(invoke: Run, changed: Path) -> None:
    done = invoke("show", "1", "--history", "--db", changed)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2024-01-02T00:00:00Z · post changed\n  title: Hello, *world* → Hello\n" in done.stdout
    assert "  @@ -1 +1,3 @@\n   A greeting to the whole wide world.\n  +\n  +And to you.\n" in done.stdout
    assert "2024-01-03T00:00:00Z · comment changed · Josh · 2010-05-05\n" in done.stdout
    assert "  -Nice greeting!\n  +Nicest greeting!\n" in done.stdout
    assert "2024-01-03T00:00:00Z · comment returned · anonymous\n" in done.stdout
    assert (
        "2024-01-02T00:00:00Z · comment last seen · anonymous · 3 years ago\n  -Linked from elsewhere\n" in done.stdout
    )
    assert done.stdout.endswith("\n\n2024-01-04T00:00:00Z · kept as it was (its text is gone)\n")


def test_the_history_as_json(invoke: Run, changed: Path) -> None:
    told = json.loads(invoke("show", "1", "--history", "--json", "--db", changed).stdout)
    assert [change["event"] for change in told] == ["went", "changed", "went", "changed", "changed", "returned", "kept"]
    assert told[1] == {
        "at": AT,
        "event": "changed",
        "comment_id": None,
        "author": None,
        "published": None,
        "fields": told[1]["fields"],
        "reason": None,
        "rescraped": False,
    }
    assert told[1]["fields"]["title"] == {"before": "Hello, *world*", "after": "Hello"}


def test_a_post_without_changes_says_so_and_an_unknown_one_is_16(invoke: Run, database: Path) -> None:
    done = invoke("show", "1", "--history", "--db", database)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "nothing has changed since the post was archived\n"
    assert invoke("show", "1", "--history", "--json", "--db", database).stdout == "[]\n"
    assert invoke("show", "99", "--history", "--db", database).returncode == 16


def test_colours_are_for_a_terminal_that_wants_them(terminal: Callable[..., str], changed: Path) -> None:
    shown = terminal("show", "1", "--history", "--db", changed)
    assert "\x1b[31m  -Nice greeting!" in shown
    assert "\x1b[32m  +Nicest greeting!" in shown
    plain = terminal("show", "1", "--history", "--db", changed, env={"NO_COLOR": "1"})
    assert "\x1b" not in plain
    assert "  +Nicest greeting!" in plain


def test_short_fields_and_markup_alone() -> None:
    ann, bob = ({"name": name, "url": url, "avatar_url": None} for name, url in (("Ann", None), ("Bob", "https://b/")))
    fields = {
        "authors": FieldChange([ann, bob], []),
        "site": FieldChange({"url": None, "name": None, "platform": None}, {"url": "https://b/", "name": None}),
        "comment_count": FieldChange(None, 12),
        "content_html": FieldChange("<p>a</p>", "<p>a<br></p>"),
    }
    assert lines(Change(AT, "changed", fields=fields, rescraped=True)) == [
        f"{AT} · post changed · read anew",
        "  authors: Ann, Bob (https://b/) → (none)",
        "  site: (none) → https://b/",
        "  comment_count: (none) → 12",
        "  --- content_html",
        "  +++ content_html",
        "  @@ -1 +1 @@",
        "  -<p>a</p>",
        "  +<p>a<br></p>",
    ]


def test_what_a_page_says_does_not_steer_a_terminal() -> None:
    fields = {"title": FieldChange(EVIL.title, "a\nb"), "content_text": FieldChange(EVIL.content_text, "one")}
    shown = "\n".join(lines(Change(AT, "changed", "c1", author="Bad\x1b[2J\nguy", fields=fields)))
    assert not set("\x1b\x9b\x07\r\u202e") & set(shown)
    assert "Bad\ufffd[2J guy" in shown
    assert "→ a b" in shown


def test_a_comment_without_a_name_is_anonymous() -> None:
    came = Change(AT, "came", "c1", fields={"content_text": FieldChange(None, "one\n\ntwo")})
    assert lines(came) == [f"{AT} · comment came · anonymous", "  +one", "  +", "  +two"]
