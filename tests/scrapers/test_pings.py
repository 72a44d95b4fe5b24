"""Pingbacks and trackbacks are told from comments by class, list, word or excerpt."""

from __future__ import annotations

import pytest

from archiver.records import Author
from archiver.scrapers._draft import Draft
from archiver.scrapers._items import Item
from archiver.scrapers._pings import is_excerpt, kind_of, linked_title, ping_line
from tests.scrapers.pages import comments, document, draft, element


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('Pingback: <a href="https://other.example/">Nets</a>', "pingback"),
        ('Trackback: <a href="https://other.example/">Nets</a>', "trackback"),
        ("Trackback from Nets on May 4, 2010", "trackback"),
        ("Pingback von Netze", "pingback"),
        ("Pingbacks - Nets", "pingback"),
        ("Уведомление: Сети", "pingback"),
        ("ピンバック: 網", "pingback"),
        ("Ping : Filets", "pingback"),
        ("Pingback： 网", "pingback"),
        ("Pingbacks are a nuisance", "comment"),
        ("I like pingback: it works", "comment"),
        ("", "comment"),
    ],
)
def test_the_first_line_says_the_kind(line: str, kind: str) -> None:
    item = draft(line)
    assert kind_of(item) == kind
    assert (ping_line(item) is not None) is (kind != "comment")


@pytest.mark.parametrize(
    ("around", "kind"),
    [
        ('<ol class="pingback">{}</ol>', "pingback"),
        ('<ol class="trackback">{}</ol>', "trackback"),
        ('<ol class="pinglist pings">{}</ol>', "pingback"),
        ('<div id="pings"><ul>{}</ul></div>', "pingback"),
        ('<ul class="trackbacks">{}</ul>', "trackback"),
        ("<h3>Trackbacks</h3><ol>{}</ol>", "pingback"),
        ("<h3>2 Pingbacks</h3><ol>{}</ol>", "pingback"),
        ("<h3>Trackbacks &amp; Pingbacks</h3><ul>{}</ul>", "pingback"),
        ('<div class="section-title">Pingbacks</div><ol>{}</ol>', "pingback"),
        ("<div>Pingbacks</div><ol>{}</ol>", "comment"),
        (f"<p>Trackbacks {'are a nuisance and ' * 5}</p><ol>{{}}</ol>", "comment"),
        ("<h3>2 Comments</h3><ol>{}</ol>", "comment"),
        ("<h3>Pingbacks</h3><section>{}</section>", "comment"),
        ('<ol class="commentlist">{}</ol>', "comment"),
    ],
)
def test_the_list_around_says_the_kind(around: str, kind: str) -> None:
    assert kind_of(draft("<b>Fred</b><p>A boat.</p>", around=around)) == kind


def test_the_item_says_the_kind() -> None:
    """As Dotclear's lists do, where pings stand among the comments."""
    found = comments(
        '<ol id="comments"><li class="comment" id="c1"><p>From Ann - <time>2010-05-04</time></p><p>A boat.</p></li>'
        '<li class="ping odd" id="c2"><p>From <a href="https://other.example/">Nets</a> - <time>2010-05-05</time></p>'
        "<p>They mend.</p></li>"
        '<li class="comment" id="c3"><p>From Tim - <time>2010-05-06</time></p><p>It leaks.</p></li></ol>'
    )
    assert [(comment.id, comment.kind) for comment in found] == [
        ("c1", "comment"),
        ("c2", "pingback"),
        ("c3", "comment"),
    ]


@pytest.mark.parametrize(
    ("inner", "author"),
    [
        (
            '<a href="https://here.example/#c4">Pingback</a> from: <a href="https://other.example/1">Nets</a>',
            Author("Nets", "https://other.example/1"),
        ),
        (
            'Pingback: <a href="https://other.example/1">Nets and more</a>',
            Author("Nets and more", "https://other.example/1"),
        ),
        ('Pingback: <a href="/own/">Own post</a>', Author("Own post", "https://blog.example/own/")),
        (
            '<a href="/x">May 4</a> <cite><a href="https://other.example/">Nets</a></cite>',
            Author("Nets", "https://other.example/"),
        ),
        ("Trackback from Nets on the shore", Author("Nets on the shore")),
        ("Pingback:", None),
        ("<p>A boat.</p>", None),
        ('<a href="javascript:x()">Nets</a>', None),
        ('<a href="https://other.example/"> </a>', None),
    ],
)
def test_the_post_that_links_here_is_the_author_of_a_ping(inner: str, author: Author | None) -> None:
    assert linked_title(draft(inner)) == author


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[...] as the harbour blog says [...]", True),
        ("[…] as the harbour blog says […]", True),
        ("This post was mentioned on Twitter by Fred", True),
        ("As I said [...]", False),
        ("", False),
    ],
)
def test_an_excerpt_is_known_by_its_beginning(text: str, expected: bool) -> None:
    assert is_excerpt(text) is expected


def test_a_trackback_is_by_the_blog_that_is_cited_before_its_title() -> None:
    item = draft(
        '<h4><cite>Nets daily</cite> on May 4, 2010: <a href="https://other.example/boats">On boats</a></h4><p>Boats are …</p>'
    )
    assert linked_title(item) == Author("Nets daily", "https://other.example/boats")


def test_the_last_line_may_say_the_kind() -> None:
    """As WordPress's theme of 2005 does below what each comment says."""
    row = '<li id="comment-{0}"><p>{1}</p><p><cite>{2} &#8212; {0}.3.2005 @ <a href="#comment-{0}">07:30</a></cite></p></li>'
    nets = '<a href="https://nets.example/7">Nets</a>'
    rows = (
        row.format(8, "A boat leaks.", 'Kommentar von <a href="https://ann.example/">Ann</a>'),
        row.format(9, "Boats are mended.", f"Pingback von {nets}"),
        row.format(19, "Boats are sold.", f"Pingback von {nets.replace('Nets', 'Links 2005-03-04')}"),
        row.format(10, "Netze!", "Kommentar von Tim"),
    )
    assert [
        (c.kind, c.author, c.published, c.content_text) for c in comments(f"<ol>{''.join(rows)}</ol>", lang="de")
    ] == [
        ("comment", Author("Ann", "https://ann.example/"), "2005-03-08T07:30", "A boat leaks."),
        ("pingback", Author("Nets", "https://nets.example/7"), "2005-03-09T07:30", "Boats are mended."),
        ("pingback", Author("Links 2005-03-04", "https://nets.example/7"), "2005-03-19T07:30", "Boats are sold."),
        ("comment", Author("Tim"), "2005-03-10T07:30", "Netze!"),
    ]


def test_the_address_for_trackbacks_is_none() -> None:
    row = '<div class="comment"><b>Fred {0}</b> - May {0}, 2010<p>Boat {0} leaks.</p></div>'
    box = '<div class="trackback">Trackback URL:<br>https://blog.example/5/trackback</div>'
    assert len(comments(row.format(3) + row.format(4) + box)) == 2


def test_the_word_for_a_trackback_may_stand_behind_an_anchor() -> None:
    """b2evolution: boxes below empty anchors."""
    doc = document('<a id="c7"></a><div id="box"><h5>Trackback de: <a href="http://nets.example/">Nets</a></h5></div>')
    item = Draft(doc, Item((element(doc, "c7"), element(doc, "box"))))
    assert (kind_of(item), linked_title(item)) == ("trackback", Author("Nets", "http://nets.example/"))
