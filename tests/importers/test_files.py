"""Pages from disk: files, folders, lists and standard input."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.errors import FetchError
from archiver.importers import files
from archiver.importers.files import expand, is_url, read_file, read_list
from archiver.records import Page

HTML = b"<!doctype html><title>Hello</title>"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A file that was last changed on a day in 2010."""
    path = tmp_path / "a page.html"
    path.write_bytes(HTML)
    os.utime(path, (1272974400.9, 1272974400.9))
    return path


def failure(source: str, stdin: io.BytesIO | None = None) -> str:
    with pytest.raises(FetchError) as caught:
        read_file(source, stdin=stdin)
    assert str(caught.value).isprintable()
    return str(caught.value)


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("http:/example.org", False),
        ("file:///http://", False),
        ("ftp://example.org", True),
        ("htps://example.org", True),
        ("File:///tmp/x", False),
        ("c://folder/x", False),
        ("mailto:me", False),
        ("-", False),
        ("", False),
        (" http://example.org", False),
    ],
)
def test_what_names_a_host_is_for_the_network(source: str, answer: bool) -> None:
    assert is_url(source) is answer


# read_file


def test_a_file_gives_a_page_with_its_file_url_and_its_time(page: Path) -> None:
    url = f"{page.parent.as_uri()}/a%20page.html"
    assert read_file(str(page)) == Page(url, url, 200, {}, HTML, "2010-05-04T12:00:00Z")


def test_a_url_that_is_given_takes_the_place_of_the_file_url(page: Path) -> None:
    read = read_file(str(page), url="https://example.org/post")
    assert (read.url, read.final_url) == ("https://example.org/post", "https://example.org/post")


