"""What the user named himself, and what of his goes there and nowhere else: headers and passwords.

A redirect or a link can lead anywhere, so neither follows it to another origin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from requests.utils import get_auth_from_url

from archiver.fetch.guard import host_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archiver.fetch.guard import Guard

# They say how to answer and cannot be secrets; every other header may be one, whatever its name.
_FOR_EVERYBODY = frozenset(
    {"accept", "accept-encoding", "accept-language", "user-agent", "cache-control", "pragma", "dnt", "sec-gpc"}
)

_Origin = tuple[str, str, int]


def split_headers(headers: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The headers that go with every request, and those that only go to what the user named."""
    public = {name: value for name, value in headers.items() if name.lower() in _FOR_EVERYBODY}
    return public, {name: value for name, value in headers.items() if name not in public}


class Named:
    """Origins that the user named, for any number of threads; ``headers`` are those that only these may see.

    All URLs are as ``address.prepared`` gives them.
    """

    def __init__(self, guard: Guard, headers: Mapping[str, str]) -> None:
        self._guard = guard
        self._headers = dict(headers)
        self._origins: set[_Origin] = set()
        self._passwords: dict[_Origin, tuple[str, str]] = {}

    def add(self, url: str) -> None:
        """The user named this URL: its host may be at any address, and the headers go to its origin."""
        self._guard.trust(host_of(url))
        self._origins.add(_origin(url))

    def keep_password(self, url: str) -> None:
        """Remember the name and password in a URL, if there are any, for its origin."""
        name, password = get_auth_from_url(url)
        if name or password:
            self._passwords[_origin(url)] = (name, password)

    def headers(self, url: str) -> dict[str, str]:
        """The user's own headers that may go with a request for ``url``."""
        return self._headers if any(origin in self._origins for origin in _trusting(url)) else {}

    def password(self, url: str) -> tuple[str, str] | None:
        """The user's name and password for ``url``."""
        found = (self._passwords[origin] for origin in _trusting(url) if origin in self._passwords)
        return next(found, None)


def _origin(url: str) -> _Origin:
    parts = urlsplit(url)
    return parts.scheme, host_of(url), parts.port or (443 if parts.scheme == "https" else 80)


def _trusting(url: str) -> list[_Origin]:
    """The origins whose secrets may go to ``url``: its own, and the same host by HTTP, for who redirects to HTTPS."""
    scheme, host, port = own = _origin(url)
    return [own, ("http", host, 80)] if (scheme, port) == ("https", 443) else [own]
