from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from archiver.archive import archive, scrape
from archiver.errors import FetchError, ScrapeError, StoreError
from archiver.records import Page
from archiver.store import Store
from tests.fixtures import FOLDER
from tests.web import TEXT, URL, Web, further, ids, post_html

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.completion import Want
    from archiver.records import Post


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

    def gone(url: str, *, want: Want = "page") -> Page:
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


def test_what_a_server_says_in_place_of_further_comments_is_kept_too(store: Store) -> None:
    web = Web({URL: post_html(3, links=(further(1), further(2))), further(2): post_html(2)})

    def fetch(url: str, *, want: str = "page") -> Page:
        if url != further(1):
            return web(url)
        error = FetchError(f"{url}: HTTP 404 Not Found")
        error.page = Page(url, url, 404, {}, b"Not here", "2020-05-01T10:00:00Z")
        raise error

    post, _ = archive(URL, fetch=fetch, store=store)
    assert [lead.url for lead in post.leads] == [further(1)]
    assert sorted((page.url, page.status) for page in store.pages(URL)) == [
        *((URL, 200), (further(1), 404), (further(2), 200))
    ]
    assert store.history(URL) == []


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
    with pytest.raises(ScrapeError, match=r"^http://\[: is not a valid URL: "):
        scrape(post_html(1), url="http://[")


def test_scrape_reads_text_that_no_encoding_can_hold() -> None:
    assert "long enough" in scrape(post_html(1, text=f"\ud800{TEXT}"), url=URL).content_text


def test_the_shipped_page_with_several_comment_pages_leads_to_them(store: Store) -> None:
    """The way of a real page: its leads are asked for, and kept when they are gone."""
    path = FOLDER / "wordpress" / "paged-comments.html"
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    url = expected["page_url"]
    web = Web({url: path.read_text("utf-8")})
    post, saved = archive(url, fetch=web, store=store)
    leads = [lead["url"] for lead in expected["post"]["leads"]]
    assert sorted(web.asked) == sorted([url, *leads])
    assert [lead.url for lead in post.leads] == leads != []
    assert (saved.outcome, saved.new_comments) == ("added", len(expected["post"]["comments"]))
