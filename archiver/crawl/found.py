"""The values that travel while a blog's posts are looked for: what to ask (`Step`), and what the answer says (`Reading`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Self

if TYPE_CHECKING:
    from archiver.crawl.judge import Said

Task = Literal["home", "probe", "robots", "rest", "sitemap", "feed", "listing", "month", "captures"]

TASKS: tuple[Task, ...] = ("home", "probe", "robots", "rest", "sitemap", "feed", "listing", "month", "captures")
"""In the order in which they are done: what is cheap and sure comes first, so that the rest can be cut short."""


@dataclass(frozen=True, slots=True)
class Step:
    """One request on the way to a blog's posts.

    ``depth`` counts the steps that led here, ``idle`` those of them, the last in a row, that brought no news. ``guess``:
    nobody said that there is anything at this URL, so that nothing is told if there is not.
    """

    task: Task
    url: str
    depth: int = 0
    idle: int = 0
    guess: bool = False

    def further(self, url: str, task: Task | None = None, *, guess: bool = False) -> Step:
        """The step that this one leads to."""
        return Step(task or self.task, url, self.depth + 1, self.idle, guess)


@dataclass(frozen=True, slots=True)
class Found:
    """A URL that may be a post's. ``published`` and ``modified`` are ISO 8601, as far as a source tells."""

    url: str
    said: Said
    published: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer says: URLs, further steps, how many posts there are by its own word, whether these were the last
    of all (``complete``), and what is wrong with it or was left out (``trouble``, a few words)."""

    found: tuple[Found, ...] = ()
    further: tuple[Step, ...] = ()
    claimed: int | None = None
    complete: bool = False
    trouble: str | None = None

    def joined(self, other: Self) -> Self:
        """Both, as of one answer."""
        return replace(self, found=(*self.found, *other.found), further=(*self.further, *other.further))
