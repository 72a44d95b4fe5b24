"""A comment's author: from names of elements first, then from the words of its header; nobody rather than a label."""

from __future__ import annotations

import pytest

from archiver.records import Author
from archiver.scrapers._commenter import author_at
from archiver.scrapers._fields import read_fields
from archiver.scrapers._header import header_text
from archiver.scrapers._items import Item, nest
from archiver.scrapers._who import all_author_offers
from tests.scrapers.pages import comments, document, draft

BODY = "<p>A boat is here, and it leaks.</p>"


def authors(*headers: str, body: str = BODY) -> list[Author | None]:
    """The authors of the comments of a page, one for each header."""
    doc = document("".join(f'<div class="comment">{header}{body}</div>' for header in headers))
    return [
        field.author
        for field in read_fields(doc, nest([Item((e,)) for e in doc.named("div") if "comment" in e.classes]))
    ]


def name(header: str) -> str | None:
    (author,) = authors(header)
    return author.name if author else None


@pytest.mark.parametrize(
    "header",
    [
        '<cite class="fn">Fred Jones</cite> <span class="says">says:</span>',
        '<cite>Fred Jones</cite> says:<br><small><a href="#c1">May 4, 2010</a></small>',
        '<div class="comment-author vcard"><b class="fn">Fred Jones</b></div>',
        '<span itemprop="author">Fred Jones</span>',
        '<span itemprop="author" itemscope><span itemprop="name">Fred Jones</span></span>',
        '<a class="u-author p-name" href="https://fred.example/">Fred Jones</a>',
        '<a rel="external nofollow" href="https://fred.example/">Fred Jones</a> | May 4, 2010',
        '<div class="submitted">Submitted by <span class="username">Fred Jones</span> on May 4, 2010</div>',
        '<div class="comment-byline">By Fred Jones on May 4, 2010</div>',
        '<div class="author">Fred Jones <time>May 4, 2010</time></div>',
        '<div class="author">Fred Jones, May 4, 2010 at 10:00</div>',
        '<div class="author">May 4, 2010 Fred Jones</div>',
        '<div class="author">Fred Jones <span>Author</span></div>',
        '<div class="author">Fred Jones <a class="reply-link" href="#">Reply</a></div>',
        '<div class="author">Fred Jones https://fred.example/</div>',
        '<div class="author"><div class="meta">Fred Jones <div class="date">May 4, 2010</div></div></div>',
        '<div class="user-name">Fred Jones (not verified)</div>',
        '<h3 class="username"><a href="/u/fred">Fred Jones</a><span class="title">regular</span></h3>',
        '<p><b>Title</b> On hinges <span>by <a href="/u/1">Fred Jones</a> on <b>May 4, 2010</b></span></p>',
        "<p>12: <b>Fred Jones</b> : 2010/05/04 10:00 ID:aB3xQz</p>",
        "<h3>Comentario de Fred Jones el <i>May 4, 2010</i></h3>",
        "<p><strong>Fred Jones (May 4, 2010):</strong> It floats.</p>",
        "<p>Fred Jones says:</p>",
        "<p>Posted by: Fred Jones | May 4, 2010</p>",
        "<p>Posted by Fred Jones</p>",
        "<p>Fred Jones on May 4, 2010</p>",
        "<p>Fred Jones, May 4, 2010</p>",
        "<p>May 4, 2010, Fred Jones</p>",
        '<span class="user"><a href="/u">Fred Jones</a> <span>2 followers</span></span> <span>May 4, 2010</span>',
        "<p>Fred Jones（2010/05/04 11:54）</p>",
        '<div class="author">Fred Jones <span>May 4, 2010, <a href="#r">Reply</a></span></div>',
        '<div class="author"><a href="/u">Fred Jones</a>, <a href="#r">Reply</a></div>',
        '<div class="author">Fred Jones <span>On May 4, 2010</span></div>',
        "<p>On May 4, 2010 at 22:09 <span>by Fred Jones,</span> <span>in answer to: Why nobody in the harbour ever mends a boat, and who has to</span></p>",
        '<p><span class="comment-title">Leaks</span> (Fred Jones)</p><p>May 4, 2010</p>',
        "<p>De Fred Jones a 4 de maio de 2010 às 11:54</p>",
        '<p><a href="#">Reply</a> <a href="#">Quote</a></p><p>#1楼 2010-05-04 11:54 <a href="/u">Fred Jones</a></p>',
        '<div class="byline"><a href="/u">Fred Jones</a> <time>3 years ago</time> | <a href="/c">link</a></div>',
        '<div class="vh"><span class="vnick">Fred Jones</span> <span>Chrome 90</span></div><p>2010-05-04</p>',
        "<p><a>Fred Jones</a><span>3 years ago</span><span>May 4, 2010</span></p>",
        "<p>May 4, 2010 by Fred Jones</p>",
        "<b>Fred Jones</b><br>May 4, 2010<br>",
        "<p>May 4, 2010</p><h4>Fred Jones</h4>",
        "<p>on May 4, 2010,<br><strong>Fred Jones</strong> posted <strong>a comment</strong></p>",
        '<div class="author meta"><strong>Fred Jones</strong>May 4, 2010 at 9:04 am<a class="reply-link"> - Reply</a></div>',
        "<p><strong><a>7</a></strong> <strong>Fred Jones</strong> // May 4, 2010</p>",
        "<p>May 4, 2010 9:04:12 AM (W. Europe Standard Time, UTC+01:00)</p><p>by Fred Jones</p>",
        "<p><span>7</span> <b>Fred Jones</b> said:</p>",
        "<p>May 4, 2010 | Fred Jones | <a>Homepage</a> | #</p>",
        "<p>Fred Jones, Tue, May 4, 2010</p>",
        "<h3><a href='#c1'>So it is</a></h3><p>Fred Jones, May 4, 2010</p>",
        "<cite><span class='comment-name'>Fred Jones</span> (<a href='/x'>URL</a>) - May 4, 2010</cite>",
        "<strong>Fred Jones</strong>",
        '<cite class="fn">Fred Jones <span>Auteur de l’article</span></cite><a href="#c">4 mai 2010</a>',
        "<p>1. Fred Jones wrote:</p>",
    ],
)
def test_the_author_is_read_from_any_header(header: str) -> None:
    assert name(header) == "Fred Jones"


