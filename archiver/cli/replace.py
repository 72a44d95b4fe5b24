"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from archiver.errors import ArchiverError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text stream that becomes the file ``path`` when the block ends well; else ``path`` stays as it was.

    What is written goes to a file without a name, else to a hidden one in the same folder, which takes the place of
    ``path`` in one step. A device or a named pipe is written to directly. Line ends are not translated; a lone surrogate
    becomes ``\\udXXX``. Raises ``ArchiverError`` where the file cannot be written.
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
    import uuid

    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    handle, named = _new_file(part)
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as out:  # noqa: PTH123 - a handle
            yield out
            out.flush()
            if hasattr(os, "fchmod"):  # Windows has no such rights
                os.fchmod(handle, _mode(path))
            os.fsync(handle)
            if not named:
                # With a dir_fd, whichever, Python calls linkat, which follows the link that /proc gives (open(2)).
                os.link(f"/proc/self/fd/{handle}", part, src_dir_fd=handle)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _new_file(path: Path) -> tuple[int, bool]:
    """A new file to write to, and whether it has the name ``path`` already.

    Linux has files without a name, of which nothing is left when the process is killed: it gets its name in the end.
    """
    if hasattr(os, "O_TMPFILE") and Path("/proc/self/fd").exists():
        with suppress(OSError):  # a file system that has none
            return os.open(path.parent, os.O_TMPFILE | os.O_WRONLY, 0o600), False
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), True


def _mode(path: Path) -> int:
    """The access rights of the file that is to be replaced, else those that any new file gets."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
