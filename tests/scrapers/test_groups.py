"""Comments are told from everything that looks like them, by structure, whatever the markup is called."""

from __future__ import annotations

import time
from itertools import islice, product

import pytest

from archiver.scrapers._comments import read_thread
from archiver.scrapers._fields import Readings
from archiver.scrapers._groups import find_items, rate
from archiver.scrapers._items import Finder
from tests.scrapers.pages import ARTICLE, HERE, comments, document, inner

ENOUGH = "<p>" + "The harbour is old and the boats are many. " * 40 + "</p>"


def ids(body: str, head: str = "") -> list[str]:
    return [comment.id for comment in comments(body, head=head)]


def said(tag: str, attributes: str, numbers: tuple[int, ...] = (1, 2, 3)) -> str:
    return "".join(f"<{tag} {attributes.format(n)}>{inner(n)}</{tag}>" for n in numbers)


OWN = f'<h3>3 Comments</h3><ol class="commentlist">{said("li", chr(32).join(["class=comment", "id=comment-{}"]))}</ol>'
THREE = ["comment-1", "comment-2", "comment-3"]


@pytest.mark.parametrize(
    ("around", "tag", "attributes"),
    [
        ('<ol class="commentlist">{}</ol>', "li", 'class="comment" id="comment-{}"'),
        ("<ul>{}</ul>", "li", 'id="comment-{}"'),
        ('<div id="comments">{}</div>', "div", 'class="comment" id="comment-{}"'),
        ("<section>{}</section>", "article", 'class="h-cite" id="comment-{}"'),
        ("<div>{}</div>", "article", 'id="comment-{}" itemprop="comment" itemscope'),
        ("<table><tr><td>{}</td></tr></table>", "div", 'id="comment-{}"'),
    ],
)
def test_comments_may_be_any_elements(around: str, tag: str, attributes: str) -> None:
    assert ids(around.format(said(tag, attributes))) == THREE


@pytest.mark.parametrize(
    "around",
    ["<h3>3 comments</h3><ol>{}</ol>", '<div class="kommentare"><ul>{}</ul></div>', "<h2>Отзывы</h2><ul>{}</ul>"],
)
def test_comments_need_no_names_of_their_own_below_a_heading(around: str) -> None:
    found = comments(around.format(said("li", "")))
    assert [comment.content_text for comment in found] == [f"Comment {n} tells of a boat." for n in (1, 2, 3)]


@pytest.mark.parametrize(("names", "most"), [('class="comment" id="comment-{0}"', 1000), ("", 150)])
def test_parts_of_the_page_are_no_comments_unless_their_names_say_so(names: str, most: int) -> None:
    def found(size: int) -> int:
        row = f"<li {names}><b>Fred</b> on May {{0}}, 2010<p>Boats leak.</p>{'<i>x</i>' * size}</li>"
        return len(comments(f"<h3>3 comments</h3><ul>{''.join(map(row.format, (1, 2, 3)))}</ul>"))

    assert found(most) == 3
    assert names or found(250) == 0


def test_a_definition_list_holds_a_comment_a_term() -> None:
    row = (
        '<dt class="comment-author" id="c10{0}"><a name="c10{0}"></a>Fred {0} said...</dt>'
        '<dd class="comment-body"><p>Boat {0} leaks.</p></dd><dd class="comment-footer">{0} May 2010 10:0{0}</dd>'
    )
    found = comments(f'<h4>3 comments:</h4><dl id="comments-block">{"".join(map(row.format, (1, 2, 3)))}</dl>')
    assert [(c.author and c.author.name, c.published, c.content_text) for c in found] == [
        (f"Fred {n}", f"2010-05-0{n}T10:0{n}", f"Boat {n} leaks.") for n in (1, 2, 3)
    ]


def test_comments_without_an_element_of_their_own_begin_at_their_heads() -> None:
    row = '<p class="comment">Fred {0} wrote on May {0}, 2010:</p><p>Boat {0} leaks.</p><p>It did so last year.</p>'
    found = comments(f"<h3>Comments</h3><div>{''.join(map(row.format, (1, 2, 3)))}</div>")
    assert [c.content_text for c in found] == [f"Boat {n} leaks.\n\nIt did so last year." for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "text", ["Boat {0} leaks.<br>It did so last year.<br>", "Boat {0} leaks. <p>It did so last year.</p>"]
)
def test_bare_text_between_the_heads_is_not_lost(text: str) -> None:
    row = f'<p class="comment">Fred {{0}} wrote on May {{0}}, 2010:</p>{text}'
    rows = "".join(row.format(n) for n in (1, 2, 3))
    found = comments(f"<h3>Comments</h3><div>{rows}<h4>Your comment</h4><form></form></div>")
    assert [c.content_text.split() for c in found][:2] == [
        f"Boat {n} leaks. It did so last year.".split() for n in (1, 2)
    ]


def test_boxes_around_comments_are_not_comments() -> None:
    body = f'<div class="comment-wrap"><div class="comment" id="comment-box1">{OWN}</div></div>'
    assert ids(body) == THREE


def test_a_box_around_each_comment_is_the_same_comment() -> None:
    row = '<div class="comment-wrapper" id="comment-wrapper-{0}"><div class="comment" id="comment-{0}">{1}</div></div>'
    assert ids("".join(row.format(n, inner(n)) for n in (1, 2, 3))) == THREE


def test_an_article_inside_a_list_item_is_counted_once() -> None:
    """WordPress's HTML5 markup: `li#comment-N` with `article#div-comment-N` inside."""
    row = (
        '<li id="comment-{0}" class="comment depth-1"><article id="div-comment-{0}" class="comment-body">{1}</article>'
    )
    below = '<ol class="children"><li id="comment-3" class="comment depth-2"><article id="div-comment-3" class="comment-body">'
    body = "".join(
        row.format(n, inner(n)) + (f"{below}{inner(3)}</article></li></ol>" if n == 2 else "") for n in (1, 2)
    )
    found = comments(f'<ol class="comment-list">{body}</li></ol>')
    assert [(c.id, c.parent_id) for c in found] == [
        ("comment-1", None),
        ("comment-2", None),
        ("comment-3", "comment-2"),
    ]


