"""Where text goes and in what shape: data on stdout, everything else on stderr, tables only for a person.

What a page says must not steer a terminal: all text that is printed as text goes through ``clean``.
"""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# C0 and C1 controls but tab and line feed, and the bidirectional overrides that reorder what is seen
# (Unicode TR 36, section 2.2); a carriage return stays only before a line feed.
_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)")


MARKS = ("\ufdd0", "\ufdd1")
"""What stands around a match until it is printed: noncharacters, which no stored text has."""


def clean(text: str) -> str:
    """The text with each control character replaced by U+FFFD."""
    return _CONTROLS.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text cleaned, with every run of white space as one space."""
    return clean(" ".join(text.split()))


def without_credentials(source: str) -> str:
    """The source without the password that a URL may have: it is nobody else's business, nor the archive's."""
    if "@" not in source:
        return source
    from archiver.fetch import address

    return address.without_credentials(source)


def complain(message: str) -> None:
    """Say on stderr what went wrong, in one line."""
    say(f"archiver: {message}")


def say(message: str) -> None:
    """Print one line on stderr."""
    print(one_line(message), file=sys.stderr)  # noqa: T201


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number of things in words: ``1 post``, ``1,200 posts``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def for_a_person() -> bool:
    """Whether stdout is a terminal: then tables, else JSON."""
    return sys.stdout.isatty()


def data_stream() -> TextIO:
    """Stdout for data: UTF-8 without translated line ends in a pipe, without control characters on a terminal."""
    if for_a_person():
        return cast("TextIO", _CleanStream(terminal_stream()))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    return sys.stdout


def terminal_stream() -> TextIO:
    """Stdout, which shows a question mark for a character that the terminal does not have."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return sys.stdout


class _CleanStream(io.TextIOBase):
    """A text stream that passes on what is written to it, cleaned."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(clean(text))


def print_records(
    records: Iterable[dict[str, Any]], *, jsonl: bool, as_text: Callable[[Iterable[dict[str, Any]]], None]
) -> None:
    """Print records on a terminal as `as_text` does, else as a JSON array, or lines, with all that they hold."""
    if for_a_person() and not jsonl:
        as_text(records)
    else:
        print_json(records, jsonl=jsonl)


def print_json(records: Iterable[dict[str, Any]], *, jsonl: bool) -> None:
    """Print records as a JSON array, or as lines."""
    from archiver.exporters.json import write_array
    from archiver.exporters.jsonl import write_lines

    (write_lines if jsonl else write_array)(records, data_stream())


def print_table(columns: Sequence[str], records: Iterable[dict[str, Any]]) -> None:
    """Print a table as wide as the terminal. Dates are cut to the day; figures stand on the right."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold", no_wrap=column == "published")
    for record in records:
        cells = [_cell(column, record.get(column)) for column in columns]
        table.add_row(*(Text(cell, justify="right" if cell.isdecimal() else None) for cell in cells))
    if table.row_count:
        Console(file=terminal_stream(), highlight=False).print(table)
    else:
        say("nothing found")


def print_hits(hits: Iterable[dict[str, Any]], *, total: int, most: int, offset: int) -> None:
    """Print what a search found: where it was said, by whom and when, and the words around, coloured between ``MARKS``.

    At the end stderr is told how many there are of ``total``, which is more than ``most`` if they were not all counted.
    """
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=terminal_stream(), highlight=False)
    shown = 0
    for hit in hits:
        shown += 1
        said = (hit["author"], (hit["published"] or "")[: len("2010-05-04")], hit["kind"], f"post {hit['post_id']}")
        console.print(Text(one_line(hit["post_title"] or hit["post_url"]), style="bold"))
        console.print(Text(one_line(" · ".join(part for part in said if part)), style="dim"))
        snippet = Text()
        for number, part in enumerate(re.split(f"[{''.join(MARKS)}]", hit["snippet"])):
            snippet.append(clean(part), style="bold yellow" if number % 2 else "")
        console.print(Padding(snippet, (0, 0, 1, 2)))
    if not total:
        say("nothing found")
        return
    hits_in_all = f"more than {most:,} hits" if total > most else "1 hit" if total == 1 else f"{total:,} hits"
    if shown == total:
        say(hits_in_all)
    elif shown:
        say(f"{offset + 1:,} to {offset + shown:,} of {hits_in_all}; --limit and --offset show others")
    else:
        say(f"none of {hits_in_all} shown")


def _cell(column: str, value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return one_line(text[: len("2010-05-04")] if column == "published" else text)