@pytest.mark.parametrize(
    "header",
    [
        '<cite class="fn">Anonymous</cite> <span class="says">says:</span>',
        '<div class="author">Guest</div>',
        "<p>Posted by: Anonymous | May 4, 2010</p>",
        "<p>Anonymous, May 4, 2010</p>",
        "<p>May 4, 2010, Anonymous</p>",
        '<span class="author">fred@blog.example</span>',
        "<p>Posted on May 4, 2010</p>",
        '<img class="author" src="x.png">',
        '<span class="author"></span>',
        f'<span class="author">{"A long biography. " * 20}</span>',
        f'<span class="author">{"A long biography. " * 10}</span>',
    ],
)
def test_nobody_is_named_where_the_page_names_nobody(header: str) -> None:
    assert name(header) is None


def test_what_says_the_same_of_all_comments_is_a_label() -> None:
    header = '<span class="author">Comment author</span> <b class="user">{}</b>'
    assert [a and a.name for a in authors(*(header.format(n) for n in ("Fred", "Ann", "Tim")))] == [
        "Fred",
        "Ann",
        "Tim",
    ]


def test_the_key_that_serves_all_is_asked_first() -> None:
    found = authors(
        '<cite class="fn">Fred</cite> <i class="name">Boats Ltd</i>',
        '<cite class="fn">Ann</cite>',
        '<cite class="fn">Tim</cite>',
    )
    assert [a and a.name for a in found] == ["Fred", "Ann", "Tim"]


