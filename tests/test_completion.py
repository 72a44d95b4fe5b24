from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from archiver.archive import archive, scrape
from archiver.completion import complete, read
from archiver.errors import ScrapeError
from archiver.records import Comment, Lead, Page, Post
from tests.web import URL, Web, comment_html, further, ids, post_html

if TYPE_CHECKING:
    from archiver.store import Store


def test_a_post_without_leads_is_one_request() -> None:
    web = Web({URL: post_html(1)})
    post = complete(scrape(web(URL)), fetch=web)
    assert (ids(post), post.leads, web.asked) == (["1"], (), [URL])


# -- further pages of comments


@pytest.mark.parametrize("dated", [True, False])
def test_older_comments_on_page_1_come_first(store: Store, dated: bool) -> None:
    """WordPress with "last page displayed by default": the post shows the newest comments."""
    web = Web(
        {
            URL: post_html(5, 6, links=(further(2),), dated=dated),
            further(1): post_html(1, 2, links=(further(2),), dated=dated),
            further(2): post_html(3, 4, links=(further(1), further(3)), dated=dated),
            further(3): post_html(5, 6, links=(further(2),), dated=dated),
        }
    )
    post, saved = archive(URL, fetch=web, store=store)
    assert (ids(post), post.leads, saved.new_comments) == (["1", "2", "3", "4", "5", "6"], (), 6)
    assert store.get(URL) == post
    assert sorted(web.asked) == sorted(web.pages)


@pytest.mark.parametrize("dated", [True, False])
def test_newer_comments_on_page_2_come_last(dated: bool) -> None:
    """WordPress with "first page displayed by default"; pages that overlap give no comment twice."""
    web = Web(
        {
            URL: post_html(1, 2, links=(further(2),), dated=dated),
            further(1): post_html(1, 2, links=(further(2),), dated=dated),
            further(2): post_html(2, 3, links=(further(1),), dated=dated),
        }
    )
    assert ids(complete(scrape(web(URL)), fetch=web)) == ["1", "2", "3"]


def test_where_the_newest_comment_is_on_top_it_stays_there() -> None:
    web = Web(
        {
            URL: post_html(6, 5, links=(further(2), further(1))),
            further(2): post_html(4, 3, links=(further(1),)),
            further(1): post_html(2, 1, links=(further(2),)),
        }
    )
    assert ids(complete(scrape(web(URL)), fetch=web)) == ["6", "5", "4", "3", "2", "1"]


def test_a_page_that_cannot_be_fetched_or_read_stays_in_the_leads(store: Store) -> None:
    web = Web(
        {
            URL: post_html(5, links=(further(1), further(2), further(3))),
            further(1): None,
            further(2): "<p></p>",
            further(3): post_html(4, links=(further(1), further(2))),
        }
    )
    post, _ = archive(URL, fetch=web, store=store)
    assert ids(post) == ["4", "5"]
    assert {lead.url for lead in post.leads} == {further(1), further(2)}
    assert sorted(web.asked) == sorted(web.pages)
    assert store.get(URL) == post


def test_every_page_of_the_comments_is_kept_with_the_post(store: Store) -> None:
    web = Web({URL: post_html(3, links=(further(1), further(2))), further(1): post_html(1), further(2): post_html(2)})
    archive(URL, fetch=web, store=store)
    assert {page.url: page.body.decode() for page in store.pages(URL)} == web.pages
    before = [page.fetched_at for page in store.pages(URL)]
    web.day, web.pages[further(1)] = 2, post_html(1, 4)
    archive(URL, fetch=web, store=store)
    assert [page.fetched_at for page in store.pages(URL)] == [*before, "2020-05-02T10:00:00Z"]
    assert store.get(further(2)) == store.get(URL)


def test_a_comment_page_that_redirects_to_the_post_or_is_only_renamed_belongs_to_it() -> None:
    pages: dict[str, str | None] = {URL: post_html(3, links=(further(1), further(2)))}
    pages |= {f"{URL}?cpage=2": post_html(2), f"{URL}comment-page-9/": post_html(1)}
    web = Web(pages, {further(1): URL, further(2): f"{URL}?cpage=2"})
    post = complete(scrape(web(URL)), fetch=web)
    assert (ids(post), post.leads) == (["2", "3"], ())


