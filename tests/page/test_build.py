from __future__ import annotations

import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.page import build
from archiver.page.build import parse
from archiver.page.content import inline_text
from archiver.page.dom import Element, Soup
from archiver.page.links import Data, Text
from archiver.page.tame import MAX_DEPTH
from tests.page.markup import MARKUP, PAGE, body

# -- the tree


@pytest.mark.parametrize("name", ["material-icons", "x material-symbols-outlined", "material-icons-round mat-icon"])
def test_the_word_that_a_font_makes_a_drawing_of_is_no_text(name: str) -> None:
    soup = parse(f'<p><i class="{name}">date_range</i> 6 March</p><div class="{name}">So it is</div>')
    assert inline_text(soup.elements[0]) == "6 March So it is"
    assert [element.name for element in soup.elements][-3:] == ["p", "i", "div"]


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
        ("<b><i>a</b>b</i>", "<b><i>a</i></b><i>b</i>"),
        ("<b><p>x</b>y</p>", "<b></b><p><b>x</b>y</p>"),
        ("<a href=1>a<a href=2>b</a>", '<a href="1">a</a><a href="2">b</a>'),
        ("<table><tr><td>x</table>", "<table><tbody><tr><td>x</td></tr></tbody></table>"),
        ("<table><p>x<tr><td>y</table>", "<p>x</p><table><tbody><tr><td>y</td></tr></tbody></table>"),
        ("<div>a</p>b</div>", "<div>a<p></p>b</div>"),
        ("<div/>a", "<div>a</div>"),
        ("a</div></b>b", "ab"),
        ("a &amp; b &lt;c&gt; &#8217; &nbsp;&notit;", "a &amp; b &lt;c&gt; ’ \xa0¬it;"),
        ("<H1 CLASS=A>x</H1>", '<h1 class="A">x</h1>'),
        ("x<title>a<b>c</title>", "x<title>a&lt;b&gt;c</title>"),
        ("<br/>a<hr><wbr>", "<br/>a<hr/><wbr/>"),
    ],
)
def test_mis_nested_markup_gives_the_tree_of_browsers(html: str, tree: str) -> None:
    assert body(html) == tree


def test_a_soup_of_sound_markup_is_that_of_another_parser() -> None:
    def outline(soup: BeautifulSoup) -> list[tuple[str, object]]:
        words = [(tag.name, tag.attrs, tag.attrs.get("rel")) for tag in soup.find_all(True)]
        return [
            (name, attrs | {"rel": " ".join(rel)} if isinstance(rel, list) else attrs) for name, attrs, rel in words
        ]

    ours, other = parse(PAGE), BeautifulSoup(PAGE, "html.parser")
    assert outline(ours) == outline(other)
    assert "".join(ours.get_text().split()) == "".join(other.get_text().split())
    assert [tag.get_text(" ", strip=True) for tag in ours.find_all("li")] == ["first", "second", "Ann : Hello"]


def test_there_is_always_html_head_and_body() -> None:
    for html in ("", "   ", "<p>x", "<!-- only a comment -->", "<head><title>t</title>"):
        assert [element.name for element in parse(html).elements if element.name in ("html", "head", "body")] == [
            *("html", "head", "body")
        ], html


@pytest.mark.parametrize(
    "html",
    [
        "<style>p { color: red }</style>",
        "<script>var x = 1</script>",
        '<script type="text/javascript" src="x.js"></script>',
        "<svg><title>t</title><a href=x>link</a></svg>",
        "<math><mi>x</mi></math>",
        "<template><p>later</p></template>",
        "<noscript><img src=x></noscript>",
        "<textarea>draft</textarea><input value=x><button>Send</button>",
        "<select><optgroup label=a><option>one</optgroup><option>two</select>",
        "<object><param name=a></object><embed src=x><canvas>no canvas</canvas>",
        "<progress>3</progress><meter>4</meter><datalist><option>x</datalist>",
        "<fb:like>3 people</fb:like><o:p></o:p>",
        "<!-- comment --><?php echo 1 ?><![CDATA[x]]>",
        "<basefont size=2>",
    ],
)
def test_what_no_scraper_reads_is_not_made(html: str) -> None:
    assert body(f"<p>a</p>{html}<p>b</p>") == "<p>a</p><p>b</p>"


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ('type="application/ld+json"', True),
        ('type="Application/LD+JSON; charset=utf-8"', True),
        ('id="disqus-threadData" type="text/json"', True),
        ('type="text/template"', False),
        ("", False),
    ],
)
def test_of_scripts_only_data_are_kept_word_for_word(attributes: str, kept: bool) -> None:
    data = '{"a": "<b>x</b> &amp; y"}'
    (*scripts,) = parse(f"<p>a</p><script {attributes}>{data}</script>").find_all("script")
    assert [script.string for script in scripts] == ([data] if kept else [])