def test_an_author_named_in_the_text_is_not_the_comments() -> None:
    body = '<div class="comment-content"><p>As <span class="author">Ann</span> says, boats leak.</p></div>'
    assert authors('<cite class="fn">Fred</cite>', body=body) == [Author("Fred")]
    (offers,) = all_author_offers([draft(body)])
    assert "span.author" not in offers


def test_the_words_of_headers_are_not_read_where_elements_are_named() -> None:
    (offers,) = all_author_offers([draft(f'<cite class="fn">Fred</cite> says on May 4, 2010:{BODY}')])
    assert set(offers) == {"cite.fn"}


def test_words_of_headers_are_ranked_by_how_telling_they_are() -> None:
    (offers,) = all_author_offers([draft(f"<p><b>Fred</b> says on May 4, 2010:</p>{BODY}")])
    assert {key: (offer.weight, offer.said) for key, offer in offers.items()} == {
        "says": (2.5, "Fred"),
        "before date": (1.2, "Fred"),
        "bold": (1.0, "Fred"),
    }


def test_a_first_line_is_a_weak_offer() -> None:
    (offers,) = all_author_offers([draft(f"<p>Fred</p>{BODY}")])
    assert offers["first line"].weight == 0.6


def test_a_comment_of_links_alone_has_no_author() -> None:
    assert all_author_offers([draft('<a href="#">Reply</a>')]) == [{}]


@pytest.mark.parametrize(
    ("header", "url"),
    [
        ('<cite class="fn"><a href="https://fred.example/">Fred</a></cite>', "https://fred.example/"),
        ('<a class="author" href="/users/fred">Fred</a>', "https://blog.example/users/fred"),
        ('<a href="https://fred.example/"><b class="author">Fred</b></a>', "https://fred.example/"),
        ('<p><a href="https://fred.example/">Fred</a> says:</p>', "https://fred.example/"),
        (
            '<span class="author"><a href="/a"><i class="badge"></i></a><a href="/fred">Fred</a></span>',
            "https://blog.example/fred",
        ),
        ('<cite class="fn"><a href="#comment-7">Fred</a></cite>', None),
        ('<cite class="fn"><a href="https://blog.example/2010/05/hello/#c7">Fred</a></cite>', None),
        ('<cite class="fn"><a href="javascript:alert(1)">Fred</a></cite>', None),
        ('<div class="author">Fred // <a href="/2010/05/hello/?replytocom=7#respond">Reply</a></div>', None),
        ('<cite class="fn">Fred</cite>', None),
    ],
)
def test_the_authors_link_stands_at_the_name(header: str, url: str | None) -> None:
    (author,) = authors(header)
    assert author is not None
    assert author.url == url


@pytest.mark.parametrize(
    ("image", "url"),
    [
        ('<img class="avatar" src="/a.png">', "https://blog.example/a.png"),
        ('<img src="https://gravatar.example/avatar/1">', "https://gravatar.example/avatar/1"),
        ('<span class="user-picture"><img src="/a.png"></span>', "https://blog.example/a.png"),
        ('<img class="u-photo" data-src="/real.png" src="data:image/gif;base64,R0">', "https://blog.example/real.png"),
        ('<img src="/boat.png">', None),
        ("", None),
    ],
)
def test_the_picture_beside_the_name_is_the_avatar(image: str, url: str | None) -> None:
    (author,) = authors(f'{image}<cite class="fn">Fred</cite>')
    assert author is not None
    assert author.avatar_url == url


def test_a_picture_in_the_text_is_no_avatar() -> None:
    body = '<div class="comment-content"><p>Look: <img class="avatar" src="/boat.png"></p></div>'
    assert authors('<cite class="fn">Fred</cite>', body=body) == [Author("Fred")]


def test_an_author_may_be_placed_at_a_line() -> None:
    item = draft(f'<p>Posted by <a href="/fred">Fred</a></p>{BODY}')
    assert author_at(item, item.lines[0], "Fred") == Author("Fred", "https://blog.example/fred")


def test_header_text_has_no_outer_punctuation() -> None:
    assert header_text(" — Fred  Jones:, ") == "Fred Jones"


