"""The records, their JSON form, and the schema that describes it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from archiver.records import Author, Comment, Lead, Post, Site
from tests.strategies import posts

SCHEMA: dict[str, Any] = json.loads(files("archiver").joinpath("record.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
FIXTURES = Path(__file__).parent.parent / "fixtures"
FULL = Post(
    url="https://example.org/hello",
    title="Hello",
    site=Site("https://example.org/", "Example", "wordpress"),
    authors=(Author("Ann", "https://example.org/ann", "https://example.org/ann.png"),),
    published="2010-05-04T11:54:30+02:00",
    published_text="May 4th 2010",
    updated="2010-05",
    language="pt-BR",
    summary="In short",
    image="https://example.org/a.png",
    license="CC BY 4.0",
    categories=("News",),
    tags=("a", "b"),
    content_html="<p>Hello</p>",
    content_text="Hello",
    comment_count=2,
    comments=(
        Comment("c1", None, "comment", Author("Josh"), "2010", "long ago", "https://example.org/hello#c1", "a", "a"),
        Comment("c2", "c1", "pingback"),
    ),
    leads=(Lead("comments-feed", "https://example.org/hello/feed/"),),
    scraper="wordpress",
)
MINIMAL = Post(url="file:///hello.html")


def expected_records() -> list[Any]:
    paths = sorted(FIXTURES.rglob("*.json"))
    loaded = [(path, json.loads(path.read_text(encoding="utf-8"))) for path in paths]
    return [
        pytest.param(data["post"], id=path.relative_to(FIXTURES).with_suffix("").as_posix())
        for path, data in loaded
        if "post" in data
    ]


def faults(record: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(record)]


def test_the_schema_is_a_valid_2020_12_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("post", [FULL, MINIMAL], ids=["full", "minimal"])
def test_every_record_is_as_the_schema_says_and_comes_back_from_json(post: Post) -> None:
    record = post.to_dict()
    assert faults(record) == []
    assert Post.from_dict(json.loads(json.dumps(record))) == post


@given(posts)
def test_any_record_is_as_the_schema_says(post: Post) -> None:
    assert faults(post.to_dict()) == []


@pytest.mark.parametrize("record", expected_records())
def test_expected_record_is_as_the_schema_says(record: dict[str, Any]) -> None:
    assert faults(record) == []
    assert Post.from_dict(record).to_dict() == record


def test_the_schema_describes_every_field_in_the_order_of_the_record() -> None:
    record = FULL.to_dict()
    definitions = SCHEMA["$defs"]
    for data, schema in [
        (record, SCHEMA),
        (record["site"], SCHEMA["properties"]["site"]),
        (record["authors"][0], definitions["author"]),
        (record["comments"][0], definitions["comment"]),
        (record["leads"][0], definitions["lead"]),
    ]:
        assert list(schema["properties"]) == list(data) == schema["required"]
        assert all(field.get("description") for field in schema["properties"].values())


@pytest.mark.parametrize(
    "date",
    [
        "2010-13",
        "2010-5-4",
        "10-05-04",
        "2010-05-04T25:00",
        "2010-05-04 11:54",
        "2010-05-04T11",
        "May 2010",
        "2010Z",
        "",
    ],
)
@pytest.mark.parametrize("field", ["published", "updated"])
def test_the_schema_refuses_dates_that_are_not_iso_8601(date: str, field: str) -> None:
    assert faults({**MINIMAL.to_dict(), field: date}) != []


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"title": ""},
        {"url": "no-url"},
        {"comment_count": -1},
        {"tags": ["a", "a"]},
        {"comments": [{"id": "c1"}]},
        {"comments": [{**Comment("c1").to_dict(), "kind": "spam"}]},
        {"authors": [{"name": "", "url": None, "avatar_url": None}]},
        {"leads": [{"kind": "other", "url": "https://example.org/"}]},
    ],
    ids=lambda change: str(change)[:40],
)
def test_the_schema_refuses(change: dict[str, Any]) -> None:
    assert faults({**MINIMAL.to_dict(), **change}) != []


def test_the_schema_wants_every_key() -> None:
    for key in MINIMAL.to_dict():
        assert faults({name: value for name, value in MINIMAL.to_dict().items() if name != key}) != [], key
