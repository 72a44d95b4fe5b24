"""A comment's date: from attributes and from text, the more precise of both, never invented."""

from __future__ import annotations

import pytest

from archiver.scrapers._fields import read_fields
from archiver.scrapers._items import Item, nest
from archiver.scrapers._when import When, date_offers, has_date, of_layout, sharpened, with_epoch
from tests.scrapers.pages import HERE, comments, document, draft, element


def read(header: str, *, lang: str = "en") -> tuple[str | None, str | None]:
    """(published, published_text) of a comment with this header."""
    doc = document(
        f'<div class="comment" id="comment-7"><b class="author">Fred</b> {header}<p>A boat is here.</p></div>',
        lang=lang,
    )
    (fields,) = read_fields(doc, nest([Item((element(doc, "comment-7"),))]))
    return fields.published, fields.published_text


@pytest.mark.parametrize(
    ("header", "published", "shown"),
    [
        ('<time datetime="2010-05-04T11:54:30+02:00">May 4th</time>', "2010-05-04T11:54:30+02:00", "May 4th"),
        ('<span class="date">May 4, 2010 at 11:54 am</span>', "2010-05-04T11:54", "May 4, 2010 at 11:54 am"),
        ('<span class="date">May 2010</span>', "2010-05", "May 2010"),
        ('<abbr class="published" title="2010-05-04T11:54:00Z">4 May</abbr>', "2010-05-04T11:54:00+00:00", "4 May"),
        ('<span class="date" title="2010-05-04">a while ago</span>', "2010-05-04", None),
        ('<a href="#comment-7">May 4, 2010</a>', "2010-05-04", "May 4, 2010"),
        ("<small>May 4, 2010 9:12 pm</small>", "2010-05-04T21:12", "May 4, 2010 9:12 pm"),
        ("wrote on May 4, 2010:<br>", "2010-05-04", "May 4, 2010"),
    ],
)
def test_dates_are_read_from_attributes_and_from_text(header: str, published: str, shown: str | None) -> None:
    found = read(header)
    assert found[0] == published
    if shown is not None:
        assert found[1] == shown


def test_the_more_precise_of_attribute_and_text_wins() -> None:
    assert read('<time datetime="2010-05-04">May 4, 2010 at 9:12 pm</time>')[0] == "2010-05-04T21:12"
    assert read('<time datetime="2010-05-04T21:12:09">May 4, 2010</time>')[0] == "2010-05-04T21:12:09"


def test_an_attribute_beats_a_more_precise_text_of_another_month() -> None:
    assert read('<time datetime="2010-05-04">June 4, 2010 at 9:12 pm</time>')[0] == "2010-05-04"


@pytest.mark.parametrize(
    ("text", "lang"), [("3 years ago", "en"), ("vor 3 Jahren", "de"), ("il y a 3 ans", "fr"), ("3年前", "ja")]
)
def test_a_relative_date_gives_its_text_alone(text: str, lang: str) -> None:
    assert read(f'<span class="date">{text}</span>', lang=lang) == (None, text)


def test_a_comment_without_a_date_gives_nothing() -> None:
    assert read("") == (None, None)
    assert date_offers(draft("<b>Fred</b><p>A boat.</p>")) == {}


def test_a_date_in_the_text_of_the_comment_is_not_its_date() -> None:
    found = date_offers(draft('<div class="comment-content"><p>Built on <span>May 4, 1910</span>.</p></div>'))
    assert found == {}


def test_a_date_in_a_long_line_is_only_mentioned() -> None:
    text = "The boat that my father built on May 4, 1910 is still afloat, and whoever wants to see it may come along"
    assert date_offers(draft(f"<b>Fred</b><div>{text}</div>")) == {}
    assert date_offers(draft(f"<b>Fred</b><div>{text * 3}</div>")) == {}


def test_a_time_of_day_alone_is_hardly_a_date() -> None:
    found = date_offers(draft('<span class="date">11:54 pm</span><p>A boat.</p>'))
    assert all(offer.said.value is None and offer.weight < 1 for offer in found.values())


