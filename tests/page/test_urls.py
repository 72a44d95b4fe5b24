from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.page.urls import absolute, is_home, page_key

BASE = "https://blog.example/2010/05/hello?page=2"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/about", "https://blog.example/about"),
        ("other", "https://blog.example/2010/05/other"),
        ("//cdn.example/a.png", "https://cdn.example/a.png"),
        ("#comment-7", f"{BASE}#comment-7"),
        ("?p=3", "https://blog.example/2010/05/hello?p=3"),
        (" \n http://a.example/x y\n", "http://a.example/x%20y"),
        ("http://a.example/\nb", "http://a.example/b"),
        ("http://a.example/?a=1&amp;b=2", "http://a.example/?a=1&b=2"),
        ("HTTP://A.example/", "http://A.example/"),
        ("http://bücher.example/ü", "http://bücher.example/ü"),
        ("http://[::1]/x", "http://[::1]/x"),
    ],
)
def test_address_is_made_absolute(url: str, expected: str) -> None:
    assert absolute(url, BASE) == expected


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "   ",
            None,
            7,
            ["http://a.example"],
            {"url": 1},
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:a@b.example",
        ),
        *(
            "tel:1",
            "ftp://a.example/x",
            "http://",
            "http:///x",
            "http://[::1",
            "http://a.example:port/",
            "http://a b.example/",
        ),
        *("http://<b>/", "http://" + "a" * 5000),
    ],
)
def test_what_is_no_web_address_is_none(url: object) -> None:
    assert absolute(url, BASE) is None


def test_relative_address_of_a_file_is_none() -> None:
    assert absolute("other.html", "file:///home/me/page.html") is None
    assert absolute("other.html", "") is None


PIECES = st.lists(
    st.sampled_from(["a", "/", "..", ".", "?", "=", "#", ";", "%20", ":", "@", " ", "é", "&", "//"]), max_size=8
)


@given(PIECES.map("".join), st.sampled_from([BASE, "http://other.example/x"]))
def test_an_address_that_is_whole_is_what_joining_it_gives(path: str, base: str) -> None:
    """Most addresses are whole and not taken apart: that must change none of them."""
    url = f"http://a.example/{path}".strip()
    joined = urljoin(base, url)
    assert absolute(url, base) == joined.replace(" ", "%20")


@given(PIECES.map("".join), st.sampled_from([BASE, "http://other.example:81"]))
def test_a_path_is_what_joining_it_gives(path: str, base: str) -> None:
    url = f"/{path}".strip()
    assert url.startswith("//") or absolute(url, base) == urljoin(base, url).replace(" ", "%20")


def test_a_path_on_no_host_leads_nowhere() -> None:
    assert absolute("/about", "file:///pages/x.html") is None


@given(st.text(), st.text())
def test_no_text_raises_and_only_http_comes_out(url: str, base: str) -> None:
    found = absolute(url, base)
    assert found is None or found.lower().startswith(("http://", "https://"))
    page_key(url)
    is_home(url)


def test_page_key_ignores_what_addresses_of_one_page_differ_in() -> None:
    keys = {page_key(url) for url in ("http://www.a.example/x/", "https://a.example/x#top", "https://A.example:443/x")}
    assert keys == {"a.example/x"}
    assert page_key("https://a.example/?p=1") != page_key("https://a.example/?p=2")
    assert page_key("nonsense") == page_key("http://[") == ""


def test_home_is_the_root_without_a_query() -> None:
    assert is_home("https://a.example")
    assert is_home("https://a.example/index.php")
    assert is_home("http://web.archive.org/web/20051011im_/http://a.example/")
    assert not is_home("http://web.archive.org/web/20051011/http://a.example/hello")
    assert not is_home("https://a.example/?p=1")
    assert not is_home("https://a.example/x")
    assert not is_home("nonsense")
