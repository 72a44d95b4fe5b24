"""Made-up blogs of any size, to measure the archive with: natural text, threads, authors, tags, dates over years.

Posts come one by one, so any number passes through constant memory; post number N is the same in every run and in every
size. Lengths and numbers are distributed as on the blog pages of the accuracy benchmark (lognormal; there the median
post has 550 words and 2 comments, the median comment 26 words).
"""

from __future__ import annotations

import math
import random
import shutil
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.records import Author, Comment, Page, Post, Site
from archiver.store import Filters, Store
from bench.prose import Language, language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITES = 60
_LANGUAGES = ("en", "en", "en", "de", "en", "fr", "en", "de", "ja", "en", "zh", "en")
_POST_WORDS, _COMMENT_WORDS = (550, 1.08, 8000), (26, 1.19, 1500)  # median, sigma, most
_COMMENTS_SIGMA = 1.7
_YEARS = 20
_STRATA = 1000
_NAMES = (500, 9000)  # the places in the vocabulary from which names come
_STRIDE = 617
"""Coprime with the strata and near their golden section: neighbours in the stream differ, a thousand have the mean."""


@dataclass(frozen=True)
class _Blog:
    """A site with what all of its posts share."""

    site: Site
    language: Language
    authors: tuple[Author, ...]
    commenters: tuple[Author, ...]
    categories: tuple[str, ...]
    offset: str


def pages_and_posts(posts: int, comments: int, *, seed: int = 0) -> Iterator[tuple[Page, Post]]:
    """So many posts, with about so many comments in all, and a small page for each."""
    for number in range(posts):
        yield page_and_post(number, comments / posts, seed=seed)


def page_and_post(number: int, comments: float, *, seed: int = 0) -> tuple[Page, Post]:
    """The post of this number; ``comments`` are the comments of a post on average."""
    rng, blog, words = _beginning(number, seed)
    day = rng.randrange(_YEARS * 336)
    published = _moment(day, rng.randrange(1440), blog.offset)
    title, paragraphs = blog.language.title(rng, words), _paragraphs(rng, blog.language, words)
    url = f"{blog.site.url}{published[:4]}/{published[5:7]}/{number}"
    post = Post(
        url=url,
        title=title,
        site=blog.site,
        authors=(rng.choice(blog.authors),) if rng.random() < 0.9 else (),
        published=None if rng.random() < 0.02 else published,
        language=blog.language.code,
        categories=(rng.choice(blog.categories),),
        tags=tuple(dict.fromkeys(rng.choices(words, k=rng.randrange(5)))),
        content_html="\n".join(f"<p>{text}</p>" for text in paragraphs),
        content_text="\n\n".join(paragraphs),
        comments=tuple(_comments(rng, blog, words, url, day, thread_length(number, comments))),
        scraper=blog.site.platform or "generic",
    )
    body = f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{paragraphs[0]}</p>"
    return Page(url, url, 200, {"content-type": "text/html"}, body.encode(), "2026-01-01T00:00:00Z"), post


def make_archive(path: Path, posts: int, comments: int, *, seed: int = 0, smaller: Path | None = None) -> str:
    """Save so many posts with about so many comments in a new archive; a line that says what it holds.

    ``smaller`` is an archive with the first of these posts, whose copy is the beginning. Raises ``ValueError`` where
    there is a file already, or no number can be met.
    """
    if posts < 1 or comments < 0:
        raise ValueError("an archive has at least one post and no fewer than 0 comments")
    if path.exists():
        raise ValueError(f"{path}: is there already")
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)
    if smaller:
        shutil.copyfile(smaller, unfinished)
    with Store(unfinished) as store:
        for number in range(store.stats().posts, posts):
            store.save(*page_and_post(number, comments / posts, seed=seed))
        stats = store.stats()
    unfinished.rename(path)
    size = path.stat().st_size / 1e6
    return f"{path}: {stats.posts} posts, {stats.comments + stats.pingbacks} comments, {size:.0f} MB"


