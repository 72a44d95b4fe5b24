"""`import archiver` gives what the documents say, at once and for little."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import archiver
from archiver import errors, records, store

ROOT = Path(__file__).parent.parent
FIXTURE = ROOT / "fixtures" / "wordpress" / "html5-threaded.html"
RECORDS = {"Author", "Comment", "Lead", "Page", "Post", "Site"}
ERRORS = {"ArchiverError", "FetchError", "ScrapeError", "StoreError"}


def modules_after(code: str) -> set[str]:
    """The modules that a new interpreter has loaded after running some code."""
    script = f"{code}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")}  # coverage loads much
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=env)
    return set(json.loads(done.stdout))


def test_all_is_what_is_documented() -> None:
    assert set(archiver.__all__) == {"__version__", "scrape", "Store", *RECORDS, *ERRORS}
    assert archiver.__all__ == sorted(archiver.__all__)
    told = "".join((ROOT / name).read_text("utf-8") for name in ("README.md", "docs/architecture.md"))
    assert [name for name in archiver.__all__ if f"`{name}" not in told and f" {name}" not in told] == ["__version__"]


@pytest.mark.parametrize("name", archiver.__all__)
def test_each_name_is_the_one_that_its_module_defines(name: str) -> None:
    value = getattr(archiver, name)
    assert value is not None
    homes = {"Store": store, **dict.fromkeys(RECORDS, records), **dict.fromkeys(ERRORS, errors)}
    if name in homes:
        assert value is getattr(homes[name], name)
    assert getattr(value, "__doc__", None)


def test_dir_has_what_is_not_loaded_yet() -> None:
    """Interactive Python completes names by it."""
    assert set(archiver.__all__) <= set(dir(archiver))


def test_a_star_import_gives_them_all() -> None:
    names: dict[str, object] = {}
    exec("from archiver import *", names)
    assert set(archiver.__all__) <= set(names)


def test_what_does_not_exist_is_told_as_for_any_module() -> None:
    with pytest.raises(AttributeError, match=r"module 'archiver' has no attribute 'fetch_all'"):
        _ = archiver.fetch_all
    with pytest.raises(ImportError, match="cannot import name 'Scraper'"):
        exec("from archiver import Scraper")


def test_the_version_is_that_of_the_package() -> None:
    assert archiver.__version__ == version("archiver")


def test_every_error_is_an_archiver_error_with_its_own_exit_code() -> None:
    kinds = [getattr(archiver, name) for name in sorted(ERRORS)]
    assert all(issubclass(kind, archiver.ArchiverError) for kind in kinds)
    assert sorted(kind.exit_code for kind in kinds) == [1, 4, 8, 16]


HEAVY = {"bs4", "selectolax", "nh3", "requests", "urllib3", "sqlite3", "sqlite_utils", "typer", "rich", "zstandard"}


def test_import_alone_loads_no_library() -> None:
    loaded = modules_after("import archiver; archiver.__version__")
    assert loaded & HEAVY == set()
    assert {name for name in loaded if name.startswith("archiver")} == {"archiver"}


@pytest.mark.parametrize(
    ("code", "unused"),
    [
        ("from archiver import Post, Page, Comment, Author, Site, Lead", HEAVY),
        ("from archiver import ArchiverError, FetchError, ScrapeError, StoreError", HEAVY),
        ("from archiver import scrape", {"requests", "urllib3", "sqlite3", "sqlite_utils", "typer", "rich"}),
        ("from archiver import Store", {"bs4", "selectolax", "nh3", "requests", "urllib3", "typer", "rich"}),
    ],
)
def test_a_name_loads_only_what_it_needs(code: str, unused: set[str]) -> None:
    assert modules_after(code) & unused == set()


def test_scrape_and_store_work_as_in_the_docstring(tmp_path: Path) -> None:
    from archiver import Page, Store, scrape

    html = FIXTURE.read_bytes()
    url = "https://slowwheels.example/2017/02/building-a-wheel/"
    post = scrape(html, url=url)
    assert (post.title, len(post.comments)) == ("Building a wheel at the kitchen table", 8)
    assert scrape(html.decode(), url=url) == post
    page = Page(url, url, 200, {"content-type": "text/html"}, html, "2026-01-01T00:00:00Z")
    with Store(tmp_path / "blogs.db") as blogs:
        assert blogs.save(page, post).outcome == "added"
        assert blogs.save(page, post).outcome == "unchanged"
        assert blogs.get(post.url) == post
        hits = list(blogs.search("wheel"))
        assert {hit.url for hit in hits} & {post.url, *(comment.url for comment in post.comments)}
        assert [stored.body for stored in blogs.pages()] == [html]
    assert archiver.Post.from_dict(json.loads(json.dumps(post.to_dict()))) == post


def test_what_cannot_be_scraped_raises_an_archiver_error() -> None:
    with pytest.raises(archiver.ArchiverError, match=r"https://b\.example/: no post"):
        archiver.scrape("", url="https://b.example/")
