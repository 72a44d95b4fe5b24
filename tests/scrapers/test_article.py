"""The article whole: standfirst and boxes with it, and without what sites put around and behind it."""

from __future__ import annotations

import pytest

from archiver.scrapers import scrape
from archiver.scrapers._boilerplate import is_boilerplate
from tests.scrapers.pages import document

FIRST = "The harbour is old and the boats are many, and the nets are mended at dawn by the people who live there."
LAST = "At night the fog comes in, and nobody goes out before it has gone again."
BODY = f"<p>{FIRST}</p><p>{FIRST} {FIRST}</p><p>{LAST}</p>"
LEAD = (
    "All that we know of the nets in our harbour, of the people who mend them each day before the sun is up, and of the "
    "boats that wait for them in the fog until somebody comes and calls their names over the quiet water, as of old."
)


def text(inner: str, *, above: str = "", below: str = "", head: str = "", lang: str = "en") -> str:
    """The text of a post with this in the element of its article."""
    body = f'<main><h1>Hello</h1>{above}<div class="entry-content">{inner}</div>{below}</main>'
    return scrape(document(body, head=head, lang=lang).page).content_text


def description(words: str) -> str:
    return f'<meta property="og:description" content="{words}">'


def test_a_long_standfirst_right_above_the_text_begins_it() -> None:
    lead = f'<p class="intro">{LEAD}</p>'
    assert text(BODY, above=lead, head=description(LEAD)).startswith(LEAD)
    assert text(BODY, above=f"<header>{lead}</header>", head=description(LEAD)).startswith(FIRST)
    assert text(BODY, above=lead).startswith(FIRST)


def test_of_a_box_with_the_standfirst_only_the_text_is_taken() -> None:
    above = f'<div class="chapo"><p>{LEAD}</p><div class="metas"><span>May 4, 2010</span> by Ann Lee</div></div>'
    assert text(BODY, above=above, head=description(LEAD)).startswith(f"{LEAD}\n\n{FIRST}")


def test_a_caption_is_no_standfirst() -> None:
    above = '<div class="story_lead_photo"><img src="/a.jpg"><p>The harbour at dawn, seen from the old pier.</p></div>'
    assert text(BODY, above=above).startswith(FIRST)


def test_a_summary_above_the_byline_is_not_the_text() -> None:
    byline = '<div class="social-share"><h5>23.01.2019</h5><i>By Ann Lee and Bo Marsh</i></div>'
    assert text(f"<p>{LEAD}</p>{byline}{BODY}", head=description(LEAD)).startswith(FIRST)
    assert text(f"<h2>{LEAD}</h2><p>By Ann Lee</p><p>May 4, 2010</p>{BODY}", head=description(LEAD)).startswith(FIRST)
    assert text(f"<p>{LEAD}</p>{BODY}", head=description(LEAD)).startswith(LEAD)


@pytest.mark.parametrize(
    "lines",
    [
        "<p>By ANN LEE</p><p>Fog Staff Reporter</p><p>ann@blog.example</p>",
        "<p>Autor: Ann Lee</p>",
        "<p>作者：王小明</p>",
        "<p>Ann Lee</p><p>May 4, 2010</p>",
    ],
)
def test_who_wrote_it_and_when_is_not_the_text(lines: str) -> None:
    assert text(f"{lines}{BODY}", head='<meta name="author" content="Ann Lee">').startswith(FIRST)


def test_a_line_that_says_more_than_the_name_is_the_authors() -> None:
    assert text(f"<p>Eine Kolumne von Ann Lee</p>{BODY}", lang="de").startswith("Eine Kolumne von Ann Lee")


@pytest.mark.parametrize(
    "box",
    [
        '<div class="author__box"><p>Ann lives by the sea and writes of it.</p></div>',
        '<div class="post_info"><p>Nine people of the harbour have read of it so far.</p></div>',
        '<div class="profile"><p>Ann lives by the sea and writes of it.</p></div>',
        "<h4>About the Author</h4><p>Ann lives by the sea and writes of it. She has a boat, a cat and a dog.</p>",
        "<h4>Über die Autorin</h4><p>Ann lebt am Meer und schreibt davon. Sie hat ein Boot.</p><p>Und einen Hund.</p>",
        '<div id="snippet-box"><p>Summary: Nets.</p></div>',
        '<div class="well cta-abonnement"><p>Abonnez-vous pour tout lire. Nous avons besoin de vous.</p></div>',
        "<section><h3>Notes</h3><ol><li>mossgirl reblogged this from fog</li><li>owlish liked this</li></ol></section>",
        "<h2>Post a comment</h2><p>(If you haven't left a comment here before, the site's owner may need to approve you.)</p>",
        '<h3>Reading tips</h3><div class="article-teaser"><a href="/b">How boats are built in the north</a></div>',
        '<p><b>Schon gelesen?</b></p><blockquote><p><a href="/b">How boats are built</a></p></blockquote>',
        "<p>La rédaction vous conseille :</p><ul><li><a href='/b'>Les bateaux</a></li><li><a href='/c'>La mer</a></li></ul>",
        "<p>Receba em seu email nosso livro, um guia completo. Clique aqui: <a href='/b'>livro</a>.</p>",
    ],
)
def test_what_sites_append_is_left_out(box: str) -> None:
    assert text(BODY + box).endswith(LAST)


