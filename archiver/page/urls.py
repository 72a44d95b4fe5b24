"""URLs as pages write them: relative, escaped twice, or no URLs at all.

What a page gives as a link goes into records and is shown to people, so only http and https leave this module.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit

_MAX_LENGTH = 4096  # longer ones are data, not addresses; servers refuse them too
_ABSOLUTE = re.compile(
    r"https?://[a-zA-Z0-9.-]+(?:/[\w.~%!$'()*+,:@=/-]*)?(?:\?(?:[\w.~%!$'()*+,:@=/?-]|&(?!amp;))+)?(?:#[\w.~=/-]+)?",
    re.ASCII,
)
"""Addresses that stay as they are, as most of a page's do: no need to take them apart and put them together again."""

_CAPTURED_HOME = re.compile(r"/web/\d+[a-z_]*/https?://?[^/]+/?")
_PATH = re.compile(r"(?:/(?![/.])[\w.~%!$'()*+,:@=-]*)+(?:\?[\w.~%!$'()*+,:@=/?-]+)?", re.ASCII)
"""Paths that stay as they are behind the name of the host."""


def absolute(url: object, base: str) -> str | None:
    """``url`` made absolute against ``base``; ``None`` when it is not a string or no http(s) address with a host.

    As browsers do (WHATWG URL, "basic URL parser"), white space around it and line breaks within are dropped and
    spaces escaped. ``&amp;`` that an author escaped twice is read as ``&``. Never raises.
    """
    return _absolute(url, base) if isinstance(url, str) and len(url) <= _MAX_LENGTH else None


@lru_cache(maxsize=2_000)
def _absolute(url: str, base: str) -> str | None:
    if _ABSOLUTE.fullmatch(url):
        return url
    if _PATH.fullmatch(url):
        origin = _origin(base)
        return f"{origin}{url}" if origin else None
    url = "".join(url.split("\n")).replace("\r", "").replace("\t", "").strip("\x00\x0b\x0c ").replace("&amp;", "&")
    if not url:
        return None
    try:
        joined = urljoin(base, url)
    except ValueError:
        return None
    parts = _split(joined)
    if parts is None or parts.scheme not in ("http", "https"):
        return None
    return (parts.scheme + joined[len(parts.scheme) :]).replace(" ", "%20")


@lru_cache(maxsize=100)
def _origin(base: str) -> str | None:
    """What paths stand behind; None for what is not on the web."""
    parts = _split(base)
    return f"{parts.scheme}://{parts.netloc}" if parts is not None and parts.scheme in ("http", "https") else None


@lru_cache(maxsize=2_000)
def page_key(url: str) -> str:
    """What two addresses of one page have in common: host without ``www.``, path without the last slash, query.

    An empty string for what is no URL with a host.
    """
    parts = _split(url)
    if parts is None:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


@lru_cache(maxsize=2_000)
def is_home(url: str) -> bool:
    """True for the root of a host, also where an archive keeps it: `/web/2010/http://blog.example/`."""
    parts = _split(url)
    if parts is None or parts.query:
        return False
    return parts.path in ("", "/", "/index.html", "/index.php") or bool(_CAPTURED_HOME.fullmatch(parts.path))


def _split(url: str) -> SplitResult | None:
    """``None`` where ``urlsplit`` or the properties of its result would raise, or where there is no host."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts if host and not any(char in host for char in " <>\"'\\^`{|}") else None