def test_the_text_of_scripts_is_no_text_of_the_page() -> None:
    soup = parse('<article>four<script type="application/ld+json">{"a": 1}</script></article>')
    article = soup.article
    assert isinstance(article, Element)
    assert (article.get_text(), article.text_length) == ("four", 4)
    assert [type(string) for string in soup.find_all(string=True)] == [Text, Data]


@pytest.mark.parametrize(
    ("rel", "kept"),
    [
        *((rel, True) for rel in ("canonical", "alternate", "NEXT", "shortlink", "license", "author me")),
        *((rel, False) for rel in ("stylesheet", "preload", "icon", "dns-prefetch", "")),
    ],
)
def test_of_links_in_the_head_only_those_that_say_something_are_kept(rel: str, kept: bool) -> None:
    assert bool(parse(f'<head><link rel="{rel}" href="/x"></head>').find("link")) is kept


def test_a_microdata_link_is_kept() -> None:
    assert parse('<link itemprop="url" href="/x">').find("link") is not None


# -- attributes


def test_attributes_are_as_scrapers_expect_them() -> None:
    (link,) = parse("<a HREF='/x?a=1&amp;b=2' class=' Big  red\tBig ' hidden title data-x=é>t</a>").find_all("a")
    assert link.attrs == {
        "href": "/x?a=1&b=2",
        "class": ["Big", "red", "Big"],
        "hidden": "",
        "title": "",
        "data-x": "é",
    }
    assert isinstance(link, Element)
    assert link.classes == ("big", "red", "big")
    assert link.get("class") == link["class"]


@pytest.mark.parametrize("html", ["<p class>x</p>", "<p class=''>x</p>", "<p class='  '>x</p>"])
def test_an_empty_class_is_an_empty_list(html: str) -> None:
    (paragraph,) = parse(html).find_all("p")
    assert isinstance(paragraph, Element)
    assert (paragraph["class"], paragraph.classes) == ([], ())


def test_an_element_without_class_has_no_classes() -> None:
    (paragraph,) = parse("<p>x</p>").find_all("p")
    assert isinstance(paragraph, Element)
    assert (paragraph.get("class"), paragraph.classes) == (None, ())


def test_only_class_is_a_list() -> None:
    """bs4 also makes one of `rel`, `headers` and others."""
    link = parse(PAGE).find("a")
    assert link is not None
    assert link["rel"] == "tag nofollow"
    assert parse(PAGE).select_one('a[rel~="tag"]') is not None


# -- white space


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("<p>a</p> \n <p>b</p>", "<p>a</p><p>b</p>"),
        ("<div> <p>a</p> </div>", "<div><p>a</p></div>"),
        ("<p> <b>a</b> <i>b</i> </p>", "<p><b>a</b> <i>b</i></p>"),
        ("<b>a</b> <p>b</p> <i>c</i>", "<b>a</b><p>b</p><i>c</i>"),
        ("<b> </b>a<i> b</i>", "<b> </b>a<i> b</i>"),
        ("<p> a </p>", "<p> a </p>"),
        ("<p>a<br> b</p>", "<p>a<br/> b</p>"),
        ("<p>a</p>\xa0<p> \xa0 </p>", "<p>a</p><p></p>"),
        ("<b>a</b>\xa0<i>b</i>", "<b>a</b>\xa0<i>b</i>"),
        ("<b>a</b> <script>x</script><i>b</i>", "<b>a</b> <i>b</i>"),
        ("<b>a</b><style>x</style> <i>b</i>", "<b>a</b> <i>b</i>"),
        ("<p>a</p> <script>x</script> <p>b</p>", "<p>a</p><p>b</p>"),
    ],
)
def test_white_space_is_dropped_only_beside_blocks(html: str, tree: str) -> None:
    assert body(html) == tree


@pytest.mark.parametrize(
    "tree",
    [
        "<pre> <b>a</b> \n <i>b</i>\n</pre>",
        "<pre><code>if x:<br/>    <b>return</b></code></pre>",
        "<pre><ol><li>    <b>return</b></li></ol></pre>",
        "<pre><code><pre>a</pre>  </code> </pre>",
    ],
)
def test_all_white_space_of_preformatted_text_is_kept(tree: str) -> None:
    assert body(tree) == tree


def test_after_preformatted_text_white_space_is_dropped_again() -> None:
    assert body("<pre> a</pre> <p>b</p> <p>c</p>") == "<pre> a</pre><p>b</p><p>c</p>"
    assert body("<pre> <table> <tr> <td> a</td> </tr> </table></pre>") == (
        "<pre> <table><tbody><tr><td> a</td></tr></tbody></table></pre>"
    )


@settings(deadline=None)
@given(MARKUP)
def test_no_visible_character_is_lost_or_moved(html: str) -> None:
    other = BeautifulSoup(html, "html.parser")
    for gone in other.find_all(["script", "svg"]):
        gone.decompose()
    seen = "".join(parse(html).get_text().split())
    expected = "".join(other.get_text().split())
    # Text directly in a table is moved before the table; everything else stays in order.
    assert sorted(seen) == sorted(expected)
    assert "<t" in html or seen == expected