def test_a_nickname_behind_a_label_may_begin_with_a_small_letter() -> None:
    """b2evolution."""
    assert name("<div>Comment from: fred [Member]</div><p>May 4, 2010</p>") == "fred"
    assert name("<div>From: the harbour</div><p>May 4, 2010</p>") != "the"


def test_a_link_that_shows_where_it_leads_is_the_commenters_own() -> None:
    head = 'Comment from: Fred [Visitor] &middot; <a href="http://fred.example/">fred.example/</a>'
    assert authors(f"<div>{head}</div><p>May 4, 2010</p>") == [Author("Fred", "http://fred.example/")]


def test_initials_in_place_of_a_picture_are_no_name() -> None:
    assert authors("<h4>FJ</h4><div>Fred Jones</div><div>May 4, 2010</div>", body="<p>A boat is here.</p>") == [
        Author("Fred Jones")
    ]


def test_the_subject_of_an_answer_is_no_name() -> None:
    assert name("<h4>Re: Boats</h4><p>Fred</p><p>May 4, 2010</p>") == "Fred"


def test_the_name_may_stand_below_the_date_behind_the_text() -> None:
    foot = "<ul><li>2010/05/04 (11:54)</li><li>Fred <a href='http://fred.example/'>URL</a></li></ul>"
    found = comments(
        f'<div class="comment" id="comment1"><h4>Re: Boats</h4><div class="body">A boat leaks.</div>{foot}</div>'
    )
    assert [c.author.name for c in found if c.author] == ["Fred"]


def test_an_address_beside_the_name_does_not_cut_it() -> None:
    head = '<div class="comment-author"><span>Fred Jones</span><span class="username">fj@social.example</span></div>'
    assert name(f"{head}<p>May 4, 2010</p>") == "Fred Jones"


def test_a_name_between_the_date_and_the_text_is_the_author() -> None:
    head = '<div class="c12">2010-05-04</div><div class="c4">{}</div><div class="c8">A boat is here and leaks.</div>'
    body = "".join(f'<div class="comment">{head.format(who)}</div>' for who in ("Fred", "ann_b", "Tim"))
    found = comments(f'<h3>Comments</h3><div class="comments">{body}</div>')
    assert [c.author.name for c in found if c.author] == ["Fred", "ann_b", "Tim"]


def test_a_number_beside_the_name_is_no_part_of_it() -> None:
    assert name('<span><b>7#</b><a href="http://f.example/">Fred</a> <i>2010-05-04 11:54</i></span>') == "Fred"


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        ("Přidal: {}", ("Fred", "Ann Lee", "Tim")),
        ("{} σχολίασε", ("Fred", "Ann Lee", "Tim")),
        ("Από {}", ("Fred", "Ann Lee", "Tim")),
        ("De {}", ("Fred", "Ann Lee", "Tim")),
        ("{}", ("Herr Fred", "Herr Lee", "Herr Tim")),
        ("{}", ("John from Ohio", "Fred", "Ann")),
        ("{}", ("Ann", "Ann Lee", "Ann B")),
        ("{}", ("أحمد علي", "محمد علي", "سارة علي")),
        ("{} — 3 days ago", ("Fred", "Ann Lee", "Tim")),
    ],
)
def test_what_all_names_begin_or_end_with_in_small_letters_is_no_part_of_them(
    shown: str, names: tuple[str, ...]
) -> None:
    found = authors(*(f'<span class="author">{shown.format(name)}</span>' for name in names))
    assert [author and author.name for author in found] == list(names)


