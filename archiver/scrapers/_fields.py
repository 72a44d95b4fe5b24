"""All fields of a page's comments, read by the layout that the page itself shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.scrapers._commenter import author_at
from archiver.scrapers._doubts import drop_doubtful
from archiver.scrapers._draft import Draft
from archiver.scrapers._ids import id_offers, linked_ids, own_ids, permalink
from archiver.scrapers._layout import chosen, ranking
from archiver.scrapers._pings import is_excerpt, kind_of, linked_title, ping_line
from archiver.scrapers._said import leave_out_links, leave_out_subjects, said_by
from archiver.scrapers._when import When, all_date_offers, date_behind, sharpened, with_epoch
from archiver.scrapers._who import all_author_offers, without_shared_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4.element import PageElement

    from archiver.page.document import Document
    from archiver.records import Author, CommentKind
    from archiver.scrapers._items import Item
    from archiver.scrapers._layout import Offer


@dataclass(slots=True)
class Fields:
    """What one item says."""

    id: str | None
    kind: CommentKind = "comment"
    author: Author | None = None
    is_anonymous: bool = False
    """The page says that nobody is named."""
    published: str | None = None
    published_text: str | None = None
    url: str | None = None
    nodes: list[PageElement] = field(default_factory=list)
    """The nodes of its text."""
    skip: set[int] = field(default_factory=set)
    """`id()` of nodes inside these that are not text of the comment."""
    text: str = ""
    """Its text on one line."""
    others: tuple[tuple[str, str], ...] = ()
    """Ids in this page that its head and foot link to, each with the link's text."""


def read_fields(document: Document, items: Sequence[Item]) -> list[Fields]:
    """The fields of items that share one layout."""
    drafts = [Draft(document, item) for item in items]
    if len(drafts) > 1:
        leave_out_links(drafts)
        leave_out_subjects(drafts)
    authors = all_author_offers(drafts)
    dates = all_date_offers(drafts)
    date_keys = ranking(dates)
    chosen_dates = [chosen(date_keys, date) for date in dates]
    drop_doubtful(drafts, authors, chosen_dates)
    author_keys = ranking(authors, distinct=True)
    ids = own_ids([id_offers(draft) for draft in drafts])
    chosen_authors = without_shared_words([chosen(author_keys, author) for author in authors])
    return [
        _read(draft, own_id, author, date, others)
        for draft, own_id, author, date, others in zip(drafts, ids, chosen_authors, chosen_dates, dates, strict=True)
    ]


def _says_more(other: When, when: When) -> bool:
    """Whether another reading of the date is the same with the time of day."""
    return bool(other.value and when.value and "T" not in when.value and other.value.startswith(when.value))


def _length(when: When) -> int:
    return len(when.value or "")


def _read(
    draft: Draft,
    own_id: str | None,
    author: Offer[str] | None,
    date: Offer[When] | None,
    dates: dict[str, Offer[When]],
) -> Fields:
    fields = Fields(own_id, kind=kind_of(draft), url=permalink(draft, own_id), others=linked_ids(draft, own_id))
    when = sharpened(draft, date.place, date.said) if date is not None else When(None, None)
    when = max((when, *(o.said for o in dates.values() if o.weight >= 3.0 and _says_more(o.said, when))), key=_length)
    fields.published, fields.published_text = with_epoch(draft, when, fields.url)
    if author is not None:
        fields.is_anonymous = not author.said
        fields.author = author_at(draft, author.place, author.said) if author.said else None
    if fields.kind != "comment":
        fields.author = linked_title(draft) or fields.author
        line = ping_line(draft)
        draft.gone.update(id(node) for node in (line.nodes if line is not None else ()))
        if fields.author is not None and fields.published_text and fields.published_text in fields.author.name:
            # the day of what the title announces
            fields.published, fields.published_text = date_behind(draft, fields.author.name)
    fields.nodes, fields.skip = said_by(draft, [offer.place for offer in (author, date) if offer is not None])
    fields.text = " ".join(inline_text(node, fields.skip) for node in fields.nodes).strip()
    if fields.kind == "comment" and is_excerpt(fields.text):
        fields.kind = "pingback"
    elif fields.kind != "comment" and fields.author is not None and fields.text == fields.author.name:
        fields.nodes, fields.text = [], ""
    return fields


class Readings:
    """What items say, read once: a group that is chosen was mostly read as a sample already."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._fields: dict[tuple[tuple[int, ...], ...], list[Fields]] = {}

    def of(self, items: Sequence[Item]) -> list[Fields]:
        """The fields of items that share one layout."""
        key = tuple((item.start, item.last, len(item.nodes), *(inner.start for inner in item.inner)) for item in items)
        if key not in self._fields:
            self._fields[key] = read_fields(self.document, items)
        return self._fields[key]
