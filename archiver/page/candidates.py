"""Which property and which ``<meta>`` says what, and whom to trust first.

The order of trust is one table a field: structured data about the article, then what is written for sharing
(OpenGraph), then for libraries and readers (Dublin Core, citation, Parse.ly), then the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from archiver.page.headindex import Index, rel_of
from archiver.page.nodes import Graph, Node, Person, as_person, clean, is_site
from archiver.page.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterable


class Candidate(NamedTuple):
    """A value and where it stands: ``jsonld:headline``, ``og:title``, ``microdata:datePublished``, ``title`` …"""

    value: str
    source: str


class Source(NamedTuple):
    """A node about the post, from one vocabulary."""

    name: str
    graph: Graph
    node: Node


# Names with a prefix are properties of nodes, all others names of <meta> elements. The first is the most trusted.
TITLES: Final = (
    *("jsonld:headline", "jsonld:name", "og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"),
    *("parsely-title", "sailthru.title", "microdata:headline", "microdata:name", "microformats:headline"),
)
DESCRIPTIONS: Final = (
    *("jsonld:description", "og:description", "description", "twitter:description", "dc.description"),
    *("dcterms.description", "dcterms.abstract", "sailthru.description", "microdata:description"),
    "microformats:description",
)
PUBLISHED: Final = (
    *("jsonld:datePublished", "article:published_time", "microdata:datePublished", "microformats:datePublished"),
    *("og:published_time", "og:article:published_time", "og:pubdate", "parsely-pub-date", "sailthru.date"),
    *("dcterms.issued", "dc.date.issued", "dc.date.created", "dcterms.created", "citation_publication_date"),
    *("citation_online_date", "citation_date", "dc.date", "dcterms.date", "article.published", "datepublished"),
    *("pubdate", "publish-date", "publish_date", "publishdate", "publication_date", "published_date", "date"),
    *("bt:pubdate", "jsonld:dateCreated", "jsonld:uploadDate", "microdata:dateCreated"),
)
UPDATED: Final = (
    *("jsonld:dateModified", "article:modified_time", "microdata:dateModified", "microformats:dateModified"),
    *("og:updated_time", "dcterms.modified", "dc.date.modified", "article.updated", "datemodified", "last-modified"),
    "revised",
)
TAGS: Final = (
    *("jsonld:keywords", "article:tag", "microdata:keywords", "microformats:keywords", "parsely-tags"),
    *("sailthru.tags", "news_keywords", "citation_keywords", "dc.subject", "dcterms.subject", "og:article:tag"),
)
CATEGORIES: Final = (
    *("jsonld:articleSection", "article:section", "microdata:articleSection", "microformats:articleSection"),
    *("parsely-section", "og:article:section", "category"),
)
_AUTHORS: Final = (
    *("article:author", "article:author:name", "author", "parsely-author", "sailthru.author", "dc.creator"),
    *("dcterms.creator", "citation_author", "dc.contributor.author", "og:article:author", "byl"),
    *("shareaholic:article_author_name", "article:author_name", "article.author", "vr:author", "cxenseparse:author"),
)
_SITE_NAMES: Final = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "dcterms.publisher",
)
_IMAGES: Final = (
    *("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"),
    *("parsely-image-url", "sailthru.image.full", "sailthru.image.thumb"),
)
# Yoast SEO writes the author for Slack and X so, in the blog's language.
_WRITTEN_BY: Final = frozenset(
    {
        *("written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "geschreven door"),
        *(
            "napisane przez",
            "написано автором",
            "автор",
            "skriven av",
            "yazan",
            "著者",
            "执笔者",
            "作者",
            "글쓴이",
            "كُتب بواسطة",
        ),
    }
)
_NODE_PREFIXES: Final = ("jsonld:", "microdata:", "microformats:")
_LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-[a-z0-9-]+)?", re.IGNORECASE)
_MAX_TAG = 100  # characters; longer "tags" are sentences


class Reader:
    """The candidates of one page; ``sources`` are the nodes about the post, the most trusted first."""

    def __init__(self, index: Index, base: str, sources: list[Source]) -> None:
        self._index, self._base, self._sources = index, base, sources
        self._metas = index.metas

    def texts(self, names: Iterable[str]) -> tuple[Candidate, ...]:
        """The cleaned values of properties and metas, in the order of ``names``."""
        metas = self._metas
        found: list[Candidate] = []
        for name in names:
            if name in metas:
                found += [Candidate(text, name) for raw in metas[name] if (text := clean(raw))]
            elif name.startswith(_NODE_PREFIXES):
                vocabulary, _, key = name.partition(":")
                for source in self._sources:
                    if source.name == vocabulary and key in source.node:
                        found += [Candidate(text, name) for text in source.graph.texts(source.node, key)]
        return once(found)

    def urls(self, *keys: str) -> list[Candidate]:
        """The addresses in these properties of the nodes."""
        return [
            Candidate(url, f"{source.name}:{key}")
            for source in self._sources
            for key in keys
            for url in source.graph.urls(source.node, key, self._base)
        ]

    def addresses(self) -> list[Candidate]:
        """Where structured data says the post stands. Microformats only say where any of their entries stand."""
        return [c for c in self.urls("url", "mainEntityOfPage") if not c.source.startswith("microformats:")]

    def titles(self) -> tuple[Candidate, ...]:
        """The titles of the article; ``<title>``, which mostly has the blog's name too, last."""
        title = clean(self._index.title or "")
        return once([*self.texts(TITLES), *self.texts(("title",)), *([Candidate(title, "title")] if title else [])])

    def site_names(self, graph: Graph) -> tuple[Candidate, ...]:
        """The names of the blog: OpenGraph, the publisher or whole that the article names, any site node."""
        found = list(self.texts(_SITE_NAMES[:1]))
        for source in self._sources:
            for key in ("publisher", "isPartOf"):
                for value in source.graph.values(source.node, key):
                    if isinstance(value, dict) and (key == "publisher" or is_site(value)):
                        found += [Candidate(name, f"{source.name}:{key}") for name in source.graph.texts(value, "name")]
        for node in (*graph.nodes, *graph.nested):
            if is_site(node):
                found += [Candidate(name, "jsonld:WebSite") for name in graph.texts(node, "name")]
        return once([*found, *self.texts(_SITE_NAMES[1:])])

    def images(self) -> tuple[Candidate, ...]:
        """The pictures that stand for the post."""
        metas = [
            Candidate(url, name)
            for name in _IMAGES
            for raw in self._metas.get(name, ())
            if (url := absolute(raw, self._base))
        ]
        return once([*metas, *self.urls("image", "thumbnailUrl")])

    def languages(self) -> tuple[Candidate, ...]:
        """BCP 47 tags, what the page is served as before what its data says."""
        raw = [Candidate(value, "html:lang") for value in self._index.languages]
        raw += self.texts(("content-language", "og:locale"))
        for source in self._sources:
            for value in source.graph.values(source.node, "inLanguage"):
                names = source.graph.texts(value, "alternateName", "name") if isinstance(value, dict) else [value]
                raw += [Candidate(name, f"{source.name}:inLanguage") for name in names if isinstance(name, str)]
        raw += self.texts(("dc.language", "dcterms.language", "language"))
        return once(Candidate(tag, source) for value, source in raw if (tag := language_tag(value)))

    def licenses(self) -> tuple[Candidate, ...]:
        """``<link rel=license>`` before ``<a>``, of which one may be about a picture; Dublin Core where it is a URL."""
        links = [link for link in self._index.rels if "license" in rel_of(link)]
        links.sort(key=lambda link: link.name != "link")
        hrefs = [(link.attrs.get("href"), f"{link.name}:license") for link in links]
        metas = self.texts(("dcterms.license", "dc.rights", "dcterms.rights", "dc.rights.license"))
        rights = [c for c in metas if c.value.startswith(("http:", "https:", "//"))]
        found = [Candidate(url, source) for raw, source in hrefs if (url := absolute(raw, self._base))]
        found += self.urls("license")
        return once([*found, *(Candidate(url, c.source) for c in rights if (url := absolute(c.value, self._base)))])

    def authors(self) -> tuple[Person, ...]:
        """Persons and organisations; links with ``rel=author`` last, their texts are often "more posts"."""
        found: list[Person | None] = []
        for source in self._sources:
            people = source.graph.people(source.node, "author", self._base, f"{source.name}:author")
            found += people or source.graph.people(source.node, "creator", self._base, f"{source.name}:creator")
        for value, source_name in self.texts(_AUTHORS):
            found.append(as_person(value, None, "unknown", source_name, self._base))
        for value, source_name in self.texts(("twitter:creator",)):
            if not value.startswith("@"):  # an account, and mostly the site's
                found.append(as_person(value, None, "unknown", source_name, self._base))
        for number in ("1", "2"):
            label = next(iter(self._metas.get(f"twitter:label{number}", ())), "").strip().lower()
            if label in _WRITTEN_BY:
                for value, source_name in self.texts((f"twitter:data{number}",)):
                    found.append(as_person(value, None, "person", source_name, self._base))
        for link in self._index.rels:
            if "author" in rel_of(link):
                url = absolute(link.attrs.get("href"), self._base)
                text = link.get_text() if link.name == "a" else None
                found.append(as_person(text, url, "person", f"{link.name}:author", self._base))
        once_each: dict[tuple[str | None, str | None], Person] = {}
        for person in found:
            if person is not None:
                once_each.setdefault((person.name, person.url), person)
        return tuple(once_each.values())


