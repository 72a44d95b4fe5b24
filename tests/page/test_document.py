from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.page.dates import DayOrder
from archiver.page.document import Document
from archiver.records import Page

if TYPE_CHECKING:
    from archiver.page.dom import Element

URL = "https://blog.example/2010/05/hello"


def document(html: str, *, url: str = URL, **fields: Any) -> Document:
    """A page with this HTML that came from the URL."""
    values: dict[str, Any] = {"final_url": url, "headers": {"content-type": "text/html; charset=utf-8"}}
    values |= fields
    return Document(Page(url=url, status=200, body=html.encode(), fetched_at="2026-01-01T00:00:00Z", **values))


def first(doc: Document, name: str) -> Element:
    return doc.named(name)[0]


# -- where the page is


@pytest.mark.parametrize(
    ("head", "base"),
    [
        ("", URL),
        ('<base href="https://cdn.example/x/">', "https://cdn.example/x/"),
        ('<base href="/blog/">', "https://blog.example/blog/"),
        ('<base target="_blank">', URL),
        ('<base href=""><base href="/second/">', "https://blog.example/second/"),
        ('<base href="/first/"><base href="/second/">', "https://blog.example/first/"),
        ('<base href="javascript:x">', URL),
        ('<base href="http://[broken">', URL),
    ],
)
def test_base_url_is_that_of_the_first_base_element_or_the_page(head: str, base: str) -> None:
    assert document(f"<head>{head}</head><p>x").base_url == base


def test_base_url_follows_redirects() -> None:
    assert document("<base href='x/'>", final_url="https://new.example/a/b").base_url == "https://new.example/a/x/"


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        ("", f"{URL}#comment-7", URL),
        ("", f"{URL}?page=2#x", f"{URL}?page=2"),
        ('<link rel="canonical" href="/2010/05/hello/">', f"{URL}?utm=1", "https://blog.example/2010/05/hello/"),
        ('<link rel=canonical href="hello/"><base href="/elsewhere/">', URL, "https://blog.example/elsewhere/hello/"),
        ('<meta property="og:url" content="https://blog.example/p">', URL, "https://blog.example/p"),
        ('<link rel="canonical" href="/">', URL, URL),
        ('<link rel="canonical" href="">', URL, URL),
    ],
)
def test_url_is_the_canonical_link_else_where_the_page_came_from(head: str, url: str, expected: str) -> None:
    assert document(f"<head>{head}</head><p>x", url=url).url == expected


def test_url_is_where_redirects_ended() -> None:
    assert document("<p>x", final_url="https://blog.example/new#top").url == "https://blog.example/new"


def test_a_page_without_any_url_is_read() -> None:
    doc = document("<p><a href='/x'>x</a>", url="")
    assert (doc.base_url, doc.url, doc.language) == ("", "", None)


# -- its parts


def test_bytes_are_decoded_as_declared() -> None:
    page = Page(URL, URL, 200, {"content-type": "text/html; charset=iso-8859-1"}, "<p>für 5 €".encode("cp1252"), "")
    doc = Document(page)
    assert (first(doc, "p").get_text(), doc.encoding) == ("für 5 €", "cp1252")


def test_named_gives_elements_in_document_order() -> None:
    doc = document("<h2>a</h2><p>b</p><div><h1>c</h1><p>d</p></div><h2>e</h2>")
    assert [e.get_text() for e in doc.named("h2")] == ["a", "e"]
    assert [e.get_text() for e in doc.named("p", "h1", "h2")] == ["a", "b", "c", "d", "e"]
    assert doc.named("h6") == doc.named("h6", "h5") == []


def test_language_is_the_pages_own_word() -> None:
    assert document("<html lang='de-AT'><p>x").language == "de-AT"


# -- dates


@pytest.mark.parametrize(
    ("html", "order"),
    [
        ("<p>13/05/2010</p>", DayOrder.DAY_FIRST),
        ("<p>05/13/2010</p>", DayOrder.MONTH_FIRST),
        ("<p>05/04/2010</p>", DayOrder.UNKNOWN),
        ("<html lang='en-US'><p>05/04/2010</p>", DayOrder.MONTH_FIRST),
        ("<html lang='fr'><p>05/04/2010</p>", DayOrder.DAY_FIRST),
        ("<html lang='en-US'><p>05/04/2010</p><i>posted 28/04/2010 by x</i>", DayOrder.DAY_FIRST),
        ("<p>no date, but 1/2 a cup and https://blog.example/2010/13/05/x</p>", DayOrder.UNKNOWN),
    ],
)
def test_day_order_comes_from_the_pages_own_dates_then_from_its_language(html: str, order: DayOrder) -> None:
    assert document(html, url="https://blog.example/hello").order is order


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (("12/2/2012", "12/3/2012"), DayOrder.MONTH_FIRST),
        (("2/12/2012", "1/1/2013"), DayOrder.DAY_FIRST),
        (("12/12/2012", "12/1/2013"), DayOrder.UNKNOWN),
        (("12/2/2012", "4/5/2011"), DayOrder.UNKNOWN),
    ],
)
def test_no_comment_is_older_than_the_month_in_the_address(dates: tuple[str, str], order: DayOrder) -> None:
    assert document(f"<p>{dates[0]}</p><p>{dates[1]}</p>", url="https://blog.example/2012/12/blue-door").order is order


def test_a_page_without_a_language_names_the_day_first_unless_it_is_english() -> None:
    dutch = "Het regende de hele week in het dorp en wie naar buiten ging kwam nat terug, maar de boten lagen veilig aan de kade. "
    english = "It rained for a week in the village, and the boats of the harbour had to wait for the end of the storm to leave. "
    for text, order in ((dutch, DayOrder.DAY_FIRST), (english, DayOrder.UNKNOWN), ("05/04/2010 ", DayOrder.UNKNOWN)):
        assert document(f"<p>05/04/2010</p><p>{text * 3}</p>", url="https://blog.example/hello").order is order


