"""The headline as shown: not the logo's, not a teaser's, without kicker and badge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archiver.scrapers import scrape
from tests.scrapers.pages import HERE, document

TEXT = "<p>" + "The harbour is old and the boats are many, and the nets are mended at dawn. " * 5 + "</p>"


def title(body: str, *, head: str = "", url: str = HERE) -> str | None:
    return scrape(document(body, head=head, url=url).page).title


def test_of_two_headings_in_the_title_the_logo_stands_first() -> None:
    head = "<title>Fog Diary - How the nets are mended in our harbour</title>"
    body = f"<h1>Fog Diary</h1><p>Contents</p><h3>■ How the nets are mended in our harbour</h3>{TEXT}{TEXT}"
    page = document(body).page
    page = replace(page, body=page.body.replace(b"<title>Hello</title>", head.encode()))
    assert scrape(page).title == "How the nets are mended in our harbour"


def test_a_headline_that_links_to_another_page_is_a_teaser() -> None:
    teaser = '<div class="post-list"><a class="post-title" href="/2009/weekly-8/"><h2>Our week</h2></a></div>'
    body = f'<div class="x"><h1>Our week</h1><p class="author">Ann Lee</p>{TEXT}{TEXT}</div>{teaser}'
    post = scrape(document(body, head='<meta property="og:title" content="Our week">').page)
    assert [author.name for author in post.authors] == ["Ann Lee"]


def test_a_long_text_named_headline_is_a_standfirst() -> None:
    long = "All that we know of the nets in the harbour, and of the people who mend them each day before the sun is up."
    body = (
        f'<h1>How nets are mended</h1><section itemprop="headline"><p>{long} And much more of it.</p></section>{TEXT}'
    )
    head = f'<meta property="og:title" content="How nets are mended"><meta property="og:description" content="{long}">'
    assert title(f'<div itemscope itemtype="https://schema.org/Article">{body}</div>', head=head) == (
        "How nets are mended"
    )


def test_a_publisher_named_like_the_post_is_not_the_site() -> None:
    body = (
        '<article itemscope itemtype="https://schema.org/NewsArticle"><h1>How nets are mended</h1>'
        '<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization">'
        f'<meta itemprop="name" content="How nets are mended"></span>{TEXT}</article>'
    )
    head = (
        '<meta property="og:site_name" content="Fog Blog"><meta property="og:title" content="How nets are mended | Fog Blog">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "How nets are mended"}</script>'
    )
    assert title(body, head=head) == "How nets are mended"


@pytest.mark.parametrize(
    "inner",
    [
        'How nets are mended <span class="badge">Members only</span>',
        '<span class="kicker">Harbour</span> How nets are mended',
        "◆ How nets are mended",
        "How nets are mended ¶",
    ],
)
def test_kickers_badges_and_signs_are_no_part_of_it(inner: str) -> None:
    head = '<meta property="og:title" content="How nets are mended | Chronicle | Fog Blog">'
    assert title(f"<article><h1>{inner}</h1>{TEXT}</article>", head=head) == "How nets are mended"


def test_the_boxes_of_a_page_builder_are_no_sidebar() -> None:
    body = (
        '<div class="elementor-widget elementor-widget-theme-post-title"><div class="elementor-widget-container">'
        f'<h1 class="elementor-heading-title">Our week</h1></div></div><div class="elementor-widget">{TEXT}{TEXT}</div>'
        '<h2 class="entry-title">Our month</h2>'
    )
    assert title(body, head='<meta property="og:title" content="Our week">') == "Our week"


def test_without_a_headline_the_title_is_what_is_not_the_name_of_the_feeds() -> None:
    head = '<link rel="alternate" type="application/rss+xml" title="The Very Slow Almanac » Feed" href="/feed/">'
    page = document(f"<article><h2>May 4, 2010</h2>{TEXT}</article>", head=head).page
    page = replace(
        page, body=page.body.replace(b"Hello</title>", b"A start \xe2\x80\x93 The Very Slow Almanac</title>")
    )
    assert scrape(page).title == "A start"


def test_a_date_is_a_headline_only_where_the_head_says_so() -> None:
    body = f"<article><h1>May 4, 2010</h1>{TEXT}</article>"
    assert title(body, head='<meta property="og:title" content="May 4, 2010">') == "May 4, 2010"
    assert title(body, head='<meta property="og:title" content="Nets">') == "Nets"


def test_the_first_heading_of_what_is_named_an_article() -> None:
    markup = '<div itemscope itemtype="http://schema.org/Article"><div class="header"><h3>{}</h3></div>{}</div>'
    head = '<meta property="og:title" content="Detail">'
    assert title(markup.format("Our week", TEXT), head=head) == "Our week"
    assert title(markup.format("by Ann Lee", TEXT), head=head) == "Detail"


def test_the_sites_name_in_the_banner_is_no_headline_though_it_is_all_of_the_title() -> None:
    body = f'<div id="header"><h1>Hello</h1></div><h2>My old boat leaks</h2><p>{"A boat. " * 99}</p>'
    url = "https://blog.example/2010/05/my-old-boat-leaks.html"
    assert scrape(document(body, url=url).page).title == "My old boat leaks"
    assert scrape(document(body, url="https://blog.example/2010/05/hello.html").page).title == "Hello"


def test_the_day_in_the_headline_is_no_part_of_the_title() -> None:
    """Textpattern."""
    day = '<span class="published">20 January 2007, 22:55</span> <span class="author vcard">by <b>Ann Lee</b></span>'
    assert title(f'<h1 class="entry-title"><a href="{HERE}">How nets are mended</a> &#183; {day}</h1>{TEXT}') == (
        "How nets are mended"
    )


def test_joomlas_headline_is_a_cell() -> None:
    body = f'<h3>Shoutbox</h3><table><tr><td class="contentheading">How nets are mended</td></tr></table><p>{TEXT}</p>'
    head = "<title>How nets are mended</title>"
    assert title(body, head=head) == "How nets are mended"


def test_a_byline_in_the_headline_is_no_part_of_the_title() -> None:
    body = f"<h1>A boat leaks <small>by Ann Lee</small></h1><p>{'A boat. ' * 99}</p>"
    assert scrape(document(body).page).title == "A boat leaks"


def test_a_colon_may_part_the_sites_name_from_the_title() -> None:
    html = f"<title>Hello: My old boat leaks</title><h1>Hello</h1><h3>My old boat leaks</h3><p>{'A boat. ' * 99}</p>"
    assert scrape(replace(document("").page, body=html.encode())).title == "My old boat leaks"


@pytest.mark.parametrize("day", ["", "<div>11.3.07 20:15</div>"])
def test_the_heading_of_the_text_where_no_title_has_a_word_of_it(day: str) -> None:
    body = f'<div id="menu"><h3>Reports</h3></div><div id="t">{day}<h2>312 runners</h2>{TEXT}{TEXT}</div>'
    page = document(body).page
    page = replace(page, body=page.body.replace(b"<title>Hello</title>", b"<title>Fog Club - Reports</title>"))
    assert scrape(page).title == "312 runners"
    assert scrape(replace(page, body=page.body.replace(b"312 runners", b"312 Comments"))).title != "312 Comments"


def test_a_headline_that_begins_the_title_is_whole() -> None:
    page = document(f"<h1>Fog – <em>Third Wave</em></h1>{TEXT}{TEXT}").page
    page = replace(page, body=page.body.replace(b"<title>Hello", "<title>Fog – Third Wave – Music".encode()))
    assert scrape(page).title == "Fog – Third Wave"


def test_without_a_headline_the_name_of_the_logo_is_no_title() -> None:
    page = document(f'<center><h2><a href="/">tidewrack</a></h2></center><b>Wet kiln</b>{TEXT}{TEXT}').page
    page = replace(page, body=page.body.replace(b"<title>Hello", b"<title>tidewrack : Wet kiln"))
    assert scrape(page).title == "Wet kiln"


def test_without_headings_a_cell_that_says_one_part_of_the_title_is_the_headline() -> None:
    """PHP-Fusion 7."""
    cell = "<table><tr><td></td><td>{}</td><td></td></tr></table>"
    page = document(f'{cell.format("Friday 3 June")}<a href="/">Fog</a>{cell.format("Third wave")}{TEXT}').page
    page = replace(page, body=page.body.replace(b"<title>Hello", b"<title>The Fog Diary - Third wave"))
    assert scrape(page).title == "Third wave"


def test_a_section_of_the_text_is_no_headline() -> None:
    text = f'<div class="x"><ol><li><a href="#s">So</a></li></ol>{TEXT}<h2 id="s">So I look</h2>{TEXT}</div>'
    page = document(f'<a href="/">Fog</a><div class="post-main-title">Third wave</div>{text}').page
    page = replace(page, body=page.body.replace(b"<title>Hello", b"<title>Fog"))
    assert scrape(page).title == "Third wave"


@pytest.mark.parametrize(
    ("headings", "head", "shown"),
    [
        # which of two is told by the address, where no title speaks of either
        ("<h1>All about zoos</h1><h1>Hello from the fog</h1>", "Weekly", "Hello from the fog"),
        # a bar repeats the headline
        ('<h1>The nets</h1>{}<h2 class="post-title">The nets</h2><p>May 3, 2010</p>', "The nets", "The nets"),
        # in a box that is named otherwise, but a whole part of the title
        ('<div class="widget"><h1>The nets</h1></div>{}<h1>Congrats!</h1>', "The nets | Weekly", "The nets"),
        # a colon behind the site's name, in such a box
        ('<div class="widget"><h2>Who mends nets?</h2></div>{}', "Weekly: Who mends nets?", "Who mends nets?"),
        # two parts of the title that are as long as each other
        (
            '<h1><a href="/nets">Harbour club</a></h1><h1>First of May</h1>{}',
            "First of May : Harbour club",
            "First of May",
        ),
        # the wide bar of Japanese titles
        (
            "<h2>スタッフブログ</h2><h3>港の網を直しました</h3>{}",
            "港の網を直しました｜スタッフブログ｜港",
            "港の網を直しました",
        ),
        # a kicker that the title has as well
        (
            "<h1>How nets are mended <small>Weekly</small></h1>{}",
            "How nets are mended » Local » Weekly",
            "How nets are mended",
        ),
        # the site's longer name stands first, and the address has the words of the headline
        ("<h1>St Cuthbert's, Eastmoor</h1><h1>Fog, hello</h1>{}", "Fog, hello | St Cuthbert's, Eastmoor", "Fog, hello"),
        # the site's name in the banner is last in the title, and there is one other <h1>
        ('<div id="header"><h1>FC Nets</h1></div><h1>Six titles</h1>{}', "News - FC Nets", "Six titles"),
        ('<div id="header"><h1>Six titles</h1></div><h1>And now?</h1>{}', "Six titles - FC Nets", "Six titles"),
        # a part of the site is named above the headline: the CMSs Made Simple, Kajona, TYPO3 and Joomla
        ("<h2>Aktuelles</h2>17.3.2010<h3>Six titles</h3><hr>{}", "FC Nets - Aktuelles", "Six titles"),
        ("<h1>Neues aus dem Club</h1><h3>Six titles</h3>{}", "FC Nets: Detail", "Six titles"),
        ("<h1>Neues aus dem Club</h1><h3>Six titles</h3>{}", "Neues aus dem Club | FC Nets", "Neues aus dem Club"),
        ("<h1>News from the fog</h1><h2>It is back</h2>{}", "FC Nets", "News from the fog"),
        ("<h2>Startseite</h2>17.3.2010<h3>Six titles</h3>{}", "FC Nets - Startseite", "Six titles"),
        (
            '<h2>Our club</h2><h3 id="NewsPostDetailTitle">Hello fog</h3>{}',
            "FC Nets of Old Harbour Town - Our club",
            "Hello fog",
        ),
        # the site's name in the banner is first in the title, and a link: "Site - Section", the headline is not told
        (
            '<div id="header"><h1><a href="/start">FC Nets</a></h1></div><h2>News</h2><h1>Six titles</h1>{}',
            "FC Nets - Article",
            "Six titles",
        ),
        # a kicker that the head puts otherwise, and one that it has as well
        (
            "<h1><span>Accident</span> <span>Ferry rams pier</span></h1>{}",
            "Leeds: Ferry rams pier | FC Nets",
            "Ferry rams pier",
        ),
        (
            "<h1><b>Leeds.</b> The long ferry rams a pier</h1>{}",
            "Leeds. The long ferry rams a pier again",
            "Leeds. The long ferry rams a pier",
        ),
        ('<h1>News</h1><h3><a href="/six">Six titles</a></h3>{}', "News | FC Nets", "News"),
    ],
)
def test_which_heading_is_the_headline(headings: str, head: str, shown: str) -> None:
    page = document(f"{headings.replace('{}', TEXT)}{TEXT}", url="https://blog.example/hello-from-the-fog").page
    page = replace(page, body=page.body.replace(b"<title>Hello</title>", f"<title>{head}</title>".encode()))
    assert scrape(page).title == shown
