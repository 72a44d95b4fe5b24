from __future__ import annotations

import time

import pytest

from archiver.records import Author
from archiver.scrapers._items import Item
from archiver.scrapers._surroundings import Surroundings
from archiver.scrapers._told import told
from tests.scrapers.pages import document


def around(body: str) -> Surroundings:
    """The surroundings of a page whose `<li>` are comments."""
    page = document(body)
    return Surroundings(page, None, None, [Item((element,)) for element in page.elements.named("li")])


def test_what_stands_in_a_comment_or_in_its_answers_is_of_a_comment() -> None:
    page = around(
        "<p>a</p><ul><li><b>b</b><ul><li><b>c</b></li></ul><b>d</b></li></ul><p>e</p><ul><li><b>f</b></li></ul><p>g</p>"
    )
    said = {element.raw: page.is_of_comment(element) for element in page.document.elements.named("b", "p")}
    assert said == {"a": False, "b": True, "c": True, "d": True, "e": False, "f": True, "g": False}
    assert not any(map(around("<p>a</p>").is_of_comment, page.document.elements))


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "said",
    [
        "<b>Fred</b> says: <p>The nets are mended by the harbour.</p>",
        "<b>About the author</b><p>And what of the boats in the fog?</p>",
    ],
)
def test_who_is_told_to_be_the_author_is_looked_for_once_beside_any_number_of_comments(said: str) -> None:
    page = around(f"<ul>{f'<li>{said}</li>' * 6000}</ul><b>About the author</b><p>Ann Lee lives in Leeds.</p>")
    start = time.process_time()
    assert list(told(page)) == [Author("Ann Lee")]
    assert time.process_time() - start < 0.5  # for each comment anew it takes seconds
