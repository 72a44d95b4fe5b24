"""What commands cost as their user meets them: whole processes, with start-up, in CPU time and memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from archiver.store import Store

LISTS = (
    *("stats", "list posts", "list comments", "list authors", "list sites", "list tags"),
    *("list posts --site {site}", "list posts --tag {tag}", "list posts --until 2008"),
    *("list comments --site {site}", "list comments --author {author}", "list comments --kind pingback"),
    *("list comments --since 2020-03", "list authors --site {site}", "list tags --site {site}"),
    *("list authors --kind pingback", "list sites --kind pingback", "list tags --kind pingback"),
)
"""With ``--limit 20`` each, but ``stats``. The site is one of middle size, the tag and author are common ones of it."""


NOTHING = "list posts on an empty archive"
"""What the start of the program costs."""


@dataclass(frozen=True)
class Process:
    """CPU seconds of a process, the most memory that it had in bytes, and the bytes that it wrote to standard output."""

    cpu: float
    memory: int
    written: int


def run(*arguments: str) -> Process:
    """Run ``archiver`` with these arguments. Raises ``ValueError`` where it fails."""
    command = [sys.executable, "-m", "archiver", *arguments]
    written = memory = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while block := os.read(process.stdout.fileno(), 1 << 20):
            written += len(block)
            memory = _most_memory(process.pid) or memory
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ValueError(f"{' '.join(command)}: exit code {process.returncode}")
    return Process(used.ru_utime + used.ru_stime, memory, written)


def _most_memory(process: int) -> int:
    """The most memory of a process so far, in bytes; 0 where it is not known. ``wait4`` would count the memory of this
    process too, from which the other was forked."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def list_costs(archive: Path, names: dict[str, str], rounds: int = 3) -> dict[str, float]:
    """CPU milliseconds of each command of ``LISTS`` and of ``NOTHING``: the least of some rounds."""
    costs: dict[str, float] = {}
    empty = archive.with_name("empty.db")
    with Store(empty):
        pass
    for _ in range(rounds):
        for text in (NOTHING, *LISTS):
            words = [word.format(**names) for word in text.split(" ")] if text != NOTHING else ["list", "posts"]
            limit = ["--limit", "20"] if words[0] == "list" else []
            cost = run(*words, *limit, "--db", str(empty if text == NOTHING else archive)).cpu * 1000
            costs[text] = min(cost, costs.get(text, cost))
    empty.unlink()
    return costs
