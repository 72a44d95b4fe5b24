from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver import archive as module
from archiver.archive import _merge, archive, complete, read, scrape
from archiver.errors import FetchError, ScrapeError, StoreError
from archiver.records import Comment, Lead, Page, Post
from archiver.store import Store
from tests.fixtures import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

URL = "https://blog.example/2010/05/hello/"
TEXT = "Once there was a post that was long enough to be taken for one, and then it was archived with its comments."


def comment_html(number: int, *, date: str | None = None) -> str:
    when = f'<a href="#comment-{number}"><time datetime="{date}">{date}</time></a>' if date else ""
    return f"""<li class="comment depth-1" id="comment-{number}"><div class="comment-author vcard">
<cite class="fn">Reader {number}</cite> <span class="says">says:</span></div><div class="comment-meta commentmetadata">{when}</div>
<p>This is what reader {number} had to say about it.</p></li>"""


def post_html(*numbers: int, text: str = TEXT, links: tuple[str, ...] = (), dated: bool = True) -> str:
    """A WordPress post with these comments, written on the days of their numbers, and links to more of them."""
    comments = "".join(
        comment_html(number, date=f"2010-05-{number:02}T10:00:00" if dated else None) for number in numbers
    )
    ways = "".join(f'<a href="{link}">more comments</a>' for link in links)
    return f"""<!doctype html><html lang="en"><head><title>Hello</title><link rel="canonical" href="{URL}">
<meta name="generator" content="WordPress 6.4"></head><body><article class="hentry"><h1 class="entry-title">Hello</h1>
<div class="entry-content"><p>{text}</p><p>{text}</p></div></article><div id="comments">
<ol class="commentlist">{comments}</ol><div class="navigation">{ways}</div></div></body></html>"""


def further(number: int) -> str:
    """The URL of a further page of comments."""
    return f"{URL}comment-page-{number}/"


class Web:
    """Pages by URL, and what was asked for; a page of `None` cannot be fetched."""

    def __init__(self, pages: dict[str, str | None], redirects: dict[str, str] | None = None) -> None:
        self.pages = pages
        self.redirects = redirects or {}
        self.asked: list[str] = []
        self.day = 1

    def __call__(self, url: str) -> Page:
        self.asked.append(url)
        final_url = self.redirects.get(url, url)
        body = self.pages.get(final_url)
        if body is None:
            raise FetchError(f"{url}: is gone")
        fetched_at = f"2020-05-{self.day:02}T10:00:00Z"
        return Page(url, final_url, 200, {"content-type": "text/html; charset=utf-8"}, body.encode(), fetched_at)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "blogs.db") as opened:
        yield opened


def ids(post: Post | None) -> list[str]:
    assert post is not None
    return [comment.id.removeprefix("comment-") for comment in post.comments]


# -- one page


def test_a_page_is_added_then_unchanged_then_updated(store: Store) -> None:
    web = Web({URL: post_html(1, 2)})
    post, saved = archive(URL, fetch=web, store=store)
    assert (saved.outcome, saved.new_comments) == ("added", 2)
    assert store.get(URL) == post
    web.day = 2
    assert archive(URL, fetch=web, store=store)[1].outcome == "unchanged"
    web.day, web.pages[URL] = 3, post_html(1, 2, 3)
    assert archive(URL, fetch=web, store=store)[1].new_comments == 1
    web.day, web.pages[URL] = 4, post_html(1, 2, 3, text=TEXT.replace("archived", "kept"))
    post, saved = archive(URL, fetch=web, store=store)
    assert saved.outcome == "updated"
    assert "then it was kept with" in post.content_text
    assert store.get(URL) == post
    assert [page.body.decode() for page in store.pages(URL)] == [*(post_html(1, 2), post_html(1, 2, 3), web.pages[URL])]


def test_a_page_without_a_post_is_kept_and_raises(store: Store) -> None:
    web = Web({URL: "<p></p>"})
    with pytest.raises(ScrapeError, match="no post on this page"):
        archive(URL, fetch=web, store=store)
    assert [page.body for page in store.pages()] == [b"<p></p>"]
    assert list(store.posts()) == []


