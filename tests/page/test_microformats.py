from __future__ import annotations

import pytest

from archiver.page.build import parse
from archiver.page.candidates import Candidate
from archiver.page.metadata import Metadata, read_metadata
from archiver.page.nodes import Person

URL = "https://blog.example/2010/05/hello"


def read(html: str) -> Metadata:
    return read_metadata(parse(html), URL)


def values(candidates: tuple[Candidate, ...]) -> list[str]:
    return [candidate.value for candidate in candidates]


WORDPRESS = """<article id="post-7" class="post-7 post type-post hentry category-news">
<h1 class="entry-title">Hello</h1><span class="date"><a rel="bookmark" href="/2010/05/hello"><time
 class="entry-date published updated" datetime="2010-05-04T11:54:00+02:00">May 4</time></a></span>
<span class="byline">by <span class="author vcard"><a class="url fn n" href="/author/ann/">Ann</a></span></span>
<div class="entry-content">Text</div><footer><a href="/c/news" rel="category tag">News</a> <a href="/t/a" rel="tag">a, b</a></footer>
<ol class="commentlist"><li class="comment"><div class="comment-author author vcard"><cite class="fn">Bo</cite></div>
<abbr class="published" title="2011-01-01">x</abbr></li></ol></article>"""


def test_hentry_of_wordpress_without_its_comments() -> None:
    found = read(WORDPRESS)
    assert found.titles == (Candidate("Hello", "microformats:headline"),)
    assert found.published == (Candidate("2010-05-04T11:54:00+02:00", "microformats:datePublished"),)
    assert values(found.updated) == ["2010-05-04T11:54:00+02:00"]
    assert found.authors == (Person("Ann", "https://blog.example/author/ann/", "unknown", "microformats:author"),)
    assert values(found.categories) == ["News"]
    assert values(found.tags) == ["a, b"]


def test_hnews_source_organisation_is_no_author() -> None:
    found = read(
        '<div class="hnews hentry item"><h1 class="entry-title">T</h1><span class="source-org vcard author"><b class="org fn">AP</b>'
        '</span><address class="byline author vcard"><span class="fn">Ann</span></address>'
        '<abbr class="published" title="2010-05-04T09:54Z">May 4</abbr></div>'
    )
    assert [person.name for person in found.authors] == ["Ann"]
    assert values(found.published) == ["2010-05-04T09:54Z"]


@pytest.mark.parametrize(
    ("author", "name", "url"),
    [
        ('<p class="author">Ann</p>', "Ann", None),
        ('<p class="author">by <a rel="author" href="/ann">Ann</a></p>', "Ann", "https://blog.example/ann"),
        ('<a class="author fn" href="/ann">Ann</a>', "Ann", "https://blog.example/ann"),
    ],
)
def test_author_of_an_hentry(author: str, name: str, url: str | None) -> None:
    person = read(f'<div class="hentry">{author}</div>').authors[0]
    assert (person.name, person.url) == (name, url)


def test_box_about_the_author_is_no_name() -> None:
    assert read(f'<div class="hentry"><div class="author">{"Ann likes to write. " * 20}</div></div>').authors == ()


INDIEWEB = """<div class="h-entry" id="e"><h1 class="p-name">Hello</h1><a class="u-url u-uid" href="/2010/05/hello">
<time class="dt-published" datetime="2010-05-04T11:54:00+0200">May 4</time></a><time class="dt-updated">2010-06-01</time>
<a class="p-author h-card" href="/ann"><img src="/ann.png" alt="Ann">Ann Lee</a><p class="p-summary">Short</p>
<div class="e-content">Text with <a class="p-category" href="/t/x">x, y</a></div>
<div class="u-comment h-cite" id="c1"><a class="u-author h-card" href="https://bo.example"><img alt="Bo" src="/bo.png"></a>
<a class="u-url" href="https://bo.example/1"><time class="dt-published" datetime="2010-05-05">x</time></a>
<div class="p-content p-name">Hi Ann</div><div class="u-comment h-cite"><span class="p-author">Ann</span> <p class="p-name">Yo</p>
</div></div><div class="u-comment h-cite"><a class="u-url" href="/empty">no text</a></div></div>"""


