"""Pages of JSON and feeds: lists of comments, whatever else they hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.errors import ScrapeError
from archiver.records import Page, Post
from archiver.scrapers import scrape

URL = "https://blog.example/list?page=2"


def read(data: object, **headers: str) -> Post:
    """The record of a page of JSON."""
    return scrape(Page(URL, URL, 200, {"content-type": "application/json"} | headers, json.dumps(data).encode(), ""))


def feed(*items: str) -> Post:
    """The record of an RSS feed with these items."""
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Comments</title>{"".join(items)}</channel></rss>'
    return scrape(Page(URL, URL, 200, {}, body.encode(), ""))


def item(number: int, text: str = "Text", more: str = "") -> str:
    link = f"https://blog.example/hello/#comment-{number}"
    return f"<item><title>By: Ann</title><link>{link}</link><description>{text}</description>{more}</item>"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"code": "rest_no_route", "message": "No route.", "data": {"status": 404}},
        {"replies": []},
        {"comments": []} | {"info": {}},
        [1, 2],
        [{"id": 1}],
        7,
    ],
)
def test_json_that_is_no_list_of_comments_raises(data: Any) -> None:
    with pytest.raises(ScrapeError, match=r"no comments of a post|no post on this page"):
        read(data)


@pytest.mark.parametrize("body", ["<?xml version='1.0'?><urlset></urlset>", "<rss version='2.0'><channel/></rss>"])
def test_xml_that_is_no_feed_of_comments_raises(body: str) -> None:
    with pytest.raises(ScrapeError, match="holds no comments of a post"):
        scrape(Page(URL, URL, 200, {}, body.encode(), ""))


def test_comments_of_other_posts_are_no_answer_to_what_was_asked() -> None:
    """Some caches leave the query out, and give the newest comments of the whole blog."""
    url = "https://blog.example/wp-json/wp/v2/comments?post=31&per_page=100&order=asc&page=1"
    items = [{"id": n, "post": post, "parent": 0, "content": {"rendered": "Hi"}} for n, post in ((1, 31), (2, 7))]

    def answered(*some: dict[str, Any]) -> Post:
        return scrape(Page(url, url, 200, {"content-type": "application/json"}, json.dumps(some).encode(), ""))

    assert len(answered(items[0], {**items[0], "id": 3}).comments) == 2
    with pytest.raises(ScrapeError, match="holds no comments of a post"):
        answered(*items)


def test_a_feed_of_posts_is_no_thread() -> None:
    with pytest.raises(ScrapeError):
        feed("<item><title>Hello</title><link>https://blog.example/hello/</link></item>", item(1))


def test_a_feed_that_defines_entities_is_not_read() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel>'
    with pytest.raises(ScrapeError):
        scrape(Page(URL, URL, 200, {}, f"{bomb}{item(1, '&b;')}</channel></rss>".encode(), ""))


def test_an_empty_list_is_a_record_of_no_comments() -> None:
    assert (read([]).comments, read([]).scraper) == ((), "wordpress_rest")
    assert read({"replies": [], "hidden_replies": 0, "total_replies": 0}).comment_count == 0
    assert read({"comments": [], "info": {"url": URL, "count": 0}}).scraper == "remark42"
    assert read({"comments": []}).scraper == "substack_comments"


def wordpress(number: int, **more: Any) -> dict[str, Any]:
    return {"id": number, "parent": 0, "content": {"rendered": "<p>Hi</p>"}, "author_name": "Ann"} | more


def test_a_list_of_wordpress_leads_to_its_next_page() -> None:
    assert [lead.url for lead in read([wordpress(1)], **{"x-wp-totalpages": "3"}).leads] == [
        "https://blog.example/list?page=3"
    ]
    assert read([wordpress(1)], **{"x-wp-totalpages": "2", "x-wp-total": "101"}).leads == ()
    assert read([wordpress(1)], **{"x-wp-total": "101"}).comment_count == 101
    assert read([wordpress(1)], **{"x-wp-total": "many"}).comment_count is None


@pytest.mark.parametrize(
    ("local", "utc", "published"),
    [
        ("2017-07-11T22:14:09", "2017-07-11T20:14:09", "2017-07-11T22:14:09+02:00"),
        ("2017-07-11T17:44:09", "2017-07-11T20:14:09", "2017-07-11T17:44:09-02:30"),
        ("2017-07-11T20:14:09", "2017-07-11T20:14:09", "2017-07-11T20:14:09+00:00"),
        ("2017-07-11T20:14:09", "2016-07-11T20:14:09", "2017-07-11T20:14:09"),
        ("2017-07-11T20:14:09", None, "2017-07-11T20:14:09"),
        ("yesterday", "2017-07-11T20:14:09", None),
        (None, "2017-07-11T20:14:09", None),
    ],
)
def test_the_two_dates_of_wordpress_give_the_offset(local: str | None, utc: str | None, published: str | None) -> None:
    assert read([wordpress(1, date=local, date_gmt=utc)]).comments[0].published == published


def test_a_comment_that_a_list_gives_twice_is_one() -> None:
    twice = read([wordpress(1), wordpress(2), wordpress(1, author_name="Bo")]).comments
    assert [(c.id, c.author.name if c.author else None) for c in twice] == [("comment-1", "Ann"), ("comment-2", "Ann")]


def test_a_tree_of_remark42_is_read_as_its_list_is() -> None:
    info = {"url": "https://ferry.example/", "count": 2}
    nodes = [{"id": "a", "pid": "", "text": "<p>1</p>"}, {"id": "b", "pid": "a", "text": "<p>2</p>"}]
    tree = [{"comment": nodes[0], "replies": [{"comment": nodes[1]}]}]
    assert read({"comments": tree, "info": info}) == read({"comments": nodes, "info": info})
    assert read({"comments": nodes, "info": info | {"url": "javascript:1"}}).url == URL


def test_the_line_that_wordpress_puts_before_an_answer_names_whom_it_answers() -> None:
    line = "&lt;p&gt;Als Antwort auf &lt;a href='https://blog.example/hello/#comment-1'&gt;Bo&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Yes.&lt;/p&gt;"
    answer = feed(item(2, line), item(1)).comments[0]
    assert (answer.id, answer.parent_id, answer.content_text) == ("comment-2", "comment-1", "Yes.")
    other = line.replace("#comment-1", "#top")
    assert feed(item(2, other)).comments[0].content_text == "Als Antwort auf Bo.\n\nYes."


def test_the_newest_comment_on_top_of_a_feed_comes_last() -> None:
    dates = [f"<pubDate>Tue, 0{day} Aug 2017 10:00:00 +0000</pubDate>" for day in (3, 2, 1)]
    found = feed(*(item(4 - n, more=date) for n, date in enumerate(dates, 1))).comments
    assert [comment.id for comment in found] == ["comment-1", "comment-2", "comment-3"]
    assert [c.id for c in feed(item(1), item(2)).comments] == ["comment-1", "comment-2"]


KEYS = [
    "id",
    "pid",
    "parent",
    "comments",
    "comment",
    "children",
    "replies",
    "hidden_replies",
    "info",
    "url",
    "count",
    "content",
    "rendered",
    "author",
    "author_name",
    "author_url",
    "author_avatar_urls",
    "user",
    "name",
    "picture",
    "text",
    "body",
    "date",
    "date_gmt",
    "time",
    "created",
    "mode",
    "delete",
    "deleted",
    "handle",
    "link",
]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=8,
        )
    ),
    max_leaves=30,
)


@settings(deadline=None, max_examples=300)
@given(_JSON, st.sampled_from(["wordpress", "isso", "remark42", "substack"]))
@pytest.mark.unmeasured
def test_json_of_any_shape_is_a_record_or_an_error(value: Any, service: str) -> None:
    shapes: dict[str, Any] = {
        "wordpress": [{"id": value, "parent": value, "content": value}],
        "isso": {"replies": value, "hidden_replies": value},
        "remark42": {"comments": value, "info": {"url": value, "count": value}},
        "substack": {"comments": value},
    }
    for data in (value, shapes[service]):
        try:
            record = read(data)
        except ScrapeError:
            continue
        assert json.dumps(record.to_dict()).encode()
