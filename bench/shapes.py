"""``python -m bench shapes``: pages of hostile shape (deep, wide, long, flooded, lying), and what they cost.

Most are made from a number that says how much of it there is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from archiver.records import Page
from bench.fuzz import check_page
from bench.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator

Shape = Callable[[int], bytes]

_SHOWN = 12

URL = "http://hostile.example/2010/05/page/"
HEAD = "<!doctype html><html lang=en><head><meta charset=utf-8><title>A page | Blog</title>"
POST = "</head><body><h1>A page</h1><p class=byline>by Ann Lee on May 4, 2010</p><div class=entry-content><p>Some text, said at length.</p>"
THREAD = (
    "</div><h3>2 comments</h3><ol class=commentlist>"
    "<li class=comment id=comment-1><cite class=fn>Bob</cite> <a href=#comment-1>May 5, 2010 at 1:02 pm</a><p>First.</p></li>"
    "<li class=comment id=comment-2><cite class=fn>Cleo</cite> <a href=#comment-2>May 6, 2010 at 3:04 pm</a><p>Second.</p></li>"
    "</ol></body></html>"
)


def page(inside: str, head: str = "") -> bytes:
    """A post with two comments that has something in its body, or its head."""
    return f"{HEAD}{head}{POST}{inside}{THREAD}".encode("utf-8", "surrogatepass")


def json_ld(text: str) -> bytes:
    """A post whose structured data is this text."""
    return page("", f'<script type="application/ld+json">{text}</script>')


def nested(*tags: str, close: bool = False) -> Shape:
    """So many open tags in one another; with their end tags if asked for."""

    def make(number: int) -> bytes:
        opened = "".join(tags[k % len(tags)].replace("#", str(k)) for k in range(number))
        names = [tag[1:].split()[0].rstrip(">") for tag in tags]
        closed = "".join(f"</{names[k % len(tags)]}>" for k in reversed(range(number))) if close else ""
        return page(f"{opened}deep{closed}")

    return make


def siblings(one: str) -> Shape:
    """So many of the same beside one another; ``#`` stands for its number, ``%`` for a day of the month."""
    return lambda number: page("".join(_numbered(one, number)))


def alone(one: str) -> Shape:
    """The same below a heading, as the only comments of the page."""
    return lambda number: f"{HEAD}{POST}</div><h3>Comments</h3>{''.join(_numbered(one, number))}".encode()


def _numbered(one: str, number: int) -> Iterator[str]:
    return (one.replace("#", str(k)).replace("%", str(k % 28 + 1)) for k in range(number))


COMMENT = '<li class="comment" id="comment-#"><cite class="fn">Name#</cite> <span class=date>May %, 2010</span><p>Text # of it</p>'

SAID = "The boats were out before the fog came in, and that is why # of us saw none of them."
"""A short comment: one that is shorter still takes as long to read, and so longer a megabyte."""

