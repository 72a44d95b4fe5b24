"""Sitemaps of all kinds, and bombs: bounded, told, and gone on from."""

from __future__ import annotations

import gzip
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.crawl.found import Step
from archiver.crawl.judge import NAMED_OTHERWISE, NAMED_POSTS
from archiver.crawl.sitemaps import MOST_BYTES, MOST_DEPTH, MOST_LISTED, MOST_URLS, guesses, read_sitemap
from tests.crawl.blogs import Answer, page, sitemap, sitemap_index

BASE = "https://blog.example"


def read(answer: Answer | bytes, url: str = f"{BASE}/sitemap.xml", depth: int = 0):  # type: ignore[no-untyped-def]
    step = Step("sitemap", url, depth)
    return read_sitemap(page(url, answer if isinstance(answer, Answer) else Answer(answer, "text/xml")), step)


def urls(reading) -> list[str]:  # type: ignore[no-untyped-def]
    return [found.url for found in reading.found]


def test_the_urls_of_a_sitemap_with_their_dates() -> None:
    reading = read(sitemap([f"{BASE}/a", f"{BASE}/b?x=1&amp;y=2"], dates=True))
    assert urls(reading) == [f"{BASE}/a", f"{BASE}/b?x=1&y=2"]
    assert {found.modified for found in reading.found} == {"2020-05-04"}
    assert all(found.said.sitemap for found in reading.found)
    assert reading.trouble is None


def test_gzip_bom_other_encodings_other_prefixes_and_missing_namespaces() -> None:
    body = sitemap([f"{BASE}/a"]).data
    assert urls(read(gzip.compress(body))) == [f"{BASE}/a"]
    assert urls(read(b"\xef\xbb\xbf" + body)) == [f"{BASE}/a"]
    assert urls(read(b"<urlset><url><loc>\n https://blog.example/a \n</loc></url></urlset>")) == [f"{BASE}/a"]
    assert urls(read(b'<s:urlset xmlns:s="x"><s:url><s:loc>https://blog.example/a</s:loc></s:url></s:urlset>')) == [
        f"{BASE}/a"
    ]
    latin = f'<?xml version="1.0" encoding="iso-8859-1"?><urlset><url><loc>{BASE}/ä</loc></url></urlset>'
    assert urls(read(latin.encode("latin-1"))) == [f"{BASE}/ä"]


def test_pictures_in_a_sitemap_are_no_pages() -> None:
    body = (
        f"<urlset><url><image:image xmlns:image='i'><image:loc>{BASE}/x.jpg</image:loc></image:image><loc>{BASE}/a</loc>"
        f"<image:image xmlns:image='i'><image:loc>{BASE}/y.jpg</image:loc></image:image></url></urlset>"
    )
    assert urls(read(body.encode())) == [f"{BASE}/a"]


def test_lines_of_urls_are_a_sitemap_too() -> None:
    assert urls(read(f"{BASE}/a\n\n{BASE}/b\r\n".encode())) == [f"{BASE}/a", f"{BASE}/b"]
    assert read(b"hello\nworld").trouble == "is not a sitemap"


