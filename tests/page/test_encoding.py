from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.page.encoding import decode

TEXTS = {
    "ja": "昨日の夜は遅く家に帰ってきて、山への旅行について少し書いてみることにしました。天気がとても良くて、森を歩きました。",
    "zh": "昨天晚上我很晚才回家，决定写几句关于我们去山里旅行的话。天气很好，我们在森林里走了很多路。",
    "zh-TW": "昨天晚上我很晚才回家，決定寫幾句關於我們去山裡旅行的話。天氣很好，我們在森林裡走了很多路。",
    "ko": "어제 저녁 늦게 집에 돌아와서 산으로 간 여행에 대해 몇 마디 쓰기로 했습니다. 날씨가 아주 좋아서 숲을 걸었습니다.",
    "ru": "Вчера вечером я вернулся домой поздно и решил написать несколько слов о нашей поездке в горы. Погода была прекрасная.",
    "uk": "Учора ввечері я повернувся додому пізно і вирішив написати кілька слів про нашу подорож у гори. Їжа була смачна.",
    "pl": "Wczoraj wieczorem wróciłem późno do domu i postanowiłem napisać kilka słów o naszej wycieczce w góry. Żółta łódź.",
    "cs": "Včera večer jsem se vrátil domů pozdě a rozhodl jsem se napsat pár slov o našem výletu do hor. Příliš žluťoučký kůň.",
    "tr": "Dün akşam eve geç döndüm ve dağlara yaptığımız gezi hakkında birkaç söz yazmaya karar verdim. Şimdi güzel bir ışık.",
    "de": "Gestern Abend kam ich spät nach Hause und beschloss, über unseren Ausflug zu schreiben. Schöne Grüße – für „alle“.",
    "fr": "Hier soir, je suis rentré tard à la maison et j’ai décidé d’écrire quelques mots. C’était très agréable, ça va.",
    "fr-CA": "Ça va bien à l’école où les élèves étudient. Deuxième paragraphe très intéressant, naïve.",
    "lt": "Ąžuolas augo šalia upės, žmonės dažnai čia ilsėdavosi. Šiandien oras gražus, tačiau rytoj lis lietų.",
    "el": "Χθες το βράδυ γύρισα αργά στο σπίτι και αποφάσισα να γράψω λίγα λόγια για την εκδρομή μας στο βουνό.",
    "he": "אתמול בערב חזרתי הביתה מאוחר והחלטתי לכתוב כמה מילים על הטיול שלנו להרים. מזג האוויר היה נפלא.",
    "ar": "عدت مساء أمس متأخرا إلى البيت وقررت أن أكتب بضع كلمات عن رحلتنا إلى الجبال. كان الطقس جميلا جدا.",
    "th": "เมื่อคืนฉันกลับบ้านดึกและตัดสินใจเขียนเกี่ยวกับการเดินทางไปภูเขาของเรา อากาศดีมาก",
}

# language, the label a page uses, the codec that wrote it, the name that decode gives
DECLARED = [
    ("ja", "EUC-JP", "euc_jp", "euc_jp"),
    ("ja", "x-euc-jp", "euc_jp", "euc_jp"),
    ("ja", "Shift_JIS", "cp932", "cp932"),
    ("ja", "x-sjis", "cp932", "cp932"),
    ("ja", "iso-2022-jp", "iso2022_jp", "iso2022_jp"),
    ("ru", "windows-1251", "cp1251", "cp1251"),
    ("ru", "KOI8-R", "koi8_r", "koi8-r"),
    ("ru", "x-mac-cyrillic", "mac_cyrillic", "mac-cyrillic"),
    ("uk", "koi8-u", "koi8_u", "koi8-u"),
    ("zh", "GB18030", "gb18030", "gb18030"),
    ("zh", "gb2312", "gbk", "gb18030"),
    ("zh-TW", "Big5", "big5", "big5hkscs"),
    ("ko", "EUC-KR", "cp949", "cp949"),
    ("ko", "ks_c_5601-1987", "cp949", "cp949"),
    ("ko", "windows-949", "cp949", "cp949"),
    ("pl", "ISO-8859-2", "iso8859_2", "iso8859-2"),
    ("cs", "windows-1250", "cp1250", "cp1250"),
    ("tr", "windows-1254", "cp1254", "cp1254"),
    ("tr", "iso-8859-9", "cp1254", "cp1254"),
    ("de", "iso-8859-1", "cp1252", "cp1252"),
    ("de", "latin1", "cp1252", "cp1252"),
    ("fr", "us-ascii", "cp1252", "cp1252"),
    ("he", "iso-8859-8-i", "iso8859_8", "iso8859-8"),
    ("de", "utf8", "utf_8", "utf-8"),
]


