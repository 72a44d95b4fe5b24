"""What changed on a post, and when it was seen: earlier values from ``revisions``, comments that came and went, and the
pages that said less and were kept aside."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from archiver.store import read

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from archiver.records import Comment, Post
    from archiver.store.changes import Changes
    from archiver.store.read import StoredComment

Event = Literal["changed", "came", "went", "returned", "kept"]

UNTOLD = ("leads", "scraper")
"""Changes of these are stored, but are no revision: they say how the page was read, not what it said."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a field said before and after, as the JSON record has it."""

    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a post, or, where ``comment_id`` is given, of one of its comments.

    ``at`` is the UTC instant at which it was seen; for a comment that ``went``, when it was last seen. ``changed``: the
    ``fields`` say what. ``came`` and ``went``: their text is in ``fields``. ``returned``: it had left the page, and is
    there again. ``kept``: the page was worse than the post (``reason``), which stayed. ``rescraped``: the page did not
    change, but was read anew. ``author`` and ``published`` name the comment.
    """

    at: str
    event: Event
    comment_id: str | None = None
    author: str | None = None
    published: str | None = None
    fields: dict[str, FieldChange] = field(default_factory=dict)
    reason: str | None = None
    rescraped: bool = False


def history(connection: sqlite3.Connection, post_id: int) -> list[Change]:
    """All changes of a post, newest last."""
    stored = read.comments_of(connection, post_id)
    post = read.load(connection, post_id, stored)
    (first_seen,) = connection.execute("SELECT first_seen FROM posts WHERE id = ?", (post_id,)).fetchone()
    said = _Said(post, stored)
    changes = [*_revised(connection, post_id, said), *_came_and_went(stored, first_seen, said.texts)]
    changes += [
        Change(at, "kept", reason=reason)
        for at, reason in connection.execute(
            "SELECT last_seen, reason FROM pages WHERE post_id = ? AND (role = 'kept' OR role IS NULL) ORDER BY id",
            (post_id,),
        )
    ]
    return sorted(changes, key=lambda change: change.at)


class _Said:
    """What the post and its comments say now, and, going back through the revisions, what they said then."""

    def __init__(self, post: Post, stored: list[StoredComment]) -> None:
        self.comments = {row.id: row.comment for row in stored}
        self.texts = {row.id: row.comment.content_text for row in stored}
        self._values: dict[int | None, dict[str, Any]] = {None: post.to_dict()}
        self._values |= {row.id: {**row.comment.to_dict(), "last_seen": row.last_seen} for row in stored}

    def step_back(self, number: int | None, earlier: Mapping[str, Any]) -> dict[str, FieldChange]:
        """The change that replaced these earlier values; afterwards they are what was said."""
        values = self._values[number]
        fields = {name: FieldChange(value, values.get(name)) for name, value in earlier.items()}
        values.update(earlier)
        if number is not None:
            self.texts[number] = values["content_text"]
        return fields


def _revised(connection: sqlite3.Connection, post_id: int, said: _Said) -> list[Change]:
    rows = connection.execute(
        "SELECT replaced_at, comment_id, fields, rescraped FROM revisions WHERE post_id = ? ORDER BY id DESC",
        (post_id,),
    )
    changes = []
    for at, number, earlier, rescraped in rows:
        fields = said.step_back(number, json.loads(earlier))
        left = fields.pop("last_seen", None)
        comment = said.comments.get(number)
        changes.append(_change(at, "returned" if left else "changed", comment, fields, rescraped=rescraped))
        if left:
            text = FieldChange(said.texts[number], None)
            changes.append(_change(left.before, "went", comment, {"content_text": text}))
    return changes[::-1]


def _came_and_went(stored: list[StoredComment], first_seen: str, texts: Mapping[int, str]) -> Iterator[Change]:
    """``texts`` are what the comments said at first."""
    for row in stored:
        if row.first_seen > first_seen:
            yield _change(row.first_seen, "came", row.comment, {"content_text": FieldChange(None, texts[row.id])})
        if row.last_seen is not None:
            text = FieldChange(row.comment.content_text, None)
            yield _change(row.last_seen, "went", row.comment, {"content_text": text})


def expected(changes: Changes, new: Post, old: Post, at: str) -> list[Change]:
    """The changes that saving ``new`` over ``old`` will make, as the history will have them."""
    before = {comment.id: comment for comment in old.comments}
    after = {comment.id: comment for comment in new.comments}
    texts = {key: FieldChange(None, comment.content_text) for key, comment in after.items()}
    found = [_differing(at, changes.post, new, None)] if changes.post.keys() - set(UNTOLD) else []
    for key in changes.touched:
        event: Event = "returned" if key in changes.back else "changed"
        found.append(_differing(at, changes.comments.get(key, {}), after[key], after[key], event))
    found += [_change(at, "came", comment, {"content_text": texts[comment.id]}) for comment in changes.added]
    found += [
        _change(at, "went", before[key], {"content_text": FieldChange(before[key].content_text, None)})
        for key in changes.gone
    ]
    return found


def _differing(
    at: str, earlier: Mapping[str, Any], new: Post | Comment, comment: Comment | None, event: Event = "changed"
) -> Change:
    values = new.to_dict()
    fields = {name: FieldChange(_plain(value), values[name]) for name, value in earlier.items() if name not in UNTOLD}
    return _change(at, event, comment, fields)


def _change(
    at: str,
    event: Event,
    comment: Comment | None,
    fields: dict[str, FieldChange] | None = None,
    *,
    rescraped: int = False,
) -> Change:
    if comment is None:
        return Change(at, event, fields=fields or {}, rescraped=bool(rescraped))
    name = comment.author.name if comment.author else None
    when = comment.published or comment.published_text
    return Change(at, event, comment.id, name, when, fields or {}, rescraped=bool(rescraped))


def _plain(value: Any) -> Any:
    """The value as the JSON record has it."""
    return json.loads(json.dumps(value, default=asdict))
