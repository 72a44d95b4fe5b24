"""Feeds in one shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archiver.page.feed import MAX_FEED, read_feed

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://blog.example/feed/"
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:openSearch="http://a9.com/-/spec/opensearch/1.1/">
<title>Comments</title><link rel="next" href="?page=2"/><openSearch:totalResults>42</openSearch:totalResults>{}</feed>"""
ENTRY = """<entry><id>tag:x,1</id><title>Re: Hello</title><updated>2010-05-05T10:00:00Z</updated>
<author><name>Ann</name><uri>/ann</uri><email>ann@mail.example</email></author>
<link rel="related" href="/c/7"/><thr:in-reply-to ref="tag:x,0" href="https://blog.example/hello/"/>
<content type="html">&lt;p&gt;Hi &lt;script&gt;1&lt;/script&gt;&lt;/p&gt;</content></entry>"""


def test_an_atom_feed_of_comments() -> None:
    feed = read_feed(ATOM.format(ENTRY).encode(), URL)
    assert feed is not None
    assert (feed.title, feed.total, feed.links) == ("Comments", 42, {"next": "https://blog.example/feed/?page=2"})
    entry = feed.entries[0]
    assert (entry.id, entry.title, entry.author) == ("tag:x,1", "Re: Hello", "Ann")
    assert entry.author_url == "https://blog.example/ann"
    assert entry.updated == "2010-05-05T10:00:00+00:00"
    assert entry.html == "<p>Hi <script>1</script></p>"  # as it came: whoever keeps it cleans it
    assert entry.related == ("https://blog.example/c/7",)
    assert entry.in_reply_to == ("tag:x,0", "https://blog.example/hello/")


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_entries_behind_the_most_that_are_wanted_are_not_read(most: int) -> None:
    items = "".join(f"<item><title>{n}</title><link>/{n}</link></item>\n" for n in range(3))
    end = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/older"/></channel></rss>'
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>B</title>{items}{end}'.encode()
    feed = read_feed(body, URL, most=most)
    assert feed is not None
    assert [entry.title for entry in feed.entries] == ["0", "1", "2"][:most]
    assert feed.links["next"] == "https://blog.example/older"


def test_an_rss_feed_with_a_date_of_mail() -> None:
    item = (
        "<item><title>A</title><link>/a</link><pubDate>Tue, 04 May 2010 09:54:30 +0200</pubDate><guid>1</guid></item>"
    )
    feed = read_feed(f'<rss version="2.0"><channel><title>B</title>{item}</channel></rss>'.encode(), URL)
    assert feed is not None
    assert (feed.entries[0].published, feed.entries[0].updated) == ("2010-05-04T09:54:30+02:00", None)
    assert (feed.entries[0].url, feed.total) == ("https://blog.example/a", None)


def test_a_feed_that_is_cut_off_gives_what_there_is() -> None:
    whole = ATOM.format(ENTRY + ENTRY.replace("tag:x,1", "tag:x,2")).encode()
    feed = read_feed(whole[: whole.rindex(b"</content>")], URL)
    assert feed is not None
    assert [entry.id for entry in feed.entries][:1] == ["tag:x,1"]


@pytest.mark.parametrize(
    "body", [b"", b"<?xml version='1.0'?><urlset/>", b"{}", b"<html><p>feed</p></html>", b"\xff\xfe"]
)
def test_what_is_no_feed(body: bytes) -> None:
    assert read_feed(body, URL) is None


def test_entities_of_its_own_and_absurd_sizes_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE r [<!entity a "aaaa">]>' + ATOM.format(ENTRY).partition("?>")[2].encode()
    assert read_feed(bomb, URL) is None
    hidden = bomb.replace(b"<!DOCTYPE r", b'<!DOCTYPE r SYSTEM "<a"')
    assert read_feed(hidden, URL) is None
    assert read_feed(bomb.replace(b"<!DOCTYPE", b"& <!DOCTYPE"), URL) is None
    assert read_feed(ATOM.format(ENTRY).encode() + b" " * MAX_FEED, URL) is None


def test_a_post_may_write_of_entities() -> None:
    feed = read_feed(ATOM.format(ENTRY + "<!-- <!ENTITY a 'b'> -->").encode(), URL)
    assert feed is not None
    assert len(feed.entries) == 1


@pytest.mark.parametrize("total", ["", "many", "-1", "٣", "9" * 30])
def test_a_total_that_is_no_number_is_none(total: str) -> None:
    feed = read_feed(ATOM.replace("42", total).format(ENTRY).encode(), URL)
    assert feed is not None
    assert feed.total is None


def test_a_body_that_is_the_name_of_a_file_opens_none(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(ATOM.format(ENTRY))
    assert read_feed(str(secret).encode(), URL) is None
