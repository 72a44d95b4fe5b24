"""Markup to build soups from, for the tests of the tree."""

from __future__ import annotations

from bs4.element import PageElement, Tag
from hypothesis import strategies as st

from archiver.page.build import parse

PAGE = """<!doctype html><html lang="en"><head><title>A post</title><link rel="canonical" href="/p"></head><body>
<header><h1 class="Entry-Title big">A <em>post</em></h1></header>
<div id="content" class="hentry"><p>One <a href="/x" rel="tag nofollow">link</a> and <b>two</b> <i>words</i>.</p>
<ul><li>first</li> <li>second</li></ul><img src="a.png" alt="cat"></div>
<ol class="commentlist"><li id="comment-1"><cite>Ann</cite>: <p>Hello</p></li></ol></body></html>"""

WORDS = st.sampled_from(["one", " two ", "\n", " ", "a < b", "ü", "\xa0"])
LEAVES = WORDS | st.sampled_from(
    ["<br>", "<img alt=x>", "<hr>", "<!-- note -->", "<script>x()</script>", "<svg><path/></svg>"]
)
MARKUP = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["p", "div", "b", "span", "ul", "li", "pre", "table", "tr", "td", "a", "h2", "blockquote"]),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=25,
)
"""Markup with any element inside any other, as broken themes have it."""


def body(html: str) -> str:
    """What stands in the body of the page's soup."""
    found = parse(html).body
    assert found is not None
    return found.decode_contents()


def walk(node: Tag) -> list[PageElement]:
    """All nodes below a node in document order, from `contents` alone."""
    found: list[PageElement] = []
    for child in node.contents:
        found.append(child)
        if isinstance(child, Tag):
            found += walk(child)
    return found