def test_a_teaser_that_is_not_a_link_is_text() -> None:
    assert FIRST + "\n\nThe end" in text(f'<p class="teaser">{FIRST}</p><p>The end of it all, as they say.</p>{BODY}')


def test_a_heading_over_a_picture_stays() -> None:
    assert text(f'{BODY}<h3>The harbour</h3><img src="/a.jpg">').endswith("The harbour")
    assert text(f"{BODY}<h3>The harbour</h3>").endswith(LAST)
    assert text(f"{BODY}<h3>Come and see it!</h3>").endswith("Come and see it!")


def test_a_heading_over_the_pictures_of_commenters_goes() -> None:
    row = '<div class="media"><img src="/{0}.jpg"><h5>Fred {0}</h5><small>0{0}.05.2010 10:00</small><p>Boat {0} leaks.</p></div>'
    rows = "".join(map(row.format, range(1, 4)))
    assert text(f"{BODY}<h5>Your comment:</h5><h4>3 comments</h4>{rows}").endswith(LAST)


def test_a_signature_stays() -> None:
    assert text(f"{BODY}<p>Yours,<br>Ann Lee</p>", head='<meta name="author" content="Ann Lee">').endswith("Ann Lee")


def test_paragraphs_beside_a_box_are_the_article_too() -> None:
    long = f"<p>{FIRST} {FIRST} {FIRST}</p>"
    annex = f'<div class="annex"><section><div class="section-body">{long * 6}</div></section></div>'
    assert text(f"{BODY.replace(LAST, FIRST)}{annex}").startswith(FIRST)


@pytest.mark.parametrize(
    "line",
    [
        *("Share this:", "Teilen mit:", "Partagez cet article", "Compartir en Facebook", "Udostępnij", "Поделиться"),
        *(
            "この記事をシェアする",
            "分享到微信",
            "شارك",
            "Related posts",
            "Artículos relacionados",
            "Articoli correlati",
        ),
        *("Leggi anche: Le barche", "Lees ook: De boten", "Läs också: Båtarna", "Zobacz też: Łodzie", "Читайте также:"),
        *(
            "Похожие записи",
            "İlgili Haberler",
            "関連記事",
            "相关阅读",
            "관련 기사",
            "مقالات ذات صلة",
            "Baca juga: Perahu",
        ),
        *("Etiquetas: mar, redes", "Метки: море", "タグ：海", "标签：海", "Tags: sea, nets", "Kategorien: Meer"),
        *("Подписывайтесь на наш канал", "Síguenos en Twitter", "Seguici su Facebook", "フォローする", "关注我们"),
        *("Todos los derechos reservados", "Все права защищены", "版权所有", "無断転載を禁じます", "© 2010 Fog Blog"),
        *("Deja un comentario", "Deixe seu comentário", "Lascia un commento", "Laat een reactie achter"),
        *("Dodaj komentarz", "Оставить комментарий", "Yorum yap", "发表评论", "コメントを残す", "اترك تعليقا"),
        *("Faire un don", "Поддержать автора", "打赏作者", "Haz una donación", "Artikel drucken", "Imprimir"),
        *("Vorheriger Artikel: Boote", "Artículo anterior", "上一篇：船", "Следующая: Лодки"),
        *(
            "Fotos sind nur Symbolbilder!",
            "Symbolfoto: Fog",
            "Nutze die Glocke unten rechts",
            "Aktivieren Sie Push-Nachrichten",
        ),
        *("gelesen 1873 mal", "Read 12 times", "Lu 411 fois", "Affichages : 411"),
    ],
)
def test_words_of_what_sites_append(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Weiter geht es mit den Booten, die noch immer im Hafen liegen und warten.",
        "Zurück in der Stadt haben wir noch lange von den Netzen gesprochen, bis es dunkel war.",
        "Siguen los problemas en el puerto de la ciudad.",
        "Читайте книги, которые вам нравятся.",
        "Der Anterior war ein gutes Boot",
        "Um einen Kopf kürzer kam er zurück.",
        "Sie müssen nicht lange suchen, um das Boot zu finden.",
        *("共有された思い出は消えない。", "Read 12 times, but never understood", "Gelesen wird hier viel"),
        FIRST,
        LAST,
    ],
)
def test_sentences_that_begin_with_such_words(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        *("Lesezeit: 3 Minuten", "Reading time: 5 minutes", "Tempo di lettura: 3 minuti", "Время чтения: 3 мин."),
        *("この記事は約3分で読めます。", "[Werbung, unbezahlt]", "Zuletzt aktualisiert am 3. Mai 2010", "Teilen"),
        "This post may contain affiliate links.",
    ],
)
def test_words_above_the_text(line: str) -> None:
    assert text(f"<p>{line}</p>{BODY}").startswith(FIRST)