def test_a_time_element_is_more_telling_than_a_class_and_that_more_than_a_tag() -> None:
    found = date_offers(
        draft(
            '<time datetime="2010-05-04">x</time><span class="date">May 5, 2010</span><small>May 6, 2010</small><p>A</p>'
        )
    )
    assert {key: offer.weight for key, offer in found.items()} == {"time.": 5.0, "span.date": 3.0, "small": 2.0}


def test_a_line_offers_its_date_only_where_no_element_does() -> None:
    assert set(date_offers(draft("Fred wrote on May 4, 2010:<br>A boat."))) == {"line 1", "line before the last"}
    assert set(date_offers(draft("Fred wrote on <span>May 4, 2010</span>:<br>A boat."))) == {"span"}


def test_lines_offer_dates_by_their_place_the_shortest_first() -> None:
    found = date_offers(draft("On May 1, 2010 a boat was here, and it leaked.<br>It left.<br>Fred, May 4, 2010"))
    assert {key: offer.said.value for key, offer in found.items()} == {
        "line 3": "2010-05-04",
        "last line": "2010-05-04",
        "line 1": "2010-05-01",
    }
    assert next(iter(found)) == "line 3"
    assert set(date_offers(draft("A<br>B<br>C<br>May 4, 2010<br>D<br>E"))) == {"line"}


def test_a_date_that_few_comments_tell_is_part_of_what_they_say() -> None:
    told = [date_offers(draft(text)) for text in ("A boat.<br>It left.", "On May 4, 2010 it leaked.", "A net.<br>Mud.")]
    assert of_layout(told) == [{}, {}, {}]
    heads = [date_offers(draft(f"Fred, May {day}, 2010<br>A boat.")) for day in (4, 5, 6)]
    assert of_layout(heads) == heads
    assert of_layout(told[1:2]) == told[1:2]


def test_bold_words_that_a_comment_begins_with_may_hold_its_date() -> None:
    assert set(date_offers(draft(f"<b>Fred (May 4, 2010):</b> {'A boat leaks. ' * 20}"))) == {"b"}
    assert date_offers(draft(f"A boat <b>of May 4, 2010</b> leaks. {'It does. ' * 30}")) == {}


def test_the_date_of_a_quoted_form_or_answer_is_not_the_comments() -> None:
    assert date_offers(draft('<form><span class="date">May 4, 2010</span></form><p>A boat.</p>')) == {}


def test_a_time_of_day_beside_the_date_sharpens_it() -> None:
    assert read('<div><span class="date">May 4, 2010</span> <i>at 9:12 pm</i></div>') == (
        "2010-05-04T21:12",
        "May 4, 2010 at 9:12 pm",
    )


def test_only_the_same_day_sharpens() -> None:
    item = draft('<div id="x"><span class="date" id="d">May 4, 2010</span> June 6, 2011 at 9:12 pm</div><p>A boat.</p>')
    place = element(item.document, "d")
    assert sharpened(item, place, When("2009-01-01", "x")) == When("2009-01-01", "x")
    assert sharpened(item, place, When("2010-05-04T08:00", "x")) == When("2010-05-04T08:00", "x")


def test_only_what_stands_in_the_same_short_line_sharpens() -> None:
    text = "A boat leaks, and we mend it with tar and with the old nets of my grandfather until the evening comes. " * 2
    item = draft(f'<div><span id="d">May 4, 2010</span> {text} 9:12 pm</div>')
    assert sharpened(item, element(item.document, "d"), When("2010-05-04", "x")) == When("2010-05-04", "x")


def test_the_whole_comment_never_sharpens() -> None:
    item = draft('<span class="date" id="d">May 4, 2010</span> We sail at 9:12 pm')
    assert sharpened(item, element(item.document, "d"), When("2010-05-04", "x")) == When("2010-05-04", "x")


