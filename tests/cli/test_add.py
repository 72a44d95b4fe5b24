"""add: many sources into the archive; a failure is one line and the batch goes on."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from werkzeug import Request, Response

from archiver.cli.batch import Batch
from archiver.cli.options import Network, Sources, Talk
from tests.cli.conftest import FIXTURES
from tests.web import URL as WEB_URL
from tests.web import post_html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.cli.conftest import Run

WIDGET = FIXTURES / "wordpress" / "broken-date-widget.html"
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><article class="hentry">
<h1 class="entry-title">{title}</h1><time class="published" datetime="2010-05-04">May 4th</time>
<div class="entry-content"><p>{text}</p></div></article></body></html>"""


def page(title: str, text: str = "Once there was a post that was long enough to be taken for one, and it was.") -> str:
    return PAGE.format(title=title, text=text)


def titles(archiver: Run) -> set[str]:
    return {post["title"] for post in json.loads(archiver("list", "posts", "--db", "blogs.db").stdout)}


def test_a_url_is_added_once_and_updated_when_it_changes(invoke: Run, httpserver: HTTPServer) -> None:
    url = httpserver.url_for("/post")
    httpserver.expect_request("/post").respond_with_data(page("Hello"), content_type="text/html")
    for outcome in ("added", "unchanged"):
        done = invoke("add", url, "--db", "blogs.db")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", f"1 {outcome}\n")
    httpserver.clear()
    httpserver.expect_request("/post").respond_with_data(
        page("Hello", "Another text, which is just as long as the one that stood here before it."),
        content_type="text/html",
    )
    assert invoke("add", url, "--db", "blogs.db", "-v").stderr == f"updated {url} (0 comments)\n1 updated\n"
    assert invoke("add", url, "--db", "blogs.db", "-q").stderr == ""
    assert titles(invoke) == {"Hello"}


WALLS = {
    "a parked domain": """<html><head><title>slowwheels.example</title></head><body><div id="main"><h1>slowwheels.example is
for sale!</h1><p>This domain may be for sale by its owner. Get a price in less than 24 hours.</p><ul class="related">
<li><a href="/1">Bicycle wheels</a></li><li><a href="/2">Spokes</a></li></ul></div></body></html>""",
    "a login page": """<html lang="en"><head><title>Log In ‹ Slow Wheels</title></head><body class="login"><h1>Slow Wheels</h1>
<p class="message">This blog is private. You must log in to read it. Ask its author for an account.</p><form method="post">
<p><label>Username <input name="log"></label></p><p><label>Password <input type="password" name="pwd"></label></p></form>
<p id="nav"><a href="/lost">Lost your password?</a></p></body></html>""",
    "a consent page": """<html lang="en"><head><title>Slow Wheels</title></head><body><main><h1>Before you continue</h1>
<p>We use cookies and data to deliver and maintain our services, and to measure how they are used, with 742 partners.</p>
<p>If you choose to “Accept all cookies”, we will also use them to show personalised advertisements.</p></main></body></html>""",
    "a page that needs a script": """<html lang="en"><head><title>Slow Wheels</title></head><body><noscript>You need to enable
JavaScript to run this app.</noscript><p>You need to enable JavaScript to run this app.</p><div id="root"></div>
<script src="/main.js"></script></body></html>""",
    "a check for robots": """<html lang="en"><head><title>Just a moment...</title></head><body><h1>slowwheels.example</h1>
<p>Verify you are human by completing the action below.</p><p>slowwheels.example needs to review the security of your
connection before proceeding.</p></body></html>""",
    "a page that says there is none": """<html lang="en"><head><title>Page not found – Slow Wheels</title></head><body><main>
<h1>Oops! That page can’t be found.</h1><p>It looks like nothing was found at this location. Maybe try a search?</p></main>
</body></html>""",
}