def test_an_error_page_is_kept_and_the_post_stays(store: Store) -> None:
    web = Web({URL: post_html(1, 2)})
    archive(URL, fetch=web, store=store)
    before = store.get(URL)

    def gone(url: str) -> Page:
        error = FetchError(f"{url}: HTTP 410 Gone")
        error.page = Page(url, url, 410, {}, b"Gone", "2020-05-02T10:00:00Z")
        raise error

    stays = "; the archived post stays as it is"
    with pytest.raises(FetchError) as failed:
        archive(URL, fetch=gone, store=store)
    assert str(failed.value) == f"{URL}: HTTP 410 Gone{stays}"
    with pytest.raises(FetchError, match=r"other: HTTP 410 Gone$"):
        archive("https://blog.example/other", fetch=gone, store=store)
    web.pages[URL] = "<p></p>"
    with pytest.raises(ScrapeError) as unread:
        archive(URL, fetch=web, store=store)
    assert str(unread.value) == f"{URL}: no post on this page{stays}"
    assert store.get(URL) == before
    assert [page.status for page in store.pages(URL)] == [200, 410, 200]
    assert len(list(store.pages())) == 4


def test_worse_is_taken_only_by_force(store: Store) -> None:
    web = Web({URL: post_html(1, 2)})
    archive(URL, fetch=web, store=store)
    web.pages[URL] = post_html()
    _, saved = archive(URL, fetch=web, store=store)
    assert (saved.outcome, saved.reason) == ("kept", "all of its 2 comments are gone")
    assert archive(URL, fetch=web, store=store, force=True)[1].outcome == "updated"


def test_a_page_that_cannot_be_fetched_leaves_the_archive_alone(store: Store) -> None:
    with pytest.raises(FetchError, match="is gone"):
        archive(URL, fetch=Web({}), store=store)
    assert list(store.pages()) == []


def test_an_archive_that_is_closed_raises(tmp_path: Path) -> None:
    with Store(tmp_path / "blogs.db") as store:
        pass
    with pytest.raises(StoreError):
        archive(URL, fetch=Web({URL: post_html(1)}), store=store)


def test_every_page_is_read_by_the_scrape_that_is_given(store: Store) -> None:
    reading: list[str] = []

    def reader(page: Page) -> Post:
        reading.append(page.url)
        return scrape(page)

    web = Web({URL: post_html(1, links=(further(2),)), further(2): post_html(2)})
    assert ids(archive(URL, fetch=web, store=store, scrape=reader)[0]) == ["1", "2"]
    assert reading == web.asked == [URL, further(2)]


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


def test_leads_of_other_kinds_are_kept_and_not_followed() -> None:
    leads = (Lead("comments-page", further(1)), Lead("comments-feed", f"{URL}feed/"), Lead("comments-rest", f"{URL}x"))
    web = Web({further(1): post_html(1)})
    post = complete(Post(URL, comments=(Comment("comment-2", published="2010-05-02"),), leads=leads), fetch=web)
    assert (ids(post), post.leads, web.asked) == (["1", "2"], leads[1:], [further(1)])


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


def test_not_more_pages_are_followed_than_a_post_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """A calendar of a comment page, which links to the next one for ever."""
    monkeypatch.setattr(module, "_MOST_PAGES", 5)
    pages: dict[str, str | None] = {
        further(n): post_html(n + 1, links=(further(n + 1), further(n + 2))) for n in range(1, 20)
    }
    web = Web({URL: post_html(1, links=(further(1),)), **pages})
    post = complete(scrape(web(URL)), fetch=web)
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


# -- merging


def thread(*numbers: int, dated: bool = True) -> tuple[Comment, ...]:
    return tuple(Comment(str(n), published=f"2010-05-{n + 1:02}" if dated else None) for n in numbers)


def merged(threads: dict[str, tuple[Comment, ...]]) -> list[int]:
    return [int(comment.id) for comment in _merge(threads)]


