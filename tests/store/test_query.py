from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.store.filters import Chosen
from archiver.store.query import FIELDS, MOST_TERMS, Query, Terms, match, parse


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", Terms()),
        ("  \t\n", Terms()),
        ('"', Terms()),
        ('""', Terms()),
        ("two words", Terms(("two", "words"))),
        ("twice twice", Terms(("twice",))),
        ('"a  phrase" word', Terms(("a phrase", "word"))),
        ('open "quote', Terms(("open", "quote"))),
        ('a"b', Terms(("a", "b"))),
        ("foo-bar C++ AND it's", Terms(("foo-bar", "C++", "AND", "it's"))),
        ('tool* foo-ba** "phrase*"', Terms(("phrase",), ("tool", "foo-ba"))),
        ("a* C++* *x", Terms(("a*", "C++*", "*x"))),
        ("rock & roll – * - --", Terms(("rock", "roll"))),
        ("*", Terms(symbols=("*",))),
        ("++", Terms(symbols=("++",))),
        ("-", Terms(symbols=("-",))),
        ("😀", Terms(symbols=("😀",))),
        ("❤\ufe0f love", Terms(("love",), symbols=("❤",))),
        ("\ufe0f", Terms()),
        ("猫", Terms(pieces=("猫",))),
        ("東京 東京タワー* tower", Terms(("tower",), trigrams=("東京タワー",), pieces=("東京",))),
        ("iPhone発売", Terms(trigrams=("iPhone発売",))),
        ('"私は 猫"', Terms(trigrams=("私は 猫",))),
        ("a\0b \ud800", Terms(("a\ufffdb",), symbols=("\ufffd",))),
        ("http://a.example/b foo:bar :x x: after:banana since:2010-13", None),
        ("kind:posts site: tag: author: post:mortem 10:30 Re:hello", None),
    ],
)
def test_what_is_typed_is_taken_apart(typed: str, terms: Terms | None) -> None:
    terms = Terms(tuple(typed.split())) if terms is None else terms
    assert parse(typed) == Query(terms)
    assert bool(parse(typed)) is bool(terms)


@pytest.mark.parametrize(
    ("typed", "words", "without"),
    [
        ("zebra -lion", ("zebra",), Terms(("lion",))),
        (
            '-"two lions" -lion* -猫 -東京 -東京タワー',
            (),
            Terms(("two lions",), ("lion",), ("東京タワー",), ("猫", "東京")),
        ),
        ("well-known - x", ("well-known", "x"), Terms()),
        ('foo-"bar"', ("foo-", "bar"), Terms()),
        ('-foo:"bar baz" -http://x', (), Terms(("foo:", "bar baz", "http://x"))),
    ],
)
def test_a_minus_before_a_word_leaves_out(typed: str, words: tuple[str, ...], without: Terms) -> None:
    assert parse(typed) == Query(Terms(words), without)


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("author:josh", [Chosen("author", ("josh",))]),
        ('Author:"Ann Lee"', [Chosen("author", ("Ann Lee",))]),
        ('author:"Ann Lee', [Chosen("author", ("Ann Lee",))]),
        ("author:josh author:ann", [Chosen("author", ("josh", "ann"))]),
        ("after:2010-05 before:2011", [Chosen("since", ("2010-05",)), Chosen("before", ("2011",))]),
        ("since:2010 until:2011-01-01", [Chosen("since", ("2010",)), Chosen("until", ("2011-01-01",))]),
        ("-author:josh", [Chosen("author", ("josh",), without=True)]),
        ("-kind:comment -kind:post", [Chosen("kind", ("pingback", "trackback"))]),
        ("post-author:ann kind:COMMENT", [Chosen("post_author", ("ann",)), Chosen("kind", ("comment",))]),
        ("site:https://a.example/b:c post:12", [Chosen("site", ("https://a.example/b:c",)), Chosen("post", ("12",))]),
        ('tag:"x y" post:https://a.example/', [Chosen("tag", ("x y",)), Chosen("post", ("https://a.example/",))]),
    ],
)
def test_fields_are_filters(typed: str, filters: list[Chosen]) -> None:
    assert parse(typed) == Query(filters=tuple(filters))
    assert parse(f"zebra {typed}") == Query(Terms(("zebra",)), filters=tuple(filters))


def test_a_very_long_query_is_cut() -> None:
    assert len(parse(" ".join(map(str, range(10_000)))).terms.words) == MOST_TERMS
    assert len(parse(" ".join(f"tag:{n}" for n in range(10_000))).filters[0].values) == MOST_TERMS


TYPED = st.text(st.characters() | st.sampled_from('"*()^:-+ 猫東京😀ABN'))
"""What may be typed: anything, with more than usual of what looks like a language."""
LANGUAGE = st.lists(
    st.sampled_from([f"{sign}{name}:" for name in FIELDS for sign in ("", "-")])
    | st.sampled_from(['"', " ", "*"])
    | TYPED
).map("".join)


@given(TYPED | LANGUAGE)
def test_every_query_is_valid_fts5(typed: str) -> None:
    query = parse(typed)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE x USING fts5 (a)")
    for terms in (query.terms, query.without):
        for expression in (match(terms.words, terms.prefixes), match(terms.words, terms.prefixes, " OR ")):
            if expression:
                connection.execute("SELECT * FROM x WHERE x MATCH ?", (expression,)).fetchall()
    connection.close()


def test_quotes_in_a_term_are_doubled() -> None:
    assert match(('say "hi"', "AND")) == '"say ""hi""" "AND"'
    assert match(("x",), ("y", "z"), " OR ") == '"x" OR "y" * OR "z" *'
