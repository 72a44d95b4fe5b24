"""What every command has: help at once, a version, completion, and documented codes for wrong usage."""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from archiver import __version__
from archiver.cli import app
from archiver.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

HEAVY = ("requests", "bs4", "selectolax", "nh3", "sqlite3", "sqlite_utils", "rich", "markdownify", "pydantic", "json")
EMPTY_APP = """
import typer
app = typer.Typer(rich_markup_mode=None)
@app.callback()
def main() -> None: ...
@app.command()
def one() -> None: ...
app()
"""


def test_version(archiver: Run) -> None:
    assert archiver("--version").stdout == f"archiver {__version__}\n"


def test_no_arguments_are_answered_with_help_and_2(archiver: Run) -> None:
    done = archiver()
    assert done.returncode == 2
    assert "Usage: archiver" in done.stdout + done.stderr


def test_an_unknown_command_is_2(archiver: Run) -> None:
    done = archiver("ad")
    assert done.returncode == 2
    assert "add" in done.stderr


def test_completion_is_offered_and_knows_commands_and_formats(archiver: Run) -> None:
    def complete(line: str) -> list[str]:
        env = {"_ARCHIVER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
        return archiver(env=env).stdout.split()

    assert complete("archiver sc") == ["scrape", "scrapers"]
    assert complete("archiver export mark") == ["markdown"]
    # Else it is for the shell that started the tests, whatever that is.
    named = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = archiver("--show-completion", "bash", env=named)
    assert "_ARCHIVER_COMPLETE" in done.stdout


def heavy_after(arguments: list[str], env: dict[str, str]) -> set[str]:
    """Which of the heavy modules a command loads."""
    program = (
        f"import sys, archiver.__main__ as m\nsys.argv = ['archiver', *{arguments!r}]\n"
        "try: m.main()\nexcept SystemExit as e: assert not e.code\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    # Coverage would load some of them itself.
    env = {name: value for name, value in env.items() if not name.startswith("COVERAGE")}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout
    return set(done.stderr.split())


def test_help_loads_nothing_heavy(environment: dict[str, str]) -> None:
    assert heavy_after(["--help"], environment) == set()


def test_a_list_loads_only_what_it_needs(environment: dict[str, str], tmp_path: Path) -> None:
    with Store(tmp_path / "blogs.db"):
        pass
    heavy = heavy_after(["list", "posts", "--db", str(tmp_path / "blogs.db")], environment)
    assert heavy == {"sqlite3", "json"}


def cpu_seconds(command: list[str], env: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True, timeout=60)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.unmeasured
def test_help_takes_at_most_1_3_times_the_cpu_of_an_empty_app(environment: dict[str, str], tmp_path: Path) -> None:
    empty = tmp_path / "empty.py"
    empty.write_text(EMPTY_APP)
    env = {name: value for name, value in environment.items() if not name.startswith("COVERAGE")}
    ours, theirs = [sys.executable, "-m", "archiver", "--help"], [sys.executable, str(empty), "--help"]
    ratios = []
    for _ in range(6):  # other work on the machine disturbs a measurement: the best of up to six counts
        pairs = [(cpu_seconds(ours, env), cpu_seconds(theirs, env)) for _ in range(4)]
        ratios.append(min(our for our, _ in pairs) / min(their for _, their in pairs))
        if ratios[-1] <= 1.3:
            return
    pytest.fail(f"CPU of archiver --help as a multiple of an empty app's: {ratios}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add",), "give a SOURCE, or a list of them with --input-file"),
        (("scrape", "a.html", "b.html", "--url", "https://example.org/"), "--url"),
        (("scrape", "a.html", "--header", "no colon"), "'no colon' is not of the form 'Name: value'"),
        (("scrape", "a.html", "--header", "A: b\nC: d"), "is not of the form"),
        (("scrape", "a.html", "--timeout", "0"), "not in the range"),
        (("scrape", "a.html", "--retries", "-1"), "not in the range"),
        (("list", "everything"), "'everything'"),
        (("list", "posts", "--since", "yesterday"), "'yesterday' is not a date"),
        (("search", "x", "--until", "2010-13"), "'2010-13' is not a date"),
        (("search", "x", "--limit", "-1"), "not in the range"),
        (("search",), "Missing argument"),
        (("stats", "--no-such-option"), "--no-such-option"),
        (("--db", "x.db", "stats"), "Options of a command stand behind it: archiver COMMAND --db"),
        (("--db=x.db", "stats"), "No such option: --db."),
    ],
)
def test_wrong_usage_is_2_and_says_why(arguments: tuple[str, ...], message: str) -> None:
    done = CliRunner().invoke(app, arguments, prog_name="archiver")
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())
