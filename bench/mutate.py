"""Damaged pages, made of real markup: each case is a seed and a number, so that every one of them can be had again."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.records import Page
from bench.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

URL = "http://damaged.example/2010/05/page/"
_TOKEN = re.compile(r"<[^<>]*>|[^<]+|<")
_ATTRIBUTE = re.compile(r"""\s[^\s=<>"']+=(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")
_MOST_CHANGES = 12
_MOST_COPIES = 60
_MOST_TOKENS = 40
"""Longest stretch of tags and texts that is moved at once."""

_NAMES = listed(
    "div span p li ul ol dl dt dd table tr td th tbody blockquote a b i font cite time article section aside footer "
    "header main nav form input textarea select option button h1 h2 h3 img svg math template noscript script style "
    "iframe object title body html head meta link base br hr pre code plaintext xmp frameset details summary"
)
_VALUES = (
    "comment",
    "comments commentlist",
    "comment-71",
    "children",
    "fn",
    "vcard author",
    "entry-title",
    "hentry",
    "2010-05-04T11:54:30+02:00",
    "99999999999999999999",
    "-1",
    "",
    "\0",
    "http://[::1",
    "http://a.example:99999999/\ud7ff",
    "javascript:alert(1)",
    "//",
    "https://schema.org/Comment",
    "UserComments",
    "a" * 5000,
    "a " * 2000,
    "&#x110000;&#xD800;&#0;",
    "\x80\xff\xfe",
)
_KEYS = listed(
    "class id href src title datetime itemprop itemtype itemscope rel name content data-parent data-date colspan "
    "start value style onclick srcset lang charset http-equiv property typeof"
)
_CHARSETS = listed(
    "utf-8 utf-16 utf-16le utf-16be utf-7 utf-32 iso-8859-1 windows-1252 windows-1251 koi8-r shift_jis euc-jp "
    "iso-2022-jp gb18030 gbk big5 euc-kr x-user-defined replacement macintosh ibm866 hex idna punycode unknown"
)
_TEXTS = (
    "&#0;&#xD800;&#x110000;&nosuch;&amp",
    "\0\0\0",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?php",
    "</",
    "<a b='",
    '"',
    "4 responses to",
    "May 32nd 2010 at 25:61PM",
    "Posted by on at",
    "0000-00-00T00:00:00Z",
    "\u202e\ufeff\u200b".encode().decode("latin-1"),
    "says:" * 50,
    '<script type="application/ld+json">{"@type":["BlogPosting",7],"author":[[[{}]]],"comment":5,"datePublished":{}}</script>',
    '<script type="application/ld+json">[1,null,"x",{"@graph":{"@graph":"x"},"headline":{"a":[]}}]</script>',
    '<script id="disqus-threadData" type="text/json">{"cursor":3,"response":{"posts":[null,7,{"author":[]}]}}</script>',
)

Tokens = list[str]


@dataclass(frozen=True)
class Case:
    """A damaged page and what was done to it."""

    page: Page
    changes: tuple[str, ...]


def _place(rng: random.Random, tokens: Tokens) -> int:
    return rng.randrange(len(tokens)) if tokens else 0


def _stretch(rng: random.Random, tokens: Tokens) -> slice:
    start = _place(rng, tokens)
    return slice(start, start + rng.randint(1, _MOST_TOKENS))


def _tag(rng: random.Random, tokens: Tokens) -> int | None:
    """The place of a start tag."""
    places = [place for place, token in enumerate(tokens) if re.match(r"<[a-zA-Z]", token)]
    return rng.choice(places) if places else None


def delete(rng: random.Random, tokens: Tokens) -> None:
    """Leave tags and texts out."""
    del tokens[_stretch(rng, tokens)]


def duplicate(rng: random.Random, tokens: Tokens) -> None:
    """Say the same several times."""
    part = _stretch(rng, tokens)
    tokens[part] = tokens[part] * rng.choice((2, 3, _MOST_COPIES))


def swap(rng: random.Random, tokens: Tokens) -> None:
    """Let two stretches change places."""
    first, second = _stretch(rng, tokens), _stretch(rng, tokens)
    tokens[first], tokens[second] = tokens[second], tokens[first]


def insert_tag(rng: random.Random, tokens: Tokens) -> None:
    """Put a tag in, open or closed, once or often."""
    name = rng.choice(_NAMES)
    tag = rng.choice((f"<{name}>", f"</{name}>", f"<{name}/>", f"<{name} {rng.choice(_KEYS)}='{rng.choice(_VALUES)}'>"))
    tokens.insert(_place(rng, tokens), tag * rng.choice((1, 1, 2, 300)))


