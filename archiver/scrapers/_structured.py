"""Comments that the page states as data: in JSON-LD or microdata they fill what its markup leaves out, and where a
platform's page holds nothing but JSON they are all there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archiver.page.build import parse
from archiver.page.content import clean_html, plain_text
from archiver.page.dates import parse_iso
from archiver.page.urls import absolute
from archiver.records import Author, Comment
from archiver.scrapers._items import Item, nest
from archiver.scrapers._names import clean_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.document import Document
    from archiver.scrapers._fields import Fields


def stated_items(document: Document) -> list[Item]:
    """The elements that carry the ids of the comments which the head states."""
    stated = _by_id(document)
    if not stated:
        return []
    return nest([Item((element,)) for element in document.elements if element.attrs.get("id") in stated])


def fill_in(document: Document, fields: Sequence[Fields]) -> None:
    """Give comments the author and date that their markup does not show and the head states under the same id."""
    stated = _by_id(document)
    for field in fields:
        said = stated.get(field.id or "")
        if said is None:
            continue
        name = clean_name(said["author"] or "")
        if field.author is None and name:
            field.author = Author(name, said["author_url"], said["avatar_url"])
        field.url = field.url or said["url"]
        if field.published is None and said["date"]:
            field.published = parse_iso(said["date"])


def stated_author(name: Any, url: Any, avatar_url: Any, base_url: str) -> Author | None:
    """The author that a page's data names; None for nobody. Addresses are resolved against `base_url`."""
    cleaned = clean_name(name) if isinstance(name, str) else None
    return Author(cleaned, _address(url, base_url), _address(avatar_url, base_url)) if cleaned else None


def _address(url: Any, base_url: str) -> str | None:
    return absolute(url, base_url) if isinstance(url, str) and url else None


def stated_comment(
    base_url: str,
    *,
    own_id: str,
    parent_id: str | None,
    author: Author | None,
    date: Any,
    html: str,
    url: str | None,
) -> Comment:
    """A comment of which a page holds only data: its text as HTML, its date in ISO 8601."""
    soup = parse(html)
    nodes = [node for body in soup.elements.by_name.get("body", ()) for node in body.contents]
    comment = Comment(
        id=own_id,
        parent_id=parent_id,
        author=author,
        published=parse_iso(date) if isinstance(date, str) else None,
        url=url,
        content_html=clean_html(nodes, base_url),
        content_text=plain_text(nodes),
    )
    soup.close()
    return comment


def _by_id(document: Document) -> dict[str, dict[str, Any]]:
    """What the head states of each comment, by the fragment of its address or its id."""
    found: dict[str, dict[str, Any]] = {}
    waiting = list(document.metadata.comments)
    while waiting:
        said = waiting.pop()
        for name in (said["id"], said["url"]):
            fragment = (name or "").rpartition("#")[2]
            if fragment and "/" not in fragment:
                found[fragment] = said
        waiting.extend(said["comments"])
    return found
