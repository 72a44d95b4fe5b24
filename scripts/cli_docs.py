"""Write or check ``docs/cli.md``, the reference of the command line, from the ``--help`` of every command.

python -m scripts.cli_docs            # exit code 1 and a diff if the file is out of date
python -m scripts.cli_docs --write
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from typer.testing import CliRunner

from archiver.cli import COMMANDS, app

TARGET = Path(__file__).parent.parent / "docs" / "cli.md"
HEAD = """# The command line

Made from the `--help` texts by `make docs`; do not edit. The JSON record is described by
[`record.schema.json`](../archiver/record.schema.json), which `archiver scrape --schema` prints.
"""


def reference() -> str:
    """The whole file: the help of ``archiver`` and of each of its commands."""
    sections = [HEAD, _section("archiver", [])]
    sections += [_section(f"archiver {name}", [name]) for name in COMMANDS]
    return "\n".join(sections)


def _section(title: str, arguments: list[str]) -> str:
    # Help is wrapped to the terminal, at most 80 columns: always as on one of 80.
    result = CliRunner(env={"COLUMNS": "80", "ARCHIVER_DB": None}).invoke(
        app, [*arguments, "--help"], prog_name="archiver", catch_exceptions=False
    )
    return f"## `{title}`\n\n```\n{result.stdout.strip()}\n```\n"


def main(arguments: list[str]) -> int:
    """Write the file with ``--write``, else compare; the exit code."""
    wanted = reference()
    if "--write" in arguments:
        TARGET.write_text(wanted, encoding="utf-8")
        return 0
    found = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    lines = difflib.unified_diff(found.splitlines(), wanted.splitlines(), str(TARGET), "the --help texts", lineterm="")
    difference = list(lines)
    print("\n".join(difference) or f"{TARGET.name} is up to date")
    if difference:
        print("run `make docs`", file=sys.stderr)
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