def test_a_list_of_pingbacks_of_its_own_joins() -> None:
    ping = '<li id="comment-{0}" class="pingback">Pingback: <a href="https://other.example/{0}">Nets {0}</a></li>'
    pings = f'<h3>Pingbacks</h3><ol class="pinglist">{"".join(map(ping.format, (8, 9)))}</ol>'
    found = comments(OWN + pings)
    assert [(c.id, c.kind) for c in found[2:]] == [
        ("comment-3", "comment"),
        ("comment-8", "pingback"),
        ("comment-9", "pingback"),
    ]
    assert [c.author and c.author.name for c in found[3:]] == ["Nets 8", "Nets 9"]


def test_answers_of_another_class_join() -> None:
    answer = '<div class="reply-item" id="reply-{0}">{1}</div>'
    row = '<div class="comment" id="comment-{0}">{1}{2}</div>'
    body = "".join(row.format(n, inner(n), answer.format(n + 10, inner(n + 10))) for n in (1, 2, 3))
    found = comments(f'<div id="comments">{body}</div>')
    assert len(found) == 6
    assert [c.parent_id for c in found] == [None, found[0].id, None, found[2].id, None, found[4].id]


RECENT = "".join(
    f'<li class="comment"><cite class="fn">Ann {n}</cite> on <a href="https://blog.example/2010/0{n}/other-{n}/#comment-{n}0">'
    f"Other post {n}</a> <time>May {n}, 2010</time><p>Something about another boat.</p></li>"
    for n in range(1, 6)
)


@pytest.mark.parametrize(
    "sidebar",
    [
        f'<div class="widget_recent_comments"><ul>{RECENT}</ul></div>',
        f"<aside><h3>Recent comments</h3><ul>{RECENT}</ul></aside>",
        f"<div><h3>Neueste Kommentare</h3><ul>{RECENT}</ul></div>",
        f"<div><h3>What people say</h3><ul>{RECENT}</ul></div>",
    ],
    ids=["named", "headed", "headed in German", "links to other posts"],
)
def test_recent_comments_of_the_whole_blog_are_not_the_posts(sidebar: str) -> None:
    assert ids(ENOUGH + OWN + sidebar) == THREE
    assert ids(ENOUGH + sidebar) == []


def test_teasers_of_other_posts_are_not_comments() -> None:
    teaser = (
        '<div class="comment-entry"><h2><a href="/2010/0{0}/other/">Another post {0}</a></h2>'
        '<span class="author">Fred Jones</span> <span class="date">May {0}, 2010</span><p>It begins so {0}.</p></div>'
    )
    assert ids(ENOUGH + "".join(map(teaser.format, range(1, 5)))) == []


@pytest.mark.parametrize("tag", ["h3", "h5"])
def test_cards_with_a_small_headline_are_teasers_too(tag: str) -> None:
    cards = "".join(
        f'<div class="card"><{tag}><a href="/{n}">A boat of wood</a></{tag}><small>May {n}, 2010</small><p>It leaks.</p></div>'
        for n in (1, 2, 3)
    )
    assert ids(f"<h3>3 comments on other posts</h3><div>{cards}</div>") == []


def test_a_headline_that_leads_to_the_page_itself_makes_no_teaser() -> None:
    row = f'<div class="comment" id="comment-{{0}}"><h3><a href="{HERE}">Re: Hello</a></h3>{{1}}</div>'
    assert ids("".join(row.format(n, inner(n)) for n in (1, 2, 3))) == THREE


def test_a_form_is_not_a_comment() -> None:
    form = (
        '<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form id="commentform"><p>Name</p><p>Your '
        "comment</p></form></div>"
    )
    assert ids(OWN + form) == THREE
    assert ids(ENOUGH + form) == []


def test_a_template_for_answers_is_not_a_comment() -> None:
    template = (
        '<div class="comment comment-template" id="comment-0"><span class="author"></span><time></time><p></p></div>'
        '<div class="reply-template"><div class="comment"><span class="author">Name</span><time>date</time>'
        "<p>Text</p></div></div>"
    )
    assert ids(OWN + template) == THREE


def test_a_thread_that_the_article_quotes_is_not_the_pages_own() -> None:
    quoted = said("div", 'class="comment" id="comment-9{}"', (1, 2))
    article = f'<div class="entry-content">{ENOUGH}<p>They said:</p>{quoted}{ENOUGH}</div>'
    own = said("div", 'class="comment" id="comment-{}"', (1, 2, 3))
    assert ids(f'{article}<h3>3 Comments</h3><div id="comments">{own}</div>') == THREE


def test_of_two_runs_with_an_article_between_them_the_larger_is_the_pages() -> None:
    quoted = said("div", 'class="comment" id="comment-9{}"', (1, 2))
    assert ids(f"<div>{quoted}</div>{ENOUGH}{OWN.replace('<li', '<div').replace('</li', '</div')}") == THREE


def test_a_single_comment_with_telling_names_is_found() -> None:
    assert ids(f'<ol class="commentlist"><li class="comment" id="comment-1">{inner(1)}</li></ol>') == ["comment-1"]


def test_a_single_comment_without_names_is_found_right_below_a_heading_that_says_nothing_else() -> None:
    one = "<div><b>Fred</b>, May 4, 2010 at 9:04 am<p>A boat is here, and it leaks.</p></div>"
    assert len(ids(f"<section><h3><span>1</span> Comment</h3>{one}</section>")) == 1
    assert ids(f"<section><h3>A comment on all that leaks</h3>{one}</section>") == []


