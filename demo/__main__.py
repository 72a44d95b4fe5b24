"""``python -m demo``: archive the shipped pages over HTTP, find them again, export them, and check that all is there.

It runs the real command line, and prints each command before its output, so that you can go on by yourself. The archive
and the exports stay in ``demo-archive/``, or in the folder that you name: ``python -m demo FOLDER``. The exit code is 0
only if everything went as the expected records in ``fixtures/`` say.
"""

from __future__ import annotations

import csv
import json
import os
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from demo.server import FIXTURES, pages, serving

POST_TO_SHOW = "wordpress/broken-date-widget.html"


class Failed(Exception):
    """Something did not go as expected."""


def main(folder: Path) -> int:
    """Run the demonstration; the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("blogs.db", "blogs.db-wal", "blogs.db-shm", "posts.json", "comments.csv"):
        (folder / name).unlink(missing_ok=True)
    try:
        with serving() as site:
            run(site, folder)
    except Failed as error:
        print(f"\nThe demonstration failed: {error}", file=sys.stderr)
        return 1
    print(f"\nAll as expected. The archive is {folder / 'blogs.db'}; go on with:\n")
    print(f"  archiver list comments --db {folder / 'blogs.db'}\n  archiver --help")
    return 0


def run(site: str, folder: Path) -> None:
    """Every step, with a line that says what it does."""
    expected = {page: json.loads(page.with_suffix(".json").read_text(encoding="utf-8")) for page in pages()}
    good = [data["post"] for data in expected.values() if "post" in data]
    urls = folder / "urls.txt"
    urls.write_text("".join(f"{site}/{page.relative_to(FIXTURES).as_posix()}\n" for page in expected))
    archiver = Archiver(folder / "blogs.db", proxy=site)

    say(
        f"{len(expected)} blog pages of many makes and languages are served on {site}. Archive them all. On purpose,\n"
        f"# {len(expected) - len(good)} of them cannot be read: a failure is one line, and the batch goes on. (--delay 0: it is our own server.)"
    )
    archiver("add", "-i", urls, "--retries", "0", "--delay", "0", exit_code=0 if len(good) == len(expected) else 8)

    say("What is in the archive now?")
    archiver("list", "posts", "--limit", "5")
    archiver("stats")

    say("Search posts and comments at once:")
    archiver("search", "grand piano")

    say("Read a post and what was said below it:")
    archiver("show", f"{site}/{POST_TO_SHOW}")

    say("Take everything out again, as JSON, and the comments as a table:")
    archiver("export", "json", "-o", folder / "posts.json")
    archiver("export", "csv", "--kind", "comment", "-o", folder / "comments.csv")

    check(good, folder)


def check(good: list[dict[str, Any]], folder: Path) -> None:
    """Compare what was exported with the expected records. Raises ``Failed``."""
    posts = json.loads((folder / "posts.json").read_text(encoding="utf-8"))
    found = Counter((post["title"], len(post["comments"])) for post in posts)
    wanted = Counter((post["title"], len(post["comments"])) for post in good)
    if found != wanted:
        raise Failed(f"posts and their comments are {[*found - wanted]} and should be {[*wanted - found]}")
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        rows = sum(1 for row in csv.DictReader(file) if row["kind"] == "comment")
    plain = sum(comment["kind"] == "comment" for post in posts for comment in post["comments"])
    if rows != plain:
        raise Failed(f"comments.csv has {rows} rows for {plain} comments")


class Archiver:
    """Runs the command line on one archive and shows it as it is typed."""

    def __init__(self, database: Path, proxy: str) -> None:
        # Whatever a page links to is asked of the demonstration's own server: nothing leaves this machine.
        proxies = dict.fromkeys(("http_proxy", "https_proxy"), proxy) | {"no_proxy": "127.0.0.1"}
        dropped = {name for name in os.environ if name.lower() in (*proxies, "all_proxy")}
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        self._environment = kept | proxies | {"ARCHIVER_DB": str(database)}
        self._database = database

    def __call__(self, *arguments: object, exit_code: int = 0) -> None:
        words = [str(argument) for argument in arguments]
        print(f"$ archiver {shlex.join(words)}", flush=True)
        code = subprocess.run([sys.executable, "-m", "archiver", *words], env=self._environment).returncode
        if code != exit_code:
            raise Failed(f"the exit code is {code} and should be {exit_code}")


def say(text: str) -> None:
    """Print what the next commands are for."""
    print(f"\n# {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo-archive")))