DEEP: dict[str, Shape] = {
    **{
        name: nested(f"<{name}>")
        for name in ["div", "span", "b", "a", "font", "blockquote", "section", "article", "em", "form", "label"]
    },
    "list": nested("<ul>", "<li>"),
    "definition list": nested("<dl>", "<dd>"),
    "table": nested("<table>", "<tr>", "<td>"),
    "links with addresses": nested('<a href="/page/#">'),
    "closed div": nested("<div>", close=True),
    "closed formatting": nested("<b>", "<i>", "<font>", close=True),
    "misnested formatting": lambda number: page("<b><p>x</b>" * number),
    "comments": nested("<ul class=children>", '<li class="comment" id="comment-#">', "<p>x</p>"),
    "whole comments": nested('<ol class="children">', COMMENT),
    "comment boxes": nested('<div class="comment" id="comment-#"><b class="author">A#</b> May 4, 2010 <p>x</p>'),
    "articles": nested('<article class="post hentry"><h2 class="entry-title">T#</h2>'),
    "microdata": nested('<div itemscope itemtype="https://schema.org/Comment" itemprop="comment">'),
    "microformats": nested('<div class="h-entry">', '<div class="p-comment h-cite">'),
    "svg": nested("<svg>", "<g>"),
    "math": nested("<math>", "<mrow>"),
    "templates": nested("<template>"),
    "objects": nested("<object>"),
    "buttons": nested("<button>"),
    "ruby": nested("<ruby>", "<rt>"),
    "quotes": nested("<blockquote class=comment>", "<p>"),
    "select": nested("<select>", "<option>"),
    "frames": nested("<noscript>", "<iframe>"),
    "end tags in attributes": nested('<div title="</div>">'),
    "end tags in attributes, barely": nested("<div title=</div>"),
    "end tags in scripts": nested("<div><script></div></script>"),
    "end tags in comments": nested("<div><!-- </div> -->"),
    "end tags in drawings": nested("<div><svg><title></div></title></svg>"),
    "end tags of nothing": nested("<div></b>"),
    "end tags of others": nested("<span><div></span></div>"),
    "end tags behind buttons": nested("<div><button></div></button>"),
    "drawings left open": nested("<svg><desc><div>"),
    "links in tables": nested("<table><a href=/#>"),
    "items in items": nested("<li>", "<dd>"),
    "open formats in paragraphs": lambda number: page(
        "<p>" + "".join(f"<font color={k}>" for k in range(number // 2)) + "<p>x" * (number // 2)
    ),
    "siblings at the bottom": lambda number: page("<div>" * 450 + "<p>Some text.</p>" * number),
    "words at the bottom": lambda number: page("<span>" * 450 + "<i>Some</i> text " * number),
    "paragraphs on the way down": lambda number: page("<div><p>Some text.</p>" * number),
    "threads side by side": lambda number: page(
        (COMMENT.replace("<li", "<ol><li") * 100 + "</ol>" * 100) * (number // 100)
    ),
}

WIDE: dict[str, Shape] = {
    "empty elements": siblings("<p>"),
    "short texts": siblings("<i>x</i>"),
    "breaks": siblings("x<br>"),
    "list items": siblings("<li>x"),
    "links": siblings('<a href="/#">x</a>'),
    "pictures": siblings("<img src=/#.png>"),
    "headings": siblings("<h2>x</h2>"),
    "rows": siblings("<tr><td>x"),
    "comments of markup": siblings("<!-- x -->"),
    "unknown elements": siblings("<x#>y</x#>"),
    "bare comments": siblings("<div class=c><b>Name#</b> <i>May %, 2010</i> <p>Text # of it.</p></div>"),
    "comments": siblings(COMMENT),
    "comments with one id": siblings('<li class="comment" id="comment-1"><cite class=fn>A</cite> May 4, 2010 <p>x</p>'),
    "headings that count": siblings("<h3>2 comments</h3><div class=c#>Text of #</div>"),
    "items under headings": siblings("<h3>2 comments</h3><li class=c#>Text of #"),
    "undated comments": alone(f"<p>Name#<p>{SAID}<p>-"),
    "lines and rules": alone(f"Name# May %, 2010<br>{SAID}<hr>"),
    "answers without classes": alone(
        f"<div><div>Name#</div><div>May %, 2010</div><p>{SAID}</p>"
        f"<div><div>Other#</div><div>May %, 2011</div><p>{SAID}</p></div></div>"
    ),
    "lists of pings": siblings("<ul class=pings><li><a href=http://a.example/#>Page #</a></ul>"),
    "dated lines": siblings("<p>Written on May %, 2010 by Ann.</p>"),
    "times": siblings('<time datetime="2010-05-04T11:54:00Z">May 4</time>'),
    "bylines": siblings('<p class="byline author vcard">by Ann#</p>'),
    "authors": siblings('<a rel=author href="/a/#">Ann #</a>'),
    "tags": siblings('<a rel=tag href="/tag/#">tag #</a>'),
    "terms": siblings('<span class="tags cat-links category">Tag #</span>'),
    "entry titles": siblings('<h1 class="entry-title" itemprop=headline>Title #</h1>'),
    "articles": siblings("<article><h2>x</h2><p>y</p></article>"),
    "comment pages": siblings('<a href="/page?cpage=#">#</a>'),
    "counts": siblings('<a class="comments-link" href="#comments">7 comments</a>'),
    "pingbacks": siblings('<li class="pingback" id="comment-#">Pingback: <a href="http://a.example/#">x</a>'),
    "microdata": siblings(
        '<div itemprop=comment itemscope itemtype="http://schema.org/Comment"><p itemprop=text>x</p></div>'
    ),
    "frames": siblings("<iframe src=//a.example></iframe>"),
    "texts": siblings("x<!---->"),
    "lone end tags": siblings("</p>"),
    "links of a list": siblings('<li><a href="/page/#">Page #</a></li>'),
    "classes": siblings('<p class="c# d# e#">x</p>'),
    "ids": siblings('<p id="x-#-y">x</p>'),
    "ids of comments": siblings('<p id="comment-#">x</p>'),
    "definition lists": siblings("<dt>x<dd>y"),
    "options": lambda number: page("<select>" + "<option selected>x" * number),
    "closed options": lambda number: page("<select>" + "<Option>x</Option>" * number),
    "groups of options": lambda number: page("<select>" + "<optgroup><option>x</option></optgroup>" * number),
    "roots": siblings("<body a#=b>"),
    "tables": siblings("<table><tr><td>x</table>"),
    "quotes": siblings("<blockquote>x</blockquote>"),
    "code": siblings("<pre> x\n y</pre>"),
    "names": siblings('<b class="fn author">Ann Lee#</b>'),
    "links to the same": siblings('<a href="#comment-1">7 comments</a>'),
    "relative dates": siblings("<span class=date># days ago</span>"),
    "words": siblings("word "),
    "end tags": siblings("</div>"),
    "metas": lambda number: page("", "".join(f'<meta property="article:tag" content="t{k}">' for k in range(number))),
    "author metas": lambda number: page("", "".join(f'<meta name="author" content="a{k}">' for k in range(number))),
    "feeds": lambda number: page(
        "", "".join(f'<link rel=alternate type="application/rss+xml" href="/a/{k}">' for k in range(number))
    ),
    "scripts": lambda number: page("", '<script type="application/ld+json">{"@type":"Person"}</script>' * number),
    "titles": lambda number: page("", "<title>x</title>" * number),
    "bases": lambda number: page("", "<base href=/x/>" * number),
}

FLOODS: dict[str, Shape] = {
    "attributes": lambda number: page(f"<p {' '.join(f'a{k}=b' for k in range(number))}>x</p>"),
    "comment attributes": lambda number: page(
        f"<li class=comment id=comment-7 {' '.join(f'data-{k}={k}' for k in range(number))}>x</li>"
    ),
    "same attribute": lambda number: page(f"<p {'class=comment ' * number}>x</p>"),
    "long attribute": lambda number: page(f'<p title="{"x" * number}">x</p>'),
    "long class": lambda number: page(f'<div class="{"c" * number}">x</div>'),
    "long comment class": lambda number: page(f'<div class="comment{"-comment" * (number // 8)}">x</div>'),
    "many classes": lambda number: page(f'<div class="{" ".join(f"c{k}" for k in range(number // 4))}">x</div>'),
    "long id": lambda number: page(f'<div id="{"comment-" * (number // 8)}">x</div>'),
    "digits as id": lambda number: page(f'<div class=comment id="comment-{"7" * number}">x</div>'),
    "long link": lambda number: page(f'<a href="http://a.example/{"a/../" * (number // 5)}">x</a>'),
    "many parameters": lambda number: page(f'<a href="/?{"cpage=1&" * (number // 8)}">x</a>'),
    "long datetime": lambda number: page(f'<time datetime="{"2010-05-04T" * (number // 11)}">x</time>'),
    "long title attribute": lambda number: page(f'<abbr class=published title="{"May 4 " * (number // 6)}">x</abbr>'),
    "long tag name": lambda number: page(f"<{'x' * number}>y"),
    "long charset": lambda number: page("", f"<meta charset={'u' * number}>"),
    "long picture": lambda number: page(f'<img src="data:image/png;base64,{"A" * number}">'),
    "long style": lambda number: page(f'<p style="{"color:red;" * (number // 10)}">x</p>'),
    "entities": lambda number: page("&amp;" * (number // 5)),
    "long entities": lambda number: page("&CounterClockwiseContourIntegral;" * (number // 33)),
    "unknown entities": lambda number: page("&nosuch;" * (number // 8)),
    "numbers of nothing": lambda number: page("&#x110000;&#xD800;&#0;" * (number // 22)),
    "ampersands": lambda number: page("&" * number),
    "open angles": lambda number: page("<" * number),
    "close angles": lambda number: page(">" * number),
    "end tag marks": lambda number: page("</" * (number // 2)),
    "open comments": lambda number: page("<!--" * (number // 4)),
    "declarations": lambda number: page("<!x" * (number // 3)),
    "sections": lambda number: page("<![CDATA[" * (number // 9)),
    "quotes": lambda number: page("<a b='" * (number // 6)),
    "open drawings": lambda number: page("<svg " * (number // 5)),
    "drawings": lambda number: page("<svg>" * (number // 5)),
    "open scripts": lambda number: page("<script>" * (number // 8)),
    "NULs": lambda number: page("\0" * number),
    "NULs in tags": lambda number: page("<p\0>\0</p\0>" * (number // 9)),
    "lone surrogates": lambda number: page("\ud800x" * (number // 4)),
    "combining marks": lambda number: page("e" + "\u0301" * (number // 2)),
    "directions": lambda number: page("\u202e\u2066" * (number // 6)),
    "zero widths": lambda number: page("\u200b" * (number // 3)),
    "no-break spaces": lambda number: page("\u00a0" * (number // 2)),
    "one long word": lambda number: page("x" * number),
    "one long line": lambda number: page("word " * (number // 5)),
    "white space": lambda number: page(" " * number),
    "line breaks": lambda number: page("\n" * number),
    "white space in pre": lambda number: page(f"<pre>{' ' * number}</pre>"),
    "white space about tags": lambda number: page("<p> \t </p>" * (number // 10)),
    "digits": lambda number: page("7" * number),
    "numbers": lambda number: page("1.2.3 " * (number // 6)),
    "dates": lambda number: page("May 4 " * (number // 6)),
    "years": lambda number: page("2010 " * (number // 5)),
    "ISO dates": lambda number: page("2010-05-04T11:54 " * (number // 17)),
    "half dates": lambda number: page("4. 5. " * (number // 6)),
    "slashes": lambda number: page("1/2/" * (number // 4)),
    "times of day": lambda number: page("at 11:54 pm on " * (number // 15)),
    "names": lambda number: page("by Ann Lee and " * (number // 15)),
    "says": lambda number: page("Ann says: " * (number // 10)),
    "counts": lambda number: page("7 comments " * (number // 11)),
    "punctuation": lambda number: page(".,;:!? -" * (number // 8)),
    "capitals": lambda number: page("Ann " * (number // 4)),
    "Chinese": lambda number: page("二〇一〇年五月" * (number // 21)),
    "brackets": lambda number: page("([{" * (number // 3)),
    "addresses": lambda number: page("http://a.example/b?c=d " * (number // 23)),
    "mail addresses": lambda number: page("a@b.example " * (number // 12)),
    "dates in short lines": lambda number: page("<p>May 4 May 4 May 4 May 4</p>" * (number // 30)),
    "digits in short lines": lambda number: page(f"<p>{'7' * 90}</p>" * (number // 97)),
    "digits as a date": lambda number: page(f"<span class=date>{'7' * number}</span>"),
    "commas as a byline": lambda number: page(f"<p class=byline>by {'Ann, ' * (number // 5)}</p>"),
    "spaces as a byline": lambda number: page(f"<p class=byline>by{' ' * number}x</p>"),
    "hyphens as an id": lambda number: page(f"<li class=comment id=comment{'-' * number}>x</li>"),
    "quoted attributes": lambda number: page(f"""<p {" ".join(f"a{k}='>'" for k in range(number // 8))}>x</p>"""),
    "attributes of an end tag": lambda number: page(f"<p>x</p {' '.join(f'a{k}' for k in range(number // 8))}>"),
    "attributes of html": lambda number: page(f"<html {' '.join(f'a{k}' for k in range(number // 8))}>" * 3),
    "attributes of many tags": lambda number: page(f"<p {' '.join(f'a{k}' for k in range(990))}>x" * (number // 5000)),
    "a long quote": lambda number: page(f"<blockquote>{'Some words said. ' * (number // 17)}</blockquote>"),
    "one cell": lambda number: page(f"<table><tr><td>{'Some words said. ' * (number // 17)}</table>"),
    "long comment": lambda number: page(
        f"<ol><li class=comment id=comment-9>{'Some words said. ' * (number // 17)}</ol>"
    ),
    "long heading": lambda number: page(f"<h1>{'title ' * (number // 6)}</h1>"),
    "long byline": lambda number: page(f"<p class=byline>by {'Ann ' * (number // 4)}</p>"),
    "long author": lambda number: page(f"<span class='author vcard'>{'Ann ' * (number // 4)}</span>"),
    "long date": lambda number: page(f"<span class=date>{'May ' * (number // 4)}</span>"),
    "long title": lambda number: page("", f"<title>{'a | ' * (number // 4)}</title>"),
    "long description": lambda number: page("", f'<meta name=description content="{"x " * (number // 2)}">'),
    "long language": lambda number: f"<html lang='{'en-' * (number // 3)}'><p>x".encode(),
    "long name": lambda number: page("", f'<meta name=author content="{"by Ann and " * (number // 11)}">'),
}

LIES: dict[str, bytes] = {
    f"{what} said to be {charset}": f"<meta charset={charset}>".encode() + body
    for charset in (
        "utf-8",
        "utf-16",
        "utf-16be",
        "utf-7",
        "iso-2022-jp",
        "hz-gb-2312",
        "gb18030",
        "shift_jis",
        "x",
        "idna",
    )
    for what, body in {
        "Latin-1": page("Größe").decode().encode("latin-1", "replace"),
        "UTF-16": page("x").decode().encode("utf-16"),
        "UTF-32": page("x").decode().encode("utf-32"),
        "bytes": bytes(range(256)) * 40,
        "half characters": page("日本語").replace(b"\xe6", b""),
    }.items()
}

_DEEP_LIST = 10_000

JSON_LD: dict[str, str] = {
    "nothing": "",
    "null": "null",
    "a number": "7",
    "a string": '"x"',
    "a huge number": "1" + "0" * 5000,
    "no numbers": "[NaN, Infinity, -Infinity, 1e999]",
    "deep arrays": "[" * _DEEP_LIST + "]" * _DEEP_LIST,
    "deep open arrays": "[" * _DEEP_LIST,
    "deep objects": '{"a":' * _DEEP_LIST + "1" + "}" * _DEEP_LIST,
    "deep graphs": '{"@graph":[' * _DEEP_LIST + "]}" * _DEEP_LIST,
    "deep comments": '{"@type":"Comment","text":"x","comment":[' * 3000 + "]}" * 3000,
    "a long list": json.dumps([{"@type": "Person", "name": f"P{k}"} for k in range(20_000)]),
    "a long list of comments": json.dumps(
        {
            "@type": "BlogPosting",
            "comment": [
                {"@type": "Comment", "text": f"Said {k}", "author": {"name": f"N{k}"}, "dateCreated": "2010-05-04"}
                for k in range(20_000)
            ],
        }
    ),
    "comments of themselves": json.dumps(
        {
            "@id": "#a",
            "@type": "BlogPosting",
            "comment": [{"@id": "#a", "@type": "Comment", "parentItem": {"@id": "#a"}}],
        }
    ),
    "lone surrogates": '{"@type":"BlogPosting","headline":"\\ud800 x","author":"\\udfff","articleBody":"\\ud83d"}',
    "NULs": '{"@type":"BlogPosting","headline":"a\\u0000b","author":{"name":"\\u0000"},"url":"\\u0000"}',
    "one key often": '{"@type":"BlogPosting",' + '"headline":"x",' * 20_000 + '"a":1}',
    "markup": '{"@type":"BlogPosting","headline":"<script>x</script>","articleBody":"<img src=x onerror=y>"}',
    "broken quotes": '{"@type":"BlogPosting","headline":"say "hello" to\n all","author":\'x\',}',
    "escapes": '"' + "\\" * 100_001 + '"',
}

WRONG_VALUES: dict[str, object] = {
    "a number": 7,
    "a float": 1e308,
    "a big number": 10**400,
    "true": True,
    "null": None,
    "an empty list": [],
    "an empty object": {},
    "nested lists": [[[["x"]]]],
    "a list of numbers": [1, 2.5, False, None],
    "an object of objects": {"@value": {"@value": {"@list": [{"name": {"name": 7}}]}}},
    "an empty text": "",
    "a long text": "x" * 100_000,
    "a NUL": "\0",
}

_KEYS = (
    "@type @id @context @graph headline name author creator publisher datePublished dateModified dateCreated image url "
    "mainEntityOfPage comment commentCount interactionStatistic keywords articleSection inLanguage articleBody license "
    "description isPartOf parentItem text"
)

for _name, _value in WRONG_VALUES.items():
    _object = dict.fromkeys(_KEYS.split(), _value)
    _post = {**_object, "@type": "BlogPosting"}
    JSON_LD[f"{_name} for everything"] = json.dumps(_object)
    JSON_LD[f"{_name} for all of a post"] = json.dumps(_post)
    JSON_LD[f"{_name} for all of a comment"] = json.dumps(
        {
            "@type": "BlogPosting",
            "headline": "x",
            "comment": [{**_object, "@type": "Comment"}, {"@type": "Comment", "text": "x", "author": _value}],
        }
    )
    JSON_LD[f"{_name} for all of an author"] = json.dumps(
        {"@type": "BlogPosting", "author": {**_object, "@type": "Person"}}
    )


def hostile_pages(size: int) -> Iterator[tuple[str, bytes]]:
    """All of them by name: so many nested tags or siblings, ten times as many characters in a flood."""
    for kind, shapes, number in (("deep", DEEP, size), ("wide", WIDE, size), ("flood", FLOODS, size * 10)):
        for name, make in shapes.items():
            yield f"{kind}: {name}", make(number)
    for name, body in LIES.items():
        yield f"lie: {name}", body
    for name, text in JSON_LD.items():
        yield f"JSON-LD: {name}", json_ld(text)


def measure_shapes(size: int, kinds: str = "") -> tuple[str, bool]:
    """The report on the shapes whose names begin with `kinds`, costliest first, and whether all went well.

    Each is read in a process of its own, as one may take all memory or end the interpreter.
    """
    rows: list[tuple[float, list[str]]] = []
    failures = []
    for name, body in hostile_pages(size):
        if not name.startswith(kinds):
            continue
        with ProcessPoolExecutor(1) as pool:
            future = pool.submit(check_page, Page(URL, URL, 200, {}, body, "2026-01-01T00:00:00Z"))
            error = future.exception()
        if error is not None:
            failures.append(f"{name}: {type(error).__name__}: {error}")
        else:
            outcome = future.result()
            megabyte = f"{outcome.seconds_a_megabyte:.2f}"
            cells = [name, f"{outcome.size / 1e6:.2f}", f"{outcome.seconds:.2f}", megabyte]
            rows.append((outcome.seconds_a_megabyte if outcome.size > 1e5 else 0.0, cells))
    costliest = [cells for _, cells in sorted(rows, reverse=True)[:_SHOWN]]
    head = [*table(["shape", "MB", "CPU s", "s a MB"], costliest)]
    summary = f"{len(rows) + len(failures)} pages, failures {len(failures)}; the costliest a megabyte:"
    return "\n".join([summary, *head, *failures]), not failures
