"""What saving a post again means, decided without any SQL: what changed, and where lost comments stand."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.records import Comment, Post


@dataclass(frozen=True, slots=True)
class Changes:
    """How a post differs from the stored one.

    ``post`` has the earlier values of the post's own fields that changed, ``comments`` those of each changed comment by
    its id; ``added`` are comments that are new, ``gone`` and ``back`` ids that left the page and returned to it;
    ``order`` are all ids, in their new order.
    """

    post: dict[str, Any]
    comments: dict[str, dict[str, Any]]
    added: tuple[Comment, ...]
    gone: tuple[str, ...]
    back: tuple[str, ...]
    order: tuple[str, ...]
    moved: bool

    @property
    def touched(self) -> tuple[str, ...]:
        """The ids of stored comments that say something else than before, or are there again."""
        return (*self.comments, *(key for key in self.back if key not in self.comments))

    def __bool__(self) -> bool:
        return bool(self.post or self.comments or self.added or self.gone or self.back or self.moved)


def compare(new: Post, old: Post, missing: frozenset[str]) -> Changes:
    """The changes from ``old`` to ``new``; ``missing`` are the ids of ``old`` that its page did not have any more.

    Where pages of comments could not be read, a comment that was not seen may stand there: then none is gone.
    """
    before = {comment.id: comment for comment in old.comments}
    after = {comment.id: comment for comment in new.comments}
    order = merge_order(tuple(before), tuple(after))
    whole = not any(lead.kind == "comments-page" for lead in new.leads)
    return Changes(
        post=_earlier(new, old, except_for="comments"),
        comments={key: earlier for key in after if key in before and (earlier := _earlier(after[key], before[key]))},
        added=tuple(comment for key, comment in after.items() if key not in before),
        gone=tuple(key for key in before if whole and key not in after and key not in missing),
        back=tuple(key for key in before if key in after and key in missing),
        order=order,
        moved=tuple(key for key in order if key in before) != tuple(before),
    )


def _earlier(new: Post | Comment, old: Post | Comment, *, except_for: str = "") -> dict[str, Any]:
    if new == old:
        return {}
    return {
        field.name: value
        for field in fields(old)
        if field.name != except_for and (value := getattr(old, field.name)) != getattr(new, field.name)
    }


def merge_order(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """The ids of both: in the order of ``new``, and each that only ``old`` has behind the one it followed there."""
    present = set(new)
    behind: dict[str | None, list[str]] = {}
    anchor: str | None = None
    for key in old:
        if key in present:
            anchor = key
        else:
            behind.setdefault(anchor, []).append(key)
    merged = behind.get(None, [])[:]
    for key in new:
        merged += [key, *behind.get(key, ())]
    return tuple(merged)
