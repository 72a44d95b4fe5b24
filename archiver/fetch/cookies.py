"""Cookies, each for the host that set it and for no other, safe to be used by several threads at once.

Browsers let ``a.example.org`` set cookies for all of ``example.org``, and keep a list of the domains, such as ``co.uk``
or ``github.io``, for which that must not be. Here no server can set cookies for another host at all: an archiver needs no
single sign-on. Cookies of the user's own ``cookies.txt`` go where that file says.
"""

from __future__ import annotations

import warnings
from http.cookiejar import Cookie, DefaultCookiePolicy, MozillaCookieJar, eff_request_host  # type: ignore[attr-defined]
from typing import TYPE_CHECKING

from archiver.errors import FetchError

if TYPE_CHECKING:
    from pathlib import Path
    from urllib.request import Request

# RFC 6265 section 6.1 has the length; Chrome takes as many.
_LONGEST = 4096
_MOST_PER_HOST = 180


class _OwnHost(DefaultCookiePolicy):
    """Cookies go back to exactly the host that set them."""

    def __init__(self) -> None:
        super().__init__(strict_ns_domain=self.DomainStrictNonDomain)

    def set_ok(self, cookie: Cookie, request: Request) -> bool:
        if not super().set_ok(cookie, request) or len(cookie.name) + len(cookie.value or "") > _LONGEST:
            return False
        cookie.domain = eff_request_host(request)[1]
        cookie.domain_specified = cookie.domain_initial_dot = False
        return True


class CookieJar(MozillaCookieJar):
    """A jar in which no server can store without end; ``path`` is a ``cookies.txt`` in Netscape format to begin with.

    Raises ``FetchError`` if the file cannot be read.
    """

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(policy=_OwnHost())
        if path is not None:
            self._read(path)

    def set_cookie(self, cookie: Cookie) -> None:
        """Keep a cookie, unless its host has set too many."""
        others = [other for other in self if other.domain == cookie.domain and other.name != cookie.name]
        if len(others) < _MOST_PER_HOST:
            super().set_cookie(cookie)

    def _read(self, path: Path) -> None:
        try:
            with warnings.catch_warnings():
                # The module warns with a traceback, besides raising, of a line that it cannot read.
                warnings.simplefilter("ignore")
                self.load(str(path), ignore_discard=True, ignore_expires=True)
        except OSError as exc:
            reason = exc.strerror.lower() if exc.strerror else "is not a cookies.txt file in Netscape format"
            raise FetchError(f"{path}: {reason}") from exc
        except UnicodeDecodeError as exc:
            raise FetchError(f"{path}: is not a cookies.txt file in Netscape format") from exc
        for cookie in self:
            if cookie.expires == 0:
                # Browsers' exports write 0 for a session cookie; the module takes that for 1970.
                cookie.expires = None
                cookie.discard = True
        self.clear_expired_cookies()
