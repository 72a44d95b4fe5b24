"""Pages from disk: a file, a folder of files or standard input, wherever a URL may stand.

Nothing is known of such a page but its bytes: no headers, no status. Where it came from is the ``url`` that the caller
gives, else the file's own ``file:`` URL, which the page's canonical link may better.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit
from urllib.request import url2pathname

from archiver.errors import FetchError
from archiver.page import sniff
from archiver.records import Page, instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: As large as a fetched page may be.
MAX_BYTES = 20 * 2**20
#: The source that means standard input, and the URL of a page that came from there when no other is given. It is the
#: same for all such pages: whoever keeps more than one should say where each came from.
STDIN = "-"
STDIN_URL = "file:///dev/stdin"

_SUFFIXES = (".html", ".htm", ".xhtml")
# More than one letter: C:// would be a drive of Windows.
_NETWORK = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+://", re.IGNORECASE)
# "example.org/hello", "www.example.org" or "localhost:8000": a folder may be named so, but hardly one that is not there.
_BARE_URL = re.compile(r"www\.|[\w-]+(\.[\w-]+)+/|[\w.-]+:\d+(/|$)", re.IGNORECASE)


def is_url(source: str) -> bool:
    """Whether ``source`` is for the network, be it with success or not: it begins with ``http://``, ``ftp://`` or the
    like, in any case, but not with ``file://``."""
    return bool(_NETWORK.match(source))


def expand(sources: Iterable[str]) -> Iterator[str]:
    """Each source, but for a folder (a path or ``file:`` URL) the HTML files in it and below, sorted by name.

    Names that begin with a dot are left out, as a shell's ``*`` does, and links to folders are not followed. Raises
    ``FetchError`` for a folder without any HTML file, and, after the files that could be found, for a folder in it that
    cannot be read. An iterator ends at its first error: a batch that should go on calls this for each source.
    """
    for source in sources:
        path = None if source == STDIN or is_url(source) else _path(source)
        if path is None or not _is_folder(path):
            yield source
            continue
        errors: list[OSError] = []
        found = False
        for file in _html_files(path, errors):
            found = True
            yield file
        if errors:
            raise _unreadable(str(errors[0].filename), errors[0])
        if not found:
            raise FetchError(f"{_shown(source)}: no HTML file in this folder")


def read_file(source: str, *, url: str | None = None, stdin: BinaryIO | None = None) -> Page:
    """The page in a file: ``source`` is a path, a ``file:`` URL, or ``-`` for standard input (``stdin`` if given).

    The page's URL is ``url``, else the ``file:`` URL of the absolute path (``STDIN_URL`` for standard input);
    ``fetched_at`` is when the file was last changed, which is when the copy was made, and now for what is no regular file
    or comes from the future. Raises ``FetchError``, one line that names the source, if it cannot be read, has more than
    ``MAX_BYTES`` or is no text.
    """
    if source == STDIN:
        body, changed = _limited(stdin or sys.stdin.buffer), None
        name, address = "standard input", STDIN_URL
    else:
        path = _path(source)
        body, changed = _contents(path, source)
        name, address = source, Path(os.path.abspath(path)).as_uri()  # noqa: PTH100 (absolute() keeps "..", resolve() follows links)
    if len(body) > MAX_BYTES:
        raise FetchError(f"{_shown(name)}: is larger than {MAX_BYTES // 2**20} MB")
    if kind := sniff.foreign(body):
        raise FetchError(f"{_shown(name)}: is {kind}, not an HTML page")
    return Page(
        url=url or address, final_url=url or address, status=200, headers={}, body=body, fetched_at=_instant(changed)
    )


def read_list(path: str, stdin: BinaryIO | None = None) -> Iterator[str]:
    """The sources in a list file (``-`` is standard input): UTF-8, one a line, blank lines and lines that begin with
    ``#`` skipped. Lazily. Raises ``FetchError`` if it cannot be read or is no text."""
    try:
        # Standard input is not closed here: it is its owner's.
        with nullcontext(stdin or sys.stdin.buffer) if path == STDIN else _path(path).open("rb") as lines:
            for number, line in enumerate(lines):
                if b"\0" in line:
                    raise FetchError(f"{_shown(path)}: is not a list of sources: it is no UTF-8 text")
                # What is not UTF-8 may still be the name of a file.
                text = (
                    line.removeprefix(codecs.BOM_UTF8 if number == 0 else b"")
                    .decode("utf-8", "surrogateescape")
                    .strip()
                )
                if text and not text.startswith("#"):
                    yield text
    except (OSError, ValueError) as exc:
        raise _unreadable(path, exc) from exc


def _path(source: str) -> Path:
    """The path that ``source`` is, or that it names as a ``file:`` URL (RFC 8089)."""
    if not source:  # which would be this folder
        raise FetchError("'': is neither a URL nor the name of a file")
    if source[:5].lower() != "file:":
        return Path(source)
    try:
        parts = urlsplit(source)
    except ValueError as exc:
        raise FetchError(f"{_shown(source)}: is not a valid file URL") from exc
    if parts.netloc.lower() not in ("", "localhost"):
        raise FetchError(f"{_shown(source)}: is a file on another host")
    return Path(url2pathname(parts.path))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # read_file will say what is wrong with it.
        return False


def _html_files(folder: Path, errors: list[OSError]) -> Iterator[str]:
    for root, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(_SUFFIXES) and not name.startswith(".") and not _is_pipe(path := Path(root, name)):
                yield str(path)


def _is_pipe(path: Path) -> bool:
    """Whether reading might wait for ever, as a pipe or a device would. Who names one himself will have a writer for it."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        # read_file will say what is wrong with it.
        return False


def _contents(path: Path, source: str) -> tuple[bytes, float | None]:
    """At most ``MAX_BYTES`` + 1 bytes of a file, and when it was changed (seconds since 1970)."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            return _limited(file), status.st_mtime if stat.S_ISREG(status.st_mode) else None
    except (OSError, ValueError) as exc:
        raise _unreadable(source, exc) from exc


def _limited(file: BinaryIO) -> bytes:
    return file.read(MAX_BYTES + 1)


def _instant(seconds: float | None) -> str:
    """``seconds`` since 1970 as a UTC instant; now if it is not known, has not come yet, or is no date that there is."""
    now = datetime.now(UTC)
    try:
        return instant(now if seconds is None else min(datetime.fromtimestamp(seconds, UTC), now))
    except (OverflowError, ValueError, OSError):
        return instant(now)


def _unreadable(source: str, error: OSError | ValueError) -> FetchError:
    reason = (error.strerror if isinstance(error, OSError) else str(error)) or "cannot be read"
    hint = "; a URL has http:// or https:// before it" if _BARE_URL.match(source) else ""
    return FetchError(f"{_shown(source)}: {reason.lower()}{hint}")


def _shown(source: str) -> str:
    """``source`` for a message: file names may hold line breaks and what is no text at all."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in source)
