"""Good is never overwritten by worse: whether a record says so much less than the stored one that it must not replace it.

A post's page can turn into an error page, a parked domain, a login or consent wall, a check for robots or an empty shell,
all with status 200. What gives them away first is the loss: nothing of the post is left, or its text, or all of its
comments. What they say of themselves is asked only where something is lost, so that a post *about* logging in is safe.
An author who shortens, retitles or rewrites a post leaves something of it: date, author, title, or comments.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

from archiver.store._walls import PARKED as PARKED
from archiver.store._walls import wall_in
from archiver.store.changes import leads_to_more
from archiver.store.wide import WIDE

if TYPE_CHECKING:
    from archiver.records import Post

SEVERAL = 2
"""So many comments do not vanish together unless the page lost them; a single one may well be deleted."""

FRACTION = 10
"""A text of less than one tenth of what was stored, on a page that lost other things too, is not the post any more."""

ALIKE = 0.3
"""Texts that share this part of the shorter one's pairs of words are two states of one text."""

_LITTLE = 4
"""A text of less than this part of what was stored may be what stood around it."""

FAMILIAR = 0.75
"""What stood around a text says so much again of what it says: counts and days in it change."""

_SCANNED = 1_500
"""Characters at the beginning and at the end: a wall says what it is at once, or below the first lines of the post."""

_COMPARED = 20_000
"""Characters of a text that are compared with another."""

_TAG = re.compile(r"<[^<>]*>")
# A letter of Chinese, Japanese, Korean or Thai is a word here, else a run of letters and digits.
_WORD = re.compile(rf"[{WIDE}]|[^\W_{WIDE}]+")


def why_worse(new: Post, old: Post, *, status: int = 200) -> str | None:
    """Why ``new`` must not replace ``old``, in a few words; ``None`` where it may. Pure.

    ``status`` is that of the page from which ``new`` was read; ``old`` is what the archive has, without the comments that
    had left the page before. Worse is

    - an error's status,
    - a loss: no text or title where there was one, none of several comments (nor a way to them), nothing that is the same
      as before (title, text, date, author or comment), or a tenth of the text under another title, and comments or origin
      gone,
    - another text, or less than half of it, that says it is something else: a login page, a parked domain …
    """
    if status >= 400:
        return f"HTTP {status}"
    alike = similar(new.content_text, old.content_text)
    loss = _loss(new, old, alike)
    if loss or not alike or _length(new) * 2 < _length(old):
        return (wall_of(new) if wall_of(old) is None else None) or loss
    return None


def _loss(new: Post, old: Post, alike: bool) -> str | None:
    """What the new record has lost, by its fields alone."""
    text, earlier = _length(new), _length(old)
    if earlier and not text:
        return "its text is gone"
    unread = {lead.url for lead in new.leads if lead.kind == "post-page"}
    if text < earlier and unread - {lead.url for lead in old.leads}:
        return "a further page of its text could not be read"
    if old.title and not new.title and text <= earlier and len(new.comments) <= len(old.comments):
        return "its title is gone"
    if len(old.comments) >= SEVERAL and not new.comments and not leads_to_more(new):
        return f"all of its {len(old.comments)} comments are gone"
    if not alike and not _kin(new, old):
        return "nothing of the post is on it"
    comments_gone = bool(old.comments) and not new.comments
    origin_gone = bool(old.authors or old.published) and not (new.authors or new.published)
    if text * FRACTION < earlier and new.title != old.title and (comments_gone or origin_gone):
        return "most of its text is gone"
    return None


def is_little(new: Post, old: Post) -> bool:
    """Whether the text is so short beside the other one that it may be what stood around that."""
    return _length(new) * _LITTLE < _length(old)


def is_frame(new: Post, old: Post, earlier: bytes) -> bool:
    """Whether the text is no news, but stood beside the other one on the ``earlier`` page, given as it came: the page has
    lost its text, and a box or a heading is taken for it. What an author says in its place is news."""
    pairs = _pairs(new.content_text)
    most = FAMILIAR * len(pairs)
    if not is_little(new, old) or len(pairs & _pairs(old.content_text)) >= most:
        return False
    page = html.unescape(_TAG.sub(" ", earlier.decode("utf-8", "replace")))
    return len(pairs & _pairs(page, len(page))) >= most


def _length(post: Post) -> int:
    return len(post.content_text.strip())


def wall_of(post: Post) -> str | None:
    """What the record says that its page is in place of a post, such as "a login page"; ``None`` for nothing."""
    text = post.content_text.strip()
    return wall_in(f"{post.title or ''}\n{text[:_SCANNED]}\n{text[_SCANNED:][-_SCANNED:]}")


def similar(one: str, other: str) -> bool:
    """Whether two texts are states of one: ``ALIKE`` of the shorter one's pairs of words stand in the other too."""
    if one == other:
        return True
    first, second = sorted((_pairs(one), _pairs(other)), key=len)
    return len(first & second) >= ALIKE * len(first) if first else not second


def _pairs(text: str, most: int = _COMPARED) -> set[tuple[str, str]]:
    words = _WORD.findall(unicodedata.normalize("NFKC", text[:most]).casefold())
    return set(zip(words, words[1:] or words, strict=False))


def _kin(new: Post, old: Post) -> bool:
    """Whether two records have something in common that only states of one post have.

    An author has more posts than one, so a name tells only where there was no date that could.
    """
    names = {author.name.casefold() for author in new.authors} & {author.name.casefold() for author in old.authors}
    ids = {comment.id for comment in new.comments} & {comment.id for comment in old.comments}
    same_title = new.title is not None and old.title is not None and new.title.casefold() == old.title.casefold()
    same_date = new.published is not None and new.published == old.published
    return bool(ids or same_title or same_date or (names and not old.published))
