"""Order, paging, totals and printed SQL; and that the ways that large archives need find the same as the plain ones."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver.records import Author, Site
from archiver.store import Filters, Store, _few, _found, _frequency, _statement
from tests.store.samples import make_comment, make_page, make_post
from tests.store.test_query import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archiver.store import Hit

WORDS = ("zebra", "lion", "the", "東京", "猫が", "Python教程", "café", "😀", "zebras", "ไทย", "?!", "—♥—", "Ⓐ")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Forty posts of four blogs with two comments each; each text has some of the words."""
    with Store(tmp_path_factory.mktemp("statement") / "blogs.db") as store:
        for number in range(40):
            said = [
                " ".join(word for place, word in enumerate(WORDS) if number * k % (place + 2) == 0) for k in (1, 2, 3)
            ]
            post = make_post(
                url=f"https://b{number % 4}.example/{number}",
                site=Site(f"https://b{number % 4}.example/", f"Blog {number % 4}"),
                title=said[0] if number % 3 else None,
                authors=(Author(f"Ann {number % 5}"),),
                tags=(f"tag{number % 7}",),
                content_text=said[1],
                published=None if number % 9 == 0 else f"20{number % 12 + 10}-05",
                comments=(
                    make_comment(
                        "a", said[2], author=Author(f"Josh {number % 3}"), published=f"2011-{number % 12 + 1:02}"
                    ),
                    make_comment("b", said[0], kind="pingback" if number % 2 else "comment"),
                ),
            )
            store.save(make_page(url=post.url), post)
        yield store


QUERIES = (
    "zebra",
    "the",
    "zebra lion",
    "zeb*",
    "the -lion",
    "-lion",
    "東京",
    "猫",
    "ไท",
    "猫が 東京",
    "Python教程",
    "python",
    "cafe -猫",
    "😀",
    "zebra 😀",
    "zebra 東京",
    "author:ann* zebra",
    'author:"josh 1"',
    "post-author:'Ann 2' the",
    'post-author:"ann 2" the',
    "kind:pingback the",
    "kind:post kind:pingback lion",
    "-kind:comment the",
    "-kind:comment -kind:post -kind:pingback -kind:trackback the",
    "kind:pingback -tag:tag1",
    "tag:tag1",
    "since:2011 until:2012 zebra -😀",
    "site:b1.example the -tag:tag3",
    "tag:tag1 tag:tag2",
    "after:2012 before:2016 the",
    "post:3",
    "-site:b1.example -author:josh* 東京",
    "zebra*",
    "zebra* site:b1.example",
    "zebras* since:2011",
    "zeb* -zebras*",
    "♥",
    "?!",
    "! site:b2.example",
    "😀 ♥ tag:tag1",
    "ⓐ",
    "Ⓐ since:2012",
    "-♥",
    "zebra -♥",
    "猫 site:b1.example",
    "が since:2011 until:2012",
    "猫 kind:comment",
    "ไ -猫 author:josh*",
)


def key(hit: Hit) -> tuple[int, str | None]:
    return hit.post_id, hit.comment_id


