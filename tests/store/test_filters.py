from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archiver.records import Author, Site
from archiver.store import Filters, Store
from tests.store.samples import make_comment, make_page, make_post

if TYPE_CHECKING:
    from pathlib import Path

DATES = ("2009", "2010", "2010-05", "2010-05-04", "2010-05-04T11:54", "2010-12-31T23:59:59+02:00", "2011-01-01", None)


@pytest.fixture
def dated(store: Store) -> Store:
    """An archive with a post and a comment for each date."""
    for number, date in enumerate(DATES):
        comment = make_comment("c", published=date)
        store.save(make_page(url=str(number)), make_post(url=str(number), published=date, comments=(comment,)))
    return store


@pytest.mark.parametrize(
    ("since", "until", "selected"),
    [
        (None, None, DATES),
        ("2010", None, DATES[1:-1]),
        (None, "2010", DATES[:6]),
        ("2010", "2010", DATES[1:6]),
        ("2010-06", None, (DATES[1], DATES[5], DATES[6])),
        ("2010-05-04", "2010-05-04", DATES[1:5]),
        ("2010-05-04T11:55", "2010-05-05", DATES[1:4]),
        ("2011-01-01T00:00", None, (DATES[6],)),
        ("2012", None, ()),
        (None, "1999-12-31", ()),
    ],
)
def test_dates_are_inclusive_and_compared_as_far_as_both_are_precise(
    dated: Store, since: str | None, until: str | None, selected: tuple[str | None, ...]
) -> None:
    filters = Filters(since=since, until=until)
    assert {post.published for post in dated.posts(filters)} == set(selected)
    assert {row.comment.published for row in dated.comments(filters)} == set(selected)


@pytest.mark.parametrize(
    "date",
    ["yesterday", "", "2010-13", "2010-5", "2010-05-04 11:54", "2010-05-04T11:54Z", "20100504", "2010-02-30", "0000"],
)
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(ValueError, match="is not a date such as 2010"):
        Filters(since=date)
    with pytest.raises(ValueError, match="is not a date such as 2010"):
        Filters(until=date)


def test_kinds_and_limits_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="'posts' is not one of post, comment, pingback, trackback"):
        Filters(kind="posts")
    with pytest.raises(ValueError, match="less than 0"):
        Filters(limit=-1)


@pytest.fixture
def two_sites(store: Store) -> Store:
    """Two blogs with one post each, and one post whose site is not known."""
    store.save(make_page(url="1"), make_post(url="1"))
    other = make_post(
        url="2",
        site=Site("https://www.other.example/weblog/", "Журнал"),
        authors=(Author("Élodie"),),
        tags=("Straße",),
        categories=(),
        comments=(make_comment("c", author=Author("ann")), make_comment("t", kind="trackback")),
    )
    store.save(make_page(url="2"), other)
    lost = replace(make_post(), url="https://lost.example/2010/a", site=Site(), authors=(), tags=(), comments=())
    store.save(make_page(url=lost.url), lost)
    return store


@pytest.mark.parametrize(
    ("filters", "posts", "comments"),
    [
        (Filters(site="the blog"), 1, 3),
        (Filters(site="ЖУРНАЛ"), 1, 2),
        (Filters(site="Other.example"), 1, 2),
        (Filters(site="http://other.example/weblog"), 1, 2),
        (Filters(site="www.other.example/weblog/"), 1, 2),
        (Filters(site="example"), 0, 0),
        (Filters(site="lost.example"), 1, 0),
        (Filters(site="\ud800"), 0, 0),
        (Filters(author="ANN"), 1, 2),
        (Filters(author="ÉLODIE"), 1, 0),
        (Filters(author="E\u0301lodie"), 1, 0),
        (Filters(author="elodie"), 1, 0),
        (Filters(author="Ann\ud800"), 0, 0),
        (Filters(author="An"), 0, 0),
        (Filters(tag="strasse"), 1, 2),
        (Filters(tag="NEWS"), 2, 3),
        (Filters(kind="post"), 3, 0),
        (Filters(kind="comment"), 0, 3),
        (Filters(kind="trackback"), 0, 1),
        (Filters(site="the blog", author="ann", tag="python", since="2010", kind="post"), 1, 0),
        (Filters(limit=2), 2, 2),
        (Filters(limit=0), 0, 0),
        (Filters(limit=10**30), 3, 5),
    ],
    ids=str,
)
def test_filters_select_posts_and_comments(two_sites: Store, filters: Filters, posts: int, comments: int) -> None:
    assert len(list(two_sites.posts(filters))) == posts
    assert len(list(two_sites.comments(filters))) == comments