def test_what_an_advertisement_is_for_stays() -> None:
    assert text(f"<p>Werbung für Netze aus Hanf</p>{BODY}", lang="de").startswith("Werbung für Netze")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Loading...</p>",
        "<p>J’aime ça :</p>",
        "<p>Buy me a coffee</p>",
        '<p><a href="/tag/sea" rel="tag">sea</a> <a href="/tag/net" rel="tag">net</a></p>',
        "<p>If you enjoyed this post, please subscribe to my feed.</p>",
        "<ul><li>Click to share on Reddit (Opens in new window)</li><li>Klick zum Drucken (Wird in neuem Fenster geöffnet)</li></ul>",
    ],
)
def test_lines_below_the_text(line: str) -> None:
    assert text(BODY + line).endswith(LAST)


def test_an_excerpt_right_above_the_text_is_its_first_part() -> None:
    excerpt = f'<div class="post-excerpt"><p>{LEAD}</p></div>'
    assert text(BODY, above=excerpt).startswith(f"{LEAD}\n\n{FIRST}")
    assert text(f"<p>{LEAD}</p>{BODY}", above=excerpt).count(LEAD) == 1


def test_a_short_standfirst_above_the_byline() -> None:
    above = '<p class="art-ingress">Nobody knows when the new quay is to be built.</p><p>By Ann Lee</p>'
    assert text(BODY, above=above).startswith("Nobody knows when the new quay is to be built.")


@pytest.mark.parametrize(
    "lines",
    [
        '<div class="essay-author">Cornelius Vane</div>',
        "<h2>All about nets</h2><p>Ann Lee</p><p>4 min read</p>",
        "<p>Reklam</p>",
        "<p>By Ann Lee , who mends nets and boats</p><p>Medically reviewed by Bo Marsh</p>",
    ],
)
def test_other_lines_above_the_text(lines: str) -> None:
    assert text(f"{lines}{BODY}", head='<meta name="author" content="Ann Lee">').startswith(FIRST)
    assert text(f"<h2>All about nets</h2>{BODY}").startswith("All about nets")


@pytest.mark.parametrize(
    "line",
    [
        "<p><em>Ann Lee walks and draws. Her book is out now.</em></p>",
        '<p class="text-bio"><b>Bo Marsh</b>, born in 1988, lives in Fog.</p>',
        '<a href="/">Torna alla home</a>',
        "<p>Retour à Journal</p>",
        '<p><a href="/b">← Older</a> <a href="/c">Newer →</a></p><p>Found a typo? Edit this page</p>',
        '<h2>Weiterlesen</h2><p><a href="/b">Die Brücke</a></p>',
        "<p>Die Autorin ist Vorsitzende eines Vereins.</p>",
        "<p>Rédigé par Ann le 24 novembre 2008 à 22:11 dans Pain | Lien permanent</p><p>Les commentaires sont fermés</p>",
        "<p>***</p><p>Hier können Sie uns spenden.</p><p>IBAN: DE00 1234 5678 9012 3456 00, Verein e.V.</p>",
        "<p>Wie hat Ihnen dieser Artikel gefallen?</p><p>Erhalten Sie jeden Freitag die besten Tipps in Ihr Postfach.</p>",
        "<h3>Kommentare zum Artikel</h3><p>Sie müssen sich anmelden, um einen Kommentar zu schreiben.</p>",
        "<p>Liebe Leser! Wir freuen uns über Ihre Kommentare! Wir sind verpflichtet, sie auf Fakten zu prüfen.</p>",
        "<p>*Mit Sternchen markierte Links sind Affiliate-Links, ich bekomme eine kleine Provision.</p>",
        '<p>Ann Lee, born 1950, lives in Leeds.</p><p><a href="/p">Print</a></p><p>More articles</p>'
        '<p><a href="/b">The old boats of the harbour and the new</a> (10.02.2014)</p>',
    ],
)
def test_a_note_on_the_author_and_the_way_back_are_left_out(line: str) -> None:
    assert text(BODY + line, head='<meta name="author" content="Ann Lee">').endswith(LAST)


