"""What a page's head and structured data say about the post, before any scraper looks at the page itself.

Pages say the same thing in up to ten vocabularies, and seldom the same in all. Nothing is decided here: every field is
a list of candidates, the most trusted first (``candidates.py``), cleaned but otherwise raw; scrapers choose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from archiver.page import candidates
from archiver.page.candidates import Candidate, Reader, Source, once, split
from archiver.page.headindex import Index, index_page, rel_of
from archiver.page.jsonld import read_graph
from archiver.page.microdata import largest, read_microdata, works
from archiver.page.microformats import read_entries
from archiver.page.nodes import Graph, Node, Person, clean, is_about, is_comment, main_node, rank
from archiver.page.urls import absolute, is_home, page_key

if TYPE_CHECKING:
    from archiver.page.dom import Soup


class Count(NamedTuple):
    """A claimed number of comments and where it stands."""

    value: int
    source: str


class Feed(NamedTuple):
    """A feed that the page links to; ``type`` is its media type."""

    url: str
    title: str | None
    type: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """Candidates, the most trusted first, each value once a field. URLs are absolute http(s) addresses.

    ``tags`` are given by the author; ``keywords`` (the ``<meta>`` of that name) are mostly written for search engines.
    ``languages`` are BCP 47 tags (``en``, ``de-AT``). ``published`` and ``updated`` are as written.
    ``comments`` are dicts with ``id parent_id author author_url avatar_url date text url comments source``, of which
    ``comments`` holds the replies and ``text`` may contain markup; all but ``text``, ``comments`` and ``source`` may be
    ``None``. ``article`` is the JSON-LD node of the post, as it stands in the page.
    """

    canonicals: tuple[Candidate, ...] = ()
    titles: tuple[Candidate, ...] = ()
    site_names: tuple[Candidate, ...] = ()
    descriptions: tuple[Candidate, ...] = ()
    images: tuple[Candidate, ...] = ()
    languages: tuple[Candidate, ...] = ()
    licenses: tuple[Candidate, ...] = ()
    published: tuple[Candidate, ...] = ()
    updated: tuple[Candidate, ...] = ()
    authors: tuple[Person, ...] = ()
    tags: tuple[Candidate, ...] = ()
    keywords: tuple[str, ...] = ()
    categories: tuple[Candidate, ...] = ()
    comment_counts: tuple[Count, ...] = ()
    comments: tuple[dict[str, Any], ...] = ()
    generators: tuple[str, ...] = ()
    feeds: tuple[Feed, ...] = ()
    article: Node | None = None

    @property
    def canonical(self) -> str | None:
        """The most trusted canonical URL."""
        return self.canonicals[0].value if self.canonicals else None

    @property
    def language(self) -> str | None:
        """The most trusted language."""
        return self.languages[0].value if self.languages else None


def read_metadata(soup: Soup, base_url: str) -> Metadata:
    """All that the head and the structured data of a page say. ``base_url`` is where the page was fetched from; a
    ``<base href>`` is respected. Never raises, whatever the page holds."""
    return read_index(index_page(soup), base_url)


def read_index(index: Index, base_url: str) -> Metadata:
    """The metadata of an indexed page; see ``read_metadata``."""
    base = absolute(index.base, base_url) or base_url
    canonicals = _page_canonicals(index, base, base_url)
    keys = frozenset(page_key(url) for url in (base_url, *(c.value for c in canonicals))) - {""}
    graph, items = read_graph(index.scripts), read_microdata(index.items)
    article = main_node(graph, keys, base)
    sources = [Source("jsonld", graph, article)] if article is not None else []
    sources += _microdata_sources(works(items), keys, base)
    entries = read_entries(index.entries, keys, base)
    sources += [Source("microformats", entries, node) for node in entries.nodes]
    read = Reader(index, base, sources)
    return Metadata(
        canonicals=once([*canonicals, *(c for c in read.addresses() if _is_trusted(c.value, base_url))]),
        titles=read.titles(),
        site_names=read.site_names(graph),
        descriptions=read.texts(candidates.DESCRIPTIONS),
        images=read.images(),
        languages=read.languages(),
        licenses=read.licenses(),
        published=read.texts(candidates.PUBLISHED),
        updated=read.texts(candidates.UPDATED),
        authors=read.authors(),
        tags=split(read.texts(candidates.TAGS), keep="microformats:"),
        keywords=tuple(c.value for c in split(read.texts(("keywords",)), keep="-")),
        categories=split(read.texts(candidates.CATEGORIES), keep="microformats:"),
        comment_counts=tuple(
            Count(count, source.name)
            for source in sources
            if (count := source.graph.comment_count(source.node)) is not None
        ),
        comments=tuple(_comments(sources, {"jsonld": graph, "microdata": items}, base)),
        generators=tuple(c.value for c in read.texts(("generator",))),
        feeds=_feeds(index, base),
        article=article,
    )


def _page_canonicals(index: Index, base: str, base_url: str) -> list[Candidate]:
    links = [(link.attrs.get("href"), "link:canonical") for link in index.rels if "canonical" in rel_of(link)]
    metas = [(url, name) for name in ("og:url", "parsely-link", "twitter:url") for url in index.metas.get(name, ())]
    found = [Candidate(url, source) for raw, source in (*links, *metas) if (url := absolute(raw, base))]
    return [c for c in found if _is_trusted(c.value, base_url)]


def _is_trusted(url: str, base_url: str) -> bool:
    """Themes with one canonical link for all pages name the home page on every post."""
    return not is_home(url) or is_home(base_url) or not page_key(base_url)


def _microdata_sources(items: Graph, keys: frozenset[str], base: str) -> list[Source]:
    """The article among the items, by address or size; after it the properties that belong to no item."""
    about = [node for node in items.nodes if rank(node) < 2 and is_about(items, node, keys, base)]
    post = about[0] if about else largest(items) or main_node(items, keys, base)
    nodes = [post] if post is not None else []
    if items.nodes and "@type" not in items.nodes[-1]:
        nodes.append(items.nodes[-1])
    return [Source("microdata", items, node) for node in nodes]


def _comments(sources: list[Source], graphs: dict[str, Graph], base: str) -> list[dict[str, Any]]:
    """The comments of the first vocabulary that has some: the same ones stand in the others."""
    for source in sources:
        if found := source.graph.comments(source.node, base, source.name):
            return found
    # Themes often forget to hang the comments on the article: items of their own then.
    for name, graph in graphs.items():
        nodes = [node for node in graph.nodes if is_comment(node)]
        replies = {id(reply) for node in nodes for reply in graph.values(node, "comment")}
        if found := graph.comments({"comment": [node for node in nodes if id(node) not in replies]}, base, name):
            return found
    return []


def _feeds(index: Index, base: str) -> tuple[Feed, ...]:
    found: dict[str, Feed] = {}
    for link in index.rels:
        kind = str(link.attrs.get("type") or "").strip().lower()
        if "alternate" in rel_of(link) and kind in _FEED_TYPES and (url := absolute(link.attrs.get("href"), base)):
            found.setdefault(url, Feed(url, clean(str(link.attrs.get("title") or "")), kind))
    return tuple(found.values())


_FEED_TYPES: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "text/xml"})
