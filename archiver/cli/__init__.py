"""The command line: ``app`` and its commands, one module a group.

A command reads its options, calls one function and prints. Data goes to stdout, everything else to stderr. What a
command needs is imported inside of its function: ``archiver --help`` loads neither requests nor SQLite nor a parser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from archiver import __version__
from archiver.cli.add import add
from archiver.cli.crawl import crawl
from archiver.cli.export import export
from archiver.cli.queue import queue
from archiver.cli.remove import remove
from archiver.cli.rescrape import rescrape
from archiver.cli.run import guarded
from archiver.cli.scrape import scrape, scrapers
from archiver.cli.select import list_, search, stats
from archiver.cli.show import show
from archiver.cli.update import update
from archiver.cli.upkeep import check, compact

if TYPE_CHECKING:
    from collections.abc import Callable

app = typer.Typer(
    name="archiver",
    rich_markup_mode=None,  # plain help: it loads nothing more, and docs/cli.md is made from it
    pretty_exceptions_enable=False,  # a traceback is a bug's, and is shown as Python shows it
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS: dict[str, Callable[..., None]] = {
    "add": add,
    "crawl": crawl,
    "queue": queue,
    "update": update,
    "scrape": scrape,
    "search": search,
    "list": list_,
    "show": show,
    "export": export,
    "stats": stats,
    "rescrape": rescrape,
    "remove": remove,
    "check": check,
    "compact": compact,
    "scrapers": scrapers,
}
for _name, _command in COMMANDS.items():
    app.command(_name)(guarded(_command))


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"archiver {__version__}")
        raise typer.Exit


@app.callback()
def archiver(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and exit.")
    ] = False,
) -> None:
    """Keep blogs: posts, authors, dates and threaded comments, in one searchable SQLite file.

    \b
    Examples:
      archiver add https://example.org/2010/05/hello/
      archiver search "hello"
      archiver show https://example.org/2010/05/hello/
      archiver export json -o blogs.json

    Data goes to standard output, as a table on a terminal and as JSON in a pipe; everything else goes to standard
    error. Each command says more with --help.

    \b
    Exit codes:
      0    all well
      1    error
      2    wrong usage
      4    some pages could not be fetched
      8    some pages could not be read
      16   archive error
      130  interrupted
      141  the reader of a pipe closed it
    Those from 4 to 16 add up over a batch.
    """
