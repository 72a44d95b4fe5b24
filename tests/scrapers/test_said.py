"""A comment's text is what somebody wrote: without header, reply links, counters and notices."""

from __future__ import annotations

import pytest

from archiver.page.content import plain_text
from archiver.scrapers._draft import Draft
from archiver.scrapers._items import Item
from archiver.scrapers._said import ACTION_TEXT, said_by
from tests.scrapers.pages import comments, document, draft, element


def said(inner: str) -> str:
    item = draft(inner)
    nodes, skip = said_by(item, [])
    return plain_text(nodes, skip)


def read(inner: str) -> str:
    """The text of a comment on a whole page, its author and date found and left out."""
    (comment,) = comments(f'<ol class="commentlist"><li class="comment" id="comment-7">{inner}</li></ol>')
    return comment.content_text


HEADS = [
    '<cite class="fn">Fred</cite> <span class="date">May 4, 2010</span>',
    "<p><b>Fred</b> says on May 4, 2010:</p>",
    "<b>Fred</b>, May 4, 2010<br>",
    '<div class="comment-author vcard"><img class="avatar" src="/a.png"><cite class="fn">Fred</cite> <span class="says">'
    'says:</span></div><div class="comment-meta"><a href="#comment-7">May 4, 2010</a> <a href="#">(Edit)</a></div>',
    '<h4><span class="author">Fred</span></h4><p class="date">May 4, 2010</p>',
    '<span class="num">#1</span> <span class="author">Fred</span> <time datetime="2010-05-04">4 May</time>',
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    "body", ["<p>A boat leaks.</p><p>It does.</p>", '<div class="text"><p>A boat leaks.</p><p>It does.</p></div>']
)
def test_the_header_is_not_part_of_the_text(head: str, body: str) -> None:
    assert read(head + body) == "A boat leaks.\n\nIt does."


@pytest.mark.parametrize("head", ["<strong>Fred (May 4, 2010):</strong> ", "<b>Fred, 4 May 2010 at 10:00 :</b> "])
def test_a_text_may_begin_on_the_line_of_its_header(head: str) -> None:
    assert read(f"{head}A boat leaks.<br>It does.") == "A boat leaks.\nIt does."


@pytest.mark.parametrize("name", ['<b class="author">Fred</b>', "(Anonymous)"])
def test_labels_in_cells_of_their_own_are_no_text(name: str) -> None:
    """LiveJournal's older pages: a table of "From:" and "Date:" above the text."""
    table = f"<table><tr><td>From:</td><td>{name}</td></tr><tr><td>Date:</td><td>May 4, 2010</td></tr></table>"
    assert read(f"{table}<div>A boat leaks: the one I sold you.</div>") == "A boat leaks: the one I sold you."


@pytest.mark.parametrize(
    "action",
    [
        '<div class="reply"><a class="comment-reply-link" href="#">Reply</a></div>',
        '<p><a href="#">Antworten</a></p>',
        '<a href="#">Répondre</a>',
        '<div role="button"><div>Expand full comment</div></div>',
        '<div class="vote"><a href="#">Like</a> <span>12</span></div>',
        '<a href="#">Report abuse</a>',
        '<span class="comment-edit-link">(edit)</span>',
        '<p><a href="#">[Reply]</a></p>',
        '<p><a href="#">返信</a></p>',
        "<p><em>Your comment is awaiting moderation.</em></p>",
        "<em>Votre commentaire est en attente de modération.</em>",
        '<form id="commentform"><p>Write a comment</p></form>',
        '<a href="#">Log in to reply</a>',
    ],
)
@pytest.mark.parametrize("around", ["{}", '<div class="comment-content">{}</div>'])
def test_what_only_offers_something_to_do_is_left_out(action: str, around: str) -> None:
    assert read(HEADS[0] + around.format(f"<p>A boat leaks.</p>{action}")) == "A boat leaks."


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Reply",
            "Antworten",
            "Répondre",
            "[Reply]",
            "» Reply »",
            "Reply to Fred Jones",
            "Svar",
            "回复",
            "Like",
            "#",
            "12",
        ),
        *("#12", "(edit)", "Permalink", "Loading...", "Log in to reply", "Report abuse", "...", "↩ Reply"),
    ],
)
def test_lines_of_platforms_are_known(text: str) -> None:
    assert ACTION_TEXT.match(text)


