"""What costs a parser more than its length is cut, however it hides; all else stays as it is."""

from __future__ import annotations

import random
import re
import time
from io import StringIO

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from archiver.page import tame as module
from archiver.page.build import LexborTreeBuilder, parse
from archiver.page.dom import Soup
from archiver.page.encoding import decode
from archiver.page.tame import MAX_DEPTH, tame
from tests.fixtures import FIXTURES, Fixture

NAMES = [
    "div",
    "span",
    "b",
    "i",
    "a",
    "font",
    "nobr",
    "p",
    "li",
    "ul",
    "dd",
    "dl",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "tbody",
    "select",
    "option",
    "optgroup",
    "button",
    "form",
    "object",
    "template",
    "svg",
    "math",
    "g",
    "desc",
    "title",
    "style",
    "script",
    "textarea",
    "h1",
    "h2",
    "pre",
    "blockquote",
    "x-y",
    "ruby",
    "rt",
    "marquee",
    "applet",
    "noscript",
    "iframe",
    "em",
    "article",
    "foreignObject",
    "mi",
    "mtext",
    "annotation-xml",
    "image",
    "input",
    "hr",
    "br",
    "center",
    "summary",
    "dialog",
]


def soup_of(text: str) -> str:
    """The soup of a text that nobody has tamed."""
    return str(Soup(StringIO(text), builder=LexborTreeBuilder()))


def depth(text: str) -> int:
    """How many elements stand inside each other at most, as Lexbor reads the text."""
    deepest = level = 0
    root = LexborHTMLParser(text).root
    node: LexborNode | None = root
    while node is not None:
        if node.first_child is not None:
            node, level = node.first_child, level + 1
            deepest = max(deepest, level)
            continue
        while node is not None and node.next is None:
            node, level = node.parent, level - 1
        node = node.next if node is not None else None
    return deepest


def unit(rng: random.Random) -> str:
    """Some tags that open more than they close, or hide what they do."""
    names = rng.sample(NAMES, rng.randint(2, 6))

    def token() -> str:
        name, other = rng.choice(names), rng.choice(names)
        odd = (
            f"<{name} x=1>",
            f"<{name}/>",
            f"<{name} title='</{other}>'>",
            f'<{name} ="></{other}>">',
            "x",
            "<!--",
            "-->",
        )
        rare = (f"<{name} a=b/>", f"<{name} k={rng.random()}>", "<![CDATA[", "]]>", "<?x>", "</ x>", "<!x", "<")
        kind = rng.random()
        return f"<{name}>" if kind < 0.5 else f"</{name}>" if kind < 0.8 else rng.choice((*odd, *rare))

    return "".join(token() for _ in range(rng.randint(2, 8)))


