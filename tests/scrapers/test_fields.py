"""The fields of comments that share one layout are read together."""

from __future__ import annotations

from archiver.records import Author
from archiver.scrapers._fields import Fields, read_fields
from archiver.scrapers._items import Item, nest
from tests.scrapers.pages import HERE, document


def fields(*rows: str) -> list[Fields]:
    doc = document("".join(f'<div class="comment">{row}</div>' for row in rows))
    return read_fields(doc, nest([Item((e,)) for e in doc.named("div") if "comment" in e.classes]))


def test_no_items_have_no_fields() -> None:
    assert read_fields(document(""), []) == []


def test_all_fields_of_a_comment_are_read() -> None:
    (found,) = fields(
        f'<a id="comment-7"></a><b class="author">Fred</b> <a href="{HERE}#comment-7">May 4, 2010</a><p>A boat.</p>'
    )
    assert (found.id, found.kind, found.author, found.url) == (
        "comment-7",
        "comment",
        Author("Fred"),
        f"{HERE}#comment-7",
    )
    assert (found.published, found.published_text, found.text) == ("2010-05-04", "May 4, 2010", "A boat.")
    assert not found.is_anonymous


def test_nobody_is_not_the_same_as_no_name() -> None:
    said, silent = fields('<b class="author">Anonymous</b><p>A boat.</p>'), fields("<p>A boat is here.</p>")
    assert [(f.author, f.is_anonymous) for f in (*said, *silent)] == [(None, True), (None, False)]


def test_the_layout_of_most_comments_reads_them_all() -> None:
    """`Boats Ltd` stands where a name could, on one of them."""
    rows = [f'<i class="user">{n}</i> <b class="author">{n} Jones</b><p>A boat.</p>' for n in ("Fred", "Ann")]
    found = fields(*rows, '<b class="author">Tim Jones</b> of <i class="company">Boats Ltd</i><p>A boat.</p>')
    assert [f.author and f.author.name for f in found] == ["Fred Jones", "Ann Jones", "Tim Jones"]


def test_the_line_of_a_ping_is_not_its_text() -> None:
    (found,) = fields('Pingback: <a href="https://other.example/">Nets</a><p>[...] a boat that leaks [...]</p>')
    assert (found.kind, found.author) == ("pingback", Author("Nets", "https://other.example/"))
    assert found.text == "[...] a boat that leaks [...]"


def test_an_excerpt_makes_a_ping() -> None:
    (found,) = fields('<b class="author">Nets</b> May 4, 2010<p>[...] a boat that leaks [...]</p>')
    assert (found.kind, found.author) == ("pingback", Author("Nets"))


def test_a_permalink_of_blogger_gives_the_instant() -> None:
    (found,) = fields(
        f'<b class="author">Fred</b> <a href="{HERE}?showComment=1272967440000#c7">12:04 PM</a><p id="c7">A boat.</p>'
    )
    assert (found.published, found.published_text) == ("2010-05-04T12:04:00+02:00", "12:04 PM")
