"""What went wrong, in words: every exception of requests, urllib3, http.client, ssl and zstandard ends here.

Their own texts nest five deep and hold object addresses. The table below finds the root cause in the chain and says it
in a few words, and whether asking again may help.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from typing import TYPE_CHECKING, Any

import requests
import urllib3.exceptions as u3
import zstandard

from archiver.errors import FetchError
from archiver.fetch.address import shown, without_credentials
from archiver.fetch.budget import DeadlineError, OversizeError
from archiver.fetch.guard import PrivateAddressError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archiver.records import Page

#: What the libraries raise for a request or its answer. Anything else is a bug and passes through.
LIBRARY_ERRORS = (OSError, u3.HTTPError, http.client.HTTPException, zstandard.ZstdError, UnicodeError)


NO_SUCH_HOST = "host name not known"


class Trouble(Exception):
    """One attempt failed. ``reason`` is a short sentence without the URL; ``passing`` says that it may pass by itself,
    ``later`` that it may, but not within the minutes that are waited for it; ``retry_after`` are the seconds that the
    server asked to wait; ``disallowed``: robots.txt forbids it, or, with ``later``, cannot be had. ``host`` is the one that
    was asked, if it came to that; ``hop`` is the URL that a redirect had led to; ``page`` is what the server said with an
    error's status."""

    def __init__(
        self,
        reason: str,
        *,
        status: int | None = None,
        passing: bool = False,
        later: bool = False,
        retry_after: float | None = None,
        disallowed: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.passing = passing
        self.later = later
        self.retry_after = retry_after
        self.disallowed = disallowed
        self.host: str | None = None
        self.hop: str | None = None
        self.page: Page | None = None


class TooManyRedirects(Trouble):
    """It went on and on."""


class FetchFailure(FetchError):
    """The page could not be fetched.

    ``url`` is the one that was asked for, without a password; ``status`` is what the server answered if that is no success
    (404 and 410 say that the page is gone), and ``page`` what it said with it; ``later``: it may succeed at another time,
    not before ``retry_after`` seconds if that is given; ``disallowed``: robots.txt forbids it, or, with ``later``, cannot be
    had, which forbids it for now.
    """

    def __init__(self, url: str, reason: str, trouble: Trouble) -> None:
        where = f" (redirected to {shown(trouble.hop)})" if trouble.hop else ""
        super().__init__(f"{shown(url)}: {reason}{where}")
        self.url = without_credentials(url)
        self.status = trouble.status
        self.page = trouble.page
        self.later = trouble.passing or trouble.later
        self.retry_after = trouble.retry_after
        self.disallowed = trouble.disallowed
        self.no_host = reason == NO_SUCH_HOST
        self.gone = trouble.status in (404, 410) or self.no_host


def explain(error: BaseException) -> Trouble:
    """The trouble behind an exception out of ``LIBRARY_ERRORS``."""
    causes = list(_causes(error))
    via_proxy = any(isinstance(cause, (requests.exceptions.ProxyError, u3.ProxyError)) for cause in causes)
    for kind, words, passing in _TABLE:
        for cause in causes:
            if isinstance(cause, kind) and (reason := words if isinstance(words, str) else words(cause)):
                return Trouble(f"the proxy: {reason}" if via_proxy else reason, passing=passing)
    return Trouble(f"could not be fetched ({type(error).__name__})")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """``error`` and all that is nested in it: urllib3 uses ``reason``, requests ``args``, Python ``__cause__``."""
    seen: set[int] = set()
    queue: list[object] = [error]
    while queue:
        item = queue.pop(0)
        if isinstance(item, BaseException) and id(item) not in seen:
            seen.add(id(item))
            yield item
            queue += [*item.args, getattr(item, "reason", None), item.__cause__, item.__context__]


def _tls(error: Any) -> str:
    return f"TLS problem: {(getattr(error, 'reason', None) or 'handshake failed').replace('_', ' ').lower()}"


def _system(error: Any) -> str | None:
    """The system's words for an error number ("No route to host"); a bare ``OSError`` is urllib3's, of a CONNECT."""
    if error.errno is not None and error.strerror:
        return str(error.strerror).lower()
    return str(error).lower() if type(error) is OSError and error.args and isinstance(error.args[0], str) else None


def _no_such_name(error: Any) -> str | None:
    return None if error.errno == socket.EAI_AGAIN else NO_SUCH_HOST


# From the most telling cause to the least; each with its words (or what finds them) and whether it may pass.
_TABLE: tuple[
    tuple[type[BaseException] | tuple[type[BaseException], ...], str | Callable[[Any], str | None], bool], ...
]
_TABLE = (
    ((DeadlineError, OversizeError, PrivateAddressError), str, False),
    ((u3.DecodeError, zstandard.ZstdError), "bad content-encoding: the body cannot be decompressed", False),
    (ssl.SSLCertVerificationError, lambda error: f"certificate problem: {error.verify_message}", False),
    (ssl.SSLError, _tls, False),
    (socket.gaierror, _no_such_name, False),
    (socket.gaierror, "host name cannot be looked up now", True),
    (ConnectionRefusedError, "connection refused", True),
    (requests.exceptions.ConnectTimeout, "timed out while connecting", True),
    ((TimeoutError, u3.TimeoutError), "timed out", True),
    ((http.client.IncompleteRead, u3.IncompleteRead), "the body broke off (incomplete read)", True),
    (http.client.RemoteDisconnected, "the server closed the connection without an answer", True),
    (ConnectionError, "the server closed the connection", True),
    ((http.client.HTTPException, u3.InvalidHeader), "the answer is not valid HTTP", False),
    (requests.exceptions.InvalidProxyURL, "the proxy's address is not valid", False),
    (requests.exceptions.InvalidSchema, "no way to reach it: SOCKS proxies need the package PySocks", False),
    ((requests.exceptions.InvalidURL, u3.LocationValueError, UnicodeError), "is not a valid URL", False),
    (OSError, _system, True),
    (u3.ProtocolError, "the answer is not valid HTTP", False),
)
