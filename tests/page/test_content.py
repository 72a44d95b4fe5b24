from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from archiver.page.build import parse
from archiver.page.content import clean_html, collapse, inline_text, plain_text, tidy

if TYPE_CHECKING:
    from bs4.element import PageElement

BASE = "https://blog.example/2010/05/hello"

BARE = (
    "p br hr h1 h2 h3 h4 h5 h6 ul dl dt dd cite pre code kbd samp var em strong b i u s sub sup small mark figure "
    "figcaption picture table caption thead tbody tfoot tr div section details summary"
)
ALLOWED: dict[str, set[str]] = {
    **{name: set() for name in BARE.split()},
    "a": {"href", "title"},
    "abbr": {"title"},
    "audio": {"src"},
    "blockquote": {"cite"},
    "del": {"cite"},
    "dfn": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ins": {"cite"},
    "li": {"value"},
    "ol": {"start", "type"},
    "q": {"cite"},
    "source": {"src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
    "video": {"src"},
}
"""What may stand in clean HTML: structure and links, nothing that acts or looks."""


def nodes_of(html: str) -> list[PageElement]:
    """The head and the body of a page."""
    return parse(html).elements[0].contents


def line(html: str) -> str:
    return inline_text(parse(html).elements[0])


def clean(html: str) -> str:
    return clean_html(nodes_of(html), BASE)


def text(html: str) -> str:
    return plain_text(nodes_of(html))


def assert_harmless(html: str) -> None:
    """Nothing but what is allowed stands in the HTML, as a browser reads it, and as it reads what it has read."""
    for _ in range(3):
        root = LexborHTMLParser(f"<!doctype html><body>{html}").body
        assert root is not None
        for element in root.traverse(include_text=False):
            if element.tag == "body":
                assert not element.attributes
                continue
            assert element.tag in ALLOWED, html
            assert set(element.attributes) <= ALLOWED[str(element.tag)], html
            for name in ("href", "src", "cite"):
                assert_address(element.attributes.get(name))
        assert "<!--" not in (root.html or "")
        html = (root.html or "").removeprefix("<body>").removesuffix("</body>")


def assert_address(url: str | None) -> None:
    """A link leads to the web or to a mailbox."""
    if url:
        assert urlsplit(url).scheme in ("http", "https", "mailto"), url


# -- clean HTML


@pytest.mark.parametrize(
    "html",
    [
        '<h2>Title</h2><p>One <em>two</em> <strong>three</strong> <a href="https://a.example/" title="t">four</a>.</p>',
        "<p>a<br>b</p><hr><blockquote><p>c</p></blockquote>",
        '<p><abbr title="HyperText">HTML</abbr> x<sup>2</sup> <del>old</del> <ins>new</ins> <kbd>Ctrl</kbd></p>',
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        '<ol start="3" type="a"><li value="9">a</li></ol>',
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<pre><code>if x:\n    y  = 1\n</code></pre>",
        '<figure><img src="https://a.example/x.png" alt="cat" width="4" height="3"><figcaption>A cat</figcaption></figure>',
        '<table><caption>c</caption><thead><tr><th colspan="2">a</th></tr></thead><tbody><tr><td></td><td>b</td></tr></tbody></table>',
        '<video src="https://a.example/x.mp4"></video><audio><source src="https://a.example/x.mp3"></audio>',
        '<details><summary>More</summary><p>x</p></details><p><time datetime="2010-05-04">May 4th</time></p>',
        "<p>a &lt;b&gt; &amp; c</p>",
    ],
)
def test_structure_and_links_are_kept_as_they_are(html: str) -> None:
    assert clean(html) == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p style="color:red" class="x" id="y" onclick="z()" data-a="b" lang="en">a</p>', "<p>a</p>"),
        ('<span class="big"><font size="7">a</font></span>', "a"),
        ('<a href="/x" target="_blank" rel="nofollow" ping="/p">a</a>', '<a href="https://blog.example/x">a</a>'),
        ("<center>a</center><address>b</address>", "<div>a</div><div>b</div>"),
        ("<article><header>a</header><p>b</p></article>", "<div><div>a</div><p>b</p></div>"),
        ("<menu><li>a</menu><dir><li>b</dir>", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ("<p>a<!-- b --><script>c()</script></p>", "<p>a</p>"),
        ("<form><p>Name <input name=n><button>Send</button></p></form><p>a</p>", "<p>a</p>"),
        ("<nav><a href=/>Home</a></nav><iframe src=https://a.example/></iframe>a", "a"),
        (
            "<table><colgroup><col><col></colgroup><tr><td>a</table>",
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
        ),
        ("<marquee>a</marquee><blink>b</blink>", "ab"),
    ],
)
def test_presentation_and_behaviour_are_dropped(html: str, expected: str) -> None:
    assert clean(html) == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/about", "https://blog.example/about"),
        ("other", "https://blog.example/2010/05/other"),
        ("#c7", f"{BASE}#c7"),
        ("//a.example/x", "https://a.example/x"),
        ("https://a.example/?a=1&amp;b=%22", "https://a.example/?a=1&amp;b=%22"),
        ("mailto:ann@a.example", "mailto:ann@a.example"),
        ("MailTo:ann@a.example", "MailTo:ann@a.example"),
        *(
            (bad, None)
            for bad in (
                *("javascript:alert(1)", " JaVaScRiPt:x", "java&#10;script:x", "data:text/html,x", "vbscript:x"),
                *("ftp://a.example/", "file:///etc/passwd", "tel:123", "blob:https://a.example/x", "http://"),
                *("about:blank", "view-source:https://a.example/", "\x01javascript:x"),
            )
        ),
    ],
)
def test_links_are_absolute_and_lead_to_the_web_or_to_a_mailbox(href: str, expected: str | None) -> None:
    assert clean(f'<a href="{href}">x</a>') == (f'<a href="{expected}">x</a>' if expected else "<a>x</a>")


