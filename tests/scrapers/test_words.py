from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.scrapers._announced import COMMENTS, RECENT
from archiver.scrapers._said import ACTION_TEXT
from archiver.scrapers._surroundings import POSTED
from archiver.scrapers._words import Words, small

TEXTS = st.lists(
    st.sampled_from(["Kommentar", "KOMMENTİ", " ", "Σχόλι", "Comment", "İ", "i\u0307", "posted", "ſ", "5"])
).map("".join)


@given(TEXTS | st.text())
def test_small_letters_stand_where_the_letters_were(text: str) -> None:
    assert len(small(text)) == len(text)


@given(TEXTS)
def test_words_are_found_as_if_case_were_ignored(text: str) -> None:
    pattern = r"kommenti|kommentar|\bcomment|σχόλι|posted$"
    words, plain = Words(pattern), re.compile(pattern, re.IGNORECASE)
    for found, expected in ((words.search(text), plain.search(text)), (words.match(text), plain.match(text))):
        assert (found and found.span()) == (expected and expected.span())


def test_a_search_may_begin_behind_a_place() -> None:
    found = Words("b").search("AB aB", 2)
    assert found is not None
    assert found.start() == 4


@pytest.mark.parametrize("words", [COMMENTS, RECENT, ACTION_TEXT, POSTED])
def test_patterns_have_small_letters_only(words: Words) -> None:
    letters = re.sub(r"\\.", "", words._pattern.pattern)
    assert letters == small(letters)
