"""Who wrote a post: what the head states, set against the byline that the page shows around the article."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver.page.content import inline_text
from archiver.page.dates import has_number
from archiver.records import Author
from archiver.scrapers._about import boxed, introduced, profiled, signature
from archiver.scrapers._bylines import bylines, is_job_alone
from archiver.scrapers._given_names import has_given_name
from archiver.scrapers._headline import fold
from archiver.scrapers._logo import shown_site_name
from archiver.scrapers._marks import beside_date, marked
from archiver.scrapers._names import (
    AND,
    byline,
    clean_name,
    is_bare_name,
    is_byline,
    is_phrase,
    looks_like_name,
)
from archiver.scrapers._told import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from archiver.page.document import Document
    from archiver.scrapers._surroundings import Surroundings

_SITE_STAFF = re.compile(
    r"(?:(?:site|web|blog|wp|super|the|die|la|le|el|our|unsere?|online|news|guest|gast)[-_ ]?)*"
    r"(?:admins?|administrat\w+|amministratore|webmaster|root|super ?user|user|reda[kc][ct]\w*|rédaction|redazione|redacción|redação|"
    r"editors?|editorial(?: staff| team| board)?|redaktionsteam|team|staff|desk|newsroom|author|autor|unknown|default|moderator|"
    r"yönetici|editör|beheerder|administrador|toimitus|szerkesztő|админ\w*|редакция|редактор|管理员|管理者|編集部|编辑部|小编|운영자|관리자|المدير|المحرر)"
    r"(?:[-_ ]?(?:team|desk|staff|\d+))?|"
    r"(?:(?:die|la|le|de) )?(?:redaktion|redactie|rédaction|redazione|redacción|redação|redakcja|redakce|редакция)[ :-].{1,40}|"
    r".{1,40}[ -](?:redaktion|redaktionsteam|editorial|newsroom|news desk|editors|staff|team|rédaction|redazione|redacción|redactie|редакция|編集部|编辑部)",
    re.IGNORECASE,
)
"""Who runs the site, and not who wrote."""
_WEAK_SOURCES = frozenset(
    (
        "a:author",
        "author",
        "dc.creator",
        "dcterms.creator",
        "web_author",
        "dc.publisher",
        "copyright",
        "twitter:creator",
    )
)
_CATALOGUES = frozenset(("dc.creator", "dcterms.creator", "citation_author", "dc.contributor.author"))
"""Where libraries write "Lee, Ann"."""
_COMPANY = re.compile(
    r"\b(?:AG|GmbH|Inc|Ltd|LLC|SA|SARL|S\.A\.|KG|e\.V\.|®|©|Council|Ministry|Foundation|University|Stadtverwaltung|Stiftung|"
    r"Ministerium|Universität|Mairie|Ministère|Université|Ayuntamiento|Ministerio|Universidad|Comune|Università|Prefeitura|Gemeente)(?:\W|$)|[®©™]"
)
_JOB = re.compile(
    r"(?:^|-)(?:redakt(?:eur|or)|korrespondent|reporter|autor|mitarbeiter|volontär|(?:presse)?sprecher|schriftführer|"
    r"(?:presse|jugend|sport|kassen|geräte|gewässer|platz|zeug|natur|fach)wart)(?:in)?$",
    re.IGNORECASE,
)
_LONGEST = 80
_NEAR_HEADLINE = 30
_DOMAIN = re.compile(r"\.[a-z]{2,8}$")
_MOST_NAMES = 50
"""Names that are looked at; each is compared with all others."""


def authors(around: Surroundings) -> tuple[Author, ...]:
    """The people who wrote the post; site staff only where nobody else is named, the site itself never."""
    document = around.document
    stated = [
        (p, Author(name, p.url, p.image) if len(parts) == 1 else Author(name))
        for p in document.metadata.authors[:_MOST_NAMES]
        for parts in [_stated_parts(p.name or "", p.source)]
        for part in parts
        if (name := _stated_name(part))
    ]
    people = [author for p, author in stated if p.kind != "organisation" and p.source not in _WEAK_SOURCES]
    weak = [author for p, author in stated if p.kind != "organisation" and p.source in _WEAK_SOURCES]
    weak = [author for author in weak if not _DOMAIN.search(author.name)]
    weak = [author for author in weak if _is_full(author.name) or _is_shown(around, author.name)]
    below = [author for author in weak if _is_full(author.name) and _is_shown(around, author.name, below=True)]
    shown = list(islice(marked(around), _MOST_NAMES))
    own = _own_names(document)
    worded = _worded(around, own)
    rest = (boxed, beside_date, signature, introduced, told)
    for choice in (people, below, shown, worded, weak, *(find(around) for find in rest)):
        kept = [a for a in choice if not (own(a.name) or _SITE_STAFF.fullmatch(a.name) or is_job_alone(a.name))]
        if kept:
            fellows = worded if len(worded) > len(shown) else shown
            return _once(_fuller(_with_others(kept[:_MOST_NAMES], fellows), [*shown, *worded]))
    # of a personal blog, or one that names only its staff
    rest_of_page = people or shown or worded or [a for a in profiled(around) if not own(a.name)]
    named = [a for a in rest_of_page if has_given_name(a.name) and not _SITE_STAFF.fullmatch(a.name)]
    return _once(author for author in named or rest_of_page if not _DOMAIN.search(author.name))


def _worded(around: Surroundings, own: Callable[[str], bool]) -> list[Author]:
    """The names in the first byline that names more than the site's staff, else in the first one."""
    first: list[Author] = []
    for names in bylines(around):
        if not all(own(author.name) or _SITE_STAFF.fullmatch(author.name) for author in names):
            return names[:_MOST_NAMES]
        first = first or names[:_MOST_NAMES]
    return first


