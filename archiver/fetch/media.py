"""Which content types are taken.

- HTML and XHTML are. So are XML feeds, but only where a feed was asked for, and JSON, any XML, plain text and gzip where
  data was: interfaces, sitemaps, ``robots.txt``.
- A type that says nothing (none at all, ``text/plain``, ``application/octet-stream``) is settled by how the body
  begins. Browsers show ``text/plain`` as source; here it is taken if it begins as HTML, because raw file hosts and
  misconfigured servers send whole blogs that way.
- ``application/xml`` and ``text/xml`` may carry XHTML, which the body settles as well.
- Everything else is refused before its body is read; and so is a picture or archive that is called HTML.
"""

from __future__ import annotations

from typing import Literal

from archiver.page import sniff

Want = Literal["page", "feed", "data"]

_HTML = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_MEDIA = ("image/", "audio/", "video/", "font/")
_XML = frozenset({"application/xml", "text/xml"})
_FEEDS = _XML | {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/x-rss+xml"}
# WHATWG MIME Sniffing section 7 calls the last three unknown; the octet streams are what object stores say by default.
_UNSURE = frozenset(
    {
        "",
        "text/plain",
        "application/octet-stream",
        "binary/octet-stream",
        "unknown/unknown",
        "application/unknown",
        "*/*",
    }
)
_GZIP = b"\x1f\x8b"  # RFC 1952 section 2.3.1
_WANTED: dict[Want, str] = {
    "page": "not an HTML page",
    "feed": "not an HTML page or an XML feed",
    "data": "not text",
}


def essence(content_type: str | None) -> str:
    """``text/html`` out of ``Text/HTML; charset=utf-8``; empty if there is none."""
    return (content_type or "").replace(",", ";").split(";")[0].strip().lower()


def accept(want: Want) -> str:
    """The ``Accept`` header."""
    if want == "data":
        return "application/json, application/xml;q=0.9, text/xml;q=0.9, text/plain;q=0.8, */*;q=0.5"
    if want == "feed":
        return "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
    return "text/html, application/xhtml+xml, */*;q=0.5"


def refusal_by_type(kind: str, want: Want) -> str | None:
    """Why a body of the type ``kind`` (an ``essence``) is not worth reading, or ``None``."""
    if kind in _HTML or kind in _UNSURE or kind in _XML or (want == "feed" and kind in _FEEDS):
        return None
    if want == "data" and not kind.startswith(_MEDIA):
        return None
    return _refusal("".join(char for char in kind[:80] if char.isprintable()), want)


def refusal_by_body(kind: str, head: bytes, want: Want) -> str | None:
    """Why a body of the type ``kind`` that begins with ``head`` (``sniff.HEAD`` bytes, or all) is refused, or ``None``.

    An empty body is for the scraper to judge.
    """
    if not head:
        return None
    if want == "data":
        return None if head.startswith(_GZIP) else _refusal(sniff.foreign(head), want)
    feed = want == "feed"
    found = sniff.markup(head)
    settled = kind in _HTML or (feed and kind in _FEEDS) or found == "html" or (feed and found == "xml")
    if settled:
        return _refusal(sniff.signature(head), want)
    if kind in _XML:
        return _refusal(kind, want)
    return _refusal(sniff.foreign(head) or ("XML" if found else "plain text"), want)


def _refusal(what: str | None, want: Want) -> str | None:
    return f"is {what}, {_WANTED[want]}" if what else None