def test_what_the_structured_data_states_is_found_where_nothing_else_tells() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"BlogPosting","headline":"Hello","comment":[{"@type":"Comment",'
        '"@id":"#x1","text":"A boat.","author":{"@type":"Person","name":"Fred"},"dateCreated":"2010-05-04"}]}</script>'
    )
    doc = document(f'{ARTICLE}<div><div id="x1">A boat.</div></div>', head=head)
    assert [item.roots[0].attr("id") for item in find_items(doc)] == ["x1"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<ul><li>One</li><li>Two</li></ul>",
        '<div class="comments"><p>Comments are closed.</p></div>',
        '<h3>Comments</h3><div><p class="item">One thing.</p><p class="item">Another thing.</p></div>',
        '<div id="disqus_thread"></div>',
        '<h2>What our readers say</h2><blockquote class="testimonial"><p>It floats.</p>Edith Crane, May 4, 2010</blockquote>',
        '<div id="discussion"><div class="card"><h4>Mud</h4><p>by <b class="author">Tim Oak</b>, May 4, 2010</p><p>It is '
        'patient.</p><a href="/mud#comments">5 comments</a></div></div>',
        '<h3>Comments</h3><div>Fred, May 4, 2010: <a href="/1">A boat</a><br>Ann, May 5, 2010: <a href="/2">A net</a></div>',
        '<h3>Comments</h3><p>None yet.</p><div class="well"><h4>Recent posts</h4><ul><li><a href="/1">A boat of wood</a> '
        '<small>May 4, 2010</small></li><li><a href="/2">A net of rope</a></li></ul></div><div class="well"><h4>Links to '
        'follow</h4><ul><li><a href="/3">Boats in May 2010</a></li><li><a href="/4">Nets we have mended</a></li></ul></div>',
        '<ul class="comments-links"><li>First of all links here</li><li>Second of all links here</li></ul>',
        '<p>Questions? <a href="/faq">Replies!</a></p><h3>Sun Mar 12 2017</h3><ul><li><a href="?t=1">[l]</a> It rained a lot.<p>'
        "I had said so. They would not hear it.<p>Update: now they do.</ul>",
    ],
)
def test_pages_without_comments_have_none(body: str) -> None:
    assert ids(ENOUGH + body) == []


def test_a_group_is_rated_by_the_shares_that_have_author_date_and_text() -> None:
    rows = f'<div class="comment">{inner(1)}</div><div class="comment"><p>Only a text stands here.</p></div>'
    finder = Finder(document(ARTICLE + rows))
    (group,) = [g for g in finder.named_groups() if g.key == "div.comment"]
    assert rate(finder, Readings(finder.document), group) == pytest.approx(2.0)


def test_large_groups_are_rated_by_a_sample() -> None:
    body = f"<ol>{said('li', 'class=comment id=comment-{}', tuple(range(1, 29)))}</ol>"
    assert len(ids(body)) == 28


def test_comments_some_of_which_have_ids_are_one_list() -> None:
    body = said("li", 'class="comment" id="comment-{}"') + said("li", 'class="comment"', (4, 5))
    found = ids(f'<ol class="commentlist">{body}</ol>')
    assert len(found) == 5
    assert found[:3] == THREE


def test_a_list_is_whole_though_only_some_of_it_reads_well() -> None:
    """The three with an id and a date are part of the twelve, not more comments."""
    bare = (
        '<li class="comment"><cite class="fn">Ann {0}</cite> <span class="says">says:</span><p>Boat {0} leaks.</p></li>'
    )
    body = said("li", 'class="comment" id="comment-{}"') + "".join(map(bare.format, range(4, 13)))
    found = comments(f'<h3>12 Comments</h3><ol class="commentlist">{body}</ol>')
    assert [comment.id for comment in found[:3]] == THREE
    assert len(found) == 12


def test_a_thread_that_stands_in_the_article_counts_less() -> None:
    quoted = said("div", 'class="comment"')
    for body, rating in ((f'<div class="entry-content">{quoted}</div>', 1.8), (f"<div>{quoted}</div>", 3.0)):
        finder = Finder(document(body))
        (group,) = [g for g in finder.named_groups() if g.key == "div.comment"]
        assert rate(finder, Readings(finder.document), group) == pytest.approx(rating)


DATED = "<div><b>{}</b> <small>May {}, 2010</small><p>Boat {} leaks, and nobody minds it.</p></div>"
THREAD = "".join(DATED.format(name, day, day) for day, name in ((4, "Fred"), (5, "Ann"), (6, "Tim")))


def test_a_list_in_an_aside_that_is_headed_recent_comments_is_none() -> None:
    rows = "".join(
        f"<div><b>{n}</b> <i>May {d}, 2010 9:00</i><p>It leaks.</p></div>" for n, d in (("Fred", 4), ("Ann", 5))
    )
    assert comments(f"<aside><h3>Recent comments</h3>{rows}</aside>") == ()


def test_a_thread_that_leads_nowhere_may_be_headed_recent_comments() -> None:
    undated = "".join(
        f"<div><b>{name}</b><p>The boat leaks, and nobody minds it.</p></div>" for name in ("Fred", "Ann")
    )
    assert len(ids(f"<h3>Recent comments</h3><div>{undated}</div><form><p>Say</p></form>")) == 2
    assert ids(f"<form><p>Say</p></form><h3>Recent comments</h3><div>{undated}</div>") == []
    assert len(ids(f"<form><p>Say</p></form><h3>Recent comments</h3><div>{THREAD}</div>")) == 3
    assert ids(f'{ENOUGH}<div class="sidebar"><h3>Recent comments</h3><div>{THREAD}</div></div>') == []
    linked = THREAD.replace("<p>", '<p><a href="/2010/04/other/">Another post</a> ')
    assert ids(f"<h3>Recent comments</h3><div>{linked}</div>") == []


def test_a_form_may_be_around_the_thread() -> None:
    assert len(ids(f"<form><fieldset><legend>3 comments</legend>{THREAD}</fieldset></form>")) == 3


def test_testimonials_are_no_comments() -> None:
    assert ids(f"<h2>Responses</h2><p>None yet.</p><h2>What readers say about us</h2><div>{THREAD}</div>") == []


def test_comments_may_announce_themselves() -> None:
    said = THREAD.replace("<b>", "Comment by: <b>")
    assert len(ids(f"<div>{said}</div>")) == 3
    assert ids(f"<div>{THREAD}</div>") == []


def test_the_nearest_heading_tells_what_stands_below() -> None:
    above = "<h4>Comments</h4><p>Be the first to comment!</p><h4>Upcoming events</h4>"
    assert ids(f"{above}<div>{THREAD}</div>") == []
    assert ids(f"<div>{above}{THREAD}</div>") == []


def test_each_of_several_boxes_named_comments_is_one() -> None:
    boxes = "".join(
        f'<a name="{n}"></a><div class="comments">Boat {n} leaks.<br><span class="smallcopy">posted by <a href="/u/{n}">'
        f"fred{chr(96 + n)}</a> at 9:0{n} AM on May 4, 2010</span></div>"
        for n in (1, 2, 3)
    )
    assert [c.author.name if c.author else None for c in comments(boxes)] == ["freda", "fredb", "fredc"]