@pytest.mark.parametrize(
    ("wanted", "url", "found"),
    [
        ("a.example", "https://a.example:8000/", False),
        ("a.example:8000", "https://a.example:8000/", True),
        ("", "https://a.example/", False),
        ("x", "http://[", False),
        ("http://[", "http://[", True),
        ("https://a.example/b", "https://a.example/c", False),
        ("A.example/b/", "http://www.a.example/b", True),
    ],
)
def test_a_site_is_found_by_its_url_or_host(store: Store, wanted: str, url: str, found: bool) -> None:
    store.save(make_page(), make_post(site=Site(url)))
    assert bool(list(store.posts(Filters(site=wanted)))) is found
    stray = make_post(url=f"{url.rstrip('/')}/2010/hello", site=Site())
    store.save(make_page(url=stray.url), stray)
    assert stray.url in [post.url for post in store.posts(Filters(site=wanted))] or not found


@pytest.mark.parametrize("nothing", ["", " ", "http://", "www.", "/", "///"])
def test_what_names_no_site_selects_no_file(store: Store, nothing: str) -> None:
    """The address of a file has an empty host."""
    saved = make_post(url="file:///home/ann/saved.html", site=Site())
    store.save(make_page(url=saved.url), saved)
    assert not [*store.posts(Filters(site=nothing)), *store.comments(Filters(site=nothing))]


def test_names_that_end_with_a_star_are_beginnings(two_sites: Store) -> None:
    def posts(**filters: str) -> int:
        return len(list(two_sites.posts(Filters(**filters))))  # type: ignore[arg-type]

    assert (posts(author="A*"), posts(author="elo*"), posts(author="lodie*"), posts(author="*")) == (1, 1, 0, 0)
    assert (posts(tag="py*"), posts(tag="p%*")) == (1, 0)


def test_what_was_said_below_posts_of_an_author_is_selected_by_the_posts_author(two_sites: Store) -> None:
    assert [row.comment.id for row in two_sites.comments(Filters(post_author="élodie"))] == ["t", "c"]
    assert [post.url for post in two_sites.posts(Filters(post_author="élodie"))] == ["2"]
    assert len(list(two_sites.comments(Filters(post_author="Ann", author="carl")))) == 1


def test_a_post_is_selected_by_its_url_its_pages_or_its_number(two_sites: Store) -> None:
    moved = make_page("x", url="https://short.example/2", final_url="https://long.example/2")
    two_sites.save_page(moved, 2)
    login = make_page("y", url="https://short.example/3", final_url="https://long.example/login", status=403)
    two_sites.save(login, make_post(url="2"))
    for name in ("2", 2, "https://short.example/2"):
        assert [post.url for post in two_sites.posts(Filters(post=name))] == ["2"]
        assert len(list(two_sites.comments(Filters(post=name)))) == 2
    for name in ("9" * 30, "-1", "no such post", "\0", "https://long.example/2", "https://long.example/login"):
        assert list(two_sites.posts(Filters(post=name))) == []
        assert two_sites.post_id(name) is None


def test_a_filter_is_data_not_sql(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    evil = "'; DROP TABLE posts; --"
    for filters in (Filters(site=evil), Filters(author=evil), Filters(tag=evil)):
        assert [*store.posts(filters), *store.comments(filters), *store.search("hello", filters)] == []
    assert store.stats().posts == 1
