"""One request and the redirects that it leads to, in turn with others to the same host, until somebody reads an answer."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import requests
from requests.cookies import extract_cookies_to_jar, get_cookie_header
from requests.utils import select_proxy

from archiver.fetch import address, retry
from archiver.fetch.budget import DeadlineError
from archiver.fetch.guard import host_of
from archiver.fetch.trouble import LIBRARY_ERRORS, TooManyRedirects, Trouble, explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from archiver.fetch.budget import Budget, Clock
    from archiver.fetch.cookies import CookieJar
    from archiver.fetch.guard import Guard
    from archiver.fetch.named import Named
    from archiver.fetch.pace import Pace
    from archiver.fetch.session import Session

T = TypeVar("T")


@dataclass(frozen=True)
class Ask(Generic[T]):
    """What is wanted: ``read`` takes the answer that is no redirect; ``headers`` are the request's own for a URL, unless
    the user has set others; ``check`` may raise ``Trouble`` before a URL is asked."""

    read: Callable[[requests.Response], T]
    headers: Callable[[str], Mapping[str, str]]
    max_redirects: int
    check: Callable[[str], None] | None = None


@dataclass(frozen=True)
class Exchange:
    """All that the requests of one ``Fetcher`` have in common, for any number of threads."""

    session: Session
    cookies: CookieJar
    proxies: Mapping[str, str]
    guard: Guard
    named: Named
    pace: Pace
    budget: Budget
    clock: Clock
    retries: int

    def get(self, url: str, ask: Ask[T]) -> T:
        """What ``ask`` reads from the answer for ``url``, asked again where that may help.

        Raises ``Trouble``, in words that also say how often it was tried.
        """
        tries = 0
        while True:
            tries += 1
            try:
                return self._attempt(url, ask)
            except Trouble as trouble:
                pause = retry.pause(trouble, tries, self.retries, self.clock)
                if trouble.passing and trouble.host:
                    # Nobody else asks the host meanwhile either; the next attempt waits for its turn.
                    self.pace.hold(trouble.host, trouble.retry_after or 0.0 if pause is None else pause)
                if pause is None:
                    trouble.reason = retry.last_words(trouble, tries)
                    raise

    def _attempt(self, url: str, ask: Ask[T]) -> T:
        """One try, redirects and all. Raises ``Trouble``, which knows the URL where it arose if that is another."""
        self.budget.start()
        hop, host, previous = url, "", ""
        try:
            for _ in range(ask.max_redirects + 1):
                request = self._prepare(hop, ask)
                host = host_of(str(request.url))
                if ask.check is not None:
                    with self.budget.aside():
                        ask.check(str(request.url))
                with self.pace.turn(host, at_once=host == previous) as waited:
                    self.budget.waited(waited)
                    with self._explained(), closing(self._send(request)) as response:
                        self.pace.answered(host, response.status_code)
                        target = _redirect_target(response)
                        if target is None:
                            return ask.read(response)
                previous, hop = host, target
        except Trouble as trouble:
            trouble.host = host
            trouble.hop = None if hop == url else hop
            raise
        raise TooManyRedirects(f"too many redirects (more than {ask.max_redirects})")

    def _prepare(self, hop: str, ask: Ask[T]) -> requests.PreparedRequest:
        """The request for ``hop``, with the headers that may go there."""
        try:
            url = address.prepared(hop)
            request = requests.Request("GET", url, headers=self.named.headers(url), auth=self.named.password(url))
            prepared = self.session.prepare_request(request)
        except ValueError as exc:
            raise Trouble(str(exc)) from exc
        for name, value in ask.headers(url).items():
            prepared.headers.setdefault(name, value)
        return prepared

    def _send(self, request: requests.PreparedRequest) -> requests.Response:
        """The answer, its body not yet read."""
        url = str(request.url)
        settings = self.session.merge_environment_settings(url, dict(self.proxies), True, None, None)
        if select_proxy(url, settings["proxies"]):
            self.guard.check_unresolved(host_of(url))
        if "Cookie" not in request.headers and (
            cookie := get_cookie_header(self.cookies, request)  # type: ignore[no-untyped-call]
        ):
            request.headers["Cookie"] = cookie
        wait = self.budget.timeout()
        response = self.session.send(request, timeout=(wait, wait), allow_redirects=False, **settings)
        extract_cookies_to_jar(self.cookies, request, response.raw)  # type: ignore[no-untyped-call]
        return response

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
                self.budget.timeout()
            except DeadlineError as late:
                return explain(late)
        return trouble


def _redirect_target(response: requests.Response) -> str | None:
    try:
        return address.redirect_target(response)
    except ValueError as exc:
        raise Trouble("redirects to what is not a valid URL", status=response.status_code) from exc