def test_a_comment_without_a_name_is_one_where_the_heading_counts_one() -> None:
    body = '<div class="x"><h3>{}</h3><div class="y"><p class="d">Posted on May 4th 2010 at 9:05AM</p><p>It leaks.</p></div></div>'
    assert [c.content_text for c in comments(body.format("1 Comment"))] == ["It leaks."]
    assert comments(body.format("Harbour news")) == ()


def test_answers_in_bare_lists_are_comments() -> None:
    item = '<li><div class="t">Boat {0} leaks.</div><div class="m">Posted on May {0}, 2010 at 9:00AM</div>{1}</li>'
    lists = f"<ul>{item.format(1, '<ul>' + item.format(2, '') + item.format(3, '') + '</ul>')}{item.format(4, '')}</ul>"
    found = comments(f"<h3>Comments</h3>{lists}")
    assert [c.content_text for c in found] == [f"Boat {n} leaks." for n in (1, 2, 3, 4)]
    assert [c.parent_id for c in found] == [None, found[0].id, found[0].id, None]


def test_a_name_in_a_heading_that_leads_to_a_profile_is_no_headline_of_a_teaser() -> None:
    item = (
        '<li class="member"><a class="author person" href="/k/{0}/"><h4>Fred {1}ones</h4></a><p class="caption">'
        '<time datetime="2010-05-0{0}T09:00">0{0}.05.2010, 09:00</time></p><div class="link"><p>Boat {0} leaks.</p></div></li>'
    )
    items = "".join(item.format(n, chr(64 + n)) for n in (1, 2))
    found = comments(f"<h3>Leser*innenkommentare</h3><ul>{items}</ul>", lang="de")
    assert [c.author.name if c.author else None for c in found] == ["Fred Aones", "Fred Bones"]


def test_a_name_in_a_heading_that_leads_into_the_sites_forum_is_no_headline_of_a_teaser() -> None:
    item = (
        '<article class="post"><a href="#" class="post-date">May {0}, 2010</a><div><h3><a href="/u/fred{0}">fred{0}</a>'
        "</h3><p>Boat {0} leaks, and nobody knows why it does.</p></div></article>"
    )
    found = comments(ENOUGH + "<div><header>3 replies</header>" + "".join(map(item.format, (1, 2, 3))) + "</div>")
    assert [c.author.name if c.author else None for c in found] == ["fred1", "fred2", "fred3"]


def test_a_part_of_a_comment_is_not_the_only_comment() -> None:
    told = "<p>It was the same on May 3rd, 1998, as Ann Lee told me.</p>"
    items = "".join(
        f'<div class="r"><div class="rt"><p>Boat {n} leaks.</p>{told if n == 1 else ""}</div>'
        f'<div class="rd">Posted on May {n}, 2010 at 9:00AM</div></div>'
        for n in (1, 2)
    )
    found = comments(f'<div class="readers"><h3>2 comments</h3>{items}</div>')
    assert [c.published for c in found] == ["2010-05-01T09:00", "2010-05-02T09:00"]


@pytest.mark.parametrize("heading", ["Letters", "Have your say", "Dyskusja", "Leserbriefe", "Debatt"])
def test_headings_of_magazines_announce_comments(heading: str) -> None:
    items = "".join(f"<div><p><em>May {n}, 2010</em></p><p>Boat {n} leaks.</p></div>" for n in (1, 2))
    assert len(comments(f"<h2>{heading}</h2>{items}")) == 2


def test_a_word_is_enough_behind_a_term() -> None:
    found = comments(
        "<p><b>2 Comments</b></p><dl><dt><b>Fred</b> on May 4, 2010</dt><dd>+1</dd><dt><b>Ann</b> on May 5, 2010</dt><dd>It leaks.</dd></dl>"
    )
    assert [c.content_text for c in found] == ["+1", "It leaks."]


def test_a_text_in_a_form_where_it_can_be_edited_is_the_comment() -> None:
    items = "".join(
        f'<div class="thing comment" id="thing_t1_{n}"><div class="entry"><p class="tagline"><a class="author" href="/u/{n}">fred{n}x</a> '
        f'<time datetime="2010-05-0{n}T09:00:00+00:00">3 years ago</time></p><form action="#" class="usertext">'
        f'<input type="hidden" name="id"><div class="usertext-body"><p>Boat {n} leaks.</p></div></form></div></div>'
        for n in (1, 2)
    )
    assert [c.content_text for c in comments(items)] == ["Boat 1 leaks.", "Boat 2 leaks."]


def test_an_invitation_in_a_form_is_no_comment() -> None:
    form = '<form action="/login"><div class="comment-message"><a href="/login">Please sign in to comment.</a></div></form>'
    assert (
        comments(f'<div class="comment"><div class="commentHead"><a name="c">Write a comment</a></div>{form}</div>')
        == ()
    )


def test_comments_without_a_heading_stand_above_an_invitation_and_a_form() -> None:
    items = "".join(
        f'<div style="border: 1px solid"><p>By <em>{name}.</em></p><p>Boat {n} leaks.</p><p>Posted on May {n}, 2010 at 9:00</p></div>'
        for n, name in ((1, "Fred Jones"), (2, "Ann Lee"))
    )
    form = "<div><h2>{}</h2><form><textarea></textarea></form></div>"
    assert len(comments(items + form.format("Write a comment"))) == 2
    assert comments(items + form.format("Newsletter")) == ()


def test_below_a_line_that_says_there_are_none_stand_other_things() -> None:
    cards = "".join(
        f'<div><strong>Ann Lee</strong><p>Boat {n} leaks</p><small>May {n}, 2010</small><a href="/boats/{n}">Open</a></div>'
        for n in (1, 2)
    )
    assert comments(f"<h4>Yorumlar</h4><p>Henüz yorum yapılmamış.</p><div>{cards}</div>") == ()


def test_a_label_around_name_and_date_is_no_form() -> None:
    items = "".join(
        f'<div class="card-body"><label class="form-label"><strong>Autor: {name}<br>Data dodania: 2010-05-0{n} 09:00:00<br>'
        f"Treść komentarza:</strong></label><p>Boat {n} leaks.</p></div>"
        for n, name in ((1, "Fred Jones"), (2, "Ann Lee"))
    )
    found = comments(f"<h3>Komentarze</h3>{items}")
    assert [(c.author and c.author.name, c.content_text) for c in found] == [
        ("Fred Jones", "Boat 1 leaks."),
        ("Ann Lee", "Boat 2 leaks."),
    ]