@pytest.mark.parametrize(
    "url", ["{}comment-page-{}", "{}?cpage={}", "{}?a=b&cpage={}", "{}?commentPage={}", "{}?comments_page={}"]
)
def test_without_dates_the_numbers_of_the_pages_decide(url: str) -> None:
    pages = {number: url.format(URL, number) for number in (2, 3, 10)}
    threads = {URL: thread(0, dated=False), **{pages[n]: thread(n, dated=False) for n in (10, 2, 3)}}
    assert merged(threads) == [0, 2, 3, 10]
    threads[url.format(URL, 1)] = thread(1, dated=False)
    assert merged(threads) == [1, 2, 3, 10, 0]


def test_a_page_without_comments_changes_nothing() -> None:
    assert merged({URL: thread(1), further(1): ()}) == [1]
    assert merged({URL: (), further(1): ()}) == []
    assert merged({URL: ()}) == []


def test_one_page_without_dates_leaves_it_to_the_numbers() -> None:
    assert merged({URL: thread(9), further(2): thread(2, dated=False), further(1): thread(20)}) == [20, 2, 9]


def test_of_dates_those_of_replies_do_not_count() -> None:
    late = Comment("3", parent_id="1", published="2010-05-30")
    assert merged({URL: thread(5, 6), further(1): (*thread(1), late, *thread(2))}) == [1, 3, 2, 5, 6]


@settings(deadline=None)
@given(st.integers(1, 20), st.integers(1, 5), st.booleans(), st.booleans(), st.booleans(), st.randoms())
def test_pages_in_any_order_give_the_whole_thread(
    count: int, size: int, newest_first: bool, last_shown: bool, dated: bool, random: Random
) -> None:
    """Cut into pages, of which the post shows the first or the last, and fetched in any order."""
    whole = list(range(count))
    pages = [whole[start : start + size] for start in range(0, count, size)]
    if newest_first and dated and size > 1 and count > 1:
        pages = [page[::-1] for page in pages]
        whole = whole[::-1]
    elif newest_first:
        return  # nothing shows it
    numbered = [(further(number), thread(*page, dated=dated)) for number, page in enumerate(pages, 1)]
    shown = numbered[-1 if last_shown else 0][1]
    random.shuffle(numbered)
    assert merged({URL: shown, **dict(numbered)}) == whole


# -- scrape


def test_scrape_takes_bytes_text_and_pages() -> None:
    html = post_html(1, 2)
    page = Web({URL: html})(URL)
    assert scrape(html, url=URL) == scrape(html.encode(), url=URL) == scrape(page)
    assert scrape(html).url == URL
    assert scrape(html.replace("canonical", "nothing"), url="https://b.example/x#y").url == "https://b.example/x"


def test_scrape_raises_where_there_is_no_post() -> None:
    with pytest.raises(ScrapeError, match=r"^https://blog.example/2010/05/hello/: no post on this page$"):
        scrape("<p></p>", url=URL)
    with pytest.raises(ScrapeError):
        scrape(b"")


def test_scrape_reads_text_that_no_encoding_can_hold() -> None:
    assert "long enough" in scrape(post_html(1, text=f"\ud800{TEXT}"), url=URL).content_text


def test_the_shipped_page_with_several_comment_pages_leads_to_them(store: Store) -> None:
    """The way of a real page: its leads are asked for, and kept when they are gone."""
    path = FOLDER / "wordpress" / "paged-comments.html"
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    url = expected["page_url"]
    web = Web({url: path.read_text("utf-8")})
    post, saved = archive(url, fetch=web, store=store)
    pages = [lead["url"] for lead in expected["post"]["leads"] if lead["kind"] == "comments-page"]
    assert sorted(web.asked) == sorted([url, *pages])
    assert [lead.url for lead in post.leads if lead.kind == "comments-page"] == pages != []
    assert (saved.outcome, saved.new_comments) == ("added", len(expected["post"]["comments"]))
