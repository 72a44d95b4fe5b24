from __future__ import annotations

import copy
import gc
import time
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Script, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.page.dom import BLOCKS, Element, Soup, parse
from archiver.page.tame import MAX_DEPTH

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


# -- the tree


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
    assert [type(string) for string in soup.find_all(string=True)] == [NavigableString, Script]


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


# -- the measures of an element


@settings(deadline=None)
@given(MARKUP)
def test_measures_are_those_that_counting_gives(html: str) -> None:
    soup = parse(html)
    nodes = walk(soup)
    elements = [node for node in nodes if isinstance(node, Element)]
    assert soup.elements == elements
    assert all(one is other for one, other in zip(soup.elements, elements, strict=True))
    length = 0
    before = {}
    for node in nodes:
        before[id(node)] = length
        length += len(node) if isinstance(node, NavigableString) else 0
    for place, element in enumerate(elements):
        inner = [node for node in walk(element) if isinstance(node, Element)]
        text = sum(len(node) for node in walk(element) if isinstance(node, NavigableString))
        assert (element.index, element.last) == (place, place + len(inner))
        assert (element.text_before, element.text_after) == (before[id(element)], before[id(element)] + text)
        assert element.text_length == text
        for other in elements:
            assert element.holds(other) == (other is element or any(other is node for node in inner))


@settings(deadline=None)
@given(MARKUP, st.sampled_from([(), ("p",), ("b", "li"), ("table", "td", "div")]))
def test_what_is_inside_and_above_is_that_which_bs4_finds(html: str, names: tuple[str, ...]) -> None:
    for element in parse(html).elements:
        found = element.find_all(names or True)
        assert [id(inner) for inner in element.inside(*names)] == [id(inner) for inner in found]
        assert names == () or element.first(*names) is next(iter(found), None)
        assert [id(outer) for outer in element.above()] == [id(outer) for outer in element.parents][:-1]


@settings(deadline=None)
@given(MARKUP)
def test_the_text_of_an_element_is_that_of_its_strings(html: str) -> None:
    for element in parse(html).elements:
        strings = [str(node) for node in walk(element) if isinstance(node, NavigableString)]
        unread = element.name in ("head", "title") or element.first("head") is not None
        if not unread:
            assert "".join(element.tree.text_in(element).split()) == "".join("".join(strings).split())
        blocks = [inner for inner in element.inside() if inner.name in BLOCKS and inner.name != "br"]
        assert element.tree.holds_block(element) == bool(blocks)


def test_text_that_is_not_read_is_left_out_also_of_what_is_around_it() -> None:
    soup = parse("<div>a<nav>menu<form>in it</form></nav>b<form>c<p>d</p></form><b>e</b><form></form></div>")
    texts = {element.name: element.tree.text_in(element).split() for element in soup.elements}
    assert texts["div"] == ["a", "b", "e"]
    assert texts["nav"] == texts["form"] == []
    assert texts["p"] == ["d"]  # asked for itself, it is read


def test_elements_of_one_name_are_listed_in_document_order() -> None:
    elements = parse("<p>a</p><div><p>b</p></div><p>c</p>").elements
    assert [element.get_text() for element in elements.by_name["p"]] == ["a", "b", "c"]
    assert "table" not in elements.by_name


def test_an_attribute_as_text() -> None:
    (link,) = parse('<a class="b c" title=d hidden>x</a>').find_all("a")
    assert isinstance(link, Element)
    assert [link.attr(name) for name in ("class", "title", "hidden", "href")] == ["b c", "d", "", ""]


def test_elements_are_equal_to_nothing_but_themselves() -> None:
    """In bs4 all that look the same are equal, which takes a walk through both."""
    one, two = parse("<p>a</p><p>a</p>").find_all("p")
    assert one != two
    assert len({one, two}) == 2


# -- what bs4 offers works


