"""Scrapers are found by listing their folder, and each page has one that reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

import archiver.scrapers
from archiver.errors import ScrapeError
from archiver.page.document import Document
from archiver.records import Author, Lead, Page
from archiver.scrapers import all_scrapers, find_scraper, scrape
from archiver.scrapers._base import Scraper
from archiver.scrapers.blogger import BloggerScraper
from archiver.scrapers.drupal import DrupalScraper
from archiver.scrapers.generic import GenericScraper
from archiver.scrapers.wordpress import WordpressScraper
from tests.fixtures import FIXTURES, Fixture
from tests.scrapers.pages import ARTICLE, HERE, document, inner


def generator(name: str) -> str:
    return f'<meta name="generator" content="{name}">'


def test_each_module_without_an_underscore_holds_one_scraper_of_its_name() -> None:
    folder = Path(archiver.scrapers.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}
    assert {scraper.name for scraper in all_scrapers()} == modules
    assert {scraper.__module__.rpartition(".")[2] for scraper in all_scrapers()} == modules
    assert len(all_scrapers()) == len(modules)


def test_scrapers_are_asked_in_the_order_of_their_ranks_and_generic_last() -> None:
    ranks = [scraper.rank for scraper in all_scrapers()]
    assert ranks == sorted(ranks)
    assert all_scrapers()[-1] is GenericScraper
    assert ranks.count(GenericScraper.rank) == 1


def test_scrapers_are_listed_once() -> None:
    assert all_scrapers() is all_scrapers()


def test_each_scraper_says_what_it_is() -> None:
    for scraper in all_scrapers():
        assert scraper.__doc__
        assert issubclass(scraper, Scraper)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_each_page_has_exactly_one_scraper_of_the_best_rank(fixture: Fixture) -> None:
    page = Document(fixture.page)
    ranks = [scraper.rank for scraper in all_scrapers() if scraper.handles(page)]
    assert ranks.count(min(ranks)) == 1


def test_a_scraper_must_say_what_it_handles() -> None:
    with pytest.raises(NotImplementedError):
        Scraper.handles(document(""))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (generator("WordPress 2.9.2"), ""),
        (generator("WordPress.com"), ""),
        (generator("Powered by wordpress"), ""),
        ('<link rel="stylesheet" href="https://blog.example/wp-content/themes/x/style.css">', ""),
        ('<script src="/wp-includes/js/comment-reply.js"></script>', ""),
        ("", '<form action="/wp-comments-post.php"></form>'),
    ],
)
def test_wordpress_is_known_by_its_generator_and_its_paths(head: str, body: str) -> None:
    assert WordpressScraper.handles(document(body, head=head))


@pytest.mark.parametrize("name", ["blogger", "Blogger"])
def test_blogger_is_known_by_its_generator(name: str) -> None:
    assert BloggerScraper.handles(document("", head=generator(name)))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (generator("Drupal 7 (http://drupal.org)"), ""),
        (generator("Backdrop CMS 1"), ""),
        ("", '<img src="/sites/default/files/boat.jpg">'),
        ('<link href="/sites/all/themes/x/style.css" rel="stylesheet">', ""),
        ("<script>jQuery.extend(Drupal.settings, {});</script>", ""),
        ("", '<script type="application/json" data-drupal-selector="drupal-settings-json">{}</script>'),
    ],
)
def test_drupal_is_known_by_its_generator_and_its_traces(head: str, body: str) -> None:
    assert DrupalScraper.handles(document(body, head=head))


def test_a_page_of_wordpress_may_link_to_files_of_drupal() -> None:
    page = document('<img src="https://boats.example/sites/default/files/boat.jpg">', head=generator("WordPress 6.1"))
    assert not DrupalScraper.handles(page)


@pytest.mark.parametrize("scraper", [WordpressScraper, BloggerScraper, DrupalScraper])
@pytest.mark.parametrize(
    "head",
    [
        "",
        generator("Hugo 0.120"),
        generator("Movable Type 6"),
        '<meta name="description" content="We moved from WordPress to Drupal, from Blogger to Hugo">',
        '<link rel="stylesheet" href="/content/wp-style.css">',
    ],
)
def test_a_page_of_another_engine_is_nobodys(scraper: type[Scraper], head: str) -> None:
    page = document("<p>WordPress, Drupal and blogger are blog engines.</p>", head=head)
    assert not scraper.handles(page)
    assert find_scraper(page) is GenericScraper


def test_each_platform_leaves_the_others_pages_alone() -> None:
    names = {"WordPress 6": WordpressScraper, "blogger": BloggerScraper, "Drupal 9": DrupalScraper}
    for name, own in names.items():
        page = document("", head=generator(name))
        assert [scraper for scraper in names.values() if scraper.handles(page)] == [own]
        assert own(page).platform() == own.name


def test_the_platform_of_any_other_page_is_the_word_of_its_generator() -> None:
    words = {
        "Movable Type 6.3": "movabletype",
        "Hugo 0.120": "hugo",
        "http://www.typepad.com/": "typepad",
        "b2evolution 2.4.2": "b2evolution",
        "2.0": None,
    }
    for name, word in words.items():
        assert GenericScraper(document("", head=generator(name))).platform() == word
    assert GenericScraper(document("")).platform() is None


def test_scrape_gives_a_post_and_names_its_scraper() -> None:
    post = scrape(document(ARTICLE, head=generator("WordPress 6")).page)
    assert (post.url, post.title, post.scraper, post.site.platform) == (HERE, "Hello", "wordpress", "wordpress")


def test_a_page_without_anything_to_read_raises() -> None:
    page = Page(HERE, HERE, 200, {}, b"<html><body></body></html>", "2026-01-01T00:00:00Z")
    with pytest.raises(ScrapeError, match=r"https://blog\.example/2010/05/hello/: no post"):
        scrape(page)


FEED = '<link rel="alternate" type="application/atom+xml" href="{}">'


def test_the_feed_of_a_posts_comments_on_blogger_has_the_number_of_the_post() -> None:
    own, all_ = "https://blog.example/feeds/123/comments/default", "https://blog.example/feeds/comments/default"
    page = document("", head=generator("blogger") + FEED.format(own) + FEED.format(all_))
    assert BloggerScraper(page).comment_feeds() == [Lead("comments-feed", f"{own}?max-results=200")]


def test_the_feed_of_a_posts_comments_stands_below_its_path() -> None:
    head = FEED.format("/feed/") + FEED.format("/2010/05/hello/feed/") + FEED.format("/2010/05/hello-again/feed/")
    found = GenericScraper(document("", head=head)).comment_feeds()
    assert found == [Lead("comments-feed", "https://blog.example/2010/05/hello/feed/")]
    assert GenericScraper(document("", head=head, url="https://blog.example/")).comment_feeds() == []


def test_a_file_name_may_have_become_a_folder_for_the_feed() -> None:
    """TypePad and Movable Type: `hello.html`, `hello/comments/atom.xml`."""
    page = document("", head=FEED.format("/2010/hello/comments/atom.xml"), url="https://blog.example/2010/hello.html")
    found = GenericScraper(page).comment_feeds()
    assert found == [Lead("comments-feed", "https://blog.example/2010/hello/comments/atom.xml")]


TEXT = "The harbour is old and the boats are many, and the nets are mended there at dawn. " * 3
ANN = '<meta name="author" content="Ann Lee">'


@pytest.mark.parametrize(
    ("head", "start"),
    [
        (
            '<p><img alt="Ann Lee" src="/a.png"></p><p>Ann Lee</p><p><a href="/f">Follow</a></p><p>2 min read · May 4, 2010</p>',
            "The",
        ),
        ('<p><a href="/b">A picture of the boats</a></p>', "A picture"),
        ("<p>Ann Lee</p><p>and her brother mend nets.</p>", "Ann Lee"),
        ('<p><img alt="The quay" src="/q.png"></p><p>May 4, 2010</p>', "The"),
    ],
)
def test_a_byline_in_the_article_is_left_out_with_the_names_and_links_before_its_date(head: str, start: str) -> None:
    page = document(f'<h1>Hello</h1><div class="entry-content">{head}<p>{TEXT}</p></div>', head=ANN)
    html, text = GenericScraper(page).content()
    assert text.startswith(start)
    assert ("<img" in html) is ("quay" in head)


SHARED = "https://host.example/ann/2010/05/hello.html"


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ('by <a href="/fred">fred</a> @ 07:35:12 pm', Author("fred", "https://blog.example/fred")),
        ('Posted by <a href="/fred">fred</a> on May 4, 2010', Author("fred", "https://blog.example/fred")),
        ('Subscribe by <a href="/fred">email</a>', None),
        ('by <a href="/fred">the way</a> of the sea', None),
    ],
)
def test_a_nickname_may_begin_with_a_small_letter_where_it_is_linked(byline: str, author: Author | None) -> None:
    page = document(ARTICLE.replace("</h1>", f"</h1><p>{byline}</p>"))
    assert next(iter(GenericScraper(page).authors()), None) == author


def test_the_name_of_one_of_many_blogs_on_a_host_is_not_the_title() -> None:
    body = f'<h1><a href="/ann/">Saltbox</a></h1>{ARTICLE.replace("h1", "h3").replace("entry-title", "x")}'
    found = GenericScraper(document(body, url=SHARED))
    assert (found.title(), found.site_name()) == ("Hello", "Saltbox")


def test_a_headline_that_links_to_its_own_page_is_not_the_sites_name() -> None:
    url = "https://host.example/ann/2010/05/hello/"
    assert GenericScraper(document(f'<h1><a href="{url}">Hello</a></h1>', url=url)).site_name() is None


@pytest.mark.parametrize("name", ["entry-more", "serendipity_entry_extended", "asset-more"])
def test_the_rest_of_an_article_stands_behind_what_the_front_page_shows(name: str) -> None:
    rest = f'<div class="{name}"><p>The rest of it tells, at some length, of the fish and of the fog.</p></div>'
    found = GenericScraper(document(ARTICLE.replace("</article>", f"{rest}</article>")))
    assert found.content()[1].endswith("of the fish and of the fog.")


def leads(body: str) -> list[str]:
    return [lead.url for lead in GenericScraper(document(ARTICLE + body)).leads()]


COMMENTS = f'<ol class="commentlist"><li class="comment" id="comment-1">{inner(1)}</li></ol>'


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (
            '<a href="/2010/05/hello/comment-page-2/#comments">Older</a>',
            ["https://blog.example/2010/05/hello/comment-page-2/"],
        ),
        ('<a href="?cpage=2">2</a>', [f"{HERE}?cpage=2"]),
        ('<div class="pager"><ul><li class="page"><a href="?page=1">2</a></li></ul></div>', [f"{HERE}?page=1"]),
        ('<p><a href="?page=1">2</a></p>', []),
        ('<a href="?cpage=2&amp;replytocom=4">Reply</a>', []),
        ('<a href="/2010/05/hello/comment-page-1?replyTo=4#respond">回复</a>', []),
        ('<a href="/2010/05/other/comment-page-2/">other</a>', []),
        ('<a href="/2010/06/">June</a>', []),
    ],
)
def test_further_pages_of_comments_are_leads(link: str, expected: list[str]) -> None:
    assert leads(COMMENTS + link) == expected


def test_a_pager_on_a_page_without_comments_leads_to_none() -> None:
    assert leads('<div class="pager"><span class="page"><a href="?page=1">2</a></span></div>') == []


def test_drupal_7_states_its_count_in_rdfa() -> None:
    span = '<span property="sioc:num_replies" content="{}"></span>'
    assert DrupalScraper(document(ARTICLE + span.format("17"))).comment_count() == 17
    assert DrupalScraper(document(f"{ARTICLE}{span.format('many')}<h2>3 comments</h2>")).comment_count() == 3