def test_the_post_may_stand_in_a_box_like_those_of_its_comments() -> None:
    box = '<div class="box"><h2>{}</h2><p>{}</p><p>Posted by {} on May {}, 2010</p></div>'
    post = box.format("Boats", "A post about the boats in the harbour. " * 9, "Tim Poe", 1)
    found = "".join(
        box.format(f"Re {n}", f"Boat {n} leaks.", name, n) for n, name in ((2, "Fred Jones"), (3, "Ann Lee"))
    )
    assert [c.content_text for c in comments(f"{post}<h3>Comments</h3>{found}")] == ["Boat 2 leaks.", "Boat 3 leaks."]


def odd_thread(tag: str, around: str) -> str:
    """Four comments, the third answering the second, with classes that change from one to the next and say nothing."""
    parts = '<{0} class="qa {3}"><div><div class="wa">Fred {2}ones</div><div class="wb">May {1}, 2010 at 9:00</div>{4}<p>Boat {1} leaks.</p></div>{5}</{0}>'
    third = parts.format(tag, 3, "C", "za zd", "<p>So it does.</p>", "")
    items = [
        parts.format(tag, 1, "A", "za", "", ""),
        parts.format(tag, 2, "B", "zb zc", "", around.format(third)),
        parts.format(tag, 4, "D", "zb", "", ""),
    ]
    return around.format("".join(items))


@pytest.mark.parametrize(("tag", "around"), [("li", '<ul class="v">{}</ul>'), ("div", '<div class="v">{}</div>')])
def test_comments_are_alike_though_their_classes_differ(tag: str, around: str) -> None:
    found = comments(f"<h3>4 Comments</h3>{odd_thread(tag, around)}")
    assert [c.author and c.author.name for c in found] == [f"Fred {letter}ones" for letter in "ABCD"]
    assert [c.parent_id for c in found] == [None, None, found[1].id, None]


def test_answers_in_boxes_without_a_class_are_told_by_what_they_are_made_of() -> None:
    box = '<div><article class="q"><footer><a href="/u">Fred {1}ones</a> · <time>May {0}, 2010 at 9:00 AM</time></footer><p>Boat {0} leaks.</p></article>{2}</div>'
    thread = box.format(1, "A", "<div>" + box.format(2, "B", "") + "</div>") + box.format(3, "C", "")
    found = comments(f"<h3>There are 3 comments</h3><div>{thread}</div>")
    assert [c.parent_id for c in found] == [None, found[0].id, None]


@pytest.mark.parametrize(
    "heading", ["One reply on “Why the boats of our harbour leak”", "Ein Gedanke zu „Warum alle Boote lecken“"]
)
def test_a_heading_that_counts_one_comment_may_go_on_with_the_title(heading: str) -> None:
    item = '<ol class="qa"><li class="qb"><div class="qc"><b>Fred</b> <a href="#x">May 4, 2010 at 9:00</a></div><p>It leaks, and nobody minds.</p></li></ol>'
    assert [c.content_text for c in comments(f"<h2>{heading}</h2>{item}")] == ["It leaks, and nobody minds."]
    assert comments(f"<h2>Five replies on boats</h2><p>Harbour news</p>{item}") == ()


def test_a_heading_may_count_a_comment_and_its_answer() -> None:
    box = '<div class="qa {0}"><div class="qb"><a href="/u">Fred {1}ones</a> <span>May {2}, 2010 - 2:19 pm</span></div><p>Boat {2} leaks.</p>{3}</div>'
    found = comments(f"<h3>2 Responses</h3><div>{box.format('qd', 'A', 1, box.format('qe', 'B', 2, ''))}</div>")
    assert [c.parent_id for c in found] == [None, found[0].id]


def test_comments_beside_pingbacks_need_no_telling_names() -> None:
    ping = '<li class="pingback">Pingback: <a href="https://else.example/{0}">Boats {0}</a> May {0}, 2010</li>'
    item = '<li class="qa"><div class="qb">Fred {1}ones</div><div class="qc">May {0}, 2010 at 9:00</div><p>Boat {0} leaks.</p></li>'
    rows = ping.format(1) + item.format(2, "A") + item.format(3, "B") + ping.format(4)
    found = comments(f"<h3>4 Comments</h3><ol>{rows}</ol>")
    assert [c.kind for c in found] == ["pingback", "comment", "comment", "pingback"]


def test_answers_may_stand_in_a_box_behind_the_comment() -> None:
    item = '<div class="msg {2}"><p class="h"><a href="/m">Fred {1}ones</a> wrote on {0} May 2010, 9:00</p><p>Boat {0} leaks.</p></div>'
    inner = f'<div class="inner">{item.format(2, "B", "ans")}</div>'
    found = comments(
        f'<div class="disc"><h2>Discussion</h2>{item.format(1, "A", "")}{inner}{item.format(3, "C", "")}</div>'
    )
    assert [c.parent_id for c in found] == [None, found[0].id, None]


def test_the_first_item_of_a_list_may_be_its_heading() -> None:
    items = "".join(f"<li><p>Boat {n} leaks.</p><em>May {n}, 2010 9:00 am</em></li>" for n in (1, 2, 3))
    assert len(comments(f'<ul class="q"><li class="title">Comments</li>{items}</ul>')) == 3


@pytest.mark.parametrize(
    "one",
    [
        "<div>May {0}, 2010 9:00</div><div>{1}</div><div><p>Boat {0} leaks.</p></div>",
        "<div><p>Boat {0} leaks.</p></div><div><b>{1}</b> May {0}, 2010 9:00</div>",
        "{1}<br>May {0}, 2010 9:00<br>Boat {0} leaks.",
        "<b>{1}</b> Boat {0} leaks, and it did so last year and the year before it. <small>May {0}, 2010 9:00</small>",
        "<div><div><b>{1}</b> May {0}, 2010 9:00<p>Boat {0} leaks.</p></div></div>",
        "<div><div><b>{1}</b> May {0}, 2010 9:00</div><p>Boat {0} leaks.</p><p>{1}</p></div>",
    ],
)
def test_answers_without_any_class_are_told_by_how_they_begin_and_end(one: str) -> None:
    listed = "<p>Two boats:</p><ul><li>Boat one is old</li><li>Boat two is new</li></ul>"
    row = "<li>" + one + "{2}</li>"
    thread = row.format(1, "Fred", f"<ul>{row.format(2, 'Ann', '')}</ul>") + row.format(3, "Tim", "")
    found = comments(f"<h3>Comments</h3><ul>{thread}</ul>{listed}")
    assert [c.author and c.author.name for c in found] == ["Fred", "Ann", "Tim"]
    assert [c.parent_id for c in found] == [None, found[0].id, None]


