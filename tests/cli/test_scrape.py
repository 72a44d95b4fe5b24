"""scrape and scrapers: what can be read from pages, without an archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from archiver import scrape
from tests.cli.conftest import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.cli.conftest import Run

WIDGET = FIXTURES / "wordpress" / "broken-date-widget.html"
KUBRICK = FIXTURES / "wordpress" / "kubrick.html"


def record_of(path: Path) -> dict[str, Any]:
    return scrape(path.read_bytes(), path.as_uri()).to_dict()


def test_one_source_gives_one_object_the_record(archiver: Run, tmp_path: Path) -> None:
    done = archiver("scrape", WIDGET)
    assert (done.returncode, done.stderr) == (0, "1 read\n")
    assert json.loads(done.stdout) == record_of(WIDGET)
    assert not list(tmp_path.rglob("*.db"))


def test_several_sources_give_an_array_or_lines(invoke: Run) -> None:
    done = invoke("scrape", WIDGET, "missing.html", KUBRICK)
    assert done.returncode == 4
    assert [record["url"] for record in json.loads(done.stdout)] == [
        record_of(WIDGET)["url"],
        record_of(KUBRICK)["url"],
    ]
    assert done.stderr.splitlines()[-1] == "2 read, 1 failed"
    done = invoke("scrape", WIDGET, KUBRICK, "--jsonl", "-q")
    assert [json.loads(line)["url"] for line in done.stdout.splitlines()] == [
        record_of(WIDGET)["url"],
        record_of(KUBRICK)["url"],
    ]
    assert done.stderr == ""


def test_a_folder_and_a_list_give_an_array_even_of_one(invoke: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.html").write_bytes(WIDGET.read_bytes())
    (tmp_path / "list.txt").write_text(f"{WIDGET}\n")
    for source in (["folder"], [(tmp_path / "folder").as_uri()], ["-i", "list.txt"]):
        assert len(json.loads(invoke("scrape", *source).stdout)) == 1


def test_a_single_page_that_cannot_be_read_prints_nothing_on_stdout(invoke: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("")
    for source, code in (("empty.html", 8), ("missing.html", 4)):
        done = invoke("scrape", source)
        assert (done.returncode, done.stdout) == (code, "")
        error, summary = done.stderr.splitlines()
        assert source in error
        assert summary == "1 failed"


def test_a_page_from_standard_input_with_its_url(archiver: Run) -> None:
    html = "<html><body><article><h1>Hi</h1><p>Some text that is read from standard input.</p></article></body></html>"
    done = archiver("scrape", "-", "--url", "https://example.org/a", input=html)
    assert json.loads(done.stdout)["url"] == "https://example.org/a"


def test_a_url_is_fetched(invoke: Run, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/post").respond_with_data(WIDGET.read_bytes(), content_type="text/html")
    done = invoke("scrape", httpserver.url_for("/post"))
    assert json.loads(done.stdout)["title"] == record_of(WIDGET)["title"]


def test_the_schema_is_printed_without_a_source_and_describes_what_is_scraped(invoke: Run) -> None:
    schema = json.loads(invoke("scrape", "--schema").stdout)
    record = json.loads(invoke("scrape", WIDGET).stdout)
    assert list(Draft202012Validator(schema).iter_errors(record)) == []


def test_a_url_is_only_for_a_single_file(invoke: Run) -> None:
    for sources in ([WIDGET, KUBRICK], [FIXTURES]):
        assert invoke("scrape", *sources, "--url", "https://example.org/").returncode == 2


@pytest.mark.parametrize("url", ["", "example.org/hello", "javascript:alert(1)", "https://", "ftp://example.org/"])
def test_a_file_came_from_the_web_or_from_nowhere(invoke: Run, url: str) -> None:
    done = invoke("scrape", WIDGET, "--url", url)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is no http or https URL" in " ".join(done.stderr.split())


def test_an_empty_source_is_not_this_folder(invoke: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(WIDGET.read_bytes())
    done = invoke("scrape", "")
    assert (done.returncode, done.stdout) == (4, "[]\n")
    assert done.stderr.splitlines()[0] == "archiver: '': is neither a URL nor the name of a file"


@pytest.mark.parametrize("arguments", [("scrape", WIDGET), ("scrapers",)])
def test_on_a_terminal(terminal: Callable[..., str], arguments: tuple[object, ...]) -> None:
    shown = terminal(*arguments)
    assert "wordpress" in shown
    assert "Traceback" not in shown


def test_no_progress_bar_stands_among_records_on_a_terminal(terminal: Callable[..., str]) -> None:
    assert "━" not in terminal("scrape", WIDGET, KUBRICK)


def test_scrapers_in_a_pipe_is_json(invoke: Run) -> None:
    scrapers = json.loads(invoke("scrapers").stdout)
    assert {"generic", "wordpress"} <= {scraper["name"] for scraper in scrapers}
    assert all(scraper["summary"] for scraper in scrapers)
