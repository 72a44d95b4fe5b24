"""Categories and tags: what the post's own links say, never a cloud, a menu or another post."""

from __future__ import annotations

import pytest

from archiver.scrapers._article import find_article
from archiver.scrapers._groups import find_items
from archiver.scrapers._headline import find_headline
from archiver.scrapers._terms import read_terms
from tests.scrapers.pages import ARTICLE, document, inner

TEXT = "The harbour is old and the boats are many, and the nets are mended at dawn. " * 5


def terms(meta: str, *, before: str = "") -> tuple[list[str], list[str]]:
    """(categories, tags) of a post with this below its text."""
    doc = document(
        f'{before}<div class="post"><h1>Hello</h1><div class="entry-content"><p>{TEXT}</p></div>{meta}</div>'
    )
    items = find_items(doc)
    return read_terms(doc, items, find_article(doc, items, find_headline(doc, items)))


@pytest.mark.parametrize(
    ("meta", "categories", "tags"),
    [
        ('<a rel="category tag" href="/c/boats/">Boats</a>', ["Boats"], []),
        ('<a rel="category" href="/c/boats/">Boats</a>', ["Boats"], []),
        ('<a rel="tag" href="/t/nets/">nets</a>', [], ["nets"]),
        ('<p class="cat-links">In <a rel="tag" href="/x">Boats</a></p>', ["Boats"], []),
        ('<p class="tag-links"><a href="/x">nets</a>, <a href="/y">fog</a></p>', [], ["nets", "fog"]),
        ('<ul class="post-categories"><li><a href="/x">Boats</a></li></ul>', ["Boats"], []),
        ('<div class="rubrik"><a href="/x">Boote</a></div>', ["Boote"], []),
        ('<div class="tags"><ul><li><a href="/x">nets</a></li></ul></div>', [], ["nets"]),
        ('<span itemprop="keywords"><a href="/x">nets</a></span>', [], ["nets"]),
        ('<p id="tags"><a href="/x">nets</a></p>', [], ["nets"]),
        ('<p><a href="/category/boats/">Boats</a></p>', ["Boats"], []),
        ('<p><a href="/kategorie/boote/">Boote</a></p>', ["Boote"], []),
        ('<p><a href="/?cat=3">Boats</a></p>', ["Boats"], []),
        ('<p><a href="/tag/nets/">#nets</a></p>', [], ["nets"]),
        ('<p><a href="/?tag/nets">nets</a> <a href="/?category/Boats">Boats</a></p>', ["Boats"], ["nets"]),
        ('<p><a href="/search/label/nets">nets</a></p>', [], ["nets"]),
        ('<p><a href="/?tag=nets">nets</a></p>', [], ["nets"]),
        ('<p><a href="/category/boats/">Boats</a> <a href="/tag/boats/">Boats</a></p>', ["Boats"], []),
        ('<p><a href="/tag/b/">b</a> <a href="/tag/a/">a</a> <a href="/tag/b/">b</a></p>', [], ["b", "a"]),
        ('<p><a href="/boats/">Boats</a></p>', [], []),
        ('<p>Categories: <a href="/x">Boats</a>, <a href="/y">Nets</a>, 154 words</p>', ["Boats", "Nets"], []),
        ('<p>Rubrik: <a href="/x">Boote</a> Schlagworte: <a href="/y">Nebel</a></p>', ["Boote"], ["Nebel"]),
        ('<p>Tags: <a href="/x">nets</a> <b>|</b> <a href="/y">Permalink</a></p>', [], ["nets"]),
        (f'<p>{"Of boats. " * 30}Tags: <a href="/x">nets</a></p>', [], []),
        ('<p>Posted on May 4, 2010 in <a href="/boats/">Boats</a> | <a href="/here">Link</a></p>', ["Boats"], []),
        ('<p>Posted by Ann in <a href="/boats/">Boats</a> <a rel="tag" href="/x">Boats</a></p>', [], ["Boats"]),
        ('<p>We have boats in <a href="/hull/">Hull</a></p>', [], []),
        ('<p class="tags"><a href="/x"></a> <a href="/y">#</a></p>', [], []),
        (f'<p class="tags"><a href="/x">{"x" * 81}</a></p>', [], []),
        (f'<div class="tags"><p>{"x " * 250}<a href="/x">nets</a></p></div>', [], []),
        ('<div class="tags"><p><b><i><u><a href="/x">nets</a></u></i></b></p></div>', [], []),
        ('<article class="tags"><a href="/x">nets</a></article>', [], []),
    ],
)
def test_links_say_what_they_name(meta: str, categories: list[str], tags: list[str]) -> None:
    assert terms(meta) == (categories, tags)


@pytest.mark.parametrize(
    "around",
    [
        '<div class="tagcloud">{}</div>',
        '<div class="tag-cloud">{}</div>',
        '<div class="sidebar">{}</div>',
        '<div id="sidebar">{}</div>',
        "<nav>{}</nav>",
        "<aside>{}</aside>",
        '<div class="widget_categories">{}</div>',
        '<div class="related">{}</div>',
        '<div class="teaser">{}</div>',
        '<div class="tags-share-box"><div class="post-share">{}</div></div>',
    ],
)
def test_clouds_menus_and_other_posts_name_nothing(around: str) -> None:
    links = '<a rel="category tag" href="/category/boats/">Boats</a> <a rel="tag" href="/tag/nets/">nets</a>'
    assert terms(around.format(links)) == ([], [])
    assert terms("", before=around.format(links)) == ([], [])


def test_links_in_the_running_text_name_nothing_unless_they_say_so() -> None:
    text = f'<p>{TEXT} see <a href="/category/boats/">boats</a> and <a rel="tag" href="/tag/nets/">nets</a></p>'
    doc = document(f'<h1>Hello</h1><div class="entry-content" id="a">{text}</div>')
    article = next(e for e in doc.elements if e.attr("id") == "a")
    assert read_terms(doc, [], article) == ([], ["nets"])


def test_a_small_box_inside_the_article_may_name_terms() -> None:
    doc = document(
        f'<h1>Hello</h1><div class="entry-content" id="a"><p>{TEXT}</p><p class="post-meta">In <a href="/category/boats/">'
        "Boats</a></p></div>"
    )
    article = next(e for e in doc.elements if e.attr("id") == "a")
    assert read_terms(doc, [], article) == (["Boats"], [])


def test_links_in_and_behind_comments_name_nothing() -> None:
    rows = "".join(
        f'<li class="comment" id="comment-{n}">{inner(n)}<a rel="tag" href="/t">nets</a></li>' for n in (1, 2)
    )
    doc = document(f'{ARTICLE}<ol>{rows}</ol><p class="tags"><a href="/x">fog</a></p>')
    assert read_terms(doc, find_items(doc), None) == ([], [])


def test_a_sidebar_around_the_article_itself_is_none() -> None:
    """Some themes call the whole page after its widget area."""
    doc = document(f'<div class="sidebar"><div id="a"><p>{TEXT}</p></div><p><a rel="tag" href="/t">nets</a></p></div>')
    article = next(e for e in doc.elements if e.attr("id") == "a")
    assert read_terms(doc, [], article) == ([], ["nets"])
    assert read_terms(doc, [], None) == ([], [])