@pytest.mark.parametrize(
    "one",
    [
        "<div><p>{}</p></div><div>May 4, 2010</div><div><b>Fred</b></div>",
        "<p>{}</p><div>2010-05-04 09:00</div><div><a href='http://fred.example/'>Fred</a></div><div><a href='#r'>Reply</a></div>",
        "<div>on <p>May 4, 2010</p><p>Fred</p> says:</div><p>{}</p>",
        "<div><h5>Fred</h5>on <p>May 4, 2010</p></div><p>{}</p>",
        "<div>by Fred @ on <time>[04.05.2010 11:15]</time></div><p>{}</p>",
        "<div>Fred <em>4.5.10 - 11:15</em></div><p>{}</p>",
        "<div>Fred wrote</div><div>May 4, 2010</div><p>{}</p>",
        "<div>3 days ago, Fred says:</div><p>{}</p>",
        "<div>Fred<br>May 4, 2010</div><div>{} Thanks for telling, and much love from Kiel</div>",
        "<h4 class='sub_title'>Ahoy Fred</h4><div class='sub_body'>{}</div><ul><li>2010/05/04 (09:00)</li><li>Fred</li></ul>",
        "<div><span>#7</span> by <h5>Fred</h5><p>May 4, 2010</p></div><p>{}</p>",
    ],
)
def test_labels_are_no_names_and_a_name_may_stand_below_the_date_at_the_end(one: str) -> None:
    texts = ("The boat leaks here, and nobody minds.", "It does.", "So it does, and has done so for years.")
    names = ["Fred", "Ann Lee", "Tim"]
    headers = (one.format(text).replace("Fred", name) for text, name in zip(texts, names, strict=True))
    assert [a and a.name for a in authors(*headers, body="")] == names


def test_a_long_text_in_a_span_beside_others_is_no_part_of_their_line() -> None:
    one = "<div class='comment'><span>{}</span><span>May 4, 2010</span><span>{}</span></div>"
    text = "The boat leaks, and it did so last year and the year before, and nobody in the harbour minds. " * 2
    rows = "".join(one.format(name, text) for name in ("Fred", "Ann Lee", "Tim"))
    found = comments(f'<div id="comments">{rows}</div>')
    assert [(c.author and c.author.name, c.content_text) for c in found] == [
        (name, text.strip()) for name in ("Fred", "Ann Lee", "Tim")
    ]


def test_a_labelled_fact_behind_the_name_is_not_part_of_it() -> None:
    header = "<div><b>{0}</b> <i>Ort: {1}</i> <span>0{2}.05.2010 | 10:00 Uhr</span></div>"
    rows = [("Fred", "Kiel", 3), ("Ann Lee", "Bonn", 4), ("Bo", "Ulm", 5)]
    found = authors(*(header.format(*row) for row in rows))
    assert [author and author.name for author in found] == ["Fred", "Ann Lee", "Bo"]


def test_since_when_somebody_is_a_member_is_neither_name_nor_date() -> None:
    row = (
        '<div class="comment"><div class="user"><a href="/u">{0}</a><i>Mitglied seit 12.04.2009<br>{1} Beiträge</i></div>'
        "<div>Registriert: Mi 3. Jan 2007</div><div>0{1}.05.2010 10:00 Uhr</div><p>{0} has a boat.</p></div>"
    )
    found = comments("".join(row.format(name, n) for n, name in enumerate(("fred", "ann", "bo"), 3)), lang="de")
    assert [(c.author and c.author.name, c.published) for c in found] == [
        ("fred", "2010-05-03T10:00"),
        ("ann", "2010-05-04T10:00"),
        ("bo", "2010-05-05T10:00"),
    ]


def test_what_stands_behind_a_linked_name_in_its_box_is_not_part_of_it() -> None:
    row = '<div class="com-auteur"><a class="nom" href="/u">{}</a> <span class="metier">{}</span></div>'
    found = authors(row.format("loulou35", "institutrice"), row.format("Bruno", "De passage"))
    assert [author and author.name for author in found] == ["loulou35", "Bruno"]


