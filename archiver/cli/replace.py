"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from archiver.errors import ArchiverError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text stream that becomes the file ``path`` when the block ends well; else ``path`` stays as it was.

    What is written goes to a hidden file in the same folder, which takes the place of ``path`` in one step. A device or
    a named pipe is written to directly. Line ends are not translated; a lone surrogate becomes ``\\udXXX``. Raises
    ``ArchiverError`` where the file cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
                yield out
        else:
            # Where the name is a link, it is the file behind it that is replaced.
            yield from _replaced(path.resolve())
    except BrokenPipeError:  # a named pipe whose reader went away, as with a pipe of the shell
        raise
    except OSError as error:
        raise ArchiverError(f"{path}: {error.strerror or error}") from error


def _replaced(path: Path) -> Iterator[TextIO]:
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as out:  # noqa: PTH123 - a handle
            yield out
            out.flush()
            part.chmod(_mode(path))
            os.fsync(out.fileno())
        part.replace(path)
    except BaseException:
        part.unlink()
        raise


def _mode(path: Path) -> int:
    """The access rights of the file that is to be replaced, else those that any new file gets."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
