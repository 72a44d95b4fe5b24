"""``python -m bench fuzz``: a damaged page gives a record or a ``ScrapeError``, in time, and never another exception."""

from __future__ import annotations

import json
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from archiver.errors import ScrapeError
from archiver.records import Post
from archiver.scrapers import scrape
from bench.labels import read_pages
from bench.mutate import make_case

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.records import Page

SECONDS_A_MEGABYTE = 3.0
LEAST_SECONDS = 0.75
"""What a page of less than a quarter of a megabyte may cost: below that, the clock and other programs count."""
_TRIES = 3
"""A page is too slow when it is so this many times: noise only ever adds."""
_LARGE = 100_000
"""Bytes of a page whose cost a megabyte says something."""
_BEYOND_NOISE = 2
"""No noise makes a page cost so many times what it does."""


class WrongRecord(Exception):
    """A record that no page may give."""


class TooSlow(Exception):
    """A page cost more CPU time than it may."""


@dataclass(frozen=True)
class Outcome:
    """What became of one page: its length in bytes, CPU seconds, and whether there is a record (else an error)."""

    size: int
    seconds: float
    record: bool

    @property
    def seconds_a_megabyte(self) -> float:
        """CPU seconds for each million bytes."""
        return self.seconds / max(1, self.size) * 1e6


def limit(size: int) -> float:
    """CPU seconds that a page of so many bytes may cost."""
    return max(LEAST_SECONDS, SECONDS_A_MEGABYTE * size / 1e6)


def check_page(page: Page, *, patience: float = 1.0) -> Outcome:
    """Read one page. Raises ``TooSlow`` where it takes `patience` times its limit, ``WrongRecord``, or whatever else than
    ``ScrapeError`` the scraper raises."""
    allowed = patience * limit(len(page.body))
    seconds = []
    for _ in range(_TRIES):
        start = time.process_time()
        try:
            post: Post | None = scrape(page)
        except ScrapeError:
            post = None
        seconds.append(time.process_time() - start)
        if not allowed < seconds[-1] < allowed * _BEYOND_NOISE:
            break
    if min(seconds) > allowed:
        raise TooSlow(f"{min(seconds):.2f} s for {len(page.body) / 1e6:.3f} MB")
    if post is not None:
        check_record(post)
    return Outcome(len(page.body), min(seconds), post is not None)


def check_record(post: Post) -> None:
    """Raise ``WrongRecord`` unless the record can be written as UTF-8 JSON and read back, its comments have ids of
    their own, and every parent stands in the list."""
    try:
        text = json.dumps(post.to_dict(), ensure_ascii=False).encode("utf-8")
    except (TypeError, ValueError) as exc:
        raise WrongRecord(f"no JSON: {exc}") from exc
    if Post.from_dict(json.loads(text)) != post:
        raise WrongRecord("JSON gives another record")
    ids = [comment.id for comment in post.comments]
    if len(set(ids)) < len(ids):
        raise WrongRecord(f"ids that stand twice: {[name for name, times in Counter(ids).items() if times > 1][:3]}")
    parents = {comment.parent_id for comment in post.comments if comment.parent_id is not None}
    # A list of comments without a post may go on over several pages, and answer what stands on another one.
    if (lost := parents - set(ids)) and (post.title or post.content_text):
        raise WrongRecord(f"parents that no comment is: {sorted(lost)[:3]}")


@cache
def bodies(folder: Path) -> tuple[bytes, ...]:
    """The pages that are damaged."""
    found = tuple(page.body for page in read_pages(folder))
    if not found:
        raise ValueError(f"{folder}: no *.html in this folder")
    return found


def check_case(folder: Path, seed: int, number: int) -> Outcome:
    """Make and read one case; raises what ``check_page`` raises."""
    return check_page(make_case(bodies(folder), seed, number).page)


def fuzz(folder: Path, *, seed: int, first: int, cases: int, jobs: int, keep: Path | None) -> tuple[str, bool]:
    """The report on so many cases, and whether all went well. Cases run in processes of their own, so that even one
    that ends the interpreter is told. Raises ``FetchError`` or ``ValueError`` where there are no pages."""
    pages = bodies(folder)
    outcomes: dict[int, Outcome] = {}
    failures: list[str] = []
    start = time.monotonic()
    with ProcessPoolExecutor(jobs) as pool:
        futures = {number: pool.submit(check_case, folder, seed, number) for number in range(first, first + cases)}
        for number, future in futures.items():
            error = future.exception()
            if error is None:
                outcomes[number] = future.result()
                continue
            case = make_case(pages, seed, number)
            failures.append(f"case {number} ({', '.join(case.changes)}): {type(error).__name__}: {error}")
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{seed}-{number}.html").write_bytes(case.page.body)
    took = time.monotonic() - start
    return "\n".join([*_figures(outcomes, len(failures), seed, took), *failures]), not failures


def _figures(outcomes: dict[int, Outcome], failures: int, seed: int, took: float) -> list[str]:
    all_of = list(outcomes.values())
    records = sum(outcome.record for outcome in all_of)
    lines = [
        f"seed {seed}: {len(all_of) + failures} cases, {sum(outcome.size for outcome in all_of) / 1e6:.1f} MB, {took:.0f} s",
        f"records {records}, scrape errors {len(all_of) - records}, failures {failures}",
    ]
    if all_of:
        number, slowest = max(outcomes.items(), key=lambda item: item[1].seconds)
        cpu = sum(outcome.seconds for outcome in all_of)
        lines.append(
            f"CPU {cpu / len(all_of) * 1000:.1f} ms a case, {cpu / sum(outcome.size for outcome in all_of) * 1e6:.2f} s a "
            f"megabyte; slowest case {number}: {slowest.seconds * 1000:.0f} ms for {slowest.size / 1000:.0f} kB"
        )
    if large := {number: outcome for number, outcome in outcomes.items() if outcome.size >= _LARGE}:
        number, costliest = max(large.items(), key=lambda item: item[1].seconds_a_megabyte)
        lines.append(
            f"of {len(large)} pages of {_LARGE / 1000:.0f} kB and more, the costliest, case {number}, took "
            f"{costliest.seconds_a_megabyte:.2f} s a megabyte"
        )
    return lines