@pytest.fixture
def wheels(invoke: Run, httpserver: HTTPServer) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Serve something at the URL of an archived page, and add it again."""
    good = (FIXTURES / "wordpress" / "html5-threaded.html").read_text("utf-8")

    def add(body: str, *options: str, **answer: object) -> subprocess.CompletedProcess[str]:
        httpserver.clear()
        httpserver.expect_request("/wheel/").respond_with_data(body, **{"content_type": "text/html", **answer})  # type: ignore[arg-type]
        return invoke("add", httpserver.url_for("/wheel/"), "--db", "blogs.db", "--retries", "0", *options)

    assert add(good).stderr == "1 added\n"
    assert add(good).stderr == "1 unchanged\n"
    return add


def stored(invoke: Run) -> tuple[str, int]:
    """The archived post, and how many pages there are."""
    stats = json.loads(invoke("stats", "--db", "blogs.db").stdout)
    assert stats["posts"] == 1
    return invoke("show", "1", "--json", "--db", "blogs.db").stdout, stats["pages"]


@pytest.mark.parametrize("kind", WALLS)
def test_a_page_in_place_of_the_post_is_kept_beside_it_and_told(
    wheels: Callable[..., subprocess.CompletedProcess[str]], invoke: Run, httpserver: HTTPServer, kind: str
) -> None:
    before, pages = stored(invoke)
    done = wheels(WALLS[kind])
    url = httpserver.url_for("/wheel/")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{url}: kept as it was ({kind})\n1 kept\n"
    assert stored(invoke) == (before, pages + 1)
    assert wheels(WALLS[kind], "-q").stderr == ""


def test_an_error_a_shell_and_a_page_without_its_comments_keep_the_post(
    wheels: Callable[..., subprocess.CompletedProcess[str]], invoke: Run, httpserver: HTTPServer
) -> None:
    before, pages = stored(invoke)
    url = httpserver.url_for("/wheel/")
    done = wheels("<html><body><h1>Gone</h1></body></html>", status=410)
    assert done.returncode == 4
    assert done.stderr == f"archiver: {url}: HTTP 410 Gone; the archived post stays as it is\n1 failed\n"
    done = wheels('<html><body><div id="root"></div><script src="/main.js"></script></body></html>')
    assert done.returncode == 8
    assert done.stderr == f"archiver: {url}: no post on this page; the archived post stays as it is\n1 failed\n"
    good = (FIXTURES / "wordpress" / "html5-threaded.html").read_text("utf-8")
    silent = good[: good.index('<ol class="comment-list')] + good[good.index("</ol><!-- .comment-list") :]
    assert wheels(silent).stderr.splitlines()[-1] == "1 kept"
    assert stored(invoke) == (before, pages + 3)
    assert wheels(silent, "--force").stderr.splitlines()[-1] == "1 updated"
    assert wheels(good).stderr == "1 updated\n"


def test_an_edited_page_is_taken(wheels: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    good = (FIXTURES / "wordpress" / "html5-threaded.html").read_text("utf-8")
    assert wheels(good.replace("Building a wheel at the kitchen table", "Of wheels")).stderr == "1 updated\n"


@pytest.mark.unmeasured
def test_a_batch_goes_on_after_failures_and_adds_their_codes_up(
    archiver: Run, httpserver: HTTPServer, tmp_path: Path
) -> None:
    httpserver.expect_request("/good").respond_with_data(page("Good"), content_type="text/html")
    httpserver.expect_request("/gone").respond_with_data("gone", status=410)
    (tmp_path / "empty.html").write_text("")
    (tmp_path / "photo.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "no-pages").mkdir()
    (tmp_path / "list.txt").write_text(f"# a list\n\n{httpserver.url_for('/good')}\n")
    bad = ["missing.html", "photo.html", "empty.html", "no-pages", "http://["]
    sources = [httpserver.url_for("/gone"), *bad, str(WIDGET)]
    done = archiver("add", *sources, "-i", "list.txt", "--db", "blogs.db", "--retries", "0")
    lines = done.stderr.splitlines()
    assert done.returncode == 4 | 8
    assert done.stdout == ""
    assert lines[-1] == "6 failed, 2 added"
    failures = [line for line in lines if line.startswith("archiver: ")]
    assert len(failures) == 6
    for source, failure in zip(sources, failures, strict=False):
        assert source in failure
    assert titles(archiver) == {"Good", "How we lost the key to the church tower"}


def test_only_failures_to_fetch_give_4_and_only_failures_to_read_give_8(invoke: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("")
    assert invoke("add", "missing.html", "--db", "blogs.db").returncode == 4
    assert invoke("add", "empty.html", "--db", "blogs.db").returncode == 8
    assert invoke("add", "-i", "missing.txt", "--db", "blogs.db").returncode == 4
    (tmp_path / "no-pages").mkdir()
    assert invoke("add", "no-pages", "--db", "blogs.db").returncode == 4
    assert invoke("add", "-i", "empty.html", "--db", "blogs.db").stderr == "nothing to do\n"


@pytest.mark.unmeasured
def test_a_folder_standard_input_and_a_list_on_standard_input(archiver: Run, invoke: Run, tmp_path: Path) -> None:
    folder = tmp_path / "saved" / "deep"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.html").write_text(page(f"Title {name}"))
    assert invoke("add", "saved", "--db", "blogs.db").stderr == "2 added\n"
    done = archiver("add", "-", "--url", "https://example.org/in", "--db", "blogs.db", input=page("From stdin"))
    assert (done.returncode, done.stderr) == (0, "1 added\n")
    assert (
        json.loads(invoke("show", "https://example.org/in", "--json", "--db", "blogs.db").stdout)["title"]
        == "From stdin"
    )
    done = invoke("add", "-i", "-", "--db", "blogs.db", input="saved/deep/a.html\nsaved/deep/b.html\n")
    assert done.stderr == "2 unchanged\n"


def test_missing_comments_are_named(invoke: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        page("Much said").replace("</article>", '</article><h3 id="comments">88 comments</h3>')
    )
    done = invoke("add", "page.html", "--url", "https://example.org/much", "--db", "blogs.db")
    assert done.stderr == "https://example.org/much: 0 of 88 comments found\n1 added\n"
    done = invoke("add", "page.html", "--url", "https://example.org/much", "--db", "blogs.db", "-q")
    assert done.stderr == ""


def test_network_options_reach_the_server(invoke: Run, httpserver: HTTPServer, tmp_path: Path) -> None:
    seen: list[dict[str, str]] = []

    def answer(request: Request) -> Response:
        seen.append({name.lower(): value for name, value in request.headers.items()})
        return Response(page("Hello"), content_type="text/html")

    httpserver.expect_request("/post").respond_with_handler(answer)
    jar = tmp_path / "cookies.txt"
    url = httpserver.url_for("/post").replace("localhost", "127.0.0.1")
    jar.write_text("# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t4102444800\tlogin\tyes\n")
    options = ["--user-agent", "me/1", "--header", "X-One: 1", "--header", "X-Two:two: 2", "--cookies", jar]
    done = invoke("add", url, *options, "--timeout", "5", "--db", "blogs.db")
    assert done.returncode == 0
    assert seen[0]["user-agent"] == "me/1"
    assert (seen[0]["x-one"], seen[0]["x-two"]) == ("1", "two: 2")
    assert "login=yes" in seen[0]["cookie"]


def test_settings_that_cannot_work_end_the_batch_with_one_line(invoke: Run, httpserver: HTTPServer) -> None:
    urls = [httpserver.url_for("/a"), httpserver.url_for("/b")]
    done = invoke("add", *urls, "--cookies", "no-such-file", "--db", "blogs.db")
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert "no-such-file" in done.stderr


def test_only_http_and_https_are_fetched(invoke: Run) -> None:
    done = invoke("add", "ftp://me:secret@blog.example/post", "htps://blog.example/", "--db", "blogs.db")
    assert done.returncode == 4
    assert done.stderr == (
        "archiver: ftp://blog.example/post: ftp: is not fetched, only http and https\n"
        "archiver: htps://blog.example/: htps: is not fetched, only http and https\n2 failed\n"
    )


def test_a_password_in_a_url_is_used_and_neither_kept_nor_shown(
    invoke: Run, httpserver: HTTPServer, tmp_path: Path
) -> None:
    """Not in the archive, not in records, not in what is said, whether all goes well or not."""
    seen: list[str | None] = []

    def answer(request: Request) -> Response:
        seen.append(request.headers.get("Authorization"))
        assert "hunter2" not in request.url
        return Response(page("Hello"), content_type="text/html", status=410 if request.path == "/bad" else 200)

    for path in ("/good", "/bad", "/cdx/search/cdx"):
        httpserver.expect_request(path).respond_with_handler(answer)
    urls = [httpserver.url_for(path).replace("//", "//me:hunter2@") for path in ("/good", "/bad")]
    (tmp_path / "saved.html").write_text(page("Saved"))
    said = invoke("add", *urls, "--db", "blogs.db", "--delay", "0", "-v")
    assert (said.returncode, seen) == (4, ["Basic bWU6aHVudGVyMg=="] * 2)
    done = [said, invoke("scrape", urls[0]), invoke("export", "json", "--db", "blogs.db")]
    done.append(invoke("add", urls[1], "--wayback", "--wayback-server", httpserver.url_for(""), "--db", "blogs.db"))
    done.append(invoke("add", "saved.html", "--url", urls[1], "--db", "blogs.db", "-v"))
    for process in done:
        assert "hunter2" not in process.stdout + process.stderr
    with sqlite3.connect(tmp_path / "blogs.db") as archive:
        assert "hunter2" not in "\n".join(archive.iterdump())
        reasons = archive.execute("SELECT reason FROM pages WHERE reason IS NOT NULL").fetchall()
        assert reasons == [("HTTP 410 Gone",)]
    archive.close()


@pytest.fixture
def thread(httpserver: HTTPServer) -> str:
    """The URL of a post of which two comments are on a further page, and two on one more."""
    url = httpserver.url_for("/2010/05/hello/")
    for path, numbers in (("", (5, 6)), ("comment-page-1/", (1, 2)), ("comment-page-2/", (3, 4))):
        links = (f"{url}comment-page-1/", f"{url}comment-page-2/")
        body = post_html(*numbers, links=links).replace(WEB_URL, url)
        httpserver.expect_request(f"/2010/05/hello/{path}").respond_with_data(body, content_type="text/html")
    return url


def asked(httpserver: HTTPServer) -> list[str]:
    found = [request.path for request, _ in httpserver.log]
    httpserver.clear_log()
    return found


def test_robots_txt_is_kept_to_for_what_is_followed_and_asked_for_once_a_day(
    invoke: Run, httpserver: HTTPServer, thread: str
) -> None:
    options = ("--db", "blogs.db", "--delay", "0", "--retries", "0")
    rules = httpserver.expect_request("/robots.txt")
    rules.respond_with_data("User-agent: *\nDisallow: /*/comment-page-\n", content_type="text/plain")
    done = invoke("add", thread, *options)
    assert done.returncode == 0
    lines = done.stderr.splitlines()
    assert len(lines) == 2
    assert lines[0].endswith("/: robots.txt asks robots to leave it alone; --ignore-robots overrules")
    assert lines[1] == "1 added"
    assert asked(httpserver) == ["/2010/05/hello/", "/robots.txt"]
    assert invoke("add", thread, *options, "-q").stderr == ""
    assert asked(httpserver) == ["/2010/05/hello/"], "the archive has the robots.txt"
    assert invoke("add", thread, *options, "--ignore-robots", "-v").stderr.startswith(f"updated {thread} (6 comments)")
    assert "/robots.txt" not in asked(httpserver)


def test_while_robots_txt_cannot_be_had_nothing_is_followed_and_that_is_told(
    invoke: Run, httpserver: HTTPServer, thread: str
) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=503)
    options = ("--db", "blogs.db", "--delay", "0", "--retries", "0")
    done = invoke("add", thread, *options)
    assert (done.returncode, done.stderr.count("\n")) == (0, 2)
    assert "cannot be had (HTTP 503 Service Unavailable), so robots have to wait" in done.stderr
    assert asked(httpserver) == ["/2010/05/hello/", "/robots.txt"]


def test_a_link_or_redirect_may_not_lead_into_a_private_network(invoke: Run, httpserver: HTTPServer) -> None:
    secret = httpserver.url_for("/secret").replace("localhost", "127.0.0.1")
    httpserver.expect_request("/secret").respond_with_data(page("Secret"), content_type="text/html")
    httpserver.expect_request("/post").respond_with_data("", status=302, headers={"Location": secret})
    url = httpserver.url_for("/post").replace("127.0.0.1", "localhost")
    done = invoke("add", url, "--db", "blogs.db")
    assert done.returncode == 4
    assert done.stderr.startswith(f"archiver: {url}: leads to a private address (127.0.0.1)")
    assert len(done.stderr.splitlines()) == 2
    assert invoke("add", url, "--db", "blogs.db", "--allow-private").stderr == "1 added\n"
    assert invoke("add", url, secret, "--db", "blogs.db", "--delay", "0").stderr.endswith("1 failed, 1 unchanged\n")


def test_a_long_wait_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    for quiet in (False, True):
        batch = Batch(Sources(["x"]), Network(), Talk(quiet=quiet))
        for seconds in (1.0, 60.0):
            batch.waits("blog.example", seconds)
    assert capsys.readouterr().err == "waiting 60 seconds for blog.example\n"


def test_a_database_that_cannot_be_used_is_one_line_and_16(invoke: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE something_else (x)")
    other.close()
    (tmp_path / "text.db").write_text("This is not a database, but a text that is long enough to be one. " * 20)
    assert invoke("add", WIDGET, "--db", "newer.db").returncode == 0
    with sqlite3.connect(tmp_path / "newer.db") as newer:
        newer.execute("PRAGMA user_version = 999")
    newer.close()
    for database in ("other.db", "text.db", "newer.db", str(tmp_path), "/dev/null/blogs.db"):
        for command in (("add", WIDGET), ("list", "posts")):
            done = invoke(*command, "--db", database)
            assert (done.returncode, done.stdout) == (16, ""), database
            assert done.stderr.startswith("archiver: ")
            assert database in done.stderr
            assert done.stderr.count("\n") == 1


def test_reading_creates_no_archive(invoke: Run, tmp_path: Path) -> None:
    for command in (("list", "posts"), ("search", "x"), ("show", "1"), ("stats",), ("export", "json")):
        done = invoke(*command, "--db", "none.db")
        assert (done.returncode, done.stdout) == (16, "")
        assert done.stderr == "archiver: none.db: there is no archive\n"
    assert not (tmp_path / "none.db").exists()


def test_the_archive_is_where_the_environment_says_else_in_the_users_data(invoke: Run, tmp_path: Path) -> None:
    assert invoke("add", WIDGET, env={"ARCHIVER_DB": "there.db"}).returncode == 0
    assert (tmp_path / "there.db").exists()
    assert invoke("add", WIDGET).returncode == 0
    assert len(list(tmp_path.rglob("archiver.db"))) == 1


def test_a_page_cannot_make_a_file_be_read(invoke: Run, httpserver: HTTPServer, tmp_path: Path) -> None:
    """The links of a page lead to the network only, even where they name a file."""
    secret = tmp_path / "secret.html"
    secret.write_text(page("Secret", "The secret text that nobody may read, in a file of this machine."))
    link = f'<div class="comments"><a class="next" rel="next" href="{secret.as_uri()}?cpage=2">2</a></div>'
    body = page("Hello").replace("</article>", f"</article>{link}")
    httpserver.expect_request("/post").respond_with_data(body, content_type="text/html")
    invoke("add", httpserver.url_for("/post"), "--db", "blogs.db", "--retries", "0")
    assert "secret text" not in invoke("export", "json", "--db", "blogs.db").stdout


@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.unmeasured
def test_ctrl_c_is_one_line_and_130_and_what_was_saved_stays(
    archiver: Run, httpserver: HTTPServer, environment: dict[str, str], tmp_path: Path, quiet: bool
) -> None:
    reached, leave = threading.Event(), threading.Event()

    def hang(request: Request) -> Response:
        reached.set()
        leave.wait(30)
        return Response("")

    httpserver.expect_request("/first").respond_with_data(page("First"), content_type="text/html")
    httpserver.expect_request("/second").respond_with_handler(hang)
    urls = [httpserver.url_for(path) for path in ("/first", "/second")]
    command = [sys.executable, "-m", "archiver", "add", *urls, "--db", "blogs.db", *(["-q"] if quiet else [])]
    command += ["--delay", "0"]
    with subprocess.Popen(
        command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert reached.wait(30)
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
        leave.set()
    assert (process.returncode, out) == (130, "")
    line = "archiver: interrupted\n"
    assert err == (line if quiet else f"1 added\n{line}")
    assert titles(archiver) == {"First"}


def test_progress_is_shown_on_a_terminal_only_and_not_when_quiet(
    terminal: Callable[..., str], invoke: Run, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(page(f"Title [bold]{name}"))
    (tmp_path / "list.txt").write_text("a.html\nmissing.html\nb.html\n")
    shown = terminal("add", "-i", "list.txt", "--db", "blogs.db", "-v")
    assert "3/3" in shown or "2/3" in shown
    assert "━" in shown
    assert "archiver: missing.html: " in shown
    assert "2 added, 1 failed" in shown
    assert "\x1b[38" not in terminal("add", "-i", "list.txt", "--db", "blogs.db", env={"NO_COLOR": "1"})
    assert "━" not in terminal("add", "-i", "list.txt", "--db", "blogs.db", "-q")
    assert "━" not in terminal("add", "a.html", "--db", "blogs.db")
    assert "━" not in invoke("add", "-i", "list.txt", "--db", "blogs.db").stderr


@pytest.mark.unmeasured
def test_what_is_no_expected_error_shows_its_traceback(archiver: Run, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import archiver.importers.files as files\ndef read_file(*a, **k): raise ZeroDivisionError('a bug')\n"
        "files.read_file = read_file\n"
    )
    done = archiver("add", WIDGET, "--db", "blogs.db", env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback (most recent call last):")
    assert done.stderr.endswith("ZeroDivisionError: a bug\n")


# -- pages that are gone


@pytest.fixture
def wayback(httpserver: HTTPServer) -> Callable[[str], None]:
    """Lets the server play the Wayback Machine, with two captures: a parked domain of 2014, and before it a post."""

    def start(url: str) -> None:
        rows = [["timestamp", "original"], ["20110203040506", url], ["20140101000000", url]]
        httpserver.expect_request("/cdx/search/cdx").respond_with_json(rows)
        httpserver.expect_request("/wayback/available").respond_with_json({"archived_snapshots": {}})
        for stamp, body in (("20110203040506", page("Hello")), ("20140101000000", WALLS["a parked domain"])):
            path = f"/web/{stamp}id_/{url}"
            httpserver.expect_request(path).respond_with_data(body, content_type="text/html")

    return start


@pytest.mark.parametrize("dead", ["gone", "parked"])
def test_a_page_that_is_gone_is_taken_from_the_wayback_machine(
    invoke: Run, httpserver: HTTPServer, wayback: Callable[[str], None], dead: str
) -> None:
    url = httpserver.url_for("/2010/05/hello/")
    if dead == "parked":
        httpserver.expect_request("/2010/05/hello/").respond_with_data(
            WALLS["a parked domain"], content_type="text/html"
        )
    else:
        httpserver.expect_request("/2010/05/hello/").respond_with_data("Gone", status=410)
    wayback(url)
    server = httpserver.url_for("")
    done = invoke("add", url, "--db", "blogs.db", "--wayback", "--wayback-server", server)
    assert (done.returncode, done.stderr) == (
        0,
        f"{url}: rescued (as it was captured at 2011-02-03T04:05:06Z)\n1 rescued\n",
    )
    post = json.loads(invoke("show", url, "--json", "--db", "blogs.db").stdout)
    assert (post["url"], post["title"]) == (url, "Hello")
    with contextlib.closing(sqlite3.connect("blogs.db")) as archive:
        pages = archive.execute("SELECT url, status, fetched_at, headers FROM pages ORDER BY fetched_at").fetchall()
    assert pages[0][:3] == (url, 200, "2011-02-03T04:05:06Z")
    assert json.loads(pages[0][3])["x-archive-url"] == httpserver.url_for(f"/web/20110203040506id_/{url}")
    again = invoke("add", url, "--db", "blogs.db", "--wayback", "--wayback-server", server)
    assert "the archived post stays as it is" in again.stderr


def test_without_wayback_a_page_that_is_gone_is_a_failure(invoke: Run, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/gone").respond_with_data("Gone", status=410)
    done = invoke("add", httpserver.url_for("/gone"), "--db", "blogs.db", "--retries", "0")
    assert done.returncode == 4
    done = invoke("add", httpserver.url_for("/gone"), "--db", "blogs.db", "--wayback-date", "yesterday")
    assert (done.returncode, "is not a date" in done.stderr) == (2, True)
    done = invoke("add", httpserver.url_for("/gone"), "--db", "blogs.db", "--wayback-server", "ftp://x")
    assert (done.returncode, "is no http or https URL" in " ".join(done.stderr.split())) == (2, True)


def test_a_page_without_a_capture_stays_a_failure(
    invoke: Run, httpserver: HTTPServer, wayback: Callable[[str], None]
) -> None:
    httpserver.expect_request("/gone").respond_with_data("Gone", status=404)
    httpserver.expect_request("/cdx/search/cdx").respond_with_json([])
    httpserver.expect_request("/wayback/available").respond_with_json({})
    url = httpserver.url_for("/gone")
    done = invoke("add", url, "--db", "b.db", "--wayback-date", "2010", "--wayback-server", httpserver.url_for(""))
    assert (done.returncode, done.stderr) == (4, f"archiver: {url}: HTTP 404 Not Found; no capture has it\n1 failed\n")