@pytest.mark.parametrize("seed", range(150))
def test_nothing_nests_without_end(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a hundred times three hundred tags do, they stand within a few times the depth that is allowed."""
    monkeypatch.setattr(module, "_MANY_TAGS", 0)
    monkeypatch.setattr(module, "MAX_DEPTH", 40)
    tags = unit(random.Random(seed)) * 300
    assert depth(tame(tags)) < 400, tags[:100]


@pytest.mark.parametrize("tags", ["<div>", "<b>", "<ul><li>", '<div title="</div>">', "<div></b>", "<li><dd>"])
def test_without_it_they_would(tags: str) -> None:
    assert depth(tags * 1000) >= 1000
    assert depth(tame(tags * 10_000)) < 3 * MAX_DEPTH


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_a_page_of_many_tags_stays_as_it_is(fixture: Fixture, monkeypatch: pytest.MonkeyPatch) -> None:
    text, _ = decode(fixture.page.body, fixture.page.headers.get("content-type"))
    monkeypatch.setattr(module, "_MANY_TAGS", 0)
    assert soup_of(tame(text)) == soup_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "<b><div></b>x</div>y",
        "<p>a<table><b><tr><td>x</table>y",
        "<svg><g><path d='M0'/></g></svg><p>x",
        "<svg><p>x</svg>y",
        "<a href=1>x<a href=2>y",
        "<select><option>x<option>y</select>z",
        "<script>'</div>'</script><div>x</div>",
        "<textarea><b></textarea>x",
        "<!-- <div> --><p>x",
        "<p title='a > b' data-x=\"<b>\">x</p>",
        "a < b & c <3 d",
        "<plaintext><b>x",
    ],
)
def test_odd_markup_is_understood_as_before(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MANY_TAGS", 0)
    assert soup_of(tame(text)) == soup_of(text)


@pytest.mark.parametrize("one", [" a{}=b", " a{}", " a{}='>'", ' a{}=">" '])
def test_a_tag_keeps_a_thousand_attributes(one: str) -> None:
    text = f"<p{''.join(one.format(k) for k in range(20_000))}>x</p>y"
    tamed = tame(text)
    element = LexborHTMLParser(tamed).css_first("p")
    assert element is not None
    assert len(element.attributes) == 1000
    assert element.text() == "x"


def test_formatting_is_not_opened_anew_a_million_times() -> None:
    """3,000 `<font>` that are never closed would stand in each of 3,000 paragraphs."""
    text = "<p>" + "".join(f"<font color={k}>" for k in range(3000)) + "</p>" + "<p>x" * 3000
    tamed = tame(text)
    assert len(re.findall("<font", LexborHTMLParser(tamed).html or "")) < 30_000


@pytest.mark.unmeasured
@pytest.mark.parametrize("open_formats", [199, 99])
def test_a_few_open_formats_are_not_opened_anew_a_million_times(open_formats: int) -> None:
    """Nested in each other they cost nothing; behind the paragraph they would stand in each of 9,700."""
    fonts = "".join(f"<font color={k}>" for k in range(open_formats))
    text = f"<p>{fonts}</p>" + "<p>x" * 9700
    assert len(parse(text).elements) <= 7000 + len(text) // 24


@pytest.mark.unmeasured
def test_a_short_text_of_a_million_tags_gives_fewer_elements() -> None:
    assert tame("<p>" * 1_000_000).count("<p>") < 150_000
    dense = "<p>Some words in it." * 20_000
    assert tame(dense).count("<p>") > 15_000


def test_what_is_cut_leaves_no_new_tag_behind() -> None:
    tamed = tame("<div>" * 20_000 + "<<div>script>alert(1)</script>")
    assert "<script>" not in tamed


@pytest.mark.parametrize(
    ("one", "name", "most"),
    [
        ("<option selected>a</option>", "option", 2000),
        ("<OPTION\nvalue=#>a", "option", 2000),
        ("<optgroup><option>a</optgroup>", "option", 2000),
        ("<body a#=b>", "body", 10),
        ("<HTML a#=b></html>", "html", 10),
    ],
)
def test_options_and_roots_have_a_number(one: str, name: str, most: int) -> None:
    page = "".join(one.replace("#", str(number)) for number in range(3000))
    assert len(re.findall(rf"<{name}\b", tame(f"<p>{page}<p>after"), re.IGNORECASE)) == most
    assert tame(f"<p>{page}<p>after").endswith("<p>after")


def test_ordinary_pages_are_only_counted() -> None:
    page = "<p class=x>Some <b>text</b> of a page.</p>" * 1500
    assert tame(page) is page


@pytest.mark.parametrize(
    "one",
    [
        '<p class="x">Some <i class="icon"></i> text <b>of</b> a <em id="a">page</em>.</p>',
        '<div class="row"><a href="/a?b">x</a><span>y</span></div>',
        """<li class=c id='c-1'><div><p>Some<br>lines <img src="a.png" alt='a > b'></p><p><a href=#r>Reply</a></p></div></li>""",
    ],
)
def test_elements_that_are_closed_soon_nest_nothing(one: str) -> None:
    page = one * 3000
    assert tame(page) is page


@pytest.mark.parametrize(
    "page",
    [
        "<div title='</div>'>x</div class=\"a\">" * 5000,
        "<br title='<br><div>'><div>" * 5000,
        "<div>" * 10_010 + "x" + "</div>" * 10_010,
    ],
)
def test_what_only_looks_closed_or_is_deep_may_nest(page: str) -> None:
    assert tame(page) is not page


def test_a_long_tag_with_few_attributes_stays() -> None:
    page = f'<p>A picture: <img src="data:image/png;base64,{"A" * 50_000}" alt="a drawing"> and text.</p>'
    assert tame(page) is page


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "text", ["<a b='" * 200_000, "<" * 1_000_000, "<!--" * 250_000, "</" * 500_000, "<a b=" * 200_000]
)
def test_reading_tags_costs_what_a_text_is_long(text: str) -> None:
    start = time.process_time()
    tame(text)
    assert time.process_time() - start < 5
