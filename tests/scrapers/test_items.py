"""Places that may be comments are gathered by name and by place; boxes, sidebars and forms are not among them."""

from __future__ import annotations

import pytest

from archiver.scrapers._items import Finder, Group, Item, nest
from archiver.scrapers._recent import is_recent_list
from tests.scrapers.pages import ARTICLE, comments, document, element, inner


def finder(body: str) -> Finder:
    return Finder(document(ARTICLE + body))


def group(groups: list[Group], key: str) -> Group:
    return next(group for group in groups if group.key == key)


def ids(group: Group) -> list[str]:
    return [item.roots[0].attr("id") for item in group.items]


def rows(tag: str, attributes: str, numbers: tuple[int, ...] = (1, 2, 3)) -> str:
    return "".join(f"<{tag} {attributes.format(n)}>{inner(n)}</{tag}>" for n in numbers)


def test_items_inside_items_are_nested() -> None:
    doc = document(
        '<div id="a"><div id="b"><div id="c">x</div></div><div id="d">x</div></div><div id="e">x</div>',
    )
    items = nest([Item((element(doc, name),)) for name in "abcde"])
    shown = {item.roots[0].attr("id"): [inner.roots[0].attr("id") for inner in item.inner] for item in items}
    assert shown == {"a": ["b", "d"], "b": ["c"], "c": [], "d": [], "e": []}


def test_an_items_own_elements_leave_out_those_of_items_inside() -> None:
    doc = document('<div id="a"><p id="p">x</p><div id="b"><p id="q">x</p></div><p id="r">x</p></div>')
    outer, _ = nest([Item((element(doc, "a"),)), Item((element(doc, "b"),))])
    assert [e.attr("id") for e in outer.own(doc.elements)] == ["a", "p", "r"]
    assert (outer.start, outer.last) == (element(doc, "a").index, element(doc, "r").index)


COMMENTS = rows("div", 'class="comment"')
COMMENT_LIST = rows("li", 'class="comment"')
IDS = rows("div", 'id="comment-{}"')
PLAIN = rows("li", "")
TEXT = "text " * 500


@pytest.mark.parametrize(
    ("tag", "attributes", "key", "evidence"),
    [
        ("li", 'id="comment-{}"', "li#comment-0", 3.0),
        ("li", 'id="li-comment-{}"', "li#li-comment-0", 3.0),
        ("div", 'id="c{}"', "div#c0", 0.5),
        ("div", 'class="comment"', "div.comment", 2.0),
        ("article", 'class="h-cite"', "article.h-cite", 2.0),
        ("div", 'class="comment-item even alt"', "div.comment-item", 1.5),
        ("div", 'itemprop="comment"', "div@comment", 3.0),
        ("div", 'itemscope itemtype="https://schema.org/Comment"', "div@comment", 3.0),
    ],
)
def test_names_gather_a_group(tag: str, attributes: str, key: str, evidence: float) -> None:
    found = group(finder(rows(tag, attributes)).named_groups(), key)
    assert len(found.items) == 3
    assert found.evidence == evidence


def test_lists_are_items_where_they_have_ids_of_comments_or_are_several_alike() -> None:
    row = "<li>Fred, May 4, 2010</li><li>A boat is here.</li>"
    named = finder("".join(f'<ul class="msg" id="cmt{n}">{row}</ul>' for n in (1, 2))).named_groups()
    assert ids(group(named, "ul#cmt0")) == ["cmt1", "cmt2"]
    placed = finder("<h3>Comments</h3>" + f'<ul class="msg">{row}</ul>' * 2).placed_groups()
    assert len(group(placed, "ul.msg").items) == 2
    alone = finder(f'<h3>Comments</h3><ul class="comment">{row}</ul>')
    assert not [g for g in (*alone.named_groups(), *alone.placed_groups()) if g.key.startswith("ul.")]


def test_answers_inside_a_comment_that_look_like_it_belong_to_its_group() -> None:
    answer = '<div class="row">Ann, May 5, 2010: it does</div>'
    found = finder(f'<h3>2 comments</h3><div class="row">Fred, May 4, 2010: it leaks <div>{answer}</div></div>')
    assert len(group(found.placed_groups(), "div.row").items) == 2


