"""Which URLs are asked for, and how they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.errors import FetchError
from archiver.fetch import address
from archiver.records import Page
from tests.fetch.loopback import Loopback, local, reply


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "is not an http URL"),
        ("example.org/post", "is not an http URL"),
        ("//example.org/post", "is not an http URL"),
        ("file:///etc/passwd", "file: is not fetched, only http and https"),
        ("FTP://example.org/x", "ftp: is not fetched, only http and https"),
        ("javascript:alert(1)", "javascript: is not fetched, only http and https"),
        ("http:", "it names no host"),
        ("http:///path", "it names no host"),
        ("http://:80/", "it names no host"),
        ("http://user@/", "it names no host"),
        ("http://[", "is not a valid URL"),
        ("http://[::1", "is not a valid URL"),
        ("http://[zz]/", "is not a valid URL"),
        ("http://x:port/", "is not a valid URL"),
        ("http://x:99999/", "is not a valid URL"),
        ("http://x:0/", "there is no port 0"),
        ("http://*.example/", "is not a valid URL"),
        ("http://exa mple.org/", "is not a valid URL"),
        ("http://-\u00e9\u0301..example/", "is not a valid URL"),
        ("http://xn--\u00e9.example/", "is not a valid URL"),
        ("http://\u2488.example/", "is not a valid URL"),
        (f"http://{'a' * 64}.example/", "is not a valid URL"),
        ("http://{/", "its host is none that there can be"),
        ("http://[fe80::1%25eth0]/", "is not a valid URL"),
        ("http://a..example/", "is not a valid URL"),
        ("http://x/\ud800", "it holds control characters"),
        ("http://x/\r\nHost: y", "it holds control characters"),
        ("http://x/\0", "it holds control characters"),
        (f"http://x/{'a' * 8000}", "is longer than 8000 characters"),
    ],
)
def test_a_url_that_cannot_be_fetched_is_one_line(url: str, words: str) -> None:
    """None of these gets as far as a name server."""
    with pytest.raises(FetchError) as caught, local(retries=0) as fetch:
        fetch(url)
    text = str(caught.value)
    assert words in text
    assert text.startswith(f"{address.shown(url)}: ")
    assert text.isprintable()
    assert len(text) < 400


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://bücher.example/ß?q=ü#ä", "http://xn--bcher-kva.example/%C3%9F?q=%C3%BC"),
        ("  HTTP://Blog.Example/a b ", "http://blog.example/a%20b"),
        ("http://blog.example/\u00a0\U0001fae9%41", "http://blog.example/%C2%A0%F0%9F%AB%A9A"),
        ("http://blog.example?p=1", "http://blog.example/?p=1"),
    ],
)
def test_urls_as_people_write_them_are_asked_for_as_http_has_them(url: str, asked: str) -> None:
    with Loopback() as proxy, local(proxy=proxy.url) as fetch:
        page = fetch(url)
        assert proxy.requests[0].target == asked
    assert (page.url, page.final_url) == (url, asked)


def test_no_url_is_too_hostile() -> None:
    """Whatever stands after the scheme: a page or one line. A proxy takes the place of name servers."""
    with Loopback(reply()) as proxy, local(proxy=proxy.url, retries=0, timeout=2) as fetch:

        @settings(max_examples=150, deadline=None)
        @given(st.sampled_from(["http://", "HTTP://a", "http://[", "http://a@", "http://a/?"]), st.text(max_size=40))
        def check(start: str, rest: str) -> None:
            try:
                assert isinstance(fetch(start + rest), Page)
            except FetchError as exc:
                assert str(exc).isprintable()  # noqa: PT017

        check()


def test_a_shown_url_has_no_password_no_line_break_and_an_end() -> None:
    assert address.shown("https://me:pa@ss@example.org/@x?u=a@b") == "https://example.org/@x?u=a@b"
    assert address.shown("http://x/\n\ud800") == "http://x/��"
    assert address.shown("http://x/" + "a" * 500) == "http://x/" + "a" * 191 + "…"
