"""Labels are read as they are written, and bad ones are told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from archiver.errors import FetchError
from bench.labels import Label, read_labels, read_page, read_pages

if TYPE_CHECKING:
    from pathlib import Path


def test_a_site_is_a_host_else_what_ids_share() -> None:
    assert Label("x", "https://www.a.example/1").site == "a.example"
    assert Label("engine--theme--post").site == "engine--theme"
    assert Label("lonely").site == "lonely"


def test_pages_of_a_site_stand_in_the_same_half_and_halves_are_about_equal() -> None:
    assert len({Label(f"x{k}", f"http://a.example/{k}").half("1") for k in range(20)}) == 1
    first = sum(Label("x", f"http://site{k}.example/").half("1") == "a" for k in range(1000))
    assert 400 < first < 600
    assert any(
        Label("x", f"http://site{k}.example/").half("1") != Label("x", f"http://site{k}.example/").half("2")
        for k in range(9)
    )


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"id": "x", "post": null, "comments": []}', '{"id": "x", "post": {}}', "\ud800"]
)
def test_what_is_no_label_is_told_with_its_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ValueError, match=r"x\.json: is no label"):
        read_labels(tmp_path)


def test_a_folder_without_labels_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no \*\.json"):
        read_labels(tmp_path)


def test_a_page_is_read_as_the_command_line_reads_it_with_the_headers_of_its_label(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_bytes(b"<p>x")
    headers = {"content-type": "text/html; charset=koi8-r"}
    page = read_page(tmp_path, Label("x", "http://a.example/", headers))
    assert (page.url, page.headers, page.body) == ("http://a.example/", headers, b"<p>x")
    assert read_page(tmp_path, Label("x")).url == (tmp_path / "x.html").as_uri()
    with pytest.raises(FetchError):
        read_page(tmp_path, Label("y"))


def test_all_pages_of_a_folder_and_below_are_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("b.html", "in/a.html", "c.json"):
        (tmp_path / name).write_text(json.dumps(name))
    assert [page.body for page in read_pages(tmp_path)] == [b'"b.html"', b'"in/a.html"']
