"""What is not in the page: further pages of the text and of the comments, and which service or interface has comments, as
the page's own links and scripts say.

Scripts are not part of the tree; their settings are looked for in the page's source, and only where a word says that it
is worth while. What is found is a `Lead`, the address that the service's script would load.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from archiver.page.roles import is_comment_id
from archiver.page.urls import absolute
from archiver.records import Lead
from archiver.threads import COMMENT_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archiver.page.document import Document
    from archiver.page.dom import Element
    from archiver.scrapers._items import Item

_COMMENT_PATH = re.compile(r"/comment-page-\d+(?=/?$|/?[?#])")
_COMMENT_PARAMETER = re.compile(r"(?<=[?&])(?:cpage|commentPage|comments?_page)=\d+(?:&|$)")
_PAGE_NUMBER = re.compile(r"[?&]page=\d+")
_PAGE_IN_PATH = re.compile(r"/([2-9]|[1-9]\d)/?")
_PAGE_IN_QUERY = re.compile(r"[?&]page=([2-9]|[1-9]\d)")
_ENDS_WITH_PAGE = re.compile(r"(?:^|[/=])(?:[2-9]|[1-9]\d)/?$")

_QUOTED = r"""\s*[:=]\s*(["'`])(?P<value>(?:(?!\1)[^\\\n]|\\.){1,500})\1"""
# Each begins with the letters of its name, for which the source is passed over thirty times as fast as for `\b`.
_DISQUS_NAME = re.compile(rf"""disqus_?[sS]hortname["']?{_QUOTED}""")
_DISQUS_HOST = re.compile(r"""//([\w-]{1,100})\.disqus\.com/embed\.js""")
_DISQUS_ID = re.compile(rf"""disqus_?[iI]dentifier["']?{_QUOTED}""")
_DISQUS_URL = re.compile(rf"""disqus_?[uU]rl["']?{_QUOTED}""")
_PAGE_ID = re.compile(rf"""page\.identifier["']?{_QUOTED}""")
_PAGE_URL = re.compile(rf"""page\.url["']?{_QUOTED}""")
_REMARK_HOST = re.compile(rf"""remark_config\b[^;]{{0,2000}}?\bhost["']?{_QUOTED}""")
_REMARK_SITE = re.compile(rf"""remark_config\b[^;]{{0,2000}}?\bsite_id["']?{_QUOTED}""")
_REMARK_URL = re.compile(rf"""remark_config\b[^;]{{0,2000}}?\burl["']?{_QUOTED}""")
_DISCOURSE = re.compile(rf"""discourseUrl["']?{_QUOTED}""")
_DISCOURSE_TOPIC = re.compile(r"""topicId["']?\s*[:=]\s*["']?(\d{1,12})""")
_THREADS = frozenset(("disqus_thread", "isso-thread"))
"""The ids of elements in which services put their comments."""
_API = "https://api.w.org/"
_WP_POST = re.compile(r"/wp/v2/posts/(\d+)|[?&]p=(\d+)$")
_POST_CLASS = re.compile(r"postid-(\d+)")
REST_QUERY = "per_page=100&order=asc&page=1"
"""A hundred is the most that WordPress gives (WP_REST_Controller::get_collection_params)."""


def own_url(document: Document) -> str:
    """The post's address, also where the page is one of its comment pages, which name themselves as canonical."""
    return _COMMENT_PARAMETER.sub("", _COMMENT_PATH.sub("", document.url)).rstrip("?&")


def comment_pages(document: Document, headline: Element | None, items: Sequence[Item]) -> Iterator[Lead]:
    """The other pages of the post's comments that the page links to; not the one that its own comments say they are on,
    as WordPress' permalinks do."""
    here = document.page.final_url.partition("#")[0]
    post = _bare(own_url(document))
    found: dict[str, bool] = {}
    shown: set[str] | None = None
    for link, href in document.links:
        if "age" not in href or "replyto" in href.lower():
            continue
        if COMMENT_PAGE.search(href) or _is_pager_link(link, href, headline, items):
            bare, _, fragment = href.partition("#")
            url = absolute(bare, document.base_url)
            if url and url != here and _bare(_COMMENT_PATH.sub("", url)) == post:
                if shown is None:
                    shown = {element.attr("id") for element in document.elements.identified}
                is_this = fragment in shown and is_comment_id(fragment)
                found[url] = found.get(url, False) or is_this
    yield from (Lead("comments-page", url) for url, is_this in found.items() if not is_this)


def _bare(url: str) -> str:
    return url.partition("?")[0].rstrip("/")


def _is_pager_link(link: Element, href: str, headline: Element | None, items: Sequence[Item]) -> bool:
    """For a numbered link in a pager behind the headline of a page that has comments."""
    if not items or not _PAGE_NUMBER.search(href) or headline is None or link.index < headline.index:
        return False
    return any("page" in word for above in list(link.above())[:4] for word in above.classes)


def post_pages(document: Document) -> Iterator[Lead]:
    """The other pages of a text that is cut into several (WordPress' `<!--nextpage-->`): the post's own address and a
    number behind it, in its path or, where a class says that it is a page of the post, as `page=`."""
    own = own_url(document)
    path = own.partition("?")[0].rstrip("/")
    following = [(link, link.attr("href")) for link in document.named("link") if link.attr("rel") == "next"]
    found: dict[int, str] = {}
    for link, href in (*following, *document.links):
        if not href.rstrip("/")[-1:].isdigit() or not _ENDS_WITH_PAGE.search(href):
            continue
        url = absolute(href, document.base_url) or ""
        match = _PAGE_IN_PATH.fullmatch(url[len(path) :]) if url.startswith(path) else None
        if match is None and url.startswith(own) and _is_page_of_post(link):
            match = _PAGE_IN_QUERY.fullmatch(url[len(own) :])
        if match:
            found.setdefault(int(match[1]), url)
    yield from (Lead("post-page", found[number]) for number in sorted(found))


def _is_page_of_post(link: Element) -> bool:
    """wp_link_pages has the first class since WordPress 5.1, themes put the second around it."""
    classes = {*link.classes, *(word for above in list(link.above())[:2] for word in above.classes)}
    return not classes.isdisjoint(("post-page-numbers", "page-links", "page-link", "pagelink", "post-pagination"))


def service_leads(document: Document) -> Iterator[Lead]:
    """Where services that load their comments by script have those of this page."""
    identified = reversed(document.elements.identified)
    places = {name: element for element in identified if (name := element.attrs["id"]) in _THREADS}
    if "disqus_thread" in places:
        yield from _disqus(document)
    if "isso-thread" in places:
        yield from _isso(document, places["isso-thread"])
    source = document.page.body
    if b"remark_config" in source:
        yield from _remark42(document)
    if b"discourseUrl" in source:
        yield from _discourse(document)


def rest_lead(document: Document) -> Lead | None:
    """WordPress' list of a post's comments, where the head tells of the interface and of the post's number.

    https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/
    """
    root = next((link.attr("href") for link in document.named("link") if link.attr("rel") == _API), "")
    base = absolute(root, document.base_url)
    number = _post_number(document)
    if base is None or number is None:
        return None
    joint = "&" if "?" in base else "?"
    return Lead("comments-rest", f"{base.rstrip('/')}/wp/v2/comments{joint}post={number}&{REST_QUERY}")


def _post_number(document: Document) -> str | None:
    for link in document.named("link"):
        if link.attr("rel") in ("alternate", "shortlink") and (found := _WP_POST.search(link.attr("href"))):
            return found[1] or found[2]
    found = _POST_CLASS.search(next((body.attr("class") for body in document.named("body")), ""))
    return found[1] if found else None


def _disqus(document: Document) -> Iterator[Lead]:
    source = document.text
    host = _DISQUS_HOST.search(source)
    forum = _value(_DISQUS_NAME, source) or (host[1] if host else None)
    if forum is None:
        return
    known_as = _value(_DISQUS_ID, source) or _value(_PAGE_ID, source)
    url = _value(_DISQUS_URL, source) or _value(_PAGE_URL, source) or document.url
    named = f"&t_i={quote(known_as, safe='')}" if known_as else ""
    yield Lead(
        "comments-disqus",
        f"https://disqus.com/embed/comments/?base=default&f={quote(forum, safe='')}{named}&t_u={quote(url, safe='')}",
    )


def _isso(document: Document, thread: Element) -> Iterator[Lead]:
    """https://isso-comments.de/docs/reference/client-config/: `data-isso` on the script, `data-isso-id` on the thread."""
    found = re.search(r"""\bdata-isso=["']([^"']{1,500})["']""", document.text)
    root = absolute(found[1], document.base_url) if found else None
    if root is None:
        return
    uri = thread.attr("data-isso-id") or urlsplit(document.url).path
    yield Lead("comments-isso", f"{root.rstrip('/')}/?uri={quote(uri, safe='')}")


def _remark42(document: Document) -> Iterator[Lead]:
    host, site = _value(_REMARK_HOST, document.text), _value(_REMARK_SITE, document.text) or "remark"
    root = absolute(host, document.base_url) if host else None
    if root is not None:
        url = _value(_REMARK_URL, document.text) or document.url
        query = f"site={quote(site, safe='')}&url={quote(url, safe='')}&sort=%2Btime&format=plain"
        yield Lead("comments-remark42", f"{root.rstrip('/')}/api/v1/find?{query}")


def _discourse(document: Document) -> Iterator[Lead]:
    root = absolute(_value(_DISCOURSE, document.text) or "", document.base_url)
    if root is None:
        return
    topic = _DISCOURSE_TOPIC.search(document.text)
    query = f"topic_id={topic[1]}" if topic else f"embed_url={quote(document.url, safe='')}"
    yield Lead("comments-discourse", f"{root.rstrip('/')}/embed/comments?{query}")


def _value(pattern: re.Pattern[str], source: str) -> str | None:
    """The text that a setting is given, if it is given one and not another variable."""
    found = pattern.search(source)
    return found["value"].replace("\\/", "/") if found and found["value"] else None
