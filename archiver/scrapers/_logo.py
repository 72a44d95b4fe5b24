"""The name of the site, as its logo or its link to the home page shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.page.content import collapse, inline_text
from archiver.page.dom import Element
from archiver.page.urls import absolute, is_home

if TYPE_CHECKING:
    from archiver.page.document import Document

_HOME_WORDS = frozenset(
    [
        "home",
        "recent entries",
        "start",
        "startseite",
        "accueil",
        "inicio",
        "início",
        "homepage",
        "главная",
        "top",
        "トップ",
        "トップページ",
        "最新",
        "首页",
        "首頁",
        "홈",
        "strona",
        "główna",
        "hem",
        "hjem",
        "forside",
        "etusivu",
        "ana",
        "sayfa",
        "anasayfa",
        "الرئيسية",
    ]
)
_LOGO = re.compile(r"logo|brand|(?:site|blog)[-_]?(?:title|name|titel|titre)|nom_site|masthead|homelink")


def leads_up(document: Document, url: str) -> bool:
    """Whether a link leads to a folder that the page stands in: the home of a blog that is not alone on its host."""
    return url.endswith("/") and document.url.startswith(url) and document.url != url


def shown_site_name(document: Document) -> str | None:
    """The name that the page's logo or its link to the home page shows."""
    host = urlsplit(document.url).netloc
    home = [link for link, href in document.links if _leads_home(document, href, host) and link.text_length <= 200]
    best: tuple[float, str] | None = None
    for link in home or _blogs_logos(document):
        text = collapse(_first_block(link) or (link.first("img") or link).attr("alt"))
        if not text or text.casefold() in _HOME_WORDS or len(text) > 80:
            continue
        score = _logo_score(link) - link.index / 1000
        if best is None or score > best[0]:
            best = (score, text)
    return best[1] if best else None


def _leads_home(document: Document, href: str, host: str) -> bool:
    href = href.partition("#")[0].rstrip()
    if href.startswith("http"):  # most links of a page need not be taken apart
        if host not in href or href.count("/") > len("//") + 1:
            return False
    elif href[1:2].isalnum() and not href.startswith(("/index.", "index.")):
        return False
    url = absolute(href, document.base_url)
    return url is not None and host in url and is_home(url) and urlsplit(url).netloc == host


def _blogs_logos(document: Document) -> list[Element]:
    """The links in headings that lead to the folder that the page stands in, on a host of many blogs."""
    links = (part for heading in document.named("h1", "h2") for part in heading.parts if part.name == "a")
    addressed = ((link, absolute(link.attr("href"), document.base_url)) for link in links if link.text_length <= 200)
    return [link for link, url in addressed if url is not None and leads_up(document, url)]


def _logo_score(link: Element) -> float:
    """How much a link to the home page looks like the logo: by its names, its rel, a heading around it."""
    around = [link, *([link.outer] if link.outer is not None else [])]
    names = " ".join(name for element in around for name in (*element.classes, element.attr("id").lower()))
    is_named = bool(_LOGO.search(names)) or link.attr("rel") in ("start", "home")
    return (2.0 if is_named else 0.0) + (2.0 if around[-1].name in ("h1", "h2") else 0.0)


def _first_block(link: Element) -> str:
    """The text of a link; of one with a name and a slogan in elements of their own, the name."""
    inner = [child for child in link.contents if isinstance(child, Element) and child.text_length]
    bare = any(str(child).strip() for child in link.contents if not isinstance(child, Element))
    return inline_text(inner[0]) if len(inner) > 1 and not bare else inline_text(link)
