from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver.errors import StoreError
from archiver.records import Author, Site
from archiver.store import Filters, Hit, Store
from tests.store.samples import URL, make_comment, make_page, make_post

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = {
    "foo": "A text with foo-bar and the word AND",
    "cpp": "I like C++ and c# a lot",
    "accents": "Ein Café in Köln über der Straße",
    "greek": "Η Αθήνα τον Αύγουστο ΕΙΝΑΙ ΑΔΕΙΑ",
    "russian": "Ёлка стоит, её украсили",
    "hindi": "दिल्ली में ठंड है ☀️",
    "tamil": "தமிழ் மொழி",
    "hebrew": "שָׁלוֹם חבר",
    "japanese": "私は東京タワーと猫が好きです",
    "korean": "나는 서울에서 왔다",
    "thai": "ฉันรักภาษาไทยมาก",
    "emoji": "Great post 😀 love it ❤️",
    "mixed": "The new iPhone発売 was in 東京 last year",
    "quote": 'She said "well, well" and left',
}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A post with one comment for each text."""
    with Store(tmp_path_factory.mktemp("search") / "blogs.db") as store:
        comments = tuple(make_comment(name, text) for name, text in TEXTS.items())
        store.save(make_page(), make_post(comments=comments))
        yield store


def found(store: Store, query: str, filters: Filters | None = None) -> list[str | None]:
    return [hit.comment_id for hit in store.search(query, filters or Filters())]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("foo-bar", ["foo"]),
        ("foo bar", ["foo"]),
        ('"bar foo"', []),
        ("and word", ["foo"]),
        ("AND", ["foo", "cpp", "quote"]),
        ("c++", ["cpp"]),
        ("C#", ["cpp"]),
        ("cafe KOLN", ["accents"]),
        ("CAFÉ", ["accents"]),
        ("αθηνα ΑΥΓΟΥΣΤΟ", ["greek"]),
        ("άδεια αυγ* -αθηναίος", ["greek"]),
        ('"η αθηνα"', []),  # in quotes as it stands
        ("αθηνα -αυγουστο", []),
        ("елка ЕЕ", ["russian"]),
        ("-елка άδεια", ["greek"]),
        ("елка αθηνα", []),
        ("दिल्ली", ["hindi"]),
        ("दूल्लू", []),  # the same consonants
        ("दिल*", ["hindi"]),
        ("தமிழ் மொழி", ["tamil"]),
        ("שָׁלוֹם", ["hebrew"]),
        ("☀️", ["hindi"]),
        ("\ufe0f", []),
        ("東京タワー", ["japanese"]),
        ("東京", ["japanese", "mixed"]),
        ("猫", ["japanese"]),
        ("猫 東京タワー", ["japanese"]),
        ("東京 iphone", ["mixed"]),
        ("東京タワー iphone", []),
        ("iPhone", ["mixed"]),
        ("new iphone", ["mixed"]),
        ("東京", ["mixed", "japanese"]),
        ("東京 year", ["mixed"]),
        ("phone発売 year", ["mixed"]),
        ("서울", ["korean"]),
        ("왔다 서울", ["korean"]),
        ("ภาษาไทย", ["thai"]),
        ("ไทย", ["thai"]),
        ("😀", ["emoji"]),
        ("❤", ["emoji"]),
        ("❤️ love", ["emoji"]),
        ("👍", []),
        ("++", ["cpp"]),
        ('"well, well"', ["quote"]),
        ('"well well', ["quote"]),
        ("nothing", []),
        ("fo*", ["foo"]),
        ("strass*", []),
        ("Straß*", ["accents"]),
        ("and -foo", ["cpp", "quote"]),
        ('and -"well well" -c', ["foo"]),
        ("京", ["japanese", "mixed"]),
        ("す", ["japanese"]),
        ("きで", ["japanese"]),
        ("です", ["japanese"]),
        ("서울 -왔", []),
        ("東京 -猫", ["mixed"]),
        ("東京 -東京タワー", ["mixed"]),
        ("love -😀", []),
        ("http://foo", []),
        ("foo:bar", ["foo"]),
        ("after:banana", []),
    ],
)
def test_what_is_typed_is_found(texts: Store, query: str, names: list[str]) -> None:
    assert sorted(map(str, found(texts, query))) == sorted(names)


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        '"',
        '""',
        "'",
        "*",
        "(",
        "AND",
        "NOT",
        "NEAR(a",
        "a:b",
        "-",
        "^",
        "\0",
        "\ud800",
        "%",
        "_",
        "x" * 100_000,
        "猫" * 60_000,
        "😀" * 60_000,
        "a " * 5000,
        "😀x😀 " * 300,
    ],
)
def test_nothing_that_is_typed_raises(texts: Store, query: str) -> None:
    list(texts.search(query))
    list(texts.search(query, Filters(site="blog.example", author="ann", kind="comment", limit=3)))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters() | st.sampled_from('"*()^:-+ 猫東京😀ABN')))
def test_nothing_that_can_be_typed_raises(texts: Store, query: str) -> None:
    for hit in texts.search(query):
        assert hit.post_url == URL


def test_an_empty_query_without_filters_finds_nothing(texts: Store) -> None:
    assert [*texts.search(""), *texts.search("  ", raw=True), *texts.search("", Filters(limit=3))] == []
    assert len(found(texts, "", Filters(site="The Blog"))) == len(TEXTS) + 1


def test_a_hit_says_who_said_it_when_and_where(store: Store) -> None:
    link = f"{URL}#comment-1"
    comment = make_comment("c1", "I agree with Zebra", author=Author("Carl"), published="2010-05-05", url=link)
    post = make_post(comments=(comment, make_comment("c2", "No zebra", kind="pingback")))
    number = store.save(make_page(), post).post_id
    first, second = sorted(store.search("zebra"), key=lambda hit: str(hit.comment_id))
    score = first.score
    assert first == Hit(
        "comment", number, URL, "Hello world", "c1", "Carl", "2010-05-05", link, "I agree with [Zebra]", score
    )
    assert score > 0
    assert (second.kind, second.url, second.author, second.published) == ("pingback", URL, None, None)
    (hit,) = store.search("hello", marks=("<b>", "</b>"))
    assert (hit.kind, hit.comment_id, hit.url, hit.author) == ("post", None, URL, "Ann, Bob")
    assert hit.snippet == "<b>Hello</b> world"


def test_snippets_are_one_line_around_the_match_with_every_match_marked(store: Store) -> None:
    words = " ".join(f"w{n}" for n in range(200))
    text = f"{words}\n\nthe zebra\nand [the] zebra\n\n{words} 猫 {words} 東京タワー {words}"
    store.save(make_page(), make_post(content_text=text, comments=()))
    (hit,) = store.search("zebra")
    assert "the [zebra] and [the] [zebra] w0" in hit.snippet
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert len(hit.snippet) < 200
    for query in ("猫", "東京タワー"):
        (hit,) = store.search(query, marks=("«", "»"))
        assert f"w199 «{query}» w0" in hit.snippet
        assert len(hit.snippet) < 200


def test_a_match_in_the_title_alone_shows_the_title(store: Store) -> None:
    store.save(make_page(), make_post(title="About 猫 and 東京タワー and zebras", comments=()))
    for query in ("zebras", "東京タワー", "猫"):
        (hit,) = store.search(query)
        assert f"[{query}]" in hit.snippet


def test_a_post_about_it_comes_before_comments_that_mention_it(store: Store) -> None:
    """Also in an archive so small that every post has the word, where bm25 alone would put the post last."""
    comments = tuple(
        make_comment(f"c{n}", f"Well, {word} zebra is nice to have around") for n, word in enumerate("aab")
    )
    comments += tuple(make_comment(f"x{n}", "nothing of that kind here") for n in range(30))
    store.save(
        make_page(), make_post(title="The zebra", content_text="A zebra is striped. The zebra!", comments=comments)
    )
    hits = list(store.search("zebra"))
    assert [hit.kind for hit in hits] == ["post", "comment", "comment", "comment"]
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    for number in range(40):
        other = make_post(url=f"{URL}{number}", title="Other", content_text="Something else", comments=())
        store.save(make_page(url=other.url), other)
    assert next(store.search("zebra")).kind == "post"


def test_a_rare_word_counts_more_than_a_common_one_and_a_title_more_than_the_text(store: Store) -> None:
    for number in range(10):
        title, text = ("Zebra", "a b c") if number == 7 else (None, "zebra b c") if number == 8 else (None, "a b c")
        store.save(make_page(url=str(number)), make_post(url=str(number), title=title, content_text=text, comments=()))
    assert [hit.post_url for hit in store.search("zebra")] == ["7", "8"]
    assert [hit.post_url for hit in store.search("b zebra")] == ["7", "8"]


def test_filters_narrow_a_search(store: Store) -> None:
    store.save(make_page(), make_post(content_text="zebra 東京タワー 猫"))
    comments = (
        make_comment("1", "zebra 東京タワー 猫", author=Author("Ann"), published="2012"),
        make_comment("2", "zebra 東京タワー 猫", kind="trackback"),
    )
    other = make_post(url="u", site=Site("https://o.example"), content_text="zebra 東京タワー 猫", comments=comments)
    store.save(make_page(url="u"), other)
    for query in ("zebra", "東京タワー", "猫", "zebra 猫 東京タワー"):
        assert len(found(store, query)) == 4
        assert found(store, query, Filters(limit=1)) == [None]
        assert found(store, query, Filters(kind="post")) == [None, None]
        assert found(store, query, Filters(kind="trackback")) == ["2"]
        assert found(store, query, Filters(site="o.example", author="ann", kind="comment")) == ["1"]
        assert found(store, query, Filters(since="2011")) == ["1"]
        assert sorted(map(str, found(store, query, Filters(site="o.example")))) == ["1", "2", "None"]


def test_raw_queries_are_fts5(texts: Store) -> None:
    def raw(query: str, **filters: str) -> list[str | None]:
        return [hit.comment_id for hit in texts.search(query, Filters(**filters), raw=True)]  # type: ignore[arg-type]

    assert sorted(map(str, raw("foo OR caf*"))) == ["accents", "foo"]
    assert raw("foo OR caf*", kind="post") == []
    assert raw("text NOT foo") == []
    assert raw("title: hello") == [None]
    assert raw("content_text: foo") == ["foo"]


@pytest.mark.parametrize("query", ["foo-bar", '"', "AND", "*", "nope: foo", "*reads", "a\nAND", "(", "x\0y("])
def test_raw_queries_that_are_not_fts5_raise_one_line_with_a_hint(texts: Store, query: str) -> None:
    with pytest.raises(StoreError, match=r"not an FTS5 query.*; leave out --raw") as caught:
        list(texts.search(query, raw=True))
    assert "\n" not in str(caught.value)
    assert list(texts.search("foo-bar"))