def test_cards_with_read_more_behind_the_text_are_not_the_article() -> None:
    text = "<p>" + "The harbour is old and the boats are many. " * 9 + "</p>"
    card = (
        '<div class="col"><h4>Old nets</h4><p>Of nets and how they are mended.</p><a href="/nets">Read more</a></div>'
    )
    post = scrape(document(f'<div id="main"><h1>Boats</h1>{text * 3}<div class="row">{card * 3}</div></div>').page)
    assert "mended" not in post.content_text


def test_a_short_text_is_the_article_and_not_the_grid_of_teasers_below() -> None:
    cards = "".join(
        f'<div class="k"><h2><a href="/{n}">Post {n}</a></h2><p>{"Of nets, of boats, and of how they are mended. " * 3}</p></div>'
        for n in range(4)
    )
    body = f'<div id="c"><h1>Hello</h1><p>The fog came in, and nobody went out. It stayed.</p></div><div id="g">{cards}</div>'
    assert scrape(document(body).page).content_text == "The fog came in, and nobody went out. It stayed."
    only = scrape(document(f'<div id="g">{cards}</div>').page)
    assert "mended" in only.content_text


def test_cards_that_are_links_end_no_article() -> None:
    card = (
        '<a class="card" href="/n"><h3>Old nets</h3><p>Of nets and of how they are mended, by those who know.</p></a>'
    )
    assert text(f"{BODY}<div>{card * 3}</div>").endswith(LAST)


def test_rows_of_teasers_inside_of_the_article_are_not_its_text() -> None:
    card = '<div><h3><a href="/{0}">Fog {0}</a></h3><p>The fog came in at night and nobody went out.</p></div>'
    cards = "".join(card.format(number) for number in range(3))
    assert text(f"{BODY}<h3>Read next</h3>{cards}").endswith(LAST)
    assert "Fog 1" in text(f"<p>{FIRST}</p>{cards}")  # it is about them


def test_a_list_of_posts_with_their_days_is_no_text() -> None:
    items = "".join(f'<li><a href="/{n}">Fog {n}</a> {n}. Mai 2010</li>' for n in range(1, 4))
    assert text(f"<h3>More</h3><ul>{items}</ul>{BODY}").startswith(FIRST)
    assert "Fog 1" in text(f"<p>{FIRST}</p><ul>{items.replace(' 2010', '')}</ul>{BODY}")


def test_a_table_at_the_end_stays_whole() -> None:
    table = "<table><tr><td>Bridge</td><td>50 minutes</td></tr><tr><td>Lighthouse</td><td>two hours</td></tr></table>"
    assert text(f"{BODY}{table}").endswith("Bridge | 50 minutes\nLighthouse | two hours")


def test_a_longer_profile_behind_the_text_is_not_the_article() -> None:
    profile = f"<div><h2>Ann</h2><div><p>{LEAD}</p><p>{LEAD}</p></div></div>"
    body = f"<div><div><h1>Hello</h1><div><p>{FIRST}</p><p>{LAST}</p></div></div>{profile}</div>"
    assert scrape(document(body).page).content_text == f"{FIRST}\n\n{LAST}"


def test_an_article_cut_into_boxes_without_a_class() -> None:
    boxes = "".join(f"<div><div><h2>{number}</h2><p>{FIRST}</p><p>{FIRST}</p></div></div>" for number in range(3))
    found = scrape(document(f"<div><h1>Hello</h1><div><div>{LAST}</div><div>{boxes}</div></div></div>").page)
    assert found.content_text.count(FIRST) == 6


def test_the_box_around_a_form_is_an_invitation() -> None:
    box = "<div><h4>Never miss a post</h4><p>We write once a week.</p><form><input type=email></form><p>No spam.</p></div>"
    assert text(f"{BODY}{box}").endswith(LAST)


def test_a_list_is_only_a_part_of_the_text_around_it() -> None:
    steps = "".join(f"<li>{FIRST}</li>" for _ in range(5))
    body = f"<div><h1>Hello</h1><div><p>{LAST}</p><div><ol>{steps}</ol></div><p>{LAST}</p></div></div>"
    found = scrape(document(body).page).content_text
    assert found.startswith(LAST)
    assert found.endswith(LAST)
