"""When a post was published: also where only the text begins with it; never the day of another post."""

from __future__ import annotations

import pytest

from archiver.scrapers import scrape
from tests.scrapers.pages import document

TEXT = "the harbour is old and the boats are many, and the nets are mended at dawn. " * 5


@pytest.mark.parametrize(
    ("start", "date"),
    [
        ("29.11.2022 – ", "2022-11-29"),
        ("Hamburg, 29. November 2022 - ", "2022-11-29"),
        ("(Hamburg, 29.11.2022) ", "2022-11-29"),
        ("November 29, 2022 — ", "2022-11-29"),
        ("Bochum, 29. November 2022. ", "2022-11-29"),
        ("Seit dem 29.11.2022 wissen alle: ", None),
        ("Am 29.11.2022 begann es, ", None),
    ],
)
def test_the_dateline_of_the_text(start: str, date: str | None) -> None:
    body = f"<article><h1>Hallo</h1><div><p>{start}{TEXT}</p><p>{TEXT}</p></div></article>"
    assert scrape(document(body, lang="de", url="https://blog.example/hallo").page).published == date


def test_a_recent_post_in_the_sidebar_has_its_own_date() -> None:
    body = (
        f'<div><h1 class="entry-title">Hello</h1><p class="meta">June 7, 2017</p><div><p>{TEXT}</p><p>{TEXT}</p></div></div>'
        '<article class="hentry"><h2 class="entry-title"><a href="/other/">Other</a></h2>'
        '<span class="published">May 21, 2019</span></article>'
    )
    assert scrape(document(body, url="https://blog.example/hello/").page).published == "2017-06-07"


def test_the_end_of_a_long_sidebar_above_the_headline_is_still_the_sidebar() -> None:
    items = "".join(
        f'<div class="postdate">{day}.04.2009</div><div><a href="/{day}">Nets</a></div>' for day in range(10, 30)
    )
    body = f'<div id="sidebar">{items}</div><div><div id="when">18.04.2009</div><h3>Hello</h3><p>{TEXT}</p></div>'
    assert scrape(document(body, lang="de", url="https://blog.example/hello/").page).published == "2009-04-18"


@pytest.mark.parametrize("kind", ["dates", "line"])
def test_the_day_of_the_last_change_may_stand_first(kind: str) -> None:
    dates = f'<div class="{kind}">Mis à jour le 14/02/2024 à 11h02<br>Publié le 13/02/2024 à 18h40</div>'
    body = f"<article><h1>Bonjour</h1>{dates}<div><p>{TEXT}</p><p>{TEXT}</p></div></article>"
    assert scrape(document(body, lang="fr").page).published == "2024-02-13T18:40"


def test_the_month_of_a_calendar_is_not_the_day_in_the_url() -> None:
    body = f"<p>September 2024</p><div><h1>Hello</h1><p>{TEXT}</p><p>{TEXT}</p></div>"
    assert scrape(document(body, url="https://blog.example/2015/06/17/hello.html").page).published == "2015-06-17"
    assert scrape(document(body, url="https://blog.example/hello.html").page).published == "2024-09"


def test_a_day_in_a_list_of_events_behind_the_text_is_not_the_posts() -> None:
    text = "<p>" + "The harbour is old and the boats are many. " * 9 + "</p>"
    events = "<div class=news><p>01.02.2020: Feast at the harbour</p></div>"
    page = document(f"<div id=t><h1>Boats</h1>{text * 3}</div>{events}", url="https://blog.example/boats").page
    assert scrape(page).published is None


def test_the_day_of_today_in_the_banner_is_not_the_posts() -> None:
    banner = '<header><a href="/">Fog News</a><div class="date">May 20, 2019</div></header>'
    byline = "<p><span>Ann Lee</span> <span>January 17, 2019</span></p>"
    body = f"{banner}<div><h1>Hello</h1>{byline}<div><p>{TEXT}</p><p>{TEXT}</p></div></div>"
    assert scrape(document(body, url="https://blog.example/hello").page).published == "2019-01-17"
    own = body.replace("<header>", "<article><header>").replace("</header>", "</header></article>")
    assert scrape(document(own, url="https://blog.example/hello").page).published == "2019-05-20"


def test_the_day_of_another_post_in_a_box_below_is_not_this_posts() -> None:
    box = '<div><h3><a href="/boats/">Boats</a></h3><time>12 August 2020</time></div>'
    body = f"<div><h1>Hello</h1><p>16 August 2020 by Ann Lee</p><div><p>{TEXT}</p><p>{TEXT}</p></div></div>"
    assert scrape(document(body + box, url="https://blog.example/hello").page).published == "2020-08-16"


