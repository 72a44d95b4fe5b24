"""``python -m bench crawl``: a crawl of a server on this machine beside reading and saving the same pages alone.

Two figures, both in one run and in turns, so that a slow minute of the machine hits both: how fast a crawl without pauses
is as a share of ``scrape`` and ``save`` one after the other, and how much of a crawl's CPU time goes to anything else
(searching, fetching, the queue, the way between processes). The server is a process of its own, on the same cores.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import tempfile
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from archiver.crawl.scraping import Scraping
from archiver.crawl.work import Wanted, Worker
from archiver.errors import ScrapeError
from archiver.fetch import Fetcher
from archiver.records import Page
from archiver.scrapers import scrape
from archiver.store import Store
from bench.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

    from archiver.errors import ArchiverError
    from archiver.records import Post
    from archiver.store import Crawl, Saved, Tally

LEAST_RATE = 0.8
"""A crawl may be slower than reading and saving alone, but not slower than this share."""
MOST_OUTSIDE = 0.2
"""This share of a crawl's CPU time may go to anything but reading and saving."""

_TICKS = os.sysconf("SC_CLK_TCK")
_HEADERS = {"content-type": "text/html"}
_PER_PAGE = 100


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and of CPU in this process and in those that read for it."""

    wall: float
    cpu: float


class Silence:
    """Hears how a crawl goes and says nothing; counts what came of it."""

    def __init__(self) -> None:
        self.archived_posts = 0

    def asking(self, url: str) -> None:
        """Nothing."""

    def trouble(self, message: str, *, expected: bool) -> None:
        """Nothing."""

    def found(self, crawl: Crawl, tally: Tally, waiting: int) -> None:
        """Nothing."""

    def archived(self, url: str, post: Post, saved: Saved) -> None:
        """One more."""
        self.archived_posts += 1

    def unmodified(self, url: str) -> None:
        """Nothing."""

    def failed(self, error: ArchiverError) -> None:
        """Nothing: a page that gives no post gives none to either side."""

    def skipped(self, url: str, error: ArchiverError) -> None:
        """Nothing."""


def serve(bodies: Sequence[bytes], pipe: Connection) -> None:
    """A blog whose posts are these pages, listed by WordPress' interface; sends its port and ends with its parent."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 2**16  # head and body in one piece: two would wait for each other (RFC 1122 section 4.2.3.4)

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            base = f"http://{self.headers['host']}"
            if parts.path == "/":
                self._answer(f"<link rel='https://api.w.org/' href='{base}/wp-json/'><p>A blog".encode(), "text/html")
            elif parts.path == "/wp-json/wp/v2/posts":
                start = (int(parse_qs(parts.query)["page"][0]) - 1) * _PER_PAGE
                links = [{"link": f"{base}/post/{n}/"} for n in range(len(bodies))[start : start + _PER_PAGE]]
                self._answer(json.dumps(links).encode(), "application/json")
            elif parts.path.startswith("/post/"):
                self._answer(bodies[int(parts.path.split("/")[2])], "text/html")
            else:
                self._answer(b"", "text/plain", 404)

        def _answer(self, body: bytes, kind: str, status: int = 200) -> None:
            self.send_response(status)
            pages = str(-(-len(bodies) // _PER_PAGE))
            for name, value in {
                "Content-Type": kind,
                "Content-Length": str(len(body)),
                "X-WP-TotalPages": pages,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        pipe.send(server.server_address[1])
        server.serve_forever()


def alone(pages: Sequence[Page], path: Path) -> Cost:
    """Read and save, one page after the other, in one process."""
    with Store(path) as store:
        begun = (time.perf_counter(), time.process_time())
        for page in pages:
            try:
                post = scrape(page)
            except ScrapeError:
                store.save_page(page)
            else:
                store.save(page, post)
        return Cost(time.perf_counter() - begun[0], time.process_time() - begun[1])


def crawled(url: str, path: Path, scraping: Scraping) -> tuple[Cost, int]:
    """Crawl the blog without pauses; how many posts came of it too."""
    listener = Silence()
    with Store(path) as store, Fetcher(delay=0, retries=0, allow_private=True) as fetch:
        begun = (time.perf_counter(), time.process_time() + _cpu_of(scraping))
        worker = Worker(fetch=fetch, store=store, scraping=scraping, listener=listener, stopped=lambda: False)
        worker.crawl(url, Wanted())
        wall, cpu = time.perf_counter() - begun[0], time.process_time() + _cpu_of(scraping) - begun[1]
    return Cost(wall, cpu), listener.archived_posts


def _cpu_of(scraping: Scraping) -> float:
    """CPU seconds of the processes that read (Linux: proc(5), ``stat``, fields 14 and 15)."""
    total = 0
    for pid in scraping.processes:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def _bodies(folder: Path, posts: int) -> list[bytes]:
    bodies = [path.read_bytes() for path in sorted(folder.rglob("*.html"))][:posts]
    if not bodies:
        raise ValueError(f"{folder}: no *.html in this folder")
    return bodies


def _measure(url: str, pages: Sequence[Page], rounds: int) -> Iterator[tuple[Cost, Cost, int]]:
    with Scraping() as scraping, tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            lonely = alone(pages, Path(folder) / f"alone-{number}.db")
            together, posts = crawled(url, Path(folder) / f"crawl-{number}.db", scraping)
            if number:  # the first round starts processes and fills caches
                yield lonely, together, posts


def crawl(folder: Path, posts: int, rounds: int) -> tuple[str, bool]:
    """The report, and whether both limits are kept. Raises ``ValueError`` for a folder without pages."""
    bodies = _bodies(folder, posts)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(bodies, theirs), daemon=True)
    server.start()
    try:
        url = f"http://127.0.0.1:{ours.recv()}/"
        pages = [
            Page(f"{url}post/{n}/", f"{url}post/{n}/", 200, _HEADERS, body, "2026-01-01T00:00:00Z")
            for n, body in enumerate(bodies)
        ]
        measured = list(_measure(url, pages, rounds))
    finally:
        server.kill()
        server.join()
    rate = median(lonely.wall / together.wall for lonely, together, _ in measured)
    outside = median(1 - lonely.cpu / together.cpu for lonely, together, _ in measured)
    rows = [
        [name, *(f"{median(figures) / len(pages) * 1000:.1f}" for figures in zip(*costs, strict=True))]
        for name, costs in (
            ("scrape and save alone", [(lonely.wall, lonely.cpu) for lonely, _, _ in measured]),
            ("crawl", [(together.wall, together.cpu) for _, together, _ in measured]),
        )
    ]
    lines = [
        *table(["ms a page", "clock", "CPU"], rows),
        "",
        f"{len(pages)} pages, {sum(map(len, bodies)) / len(bodies) / 1000:.0f} kB each, {measured[-1][2]} posts archived, "
        f"{rounds} rounds, {os.cpu_count()} cores",
        f"rate: {rate:.2f} of scrape and save alone (at least {LEAST_RATE})",
        f"CPU outside of scraping and saving: {outside:.0%} (at most {MOST_OUTSIDE:.0%})",
    ]
    return "\n".join(lines), rate >= LEAST_RATE and outside <= MOST_OUTSIDE