def page(text: str, head: str = "", lang: str = "") -> str:
    return (
        f"<html{f' lang={lang}' if lang else ''}><head>{head}<title>x</title></head><body><p>{text}</p></body></html>"
    )


@pytest.mark.parametrize(("language", "label", "codec", "name"), DECLARED)
def test_declared_encoding_is_read(language: str, label: str, codec: str, name: str) -> None:
    """By HTTP, by both forms of <meta> and by an XML declaration, with the labels of the Encoding standard."""
    text = page(TEXTS[language])
    assert decode(text.encode(codec), f"text/html; charset={label}") == (text, name)
    for head in (f'<meta charset="{label}">', f"<meta http-equiv=Content-Type content='text/html; charset={label}'>"):
        text = page(TEXTS[language], head)
        assert decode(text.encode(codec)) == (text, name)
    text = f'<?xml version="1.0" encoding="{label}"?>' + page(TEXTS[language])
    assert decode(text.encode(codec)) == (text, name)


def test_meta_is_found_beyond_the_1024_bytes_of_browsers() -> None:
    text = page(TEXTS["ru"], "<script>" + " " * 3000 + '</script><meta charset="koi8-r">')
    assert decode(text.encode("koi8_r")) == (text, "koi8-r")


def test_http_charset_goes_before_meta() -> None:
    text = page(TEXTS["ru"], '<meta charset="koi8-r">')
    assert decode(text.encode("cp1251"), 'text/html; charset="windows-1251"') == (text, "cp1251")


@pytest.mark.parametrize(
    ("bom", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    ],
)
def test_byte_order_mark_goes_before_every_declaration(bom: bytes, codec: str, name: str) -> None:
    text = page(TEXTS["ja"], '<meta charset="shift_jis">')
    assert decode(bom + text.encode(codec), "text/html; charset=koi8-r") == (text, name)


def test_utf16_that_starts_with_a_nul_is_not_utf32() -> None:
    assert decode(codecs.BOM_UTF16_LE + "\0abc".encode("utf-16-le")) == ("abc", "utf-16-le")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", ["de", "zh", "ru"])
def test_utf16_without_byte_order_mark_is_known_by_its_nuls(codec: str, language: str) -> None:
    text = page(TEXTS[language])
    assert decode(text.encode(codec), "text/html; charset=utf-8") == (text, codec)


def test_utf16_in_a_meta_means_utf8() -> None:
    text = page(TEXTS["pl"], '<meta charset="utf-16">')
    assert decode(text.encode()) == (text, "utf-8")
    assert decode(page("ok", '<meta charset="utf-16le">').encode())[1] == "utf-8"


@pytest.mark.parametrize(
    "label", ["utf-7", "zlib", "rot13", "unicode_escape", "idna", "undefined", "no-such-thing", "\xff"]
)
def test_label_of_no_web_encoding_is_not_believed(label: str) -> None:
    text = page("+ADw-b+AD4- \\u0041", f'<meta charset="{label}">')
    assert decode(text.encode(), f"text/html; charset={label}") == (text, "utf-8")


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "windows-1252", "shift_jis", "gb2312", "euc-kr", "windows-1251", "big5"]
)
@pytest.mark.parametrize("language", sorted(TEXTS))
def test_valid_utf8_overrules_any_declaration(label: str, language: str) -> None:
    text = page(TEXTS[language])
    assert decode(text.encode(), f"text/html; charset={label}") == (text, "utf-8")


def test_one_accent_in_utf8_overrules_latin_1() -> None:
    assert decode("<p>café".encode(), "text/html; charset=iso-8859-1") == ("<p>café", "utf-8")


