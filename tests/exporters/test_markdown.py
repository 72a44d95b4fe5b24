"""Markdown: readable, and text stays text."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archiver.exporters.markdown import MAX_QUOTES, to_markdown, write_posts
from archiver.records import Author, Comment, Post, Site
from tests.strategies import posts


def export(*records: Post) -> str:
    out = io.StringIO()
    write_posts(records, out)
    return out.getvalue()


def test_a_post_with_its_thread() -> None:
    post = Post(
        url="https://example.org/hello",
        title="Hello *world*",
        site=Site(name="My: blog"),
        authors=(Author("Ann"),),
        published="2010-05",
        tags=("a", "b"),
        content_html='<p>See <a href="https://example.org/x">this</a>.</p><hr><ul><li>one</li><li>two</li></ul>',
        comments=(
            Comment("c1", None, author=Author("Josh"), published="2010-05-04", content_html="<p>First</p><p>More</p>"),
            Comment("c2", None, kind="pingback", url="https://example.org/hello#c2", content_text="Elsewhere"),
            Comment("c3", "c1", published_text="3 years ago"),
        ),
    )
    assert export(post) == (
        "---\n"
        'title: "Hello *world*"\n'
        'url: "https://example.org/hello"\n'
        'authors: ["Ann"]\n'
        'published: "2010-05"\n'
        'tags: ["a", "b"]\n'
        'site: "My: blog"\n'
        "---\n\n"
        "# Hello \\*world\\*\n\n"
        "See [this](https://example.org/x).\n\n"
        "* * *\n\n"
        "- one\n- two\n\n"
        "## Comments (3)\n\n"
        "> **Josh** · 2010-05-04\n>\n> First\n>\n> More\n\n"
        "> > **anonymous** · 3 years ago\n\n"
        "> **anonymous** · pingback · [link](https://example.org/hello#c2)\n>\n> Elsewhere\n"
    )


def test_posts_follow_one_another_with_a_front_matter_each() -> None:
    text = export(Post(url="https://example.org/1"), Post(url="https://example.org/2"))
    assert text == (
        '---\nurl: "https://example.org/1"\n---\n\n# https://example.org/1\n\n'
        '---\nurl: "https://example.org/2"\n---\n\n# https://example.org/2\n'
    )


@given(st.lists(posts, max_size=2))
@pytest.mark.unmeasured
def test_only_front_matter_stands_between_lines_of_three_dashes_and_its_values_are_json(records: list[Post]) -> None:
    text = export(*records)
    parts = re.split(r"^---$", text, flags=re.MULTILINE)
    assert len(parts) == 1 + 2 * len(records)
    for matter, post in zip(parts[1::2], records, strict=True):
        values = dict(line.split(": ", 1) for line in matter.strip("\n").split("\n"))
        assert json.loads(values["url"]) == post.url
        assert json.loads(values.get("title", "null")) == post.title
        assert not re.search("[\x00-\x08\x7f-\x9f\u2028\u2029\ufeff]", matter)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", r"\<script\>alert(1)\</script\>"),
        ("<p>[x](javascript:1)</p>", r"\[x\](javascript:1)"),
        ("<p># no heading</p><p>1. no list</p><p>- no list</p>", "\\# no heading\n\n1\\. no list\n\n\\- no list"),
        ("<p>---</p>", r"\---"),
        ('<a href="https://e.org/a) (b<c">x</a>', "[x](https://e.org/a%29%20%28b%3Cc)"),
        ('<img src="https://e.org/a b.png" alt="](x) ![">', r"![\](x) !\[](https://e.org/a%20b.png)"),
        ("<pre><code>a\n```\n&lt;b&gt;</code></pre>", "````\na\n```\n<b>\n````"),
        ("<pre></pre>", ""),
        ('<ol start="²"><li>a</li></ol>', "1. a"),
        ('<ol start="7"><li>a</li></ol>', "7. a"),
        ("<p>a<br>b</p>", "a\\\nb"),
        ('<table><tr><th>a</th></tr><tr><td colspan="²">b</td></tr></table>', "| a |\n| --- |\n| b |"),
        ("https://example.org/looks-like-a-url", "https://example.org/looks-like-a-url"),
    ],
)
def test_what_the_page_says_is_text_and_what_it_marks_up_is_kept(html: str, markdown: str) -> None:
    assert to_markdown(html, "") == markdown


def test_plain_text_stands_in_where_html_is_missing_or_nested_too_deep() -> None:
    assert to_markdown("", "a *b*\nc\n\n\nd") == "a \\*b\\*\\\nc\n\nd"
    assert to_markdown("<div>" * 5000 + "x", "the text") == "the text"


@given(st.text(alphabet="<>/\"'=&;`*_#-[]()!|\\ \nabpdivtrliol1²", max_size=80))
@example("<![")
def test_any_markup_is_converted(html: str) -> None:
    assert isinstance(to_markdown(html, ""), str)


def test_deep_threads_are_quoted_only_so_far() -> None:
    comments = tuple(Comment(str(n), str(n - 1) if n else None, content_text="hi") for n in range(40))
    text = export(Post(url="https://example.org/", comments=comments))
    assert max(line.count(">") for line in text.splitlines()) == MAX_QUOTES
    assert text.count("**anonymous**") == 40
