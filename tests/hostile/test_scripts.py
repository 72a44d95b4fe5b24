"""``content_html`` never carries script: payloads in posts and comments, read back as a browser would read them."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.hostile.rendering import PAYLOADS, scraped

pytestmark = pytest.mark.unmeasured

ELEMENTS = frozenset(
    [
        "p",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "q",
        "cite",
        "pre",
        "code",
        "kbd",
        "samp",
        "var",
        "em",
        "strong",
        "b",
        "i",
        "u",
        "s",
        "del",
        "ins",
        "sub",
        "sup",
        "small",
        "mark",
        "abbr",
        "dfn",
        "time",
        "a",
        "img",
        "figure",
        "figcaption",
        "picture",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "div",
        "section",
        "details",
        "summary",
        "audio",
        "video",
        "source",
    ]
)
ATTRIBUTES = frozenset(
    [
        "href",
        "src",
        "cite",
        "title",
        "alt",
        "width",
        "height",
        "value",
        "start",
        "type",
        "colspan",
        "rowspan",
        "datetime",
    ]
)
ADDRESSES = ("href", "src", "cite")


def assert_without_script(html: str) -> None:
    """Nothing but elements and attributes that are known to be harmless, no address but of the web or a mailbox; and so
    after it was read and written twice more."""
    for _ in range(3):
        body = LexborHTMLParser(f"<!doctype html><body>{html}").body
        assert body is not None
        for element in body.traverse(include_text=False):
            assert element.tag in ELEMENTS or element.tag == "body", html
            for name, value in element.attributes.items():
                assert name in ATTRIBUTES, html
                assert name not in ADDRESSES or urlsplit(value or "").scheme in ("http", "https", "mailto"), html
        html = (body.html or "").removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_script_survives_in_a_post_or_a_comment(payload: str) -> None:
    fragments = scraped(payload)
    assert any(fragments), "nothing was read, so nothing is shown"
    for fragment in fragments:
        assert_without_script(fragment)


def test_payloads_stand_in_pages_whose_comments_are_read() -> None:
    """Some payloads break the page around them, but most leave the post and both comments to be looked at."""
    whole = [payload for payload in PAYLOADS if len(scraped(payload)) == 3]
    assert len(whole) > 0.8 * len(PAYLOADS)
    assert len(PAYLOADS) > 170


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p onclick=x>",
        "<a href=javascript:x>",
        "<img src=data:,x>",
        "<p style=x>",
        "<img srcset=x>",
        "<svg></svg>",
        "<a href=' javascript:x'>",
        "<iframe src=/x>",
    ],
)
def test_the_check_sees_script(html: str) -> None:
    with pytest.raises(AssertionError):
        assert_without_script(html)
