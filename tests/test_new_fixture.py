"""`make fixture` drafts a fixture that the fixture tests can read, and never overwrites one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts import new_fixture
from tests.fixtures import FOLDER, load

if TYPE_CHECKING:
    from pytest_httpserver import HTTPServer

ROOT = Path(__file__).parent.parent
PAGE = FOLDER / "wordpress" / "kubrick.html"
EUC_JP = FOLDER / "generic" / "euc-jp.html"
KOI8_R = FOLDER / "generic" / "koi8-r.html"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in the place of `fixtures/`."""
    folder = tmp_path / "fixtures"
    monkeypatch.setattr(new_fixture, "FOLDER", folder)
    return folder


def draft(folder: Path, name: str) -> dict[str, object]:
    content: dict[str, object] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return content


def test_a_file_becomes_a_page_byte_for_byte_and_a_record_that_its_scraper_gives(folder: Path) -> None:
    assert new_fixture.main(["wordpress", "my-page", str(PAGE), "https://hello.example/1"]) == 0
    assert (folder / "wordpress/my-page.html").read_bytes() == PAGE.read_bytes()
    fixture = load(folder / "wordpress/my-page.html")
    assert fixture.page.url == "https://hello.example/1"
    assert fixture.post is not None
    assert fixture.post["scraper"] == "wordpress"
    assert len(fixture.post["comments"]) == 6
    assert "headers" not in draft(folder, "wordpress/my-page")


def test_a_draft_has_all_keys_of_the_record_and_readable_text(folder: Path) -> None:
    source = FOLDER / "generic" / "korean.html"
    assert new_fixture.main(["generic", "korean", str(source)]) == 0
    written = (folder / "generic/korean.json").read_text(encoding="utf-8")
    post = json.loads(written)["post"]
    assert list(post) == list(json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))["post"])
    assert post["title"] in written  # no \\u escapes
    assert written.endswith("}\n")


def test_a_file_without_a_url_is_placed_by_its_canonical_link(folder: Path) -> None:
    assert new_fixture.main(["generic", "korean", str(FOLDER / "generic" / "korean.html")]) == 0
    assert draft(folder, "generic/korean")["page_url"] == "https://neurin.example/57"


def test_a_page_that_does_not_say_where_it_came_from_is_refused_without_a_url(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_fixture.main(["generic", "koi8-r", str(KOI8_R)]) == 1
    assert "name its URL" in capsys.readouterr().err
    assert not folder.exists()


def test_a_page_over_http_keeps_the_content_type_only_where_its_charset_matters(
    folder: Path, httpserver: HTTPServer
) -> None:
    pages = {"needed": (KOI8_R, "koi8-r"), "idle": (PAGE, "utf-8"), "said-twice": (EUC_JP, "euc-jp")}
    for name, (path, charset) in pages.items():
        content_type = f"text/html; charset={charset}"
        httpserver.expect_request(f"/{name}").respond_with_data(path.read_bytes(), content_type=content_type)
        assert new_fixture.main(["generic", name, httpserver.url_for(f"/{name}")]) == 0
    assert draft(folder, "generic/needed")["headers"] == {"content-type": "text/html; charset=koi8-r"}
    assert draft(folder, "generic/needed")["page_url"] == httpserver.url_for("/needed")
    assert "headers" not in draft(folder, "generic/idle")
    assert "headers" not in draft(folder, "generic/said-twice")


def test_a_charset_that_corrects_the_page_is_kept(folder: Path, httpserver: HTTPServer) -> None:
    body = "<title>Zażółć</title><h1>Zażółć</h1><p>Gęślą jaźń, pchnąć w tę łódź jeża.</p>".encode("iso-8859-2")
    body = b'<meta charset="windows-1251">' + body
    httpserver.expect_request("/").respond_with_data(body, content_type="text/html; charset=iso-8859-2")
    assert new_fixture.main(["generic", "corrected", httpserver.url_for("/")]) == 0
    assert draft(folder, "generic/corrected")["headers"] == {"content-type": "text/html; charset=iso-8859-2"}


def test_a_page_without_a_post_gives_the_draft_of_an_error(folder: Path) -> None:
    source = FOLDER / "generic" / "empty-page.html"
    assert new_fixture.main(["generic", "nothing", str(source), "https://unbuilt.example/1"]) == 0
    assert draft(folder, "generic/nothing") == {"page_url": "https://unbuilt.example/1", "error": "ScrapeError"}


@pytest.mark.parametrize("suffix", [".html", ".json"])
def test_what_is_there_is_never_overwritten(folder: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    there = folder / f"wordpress/mine{suffix}"
    there.parent.mkdir(parents=True)
    there.write_text("mine")
    assert new_fixture.main(["wordpress", "mine", str(PAGE), "https://hello.example/1"]) == 1
    assert f"fixtures/wordpress/mine{suffix} is there already" in capsys.readouterr().err
    assert there.read_text() == "mine"
    assert list(there.parent.iterdir()) == [there]


@pytest.mark.parametrize("name", ["../escape", "Upper", "", "a b", "-x", "a/b"])
def test_a_name_that_is_no_plain_word_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(SystemExit) as stop:
        new_fixture.main(["wordpress", "--", name, str(PAGE), "https://hello.example/1"])
    assert stop.value.code == 2
    assert not folder.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-file.html"], "no-such-file.html"),
        (["https://hello.example/1", "https://hello.example/2"], "only said for a file"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_writes_nothing(
    folder: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_fixture.main(["generic", "one", *arguments]) == 1
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert not folder.exists()


def test_it_says_what_to_do_next_and_whose_page_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new_fixture.main(["myblog", "one", str(PAGE), "https://hello.example/1"])
    said = capsys.readouterr().out
    assert "fixtures/myblog/one.json: a draft by the scraper `wordpress`, comments found: 6" in said
    assert "The tests want `myblog` to read it: write archiver/scrapers/myblog.py" in said
    new_fixture.main(["wordpress", "two", str(PAGE), "https://hello.example/1"])
    assert "The tests want" not in capsys.readouterr().out


def test_the_module_runs_as_a_command_and_takes_an_empty_url_for_none() -> None:
    """`make fixture` without URL= gives an empty word; the fixture is there already, so nothing is written."""
    command = [sys.executable, "-m", "scripts.new_fixture", "wordpress", "kubrick", str(PAGE), ""]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith("new_fixture: fixtures/wordpress/kubrick.html is there already")
