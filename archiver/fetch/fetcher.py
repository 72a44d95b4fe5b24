"""The way of one URL over the network: check it, ask, follow redirects, read the body, ask again where that may help."""

from __future__ import annotations

import http.client
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Self

import requests
from requests.utils import urldefragauth

from archiver.fetch import address, media, retry
from archiver.fetch.body import read_body
from archiver.fetch.budget import Budget, Clock, DeadlineError
from archiver.fetch.session import new_session, proxies_for
from archiver.fetch.trouble import LIBRARY_ERRORS, FetchFailure, Trouble, explain
from archiver.records import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from archiver.fetch.media import Want

MAX_REDIRECTS = 10
# Headers that the user gave for one host and no other may see: the two that curl holds back as well.
_PRIVATE_HEADERS = ("Authorization", "Cookie")
_CLOCK = Clock()


class Fetcher:
    """Fetches pages over one session; a context manager that closes it. For one thread at a time.

    ``timeout`` are the seconds to connect and between two pieces of an answer, ``deadline`` those for one whole
    attempt with its redirects and body, ``retries`` how often it is asked again, ``max_bytes`` the most that a body may
    have after decompression. ``headers`` go with every request, but ``Authorization`` and ``Cookie`` not to another host
    that a redirect leads to. ``cookies`` is a ``cookies.txt`` in Netscape format. ``proxy`` overrides the proxies of the
    environment; an empty text means none. Raises ``FetchError`` for settings that cannot work.
    """

    def __init__(
        self,
        *,
        user_agent: str | None = None,
        proxy: str | None = None,
        timeout: float = 30.0,
        deadline: float = 120.0,
        retries: int = 3,
        headers: Mapping[str, str] | None = None,
        cookies: Path | None = None,
        max_bytes: int = 20 * 2**20,
        _clock: Clock = _CLOCK,
    ) -> None:
        self._clock = _clock
        self._retries = retries
        self._proxies = proxies_for(proxy)
        self._budget = Budget(seconds=deadline, timeout=timeout, max_bytes=max_bytes, clock=_clock)
        self._session = new_session(self._budget, user_agent=user_agent, headers=headers, cookies=cookies)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def __call__(self, url: str, *, want: Want = "page") -> Page:
        """What is at ``url``: HTML or XHTML; with ``want="feed"`` also an XML feed, with ``"data"`` any text that programs
        read (JSON, XML, plain text), gzipped too.

        Raises ``FetchFailure``, one line that names the URL. ``final_url`` is without fragment and password, the
        headers are without ``set-cookie``, and the body is never larger than ``max_bytes``.
        """
        tries = 0
        while True:
            tries += 1
            try:
                return self._attempt(url, want)
            except Trouble as trouble:
                pause = retry.pause(trouble, tries, self._retries, self._clock)
                if pause is None:
                    reason = retry.last_words(trouble, tries)
                    raise FetchFailure(
                        url, reason, status=trouble.status, hop=trouble.hop, page=trouble.page
                    ) from trouble
            self._clock.sleep(pause)

    def _attempt(self, url: str, want: Want) -> Page:
        """One try, redirects and all. Raises ``Trouble``, which knows the URL where it arose if that is another."""
        self._budget.start()
        start = hop = url.strip(" ")
        try:
            for _ in range(MAX_REDIRECTS + 1):
                if reason := address.flaw(hop):
                    raise Trouble(reason)
                with self._explained(), closing(self._get(hop, first=start, want=want)) as response:
                    target = _redirect_target(response)
                    if target is None:
                        return self._page(url, response, want)
                    hop = target
        except Trouble as trouble:
            trouble.hop = None if hop == start else hop
            raise
        raise Trouble(f"too many redirects (more than {MAX_REDIRECTS})")

    def _get(self, hop: str, *, first: str, want: Want) -> requests.Response:
        """The response to a request for ``hop``, its body not yet read."""
        headers: dict[str, str | None] = {}
        if "accept" not in self._session.headers:
            headers["Accept"] = media.accept(want)
        if self._session.should_strip_auth(first, hop):  # type: ignore[no-untyped-call]
            headers |= dict.fromkeys(_PRIVATE_HEADERS)
        try:
            request = self._session.prepare_request(requests.Request("GET", hop, headers=headers))
        except ValueError as exc:
            # requests, urllib3 and idna each have their own kinds of it.
            raise Trouble("is not a valid URL") from exc
        url = request.url or ""
        if not address.has_host(url):
            raise Trouble("is not a valid URL: its host is none that there can be")
        settings = self._session.merge_environment_settings(url, dict(self._proxies), True, None, None)
        wait = self._budget.timeout()
        return self._session.send(request, timeout=(wait, wait), allow_redirects=False, **settings)

    def _page(self, url: str, response: requests.Response, want: Want) -> Page:
        kind = media.essence(response.headers.get("content-type"))
        if not 200 <= response.status_code < 300:
            raise self._bad_status(url, response, kind)
        if reason := media.refusal_by_type(kind, want):
            raise Trouble(reason)
        return self._page_of(url, response, read_body(response.raw, kind, self._budget, want=want))

    def _page_of(self, url: str, response: requests.Response, body: bytes) -> Page:
        return Page(
            url=url,
            final_url=urldefragauth(response.url),
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items() if name.lower() != "set-cookie"},
            body=body,
            fetched_at=self._clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        )

    def _bad_status(self, url: str, response: requests.Response, kind: str) -> Trouble:
        status = response.status_code
        trouble = Trouble(
            f"HTTP {status} {http.client.responses.get(status, '')}".rstrip(),
            status=status,
            passing=status in retry.PASSING_STATUS,
            retry_after=retry.retry_after(response.headers.get("retry-after"), self._clock.now()),
        )
        if status >= 400:
            trouble.page = self._page_of(url, response, self._error_body(response, kind))
        return trouble

    def _error_body(self, response: requests.Response, kind: str) -> bytes:
        """What a server says with an error; nothing where that is no page, or fails in its turn."""
        if media.refusal_by_type(kind, "page"):
            return b""
        try:
            return read_body(response.raw, kind, self._budget, want="page")
        except (Trouble, *LIBRARY_ERRORS):
            return b""

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What the libraries raise becomes ``Trouble``."""
        try:
            yield
        except LIBRARY_ERRORS as exc:
            # Not by way of a variable: its frame and the trouble would hold each other, and with them the body.
            raise self._explanation(exc) from exc

    def _explanation(self, error: Exception) -> Trouble:
        """The trouble behind ``error``; the deadline is the reason whenever it has passed."""
        trouble = explain(error)
        if trouble.passing:
            try:
                self._budget.timeout()
            except DeadlineError as late:
                return explain(late)
        return trouble


def _redirect_target(response: requests.Response) -> str | None:
    try:
        return address.redirect_target(response)
    except ValueError as exc:
        raise Trouble("redirects to what is not a valid URL", status=response.status_code) from exc