def test_a_time_zone_behind_the_date_is_no_name() -> None:
    head = "<div>Tuesday, May {}, 2010 2:22:11 PM (GMT Standard Time, UTC+00:00)</div>"
    found = authors(*(head.format(day) for day in (4, 11)), body=f"<div>{BODY}</div>")
    assert found == [None, None]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["Beat, Thun", "Meitli, Züri", "Mr. T, Bern"], ["Beat", "Meitli", "Mr. T"]),
        (["Lee, Ann", "Marsh, Peter", "Dow, Susan"], ["Lee, Ann", "Marsh, Peter", "Dow, Susan"]),
        (["Beat, Thun", "Meitli", "Mr. T, Bern"], ["Beat, Thun", "Meitli", "Mr. T, Bern"]),
    ],
)
def test_where_all_names_go_on_with_a_place_it_is_no_part_of_them(rows: list[str], found: list[str]) -> None:
    names = authors(*(f'<span class="author">{row} am 1{n}.03.2012 14:22</span>' for n, row in enumerate(rows)))
    assert [author and author.name for author in names] == found


def test_a_bar_ends_a_name_and_begins_a_number() -> None:
    row = "<p>1{0}.03.2013 | 14:22 | von <span>Hans Meier</span> | {0} Antworten</p>"
    assert [author and author.name for author in authors(row.format(1), row.format(2))] == ["Hans Meier"] * 2
    row = "<div>1{0}.03.2012 19:04</div><h4>Boats</h4><p>von {1} | #{0}</p>"
    found = authors(row.format(1, "Ann"), row.format(2, "fahrradfan"), row.format(3, "Bo"))
    assert [author and author.name for author in found] == ["Ann", "fahrradfan", "Bo"]


def test_behind_the_word_with_which_half_of_the_comments_are_signed_stand_names_of_any_shape() -> None:
    row = '<div class="submitted">von {}</div>'
    found = authors(*map(row.format, ("Jens", "Benjamin", "Anne aus W.", "drupalero")))
    assert [author and author.name for author in found] == ["Jens", "Benjamin", "Anne aus W.", "drupalero"]


def test_a_rank_in_small_letters_behind_the_name_is_not_part_of_it() -> None:
    head = '<h5><a href="/u/1">{}</a> - <small>{}</small><br><small>0{}.05.2019 - 21:14 Uhr</small></h5><div>Posts: <b>{}</b></div>'
    rows = [("Nordmann", "Roadie", 3, 42), ("Thorsten B.", "Headbanger", 4, 1)]
    found = comments("".join(f'<div class="comment">{head.format(*row)}{BODY}</div>' for row in rows), lang="de")
    assert [(c.author and c.author.name, c.content_text) for c in found] == [
        (name, "A boat is here, and it leaks.") for name in ("Nordmann", "Thorsten B.")
    ]


def test_the_name_of_an_account_elsewhere_is_no_mail_address() -> None:
    assert (
        name('<a class="u-author" href="https://social.example/@fred">fred@social.example</a>') == "fred@social.example"
    )
    assert name('<a class="u-author" href="mailto:fred@mail.example">fred@mail.example</a>') is None


def test_who_is_answered_is_no_part_of_the_name() -> None:
    head = '<span class="author"><a href="https://ann.example/">Ann</a> @ <a href="/hello#7">Fred</a></span>'
    assert name(head) == "Ann"
    assert name(head.replace("/hello#7", "https://boats.example/")) == "Ann @ Fred"


def test_the_address_of_a_homepage_behind_the_name_is_no_part_of_it() -> None:
    heads = ("<h5>Commentaire de: Fred &middot; http://fred.example/</h5>", "<h5>Commentaire de: Ann</h5>")
    found = authors(*(f"{head}<small>0{n}.05.10 @ 18:22</small>" for n, head in enumerate(heads, 1)))
    assert [author and author.name for author in found] == ["Fred", "Ann"]


def test_nobody_says_what_all_others_say_as_well() -> None:
    """A template of Blogger's of 2007."""
    headers = (
        f"{name} says so:<br><span>May {n}, 2010</span>" for n, name in enumerate(("Ann", "Anonymous", "old Tom"), 1)
    )
    assert [author and author.name for author in authors(*headers)] == ["Ann", None, "old Tom"]
