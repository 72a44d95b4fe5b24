"""The real command line as a subprocess, in a pipe or on a terminal, and an archive to ask."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from archiver.cli import app
from archiver.records import Author, Comment, Page, Post, Site
from archiver.store import Store
from tests.conftest import MEASURED
from tests.crawl.blogs import Here

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
Run = Callable[..., subprocess.CompletedProcess[str]]

HELLO = Post(
    url="https://example.org/2010/05/hello/",
    title="Hello, *world*",
    site=Site("https://example.org/", "Example", "wordpress"),
    authors=(Author("Ann"), Author("Bob")),
    published="2010-05-04T11:54",
    updated="2010-06",
    tags=("greeting",),
    content_html="<p>A greeting to the whole wide world.</p>",
    content_text="A greeting to the whole wide world.",
    comment_count=88,
    comments=(
        Comment("c1", None, author=Author("Josh"), published="2010-05-05", content_text="Nice greeting!"),
        Comment("c2", "c1", content_text="Indeed it is."),
        Comment("c3", None, "pingback", published_text="3 years ago", content_text="Linked from elsewhere"),
    ),
)
FORMULA = Post(
    url="https://example.net/formula",
    title="=1+1",
    site=Site("https://example.net/", "Other"),
    published="2012",
    content_text="Nothing is said of greetings here.",
)
EVIL = Post(
    url="https://evil.example/",
    title="Evil \x1b[31mred\x1b[0m \x9b2J title",
    content_text="one\x1b]0;owned\x07\n\n    code\tline\r\n\u202eesrever",
    comments=(Comment("c1", None, author=Author("Bad\x1b[2Jguy"), content_text="\x1b[5mblink"),),
)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three posts; nobody writes to it."""
    path = tmp_path_factory.mktemp("archive") / "blogs.db"
    with Store(path) as store:
        for post in (HELLO, FORMULA, EVIL):
            store.save(Page(post.url, post.url, 200, {}, b"<html>", "2024-01-01T00:00:00Z"), post)
    return path


@pytest.fixture
def environment(tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, str]:
    """The environment of the subprocess: no archive but one in the test's own folder."""
    own = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "COLUMNS": "80", "TERM": "xterm"}
    dropped = {"ARCHIVER_DB", "NO_COLOR", "FORCE_COLOR", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"}
    if request.node.get_closest_marker("unmeasured"):
        dropped.add(MEASURED)
    return {name: value for name, value in os.environ.items() if name not in dropped} | own


@pytest.fixture
def archiver(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run ``archiver`` with these arguments; stdin, stdout and stderr are pipes."""

    def run(*arguments: object, env: dict[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "archiver", *map(str, arguments)],
            env=environment | (env or {}),
            cwd=tmp_path,
            timeout=60,
            **{"encoding": "utf-8", "input": "", "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
        )

    return run


@pytest.fixture
def invoke(tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same within this process: ten times as fast, for what does not depend on real pipes and signals."""
    monkeypatch.chdir(tmp_path)

    def run(
        *arguments: object,
        input: str = "",  # noqa: A002 - as subprocess has it
        env: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        words = [str(argument) for argument in arguments]
        runner = CliRunner(env={**dict.fromkeys(os.environ), **environment, MEASURED: None, **(env or {})})
        done = runner.invoke(app, words, input=input, prog_name="archiver", catch_exceptions=False)
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Crawls read pages in the test's process: to start another one costs more than all the rest of them."""
    monkeypatch.setattr("archiver.crawl.scraping.Scraping", Here)


@pytest.fixture
def terminal(tmp_path: Path, environment: dict[str, str]) -> Callable[..., str]:
    """Run ``archiver`` on a terminal and give what appears there."""

    def run(*arguments: object, env: dict[str, str] | None = None, stdout: int | None = None) -> str:
        master, slave = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "archiver", *map(str, arguments)],
            env=environment | (env or {}),
            cwd=tmp_path,
            stdin=slave,
            stdout=slave if stdout is None else stdout,
            stderr=slave,
        ) as process:
            os.close(slave)
            shown = b""
            while True:
                try:
                    piece = os.read(master, 65536)
                except OSError:  # Linux: EIO once the other end is closed
                    break
                if not piece:
                    break
                shown += piece
            process.wait(timeout=60)
        os.close(master)
        return shown.decode()

    return run
