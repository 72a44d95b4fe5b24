"""``python -m bench scale``: cost does not grow faster than the page does, memory does not grow with their number."""

from __future__ import annotations

import gc
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.scrapers import scrape
from bench.speed import on_one_core
from bench.thread import thread_page

if TYPE_CHECKING:
    from archiver.records import Page

FEW, MANY = 500, 5_000
MOST_RATIO = 12.0
"""Ten times the comments may cost at most this many times as much."""
MOST_GROWTH = 0.02
"""Memory may differ by this share of all after the pages that warm up: allocators give back what they please."""
_COMMENTS_A_PAGE = 25


@dataclass(frozen=True)
class Growth:
    """Resident memory in bytes after the warm-up and at the end."""

    before: int
    after: int

    @property
    def share(self) -> float:
        """Growth as a share of what there was before; negative where memory shrank."""
        return self.after / self.before - 1


def cost(page: Page, rounds: int = 3) -> float:
    """CPU seconds of one reading, the quickest of some."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        scrape(page)
        times.append(time.process_time() - start)
    return min(times)


def cost_ratio(few: int = FEW, many: int = MANY) -> tuple[float, float]:
    """CPU seconds for a page with few comments, and for one with many."""
    scrape(thread_page(10))
    return cost(thread_page(few)), cost(thread_page(many))


def resident() -> int:
    """Bytes of this process that are in memory now (Linux: proc(5), ``statm``)."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def memory_growth(pages: int, warm_up: int) -> Growth:
    """Memory over so many different pages, each of other words, names and dates, after some that warm up."""
    before = 0
    for number in range(warm_up + pages):
        if number == warm_up:
            gc.collect()
            before = resident()
        scrape(thread_page(_COMMENTS_A_PAGE, seed=number))
    gc.collect()
    return Growth(before, resident())


def scale(pages: int, warm_up: int) -> tuple[str, bool]:
    """The report, and whether cost and memory are within their limits."""
    on_one_core()
    few, many = cost_ratio()
    growth = memory_growth(pages, warm_up)
    lines = [
        f"{FEW} comments: {few * 1000:.0f} ms; {MANY} comments: {many * 1000:.0f} ms; "
        f"ratio {many / few:.1f} (at most {MOST_RATIO:.0f})",
        f"memory after {warm_up} pages: {growth.before / 1e6:.1f} MB; after {pages} more: {growth.after / 1e6:.1f} MB; "
        f"growth {growth.share:+.1%} (at most {MOST_GROWTH:.0%})",
    ]
    return "\n".join(lines), many / few <= MOST_RATIO and growth.share <= MOST_GROWTH
