from __future__ import annotations

import copy
import gc

import pytest

from archiver.page.build import parse
from archiver.page.links import Text, descendants
from tests.page.markup import PAGE, walk


def test_links_of_one_run_are_set_together_and_no_others() -> None:
    soup = parse("<p>a<b>c</b>d</p><p>e</p>")
    first, second = soup.find_all("p")
    assert first.next_sibling is second
    assert soup.elements.linked == [soup.body.contents]  # type: ignore[union-attr]
    assert [type(node.next_sibling).__name__ for node in first.contents] == ["Element", "Text", "NoneType"]
    assert len(soup.elements.linked) == 2


def test_a_string_of_a_page_does_what_those_of_bs4_do() -> None:
    soup = parse("<p>one<b>two</b></p>")
    (one, two) = soup.find_all(string=True)
    assert isinstance(one, Text)
    assert (one.get_text(), one.string, one.name, one.strip()) == ("one", one, None, "one")
    assert one.next_element.next_element is two  # type: ignore[union-attr]
    assert one.find_next("b") is two.parent
    alone = copy.copy(one)
    assert (str(alone), alone.parent, alone.next_sibling) == ("one", None, None)
    with pytest.raises(AttributeError, match="no attribute 'h1'"):
        _ = one.h1


def test_all_nodes_below_one_come_in_document_order() -> None:
    soup = parse(PAGE)
    assert list(descendants(soup)) == walk(soup)
    assert list(descendants(soup.elements[-1])) == walk(soup.elements[-1])


def test_a_page_whose_links_were_read_is_freed_at_once() -> None:
    def read() -> None:
        soup = parse(PAGE * 20)
        assert soup.find("h1").find_next("a") is not None  # type: ignore[union-attr]
        assert all(node.next_sibling is not node for node in descendants(soup))
        soup.close()

    read()
    gc.collect()
    gc.disable()
    try:
        read()
        assert gc.collect() < 20
    finally:
        gc.enable()
