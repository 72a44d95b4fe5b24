"""Pages that are gone, as the Internet Archive's Wayback Machine (or a server that speaks its protocols) captured them.

Two interfaces say which captures there are: the availability API, which gives the nearest to a date
(https://archive.org/help/wayback_api.php), and the CDX server, which lists all
(https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server). Either may be down: the other is asked then.
A capture is fetched as ``/web/<timestamp>id_/<url>``, which gives the bytes as they were, without the Wayback Machine's
own bar and rewritten links.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from archiver.errors import FetchError
from archiver.fetch.address import without_credentials
from archiver.records import Page, instant

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVER = "https://web.archive.org"
_AVAILABILITY = {SERVER: "https://archive.org"}
"""Where the availability API is not on the server of the captures."""

MOST_CAPTURES = 5
"""Captures that are tried for one page: the newest ones may be of what came after it, such as a parked domain."""

_LISTED = 500
"""Captures that are listed, the newest; one a day at most."""

_LISTED_PAGES = 5_000
"""Pages of a blog on one page of their list: longer ones the server may not have ready in time."""

_CAPTURE = re.compile(r"/web/(\d{14})(?:id_)?/(.+)", re.DOTALL)
_PORT = re.compile(r"(?<=^http:)(//[^/?#]*):80(?=[/?#]|$)")
"""Old captures have the port of HTTP in their addresses; the links on their pages have it not."""
_FORM = "%Y%m%d%H%M%S"


class Fetches(Protocol):
    """What captures are fetched with: a ``Fetcher``."""

    def __call__(self, url: str, *, want: Any = "page") -> Page: ...


class Wayback:
    """Captures of pages. ``date`` (ISO, any precision) asks for those nearest to it, else the newest come first."""

    def __init__(self, fetch: Fetches, *, server: str = SERVER, date: str | None = None) -> None:
        self._fetch = fetch
        self._server = server.rstrip("/")
        self._near = _as_timestamp(date) if date else None

    def captures(self, url: str) -> Iterator[Page]:
        """The captures of ``url``, the most wanted first, at most ``MOST_CAPTURES``.

        A page's ``url`` and ``final_url`` are the address that was captured, ``fetched_at`` the time of the capture, and the
        header ``x-archive-url`` says where it is. One that cannot be fetched is left out. Raises ``FetchError`` where
        neither interface answers.
        """
        url = without_credentials(url)
        for timestamp, original in self._timestamps(url)[:MOST_CAPTURES]:
            try:
                yield self._capture(url, timestamp, original)
            except FetchError:
                continue

    def nearest(self, page: Page) -> Fetches:
        """A ``fetch`` for what completes a captured page: the capture nearest in time of any address."""
        timestamp = re.sub(r"\D", "", page.fetched_at)

        def fetch(url: str, *, want: Any = "page") -> Page:
            return self._capture(url, timestamp, url, want=want)

        return fetch

    def listing(self, folder: str) -> str:
        """The address of the list of all pages below ``folder``, a URL, of which a capture is a page: each once, a key for
        the next page of the list at its end."""
        query = (
            "matchType=prefix&output=json&fl=original&collapse=urlkey&filter=statuscode:200&filter=mimetype:text/html"
        )
        url = quote(without_credentials(folder), safe="")
        return f"{self._server}/cdx/search/cdx?url={url}&{query}&limit={_LISTED_PAGES}&showResumeKey=true"

    def ask(self, url: str) -> Page:
        """What the server says at one of its own addresses. Raises ``FetchError``."""
        return self._fetch(url, want="data")

    def _timestamps(self, url: str) -> list[tuple[str, str]]:
        """(timestamp, address as it was captured) of the captures, the most wanted first."""
        ways = (self._available, self._listed) if self._near else (self._listed, self._available)
        failures = []
        for way in ways:
            try:
                if found := way(url):
                    return found
            except FetchError as error:
                failures.append(error)
        if len(failures) == len(ways):
            raise failures[0]
        return []

    def _available(self, url: str) -> list[tuple[str, str]]:
        host = _AVAILABILITY.get(self._server, self._server)
        near = f"&timestamp={self._near}" if self._near else ""
        said = self._json(f"{host}/wayback/available?url={quote(url, safe='')}{near}")
        snapshots = said.get("archived_snapshots") if isinstance(said, dict) else None
        closest = snapshots.get("closest") if isinstance(snapshots, dict) else None
        if not isinstance(closest, dict) or not closest.get("available") or str(closest.get("status")) != "200":
            return []
        found = _CAPTURE.search(str(closest.get("url")))
        return [(found[1], found[2])] if found else []

    def _listed(self, url: str) -> list[tuple[str, str]]:
        query = "output=json&fl=timestamp,original&filter=statuscode:200&collapse=timestamp:8"
        rows = self._json(f"{self._server}/cdx/search/cdx?url={quote(url, safe='')}&{query}&limit=-{_LISTED}")
        found = [
            (row[0], row[1])
            for row in (rows if isinstance(rows, list) else [])
            if isinstance(row, list) and len(row) == 2 and _is_time(row[0]) and isinstance(row[1], str)
        ]
        if self._near is None:
            return found[::-1]
        near = _as_time(self._near)
        return sorted(found, key=lambda row: abs(_as_time(row[0]) - near))

    def _json(self, url: str) -> Any:
        page = self._fetch(url, want="data")
        try:
            return json.loads(page.body)
        except (ValueError, RecursionError) as error:
            raise FetchError(f"{url}: is not JSON") from error

    def _capture(self, url: str, timestamp: str, original: str, *, want: Any = "page") -> Page:
        place = f"{self._server}/web/{timestamp}id_/{original}"
        page = self._fetch(place, want=want)
        # There may be none of just that second: the server redirects to the next one.
        found = _CAPTURE.search(page.final_url)
        taken, address = (found[1], found[2]) if found and _is_time(found[1]) else (timestamp, original)
        kept = {name: page.headers[name] for name in ("content-type", "last-modified") if name in page.headers}
        address = _PORT.sub(r"\1", address)
        return Page(url, address, page.status, {**kept, "x-archive-url": page.final_url}, page.body, _as_instant(taken))


def _as_timestamp(date: str) -> str:
    """`2010-05` as the 14 digits of a timestamp, the beginning of what it says."""
    digits = re.sub(r"\D", "", date)[:14]
    return digits + "00000101000000"[len(digits) :]


def _is_time(timestamp: object) -> bool:
    try:
        return bool(datetime.strptime(str(timestamp), _FORM))
    except ValueError:
        return False


def _as_time(timestamp: str) -> datetime:
    return datetime.strptime(timestamp, _FORM).replace(tzinfo=UTC)


def _as_instant(timestamp: str) -> str:
    return instant(_as_time(timestamp))
