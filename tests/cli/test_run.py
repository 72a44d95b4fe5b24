"""What stands around every command."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import pytest
import typer
from typer.testing import CliRunner

from archiver.cli.run import guarded
from archiver.errors import ArchiverError, FetchError, ScrapeError, StoreError
from tests.cli.conftest import FIXTURES

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from typer.testing import Result

    from tests.cli.conftest import Run


@dataclass(frozen=True)
class Group:
    """Two options."""

    first: Annotated[int, typer.Option(help="The first.")] = 1
    second: Annotated[str | None, typer.Option(help="The second.")] = None


def invoke(command: Callable[..., None], *arguments: str) -> Result:
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command()(guarded(command))
    return CliRunner().invoke(app, list(arguments))


def test_a_group_becomes_options_and_comes_back_as_one_value() -> None:
    seen: list[tuple[str, Group, bool]] = []

    def command(name: str, group: Group, flag: bool = False) -> None:
        """Do it."""
        seen.append((name, group, flag))

    assert invoke(command, "x", "--first", "7", "--flag").exit_code == 0
    assert invoke(command, "y", "--second", "s").exit_code == 0
    assert seen == [("x", Group(7, None), True), ("y", Group(1, "s"), False)]
    help_text = invoke(command, "--help").stdout
    assert "Do it." in help_text
    assert "The second." in help_text


@pytest.mark.parametrize(("error", "code"), [(ArchiverError, 1), (FetchError, 4), (ScrapeError, 8), (StoreError, 16)])
def test_an_expected_error_is_one_line_and_its_code(error: type[ArchiverError], code: int) -> None:
    def command() -> None:
        raise error("it went\nwrong \x1b[0m")

    result = invoke(command)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr == "archiver: it went wrong \ufffd[0m\n"


def test_ctrl_c_is_one_line_and_130() -> None:
    def command() -> None:
        raise KeyboardInterrupt

    result = invoke(command)
    assert (result.exit_code, result.stderr) == (130, "archiver: interrupted\n")


@pytest.mark.parametrize("words", [("scrapers",), ("--version",), ("scrapers", "--help")], ids=" ".join)
def test_what_cannot_be_written_is_one_line_and_1_and_a_closed_pipe_141(archiver: Run, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = archiver(*words, stdout=full)
    assert (done.returncode, done.stderr) == (1, "archiver: standard output: no space left on device\n")
    reader, writer = os.pipe()
    os.close(reader)
    done = archiver(*words, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_without_standard_streams_it_works_as_with_empty_ones(archiver: Run, tmp_path: Path) -> None:
    """A shell closes them with ``>&-``; the archive must not be opened in their place."""

    def closed(number: int, *arguments: str) -> subprocess.CompletedProcess[str]:
        return archiver(*arguments, "--db", "blogs.db", preexec_fn=lambda: os.close(number))

    assert closed(2, "add", str(FIXTURES / "wordpress"), str(FIXTURES / "blogger")).returncode == 0
    assert closed(1, "stats").returncode == 0
    assert "\n" not in closed(2, "remove", "1", "--yes").stdout
    assert closed(0, "remove", "2").returncode == 2
    assert "standard input" not in closed(0, "add", "-").stderr
    assert archiver("check", "--db", "blogs.db", "-q").returncode == 0


def test_anything_else_goes_through() -> None:
    def command() -> None:
        raise OSError("a bug")

    assert isinstance(invoke(command).exception, OSError)
