from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from archiver.errors import StoreError
from archiver.records import Author, Lead
from archiver.store import Filters, Saved, Store
from tests.store.samples import URL, make_comment, make_page, make_post

if TYPE_CHECKING:
    from pathlib import Path

STAMPS = ("last_seen",)


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def dump(path: Path, *, without: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, those behind the search indexes included."""
    tables = [name for (name,) in rows(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    dumped = {}
    for table in tables:
        columns = [row[1] for row in rows(path, f'PRAGMA table_info("{table}")') if row[1] not in without]
        dumped[table] = rows(path, f'SELECT {", ".join(columns)} FROM "{table}"')
    return dumped


def revisions(path: Path) -> list[tuple[Any, ...]]:
    return [
        (comment, at, json.loads(fields))
        for comment, at, fields in rows(
            path,
            "SELECT source_id, replaced_at, fields FROM revisions LEFT JOIN comments ON comments.id = comment_id"
            " ORDER BY revisions.id",
        )
    ]


def test_the_same_page_again_changes_nothing_at_all(store: Store, path: Path) -> None:
    assert store.save(make_page(), make_post()) == Saved(1, "added", 3)
    before = dump(path)
    assert before["comments_fts_data"]
    assert store.save(make_page(), make_post()) == Saved(1, "unchanged", 0)
    assert dump(path) == before


def test_the_same_page_fetched_later_changes_nothing_but_when_it_was_last_seen(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    before = dump(path, without=STAMPS)
    store.save(make_page(day=9), make_post())
    store.save(make_page(day=5), make_post())
    assert dump(path, without=STAMPS) == before
    assert rows(path, "SELECT posts.last_seen, pages.last_seen, fetched_at FROM posts, pages") == [
        ("2020-05-09T10:00:00Z", "2020-05-09T10:00:00Z", "2020-05-01T10:00:00Z")
    ]


def test_of_the_same_body_the_latest_headers_are_kept(store: Store) -> None:
    """They are what the next request asks with whether it has changed; those of another place are not the page's."""
    for day, etag, final_url in ((2, "one", URL), (4, "two", URL), (3, "old", URL), (5, "elsewhere", f"{URL}?x")):
        store.save(make_page(day=day, headers={"etag": etag}, final_url=final_url), make_post())
    (page,) = store.pages()
    assert (page.headers, page.final_url, page.fetched_at) == ({"etag": "two"}, URL, "2020-05-02T10:00:00Z")


def test_a_changed_page_updates_in_place_and_keeps_what_was_said_before(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    numbers = rows(path, "SELECT source_id, id FROM comments ORDER BY id")
    comments = make_post().comments
    edited = replace(comments[1], content_text="Thanks!", author=Author("Anna"))
    changed = make_post(title="Hello again", tags=("x",), authors=(Author("Zoe"),), comments=(comments[0], edited))
    changed = replace(changed, comments=(*changed.comments, comments[2], make_comment("c4", "new")))
    assert store.save(make_page("<p>Hello again</p>", day=2), changed) == Saved(1, "updated", 1)
    assert store.get(URL) == changed
    assert rows(path, "SELECT source_id, id FROM comments ORDER BY id")[:3] == numbers
    assert [page.body for page in store.pages(URL)] == [b"<p>Hello</p>", b"<p>Hello again</p>"]
    old_author = {"name": "Ann", "url": None, "avatar_url": None}
    bob = {"name": "Bob", "url": "https://bob.example/", "avatar_url": None}
    assert revisions(path) == [
        (
            None,
            "2020-05-02T10:00:00Z",
            {"title": "Hello world", "authors": [old_author, bob], "tags": ["python", "blogs"]},
        ),
        ("c2", "2020-05-02T10:00:00Z", {"content_text": "Thank you", "author": old_author}),
    ]
    for table in (f"{side}_{index}" for side in ("posts", "comments") for index in ("fts", "trigram", "symbols")):
        store._connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    assert not list(store.search("Thank you"))
    assert [hit.comment_id for hit in store.search("thanks")] == ["c2"]


def test_how_a_page_was_read_is_updated_without_a_revision(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    post = make_post(scraper="wordpress", leads=(Lead("comments-rest", "https://blog.example/wp-json"),))
    assert store.save(make_page(), post).outcome == "updated"
    assert store.get(URL) == post
    assert revisions(path) == []


def test_a_comment_that_left_the_page_stays_where_it_was_with_when_it_was_last_seen(store: Store) -> None:
    post = make_post()
    store.save(make_page(), post)
    store.save(make_page(day=3), post)
    fewer = replace(post, comments=(post.comments[0], post.comments[2]))
    assert store.save(make_page("fewer", day=8), fewer) == Saved(1, "updated", 0)
    assert store.get(URL) == post
    seen = {row.comment.id: row.last_seen for row in store.comments()}
    assert seen == {"c1": None, "c2": "2020-05-03T10:00:00Z", "c3": None}
    assert store.stats().gone_comments == 1
    assert store.save(make_page("fewer", day=9), fewer).outcome == "unchanged"
    assert store.save(make_page(day=10), post).outcome == "updated"
    assert {row.last_seen for row in store.comments()} == {None}


def test_new_comments_are_put_where_the_page_has_them(store: Store) -> None:
    a, b, c, d = (make_comment(name) for name in "abcd")
    store.save(make_page("1"), make_post(comments=(b, d)))
    store.save(make_page("2"), make_post(comments=(a, b, c, d)))
    got = store.get(URL)
    assert got
    assert [comment.id for comment in got.comments] == ["a", "b", "c", "d"]
    store.save(make_page("3"), make_post(comments=(d, c, b, a)))
    got = store.get(URL)
    assert got
    assert [comment.id for comment in got.comments] == ["d", "c", "b", "a"]


def test_parents_are_found_in_the_batch_in_the_archive_and_later(store: Store, path: Path) -> None:
    parents = (
        "SELECT child.source_id, parent.source_id FROM comments child JOIN comments parent"
        " ON parent.id = child.parent_id ORDER BY child.id"
    )
    store.save(make_page("1"), make_post(comments=(make_comment("b", parent_id="a"), make_comment("c", parent_id="b"))))
    assert rows(path, parents) == [("c", "b")]
    store.save(make_page("2"), make_post(comments=(make_comment("a"), make_comment("d", parent_id="c"))))
    assert rows(path, parents) == [("b", "a"), ("c", "b"), ("d", "c")]
    store.save(make_page("3"), make_post(comments=(make_comment("a"), make_comment("d"))))
    assert rows(path, parents) == [("b", "a"), ("c", "b")]


@pytest.mark.parametrize("status", [404, 500])
def test_an_error_page_never_overwrites(store: Store, path: Path, status: int) -> None:
    store.save(make_page(), make_post())
    before = dump(path)
    gone = make_post(title="Not found", content_text="Sorry, there is nothing here at all.", comments=())
    assert store.save(make_page("gone", status=status), gone) == Saved(1, "kept", 0, f"HTTP {status}")
    after = dump(path)
    assert len(after["pages"]) == 2
    apart = {"pages": None, "bodies": None, "totals": None}
    assert {**after, **apart} == {**before, **apart}


def test_a_worse_page_never_overwrites_and_is_kept_beside(store: Store) -> None:
    store.save(make_page(), make_post())
    assert store.save(make_page("empty"), make_post(content_text="")) == Saved(1, "kept", 0, "its text is gone")
    assert store.get(URL) == make_post()
    assert [page.body for page in store.pages(URL)] == [b"<p>Hello</p>", b"empty"]


def test_a_page_whose_text_is_gone_but_for_a_box_beside_it_never_overwrites(store: Store) -> None:
    box = "Get the newsletter of the blog"
    story = make_post(content_text="A long story of what came to pass on that day by the sea. " * 4)
    page = f"<aside>{box}</aside><p>{story.content_text}</p>"
    store.save(make_page(page), story)
    lost = make_post(content_text=box)
    assert store.save(make_page(f"<aside>{box}</aside>"), lost) == Saved(1, "kept", 0, "its text is gone")
    assert store.get(URL) == story
    # Of the very same page, it is another reading.
    assert store.save(make_page(page), lost).outcome == "updated"


def test_a_damaged_page_tells_nothing_of_the_next(store: Store, path: Path) -> None:
    story = make_post(content_text="A long story of what came to pass on that day by the sea. " * 4)
    store.save(make_page("<p>A newsletter</p>"), story)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE bodies SET data = zeroblob(8)")
    assert store.save(make_page("<i>A newsletter</i>"), make_post(content_text="A newsletter")).outcome == "updated"


def test_force_overrules_and_still_keeps_what_was_said_before(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    worse = make_post(content_text="", comments=())
    assert store.save(make_page("empty", day=2), worse).outcome == "kept"
    assert store.save(make_page("empty", day=2), worse, force=True).outcome == "updated"
    assert revisions(path)[0][2]["content_text"] == make_post().content_text
    assert len(list(store.comments())) == 3
    assert rows(path, "SELECT role, reason FROM pages ORDER BY id") == [("post", None)] * 2


def test_comments_that_left_before_are_not_lost_again(store: Store) -> None:
    store.save(make_page(), make_post())
    store.save(make_page("1"), make_post(comments=make_post().comments[:1]))
    assert store.save(make_page("2"), make_post(comments=())).outcome == "updated"
    assert store.stats().gone_comments == 3


@pytest.mark.parametrize(
    ("url", "text", "reason"),
    [
        ("https://blog.example/login", "Please log in.", "a login page, at https://blog.example/login"),
        ("https://blog.example/", "News of today.", "nothing of the post is on it, at https://blog.example/"),
        ("https://blog.example/next", "A story.", "another post, at https://blog.example/next"),
    ],
)
def test_a_posts_url_that_leads_to_something_else_leaves_the_post(
    store: Store, path: Path, url: str, text: str, reason: str
) -> None:
    store.save(make_page(), make_post())
    same_day = {"published": "2010-05-04"} if url.endswith("next") else {"published": None, "authors": ()}
    other = make_post(url=url, title="Other", content_text=text, comments=(), **same_day)
    page = make_page("other", final_url=url)
    if url.endswith("next"):
        other = replace(other, comments=(make_comment("c9"),))
    assert store.save(page, other) == Saved(1, "kept", 0, reason)
    assert [post.url for post in store.posts()] == [URL]
    assert store.get(url) is None
    assert rows(path, "SELECT role, reason FROM pages ORDER BY id") == [("post", None), ("kept", reason)]
    assert store.save(page, other, force=True).outcome == "added"


@pytest.mark.parametrize("url", [f"{URL}/", URL.replace("https:", "http:")])
def test_another_post_at_a_url_that_is_hardly_another_is_saved_but_no_login_page(store: Store, url: str) -> None:
    store.save(make_page(), make_post())
    wall = make_post(url=url, content_text="Please log in.", comments=(), published=None, authors=())
    assert store.save(make_page("wall", url=url), wall).outcome == "kept"
    other = make_post(url=url, title="Other", content_text="A story.", comments=())
    assert store.save(make_page("other", url=url), other).outcome == "added"
    assert store.get(url) == other
    assert store.get(URL) == make_post()


def test_a_post_keeps_its_address_also_where_its_page_named_another(store: Store) -> None:
    asked = "http://www.blog.example/hello/?from=feed"
    store.save(make_page(url=asked), make_post())
    parked = make_post(
        url=asked, title="Shoes", content_text="All about shoes.", authors=(), published=None, comments=()
    )
    assert store.save(make_page("parked", url=asked), parked).outcome == "kept"


def test_a_file_may_hold_another_post_every_day(store: Store) -> None:
    store.save(make_page(url="saved.html"), make_post())
    other = make_post(url="https://blog.example/2", title="Other", content_text="Nothing of before.")
    assert store.save(make_page("other", url="saved.html"), other).outcome == "added"


def test_a_post_that_moved_is_added_where_it_is_now(store: Store) -> None:
    store.save(make_page(), make_post())
    moved = make_post(url="https://new.example/hello", title="Hello, world")
    assert store.save(make_page("moved", final_url=moved.url), moved).outcome == "added"


def test_an_address_that_leads_to_another_post_every_day_adds_each(store: Store) -> None:
    latest = "https://blog.example/latest"
    for name, text in (("one", "The first story of all."), ("two", "Words about something else.")):
        post = make_post(url=f"https://blog.example/{name}", title=name, content_text=text, published=None)
        assert store.save(make_page(name, url=latest, final_url=post.url), post).outcome == "added"
    wall = make_post(url="https://blog.example/in", title="Log in", authors=(), published=None, comments=())
    assert store.save(make_page("in", url=latest), wall) == Saved(2, "kept", 0, "a login page")


def test_a_page_without_a_post_is_kept_with_the_post_of_its_url(store: Store, path: Path) -> None:
    assert store.keep(make_page("404", status=404), "HTTP 404 Not Found") is None
    number = store.save(make_page(), make_post()).post_id
    before = store.get(URL)
    assert store.keep(make_page("404", status=404), "HTTP 404 Not Found") == number
    assert store.keep(make_page("shell"), "no post on this page") == number
    assert store.get(URL) == before
    assert rows(path, "SELECT post_id, role, reason FROM pages ORDER BY id") == [
        (1, "kept", "HTTP 404 Not Found"),
        (1, "post", None),
        (1, None, "no post on this page"),
    ]


def test_the_same_body_of_the_same_url_is_stored_once_whatever_came_between(store: Store, path: Path) -> None:
    for day, body in enumerate("ABAAB", start=1):
        store.save_page(make_page(body, day=day))
    assert rows(path, "SELECT substr(fetched_at, 9, 2), substr(last_seen, 9, 2) FROM pages ORDER BY id") == [
        ("01", "04"),
        ("02", "05"),
    ]


def test_a_page_that_gave_no_record_is_given_to_its_post_later(store: Store) -> None:
    store.save_page(make_page())
    assert store.get(URL) is None
    store.save(make_page(), make_post())
    store.save_page(make_page())
    assert len(list(store.pages())) == 1
    assert list(store.pages(URL)) == [make_page()]


def test_a_page_is_known_by_what_it_was_to_its_post_when_it_was_last_fetched(store: Store, path: Path) -> None:
    more = make_page("more", url=f"{URL}?cpage=2")
    roles = "SELECT url, role FROM pages ORDER BY id"
    store.save_page(make_page())
    assert rows(path, roles) == [(URL, None)]
    store.save(make_page(), make_post(), more=[more])
    assert rows(path, roles) == [(URL, "post"), (more.url, "more")]
    store.save(make_page("worse"), make_post(content_text=""))
    store.save_page(make_page())
    assert rows(path, roles) == [(URL, "post"), (more.url, "more"), (URL, "kept")]


def test_the_posts_own_page_is_that_also_where_it_is_asked_for_again_to_complete_it(store: Store) -> None:
    """A page of comments may link to the address that was asked for, which led to it."""
    own = make_page(final_url="https://blog.example/2010/05/hello?cpage=2")
    number = store.save(own, make_post(), more=[own, make_page("x", url="https://blog.example/?cpage=1")]).post_id
    found = store.post_pages(number)
    assert found is not None
    assert ([page.url for page in found.own], [page.url for page in found.more]) == (
        [own.url],
        ["https://blog.example/?cpage=1"],
    )


def test_a_failing_save_leaves_none_of_its_pages(store: Store) -> None:
    bad = make_post(comments=(make_comment("2", kind="shout"),))
    with pytest.raises(StoreError):
        store.save(make_page(), bad, more=[make_page("more", url=f"{URL}?cpage=2")])
    assert list(store.pages()) == []


def test_what_utf8_cannot_hold_costs_no_post(store: Store) -> None:
    post = make_post(title="a\0b\ud800", authors=(Author("\udfff"),), comments=(make_comment("\ud801", "x\0y"),))
    page = make_page(headers={"x\ud800": "\udc00"}, final_url="https://e.example/\ud800")
    store.save(page, post)
    got = store.get(URL)
    assert got
    assert (got.title, got.authors[0].name, got.comments[0].id) == ("a\ufffdb\ufffd", "\ufffd", "\ufffd")
    assert store.save(page, post).outcome == "unchanged"


def test_a_failing_save_leaves_nothing_of_the_post(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    before = dump(path)
    bad = make_post(url="u", comments=(make_comment("1"), make_comment("2", kind="shout")))
    with pytest.raises(StoreError, match=r"blogs\.db: CHECK constraint failed"):
        store.save(make_page(url="u"), bad)
    assert dump(path) == before
    assert store.save(make_page(url="u"), replace(bad, comments=())).outcome == "added"


def test_a_full_disk_is_one_line_and_leaves_whole_posts(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    big = make_post(url="u", content_text="word " * 50_000)
    with pytest.raises(StoreError, match=r"blogs\.db: the disk is full"):
        store.save(make_page(url="u"), big)
    assert [post.url for post in store.posts()] == [URL]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


def test_five_hundred_comments_take_little_time(store: Store) -> None:
    """About 50 ms on the machine of the measurement; the bound is wide, as machines differ."""
    comments = tuple(
        make_comment(f"c{n}", f"comment {n} " * 30, parent_id=f"c{n // 2}", author=Author(f"N{n % 90}"))
        for n in range(500)
    )
    post = make_post(comments=comments)
    start = time.process_time()
    store.save(make_page("x" * 150_000), post)
    assert time.process_time() - start < 0.5
    assert store.get(URL) == post
    assert len(list(store.comments(Filters(author="n7")))) == 6


# -- a page that is older than what is there


def test_an_older_page_changes_nothing_but_brings_the_comments_that_had_left_it(store: Store) -> None:
    """A copy on disk, saved long before the post was archived."""
    now = (make_comment("a", "edited since"), make_comment("d", "said later"))
    store.save(make_page("<p>new", day=9), make_post(title="New", comments=now))
    then = (make_comment("a", "as it was"), make_comment("b", "deleted since"), make_comment("c", "too", parent_id="b"))
    older = make_page("<p>old", day=2)
    saved = store.save(older, make_post(title="Old", comments=then))
    assert (saved.outcome, saved.new_comments) == ("kept", 2)
    assert saved.reason == "the page is older than what is in the archive"
    assert store.post_id(make_post().url) == saved.post_id
    post = store.get(saved.post_id)
    assert post is not None
    assert (post.title, [(c.id, c.parent_id, c.content_text) for c in post.comments]) == (
        "New",
        [("a", None, "edited since"), ("b", None, "deleted since"), ("c", "b", "too"), ("d", None, "said later")],
    )
    seen = {row.comment.id: (row.first_seen[:10], row.last_seen and row.last_seen[:10]) for row in store.comments()}
    assert seen["b"] == seen["c"] == ("2020-05-02", "2020-05-02")
    assert seen["a"] == seen["d"] == ("2020-05-09", None)
    assert [page.body for page in store.pages()] == [b"<p>new", b"<p>old"]
    again = store.save(older, make_post(title="Old", comments=then))
    assert (again.outcome, again.new_comments) == ("kept", 0)
    assert list(store.check()) == []


def test_an_older_page_finds_comments_that_are_called_otherwise_now(store: Store) -> None:
    store.save(make_page("<p>new", day=9), make_post(comments=(make_comment("c-1", "the one thing that was said"),)))
    then = (
        make_comment("comment-7", "the one thing that was said"),
        make_comment("comment-8", "no", parent_id="comment-7"),
    )
    store.save(make_page("<p>older", day=1), make_post(comments=then[:1]))
    assert [row.comment.id for row in store.comments()] == ["c-1"]
    store.save(make_page("<p>old", day=2), make_post(comments=then))
    assert [(row.comment.id, row.comment.parent_id) for row in store.comments()][::-1] == [
        *(("c-1", None), ("comment-8", "c-1"))
    ]
    assert list(store.check()) == []


def test_an_older_page_is_taken_by_force_and_one_that_says_the_same_is_unchanged(store: Store) -> None:
    store.save(make_page("<p>new", day=9), make_post(title="New"))
    assert store.save(make_page("<p>same", day=2), make_post(title="New")).outcome == "unchanged"
    assert store.save(make_page("<p>old", day=2), make_post(title="Old"), force=True).outcome == "updated"
    assert store.save(make_page("<p>when?", fetched_at=""), make_post(title="New")).outcome == "updated"
