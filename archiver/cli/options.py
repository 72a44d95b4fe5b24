"""The options that several commands share, each written down once.

A dataclass here is a group: a command takes it as one parameter, and ``run.guarded`` makes its fields options.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from archiver.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archiver.fetch import Fetcher, RobotsCache
    from archiver.fetch.wayback import Wayback
    from archiver.store import Filters, Store

Kind = Literal["post", "comment", "pingback", "trackback"]

# RFC 9110 section 5.1: a header's name is a token; its value holds no line break.
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*)")


def _headers(values: list[str] | None) -> list[str]:
    for value in values or []:
        if not _HEADER.fullmatch(value):
            raise typer.BadParameter(f"{value!r} is not of the form 'Name: value'.")
    return values or []


def _web_address(url: str | None) -> str | None:
    from archiver.cli.output import without_credentials
    from archiver.crawl.address import clean

    if url is not None and not clean(without_credentials(url)):
        raise typer.BadParameter(f"{url!r} is no http or https URL.")
    return url


Database = Annotated[
    Path | None,
    typer.Option(
        "--db",
        metavar="PATH",
        envvar="ARCHIVER_DB",
        help="The archive, one SQLite file; without it, archiver.db in your user data folder.",
    ),
]


def _date(value: str | None) -> str | None:
    """A date of any precision. The store's filters say what one is."""
    from archiver.store import Filters

    try:
        Filters(since=value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return value


Since = Annotated[
    str | None, typer.Option(metavar="DATE", callback=_date, help="Only from this year, month or day on.")
]
Until = Annotated[str | None, typer.Option(metavar="DATE", callback=_date, help="Only up to this year, month or day.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="Print one JSON record a line.")]


def database_path(database: Path | None) -> Path:
    """Where the archive is: what the user says, else a file in the user data folder."""
    if database is not None:
        return database
    from platformdirs import user_data_path

    return user_data_path("archiver", appauthor=False) / "archiver.db"


def open_store(database: Path | None, *, read_only: bool = False) -> Store:
    """The archive, to be used in a ``with`` statement. Raises ``StoreError`` where it cannot be opened."""
    from archiver.store import Store

    return Store(database_path(database), read_only=read_only)


def open_existing(path: Path, *, read_only: bool = False) -> Store:
    """The archive. Raises ``StoreError`` where there is none: nothing is made here."""
    return open_store(path, read_only=read_only or not path.exists())


@dataclass(frozen=True, repr=False, eq=False)
class Sources:
    """What to read: URLs, files, folders, ``-``, and lists of them."""

    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...", help="URL, file, folder of HTML files, or - for a page on standard input."
        ),
    ] = None
    input_file: Annotated[
        list[str] | None,
        typer.Option(
            "--input-file", "-i", metavar="LIST", help="Read sources from this file, one a line; - is standard input."
        ),
    ] = None
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", callback=_web_address, help="Where a single file came from.")
    ] = None

    def __post_init__(self) -> None:
        if not self.sources and not self.input_file:
            raise typer.BadParameter("give a SOURCE, or a list of them with --input-file.", param_hint="SOURCE")
        if self.url is not None and not self.single:
            raise typer.BadParameter("it is for a single file, not for several sources.", param_hint="--url")

    @property
    def single(self) -> bool:
        """Whether there is one page to read, and not a folder or a list."""
        from archiver.importers.files import expand

        if self.input_file or not self.sources or len(self.sources) > 1:
            return False
        try:
            # A folder gives the files in it, anything else itself.
            return next(expand(self.sources), None) == self.sources[0]
        except FetchError:
            return False


