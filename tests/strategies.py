"""Hypothesis strategies for records, as hostile as a page can make them."""

from __future__ import annotations

from hypothesis import strategies as st

from archiver.records import Author, Comment, Lead, Post, Site

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
# Where a record has null for "nothing", it never has an empty text.
line = text.filter(bool)
maybe = st.none() | line
urls = st.builds("https://example.org/{}".format, st.text('abc/?&=%()<>" é日', max_size=12))
maybe_url = st.none() | urls
dates = st.none() | st.sampled_from(
    ["2010", "2010-05", "2010-05-04", "2010-05-04T11:54", "2010-05-04T11:54:30", "2010-05-04T11:54:30+02:00"]
)
words = st.lists(line, max_size=3, unique=True).map(tuple)
authors = st.builds(Author, name=line, url=maybe_url, avatar_url=maybe_url)
comments = st.builds(
    Comment,
    id=st.sampled_from(["c1", "c2", "c3", "c4"]),
    parent_id=st.none() | st.sampled_from(["c1", "c2", "c3", "gone"]),
    kind=st.sampled_from(["comment", "pingback", "trackback"]),
    author=st.none() | authors,
    published=dates,
    published_text=maybe,
    url=maybe_url,
    content_html=text,
    content_text=text,
)
posts = st.builds(
    Post,
    url=urls,
    title=maybe,
    site=st.builds(Site, url=maybe_url, name=maybe, platform=st.none() | st.just("wordpress")),
    authors=st.lists(authors, max_size=2).map(tuple),
    published=dates,
    published_text=maybe,
    updated=dates,
    language=st.none() | st.sampled_from(["en", "pt-BR"]),
    summary=maybe,
    image=maybe_url,
    license=maybe,
    categories=words,
    tags=words,
    content_html=text,
    content_text=text,
    comment_count=st.none() | st.integers(0, 99),
    comments=st.lists(comments, max_size=4).map(tuple),
    leads=st.lists(st.builds(Lead, kind=st.just("comments-page"), url=urls), max_size=1).map(tuple),
    scraper=st.sampled_from(["generic", "wordpress"]),
)