def natural_queries(posts: int, number: int, *, seed: int = 0) -> Iterator[tuple[str, Filters]]:
    """So many searches as people type them: one to three of the words that one of the posts is about.

    Such a word may be as common as any that is not grammar; every eighth query has a word of grammar too. Half of them
    have a filter that selects that post or some of its comments.
    """
    rng = random.Random(f"queries {seed}")
    for count in range(number):
        rng_of_post, blog, words = _beginning(rng.randrange(posts), seed)
        asked = rng.sample(words, min(len(words), rng.choice((1, 1, 2, 2, 3))))
        grammar = [blog.language.words[rng.randrange(blog.language.grammar)]] if count % 8 == 0 else []
        year = _moment(rng_of_post.randrange(_YEARS * 336), 0, "")[:4]
        filters = (
            Filters(kind="comment"),
            Filters(site=urlsplit(blog.site.url or "").netloc),
            Filters(since=year, until=year),
            Filters(author=rng.choice((rng.choice(blog.authors), blog.commenters[0])).name),
            Filters(tag=rng.choice(words)),
        )
        yield " ".join(grammar + asked), filters[count // 2 % len(filters)] if count % 2 else Filters()


def _beginning(number: int, seed: int) -> tuple[random.Random, _Blog, list[str]]:
    """Where the post of this number stands and the words that it is about; with what draws the rest of it."""
    rng = random.Random(f"{seed} {number}")
    blog = _blog(int(SITES * rng.random() ** 2))
    return rng, blog, blog.language.topic(rng)


def _length(rng: random.Random, median: int, sigma: float, most: int) -> int:
    return max(1, min(most, int(median * math.exp(sigma * rng.gauss(0, 1)))))


def _paragraphs(rng: random.Random, speech: Language, topic: list[str]) -> list[str]:
    left, paragraphs = _length(rng, *_POST_WORDS), []
    while left > 0:
        words = min(left, rng.randrange(20, 120))
        paragraphs.append(speech.text(rng, words, topic))
        left -= words
    return paragraphs


def _comments(rng: random.Random, blog: _Blog, topic: list[str], url: str, day: int, number: int) -> Iterator[Comment]:
    """A thread in the order of time: a third are replies, mostly to one of the last few; a twentieth are pingbacks."""
    minute = 300.0
    for count in range(number):
        minute += rng.expovariate(1 / 180)
        text = blog.language.text(rng, _length(rng, *_COMMENT_WORDS), topic)
        ping = rng.random() < 0.05
        reply = count > 0 and not ping and rng.random() < 1 / 3
        author = blog.commenters[int(len(blog.commenters) * rng.random() ** 3)]
        yield Comment(
            id=f"comment-{count + 1}",
            parent_id=f"comment-{count - min(count - 1, int(rng.expovariate(1 / 3)))}" if reply else None,
            kind="pingback" if ping else "comment",
            author=None if rng.random() < 0.04 else author,
            published=_moment(day + int(minute) // 1440, int(minute) % 1440, blog.offset),
            url=f"{url}#comment-{count + 1}",
            content_html=f"<p>{text}</p>",
            content_text=text,
        )


def _moment(day: int, minute: int, offset: str) -> str:
    """An instant of the calendar in which each month has 28 days, so that no day needs a look-up."""
    year, month = 2005 + day // 336, day // 28 % 12 + 1
    return f"{year}-{month:02}-{day % 28 + 1:02}T{minute // 60:02}:{minute % 60:02}{offset}"


@cache
def _thread_lengths(mean: float) -> tuple[float, ...]:
    """The numbers of comments of a thousand posts, from the fewest to the most: lognormal, with this mean."""
    normal = NormalDist()
    raw = [math.exp(_COMMENTS_SIGMA * normal.inv_cdf((k + 0.5) / _STRATA)) for k in range(_STRATA)]
    return tuple(value * mean * _STRATA / sum(raw) for value in raw)


def thread_length(number: int, mean: float) -> int:
    """How many comments the post of this number has; what is behind the point is spread over the thousands."""
    exact = _thread_lengths(mean)[number * _STRIDE % _STRATA]
    return int(exact + (number // _STRATA * 0.618 + exact * 7) % 1)


@cache
def _blog(number: int) -> _Blog:
    rng = random.Random(f"blog {number}")
    speech = language(_LANGUAGES[number % len(_LANGUAGES)])
    host = f"blog{number}.example"
    name = speech.title(rng, speech.topic(rng))
    platform = rng.choice(("wordpress", "blogger", "drupal", None))
    return _Blog(
        Site(f"https://{host}/", name, platform),
        speech,
        tuple(_person(rng, speech, host, 0.5) for _ in range(rng.randrange(1, 6))),
        tuple(_person(rng, speech, host, 0.3) for _ in range(rng.randrange(200, 6000))),
        tuple(word.capitalize() for word in speech.topic(rng, 8)),
        rng.choice(("", "Z", "+01:00")),
    )


def _person(rng: random.Random, speech: Language, host: str, known: float) -> Author:
    """A name of one or two invented words; some have a page of their own and a picture."""
    names = [speech.words[rng.randrange(*_NAMES)].capitalize() for _ in range(rng.choice((1, 2, 2)))]
    url = f"https://people.example/{rng.randrange(10**6)}" if rng.random() < known else None
    return Author(speech.space.join(names), url, f"https://{host}/avatar/{rng.randrange(10**6)}" if url else None)
