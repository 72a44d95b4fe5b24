"""A thread of Disqus is read from its JSON, whatever that holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from archiver.scrapers import scrape
from archiver.scrapers.disqus import DisqusScraper
from tests.scrapers.pages import ARTICLE, document

if TYPE_CHECKING:
    from archiver.records import Post

EMBED = "https://disqus.com/embed/comments/?base=default&f=ferry"
LINK = "https://ferry.example/stove/"


def post(number: int, parent: int | None = None, **more: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "parent": parent,
        "message": f"<p>Comment {number}.</p>",
        "author": {"name": "Nell"},
    } | more


def read(*posts: Any, url: str = EMBED, link: Any = LINK, total: Any = 9) -> Post:
    data = {
        "cursor": {"total": total},
        "response": {"posts": posts, "thread": {"link": link, "clean_title": "The stove"}},
    }
    body = f'<script type="text/json" id="disqus-threadData">{json.dumps(data)}</script>'
    return scrape(document(body, url=url).page)


@pytest.mark.parametrize("total", [-1, "9", 9.0, None, [9]])
def test_a_number_of_comments_that_is_none_is_not_taken(total: Any) -> None:
    assert read({"id": "1", "raw_message": "Hello"}, total=total).comment_count is None


def test_only_a_page_with_a_threads_data_is_disqus() -> None:
    assert not DisqusScraper.handles(document(f"{ARTICLE}<p>Read script#disqus-threadData for the posts.</p>"))


def test_a_thread_belongs_to_the_post_that_disqus_says_it_is_about() -> None:
    found = read(post(1))
    assert (found.url, found.site.url, found.title) == (LINK, "https://ferry.example/", "The stove")
    assert found.comments[0].url == f"{LINK}#comment-1"


@pytest.mark.parametrize("link", [None, 7, "javascript:alert(1)", "/stove/"])
def test_a_thread_without_an_address_is_a_page_of_its_own(link: Any) -> None:
    assert read(post(1), link=link).url == EMBED


def test_other_sites_cannot_say_whose_post_a_thread_is_about() -> None:
    url = "https://disqus.com.evil.example/thread"
    assert read(post(1), url=url).url == url


def test_a_deleted_comment_stays_where_it_was_answered() -> None:
    deleted: dict[str, Any] = {"isDeleted": True, "message": "<p>gone</p>"}
    found = read(post(1, **deleted), post(2, 1), post(3, **deleted))
    assert [(c.id, c.parent_id, c.content_text) for c in found.comments] == [
        ("comment-1", None, ""),
        ("comment-2", "comment-1", "Comment 2."),
    ]
    assert found.comments[0].author is None


def test_an_answer_to_a_comment_of_another_page_stands_alone() -> None:
    assert read(post(2, 1)).comments[0].parent_id is None


def test_counted_links_lead_where_they_say() -> None:
    link = "https://disq.us/url?url=https%3A%2F%2Fstoves.example%2Fa%3Fb%3Dc%26d%3Aq1w2&amp;cuid=7"
    found = read(post(1, message=f'<a href="{link}" rel="nofollow">stoves</a>'))
    assert found.comments[0].content_html == '<a href="https://stoves.example/a?b=c&amp;d">stoves</a>'


@pytest.mark.parametrize("author", [None, [], "Nell", {"name": 7}, {"name": "Guest"}, {"name": "Nell", "avatar": 1}])
def test_whatever_stands_in_place_of_an_author_is_borne(author: Any) -> None:
    found = read(post(1, author=author)).comments[0].author
    assert found is None or found.name == "Nell"


def test_what_is_no_post_is_passed_over() -> None:
    assert [c.id for c in read(None, 1, post(5), "x").comments] == ["comment-5"]


def test_a_page_of_fifty_says_how_many_there_are() -> None:
    assert read(post(1)).comment_count == 9