def language_tag(value: str) -> str | None:
    """A BCP 47 tag in its usual letter case (``de-AT``, ``zh-Hant-TW``) from a locale or a list of them; ``None`` for
    what is no tag, and for ``und`` and ``x-default``."""
    match = _LANGUAGE_TAG.fullmatch(re.split(r"[,;.@\s]", value.strip().replace("_", "-"))[0])
    if match is None or match[1].lower() in ("und", "mul", "zxx"):
        return None
    language, script, region = match.groups()
    return "-".join(filter(None, (language.lower(), script and script.capitalize(), region and region.upper())))


def once(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each value once, with its most trusted source."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        found.setdefault(candidate.value, candidate)
    return tuple(found.values())


def split(candidates: Iterable[Candidate], *, keep: str) -> tuple[Candidate, ...]:
    """Lists in one string taken apart, at semicolons where there are some, else at commas; each value once, whatever
    its letter case. Those from ``keep`` are single values already."""
    found: dict[str, Candidate] = {}
    for value, source in candidates:
        parts = [value] if source.startswith(keep) else value.split(";" if ";" in value else ",")
        for part in parts:
            name = clean(part.strip(" \"'#[]"))
            if name and len(name) <= _MAX_TAG:
                found.setdefault(name.casefold(), Candidate(name, source))
    return tuple(found.values())
