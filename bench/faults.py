"""``python -m bench faults``: real batches of ``archiver add`` that are killed, or get in each other's way.

After each kill the archive must be sound (``archiver check``), hold every post whole or not at all, and the same batch
must end with exactly the archive of an unbroken run. Processes that write at once must lose nothing, and one that searches
meanwhile must not wait for them.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from archiver.store import Store
from bench.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

IN_A_ROW = 10
WRITERS = 4
LONGEST_WAIT = 5.0
"""Seconds after which a search counts as one that waited. A writer's turn takes milliseconds, and on a busy machine
everything takes its time; a reader that waited for writers would wait until they are all done."""

_TIMES = frozenset(("first_seen", "last_seen", "fetched_at", "replaced_at", "applied_at", "added_at", "tried_at"))
_WORDS = listed("rope bell tower gull ferry walnut orchard kettle ladder river lantern stairs map key chimney bicycle")
_LOOK = "".join(f".{one}-{other} {{ color: #{place:06x} }}" for place, one in enumerate(_WORDS) for other in _WORDS[:3])
"""What the pages of a blog share: it costs nothing to read, and gives its dictionary something to do."""


def page(number: int) -> bytes:
    """A small blog post with two comments, one of them a reply. There are three blogs, each with a look of its own."""
    rng = random.Random(number)
    blog = number % 3
    title, text, first, second = (" ".join(rng.choices(_WORDS, k=words)) for words in (4, 12, 12, 12))
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><style>/* look {blog} */ {_LOOK}</style>'
        f'<link rel="canonical" href="https://blog{blog}.example/post-{number}/"></head><body><h1>{title}</h1>'
        f'<p class="entry-content">{text}.</p><ol class="commentlist">{_comment(1, first)}'
        f'<ul class="children">{_comment(2, second)}</li></ul></li></ol></body></html>'
    ).encode()


def _comment(number: int, text: str) -> str:
    return (
        f'<li class="comment" id="comment-{number}"><cite class="fn">Reader {number}</cite>'
        f' <a href="#comment-{number}">March {number}, 2012 at 4:05 am</a><p>{text}.</p>'
    )


def write_pages(folder: Path, numbers: Iterable[int]) -> Path:
    """The pages with these numbers as files in a new folder."""
    folder.mkdir()
    for number in numbers:
        file = folder / f"{number:05}.html"
        file.write_bytes(page(number))
        os.utime(file, (10**9, 10**9))
    return folder


def start(folder: Path, path: Path) -> subprocess.Popen[str]:
    """``archiver add`` of all pages of the folder, as a process of its own."""
    command = [sys.executable, "-m", "archiver", "add", "--db", str(path), "--quiet", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    """Wait until it ends; what it said on standard error, and its exit code if that is not 0."""
    _, said = process.communicate()
    return said + (f"exit code {process.returncode}" if process.returncode else "")


def everything(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, those of the indexes too, without the columns that say when something was done."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM pragma_table_list WHERE type <> 'view'")]
        return {
            name: sorted(map(tuple, connection.execute(f"SELECT {_columns(connection, name)} FROM {name}")), key=repr)
            for name in tables
            if not name.endswith("_terms")
        }


def _columns(connection: sqlite3.Connection, table: str) -> str:
    names = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    return ", ".join(f'"{name}"' for name in names if name not in _TIMES)


def posts(path: Path) -> dict[str, dict[str, Any]]:
    """The records of an archive by their URLs."""
    with Store(path) as store:
        return {post.url: post.to_dict() for post in store.posts()}


def problems(path: Path, whole: dict[str, dict[str, Any]]) -> list[str]:
    """What is wrong in the archive of a batch, whose posts are to be those of ``whole`` or absent."""
    with Store(path) as store:
        found = [f"{problem.check}: {problem.problem}" for problem in store.check()]
        pages = store.stats().pages
    there = posts(path)
    found += [f"{url}: not whole" for url, post in there.items() if post != whole[url]]
    return found + ([f"{len(there)} posts, {pages} pages"] if pages != len(there) else [])


@dataclass(frozen=True)
class Kills:
    """How batches took it: kills, of these before the first post was written, how often a batch was run to its end, and
    what was wrong."""

    kills: int
    empty: int
    ended: int
    wrong: tuple[str, ...]


def kill(folder: Path, unbroken: Path, work: Path, *, kills: int, seed: int = 0, duration: float) -> Kills:
    """Kill so many batches of the folder, each at a random moment of its ``duration`` (seconds).

    The same batch is run again each time. After ``IN_A_ROW`` kills, or when it was quicker than the moment, it comes to
    its end, and begins anew with no archive.
    """
    rng = random.Random(seed)
    whole, reference = posts(unbroken), everything(unbroken)
    path = work / "killed.db"
    wrong: list[str] = []
    done = empty = ended = in_a_row = 0
    while done < kills or in_a_row:
        process = start(folder, path)
        if in_a_row < IN_A_ROW and done < kills:
            try:
                process.wait(rng.uniform(0, duration))
            except subprocess.TimeoutExpired:
                process.kill()
        said = finish(process)
        if process.returncode == -signal.SIGKILL:
            done, in_a_row = done + 1, in_a_row + 1
            empty += not _sound(path, whole, wrong)
            continue
        wrong += [said] if said else []
        if everything(path) != reference:
            wrong.append(f"after {in_a_row} kills, {done} in all, the same batch ended with another archive")
        ended, in_a_row = ended + 1, 0
        for file in work.glob("killed.db*"):
            file.unlink()
    return Kills(done, empty, ended, tuple(wrong))


def _sound(path: Path, whole: dict[str, dict[str, Any]], wrong: list[str]) -> int:
    """Look for problems after a kill; how many posts there are."""
    if not path.exists():
        return 0
    wrong += problems(path, whole)
    return len(posts(path))


@dataclass(frozen=True)
class Crowd:
    """How long searches took while others wrote (seconds), and what was wrong."""

    searches: tuple[float, ...]
    wrong: tuple[str, ...]


def crowd(folders: Sequence[Path], unbroken: Path, path: Path) -> Crowd:
    """Add each folder by a process of its own to one archive, and search it until they are done."""
    whole = posts(unbroken)
    Store(path).close()
    processes = [start(folder, path) for folder in folders]
    searches = []
    with Store(path, read_only=True, timeout=0) as reader:
        while any(process.poll() is None for process in processes):
            begun = time.perf_counter()
            list(reader.search("walnut"))
            searches.append(time.perf_counter() - begun)
    wrong = [said for process in processes if (said := finish(process))]
    wrong += problems(path, whole)
    missing = whole.keys() - posts(path).keys()
    return Crowd(tuple(searches), (*wrong, *(f"{url}: missing" for url in sorted(missing))))


def faults(kills: int, pages: int, seed: int = 0) -> tuple[str, bool]:
    """The report, and whether all went well."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        folder = write_pages(work / "pages", range(pages))
        begun = time.monotonic()
        said = finish(start(folder, work / "unbroken.db"))
        duration = time.monotonic() - begun
        killed = kill(folder, work / "unbroken.db", work, kills=kills, seed=seed, duration=duration)
        parts = [write_pages(work / f"part{part}", range(part, pages, WRITERS)) for part in range(WRITERS)]
        crowded = crowd(parts, work / "unbroken.db", work / "crowd.db")
    waits = crowded.searches or (0.0,)
    lines = [
        f"{killed.kills} kills of a batch of {pages} posts ({duration:.1f} s), {killed.empty} before the first post; "
        f"{killed.ended} times run to its end after that: {len(killed.wrong)} problems",
        f"{WRITERS} processes adding {pages} posts, {len(crowded.searches)} searches meanwhile: median "
        f"{median(waits) * 1000:.1f} ms, longest {max(waits) * 1000:.0f} ms; {len(crowded.wrong)} problems",
        *filter(None, [said]),
        *killed.wrong,
        *crowded.wrong,
    ]
    return "\n".join(lines), len(lines) == 2 and max(waits) < LONGEST_WAIT
