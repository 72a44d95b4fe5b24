"""The requests session: connections that keep to a ``Budget``, headers, cookies and the proxy."""

from __future__ import annotations

import http.client
import io
import re
import warnings
from http.cookiejar import MozillaCookieJar
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

import archiver
from archiver.errors import FetchError

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping
    from pathlib import Path

    from _typeshed import WriteableBuffer

    from archiver.fetch.budget import Budget

_PROXY_SCHEMES = frozenset({"http", "https", "socks4", "socks4a", "socks5", "socks5h"})
# RFC 9110 sections 5.1 and 5.5: a token, and no control characters.
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")


class Session(requests.Session):
    """A session that leaves redirects alone: following them is ``Fetcher``'s work, and requests would read the body of
    each redirect to its end, however long."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


def new_session(
    budget: Budget, *, user_agent: str | None, headers: Mapping[str, str] | None, cookies: Path | None
) -> Session:
    """A session with these settings. Raises ``FetchError`` for a header that HTTP cannot carry or a broken cookie file."""
    session = Session()
    for prefix in ("http://", "https://"):
        session.mount(prefix, _Adapter(budget))
    session.headers.clear()
    session.headers["User-Agent"] = user_agent or f"archiver/{archiver.__version__}"
    session.headers["Accept-Encoding"] = "gzip, deflate, br, zstd"
    session.headers.update({name: value.strip(" \t") for name, value in (headers or {}).items()})
    for name, value in session.headers.items():
        if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(str(value)):
            raise FetchError(f"header {name!r}: HTTP cannot carry this name or value")
    if cookies is not None:
        session.cookies.update(read_cookies(cookies))
    return session


def read_cookies(path: Path) -> MozillaCookieJar:
    """The cookies of a Netscape ``cookies.txt`` that have not expired. Raises ``FetchError`` if it cannot be read."""
    jar = MozillaCookieJar()
    try:
        with warnings.catch_warnings():
            # The module warns with a traceback, besides raising, of a line that it cannot read.
            warnings.simplefilter("ignore")
            jar.load(str(path), ignore_discard=True, ignore_expires=True)
    except OSError as exc:
        reason = exc.strerror.lower() if exc.strerror else "is not a cookies.txt file in Netscape format"
        raise FetchError(f"{path}: {reason}") from exc
    except UnicodeDecodeError as exc:
        raise FetchError(f"{path}: is not a cookies.txt file in Netscape format") from exc
    for cookie in jar:
        if cookie.expires == 0:
            # Browsers' exports write 0 for a session cookie; the module takes that for 1970.
            cookie.expires = None
            cookie.discard = True
    jar.clear_expired_cookies()
    return jar


def proxies_for(proxy: str | None) -> dict[str, str]:
    """What requests takes as ``proxies``: empty to go by the environment; an empty ``proxy`` means none at all.

    Raises ``FetchError`` for what is no proxy's address.
    """
    if proxy is None:
        return {}
    if proxy:
        try:
            parts = parse_url(proxy)
        except LocationParseError:
            parts = None
        if parts is None or not parts.host or (parts.scheme or "http") not in _PROXY_SCHEMES:
            raise FetchError("the proxy's address is not valid; it looks like http://host:port")
    return {"http": proxy, "https": proxy}


class _Adapter(HTTPAdapter):
    """Connections, direct or through a proxy, whose every read asks the budget first."""

    def __init__(self, budget: Budget) -> None:
        self._pools = _pools(budget)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = self._pools
        return manager


def _pools(budget: Budget) -> dict[str, type[HTTPConnectionPool]]:
    """urllib3's pools, made to read through ``_BudgetReader`` by http.client's own hook, ``response_class``."""

    class Response(http.client.HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
            super().__init__(sock, *args, **kwargs)
            self.fp.close()
            self.fp = io.BufferedReader(_BudgetReader(sock, budget))

        def begin(self) -> None:
            super().begin()
            lengths = ",".join(self.headers.get_all("content-length", [])).split(",")
            if len({length.strip() for length in lengths}) > 1:
                # RFC 9110 section 8.6. urllib3 refuses it too, but only once nobody is left to close the connection.
                raise http.client.HTTPException("more than one Content-Length")

    class Plain(HTTPConnection):
        response_class = Response

    class Secure(HTTPSConnection):
        response_class = Response

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class _BudgetReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, budget: Budget) -> None:
        self._sock = sock
        self._file = sock.makefile("rb", buffering=0)
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        self._sock.settimeout(self._budget.timeout())
        try:
            count = self._file.readinto(buffer) or 0
        except TimeoutError:
            # Which of the two was it? If no time is left at all, this raises the deadline's own error.
            self._budget.timeout()
            raise
        self._budget.received(count)
        return count

    def close(self) -> None:
        self._file.close()
        super().close()
