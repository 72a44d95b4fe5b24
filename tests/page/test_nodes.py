from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.page.nodes import Graph, Person, as_person, clean, is_comment, is_site, main_node, rank, types

BASE = "https://blog.example/post"
NOBODY: list[Any] = ["", 7, None, True, {}, [[]], {"name": {}}, "ann@blog.example", "x" * 300]
NO_COUNTS: list[dict[str, Any]] = [
    *({}, {"commentCount": "many"}, {"commentCount": True}, {"commentCount": [[]]}),
    *({"interactionCount": "UserLikes:3"}, {"interactionStatistic": [3, "x", {}]}),
]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  a \n\t b\u200b ", "a b"),
        ("Tom &amp;amp; Ann", "Tom &amp; Ann"),
        ("Tom &amp; Ann &#8211; &quot;x&quot;", 'Tom & Ann – "x"'),
        ("AT&T and a & b", "AT&T and a & b"),
        ("A <em>very</em> <a href='x'>good</a> day<br/>", "A very good day"),
        ("a < b > c", "a < b > c"),
        ("1 <script>", "1 <script>"),
        ("x\x07y", "xy"),
        *(
            (junk, None)
            for junk in ("", "  ", "null", "Undefined", "[object Object]", "-", "{{ title }}", "%%title%%", "N/A")
        ),
    ],
)
def test_clean_gives_what_a_reader_would_write(raw: str, expected: str | None) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize(
    ("node", "names", "order"),
    [
        ({"@type": "BlogPosting"}, ["BlogPosting"], 0),
        ({"@type": ["http://schema.org/NewsArticle", 7]}, ["NewsArticle"], 0),
        ({"@type": "schema:TechArticle"}, ["TechArticle"], 0),
        ({"@type": "DiscussionForumPosting"}, ["DiscussionForumPosting"], 0),
        ({"@type": "JobPosting"}, ["JobPosting"], 3),
        ({"@type": "Recipe"}, ["Recipe"], 1),
        ({"@type": "WebPage"}, ["WebPage"], 2),
        ({"@type": {"a": 1}}, [], 3),
        ({}, [], 3),
    ],
)
def test_types_and_their_rank(node: dict[str, Any], names: list[str], order: int) -> None:
    assert types(node) == names
    assert rank(node) == order


def test_sites_and_comments_are_told_by_type() -> None:
    assert is_site({"@type": "Blog"})
    assert is_comment({"@type": "https://schema.org/UserComments"})
    assert not is_comment({"@type": "Article"})


def test_main_node_is_the_article_that_names_the_page() -> None:
    first = {"@type": "Article", "url": "https://blog.example/other"}
    second = {"@type": "Article", "mainEntityOfPage": {"@id": "https://www.blog.example/post/"}}
    teaser = {"@type": "Article", "url": "/post"}
    keys = frozenset({"blog.example/post"})
    assert main_node(Graph([first, second], [teaser]), keys, BASE) is second
    assert main_node(Graph([first], [teaser]), keys, BASE) is teaser
    assert main_node(Graph([first, second]), frozenset(), BASE) is first
    assert main_node(Graph([], [teaser]), frozenset(), BASE) is None


def test_article_goes_before_recipe_and_both_before_web_page() -> None:
    page, recipe, post = {"@type": "WebPage", "url": BASE}, {"@type": "Recipe"}, {"@type": "BlogPosting"}
    keys = frozenset({"blog.example/post"})
    assert main_node(Graph([page, recipe, post]), keys, BASE) is post
    assert main_node(Graph([page, recipe]), keys, BASE) is recipe
    assert main_node(Graph([page, {"@type": "Person"}]), keys, BASE) is page


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ann", [Person("Ann", None, "unknown", "s")]),
        ({"@type": "Person", "name": "Ann", "url": "/ann"}, [Person("Ann", "https://blog.example/ann", "person", "s")]),
        ({"@type": "NewsMediaOrganization", "name": "The Daily"}, [Person("The Daily", None, "organisation", "s")]),
        ({"@type": "Person", "givenName": "Ann", "familyName": "Lee"}, [Person("Ann Lee", None, "person", "s")]),
        ({"name": ["Ann", "Bo"]}, [Person("Ann", None, "unknown", "s")]),
        (
            {"name": "Ann", "image": {"url": "/a.png"}},
            [Person("Ann", None, "unknown", "s", "https://blog.example/a.png")],
        ),
        (["Ann", {"name": "Bo"}], [Person("Ann", None, "unknown", "s"), Person("Bo", None, "unknown", "s")]),
        ("https://social.example/ann", [Person(None, "https://social.example/ann", "unknown", "s")]),
        *((junk, []) for junk in NOBODY),
    ],
)
def test_people(author: Any, expected: list[Person]) -> None:
    assert Graph().people({"author": author}, "author", BASE, "s") == expected


