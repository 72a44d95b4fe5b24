from __future__ import annotations

import copy
import gc
from itertools import pairwise

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.page.build import parse
from archiver.page.dom import BLOCKS, Element
from archiver.page.roles import Role
from tests.page.markup import MARKUP, PAGE, walk

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


def test_elements_of_some_roles_or_names_come_in_document_order() -> None:
    html = "<p class=author>a</p><time class=date>b</time><p class=date>c</p><h2 class=x>d</h2><p id=comment-1>e</p>"
    elements = parse(html).elements
    assert [e.get_text() for e in elements.with_role(Role.AUTHOR | Role.DATE)] == ["a", "b", "c"]
    assert [e.get_text() for e in elements.named("h2", "p", "table")] == ["a", "c", "d", "e"]
    assert [e.get_text() for e in elements.named("time")] == ["b"]


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


def test_blocks_are_names_of_elements() -> None:
    assert {"p", "div", "li", "td", "h1"} <= BLOCKS
    assert not BLOCKS & {"a", "b", "span", "img", "code", "time"}