def test_a_comment_page_that_redirects_to_another_post_is_none_of_this_one(store: Store) -> None:
    other = "https://blog.example/2011/06/other/"
    web = Web(
        {
            URL: post_html(3, links=(further(1), further(2))),
            other: post_html(7).replace(URL, other),
            "https://else.example/": post_html(8),  # names the post as its own, from where nobody asked it
        },
        {further(1): other, further(2): "https://else.example/"},
    )
    post, _ = archive(URL, fetch=web, store=store)
    assert (ids(post), {lead.url for lead in post.leads}) == (["3"], {further(1), further(2)})
    assert len(list(store.pages(URL))) == 3
    assert store.get(other) is None
    archive(other, fetch=web, store=store)
    assert ids(store.get(other)) == ["7"]


def test_a_post_of_which_no_further_page_can_be_fetched_keeps_all_its_leads() -> None:
    web = Web({URL: post_html(1, links=(further(1), further(2)))})
    post = scrape(web(URL))
    assert complete(post, fetch=web) == post
    assert len(post.leads) == 2


def test_lists_that_could_tell_nothing_new_are_kept_and_not_followed() -> None:
    leads = (Lead("comments-page", further(1)), Lead("comments-feed", f"{URL}feed/"), Lead("comments-rest", f"{URL}x"))
    web = Web({further(1): post_html(1)})
    answer = Comment("comment-3", "comment-2", published="2010-05-03T10:00")
    shown = (Comment("comment-2", published="2010-05-02T10:00"), answer)
    post = complete(Post(URL, comments=shown, leads=leads), fetch=web)
    assert (ids(post), post.leads, web.asked) == (["1", "2", "3"], leads[1:], [further(1)])


def test_links_to_comment_pages_of_other_posts_and_hosts_are_not_followed() -> None:
    others = ("https://evil.example/2010/05/hello/comment-page-2/", "https://blog.example/other/comment-page-2/")
    web = Web({URL: post_html(1, links=(*others, "//127.0.0.1/2010/05/hello/comment-page-2/"))})
    assert complete(scrape(web(URL)), fetch=web).leads == ()
    assert web.asked == [URL]


def test_leads_to_another_host_are_kept_and_not_followed() -> None:
    elsewhere = Lead("comments-page", "https://other.example/comment-page-2/")
    post = Post(URL, comments=(Comment("comment-2"),), leads=(elsewhere, Lead("comments-page", further(1))))
    web = Web({further(1): post_html(1, dated=False), elsewhere.url: post_html(7)})
    completed = complete(post, fetch=web)
    assert (ids(completed), completed.leads, web.asked) == (["1", "2"], (elsewhere,), [further(1)])
    assert complete(post, fetch=web, host="third.example") == post


def test_a_copy_of_a_page_sends_nobody_to_the_original() -> None:
    """A saved file names its original as canonical, and its comment pages are there."""
    web = Web({further(1): post_html(1)})
    body = post_html(2, links=(further(1),)).encode()
    copy = Page("hello.html", "file:///home/ann/hello.html", 200, {}, body, "")
    post = read(copy, fetch=web)
    assert (ids(post), [lead.url for lead in post.leads], web.asked) == (["2"], [further(1)], [])


def test_not_more_pages_are_followed_than_a_post_can_have() -> None:
    """A calendar of a comment page, which links to the next one for ever."""
    pages: dict[str, str | None] = {
        further(n): post_html(n + 1, links=(further(n + 1), further(n + 2))) for n in range(1, 20)
    }
    web = Web({URL: post_html(1, links=(further(1),)), **pages})
    post = complete(scrape(web(URL)), fetch=web, most_pages=5)
    assert len(web.asked) == len(ids(post)) == 6
    assert {lead.url for lead in post.leads} & set(web.pages) == {lead.url for lead in post.leads}
    assert not {lead.url for lead in post.leads} & set(web.asked)
    assert post.leads