EPOCH = f"{HERE}?showComment=1272967440000#c12"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When(None, "12:04 PM"), "2010-05-04T12:04:00+02:00"),
        (When("2010-05-04", "May 4, 2010"), "2010-05-04T10:04:00+00:00"),
        (When("2010-05-04T12:04", "May 4, 2010 12:04 PM"), "2010-05-04T12:04:00+02:00"),
        (When("2010-05-04T06:04", "May 4, 2010 6:04 AM"), "2010-05-04T06:04:00-04:00"),
        (When(None, None), "2010-05-04T10:04:00+00:00"),
        (When("2010-05-04T10:04:01Z", "May 4"), "2010-05-04T10:04:01Z"),
    ],
)
def test_a_permalink_of_blogger_holds_the_instant_and_the_page_its_local_time(when: When, expected: str) -> None:
    assert with_epoch(draft("x"), when, EPOCH) == When(expected, when.text)


def test_other_permalinks_hold_no_instant() -> None:
    when = When("2010-05-04", "May 4, 2010")
    assert with_epoch(draft("x"), when, f"{HERE}#comment-7") is when
    assert with_epoch(draft("x"), when, None) is when


def test_an_instant_that_cannot_be_is_left_out() -> None:
    when = When("2010-05-04", "May 4, 2010")
    assert with_epoch(draft("x"), when, f"{HERE}?showComment=9999999999999#c1") == when


def test_only_short_texts_have_a_date() -> None:
    doc = document(f'<p id="a">on May 4, 2010</p><p id="b">on May 4, 2010 {"boats " * 40}</p><p id="c">boats</p>')
    assert [has_date(doc, element(doc, name)) for name in "abc"] == [True, False, False]


def test_a_broken_attribute_gives_way_to_the_day_that_is_shown() -> None:
    header = '<abbr class="published" title="09-05-04T11:54:00+00:00">May 4, 2009 11:54 AM</abbr>'
    assert read(header)[0] == "2009-05-04T11:54"


def test_the_time_of_day_may_stand_on_a_line_of_its_own() -> None:
    assert read("<dl><dd>04.05.2010</dd><dd>11:54 Uhr</dd></dl>", lang="de")[0] == "2010-05-04T11:54"


def test_a_date_may_stand_in_pieces_on_lines_of_their_own() -> None:
    """Like a leaf of a calendar: a newspaper's own make."""
    leaf = '<div class="l"><p class="y">2011</p><p class="d">Aug {}</p><p class="t">02:2{}p.m</p></div>'
    said = '<div class="r"><p class="name"><span>Fred {}</span> says: </p><p>Boat {} leaks.</p></div>'
    rows = "".join(f'<div class="x">{leaf.format(n, n)}{said.format("AB"[n - 1], n)}</div>' for n in (1, 2))
    found = comments(f"<h2>Comments - 2</h2><div>{rows}</div>")
    assert [(c.published, c.content_text) for c in found] == [
        ("2011-08-01T14:21", "Boat 1 leaks."),
        ("2011-08-02T14:22", "Boat 2 leaks."),
    ]


def test_the_time_of_day_in_a_title_around_the_date_is_taken() -> None:
    head = '<a class="user" href="/u">fred</a> <span class="age" title="2010-05-04T11:54:30"><a href="/i">on May 4, 2010</a></span>'
    (found,) = comments(f'<div class="comment" id="comment-7"><p>{head}</p><p>It leaks.</p></div>')
    assert (found.published, found.published_text) == ("2010-05-04T11:54:30", "on May 4, 2010")


def test_what_stands_around_a_line_with_the_day_may_state_the_time() -> None:
    """t3extblog, for TYPO3."""
    row = (
        '<div class="comment"><b>{}</b><p title="0{n}.05.2016 - 21:14:09">0{n}.05.2016</p><p>Boat {n} leaks.</p></div>'
    )
    found = comments("".join(row.format(name, n=n) for n, name in enumerate(("Regula", "Ueli"), 3)), lang="de")
    assert [c.published for c in found] == ["2016-05-03T21:14:09", "2016-05-04T21:14:09"]