def test_few_bytes_that_are_valid_both_ways_are_left_to_the_declaration() -> None:
    """A short GBK text can be valid UTF-8 by chance."""
    body = "<p>模</p>".encode("gbk")
    assert body.decode("utf-8", "strict") != "<p>模</p>"
    assert decode(body, "text/html; charset=gbk") == ("<p>模</p>", "gb18030")


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        *(("ja", "cp932"), ("ja", "euc_jp"), ("zh", "gb18030"), ("zh-TW", "big5"), ("ko", "cp949")),
        *(
            ("ru", "cp1251"),
            ("ru", "koi8_r"),
            ("ru", "iso8859_5"),
            ("uk", "cp1251"),
            ("el", "cp1253"),
            ("el", "iso8859_7"),
        ),
        *(("he", "cp1255"), ("ar", "cp1256"), ("th", "cp874"), ("tr", "cp1254"), ("pl", "cp1250"), ("pl", "iso8859_2")),
        *(("cs", "cp1250"), ("cs", "iso8859_2"), ("de", "cp1252"), ("fr", "cp1252")),
    ],
)
def test_encoding_is_detected(language: str, codec: str) -> None:
    """Of pages that declare nothing, and of pages that declare UTF-8 and are not."""
    text = page(TEXTS[language], lang=language)
    assert decode(text.encode(codec))[0] == text
    assert decode(text.encode(codec), "text/html; charset=utf-8")[0] == text


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        *(
            ("ru", "cp1251"),
            ("ja", "euc_jp"),
            ("zh", "gb18030"),
            ("pl", "iso8859_2"),
            ("cs", "cp1250"),
            ("tr", "cp1254"),
        ),
        *(("fr", "cp1252"), ("fr-CA", "cp1252"), ("lt", "cp1257")),
    ],
)
def test_encoding_is_detected_without_a_language(language: str, codec: str) -> None:
    text = page(TEXTS[language])
    assert decode(text.encode(codec))[0] == text


def test_undeclared_iso_2022_jp_is_known_by_its_escapes() -> None:
    text = page(TEXTS["ja"])
    assert decode(text.encode("iso2022_jp")) == (text, "iso2022_jp")


def test_meta_is_tried_when_the_http_charset_does_not_decode() -> None:
    text = page(TEXTS["ru"], '<meta charset="koi8-r">')
    assert decode(text.encode("koi8_r"), "text/html; charset=utf-8") == (text, "koi8-r")


