"""Pages that list posts: the first page, older ones, months, archives. Which links are on them, and which lead on."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from archiver.crawl.address import clean, key
from archiver.crawl.found import Found, Reading, Step
from archiver.crawl.judge import ENOUGH, HEADLINE, Said, by_shape
from archiver.page.build import uncollected
from archiver.page.content import inline_text
from archiver.page.document import Document
from archiver.page.dom import HEADINGS
from archiver.page.roles import Role
from archiver.page.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.page.dom import Element
    from archiver.records import Page

MOST_LINKS = 5_000
"""Links that are looked at on one page; hand-made archives list a thousand posts on one."""
MOST_MONTHS = 600
"""Months taken from one page: fifty years."""
_LONGEST_LABEL = 40
_NEAR = 4
"""Levels above a link on which a heading or an element named after headlines makes it a headline."""

_OLDER = re.compile(
    r"^[^\w]*(?:(?:older|earlier|previous|next|more)(?: (?:posts?|entries|articles|page|stories))?|load more|view more"
    r"|(?:ä|ae)ltere(?: (?:beiträge|artikel|einträge|posts))?|(?:vorherige|frühere) (?:beiträge|einträge|artikel|seite)"
    r"|nächste(?: seite)?|weiter|(?:articles|billets|messages) (?:plus anciens|précédents)|(?:page )?(?:suivante?|précédente?)"
    r"|entradas (?:más )?(?:antiguas|anteriores)|(?:página )?(?:siguiente|anterior)|(?:post|articoli) (?:più vecchi|precedenti)"
    r"|articoli meno recenti|(?:pagina )?successiv[ao]|(?:postagens|publicações) (?:mais )?(?:antigas|anteriores)"
    r"|próxim[ao](?: página)?|oudere (?:berichten|posts)|volgende(?: pagina)?|starsze (?:posty|wpisy)|następna(?: strona)?"
    r"|eldre innlegg|äldre inlägg|ældre indlæg|vanhemmat(?: artikkelit)?|starší (?:příspěvky|články)|régebbi bejegyzések"
    r"|(?:предыдущие|ранние|старые) (?:записи|сообщения)|следующая(?: страница)?|дал(?:ее|ьше)|(?:前|次)の(?:ページ|記事)|次へ"
    r"|過去の(?:記事|投稿)|以前の記事|(?:上|下)一[页頁]|较旧的文章|較舊的文章|이전(?: 글)?|다음(?: 페이지)?)[^\w]*$",
    re.IGNORECASE,
)
_OLDER_CLASS = re.compile(
    r"nav-previous|blog-pager-older-link|older-posts|nextpostslink|pagination-next|next-page|^older$"
)
_PAGED = re.compile(r"(?:/(?:page|seite|pagina)/?|[?&](?:paged|page|p?g)=)(\d{1,5})(?=/?$|&|\.html?$)", re.IGNORECASE)
_ARCHIVE = re.compile(
    r"^(?:archives?|archiv|archivo|archivio|arquivo|all(?:-posts)?|posts|blog|sitemap|index|toc|articles|weblog|journal)"
    r"(?:\.\w{3,5})?$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"/(?:19[89]|20[0-4])\d(?:/(?:0?[1-9]|1[0-2]))?$|/\d{4}_\d\d_\d\d_archive\.html$|[?&]m=\d{6}$")
_NO_LIST = re.compile(
    r"/comment-page-\d|[?&]cpage=|/feeds?(?:/|$)|\.(?:rss2?|xml|atom|rdf)$|/wp-(?:login|admin|content)", re.I
)
"""Comments have older pages too, and so have feeds."""
_OPTION = re.compile(rb"""<option[^>]{0,200}?value\s*=\s*["'](https?://[^"'<>\s]{1,500})["']""", re.IGNORECASE)
"""Some themes list months in a drop-down, which no scraper reads and the soup leaves out."""


def read_listing(page: Page, step: Step) -> Reading:
    """The links of a page that lists posts, and the lists that it leads on to. Pure, and never raises."""
    with uncollected():
        document = Document(page)
        try:
            return reading_of(document, step)
        finally:
            document.close()


def reading_of(document: Document, step: Step) -> Reading:
    """The same for a document that is read already."""
    links = list(_links(document))
    found = {}
    for url, element in links:
        hint = HEADLINE if _is_headline(element) else 0
        if url not in found or hint:
            found[url] = Found(url, Said(listing=True, hint=hint))
    onward = [*_older(document, links, step), *_months(document, links, step), *_archives(links, step)]
    trouble = f"has more than {MOST_LINKS:,} links" if len(links) == MOST_LINKS else None
    return Reading(tuple(found.values()), tuple(onward), trouble=trouble)


def _links(document: Document) -> Iterator[tuple[str, Element]]:
    for element in document.named("a")[:MOST_LINKS]:
        url = absolute(element.attrs.get("href"), document.base_url)
        if url and (url := clean(url)):
            yield url, element


def _is_headline(link: Element) -> bool:
    if "bookmark" in link.attr("rel") or link.role & Role.TITLE:
        return True
    if any(inner.name in HEADINGS for inner in link.inside()[:_NEAR]):
        return True
    return any(element.name in HEADINGS or element.role & Role.TITLE for element in islice(link.above(), _NEAR))


def _older(document: Document, links: list[tuple[str, Element]], step: Step) -> Iterator[Step]:
    """The page after this one: by its relation, its label, its class, or its number."""
    base = document.base_url
    heads = (link for link in document.named("link") if "next" in link.attr("rel").lower().split())
    urls = [url for link in heads if (url := absolute(link.attrs.get("href"), base))]
    urls += [url for url, element in links if _says_older(element)]
    own = _number(document.page.final_url)
    numbered = [(number, url) for url, _ in links if (number := _number(url)) and _unnumbered(url) == _unnumbered(base)]
    urls += [url for number, url in sorted(numbered) if number > own][:1]
    for url in dict.fromkeys(map(clean, urls)):
        # "Next" on a post leads to the next post.
        if not url or _NO_LIST.search(url) or key(url) == key(document.page.final_url):
            continue
        if by_shape(url)[0] < ENOUGH:
            yield step.further(url, "month" if step.task == "month" else "listing")


def _says_older(link: Element) -> bool:
    rel = link.attr("rel").lower().split()
    if "next" in rel:
        return True
    if any(map(_OLDER_CLASS.search, link.classes)) or (
        link.outer is not None and any(map(_OLDER_CLASS.search, link.outer.classes))
    ):
        return True
    return 0 < link.text_length <= _LONGEST_LABEL and bool(_OLDER.match(inline_text(link)))


def _number(url: str) -> int:
    """The number of a page of a list; 1 where none stands in its URL."""
    found = _PAGED.search(url)
    return int(found[1]) if found else 1


def _unnumbered(url: str) -> str:
    return key(_PAGED.sub("", url))


def _months(document: Document, links: list[tuple[str, Element]], step: Step) -> Iterator[Step]:
    options = (match[1].decode("utf-8", "replace") for match in _OPTION.finditer(document.page.body))
    urls = dict.fromkeys(clean(url) for url in (*(url for url, _ in links), *options))
    months = [url for url in urls if url and _is_month(url)]
    yield from (step.further(url, "month") for url in months[:MOST_MONTHS])


def _is_month(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_MONTH.search(parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")))


def _archives(links: list[tuple[str, Element]], step: Step) -> Iterator[Step]:
    for url in dict.fromkeys(url for url, _ in links):
        parts = urlsplit(url)
        name = parts.path.rstrip("/").rpartition("/")[2]
        if _ARCHIVE.match(name) and not _NO_LIST.search(url) and not parse_qsl(parts.query):
            yield step.further(url, "listing")
