"""Small pages in the markup of real platforms, for tests of single modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.page.document import Document
from archiver.records import Page
from archiver.scrapers._comments import read_thread
from archiver.scrapers._draft import Draft
from archiver.scrapers._items import Item

if TYPE_CHECKING:
    from archiver.page.dom import Element
    from archiver.records import Comment

HERE = "https://blog.example/2010/05/hello/"
ARTICLE = (
    '<article><h1 class="entry-title">Hello</h1><div class="entry-content"><p>A post about the harbour, its boats and '
    "the people who mend their nets there from early in the morning until the fog comes in.</p></div></article>"
)


def document(body: str, *, head: str = "", url: str = HERE, lang: str = "en") -> Document:
    """A page with this body, fetched from `url`."""
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Hello</title>{head}</head>'
        f"<body>{body}</body></html>"
    )
    return Document(Page(url, url, 200, {"content-type": "text/html"}, html.encode(), "2026-01-01T00:00:00Z"))


def element(doc: Document, id_: str) -> Element:
    """The element with an id."""
    return next(e for e in doc.elements if e.attr("id") == id_)


def draft(inner: str, *, lang: str = "en", before: str = "", around: str = "<ol>{}</ol>") -> Draft:
    """A comment, `li#comment-7`, with this inside."""
    doc = document(around.format(f'{before}<li class="comment" id="comment-7">{inner}</li>'), lang=lang)
    return Draft(doc, Item((element(doc, "comment-7"),)))


def inner(number: int, *, name: str | None = None, text: str | None = None) -> str:
    """What stands inside a WordPress comment: author, date with permalink, text."""
    return (
        f'<div class="comment-author vcard"><cite class="fn">{name or f"Fred {chr(64 + number)}ones"}</cite> '
        f'<span class="says">says:</span></div><div class="comment-meta"><a href="{HERE}#comment-{number}">'
        f"May {number}, 2010 at 9:{number:02d} am</a></div><p>{text or f'Comment {number} tells of a boat.'}</p>"
    )


def comments(body: str, **options: str) -> tuple[Comment, ...]:
    """The comments of a page that has an article and then `body`."""
    return read_thread(document(ARTICLE + body, **options)).comments


def forest(found: tuple[Comment, ...]) -> dict[str, str | None]:
    """The parent of each comment, by id."""
    return {comment.id: comment.parent_id for comment in found}
