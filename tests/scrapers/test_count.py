"""The number of comments that a page claims, in many languages, and none that counts something else."""

from __future__ import annotations

import pytest

from archiver.scrapers._count import claimed_count, count_in
from archiver.scrapers._groups import find_items
from archiver.scrapers._headline import find_headline
from tests.scrapers.pages import ARTICLE, document, inner


def claimed(body: str, *, head: str = "", lang: str = "en") -> int | None:
    doc = document(body, head=head, lang=lang)
    items = find_items(doc)
    return claimed_count(doc, find_headline(doc, items), items)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("5 Responses to “Hello”", 5),
        ("12 Comments", 12),
        ("1 comment", 1),
        ("Comments (7)", 7),
        ("Comments: 7", 7),
        ("1,234 comments", 1234),
        ("3 thoughts on “Hello”", 3),
        ("2 Replies", 2),
        ("4 new comments", 4),
        ("One thought on “Hello”", 1),
        ("One Response to Hello", 1),
        ("No comments yet", 0),
        ("No Comments", 0),
        ("0 comments", 0),
        ("3 Kommentare", 3),
        ("11.03.2014 09:00 von Peter Lang (Kommentare: 3)", 3),
        ("1.234 Kommentare", 1234),
        ("Ein Kommentar", 1),
        ("Keine Kommentare", 0),
        ("Noch keine Kommentare vorhanden", 0),
        ("5 Antworten auf Hallo", 5),
        ("8 Gedanken zu „Hallo“", 8),
        ("3 commentaires", 3),
        ("Un commentaire", 1),
        ("Aucun commentaire", 0),
        ("2 réponses à Bonjour", 2),
        ("Une réflexion sur « Bonjour »", 1),
        ("3 réflexions sur « Bonjour »", 3),
        ("3 條評論", 3),
        ("4 comentarios", 4),
        ("Un comentario", 1),
        ("Sin comentarios", 0),
        ("6 respuestas", 6),
        ("4 comentários", 4),
        ("Nenhum comentário", 0),
        ("2 commenti", 2),
        ("Un commento", 1),
        ("Nessun commento", 0),
        ("3 risposte a Ciao", 3),
        ("9 reacties", 9),
        ("Een reactie", 1),
        ("Geen reacties", 0),
        ("2 komentarze", 2),
        ("5 komentarzy", 5),
        ("Brak komentarzy", 0),
        ("3 комментария", 3),
        ("Комментарии: 12", 12),
        ("7 отзывов", 7),
        ("4 kommentarer", 4),
        ("Inga kommentarer", 0),
        ("2 svar", 2),
        ("3 yorum", 3),
        ("コメント(3)", 3),
        ("4件のコメント", 4),
        ("评论（5）", 5),
        ("5 条评论", 5),
        ("댓글 6", 6),
        ("7개의 댓글", 7),
        ("3 kommenttia", 3),
        ("3 tanggapan", 3),
    ],
)
def test_counts_are_read_in_many_languages(text: str, count: int | None) -> None:
    assert count_in(text) == count


@pytest.mark.parametrize(
    "text",
    [
        *("Comments", "May 4, 2010", "5 boats", "Leave a comment", "Comments are closed", "", "Commentary 5 o'clock"),
        *("2010-05-04", "Top 10 boats", "One boat", "No boats", "v1.5 commented"),
        *("Просмотров: 614 | Комментарии", "Read 614 · comments closed", "3, Antworten"),
        *("Einen Kommentar schreiben", "Een reactie plaatsen", "Un commentaire écrire"),
    ],
)
def test_other_texts_tell_no_count(text: str) -> None:
    assert count_in(text) is None


@pytest.mark.parametrize(
    ("extra", "count"),
    [
        ('<h3 id="comments">5 Responses to Hello</h3>', 5),
        ('<p><a href="#comments">12 Comments</a></p>', 12),
        ('<p><a href="/2010/05/hello/#comments">12 Comments</a></p>', 12),
        ('<span class="n">No comments</span>', 0),
        ('<p><a href="#comments">2 comments</a></p><h3>3 comments</h3>', 3),
        ("<p>There were 5 comments on my last post, and none of them was about a boat or a net.</p>", None),
        ('<p><a href="/2010/06/other/#comments">12 Comments</a></p>', None),
        ('<ul><li><a href="/2010/06/other/">Other</a> <span>12 Comments</span></li></ul>', None),
        ('<div class="sidebar"><span>88 comments</span></div>', None),
        ('<div class="widget"><p><span>88 comments</span></p></div>', None),
        ("<nav><span>88 comments</span></nav>", None),
        ("<aside><b>88 comments</b></aside>", None),
        ("", None),
    ],
)
def test_a_count_is_the_posts_own(extra: str, count: int | None) -> None:
    assert claimed(ARTICLE + extra) == count


def test_a_box_that_is_named_after_the_sidebar_beside_the_post_is_none() -> None:
    assert claimed(f'<div id="content-sidebar-wrap">{ARTICLE}<p><a href="#comments">6 Comments</a></p></div>') == 6


def test_a_count_before_the_headline_is_of_something_else() -> None:
    assert claimed(f"<p><span>33 comments</span></p>{ARTICLE}") is None


def test_structured_data_comes_first() -> None:
    head = '<script type="application/ld+json">{"@type":"BlogPosting","headline":"Hello","commentCount":42}</script>'
    assert claimed(f"{ARTICLE}<h3>5 comments</h3>", head=head) == 42


def comments(heading: str, count: int = 3) -> str:
    rows = "".join(f'<li class="comment" id="comment-{n}">{inner(n)}</li>' for n in range(1, count + 1))
    return f'{ARTICLE}{heading}<ol class="commentlist">{rows}</ol>'


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("<h3>3 comments</h3>", 3),
        ("<h3>全4件</h3>", 4),
        ("<h3>Отклики: 4</h3>", 4),
        ("<h3>Opinions so far: 12</h3><p></p>", 12),
        ("<h3>Opinions: 2</h3>", None),
        ("<h3>Opinions since 2010</h3>", None),
        ("<h3>Opinions of May 4</h3>", None),
        ("<h3>Opinions</h3>", None),
        ("<h3>Opinions 4 of 12</h3>", None),
        ("<ul><li><a href=#add>Add new comment</a></li><li>812 reads</li></ul>", None),
        ("<table><tr><td>Kommentare: 4</td><td>Gelesen: 231x</td></tr></table>", 4),
        (f"<p>{'Many boats and 7 nets. ' * 6}</p>", None),
        ("<i>a</i><i>b</i><i>c</i><i>d</i><i>9</i><i>e</i><i>f</i><i>g</i><i>h</i>", None),
    ],
)
def test_the_only_number_in_the_heading_above_the_comments_counts_them(heading: str, count: int | None) -> None:
    assert claimed(comments(heading)) == count


def test_counts_inside_comments_are_not_the_posts() -> None:
    body = comments("<h3>Opinions</h3>").replace("Comment 1 tells", "<b>77 comments</b> tell")
    assert claimed(body) is None
