"""The project's own fixtures as labelled pages: an expected record says all that a label does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.fixtures import FIXTURES, Fixture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_EDGE = 80


def label_of(fixture: Fixture) -> dict[str, Any]:
    """The label, as JSON, of a fixture that has a post."""
    assert fixture.post is not None
    post, comments = fixture.post, fixture.post["comments"]
    places = {comment["id"]: place for place, comment in enumerate(comments)}
    return {
        "id": fixture.name.replace("/", "--"),
        "url": fixture.page.url,
        "headers": dict(fixture.page.headers),
        "page_kind": "post",
        "post": {
            "title": post["title"],
            "authors": [author["name"] for author in post["authors"]],
            "published": post["published"],
            "text_start": post["content_text"][:_EDGE],
            "text_end": post["content_text"][-_EDGE:],
        },
        "comments": [
            {
                "author": comment["author"] and comment["author"]["name"],
                "published": comment["published"],
                "text": comment["content_text"],
                "parent": places.get(comment["parent_id"]),
                "kind": comment["kind"],
            }
            for comment in comments
        ],
    }


def write_labelled(folder: Path, fixtures: Sequence[Fixture] = FIXTURES) -> tuple[Path, Path]:
    """Write the fixtures that have a post as pages and labels; the two folders."""
    pages, gold = folder / "pages", folder / "gold"
    pages.mkdir()
    gold.mkdir()
    for fixture in fixtures:
        if fixture.post:
            label = label_of(fixture)
            (pages / f"{label['id']}.html").write_bytes(fixture.page.body)
            (gold / f"{label['id']}.json").write_text(json.dumps(label), "utf-8")
    return pages, gold
