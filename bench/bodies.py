"""``python -m bench bodies``: what the pages of one blog take in an archive, beside their HTML and a WARC."""

from __future__ import annotations

import gzip
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.records import Page
from archiver.store import Store
from bench.table import table

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST, MOST_OF_HTML, MOST_OF_WARC = 20, 0.10, 0.50
"""From so many pages on, an archive may take these shares of the HTML and of the WARC."""
MOST_READING = 0.002
"""CPU seconds for reading 200 kB back."""
_READ = 200_000


def read_pages(folder: Path) -> list[Page]:
    """The pages in a folder, as if one blog had them."""
    return [
        Page(url, url, 200, {"content-type": "text/html; charset=UTF-8"}, file.read_bytes(), "2026-01-01T00:00:00Z")
        for file in sorted(folder.rglob("*.html"))
        if (url := f"https://blog.example/{file.stem}/")
    ]


def warc_size(pages: Iterable[Page]) -> int:
    """Bytes of a WARC with a request and a response for each page, each record a gzip member of its own.

    https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/ (annex D); headers as curl sends them
    and a bare Apache answers.
    """
    size = 0
    for number, page in enumerate(pages):
        path = page.url.removeprefix("https://blog.example")
        request = f"GET {path} HTTP/1.1\r\nHost: blog.example\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\n\r\n".encode()
        answer = (
            "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nServer: Apache\r\n"
            f"Content-Length: {len(page.body)}\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n"
        ).encode()
        for kind, content in (("request", request), ("response", answer + page.body)):
            head = (
                f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {page.url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:{number:08x}-0000-4000-8000-{len(content):012x}>\r\n"
                f"Content-Type: application/http;msgtype={kind}\r\nContent-Length: {len(content)}\r\n\r\n"
            )
            size += len(gzip.compress(head.encode() + content + b"\r\n\r\n"))
    return size


def archive_size(pages: Iterable[Page], path: Path) -> tuple[int, int]:
    """Bytes of all bodies with their dictionaries in a new archive, as saved and after ``compact``."""
    with closing(Store(path)) as store:
        for page in pages:
            store.save_page(page)
        saved = store.stats().stored_bytes
        store.compact()
        return saved, store.stats().stored_bytes


def reading_time(path: Path, rounds: int = 3) -> float:
    """CPU seconds for reading a body, for 200 kB of it, the quickest of some rounds over all."""
    times = []
    with closing(Store(path, read_only=True)) as store:
        for _ in range(rounds):
            begun = time.process_time()
            size = sum(len(page.body) for page in store.pages())
            times.append((time.process_time() - begun) * _READ / max(size, 1))
    return min(times)


def bodies(folder: Path) -> tuple[str, bool]:
    """The report, and whether sizes and time are within their limits."""
    pages = read_pages(folder)
    if not pages:
        raise ValueError(f"{folder}: no *.html in it")
    html, warc = sum(len(page.body) for page in pages), warc_size(pages)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "blogs.db"
        saved, compacted = archive_size(pages, path)
        reading = reading_time(path)
    sizes = (
        ("HTML", html),
        ("WARC, gzip a record", warc),
        ("archive, as saved", saved),
        ("archive, compacted", compacted),
    )
    lines = [
        *table(["", "kB", "of HTML"], [[name, f"{size / 1000:.0f}", f"{size / html:.1%}"] for name, size in sizes]),
        "",
        f"{len(pages)} pages, {html / len(pages) / 1000:.0f} kB each; reading 200 kB back: {reading * 1000:.2f} ms of CPU",
    ]
    small = saved <= MOST_OF_HTML * html and saved <= MOST_OF_WARC * warc
    return "\n".join(lines), (small or len(pages) < FEWEST) and reading <= MOST_READING
