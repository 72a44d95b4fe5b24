"""Sitemaps: where they are, and what stands in them (https://www.sitemaps.org/protocol.html).

They come from strangers and may be of any size, so they are read as they stream by, with limits on everything, and
without a document type: a sitemap has no use for one, and the entities in it could swell to gigabytes.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.parsers import expat

from archiver.crawl.found import Found, Reading, Step
from archiver.crawl.judge import NAMED_OTHERWISE, NAMED_POSTS, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.records import Page

MOST_URLS = 50_000
"""In one file, by the protocol; what comes after that is not read."""
MOST_BYTES = 50 * 2**20
"""Of one file, decompressed, by the protocol."""
MOST_DEPTH = 3
"""The protocol knows one index above the sitemaps; some blogs have two."""
MOST_NAMED = 100
"""Sitemaps taken from one robots.txt."""
MOST_LISTED = 1_000
"""Sitemaps taken from one index: at 50,000 URLs each far more than any blog has."""
_LONGEST_URL = 2_048
"""The protocol's own limit."""

_PIECE = 2**16
_GZIP = b"\x1f\x8b"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:.+Z-]+)?)?)?$")
_OF_POSTS = re.compile(r"(?:^|[-_./])(?:posts?|articles?|blog|news|entries|beitrag|archive)(?=$|[-_./\d])")
_OF_PAGES = re.compile(r"(?:^|[-_./])pages?(?=$|[-_./\d])")
_OF_OTHERS = re.compile(
    r"(?:^|[-_./])(?:categor(?:y|ies)|tags?|post_tag|post_format|authors?|users?|tax(?:onom(?:y|ies))?|taxonomies|images?"
    r"|videos?|products?|attachments?|media|portfolio|misc|forums?|events?|topics|labels?)(?=$|[-_./\d])"
)


def guesses(home: str) -> tuple[str, ...]:
    """Where sitemaps usually are: by the name of the protocol, of Yoast's plugin, of WordPress, of Google's own tools."""
    parts = urlsplit(home)
    root = f"{parts.scheme}://{parts.netloc}/"
    folder = f"{root}{parts.path.rpartition('/')[0].strip('/')}/".replace("//", "/").replace(":/", "://", 1)
    names = ("sitemap.xml", "sitemap_index.xml", "wp-sitemap.xml", "sitemap.xml.gz", "sitemap-index.xml")
    return tuple(dict.fromkeys(base + name for base in (folder, root) for name in names))


def read_sitemap(page: Page, step: Step) -> Reading:
    """The URLs in a sitemap, or the sitemaps in an index; gzipped or not, XML or one URL a line.

    Never raises: what is no sitemap, and what is more than the limits allow, is told as ``trouble``.
    """
    reader = _Reader()
    try:
        pieces = _pieces(page.body)
        first = next(pieces, b"")
        if not first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return _read_lines(first + b"".join(pieces), step)
        reader.feed(first)
        for piece in pieces:
            reader.feed(piece)
        reader.close()
    except expat.ExpatError as error:
        reader.trouble = f"is not well-formed XML (line {error.lineno})"
    except _Enough as enough:
        reader.trouble = str(enough)
    except zlib.error:
        reader.trouble = "is damaged gzip"
    if reader.sitemaps and step.depth >= MOST_DEPTH:
        return Reading(trouble=f"is an index more than {MOST_DEPTH} levels deep")
    if not reader.root and not reader.trouble:
        reader.trouble = "is not a sitemap"
    hint = hint_of(step.url)
    found = tuple(Found(url, Said(sitemap=True, hint=hint), modified=date) for url, date in reader.urls)
    return Reading(found, tuple(map(step.further, _worth_reading(reader.sitemaps))), trouble=reader.trouble)


def _worth_reading(urls: list[str]) -> list[str]:
    """The sitemaps of an index but those of tags, authors and the like, and those of pages beside one of posts."""
    with_posts = any(hint_of(url) > 0 for url in urls)
    kept = [url for url in urls if hint_of(url) >= 0]
    return [url for url in kept if hint_of(url) or not _OF_PAGES.search(_name(url))] if with_posts else kept


def hint_of(url: str) -> int:
    """What the name of a sitemap's file says of its URLs: ``post-sitemap.xml``, ``wp-sitemap-posts-page-1.xml``."""
    name = _name(url)
    if _OF_OTHERS.search(name):
        return NAMED_OTHERWISE
    return NAMED_POSTS if _OF_POSTS.search(name) else 0