@settings(deadline=None)
@given(MARKUP)
def test_the_links_between_nodes_agree(html: str) -> None:
    soup = parse(html)
    nodes = walk(soup)
    chain: list[PageElement] = [soup, *nodes]
    assert list(soup.descendants) == nodes
    for one, two in pairwise(chain):
        assert one.next_element is two
        assert two.previous_element is one
    assert chain[-1].next_element is None
    for parent in [soup, *soup.elements]:
        siblings: list[PageElement | None] = [None, *parent.contents, None]
        for left, right in pairwise(siblings):
            assert left is None or (left.parent is parent and left.next_sibling is right)
            assert right is None or right.previous_sibling is left


@settings(deadline=None)
@given(MARKUP)
def test_a_soup_written_out_and_parsed_again_has_the_same_text(html: str) -> None:
    soup = parse(html)
    again = BeautifulSoup(str(soup), "html.parser")
    assert again.get_text().split() == soup.get_text().split()
    assert [tag.name for tag in again.find_all(True)] == [element.name for element in soup.elements]


def test_searching_and_moving_about_work() -> None:
    soup = parse(PAGE)
    title, content = soup.find("h1"), soup.find(id="content")
    assert title is not None
    assert content is not None
    assert title is soup.select_one("header > h1.big") is soup.find(class_="Entry-Title") is soup.header.h1  # type: ignore[union-attr]
    assert [li.get_text() for li in soup.select("ul li")] == ["first", "second"]
    assert [tag["src"] for tag in content.find_all("img", alt=True)] == ["a.png"]
    assert title.get_text() == "A post"
    assert title.string is None
    assert list(title.stripped_strings) == ["A", "post"]
    assert title.find_parent("body") is soup.body
    assert title.find_next("a") is content.find("a")
    assert content.find_previous("h1") is title
    assert content.find_next_sibling("ol") is soup.select_one(".commentlist")
    assert soup.find(string="Hello") == "Hello"
    assert [parent.name for parent in title.parents] == ["header", "body", "html", "[document]"]
    assert soup.title is not None
    assert soup.title.string == "A post"
    assert str(content.find("img")) == '<img alt="cat" src="a.png"/>'
    assert "<li>\n" in soup.prettify()


def test_a_copy_can_be_changed_and_the_page_stays_as_it_is() -> None:
    soup = parse(PAGE)
    before = str(soup)
    other = copy.copy(soup)
    assert str(other) == before
    for tag in other.find_all(["ul", "header"]):
        tag.decompose()
    link = other.find("a")
    assert link is not None
    link.extract()
    name = other.find("cite")
    assert name is not None
    name.replace_with("Bo")
    body_copy = other.body
    assert body_copy is not None
    body_copy.append(other.new_tag("footer"))
    assert [tag.name for tag in body_copy.find_all(True)] == ["div", "p", "b", "i", "img", "ol", "li", "p", "footer"]
    assert "Bo: Hello" in other.get_text()
    assert str(soup) == before


def test_a_tree_that_is_taken_apart_leaves_nothing_to_the_garbage_collector() -> None:
    def scraped() -> int:
        soup = parse(PAGE * 20)
        number = len(soup.elements)
        soup.close()
        return number

    scraped()
    gc.collect()
    gc.disable()
    try:
        assert scraped() > 300
        assert gc.collect() < 20  # the soup and its builder
    finally:
        gc.enable()


def test_a_copy_of_an_element_stands_alone() -> None:
    content = parse(PAGE).find(id="content")
    assert content is not None
    alone = copy.copy(content)
    assert (alone.parent, str(alone)) == (None, str(content))
    for tag in alone.find_all("ul"):
        tag.extract()
    assert alone.find("li") is None
    assert content.find("li") is not None


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


def test_blocks_are_names_of_elements() -> None:
    assert {"p", "div", "li", "td", "h1"} <= BLOCKS
    assert not BLOCKS & {"a", "b", "span", "img", "code", "time"}
