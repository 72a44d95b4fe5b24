"""Is a URL that of a post? A pure decision from the shape of the URL and from what the sources say of it.

Each piece of evidence has a weight, the weights are added, and from ``ENOUGH`` on it is a post. A WordPress interface
that lists posts is proof by itself; what a sitemap lists without a name for it may be anything, so that there the
shape decides, and above all whether it is the shape of the URLs that are known to be posts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from archiver.crawl.address import key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archiver.crawl.address import Blog

ENOUGH = 3
"""What the weights have to add up to."""

IN_FEED, NAMED_POSTS, HEADLINE = 6, 4, 3
"""Said by: a feed, whose entries are posts but for a few; a sitemap named after posts; a list where the link is a
headline."""

NAMED_OTHERWISE, NOT_IN_REST = -6, -6
"""Said by: a sitemap named after pages, tags, authors; an interface that listed all posts, but not this one."""

HOPELESS = -8
"""A shape that nothing but the interface for posts outweighs: such URLs are not kept, and finding them is no news."""

_FEW = 3
"""So many posts must have a shape before it tells anything."""
_MOST_SHAPES = 500
"""Shapes that are counted: a blog has a handful, made-up URLs have as many as one likes."""

_NEVER = re.compile(
    r"(?:^|/)(?:page|seite|pagina)/\d+$|(?:^|/)comment-page-\d+$|(?:^|/)(?:feed|rss2?|atom|rdf)(?:$|/|\.xml$)"
    r"|(?:^|/)(?:wp-(?:content|admin|includes|json|login)|xmlrpc\.php|cgi-bin|cdn-cgi)(?:[/.]|$)"
    r"|(?:^|/)(?:trackback|embed|attachment)(?:/|$)"
    r"|\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|pdf|zip|gz|rar|7z|mp[34]|m4[av]|ogg|wav|avi|mov|webm|css|js|json|xml"
    r"|xsl|txt|docx?|xlsx?|pptx?|epub|torrent|exe|dmg|woff2?)$",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"^(?:tags?|category|categories|cat|topics?|topic|labels?|authors?|users?|profile|members?|search|series|sections?"
    r"|subject|keyword|kategorien?|kategorie|schlagw(?:o|ö|oe)rter|schlagwort|thema|themen|autor(?:en|es)?|benutzer"
    r"|categorie|categories|mot-cle|etiquettes?|auteurs?|etiquetas?|categorias?|autores|tema|temas|rubrik|rubrique|rubrica"
    r"|arkiv|kategoria|kategorie|tagi|szukaj|recherche|suche|buscar|taxonomy|collections?|shop|cart|checkout|product"
    r"|products|account|login|logout|register|signup|signin|wp|forum|forums|gallery|portfolio|download|downloads)$",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"^(?:about(?:[-_](?:me|us|the-author|this-\w+))?|contact(?:[-_]us)?|imprint|impressum|datenschutz\w*|privacy(?:-policy)?"
    r"|terms(?:-\w+)*|legal(?:-notice)?|cookies?(?:-policy)?|disclaimer|sitemap|archives?|archiv(?:e|o|i)?|links|blogroll|faq"
    r"|subscribe|newsletter|home|blog|posts|index|search|404|now|uses|colophon|guestbook|gaestebuch|ueber(?:-mich|-uns)?"
    r"|kontakt|a-propos|acerca(?:-de)?|contacto|sobre(?:-mi)?|mentions-legales|chi-siamo|contatti|advertise|donate|support"
    r"|press|media-kit|projects?|books?|bio|cv|resume|start-here|sample-page|privacy-policy-\d)(?:\.\w{3,5})?$",
    re.IGNORECASE,
)
_POST_FOLDERS = re.compile(
    r"^(?:posts?|articles?|artikel|articulos?|articolo|entry|entries|eintrag|beitrag|beitraege|story|stories|node|archives?"
    r"|essays?|notes?|blog|weblog|journal|log|news|writing|p)$",
    re.IGNORECASE,
)
_POST_QUERY = re.compile(
    r"^(?:p|post|postid|post_id|id|entry|article|articleid|story|nid|itemid|article_id|sid)$", re.I
)
_LIST_QUERY = re.compile(
    r"^(?:m|cat|category|tag|tags|author|paged|page|pg|offset|start|s|q|search|query|sort|order|orderby|filter|view|format"
    r"|feed|year|month|day|date|limit|lang|action|do|f|max-results|updated-max|rest_route|page_id|attachment_id|cpage)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:19[89]|20[0-4])\d$")
_MONTH = re.compile(
    r"^(?:0?[1-9]|1[0-2]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|juin|juil|okt|dez)[a-z]{0,6})$",
    re.IGNORECASE,
)
_DAY = re.compile(r"^(?:0?[1-9]|[12]\d|3[01])$")
_BLOGGER_ARCHIVE = re.compile(r"\d{4}_\d\d_\d\d_archive\.html$")
_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|jsp|shtml|cfm)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What the sources say of one URL. ``hint`` is the weight of where it stood (``NAMED_POSTS``, ``HEADLINE``, …)."""

    rest: bool = False
    sitemap: bool = False
    feed: bool = False
    listing: bool = False
    hint: int = 0


