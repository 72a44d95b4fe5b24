"""Lists of texts with a character, and reading these, find the same; and the runs that symbols are looked up by."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver.store import Store
from archiver.store._texts import COMMON, can_read, is_exact, reads, run
from archiver.store._ways import COMMENTS, POSTS, Values, has
from archiver.store.wide import has_wide
from tests.store.samples import make_comment, make_page, make_post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archiver.store._ways import Side

SIGNS = ".,!?:;-()\"'…“”+#=<>^*@&§😀🙂❤♥→Ⓐ猫。"
TEXTS = [
    *SIGNS,
    *(f"word{a}{b}word" for a, b in zip(SIGNS, SIGNS[3:], strict=False)),
    *(f"{a} {b}{b}{a}" for a, b in zip(SIGNS, SIGNS[7:], strict=False)),
    "well... :-) really?!",
    "https://blog.example/?a=1&b=2",
    "❤\ufe0f and 👨\u200d👩",
    "東京…猫?!",
]


@pytest.fixture(scope="module")
def signs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Posts with these texts, some as titles, and comments with them backwards."""
    with Store(tmp_path_factory.mktemp("texts") / "blogs.db") as store:
        for number, text in enumerate(TEXTS):
            title, body = (text, "nothing") if number % 3 == 0 else (None, text)
            comments = (make_comment("c", text[::-1]),)
            post = make_post(url=f"https://b.example/{number}", title=title, content_text=body, comments=comments)
            store.save(make_page(url=post.url), post)
        yield store


def found(store: Store, side: Side, condition: str, values: Values) -> list[int]:
    sql = f"SELECT id FROM {side.table} WHERE {condition} ORDER BY id"
    return [number for (number,) in store._connection.execute(sql, values.listed)]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from(SIGNS + " \ufe0f\u200d"), min_size=1, max_size=4))
def test_what_is_listed_is_what_is_read(signs: Store, symbol: str) -> None:
    for side in (POSTS, COMMENTS):
        listed, read, number = Values(), Values(), f"{side.table}.id"
        condition = has(side, symbol, number, listed, symbol=True, read=False)
        assert found(signs, side, condition, listed) == found(signs, side, reads(side, symbol, number, read), read)


@pytest.mark.parametrize("sign", COMMON)
def test_common_marks_are_found_alone_and_in_longer_runs(signs: Store, sign: str) -> None:
    connection = signs._connection
    for text in (sign, f"x{sign}y", f"+{sign}", f"{sign}+", f"{sign}{sign}"):
        number = connection.execute(
            "INSERT INTO comments (post_id, source_id, position, first_seen, content_text)"
            " VALUES (1, hex(randomblob(8)), 0, '', ?) RETURNING id",
            (f"a {text} b",),
        ).fetchone()[0]
        values = Values()
        assert number in found(
            signs, COMMENTS, has(COMMENTS, sign, "comments.id", values, symbol=True, read=False), values
        )


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("😀", "😀"),
        (":-)", ":-)"),
        ("?! …", "?!"),
        ("\u200d👩\u200d👨", "👩"),
        ("\u0301\u0302", ""),
        ("猫", ""),
    ],
)
def test_a_run_is_of_symbols_alone(symbol: str, expected: str) -> None:
    assert run(symbol) == expected


def test_short_runs_are_listed_exactly() -> None:
    assert is_exact("?!")
    assert not is_exact("?!?!")
    assert not is_exact("? !")
    assert not is_exact("Ⓐ")
    assert can_read("猫")
    assert not can_read("aあ")


def test_fts5_knows_all_symbols_that_python_knows(path: Path) -> None:
    """Of characters that are newer than its tables, FTS5 makes runs too."""
    everything = map(chr, range(sys.maxunicode + 1))
    symbols = [char for char in everything if unicodedata.category(char)[0] in "PS" and not has_wide(char)]
    with Store(path) as store:
        connection = store._connection
        connection.execute("INSERT INTO posts (id, url, scraper, first_seen, last_seen) VALUES (1, 'u', '', '', '')")
        connection.executemany(
            "INSERT INTO comments (post_id, source_id, position, first_seen, content_text) VALUES (1, ?1, 0, '', ?1)",
            [(char,) for char in symbols],
        )
        texts = {term for (term,) in connection.execute("SELECT term FROM comments_symbols_runs")}
    assert {char.lower() for char in symbols} == texts
