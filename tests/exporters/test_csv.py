"""CSV: nothing lost by default, nothing executed in a spreadsheet when asked."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.exporters.csv import COMMENT_COLUMNS, FORMULA_STARTS, POST_COLUMNS, write_comments, write_posts
from archiver.records import Author, Comment, Post, Site
from tests.exporters.rows import Row
from tests.strategies import comments, posts

LISTS = ("authors", "categories", "tags", "comments", "leads", "comment_count")


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def post_of(row: dict[str, str]) -> Post:
    record: dict[str, Any] = {key: value or None for key, value in row.items() if not key.startswith("site_")}
    record["site"] = {part: row[f"site_{part}"] or None for part in ("url", "name", "platform")}
    record |= {key: json.loads(row[key]) if row[key] else None for key in LISTS}
    return Post.from_dict(record | {key: row[key] for key in ("content_html", "content_text")})


@given(st.lists(posts, max_size=3))
@pytest.mark.unmeasured
def test_posts_are_lossless(records: list[Post]) -> None:
    out = io.StringIO(newline="")
    write_posts(records, out)
    assert [post_of(row) for row in read(out.getvalue())] == records


@given(st.lists(comments, max_size=4))
def test_comments_are_lossless(records: list[Comment]) -> None:
    out = io.StringIO(newline="")
    write_comments([Row(comment, "https://example.org/", None) for comment in records], out)
    back = []
    for row in read(out.getvalue()):
        assert (row.pop("post_url"), row.pop("post_title")) == ("https://example.org/", "")
        author = {part: row.pop(f"author_{part}") or None for part in ("name", "url", "avatar_url")}
        data: dict[str, Any] = {key: value or None for key, value in row.items()}
        data |= {"content_html": row["content_html"], "content_text": row["content_text"]}
        back.append(Comment.from_dict({**data, "author": author if author["name"] else None}))
    assert back == records


def test_columns_stand_in_the_order_of_the_record_and_rows_end_as_rfc_4180_has_it() -> None:
    out = io.StringIO(newline="")
    write_posts([Post(url="https://example.org/", title='a,"b"\nc')], out)
    header, rest = out.getvalue().split("\r\n", 1)
    assert header.split(",") == POST_COLUMNS
    assert POST_COLUMNS[:6] == ["url", "title", "site_url", "site_name", "site_platform", "authors"]
    assert COMMENT_COLUMNS[:6] == ["post_url", "post_title", "id", "parent_id", "kind", "author_name"]
    assert rest.startswith('https://example.org/,"a,""b""\nc",')
    assert rest.endswith("\r\n")


def test_the_header_stands_even_where_there_are_no_rows() -> None:
    out = io.StringIO(newline="")
    write_comments([], out)
    assert out.getvalue() == ",".join(COMMENT_COLUMNS) + "\r\n"


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_spreadsheet_takes_no_cell_for_a_formula(start: str) -> None:
    evil = f'{start}HYPERLINK("http://evil")'
    out = io.StringIO(newline="")
    post = Post(url="https://example.org/", title=evil, site=Site(name=evil), content_text=evil)
    write_posts([post], out, spreadsheet=True)
    text = out.getvalue()
    assert text.startswith("\ufeffurl,")
    row = read(text[1:])[0]
    assert row["title"] == row["site_name"] == row["content_text"] == f"'{evil}"
    assert not any(cell.startswith(FORMULA_STARTS) for cell in row.values())


def test_a_comment_by_a_formula_is_guarded_too_and_plain_text_is_left_alone() -> None:
    out = io.StringIO(newline="")
    rows = [Row(Comment("c1", author=Author("@all"), content_text="1+1"), "https://example.org/", "-1")]
    write_comments(rows, out, spreadsheet=True)
    row = read(out.getvalue()[1:])[0]
    assert (row["author_name"], row["post_title"], row["content_text"]) == ("'@all", "'-1", "1+1")