@pytest.mark.parametrize("query", QUERIES)
def test_large_archives_are_searched_in_other_ways_with_the_same_hits(
    many: Store, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    """With every limit at its least, the planner takes the ways of large archives."""
    plain = {sort: list(many.search(query, sort=sort)) for sort in ("rank", "newest", "oldest")}
    assert len({key(hit) for hit in plain["rank"]}) == len(plain["rank"]) == many.count(query)
    for most, few, first, dense in ((3, 0, 40, 2), (0, 10**6, 0, 0), (0, 0, 10**6, 2)):
        monkeypatch.setattr(_found, "MANY", most)
        monkeypatch.setattr(_statement, "MANY", most)
        monkeypatch.setattr(_few, "FEW", few)
        monkeypatch.setattr(_few, "FIRST", first)
        monkeypatch.setattr(_statement, "DENSE", dense)
        monkeypatch.setattr(_frequency, "SAMPLE", 4)
        for name in ("FEW_POSTS", "FEW_COMMENTS", "WALKED_POSTS"):
            monkeypatch.setattr(_found, name, most)
        ranked = list(map(key, many.search(query)))
        assert set(ranked) == {key(hit) for hit in plain["rank"]}
        assert [key(hit) for hit in many.search(query, Filters(limit=5), offset=2)] == ranked[2:7]
        assert many.count(query) == len(plain["rank"])
        for sort in ("newest", "oldest"):
            assert list(map(key, many.search(query, sort=sort))) == list(map(key, plain[sort]))
            some = many.search(query, Filters(limit=5), sort=sort, offset=2)
            assert list(map(key, some)) == list(map(key, plain[sort][2:7]))


@pytest.mark.parametrize("query", QUERIES)
def test_pages_are_parts_of_the_whole_list(many: Store, query: str) -> None:
    hits = list(many.search(query))
    pages = [hit for start in range(0, 130, 7) for hit in many.search(query, Filters(limit=7), offset=start)]
    assert pages == hits


def test_any_number_is_a_limit_or_an_offset(many: Store) -> None:
    hits = list(many.search("zebra"))
    for sort in ("rank", "newest"):
        assert len(list(many.search("zebra", Filters(limit=10**30), sort=sort))) == len(hits)
        assert list(many.search("zebra", Filters(limit=10**30), sort=sort, offset=10**30)) == []
    assert "LIMIT" in many.search_sql("zebra", Filters(limit=10**30), offset=10**30)


@pytest.mark.parametrize(
    "term",
    [
        "tag:x{}",
        "-author:x{}",
        "word{}",
        "wor{}d*",
        "-word{}*",
        "東京タ{}",
        "猫{}",
        "-猫{}",
        "-東京タ{}",
        "-😀{}",
        "post:{}",
    ],
)
def test_very_many_terms_are_no_error(many: Store, term: str) -> None:
    query = " ".join(term.format(number) for number in range(300))
    for sort in ("rank", "newest"):
        list(many.search(query, sort=sort))
        list(many.search(f"zebra {query}", sort=sort))
    many.count(query)


def test_of_very_many_matches_the_last_are_ranked_and_titles_always(
    many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = list(many.search("zebra"))
    monkeypatch.setattr(_statement, "MANY", 6)
    hits = list(many.search("zebra"))
    ranked = [hit for hit in hits if hit.score]
    assert len(hits) == len(everything)
    assert hits[: len(ranked)] == ranked
    assert len([hit for hit in ranked if hit.comment_id]) == 6
    titled = {hit.post_id for hit in everything if not hit.comment_id and "zebra" in (hit.post_title or "").split()}
    newest = sorted({hit.post_id for hit in everything if not hit.comment_id})[-6:]
    assert {hit.post_id for hit in ranked if not hit.comment_id} == {*sorted(titled)[-6:], *newest}
    assert list(many.search("zebra", Filters(limit=4))) == hits[:4]


def test_of_long_beginnings_that_very_many_have_none_is_ranked(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = list(many.search("zebra*"))
    assert all(hit.score for hit in everything)
    monkeypatch.setattr(_statement, "MANY", 6)
    hits = list(many.search("zebra*"))
    assert {hit.score for hit in hits} == {0.0}
    posts = [hit.post_id for hit in hits if not hit.comment_id]
    assert posts == sorted({hit.post_id for hit in everything if not hit.comment_id}, reverse=True)
    assert any(hit.score for hit in many.search("zeb*"))


def test_of_a_character_in_very_many_places_some_are_ranked(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = {key(hit) for hit in many.search("猫")}
    monkeypatch.setattr(_statement, "MANY", 5)
    hits = list(many.search("猫"))
    assert {key(hit) for hit in hits} == everything
    assert 0 < len([hit for hit in hits if hit.score]) <= 20 < len(hits)
    assert {key(hit) for hit in hits if not hit.score}
    assert list(many.search("猫", Filters(limit=3))) == hits[:3]


def test_hits_are_sorted_by_date_with_the_undated_last(many: Store) -> None:
    newest = [hit.published for hit in many.search("the", sort="newest")]
    dated = [date for date in newest if date]
    assert dated == sorted(dated, reverse=True)
    assert newest == [*dated, *[None] * (len(newest) - len(dated))]
    oldest = [hit.published for hit in many.search("the", sort="oldest")]
    assert oldest == [*reversed(dated), *[None] * (len(newest) - len(dated))]


def test_filters_alone_list_what_they_select_newest_first(many: Store) -> None:
    hits = list(many.search('author:"josh 1"'))
    assert len(hits) == 13
    assert {(hit.author, hit.score) for hit in hits} == {("Josh 1", 0.0)}
    assert [hit.published for hit in hits] == sorted((hit.published or "" for hit in hits), reverse=True)
    assert list(many.search("", Filters(author="josh 1"))) == hits
    assert hits[0].snippet.startswith("zebra")


def test_options_and_fields_narrow_each_other(many: Store) -> None:
    assert {hit.kind for hit in many.search("site:b1.example", Filters(site="Blog 1"))} == {
        "post",
        "comment",
        "pingback",
    }
    assert list(many.search("site:b1.example", Filters(site="Blog 2"))) == []
    assert many.count("site:b1.example site:b2.example") == 60


def test_totals_are_counted_as_far_as_asked(many: Store) -> None:
    number = len(list(many.search("lion")))
    assert number > 20
    assert many.count("lion", Filters(limit=3)) == number
    assert many.count("lion", most=number) == number
    assert many.count("lion", most=10) == 11
    assert many.count("") == many.count("unheard-of") == many.count("author:nobody") == 0
    assert many.count("lion OR zebra", raw=True) > number
    assert many.count("", Filters(kind="post")) == 40


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=LANGUAGE | st.sampled_from(QUERIES), sort=st.sampled_from(["rank", "newest", "oldest"]))
def test_the_printed_statement_runs_in_any_sqlite_and_gives_the_hits(many: Store, query: str, sort: str) -> None:
    hits = list(many.search(query, Filters(limit=5), sort=sort))  # type: ignore[arg-type]
    sql = many.search_sql(query, Filters(limit=5), sort=sort)  # type: ignore[arg-type]
    with sqlite3.connect(many.path) as connection:
        rows = connection.execute(sql).fetchall()
        names = [column[0] for column in connection.execute(sql).description]
    connection.close()
    assert names == list(type(hits[0]).__slots__) if hits else names
    assert [row[:8] + row[9:] for row in rows] == [
        (
            hit.kind,
            hit.post_id,
            hit.post_url,
            hit.post_title,
            hit.comment_id,
            hit.author,
            hit.published,
            hit.url,
            hit.score,
        )
        for hit in hits
    ]


def test_what_is_printed_quotes_what_was_typed(many: Store, path: Path) -> None:
    sql = many.search_sql("it's 'quoted' author:o'hara ?1", Filters(limit=3))
    assert "o''hara" in sql
    assert sql.endswith(";")
    connection = sqlite3.connect(many.path)
    assert connection.execute(sql).fetchall() == []
    connection.close()
