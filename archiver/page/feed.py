"""Feeds as the rest of the program sees them: RSS and Atom read by feedparser, and put into one shape.

Feeds tell of posts (a blog's feed) and of comments (a post's comment feed: RSS of WordPress, Atom of Blogger with the
threading extension of RFC 4685). HTML in them is given as it came: whoever keeps it has to clean it.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any, Final
from xml.parsers import expat

import feedparser

from archiver.page._date_iso import parse_iso
from archiver.page.urls import absolute

MAX_FEED: Final = 50_000_000
"""Bytes; a feed of 10,000 long comments has less. Expat itself bounds what entities may grow to
(https://libexpat.github.io/doc/api/latest/#billion-laughs), but feedparser falls back to a parser of its own."""

_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s{0,20}>")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. Addresses are absolute; dates are ISO 8601, ``None`` where the feed has none that is one.

    ``id`` is Atom's id or RSS's guid; ``related`` are the ``rel=related`` links (Blogger: the comment that is answered);
    ``in_reply_to`` are ``ref`` and ``href`` of ``thr:in-reply-to`` (RFC 4685, section 3).
    """

    id: str
    url: str | None
    title: str
    author: str | None
    author_url: str | None
    avatar_url: str | None
    published: str | None
    updated: str | None
    html: str
    related: tuple[str, ...]
    in_reply_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, its entries in their order, and where it goes on.

    ``links`` are addresses by relation (``next``, ``prev-archive``: RFC 5005; ``alternate``); ``total`` is OpenSearch's
    count of all entries there are, where the feed says it.
    """

    title: str
    entries: tuple[Entry, ...]
    links: dict[str, str]
    total: int | None


def read_feed(body: bytes, url: str, *, most: int | None = None) -> Feed | None:
    """The feed that was fetched from ``url``; ``None`` for what is none, is too large, or defines entities of its own.

    Of its entries the first ``most`` are read, each of which costs some 0.2 ms.
    """
    if len(body) > MAX_FEED or (_ENTITY.search(body) and _defines_entities(body)):
        return None
    if most is not None:
        body = _cut(body, most)
    # Given the type, feedparser does not doubt it; our own content is cleaned where it is kept, not here.
    headers = {"content-location": url, "content-type": "application/xml"}
    # As a file: a text that is the name of one, feedparser would open.
    said = feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not said.get("version"):
        return None
    links = {
        link.rel: address
        for link in said.feed.get("links", ())
        if "rel" in link and (address := absolute(link.get("href"), url))
    }
    total = str(said.feed.get("opensearch_totalresults", ""))
    return Feed(
        title=said.feed.get("title", ""),
        entries=tuple(_entry(item, url) for item in said.entries[:most]),
        links=links,
        total=int(total) if total.isdecimal() and total.isascii() and len(total) < 10 else None,
    )


def _defines_entities(body: bytes) -> bool:
    """Whether there are any before the first element (https://www.w3.org/TR/xml/#sec-prolog-dtd), or there may be: behind
    it a post may write of them."""
    defined: list[object] = []

    def stop(*_: object) -> None:
        raise StopIteration

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = lambda *entity: defined.append(entity)
    parser.StartElementHandler = stop
    try:
        parser.Parse(body, True)
    except StopIteration:
        return bool(defined)
    except expat.ExpatError:
        pass
    return True


def _cut(body: bytes, most: int) -> bytes:
    """The feed without the entries behind the first ``most``: what stands around them stays, so that it is well-formed."""
    ends = [found.end() for found in _END.finditer(body)]
    return body if len(ends) <= most else body[: ends[most - 1]] + body[ends[-1] :]


def _entry(item: Any, base: str) -> Entry:
    person = next(iter(item.get("authors", ())), None) or item.get("author_detail") or {}
    related = [link.get("href") for link in item.get("links", ()) if link.get("rel") == "related"]
    reply = item.get("thr_in-reply-to")
    reply = reply if isinstance(reply, dict) else {}
    content = next((part.get("value") for part in item.get("content", ()) if part.get("value")), None)
    image = item.get("gd_image")
    return Entry(
        id=item.get("id") or "",
        url=absolute(item.get("link"), base),
        title=item.get("title") or "",
        author=person.get("name"),
        author_url=absolute(person.get("href"), base),
        avatar_url=absolute(image.get("src"), base) if isinstance(image, dict) else None,
        published=parse_iso(item.get("published") or "") or None,
        # Asked by `get`, feedparser gives the other date where there is only one, and warns of it.
        updated=parse_iso(dict.get(item, "updated") or "") or None,
        html=content or item.get("summary") or "",
        related=tuple(address for href in related if (address := absolute(href, base))),
        in_reply_to=tuple(str(reply[key]) for key in ("ref", "href") if reply.get(key)),
    )
