"""When posts were visited last, and what was new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.records import Validators
from archiver.store import Filters, Visit
from tests.store.samples import URL, make_comment, make_page, make_post

if TYPE_CHECKING:
    from archiver.store import Store

DAYS = [f"2020-05-{day:02}T10:00:00Z" for day in range(32)]


def visits(store: Store, **filters: str) -> list[Visit]:
    return list(store.visits.all(Filters(**filters)))  # type: ignore[arg-type]


def test_a_visit_knows_the_post_the_time_and_what_came_later(store: Store) -> None:
    thread = (make_comment("c1", "One", published="2010-05-06"), make_comment("c2", "Two", published="2010-05-05"))
    number = store.save(make_page(), make_post(comments=thread)).post_id
    assert visits(store) == [Visit(number, URL, "2010-05-04", DAYS[1], DAYS[1], "2010-05-06", None)]
    store.save(
        make_page("<p>more", day=9), make_post(comments=(*thread, make_comment("c3", "Three", published="2010")))
    )
    assert visits(store) == [Visit(number, URL, "2010-05-04", DAYS[1], DAYS[9], "2010-05-06", DAYS[9])]


def test_a_failed_visit_is_a_visit_and_the_url_is_the_one_that_worked(store: Store) -> None:
    store.save(make_page(url="https://old.example/x", final_url=URL), make_post(comments=()))
    store.keep(make_page("gone", url="https://old.example/x", day=5, status=404), "HTTP 404")
    (visit,) = visits(store)
    assert (visit.url, visit.visited) == ("https://old.example/x", DAYS[5])


def test_a_visit_that_gave_no_page_was_tried(store: Store) -> None:
    number = store.save(make_page(), make_post()).post_id
    assert [visit.tried for visit in visits(store)] == [None]
    store.visits.failed([number, 99], DAYS[3])
    assert [(visit.visited, visit.tried) for visit in visits(store)] == [(DAYS[1], DAYS[3])]


def test_only_selected_posts_and_only_those_from_the_web(store: Store) -> None:
    store.save(make_page(), make_post())
    store.save(make_page("x", url="file:///home/me/x.html"), make_post(url="https://blog.example/from-a-file"))
    assert [visit.url for visit in visits(store)] == [URL]
    assert [visit.url for visit in visits(store, site="blog.example", since="2010", tag="python")] == [URL]
    assert visits(store, until="2009") == []


def test_a_post_from_a_capture_is_visited_once_it_came_from_the_web_again(store: Store) -> None:
    captured = make_page(headers={"x-archive-url": "https://web.archive.org/web/20200501100000id_/x"})
    store.save(captured, make_post())
    assert visits(store) == []
    store.save(make_page("<p>back", day=2), make_post())
    assert [visit.visited for visit in visits(store)] == [DAYS[2]]


def test_a_page_that_was_not_modified_was_visited(store: Store) -> None:
    number = store.save(make_page(), make_post()).post_id
    store.visits.unmodified(number, DAYS[7])
    store.visits.unmodified(number, DAYS[3])
    assert [visit.visited for visit in visits(store)] == [DAYS[7]]
    assert store._connection.execute("SELECT last_seen FROM posts").fetchall() == [(DAYS[7],)]


def test_the_validators_are_those_of_the_last_page_unless_others_complete_the_thread(store: Store) -> None:
    number = store.save(make_page(headers={"etag": '"1"'}), make_post()).post_id
    assert store.visits.validators(number) == Validators(URL, '"1"', None)
    store.save(make_page("<p>2", day=2, headers={"last-modified": "today"}), make_post())
    assert store.visits.validators(number) == Validators(URL, None, "today")
    store.save(make_page("<p>3", day=3), make_post())
    assert store.visits.validators(number) is None
    page = make_page("<p>4", day=4, headers={"etag": '"4"'})
    store.save(page, make_post(), more=[make_page("comments", url=f"{URL}/comment-page-2")])
    assert store.visits.validators(number) is None
    assert store.visits.validators(99) is None
