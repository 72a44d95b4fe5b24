from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.store.wide import WIDE, has_wide


@pytest.mark.parametrize(
    "text", ["猫", "東京", "ひらがな", "カタカナ", "ｶﾀｶﾅ", "서울", "ภาษาไทย", "ລາວ", "ខ្មែរ", "မြန်မာ", "a𠮷b", "々"]
)
def test_scripts_without_spaces_are_wide(text: str) -> None:
    assert has_wide(text)


@pytest.mark.parametrize("text", ["", "cat", "кот", "Ärger", "γάτα", "قط", "חתול", "बिल्ली", "😀", "…„“", "-^[]"])
def test_other_scripts_are_not(text: str) -> None:
    assert not has_wide(text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_the_triggers_decide_the_same(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    (found,) = connection.execute("SELECT ? GLOB ?", (text, f"*[{WIDE}]*")).fetchone()
    connection.close()
    assert bool(found) is has_wide(text)
