"""Which URLs belong to a blog, and which of them are one and the same.

A blog reaches its posts by many names: http and https, with and without ``www.`` and a last slash, with the marks of
newsletters and sessions behind a question mark. Everything that crawls compares ``key(url)`` and fetches the URL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

_STRAY = re.compile(
    # marks of campaigns and networks: https://support.google.com/analytics/answer/1033863 and what others do alike
    r"utm_\w+|mtm_\w+|pk_\w+|mc_[ce]id|fbclid|gclid|dclid|msclkid|yclid|igshid|_ga|_gl|_hs\w+|ref|ref_src|referrer|source"
    # sessions, as PHP, Java, ASP and old forums write them
    r"|phpsessid|jsessionid|aspsessionid\w*|sess(?:ion)?_?(?:id)?|zenid|oscsid|cfid|cftoken"
    # WordPress' and Blogger's own ways to show the same page: an answer form, a share button, the mobile view
    r"|replytocom|like_comment|share|nb|amp|showcomment|commentpage|print|printable",
    re.IGNORECASE,
)
_STRAY_VALUES = {"m": re.compile(r"[01]?"), "sid": re.compile(r"\w{16,}"), "s": re.compile(r"[0-9a-f]{16,}")}
"""Names that mean something else with other values: a month, a story, a search."""

_SESSION_IN_PATH = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/;?]*", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php\d?|aspx?|jsp)$", re.IGNORECASE)
_BLOGSPOT = re.compile(r"\.blogspot\.(?:com?\.)?[a-z]{2,3}$")
"""Blogger shows each blog under the domain of the reader's country as well."""

_DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=4096)
def clean(url: str) -> str:
    """The URL to fetch: without fragment, marks of campaigns and sessions. An empty text for what is no http(s) URL."""
    try:
        parts = urlsplit(url.partition("#")[0].strip())
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
            return ""
        host = _netloc(parts.hostname, parts.port, parts.scheme)
    except ValueError:
        return ""
    path = _SESSION_IN_PATH.sub("", parts.path) or "/"
    query = parts.query
    if query:
        # Left as it is where nothing is stray: a query need not consist of names and values.
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [(name, value) for name, value in pairs if not _is_stray(name, value)]
        if len(kept) != len(pairs):
            query = urlencode(kept)
    # What was cut off may have had blanks before it.
    return f"{parts.scheme}://{host}{path}{f'?{query}' if query else ''}".rstrip()


@lru_cache(maxsize=4096)
def key(url: str) -> str:
    """What the URLs of one page have in common: host without ``www.``, path without its last slash, sorted query.

    An empty text for what is no http(s) URL.
    """
    cleaned = clean(url)
    if not cleaned:
        return ""
    try:
        parts = urlsplit(canonicalize_url(cleaned))
    except ValueError:
        return ""
    path = _INDEX.sub("/", parts.path).rstrip("/")
    return f"{_plain_host(parts.netloc)}{path}{f'?{parts.query}' if parts.query else ''}"


def _is_stray(name: str, value: str) -> bool:
    return bool(_STRAY.fullmatch(name)) or (name in _STRAY_VALUES and bool(_STRAY_VALUES[name].fullmatch(value)))


def _netloc(host: str, port: int | None, scheme: str) -> str:
    host = f"[{host}]" if ":" in host else host
    return host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"


def _plain_host(netloc: str) -> str:
    host = netloc.lower().removeprefix("www.").rstrip(".")
    return _BLOGSPOT.sub(".blogspot.com", host)


@dataclass(frozen=True, slots=True)
class Blog:
    """Where a blog lives: on one host, below one path. ``url`` is what the user named; ``home`` is where that led to.

    A blog that moved to another host is the one there: what is named and where it led to both belong to it.
    """

    url: str
    home: str

    def holds(self, url: str) -> bool:
        """Whether a URL is on the blog's host and below its path."""
        return any(_is_below(key(url), root) for root in {_folder(self.url), _folder_elsewhere(self.home, self.url)})

    def as_home(self, url: str) -> str:
        """The URL with the scheme and host of the first page, if it is on that host: each post by another name of the
        host, as old sitemaps have them, would be a redirect."""
        parts, home = urlsplit(url), urlsplit(self.home)
        if _plain_host(parts.netloc) != _plain_host(home.netloc):
            return url
        return urlunsplit((home.scheme, home.netloc, parts.path, parts.query, ""))

    def is_home(self, url: str) -> bool:
        """Whether a URL is that of the blog's first page."""
        return key(url) in (key(self.url), key(self.home))


def folder_url(url: str) -> str:
    """The URL below which a blog that is named by ``url`` lies."""
    return f"{urlsplit(url).scheme}://{_folder(url)}/"


def _folder(url: str) -> str:
    """The key of the folder in which a page is: a path without a dot in its last part is a folder itself."""
    found = key(url).partition("?")[0]
    head, slash, last = found.rpartition("/")
    return head if slash and "." in last else found


def _folder_elsewhere(home: str, named: str) -> str:
    """The folder of the home page where that is on another host; on the same host the path is what the user said."""
    own, other = _folder(named), _folder(home)
    return own if own.partition("/")[0] == other.partition("/")[0] else other


def _is_below(found: str, folder: str) -> bool:
    return bool(found) and found.startswith(folder) and found[len(folder) : len(folder) + 1] in ("", "/", "?")
