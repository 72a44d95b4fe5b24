"""``python -m bench faults``: real batches of ``archiver add`` that are killed, or get in each other's way.

After each kill the archive must be sound (``archiver check``), hold every post whole or not at all, and the same batch
must end with exactly the archive of an unbroken run. Processes that write at once must lose nothing, and one that searches
meanwhile must not wait for them.
"""

from __future__ import annotations

import os
import random
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

WRITERS = 4
LONGEST_WAIT = 5.0
"""Seconds after which a search counts as one that waited. A writer's turn takes milliseconds, and on a busy machine
everything takes its time; a reader that waited for writers would wait until they are all done."""

_TIMES = frozenset(("first_seen", "last_seen", "fetched_at", "replaced_at", "applied_at", "added_at", "tried_at"))
_WORDS = listed("rope bell tower gull ferry walnut orchard kettle ladder river lantern stairs map key chimney bicycle")
_LOOK = "".join(
    f'<li class="menu-item"><a href="/{word}/{place}/">{word}</a></li>' for place, word in enumerate(_WORDS)
)


def page(number: int) -> bytes:
    """A small blog post with two comments, one of them a reply. There are three blogs, each with a look of its own."""
    rng = random.Random(number)
    blog = number % 3
    text, first, second = (" ".join(rng.choices(_WORDS, k=12)) for _ in range(3))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Post {number}</title>'
        f'<link rel="canonical" href="https://blog{blog}.example/post-{number}/"></head>'
        f'<body class="look-{blog}"><ul class="menu-{blog}">{_LOOK}</ul><div class="post hentry"><h1 class="entry-title">'
        f'Post {number}</h1><p>by <a rel="author" href="/a">Nell</a></p><div class="entry-content"><p>{text}.</p></div></div>'
        f'<ol class="commentlist">{_comment(1, first)}<ul class="children">{_comment(2, second)}</li></ul></li></ol>'
        "</body></html>"
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
    """How batches took it: kills, of these before the first post was written, and what was wrong after them."""

    kills: int
    empty: int
    wrong: tuple[str, ...]


def kill(folder: Path, unbroken: Path, work: Path, *, kills: int, seed: int = 0, duration: float) -> Kills:
    """Kill so many batches of the folder, each at a random moment of its ``duration`` (seconds), and run each again."""
    rng = random.Random(seed)
    whole, reference = posts(unbroken), everything(unbroken)
    wrong: list[str] = []
    done = empty = 0
    while done < kills:
        path = work / "killed.db"
        process = start(folder, path)
        try:
            process.wait(rng.uniform(0, duration))
        except subprocess.TimeoutExpired:
            process.kill()
        finish(process)
        if process.returncode == 0:
            continue  # it was quicker than the moment
        done += 1
        before = _sound(path, whole, wrong)
        empty += not before
        wrong += filter(None, [finish(start(folder, path))])
        if everything(path) != reference:
            wrong.append(f"kill {done} after {before} posts: the same batch ended with another archive")
        for file in work.glob("killed.db*"):
            file.unlink()
    return Kills(done, empty, tuple(wrong))


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
        f"{killed.kills} kills of a batch of {pages} posts ({duration:.1f} s), {killed.empty} before the first post: "
        f"{len(killed.wrong)} problems",
        f"{WRITERS} processes adding {pages} posts, {len(crowded.searches)} searches meanwhile: median "
        f"{median(waits) * 1000:.1f} ms, longest {max(waits) * 1000:.0f} ms; {len(crowded.wrong)} problems",
        *filter(None, [said]),
        *killed.wrong,
        *crowded.wrong,
    ]
    return "\n".join(lines), len(lines) == 2 and max(waits) < LONGEST_WAIT
