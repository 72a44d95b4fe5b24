"""Names of people come out of the words around them whole, and nothing else comes out as a name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.scrapers._labels import is_date_label
from archiver.scrapers._names import (
    _BY,
    SAYS_LINE,
    _may_be_byline,
    after_by,
    clean_name,
    is_byline,
    is_nobody,
    is_phrase,
    looks_like_name,
    name_in_byline,
)

BY = [
    *("by", "By", "from", "von", "Von", "vom", "par", "Par", "por", "Por", "da", "door", "av", "af", "przez", "от"),
    *("od", "oleh", "bởi", "kirjoittanut", "Posted by", "Written by", "Submitted by", "Published by", "Comment by"),
    *(
        "Guest post by",
        "Reported by",
        "Text by",
        "Geschrieben von",
        "Veröffentlicht von",
        "Verfasst von",
        "Ein Gastbeitrag von",
    ),
    *("Kommentar von", "Publié par", "Rédigé par", "Écrit par", "Posté par", "Propos recueillis par", "Publicado por"),
    *("Escrito por", "Enviado por", "Postado por", "Scritto da", "Pubblicato da", "Postato da", "Geschreven door"),
    *("Geplaatst door", "Skrevet av", "Publicerad av", "Napisane przez", "Opublikowane przez", "Author:", "Autor:"),
    *("Auteur :", "Autore:", "Forfatter:", "Författare:", "Szerző:", "Yazan:", "Автор:", "Записал:", "Penulis:"),
    *("作者：", "著者:", "投稿者:", "글쓴이:", "작성자:", "بقلم:", "文：", "Posted by:", "Von:"),
]
SAYS = [
    *("says", "Says", "said", "wrote", "writes", "commented", "replied", "responds", "sagt", "sagte", "schrieb"),
    *("schreibt", "meint", "meinte", "kommentierte", "antwortete", "a dit", "dit", "a écrit", "écrit", "a répondu"),
    *("dijo", "dice", "escribió", "comentó", "respondió", "ha detto", "ha scritto", "scrive", "disse", "diz"),
    *("escreveu", "comentou", "schreef", "zegt", "zei", "schrijft", "napisał", "napisał(a)", "pisze", "пишет"),
    *("написал", "написал(а)", "говорит", "сказал", "сказала", "skrev", "säger", "skriver", "sier", "sa", "sanoo"),
    *("kirjoitti", "dedi ki", "diyor ki", "yazdı", "berkata", "napsal", "írta", "说", "說道", "يقول", "قال"),
]
BEHIND = [
    *("", " on May 4th, 2010", " | May 4, 2010", ", 2010-05-04", " at 10:00", " am 4. Mai 2010", " le 4 mai 2010"),
    *(
        " in Travel",
        " (not verified)",
        " – 04.05.2010",
        " · 5 min read",
        " @ 11:30",
        " / May 4",
        " [edit]",
        ". Photos from Oslo",
        ".",
    ),
]

_syllables = st.lists(
    st.builds("{}{}".format, st.sampled_from("bdfgklmnprtvz"), st.sampled_from(["a", "e", "o", "ó", "ü", "ø"])),
    min_size=3,
    max_size=4,
).map(lambda parts: "".join(parts).capitalize())
_FIRST = [
    *("Anna", "Jean-Luc", "J. R.", "Dr. Mona", "Zoë", "O'Neil", "D’Arcy", "Søren", "Łukasz", "Ann-Kathrin", "Ольга"),
    *("Mehmet", "Robert C.", "McKenna", "Ahmed", "Đặng", "Îles"),
]
_LAST = [
    *("Smith", "de la Cruz", "van Gogh", "von Mises", "Le", "Sa", "Op", "Müller-Lüdenscheidt", "Иванова", "O’Hara"),
    *("d’Arc", "d'Arc", "el-Sayed", "Öztürk", "St. John", "Brontë", "III", "al-Rashid", "Di Maio", "Den"),
]
people = st.one_of(
    st.builds("{} {}".format, st.sampled_from(_FIRST) | _syllables, st.sampled_from(_LAST) | _syllables),
    _syllables,
    st.sampled_from(["山田太郎", "김철수", "张三", "محمد", "Ольга"]),
)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Name: Fred", "Fred"),
        ("Commenter: Fred", "Fred"),
        ("名前：たぬき", "たぬき"),
        ("投稿: ponta", "ponta"),
        ("Wim B. (URL) -", "Wim B."),
        ("vodolaz от", "vodolaz"),
        ("Ada Brightwater //", "Ada Brightwater"),
        ("Ada Brightwater -", "Ada Brightwater"),
        ("From -", None),
        ("Le 12/02 à 11:30", None),
        ("Autor: Ada Brightwater Data dodania:", "Ada Brightwater"),
        ("Por Ada Brightwater, a las", "Ada Brightwater"),
        ("Ada (guest, #41528) [Link] (8 responses)", "Ada"),
        ("李老师 发表于", "李老师"),
        ("(URL)", None),
        ("Reply #12 on:", None),
        ("Name:", None),
    ],
)
def test_what_headers_put_around_a_name_is_no_part_of_it(header: str, name: str | None) -> None:
    assert clean_name(header) == name


def test_a_particle_inside_a_name_is_no_word_for_by() -> None:
    assert after_by("Sabine von der Au") is None
    assert after_by("Reactie by Tim (the other one)") == "Tim (the other one)"


@given(name=people, by=st.sampled_from(BY), behind=st.sampled_from(BEHIND))
@settings(max_examples=400, deadline=None)
def test_words_for_by_keep_the_name_whole(name: str, by: str, behind: str) -> None:
    assert name_in_byline(f"{by} {name}{behind}") == name


@given(name=people, says=st.sampled_from(SAYS), end=st.sampled_from(["", ":", " :", "...", "…"]))
@settings(max_examples=300, deadline=None)
def test_words_for_says_keep_the_name_whole(name: str, says: str, end: str) -> None:
    line = f"{name} {says}{end}"
    assert clean_name(line) == name
    match = SAYS_LINE.match(line)
    assert match is not None
    assert match["name"] == name


@given(name=people)
@settings(max_examples=200, deadline=None)
def test_a_bare_name_stays_as_it_is(name: str) -> None:
    assert clean_name(name) == name
    assert looks_like_name(name)
    assert not is_phrase(name)
    assert not is_nobody(name)


@given(name=people, number=st.sampled_from(["1. ", "12) ", "#3 ", "# 4 ", "— ", "• ", "| ", "@", "~ ", "» "]))
def test_numbering_and_marks_before_a_name_go(name: str, number: str) -> None:
    assert clean_name(number + name) == name


@given(address=st.from_regex(r"[A-Za-z][A-Za-z0-9._+-]{0,10}@[a-z]{2,8}\.(?:com|org|de|co\.uk)", fullmatch=True))
@settings(max_examples=100, deadline=None)
def test_an_email_address_is_never_a_name_nor_part_of_one(address: str) -> None:
    assert clean_name(address) is None
    assert name_in_byline(f"Posted by {address} on May 4") is None
    assert clean_name(f"Fred ({address})") == "Fred"
    assert clean_name(f"Fred <{address}> says:") == "Fred"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fred (not verified)", "Fred"),
        ("Fred (nicht überprüft)", "Fred"),
        ("Fred (non vérifié)", "Fred"),
        ("Fred (no verificado)", "Fred"),
        ("Fred (niet gecontroleerd)", "Fred"),
        ("Fred (не проверено)", "Fred"),
        ("Fred (author) says:", "Fred"),
        ("Fred (visitor) wrote:", "Fred"),
        ("Fred (from Oslo)", "Fred (from Oslo)"),
        ("Fred (guest) says: (guest) says: (author) wrote:", "Fred"),
        ("山田さんのコメント", "山田"),
        ("山田さん：", "山田"),
        ("김철수님의 말:", "김철수"),
        ("Gość: Ania, *.provider.example.pl", "Ania"),
        ("Fred (83.12.4.*)", "Fred"),
        ("Fred 2.0", "Fred 2.0"),
        ("Fred says on", "Fred"),
        ("Fred am", "Fred"),
        ("Fred le:", "Fred"),
        ("Fred |", "Fred"),
        ("  Fred \n  Bloggs ", "Fred Bloggs"),
        ("Comment by Fred", "Fred"),
        ("Posted by: Fred", "Fred"),
        ("2pac", "2pac"),
        ("50 Cent", "50 Cent"),
        ("x", "x"),
    ],
)
def test_clean_name_leaves_the_name(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize("text", ["", "  ", "|", "123", "#5", "...", ":", "Anonymous says:", "x" * 101, "☃"])
def test_what_holds_no_name_gives_none(text: str) -> None:
    assert clean_name(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Anonymous",
            "anonymous",
            "ANONYMOUS",
            "Anonym",
            "Anonyme",
            "Anónimo",
            "Anônimo",
            "Anoniem",
            "Аноним",
            "匿名",
        ),
        *("名無しさん", "익명", "مجهول", "Guest", "Gast", "Invité", "Гость", "Misafir", "Gość", "Besucher", "tamu"),
        *("Anonymous (not verified)", "Gast (nicht überprüft)", "Invité (non vérifié)", "[Anonymous]", "Anonymous:"),
        *("Anonymous Coward", "Anonymer Benutzer", "Usuario anónimo", "A visitor", "Anonymous user #12"),
    ],
)
def test_words_for_nobody_are_no_names(text: str) -> None:
    assert is_nobody(text)
    assert clean_name(text) is None
    assert name_in_byline(f"Posted by {text} on May 4") in ("", None)


@pytest.mark.parametrize("text", ["Fred", "Guest House Berlin", "Anonymous Bosch", "Gaston", "Ann #2", ""])
def test_other_words_are_not_nobody(text: str) -> None:
    assert not is_nobody(text)


def test_a_byline_says_that_nobody_is_named() -> None:
    assert name_in_byline("Submitted by Anonymous on May 4") == ""
    assert name_in_byline("Geschrieben von Gast am 4. Mai") == ""


@pytest.mark.parametrize(
    "text",
    [
        *("", "Travel", "May 4th, 2010", "by the way", "written by the team", "nearby Fred", "Baby Jane", "by 2012"),
        *("View all posts", "Powered by WordPress and Fred", "sent from my phone", "by fred@blog.example"),
    ],
)
def test_texts_without_a_byline_give_none(text: str) -> None:
    assert name_in_byline(text) is None


def test_a_name_before_at_and_a_time_of_day_is_the_author() -> None:
    assert name_in_byline("Fred Bloggs @ 11:30") == "Fred Bloggs"
    assert name_in_byline("May 4 — Fred Bloggs @ 9:05") == "Fred Bloggs"


def test_after_by_keeps_all_that_follows() -> None:
    assert after_by("Reactie by Tim (the other one)") == "Tim (the other one)"
    assert after_by("Tim (the other one)") is None


@pytest.mark.parametrize(
    "text",
    ["Posted on", "am", "Publié le", "Geschrieben am", "on", "", "|", "Date:", "Uhr", "— posted on —", "Pubblicato il"],
)
def test_words_before_a_date_are_labels(text: str) -> None:
    assert is_date_label(text)


@pytest.mark.parametrize("text", ["Fred", "Posted on Monday", "amy", "Fred on"])
def test_other_words_are_no_date_labels(text: str) -> None:
    assert not is_date_label(text)


@pytest.mark.parametrize(
    "text",
    [
        *("View all posts by Fred", "What a day!", "Really?", "Fred and Ann", "Alle Beiträge von Anna", "Fred is here"),
        *("Clara Benavides es escritora.", "Odile Fabre est journaliste"),
        *("All posts", "More →", "I was there. It did rain all day"),
    ],
)
def test_sentences_and_links_are_phrases_not_names(text: str) -> None:
    assert is_phrase(text)
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    "text", ["", "fred", "one two three four five six seven", "A" * 61, "my mother", "Fred from accounting"]
)
def test_what_cannot_be_a_name_does_not_look_like_one(text: str) -> None:
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    "text", ["By Fred Jones", "von Anna", "Posted by: Fred in Travel", "Autor: Fred", "作者：张三"]
)
def test_a_line_that_begins_with_a_word_for_by_is_a_byline(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize(
    "text", ["", "Fred Jones", "Bylaws of the harbour", f"By Fred, who {'wrote ' * 20}", "In Travel by Fred"]
)
def test_other_lines_are_no_bylines(text: str) -> None:
    assert not is_byline(text)


def test_half_of_a_name_is_none() -> None:
    assert name_in_byline("Author: Dave the Cooper") is None


@pytest.mark.parametrize("label", ["said on", "Fecha:", "日時：", "작성일:", "Date", "дата"])
def test_words_before_a_date_name_nobody(label: str) -> None:
    assert is_date_label(label)


def test_the_mark_of_a_board_is_no_name() -> None:
    assert clean_name("ID:aB3x1Qz") is None
    assert clean_name("Ida") == "Ida"


@settings(max_examples=500, deadline=None)
@given(st.from_regex(_BY, fullmatch=True))
@pytest.mark.unmeasured
def test_the_words_that_are_looked_up_are_in_all_words_for_by(text: str) -> None:
    assert _may_be_byline(" ".join(f"Text {text} Ann".split()))