def insert_text(rng: random.Random, tokens: Tokens) -> None:
    """Put in what parsers stumble over."""
    tokens.insert(_place(rng, tokens), rng.choice(_TEXTS) * rng.choice((1, 1, 20)))


def rename_tag(rng: random.Random, tokens: Tokens) -> None:
    """Make another element of a start tag."""
    place = _tag(rng, tokens)
    if place is not None:
        tokens[place] = re.sub(r"^<[^\s/>]+", f"<{rng.choice(_NAMES)}", tokens[place])


def delete_attribute(rng: random.Random, tokens: Tokens) -> None:
    """Take all attributes, or the first, off a start tag."""
    place = _tag(rng, tokens)
    if place is not None:
        tokens[place] = _ATTRIBUTE.sub("", tokens[place], count=rng.choice((0, 1)))


def insert_attribute(rng: random.Random, tokens: Tokens) -> None:
    """Give a start tag an attribute that says something wrong."""
    place = _tag(rng, tokens)
    if place is not None:
        added = f' {rng.choice(_KEYS)}="{rng.choice(_VALUES)}"' * rng.choice((1, 1, 100))
        tokens[place] = re.sub(r"^<[^\s/>]+", lambda match: match[0] + added, tokens[place])


def swap_attributes(rng: random.Random, tokens: Tokens) -> None:
    """Let two start tags change their attributes."""
    one, other = _tag(rng, tokens), _tag(rng, tokens)
    if one is not None and other is not None:
        mine, yours = ("".join(_ATTRIBUTE.findall(tokens[place])) for place in (one, other))
        for place, attributes in ((one, yours), (other, mine)):
            name = re.match(r"<[^\s/>]+", tokens[place])
            tokens[place] = f"{name[0] if name else '<p'}{attributes}>"


def reverse(rng: random.Random, tokens: Tokens) -> None:
    """Turn a stretch round: end tags come first."""
    part = _stretch(rng, tokens)
    tokens[part] = tokens[part][::-1]


def declare_charset(rng: random.Random, tokens: Tokens) -> None:
    """Say at the head that the page has some encoding."""
    charset = rng.choice(_CHARSETS)
    tokens.insert(0, rng.choice((f"<meta charset={charset}>", f'<?xml version="1.0" encoding="{charset}"?>')))


def truncate(rng: random.Random, tokens: Tokens) -> None:
    """End the page in the middle of something."""
    place = _place(rng, tokens)
    if tokens:
        tokens[place] = tokens[place][: rng.randrange(len(tokens[place]) + 1)]
        del tokens[place + 1 :]


def garble(rng: random.Random, tokens: Tokens) -> None:
    """Put random bytes in the place of characters."""
    if tokens:
        place = _place(rng, tokens)
        tokens[place] = "".join(chr(rng.randrange(256)) if rng.random() < 0.3 else char for char in tokens[place])


CHANGES: tuple[Callable[[random.Random, Tokens], None], ...] = (
    *(delete, duplicate, swap, insert_tag, insert_text, rename_tag, delete_attribute, insert_attribute),
    *(swap_attributes, reverse, declare_charset, truncate, garble),
)


def make_case(bodies: Sequence[bytes], seed: int, number: int) -> Case:
    """Case ``number`` of a seed: one of the pages, or the beginning of one and the end of another, changed up to
    12 times, perhaps with a ``Content-Type`` of some charset."""
    rng = random.Random(f"{seed}:{number}")
    tokens = _tokens(rng.choice(bodies))
    done = []
    if rng.random() < 0.25:
        other = _tokens(rng.choice(bodies))
        tokens[_place(rng, tokens) :] = other[_place(rng, other) :]
        done.append("splice")
    for change in rng.choices(CHANGES, k=rng.randint(1, _MOST_CHANGES)):
        change(rng, tokens)
        done.append(change.__name__)
    headers = {"content-type": f"text/html; charset={rng.choice(_CHARSETS)}"} if rng.random() < 0.2 else {}
    body = "".join(tokens).encode("latin-1", "replace")
    return Case(Page(URL, URL, 200, headers, body, "2026-01-01T00:00:00Z"), tuple(done))


def _tokens(body: bytes) -> Tokens:
    """Tags and the texts between them; Latin-1 stands for bytes, whatever the page's encoding is."""
    return _TOKEN.findall(body.decode("latin-1"))
