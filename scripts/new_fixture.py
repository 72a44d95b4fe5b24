"""Draft a fixture: the page as it came, and the record that the scrapers read from it today, to be corrected by hand.

python -m scripts.new_fixture PLATFORM NAME SOURCE [URL]

SOURCE is a URL, a file, or - for standard input. URL says where a file came from; without it the page's canonical link
does. `fixtures/README.md` has the format, and what to do with the draft.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from w3lib.encoding import html_body_declared_encoding

from archiver.errors import ArchiverError, FetchError, ScrapeError
from archiver.importers.files import is_url, read_file
from archiver.page.document import Document
from archiver.page.encoding import decode
from archiver.scrapers import find_scraper

if TYPE_CHECKING:
    from archiver.records import Page

FOLDER = Path(__file__).parent.parent / "fixtures"

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def main(arguments: list[str] | None = None) -> int:
    """Write both files and say what to do next; the exit code, 1 if nothing was written."""
    options = _parser().parse_args(arguments)
    page_file = FOLDER / options.platform / f"{options.name}.html"
    record_file = page_file.with_suffix(".json")
    if there := next((path for path in (page_file, record_file) if path.exists()), None):
        return _complain(f"{_shown(there)} is there already; remove it first, or take another name")
    try:
        page = read_page(options.source, options.url or None)
        draft = draft_record(page)
    except ArchiverError as error:
        return _complain(str(error))
    if not is_url(draft["page_url"]):
        return _complain("the page does not say where it came from: name its URL after the file")
    page_file.parent.mkdir(parents=True, exist_ok=True)
    page_file.write_bytes(page.body)
    record_file.write_text(json.dumps(draft, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(_next_steps(options.platform, page_file, record_file, page, draft))
    return 0


def read_page(source: str, url: str | None) -> Page:
    """The page at a URL, in a file or on standard input. Raises `FetchError`."""
    if not is_url(source):
        return read_file(source, url=url)
    if url:
        raise FetchError(f"{source}: where a page came from is only said for a file")
    from archiver.fetch import Fetcher

    with Fetcher() as fetch:
        return fetch(source, named=True)


def draft_record(page: Page) -> dict[str, Any]:
    """What stands in the fixture's JSON file, as far as the scrapers of today can say."""
    document = Document(page)
    # A redirect is not kept: the fixture is a page of the place where it was found.
    draft: dict[str, Any] = {"page_url": page.final_url if is_url(page.final_url) else document.url}
    if _charset_matters(page):
        draft["headers"] = {"content-type": page.headers["content-type"]}
    try:
        post = find_scraper(document)(document).post()
    except ScrapeError:
        return {**draft, "error": "ScrapeError"}
    return {**draft, "post": post.to_dict()}


def _charset_matters(page: Page) -> bool:
    """Whether only the HTTP header says how to read the page; detection may guess right, but a guess can change."""
    content_type = page.headers.get("content-type", "")
    text, encoding = decode(page.body, content_type)
    if text != decode(page.body)[0]:
        return True
    undeclared = html_body_declared_encoding(page.body[:4096]) is None and not page.body.isascii()
    return "charset" in content_type.lower() and undeclared and encoding != "utf-8"


def _next_steps(platform: str, page_file: Path, record_file: Path, page: Page, draft: dict[str, Any]) -> str:
    post = draft.get("post")
    reader = find_scraper(Document(page)).name
    read = f"comments found: {len(post['comments'])}" if post else "no post found"
    lines = [
        f"{_shown(page_file)}: {len(page.body)} bytes, as they came",
        f"{_shown(record_file)}: a draft by the scraper `{reader}`, {read}",
        "",
        "Now, please:",
        "1. Write your own text, names and .example hosts into the page: no real person's words go into a commit.",
        "2. Read the draft against the page, field by field, and correct it: it is the specification.",
        f"3. .venv/bin/python -m pytest tests/scrapers/test_fixtures.py -k {page_file.stem}",
        "4. Add a line to the table in fixtures/README.md.",
    ]
    if reader != platform:
        hint = f"write archiver/scrapers/{platform}.py, or put the page into fixtures/{reader}/"
        lines.insert(3, f"The tests want `{platform}` to read it: {hint}.\n")
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.new_fixture", description="Draft a fixture.")
    parser.add_argument("platform", type=_name, help="folder, named after the scraper: wordpress, generic …")
    parser.add_argument("name", type=_name, help="what is special about the page: separate-pings")
    parser.add_argument("source", help="URL, file, or - for standard input")
    parser.add_argument("url", nargs="?", help="where a file came from, if the page does not say it")
    return parser


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not lower-case words joined by hyphens")
    return text


def _shown(path: Path) -> str:
    return path.relative_to(FOLDER.parent).as_posix()


def _complain(message: str) -> int:
    print(f"new_fixture: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