@pytest.mark.parametrize(
    ("image", "src"),
    [
        ('src="a.png"', "https://blog.example/2010/05/a.png"),
        ('src="data:image/gif;base64,R0" data-src="/real.png"', "https://blog.example/real.png"),
        ('data-lazy-src="/real.png"', "https://blog.example/real.png"),
        ('src="data:," data-original="/real.png"', "https://blog.example/real.png"),
        ('src="/small.png" data-orig-file="/large.png"', "https://blog.example/small.png"),
        ('src="/blank.gif" data-src="/real.png"', "https://blog.example/real.png"),
        ('src="/real.png" data-lazy="true"', "https://blog.example/real.png"),
        ('src="/real.png" data-src="data:image/gif;base64,R0"', "https://blog.example/real.png"),
    ],
)
def test_an_image_that_is_loaded_late_gets_its_address(image: str, src: str) -> None:
    assert clean(f"<img {image}>") == f'<img src="{src}">'


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://stats.example/p.gif" width="1" height="1">',
        '<img src="https://stats.example/p.gif" width=0 height=0 alt="x">',
        '<img src="data:image/gif;base64,R0">',
        '<img src="javascript:x" alt="">',
        "<img>",
        '<picture><source srcset="a.webp"></picture>',
    ],
)
def test_images_that_show_nothing_are_dropped(image: str) -> None:
    assert clean(f"<p>a</p>{image}<p>b</p>") == "<p>a</p><p>b</p>"


