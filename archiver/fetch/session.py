"""The requests session: connections that keep to a ``Budget`` and a ``Guard``, headers and the proxy."""

from __future__ import annotations

import http.client
import io
import re
import socket
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, LocationParseError, NameResolutionError, NewConnectionError
from urllib3.util import parse_url
from urllib3.util.connection import create_connection

import archiver
from archiver.errors import FetchError
from archiver.fetch.budget import DeadlineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import WriteableBuffer

    from archiver.fetch.budget import Budget
    from archiver.fetch.guard import Guard

_PROXY_SCHEMES = frozenset({"http", "https", "socks4", "socks4a", "socks5", "socks5h"})
# RFC 9110 sections 5.1 and 5.5: a token, and no control characters.
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")

# Hosts to which connections are kept for the next request.
_HOSTS = 64
#: RFC 9110 section 10.1.5: the product with its version, and a comment for whoever reads a server's log.
DEFAULT_USER_AGENT = f"archiver/{archiver.__version__} (command-line blog archiver)"


class Session(requests.Session):
    """A session that leaves redirects alone: following them is ``Fetcher``'s work, and requests would read the body of
    each redirect to its end, however long."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


def new_session(budget: Budget, guard: Guard, *, headers: Mapping[str, str]) -> Session:
    """A session whose requests carry ``headers`` and no cookies."""
    session = Session()
    for prefix in ("http://", "https://"):
        session.mount(prefix, _Adapter(budget, guard))
    # Cookies are in a jar of their own (``cookies.py``): requests' would go to subdomains too.
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.clear()
    session.headers["User-Agent"] = DEFAULT_USER_AGENT
    session.headers["Accept-Encoding"] = "gzip, deflate, br, zstd"
    session.headers.update(headers)
    return session


def can_carry(value: str) -> bool:
    """Whether HTTP can carry it as the value of a header."""
    return bool(_HEADER_VALUE.fullmatch(value))


def checked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers without blanks around their values. Raises ``FetchError`` for one that HTTP cannot carry."""
    stripped = {name: value.strip(" \t") for name, value in headers.items()}
    for name, value in stripped.items():
        if not _HEADER_NAME.fullmatch(name) or not can_carry(value):
            raise FetchError(f"header {name!r}: HTTP cannot carry this name or value")
    return stripped


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
    """Connections whose every read asks the budget first, and which lead, unless through a proxy, only to where the
    guard lets them."""

    def __init__(self, budget: Budget, guard: Guard) -> None:
        self._direct = _pools(budget, guard)
        self._to_proxy = _pools(budget, None)
        super().__init__(pool_connections=_HOSTS)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._direct

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = self._to_proxy
        return manager


def _pools(budget: Budget, guard: Guard | None) -> dict[str, type[HTTPConnectionPool]]:
    """urllib3's pools, made to read through ``_BudgetReader`` by http.client's own hook, ``response_class``, and to
    connect to an address that ``guard`` has judged; the host's name stays what it is for TLS and the ``Host`` header."""

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

        def _new_conn(self) -> socket.socket:
            return super()._new_conn() if guard is None else _connect(self, guard, budget)

    class Secure(HTTPSConnection):
        response_class = Response

        def _new_conn(self) -> socket.socket:
            return super()._new_conn() if guard is None else _connect(self, guard, budget)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _connect(connection: HTTPConnection, guard: Guard, budget: Budget) -> socket.socket:
    """A socket to the first address of the connection's host that answers; its name is not looked up again.

    Raises what urllib3 itself raises here, and ``PrivateAddressError``.
    """
    error: OSError = socket.gaierror(socket.EAI_NONAME, "the name has no address")
    try:
        addresses = guard.addresses(connection.host, connection.port)
    except socket.gaierror as exc:
        raise NameResolutionError(connection.host, connection, exc) from exc
    for address in addresses:
        try:
            return create_connection(
                (address, connection.port), budget.timeout(), socket_options=connection.socket_options
            )
        except DeadlineError:
            raise
        except OSError as exc:
            error = exc
    if isinstance(error, TimeoutError):
        raise ConnectTimeoutError(connection, "timed out") from error
    raise NewConnectionError(connection, "no address answers") from error


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
