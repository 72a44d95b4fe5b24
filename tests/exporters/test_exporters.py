"""The registry: what makes a file in archiver/exporters/ a format."""

from __future__ import annotations

import io
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from archiver.exporters import exporter_names, find_exporter
from archiver.records import Post

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_formats_are_the_public_modules_of_the_folder() -> None:
    assert exporter_names() == ["csv", "json", "jsonl", "markdown"]


@pytest.mark.parametrize("name", exporter_names())
def test_each_format_says_what_it_is(name: str) -> None:
    exporter = find_exporter(name)
    assert exporter.name == name
    assert len(exporter.summary) > 20
    assert exporter.write_posts.__doc__


def test_an_unknown_format_is_a_key_error() -> None:
    for name in ("xml", "_records", ""):
        with pytest.raises(KeyError):
            find_exporter(name)


def test_only_csv_takes_the_spreadsheet_option() -> None:
    assert [name for name in exporter_names() if find_exporter(name).takes("spreadsheet")] == ["csv"]


class Nowhere(io.StringIO):
    """A stream that keeps nothing."""

    def write(self, text: str) -> int:
        return len(text)


@pytest.mark.parametrize("name", exporter_names())
def test_memory_does_not_grow_with_the_number_of_posts(name: str) -> None:
    def many(count: int) -> Iterator[Post]:
        for number in range(count):
            yield Post(url=f"https://example.org/{number}", content_html=f"<p>{'word ' * 4000}</p>")

    exporter = find_exporter(name)
    exporter.write_posts(many(3), Nowhere())
    tracemalloc.start()
    try:
        exporter.write_posts(many(400 if name != "markdown" else 120), Nowhere())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_500_000  # a list of them would be 2.4 MB at least
