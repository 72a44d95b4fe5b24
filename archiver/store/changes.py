"""What saving a post again means, decided without any SQL: what changed, and where lost comments stand."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from archiver.threads import OWN_LISTS, leaves_open

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from archiver.records import Comment, Post

_ASIDE = OWN_LISTS | {"post-page"}
"""Kinds of leads behind which there is hardly a comment that the blog's own page would not show."""


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


def compare(
    new: Post, old: Post, missing: frozenset[str], lists: frozenset[str] = frozenset(), *, force: bool = False
) -> Changes:
    """The changes from ``old`` to ``new``; ``missing`` are the ids of ``old`` that its page did not have any more,
    ``lists`` the URLs of pages that completed ``old``.

    Where there may be comments that were seen before and were not looked at now, none is gone. ``force``: there are none
    only because the page claims them.
    """
    before = {comment.id: comment for comment in old.comments}
    after = {comment.id: comment for comment in new.comments}
    order = merge_order(tuple(before), tuple(after))
    whole = not (
        leads_to_more(new)
        or any(lead.url in lists and leaves_open(new, lead) for lead in new.leads)
        or (not force and _unseen(new, len(after)) > _unseen(old, len(before.keys() - missing)))
    )
    return Changes(
        post=_earlier(new, old, except_for="comments"),
        comments={key: earlier for key in after if key in before and (earlier := _earlier(after[key], before[key]))},
        added=tuple(comment for key, comment in after.items() if key not in before),
        gone=tuple(key for key in before if whole and key not in after and key not in missing),
        back=tuple(key for key in before if key in after and key in missing),
        order=order,
        moved=tuple(key for key in order if key in before) != tuple(before),
    )


def leads_to_more(post: Post) -> bool:
    """Whether there are comments of the post that nobody has looked at: further pages of them, or a service's."""
    return any(lead.kind not in _ASIDE for lead in post.leads)


def _unseen(post: Post, seen: int) -> int:
    """How many comments the page claims beyond those that were seen. A list may have held only the newest of them."""
    return max(0, (post.comment_count or 0) - seen)


def renamed(new: Post, old: Post) -> dict[str, str]:
    """The new ids, by the earlier ones, of comments that the page or a better scraper calls otherwise now.

    Those are taken for the same that alone have one author and text, or one author and time of day.
    """
    before, after = ({comment.id: comment for comment in post.comments} for post in (old, new))
    gone = {key: comment for key, comment in before.items() if key not in after}
    come = {key: comment for key, comment in after.items() if key not in before}
    found: dict[str, str] = {}
    for trait in (_said, _said_at):
        ours, theirs = _by_trait(trait, gone.values()), _by_trait(trait, come.values())
        for key, comment in ours.items():
            if key in theirs:
                found[comment.id] = theirs[key].id
                del gone[comment.id], come[theirs[key].id]
    return found


def with_ids(comment: Comment, ids: dict[str, str]) -> Comment:
    """The comment with its own and its parent's new id."""
    parent = ids.get(comment.parent_id, comment.parent_id) if comment.parent_id is not None else None
    return replace(comment, id=ids.get(comment.id, comment.id), parent_id=parent)


def _by_trait(
    trait: Callable[[Comment], tuple[str | None, str] | None], comments: Iterable[Comment]
) -> dict[tuple[str | None, str], Comment]:
    """The comments by what no other of them has in common with them."""
    found: dict[tuple[str | None, str], list[Comment]] = {}
    for comment in comments:
        if (key := trait(comment)) is not None:
            found.setdefault(key, []).append(comment)
    return {key: same[0] for key, same in found.items() if len(same) == 1}


def _said(comment: Comment) -> tuple[str | None, str] | None:
    return (comment.author.name if comment.author else None, comment.content_text) if comment.content_text else None


def _said_at(comment: Comment) -> tuple[str | None, str] | None:
    if comment.published is None or "T" not in comment.published:
        return None
    return comment.author.name if comment.author else None, comment.published


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