def test_every_way_to_name_a_file_names_the_same_page(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (page.parent / "sub").mkdir()
    monkeypatch.chdir(page.parent / "sub")
    url = page.as_uri()
    sources = [
        "../a page.html",
        f"{page.parent}/./sub/../a page.html",
        url,
        url.replace("file:///", "FILE://localhost/"),
    ]
    assert {read_file(source).url for source in [*sources, f"{url}#comments", f"file:{page}"]} == {url}


def test_a_link_keeps_its_own_name(page: Path) -> None:
    link = page.parent / "link.html"
    link.symlink_to(page)
    assert read_file(str(link)).url == link.as_uri()


def test_a_name_that_is_no_text_is_read_and_shown_on_one_line(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\n.html")
    (tmp_path / name).write_bytes(HTML)
    assert read_file(str(tmp_path / name)).url == f"{tmp_path.as_uri()}/%FF%0A.html"
    (tmp_path / name).write_bytes(PNG)
    assert failure(str(tmp_path / name)).endswith("��.html: is a PNG image, not an HTML page")


def test_standard_input_is_a_page_of_now() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    read = read_file("-", stdin=io.BytesIO(HTML))
    assert (read.url, read.final_url, read.body) == (files.STDIN_URL, files.STDIN_URL, HTML)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", read.fetched_at)
    assert before <= datetime.fromisoformat(read.fetched_at) <= before + timedelta(seconds=60)
    assert read_file("-", url="https://example.org/", stdin=io.BytesIO(HTML)).url == "https://example.org/"


def test_the_process_own_standard_input_is_the_default() -> None:
    code = "from archiver.importers.files import read_file, read_list\nprint({})"
    for call, told in (("list(read_list('-'))", "['a.html']"), ("read_file('-').body", r"b'a.html\n'")):
        done = subprocess.run(
            [sys.executable, "-c", code.format(call)], input=b"a.html\n", capture_output=True, check=True
        )
        assert done.stdout.decode().strip() == told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_a_page_of_now(tmp_path: Path) -> None:
    """As a shell's ``<(...)`` gives one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'wb').write({HTML!r})"]):
        read = read_file(str(pipe))
    assert read.body == HTML
    assert read.fetched_at[:4] >= "2025"


def test_a_file_of_the_future_is_a_page_of_now(page: Path) -> None:
    """All that is fetched until then would be older than it."""
    os.utime(page, (4e9, 4e9))
    assert read_file(str(page)).fetched_at[:13] == files._instant(None)[:13]


@pytest.mark.parametrize("seconds", [1e20, -1e20, float("nan")])
def test_a_time_that_no_calendar_has_is_now(seconds: float) -> None:
    """Few file systems take such times, so the function is asked."""
    assert files._instant(seconds)[:13] == files._instant(None)[:13]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "euc_jp", "iso2022_jp"]
)
def test_pages_in_all_encodings_pass(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.html"
    path.write_bytes("<html><title>日本語</title>".encode(encoding))
    assert read_file(str(path)).body == path.read_bytes()


@pytest.mark.parametrize("body", [b"", b"just text", HTML + b"\0"], ids=["empty", "text", "stray NUL"])
def test_what_may_be_a_page_is_left_to_the_scraper(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(body)
    assert read_file(str(path)).body == body


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (PNG, "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"GIF89a", "a GIF image"),
        (b"%PDF-1.4", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\0\1" * 5000, "binary data"),
    ],
)
def test_what_is_no_page_is_named(tmp_path: Path, body: bytes, what: str) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(body)
    assert failure(str(path)) == f"{path}: is {what}, not an HTML page"
    assert failure("-", io.BytesIO(body)) == f"standard input: is {what}, not an HTML page"


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(HTML)
    os.truncate(path, files.MAX_BYTES)
    assert len(read_file(str(path)).body) == files.MAX_BYTES
    os.truncate(path, files.MAX_BYTES + 1)
    assert failure(str(path)) == f"{path}: is larger than 20 MB"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no endless file")
def test_a_file_without_end_is_not_read_to_it() -> None:
    assert failure("/dev/zero") == "/dev/zero: is larger than 20 MB"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("none.html", "none.html: no such file or directory"),
        ("pages/none.html", "pages/none.html: no such file or directory"),
        ("example.org/hello", "no such file or directory; a URL has http:// or https:// before it"),
        ("www.example.org", "no such file or directory; a URL has http:// or https:// before it"),
        ("localhost:8000/hello", "no such file or directory; a URL has http:// or https:// before it"),
        ("", "'': is neither a URL nor the name of a file"),
        (".", ".: is a directory"),
        ("a\0b", "a�b: embedded null byte"),
        ("x" * 5000, ": file name too long"),
        ("file://example.org/x.html", "file://example.org/x.html: is a file on another host"),
        ("file://[", "file://[: is not a valid file URL"),
        ("file:///none%0Ahere.html", "file:///none%0Ahere.html: no such file or directory"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert failure(source).endswith(words)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_file_is_one_line(page: Path) -> None:
    page.chmod(0)
    assert failure(str(page)) == f"{page}: permission denied"


@given(st.binary(max_size=3000))
def test_any_bytes_are_a_page_or_one_line(body: bytes) -> None:
    try:
        assert read_file("-", stdin=io.BytesIO(body)).body == body
    except FetchError as exc:
        assert str(exc).startswith("standard input: is ")  # noqa: PT017


# expand


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with pages, other things, hidden things, links in circles and a pipe into which nobody writes."""
    names = ["b.html", "A.HTM", "c.xhtml", "z/y/deep.html", "z/a.html", "d/x.Html"]
    others = ["e.txt", "html", "x.html.bak", ".hidden.html", ".git/x.html", "d/.x.html"]
    for name in names + others:
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(HTML)
    (tmp_path / "site/z/loop").symlink_to(tmp_path / "site")
    (tmp_path / "site/link.html").symlink_to(tmp_path / "site/b.html")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "site/pipe.html")
    (tmp_path / "empty").mkdir()
    return tmp_path / "site"


def test_a_folder_becomes_its_pages_sorted_without_hidden_ones_and_circles(tree: Path) -> None:
    expected = ["A.HTM", "b.html", "c.xhtml", "link.html", "d/x.Html", "z/a.html", "z/y/deep.html"]
    assert list(expand([str(tree)])) == [f"{tree}/{name}" for name in expected]
    assert list(expand([tree.as_uri()])) == [f"{tree}/{name}" for name in expected]
    link = tree.parent / "by-link"
    link.symlink_to(tree)
    assert len(list(expand([str(link)]))) == len(expected)


def test_everything_else_passes_through_in_order(tree: Path) -> None:
    sources = ["https://example.org/", "-", "none.html", f"{tree}/e.txt", "a\0b", "x" * 5000, f"{tree}/d", "HTTP://x"]
    assert list(expand(sources)) == [*sources[:6], f"{tree}/d/x.Html", "HTTP://x"]


def test_a_folder_without_pages_is_one_line(tree: Path) -> None:
    empty = tree.parent / "empty"
    with pytest.raises(FetchError, match=f"^{re.escape(str(empty))}: no HTML file in this folder$"):
        list(expand([str(empty)]))


def test_sources_are_taken_one_by_one(tree: Path) -> None:
    """Nothing after the first page is looked at before it is asked for."""

    def sources() -> list[str]:
        raise AssertionError("too early")

    found = expand(source() if callable(source) else source for source in [str(tree / "d"), sources])  # type: ignore[misc]
    assert next(found) == f"{tree}/d/x.Html"


def test_a_folder_that_cannot_be_read_is_told_after_the_pages_that_can(tree: Path) -> None:
    """Even to root a path is forbidden that is longer than the system takes."""
    name, depth = "n" * 250, 20
    here = os.open(tree / "d", os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    found = expand([str(tree)])
    try:
        assert len(list(islice(found, 7))) == 7
        with pytest.raises(FetchError, match=r": file name too long$"):
            next(found)
    finally:
        shutil.rmtree(tree / "d")


# read_list


def test_a_list_has_one_source_a_line_without_blanks_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(
        b"\xef\xbb\xbf# blogs\r\nhttps://example.org/a#b\r\n\r\n  # not this\n\t a page.html \n-\nlast\xc3\xa9\xff"
    )
    expected = ["https://example.org/a#b", "a page.html", "-", os.fsdecode(b"last\xc3\xa9\xff")]
    assert list(read_list(str(path))) == expected
    assert list(read_list(path.as_uri())) == expected
    with path.open("rb") as stdin:
        assert list(read_list("-", stdin)) == expected
        assert not stdin.closed


def test_a_list_is_read_lazily() -> None:
    stdin = io.BytesIO(b"a\nb\0\n")
    sources = read_list("-", stdin)
    assert next(sources) == "a"
    with pytest.raises(FetchError, match=r"^-: is not a list of sources: it is no UTF-8 text$"):
        next(sources)


def test_a_list_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"none\.txt: no such file or directory$"):
        list(read_list(str(tmp_path / "none.txt")))
    with pytest.raises(FetchError, match=r": is a directory$"):
        list(read_list(str(tmp_path)))
