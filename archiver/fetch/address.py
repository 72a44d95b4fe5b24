"""Which URLs are fetched, where a redirect leads, and how a URL is shown in a message."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

import requests

#: RFC 9110 section 4.1 asks that URIs of 8000 octets be supported; longer ones are no blog's.
MAX_LENGTH = 8000

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
# What may be left of a host once it is encoded; http.client stumbles over the likes of ``%7B``.
_HOST = re.compile(r"[0-9a-z._-]+|[0-9a-f:.]+", re.ASCII | re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=//)[^/?#]*@")
_USERINFO = re.compile(r"(\s*[a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)
_SHOWN = 200


def flaw(url: str) -> str | None:
    """What is wrong with ``url`` (a short sentence), or ``None`` if it is worth asking for."""
    if len(url) > MAX_LENGTH:
        return f"is longer than {MAX_LENGTH} characters"
    if _CONTROL.search(url):
        return "is not a valid URL: it holds control characters"
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            return f"{parts.scheme}: is not fetched, only http and https" if parts.scheme else "is not an http URL"
        if not parts.hostname:
            return "is not a valid URL: it names no host"
        if parts.port == 0:
            return "is not a valid URL: there is no port 0"
    except ValueError as exc:
        return f"is not a valid URL: {exc}"
    return None


def prepared(url: str) -> str:
    """``url`` as HTTP has it: the host in ASCII (IDNA), the rest percent-encoded. So are URLs compared.

    Raises ``ValueError``, which says what is wrong with it, if it is not worth asking for.
    """
    if reason := flaw(url):
        raise ValueError(reason)
    request = requests.PreparedRequest()
    try:
        request.prepare_url(url, None)
    except ValueError as exc:
        # requests, urllib3 and idna each have their own kinds of it.
        raise ValueError("is not a valid URL") from exc
    if not _HOST.fullmatch(urlsplit(str(request.url)).hostname or ""):
        raise ValueError("is not a valid URL: its host is none that there can be")
    return str(request.url)


def redirect_target(response: requests.Response) -> str | None:
    """The absolute URL that ``response`` redirects to, without any password, or ``None``. Raises ``ValueError`` if there
    is no making sense of it."""
    if not response.is_redirect:
        return None
    location = response.headers["location"]
    with suppress(UnicodeError):
        # http.client reads headers as Latin-1; what is not ASCII is UTF-8 in fact.
        location = location.encode("latin-1").decode("utf-8")
    return without_credentials(urljoin(response.url, location.strip()))


def without_credentials(url: str) -> str:
    """``url`` without the name and password that may stand before its host."""
    return _USERINFO.sub(r"\1", url, count=1) if _USERINFO.match(url) else url


def shown(url: str) -> str:
    """``url`` for a message: one line, no password, not endless."""
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in _CREDENTIALS.sub("", url))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
