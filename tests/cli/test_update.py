"""update: which posts are visited again, 304, what is new, and failures."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest
from werkzeug import Request, Response

from tests.cli.test_crawl import AT_ONCE, DB
from tests.crawl.blogs import Answer, path_of, permalinks, post_page, serve, wordpress

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.cli.conftest import Run


@pytest.fixture
def base(httpserver: HTTPServer) -> str:
    return httpserver.url_for("").rstrip("/")


def visit_long_ago(folder: Path, *paths: str) -> None:
    """Let the last visits of posts be a year ago."""
    with sqlite3.connect(folder / "blogs.db") as archive:
        for path in paths:
            archive.execute("UPDATE pages SET last_seen = '2020-01-01T00:00:00Z' WHERE url LIKE ?", (f"%{path}",))
    archive.close()


def update(invoke: Run, base: str, *arguments: str) -> list[str]:
    return invoke("update", *AT_ONCE, "--site", base, *arguments).stderr.splitlines()


@pytest.mark.usefixtures("read_here")
def test_only_what_is_due_is_visited_and_new_comments_come(
    invoke: Run, httpserver: HTTPServer, base: str, tmp_path: Path
) -> None:
    answers = wordpress(base, 4, comments=1)
    asked = serve(httpserver, answers)
    invoke("crawl", base, *AT_ONCE, "-q")
    assert update(invoke, base) == ["nothing to do"]
    links = permalinks(base, 4)
    visit_long_ago(tmp_path, *links[:2])
    answers |= {path_of(link): post_page(link, f"Post {n}", comments=n + 1) for n, link in enumerate(links)}
    asked.clear()
    assert update(invoke, base) == ["1 unchanged, 1 updated"]
    assert [path for path in asked if path != "/robots.txt"] == [path_of(link) for link in links[:2]]
    assert update(invoke, base) == ["nothing to do"]
    for limit in (3, 4):
        (summary,) = update(invoke, base, "--all", "--limit", str(limit))
        assert sum(int(part.split()[0]) for part in summary.split(", ")) == limit
    assert len(json.loads(invoke("list", "comments", *DB).stdout)) == 1 + 2 + 3 + 4


@pytest.mark.usefixtures("read_here")
def test_a_page_that_the_server_knows_to_be_the_same_is_not_read(
    invoke: Run, httpserver: HTTPServer, base: str, tmp_path: Path
) -> None:
    body = post_page(f"{base}/2010/05/hello/", "Hello").data
    statuses: list[int] = []

    def handle(request: Request) -> Response:
        same = request.headers.get("If-None-Match") == '"1"'
        statuses.append(304 if same else 200)
        return Response(b"" if same else body, statuses[-1], {"ETag": '"1"'}, content_type="text/html")

    httpserver.expect_request("/2010/05/hello/").respond_with_handler(handle)
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    invoke("add", f"{base}/2010/05/hello/", *AT_ONCE, "-q")
    for _ in range(2):
        visit_long_ago(tmp_path, "/hello/")
        done = invoke("update", *AT_ONCE, "--site", base, "-v")
        assert (done.returncode, done.stderr) == (0, f"unchanged {base}/2010/05/hello/\n1 unchanged\n")
    assert statuses == [200, 304, 304]
    with sqlite3.connect(tmp_path / "blogs.db") as archive:
        assert archive.execute("SELECT count(*), max(last_seen) > '2025' FROM pages").fetchone() == (1, 1)
    archive.close()


def test_a_post_that_is_gone_stays_and_is_told(invoke: Run, httpserver: HTTPServer, base: str, tmp_path: Path) -> None:
    answers = wordpress(base, 3)
    serve(httpserver, answers)
    invoke("crawl", base, *AT_ONCE, "-q")
    links = permalinks(base, 3)
    answers[path_of(links[0])] = Answer("gone", status=410)
    visit_long_ago(tmp_path, *links)
    done = invoke("update", *AT_ONCE, "--site", base, "--retries", "0")
    assert done.returncode == 4
    assert f"archiver: {links[0]}: HTTP 410 Gone; the archived post stays as it is" in done.stderr.splitlines()
    assert sorted(done.stderr.splitlines()[-1].split(", ")) == ["1 failed", "2 unchanged"]
    assert len(json.loads(invoke("list", "posts", *DB).stdout)) == 3
    assert update(invoke, base) == ["nothing to do"]


@pytest.mark.usefixtures("read_here")
def test_a_host_that_is_dead_does_not_use_up_every_portion(
    invoke: Run, httpserver: HTTPServer, base: str, tmp_path: Path
) -> None:
    serve(httpserver, wordpress(base, 2))
    invoke("crawl", base, *AT_ONCE, "-q")
    dead = f"http://127.0.0.1:1{path_of(permalinks(base, 2)[0])}"
    (tmp_path / "dead.html").write_bytes(post_page(dead, "Dead").data)
    invoke("add", "dead.html", "--url", dead, *DB, "-q")
    visit_long_ago(tmp_path, "/")
    with sqlite3.connect(tmp_path / "blogs.db") as archive:
        archive.execute("UPDATE pages SET last_seen = '2019-01-01T00:00:00Z' WHERE url = ?", (dead,))
    archive.close()
    portion = ("update", *AT_ONCE, "--limit", "1", "--allow-private", "--retries", "0", "--ignore-robots")
    assert "connection refused" in invoke(*portion).stderr
    assert [invoke(*portion).stderr for _ in range(3)] == ["1 unchanged\n", "1 unchanged\n", "nothing to do\n"]


@pytest.mark.usefixtures("read_here")
def test_filters_select_and_private_hosts_have_to_be_named(
    invoke: Run, httpserver: HTTPServer, base: str, tmp_path: Path
) -> None:
    serve(httpserver, wordpress(base, 3))
    invoke("crawl", base, *AT_ONCE, "-q")
    visit_long_ago(tmp_path, "/")
    assert invoke("update", *AT_ONCE, "--since", "2030").stderr == "nothing to do\n"
    done = invoke("update", *AT_ONCE, "--limit", "1")
    assert done.returncode == 4
    assert "private" in done.stderr or "loopback" in done.stderr
    assert invoke("update", *AT_ONCE, "--limit", "1", "--allow-private").stderr == "1 unchanged\n"


def test_wrong_usage_and_no_archive(invoke: Run) -> None:
    assert invoke("update", *DB, "--since", "yesterday").returncode == 2
    assert invoke("update", "--db", "/dev/null/blogs.db").returncode == 16
    assert invoke("update", "--db", "none.db").stderr == "archiver: none.db: there is no archive\n"
    assert invoke("crawl", "--resume", "--db", "none.db").stderr == "archiver: none.db: there is no archive\n"