@pytest.mark.parametrize(
    "one",
    [
        "<div><div><span>{1}</span> <span>May {0}, 2010 9:00</span></div><div>Boat {0} leaks.</div>{2}</div>",
        "<div><div><div>Boat {0} leaks.</div><div><div><b>{1}</b></div> May {0}, 2010 9:00</div></div>{2}</div>",
    ],
)
def test_answers_in_boxes_without_any_name_are_told_by_where_name_and_date_stand(one: str) -> None:
    thread = one.format(1, "Fred", f"<div>{one.format(2, 'Ann', '')}</div>") + one.format(3, "Tim", "")
    found = comments(f"<h3>3 Comments</h3><div>{thread}</div>")
    assert [(c.author and c.author.name, c.content_text) for c in found] == [
        (name, f"Boat {n} leaks.") for n, name in enumerate(("Fred", "Ann", "Tim"), 1)
    ]
    assert [c.parent_id for c in found] == [None, found[0].id, None]


def test_a_head_may_tell_but_the_time_of_day() -> None:
    heads = (("Fred", "9.05"), ("ann_b", "19:43"), ("Tim Oak", "20.00"))
    rows = "".join(f"<div><div>{name} um {time} Uhr | Das Boot</div><div>Es leckt.</div></div>" for name, time in heads)
    found = comments(f"<h3>Kommentare</h3><div>{rows}</div>", lang="de")
    assert [(c.author and c.author.name, c.content_text) for c in found] == [(name, "Es leckt.") for name, _ in heads]


def test_texts_in_spans_that_touch_stand_on_lines_of_their_own() -> None:
    text = "It leaks, and nobody has seen to it."
    rows = "".join(
        f"<li><span>{n}</span><span>May {d}, 2010</span><span>{text}</span></li>" for n, d in (("Fred", 4), ("Ann", 5))
    )
    found = comments(f"<h3>Comments</h3><ul>{rows}</ul>")
    assert [(c.author and c.author.name, c.content_text) for c in found] == [("Fred", text), ("Ann", text)]


def test_the_box_around_comments_may_be_called_a_tab_or_a_widget() -> None:
    thread = said("li", "class=comment")
    assert len(ids(f'{ENOUGH}<div class="comment-tab"><ol>{thread}</ol></div>')) == 3
    linked = thread.replace("<p>", '<p><a href="/2010/04/other/">Another post</a> ')
    assert ids(f'{ENOUGH}<div class="comment-tab"><ol>{linked}</ol></div>') == []
    unnamed = f"<h3>3 comments</h3>{THREAD}"
    assert len(ids(f'{ENOUGH}<div class="comment-widget">{unnamed}</div>')) == 3
    assert len(ids(f'{ENOUGH}<div class="last-comments"><div id="comments">{unnamed}</div></div>')) == 3
    assert ids(f'{ENOUGH}<div class="last-comments">{unnamed}</div>') == []


@pytest.mark.parametrize(
    "body",
    [
        "<h3>Latest comments</h3><div>{}</div>".format(
            DATED.format("Fred", 4, 4).replace("</p>", '</p><a href="/2010/04/other/#c1">Another post</a>')
        ),
        "<h3>Leave a comment</h3><div><div><b>Fred</b><p>Boats leak.</p></div><div><b>Ann</b><p>They do.</p></div></div>",
        '<div class="events">{}</div>'.format(THREAD.replace(", 2010", ", 2010 7:30 pm")),
        "<h4>Responses</h4><h3>More</h3><div>{}</div>".format(
            "".join(
                f'<div>{name} · May {day}, 2010 9:00 am<div><a href="/{day}/">On boats {day}</a></div><p>It leaks.</p></div>'
                for day, name in ((4, "Fred"), (5, "Ann"))
            )
        ),
        "<p>Comments are closed.</p><div>{}</div>".format(
            "".join(
                f'<div><b>{name}</b> May {day}, 2010 <a href="/{day}/">On boats {day}</a><p>It leaks.</p></div>'
                for day, name in ((4, "Fred"), (5, "Ann"))
            )
        ),
        "<h3>Recent discussions</h3><div>{}</div>".format(
            "".join(
                DATED.format(name, day, day).replace("it.", f'it <a href="/{day}/#c">more</a>')
                for day, name in ((4, "Fred"), (5, "Ann"))
            )
        ),
    ],
    ids=["newest", "asked for", "events", "titles", "closed", "discussed"],
)
def test_names_days_and_texts_of_something_else_are_no_comments(body: str) -> None:
    assert ids(ENOUGH + body) == []


def test_the_types_of_rdfa_are_names() -> None:
    one = '<article typeof="schema:Comment" id="q{0}"><footer>Fred {0}ones | May {0}, 2010</footer><div><h3 property="schema:name">Boats</h3><div property="schema:text"><p>Boat {0} leaks.</p></div></div></article>'
    found = comments(f"<div>{one.format(1)}{one.format(2)}</div>")
    assert [c.content_text for c in found] == ["Boat 1 leaks.", "Boat 2 leaks."]


@pytest.mark.parametrize(
    "around",
    [
        '<div id="comments"><div><div><div><dl>{}</dl></div></div></div></div>',
        "<h4>Join the conversation (3)</h4><dl>{}</dl>",
    ],
)
def test_a_term_with_name_and_date_is_the_head_of_its_description(around: str) -> None:
    one = '<dt class="message"><b>{0}</b> – May {1}, 2010 9:00</dt><dd><p>Boat {1} leaks.</p><span>👍 2</span></dd>'
    rows = "".join(one.format(name, day) for day, name in ((4, "Fred"), (5, "Ann"), (6, "Tim")))
    found = comments(around.format(rows))
    assert [(c.author and c.author.name, c.content_text) for c in found] == [
        ("Fred", "Boat 4 leaks."),
        ("Ann", "Boat 5 leaks."),
        ("Tim", "Boat 6 leaks."),
    ]


