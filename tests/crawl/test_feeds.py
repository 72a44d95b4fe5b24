"""Feeds: their entries, and the way back through their history."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.crawl.feeds import MOST_ENTRIES, is_of_comments, read_feed, whole
from archiver.crawl.found import Reading, Step
from tests.crawl.blogs import Answer, atom, page, rss

BASE = "https://blog.example"


def read(answer: Answer, url: str = f"{BASE}/feed/") -> Reading:
    return read_feed(page(url, answer), Step("feed", url))


def onward(reading: Reading) -> list[tuple[str, bool]]:
    return [(step.url, step.guess) for step in reading.further]


def test_the_entries_of_rss_and_atom_with_their_dates() -> None:
    for reading in (read(rss([f"{BASE}/a"])), read(atom([f"{BASE}/a"]))):
        (found,) = reading.found
        assert (found.url, (found.published or "")[:16]) == (f"{BASE}/a", "2010-05-04T11:54")
        assert found.said.feed
    assert read(atom([f"{BASE}/a"])).found[0].modified == "2010-05-05T00:00:00+00:00"


def test_an_entry_that_leads_round_by_a_counter_is_known_by_its_id() -> None:
    body = rss(["https://feedproxy.example/~r/1"]).data.replace(b"</link>", f"</link><guid>{BASE}/a</guid>".encode())
    assert [found.url for found in read(Answer(body)).found] == [f"{BASE}/a"]


def test_wordpress_has_its_history_by_number() -> None:
    assert onward(read(rss([f"{BASE}/a"]))) == [(f"{BASE}/feed/?paged=2", True)]
    assert onward(read(rss([f"{BASE}/a"]), f"{BASE}/?feed=rss2&paged=4")) == [(f"{BASE}/?feed=rss2&paged=5", True)]
    assert onward(read(rss([f"{BASE}/a"], generator="Hugo"))) == []
    assert onward(read(rss([]))) == []


def test_blogger_has_its_history_by_place_and_says_how_much_there_is() -> None:
    start = whole(f"{BASE}/feeds/posts/default?alt=rss")
    assert start == f"{BASE}/feeds/posts/summary?max-results=150&start-index=1"
    reading = read(atom([f"{BASE}/{n}" for n in range(150)], total=151), start)
    assert onward(reading) == [(f"{BASE}/feeds/posts/summary?max-results=150&start-index=151", True)]
    assert onward(read(atom([f"{BASE}/x"], total=151), reading.further[0].url)) == []


def test_an_archive_by_rfc_5005_and_a_paged_feed_say_themselves_where_they_go_on() -> None:
    head = f'<link rel="prev-archive" href="{BASE}/2009.xml"/><link rel="next" href="{BASE}/p2"/>'
    assert onward(read(atom([f"{BASE}/a"], head=head))) == [(f"{BASE}/2009.xml", False)]
    assert onward(read(atom([f"{BASE}/a"], head=f'<link rel="next" href="{BASE}/p2"/>'))) == [(f"{BASE}/p2", False)]
    assert onward(read(atom([f"{BASE}/a"], head=f'<link rel="next" href="{BASE}/feed/"/>'))) == []


def test_comments_are_no_posts() -> None:
    assert read(rss([f"{BASE}/a/#comment-7", f"{BASE}/b#c123"])).found == ()
    assert is_of_comments(f"{BASE}/comments/feed/", None)
    assert is_of_comments(f"{BASE}/feed/", "A blog » Comments Feed")
    assert is_of_comments(f"{BASE}/?feed=comments-rss2", None)
    assert not is_of_comments(f"{BASE}/feed/", "A blog » Feed")


@pytest.mark.parametrize("body", [b"<html><p>soft 404", b"", b"{}", b"<urlset/>"])
def test_what_is_no_feed_is_told(body: bytes) -> None:
    assert read(Answer(body)).trouble == "is not a feed"


@pytest.mark.unmeasured
def test_a_feed_without_end_is_read_to_the_limit_and_told() -> None:
    reading = read(rss([f"{BASE}/{n}" for n in range(MOST_ENTRIES + 1)]))
    assert len(reading.found) == MOST_ENTRIES
    assert reading.trouble == f"has more than {MOST_ENTRIES:,} entries"


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 1000}">' for n in range(9))


@pytest.mark.parametrize(
    "doctype",
    [f"<!DOCTYPE rss [{ENTITIES}]>", f"<!DOCTYPE rss [{ENTITIES}", f"<!DOCTYPE a><!DOCTYPE rss [{ENTITIES}]>"],
)
def test_an_entity_bomb_costs_little(doctype: str) -> None:
    body = rss([f"{BASE}/a"]).data.decode().replace("<rss", f"{doctype}<rss").replace("<title>A blog", "<title>&e8;")
    start = time.process_time()
    reading = read(Answer(body))
    assert time.process_time() - start < 2
    assert sum(len(found.url) for found in reading.found) < 1000


def test_a_feed_cannot_make_a_file_be_read(tmp_path) -> None:  # type: ignore[no-untyped-def]
    secret = tmp_path / "secret"
    secret.write_text(rss([f"{BASE}/secret"]).data.decode())
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = rss([f"{BASE}/a"]).data.decode().replace("<rss", f"{entity}<rss").replace("</channel>", "&x;</channel>")
    assert [found.url for found in read(Answer(body)).found] in ([f"{BASE}/a"], [])
    assert read(Answer(str(secret))).found == ()


@settings(max_examples=40)
@given(st.binary(max_size=200))
def test_nothing_raises(body: bytes) -> None:
    read(Answer(b"<rss>" + body))
    read(Answer(body))
