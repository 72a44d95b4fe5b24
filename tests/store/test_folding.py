from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.store.folding import bare_url, fold, respelt, site_forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("JOSH ", "josh"),
        ("Élodie", "elodie"),
        ("E\u0301LODIE", "élodie"),
        ("Straße", "STRASSE"),
        ("Ｊｏｓｈ", "josh"),
        ("Журнал", "ЖУРНАЛ"),
        ("ﾊﾟﾋﾟ", "パピ"),
        ("각", "\u1100\u1161\u11a8"),
    ],
)
def test_names_that_are_spelt_otherwise_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ハ", "パ"), ("か", "が"), ("กิ", "กี"), ("Ann", "An")])
def test_other_letters_are_other_names(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("word", "spellings"),
    [
        ("Οδός", ("οδος", "όδος", "οδός")),
        ("ΟΔΟΣ", ("οδος", "όδος", "οδός")),
        ("Ёлка", ("елка", "ёлка")),
        *((word, (word,)) for word in ("café", "мир", "東京", "οδός-1", "οδός μου", "ο" * 41, "")),
    ],
)
def test_a_word_is_looked_for_with_an_accent_on_each_letter_that_may_have_it(
    word: str, spellings: tuple[str, ...]
) -> None:
    assert respelt(word) == spellings


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_folds_to_what_can_be_stored(text: str) -> None:
    fold(text).encode()
    bare_url(text)
    site_forms(text, text)


def test_a_site_is_found_by_name_url_and_host() -> None:
    assert site_forms("https://www.A.example/Blog/", "The Blog") == ("the blog", "a.example/blog", "a.example")
    assert site_forms(None, None) == (None, None, None)
    assert site_forms("http://[", None) == (None, "[", None)
