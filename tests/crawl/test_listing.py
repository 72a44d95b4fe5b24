"""Pages that list posts: their links, and the lists that they lead on to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.crawl.found import Reading, Step
from archiver.crawl.judge import HEADLINE
from archiver.crawl.listing import MOST_LINKS, MOST_MONTHS, read_listing
from tests.crawl.blogs import Answer, listing, page

BASE = "https://blog.example"
POSTS = [f"{BASE}/2010/05/hello/", f"{BASE}/2010/04/world/"]


def read(body: str, url: str = f"{BASE}/", task: str = "listing") -> Reading:
    return read_listing(page(url, Answer(body)), Step(task, url))  # type: ignore[arg-type]


def steps(reading: Reading, task: str = "listing") -> list[str]:
    return [step.url.removeprefix(BASE) for step in reading.further if step.task == task]


def test_links_are_found_and_headlines_among_them_told() -> None:
    reading = read_listing(page(f"{BASE}/", listing(POSTS)), Step("listing", f"{BASE}/"))
    hints = {found.url.removeprefix(BASE): found.said.hint for found in reading.found}
    assert hints["/2010/05/hello/"] == hints["/2010/04/world/"] == HEADLINE
    assert hints["/about/"] == hints["/tag/clocks/"] == 0


@pytest.mark.parametrize(
    "link",
    [
        '<h3><a href="/x">x</a></h3>',
        '<a href="/x"><h2>x</h2></a>',
        '<a rel="bookmark" href="/x">x</a>',
        '<p class="post-title"><a href="/x">x</a></p>',
    ],
)
def test_what_a_headline_is(link: str) -> None:
    assert [found.said.hint for found in read(f"<main>{link}</main>").found] == [HEADLINE]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="next" href="/page/2/">',
        '<a rel="next" href="/page/2/">II</a>',
        '<a href="/page/2/">Older posts</a>',
        '<a href="/page/2/">« Older Entries</a>',
        '<a href="/page/2/">Ältere Beiträge →</a>',
        '<a href="/page/2/">Articles plus anciens</a>',
        '<a href="/page/2/">Entradas antiguas</a>',
        '<a href="/page/2/">次のページ</a>',
        '<a href="/page/2/">Следующая</a>',
        '<div class="nav-previous"><a href="/page/2/">…</a></div>',
        '<a class="blog-pager-older-link" href="/page/2/">…</a>',
        '<a href="/page/9/">9</a> <a href="/page/2/">2</a> <a href="/page/3/">3</a>',
    ],
)
def test_the_way_to_older_posts(link: str) -> None:
    assert steps(read(f"<html><body><main>{link}</main>")) == ["/page/2/"]


def test_the_next_number_is_that_after_ones_own() -> None:
    links = "".join(f'<a href="/blog?page={n}">{n}</a>' for n in (1, 2, 3, 4, 5))
    assert steps(read(links, f"{BASE}/blog?page=3")) == ["/blog?page=4"]
    assert steps(read(links, f"{BASE}/other?page=3")) == []


def test_from_post_to_post_is_no_way_through_a_list() -> None:
    assert (
        steps(read('<a rel="next" href="/2010/05/hello/">Next</a> <a href="/2010/05/world/">Previous post</a>')) == []
    )


@pytest.mark.parametrize(
    "link", ["/2010/05/hello/comment-page-2/", "/?p=1&cpage=2", "/feeds/index.rss2", "/wp-login.php"]
)
def test_older_comments_and_feeds_are_no_lists(link: str) -> None:
    assert steps(read(f'<a rel="next" href="{link}">Older</a>')) == []


def test_months_stand_in_links_and_in_drop_downs() -> None:
    body = (
        '<a href="/2010/05/">May</a><a href="/2009/">2009</a><a href="/?m=201004">April</a><a href="/2010/05/04/">a day</a>'
        f'<a href="/2008_05_01_archive.html">old Blogger</a><select><option value="{BASE}/2007/03/">March</option></select>'
    )
    wanted = ["/2010/05/", "/2009/", "/?m=201004", "/2008_05_01_archive.html", "/2007/03/"]
    assert steps(read(body), "month") == wanted
    many = (
        "".join(f'<a href="/20{n // 12:02}/{n % 12 + 1:02}/">m</a>' for n in range(MOST_MONTHS))
        + "<a href='/1999/01/'>m</a>" * 9
    )
    assert len(steps(read(many), "month")) <= MOST_MONTHS


def test_a_month_of_many_pages_stays_a_month() -> None:
    reading = read('<a href="/2010/05/page/2/">Older posts</a>', f"{BASE}/2010/05/", "month")
    assert steps(reading, "month") == ["/2010/05/page/2/"]


def test_archives_are_lists_by_their_names() -> None:
    names = ["/archives/", "/archive.html", "/blog/", "/posts/", "/notes/sitemap", "/about/", "/archives/?x=1"]
    assert steps(read("".join(f'<a href="{name}">x</a>' for name in names))) == names[:5]


def test_a_page_of_links_without_end_is_read_to_the_limit_and_told() -> None:
    reading = read("".join(f'<a href="/2010/05/p{n}/">x</a>' for n in range(MOST_LINKS + 1)))
    assert len(reading.found) == MOST_LINKS
    assert reading.trouble == f"has more than {MOST_LINKS:,} links"


def test_what_is_no_web_address_is_no_link() -> None:
    assert (
        read('<a href="javascript:x()">x</a><a href="mailto:a@b.example">x</a><a href="http://[">x</a><a>x</a>').found
        == ()
    )


@given(st.text(max_size=200))
def test_nothing_raises(text: str) -> None:
    read(f'<a href="{text}">older posts</a><option value="http://{text}">{text}')
