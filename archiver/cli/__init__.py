"""The command line: ``app`` and its commands, one module a group.

A command reads its options, calls one function and prints. Data goes to stdout, everything else to stderr. What a
command needs is imported inside of its function: ``archiver --help`` loads neither requests nor SQLite nor a parser.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from archiver import __version__
from archiver.cli.run import guarded, printing

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter

COMMANDS = {
    "add": ("add:add", "Archive blog posts with their comments."),
    "crawl": ("crawl:crawl", "Archive all posts of a blog, with their comments."),
    "queue": (
        "queue:queue",
        "Show the queue of `archiver crawl`: each URL with its state, the sources that name it, and the last error.",
    ),
    "update": ("update:update", "Visit posts again whose discussion may have grown."),
    "scrape": ("scrape:scrape", "Print what can be read from pages, as JSON; no archive is touched."),
    "search": ("select:search", "Search posts and comments together, the best match first."),
    "list": ("select:list_", "List posts, comments, authors, sites or tags."),
    "show": ("show:show", "Show a post and its comments, each reply below what it answers."),
    "export": ("export:export", "Write posts with their comments, or single comments, in another format."),
    "stats": ("select:stats", "Say how much is in the archive."),
    "rescrape": (
        "rescrape:rescrape",
        "Read posts again from their stored pages, with the scrapers of today, and bring the records up to date.",
    ),
    "remove": (
        "remove:remove",
        "Remove posts with their comments, history and stored pages, or all of a blog, from the archive.",
    ),
    "check": ("upkeep:check", "Look whether everything in the archive is as it has to be."),
    "compact": ("upkeep:compact", "Make the archive smaller."),
    "scrapers": ("scrape:scrapers", "List the scrapers: which platforms are read, and what each knows."),
}
"""Where each command is, and the first line of its help, so that ``archiver --help`` loads none of them."""


_HELP = {"help_option_names": ["-h", "--help"]}


class _Commands(TyperGroup):
    """The commands, each loaded when it is asked for: to load them all would take longer than most of them do."""

    def list_commands(self, ctx: Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        return _command(cmd_name) if cmd_name in COMMANDS else None

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        option = args[0].partition("=")[0] if args and args[0] != "--" else ""
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if option.startswith("-") and option not in own:
            ctx.fail(f"No such option: {option}. Options of a command stand behind it: archiver COMMAND {option} …")
        with printing():  # --help and --version
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Context) -> Any:
        with printing():  # --help of a command
            return super().invoke(ctx)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        # For what is no command, typer suggests one of `commands` that is spelt like it.
        if args and args[0] not in COMMANDS:
            self.commands = {name: _command(name) for name in COMMANDS}
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, help_line) in COMMANDS.items()])


@cache
def _command(name: str) -> Command:
    alone = typer.Typer(rich_markup_mode=None, add_completion=False)
    module, function = COMMANDS[name][0].split(":")
    alone.command(name, context_settings=_HELP)(guarded(getattr(import_module(f"archiver.cli.{module}"), function)))
    return typer.main.get_command(alone)


app = typer.Typer(
    name="archiver",
    cls=_Commands,
    rich_markup_mode=None,  # plain help: it loads nothing more, and docs/cli.md is made from it
    pretty_exceptions_enable=False,  # a traceback is a bug's, and is shown as Python shows it
    no_args_is_help=True,
    context_settings=_HELP,
)


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