@dataclass(slots=True)
class Learnt:
    """What the posts that are known for sure have in common. ``all_in_rest``: the interface listed all posts there are."""

    all_in_rest: bool = False
    shapes: Counter[str] = field(default_factory=Counter)

    def learn(self, urls: Iterable[str]) -> None:
        """Count the shapes of URLs that are posts for sure."""
        for url in urls:
            found = shape(url)
            if found in self.shapes or len(self.shapes) < _MOST_SHAPES:
                self.shapes[found] += 1

    def weight(self, url: str) -> int:
        """How far the shape of a URL speaks for it, or against it where the shapes of posts are known and this is none."""
        total = self.shapes.total()
        if total < _FEW:
            return 0
        count = self.shapes[shape(url)]
        if count >= _FEW:
            # One word below the root is the shape of /about/ too.
            return 4 if "/" in shape(url) else 2
        return 0 if count else -2


def reason_against(url: str, said: Said, learnt: Learnt, blog: Blog) -> str | None:
    """Why a URL is not taken for a post, in a few words; ``None`` if it is one."""
    if not blog.holds(url):
        return "elsewhere"
    if said.rest:
        return None
    if blog.is_home(url):
        return "the blog's first page"
    own, why = by_shape(url)
    sources = IN_FEED * said.feed + said.hint + NOT_IN_REST * (learnt.all_in_rest and not said.feed)
    score = own + sources + learnt.weight(url)
    return None if score >= ENOUGH else why or "not like a post"


def by_shape(url: str) -> tuple[int, str]:
    """The weight of a URL's shape, and what it looks like if it does not look like a post."""
    parts = urlsplit(url)
    path = unquote(parts.path).strip("/")
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    if _NEVER.search(path) or _BLOGGER_ARCHIVE.search(path):
        return -20, "a list, a feed or a file"
    if any(map(_LIST_QUERY.match, names)):
        return -20, "a list"
    segments = path.split("/") if path else []
    if any(map(_LISTS.match, segments[:-1])) or (segments and _LISTS.match(segments[-1])):
        return -8, "a list by tag, category or author"
    if any(map(_POST_QUERY.match, names)):
        return 3, ""
    if names:
        return -3, "a query"
    if not segments:
        return -8, "a first page"
    if all(
        _YEAR.match(part) if at == 0 else _MONTH.match(part) or _DAY.match(part) for at, part in enumerate(segments)
    ):
        return -8, "a list by date"
    return _by_segments(segments)


def _by_segments(segments: list[str]) -> tuple[int, str]:
    last = _SUFFIX.sub("", segments[-1])
    on_blogger = len(segments) > 1 and segments[-2] == "p" and _SUFFIX.search(segments[-1])  # Substack's have no suffix
    if _STANDING.match(segments[-1]) or on_blogger:
        return -5, "a standing page"
    score = 1 if _SUFFIX.search(segments[-1]) else 0
    score += min(2, len(re.findall(r"[-_]+\w|%20| ", last)) // 2 + ("-" in last or "_" in last or not last.isascii()))
    years = [at for at, part in enumerate(segments[:-1]) if _YEAR.match(part)]
    if years:
        after = segments[years[0] + 1 : -1]
        score += 5 if after and _MONTH.match(after[0]) else 4
    elif any(map(_POST_FOLDERS.match, segments[:-1])):
        score += 2 + last.isdigit()
    elif re.match(r"\d{4}-\d\d-\d\d", last):
        score += 3
    return score, ""


def shape(url: str) -> str:
    """A URL with what differs from post to post taken out: ``Y/D/slug``, ``blog/slug.html``, ``?p``."""
    path, _, query = key(url).partition("?")
    segments = path.split("/")[1:]
    parts = [_class_of(part) for part in segments[:-1]]
    if segments:
        found = _SUFFIX.search(segments[-1])
        last = _SUFFIX.sub("", segments[-1])
        parts.append(("N" if last.isdigit() else "slug") + (found[0].lower() if found else ""))
    names = "&".join(name for name, _ in parse_qsl(query, keep_blank_values=True))
    return "/".join(parts) + (f"?{names}" if names else "")


def _class_of(segment: str) -> str:
    if _YEAR.match(segment):
        return "Y"
    if segment.isdigit():
        return "D" if len(segment) <= 2 else "N"
    return segment
