"""The page's one layout: which way of finding a field serves its comments best.

Each comment offers candidates for a field, each under a key that says how it was found (`cite.fn`, `time`, "before
date"). The key that serves most comments well is asked first for all of them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from archiver.page.dom import Element
from archiver.scrapers._lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

Place = Element | Line
Said = TypeVar("Said")


class Offer(NamedTuple, Generic[Said]):
    """A candidate: how telling its key is (0 to 5), where it stands, what it says."""

    weight: float
    place: Place
    said: Said


def ranking(offers: Sequence[dict[str, Offer[Said]]], *, distinct: bool = False) -> list[str]:
    """Keys, best first: how many comments one serves counts most, then how telling it is.

    With `distinct`, what says the same in each of several comments is a label or the post's title, and comes last.
    """
    served: Counter[str] = Counter()
    telling: dict[str, float] = {}
    values: dict[str, set[object]] = {}
    for offer in offers:
        for key, candidate in offer.items():
            served[key] += 1
            telling[key] = max(candidate.weight, telling.get(key, 0.0))
            if distinct:
                values.setdefault(key, set()).add(candidate.said)
    for key, different in values.items():
        if served[key] >= 3 and len(different) == 1 and different != {""} and len(values) > 1:
            telling[key] -= 20.0
    total = max(1, len(offers))
    keys = list(served)
    if any(served[key] >= 0.6 * total and telling[key] >= 2.0 for key in keys):
        clear = [key for key in keys if telling[key] >= 1.5]  # a clear layout leaves no room for guesses
        keys = clear + [key for key in keys if key not in clear and distinct and _agrees(key, clear, offers)]
    return sorted(keys, key=lambda key: -(0.2 * telling[key] + 2 * served[key] / total))


def _agrees(key: str, others: Sequence[str], offers: Sequence[dict[str, Offer[Said]]]) -> bool:
    """Whether a guess says the same as the clear layout wherever both say something, and that more than once."""
    both = [(offer[key].said, clear.said) for offer in offers if key in offer and (clear := chosen(others, offer))]
    return len(both) >= 2 and all(guess == said for guess, said in both)


def chosen(keys: Sequence[str], offers: dict[str, Offer[Said]]) -> Offer[Said] | None:
    """The candidate under the best key that has one."""
    return next((offers[key] for key in keys if key in offers), None)
