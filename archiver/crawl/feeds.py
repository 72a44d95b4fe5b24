"""Feeds: the newest posts, and by their own ways all the older ones.

Three ways lead back: a link to the archive that comes before (RFC 5005), WordPress' ``?paged=2``, and Blogger's
``start-index``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from archiver.crawl.address import clean
from archiver.crawl.found import Found, Reading, Step
from archiver.crawl.judge import Said
from archiver.page import feed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archiver.records import Page

MOST_ENTRIES = 5_000
"""Taken from one feed; hand-made feeds sometimes hold the whole blog."""
BLOGGER_PAGE = 150
"""Posts asked of Blogger at once, in summaries; how many came is counted, as it may give fewer."""
MOST_PAGES = 5_000
"""Of one feed's history: at WordPress' ten a page 50,000 posts."""

_COMMENTS = re.compile(r"/comments?(?:/|$)|comment", re.IGNORECASE)
_A_COMMENT = re.compile(r"#(?:comment|c)-?\d")
_WORDPRESS = re.compile(rb"<generator[^>]*>\s*(?:https?://(?:www\.)?wordpress\.(?:org|com)|wordpress)", re.IGNORECASE)
_BURNER = re.compile(r"feedburner|feedproxy")
_HEAD = 4096


def guesses(home: str) -> tuple[str, ...]:
    """Where feeds usually are: WordPress, Blogger and old Jekyll, Movable Type, Hugo, Jekyll, Ghost."""
    folder = home.partition("?")[0].rpartition("/")[0] + "/"
    return tuple(folder + name for name in ("feed/", "atom.xml", "rss.xml", "index.xml", "feed.xml", "rss/"))


def is_of_comments(url: str, title: str | None) -> bool:
    """Whether a feed that a page links to is one of comments, by its address and its title."""
    return bool(_COMMENTS.search(urlsplit(url).path) or _COMMENTS.search(title or "") or "feed=comments" in url)


def whole(url: str) -> str:
    """The URL of a feed, but Blogger's for as many summaries at once as it gives."""
    parts = urlsplit(url)
    if re.search(r"/feeds/posts/(?:default|summary|full)/?$", parts.path):
        path = re.sub(r"(?:default|full)/?$", "summary", parts.path)
        return f"{parts.scheme}://{parts.netloc}{path}?max-results={BLOGGER_PAGE}&start-index=1"
    return url


def read_feed(page: Page, step: Step) -> Reading:
    """The posts in a feed, and where its older entries are. What is no feed gives a ``trouble``."""
    read = feed.read_feed(page.body, page.final_url, most=MOST_ENTRIES + 1)
    if read is None:
        return Reading(trouble="is not a feed")
    found = tuple(_entries(read.entries[:MOST_ENTRIES]))
    if step.depth >= MOST_PAGES or not read.entries:
        return Reading(found)
    older, told = _older(read, page, step)
    further = (step.further(older, guess=not told),) if older and clean(older) != clean(step.url) else ()
    trouble = f"has more than {MOST_ENTRIES:,} entries" if len(read.entries) > MOST_ENTRIES else None
    return Reading(found, further, trouble=trouble)


def _entries(entries: Iterable[feed.Entry]) -> Iterator[Found]:
    for entry in entries:
        # What counts readers sends them round; the post itself is then the id.
        url = entry.id if entry.url is None or _BURNER.search(entry.url) else entry.url
        if url and not _A_COMMENT.search(url):
            yield Found(url, Said(feed=True), entry.published, entry.updated)


def _older(read: feed.Feed, page: Page, step: Step) -> tuple[str | None, bool]:
    """Where the entries are that come before these, and whether the feed says so itself."""
    if archive := read.links.get("prev-archive"):
        return archive, True
    if "/feeds/posts/" in step.url:
        # Blogger's own link leads to another host, where blogs of one's own domain are not.
        start = _asked(step.url, "start-index", 1) + len(read.entries)
        return (None if read.total is not None and start > read.total else _with(step.url, start_index=start)), False
    if _WORDPRESS.search(page.body[:_HEAD]):
        return _with(step.url, paged=_asked(step.url, "paged", 1) + 1), False
    return read.links.get("next"), True


def _asked(url: str, name: str, default: int) -> int:
    value = dict(parse_qsl(urlsplit(url).query)).get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else default


def _with(url: str, **values: int) -> str:
    """The URL with these in its query, in place of what stood there."""
    parts = urlsplit(url)
    new = {name.replace("_", "-"): str(value) for name, value in values.items()}
    query = {**dict(parse_qsl(parts.query, keep_blank_values=True)), **new}
    return f"{parts.scheme}://{parts.netloc}{parts.path}?{urlencode(query)}"