# -- any text is a page


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_parses(text: str) -> None:
    soup = parse(text)
    assert isinstance(soup, Soup)
    str(soup).encode()


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/!-=\"'& \n\0abpilsvgtrd\ud800"), max_size=200))
def test_any_tangle_of_brackets_parses(text: str) -> None:
    str(parse(text)).encode()


@pytest.mark.parametrize("bad", ["\0", "\ud800"])
def test_what_is_no_character_is_replaced(bad: str) -> None:
    soup = parse(f"<p title='x{bad}'>a{bad}b</p>")
    assert soup.p is not None
    assert (soup.p.get_text(), soup.p["title"]) == ("a\ufffdb", "x\ufffd")


@pytest.mark.parametrize("text", ["", " \n", "http://blog.example/post.html", "index.html", "C:\\posts\\a.htm"])
def test_a_text_without_markup_is_a_page_with_that_text(text: str) -> None:
    """bs4 warns of texts that look like a URL or a path; warnings are errors here."""
    assert parse(text).get_text() == text.strip()


# -- absurd pages


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "x",
        "<div>" * 100_000 + "x" + "</div>" * 100_000,
        "<b>" * 30_000 + "x",
        "<a href=y>" * 30_000 + "x",
        "<p>" * 30_000 + "x",
        "<ul><li>" * 20_000 + "x",
        "<table><tr><td>" * 10_000 + "x",
        "<div><!-- </div> -->" * 30_000 + "x",
        "<!--<!-->" * 30_000 + "x",
        "x" + "<svg>" * 100_000,
        "</div>" * 100_000 + "x",
    ],
    ids=lambda html: html[:24],
)
def test_100_000_nested_tags_and_the_like_take_seconds_and_no_stack(html: str) -> None:
    start = time.process_time()
    soup = parse(html)
    text, written = soup.get_text(), str(soup)
    assert text == "x"
    assert written.count("x") == 1
    assert max_depth(soup) <= MAX_DEPTH + 2
    assert time.process_time() - start < 10


def max_depth(soup: Soup) -> int:
    """How many elements stand inside each other at most."""
    ends: list[int] = []
    deepest = 0
    for element in soup.elements:
        while ends and ends[-1] < element.index:
            ends.pop()
        ends.append(element.last)
        deepest = max(deepest, len(ends))
    return deepest


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["<div>", "<b>", "<ul><li>", "<blockquote>"]), min_size=600, max_size=900))
@pytest.mark.unmeasured
def test_below_the_greatest_depth_all_text_is_kept_in_order(tags: list[str]) -> None:
    soup = parse("".join(f"{tag}{place} " for place, tag in enumerate(tags)))
    assert soup.get_text().split() == [str(place) for place in range(len(tags))]
    assert max_depth(soup) <= MAX_DEPTH + 2
    flat = [element for element in soup.elements if not element.contents and element.name != "head"]
    assert all(element.text_length == 0 and element.last == element.index for element in flat)


def test_a_long_page_of_small_drawings_keeps_its_structure() -> None:
    """`<path/>` closes itself in a drawing, and counts for no depth."""
    comment = "<li><div class=c><svg viewBox='0'><path d=x /><use/></svg><p>text</p></div></li>"
    soup = parse(f"<ol>{comment * 3000}</ol>")
    assert [len(soup.select(selector)) for selector in ("ol > li", "li > div.c", "div > p")] == [3000] * 3


def test_a_long_page_loses_no_text_to_a_drawing_that_is_not_closed() -> None:
    text = parse("<p>a</p>" * 10_000 + "<script>x = '<svg>'</script>" + "<p>b</p>" * 10).get_text()
    assert text == "a" * 10_000 + "b" * 10


def test_a_form_around_the_page_is_but_a_box() -> None:
    soup = parse(f"<body><p>Hello</p><form action=/x><h1>Boats</h1><p>{'A boat leaks. ' * 40}</p></form></body>")
    assert not soup.find_all("form")
    assert "A boat leaks." in inline_text(soup.elements[0])


def test_a_form_beside_the_text_stays_a_form() -> None:
    soup = parse(f"<body><p>{'A boat leaks. ' * 9}</p><form action=/x><p>Your name</p></form></body>")
    assert len(soup.find_all("form")) == 1


def test_a_tree_with_too_many_elements_ends_early_and_is_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "most_elements", lambda text: 6)
    soup = parse("<div>a<p>b<i>c</i>d</p><p>e</p>f</div>")
    assert [element.name for element in soup.elements] == ["html", "head", "body", "div", "p", "i"]
    assert [element.last for element in soup.elements] == [5, 1, 5, 5, 5, 5]
    assert {element.text_after for element in soup.elements if element.name != "head"} == {len("ab")}
    assert soup.get_text() == "ab"


def test_an_unknown_tag_that_was_never_closed_does_not_hide_the_page() -> None:
    soup = parse(f"<body><div><fb:like href=x /><h1>Boats</h1><p>{'A boat leaks. ' * 40}</p></div></body>")
    assert "A boat leaks." in inline_text(soup.elements[0])