@pytest.mark.parametrize("text", ["I reply to all", "Like what?", "Reply, please: where?", "123456 boats", "Yes"])
def test_what_people_write_is_no_action(text: str) -> None:
    assert not ACTION_TEXT.match(text)


def test_a_link_that_the_commenter_wrote_stays() -> None:
    text = 'See <a href="https://boats.example/reply">my reply to the harbour master</a> for more.'
    assert read(HEADS[0] + f"<p>{text}</p>") == "See my reply to the harbour master for more."


def test_a_word_like_reply_without_a_link_stays() -> None:
    assert read(HEADS[0] + '<div class="comment-content"><p>Reply</p><p>is a word.</p></div>') == "Reply\n\nis a word."


def test_the_heading_that_is_made_of_a_subject_is_left_out() -> None:
    body = (
        '<div class="content"><h3 class="comment-title"><a href="#comment-7">A boat</a></h3><p>A boat leaks.</p></div>'
    )
    assert said(body) == "A boat leaks."
    assert said(body.replace("comment-title", "x")) == "A boat leaks."


def test_a_heading_that_the_commenter_wrote_stays() -> None:
    assert said('<div class="content"><h3>Boats</h3><p>A boat leaks.</p></div>') == "Boats\n\nA boat leaks."


def test_several_bodies_are_one_text() -> None:
    body = '<div class="comment-text"><p>A boat leaks.</p></div><div class="comment-text"><p>It does.</p></div>'
    assert said(body) == "A boat leaks.\n\nIt does."


def test_answers_inside_are_somebody_elses_words() -> None:
    body = (
        '<div class="content"><p>A boat leaks.</p></div><div class="replies"><h4>1 answer</h4>'
        '<div class="comment" id="comment-8"><cite class="fn">Ann</cite> <time datetime="2010-05-05">5 May</time>'
        '<div class="content"><p>Not mine.</p></div></div></div>'
    )
    found = comments(f'<div id="comments"><div class="comment" id="comment-7">{HEADS[0]}{body}</div></div>')
    assert [comment.content_text for comment in found] == ["A boat leaks.", "Not mine."]


def test_a_picture_alone_is_a_text() -> None:
    nodes, skip = said_by(draft('<div class="comment-content"><p><img src="/boat.png"></p></div>'), [])
    assert [node.name for node in nodes if hasattr(node, "name")] == ["p"]
    assert not plain_text(nodes, skip)


def test_an_avatar_is_no_text() -> None:
    nodes, _ = said_by(draft('<img class="avatar" src="/a.png"><h4>Fred</h4>'), [])
    assert nodes == []


def test_a_box_between_the_parts_of_a_comment_is_not_its_text() -> None:
    doc = document(
        '<dl><dt id="a">Fred</dt><dd id="b">A boat.</dd><div>An advertisement</div><dd id="c">It leaks.</dd></dl>'
    )
    item = Draft(doc, Item(tuple(element(doc, name) for name in "abc")))
    nodes, skip = said_by(item, [element(doc, "a")])
    assert plain_text(nodes, skip) == "A boat.\n\nIt leaks."


@pytest.mark.parametrize(
    "lead", ["<b>Fred</b>: {}", "<p><strong>Fred:</strong> {}</p>", "<span>Fred</span> <span>{}</span>"]
)
def test_the_text_may_stand_on_the_line_of_the_name(lead: str) -> None:
    texts = ("I think that it leaks", "So it does, by the way", "Nobody has seen that")
    items = "".join(
        f'<li class="comment">{lead.format(text).replace("Fred", name)}</li>'
        for text, name in zip(texts, ("Fred", "ann_b", "Tim"), strict=True)
    )
    found = comments(f"<h3>Comments</h3><ul>{items}</ul>")
    assert [(c.author.name if c.author else None, c.content_text) for c in found] == list(
        zip(("Fred", "ann_b", "Tim"), texts, strict=True)
    )


def test_a_heading_is_the_text_where_nothing_else_is_said() -> None:
    one = "<div><h2>{}</h2><h2>May {}, 2010</h2><h2>{}</h2></div>"
    body = "".join(
        one.format(name, day, f"Boat {day} leaks and nobody minds.") for day, name in ((4, "Fred"), (5, "Ann"))
    )
    found = comments(f"<h2>Comments</h2><div>{body}</div>")
    assert [c.content_text for c in found] == ["Boat 4 leaks and nobody minds.", "Boat 5 leaks and nobody minds."]


