"""What changed, as a person reads it: a line for each change, with a unified diff of texts and old → new of short fields.

Used by ``show --history`` and ``rescrape``.
"""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING, Any

from archiver.cli.output import clean, data_stream, for_a_person, one_line, terminal_stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archiver.store import Change

# Of these a line says little; they are compared line by line.
_TEXTS = ("content_text", "content_html", "summary")
_CONTEXT = 2
_NOTHING = "(none)"
_STYLES = {"+": "green", "-": "red", "@": "cyan", " ": ""}


def change_lines(change: Change, *, dated: bool = True) -> Iterator[str]:
    """The lines of one change, without control characters: what, and when if ``dated``, then each field, moved in."""
    yield one_line(" · ".join(([change.at] if dated else []) + list(_heading(change, dated=dated))))
    html_too = "content_text" in change.fields and change.event == "changed"
    for name, said in change.fields.items():
        if name in _TEXTS:
            if name != "content_html" or not html_too:  # markup says nothing that the text has not said
                yield from _diff(name, said.before, said.after)
        else:
            yield f"  {name}: {_short(said.before)} → {_short(said.after)}"


def print_changes(changes: Iterable[Change]) -> None:
    """Print changes with an empty line between them: in colours on a terminal, unless NO_COLOR is set
    (https://no-color.org/)."""
    print_lines(
        line for number, change in enumerate(changes) for line in (*([""] if number else []), *change_lines(change))
    )


def print_lines(lines: Iterable[str], *, indent: int = 2) -> None:
    """Print lines of changes as ``print_changes`` does; fields are moved in by ``indent``."""
    if not for_a_person() or os.environ.get("NO_COLOR"):
        data_stream().writelines(f"{line}\n" for line in lines)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=terminal_stream(), highlight=False)
    for line in lines:
        style = _STYLES.get(line[indent : indent + 1], "") if line.startswith(" " * indent) else "bold"
        console.print(Text(line, style=style), soft_wrap=True)


def _heading(change: Change, *, dated: bool) -> Iterator[str]:
    if change.event == "kept":
        yield f"kept as it was ({change.reason})" if change.reason else "kept as it was"
        return
    if change.comment_id is None:
        yield "post changed"
    else:
        said = "last seen" if change.event == "went" else change.event
        yield f"comment {said}"
        yield change.author or "anonymous"
        if change.published:
            yield change.published
    if change.rescraped and dated:
        yield "read anew"


def _diff(name: str, before: str | None, after: str | None) -> Iterator[str]:
    old, new = (clean(text or "").splitlines() for text in (before, after))
    if before is None or after is None:  # a comment that came or went
        sign = "+" if before is None else "-"
        yield from (f"  {sign}{line}" for line in old + new)
        return
    for line in difflib.unified_diff(old, new, name, name, lineterm="", n=_CONTEXT):
        yield f"  {line}"


def _short(value: Any) -> str:
    """A short field on one line: names of authors, words of lists, what a site is known by."""
    if isinstance(value, dict):
        first, *more = [part for part in value.values() if part] or [_NOTHING]
        value = f"{first} ({', '.join(more)})" if more else first
    if isinstance(value, list):
        return ", ".join(map(_short, value)) or _NOTHING
    return _NOTHING if value is None or value == "" else one_line(str(value))