def test_the_american_form_of_a_date_tells_the_order_of_an_english_page() -> None:
    body = "<p>{}</p>"
    american = ("8/5/2010 11:49 AM", "12/5/2010, 1:05:30 PM")
    for text in american:
        assert document(f'<html lang="en">{body.format(text)}').order is DayOrder.MONTH_FIRST
        assert document(f'<html lang="es">{body.format(text)}').order is DayOrder.DAY_FIRST
    for text in ("8/05/2010 11:49 AM", "8/5/2010 11:49 am", "8/5/2010 11:49"):
        assert document(f'<html lang="en">{body.format(text)}').order is DayOrder.UNKNOWN


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.4.09 / 11pm", "2009-03-04T23:00"),
        ("03.04.09 at 4:05 pm", "2009-03-04T16:05"),
        ("3.22.09 / 6am", "2009-03-22T06:00"),
        ("3.4.09, 16:05", "2009-04-03T16:05"),
        ("3.22.09", None),
    ],
)
def test_dots_with_a_clock_of_twelve_hours_may_be_american(text: str, value: str | None) -> None:
    found = document("<p>Fred on 3.22.09 / 11pm</p>").read_date(text)
    assert (found and found.value) == value
    alone = document("<p>3.4.09 / 11pm</p>").read_date("3.4.09 / 11pm")
    assert alone is not None
    assert alone.value == "2009-04-03T23:00"


def test_a_numeric_date_is_read_in_the_order_of_the_others() -> None:
    doc = document("<time>05/04/2010</time><p>Comment of 28/04/2010</p>")
    found = doc.date_in(first(doc, "time"))
    assert found is not None
    assert found.value == "2010-04-05"


@pytest.mark.parametrize(
    ("html", "value"),
    [
        ("<p>Posted on <b>May 4th</b> 2010</p>", "2010-05-04"),
        ("<p><span>4</span><span>May</span><span>2010</span></p>", "2010-05-04"),
        ("<p>no date</p>", None),
        ("<p></p>", None),
        (f"<p>May 4th 2010 {'was a day like any other ' * 3}</p>", "2010-05-04"),
        (f"<p>May 4th 2010 {'was a day like any other ' * 50}</p>", None),
        (f"<p>{'On this day we all went to the sea and back ' * 30} May 4th 2010</p>", None),
    ],
)
def test_date_of_an_element_is_in_its_text_unless_that_is_long(html: str, value: str | None) -> None:
    doc = document(html)
    found = doc.date_in(first(doc, "p"))
    assert (found.value if found else None) == value
    assert doc.date_in(first(doc, "p")) is found


def test_date_of_a_string() -> None:
    doc = document("<p>by Ann,\n May 4th\t2010 <b>x</b></p>")
    (string, _) = doc.soup.find_all(string=True)
    found = doc.date_in(string)
    assert found is not None
    assert (found.value, found.text) == ("2010-05-04", "May 4th 2010")


@pytest.mark.parametrize(
    ("attributes", "value"),
    [
        ('datetime="2010-05-04T11:54:30+02:00"', "2010-05-04T11:54:30+02:00"),
        ('datetime="2010-05-04"', "2010-05-04"),
        ('title="2010-05-04T11:54Z" class="published"', "2010-05-04T11:54Z"),
        ('content="20100504T115430"', "2010-05-04T11:54:30"),
        ('title="Tuesday, May 4th 2010"', "2010-05-04"),
        ('datetime="yesterday" title="May 4th 2010"', "2010-05-04"),
        ('title="Permalink to comment 7"', None),
        ('title="3 days ago"', None),
        (f'title="{"x " * 1000} May 4th 2010"', None),
        ("", None),
    ],
)
def test_exact_date_is_what_an_attribute_states(attributes: str, value: str | None) -> None:
    doc = document(f"<time {attributes}>x</time>")
    found = doc.exact_date(first(doc, "time"))
    assert (found or "").replace("+00:00", "Z") == (value or "")


def test_exact_date_in_digits_is_read_in_the_pages_order() -> None:
    doc = document('<abbr title="05/04/2010">x</abbr><p>28/04/2010</p>')
    assert doc.exact_date(first(doc, "abbr")) == "2010-04-05"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p><span>by Ann</span> <a><b>May 4th 2010</b></a></p>", "May 4th 2010"),
        ("<p>Posted on May 4th 2010</p>", "Posted on May 4th 2010"),
        ("<p>Ann, who lives by the sea, wrote this on May 4th 2010 and was glad</p>", "May 4th 2010"),
        ('<p>10 years ago<span class="likes"> - 1 Like</span></p>', "10 years ago"),
        ("<p>no date</p>", None),
    ],
)
def test_what_is_shown_of_a_date_is_the_text_of_the_smallest_element_around_it(html: str, shown: str | None) -> None:
    doc = document(html)
    paragraph = first(doc, "p")
    assert doc.shown_date(paragraph, doc.date_in(paragraph)) == shown


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_and_no_attribute_makes_a_document_raise(text: str, value: str) -> None:
    quoted = value.replace('"', "&quot;").encode("utf-8", "replace").decode()
    doc = document(f'<base href="{quoted}"><time title="{quoted}">{text.encode("utf-8", "replace").decode()}</time>')
    for element in doc.elements:
        doc.shown_date(element, doc.date_in(element))
        doc.exact_date(element)
    assert doc.base_url.startswith("http")
    assert doc.url == URL