@pytest.mark.parametrize(
    "body",
    [
        '<ul class="comments"><li>a plain list item</li></ul>',
        '<div class="comment"></div>',
        '<form id="comment-1">Leave a comment</form>',
        '<a id="comment-1">x</a>',
        '<div class="comment-form">Write a comment here</div>',
        f'<aside class="widget_recent_comments">{COMMENTS}</aside><p>{TEXT}</p>',
        f"<nav>{COMMENTS}</nav><p>{TEXT}</p>",
    ],
)
def test_boxes_forms_links_and_sidebars_are_no_items(body: str) -> None:
    assert not [g for g in finder(body).named_groups() if g.key.endswith((".comment", "#comment-0"))]


def test_an_id_of_a_comment_counts_even_in_a_sidebar() -> None:
    """Themes build whole pages of `div.widget`."""
    body = f'<div class="sidebar">{IDS}</div><p>{TEXT}</p>'
    assert ids(group(finder(body).named_groups(), "div#comment-0")) == ["comment-1", "comment-2", "comment-3"]


def test_a_thread_quoted_in_the_article_is_left_out_where_there_is_another() -> None:
    theirs = rows("div", 'class="comment" id="q{}"', (7, 8))
    quoted = f'<div class="entry-content"><p>They wrote:</p>{theirs}</div>'
    own = rows("div", 'class="comment" id="c{}"', (1, 2))
    assert ids(group(finder(quoted + own).named_groups(), "div.comment")) == ["c1", "c2"]
    assert ids(group(finder(quoted).named_groups(), "div.comment")) == ["q7", "q8"]


def test_the_term_of_a_definition_list_takes_its_descriptions() -> None:
    body = (
        '<dl><dt class="comment" id="c101">Fred said</dt><dd>One.</dd><dd>May 1</dd>'
        '<dt class="comment" id="c102">Ann said</dt><dd>Two.</dd></dl>'
    )
    found = group(finder(body).named_groups(), "dt.comment")
    assert [[root.name for root in item.roots] for item in found.items] == [["dt", "dd", "dd"], ["dt", "dd"]]


def test_a_description_of_the_same_name_is_not_an_item_of_its_own() -> None:
    body = '<dl><dt class="comment">Fred said</dt><dd class="comment">One.</dd></dl><dd class="comment">Two.</dd>'
    assert len(group(finder(body).named_groups(), "dt.comment").items) == 1
    assert len(group(finder(body).named_groups(), "dd.comment").items) == 2


def test_heads_with_a_date_begin_comments_without_an_element_of_their_own() -> None:
    head = '<p class="comment" id="h{0}">Fred {0} wrote on May {0}, 2010:</p><p>Boat {0}.</p><p>It leaks.</p>'
    heads = "".join(head.format(n) for n in (1, 2, 3))
    body = f'<div id="x">{heads}<form>Answer</form><p>Footer</p></div>'
    found = group(finder(body).named_groups(), "p.comment …")
    assert [len(item.roots) for item in found.items] == [3, 3, 3]


def test_heads_without_text_behind_them_are_no_sections() -> None:
    groups = finder(rows("div", 'class="comment"')).named_groups()
    assert not [group.key for group in groups if group.key.endswith("…")]


@pytest.mark.parametrize(
    "heading",
    [
        *("3 Comments", "Kommentare", "Commentaires", "Comentarios", "Reacties", "Комментарии", "コメント", "评论"),
        *("댓글", "تعليقات", "Yorumlar", "Readers say", "3 boats"),
    ],
)
def test_alike_siblings_below_a_heading_of_comments_are_a_group(heading: str) -> None:
    body = f"<h3>{heading}</h3><ol>{rows('li', '')}</ol>"
    assert len(group(finder(body).placed_groups(), "li.").items) == 3


@pytest.mark.parametrize("heading", ["Boats", "Related posts", "12 boats"])
def test_alike_siblings_below_another_heading_are_none(heading: str) -> None:
    assert not finder(f"<h3>{heading}</h3><ol>{rows('li', '')}</ol>").placed_groups()


