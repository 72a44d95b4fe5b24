"""crawl and queue: a whole blog over HTTP, again, in part, killed, interrupted, and shown."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from werkzeug import Request, Response

from tests.crawl.blogs import Answer, handmade, listing, path_of, permalinks, post_page, serve, wordpress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.cli.conftest import Run

DB = ("--db", "blogs.db")
AT_ONCE = (*DB, "--delay", "0")


@pytest.fixture
def base(httpserver: HTTPServer) -> str:
    return httpserver.url_for("").rstrip("/")


def states(invoke: Run) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in json.loads(invoke("queue", *DB).stdout):
        found[entry["state"]] = found.get(entry["state"], 0) + 1
    return found


def test_a_blog_is_archived_and_run_again_only_what_is_new(invoke: Run, httpserver: HTTPServer, base: str) -> None:
    answers = wordpress(base, 7, comments=2)
    asked = serve(httpserver, answers)
    done = invoke("crawl", base, *AT_ONCE)
    found = "7 posts: 7 in REST, 7 in the sitemap, 7 in the feed, 7 in archive pages"
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"{base}/: {found}\n7 added\n")
    posts = json.loads(invoke("list", "posts", *DB).stdout)
    assert {post["url"] for post in posts} == set(permalinks(base, 7))
    assert {post["comments"] for post in posts} == {2}
    answers |= wordpress(base, 8)
    asked.clear()
    assert invoke("crawl", f"{base}/", *AT_ONCE, "-q").stderr == ""
    assert [path for path in asked if "post-number" in path] == [permalinks("", 8)[7]]
    assert states(invoke) == {"done": 8, "skipped": 1}


@pytest.mark.usefixtures("read_here")
def test_a_blog_by_another_of_its_names_is_the_same(invoke: Run, httpserver: HTTPServer, base: str) -> None:
    serve(httpserver, wordpress(base, 3))
    assert invoke("crawl", base, f"{base}/index.html", *AT_ONCE).stderr.splitlines()[-1] == "3 added"
    assert invoke("crawl", f"{base}/index.php?utm_source=x", *AT_ONCE).stderr.splitlines()[-1] == "nothing to do"
    assert {entry["blog"] for entry in json.loads(invoke("queue", *DB).stdout)} == {f"{base}/"}


@pytest.mark.usefixtures("read_here")
def test_a_failure_is_one_line_and_its_code_and_what_waits_is_told(
    invoke: Run, httpserver: HTTPServer, base: str
) -> None:
    answers = wordpress(base, 4)
    links = permalinks("", 4)
    answers |= {links[0]: Answer("", status=410), links[1]: Answer("<p></p>"), links[2]: Answer("", status=503)}
    serve(httpserver, answers)
    done = invoke("crawl", base, *AT_ONCE, "--retries", "0")
    assert done.returncode == 4 | 8
    lines = done.stderr.splitlines()
    assert sum(line.startswith("archiver: ") for line in lines) == 3
    assert lines[-2] == f"{base}/: 1 more waits; `archiver queue` shows what"
    assert sorted(lines[-1].split(", ")) == ["1 added", "3 failed"]
    assert states(invoke) == {"done": 1, "failed": 2, "waiting": 1, "skipped": 1}
    failed = json.loads(invoke("queue", *DB, "--state", "failed").stdout)
    assert {entry["error"].partition(": ")[2] for entry in failed} == {"HTTP 410 Gone", "no post on this page"}
    (waiting,) = json.loads(invoke("queue", *DB, "--state", "waiting", "--site", base).stdout)
    assert waiting["next_try_at"] > waiting["tried_at"]
    assert waiting["attempts"] == 1


@pytest.mark.usefixtures("read_here")
def test_a_dry_run_lists_what_is_new_and_writes_nothing(
    invoke: Run, httpserver: HTTPServer, base: str, tmp_path: Path
) -> None:
    asked = serve(httpserver, wordpress(base, 12))
    done = invoke("crawl", base, *AT_ONCE, "--dry-run", "--limit", "3")
    records = json.loads(done.stdout)
    assert [record["url"] for record in records] == permalinks(base, 12)[:3]
    assert records[0]["sources"] == ["rest", "sitemap", "feed", "listing"]
    assert records[0]["published"].startswith("2020-12")
    assert not [path for path in asked if "post-number" in path and "no-such" not in path]
    assert done.stderr == f"{base}/: 12 posts: 12 in REST, 12 in the sitemap, 12 in the feed, 12 in archive pages\n"
    assert not (tmp_path / "blogs.db").exists()
    invoke("crawl", base, *AT_ONCE, "--limit", "10", "-q")
    done = invoke("crawl", base, *AT_ONCE, "--dry-run", "--jsonl", "--since", "2020-01", "-q")
    assert [json.loads(line)["url"] for line in done.stdout.splitlines()] == permalinks(base, 12)[10:]
    assert done.stderr == ""


@pytest.mark.usefixtures("read_here")
def test_a_dry_run_of_two_blogs_on_one_host_lists_each_by_itself(
    invoke: Run, httpserver: HTTPServer, base: str
) -> None:
    two = {f"/two{path}": answer for path, answer in wordpress(f"{base}/two", 4).items()}
    serve(httpserver, wordpress(base, 4) | two)
    done = invoke("crawl", base, f"{base}/two/", *AT_ONCE, "--dry-run", "--limit", "2")
    records = json.loads(done.stdout)
    assert [record["url"] for record in records] == [*permalinks(base, 2), *permalinks(f"{base}/two", 2)]
    assert [record["blog"] for record in records] == [f"{base}/"] * 2 + [f"{base}/two/"] * 2


@pytest.mark.usefixtures("read_here")
def test_several_blogs_are_crawled_together_and_one_that_is_not_there_stops_no_other(
    invoke: Run, httpserver: HTTPServer, base: str
) -> None:
    two = {f"/two{path}": answer for path, answer in handmade(f"{base}/two", 3).items()}
    two["/two/archive.html"] = listing([f"{base}/two/writing/how-i-mended-clock-{n}.html" for n in range(3)])
    two |= {f"/two/writing/how-i-mended-clock-{n}.html": post_page("", f"Clock {n}") for n in range(3)}
    serve(httpserver, wordpress(f"{base}", 3, rest=False) | two)
    done = invoke("crawl", f"{base}/two/", f"{base}/none/", base, *AT_ONCE, "--retries", "0")
    assert done.returncode == 4
    assert sorted(done.stderr.splitlines()[-1].split(", ")) == ["1 failed", "6 added"]
    assert f"archiver: {base}/none/: HTTP 404 Not Found" in done.stderr.splitlines()


@pytest.mark.usefixtures("read_here")
def test_only_posts_of_some_dates_and_the_rest_by_resume(invoke: Run, httpserver: HTTPServer, base: str) -> None:
    asked = serve(httpserver, wordpress(base, 30))
    invoke("crawl", base, *AT_ONCE, "--since", "2019", "--until", "2019", "-q")
    assert states(invoke) == {"done": 12, "waiting": 18, "skipped": 1}
    asked.clear()
    done = invoke("crawl", "--resume", *AT_ONCE, "--limit", "5")
    assert done.stderr.splitlines()[-2:] == [f"{base}/: 13 more wait; `archiver queue` shows what", "5 added"]
    assert all("post-number" in path or path == "/robots.txt" for path in asked)


@pytest.mark.parametrize(
    "arguments",
    [
        ["crawl"],
        ["crawl", "--resume", "--dry-run"],
        ["crawl", "blog.example"],
        ["crawl", "ftp://blog.example/"],
        ["crawl", "https://me:secret@blog.example/"],
        ["crawl", "https://blog.example/", "--since", "yesterday"],
        ["crawl", "https://blog.example/", "--limit", "-1"],
        ["queue", "--state", "sleeping"],
        ["queue", "--until", "x"],
    ],
)
def test_wrong_usage_is_code_two(invoke: Run, arguments: list[str], tmp_path: Path) -> None:
    done = invoke(*arguments, *DB)
    assert done.returncode == 2
    assert not (tmp_path / "blogs.db").exists()


@pytest.mark.usefixtures("read_here")
def test_a_blog_that_is_gone_is_taken_from_the_internet_archive(invoke: Run, httpserver: HTTPServer, base: str) -> None:
    """All that is left of the blog answers 404; the same server plays the Wayback Machine."""
    posts = {path_of(link): post_page(link, f"Post {n}", comments=n) for n, link in enumerate(permalinks(base, 2))}

    def capture(request: Request) -> Response:
        said = request.full_path.rstrip("?")
        url = request.args.get("url", "")
        if request.path == "/cdx/search/cdx" and request.args.get("matchType") == "prefix":
            rows = [["original"], *([f"{base}{path}"] for path in (*posts, "/about/"))]
        elif request.path == "/cdx/search/cdx":
            rows = [["timestamp", "original"], ["20110203040506", url]] if path_of(url) in posts else []
        elif said.startswith(f"/web/20110203040506id_/{base}"):
            return Response(posts[path_of(said.partition("id_/")[2])].data, content_type="text/html")
        else:
            return Response("gone", 404)
        return Response(json.dumps(rows), mimetype="application/json")

    httpserver.expect_request(re.compile(".*")).respond_with_handler(capture)
    wayback = ("--wayback", "--wayback-server", base)
    listed = json.loads(invoke("crawl", base, *AT_ONCE, *wayback, "--dry-run").stdout)
    assert sorted(entry["url"] for entry in listed) == sorted(permalinks(base, 2))
    done = invoke("crawl", base, *AT_ONCE, *wayback)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "2 rescued")
    assert f"{base}/: 2 posts: 2 only in the Internet Archive" in done.stderr.splitlines()
    assert "captured at" not in done.stderr
    assert sorted(post["title"] for post in json.loads(invoke("list", "posts", *DB).stdout)) == ["Post 0", "Post 1"]


def test_settings_that_cannot_work_and_archives_that_are_none_end_it_with_one_line(invoke: Run, tmp_path: Path) -> None:
    done = invoke("crawl", "https://blog.example/", *AT_ONCE, "--cookies", "no-such-file")
    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    (tmp_path / "text.db").write_text("This is not a database, but long enough to be one. " * 99)
    done = invoke("crawl", "https://blog.example/", "--db", "text.db")
    assert (done.returncode, done.stderr.count("\n")) == (16, 1)
    assert invoke("queue", "--db", "none.db").returncode == 16
    assert invoke("crawl", "--resume", "--db", "none.db").stderr == "archiver: none.db: there is no archive\n"


def start(environment: dict[str, str], folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "archiver", "crawl", *arguments, *AT_ONCE],
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(asked: list[str], count: int) -> None:
    until = time.monotonic() + 30
    while len([path for path in asked if "post-number" in path]) < count and time.monotonic() < until:
        time.sleep(0.005)


@pytest.mark.unmeasured
def test_killed_again_and_again_it_ends_with_the_same_archive_and_repeats_little(
    invoke: Run, httpserver: HTTPServer, base: str, environment: dict[str, str], tmp_path: Path
) -> None:
    asked = serve(httpserver, wordpress(base, 20, comments=1))
    kills = 3
    for kill in range(1, kills + 1):
        with start(environment, tmp_path, base, *(["--resume"] if kill > 1 else [])) as process:
            wait_for(asked, kill * 5)
            process.kill()
    done = invoke("crawl", "--resume", *AT_ONCE)
    assert done.returncode == 0
    assert states(invoke) == {"done": 20, "skipped": 1}
    posts = [path for path in asked if "post-number" in path]
    assert set(posts) == set(permalinks("", 20))
    assert len(posts) <= 20 + kills
    assert len(json.loads(invoke("list", "comments", *DB).stdout)) == 20


def test_ctrl_c_ends_after_the_current_page_with_a_summary(
    invoke: Run, httpserver: HTTPServer, base: str, environment: dict[str, str], tmp_path: Path
) -> None:
    asked = serve(httpserver, wordpress(base, 200))
    with start(environment, tmp_path, base) as process:
        wait_for(asked, 3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    lines = err.splitlines()
    assert lines[-1] == "archiver: interrupted"
    assert lines[-2].endswith(" added")
    assert "ending after the current page; Ctrl-C again ends at once" in lines
    assert 3 <= states(invoke)["done"] == int(lines[-2].split()[0]) < 200


@pytest.mark.unmeasured
def test_a_second_ctrl_c_ends_at_once(
    invoke: Run, httpserver: HTTPServer, base: str, environment: dict[str, str], tmp_path: Path
) -> None:
    answers = wordpress(base, 3)
    reached, leave = threading.Event(), threading.Event()

    def hang(request: Request) -> Response:
        reached.set()
        leave.wait(30)
        return Response("")

    httpserver.expect_request(permalinks("", 3)[1]).respond_with_handler(hang)
    serve(httpserver, answers)
    with start(environment, tmp_path, base) as process:
        assert reached.wait(30)
        process.send_signal(signal.SIGINT)
        time.sleep(1)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        _, err = process.communicate(timeout=20)
    assert time.monotonic() - begun < 15
    leave.set()
    assert process.returncode == 130
    assert err.splitlines()[-1] == "archiver: interrupted"
    assert "Traceback" not in err


def test_progress_is_shown_on_a_terminal_and_the_queue_as_a_table(
    terminal: Callable[..., str], httpserver: HTTPServer, base: str
) -> None:
    blog = wordpress(base, 5, comments=2)
    for path in ("/", permalinks("", 5)[3]):  # long enough for the display to be drawn, ten times a second
        blog[path] = replace(blog[path], wait=0.3)
    serve(httpserver, blog)
    shown = terminal("crawl", base, *AT_ONCE, env={"COLUMNS": "200"})
    assert "5 added" in shown
    assert "searching, waiting for" in shown
    assert "of 5 posts" in shown
    assert "5 posts: 5 in REST" in shown
    assert "waiting for" not in terminal("crawl", base, *AT_ONCE, "-q")
    table = terminal("queue", *DB, "--state", "done", env={"COLUMNS": "200"})
    assert "2020-12-04" in table
    assert "post-number-0" in table
    assert "rest, sitemap" in table
    assert "next try at" in table
    assert "nothing found" in terminal("queue", *DB, "--state", "failed")
