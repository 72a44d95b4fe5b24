"""Where a page's comments are that are not in it: what its scripts and links say."""

from __future__ import annotations

import json

import pytest

from archiver.records import Lead, Page
from archiver.scrapers import scrape
from tests.scrapers.pages import ARTICLE, HERE, document, inner

QUOTED_HERE = "https%3A%2F%2Fblog.example%2F2010%2F05%2Fhello%2F"


def comment(number: int) -> str:
    return f'<ol class="commentlist"><li class="comment" id="comment-{number}">{inner(number)}</li></ol>'


def leads(body: str, *, head: str = "", kind: str | None = None) -> list[str]:
    """The addresses of the leads of a page with this behind its article."""
    found = scrape(document(ARTICLE + body, head=head).page).leads
    return [lead.url for lead in found if kind is None or lead.kind == f"comments-{kind}"]


# -- pages of the text, and comment pages


def test_a_text_in_several_pages_leads_to_the_others() -> None:
    nav = """<p class="page-links">Pages: <span class="post-page-numbers current">1</span>
<a href="/2010/05/hello/3/" class="post-page-numbers">3</a><a href="/2010/05/hello/2/" class="post-page-numbers">2</a></p>"""
    assert leads(nav, kind=None) == [f"{HERE}2/", f"{HERE}3/"]
    assert leads("", head=f'<link rel="next" href="{HERE}2/">') == [f"{HERE}2/"]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/2010/05/hello/1/">first</a>',
        '<a href="/2010/05/hello/2/feed/">feed</a>',
        '<a href="/2010/05/2/">elsewhere</a>',
        '<a href="?page=2">a pager of something</a>',
        '<link rel="prev" href="/2010/05/hello/2/">',
    ],
)
def test_other_numbers_are_no_pages_of_the_text(body: str) -> None:
    assert leads(body) == []


def test_without_rewriting_the_class_tells_that_a_number_is_a_page_of_the_text() -> None:
    body = ARTICLE + '<a class="post-page-numbers" href="https://blog.example/?p=7&amp;page=2">2</a>'
    found = scrape(document(body, url="https://blog.example/?p=7").page).leads
    assert found == (Lead("post-page", "https://blog.example/?p=7&page=2"),)


@pytest.mark.parametrize(
    ("canonical", "own"),
    [
        (f"{HERE}comment-page-3/#comments", HERE),
        (f"{HERE}?cpage=3", HERE),
        ("https://blog.example/?p=7&cpage=3#comments", "https://blog.example/?p=7"),
        ("https://blog.example/?cpage=3&p=7", "https://blog.example/?p=7"),
        ("https://blog.example/comment-page-3-of-life/", "https://blog.example/comment-page-3-of-life/"),
    ],
)
def test_a_comment_page_is_a_page_of_its_post(canonical: str, own: str) -> None:
    """WordPress names a comment page as canonical for itself."""
    link = '<a href="{}">older</a>'
    body = ARTICLE + comment(1) + link.format(f"{HERE}comment-page-2/") + link.format(f"{HERE}comment-page-3/")
    page = document(body, head=f'<link rel="canonical" href="{canonical}">', url=f"{HERE}comment-page-3/").page
    found = scrape(page)
    assert found.url == own
    assert found.leads == ((Lead("comments-page", f"{HERE}comment-page-2/"),) if own == HERE else ())


def test_a_page_of_comments_that_the_comments_say_they_are_on_is_this_one() -> None:
    """WordPress' permalinks name the page, which the post's own address may show too."""
    permalink = f'<a href="{HERE}comment-page-2/#comment-{{}}">May 4</a>'
    pager = f'<a href="{HERE}comment-page-1/#comments">older</a><a href="{HERE}comment-page-2/#comments">2</a>'
    body = comment(7) + permalink.format(7) + permalink.format(8) + pager + '<div id="comments"></div>'
    assert leads(body, kind="page") == [f"{HERE}comment-page-1/"]


# -- Disqus


@pytest.mark.parametrize(
    "script",
    [
        "var disqus_shortname = 'ferry';",
        'var disqus_config = {}; var disqus_shortname="ferry"',
        "embedVars = {'disqusShortname': 'ferry'}",
        "(function() { var d = document, s = d.createElement('script'); s.src = 'https://ferry.disqus.com/embed.js'; })()",
        "s.src = '//ferry.disqus.com/embed.js'",
    ],
)
def test_disqus_by_its_short_name(script: str) -> None:
    found = leads(f'<div id="disqus_thread"></div><script>{script}</script>', kind="disqus")
    assert found == [f"https://disqus.com/embed/comments/?base=default&f=ferry&t_u={QUOTED_HERE}"]