def test_the_day_in_the_url_outweighs_a_day_in_the_text() -> None:
    body = (
        f"<div><h2>Hello</h2><p>{TEXT}</p><p>{TEXT}</p><p><b>Nachtrag vom 15. Dezember 2008:</b> Es regnet.</p></div>"
    )
    assert scrape(document(body, url="https://blog.example/2008/12/11/hello/").page).published == "2008-12-11"
    dated = body.replace("<p>", "<p class='date'>14. Dezember 2008, 8:30</p><p>", 1)
    assert scrape(document(dated, url="https://blog.example/2008/12/11/hello/").page).published == "2008-12-14T08:30"


def test_when_the_site_was_changed_is_not_when_the_post_was_written() -> None:
    body = f"<div><h1>Hello</h1><p>{TEXT}</p><p>{TEXT}</p></div><div>© TV | Letzte Änderung: 21.10.2012</div>"
    assert scrape(document(body, url="https://blog.example/hello").page).published is None


def test_a_change_behind_the_day_and_posts_in_a_list_beside() -> None:
    line = "<p>Freitag, 03.06.2016, 10:11 Uhr | aktualisiert: 12:40 Uhr</p>"
    beside = '<ul><li><a href="/s">02.06.2016 Streik</a></li><li>01.06.2016 <a href="/b">Neue Brücke</a></li></ul>'
    body = f"<div><h1>Hello</h1>{{}}<div><p>{TEXT}</p><p>{TEXT}</p></div></div><div><h3>Aktuell</h3>{beside}</div>"
    assert scrape(document(body.format(line), lang="de", url="https://blog.example/h").page).published == (
        "2016-06-03T10:11"
    )
    assert scrape(document(body.format(""), lang="de", url="https://blog.example/h").page).published is None


@pytest.mark.parametrize(
    "other",
    [
        "<ul><li>12.05.2023 Grundkurs</li><li>09.06.2023 Schwarmtag</li></ul>",
        "<table><tr><td>Kinostart:</td><td>04.12.2014</td></tr></table>",
        f"<div><p>{TEXT}</p></div><p>Sehr gut.</p><b>Ann</b> <i>x</i> <i>y</i> <i>z</i> <span>Mai 2019</span>",
    ],
)
def test_other_days_on_a_page_are_not_the_posts(other: str) -> None:
    body = f"<main><h1>Hello</h1><p>{TEXT}</p><i>a</i><i>b</i><i>c</i><i>d</i><i>e</i><i>f</i><i>g</i>{other}</main>"
    assert scrape(document(body, lang="de", url="https://blog.example/h").page).published is None


def test_the_day_of_an_event_in_a_box_below_is_not_this_posts() -> None:
    box = "<article><time>08/10/2016</time><h3>Fair</h3><p>Bring your boat.</p></article>"
    body = f"<article><h1>Hello</h1><p>Ann Lee | 3 October 2016</p><p>{TEXT}</p><p>{TEXT}</p></article>{box}"
    assert scrape(document(body, url="https://blog.example/hello").page).published == "2016-10-03"


def test_a_day_among_data_is_not_the_posts() -> None:
    table = "<table><tr><th>Name</th><th>Day</th></tr><tr><td>Ann</td><td>16.11.2013 14:10</td></tr></table>"
    body = f"<article><h1>Hello</h1><p>von Ann Lee (17.11.2013)</p><p>{TEXT}</p><p>{TEXT}</p>{table}</article>"
    assert scrape(document(body, lang="de", url="https://blog.example/h").page).published == "2013-11-17"


@pytest.mark.parametrize(
    ("above", "below", "date"),
    [
        ("<div><div>Okt</div><div>20</div><div>2015</div></div>", "", "2015-10-20"),  # parts of a date in blocks
        ("<div><h3><a href='/fog'>Fog</a></h3><p class='date'>3. Mai 2010</p></div>", "", None),  # another post
        (
            "<p>geschreven op 3. Mai 2010</p>",
            "<ul><li><a href='/a'>A</a> <time>4. Mai 2011</time></li><li><a href='/b'>B</a> <time>5. Mai 2012</time></li></ul>",
            "2010-05-03",
        ),
    ],
)
def test_the_day_above_the_headline_and_those_of_other_posts(above: str, below: str, date: str | None) -> None:
    body = f"<main>{above}<h1>Hallo</h1><div><p>{TEXT}</p><p>{TEXT}</p></div>{below}</main>"
    assert scrape(document(body, lang="de", url="https://blog.example/hallo").page).published == date


