"""The HTML that scrapers give for hostile pages, and documents that show it to a browser."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from archiver.records import Page
from archiver.scrapers import scrape

URL = "http://payloads.example/2010/05/page/"

_FILES = (Path(__file__).parent.parent / "page" / "payloads.txt", Path(__file__).parent / "payloads.txt")
PAYLOADS = tuple(
    dict.fromkeys(line for path in _FILES for line in path.read_text("utf-8").splitlines() if line.strip())
)
"""Ways into a page that shows what others wrote, one a line. What they would run is a call such as ``alert(1)``."""

_CALL = re.compile(r"\balert&#40;1&#41;|\balert\(1\)|\balert\(alt\)|\bmsgbox\(1\)")


def armed(payload: str, address: str) -> str:
    """The payload, asking for an address where it would have called ``alert``."""
    codes = ",".join(str(ord(character)) for character in f"new Image().src='{address}'")
    call = f"eval(String.fromCharCode({codes}))"  # no quote, blank or angle that would end an attribute
    escaped = call.replace("(", "&#40;").replace(")", "&#41;")
    return _CALL.sub(lambda found: escaped if "&#40;" in found[0] else call, payload)


def hostile_page(payload: str) -> Page:
    """A post with a payload in its text, and in two comments: in the middle of a paragraph, and alone."""
    body = (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>A page | Blog</title></head><body>"
        "<div class=hentry><h1 class=entry-title>A page</h1><p class=byline>by Ann Lee on May 4, 2010</p>"
        f"<div class=entry-content><p>Text before, at some length.</p><div>{payload}</div><p>Text behind it.</p></div></div>"
        "<h3>2 comments</h3><ol class=commentlist>"
        "<li class=comment id=comment-1><cite class=fn>Bob</cite> <a href=#comment-1>May 5, 2010 at 1:02 pm</a>"
        f"<div class=comment-content><p>First {payload} of two.</p></div></li>"
        "<li class=comment id=comment-2><cite class=fn>Cleo</cite> <a href=#comment-2>May 6, 2010 at 3:04 pm</a>"
        f"<div class=comment-content><div>{payload}</div><p>Second of two.</p></div></li></ol></body></html>"
    )
    return Page(URL, URL, 200, {}, body.encode("utf-8", "replace"), "2026-01-01T00:00:00Z")


@cache
def scraped(payload: str) -> tuple[str, ...]:
    """The HTML of the post and of its comments that a scraper gives for a page with a payload."""
    post = scrape(hostile_page(payload))
    return post.content_html, *(comment.content_html for comment in post.comments)


def document(fragments: list[str], report: str) -> str:
    """A document that shows HTML in three ways: as it stands, set by a script, and set again from what was read back
    (which is how mutation XSS works). It acts on every element as a user might, follows links that lead nowhere on the
    web, and then asks for the address `report` with the number of links and the protocols of all addresses in them."""
    sources = json.dumps(fragments).replace("<", "\\u003c")
    shown = "".join(f"<section>{fragment}</section>" for fragment in fragments)
    # The script comes first, as what is shown may swallow what comes behind it.
    return f"""<!doctype html><html><head><meta charset=utf-8><script>
addEventListener("DOMContentLoaded", () => {{
  const box = (html) => document.body.appendChild(Object.assign(document.createElement("section"), {{innerHTML: html}}));
  for (const source of {sources}) box(box(source).innerHTML);
  const protocols = new Set();
  let links = 0;
  for (const element of document.querySelectorAll("section *")) {{
    for (const name of ["mouseover", "pointerover", "focus", "focusin", "toggle", "begin", "animationstart"])
      element.dispatchEvent(new Event(name));
    for (const name of ["href", "src"])
      if (element.hasAttribute(name) && typeof element[name] === "string") {{
        links += 1;
        try {{ protocols.add(new URL(element[name]).protocol) }} catch {{ protocols.add("none:") }}
      }}
    if (/^a(rea)?$/i.test(element.tagName) && !/^(https?|mailto):/.test(element.protocol ?? "")) element.click();
  }}
  navigator.sendBeacon(`{report}?${{links}}=${{[...protocols].sort().join("+")}}`);
}});
</script></head><body>{shown}</body></html>"""