def test_what_is_named_like_a_button_is_the_text_where_there_is_no_other() -> None:
    head = '<div class="date">May {0}, 2010</div>'
    found = comments(
        "<h3>Comments</h3>"
        + "".join(f'<div class="it">{head.format(n)}<div class="said"><p>It leaks.</p></div></div>' for n in (1, 2))
    )
    assert [c.content_text for c in found] == ["It leaks.", "It leaks."]


@pytest.mark.parametrize("more", ["", " <a href='#q'>С цитатой</a> | <a href='#c'>В цитатник</a>"])
def test_links_that_end_most_comments_alone_are_left_out_in_any_language(more: str) -> None:
    items = "".join(
        f"<article><p><strong>{name}</strong> · 1{n}/05/2010 09:00</p><p>Boat {n} leaks.</p><p><a href='/e/{n}'>Editar comentario</a>{more}</p></article>"
        for n, name in ((1, "Fred"), (2, "Ann"))
    )
    assert [c.content_text for c in comments(f"<h3>Comentarios</h3>{items}")] == ["Boat 1 leaks.", "Boat 2 leaks."]


def test_several_links_that_offer_something_are_no_text() -> None:
    links = '<p class="q"><a href="#a">alerter</a> | <a href="#b">citer</a> | <a href="#c">2 j\'aime</a></p>'
    (found,) = comments(
        f'<div class="comment" id="comment-7"><p><b>Ann</b> - May 4, 2010</p><p>Merci !</p>{links}</div>'
    )
    assert found.content_text == "Merci !"


def test_a_bold_line_above_the_header_is_a_subject() -> None:
    head = "<b>1. On leaks</b><br>Geschrieben von <b>Ann Lee</b> am 04-05-2010 09:00<br>"
    (found,) = comments(f'<div class="comment" id="comment-7">{head}<br>It leaks.<br>A lot.</div>', lang="de")
    assert found.content_text == "It leaks.\nA lot."


def test_a_bold_line_above_the_header_is_the_text_where_nothing_follows() -> None:
    (found,) = comments('<div class="comment" id="comment-7"><p><b>It leaks.</b></p><p>Ann Lee, May 4, 2010</p></div>')
    assert (found.author and found.author.name, found.content_text) == ("Ann Lee", "It leaks.")


def test_a_row_of_smileys_is_text() -> None:
    assert (
        read("<div>Fred | May 4, 2010</div><div>A boat leaks.</div><div>😂😂😂😂😂</div>")
        == "A boat leaks.\n\n😂😂😂😂😂"
    )


def test_a_counter_beside_links_that_offer_something_is_no_text() -> None:
    assert (
        read(
            '<b>Fred</b> <i>May 4, 2010</i><p>Yes.</p><div><a href="#a">Antworten</a> <a href="#m">Melden</a> <span>Empfehlen (0)</span></div>'
        )
        == "Yes."
    )


def test_lines_of_one_name_are_subjects_where_one_answers_another() -> None:
    post = '<div class="post l{1}"><div class="h"><i class="j">{0}</i> <i class="d">1{1}. 5. 2017 9:00</i></div><div class="n">{2}</div><div class="t">{0} has a boat.</div></div>'
    rows = "".join(
        post.format(name, n, said)
        for n, (name, said) in enumerate([("Fred", "Nets"), ("Ann", "Re: Nets"), ("Bo", "Fog")], 1)
    )
    found = comments(f"<h2>Diskuse (3)</h2>{rows}", lang="cs")
    assert [c.content_text for c in found] == ["Fred has a boat.", "Ann has a boat.", "Bo has a boat."]


