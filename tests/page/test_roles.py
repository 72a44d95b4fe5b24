"""Class names and ids of real platforms say what an element is."""

from __future__ import annotations

import re

import pytest

from archiver.page.roles import Role, comment_id, is_comment_id, is_plain_comment_id, read_classes, role_of_name
from tests.scrapers.pages import document, element

NAMES = {
    Role.ITEM: "comment reaction h-cite wc-comment comment-item single-comment pingback trackback u-comment "
    "commentaire kommentar comment-node usercomment bcomment",
    Role.LIST: "commentlist comment-list comments comments-area comments-section kommentare reactions discussion "
    "responses comment-thread respond-list",
    Role.AUTHOR: "comment-author author fn vcard commenter username display-name comment_author_name wc-comment-author "
    "autor auteur nick comment-author-link byline",
    Role.DATE: "comment-date date timestamp comment-meta commentmetadata comment-time published timeago dt-published "
    "datum submitted comment-permalink createdate",
    Role.BODY: "comment-content comment-body comment-text e-content message commenttext wc-comment-text entry",
    Role.ACTION: "reply comment-reply-link avatar likes vote says gravatar share-buttons screen-reader-text karma "
    "ckrating-box",
    Role.CHILDREN: "children indented replies comment-replies nested",
    Role.ELSEWHERE: "sidebar widget widget_text recent-comments recentcomments related-posts teaser breadcrumb nav",
    Role.FORM: "commentform comment-form respond login captcha postcomment",
    Role.PING: "pingbacks trackbacks pings pingback trackback",
    Role.ARTICLE: "entry-content post-content e-content article-body post-body wp-block-post-content",
    Role.TITLE: "entry-title post-title p-name headline article-headline newspostdetailtitle",
    Role.TEXT: "post article-body single hentry main-content",
    Role.BESIDE_TEXT: "site-footer share-bar wp-caption comments",
    Role.CATEGORY: "cat-links post-categories rubrik category-list",
    Role.TAG: "tag-links post-tags schlagwörter tags",
    Role.PROFILE: "profile blogger-info about-me profile2",
}


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in NAMES.items() for name in names.split()])
def test_a_name_says_its_role(role: int, name: str) -> None:
    assert role_of_name(name) & role


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.ITEM, "commentlist"),
        (Role.ITEM, "comment-author"),
        (Role.ITEM, "comment-reply-link"),
        (Role.ITEM, "commentary"),
        (Role.AUTHOR, "authority"),
        (Role.DATE, "update-notice"),
        (Role.DATE, "candidate"),
        (Role.ELSEWHERE, "recently"),
        (Role.FORM, "information"),
        (Role.LIST, "comment"),
        (Role.BODY, "somebody"),
        (Role.LIST, "narrowcolumnwrapper"),
    ],
)
def test_a_word_that_only_begins_like_one_says_nothing(role: int, name: str) -> None:
    assert not role_of_name(name) & role


@pytest.mark.parametrize("name", ["category-comments", "tag-reply", "tag-sidebar", "postid-12", "x" * 61])
def test_names_that_authors_make_up_say_nothing_of_comments(name: str) -> None:
    assert not role_of_name(name) & ~(Role.CATEGORY | Role.TAG | Role.TEXT | Role.BESIDE_TEXT)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "comment-71",
            "comment71",
            "li-comment-71",
            "div-comment-71",
            "c123",
            "cmt-12",
            "Comment_9",
            "comment-id-5",
            "wpd-comm-907_0",
            "ljcmt71",
            "IDComment71",
        ),
        *("dsq-comment-12", "wc-comm-12_0", "commentaire12", "kommentar-4", "comm-44", "message-12", "trackback-77"),
        *("comment-body-12", "reply-8", "IDC-Comment12"),
    ],
)
def test_ids_of_comments_are_known(name: str) -> None:
    assert is_comment_id(name)


@pytest.mark.parametrize(
    "name",
    [
        *("comment", "comments", "comment-form-12", "recent-comment-3", "widget-comment-2", "post-12", "add-comment-1"),
        *("block-comment-3", "commentator", "edit-comment-5", "new-comment-1", "comment-71-body", ""),
        "comment-" + "1" * 60,
    ],
)
def test_other_ids_are_not_those_of_comments(name: str) -> None:
    assert not is_comment_id(name)


def test_a_plain_id_begins_with_the_word() -> None:
    assert is_plain_comment_id("comment-71")
    assert is_plain_comment_id("Comment71")
    assert not is_plain_comment_id("li-comment-71")
    assert not is_plain_comment_id("c71")


def test_an_elements_names_are_joined() -> None:
    doc = document(
        '<div id="a" class="comment Comment-Author"></div><div id="b" itemprop="author"></div>'
        '<div id="c" itemtype="https://schema.org/Comment"></div><div id="commentlist"></div><div id="d">x</div>'
        '<div id="e" itemtype="https://schema.org/Person"></div><div id="date"></div>'
    )
    assert element(doc, "a").role & Role.ITEM
    assert element(doc, "a").role & Role.AUTHOR
    assert element(doc, "b").role == Role.AUTHOR
    assert element(doc, "c").role == Role.ITEM
    assert element(doc, "commentlist").role & Role.LIST
    assert element(doc, "d").role == element(doc, "e").role == Role.NONE


def test_an_id_never_says_author_or_date() -> None:
    """There is one of each id on a page, and many authors and dates."""
    doc = document('<div id="author">x</div><div id="date">x</div>')
    assert not element(doc, "author").role & Role.AUTHOR
    assert not element(doc, "date").role & Role.DATE


def test_the_id_of_a_comment_may_stand_in_an_anchors_name() -> None:
    doc = document('<a name="comment-3"></a><div id="comment-4">x</div><div name="comment-5">x</div><p id="top">x</p>')
    anchor = doc.named("a")[0]
    assert comment_id(anchor) == "comment-3"
    assert [comment_id(e) for e in doc.named("div")] == ["comment-4", None]
    assert comment_id(doc.named("p")[0]) is None


@pytest.mark.parametrize("value", ["Comment  Odd", "comment " + "x" * 400])
def test_the_names_of_a_class_attribute_in_lower_case_with_what_they_say(value: str) -> None:
    assert read_classes(value) == (tuple(value.split()), tuple(value.lower().split()), role_of_name("comment"))


def test_no_role_depends_on_which_digit_it_is() -> None:
    for name in ("comment-71", "comment71", "c123", "level2", "h2"):
        assert role_of_name(name) == role_of_name(re.sub(r"\d", "0", name))
