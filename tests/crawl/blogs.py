"""Blogs made up for these tests, in the markup of several engines, as answers by path; served by a function or by HTTP."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from werkzeug import Request, Response

from archiver.archive import scrape
from archiver.crawl.scraping import Scraping
from archiver.errors import FetchError
from archiver.records import Page

if TYPE_CHECKING:
    from pytest_httpserver import HTTPServer

    from archiver.records import Post

NOW = "2026-01-01T00:00:00Z"
TEXT = "Once there was a post that was long enough to be taken for one, and so it was read, kept, and found again."


@dataclass(frozen=True)
class Answer:
    """What a server says, over HTTP after ``wait`` seconds."""

    body: str | bytes
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    wait: float = 0

    @property
    def data(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


class Here(Scraping):
    """Reads pages in this process, when the post is asked for."""

    def begin(self, page: Page) -> Any:
        class Reading:
            def post(self) -> Post:
                return scrape(page)

        return Reading()


class Web:
    """A fetch function over answers by URL, and what was asked. ``anything`` answers for every other path."""

    def __init__(self, base: str, answers: dict[str, Answer], anything: Answer | None = None) -> None:
        self.base = base
        self.answers = answers
        self.anything = anything
        self.asked: list[str] = []

    def __call__(self, url: str, *, want: Literal["page", "feed", "data"] = "page") -> Page:
        self.asked.append(url.removeprefix(self.base))
        answer = self.answers.get(path_of(url), self.anything) if url.startswith(self.base) else None
        if answer is None or answer.status >= 400:
            error = FetchError(f"{url}: HTTP {answer.status if answer else 404}")
            error.later = answer is not None and answer.status >= 500
            error.gone = answer is None or answer.status in (404, 410)
            raise error
        return page(url, answer)

    def sitemaps(self, url: str) -> list[str]:
        """Those that robots.txt names."""
        return re.findall(r"^Sitemap: (\S+)", self(f"{self.base}/robots.txt").body.decode(), re.MULTILINE)


def page(url: str, answer: Answer) -> Page:
    headers = {name.lower(): value for name, value in answer.headers.items()} | {"content-type": answer.kind}
    return Page(url, url, answer.status, headers, answer.data, NOW)


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def serve(httpserver: HTTPServer, answers: dict[str, Answer]) -> list[str]:
    """Answer at all paths; what there is not is 404. What is asked for is noted in the list that comes back."""
    asked: list[str] = []

    def handle(request: Request) -> Response:
        path = request.full_path.rstrip("?")
        asked.append(path)
        answer = answers.get(path) or Answer("nothing here", status=404)
        time.sleep(answer.wait)
        return Response(answer.data, answer.status, answer.headers, content_type=answer.kind)

    httpserver.expect_request(re.compile(".*")).respond_with_handler(handle)
    return asked


# -- parts


def post_page(url: str, title: str, *, comments: int = 0, text: str = TEXT) -> Answer:
    """A post that the scrapers read, with comments."""
    thread = "".join(
        f'<li class="comment" id="comment-{n}"><cite class="fn">Reader {n}</cite> <span class="says">says:</span>'
        f'<a href="#comment-{n}"><time datetime="2020-05-{n:02}T10:00:00">{n}</time></a><p>Answer number {n} to {title}.</p></li>'
        for n in range(1, comments + 1)
    )
    return Answer(
        f'<!doctype html><html lang="en"><head><title>{title}</title><link rel="canonical" href="{url}"></head><body>'
        f'<article class="hentry"><h1 class="entry-title">{title}</h1><time class="published" datetime="2010-05-04">May 4</time>'
        f'<div class="entry-content"><p>{text} It was called {title}.</p></div></article>'
        f'<div id="comments"><ol class="commentlist">{thread}</ol></div></body></html>'
    )


def listing(links: list[str], *, head: str = "", foot: str = "") -> Answer:
    """A page that lists posts under headlines."""
    items = "".join(
        f'<article><h2 class="entry-title"><a href="{link}">{link}</a></h2><p>…</p></article>' for link in links
    )
    menu = (
        '<nav><a href="/about/">About</a> <a href="/tag/clocks/">clocks</a> <a href="/category/tower/">Tower</a></nav>'
    )
    return Answer(
        f"<!doctype html><html><head><title>A blog</title>{head}</head><body>{menu}{items}{foot}</body></html>"
    )


def sitemap(urls: list[str], *, dates: bool = False) -> Answer:
    date = "<lastmod>2020-05-04</lastmod>" if dates else ""
    body = "".join(f"<url><loc>{url}</loc>{date}</url>" for url in urls)
    return Answer(
        f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</urlset>', "text/xml"
    )


def sitemap_index(urls: list[str]) -> Answer:
    body = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return Answer(
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</sitemapindex>', "text/xml"
    )


def rss(urls: list[str], *, generator: str = "https://wordpress.org/?v=6.4", head: str = "") -> Answer:
    items = "".join(
        f"<item><title>{url}</title><link>{url}</link><pubDate>Tue, 04 May 2010 11:54:00 +0000</pubDate></item>"
        for url in urls
    )
    body = f"<generator>{generator}</generator>{head}{items}"
    return Answer(
        f'<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>A blog</title>{body}</channel></rss>',
        "application/rss+xml",
    )


def atom(urls: list[str], *, total: int | None = None, head: str = "") -> Answer:
    items = "".join(
        f'<entry><title>{url}</title><id>{url}</id><link rel="alternate" href="{url}"/>'
        "<published>2010-05-04T11:54:00Z</published><updated>2010-05-05T00:00:00Z</updated></entry>"
        for url in urls
    )
    count = f"<openSearch:totalResults>{total}</openSearch:totalResults>" if total is not None else ""
    return Answer(
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:openSearch="http://a9.com/-/spec/opensearch/1.1/">'
        f"<title>A blog</title>{head}{count}{items}</feed>",
        "application/atom+xml",
    )


# -- blogs


def permalinks(base: str, count: int) -> list[str]:
    """Newest first."""
    return [f"{base}/20{20 - n // 12:02}/{12 - n % 12:02}/post-number-{n}/" for n in range(count)]


def wordpress(
    base: str, count: int = 12, *, rest: bool = True, sitemaps: bool = True, feeds: bool = True, comments: int = 0
) -> dict[str, Answer]:
    """Five posts a page, ten in a feed, and all ways to find them that are asked for."""
    links = permalinks(base, count)
    api = f"{base}/wp-json/"
    head = '<meta name="generator" content="WordPress 6.4">'
    head += f"<link rel='https://api.w.org/' href='{api}' />" if rest else ""
    head += (
        f'<link rel="alternate" type="application/rss+xml" title="A blog &raquo; Feed" href="{base}/feed/">'
        if feeds
        else ""
    )
    head += (
        f'<link rel="alternate" type="application/rss+xml" title="Comments Feed" href="{base}/comments/feed/">'
        if feeds
        else ""
    )
    answers = {path_of(link): post_page(link, f"Post {n}", comments=comments) for n, link in enumerate(links)}
    pages = [links[at : at + 5] for at in range(0, count, 5)]
    for number, some in enumerate(pages, 1):
        older = (
            f'<a class="next page-numbers" href="{base}/page/{number + 1}/">Older posts</a>'
            if number < len(pages)
            else ""
        )
        path = "/" if number == 1 else f"/page/{number}/"
        answers[path] = listing(some, head=head, foot=f'<div class="nav-links">{older}</div>')
    answers["/robots.txt"] = Answer(
        f"User-agent: *\nDisallow: /wp-admin/\n{f'Sitemap: {base}/wp-sitemap.xml' if sitemaps else ''}\n", "text/plain"
    )
    answers["/about/"] = post_page(f"{base}/about/", "About")
    if sitemaps:
        names = ("posts-post-1", "posts-page-1", "taxonomies-category-1", "users-1")
        answers["/wp-sitemap.xml"] = sitemap_index([f"{base}/wp-sitemap-{name}.xml" for name in names])
        answers["/wp-sitemap-posts-post-1.xml"] = sitemap(links)
        answers["/wp-sitemap-posts-page-1.xml"] = sitemap([f"{base}/about/"])
        answers["/wp-sitemap-taxonomies-category-1.xml"] = sitemap([f"{base}/category/tower/"])
        answers["/wp-sitemap-users-1.xml"] = sitemap([f"{base}/author/ann/"])
    if rest:
        records = [
            {
                "link": link,
                "date": f"{link[len(base) + 1 :][:7].replace('/', '-')}-04T11:54:00",
                "modified": "2020-06-01T00:00:00",
            }
            for link in links
        ]
        total = {"X-WP-Total": str(count), "X-WP-TotalPages": "1"}
        answers["/wp-json/wp/v2/posts?per_page=100&_fields=link,date,modified&page=1"] = Answer(
            json.dumps(records), "application/json", total
        )
    if feeds:
        for number, at in enumerate(range(0, count, 10), 1):
            answers["/feed/" if number == 1 else f"/feed/?paged={number}"] = rss(links[at : at + 10])
        answers["/comments/feed/"] = rss([f"{links[0]}#comment-1"])
    return answers


def blogger(base: str, count: int = 400) -> dict[str, Answer]:
    """Only the feed has all posts: the first page shows three, and the sitemap is not there."""
    links = [f"{base}/20{20 - n // 100:02}/05/post-number-{n}.html" for n in range(count)]
    head = (
        f'<meta content="blogger" name="generator"><link rel="alternate" type="application/atom+xml" href="{base}/feeds/posts/default">'
        f'<link rel="alternate" type="application/rss+xml" href="{base}/feeds/posts/default?alt=rss">'
    )
    answers = {path_of(link): post_page(link, f"Post {n}") for n, link in enumerate(links[:5])}
    foot = f'<a class="blog-pager-older-link" href="{base}/search?updated-max=2020-05-04&max-results=3">Older Posts</a>'
    answers["/"] = listing([f"{link}?m=1" for link in links[:3]], head=head, foot=foot)
    for at in range(0, count, 150):
        answers[f"/feeds/posts/summary?max-results=150&start-index={at + 1}"] = atom(links[at : at + 150], total=count)
    return answers


def hugo(base: str, count: int = 8) -> dict[str, Answer]:
    """A sitemap of everything, and a feed of all posts; posts lie flat below /posts/."""
    links = [f"{base}/posts/number-{n}/" for n in range(count)]
    head = f'<meta name="generator" content="Hugo 0.110"><link rel="alternate" type="application/rss+xml" href="{base}/index.xml">'
    answers = {path_of(link): post_page(link, f"Post {n}") for n, link in enumerate(links)}
    answers["/"] = listing(links[:3], head=head, foot=f'<a href="{base}/posts/">All posts</a>')
    answers["/posts/"] = listing(links)
    answers["/sitemap.xml"] = sitemap(
        [f"{base}/", *links, f"{base}/tags/", f"{base}/tags/clocks/", f"{base}/posts/", f"{base}/colophon/"], dates=True
    )
    answers["/index.xml"] = rss(links, generator="Hugo -- gohugo.io")
    return answers


def handmade(base: str, count: int = 7) -> dict[str, Answer]:
    """No feed, no sitemap: a first page with some links, and an archive with all."""
    links = [f"{base}/writing/how-i-mended-clock-{n}.html" for n in range(count)]
    answers = {path_of(link): post_page(link, f"Clock {n}") for n, link in enumerate(links)}
    answers["/"] = Answer(
        "<html><head><title>Clocks</title></head><body><h1>Clocks</h1><ul>"
        + "".join(f'<li><a href="{path_of(link)}">{n}</a>' for n, link in enumerate(links[:2]))
        + '</ul><a href="archive.html">everything</a> <a href="about.html">me</a> <a href="clock.jpg">a clock</a></body></html>'
    )
    answers["/archive.html"] = Answer("".join(f'<p><a href="{path_of(link)}">{link}</a>' for link in links))
    return answers
