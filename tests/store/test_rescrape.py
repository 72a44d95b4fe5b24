"""Records made anew from stored pages: what is told before, and what is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archiver.records import Author
from archiver.store import Filters, Saved, Store
from tests.store.samples import URL, make_comment, make_page, make_post
from tests.store.test_save import dump, revisions, rows

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.records import Post

AT = "2024-01-01T00:00:00Z"


def rewrite(store: Store, post: Post, **options: bool) -> Saved:
    return store.rewrite(1, make_page(), post, at=AT, **options)


def test_the_same_record_changes_nothing_at_all(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    before = dump(path)
    plan = store.plan(1, make_post(), at=AT)
    assert (plan.changes, plan.reason, plan.is_silent) == ((), None, False)
    assert rewrite(store, make_post()).outcome == "unchanged"
    assert dump(path) == before


def test_what_changes_is_told_before_and_kept_as_rescraped(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    store.save(make_page(day=9), make_post())
    first, second, _ = make_post().comments
    new = make_comment("c4", "was overlooked", author=Author("Dora"))
    better = make_post(title="Hello", comments=(first, replace(second, content_text="Thanks"), new))
    plan = store.plan(1, better, at=AT)
    assert dump(path)["revisions"] == []
    assert [(change.event, change.comment_id, change.at, change.rescraped) for change in plan.changes] == [
        ("changed", None, AT, True),
        ("changed", "c2", AT, True),
        ("came", "c4", AT, True),
        ("went", "c3", AT, True),
    ]
    assert rewrite(store, better) == Saved(1, "updated", 1)
    assert revisions(path) == [(None, AT, {"title": "Hello world"}), ("c2", AT, {"content_text": "Thank you"})]
    assert [change.rescraped for change in store.history(URL) if change.event == "changed"] == [True, True]
    assert rows(path, "SELECT DISTINCT rescraped FROM revisions") == [(1,)]
    assert store.plan(1, better, at=AT).changes == ()
    assert rewrite(store, better).outcome == "unchanged"


def test_nothing_counts_as_seen_now(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    store.save(make_page("2", day=5), make_post(comments=make_post().comments[1:]))
    post = make_post(comments=(*make_post().comments[1:], make_comment("c4", "new")))
    store.rewrite(1, make_page("2", day=5), post, at=AT)
    assert rows(path, "SELECT last_seen FROM posts") == [("2020-05-05T10:00:00Z",)]
    assert rows(
        path, "SELECT source_id, substr(first_seen, 9, 2), substr(last_seen, 9, 2) FROM comments ORDER BY id"
    ) == [*(("c1", "01", "01"), ("c2", "01", None), ("c3", "01", None), ("c4", "05", None))]
    assert len(list(store.pages())) == 2


def test_a_worse_record_is_taken_only_by_force(store: Store) -> None:
    store.save(make_page(), make_post())
    empty = make_post(comments=())
    assert store.plan(1, empty, at=AT).reason == "all of its 3 comments are gone"
    assert rewrite(store, empty).outcome == "kept"
    assert len(store.plan(1, empty, at=AT, force=True).changes) == 3
    assert rewrite(store, empty, force=True).outcome == "updated"


def test_how_it_was_read_is_written_silently(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    post = make_post(scraper="better")
    plan = store.plan(1, post, at=AT)
    assert (plan.changes, plan.is_silent) == ((), True)
    rewrite(store, post)
    assert store.get(URL) == post
    assert revisions(path) == []


def test_comments_that_are_called_otherwise_now_stay_the_same_rows(store: Store, path: Path) -> None:
    first, second, ping = make_post().comments
    timed = make_comment("t1", "a text", author=Author("Eve"), published="2010-05-06T10:00")
    store.save(make_page(), make_post(comments=(first, second, ping, timed)))
    ids = rows(path, "SELECT id, content_text FROM comments ORDER BY id")
    better = make_post(
        comments=(
            replace(first, id="comment-71"),
            replace(second, id="comment-72", parent_id="comment-71"),
            ping,
            replace(timed, id="comment-74", content_text="a longer text"),
        )
    )
    plan = store.plan(1, better, at=AT)
    assert [(change.event, change.comment_id) for change in plan.changes] == [("changed", "comment-74")]
    assert rewrite(store, better) == Saved(1, "updated", 0)
    assert store.get(URL) == better
    assert rows(path, "SELECT id, content_text FROM comments ORDER BY id") == [*ids[:3], (4, "a longer text")]
    assert rows(path, "SELECT parent_id FROM comments WHERE id = 2") == [(1,)]
    assert store.stats().gone_comments == 0


def test_comments_that_say_the_same_are_not_mistaken_for_each_other(store: Store) -> None:
    store.save(make_page(), make_post(comments=(make_comment("a", "+1"), make_comment("b", "+1"))))
    rewrite(store, make_post(comments=(make_comment("c", "+1"), make_comment("d", "+1"))))
    assert {row.comment.id: row.last_seen is None for row in store.comments()} == {
        "a": False,
        "b": False,
        "c": True,
        "d": True,
    }


def test_another_canonical_url_moves_the_post_unless_it_is_taken(store: Store, path: Path) -> None:
    store.save(make_page(), make_post())
    store.save(make_page(url=f"{URL}/2"), make_post(url=f"{URL}/2"))
    rewrite(store, make_post(url=f"{URL}/2", title="Taken"))
    assert store.get(1) == make_post(title="Taken")
    rewrite(store, make_post(url=f"{URL}/1"))
    assert rows(path, "SELECT id, url FROM posts ORDER BY id") == [(1, f"{URL}/1"), (2, f"{URL}/2")]
    assert store.post_id(URL) == 1  # its page was fetched from there


def test_the_posts_are_those_that_a_list_shows(store: Store) -> None:
    for number, published in enumerate(("2010", None, "2012", "2011"), start=1):
        post = make_post(url=f"{URL}{number}", published=published)
        store.save(make_page(url=post.url), post)
    assert list(store.post_ids()) == [3, 4, 1, 2]
    assert list(store.post_ids(Filters(since="2011", limit=1))) == [3]
    assert list(store.post_ids(Filters(site="else.example"))) == []
