"""Many sources, one after the other: a failure is a line on stderr and the batch goes on.

Used by ``add`` and ``scrape``, which differ only in what they do with each source.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import typer

from archiver.cli.output import one_line, without_credentials
from archiver.cli.progress import new_progress
from archiver.cli.report import Report
from archiver.errors import ArchiverError, FetchError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archiver.cli.options import Network, Sources, Talk
    from archiver.completion import Fetch, Want
    from archiver.fetch import Fetcher, RobotsCache
    from archiver.records import Page

Result = TypeVar("Result")


class Batch(Report):
    """The sources of one command line, how to read them, and what became of them.

    ``bar``: whether a progress bar may be shown; not where data is printed on the same terminal. ``robots_cache`` is
    where robots.txt files are kept.
    Leaving it closes connections too.
    """

    def __init__(
        self,
        sources: Sources,
        network: Network,
        talk: Talk,
        *,
        bar: bool = True,
        robots_cache: RobotsCache | None = None,
    ) -> None:
        super().__init__(talk)
        self._sources = sources
        self._network = network
        self._bar = bar
        self._robots_cache = robots_cache
        self._fetcher: Fetcher | None = None

    def results(self, work: Callable[[str, Fetch], Result]) -> Iterator[Result]:
        """Yield what ``work(source, fetch)`` returns for each source; ``fetch`` reads that source and, if it is a URL,
        others. A password in a URL stays here: ``work`` is given the URL without it.

        An ``ArchiverError`` of one source is reported and counted, and the next source follows. One of the archive (a full
        disk, no access, damage) is not the source's: the next would fare no better, so the batch ends.
        """
        for source in self._with_progress():
            try:
                result = work(without_credentials(source), self._reading(source))
            except ArchiverError as error:
                self.failed(error)
                if isinstance(error, StoreError):
                    raise typer.Exit(self._exit_code) from None
            else:
                yield result

    def _reading(self, source: str) -> Fetch:
        from archiver.importers.files import is_url, read_file

        bare = without_credentials(source)

        def read(url: str, *, want: Want = "page") -> Page:
            if not is_url(source):
                if url != source:
                    raise FetchError(f"{url}: is not fetched for a file")
                url_of_file = self._sources.url and without_credentials(self._sources.url)
                return read_file(source, url=url_of_file, stdin=sys.stdin.buffer)
            fetch = self._open_fetcher()
            try:
                return fetch(source, want=want, named=True) if url == bare else fetch(url, want=want)
            except FetchError as error:
                self.disallowed(url, error)
                raise

        return read

    def _open_fetcher(self) -> Fetcher:
        """The fetcher, made when the first URL comes. Settings that cannot work would fail every URL: they end all."""
        if self._fetcher is None:
            try:
                self._fetcher = self._closing.enter_context(self._network.fetcher(self._robots_cache, self.waits))
            except FetchError as error:
                self.say(f"archiver: {error}")
                raise typer.Exit(error.exit_code) from None
        return self._fetcher

    def _expanded(self) -> Iterator[str]:
        """Each source, with folders and lists resolved; one that cannot be is reported."""
        from archiver.importers.files import expand, read_list

        def named() -> Iterator[str]:
            yield from self._sources.sources or []
            for path in self._sources.input_file or []:
                try:
                    yield from read_list(path)
                except ArchiverError as error:
                    self.failed(error)

        for source in named():
            try:
                yield from expand([source])
            except ArchiverError as error:
                self.failed(error)

    def _with_progress(self) -> Iterator[str]:
        """The sources, with a progress bar on a terminal where there are several."""
        if not self._bar or self._talk.quiet or self._sources.single or not sys.stderr.isatty():
            yield from self._expanded()
            return
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn

        description = TextColumn("{task.description}", markup=False)
        progress = new_progress(BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), description)
        self._progress = self._closing.enter_context(progress)
        task = progress.add_task("", total=None)
        sources = self._expanded()
        if "-" not in (self._sources.input_file or []):
            # A list on standard input may never end and is taken as it comes, without a total.
            listed = list(sources)
            progress.update(task, total=len(listed))
            sources = iter(listed)
        for source in sources:
            progress.update(task, description=one_line(without_credentials(source))[-60:])
            yield source
            progress.advance(task)
