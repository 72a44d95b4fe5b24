"""Markdown (CommonMark, with GitHub's tables) for reading, notes and static site generators.

Each post begins with its own front matter between two lines ``---`` (YAML, every value in JSON's form, which YAML 1.2
includes), then the title as a heading, the body, and the comments as nested block quotes in reading order. Several
posts follow one another in one stream; outside a code block no other line is ``---``. Null fields are left out.

The body is made from ``content_html``, so links, pictures, lists, tables and code are kept. What the page says is
text and stays text: characters that Markdown or HTML would act upon are escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from markdownify import ATX, BACKSLASH, MarkdownConverter

from archiver.exporters._threads import threaded
from archiver.exporters.json import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archiver.records import Comment, Post

FRONT_MATTER = (
    *("title", "url", "authors", "published", "updated", "language", "summary"),
    *("image", "license", "categories", "tags", "comment_count"),
)
# Deeper replies stay at this depth: each level costs two characters a line, and readers show no more.
MAX_QUOTES = 12

# YAML 1.2.2, production 1 (c-printable): these may stand in a double-quoted scalar only as escapes.
_UNPRINTABLE = re.compile("[\u2028\u2029\ufeff\ufffe\uffff]")
_SAFE_IN_LINK = "!#$%&'*+,/:;=?@[]~"


def write_posts(posts: Iterable[Post], out: TextIO) -> None:
    """Write each post as a document with front matter, body and comments."""
    gap = ""
    for post in posts:
        out.write(gap)
        out.writelines(f"{line}\n" for line in _document(post))
        gap = "\n"


def _document(post: Post) -> Iterator[str]:
    yield "---"
    yield from _front_matter(post)
    yield "---"
    yield ""
    yield f"# {_line(post.title or post.url)}"
    body = to_markdown(post.content_html, post.content_text)
    if body:
        yield ""
        yield body
    if post.comments:
        yield ""
        yield f"## Comments ({len(post.comments)})"
    for depth, comment in threaded(post.comments):
        yield ""
        yield from _quoted(comment, min(depth + 1, MAX_QUOTES))


def _front_matter(post: Post) -> Iterator[str]:
    record = post.to_dict()
    values: dict[str, Any] = {key: record[key] for key in FRONT_MATTER}
    values["authors"] = [author.name for author in post.authors]
    values["site"] = post.site.name or post.site.url
    for key, value in values.items():
        if value is not None and value != []:
            yield f"{key}: {yaml_value(value)}"


def yaml_value(value: Any) -> str:
    """The value as JSON that is YAML too: a double-quoted text, a number, or a list of such."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json_text(value))


def _quoted(comment: Comment, quotes: int) -> Iterator[str]:
    """The comment's byline and text, each line behind that many block quote marks."""
    byline = [f"**{_line(comment.author.name)}**" if comment.author else "**anonymous**"]
    if comment.published or comment.published_text:
        byline.append(comment.published or _line(comment.published_text or ""))
    if comment.kind != "comment":
        byline.append(comment.kind)
    if comment.url:
        byline.append(f"[link]({_link(comment.url)})")
    text = to_markdown(comment.content_html, comment.content_text)
    mark = "> " * quotes
    for line in [" · ".join(byline), *(["", *text.split("\n")] if text else [])]:
        yield f"{mark}{line}".rstrip(" ")


def to_markdown(html: str, text: str) -> str:
    """Markdown of clean HTML; of the plain text where there is no HTML, or it is nested too deep to convert."""
    if html:
        try:
            # In a div, so that BeautifulSoup does not warn of markup that looks like a file name or URL. At "<![", which
            # clean HTML has not, html.parser gives up.
            return str(_CONVERTER.convert(f"<div>{html.replace('<![', '&lt;![')}</div>")).strip("\n")
        except RecursionError:  # markdownify calls itself for each level
            pass
    blocks = ("\\\n".join(map(_line, block.split("\n"))) for block in re.split(r"\n{2,}", text.strip()))
    return "\n\n".join(blocks)


def _line(text: str) -> str:
    """Plain text as one line in which nothing is markup."""
    return str(_CONVERTER.escape(" ".join(text.split()), set()))


def _link(url: str) -> str:
    """The URL with everything percent-encoded that would end a link's target."""
    return quote(url.strip(), safe=_SAFE_IN_LINK, errors="replace")


class _Converter(MarkdownConverter):
    """markdownify, with what hostile markup could break set right before it walks the tree."""

    def convert_soup(self, soup: Any) -> Any:
        for tag in soup.find_all(["a", "img", "video", "source", "ol", "td", "th"]):
            for name in ("href", "src", "poster"):
                if tag.get(name):
                    tag[name] = _link(tag[name])
            for name in ("title", "alt"):
                if tag.get(name):
                    tag[name] = _line(tag[name])
            for name in ("start", "colspan"):
                # markdownify asks int() of whatever str.isdigit() takes, "²" included.
                if not re.fullmatch("[0-9]{1,4}", tag.get(name, ""), re.ASCII):
                    del tag[name]
        return super().convert_soup(soup)

    def convert_hr(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return "\n\n* * *\n\n"  # `---` would look like the end of front matter

    def convert_pre(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A fence that is longer than every run of backticks in the code."""
        code = text.strip("\n")
        longest = max((len(run) for run in re.findall("`+", code)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}\n{code}\n{fence}\n\n" if code else ""


_CONVERTER: Any = _Converter(
    heading_style=ATX, bullets="-", newline_style=BACKSLASH, escape_misc=True, sub_symbol="<sub>", sup_symbol="<sup>"
)
