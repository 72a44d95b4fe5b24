"""Comments in reading order with their depth: each reply below what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archiver.records import Comment


def threaded(comments: Iterable[Comment]) -> Iterator[tuple[int, Comment]]:
    """Yield ``(depth, comment)``, every comment once; siblings keep their order, depth begins at 0.

    A comment whose parent is not in the list, or that would answer itself over some way, starts a thread of its own.
    """
    listed = list(comments)
    first: dict[str, int] = {}
    for index, comment in enumerate(listed):
        first.setdefault(comment.id, index)
    parents = [first.get(comment.parent_id) if comment.parent_id is not None else None for comment in listed]
    _cut_cycles(parents)
    replies: dict[int | None, list[int]] = {}
    for index, parent in enumerate(parents):
        replies.setdefault(parent, []).append(index)
    # A stack and not recursion: a thread may be deeper than Python's recursion limit.
    waiting = [(0, index) for index in reversed(replies.get(None, []))]
    while waiting:
        depth, index = waiting.pop()
        yield depth, listed[index]
        waiting.extend((depth + 1, reply) for reply in reversed(replies.get(index, [])))


def _cut_cycles(parents: list[int | None]) -> None:
    """Set to ``None`` one parent in each circle, that of its first comment, so that all comments hang on a root."""
    settled: set[int] = set()
    for start in range(len(parents)):
        path: dict[int, None] = {}
        index: int | None = start
        while index is not None and index not in settled and index not in path:
            path[index] = None
            index = parents[index]
        if index is not None and index in path:
            circle = list(path)[list(path).index(index) :]
            parents[min(circle)] = None
        settled.update(path)
