from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.page.build import parse
from archiver.page.candidates import Candidate, language_tag
from archiver.page.metadata import Count, Feed, Metadata, read_metadata
from archiver.page.nodes import Person

URL = "https://blog.example/2010/05/hello"


def read(html: str, url: str = URL) -> Metadata:
    return read_metadata(parse(html), url)


def head(*parts: str) -> Metadata:
    return read("<html><head>" + "\n".join(parts) + "</head><body><p>x</p></body></html>")


def meta(name: str, content: str, key: str = "name") -> str:
    return f'<meta {key}="{name}" content="{content}">'


def script(*values: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def values(candidates: tuple[Candidate, ...]) -> list[str]:
    return [candidate.value for candidate in candidates]


def names(metadata: Metadata) -> list[str | None]:
    return [person.name for person in metadata.authors]


YOAST = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "Article",
            "@id": f"{URL}#article",
            "isPartOf": {"@id": f"{URL}"},
            "author": {"name": "Jane Doe", "@id": "https://blog.example/#/schema/person/1"},
            "headline": "Hello &amp; welcome",
            "datePublished": "2010-05-04T09:54:00+00:00",
            "dateModified": "2011-01-01T00:00:00+00:00",
            "mainEntityOfPage": {"@id": URL},
            "commentCount": 5,
            "publisher": {"@id": "https://blog.example/#organization"},
            "image": {"@id": f"{URL}#primaryimage"},
            "keywords": ["Greetings", "First, of all"],
            "articleSection": ["News"],
            "inLanguage": "en-US",
        },
        {
            "@type": "WebPage",
            "@id": URL,
            "url": URL,
            "name": "Hello & welcome - My Blog",
            "isPartOf": {"@id": "#website"},
        },
        {"@type": "ImageObject", "@id": f"{URL}#primaryimage", "url": "/hello.jpg", "contentUrl": "/hello-full.jpg"},
        {"@type": "WebSite", "@id": "#website", "name": "My Blog"},
        {"@type": "Organization", "@id": "https://blog.example/#organization", "name": "Doe Media"},
        {
            "@type": "Person",
            "@id": "https://blog.example/#/schema/person/1",
            "name": "Jane Doe",
            "url": "/author/jane/",
        },
    ],
}


def test_yoast_graph_is_read_with_its_references() -> None:
    found = head(
        script(YOAST), meta("twitter:label1", "Written by"), meta("twitter:data1", "Jane Doe"), "<title>T</title>"
    )
    assert found.titles == (Candidate("Hello & welcome", "jsonld:headline"), Candidate("T", "title"))
    assert found.authors[0] == Person("Jane Doe", "https://blog.example/author/jane/", "person", "jsonld:author")
    assert found.published == (Candidate("2010-05-04T09:54:00+00:00", "jsonld:datePublished"),)
    assert found.updated == (Candidate("2011-01-01T00:00:00+00:00", "jsonld:dateModified"),)
    assert values(found.site_names) == ["Doe Media", "My Blog"]
    assert values(found.images) == ["https://blog.example/hello.jpg"]
    assert values(found.categories) == ["News"]
    assert values(found.tags) == ["Greetings", "First", "of all"]
    assert found.comment_counts == (Count(5, "jsonld"),)
    assert found.language == "en-US"
    assert found.canonical == URL
    assert found.article is not None
    assert found.article["@type"] == "Article"


def test_older_yoast_graph_without_article_gives_its_web_page() -> None:
    graph = {"@graph": [{"@type": "WebPage", "name": "Hello", "datePublished": "2019-01-02", "author": {"@id": "#p"}},
                        {"@type": "Person", "@id": "#p", "name": "Jane"}]}  # fmt: skip
    found = head(script(graph))
    assert values(found.titles) == ["Hello"]
    assert values(found.published) == ["2019-01-02"]
    assert names(found) == ["Jane"]


