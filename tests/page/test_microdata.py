from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.page.build import parse
from archiver.page.microdata import ELEMENT, largest, read_microdata, works

if TYPE_CHECKING:
    from archiver.page.dom import Element
    from archiver.page.nodes import Graph


def elements(html: str) -> list[Element]:
    return [tag for tag in parse(html).elements if "itemprop" in tag.attrs or "itemscope" in tag.attrs]


def read(html: str) -> Graph:
    return read_microdata(elements(html))


def test_values_stand_where_each_element_has_them() -> None:
    graph = read(
        """<article itemscope itemtype="http://schema.org/BlogPosting" itemid="#p" id="post-1">
        <h1 itemprop="headline name">T</h1><meta itemprop="keywords" content="k"><time itemprop="datePublished" datetime="2010">
        May</time><a itemprop="url" href="/u">here</a><a itemprop="author" href="/ann">Ann</a><img itemprop="image" src="/i.png">
        <abbr itemprop="dateModified" title="2011">x</abbr><span itemprop="commentCount" content="3">three</span>
        <time itemprop="dateCreated">2009</time><p itemprop="text articleBody">long</p></article>"""
    )
    (node,) = graph.nodes
    assert node.pop(ELEMENT).name == "article"
    assert node == {
        "@type": ["http://schema.org/BlogPosting"], "@id": "#p", "identifier": "post-1", "headline": ["T"], "name": ["T"],
        "keywords": ["k"], "datePublished": ["2010"], "url": ["/u"], "author": ["Ann"], "image": ["/i.png"],
        "dateModified": ["2011"], "commentCount": ["3"], "dateCreated": ["2009"],
    }  # fmt: skip


def test_properties_belong_to_the_nearest_item() -> None:
    graph = read(
        '<div itemscope itemtype="Blog"><div itemprop="blogPost" itemscope itemtype="BlogPosting"><i itemprop="name">Post</i>'
        '<b itemprop="author" itemscope itemtype="Person"><i itemprop="name">Ann</i></b></div><i itemprop="name">Blog</i></div>'
    )
    blog, post, person = graph.nodes
    assert (blog["name"], post["name"], person["name"]) == (["Blog"], ["Post"], ["Ann"])
    assert post["author"] == [person]


def test_comments_have_their_text_and_articles_have_not() -> None:
    graph = read(
        '<div itemscope itemtype="Article"><p itemprop="text">Body</p><div itemprop="comment" itemscope itemtype="Comment">'
        '<p itemprop="text">Hi <b>you</b></p></div></div>'
    )
    article, comment = graph.nodes
    assert "text" not in article
    assert comment["text"] == ["Hi you"]


def test_a_review_that_stands_as_a_comment_is_no_work() -> None:
    item = '<li {0} itemscope itemtype="Review"><b itemprop="author">Fred</b></li>'
    graph = read(item.format('id="li-comment-7" class="comment"') + item.format('class="review"'))
    assert [node[ELEMENT].classes for node in works(graph).nodes] == [("review",)]


def test_properties_outside_any_item_are_one_node_without_a_type() -> None:
    graph = read('<h1 itemprop="headline">T</h1><i itemprop="name">Home</i><div itemscope itemtype="Person"></div>')
    assert graph.nodes[-1] == {"headline": ["T"]}


def test_the_article_with_the_most_text_is_the_largest() -> None:
    html = (
        '<div itemscope itemtype="BlogPosting" id="a">short</div><div itemscope itemtype="BlogPosting" id="b">much longer</div>'
        '<div itemscope itemtype="CreativeWork" id="c">the longest of them all</div>'
    )
    found = largest(read(html))
    assert found is not None
    assert found["identifier"] == "b"
    assert largest(read("<p itemscope>x</p>")) is None
