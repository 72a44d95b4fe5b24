"""Pages of hostile shape end as a record or a ``ScrapeError``, in time (``bench.fuzz.limit``, with patience).

``python -m bench shapes --size N`` measures them at any size; here most are small, so that the suite stays quick.
"""

from __future__ import annotations

import pytest

from archiver.records import Page
from archiver.scrapers import scrape
from bench.fuzz import check_page
from bench.shapes import DEEP, FLOODS, JSON_LD, LIES, URL, WIDE, Shape, json_ld, page


def hostile(body: bytes, content_type: str | None = None) -> Page:
    headers = {"content-type": content_type} if content_type else {}
    return Page(URL, URL, 200, headers, body, "2026-01-01T00:00:00Z")


def check(page: Page) -> None:
    check_page(page, patience=PATIENCE)


PATIENCE = 2.0
"""Room for a machine that is busy, and for what costs the square of a page's length; all that is large is unmeasured."""
CHARACTERS = 120_000
MOST = 10_000


def fitting(make: Shape) -> bytes:
    """A page of a shape with about so many characters, or ten thousand tags: what costs the square shows, and the rest
    is quick."""
    thousand = len(make(1000))
    return make(min(MOST, 1000 * CHARACTERS // thousand))


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", DEEP)
def test_nested_tags_of_any_kind_are_read_in_time(name: str) -> None:
    check(hostile(fitting(DEEP[name])))


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", WIDE)
def test_siblings_of_any_kind_are_read_in_time(name: str) -> None:
    """Thousands of dates, comments, authors, titles, tags, feeds and the like among them."""
    check(hostile(fitting(WIDE[name])))


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", FLOODS)
def test_floods_of_attributes_entities_and_characters_are_read_in_time(name: str) -> None:
    check(hostile(FLOODS[name](CHARACTERS)))


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", ["div", "b", "list", "end tags in attributes"])
def test_a_hundred_thousand_nested_tags_are_read_in_time(name: str) -> None:
    check(hostile(DEEP[name](100_000)))


@pytest.mark.unmeasured
def test_a_million_siblings_are_read_in_time() -> None:
    check(hostile(WIDE["empty elements"](1_000_000)))


@pytest.mark.unmeasured
def test_twenty_megabytes_on_one_line_are_read_in_time() -> None:
    check(hostile(FLOODS["one long word"](20_000_000)))


@pytest.mark.parametrize("name", LIES)
def test_a_page_that_lies_about_its_encoding_is_read(name: str) -> None:
    check(hostile(LIES[name]))


@pytest.mark.parametrize(
    "charset", ["utf-16", "utf-7", "utf-32", "idna", "punycode", "unicode_escape", "hex", "zlib", "'", "\0", "x" * 9999]
)
def test_a_header_that_lies_about_the_encoding_is_no_harm(charset: str) -> None:
    post = scrape(hostile(page("Größe"), f"text/html; charset={charset}"))
    assert post.to_dict()
    check(hostile(page("Größe").decode().encode("latin-1"), f"text/html; charset={charset}"))


@pytest.mark.parametrize("name", JSON_LD)
def test_structured_data_of_hostile_shape_does_not_hide_the_page(name: str) -> None:
    """What JSON-LD says wrongly is not read, and the page's own text and comments still are."""
    body = json_ld(JSON_LD[name])
    check(hostile(body))
    post = scrape(hostile(body))
    assert "Some text, said at length." in post.content_text
    assert {"Bob", "Cleo"} <= {comment.author.name for comment in post.comments if comment.author}


def test_lone_surrogates_and_nuls_stand_in_no_record() -> None:
    inside = "a\ud800b\0c &#xD800; &#0; <p title='\ud800' id='\0'>\udfff</p>"
    post = scrape(hostile(page(inside, '<script type="application/ld+json">{"keywords":"\\ud800 x"}</script>')))
    text = repr(post.to_dict())
    assert not any("\ud800" <= character <= "\udfff" for character in text)
    assert "\\ud8" not in text
    assert "\\x00" not in text


def test_cells_that_span_millions_cost_nothing() -> None:
    body = page(f"<table>{'<tr><td colspan=99999999 rowspan=99999999>x' * 1000}</table>")
    check(hostile(body))
    post = scrape(hostile(body))
    assert len(post.content_text) < len(body)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 7])
@pytest.mark.parametrize("byte", [b"\0", b"\xff", b"<", b"&", b"\x80", b" ", b"\xef\xbb\xbf", b"\xfe\xff"])
def test_pages_of_a_few_bytes_are_no_posts_but_no_harm(byte: bytes, size: int) -> None:
    check(hostile(byte * size))


def test_the_shapes_stand_in_a_page_that_is_read_well() -> None:
    """Without this, a shape could pass because nothing at all is read from its page."""
    post = scrape(hostile(page("")))
    assert (post.title, post.published) == ("A page", "2010-05-04")
    assert [(c.id, c.author and c.author.name, c.content_text) for c in post.comments] == [
        ("comment-1", "Bob", "First."),
        ("comment-2", "Cleo", "Second."),
    ]
