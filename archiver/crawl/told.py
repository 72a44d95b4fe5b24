"""What a search found, in one line: "412 posts: 410 in the sitemap, 380 in REST, 2 only in archive pages"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archiver.store import Tally

_NAMES = {
    "rest": "REST",
    "sitemap": "the sitemap",
    "feed": "the feed",
    "listing": "archive pages",
    "captures": "the Internet Archive",
}


def told(tally: Tally) -> str:
    """How many posts were found in which source, the largest first, and how many in one source only."""
    if not tally.posts:
        return "no posts found"
    whole = [source for source, count in tally.sources.items() if count > tally.alone[source]]
    whole.sort(key=lambda source: -tally.sources[source])
    parts = [f"{tally.sources[source]:,} in {_NAMES[source]}" for source in whole]
    parts += [f"{count:,} only in {_NAMES[source]}" for source, count in tally.alone.items() if count]
    return f"{tally.posts:,} post{'s' * (tally.posts != 1)}: {', '.join(parts)}"