def test_replies_stay_replies_of_comments_on_their_page() -> None:
    reply = comment_html(2, date="2010-05-02").replace("depth-1", "depth-2")
    threaded = post_html(1).replace("about it.</p></li>", f'about it.</p><ul class="children">{reply}</ul></li>')
    web = Web({URL: post_html(3, links=(further(1),)), further(1): threaded})
    post = complete(scrape(web(URL)), fetch=web)
    assert [(comment.id, comment.parent_id) for comment in post.comments] == [
        *(("comment-1", None), ("comment-2", "comment-1"), ("comment-3", None))
    ]


# -- further pages of the text


def test_a_text_in_several_pages_is_put_together(store: Store) -> None:
    """Also where a page links to the next one only; what cannot be had is known to be missing."""

    def part(number: int, *others: int) -> str:
        links = "".join(f'<a class="post-page-numbers" href="{URL}{other}/">{other}</a>' for other in others)
        text = (
            f"Part {number} of a long story about a lighthouse, its keeper, and the boats that came too late to see it."
        )
        return post_html(1, text=text).replace("</p></div>", f'</p><p class="page-links">{links}</p></div>')

    web = Web({URL: part(1, 2, 4), f"{URL}2/": part(2, 3), f"{URL}3/": part(3)})
    post, _ = archive(URL, fetch=web, store=store)
    assert re.findall(r"Part \d", post.content_text) == [f"Part {n}" for n in (1, 1, 2, 2, 3, 3)]
    assert re.findall(r"Part \d", post.content_html) == [f"Part {n}" for n in (1, 1, 2, 2, 3, 3)]
    assert (ids(post), [lead.url for lead in post.leads]) == (["1"], [f"{URL}4/"])
    assert [page.url for page in store.pages(URL)] == [URL, f"{URL}2/", f"{URL}3/"]


# -- lists of comments beside the page

API = "https://blog.example/wp-json/"
REST = f"{API}wp/v2/comments?post=71&per_page=100&order=asc&page="
FEED = f"{URL}feed/"


def wordpress(*numbers: int, count: int | None = None, head: str = "") -> str:
    """A WordPress post that tells of its REST interface and claims `count` comments."""
    links = (
        f'<link rel="https://api.w.org/" href="{API}"><link rel="shortlink" href="https://blog.example/?p=71">{head}'
    )
    heading = f'<h2 class="comments-title">{count} responses</h2>' if count else ""
    html = post_html(*numbers).replace("</head>", f"{links}</head>")
    return html.replace('<div id="comments">', f'<div id="comments">{heading}')


def rest(*numbers: int, parent: int = 0) -> str:
    return json.dumps(
        [
            {
                "id": number,
                "parent": parent if number != parent else 0,
                "author_name": f"Reader {number}",
                "date": f"2010-05-{number:02}T10:00:00",
                "content": {"rendered": f"<p>This is what reader {number} had to say about it.</p>"},
            }
            for number in numbers
        ]
    )


