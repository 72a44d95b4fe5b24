"""The same post under several URLs is one; what is elsewhere is not the blog's."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archiver.crawl.address import Blog, clean, key

POST = "https://blog.example/2010/05/hello/"


@pytest.mark.parametrize(
    "url",
    [
        POST,
        "http://blog.example/2010/05/hello/",
        "https://www.blog.example/2010/05/hello",
        "https://BLOG.example:443/2010/05/hello/index.html",
        "http://blog.example:80/2010/05/hello/#comment-7",
        f"{POST}?utm_source=feed&utm_medium=rss&fbclid=x",
        f"{POST}?replytocom=12#respond",
        f"{POST}?PHPSESSID=0123456789abcdef",
        f"{POST}?share=twitter&nb=1",
        f"{POST}?m=1",
        "https://blog.example/2010/05/hello;jsessionid=A1B2",
        " https://blog.example/2010/05/../05/hello/ ",
    ],
)
def test_the_same_post_under_several_urls_is_one(url: str) -> None:
    assert key(url) == key(POST) == "blog.example/2010/05/hello"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (POST, "https://blog.example/2010/05/hello-2/"),
        ("https://blog.example/?p=1", "https://blog.example/?p=2"),
        (POST, "https://other.example/2010/05/hello/"),
        (POST, "https://blog.example:8080/2010/05/hello/"),
        ("https://blog.example/?m=201005", "https://blog.example/"),
        ("https://blog.example/Hello", "https://blog.example/hello"),
    ],
)
def test_different_posts_stay_two(one: str, two: str) -> None:
    assert key(one) != key(two)


def test_percent_signs_and_the_order_of_a_query_make_no_difference() -> None:
    assert key("https://x.example/%e6%97%a5") == key("https://x.example/日") == key("https://x.example/%E6%97%A5/")
    assert key("https://x.example/?a=1&b=2") == key("https://x.example/?b=2&a=1")


def test_blogger_shows_a_blog_under_the_domains_of_many_countries() -> None:
    assert len({key(f"http://x.blogspot.{tld}/2010/05/a.html") for tld in ("com", "de", "co.uk", "com.au", "in")}) == 1


@pytest.mark.parametrize(
    "url", ["", "mailto:a@b.example", "ftp://x.example/", "http://", "http://[", "javascript:1", "//x"]
)
def test_what_is_no_web_address_has_no_key(url: str) -> None:
    assert (clean(url), key(url)) == ("", "")
    assert not Blog(POST, POST).holds(url)


def test_the_url_to_fetch_keeps_what_matters() -> None:
    assert clean("https://www.Blog.example/a/?p=1&utm_source=x#top") == "https://www.blog.example/a/?p=1"
    assert clean("http://x.example") == "http://x.example/"
    assert clean("http://x.example/a?just-words") == "http://x.example/a?just-words"
    assert clean("http://me:secret@x.example/") == ""


def test_a_blog_is_one_host_below_the_path_that_was_named() -> None:
    blog = Blog("https://host.example/blog/", "https://host.example/blog/")
    assert blog.holds("http://www.host.example/blog/2010/hello")
    assert blog.holds("https://host.example/blog")
    assert blog.holds("https://host.example/blog?p=3")
    assert not blog.holds("https://host.example/blogs/hello")
    assert not blog.holds("https://host.example/shop/")
    assert not blog.holds("https://sub.host.example/blog/hello")
    assert Blog("https://host.example/blog/index.html", "").holds("https://host.example/blog/hello")
    assert blog.is_home("http://host.example/blog/index.php")
    assert not blog.is_home("http://host.example/blog/hello")


def test_a_blog_that_moved_to_another_host_is_the_one_there() -> None:
    blog = Blog("http://old.example/", "https://new.example/blog/")
    assert blog.holds("https://new.example/blog/hello")
    assert blog.holds("http://old.example/hello")
    assert not blog.holds("https://new.example/shop")
    wide = Blog("http://x.example/", "https://www.x.example/en/")
    assert wide.holds("https://x.example/2010/hello")


def test_a_post_is_fetched_by_the_name_of_the_host_that_the_first_page_has() -> None:
    blog = Blog("http://blog.example/", "https://www.blog.example/")
    assert blog.as_home("http://blog.example/2010/a?b=1") == "https://www.blog.example/2010/a?b=1"
    assert blog.as_home("https://www.blog.example/a") == "https://www.blog.example/a"
    assert blog.as_home("http://blog.example:8080/a") == "http://blog.example:8080/a"
    assert blog.as_home("http://other.example/a") == "http://other.example/a"


@given(st.text(max_size=200) | st.text(max_size=60).map("https://x.example/".__add__))
@example("HTTP://0/ #")
@example("http://x.example/? #")
@example("http://x.example/a ;jsessionid=1?")
def test_no_address_raises_and_cleaning_twice_changes_nothing(url: str) -> None:
    assert clean(clean(url)) == clean(url)
    assert key(clean(url)) == key(url)
    assert isinstance(Blog(POST, POST).holds(url), bool)