def test_h_entry_with_its_h_cite_comments() -> None:
    found = read(INDIEWEB)
    assert values(found.titles) == ["Hello"]
    assert values(found.published) == ["2010-05-04T11:54:00+0200"]
    assert values(found.updated) == ["2010-06-01"]
    assert values(found.descriptions) == ["Short"]
    assert values(found.tags) == ["x, y"]
    assert found.authors == (
        Person("Ann Lee", "https://blog.example/ann", "person", "microformats:author", "https://blog.example/ann.png"),
    )
    (comment,) = found.comments
    assert comment["id"] == "c1"
    assert (comment["author"], comment["author_url"]) == ("Bo", "https://bo.example")
    assert comment["avatar_url"] == "https://blog.example/bo.png"
    assert (comment["date"], comment["text"], comment["url"]) == ("2010-05-05", "Hi Ann", "https://bo.example/1")
    assert [(reply["author"], reply["text"]) for reply in comment["comments"]] == [("Ann", "Yo")]


def test_values_of_h_entry_properties() -> None:
    found = read(
        '<div class="h-entry"><abbr class="p-name" title="Long">L</abbr><img class="u-photo" src="/p.png"><a class="p-author" href="/a">A</a>'
        '<span class="dt-published" title="2010-05-04">x</span><div class="dt-updated"><time datetime="2011">y</time></div>'
        '<data class="u-featured" value="/f.png"></data></div>'
    )
    assert values(found.titles) == ["Long"]
    assert values(found.images) == ["https://blog.example/p.png", "https://blog.example/f.png"]
    assert found.authors == (Person("A", "https://blog.example/a", "unknown", "microformats:author"),)
    assert (values(found.published), values(found.updated)) == (["2010-05-04"], ["2011"])


def test_of_several_entries_the_one_that_links_to_the_page_is_read_alone() -> None:
    other = (
        '<div class="hentry"><h2 class="entry-title">Other</h2><a rel="bookmark" href="/o">#</a>'
        + "long " * 50
        + "</div>"
    )
    found = read(
        other
        + '<div class="hentry"><h2 class="entry-title">This</h2><a rel="bookmark" href="/2010/05/hello/">#</a></div>'
    )
    assert values(found.titles) == ["This"]


def test_of_several_entries_without_the_address_the_longest_is_read_alone() -> None:
    entries = [
        f'<div class="h-entry"><b class="p-name">{name}</b>{name * 20}</div>' for name in ("One", "Second", "Two")
    ]
    assert values(read("".join(entries)).titles) == ["Second"]


def test_entries_within_an_entry_and_replies_are_not_the_post() -> None:
    found = read(
        '<div class="hentry"><b class="entry-title">Post</b><div class="hentry"><b class="entry-title">Related</b></div></div>'
        '<li class="comment hentry"><b class="entry-title">Re: Post</b>' + "very long reply " * 20 + "</li>"
    )
    assert values(found.titles) == ["Post"]
    assert read('<div class="h-entry h-cite"><b class="p-name">Reply</b></div>').titles == ()


def test_a_short_entry_that_links_to_another_page_is_a_teaser() -> None:
    teaser = (
        '<div class="hentry"><h4 class="entry-title"><a href="/2011/other">Other</a></h4>'
        '<abbr class="published" title="2011-01-01">x</abbr></div>'
    )
    assert read(teaser).titles == ()
    assert read(teaser).published == ()
    assert values(read(teaser.replace("/2011/other", "/2010/05/hello")).titles) == ["Other"]
    assert values(read(teaser.replace("/2011/other", "https://elsewhere.example/")).titles) == ["Other"]
    assert values(read(teaser.replace(">x<", f">{'long ' * 500}<")).titles) == ["Other"]