def test_of_an_image_without_address_the_text_is_kept() -> None:
    assert clean('<p><img src="data:image/gif;base64,R0" alt="A cat"></p>') == '<p><img alt="A cat"></p>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p><p> </p><p>&nbsp;</p><p><b><i></i></b></p><div><div></div></div><p>b</p>", "<p>a</p><p>b</p>"),
        ("<h2></h2><ul><li></li></ul><blockquote> </blockquote><table><tr></tr></table>", ""),
        ("<p>a<b></b>b</p>", "<p>ab</p>"),
        ("<p>a<b> </b>b<a href=/x>&nbsp;</a>c</p>", "<p>a b c</p>"),
        ("a<p></p>b", "a b"),
        ("<p><a href=/x><img src=/a.png></a></p>", '<p><a href="https://blog.example/x"><img src="https://blog.example/a.png"></a></p>'),
        ("<table><tr><td></td><td>b</td></tr></table>", "<table><tbody><tr><td></td><td>b</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_empty_wrappers_vanish_and_join_no_words(html: str, expected: str) -> None:
    assert clean(html) == expected


def test_clean_html_takes_text_nodes_and_no_nodes() -> None:
    assert clean_html([], BASE) == ""
    assert clean("a &lt; b") == "a &lt; b"


def test_white_space_in_html_is_that_which_browsers_show() -> None:
    html = "\n <div>\n  <p>\n a \t b\n c </p> \n\n <ul> <li> d </li>\n</ul> e </div>\n"
    assert clean(html) == "<div><p>a b c</p><ul><li>d</li></ul>e</div>"
    assert clean("<p>a&nbsp; &nbsp;b</p>") == "<p>a&nbsp; &nbsp;b</p>"
    assert clean("<p><b>a </b> <i> b</i></p>") == "<p><b>a </b> <i> b</i></p>"


def test_preformatted_text_stays_as_it_is() -> None:
    code = "a\n\n    b  = 1\t# c\n"
    assert clean(f"<p>x</p> <pre>{code}</pre> <p> y </p>") == f"<p>x</p><pre>{code}</pre><p>y</p>"


def test_blank_lines_before_code_are_dropped() -> None:
    assert clean("<pre>\n\n\n  a\n</pre>") == "<pre>  a\n</pre>"


def test_tidy_leaves_attributes_alone_that_look_like_tags() -> None:
    html = '<a href="https://a.example/" title="&lt;p> x &quot;>">b</a>'
    assert BeautifulSoup(tidy(html), "html.parser").get_text() == "b"
    assert tidy(" <p> a </p>  <p>b  c</p> ") == "<p>a</p><p>b c</p>"
    assert tidy("a <pre> b </pre> <pre> c </pre> d") == "a<pre> b </pre><pre> c </pre>d"


# -- nothing harmful survives

PAYLOADS = Path(__file__).with_name("payloads.txt").read_text("utf-8").splitlines()
"""Ways into a page that uses what others wrote: handlers, addresses that run, markup that mutates when it is read again;
one a line."""


def test_there_are_enough_payloads() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) > 100


@pytest.mark.unmeasured
@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "around", ["{}", "<p>before {} after</p>", "<table><tr><td>{}</td></tr></table>", "<ul><li>{}</ul>"]
)
def test_payload_does_nothing(payload: str, around: str) -> None:
    html = clean(around.format(payload))
    assert_harmless(html)
    assert_harmless(f"<p>{html}</p>")


