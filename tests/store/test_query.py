from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.store.query import MOST_TERMS, Query, match, parse


@pytest.mark.parametrize(
    ("typed", "words", "trigrams", "pieces"),
    [
        ("", (), (), ()),
        ("  \t\n", (), (), ()),
        ('"', (), (), ()),
        ('""', (), (), ()),
        ("two words", ("two", "words"), (), ()),
        ("twice twice", ("twice",), (), ()),
        ('"a  phrase" word', ("a phrase", "word"), (), ()),
        ('open "quote', ("open", "quote"), (), ()),
        ('a"b', ("a", "b"), (), ()),
        ("foo-bar C++ AND it's", ("foo-bar", "C++", "AND", "it's"), (), ()),
        ("rock & roll – *", ("rock", "roll"), (), ()),
        ("*", (), (), ("*",)),
        ("++", (), (), ("++",)),
        ("😀", (), (), ("😀",)),
        ("❤\ufe0f love", ("love",), (), ("❤",)),
        ("\ufe0f", (), (), ()),
        ("猫", (), (), ("猫",)),
        ("東京 東京タワー tower", ("tower",), ("東京タワー",), ("東京",)),
        ("iPhone発売", (), ("iPhone発売",), ()),
        ('"私は 猫"', (), ("私は 猫",), ()),
        ("a\0b \ud800", ("a\ufffdb",), (), ("\ufffd",)),
    ],
)
def test_what_is_typed_is_taken_apart(
    typed: str, words: tuple[str, ...], trigrams: tuple[str, ...], pieces: tuple[str, ...]
) -> None:
    assert parse(typed) == Query(words, trigrams, pieces)
    assert bool(parse(typed)) is bool(words or trigrams or pieces)


def test_a_very_long_query_is_cut() -> None:
    assert len(parse(" ".join(map(str, range(10_000)))).words) == MOST_TERMS


@given(st.text(st.characters()))
def test_every_query_is_valid_fts5(typed: str) -> None:
    query = parse(typed)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE x USING fts5 (a)")
    for terms in (query.words, query.trigrams):
        if terms:
            connection.execute("SELECT * FROM x WHERE x MATCH ?", (match(terms),)).fetchall()
    connection.close()


def test_quotes_in_a_term_are_doubled() -> None:
    assert match(('say "hi"', "AND")) == '"say ""hi""" "AND"'
