"""The generic reading of a page, one method a field. A platform's scraper overrides what differs on its pages."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from archiver.errors import ScrapeError
from archiver.page.content import clean_html, collapse, plain_text
from archiver.page.dates import parse_iso
from archiver.records import Author, Lead, Post, Site
from archiver.scrapers._article import find_article
from archiver.scrapers._authors import authors as read_authors
from archiver.scrapers._comments import Thread, read_thread
from archiver.scrapers._count import claimed_count
from archiver.scrapers._edges import lead_blocks, not_article
from archiver.scrapers._headline import find_headline, fold
from archiver.scrapers._leads import comment_pages, own_url, post_pages, service_leads
from archiver.scrapers._logo import shown_site_name
from archiver.scrapers._published import published as read_published
from archiver.scrapers._surroundings import Surroundings
from archiver.scrapers._terms import read_terms
from archiver.scrapers._title import title_text

if TYPE_CHECKING:
    from archiver.page.document import Document
    from archiver.page.dom import Element

_BEFORE_NAME = re.compile(r"^(?:powered by )?(?:https?://)?(?:www\.)?")
_EXTENSION = re.compile(r"\.\w{3,5}$")
_LETTERS = re.compile(r"[a-z][a-z0-9]*")


class Scraper:
    """Reads one page. The next field is a method here, a line in `post`, and a fixture that shows it."""

    name: ClassVar[str]
    """The word that stands in `Post.scraper`, and the name of the module."""
    rank: ClassVar[int] = 1
    """Of the scrapers that handle a page, the one with the lowest rank reads it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @classmethod
    def handles(cls, document: Document) -> bool:
        """Whether the page is this scraper's, by its markup."""
        raise NotImplementedError

    def post(self) -> Post:
        """The record of the page. Raises `ScrapeError` where there is neither text nor title nor comments."""
        published, published_text = self.published()
        content_html, content_text = self.content()
        post = Post(
            url=own_url(self.document),
            title=self.title(),
            site=self.site(),
            authors=self._authors,
            published=published,
            published_text=published_text,
            updated=self.updated(),
            language=self.document.language,
            summary=self.summary(),
            image=self.image(),
            license=self.license(),
            categories=self.categories(),
            tags=self.tags(),
            content_html=content_html,
            content_text=content_text,
            comment_count=self.comment_count(),
            comments=self.thread.comments,
            leads=self.leads(),
            scraper=self.name,
        )
        if not (post.content_text or post.comments or (post.title and post.image)):
            raise ScrapeError(f"{self.document.page.url}: no post on this page")
        return post

    # -- the parts of the page

    @cached_property
    def thread(self) -> Thread:
        """The comments with the elements that hold them."""
        return read_thread(self.document)

    @cached_property
    def headline(self) -> Element | None:
        """The element that shows the title."""
        return find_headline(self.document, self.thread.items)

    @cached_property
    def article(self) -> Element | None:
        """The element that holds the text of the post."""
        return find_article(self.document, self.thread.items, self.headline)

    @cached_property
    def _around(self) -> Surroundings:
        return Surroundings(self.document, self.headline, self.article, self.thread.items)

    @cached_property
    def _authors(self) -> tuple[Author, ...]:
        return self.authors()

    # -- fields

    def title(self) -> str | None:
        """The headline, without the site's name."""
        return title_text(self.document, self.headline)

    def authors(self) -> tuple[Author, ...]:
        """Who wrote the post; nobody rather than somebody else."""
        return read_authors(self._around)

    def published(self) -> tuple[str | None, str | None]:
        """(ISO date, what the page shows)."""
        return read_published(self._around)

    def updated(self) -> str | None:
        """When the post was changed last, where the page says so."""
        stated = [c.value for c in self.document.metadata.updated if c.source not in ("last-modified", "revised")]
        return next((value for text in stated if (value := parse_iso(text))), None)

    def content(self) -> tuple[str, str]:
        """(clean HTML, text) of the article."""
        if self.article is None:
            return "", ""
        names = {fold(author.name) for author in self._authors}
        names |= {fold(person.name) for person in self.document.metadata.authors if person.name}
        skip = not_article(self.document, self.article, self.thread.items, self.headline, names)
        nodes = [*lead_blocks(self.document, self.article, self.headline), *self.article.contents]
        return clean_html(nodes, self.document.base_url, skip), plain_text(nodes, skip)

    def site(self) -> Site:
        """The blog's home, name and platform."""
        parts = urlsplit(self.document.url)
        url = f"{parts.scheme}://{parts.netloc}/" if parts.scheme in ("http", "https") else None
        return Site(url, self.site_name(), self.platform())

    def site_name(self) -> str | None:
        """The site's name as its head states it, else as the logo or the link to the home page shows it."""
        names = self.document.metadata.site_names
        return names[0].value if names else shown_site_name(self.document)

    def platform(self) -> str | None:
        """The engine's name in one word, from `<meta name=generator>`."""
        generator = next(iter(self.document.metadata.generators), "").lower()
        word = _LETTERS.search(_BEFORE_NAME.sub("", generator).replace("movable type", "movabletype"))
        return word[0] if word else None

    def summary(self) -> str | None:
        """The page's own description."""
        return next((collapse(c.value) for c in self.document.metadata.descriptions), None)

    def image(self) -> str | None:
        """The picture that stands for the post."""
        return next((c.value for c in self.document.metadata.images), None)

    def license(self) -> str | None:
        """The licence's URL."""
        return next((c.value for c in self.document.metadata.licenses), None)

    def categories(self) -> tuple[str, ...]:
        """Categories, in the order of the page."""
        return tuple(self._terms[0] or dict.fromkeys(c.value for c in self.document.metadata.categories))

    def tags(self) -> tuple[str, ...]:
        """Tags, in the order of the page; what is a category is not also a tag."""
        tags = self._terms[1] or dict.fromkeys(c.value for c in self.document.metadata.tags)
        categories = {name.casefold() for name in self.categories()}
        return tuple(tag for tag in tags if tag.casefold() not in categories)

    @cached_property
    def _terms(self) -> tuple[list[str], list[str]]:
        return read_terms(self.document, self.thread.items, self.article)

    def comment_count(self) -> int | None:
        """How many comments the page claims to have."""
        return claimed_count(self.document, self.headline, self.thread.items)

    def leads(self) -> tuple[Lead, ...]:
        """Where the rest is: further pages of the text, then of the comments, then lists of them, then their feed."""
        pages = comment_pages(self.document, self.headline, self.thread.items)
        return (*post_pages(self.document), *pages, *self.comment_lists(), *self.comment_feeds())

    def comment_lists(self) -> list[Lead]:
        """Data that holds the comments: what a service loads by script."""
        return list(service_leads(self.document))

    def comment_feeds(self) -> list[Lead]:
        """Feeds of this post's comments: those below the post's own path."""
        path = urlsplit(self.document.url).path.rstrip("/")
        below = (f"{path}/", f"{_EXTENSION.sub('', path)}/")
        return [
            Lead("comments-feed", feed.url)
            for feed in self.document.metadata.feeds
            if len(path) > 1 and urlsplit(feed.url).path.startswith(below)
        ]