@dataclass(frozen=True, repr=False, eq=False)
class Network:
    """How pages are fetched."""

    delay: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0,
            max=3600,
            help="Least pause between two requests to one host; longer where it is slow, asks for it, or is overloaded.",
        ),
    ] = 1.0
    ignore_robots: Annotated[
        bool,
        typer.Option(
            "--ignore-robots",
            help="Follow links also where the site's robots.txt asks robots not to, and at your own pace.",
        ),
    ] = False
    allow_private: Annotated[
        bool,
        typer.Option(
            "--allow-private",
            help="Let redirects and links lead into private networks; without it, only hosts that you name may be there.",
        ),
    ] = False
    user_agent: Annotated[str | None, typer.Option(metavar="TEXT", help="Name to fetch pages under.")] = None
    proxy: Annotated[str | None, typer.Option(metavar="URL", help="HTTP or SOCKS proxy.")] = None
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="How long to wait for a server to connect or go on.")
    ] = 30.0
    retries: Annotated[
        int, typer.Option(metavar="N", min=0, max=20, help="How often to try again what may be a passing failure.")
    ] = 3
    header: Annotated[
        list[str] | None,
        typer.Option(
            metavar="'NAME: VALUE'",
            callback=_headers,
            help="Header to send to the sites that you name; may be given several times.",
        ),
    ] = None
    cookies: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Cookies to send, in the Netscape format of browsers and curl.")
    ] = None

    def fetcher(
        self, robots_cache: RobotsCache | None = None, on_wait: Callable[[str, float], None] | None = None
    ) -> Fetcher:
        """The fetcher with these settings, to be used in a ``with`` statement. Raises ``FetchError`` if they cannot work."""
        from archiver.fetch import Fetcher

        headers = {match[1]: match[2] for value in self.header or [] if (match := _HEADER.fullmatch(value))}
        return Fetcher(
            delay=self.delay,
            ignore_robots=self.ignore_robots,
            robots_cache=robots_cache,
            allow_private=self.allow_private,
            user_agent=self.user_agent,
            proxy=self.proxy,
            timeout=self.timeout,
            retries=self.retries,
            headers=headers,
            cookies=self.cookies,
            on_wait=on_wait,
        )


@dataclass(frozen=True, repr=False, eq=False)
class Completing:
    """How far the comments of a post are followed beyond its own page."""

    comments: Annotated[
        bool,
        typer.Option("--comments/--no-comments", help="Whether to fetch what of a post's comments is not on its page."),
    ] = True
    comment_pages: Annotated[
        int, typer.Option(metavar="N", min=0, help="At most so many pages and lists of comments for one post.")
    ] = 200

    @property
    def most_pages(self) -> int:
        """How many pages may be fetched for a post besides its own."""
        return self.comment_pages if self.comments else 0


@dataclass(frozen=True, repr=False, eq=False)
class Reaching:
    """What is done about pages that are gone."""

    wayback: Annotated[
        bool, typer.Option("--wayback", help="Take pages that are gone from the Internet Archive, the newest capture.")
    ] = False
    wayback_date: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", callback=_date, help="The same, with the capture nearest to this year, month or day."
        ),
    ] = None
    wayback_server: Annotated[
        str,
        typer.Option(
            metavar="URL",
            envvar="ARCHIVER_WAYBACK",
            callback=_web_address,
            help="A server that speaks the Wayback Machine's protocols.",
        ),
    ] = "https://web.archive.org"

    @contextmanager
    def captures(self, network: Network) -> Iterator[Wayback | None]:
        """Where captures come from, if they are wanted. What the user sends to blogs is not sent there."""
        from archiver.fetch.wayback import Wayback

        if not self.wayback and self.wayback_date is None:
            yield None
            return
        with replace(network, header=None, cookies=None).fetcher() as fetcher:
            yield Wayback(partial(fetcher, named=True), server=self.wayback_server, date=self.wayback_date)


@dataclass(frozen=True, repr=False, eq=False)
class Talk:
    """How much is said on standard error."""

    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name each thing done.")] = False


@dataclass(frozen=True, repr=False, eq=False)
class Selection:
    """Which records: the same options wherever records are selected."""

    site: Annotated[str | None, typer.Option(metavar="HOST", help="Only from this blog.")] = None
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Only by this author; NAME* is a beginning.")] = (
        None
    )
    tag: Annotated[str | None, typer.Option(metavar="TAG", help="Only with this tag or category, of the post.")] = None
    since: Since = None
    until: Until = None
    kind: Annotated[Kind | None, typer.Option(help="Only posts, or only comments of this kind.")] = None
    post: Annotated[
        str | None, typer.Option(metavar="POST", help="Only this post (URL or number) and its comments.")
    ] = None
    post_author: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only posts by this author, and the comments on them.")
    ] = None
    limit: Annotated[int | None, typer.Option(metavar="N", min=0, help="At most so many.")] = None

    def filters(self) -> Filters:
        """The same as the archive takes it."""
        from archiver.store import Filters

        return Filters(**asdict(self))