HOSTILE = st.text(st.sampled_from("<>/!-=\"'`& \n:;abiopstvx1[]{}"), max_size=12)
FORBIDDEN = (
    "span font center article form button nav svg math style script title textarea noscript template object select option "
    "xmp noembed iframe marquee foreignobject mglyph mtext annotation-xml"
)
NAMES = st.sampled_from([*ALLOWED, *FORBIDDEN.split()])
ATTRIBUTES = st.builds(
    '{}="{}"'.format,
    st.sampled_from(["href", "src", "cite", "title", "alt", "onclick", "style", "id", "class", "start", "srcdoc"]),
    st.sampled_from(
        ["javascript:alert(1)", "data:text/html,x", "/x", "mailto:a@b.example", "https://a.example/", "1", "<p a="]
    )
    | HOSTILE.map(lambda value: value.replace('"', "&quot;")),
)
HOSTILE_MARKUP = st.recursive(
    HOSTILE | st.sampled_from(PAYLOADS),
    lambda inner: st.builds(
        "<{0} {1}>{2}</{3}>".format,
        NAMES,
        st.lists(ATTRIBUTES, max_size=3).map(" ".join),
        st.lists(inner, max_size=3).map("".join),
        NAMES,
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(HOSTILE_MARKUP)
@pytest.mark.unmeasured
def test_no_markup_gets_past_the_list_of_what_is_allowed(html: str) -> None:
    soup = parse(html)
    assert_harmless(clean_html(soup.contents, BASE))
    plain_text(soup.contents)
    inline_text(soup.elements[0])


# -- text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p>a\n  b\t c</p>", "a b c"),
        ("<p>a<br>b<br/> c</p>", "a\nb\nc"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        ("<p>a<b>b</b>c <i>d</i> e</p>", "abc d e"),
        ("<p>a&nbsp;&nbsp; b&nbsp;</p>", "a b"),
        ("<h2>a</h2>b<div>c</div>d", "a\n\nb\n\nc\n\nd"),
        ("<p>a</p><p>&nbsp;</p><p></p><div> </div><p>b</p>", "a\n\nb"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "a\n\nb"),
        ("<p>a</p><hr><p>b</p>", "a\n\nb"),
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>", "a\n\nb\n\nc"),
        ("<figure><img src=x alt=cat><figcaption>a</figcaption></figure>", "a"),
        ("<p>wo<wbr>rd</p>", "word"),
        ("a<p></p>b", "a\n\nb"),
        ("<p>a <script>x</script><style>y</style>b</p>", "a b"),
        ("<form>a</form><nav>b</nav><iframe>c</iframe>d", "d"),
        ("<p>a<button>b</button><select><option>c</select></p>", "a"),
        ("", ""),
        ("日本語<br>テキスト", "日本語\nテキスト"),
    ],
)
def test_text_keeps_blocks_and_lines(html: str, expected: str) -> None:
    assert text(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<ol start=5><li>a<li>b<li value=9>c<li>d</ol>", "5. a\n6. b\n9. c\n10. d"),
        ("<ol start=-1><li>a<li>b</ol>", "-1. a\n0. b"),
        ("<ol start=x><li value='iv'>a</ol>", "1. a"),
        ("<ul><li value=7>a</ul>", "- a"),
        ("<ol><li>a<ul><li>b<li>c<ol><li>d</ol></ul><li>e</ol>", "1. a\n  - b\n  - c\n    1. d\n2. e"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n  b"),
        ("<ul><li>a<br>b</li></ul>", "- a\n  b"),
        ("<ol><li></li><li>a</li></ol>", "1. a"),
        ("<ul>a<li>b</ul>", "  a\n- b"),
        ("<ul><li>a<pre>b\n  c</pre></ul>", "- a\n  b\n    c"),
        ("<menu><li>a</menu>", "- a"),
        ("<ul><form>a</form><li>b</ul>", "- b"),
        ("x<ul><li>a</ul>y", "x\n\n- a\n\ny"),
    ],
)
def test_lists_are_one_block_with_marks_and_numbers(html: str, expected: str) -> None:
    assert text(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a | b\n1 | 2"),
        ("<table><tr><td>a</td><td></td><td>c</td></tr><tr><td></td></tr></table>", "a |  | c"),
        ("<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a b | c"),
        ("<table><caption>x</caption><thead><tr><td>a</thead><tfoot><tr><td>b</tfoot></table>", "x\na\nb"),
        ("<p>x</p><table><tr><td>a</table>y", "x\n\na\n\ny"),
        ("<table><tr><td><p>a</p><p>b</p></td><td><div>c</div></td></tr></table>", "a\n\nb\n\nc"),
        ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a | b\n\nc"),
        ("<table><tr><td><ul><li>a</ul><td>b</table>", "- a\n\nb"),
    ],
)
def test_tables_of_data_are_rows_and_tables_of_layout_are_blocks(html: str, expected: str) -> None:
    assert text(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<pre>\n  a\n\n\tb  c\n</pre>", "  a\n\n\tb  c"),
        ("x<pre>a</pre>y", "x\n\na\n\ny"),
        ("<pre><code>if x:<br>    <b>return</b></code></pre>", "if x:\n    return"),
        ("<pre><span>a</span> <span>b</span>\n</pre>", "a b"),
        ("<pre>a\xa0b</pre>", "a\xa0b"),
        ("<pre> \n </pre>x", "x"),
        ("<pre><ol><li>a</li><li>  b</li></ol></pre>", "a\n  b"),
        ("<pre>a<div>b</div>c</pre>", "a\nb\nc"),
        ("<pre>a<script>x</script>b</pre>", "ab"),
        ("<pre><table><tr><td>a</td><td>b</td></tr></table></pre>", "a | b"),
    ],
)
def test_preformatted_text_is_taken_word_for_word(html: str, expected: str) -> None:
    assert text(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p><p>b</p>", "a b"),
        ("a<b>b</b>c", "abc"),
        (" a \n&nbsp; b<br>c ", "a b c"),
        ("<ul><li>a<li>b</ul>", "a b"),
        ("<p>a<script>x</script>b<form>y</form>c</p>", "ab c"),
        ("<p>a</p><iframe>x</iframe>", "a"),
    ],
)
def test_inline_text_is_one_line(html: str, expected: str) -> None:
    assert line(html) == expected


