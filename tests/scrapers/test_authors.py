"""Who wrote a post: people in any language's byline, several apart, and nobody rather than somebody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archiver.records import Author
from archiver.scrapers import scrape
from tests.scrapers.pages import document

TEXT = "The harbour is old and the boats are many, and the nets are mended at dawn. " * 5


def authors(byline: str, *, below: str = "", head: str = "", lang: str = "en") -> tuple[Author, ...]:
    """The authors of a post with this under its headline."""
    body = (
        f'<article><h1 class="entry-title">Hello</h1>{byline}<div class="entry-content"><p>{TEXT}</p><p>{TEXT}</p></div>'
        f'{below}</article><aside class="sidebar"><p>by Carl Crow</p></aside>'
    )
    return scrape(document(body, head=head, lang=lang).page).authors


def names(byline: str, **options: str) -> list[str]:
    return [author.name for author in authors(byline, **options)]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        *(("en", "By Ann Lee"), ("en", "by Ann Lee, Staff Writer"), ("en", "Words by Ann Lee")),
        *(("en", "Story and photos by Ann Lee"), ("en", "Guest post by Ann Lee"), ("en", "By Ann Lee May 3, 2010")),
        *(("en", "By Ann Lee Updated May 3, 2010"), ("en", "May 3, 2010 by Ann Lee · 5 Comments")),
        *(
            ("en", "Posted in Boats by Ann Lee"),
            ("en", "By Ann Lee, New York Times"),
            ("en", "By Ann Lee for Fog Blog"),
        ),
        *(("de", "Von Ann Lee"), ("de", "Text: Ann Lee | Foto: Bo Marsh"), ("de", "Ein Gastbeitrag von Ann Lee")),
        *(("de", "Geschrieben von Ann Lee am 3. Mai 2010"), ("de", "Autorin: Ann Lee"), ("de", "Redaktion: Ann Lee")),
        *(("fr", "par Ann Lee"), ("fr", "Publié le 3 mai 2010 par Ann Lee"), ("fr", "Un texte de Ann Lee d’ Enquête")),
        *(("it", "di Ann Lee"), ("it", "a cura di Ann Lee"), ("it", "Scritto da Ann Lee il 3 maggio 2010")),
        *(("es", "Por Ann Lee"), ("es", "Texto: Ann Lee. Fotos: Bo Marsh"), ("pt", "Postado por Ann Lee")),
        *(("nl", "Door Ann Lee"), ("nl", "Tekst: Ann Lee"), ("pl", "Autor: Ann Lee"), ("pl", "Dodał: Ann Lee")),
        *(("sv", "Publicerat av Ann Lee"), ("da", "Af Ann Lee"), ("fi", "Kirjoittanut Ann Lee")),
        *(("hu", "Írta: Ann Lee"), ("ro", "Scris de Ann Lee"), ("vi", "Tác giả: Ann Lee"), ("id", "Oleh Ann Lee")),
    ],
)
def test_a_byline_names_the_author(lang: str, line: str) -> None:
    assert names(f"<p>{line}</p>", lang=lang) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("lang", "line", "name"),
    [
        *(("tr", "Yazan: Ayşe Kaya", "Ayşe Kaya"), ("tr", "3 Mayıs 2010 Ayşe Kaya tarafından yazıldı", "Ayşe Kaya")),
        *(("ru", "Автор: Анна Ли", "Анна Ли"), ("ru", "Опубликовал Анна Ли", "Анна Ли")),
        *(("el", "Συντάκτης: Νίκος Παππάς", "Νίκος Παππάς"), ("he", "מאת: דן לוי", "דן לוי")),
        *(("zh", "作者：王小明", "王小明"), ("zh", "文/王小明", "王小明"), ("zh", "文｜王小明", "王小明")),
        *(("ja", "執筆者：高木浩", "高木浩"), ("ja", "文・高木浩", "高木浩"), ("ko", "김철수 기자", "김철수")),
        *(("ar", "بقلم أحمد علي", "أحمد علي"), ("fa", "نویسنده: احمد علی", "احمد علی")),
        ("fa", "نوشته شده در مهر ۱۳۸۹ توسط احمد علی", "احمد علی"),
        ("fr", "Posté par cathy29 à 21:03 - Balades - Permalien [#]", "cathy29"),
        *(("de", "Von Dipl.-Ing. Ann Lee", "Dipl.-Ing. Ann Lee"), ("de", "Von Mag. Ann Lee", "Mag. Ann Lee")),
    ],
)
def test_a_byline_in_other_languages(lang: str, line: str, name: str) -> None:
    assert names(f"<p>{line}</p>", lang=lang) == [name]


@pytest.mark.parametrize(
    "line",
    [
        *("Foto: Bo Marsh", "Photo by Bo Marsh", "Photo : Bo Marsh", "Übersetzt von Bo Marsh", "Reviewed by Bo Marsh"),
        *("Theme by Bo Marsh", "Фото: Анна Ли", "Berlin, 3. Mai 2010", "Boat Building | May 3, 2010"),
        '<a rel="category tag" href="/c/recipes">Recipes by Ann</a> · May 3, 2010',
    ],
)
def test_who_did_something_else_is_no_author(line: str) -> None:
    assert names(f"<p>{line}</p>") == []


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee and Bo Marsh",
        "Von Ann Lee und Bo Marsh",
        "Par Ann Lee et Bo Marsh",
        "Por Ann Lee y Bo Marsh",
        "di Ann Lee e Bo Marsh",
        "By Ann Lee &amp; Bo Marsh",
        'By <a href="/writers/ann-lee/">Ann Lee</a>, <a href="/writers/bo-marsh/">Bo Marsh</a> | May 3, 2010',
        '<span class="author">Ann Lee, Bo Marsh</span>',
    ],
)
def test_several_authors_stand_apart(line: str) -> None:
    assert names(f"<p>{line}</p>") == ["Ann Lee", "Bo Marsh"]


def test_a_list_with_commas_ends_with_and() -> None:
    assert names("<p>By Ann Lee, Bo Marsh and Cy Dow</p>") == ["Ann Lee", "Bo Marsh", "Cy Dow"]
    assert names("<p>By Ann Lee, Grand Forks</p>") == ["Ann Lee"]


@pytest.mark.parametrize(
    "markup",
    [
        "<div><h5>Autor:</h5> Ann Lee</div>",
        "<dl><dt>Author</dt><dd>Ann Lee</dd></dl>",
        '<div class="x">Written by</div><div class="y">Ann Lee</div>',
        "<div><span>by</span><h4>Ann Lee</h4></div>",
    ],
)
def test_a_label_of_its_own_is_followed_by_the_name(markup: str) -> None:
    assert names(markup) == ["Ann Lee"]


def test_a_label_above_other_things_names_nobody() -> None:
    assert names('<div>by <h4></h4></div><div><a href="/f">Fiction Page</a> <a href="/d">Donate</a></div>') == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Autor: se", "se"),
        ("Autor: <b>red</b>", "red"),
        ('4. Mai 2010 in <a href="/category/boote/" rel="category tag">Boote</a>, Autor: se', "se"),
    ],
)
def test_initials_behind_a_label_are_a_name(line: str, name: str) -> None:
    assert names("", below=f"<p><i>{line}</i></p>", lang="de") == [name]


def test_staff_only_where_nobody_else_is_named() -> None:
    assert names("<p>Posted by admin on May 3, 2010</p>") == ["admin"]
    assert names('<p class="author">Online-Redaktion</p><p>Von Ann Lee</p>', lang="de") == ["Ann Lee"]
    assert names('<p class="author">News Team</p>', head='<meta name="author" content="Ann Lee">') == ["Ann Lee"]
    publisher = (
        '"publisher": {"name": "Ann Lee"}, "author": [{"name": "admin"}, {"name": "Ann Lee"}]'  # the theme Enfold
    )
    head = f'<script type="application/ld+json">{{"@type": "BlogPosting", {publisher}}}</script>'
    assert names("", head=head) == ["Ann Lee"]


def test_half_a_name_in_the_head_is_the_whole_one_that_is_shown() -> None:
    head = '<script type="application/ld+json">{"@type": "BlogPosting", "author": {"name": "Lee"}}</script>'
    assert names('<p class="author">Ann Lee</p>', head=head) == ["Ann Lee"]


def test_the_author_of_an_entry_may_be_a_whole_byline() -> None:
    byline = '<div class="author">by Ann Lee on <span class="date">June 10, 2010</span></div>'
    text = f'<div class="entry-content"><p>{TEXT}</p></div>'
    body = f'<div class="hentry"><h1 class="entry-title">Hello</h1>{byline}{text}</div>'
    assert [author.name for author in scrape(document(body).page).authors] == ["Ann Lee"]


def test_place_and_date_beside_a_name_are_no_authors() -> None:
    assert names('<p class="autor"><b>Ann Lee | Palma de Mallorca |</b> 08/01/2014</p>', lang="es") == ["Ann Lee"]
    assert names('<p class="author">Von <b>Ann Lee</b></p>', lang="de") == ["Ann Lee"]
    assert names('<div class="author"><b>Ann Lee</b> Fr, 11. Oktober 2019</div>', lang="de") == ["Ann Lee"]


@pytest.mark.parametrize("path", ["author/ann-lee", "experts/444", "autoren/lee-ann.html", "members/ann.17/"])
def test_a_link_to_the_page_of_an_author_names_one(path: str) -> None:
    assert authors(f'<ul><li><a href="/{path}">Ann Lee</a></li></ul>') == (
        Author("Ann Lee", f"https://blog.example/{path}"),
    )


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/author/ann-lee">View Blog</a>',
        '<a href="/profile/12">12 Fictions</a>',
        f'<p>{TEXT} as <a href="/author/ann-lee">Ann Lee</a> said</p>',
    ],
)
def test_other_links_to_it_name_nobody(link: str) -> None:
    assert names(f"<div>{link}</div>") == []


def test_a_heading_above_the_headline_may_be_the_author() -> None:
    body = (
        '<div class="post"><h2 class="author_bio">Ann Lee | Fog Lab</h2><h3 class="post-title">Hello</h3>'
        f'<div class="entry"><p>{TEXT}</p></div></div>'
    )
    assert [author.name for author in scrape(document(body).page).authors] == ["Ann Lee"]


def test_a_byline_beside_the_headline_may_be_named_a_teaser() -> None:
    assert names('<div class="teaser-meta"><p class="byline">VON ANN LEE am 21. April 2020</p></div>', lang="de") == [
        "ANN LEE"
    ]


def test_how_long_it_takes_to_read_is_nobody() -> None:
    said = '<time datetime="2022-09-13">Sep 13, 2022</time> <span class="byline-reading-time">3 min read</span>'
    byline = f'<h4 class="author-name">Ann Lee</h4><div class="byline-meta-content">{said}</div>'
    assert names(byline) == ["Ann Lee"]


def test_a_stated_name_that_is_the_section_of_a_site_is_nobody() -> None:
    assert names("", head='<meta name="dc.creator" content="Zone Sports - news.blog.example">') == []


def test_a_name_in_one_word_where_the_script_has_no_spaces() -> None:
    assert names("", head='<meta name="author" content="高木浩">', lang="ja") == ["高木浩"]
    assert names("", head='<meta name="author" content="fogblog">') == []


def test_who_writes_a_comment_is_no_author() -> None:
    form = '<div class="comment-write"><span class="author-name">Unnamed</span><form><textarea></textarea></form></div>'
    assert names("", below=f"</article><section>{form}</section><article>") == []


def test_the_account_of_a_site_is_no_author() -> None:
    assert names("", head='<meta name="twitter:creator" content="@fogblog">') == []
    assert names("", head='<meta name="twitter:creator" content="Ann Lee">') == ["Ann Lee"]


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="byline"><span>By</span> <a href="/w/ann">Ann Lee</a><span class="title">Senior Editor</span></div>',
        '<p class="byline">Ann Lee<br>Staff writer</p>',
        '<div class="author"><img src="/a.jpg" alt=""><div class="author__name">Ann Lee</div><div>Editor</div></div>',
        '<div class="author"><div>Ann Lee</div><div>Redakteurin Wirtschaft</div></div>',
        '<div class="author">Ann Lee<span class="date">3 May 2010</span><span class="x">5 comments</span></div>',
        '<div class="post-author"><span>Author</span><a href="/w/ann">Ann Lee</a></div>',
        '<p class="author">Ann Lee (Hamburg)</p>',
        '<div class="author border-box"><span class="name">Ann Lee</span><span class="author-badge">Lv1</span></div>',
        '<p class="firma">Ann Lee | Madrid</p>',
        '<div class="meta"><i class="fa fa-user"></i> Ann Lee <i class="fa fa-clock"></i> 3. Mai 2010</div>',
        '<div class="meta"><span class="icon-author"></span><span>Ann Lee</span></div>',
        "<p>Eine Analyse von Ann Lee</p>",
        "<p>Opinion by Ann Lee</p>",
        "<p>Text &amp; Foto: Ann Lee</p>",
        "<p>Story: Ann Lee, Photos: Bo Marsh</p>",
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(markup: str) -> None:
    assert names(markup) == ["Ann Lee"]


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="authors"><a href="/w/ann">Ann Lee</a><a href="/w/bo">Bo Marsh</a></div>',
        '<ul class="authors-list author"><li><a href="/w/ann">Ann Lee</a></li><li><a href="/w/bo">Bo Marsh</a></li></ul>',
        '<p class="author">Ann Lee, Ph.D., and Bo Marsh</p>',
    ],
)
def test_several_names_in_one_mark(markup: str) -> None:
    assert names(markup) == ["Ann Lee", "Bo Marsh"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Ann Lee, Bo Marsh", ["Ann Lee", "Bo Marsh"]),
        ("Ann Lee and Bo Marsh", ["Ann Lee", "Bo Marsh"]),
        ("Lee, Ann", ["Ann Lee"]),
        ("Fog Blog Redaktion", []),
    ],
)
def test_several_stated_names(content: str, found: list[str]) -> None:
    assert names("", head=f'<meta name="dc.creator" content="{content}">') == found


def test_the_drawing_of_a_person_in_the_menu_is_an_account() -> None:
    assert names('<div><i class="fa fa-user"></i> <a href="/login">My Account</a></div>') == []


@pytest.mark.parametrize("words", ["About Ann Lee", "Über Ann Lee", "À propos de Ann Lee"])
def test_the_heading_of_a_box_about_the_author(words: str) -> None:
    box = f'<div class="author-bio"><h3>{words}</h3><p>Ann lives by the sea.</p></div>'
    assert names("", below=box) == ["Ann Lee"]
    assert names("<p>By Bo Marsh</p>", below=box) == ["Bo Marsh"]
    assert names("", below=f"<div><h3>{words}</h3><p>Ann lives by the sea.</p></div>") == []


def test_credits_are_no_name() -> None:
    assert names("", below='<div class="auteurs">revue de presse : Ann Lee<br>montage : Bo Marsh</div>') == []


@pytest.mark.parametrize(
    ("lang", "line", "name"),
    [
        ("fr", "Par <b>Ann Lee</b> avec AFP", "Ann Lee"),
        ("de", "Erstellt von: Ann Lee &nbsp; Datum: 19.11.2009 um 20:04 Uhr", "Ann Lee"),
        ("de", "von: fred am: 23.08.2014 - 16:20", "fred"),
        ("zh", "2019-06-12 09:21 来源：大公网 作者：陈砚秋 字号：大 中 小", "陈砚秋"),
    ],
)
def test_a_byline_ends_where_something_else_is_said(lang: str, line: str, name: str) -> None:
    assert names(f"<div>{line}</div>", lang=lang) == [name]


def test_a_guest_wrote_what_the_staff_posted() -> None:
    posted = '<p class="post-byline">Posted on May 3, 2010 by <a href="/author/admin/">admin</a></p>'
    guest = "<p><em>A guest post by Ann Lee</em></p>"
    assert names(posted + guest) == ["Ann Lee"]
    assert names(posted) == ["admin"]
    assert names(posted, below='<div class="more"><p>By Bo Marsh, May 9, 2010</p></div>') == ["admin"]


def test_the_head_may_state_only_the_first_of_the_authors() -> None:
    head = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lee">'
    byline = '<h4 class="author-name"><a href="/author/ann/">Ann Lee</a>, <a href="/author/bo/">Bo Marsh</a></h4>'
    assert names(byline, head=head) == ["Ann Lee", "Bo Marsh"]
    assert names(byline, head=head.replace("Ann Lee", "Carl Crow")) == ["Carl Crow"]


@pytest.mark.parametrize("name", ["Fog", "Fog Council"])
def test_a_site_is_no_author(name: str) -> None:
    logo = f'<p><a href="/">{name}</a></p>'
    assert names(logo, head=f'<meta name="author" content="{name}">') == []


def test_a_list_of_authors_with_their_jobs() -> None:
    item = "<li><strong>{}</strong><em>{}</em></li>"
    people = item.format("Ann Lee", "Architecte à Nantes") + item.format("Bo Marsh", "Charpentier")
    assert names(f'<ul class="auteurs">{people}</ul>', lang="fr") == ["Ann Lee", "Bo Marsh"]


def test_of_several_credits_the_writer() -> None:
    assert names('<p class="c-writer">取材・文／遠藤ひかり 撮影／森田健</p>', lang="ja") == ["遠藤ひかり"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Ann Lee · May 3, 2010</p>",
        "<p>Ann Lee, May 3, 2010</p>",
        '<p>3 May 2010 | Ann Lee | <a href="/c/boats">Boat Building</a></p>',
        "<div><span>Ann Lee</span><time>3.5. 2010 2:00</time></div>",
        "<div><span>Ann Lee</span> <span>•</span> <span>May 3, 2010</span></div>",
        "<p><em>Ann Lee</em> · May 3, 2010 · 4 min read</p>",
        "<div><b>May 3, 2010</b><b>Ann Lee</b></div>",
        '<div><a href="/authors/al">Ann Lee</a> | 3 May 2010</div>',
    ],
)
def test_a_name_without_a_label_stands_beside_the_date(line: str) -> None:
    assert names(line) == ["Ann Lee"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Local News · May 3, 2010</p>",
        '<div><a href="/category/boats">Big Boats</a> | 3 May 2010</div>',
        "<p>Ann Lee · Max Marsh · May 3, 2010</p>",
        "<p>boats · May 3, 2010</p>",
        "<p>Ann Lee</p>",
    ],
)
def test_what_else_stands_beside_the_date_is_no_name(line: str) -> None:
    assert names(line) == []


def test_a_signature_set_apart_at_the_end_names_the_author() -> None:
    def end(line: str) -> tuple[Author, ...]:
        body = f"<div id=text><h1>Hello</h1><p>{TEXT}</p><p>{TEXT}</p>{line}</div>"
        return scrape(document(body).page).authors

    assert end("<p><em>Ann Lee</em></p>") == (Author("Ann Lee"),)
    assert end("<p>Big Boats</p>") == ()
    assert end("<p><em>The End, at last.</em></p>") == ()


def test_a_name_before_the_time_of_day_ends_a_post() -> None:
    assert names(
        "<p>Monday, May 3, 2010</p>", below='<div class="foot">Ann Lee, 8:15 | <a href="#c">3 comments</a></div>'
    ) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("sv", "<p>Upplagt av Ann Lee kl. 8:15 den 3 maj 2010</p>"),
        ("en", "<p>Words: Ann Lee &nbsp; Pictures: Bo Marsh</p>"),
        ("es", "<p>Escribe: Ann Lee</p>"),
        ("en", "<address>Ann Lee</address>"),
        ("en", '<div class="author"><img src="/a.png"><span>Author</span><strong>Ann Lee</strong></div>'),
        ("ko", '<p><span class="nick">Ann Lee</span> <span class="date">2010. 5. 3. 8:15</span></p>'),
    ],
)
def test_labels_stand_in_words_and_elements_of_their_own(lang: str, line: str) -> None:
    assert names(line, lang=lang) == ["Ann Lee"]


def test_a_date_may_stand_behind_a_signature() -> None:
    body = f"<div id=text><h1>Hello</h1><p>{TEXT}</p><p>{TEXT}</p><p><i>Ann Lee</i><br>May 2010</p></div>"
    assert scrape(document(body).page).authors == (Author("Ann Lee"),)


def test_a_standfirst_may_end_with_the_byline() -> None:
    assert names("<p>All about nets, and how to mend them at dawn. By Ann Lee</p>") == ["Ann Lee"]
    assert names("<p>All about nets as they were seen by Ann Lee</p>") == []


def test_names_apart_from_what_each_did() -> None:
    byline = '<div class="assinatura"><strong>Ann Lee</strong> (texto), <strong>Bo Marsh</strong> (texto), {}</div>'
    assert names(byline.format("<strong>Cy Dow</strong> (fotos)"), lang="pt") == ["Ann Lee", "Bo Marsh"]
    assert names(byline.format("som: <strong>Cy Dow</strong>"), lang="pt") == ["Ann Lee", "Bo Marsh"]


def test_the_author_of_another_post_is_no_author() -> None:
    card = '<h4><a href="/boats/">Boats</a></h4><p>Old and new.</p><span class="post-author">Bo Marsh</span>'
    for box in (f"<article>{card}</article>", f"<div><div>{card}</div></div>"):
        assert names("", below=f"</article>{box}<article>") == []


def test_a_label_with_a_word_beside_the_date_is_no_name() -> None:
    assert (
        names('<p><time datetime="2010-05-03">03.05.2010</time> <span>Kategorie: Verkehr</span></p>', lang="de") == []
    )


def test_the_first_name_in_a_box_about_the_author() -> None:
    above = '<div class="user-box"><a href="/ann">Ann Lee</a> <span>Please wait</span><p>Mends nets.</p></div>'
    assert names("", below=above) == ["Ann Lee"]
    assert names("", below='<div class="author-kasten"><h4>All Posts</h4><p>Mends nets.</p></div>') == []


def test_the_name_above_a_description_of_the_author() -> None:
    """Mediumish."""
    above = '<div><a href="/about">Ann Lee</a> <a href="/f">Follow</a><span class="{}">Mends nets.</span></div>'
    assert names(above.format("author-description")) == ["Ann Lee"]
    assert names(above.format("photo-description")) == []


def test_who_wrote_what_a_card_leads_to_is_no_author() -> None:
    """Ghost."""
    card = "<div>The case against boats</div><div>Why we sold all of them.</div>"
    card = f'<figure><a href="https://o.example/">{card}<span class="kg-bookmark-author">Bo Marsh</span></a></figure>'
    assert names("", below=card) == []
    assert names('<a href="/ann"><span class="author">Ann Lee</span><span>Editor of this paper</span></a>') == [
        "Ann Lee"
    ]


def test_a_name_in_a_line_of_its_own_that_the_note_begins_with() -> None:
    note = "<p><i>{}, born in 1950, lives in Leeds.</i></p>"
    assert names("<p><i>Ann Lee</i></p>", below=note.format("Ann Lee")) == ["Ann Lee"]
    assert names("<p><i>Boat Building</i></p>", below=note.format("Ann Lee")) == []


@pytest.mark.parametrize(
    "profile",
    [
        '<div class="panel_Profile"><a class="user_name" href="/fred">fred</a></div>',
        '<div class="widget Profile"><a class="profile-name-link g-profile" href="/fred">fred</a></div>',
        "<div><h3>プロフィール</h3><p>ニックネーム：fred</p></div>",
    ],
)
def test_whose_profile_stands_beside_a_post_that_nobody_signed(profile: str) -> None:
    assert names("", below=f"</article><div>{profile}</div><article>") == ["fred"]
    assert names("<p>By Ann Lee</p>", below=f"</article><div>{profile}</div><article>") == ["Ann Lee"]
    two = profile + profile.replace("fred", "frida")
    assert names("", below=f"</article><div>{two}</div><article>") == []


@pytest.mark.parametrize(
    "line", ["San Francisco, May 3, 2010", "New Martin · May 3, 2010", "Neue Medien | 3. Mai 2010"]
)
def test_bare_text_beside_the_date_without_a_given_name_is_none(line: str) -> None:
    assert names(f"<p>{line}</p>", lang="de") == []


def test_a_name_with_a_portrait_beside_it() -> None:
    head = '<div><a href="/al"><img src="/a.png" alt="{}"></a><div><a href="/al">Ann Lee</a></div></div>'
    assert names(head.format("Ann Lee")) == ["Ann Lee"]
    assert names(head.format("Boats")) == []


def test_the_parts_of_a_name_in_an_address() -> None:
    address = '<address class="name"><span class="firstname">Ann</span> <span class="lastname">Lee</span></address>'
    assert names(f'<div class="byline">{address}<span>Bridge builder</span></div>') == ["Ann Lee"]


def test_a_reporter_behind_the_article() -> None:
    box = '<div class="reporter"><div><b>Ann Lee</b></div><div>0176-555 01</div><div>ann.lee@fog.example</div></div>'
    assert names("", below=box, lang="sv") == ["Ann Lee"]


@pytest.mark.parametrize(
    ("lang", "markup", "name"),
    [
        ("ko", '<ul><li><i class="icon-user"></i> 김도연 기자</li></ul>', "김도연"),
        ("ar", "<p>كتبها أحمد علي ، في 17 أبريل 2012</p>", "أحمد علي"),
        ("nl", "<p><em>GASTBIJDRAGE – Deze bijdrage is van Ann Lee, bruggenbouwer.</em></p>", "Ann Lee"),
        ("fr", "<p>Par Rédaction | 10 juin 2022</p>", "Rédaction"),
    ],
)
def test_other_words_around_a_name(lang: str, markup: str, name: str) -> None:
    assert names(markup, lang=lang) == [name]


def test_a_signature_may_say_who_took_the_photos() -> None:
    signed = f"<article><h1>Hello</h1><p>{TEXT}</p><p>{TEXT}</p><p><em>{{}}</em></p></article>"
    assert [a.name for a in scrape(document(signed.format("Ann Lee, photos by the author")).page).authors] == [
        "Ann Lee"
    ]
    assert scrape(document(signed.format("Ann Lee, who mends nets")).page).authors == ()


@pytest.mark.parametrize(
    "lines",
    [
        "<div>Ann Lee</div><div>May 3, 2010</div>",
        "<div>May 3, 2010</div><div>Ann Lee</div>",
        "<div>Ann Lee</div><div>Staff Engineer</div>",
        "<p>Ann Lee // May 3, 2010</p>",
    ],
)
def test_a_name_in_the_line_next_to_the_date_or_above_a_job(lines: str) -> None:
    assert names(lines) == ["Ann Lee"]
    assert names(lines.replace("Ann Lee", "Boat Building")) == []
    assert names(f"<figcaption>{lines.replace('div', 'span')}</figcaption>") == []


def test_a_nickname_with_a_portrait() -> None:
    head = '<a href="/a"><img alt="あさぎ" src="a.jpg"></a><a href="/a" class="head__name">{}</a>'
    assert names(head.format("あさぎ"), lang="ja") == ["あさぎ"]
    assert names(head.format("みどり"), lang="ja") == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("// Ann Lee", ["Ann Lee"]),
        ("– Ann Lee", ["Ann Lee"]),
        ("(mö)", ["mö"]),
        ("(dpa)", []),
        ("(Ende)", []),
        ("// the nets", []),
        ("(Ann Lee)", ["Ann Lee"]),
        ("(The Nets)", []),
        ("By Ann Lee", ["Ann Lee"]),
        ("Ann Lee | May 3, 2010 | 7 comments", ["Ann Lee"]),
    ],
)
def test_what_an_article_is_signed_with(line: str, found: list[str]) -> None:
    page = document(f"<article><h1>Hello</h1><div><p>{TEXT}</p><p>{TEXT}</p><p>{line}</p></div></article>").page
    assert [author.name for author in scrape(page).authors] == found


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("eh Bispingen. ", ["eh"]),
        ("eh Soltau. ", []),
        ("dpa Bispingen. ", []),
        ("in Bispingen. ", []),
        ("Eh Bispingen. ", []),
    ],
)
def test_initials_before_the_place_that_the_address_has_too(start: str, found: list[str]) -> None:
    url = "https://news.example/local/bispingen/hello.html"
    page = document(f"<h1>Hello</h1><div><p>{start}{TEXT}</p><p>{TEXT}</p></div>", url=url, lang="de").page
    assert [author.name for author in scrape(page).authors] == found


def test_a_stated_name_that_stands_below_the_headline_is_surer_than_a_mark() -> None:
    byline = '<span>Ann Lee</span> <span class="nickname">Fog Stories</span>'
    assert names(byline, head='<meta name="author" content="Ann Lee">') == ["Ann Lee"]


def test_a_standfirst_may_end_with_a_longer_byline() -> None:
    assert names("<p><b>Nothing was learnt, says our columnist. An opinion by Ann Lee.</b></p>") == ["Ann Lee"]


def test_a_box_with_a_sentence_is_no_name() -> None:
    assert (
        names('<div class="p-article__creator"><a href="/a">あさぎ</a><p>古いものが好きです。</p></div>', lang="ja")
        == []
    )


def test_who_writes_in_a_live_blog_is_no_further_author() -> None:
    entry = f'<div><span class="lb-author">Bo Marsh</span><p>{TEXT}</p></div>'
    body = f'<h1>Hello</h1><p class="author">Ann Lee</p><div class="text"><p>{TEXT}</p>{entry * 3}<p>{TEXT}</p></div>'
    assert [author.name for author in scrape(document(body).page).authors] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("Ann Lee, Grimsby", ["Ann Lee"]),
        ("Ann Lee<br>Curator of Nets", ["Ann Lee"]),
        ("Boat Building", []),
        ("Ann Lee, who mends nets", []),
    ],
)
def test_the_last_paragraph_may_be_a_signature(line: str, found: list[str]) -> None:
    page = document(f"<article><h1>Hello</h1><div><p>{TEXT}</p><p>{TEXT}</p><p>{line}</p></div></article>").page
    assert [author.name for author in scrape(page).authors] == found


def test_all_in_a_box_of_authors() -> None:
    person = "<div><h4>{}</h4><p>Mends nets.</p></div>"
    box = f'<div class="autoren"><h3>Autorinnen</h3>{person.format("Ann Lee")}{person.format("Max Marsh")}</div>'
    assert names("", below=box, lang="de") == ["Ann Lee", "Max Marsh"]


def test_a_name_that_the_title_ends_with() -> None:
    page = document(f'<div><a href="/al">Ann Lee</a></div><div><h1>Hello</h1><p>{TEXT}</p><p>{TEXT}</p></div>').page
    titled = replace(page, body=page.body.replace(b"<title>Hello", b"<title>Hello - Ann Lee - Fog"))
    assert [author.name for author in scrape(titled).authors] == ["Ann Lee"]
    assert scrape(page).authors == ()


@pytest.mark.parametrize(
    ("lang", "line", "found"),
    [
        (
            "en",
            "<div>Words<br><b>Ann Lee, Max Marsh</b></div><div>Pictures<br><b>Cy Dow</b></div>",
            ["Ann Lee", "Max Marsh"],
        ),
        ("de", "<p>Kritik: Ann Lee, 27.11.2014</p>", ["Ann Lee"]),
        ("de", "<p>Foto: Ann Lee, 27.11.2014</p>", []),
        ("de", "<table><tr><td>Regie:</td><td>Ann Lee</td></tr><tr><td>Start:</td><td>4.12.2014</td></tr></table>", []),
        ("zh", "<div>海边的猫 发表于 2009-10-28 21:15 阅读(120)</div>", ["海边的猫"]),
    ],
)
def test_labels_and_names_in_other_places(lang: str, line: str, found: list[str]) -> None:
    assert names(line, lang=lang) == found


def test_a_linked_name_beside_the_date_is_no_category() -> None:
    line = '<div><span><a href="{}">{}</a></span><span>8 May 2020</span></div>'
    assert names(line.format("/lee", "Ann Lee")) == ["Ann Lee"]
    assert names(line.format("/tags/ann-lee/", "Ann Lee")) == []
    assert names(line.format("/boats", "Boat Building")) == []


def test_a_reporter_behind_the_source() -> None:
    assert names("<div>2016-04-12 09:30:11　来源：市井晚报　记者 陈大力</div>", lang="zh") == ["陈大力"]


@pytest.mark.parametrize(
    ("lang", "line", "name"),
    [
        *(("de", "Protokoll: Ann Lee", "Ann Lee"), ("de", "Gastautorin: Eva von der Recke", "Eva von der Recke")),
        *(("pl", "Rozmawiała Ann Lee", "Ann Lee"), ("cs", "Napsal Ann Lee, 5. května 2017", "Ann Lee")),
        *(("ru", "Беседовала Лидия Пахомова", "Лидия Пахомова"), ("fi", "Teksti Ann Lee, kuvat Bo Marsh", "Ann Lee")),
        *(("it", "Intervista di Ann Lee al vecchio macchinista", "Ann Lee"), ("ko", "글·사진 한지원", "한지원")),
        *(
            ("ja", "インタビュー・文：遠藤ひかり／写真：森田健", "遠藤ひかり"),
            ("zh", "文 | 周巧云　编辑 | 林鹿", "周巧云"),
        ),
        *(("en", "Ann Lee, Local Democracy Reporter", "Ann Lee"), ("pt", "Ann Lee — São Paulo", "Ann Lee")),
    ],
)
def test_what_else_says_who_wrote(lang: str, line: str, name: str) -> None:
    assert names(f"<p>{line}</p><p>3.5.2010 07h00 (4)</p>", lang=lang) == [name]


def test_who_led_the_talk_stands_at_its_end() -> None:
    assert names("", below="<p><em>Das Gespräch führte Ann Lee.</em></p>", lang="de") == ["Ann Lee"]


def test_of_two_bare_names_beside_the_date_the_one_with_a_given_name() -> None:
    assert names("<div><span>West Info</span> <span>Ann Lee</span> <span>3 May 2010</span></div>") == ["Ann Lee"]


@pytest.mark.parametrize(
    ("lang", "line", "name"),
    [
        ("de", "<small>Ann Lee am 3. Februar 2020</small>", "Ann Lee"),
        (
            "en",
            '<div><a href="/members/ann_l">ann_l</a> <time datetime="2016-02-11">Feb 11, 2016</time></div>',
            "ann_l",
        ),
        ("ja", "<p>2019年8月20日　文・写真：大森ゆう</p>", "大森ゆう"),
    ],
)
def test_words_and_nicknames_beside_the_date(lang: str, line: str, name: str) -> None:
    assert names(line, lang=lang) == [name]


def test_who_wrote_in_a_list_below_is_no_author() -> None:
    offers = (
        "<ul><li>Horn <span>by Tim, 31 January 2020</span></li><li>Net <span>by Kim, 30 January 2020</span></li></ul>"
    )
    assert names("", below=f"</article><section>{offers}</section><article>") == []


def test_a_magazine_behind_the_name_is_no_part_of_it() -> None:
    assert names("<div><div><span>By <b>Ann Lee</b></span> <span>Fog News, Grimsby</span></div></div>") == ["Ann Lee"]
    assert names('<p>By <a href="/w/ann">Ann Lee</a> and <a href="/w/bo">Bo Marsh</a></p>') == ["Ann Lee", "Bo Marsh"]


def test_a_byline_below_a_text_of_few_characters() -> None:
    text = "<h1><a href='/'>時計屋</a></h1><div><h2>朝</h2><div>駅前の時計屋は、いつも開いている。雨の日も、風の日も、雪の日も。</div>"
    body = f'{text}<div class="posted">posted by 古賀 at 07:15 | <a href="/c">Comment(0)</a></div></div>'
    assert [author.name for author in scrape(document(body, lang="ja").page).authors] == ["古賀"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("<p>Published: March 15th, 2009</p>", []),
        ("<p>24 Jan 2011</p>", []),
        ("<p>Ann Lee schrieb am 3. Mai 2010 um 17:20 Uhr:</p>", ["Ann Lee"]),
        ("<p>von kuestenfux am 03.05.2010, 18:21</p>", ["kuestenfux"]),
        ("<p>by noon of the third day, on May 3, 2010, they came</p>", []),
        ('<p class="byline">By Ann Lee, Bo Marsh and Cy Young on May 3, 2010</p>', ["Ann Lee", "Bo Marsh", "Cy Young"]),
        ('<p class="author"><a href="/a/1">Zu allen Artikeln</a></p>', []),
        ('<p class="author">Senior Editor</p><p>By Ann Lee</p>', ["Ann Lee"]),
        (
            "<ul><li><a href=/f>Fog</a><br>by Ann Lee, May 3, 2010</li><li><a href=/n>Nets</a><br>Bo Marsh, May 4, 2010</li></ul>",
            [],
        ),
    ],
)
def test_who_wrote_when(line: str, found: list[str]) -> None:
    assert names(line) == found


def test_a_name_beside_the_date_above_the_headline() -> None:
    line = '<div>May 3, 2010 | Ann Lee | <a href="#c">7 comments</a></div>'
    page = document(f"<main>{line}<h1>Hello</h1><div><p>{TEXT}</p><p>{TEXT}</p></div></main>").page
    assert [author.name for author in scrape(page).authors] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("name", "found"),
    [("J. R. Whitlock", ["J. R. Whitlock"]), ("U.S. Boats", []), ("Dr. Marsh Harrier", ["Dr. Marsh Harrier"])],
)
def test_initials_and_titles_begin_a_name_beside_the_date(name: str, found: list[str]) -> None:
    assert names(f"<p>{name} | May 3, 2010</p>") == found


def test_the_site_that_is_called_like_its_host_is_no_author() -> None:
    body = f"<h1>Hello</h1><p class='author'>Fog News</p><p>By Ann Lee</p><p>{TEXT}</p><p>{TEXT}</p>"
    page = document(body, url="https://fog-news.example/hello").page
    assert [author.name for author in scrape(page).authors] == ["Ann Lee"]


def test_the_author_in_a_card_inside_of_the_article_is_another_posts() -> None:
    card = '<div><h3><a href="/fog">Fog</a></h3><span>Ann Lee</span> · <span>May 3, 2010</span></div>'
    page = document(f"<article><h1>Hello</h1><p>{TEXT}</p><p>{TEXT}</p>{card}</article>").page
    assert scrape(page).authors == ()


@pytest.mark.parametrize(
    ("markup", "lang", "found"),
    [
        ("<p>17 mei 2010 · Tekst: Fatima el Idrissi · Beeld: Studio Noord</p>", "nl", ["Fatima el Idrissi"]),
        ("<p>Publicado por Ana Ruiz el lunes 3 de mayo de 2010</p>", "es", ["Ana Ruiz"]),
        (
            '<div><div class="author-img"></div><div><div>Ann Lee</div><div>Staff Engineer</div></div><div>May 3, 2010</div></div>',
            "en",
            ["Ann Lee"],
        ),
        (
            '<div>Autorin</div><div><div><h3><a href="/team/al">Ann Lee</a></h3><p>Leiterin Daten</p></div></div>',
            "de",
            ["Ann Lee"],
        ),
        ('<p><a href="/members/fred">fred</a> | 23:41 | 4 comments</p>', "en", ["fred"]),
        ('<div class="columnista"><img src="/a.jpg"><h4>Ann Lee</h4><p>@annlee</p></div>', "es", ["Ann Lee"]),
        ("<p>Von FOG-Redakteurin Ann Lee</p>", "de", ["Ann Lee"]),
        ("<p>Geschrieben von Pressewart Ann Lee</p>", "de", ["Ann Lee"]),
        ("<p>Geschrieben von Stewart Lee</p>", "de", ["Stewart Lee"]),
        ("<p>Geschrieben von: Fr. Brinkmann</p>", "de", ["Fr. Brinkmann"]),
        ("<p>Katzenmama am 11. Mai 2007 um 09:12 | 3 Kommentare</p>", "de", ["Katzenmama"]),
        ("<p>Katzenfest am 11. Mai 2007 um 09:12</p>", "de", []),
        ("<p>Geschrieben am 11. Mai 2007 um 09:12 | 3 Kommentare</p>", "de", []),
        ('<p class="firma"><em>Ann Lee es escritora.</em></p>', "es", []),
        ("<p>postato da: nonnapapera alle ore 11:43 | commenti (4)</p>", "it", ["nonnapapera"]),
        ('<p><a href="/members/login">Log in</a> | 23:41 | 4 comments</p>', "en", []),
    ],
)
def test_what_stands_beside_the_name_ends_it(markup: str, lang: str, found: list[str]) -> None:
    assert names(markup, lang=lang) == found


def test_the_staff_of_a_named_magazine_is_no_author_where_somebody_is_shown() -> None:
    head = '<script type="application/ld+json">{"@type": "Article", "author": {"@type": "Person", "name": "Redactie Fog"}}</script>'
    assert names("<p>Door: Ann Lee</p>", head=head, lang="nl") == ["Ann Lee"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Stefan | 12.03.2010", ["Stefan"]),
        ("<span>tom</span> <span>May 3, 2010</span>", ["tom"]),
        ("May 3, 2010 <b>mad_hatter</b>", ["mad_hatter"]),
        ("<div>Petra</div><div>3. Mai 2010</div>", ["Petra"]),
        ("Sofia, May 3, 2010", []),
        ("<span>Reisen</span> <span>3. Mai 2010</span>", []),
        ('<a href="/cat/petra">Petra</a> May 3, 2010', []),
    ],
)
def test_a_name_of_one_word_beside_the_date(line: str, found: list[str]) -> None:
    assert names(f"<div>{line}</div>") == found


@pytest.mark.parametrize(
    ("lang", "below", "found"),
    [
        ("en", "<div><h4>About the author</h4><p>Ann Lee lives by the sea.</p></div>", ["Ann Lee"]),
        (
            "de",
            "<div><div>Über die Autorin</div><p>Ann von der Au, geboren 1950, ist Fischerin.</p></div>",
            ["Ann von der Au"],
        ),
        ("fr", "<h3>À propos de l’auteur</h3><img alt=''><strong>Ann Lee</strong> vit au bord de la mer.", ["Ann Lee"]),
        ("es", "<h3>Sobre la autora</h3><p>Vive junto al mar.</p>", []),
        ("en", "<h3>About the harbour</h3><p>Ann Lee lives by the sea.</p>", []),
        ("en", "<p><em>Ann Lee is a writer who lives in Leeds.</em></p><p>Share</p>", ["Ann Lee"]),
        ("en", "<p><em>Ann Lee is the owner of the boat.</em></p>", []),
        ("en", "<p>Ann Lee is a writer who lives in Leeds.</p>", []),
        ("en", "<p>Author: Ann Lee runs a boatyard in Leeds.</p>", ["Ann Lee"]),
        ("de", "<p><b>Autorin:</b> Dipl.-Ing. Ann Lee ist Gutachterin.</p><p>Leeds 2010</p>", ["Dipl.-Ing. Ann Lee"]),
        ("en", "<p>Builder: Ann Lee runs a boatyard in Leeds.</p>", []),
    ],
)
def test_a_text_that_tells_who_the_author_is(lang: str, below: str, found: list[str]) -> None:
    assert names("", below=below, lang=lang) == found


def test_a_long_sentence_tells_who_posted_an_entry() -> None:
    sentence = (
        'This entry was posted by <a href="/writers/ann">Ann</a> on May 3, 2010 at 9:05 am, and is filed under <a href="/c/boats">'
        "Boats</a>. Follow any responses to this post through RSS 2.0. You can leave a response or trackback from your "
        "own site, which should not be done more than once, as all that is sent here is looked at before it is shown."
    )
    assert names("", below=f"<table><tr><td>{sentence}</td></tr></table>") == ["Ann"]


@pytest.mark.parametrize("line", ["By Ann Lee", "Posted May 3, 2010 by Ann Lee in Boats"])
def test_a_byline_behind_the_text_though_buttons_follow(line: str) -> None:
    share = (
        "<div>"
        + "<i></i>" * 90
        + "Share this with those who mend nets, on any of the networks that are there. " * 2
        + "</div>"
    )
    assert names("", below=f"{f'<p>{TEXT}</p>' * 70}<small>{line}</small>{share}") == ["Ann Lee"]