def test_the_cell_with_the_name_tells_of_its_owner_and_is_no_text() -> None:
    """As forums have it: rank and number of posts below the name, the text in the next cell."""
    row = (
        '<table class="tborder"><tr><td>0{1}.05.2010, 10:00</td><td align="right">#{1}</td></tr><tr><td><a href="/u">{0}</a>'
        "<div>Harbour master</div><div>Registriert seit: 12.2008</div></td><td><strong>AW: Boats</strong><hr>{2}</td></tr></table>"
    )
    rows = [("Fred", 3, "It leaks, and it has a hole."), ("Ann", 4, "Mine does not."), ("Bo", 5, "Sell it.")]
    found = comments(f"<h3>Kommentare</h3>{''.join(row.format(*one) for one in rows)}", lang="de")
    assert [(c.author and c.author.name, c.content_text) for c in found] == [(name, text) for name, _, text in rows]


def test_two_numbers_are_votes() -> None:
    assert read("<div><i>3</i> <i>1</i></div><p>A boat leaks.</p><p>Fred, May 4, 2010</p>") == "A boat leaks."


@pytest.mark.parametrize("said", [":-)", "👍", "???", "+1", "lol"])
def test_a_smiley_may_be_all_that_somebody_says(said: str) -> None:
    assert (
        read(f"<img src=/u.jpg><b>Fred</b> <i>May 4, 2010</i><h5>Boats</h5><p>{said}</p><p><a href=#r>Reply</a></p>")
        == said
    )


def test_a_line_in_a_box_named_title_is_a_subject_and_the_address_of_a_homepage_no_text() -> None:
    head = '<p class="commenttitle"><b>Boats</b></p>'
    foot = '<p>Fred, May 4, 2010<br>URL: <a href="http://fred.example/">http://fred.example/</a></p>'
    assert read(f"{head}<p>Mine leaks.</p>{foot}") == "Mine leaks."


def test_a_paragraph_that_answers_is_text() -> None:
    row = "<li class='comment'><b>{}</b> - May {}, 2010<p>{}</p><p>It floats.</p></li>"
    found = comments(f"<ol>{row.format('Fred', 3, 'Re: boats: I like them.')}{row.format('Ann', 4, 'I do not.')}</ol>")
    assert [c.content_text for c in found] == ["Re: boats: I like them.\n\nIt floats.", "I do not.\n\nIt floats."]


def test_a_cite_behind_the_text_signs_it() -> None:
    """PivotX: the text, and on its last line who wrote it and when."""
    cite = "<cite><strong>{}</strong> - 1{}-09-’10 21:33</cite>"
    row = '<div class="comment"><div class="comment-text">Boats leak.<br>Nets {0} do. {1}</div></div>'
    found = comments("".join(row.format(n, cite.format(name, n)) for n, name in enumerate(("Joop", "Marjan"), 4)))
    assert [(c.author and c.author.name, c.published, c.content_text) for c in found] == [
        ("Joop", "2010-09-14T21:33", "Boats leak.\nNets 4 do."),
        ("Marjan", "2010-09-15T21:33", "Boats leak.\nNets 5 do."),
    ]


def test_the_same_time_once_more_and_a_heading_of_any_rank_are_no_text() -> None:
    time = '<time datetime="2010-05-04T11:54:00Z">2h ago</time>'
    head = f'<h1>Re: Hello</h1><div><a href="/u/1" rel="author">Fred</a></div><div>{time}</div><div>{time}</div>'
    assert read(f"{head}<div>Mine leaks.</div>") == "Mine leaks."


def test_what_is_named_a_quote_is_not_all_of_the_text() -> None:
    quote = '<div class="title_quote">Quote: Fred</div><div class="quote">It leaks.</div>'
    assert read(f"<b>Ann</b> May 4, 2010<div>{quote}Not if you mend it.</div>").endswith("Not if you mend it.")


def test_a_box_named_after_the_header_may_hold_the_text() -> None:
    """NG CMS."""
    head = '<div class="comment-author"><span itemprop="author">Fred</span></div><small>4 May 2010 - 10:20</small>'
    row = f'<div class="comment-content"><div class="comment-meta">{head}<p>{{}}</p></div></div>'
    assert [read(row.format(text)) for text in ("It leaks.", "It leaks. " * 30)] == [
        "It leaks.",
        ("It leaks. " * 30).strip(),
    ]


def test_a_word_of_links_may_be_all_that_somebody_says() -> None:
    head = '<b class="author">Fred</b> <i class="date">May 4, 2010</i>'
    assert read(f"{head}<p>top</p><a href=#r>Reply</a>") == "top"
    assert read(f"{head}<p>So it is.</p><p>top</p>") == "So it is."
