"""Pages with threads of any length, in the markup of a common blog engine, to measure how cost grows."""

from __future__ import annotations

import random
from html import escape

from archiver.records import Page
from bench.words import listed

URL = "http://pages.example/2012/03/a-long-thread/"
_WORDS = listed(
    "tower key bell rope stairs lantern harbour gull ferry walnut bicycle orchard chimney kettle ladder map river "
    "we you they found lost kept carried mended heard forgot under over behind beside every early quiet old green"
)
_NAMES = listed("Ada Bruno Celeste Dmitri Edda Farid Greta Hugo Ines Jonas Kaya Liam Mira Nils Olga Pavel")


def thread_page(comments: int, seed: int = 0) -> Page:
    """A post with so many comments: about half of them replies, up to five deep, each with a name, a date and two
    sentences. Another ``seed`` gives other words."""
    rng = random.Random(seed)
    parts, depth = [], 0
    for number in range(1, comments + 1):
        deeper = number > 1 and depth < 5 and rng.random() < 1 / 3
        if deeper:
            parts.append('<ul class="children">')
            depth += 1
        elif number > 1:
            parts.append("</li>")
            up = rng.randint(0, depth)
            parts.append("</ul></li>" * up)
            depth -= up
        parts.append(_comment(number, rng))
    closing = "</li>" + "</ul></li>" * depth if comments else ""
    post = "".join(f"<p>{_sentences(rng, 4)}</p>" for _ in range(5))
    body = (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>A long thread | Pages</title></head><body>"
        '<div id="content"><div class="post hentry" id="post-1"><h1 class="entry-title">A long thread</h1>'
        '<p class="byline">by <a rel="author" href="/author/nell/">Nell Hathersage</a> on March 2, 2012</p>'
        f'<div class="entry-content">{post}</div></div>'
        f'<h3 id="comments">{comments} Responses</h3><ol class="commentlist">{"".join(parts)}{closing}</ol></div></body></html>'
    )
    return Page(URL, URL, 200, {}, body.encode(), "2026-01-01T00:00:00Z")


def _comment(number: int, rng: random.Random) -> str:
    name = escape(f"{rng.choice(_NAMES)} {rng.choice(_WORDS).capitalize()}{rng.randint(1, 9999)}")
    day, hour, minute = rng.randint(1, 28), rng.randint(1, 11), rng.randint(0, 59)
    return (
        f'<li class="comment depth-1" id="li-comment-{number}"><div id="comment-{number}" class="comment-body">'
        f'<div class="comment-author vcard"><cite class="fn">{name}</cite> <span class="says">says:</span></div>'
        f'<div class="comment-meta"><a href="{URL}#comment-{number}">March {day}, 2012 at {hour}:{minute:02} am</a></div>'
        f"<p>{_sentences(rng, 2)}</p><div class=reply><a href='#respond'>Reply</a></div></div>"
    )


def _sentences(rng: random.Random, number: int) -> str:
    return " ".join(f"{' '.join(rng.choices(_WORDS, k=12)).capitalize()}." for _ in range(number))
