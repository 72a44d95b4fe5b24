"""The first page says which ways of finding posts there are."""

from __future__ import annotations

from archiver.crawl import feeds, sitemaps
from archiver.crawl.found import Step
from archiver.crawl.home import alternative, made_up_url, read_home
from tests.crawl.blogs import Answer, Web, blogger, handmade, page, wordpress

BASE = "https://blog.example"
HOME = f"{BASE}/"


def ways(answer: Answer) -> dict[str, list[tuple[str, bool]]]:
    reading = read_home(page(HOME, answer), Step("home", HOME))
    found: dict[str, list[tuple[str, bool]]] = {}
    for step in reading.further:
        found.setdefault(step.task, []).append((step.url.removeprefix(BASE), step.guess))
    return found


def test_wordpress_names_its_interface_and_its_feed_but_its_comments_are_no_posts() -> None:
    found = ways(Web(BASE, wordpress(BASE)).answers["/"])
    assert found["rest"] == [("/wp-json/wp/v2/posts?per_page=100&_fields=link,date,modified&page=1", True)]
    assert found["feed"] == [("/feed/", False)]
    assert found["robots"] == [("/", True)]
    assert found["listing"] == [("/page/2/", False)]


def test_a_wordpress_that_hides_its_interface_is_asked_all_the_same() -> None:
    found = ways(Answer('<link rel="stylesheet" href="/wp-content/themes/x/style.css"><p>x'))
    assert found["rest"] == [("/wp-json/wp/v2/posts?per_page=100&_fields=link,date,modified&page=1", True)]
    assert "rest" not in ways(Answer("<p>x"))


def test_the_interface_may_stand_in_a_header_or_in_a_link_with_escapes() -> None:
    header = Answer("<p>x", headers={"Link": f'<{BASE}/api/>; rel="https://api.w.org/"'})
    assert ways(header)["rest"][0][0].startswith("/api/wp/v2/posts?")
    link = Answer("<link href='/?rest_route=/&#038;x=1' rel='https://api.w.org/'>")
    assert ways(link)["rest"][0][0].startswith("/?rest_route=/&x=1/wp/v2/posts&")


def test_blogger_is_asked_for_many_summaries_at_once() -> None:
    assert ways(blogger(BASE)["/"])["feed"] == [("/feeds/posts/summary?max-results=150&start-index=1", False)]


def test_a_page_without_a_feed_has_one_guessed() -> None:
    found = ways(handmade(BASE)["/"])
    assert found["feed"] == [("/feed/", True)]
    assert found["listing"] == [("/archive.html", False)]


def test_guesses_are_tried_one_after_the_other() -> None:
    for task, places in (("sitemap", sitemaps.guesses(HOME)), ("feed", feeds.guesses(HOME))):
        step, tried = Step(task, places[0], guess=True), [places[0]]  # type: ignore[arg-type]
        while (following := alternative(step, HOME)) is not None:
            step = following
            tried.append(step.url)
        assert tuple(tried) == places
    assert alternative(Step("feed", f"{BASE}/feed/"), HOME) is None
    assert alternative(Step("feed", f"{BASE}/elsewhere", guess=True), HOME) is None
    assert alternative(Step("probe", made_up_url(HOME), guess=True), HOME) is None


def test_the_made_up_url_is_the_same_each_time_and_within_the_blog() -> None:
    assert made_up_url(HOME) == made_up_url(HOME)
    assert made_up_url("https://host.example/blog/index.html").startswith("https://host.example/blog/no-such-post-")