def test_inline_text_of_a_string_is_the_string() -> None:
    (string,) = parse("<p> a  b </p>").find_all(string=True)
    assert inline_text(string) == "a b"


def test_inline_text_is_the_same_when_asked_again() -> None:
    (paragraph,) = parse("<p>a <b>b</b> c</p>").find_all("p")
    assert inline_text(paragraph) == "a b c"
    assert inline_text(paragraph, {id(element) for element in paragraph.find_all("b")}) == "a c"
    assert inline_text(paragraph) == "a b c"
    (long,) = parse(f"<p>{'word ' * 1000}</p>").find_all("p")
    assert inline_text(long) == inline_text(long) == ("word " * 1000).strip()


def test_collapse_makes_one_line_of_any_white_space() -> None:
    assert collapse(" \n a\t\xa0b\u2003c\u3000\r\n d ") == "a b c d"
    assert collapse("") == ""


# -- what is left out


@pytest.mark.parametrize(
    "html",
    [
        "<p>a <span class=skip>X</span>b</p>",
        "<p>a</p><div class=skip><p>X</p></div><p>b</p>",
        "<p>a<br class=skip>b</p>",
        "<ul><li>a</li><li class=skip>X</li><li>b</li></ul>",
        "<ul><li>a</li><ul class=skip><li>X</li></ul><li>b</li></ul>",
        "<table><tr><td>a</td><td class=skip>X</td></tr><tr class=skip><td>X</td></tr><tr><td>b</td></tr></table>",
        "<table><caption class=skip>X</caption><tbody class=skip><tr><td>X</tbody><tbody><tr><td>a<td>b</tbody></table>",
        "<pre>a <b class=skip>X</b>b</pre>",
        "<p>a</p><pre class=skip>X</pre><img class=skip src=/X alt=X><p>b</p>",
        "<p>a</p>b<script class=skip>X</script>",
    ],
)
def test_what_is_skipped_is_in_neither_html_nor_text(html: str) -> None:
    soup = parse(html)
    before = str(soup)
    skip = {id(element) for element in soup.select(".skip")}
    found = clean_html(soup.contents, BASE, skip), plain_text(soup.contents, skip), inline_text(soup.elements[0], skip)
    for output in found:
        assert "X" not in output
    assert [letters(strip_tags(output)) for output in found] == ["ab"] * 3
    assert str(soup) == before


def test_single_strings_can_be_skipped() -> None:
    soup = parse("<p>a<b>b</b>c</p><pre>d<i>e</i></pre>")
    skip = {id(string) for string in soup.find_all(string=["a", "d"])}
    assert clean_html(soup.contents, BASE, skip) == "<p><b>b</b>c</p><pre><i>e</i></pre>"
    assert plain_text(soup.contents, skip) == "bc\n\ne"
    assert inline_text(soup.elements[0], skip) == "bc e"


def test_a_skipped_block_still_sets_apart_what_is_around_it() -> None:
    soup = parse("a<div class=skip>X</div>b")
    skip = {id(element) for element in soup.select(".skip")}
    assert clean_html(soup.contents, BASE, skip) == "a b"
    assert plain_text(soup.contents, skip) == "a\n\nb"
    assert inline_text(soup.elements[0], skip) == "a b"


# -- HTML and text say the same

WORDS = st.sampled_from(["one", " two ", "three<br>four", " ", "a &lt; b", "&nbsp;", "\n"])
BLOCKS = st.sampled_from(["p", "div", "h2", "blockquote", "section", "center", "article", "figure"])
INLINES = st.sampled_from(["b", "i", "span", "em", "code", "a href=/x", "font", "sup"])