def test_an_index_leads_to_its_sitemaps_but_those_of_tags_and_the_like() -> None:
    names = ["post-sitemap.xml", "post-sitemap2.xml", "page-sitemap.xml", "post_tag-sitemap.xml", "author-sitemap.xml"]
    reading = read(sitemap_index([f"{BASE}/{name}" for name in names]))
    assert [step.url for step in reading.further] == [f"{BASE}/post-sitemap.xml", f"{BASE}/post-sitemap2.xml"]
    assert {(step.task, step.depth) for step in reading.further} == {("sitemap", 1)}
    reading = read(
        sitemap_index([f"{BASE}/sitemap-pages-1.xml", f"{BASE}/sitemap-tags.xml", f"{BASE}/sitemap.xml?page=2"])
    )
    assert [step.url for step in reading.further] == [f"{BASE}/sitemap-pages-1.xml", f"{BASE}/sitemap.xml?page=2"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("post-sitemap.xml", NAMED_POSTS),
        ("post-sitemap3.xml.gz", NAMED_POSTS),
        ("wp-sitemap-posts-post-1.xml", NAMED_POSTS),
        ("sitemap-posts.xml", NAMED_POSTS),
        ("blog-posts-sitemap.xml", NAMED_POSTS),
        ("wp-sitemap-posts-page-1.xml", 0),
        ("wp-sitemap-taxonomies-post_tag-1.xml", NAMED_OTHERWISE),
        ("category-sitemap.xml", NAMED_OTHERWISE),
        ("wp-sitemap-users-1.xml", NAMED_OTHERWISE),
        ("sitemap.xml", 0),
        ("sitemap-1.xml", 0),
    ],
)
def test_the_name_of_a_sitemap_says_what_is_in_it(name: str, hint: int) -> None:
    (found,) = read(sitemap([f"{BASE}/a"]), f"{BASE}/{name}").found
    assert found.said.hint == hint


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<html><body>soft 404</body></html>", "is not a sitemap"),
        (b"", "is not a sitemap"),
        (b"<urlset><url><loc>https://blog.example/a</loc></url><url>", "is not well-formed XML (line 1)"),
        (gzip.compress(b"<urlset>" * 9, mtime=0)[:-12] + b"x" * 12, "is damaged gzip"),
        (b"<!DOCTYPE x><urlset></urlset>", "has a document type, which no sitemap needs"),
        (b"<urlset>" + b"<url>" * 100, "is nested deeper than any sitemap"),
    ],
)
def test_what_is_no_sitemap_is_told(body: bytes, told: str) -> None:
    assert read(body).trouble == told


def test_what_stands_before_a_damage_is_kept() -> None:
    reading = read(b"<urlset><url><loc>https://blog.example/a</loc></url><url>")
    assert urls(reading) == [f"{BASE}/a"]


def test_an_index_is_followed_so_deep_and_no_deeper() -> None:
    index = sitemap_index([f"{BASE}/sitemap.xml"])
    assert read(index, depth=MOST_DEPTH - 1).further
    reading = read(index, depth=MOST_DEPTH)
    assert (reading.further, reading.trouble) == ((), f"is an index more than {MOST_DEPTH} levels deep")


def test_a_million_lines_are_read_to_the_limit_and_told() -> None:
    for body in (
        b"<urlset>" + b"<url><loc>https://blog.example/a</loc></url>" * (MOST_URLS + 1) + b"</urlset>",
        b"https://blog.example/a\n" * 1_000_000,
    ):
        reading = read(body)
        assert len(reading.found) == MOST_URLS
        assert reading.trouble == f"has more than {MOST_URLS:,} URLs"
    reading = read(sitemap_index([f"{BASE}/s{n}.xml" for n in range(MOST_LISTED + 1)]))
    assert len(reading.further) == MOST_LISTED
    assert reading.trouble == f"lists more than {MOST_LISTED:,} sitemaps"


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 1000}">' for n in range(9))


@pytest.mark.parametrize(
    "body",
    [
        f"<!DOCTYPE urlset [{ENTITIES}]><urlset><url><loc>&e8;</loc></url></urlset>".encode(),
        b'<!DOCTYPE urlset SYSTEM "file:///etc/passwd" []><urlset/>',
        b'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>',
        gzip.compress(b"<urlset>" + b" " * (MOST_BYTES + 1)),
        b"<urlset><url><loc>" + b"x" * 5_000_000 + b"</loc></url></urlset>",
    ],
    ids=["entities", "external", "file", "gzip", "a long text"],
)
def test_a_bomb_costs_little_and_is_told(body: bytes) -> None:
    tracemalloc.start()
    start = time.process_time()
    reading = read(body)
    assert time.process_time() - start < 2
    assert tracemalloc.get_traced_memory()[1] < 40_000_000
    tracemalloc.stop()
    assert urls(reading) == []


@given(st.binary(max_size=300) | st.binary(max_size=100).map(b"<urlset><url><loc>".__add__))
def test_nothing_raises(body: bytes) -> None:
    read(body)
    read(gzip.compress(body))


def test_the_usual_places_are_in_the_blogs_folder_and_at_the_root() -> None:
    assert guesses("https://blog.example/")[:2] == (
        "https://blog.example/sitemap.xml",
        "https://blog.example/sitemap_index.xml",
    )
    both = guesses("https://host.example/blog/index.html")
    assert both[0] == "https://host.example/blog/sitemap.xml"
    assert "https://host.example/sitemap.xml" in both
