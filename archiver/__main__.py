"""``python -m archiver`` and the console script."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; never returns, but ends with the exit code (see ``archiver --help``)."""
    _open_standard_streams()
    try:
        from archiver.cli import app

        app(prog_name="archiver")
    except KeyboardInterrupt:  # before a command has begun
        sys.exit(130)


def _open_standard_streams() -> None:
    """Let those that a shell closed (``>&-``) be empty ones, before the next file that is opened takes their number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # The lowest number that is free is this one's.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


if __name__ == "__main__":
    main()
