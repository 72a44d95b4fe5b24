"""What becomes of the many things of one command, told as it happens and added up: shared by all that work in batches."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import typer

from archiver.cli.output import counted, one_line, say
from archiver.errors import FetchError

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress

    from archiver.cli.options import Talk
    from archiver.errors import ArchiverError
    from archiver.records import Post
    from archiver.store import Saved

# Seconds of silence after which one begins to wonder.
LONG_WAIT = 5.0


class Report:
    """Counts what was done and what failed, and says what the user wants to hear.

    A context manager: leaving it takes a progress bar away and prints the summary. ``exit_on_failure`` afterwards ends
    the command with the exit codes of all failures, OR-ed.
    """

    def __init__(self, talk: Talk, *, summary: bool = True) -> None:
        self._talk = talk
        self._summary = summary
        self._closing = ExitStack()
        self._progress: Progress | None = None
        self._counts: Counter[str] = Counter()
        self._exit_code = 0
        self._refusing: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()
        self._progress = None
        something = self._counts.keys() > {"failed"}
        told = error is None or isinstance(error, KeyboardInterrupt) or (isinstance(error, typer.Exit) and something)
        counts = ", ".join(f"{count} {outcome}" for outcome, count in self._counts.items())
        counts = counts or ("nothing to do" if error is None else "")
        if counts and told and self._summary and not self._talk.quiet:
            say(counts)

    def exit_on_failure(self) -> None:
        """Raise ``typer.Exit`` if anything failed."""
        if self._exit_code:
            raise typer.Exit(self._exit_code)

    def done(self, outcome: str, post: Post) -> None:
        """Count a success, name it if asked to, and say where comments are missing."""
        self._counts[outcome] += 1
        if self._talk.verbose:
            self.say(f"{outcome} {post.url} ({counted(len(post.comments), 'comment')})")
        if post.comment_count is not None and post.comment_count > len(post.comments) and not self._talk.quiet:
            self.say(f"{post.url}: {len(post.comments)} of {post.comment_count} comments found")

    def kept(self, source: str, saved: Saved) -> None:
        """Say why a page was not taken as it is, if it was not."""
        if saved.reason and not self._talk.quiet:
            kept = "kept as it was" if saved.outcome == "kept" else saved.outcome
            self.say(f"{source}: {kept} ({saved.reason})")

    def failed(self, error: ArchiverError) -> None:
        """Count a failure and say what it was; what comes next goes on."""
        self._counts["failed"] += 1
        self._exit_code |= error.exit_code
        self.say(f"archiver: {error}")

    def disallowed(self, url: str, error: ArchiverError) -> None:
        """What robots.txt forbids is no failure, but a reason why something is missing: told once a site."""
        if isinstance(error, FetchError) and error.disallowed and not self._talk.quiet:
            site = urlsplit(url).netloc  # of a URL that is none, nothing is forbidden
            if site not in self._refusing:
                self._refusing.add(site)
                self.say(str(error))

    def waits(self, host: str, seconds: float) -> None:
        """Nothing is asked of a host for so long."""
        if seconds >= LONG_WAIT and not self._talk.quiet:
            self.say(f"waiting {seconds:.0f} seconds for {host}")

    def say(self, message: str) -> None:
        """Print one line on stderr."""
        if self._progress is None:
            say(message)
        else:
            # Above the bar, which a plain print would tear.
            self._progress.console.print(one_line(message), markup=False, highlight=False, soft_wrap=True)