BLOGGER = """<html><head><title>My Blog: Hello</title><meta content='blogger' name='generator'/>
<link href='https://blog.example/2010/05/hello.html' rel='canonical'/>
<link rel="alternate" type="application/atom+xml" title="My Blog - Atom" href="/feeds/posts/default" />
<link rel="alternate" type="application/atom+xml" title="Hello - Atom" href="/feeds/12/comments/default" /></head><body>
<div class='post hentry' itemprop='blogPost' itemscope='itemscope' itemtype='http://schema.org/BlogPosting'>
<meta content='/hello.png' itemprop='image_url'/><a name='12'></a>
<h3 class='post-title entry-title' itemprop='name'>Hello</h3>
<div class='post-body entry-content' itemprop='description articleBody'>Some text <a href="/x" rel="author">not me</a></div>
<span class='post-author vcard'>Posted by <span class='fn' itemprop='author' itemscope='itemscope'
 itemtype='http://schema.org/Person'><meta content='https://www.blogger.example/profile/1' itemprop='url'/>
<a class='g-profile' href='https://www.blogger.example/profile/1' rel='author'><span itemprop='name'>Ann</span></a></span></span>
<meta content='https://blog.example/2010/05/hello.html' itemprop='url'/>
<a class='timestamp-link' href='https://blog.example/2010/05/hello.html' rel='bookmark'><abbr class='published'
 itemprop='datePublished' title='2010-05-04T11:54:00+02:00'>11:54</abbr></a>
<span class='post-labels'><a href='/search/label/a' rel='tag'>apples, pears</a>, <a href='/search/label/b' rel='tag'>nuts</a></span>
</div></body></html>"""


def test_blogger_microdata_and_hatom() -> None:
    found = read(BLOGGER, "https://blog.example/2010/05/hello.html")
    assert values(found.titles) == ["Hello", "My Blog: Hello"]
    assert found.published == (Candidate("2010-05-04T11:54:00+02:00", "microdata:datePublished"),)
    assert found.authors[0] == Person("Ann", "https://www.blogger.example/profile/1", "person", "microdata:author")
    assert values(found.tags) == ["apples, pears", "nuts"]
    assert found.generators == ("blogger",)
    assert found.feeds[1] == Feed(
        "https://blog.example/feeds/12/comments/default", "Hello - Atom", "application/atom+xml"
    )
    assert found.canonical == "https://blog.example/2010/05/hello.html"


def test_drupal_metatag_in_all_spellings_of_dublin_core() -> None:
    found = head(
        meta("dcterms.title", "Hello"),
        meta("DC.Creator", "Ann"),
        meta("DC_date", "2010-05-04"),
        meta("dcterms.modified", "2010-06-01T10:00+02:00"),
        meta("dc:subject", "drupal; php"),
        meta("dcterms.rights", "Copyright Ann"),
        meta("dcterms.license", "https://cc.example/by/4.0/"),
        meta("article:section", "Code", "property"),
        meta("Generator", "Drupal 7 (http://drupal.org)"),
        '<link rel="shortlink" href="/node/7"><link rel="canonical" href="/2010/05/hello">',
    )
    assert found.titles == (Candidate("Hello", "dcterms.title"),)
    assert names(found) == ["Ann"]
    assert found.published == (Candidate("2010-05-04", "dc.date"),)
    assert values(found.updated) == ["2010-06-01T10:00+02:00"]
    assert values(found.tags) == ["drupal", "php"]
    assert values(found.licenses) == ["https://cc.example/by/4.0/"]
    assert values(found.categories) == ["Code"]
    assert found.generators == ("Drupal 7 (http://drupal.org)",)
    assert found.canonical == URL


def test_parsely_sailthru_and_citation() -> None:
    found = head(
        *(meta("parsely-title", "Hello"), meta("parsely-author", "Ann"), meta("parsely-author", "Bo")),
        *(
            meta("parsely-pub-date", "2010-05-04T09:54:00Z"),
            meta("parsely-section", "News"),
            meta("parsely-tags", "a,b"),
        ),
        *(meta("sailthru.title", "Hello!"), meta("sailthru.tags", "B, c"), meta("sailthru.date", "Tue, 04 May 2010")),
        *(meta("citation_title", "On Hello"), meta("citation_author", "Lee, Cy"), meta("citation_date", "2010/05/04")),
        *(meta("news_keywords", "d; e"), meta("keywords", "buy, cheap"), meta("parsely-link", URL)),
    )
    assert values(found.titles) == ["On Hello", "Hello", "Hello!"]
    assert names(found) == ["Ann", "Bo", "Lee, Cy"]
    assert values(found.published) == ["2010-05-04T09:54:00Z", "Tue, 04 May 2010", "2010/05/04"]
    assert values(found.tags) == ["a", "b", "c", "d", "e"]
    assert found.keywords == ("buy", "cheap")
    assert found.canonicals == (Candidate(URL, "parsely-link"),)


def test_ghost() -> None:
    article = {
        "@context": "https://schema.org",
        "@type": "Article",
        "publisher": {"@type": "Organization", "name": "My Ghost", "url": "https://blog.example/"},
        "author": {
            "@type": "Person",
            "name": "Ann",
            "image": {"@type": "ImageObject", "url": "/ann.jpg"},
            "url": "/author/ann/",
        },
        "headline": "Hello",
        "url": URL,
        "datePublished": "2020-01-02T03:04:05.000Z",
        "keywords": "Tag One, Tag Two",
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://blog.example/"},
    }
    found = head(script(article), meta("og:site_name", "My Ghost", "property"), meta("generator", "Ghost 3.1"))
    assert found.authors == (
        Person("Ann", "https://blog.example/author/ann/", "person", "jsonld:author", "https://blog.example/ann.jpg"),
    )
    assert values(found.tags) == ["Tag One", "Tag Two"]
    assert values(found.site_names) == ["My Ghost"]
    assert values(found.canonicals) == [URL]


