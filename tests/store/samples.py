"""Pages and posts for the tests of the store: short to write, complete enough to be archived."""

from __future__ import annotations

from typing import Any

from archiver.records import Author, Comment, Page, Post, Site

URL = "https://blog.example/2010/05/hello"
SITE = Site("https://blog.example/", "The Blog", "wordpress")


def make_page(body: str = "<p>Hello</p>", *, url: str = URL, day: int = 1, **fields: Any) -> Page:
    """A page that was fetched in May 2020 on that day."""
    values: dict[str, Any] = {
        "url": url,
        "final_url": url,
        "status": 200,
        "headers": {"content-type": "text/html"},
        "body": body.encode(),
        "fetched_at": f"2020-05-{day:02}T10:00:00Z",
    }
    return Page(**{**values, **fields})


def make_post(**fields: Any) -> Post:
    """A post with two authors and a thread of three."""
    values: dict[str, Any] = {
        "url": URL,
        "title": "Hello world",
        "site": SITE,
        "authors": (Author("Ann"), Author("Bob", "https://bob.example/")),
        "published": "2010-05-04",
        "tags": ("python", "blogs"),
        "categories": ("News",),
        "content_text": "The first words of a blog.",
        "content_html": "<p>The first words of a blog.</p>",
        "comments": (
            make_comment("c1", "Nice start", author=Author("Carl", None, "https://img.example/1")),
            make_comment("c2", "Thank you", parent_id="c1", author=Author("Ann")),
            make_comment("c3", "linked from elsewhere", kind="pingback"),
        ),
    }
    return Post(**{**values, **fields})


def make_comment(id: str, text: str = "", **fields: Any) -> Comment:  # noqa: A002 - the field's name
    """A comment with this text."""
    return Comment(id, content_text=text, content_html=f"<p>{text}</p>", **fields)