def wrapped(names: st.SearchStrategy[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Elements with these names around some of what is inside."""
    return st.builds(
        lambda name, content: f"<{name}>{content}</{name.split()[0]}>", names, st.lists(inner, max_size=3).map("".join)
    )


INLINE = WORDS | wrapped(INLINES.filter(lambda name: name[:2] != "a "), WORDS) | wrapped(INLINES, WORDS)
PRE = wrapped(st.just("pre"), st.sampled_from(["a\n", "  b", "<b>c</b>", "\n\n", "<br>"]))


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Blocks, lists and tables around other blocks."""
    items = wrapped(st.just("li"), inner)
    rows = wrapped(st.just("tr"), wrapped(st.sampled_from(["td", "th"]), inner))
    return (
        wrapped(BLOCKS.filter(lambda name: name not in ("p", "h2")), inner)
        | wrapped(st.sampled_from(["ul", "ol", "ol start=4", "menu"]), items | st.sampled_from(["stray", " "]))
        | wrapped(st.just("table"), rows)
        | wrapped(st.just("dl"), wrapped(st.sampled_from(["dt", "dd"]), inner))
    )


TREES = st.lists(
    st.recursive(wrapped(BLOCKS, INLINE) | INLINE | PRE, containers, max_leaves=12), max_size=4
).map("".join)  # fmt: skip


def strip_tags(html: str) -> str:
    return "".join(
        string for string in BeautifulSoup(html, "html.parser").strings if not isinstance(string, PreformattedString)
    )


def letters(text: str) -> str:
    """The letters of a text, without list marks, bars and white space."""
    return "".join(re.findall(r"[^\W\d_]", text))


@settings(deadline=None)
@given(TREES)
@pytest.mark.unmeasured
def test_html_and_text_have_all_words_of_the_page_in_order(html: str) -> None:
    expected = letters(strip_tags(html))
    assert letters(strip_tags(clean(html))) == expected
    assert letters(text(html)) == expected
    assert letters(line(html)) == expected


@settings(deadline=None)
@given(TREES)
@pytest.mark.unmeasured
def test_the_text_of_the_clean_html_is_the_text(html: str) -> None:
    """But for the bars of empty cells, as a table of blocks may be left as one of data."""
    assert text(clean(html)).replace("|", "").split() == text(html).replace("|", "").split()


@settings(deadline=None)
@given(TREES)
@pytest.mark.unmeasured
def test_cleaning_clean_html_changes_nothing(html: str) -> None:
    once = clean(html.replace("&nbsp;", " "))  # which is dropped on reading where it stands alone between blocks
    assert clean(once) == once
    assert tidy(once) == once


@settings(deadline=None)
@given(TREES)
@pytest.mark.unmeasured
def test_text_has_no_stray_white_space(html: str) -> None:
    found = text(html)
    assert found == found.strip("\n")
    assert "\n\n\n\n" not in found
    if "<pre" not in html:
        assert not re.search(r"[^\S \n]", found)
        assert all(line == line.rstrip() or line.endswith("| ") for line in found.split("\n"))


@settings(deadline=None)
@given(TREES, TREES, TREES)
@pytest.mark.unmeasured
def test_skipping_a_part_leaves_the_rest(before: str, middle: str, after: str) -> None:
    soup = parse(f"<div>{before}</div><div class=skip>{middle}</div><div>{after}</div>")
    skip = {id(element) for element in soup.select(".skip")}
    assert plain_text(soup.contents, skip) == text(f"<div>{before}</div><div>{after}</div>")
    assert clean_html(soup.contents, BASE, skip) == clean(f"<div>{before}</div><div>{after}</div>")


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "tags",
    ["<div>", "<b>", "<ul><li>", "<ul>", "<ul><b>", "<blockquote><ol><li>", "<table><tr><td>", "<pre>", "<pre><i>"],
)
def test_content_of_any_depth_is_read(tags: str) -> None:
    nodes = nodes_of(tags * 2000 + "x")
    assert strip_tags(clean_html(nodes, BASE)).strip() == "x"
    assert plain_text(nodes).split()[-1] == "x"
    assert line(tags * 2000 + "x") == "x"


# -- hostile lengths


def test_a_long_text_is_written_whole() -> None:
    text = "a & b < \ufffd " * 20_000
    html = clean(f"<p>x {text.replace('&', '&amp;').replace('<', '&lt;')}</p>")
    assert html == f"<p>x {text.replace('&', '&amp;').replace('<', '&lt;').strip()}</p>"


def test_lists_in_hundreds_of_lists_are_not_indented_by_all_of_them() -> None:
    soup = parse("<ul><li>x" * 400)
    lines = plain_text(soup.contents).split("\n")
    assert len(lines) == 400
    assert lines[3] == "      - x"
    assert max(map(len, lines)) < 100
