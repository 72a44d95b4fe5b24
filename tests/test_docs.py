"""The documentation says what the program does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from archiver.cli import COMMANDS, app
from archiver.exporters import exporter_names, find_exporter
from archiver.scrapers import all_scrapers
from scripts import cli_docs

if TYPE_CHECKING:
    from pathlib import Path


def test_the_reference_of_the_command_line_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli_docs.main([]) == 0, capsys.readouterr().out


def test_the_reference_does_not_depend_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    first = cli_docs.reference()
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("ARCHIVER_DB", "elsewhere.db")
    assert cli_docs.reference() == first


def test_a_reference_that_is_out_of_date_is_shown_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "cli.md"
    target.write_text("old\n")
    monkeypatch.setattr(cli_docs, "TARGET", target)
    assert cli_docs.main([]) == 1
    assert "-old" in capsys.readouterr().out
    assert cli_docs.main(["--write"]) == 0
    assert cli_docs.main([]) == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_and_its_options_say_what_they_do(name: str) -> None:
    help_text = CliRunner().invoke(app, [name, "--help"], prog_name="archiver").stdout
    assert "Examples:" in help_text
    assert f"archiver {name}" in help_text.split("Examples:")[1]
    options = help_text.split("Options:")[-1].splitlines()
    assert all(len(line.split("  ")) > 1 or line.startswith("  --kind") for line in options if line.strip())


def test_the_list_of_commands_says_what_their_help_begins_with() -> None:
    overview = " ".join(CliRunner().invoke(app, ["--help"], prog_name="archiver").stdout.split())
    for name, (_, first_line) in COMMANDS.items():
        help_text = CliRunner(env={"COLUMNS": "200"}).invoke(app, [name, "--help"], prog_name="archiver").stdout
        assert " ".join(help_text.split("\n\n")[1].split()).startswith(first_line), name
        assert f"{name} {first_line}" in overview


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "scrapers"])
def test_every_command_says_its_exit_codes(name: str) -> None:
    assert "Exit codes" in CliRunner().invoke(app, [name, "--help"], prog_name="archiver").stdout


@pytest.mark.parametrize("name", exporter_names())
def test_every_format_is_named_in_the_reference_and_described(name: str) -> None:
    formats = CliRunner().invoke(app, ["export", "--help"]).stdout.split("Formats:")[1].split("Examples:")[0]
    assert f"\n    {name} " in formats
    assert find_exporter(name).summary


def test_every_scraper_has_a_docstring() -> None:
    scrapers = all_scrapers()
    assert {"generic", "wordpress", "blogger", "drupal"} <= {scraper.name for scraper in scrapers}
    assert all((scraper.__doc__ or "").strip() for scraper in scrapers)
