from __future__ import annotations

import pytest

from archiver.store._ways import is_costly, ways
from archiver.store.query import parse


@pytest.mark.parametrize(
    ("typed", "costly"),
    [("tool", False), ("th*", False), ("tool*", False), ("tools*", True), ("a -tools*", True), ("foo-ba*", False)],
)
def test_beginnings_of_up_to_four_letters_are_indexed(typed: str, costly: bool) -> None:
    assert ways(parse(typed))[0].costly is costly


@pytest.mark.parametrize(
    ("raw", "costly"),
    [
        ("a OR b", False),
        ("th* NOT the", False),
        ('"th" *', False),
        ("title: tools*", True),
        ("t*", True),
        ('"x y" *', True),
    ],
)
def test_so_they_are_in_raw_queries(raw: str, costly: bool) -> None:
    assert is_costly(raw) is costly


@pytest.mark.parametrize(
    ("typed", "indexes"),
    [
        ("word", ["fts", "trigram"]),
        ("東京タワー", ["trigram"]),
        ("猫 😀", ["pieces"]),
        ("♥ 😀", ["symbols"]),
        ("\u0301", [None]),
        ("-word", [None]),
    ],
)
def test_what_leads_is_what_has_most_to_say(typed: str, indexes: list[str | None]) -> None:
    assert [way.index for way in ways(parse(typed))] == indexes
