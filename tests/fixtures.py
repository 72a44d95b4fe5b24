"""The fixtures: pages written by us, each with the record that must be read from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archiver.records import Page

FOLDER = Path(__file__).parent.parent / "fixtures"


@dataclass(frozen=True)
class Fixture:
    """A page and what is expected of it: a record, or the name of an error."""

    name: str
    page: Page
    post: dict[str, Any] | None
    error: str | None


def load(path: Path) -> Fixture:
    """The fixture whose page is at `path`."""
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    url = expected["page_url"]
    page = Page(url, url, 200, expected.get("headers", {}), path.read_bytes(), "2026-01-01T00:00:00Z")
    return Fixture(f"{path.parent.name}/{path.stem}", page, expected.get("post"), expected.get("error"))


PAGES = sorted(path for path in FOLDER.glob("*/*") if path.suffix in (".html", ".xml", ".txt"))
"""HTML, feeds, and JSON that is called text here, as `.json` are the records."""

FIXTURES = [load(path) for path in PAGES]
