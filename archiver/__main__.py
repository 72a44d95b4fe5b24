"""``python -m archiver`` and the console script."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; never returns, but ends with the exit code (see ``archiver --help``)."""
    try:
        from archiver.cli import app

        app(prog_name="archiver")
    except KeyboardInterrupt:  # before a command has begun
        sys.exit(130)


if __name__ == "__main__":
    main()
