"""WordPress' own interface, which lists all posts of a blog with their dates: a hundred at a time, newest first.

https://developer.wordpress.org/rest-api/reference/posts/#list-posts. Where there are no permalinks, or a rule of the
server stands before ``/wp-json/``, the same is reached by ``?rest_route=``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.crawl.address import clean
from archiver.crawl.found import Found, Reading, Step
from archiver.crawl.judge import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.records import Page

PER_PAGE = 100
"""The most that WordPress gives at once."""
MOST_PAGES = 1_000
"""100,000 posts: beyond that a number of pages is a mistake or a trap."""

_ASKED = f"per_page={PER_PAGE}&_fields=link,date,modified"
_PAGE = re.compile(r"(?<=[?&]page=)\d+")
_API = re.compile(r'<([^<>]*)>\s*;[^,]*\brel="?https://api\.w\.org/"?')


def api_of(page: Page) -> str | None:
    """The address of the interface that a page's ``Link`` header names, or ``None``."""
    found = _API.search(page.headers.get("link", ""))
    return clean(found[1]) or None if found else None


def posts_url(api: str) -> str:
    """Where the interface at ``api`` lists posts: the first page of them."""
    if "rest_route=" in urlsplit(api).query:
        return f"{api.rstrip('/')}/wp/v2/posts&{_ASKED}&page=1"
    return f"{api.rstrip('/')}/wp/v2/posts?{_ASKED}&page=1"


def guesses(home: str) -> tuple[str, str]:
    """Where a WordPress that names no interface may have one."""
    root = home.partition("?")[0].rpartition("/")[0] + "/"
    return posts_url(f"{root}wp-json/"), posts_url(f"{root}?rest_route=/")


def read_rest(page: Page, step: Step) -> Reading:
    """The posts on one page of the interface's answer, and the next page. What is no such answer gives a ``trouble``."""
    try:
        answer = json.loads(page.body)
    except (ValueError, RecursionError):
        return Reading(trouble="is not JSON")
    if not isinstance(answer, list):
        return Reading(trouble="is not a list of posts")
    found = tuple(_posts(answer))
    pages = _number(page.headers.get("x-wp-totalpages"))
    number = int(match[0]) if (match := _PAGE.search(step.url)) else 1
    # Some caches drop the headers: then a full page says that there may be another.
    more = number < pages if pages is not None else len(answer) >= PER_PAGE
    further = (step.further(_PAGE.sub(str(number + 1), step.url)),) if more and number < MOST_PAGES and found else ()
    claimed = _number(page.headers.get("x-wp-total"))
    return Reading(found, further, claimed=claimed, complete=not more)


def _posts(answer: list[object]) -> Iterator[Found]:
    for item in answer[:PER_PAGE]:
        if isinstance(item, dict) and isinstance(link := item.get("link"), str):
            yield Found(link, Said(rest=True), _text(item.get("date")), _text(item.get("modified")))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value) else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
