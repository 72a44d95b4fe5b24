"""A blog of one post with several pages of comments, and a web that it is fetched from, for tests without a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.errors import FetchError
from archiver.records import Page

if TYPE_CHECKING:
    from archiver.records import Post

URL = "https://blog.example/2010/05/hello/"
TEXT = "Once there was a post that was long enough to be taken for one, and then it was archived with its comments."


def comment_html(number: int, *, date: str | None = None) -> str:
    when = f'<a href="#comment-{number}"><time datetime="{date}">{date}</time></a>' if date else ""
    return f"""<li class="comment depth-1" id="comment-{number}"><div class="comment-author vcard">
<cite class="fn">Reader {number}</cite> <span class="says">says:</span></div><div class="comment-meta commentmetadata">{when}</div>
<p>This is what reader {number} had to say about it.</p></li>"""


def post_html(*numbers: int, text: str = TEXT, links: tuple[str, ...] = (), dated: bool = True) -> str:
    """A WordPress post with these comments, written on the days of their numbers, and links to more of them."""
    comments = "".join(
        comment_html(number, date=f"2010-05-{number:02}T10:00:00" if dated else None) for number in numbers
    )
    ways = "".join(f'<a href="{link}">more comments</a>' for link in links)
    return f"""<!doctype html><html lang="en"><head><title>Hello</title><link rel="canonical" href="{URL}">
<meta name="generator" content="WordPress 6.4"></head><body><article class="hentry"><h1 class="entry-title">Hello</h1>
<div class="entry-content"><p>{text}</p><p>{text}</p></div></article><div id="comments">
<ol class="commentlist">{comments}</ol><div class="navigation">{ways}</div></div></body></html>"""


def further(number: int) -> str:
    """The URL of a further page of comments."""
    return f"{URL}comment-page-{number}/"


class Web:
    """Pages by URL, and what was asked for; a page of `None` cannot be fetched."""

    def __init__(self, pages: dict[str, str | None], redirects: dict[str, str] | None = None) -> None:
        self.pages = pages
        self.redirects = redirects or {}
        self.headers: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.wanted: dict[str, str] = {}
        self.day = 1

    def __call__(self, url: str, *, want: str = "page") -> Page:
        self.asked.append(url)
        self.wanted[url] = want
        final_url = self.redirects.get(url, url)
        body = self.pages.get(final_url)
        if body is None:
            raise FetchError(f"{url}: is gone")
        fetched_at = f"2020-05-{self.day:02}T10:00:00Z"
        headers = {"content-type": "text/html; charset=utf-8"} | self.headers.get(final_url, {})
        return Page(url, final_url, 200, headers, body.encode(), fetched_at)


def ids(post: Post | None) -> list[str]:
    assert post is not None
    return [comment.id.removeprefix("comment-") for comment in post.comments]