def test_disqus_by_the_posts_own_name_and_address() -> None:
    script = """var disqus_shortname = 'ferry'; this.page.identifier = "88 x"; this.page.url = 'https:\\/\\/ferry.example\\/a';"""
    found = leads(f'<div id="disqus_thread"></div><script>{script}</script>', kind="disqus")
    assert found == [
        "https://disqus.com/embed/comments/?base=default&f=ferry&t_i=88%20x&t_u=https%3A%2F%2Fferry.example%2Fa"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<script>var disqus_shortname = 'ferry';</script>",  # only counts comments
        '<div id="disqus_thread"></div><script>var disqus_shortname = settings.name;</script>',
        '<div id="disqus_thread">Please enable JavaScript to view comments powered by Disqus.</div>',
    ],
)
def test_a_page_without_a_place_or_a_name_for_disqus_has_none(body: str) -> None:
    assert leads(body) == []


# -- Isso, Remark42, Discourse


def test_isso_by_its_script_and_its_place() -> None:
    place = '<section id="isso-thread" data-isso-id="/a b/"></section>'
    script = '<script data-isso="//talk.example/isso/" src="//talk.example/isso/js/embed.min.js"></script>'
    assert leads(place + script) == ["https://talk.example/isso/?uri=%2Fa%20b%2F"]
    assert leads(place.replace(' data-isso-id="/a b/"', "") + script) == [
        "https://talk.example/isso/?uri=%2F2010%2F05%2Fhello%2F"
    ]
    assert leads(script) == leads(place) == []


def test_remark42_by_its_settings() -> None:
    script = "<script>var remark_config = {{ host: 'https://talk.example', {} components: ['embed'] }};</script>"
    query = f"&url={QUOTED_HERE}&sort=%2Btime&format=plain"
    assert leads(script.format("site_id: `ferry`,")) == [f"https://talk.example/api/v1/find?site=ferry{query}"]
    assert leads(script.format("")) == [f"https://talk.example/api/v1/find?site=remark{query}"]
    assert leads("<script>var remark_config = { host: where() };</script>") == []


def test_discourse_by_its_settings() -> None:
    script = "<script>DiscourseEmbed = {{ discourseUrl: 'https://forum.example/', {} }};</script>"
    asked = leads(script.format("discourseEmbedUrl: 'https://blog.example/x'"))
    assert asked == [f"https://forum.example/embed/comments?embed_url={QUOTED_HERE}"]
    assert leads(script.format("topicId: 12")) == ["https://forum.example/embed/comments?topic_id=12"]
    assert leads("<script>DiscourseEmbed = { discourseUrl: root };</script>") == []


# -- WordPress' REST list

API = '<link rel="https://api.w.org/" href="{}">'
WORDPRESS = '<meta name="generator" content="WordPress 6.4">'


@pytest.mark.parametrize(
    "number",
    [
        '<link rel="alternate" type="application/json" href="https://blog.example/wp-json/wp/v2/posts/71">',
        '<link rel="shortlink" href="https://blog.example/?p=71">',
    ],
)
def test_wordpress_by_its_interface_and_the_posts_number(number: str) -> None:
    head = WORDPRESS + API.format("https://blog.example/wp-json/") + number
    assert leads("", head=head) == ["https://blog.example/wp-json/wp/v2/comments?post=71&per_page=100&order=asc&page=1"]


def test_wordpress_without_rewriting_has_its_route_in_the_query() -> None:
    head = WORDPRESS + API.format("https://blog.example/index.php?rest_route=/")
    head += '<link rel="shortlink" href="https://blog.example/?p=71">'
    assert leads("", head=head) == [
        "https://blog.example/index.php?rest_route=/wp/v2/comments&post=71&per_page=100&order=asc&page=1"
    ]


def test_wordpress_that_hides_its_interface_or_the_number_has_no_list() -> None:
    assert leads("", head=WORDPRESS + '<link rel="shortlink" href="https://blog.example/?p=71">') == []
    assert leads("", head=WORDPRESS + API.format("https://blog.example/wp-json/")) == []


def test_wordpress_tells_the_number_in_the_class_of_the_body() -> None:
    page = document(ARTICLE, head=WORDPRESS + API.format("/wp-json/")).page
    body = page.body.replace(b"<body>", b'<body class="single postid-71">')
    found = scrape(Page(HERE, HERE, 200, {}, body, "")).leads
    assert found == (
        Lead("comments-rest", "https://blog.example/wp-json/wp/v2/comments?post=71&per_page=100&order=asc&page=1"),
    )


# -- Substack


def test_substack_by_the_posts_number_in_its_data() -> None:
    data = json.dumps(json.dumps({"post": {"audience": "everyone", "id": 12345}}))
    files = '<script src="https://substackcdn.com/bundle.js"></script>'
    asked = leads(f"<script>window._preloads        = JSON.parse({data})</script>{files}", kind="substack")
    assert asked == ["https://blog.example/api/v1/post/12345/comments?all_comments=true&sort=oldest_first"]
    for broken in ('"{"', '"[1]"', '"{\\"post\\": 7}"', "broken"):
        assert leads(f"<script>window._preloads = JSON.parse({broken})</script>{files}", kind="substack") == []
