"""What stands around every command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import pytest
import typer
from typer.testing import CliRunner

from archiver.cli.run import guarded
from archiver.errors import ArchiverError, FetchError, ScrapeError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result


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


def test_anything_else_goes_through() -> None:
    def command() -> None:
        raise OSError("a bug")

    assert isinstance(invoke(command).exception, OSError)
