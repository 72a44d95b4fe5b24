"""Which URLs are posts: a table of cases, each with what is known of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.crawl.address import Blog
from archiver.crawl.judge import (
    HEADLINE,
    IN_FEED,
    NAMED_OTHERWISE,
    NAMED_POSTS,
    Learnt,
    Said,
    by_shape,
    reason_against,
    shape,
)

ROOT = "https://blog.example"
BLOG = Blog(f"{ROOT}/", f"{ROOT}/")
SITEMAP = Said(sitemap=True)
LINK = Said(listing=True)
NOTHING = Learnt()


def learnt(*urls: str, all_in_rest: bool = False) -> Learnt:
    found = Learnt(all_in_rest)
    found.learn(ROOT + url for url in urls)
    return found


@pytest.mark.parametrize(
    "path",
    [
        "/2010/05/04/hello/",
        "/2010/05/hello-world.html",
        "/2010/may/hello",
        "/blog/2010/05/04/hello",
        "/2010/hello-world/",
        "/blog/my-new-bike/",
        "/posts/hello-world/",
        "/articles/42",
        "/node/123",
        "/archives/123",
        "/archives/2010/05/hello.html",
        "/entry/2010-05-04-hello",
        "/?p=123",
        "/index.php?id=7",
        "/weblog/article.php?story=2005",
        "/how-i-mended-the-clock.html",
        "/2010-05-04-hello.html",
        "/p/the-new-mill",
        "/%E6%89%8B%E5%B8%B3/2020/04/%E3%83%91%E3%83%B3",
    ],
)
def test_these_are_posts_by_their_shape_alone(path: str) -> None:
    assert reason_against(ROOT + path, SITEMAP, NOTHING, BLOG) is None
    assert reason_against(ROOT + path, LINK, NOTHING, BLOG) is None


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/2010/",
        "/2010/05/",
        "/2010/05/04/",
        "/2010/may/",
        "/?m=201005",
        "/2010_05_01_archive.html",
        "/page/2/",
        "/blog/page/17",
        "/?paged=3",
        "/2010/05/hello/comment-page-2/",
        "/2010/05/hello/?cpage=2",
        "/2010/05/hello/feed/",
        "/2010/05/hello/trackback/",
        "/2010/05/hello/attachment/photo/",
        "/feed/",
        "/comments/feed/",
        "/feed.xml",
        "/atom.xml",
        "/tag/clocks/",
        "/tags/clocks/page/2",
        "/category/my-new-bike/",
        "/blog/category/2010/05/a-b-c/",
        "/kategorie/uhren/",
        "/author/ann-of-the-tower/",
        "/search/label/clocks",
        "/?s=clocks",
        "/?cat=3",
        "/?author=1",
        "/?page_id=2",
        "/wp-content/uploads/2010/05/a-nice-photo.jpg",
        "/2010/05/hello/photo-of-me.JPG",
        "/wp-login.php?redirect_to=x",
        "/about/",
        "/about-me.html",
        "/p/my-long-bike-tour.html",
        "/impressum/",
        "/privacy-policy/",
        "/contact",
        "/archive.html",
        "/blog/",
        "/shop/a-very-nice-mug/",
        "/calendar?month=5&year=2031",
        "/things?sort=price&filter=red",
        "/hello",
    ],
)
def test_these_are_none_by_their_shape_alone(path: str) -> None:
    assert reason_against(ROOT + path, SITEMAP, NOTHING, BLOG)
    assert reason_against(ROOT + path, LINK, NOTHING, BLOG)


@pytest.mark.parametrize(
    ("path", "said", "known", "wanted"),
    [
        ("/hello", Said(rest=True), NOTHING, True),
        ("/about/", Said(rest=True), NOTHING, True),
        ("/hello", Said(feed=True), NOTHING, True),
        ("/tag/hello", Said(feed=True), NOTHING, False),
        ("/hello", Said(sitemap=True, hint=NAMED_POSTS), NOTHING, True),
        ("/about/", Said(sitemap=True, hint=NAMED_POSTS), NOTHING, False),
        ("/2010/05/hello/", Said(sitemap=True, hint=NAMED_OTHERWISE), NOTHING, False),
        ("/my-new-bike/", Said(sitemap=True, hint=NAMED_OTHERWISE), NOTHING, False),
        ("/hello", Said(listing=True, hint=HEADLINE), NOTHING, True),
        ("/about/", Said(listing=True, hint=HEADLINE), NOTHING, False),
        # flat permalinks, learnt from a feed
        ("/mending-the-clock/", SITEMAP, learnt("/a/", "/b/", "/c/"), True),
        ("/clock/", SITEMAP, learnt("/a/", "/b/", "/c/"), False),
        # a folder, learnt from a feed
        ("/kitchen/bread", SITEMAP, learnt("/kitchen/a", "/kitchen/b", "/kitchen/c"), True),
        ("/team/bread", SITEMAP, learnt("/kitchen/a", "/kitchen/b", "/kitchen/c"), False),
        # all posts are known: what is not among them is none
        ("/2010/05/hello/", SITEMAP, learnt("/2011/05/a", "/2011/06/b", "/2012/01/c", all_in_rest=True), True),
        ("/our-old-team/", SITEMAP, learnt("/a-b-c/", "/b-c-d/", "/c-d-e/", all_in_rest=True), False),
    ],
)
def test_what_the_sources_say_counts(path: str, said: Said, known: Learnt, wanted: bool) -> None:
    assert (reason_against(ROOT + path, said, known, BLOG) is None) is wanted


def test_what_is_elsewhere_is_never_a_post() -> None:
    assert reason_against("https://other.example/2010/05/hello/", Said(rest=True, feed=True), NOTHING, BLOG)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/2010/05/hello/", "Y/D/slug"),
        ("/2010/5/4/hello.html", "Y/D/D/slug.html"),
        ("/blog/hello", "blog/slug"),
        ("/archives/1234.php", "archives/N.php"),
        ("/?p=7", "?p"),
        ("/hello/", "slug"),
        ("/", ""),
    ],
)
def test_a_shape_has_no_more_what_differs_from_post_to_post(path: str, wanted: str) -> None:
    assert shape(ROOT + path) == wanted


def test_made_up_shapes_do_not_fill_the_memory() -> None:
    known = learnt(*(f"/f{number}/x" for number in range(2000)), *["/2010/05/a"] * 3)
    assert len(known.shapes) <= 500


def test_a_feed_outweighs_a_shape_that_says_nothing() -> None:
    assert by_shape(f"{ROOT}/hello")[0] + IN_FEED >= 3


@given(st.text(max_size=120))
def test_no_url_raises(text: str) -> None:
    for url in (text, f"{ROOT}/{text}", f"{ROOT}/?{text}"):
        reason_against(url, SITEMAP, NOTHING, BLOG)
        shape(url)