def test_substack_and_medium() -> None:
    substack = {
        "@type": "NewsArticle",
        "url": URL,
        "headline": "Hello",
        "author": [{"@type": "Person", "name": "Ann", "url": "https://substack.example/@ann"}],
        "interactionStatistic": [
            {
                "@type": "InteractionCounter",
                "interactionType": "https://schema.org/LikeAction",
                "userInteractionCount": 9,
            },
            {
                "@type": "InteractionCounter",
                "interactionType": "https://schema.org/CommentAction",
                "userInteractionCount": 3,
            },
        ],
    }
    assert head(script(substack)).comment_counts == (Count(3, "jsonld"),)
    medium = {
        "@type": "NewsArticle",
        "image": ["/1.png"],
        "dateCreated": "2019-05-05T00:00:00.000Z",
        "datePublished": "2019-05-05T00:00:01.000Z",
        "name": "Hello",
        "author": {"@type": "Person", "name": "Ann"},
        "creator": ["Ann"],
        "mainEntityOfPage": URL,
    }
    found = head(
        script(medium), meta("author", "Ann"), meta("article:author", "https://medium.example/@ann", "property")
    )
    assert values(found.published) == ["2019-05-05T00:00:01.000Z", "2019-05-05T00:00:00.000Z"]
    assert found.authors == (
        Person("Ann", None, "person", "jsonld:author"),
        Person(None, "https://medium.example/@ann", "unknown", "article:author"),
    )


def test_social_address_as_author_is_no_name() -> None:
    found = head(meta("article:author", "https://www.facebook.example/ann", "property"))
    assert found.authors == (Person(None, "https://www.facebook.example/ann", "unknown", "article:author"),)


def test_comments_of_json_ld() -> None:
    post = {"@type": "BlogPosting", "comment": [
        {"@type": "Comment", "@id": "#c1", "author": {"name": "Bo", "url": "/bo"}, "dateCreated": "2010-05-05", "text": "Hi",
         "comment": {"@type": "Comment", "text": "Yo", "author": "Ann"}}]}  # fmt: skip
    (comment,) = head(script(post)).comments
    assert (comment["id"], comment["author"], comment["date"], comment["text"]) == ("#c1", "Bo", "2010-05-05", "Hi")
    assert [(reply["author"], reply["text"]) for reply in comment["comments"]] == [("Ann", "Yo")]


def test_comments_that_do_not_hang_on_the_article_are_found() -> None:
    graph = [{"@type": "Article", "headline": "x"}, {"@type": "Comment", "text": "Hi", "author": "Bo"}]
    assert [comment["text"] for comment in head(script(graph)).comments] == ["Hi"]
    found = read('<li itemscope itemtype="http://schema.org/UserComments" id="c7"><b itemprop="creator">Bo</b>'
                 '<time itemprop="commentTime" datetime="2012-01-02">x</time><p itemprop="commentText">Hi</p></li>')  # fmt: skip
    (comment,) = found.comments
    assert (comment["id"], comment["author"], comment["date"], comment["text"]) == ("c7", "Bo", "2012-01-02", "Hi")


def test_canonical_that_names_the_home_page_is_not_trusted() -> None:
    links = ('<link rel="canonical" href="https://blog.example/">', meta("og:url", "https://blog.example", "property"))
    assert head(*links).canonicals == ()
    assert read("".join(links), "https://blog.example/").canonical == "https://blog.example/"


def test_addresses_are_resolved_against_base_href() -> None:
    found = head(
        '<base href="https://cdn.example/a/">', '<link rel="canonical" href="b">', meta("og:image", "c.png", "property")
    )
    assert found.canonical == "https://cdn.example/a/b"
    assert values(found.images) == ["https://cdn.example/a/c.png"]


def test_addresses_that_are_none_are_dropped() -> None:
    found = head(
        *(
            '<link rel="canonical" href="javascript:void(0)">',
            '<link rel="alternate" type="application/rss+xml" href="">',
        ),
        *(meta("og:image", "data:image/png;base64,xx", "property"), meta("og:url", "http://[", "property")),
        '<link rel="license" href="mailto:a@b.example">',
    )
    assert (found.canonicals, found.feeds, found.images, found.licenses) == ((), (), (), ())