@pytest.mark.parametrize(
    ("language", "label", "codec", "name"),
    [d for d in DECLARED if d[3] in ("utf-8", "cp932", "gb18030", "euc_jp", "cp949")],
)
def test_truncated_page_keeps_its_declaration(language: str, label: str, codec: str, name: str) -> None:
    body = page(TEXTS[language] * 20).encode(codec)
    for end in range(len(body) // 2, len(body) // 2 + 6):
        text, found = decode(body[:end], f"text/html; charset={label}")
        assert found == name
        assert text.count("\ufffd") <= 1


@pytest.mark.parametrize(
    ("language", "label", "codec", "name"), [d for d in DECLARED if d[3] in ("utf-8", "cp932", "gb18030")]
)
def test_one_bad_byte_does_not_overrule_the_declaration(language: str, label: str, codec: str, name: str) -> None:
    body = page(TEXTS[language] * 20).encode(codec)
    text, found = decode(body.replace(b"<body>", b"<body>\xff ", 1), f"text/html; charset={label}")
    assert found == name
    assert text.count("\ufffd") == 1
    assert TEXTS[language] in text


def test_one_bad_byte_in_a_long_ascii_page_is_damage_but_in_a_short_one_an_accent() -> None:
    assert decode(b"<p>caf\xe9" + b" x" * 50_000, "text/html; charset=utf-8")[1] == "utf-8"
    assert decode(b"<p>Un caf\xe9 tr\xe8s fort</p>", "text/html; charset=utf-8")[0] == "<p>Un café très fort</p>"


def test_utf8_page_with_trackbacks_in_another_encoding_stays_utf8() -> None:
    body = page(TEXTS["ja"] * 10).encode() + "こんにちは".encode("euc_jp")
    for content_type in (
        None,
        "text/html; charset=utf-8",
        "text/html; charset=iso-8859-1",
        "text/html; charset=gb2312",
    ):
        text, name = decode(body, content_type)
        assert name == "utf-8"
        assert TEXTS["ja"] in text


def test_declaration_stays_when_nothing_fits_better() -> None:
    """More noise than a slip, but what reads noise without an error reads anything."""
    body = page(TEXTS["ko"] * 5).encode("cp949") + b"\xff\xfe " * 5
    text, name = decode(body, "text/html; charset=euc-kr")
    assert name == "cp949"
    assert TEXTS["ko"] in text


def test_c1_bytes_become_windows_characters() -> None:
    assert decode(b"<p>\x93caf\xe9\x94 \x96 10 \x80", "text/html; charset=iso-8859-1")[0] == "<p>“café” – 10 €"
    assert decode(b"<p>\x84\xb3\xf3d\xbc\x94 \x9a", "text/html; charset=iso-8859-2")[0] == "<p>„łódź” š"
    assert decode("<p>It\x92s “là”, ça alors".encode()) == ("<p>It’s “là”, ça alors", "utf-8")


def test_circled_digits_of_euc_jp_are_read_as_browsers_read_them() -> None:
    """NEC's row 13 is not in Python's codec, but in half of all Japanese blogs."""
    body = page(TEXTS["ja"]).encode("euc_jp").replace(b"<p>", b"<p>\xad\xa1\xad\xb5 \xad\xea", 1)
    assert decode(body, "text/html; charset=euc-jp") == (page("①Ⅰ ㈱" + TEXTS["ja"]), "euc_jp")
    assert decode(body + b"\xad\xa1\xf5", "text/html; charset=euc-jp")[0].endswith("①\ufffd")


def test_lone_0x80_in_gbk_is_the_euro_sign() -> None:
    body = page(TEXTS["zh"] * 5 + "EUR").encode("gbk").replace(b"EUR", b"\x80")
    assert decode(body, "text/html; charset=gbk")[0] == page(TEXTS["zh"] * 5 + "€")


def test_nuls_are_dropped_and_make_no_utf16() -> None:
    assert decode(b"<p>a\0b</p>" * 3) == ("<p>ab</p>" * 3, "utf-8")
    assert decode(b"\0" * 50) == ("", "utf-8")


def test_ascii_has_the_declared_name() -> None:
    assert decode(b"<p>plain") == ("<p>plain", "utf-8")
    assert decode(b"<p>plain", "text/html; charset=koi8-r") == ("<p>plain", "koi8-r")
    assert decode(b"") == ("", "utf-8")


def test_encoded_surrogates_are_replaced() -> None:
    text, name = decode(
        "<p>Größe für dich, schöne Grüße ".encode() * 5 + b"\xed\xa0\xbd\xed\xb8\x80", "text/html; charset=utf-8"
    )
    assert name == "utf-8"
    text.encode()


def test_long_utf8_page_takes_less_than_a_millisecond() -> None:
    """The best of ten, with room for a busy machine."""
    body = page(TEXTS["de"] * 1600).encode()
    assert len(body) > 190_000
    durations = []
    for _ in range(10):
        start = time.process_time()
        decode(body, "text/html; charset=utf-8")
        durations.append(time.process_time() - start)
    assert min(durations) < 0.003


LABELS = st.sampled_from(
    [None, "", "text/html", *(f"text/html; charset={d[1]}" for d in DECLARED), "charset=utf-16", ';;="']
)


@given(st.binary(max_size=300), LABELS)
def test_any_bytes_give_text_without_nuls_and_surrogates(body: bytes, content_type: str | None) -> None:
    text, name = decode(body, content_type)
    assert "\0" not in text
    text.encode()
    assert codecs.lookup(name).name == name


@given(st.sampled_from(DECLARED), st.binary(max_size=20), st.integers(0, 100))
def test_noise_in_a_page_never_raises(declared: tuple[str, str, str, str], noise: bytes, place: int) -> None:
    language, label, codec, _ = declared
    body = page(TEXTS[language], f"<meta charset={label}>").encode(codec)
    decode(body[:place] + noise + body[place:])[0].encode()


@given(st.text(min_size=1))
def test_every_unicode_text_in_utf8_comes_back(text: str) -> None:
    expected = text.replace("\0", "")
    found, name = decode(b"\xef\xbb\xbf" + text.encode(errors="ignore"))
    assert (found, name) == (expected.encode(errors="ignore").decode(), "utf-8")