def _with_others(kept: list[Author], shown: list[Author]) -> list[Author]:
    """All authors of a shown byline, where the head states, or an element is named for, only the first of them."""
    if len(kept) != 1 or len(shown) < 2 or fold(shown[0].name) != fold(kept[0].name):
        return kept
    return [author for author in shown if " " in author.name and not _SITE_STAFF.fullmatch(author.name)] or kept


def _own_names(document: Document) -> Callable[[str], bool]:
    """Whether a name is the site's own: its stated name, its host, or that of a company."""
    names = {fold(candidate.value) for candidate in document.metadata.site_names}
    netloc = urlsplit(document.url).netloc.removeprefix("www.")
    host = re.sub(r"[^a-z0-9]", "", netloc)
    label = next(iter(netloc.rsplit(".", 2)[-2:-1]), "")  # "fog-news" of fog-news.example
    label = re.sub(r"[^a-z0-9]", "", label)

    def is_own(name: str) -> bool:
        bare = fold(name).replace(" ", "")
        in_host = len(bare) >= 6 and bare in host and bool(_DOMAIN.search(name) or name.isupper() or bare == host)
        is_host = bare == label and not has_given_name(name)
        return fold(name) in names or in_host or is_host or bool(_COMPANY.search(name))

    return is_own


def _is_full(name: str) -> bool:
    """Whether a name has more than one word, or is in a script that writes names in one."""
    return " " in name or (2 <= len(name) <= 6 and all("\u3040" <= char <= "\ud7a3" for char in name))


def _is_shown(around: Surroundings, name: str, *, below: bool = False) -> bool:
    """Whether a name is a short text around the headline, or right below it, and not the logo's."""
    short = (element for element in around.elements if element.text_length <= 60)
    if below:
        short = (element for element in short if 0 < element.index - around.start <= _NEAR_HEADLINE)
    if not any(fold(inline_text(element)) == fold(name) for element in short):
        return False
    return fold(name) != fold(shown_site_name(around.document) or "")


def _stated_parts(text: str, source: str) -> list[str]:
    """The names in what the head states: several, or in a catalogue's order."""
    parts = AND.split(text)
    if len(parts) == 2 and source in _CATALOGUES and all(part and " " not in part for part in parts):
        return [f"{parts[1]} {parts[0]}"]
    return parts if len(parts) > 1 and all(" " in part and looks_like_name(part) for part in parts) else [text]


def _stated_name(text: str) -> str | None:
    dated = byline(text) if has_number(text) and is_byline(text) else None  # "by Ann Lee on May 3, 2010" in `.author`
    name = dated or clean_name(text)
    return name if name and len(name) <= _LONGEST and "http" not in name and not is_phrase(name) else None


def _fuller(authors: Sequence[Author], shown: Sequence[Author]) -> list[Author]:
    """The authors with their links and whole names, where the page shows more of them than its head states."""
    result = []
    for author in authors:
        same = next((s for s in shown if fold(s.name) == fold(author.name)), None)
        longer = next((s for s in shown if _is_part(author.name, s.name)), None)
        if same is not None:
            result.append(Author(author.name, author.url or same.url, author.avatar_url or same.avatar_url))
        else:
            result.append(longer or author)
    return result


def _is_part(name: str, whole: str) -> bool:
    """Whether a name is the first or last of a whole one: "Ann", or "Lee", of "Ann Lee"."""
    part, words = fold(name), f" {fold(whole)} "
    return len(words) > len(part) + 2 and (words.startswith(f" {part} ") or words.endswith(f" {part} "))


def _without_job(author: Author) -> Author:
    """An author whose name a newspaper, or a club, begins with what she does there: "FOG-Redakteurin Ann Lee"."""
    first, _, rest = author.name.partition(" ")
    return replace(author, name=rest) if _JOB.search(first) and is_bare_name(rest) else author


def _once(authors: Iterable[Author]) -> tuple[Author, ...]:
    unique: dict[str, Author] = {}
    for author in map(_without_job, authors):
        known = unique.get(fold(author.name))
        if known is None or (known.url is None and author.url):
            unique[fold(author.name)] = author
    return tuple(unique.values())[:8]