def test_a_single_comment_that_the_article_quotes_does_not_hide_the_pages_own() -> None:
    quoted = f'<article><div class="entry-content">{ENOUGH}<ol>{said("li", "class=comment", (1,))}</ol></div></article>'
    assert len(ids(f"{quoted}<h3>3 comments</h3><div>{THREAD}</div>")) == 3
    assert len(ids(quoted)) == 1


def test_a_box_named_after_comments_holds_them_also_where_a_line_before_says_there_are_none() -> None:
    row = "<li><img src='/u.png'><h5>On boats</h5><time>von <a href='/u/{0}'>{0}</a> 0{1}.05.2010 um 10:00</time><p>{0} has a boat.</p></li>"
    rows = "".join(row.format(name, day) for day, name in enumerate(("Fred", "Ann", "Bo"), 1))
    tabs = f'<div id="comm-1"><p>No comments were chosen.</p></div><div id="comm-2"><ol>{rows}</ol></div>'
    found = comments(f'<div class="tabs comment-box"><ul><li>Chosen (0)</li><li>All (3)</li></ul>{tabs}</div>')
    assert [(c.author and c.author.name, c.content_text) for c in found] == [
        ("Fred", "Fred has a boat."),
        ("Ann", "Ann has a boat."),
        ("Bo", "Bo has a boat."),
    ]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (
            '<p class="info">Antwort von Peter Lang</p><div class="text"><p>Thank you, we shall tell it to them.</p></div>',
            "Peter Lang",
        ),
        ("<p>Antwort der Redaktion</p><p>Thank you, we shall tell it to them.</p>", "Redaktion"),
        ('<a href="#c">Auf diesen Kommentar antworten</a> <a href="#r">Kommentar melden</a>', None),
    ],
)
def test_an_answer_of_the_site_in_a_comment_is_one(answer: str, name: str | None) -> None:
    row = '<div class="comment_default" id="c{0}"><p class="info">Kommentar von {1} | <time>1{0}.03.2014</time></p><div class="comment"><p>{1} has a boat.</p></div>{2}</div>'
    rows = row.format(1, "Fred", f'<div class="reply">{answer}</div>') + row.format(2, "Ann", "")
    found = comments(f'<div class="ce_comments"><h2>Kommentare</h2>{rows}</div>', lang="de")
    others = [("Fred", "Fred has a boat.", None), ("Ann", "Ann has a boat.", None)]
    said = [(c.author and c.author.name, c.content_text, c.parent_id) for c in found]
    assert said == (
        others if name is None else [others[0], (name, "Thank you, we shall tell it to them.", "c1"), others[1]]
    )


def test_names_for_tests_are_read_where_classes_are_made_by_a_program() -> None:
    """As on Wix: `data-hook`; elsewhere `data-testid`."""
    row = (
        '<div class="x{1}"><div data-hook="comment"><p class="z" data-hook="comment-author">{0}</p><p data-hook="time-ago">Mar {1}, 2020</p>'
        '<div class="g" data-hook="comment-content"><span>{2}</span></div><button data-hook="reply-button">Reply</button></div></div>'
    )
    rows = [("Leser vom See", 3, "Danke!"), ("der kleine prinz", 4, "👍"), ("JJ", 5, "Where is it?")]
    found = comments("".join(row.format(*one) for one in rows))
    assert [(c.author and c.author.name, c.content_text) for c in found] == [(name, text) for name, _, text in rows]


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "one",
    [
        '<ul class="pings"><li><a href="http://{0}.example/">Of nets and boats in the fog, by {0}</a></li></ul>',
        '<h3>2 comments</h3><div class="{0}">The nets are mended by the harbour: {0}</div>',
        '<h3>2 comments</h3><li class="{0}">The nets are mended by the harbour: {0}</li>',
    ],
)
def test_any_number_of_lists_and_headings_costs_as_much_as_the_page_is_long(one: str) -> None:
    names = ("".join(letters) for letters in product("bcdfghklmnprst", repeat=3))
    doc = document(ARTICLE + "".join(one.format(name) for name in islice(names, 2500)))
    start = time.process_time()
    read_thread(doc)
    assert time.process_time() - start < 3  # compared with each other, they took 10 seconds and more


@pytest.mark.parametrize("chosen", [(3,), (1, 3)])
def test_chosen_comments_above_all_of_them_are_no_further_ones(chosen: tuple[int, ...]) -> None:
    tabs = f"<h3>Comments</h3><div><ol>{said('li', '', chosen)}</ol></div><div><ol>{said('li', '')}</ol></div>"
    assert [c.content_text for c in comments(tabs)] == [f"Comment {n} tells of a boat." for n in (1, 2, 3)]


def test_comments_of_other_posts_in_the_markup_of_this_ones_are_left_out() -> None:
    others = said("div", 'class="comment" id="comment-{}"', (4, 5)).replace("/hello/#", "/nets/#")
    own = said("div", 'class="comment" id="comment-{}"')
    assert ids(f"<h3>3 comments</h3>{own}<h3>Newest comments</h3><div>{others}</div>") == THREE


def test_answers_may_be_called_responses() -> None:
    answer = f'<ul class="commentResponseList"><li class="commentResponse">{inner(2)}</li></ul>'
    found = comments(f'<ul><li class="comment">{inner(1)}{answer}</li><li class="comment">{inner(3)}</li></ul>')
    assert [c.parent_id for c in found] == [None, found[0].id, None]


@pytest.mark.parametrize(
    "heading", ["Kundenmeinungen zu unseren Booten", "Customer reviews", "Les avis de nos clients"]
)
def test_what_customers_say_of_goods_is_no_comment(heading: str) -> None:
    review = "<div><h4>Boat {0} floats</h4><p>It keeps what it promises.</p><small>by Fred | 0{0}.05.2010 10:14</small></div>"
    assert ids(f"<h3>{heading}</h3><div>{review.format(1)}{review.format(2)}</div>") == []


