"""``Fetcher``: a URL in, a ``Page`` out, by the rules that ``docs/fetching.md`` tells."""

from __future__ import annotations

import http.client
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from requests.utils import urldefragauth

from archiver.fetch import address, media, retry, robots
from archiver.fetch.body import read_body, read_start
from archiver.fetch.budget import Budget, Clock
from archiver.fetch.cookies import CookieJar
from archiver.fetch.exchange import Ask, Exchange
from archiver.fetch.guard import Guard, Resolver, host_of, system_resolver
from archiver.fetch.named import Named, split_headers
from archiver.fetch.pace import OnWait, Pace
from archiver.fetch.session import can_carry, checked_headers, new_session, proxies_for
from archiver.fetch.trouble import LIBRARY_ERRORS, FetchFailure, TooManyRedirects, Trouble
from archiver.records import NotModified, Page, RobotsFile, instant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

    import requests

    from archiver.fetch.media import Want
    from archiver.records import Validators

MAX_REDIRECTS = 10
_CLOCK = Clock()


class Fetcher:
    """Fetches pages over one session, politely and safely; a context manager that closes it.

    Any number of threads may use one at once: each host is asked one request at a time, and hosts do not wait for each
    other.

    ``delay`` are the least seconds between two requests to one host; ``ignore_robots``: robots.txt is not asked for;
    ``robots_cache`` keeps robots.txt files for a day (a ``Store`` does); ``allow_private``: addresses that are not public
    may be reached. ``timeout`` are the seconds to connect and between two pieces of an answer, ``deadline`` those for one
    whole attempt with its redirects and body, ``retries`` how often it is asked again, ``max_bytes`` the most that a body
    may have after decompression. ``headers`` go only to what the user named, but for those that cannot be secrets (like
    ``Accept-Language``). ``cookies`` is a ``cookies.txt`` in Netscape format. ``proxy`` overrides the proxies of the
    environment; an empty text means none. ``on_wait`` is told the host and the seconds before each wait. Raises
    ``FetchError`` for settings that cannot work.
    """

    def __init__(
        self,
        *,
        user_agent: str | None = None,
        delay: float = 1.0,
        ignore_robots: bool = False,
        robots_cache: robots.RobotsCache | None = None,
        allow_private: bool = False,
        proxy: str | None = None,
        timeout: float = 30.0,
        deadline: float = 120.0,
        retries: int = 3,
        headers: Mapping[str, str] | None = None,
        cookies: Path | None = None,
        max_bytes: int = 20 * 2**20,
        on_wait: OnWait | None = None,
        _clock: Clock = _CLOCK,
        _resolve: Resolver = system_resolver,
    ) -> None:
        agent = {"User-Agent": user_agent} if user_agent else {}
        for_all, for_named = split_headers(checked_headers({**agent, **(headers or {})}))
        guard = Guard(allow_private=allow_private, resolve=_resolve)
        budget = Budget(seconds=deadline, timeout=timeout, max_bytes=max_bytes, clock=_clock)
        session = new_session(budget, guard, headers=for_all)
        self._exchange = Exchange(
            session=session,
            cookies=CookieJar(cookies),
            proxies=proxies_for(proxy),
            guard=guard,
            named=Named(guard, for_named),
            pace=Pace(delay, _clock, on_wait),
            budget=budget,
            clock=_clock,
            retries=retries,
        )
        self._clock = _clock
        self._ignore_robots = ignore_robots
        self._robots = robots.Robots(
            self._ask_robots, user_agent=str(session.headers["User-Agent"]), cache=robots_cache, now=_clock.now
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._exchange.session.close()

    def trust(self, url: str) -> None:
        """The user named this URL himself: its host may be at any address, and his headers go to its origin."""
        with suppress(ValueError):
            self._exchange.named.add(address.prepared(_stripped(url)))

    def __call__(self, url: str, *, want: Want = "page", named: bool = False) -> Page:
        """What is at ``url``: HTML or XHTML; with ``want="feed"`` also an XML feed, with ``"data"`` any text that programs
        read (JSON, XML, plain text), gzipped too.

        ``named``: the user named this URL himself, so it is trusted (``trust``) and robots.txt is not asked for it. A
        name and password in ``url`` are used for its origin from now on.

        Raises ``FetchFailure``, one line that names the URL. ``url`` and ``final_url`` of the page are without password,
        ``final_url`` also without fragment; the headers are without ``set-cookie``, and the body is never larger than
        ``max_bytes``.
        """
        page = self._fetch(url, None, want=want, named=named)
        assert isinstance(page, Page)
        return page

    def if_changed(
        self, url: str, validators: Validators, *, want: Want = "page", named: bool = False
    ) -> Page | NotModified:
        """The same for a page that was fetched before: ``NotModified`` where the server says so, else the page.

        The ``validators`` are only sent to where they came from. Raises ``FetchFailure``.
        """
        return self._fetch(url, validators, want=want, named=named)

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that robots.txt names for the site of ``url``, as they are written there, also with
        ``ignore_robots``. Raises ``FetchFailure`` if robots.txt cannot be had."""
        try:
            return self._robots.rules(address.prepared(_stripped(url))).sitemaps
        except ValueError as exc:
            raise FetchFailure(url, str(exc), Trouble(str(exc))) from exc
        except Trouble as trouble:
            raise FetchFailure(url, trouble.reason, trouble) from trouble

    def _fetch(self, url: str, validators: Validators | None, *, want: Want, named: bool) -> Page | NotModified:
        def headers(hop: str) -> dict[str, str]:
            asked = {"Accept": media.accept(want)}
            return asked | _conditions(validators) if validators and urldefragauth(hop) == validators.url else asked

        def read(response: requests.Response) -> Page | NotModified:
            if validators and response.status_code == http.client.NOT_MODIFIED:
                place = (address.without_credentials(url), urldefragauth(response.url))
                return NotModified(*place, _headers(response), self._now())
            return self._page(url, response, want)

        if named:
            self.trust(url)
        with suppress(ValueError):
            self._exchange.named.keep_password(address.prepared(url.strip(" ")))
        check = None if named or self._ignore_robots else self._check_robots
        try:
            return self._exchange.get(_stripped(url), Ask(read, headers, MAX_REDIRECTS, check))
        except Trouble as trouble:
            raise FetchFailure(url, trouble.reason, trouble) from trouble

    def _page(self, url: str, response: requests.Response, want: Want) -> Page:
        kind = media.essence(response.headers.get("content-type"))
        if not 200 <= response.status_code < 300:
            trouble = self._bad_status(response)
            if response.status_code >= 400:
                trouble.page = self._page_of(url, response, self._error_body(response, kind))
            raise trouble
        if reason := media.refusal_by_type(kind, want):
            raise Trouble(reason)
        return self._page_of(url, response, read_body(response.raw, kind, self._exchange.budget, want=want))

    def _page_of(self, url: str, response: requests.Response, body: bytes) -> Page:
        return Page(
            url=address.without_credentials(url),
            final_url=urldefragauth(response.url),
            status=response.status_code,
            headers=_headers(response),
            body=body,
            fetched_at=self._now(),
        )

    def _bad_status(self, response: requests.Response) -> Trouble:
        status = response.status_code
        return Trouble(
            f"HTTP {status} {http.client.responses.get(status, '')}".rstrip(),
            status=status,
            passing=status in retry.PASSING_STATUS,
            retry_after=retry.retry_after(response.headers.get("retry-after"), self._clock.now()),
        )

    def _error_body(self, response: requests.Response, kind: str) -> bytes:
        """What a server says with an error; nothing where that is no page, or fails in its turn."""
        if media.refusal_by_type(kind, "page"):
            return b""
        try:
            return read_body(response.raw, kind, self._exchange.budget, want="page")
        except (Trouble, *LIBRARY_ERRORS):
            return b""

    def _check_robots(self, url: str) -> None:
        """Raise ``Trouble`` if robots.txt forbids ``url`` or cannot be had; else keep to its ``Crawl-delay``."""
        rules = self._robots.rules(url)
        self._exchange.pace.set_crawl_delay(host_of(url), rules.crawl_delay)
        if not rules.allow(url):
            raise Trouble("robots.txt asks robots to leave it alone; --ignore-robots overrules", disallowed=True)

    def _ask_robots(self, origin: str) -> RobotsFile:
        """The robots.txt of ``origin``. Raises ``Trouble`` where nobody can know what it says."""

        def read(response: requests.Response) -> RobotsFile:
            status = response.status_code
            if status >= 500 or status in retry.PASSING_STATUS:
                raise self._bad_status(response)
            body = read_start(response.raw, robots.MAX_BYTES, self._exchange.budget) if 200 <= status < 300 else b""
            return RobotsFile(origin, status, body.decode("utf-8-sig", "replace"), self._now())

        ask = Ask(read, lambda _: {"Accept": "text/plain, */*;q=0.5"}, robots.MAX_REDIRECTS)
        try:
            return self._exchange.get(f"{origin}/robots.txt", ask)
        except TooManyRedirects:
            return RobotsFile(origin, int(http.client.FOUND), "", self._now())

    def _now(self) -> str:
        return instant(self._clock.now())


def _stripped(url: str) -> str:
    """``url`` as it is asked for: without blanks around it and without a password."""
    return address.without_credentials(url.strip(" "))


def _conditions(validators: Validators) -> dict[str, str]:
    """The headers of a request that is conditional (RFC 9110 section 13.1)."""
    headers = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in headers.items() if value and can_carry(value)}


def _headers(response: requests.Response) -> dict[str, str]:
    """The headers as a page keeps them. Cookies are the user's alone."""
    return {name.lower(): value for name, value in response.headers.items() if name.lower() != "set-cookie"}
