from __future__ import annotations

import pytest

from archiver.crawl.told import told
from archiver.store import Tally


@pytest.mark.parametrize(
    ("sources", "alone", "line"),
    [
        (
            {"rest": 380, "sitemap": 410, "feed": 0, "listing": 2},
            {"rest": 0, "sitemap": 30, "feed": 0, "listing": 2},
            "412 posts: 410 in the sitemap, 380 in REST, 30 only in the sitemap, 2 only in archive pages",
        ),
        ({"feed": 412, "rest": 0}, {"feed": 412, "rest": 0}, "412 posts: 412 only in the feed"),
    ],
)
def test_where_posts_were_found(sources: dict[str, int], alone: dict[str, int], line: str) -> None:
    assert told(Tally(412, sources, alone, {})) == line


def test_one_post_and_none() -> None:
    assert told(Tally(1, {"rest": 1}, {"rest": 0}, {})) == "1 post: 1 in REST"
    assert told(Tally(0, {}, {}, {})) == "no posts found"