def test_boxes_of_a_sidebar_below_a_heading_over_a_form_are_no_comments() -> None:
    box = '<div class="widget"><h2>{0}</h2><ul><li><a href="/{1}/06">{1}/06 (2)</a></li><li><a href="/x{1}">Boats</a></li></ul></div>'
    form = '<h4>Comments</h4><h4>Your comment</h4><form action="/add"><textarea name="c"></textarea></form>'
    assert ids(f"{form}<div>{box.format('Archive', 2016)}{box.format('Months', 2017)}</div>") == []


def test_a_box_that_is_laid_out_like_a_form_is_none() -> None:
    """dasBlog: each comment in a box of Bootstrap's classes."""
    row = '<div class="modal-body form-horizontal"><b><a>{}</a></b> <i>May {}, 2010 9:31</i><div class="text">Boat {}</div></div>'
    rows = "".join(row.format(name, n, "leaks.") for n, name in enumerate(("Fred", "Ann Lee", "Tim"), 1))
    found = comments(f'<a id="comments"></a><div class="dbc-comment-block">{rows}</div>')
    assert [c.author and c.author.name for c in found] == ["Fred", "Ann Lee", "Tim"]


def test_headings_that_lead_to_the_comments_themselves_announce_no_posts() -> None:
    """WackoWiki: each comment is a page."""
    row = '<li class="comment"><h2><a href="/wiki/Comment{0}">Re: Boats</a></h2><p>Boat {0} leaks.</p><ul><li><a href="/wiki/Users/Fred">Fred</a></li><li>0{0}.05.2010 10:00</li></ul></li>'
    assert len(comments(f"<ol>{row.format(1)}{row.format(2)}{row.format(3)}</ol>")) == len((1, 2, 3))


def test_a_name_in_a_heading_may_lead_to_a_page_beside_the_base_of_the_site() -> None:
    """Cotonti: links to commenters without a slash before them."""
    row = '<div class="row"><h4><a href="hello#c{0}" id="c{0}">{0}.</a> <a href="users/{0}">Fred {0}</a> <small>0{0}.11.2015 12:31</small></h4><p>Boat {0} leaks.</p></div><hr>'
    page = "".join(row.format(n) for n in (1, 2, 3))
    found = comments(f'<a name="comments"></a><div>{page}</div>', head='<base href="https://blog.example/">')
    assert len(found) == len((1, 2, 3))


def test_tables_at_anchors_that_are_numbered_are_comments() -> None:
    """PHP-Nuke, nested: no heading, no year, a score behind the subject, and anchors of answers that nothing closes."""

    def shown(number: int, name: str, links: str, close: str) -> str:
        return (
            f'<a name="{900 + number}">{close}<table border="0"><tr bgcolor="#fff"><td><b>Re: Boats</b> <font class="content">(Score: 1)'
            f"<br>by {name} on Thursday, September {number:02} @ 10:24:00 UTC{links}</font></td></tr><tr><td>Boat {number} leaks.</td></tr>"
            '</table><br><br><font class="content"> [ <a href="/reply">Reply</a> ]</font><br><br>'
        )

    links = '<br>(<a href="/user">User Info</a> | <a href="/message">Send a Message</a>) '
    bar = "<table><tr><td>&quot;Hello&quot; | <a href='/login'>Login</a> | <b>3</b> Comments</td></tr></table>"
    thread = (
        f"{shown(1, 'fred', links, '</a>')}<ul>{shown(2, 'Ann', links, '')}</ul>{shown(3, 'Anonymous', '', '</a>')}"
    )
    found = comments(f"{bar}{thread}")
    assert [(c.author and c.author.name, c.published, c.content_text) for c in found] == [
        ("fred", None, "Boat 1 leaks."),
        ("Ann", None, "Boat 2 leaks."),
        (None, None, "Boat 3 leaks."),
    ]
    assert [c.parent_id for c in found] == [None, found[0].id, None]
    assert "September 01 @ 10:24:00 UTC" in (found[0].published_text or "")


def test_a_box_in_a_comment_that_repeats_its_foot_is_an_answer() -> None:
    """FC2: the owner's answer is in a box without a name, and nobody is named in it."""
    foot = '<ul class="sub_footer"><li>2014/10/0{}(21:13)</li>{}</ul>'
    row = '<div class="sub_content" id="comment{0}"><h4 class="sub_title">No title</h4><div class="sub_body">舟{0}は水漏れします。</div>{1}{2}</div>'
    answer = f'<div style="padding: 5px">そうですね。今度また行ってみてください。{foot.format(8, "")}</div>'
    rows = ((1, "<li>つばめ</li><li><a href='/e'>編集</a></li>", answer), (2, "<li><a href='/e'>編集</a></li>", ""))
    thread = "".join(row.format(n, foot.format(n, more), after) for n, more, after in rows)
    found = comments(f'<div id="cm"><h3>コメント</h3>{thread}</div>', lang="ja")
    assert [(c.author and c.author.name, c.published, c.parent_id) for c in found] == [
        ("つばめ", "2014-10-01T21:13", None),
        (None, "2014-10-08T21:13", "comment1"),
        (None, "2014-10-02T21:13", None),
    ]
    assert [c.content_text for c in found] == [
        "舟1は水漏れします。",
        "そうですね。今度また行ってみてください。",
        "舟2は水漏れします。",
    ]


def test_rows_of_a_table_are_told_from_its_head_by_their_cells() -> None:
    """ClanSphere: the heading is a row of the same table, and a text may be as short as what stands below a name."""
    row = "<tr><td><a href='/u'>{1}</a><br>Offline<br>Posts: 1{0}</td><td># {0} - May {0}, 2010 at 21:13<hr><br>{2}</td></tr>"
    said = [
        ("fred", "It leaks."),
        ("Ann", "The boat leaks here, and nobody minds. Who mends it?"),
        ("R2D2", "And how!"),
    ]
    rows = "".join(row.format(n, *told) for n, told in enumerate(said, 1))
    bar = '<tr><td colspan="2"><div>{}</div><div>Page [1]</div></td></tr>'
    found = comments(f"<table>{bar.format('Comments 3')}{rows}{bar.format('')}</table>")
    assert [(c.author and c.author.name, c.content_text) for c in found] == said
    assert [c.published for c in found] == [f"2010-05-0{n}T21:13" for n in (1, 2, 3)]