def _name(url: str) -> str:
    name = urlsplit(url).path.rpartition("/")[2].lower()
    # WordPress' own: wp-sitemap-posts-post-1.xml, wp-sitemap-posts-page-1.xml, wp-sitemap-users-1.xml
    name = name.removeprefix("wp-sitemap-posts-").removeprefix("wp-sitemap-")
    return re.sub(r"\.(?:xml|gz|txt|php)", "", name)


def _read_lines(body: bytes, step: Step) -> Reading:
    """A sitemap of one URL a line: https://www.sitemaps.org/protocol.html#otherformats."""
    lines = body.decode("utf-8", "replace").split("\n", MOST_URLS)
    urls = [line.strip() for line in lines[:MOST_URLS]]
    if not any(urls) or not all(url.startswith(("http://", "https://")) for url in urls[:10] if url):
        return Reading(trouble="is not a sitemap")
    said = Said(sitemap=True, hint=hint_of(step.url))
    found = tuple(Found(url, said) for url in urls if url and len(url) <= _LONGEST_URL)
    return Reading(found, trouble=f"has more than {MOST_URLS:,} URLs" if len(lines) > MOST_URLS else None)


def _pieces(body: bytes) -> Iterator[bytes]:
    """The body in pieces, decompressed where it is gzip. Raises ``_Enough`` beyond the limit."""
    if not body.startswith(_GZIP):
        yield from (body[at : at + _PIECE] for at in range(0, min(len(body), MOST_BYTES), _PIECE))
        return
    decoder = zlib.decompressobj(wbits=31)
    rest, size = body, 0
    while rest and not decoder.eof:
        piece = decoder.decompress(rest, _PIECE)
        rest = decoder.unconsumed_tail
        size += len(piece)
        if size > MOST_BYTES:
            raise _Enough(f"is larger than {MOST_BYTES // 2**20} MB decompressed")
        yield piece


class _Enough(Exception):
    """A limit is reached, or there is something that no sitemap has; the text says what."""


class _Reader:
    """Expat's events as a list of URLs with their dates. Names of elements count without their namespaces: old and
    misspelt ones are common, and the place of an element tells an image's ``loc`` from a page's."""

    def __init__(self) -> None:
        self.urls: list[tuple[str, str | None]] = []
        self.sitemaps: list[str] = []
        self.root = False
        self.trouble: str | None = None
        self._path: list[str] = []
        self._text: list[str] = []
        self._loc: str | None = None
        self._date: str | None = None
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def feed(self, piece: bytes) -> None:
        """Read on. Raises ``expat.ExpatError`` and ``_Enough``."""
        self._parser.Parse(piece, False)

    def close(self) -> None:
        """Here the file ends. Raises ``expat.ExpatError``."""
        self._parser.Parse(b"", True)

    def _doctype(self, *_: object) -> None:
        raise _Enough("has a document type, which no sitemap needs")

    def _start(self, name: str, _: object) -> None:
        name = name.rpartition(":")[2].lower()
        if not self._path:
            if name not in ("urlset", "sitemapindex"):
                raise _Enough("is not a sitemap")
            self.root = True
        if len(self._path) > 20:
            raise _Enough("is nested deeper than any sitemap")
        self._path.append(name)
        self._text.clear()

    def _characters(self, text: str) -> None:
        if self._path[-1] in ("loc", "lastmod") and len(self._text) < 100:
            self._text.append(text[: _LONGEST_URL + 1])

    def _end(self, _: str) -> None:
        match self._path:
            case [_, "url" | "sitemap", "loc"]:
                self._loc = self._said()
            case [_, "url", "lastmod"]:
                self._date = self._said()
            case [_, "url" | "sitemap" as kind]:
                self._take(kind)
        self._path.pop()
        self._text.clear()

    def _said(self) -> str:
        return "".join(self._text)[: _LONGEST_URL + 1].strip()

    def _take(self, kind: str) -> None:
        loc, date = self._loc, self._date
        self._loc = self._date = None
        if not loc or len(loc) > _LONGEST_URL:
            return
        if kind == "sitemap":
            if len(self.sitemaps) == MOST_LISTED:
                raise _Enough(f"lists more than {MOST_LISTED:,} sitemaps")
            self.sitemaps.append(loc)
            return
        if len(self.urls) == MOST_URLS:
            raise _Enough(f"has more than {MOST_URLS:,} URLs")
        self.urls.append((loc, date if date and _DATE.match(date) else None))
