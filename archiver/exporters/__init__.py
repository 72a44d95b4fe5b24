"""From records to text: one module a format, found by listing this folder.

A new format is a new file ``<format>.py`` with a docstring and the function

    def write_posts(posts: Iterable[Post], out: TextIO) -> None

and, where single comments make sense in the format, ``write_comments`` of the same shape. Nothing else is edited:
``archiver export`` takes the name from the file. Exporters know neither the archive nor the command line, read their
input once and keep one record in memory at a time. They write ``\\n`` or their format's own line ends, so the stream
must not translate them (``newline=""``).
"""

from __future__ import annotations

import inspect
import pkgutil
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from archiver.exporters._threads import threaded

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Exporter", "exporter_names", "find_exporter", "threaded"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: its name, what it says of itself, and its functions.

    ``write_posts(posts, out, **options)`` and ``write_comments(comments, out, **options)`` return nothing;
    ``write_comments`` is ``None`` where the format has no place for a comment without its post.
    """

    name: str
    summary: str
    write_posts: Callable[..., None]
    write_comments: Callable[..., None] | None

    def takes(self, option: str) -> bool:
        """Whether the format's functions take a keyword of this name."""
        return option in inspect.signature(self.write_posts).parameters


def exporter_names() -> list[str]:
    """The names of all formats, sorted, without importing one of them."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def find_exporter(name: str) -> Exporter:
    """The format of that name. Raises ``KeyError`` where there is none."""
    if name not in exporter_names():
        raise KeyError(name)
    module: Any = import_module(f"{__name__}.{name}")
    summary = (inspect.getdoc(module) or "").partition("\n")[0]
    return Exporter(name, summary, module.write_posts, getattr(module, "write_comments", None))