def test_the_day_in_a_line_behind_the_text_with_links_below_it() -> None:
    links = "".join(f"<div><a href='/{number}'>A boat of the harbour, number {number}</a></div>" for number in range(9))
    body = f"<article><h1>Hallo</h1>{f'<p>{TEXT}</p>' * 9}<p>3. Mai 2010, 14:20</p>{links}</article>"
    assert scrape(document(body, lang="de", url="https://blog.example/hallo").page).published == "2010-05-03T14:20"


def test_the_time_that_is_named_updated_is_not_when_the_post_was_published() -> None:
    times = '<time class="published">9. Juli 2019</time><time class="updated">10. Juli 2019</time>'
    body = f"<article><p>Veröffentlicht am {times}</p><h1>Hallo</h1><div><p>{TEXT}</p><p>{TEXT}</p></div></article>"
    assert scrape(document(body, lang="de", url="https://blog.example/hallo").page).published == "2019-07-09"


def test_a_day_named_updated_that_is_not_seen_is_not_when_the_post_was_published() -> None:
    line = '<span class="updated" style="display:none">2019-07-25T14:02:11+00:00</span><span>20. Juli 2019</span>'
    body = f"<article><h1>Hallo</h1><div><p>{TEXT}</p><p>{TEXT}</p></div><div class='meta-info'><div>{line}</div></div></article>"
    assert scrape(document(body, lang="de", url="https://blog.example/hallo").page).published == "2019-07-20"


def test_a_month_behind_the_article_is_not_when_it_was_published() -> None:
    opinions = "<section><h2>Kind words</h2><div><h4>Ann and Bo</h4><span>July 2018</span><p>Such fine boats!</p></div></section>"
    body = f"<article><h1>Hello</h1><p>{TEXT[:300]}</p></article>{opinions}"
    assert scrape(document(body, url="https://blog.example/hello").page).published is None


def test_the_line_below_the_text_that_tells_who_wrote_it_goes_before_the_day_of_today_in_a_cell() -> None:
    """PHP-Fusion 7 in Danish."""
    foot = '<tr><td class="news-footer">Skrevet af <a href="/p?1">Ann</a> den oktober 16 2011 19:12:44 &middot; 2 Kommentarer</td></tr>'
    body = f'<table><tr><td class="sub-header">torsdag 3. november 2011</td></tr></table><table><tr><td>{TEXT}</td></tr>{foot}</table>'
    page = document(f"<h2>Hello</h2>{body}", lang="da", url="https://blog.example/news.php?id=5").page
    assert scrape(page).published == "2011-10-16T19:12:44"


def test_the_head_of_an_article_may_be_called_a_navigation_bar() -> None:
    time = '<time class="navbar-text" datetime="2014-03-20T18:00:00+01:00">20.03.2014, 18:00</time>'
    head = f'<header class="navbar"><h2 class="navbar-brand">Hallo</h2>{time}</header>'
    body = f"<h1>Hallo</h1><article>{head}<div><p>{TEXT}</p><p>{TEXT}</p></div></article>"
    assert (
        scrape(document(body, lang="de", url="https://blog.example/hallo").page).published
        == "2014-03-20T18:00:00+01:00"
    )


@pytest.mark.parametrize(("stated", "date"), [("2019-08-02", "2013-11-19"), ("2013-11-17", "2013-11-17")])
def test_a_day_that_typo3_states_is_that_of_the_last_change_where_an_earlier_one_is_shown(
    stated: str, date: str
) -> None:
    body = f'<h1>Hello</h1><p><time datetime="2013-11-19">19.11.2013</time></p><div><p>{TEXT}</p><p>{TEXT}</p></div>'
    head = f'<meta name="date" content="{stated}">'
    assert scrape(document(body, head=head, url="https://blog.example/hello").page).published == date


def test_the_day_in_a_link_to_another_post_is_not_this_posts() -> None:
    body = f"<div><p>09 Feb 2023 · 5 min</p><h1>Hello</h1><p>{TEXT}</p><p>{TEXT}</p></div>"
    card = '<aside><a href="/pumps"><span class="date">02 Jan 2023</span><b>Heat pumps and range</b></a></aside>'
    assert scrape(document(body + card, url="https://blog.example/hello").page).published == "2023-02-09"