def test_the_heading_of_the_form_announces_nothing_below_another_heading() -> None:
    form = "<form><h3>Leave a comment</h3><input name='name'></form>"
    cards = f"<div>{rows('div', 'class=card')}</div>"
    below = finder(f"{form}<h3>Related posts</h3>{cards}").placed_groups()
    assert "div.card" not in [group.key for group in below]
    assert "div.card" in [group.key for group in finder(form + cards).placed_groups()]


def test_a_list_that_is_named_after_comments_announces_its_items() -> None:
    one = rows("li", "class=row-{}", (1,))
    body = f'<ul class="commentlist">{one}</ul>'
    assert len(group(finder(body).placed_groups(), "li.").items) == 1


def test_one_item_with_the_headline_of_the_page_is_a_box() -> None:
    body = f'<div class="comments"><div><h1>Hello</h1>{inner(1)}</div></div>'
    assert "div." not in [group.key for group in finder(body).placed_groups()]


def test_numbered_and_alternating_classes_do_not_part_siblings() -> None:
    alternating = rows("div", 'class="row even x{}"', (1, 2)) + rows("div", 'class="row odd x{}"', (3,))
    assert len(group(finder(f'<div class="commentlist">{alternating}</div>').placed_groups(), "div.row").items) == 3


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Recent Comments", True),
        ("Neueste Kommentare", True),
        ("Derniers commentaires", True),
        ("Commentaires récents", True),
        ("Comentarios recientes", True),
        ("Ultimi commenti", True),
        ("Последние комментарии", True),
        ("最近のコメント", True),
        ("最新评论", True),
        ("최근 댓글", True),
        ("3 Comments", False),
        ("Comments", False),
        ("Recent posts", False),
    ],
)
def test_the_heading_of_a_recent_list_is_known(heading: str, expected: bool) -> None:
    elsewhere = COMMENT_LIST.replace("/hello/#", "/another/#")
    found = finder(f"<h3>{heading}</h3><ol>{elsewhere}</ol>")
    assert is_recent_list(found, group(found.named_groups(), "li.comment").items) is expected


def test_a_section_of_opinions_with_the_headline_is_no_comment() -> None:
    section = '<section class="opinion"><div class="by"><h3>Ann Lee</h3></div><h1>Nets</h1><p>May 3, 2010</p><p>Of nets.</p></section>'
    found = Finder(document(section)).named_groups()
    assert not any(item.roots[0].name == "section" for group in found for item in group.items)


def test_rows_from_one_that_begins_with_a_comments_anchor_to_the_next_are_one() -> None:
    """XOOPS, and portals like it: a row with name and date, one with a profile and the text, one with buttons."""
    head = '<tr><td><a id="comment{0}"></a> <a href="/userinfo.php?uid={0}">{1}</a></td><td>Posted: {0}/5/2010 14:0{0}</td></tr>'
    rows = (
        head
        + '<tr><td>Member<br>Posts: 12</td><td><div class="comText">Boat {0} leaks.</div></td></tr><tr><td></td></tr>'
    )
    table = "".join(rows.format(n, name) for n, name in enumerate(("Fred", "Ann", "Tim"), 4))
    found = comments(f"<table><tr><th>Author</th><th>Thread</th></tr>{table}</table>")
    assert [(c.author and c.author.name, c.content_text) for c in found] == [
        ("Fred", "Boat 4 leaks."),
        ("Ann", "Boat 5 leaks."),
        ("Tim", "Boat 6 leaks."),
    ]


def test_the_box_around_the_form_is_no_comment() -> None:
    """As in the theme Enfold, where it is named like the box around the comments."""
    row = f'<ol class="commentlist"><li class="comment" id="comment-7">{inner(7)}</li></ol>'
    asks = "<h3>Leave a Reply</h3><span>Want to join the discussion?<br>Feel free to contribute!</span>"
    form = '<div id="respond"><form><textarea name="comment"></textarea></form></div>'
    boxes = f'<div class="comment_container">{row}</div><div class="comment_container">{asks}{form}</div>'
    assert [comment.id for comment in comments(boxes)] == ["comment-7"]
