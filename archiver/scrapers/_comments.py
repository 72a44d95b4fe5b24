"""The comments of a page, from the elements that hold them to records in a thread."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.page.content import clean_html, plain_text
from archiver.records import Comment
from archiver.scrapers._fields import Readings
from archiver.scrapers._groups import find_items
from archiver.scrapers._header import ADDRESS
from archiver.scrapers._ids import answered_ids
from archiver.scrapers._items import Item, nest
from archiver.scrapers._names import SAYS
from archiver.scrapers._structured import fill_in
from archiver.scrapers._threads import parents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.document import Document
    from archiver.scrapers._fields import Fields


_NOTICE = re.compile(
    r"(?:deleted|screened|suspended|removed) comment|(?:this )?comment (?:has been |was )?(?:deleted|removed|screened)"
    r"(?: by [\w ]{1,20})?|(?:dieser )?kommentar (?:wurde )?(?:gelöscht|entfernt)|(?:ce )?commentaire (?:a été )?supprimé"
    r"|comentario (?:eliminado|borrado)|comentário (?:removido|excluído)|commento (?:eliminato|rimosso)|reactie verwijderd"
    r"|комментарий удал[её]н|удал[её]нный комментарий|コメントは削除されました|评论已删除|該留言已被刪除|deleted|removed",
    re.IGNORECASE,
)
"""What platforms show in place of a comment that is gone."""


_LONGEST_NOTICE = 80
_COLON = re.compile(rf"^(<p>)?\s*(?:(?:{SAYS})\s*)?[:：]\s*(?=\w)")
"""What is left of "Fred: I think …" before the text."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a page, and the elements that hold them (which are not part of the article)."""

    comments: tuple[Comment, ...] = ()
    items: tuple[Item, ...] = ()


def read_thread(document: Document) -> Thread:
    """All comments of the page, in page order; an empty thread where the page has none."""
    readings = Readings(document)
    items = find_items(document, readings)
    fields = readings.of(items)
    fill_in(document, fields)
    for field in fields:
        if field.author is not None and _is_notice(field.author.name):
            field.author, field.is_anonymous = None, True
    kept = [(item, field) for item, field in zip(items, fields, strict=True) if _is_comment(field)]
    items = nest([item.alone() for item, _ in kept])
    return Thread(tuple(_records(document, items, [field for _, field in kept])), tuple(items))


def _is_comment(fields: Fields) -> bool:
    """False for an item that says nothing: an empty template, a box, the address to which trackbacks are sent."""
    if fields.kind != "comment" and not fields.published and ADDRESS.fullmatch(fields.text):
        return False
    if fields.kind != "comment" and fields.author is not None and ADDRESS.fullmatch(fields.author.name):
        return bool(fields.text or fields.published)
    return bool(fields.text or fields.kind != "comment" or (fields.author and (fields.published or fields.id)))


def _records(document: Document, items: list[Item], fields: Sequence[Fields]) -> list[Comment]:
    gone = [_is_gone(f) for f in fields]
    texts = [
        "" if is_gone else _COLON.sub("", plain_text(f.nodes, f.skip)) for f, is_gone in zip(fields, gone, strict=True)
    ]
    ids = _ids(fields, texts)
    thread = parents(items, ids, answered_ids(fields, ids))
    found = [
        Comment(
            id=ids[place],
            parent_id=ids[parent] if (parent := thread[place]) is not None else None,
            kind=f.kind,
            author=f.author,
            published=f.published,
            published_text=f.published_text,
            url=f.url,
            content_html=_COLON.sub(r"\1", clean_html(f.nodes, document.base_url, f.skip)) if not gone[place] else "",
            content_text=texts[place],
        )
        for place, f in enumerate(fields)
    ]
    answered = {comment.parent_id for comment in found}
    return [c for c, is_gone in zip(found, gone, strict=True) if not is_gone or c.id in answered]


def _is_gone(fields: Fields) -> bool:
    """For "(Deleted comment)": nobody wrote that. Only what others answered keeps its place in the thread."""
    return not fields.author and (fields.is_anonymous or not fields.published) and _is_notice(fields.text)


def _is_notice(text: str) -> bool:
    return len(text) <= _LONGEST_NOTICE and bool(_NOTICE.fullmatch(text.strip(" .()[]<>*—–-")))


def _ids(fields: Sequence[Fields], texts: Sequence[str]) -> list[str]:
    """The page's own ids; where it has none (or repeats one), made from what the comment says, so that they stay the
    same when comments are added before or after."""
    own = Counter(f.id for f in fields)
    seen: Counter[str] = Counter()
    ids = []
    for f, text in zip(fields, texts, strict=True):
        is_own = f.id is not None and own[f.id] == 1
        name = f.id if f.id and is_own else synthetic_id(f.author.name if f.author else None, f.published, text)
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return ids


def synthetic_id(author: str | None, published: str | None, text: str) -> str:
    """A stable id for a comment to which the page gives none: the hash of what it says."""
    said = "\0".join((author or "", published or "", text))
    return "c-" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]
