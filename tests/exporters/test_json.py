"""JSON and JSON Lines."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.exporters import find_exporter
from archiver.exporters.json import json_text
from archiver.records import Comment, Post
from tests.exporters.rows import Row
from tests.strategies import posts


def export(name: str, records: list[Post]) -> str:
    out = io.StringIO(newline="")
    find_exporter(name).write_posts(records, out)
    return out.getvalue()


@given(st.lists(posts, max_size=3))
@pytest.mark.unmeasured
def test_json_read_back_gives_the_same_records(records: list[Post]) -> None:
    assert [Post.from_dict(data) for data in json.loads(export("json", records))] == records


@given(st.lists(posts, max_size=3))
@pytest.mark.unmeasured
def test_jsonl_is_one_record_a_line_and_read_back_gives_the_same(records: list[Post]) -> None:
    lines = export("jsonl", records).split("\n")
    assert lines.pop() == ""
    assert [Post.from_dict(json.loads(line)) for line in lines] == records


def test_no_posts_are_an_empty_array_and_no_lines() -> None:
    assert export("json", []) == "[]\n"
    assert export("jsonl", []) == ""


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_text_stays_readable_but_what_utf8_or_a_terminal_cannot_take_is_escaped(name: str) -> None:
    post = Post(url="https://example.org/", title="Grüße 日本 \x9b2J \x7f \ud800")
    text = export(name, [post])
    assert "Grüße 日本" in text
    assert "\\u009b2J \\u007f \\ud800" in text
    text.encode()
    data = json.loads(text)
    assert Post.from_dict(data[0] if name == "json" else data) == post


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_comments_carry_the_post_that_they_stand_below(name: str) -> None:
    comment = Comment("c1", content_text="hi")
    out = io.StringIO()
    write = find_exporter(name).write_comments
    assert write is not None
    write([Row(comment, "https://example.org/", "Hello")], out)
    data = json.loads(out.getvalue())
    row = data[0] if name == "json" else data
    assert row == {"post_url": "https://example.org/", "post_title": "Hello", **comment.to_dict()}


@pytest.mark.parametrize(
    "text", ["plain", "Grüße °§ « »", "\x7f", "\x85", "\x80é", "\x9f", "\ud800", "\udfff °", "Ã\x82", "\xa0"]
)
def test_only_what_steers_a_terminal_or_has_no_utf_8_is_escaped(text: str) -> None:
    written = json_text([text])
    assert json.loads(written) == [text]
    escaped = [char for char in text if "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff"]
    assert written.count("\\u") == len(escaped)
    assert not set(written) & set(escaped)
