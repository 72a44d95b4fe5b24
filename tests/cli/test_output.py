"""What a page says must not steer a terminal."""

from __future__ import annotations

import io
import re
import unicodedata
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from archiver.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterator


@given(st.text(st.characters(exclude_categories=[])))
def test_clean_text_has_no_control_characters_but_tab_and_line_ends(text: str) -> None:
    cleaned = output.clean(text)
    assert len(cleaned) == len(text)
    assert {char for char in cleaned if unicodedata.category(char) in ("Cc", "Cs")} <= {"\t", "\n", "\r"}
    assert "\r" not in cleaned.replace("\r\n", "")
    cleaned.encode()


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(output.one_line(text).splitlines()) <= 1


def test_other_writing_stays_as_it_is() -> None:
    text = "日本 العربية e\u0301 👩\u200d👩\u200d👧 \u200e"
    assert output.clean(text) == text


class Terminal(io.TextIOWrapper):
    """Stdout as a terminal that shows only ASCII."""

    def isatty(self) -> bool:
        return True


@contextmanager
def ascii_terminal() -> Iterator[io.BytesIO]:
    shown = io.BytesIO()
    stream = Terminal(shown, encoding="ascii", write_through=True)
    with redirect_stdout(stream), redirect_stderr(stream):
        yield shown
    stream.detach()


def test_a_terminal_that_cannot_show_a_character_shows_a_question_mark() -> None:
    with ascii_terminal() as shown:
        output.data_stream().write("é\x1b[0m\n")
        output.complain("no\nü")
    assert shown.getvalue() == b"??[0m\narchiver: no ?\n"


def test_a_table_without_rows_says_so() -> None:
    with ascii_terminal() as shown:
        output.print_table(("name",), iter([]))
    assert shown.getvalue() == b"nothing found\n"


def test_a_table_joins_lists_cuts_dates_and_leaves_null_empty() -> None:
    record = {"name": ["a", "b\x1b"], "published": "2010-05-04T11:54", "posts": 7, "url": None}
    with ascii_terminal() as shown:
        output.print_table(("name", "published", "posts", "url"), [record])
    assert re.search(r"a, b\? +\| 2010-05-04 \| +7", shown.getvalue().decode())
