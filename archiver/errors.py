"""What can go wrong, each class with the exit code that the command line gives for it.

    ArchiverError      1    base; the message is one sentence that names the URL or path
    ├── FetchError     4    the page could not be fetched or read from disk
    ├── ScrapeError    8    the page was fetched, but no post can be read from it
    └── StoreError    16    the archive could not be opened, read or written

A batch goes on after one of these and ends with their codes OR-ed. Anything else is a bug: it is never caught.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from archiver.records import Page


class ArchiverError(Exception):
    """Base of all errors that a user can cause or meet; ``str(error)`` is one line, with its notes (``add_note``)."""

    exit_code: ClassVar[int] = 1

    def __str__(self) -> str:
        return "; ".join([super().__str__(), *getattr(self, "__notes__", ())])


class FetchError(ArchiverError):
    """The page could not be fetched, or the file could not be read; ``page`` is what a server said with an error.

    ``gone``: the page, or its host, is no more, and asking again would not help. ``no_host``: nobody knows the name of its
    host, whose other pages are gone too, unless it is this machine that cannot look names up. ``later``: asking again may
    help, not before ``retry_after`` seconds if the server said so. ``disallowed``: robots.txt forbids it.
    """

    exit_code: ClassVar[int] = 4
    page: Page | None = None
    gone: bool = False
    no_host: bool = False
    later: bool = False
    retry_after: float | None = None
    disallowed: bool = False


class ScrapeError(ArchiverError):
    """No post can be read from the page."""

    exit_code: ClassVar[int] = 8


class StoreError(ArchiverError):
    """The archive could not be opened, read or written."""

    exit_code: ClassVar[int] = 16