def test_license_of_a_link_goes_before_that_of_data() -> None:
    html = (
        script({"@type": "Article", "license": {"@id": "https://cc.example/2"}})
        + '<a rel="license" href="//cc.example/1">CC</a>'
    )
    assert read(html).licenses == (
        Candidate("https://cc.example/1", "a:license"),
        Candidate("https://cc.example/2", "jsonld:license"),
    )


def test_languages_in_order_of_trust() -> None:
    html = (
        '<html lang="de_at">'
        + meta("og:locale", "en_US", "property")
        + meta("content-language", "fr, en", "http-equiv")
    )
    data = script({"@type": "Article", "inLanguage": {"@type": "Language", "name": "Spanish", "alternateName": "es"}})
    assert values(read(html + data).languages) == ["de-AT", "fr", "en-US", "es"]
    assert head().language is None


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        *(
            ("en", "en"),
            ("EN_us", "en-US"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("de-DE-1996", "de-DE"),
        ),
        *(
            ("de_DE.UTF-8", "de-DE"),
            ("nb", "nb"),
            ("English", None),
            ("x-default", None),
            ("und", None),
            ("", None),
            ("12", None),
        ),
    ],
)
def test_language_tag(value: str, tag: str | None) -> None:
    assert language_tag(value) == tag


def test_author_links_name_the_author_but_a_link_element_only_an_address() -> None:
    found = read('<link rel="author" href="/about"><p><a rel="author" href="/ann">Ann</a></p>')
    assert found.authors == (
        Person(None, "https://blog.example/about", "person", "link:author"),
        Person("Ann", "https://blog.example/ann", "person", "a:author"),
    )


def test_placeholders_and_double_escapes() -> None:
    found = head(
        meta("og:title", "Tom &amp;amp; Ann", "property"), meta("author", "null"), meta("description", " a \n b ")
    )
    assert values(found.titles) == ["Tom & Ann"]
    assert found.authors == ()
    assert values(found.descriptions) == ["a b"]


def test_the_article_of_this_page_is_chosen_by_the_canonical_link() -> None:
    html = '<link rel="canonical" href="/right">' + script(
        {"@type": "Article", "headline": "Wrong", "url": "/wrong"},
        {"@type": "Article", "headline": "Right", "url": "/right"},
    )
    assert values(read(html, "https://blog.example/?p=7").titles) == ["Right"]


def test_microdata_properties_outside_any_item_count() -> None:
    found = read(
        '<h1 itemprop="headline">Hello</h1><a itemprop="name">Home</a><meta itemprop="datePublished" content="2010">'
    )
    assert found.titles == (Candidate("Hello", "microdata:headline"),)
    assert values(found.published) == ["2010"]


@pytest.mark.parametrize(
    "html", ["", "<title></title>", "<p>x", "<meta>", "<meta name=author>", "<link rel>", "<base href='http://['>"]
)
def test_empty_pages_have_no_metadata(html: str) -> None:
    assert read(html) == Metadata()


def test_deep_and_wide_pages_are_read() -> None:
    deep = "<div itemscope><div class=hentry itemprop=x>" * 3000 + '<b itemprop="name">x</b>'
    assert read(deep).canonical is None
    wide = meta("og:title", "x", "property") * 5000 + "<a rel=author href=/x>y</a>" * 5000
    assert names(read(wide)) == ["y"]


KEYS = ["@id", "@type", "@graph", "@value", "headline", "name", "author", "comment", "image", "url", "mainEntity", "inLanguage",
        "datePublished", "keywords", "license", "publisher", "isPartOf", "interactionStatistic", "text", "articleSection"]  # fmt: skip
LEAVES = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=10)
JSON = st.recursive(
    LEAVES | st.sampled_from(["Article", "Comment", "WebPage", "WebSite", URL, "#a", "http://["]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=25,
)


@given(JSON)
def test_no_json_value_raises(value: Any) -> None:
    html = script({"@type": "Article", "@id": "#a", "author": value, "comment": value, "headline": value}, value)
    json.dumps(list(read(html).comments)).encode()


@given(st.lists(st.sampled_from(["<div itemscope itemprop=comment itemtype=Comment>", "<div class='h-entry hentry'>", "</div>", "x",
                                 "<a class='p-author h-card u-url' rel='author tag' href='http://['>", "</a>", "<time itemprop=a datetime>",
                                 "<div class='u-comment h-cite comment'>", "<meta itemprop='author url' content='//'>", "<p itemprop>"])))  # fmt: skip
def test_no_markup_raises(parts: list[str]) -> None:
    read("".join(parts))