def feed_of(*numbers: int) -> str:
    items = "".join(
        f"<item><title>By: Reader {n}</title><link>{URL}#comment-{n}</link><description>Said.</description></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Comments</title>{items}</channel></rss>'


def test_comments_that_the_page_claims_and_lacks_come_from_its_list(store: Store) -> None:
    web = Web({URL: wordpress(1, 3, count=4), f"{REST}1": rest(1, 2, 3, 4, parent=1)})
    post, saved = archive(URL, fetch=web, store=store)
    assert [(comment.id, comment.parent_id) for comment in post.comments] == [
        *(("comment-1", None), ("comment-2", "comment-1"), ("comment-3", "comment-1"), ("comment-4", "comment-1")),
    ]
    assert (post.leads, saved.new_comments, web.wanted) == ((), 4, {URL: "page", f"{REST}1": "data"})
    assert [page.url for page in store.pages(URL)] == [URL, f"{REST}1"]


def test_what_only_a_list_had_is_not_gone_where_the_list_fails(store: Store) -> None:
    """Without a number of comments the page itself says nothing of those that it lacks."""
    web = Web({URL: wordpress(1, 3), f"{REST}1": rest(1, 2, 3)})
    archive(URL, fetch=web, store=store)
    web.day, web.pages = 2, {URL: wordpress(1, 3)}
    post, saved = archive(URL, fetch=web, store=store)
    assert (ids(post), saved.new_comments) == (["1", "3"], 0)
    assert [row.comment.id for row in store.comments() if row.last_seen is not None] == []
    web.day, web.pages = 3, {URL: wordpress(1, 3), f"{REST}1": rest(1, 3)}
    archive(URL, fetch=web, store=store)
    assert [row.comment.id for row in store.comments() if row.last_seen is not None] == ["comment-2"]


def test_a_list_goes_on_over_its_pages_and_what_answers_the_page_before_is_not_lost() -> None:
    web = Web({URL: wordpress(1, count=3), f"{REST}1": rest(1, 2), f"{REST}2": rest(3, parent=2)})
    web.headers[f"{REST}1"] = {"x-wp-totalpages": "2", "x-wp-total": "3"}
    post = complete(scrape(web(URL)), fetch=web)
    assert [(c.id, c.parent_id) for c in post.comments][1:] == [("comment-2", None), ("comment-3", "comment-2")]
    del web.pages[f"{REST}2"]
    post = complete(scrape(web(URL)), fetch=web)
    assert (ids(post), post.comment_count) == (["1", "2"], 3)
    assert [lead.url for lead in post.leads] == [f"{REST}2"]


def test_a_list_that_repeats_itself_ends() -> None:
    web = Web({URL: wordpress(1, count=9), f"{REST}1": rest(1, 2)})
    web.headers[f"{REST}1"] = {"x-wp-totalpages": "9"}
    web.redirects[f"{REST}2"] = f"{REST}1"
    assert ids(complete(scrape(web(URL)), fetch=web)) == ["1", "2"]
    assert web.asked == [URL, f"{REST}1", f"{REST}2"]


def test_without_the_interface_the_feed_is_asked(store: Store) -> None:
    link = f'<link rel="alternate" type="application/rss+xml" href="{FEED}">'
    web = Web({URL: wordpress(1, count=3, head=link), f"{REST}1": '{"code": "rest_forbidden"}', FEED: feed_of(3, 2)})
    post, _ = archive(URL, fetch=web, store=store)
    assert ids(post) == ["1", "3", "2"]
    assert [lead.kind for lead in post.leads] == ["comments-rest"]
    assert web.asked == [URL, f"{REST}1", FEED]


def test_a_page_that_leaves_nothing_open_is_one_request() -> None:
    answer = comment_html(2, date="2010-05-02T10:00").replace("depth-1", "depth-2")
    page = wordpress(1, count=2).replace("about it.</p></li>", f'about it.</p><ul class="children">{answer}</ul></li>')
    web = Web({URL: page, f"{REST}1": rest(1, 2)})
    assert [lead.kind for lead in complete(scrape(web(URL)), fetch=web).leads] == ["comments-rest"]
    assert web.asked == [URL]


def test_a_service_is_asked_by_the_posts_own_host_only(store: Store) -> None:
    script = '<section id="isso-thread"></section><script data-isso="https://talk.example/" src="embed.js"></script>'
    html = post_html().replace("</body>", f"{script}</body>")
    thread = json.dumps({"replies": [{"id": 1, "text": "Hi", "created": 1464818460.25}], "hidden_replies": 2})
    lead = "https://talk.example/?uri=%2F2010%2F05%2Fhello%2F"
    web = Web({URL: html, lead: thread})
    post, _ = archive(URL, fetch=web, store=store)
    assert ([c.id for c in post.comments], post.comment_count, post.leads) == (["isso-1"], 3, ())
    mirror = Web({"https://mirror.example/hello/": html, lead: thread})
    copy = read(mirror("https://mirror.example/hello/"), fetch=mirror)
    assert (copy.comments, [lead.url for lead in copy.leads]) == ((), [lead])


def test_whoever_wants_no_pages_gets_what_the_page_has() -> None:
    web = Web({URL: post_html(1, links=(further(1),)), further(1): post_html(2)})
    post = complete(scrape(web(URL)), fetch=web, most_pages=0)
    assert (ids(post), [lead.url for lead in post.leads], web.asked) == (["1"], [further(1)], [URL])


def test_an_empty_list_is_no_post(store: Store) -> None:
    with pytest.raises(ScrapeError, match="is a list of comments, and empty"):
        archive(f"{REST}1", fetch=Web({f"{REST}1": "[]"}), store=store)
