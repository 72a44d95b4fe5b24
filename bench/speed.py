"""``python -m bench speed``: CPU time a page beside that of other programs, all in one run on one core.

Each page is read by all readers in turn before the next page is, so that a slow minute of the machine hits all alike.
CPU time is taken with ``time.process_time``; of several rounds the quickest counts, as noise only ever adds.
"""

from __future__ import annotations

import gc
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from statistics import mean, median
from typing import TYPE_CHECKING

from archiver.errors import ScrapeError
from archiver.scrapers import scrape
from bench.labels import read_pages
from bench.table import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from archiver.records import Page

OURS = "archiver"


@dataclass(frozen=True)
class Reader:
    """A program that reads pages, and the errors with which it says that it cannot read one."""

    name: str
    read: Callable[[Page], object]
    errors: tuple[type[Exception], ...] = ()


def _trafilatura() -> Reader:
    """With all that we read too: metadata and comments."""
    bare_extraction = import_module("trafilatura").bare_extraction
    read = partial(bare_extraction, with_metadata=True, include_comments=True)
    return Reader("trafilatura", lambda page: read(page.body, url=page.url))


def _readability() -> Reader:
    document = import_module("readability").Document
    unparseable = import_module("readability.readability").Unparseable

    def read(page: Page) -> tuple[str, str]:
        doc = document(page.body, url=page.url)
        return doc.title(), doc.summary()

    return Reader("readability-lxml", read, (unparseable, ValueError))


def _newspaper() -> Reader:
    """Without pictures and "read more" links, which it would fetch. Without another package for the language it refuses
    Chinese, Japanese, Korean and Thai pages, with ``ImportError``."""
    newspaper = import_module("newspaper")
    errors = (import_module("newspaper.exceptions").ArticleException, ImportError)

    def read(page: Page) -> object:
        article = newspaper.Article(page.url, fetch_images=False)
        article.download(input_html=page.body, ignore_read_more=True)
        article.parse()
        return article

    return Reader("newspaper4k", read, errors)


PEERS: dict[str, Callable[[], Reader]] = {
    "trafilatura": _trafilatura,
    "readability-lxml": _readability,
    "newspaper4k": _newspaper,
}


def installed(names: Sequence[str]) -> tuple[list[Reader], list[str]]:
    """(the readers that are installed, the names of those that are not). Raises ``KeyError`` for an unknown name."""
    readers, missing = [], []
    for name in names:
        make = PEERS[name]
        try:
            readers.append(make())
        except ModuleNotFoundError:
            missing.append(name)
    return readers, missing


def on_one_core() -> None:
    """Keep this process on one of its cores, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def cpu_time(reader: Reader, page: Page) -> float:
    """CPU seconds of one reading; the rubbish of earlier ones is cleared away before."""
    gc.collect()
    start = time.process_time()
    with suppress(*reader.errors):  # a page that a program refuses has its cost too
        reader.read(page)
    return time.process_time() - start


def measure(pages: Sequence[Page], readers: Sequence[Reader], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each reader for each page, the quickest of some rounds."""
    for reader in readers:
        cpu_time(reader, pages[0])  # imports and caches are filled once, not by the first page
    times: dict[str, list[float]] = {reader.name: [] for reader in readers}
    for page in pages:
        tries = [[cpu_time(reader, page) for reader in readers] for _ in range(rounds)]
        for reader, quickest in zip(readers, map(min, zip(*tries, strict=True)), strict=True):
            times[reader.name].append(quickest)
    return times


def speed(folder: Path, peers: Sequence[str], rounds: int) -> str:
    """The report: milliseconds a page of ours and of each peer, and our share of theirs, over all pages of a folder.

    Raises ``FetchError`` for a page that cannot be read and ``ValueError`` where there is none.
    """
    pages = list(read_pages(folder))
    if not pages:
        raise ValueError(f"{folder}: no *.html in this folder")
    readers, missing = installed(peers)
    times = measure(pages, [Reader(OURS, scrape, (ScrapeError,)), *readers], rounds)
    ours = times[OURS]
    rows = []
    for name, each in times.items():
        shares = [own / other for own, other in zip(ours, each, strict=True)]
        numbers = [median(each) * 1000, mean(each) * 1000, sorted(each)[len(each) * 95 // 100] * 1000]
        share = [sum(ours) / sum(each), median(ours) / median(each), median(shares)]
        rows.append([name, *(f"{number:.1f}" for number in numbers), *(f"{number:.3f}" for number in share)])
    head = ["CPU ms a page", "median", "mean", "95 of 100", "our share: of the sum", "of the median", "page by page"]
    notes = [f"{len(pages)} pages, {sum(len(page.body) for page in pages) / len(pages) / 1000:.0f} kB each on average"]
    if missing:
        notes.append(f"not installed: {', '.join(missing)} (pip install 'archiver[bench]')")
    return "\n".join([*table(head, rows), "", *notes])