def test_name_with_an_address_keeps_the_given_url() -> None:
    assert as_person("www.x.example", BASE, "person", "s", BASE) == Person(None, BASE, "person", "s")


@pytest.mark.parametrize(
    ("node", "count"),
    [
        ({"commentCount": 12}, 12),
        ({"commentCount": "1,234 Comments"}, 1234),
        ({"commentCount": 0}, 0),
        ({"interactionCount": "UserComments:7"}, 7),
        ({"interactionCount": "7 UserComments"}, 7),
        ({"interactionCount": ["UserLikes:3", "UserComments:7"]}, 7),
        ({"interactionStatistic": {"interactionType": "http://schema.org/CommentAction", "userInteractionCount": 5}}, 5),
        ({"interactionStatistic": [{"interactionType": {"@type": "LikeAction"}, "userInteractionCount": 9},
                                   {"interactionType": {"@type": "CommentAction"}, "userInteractionCount": "5"}]}, 5),
        *((junk, None) for junk in NO_COUNTS),
    ],
)  # fmt: skip
def test_claimed_comment_count(node: dict[str, Any], count: int | None) -> None:
    assert Graph().comment_count(node) == count


def test_comments_keep_thread_and_references() -> None:
    reply = {
        "@type": "Comment",
        "@id": "#c2",
        "text": " Hi\nthere ",
        "author": {"@id": "#ann"},
        "parentItem": {"@id": "#c1"},
    }
    comment = {
        "@type": "Comment",
        "identifier": "c1",
        "author": "Bo",
        "commentText": "First",
        "comment": [{"@id": "#c2"}],
    }
    graph = Graph(ids={"#c2": reply, "#ann": {"@type": "Person", "name": "Ann", "url": "/ann"}})
    (found,) = graph.comments({"comment": [comment, 7, {"@type": "Comment"}]}, BASE, "s")
    assert (found["id"], found["author"], found["text"]) == ("c1", "Bo", "First")
    (answer,) = found["comments"]
    assert answer == {
        "id": "#c2", "parent_id": "#c1", "author": "Ann", "author_url": "https://blog.example/ann", "avatar_url": None,
        "date": None, "text": "Hi\nthere", "url": None, "comments": [], "source": "s",
    }  # fmt: skip


def test_comments_that_refer_to_each_other_end() -> None:
    graph = Graph(ids={"#a": {"@id": "#a", "text": "a", "comment": {"@id": "#b"}}})
    graph.ids["#b"] = {"@id": "#b", "text": "b", "comment": [{"@id": "#a"}, {"@id": "#a"}]}
    found = graph.comments({"comment": {"@id": "#a"}}, BASE, "s")
    assert found[0]["comments"][0]["text"] == "b"


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8) | st.sampled_from(["#a", "Comment", BASE]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["@id", "@type", "@value", "name", "url", "image", "comment", "author", "text", "parentItem",
                         "interactionType", "userInteractionCount", "commentCount", "interactionStatistic"]),
        inner,
        max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["author", "comment", "url", "commentCount", "interactionStatistic"]), JSON))
def test_no_json_value_raises(node: dict[str, Any]) -> None:
    graph = Graph([node], [node], {"#a": node})
    graph.people(node, "author", BASE, "s")
    graph.urls(node, "url", BASE)
    graph.comment_count(node)
    graph.comments(node, BASE, "s")
    main_node(graph, frozenset({"blog.example/post"}), BASE)
    assert all(isinstance(text, str) for text in graph.texts(node, "author", "url", "comment"))
