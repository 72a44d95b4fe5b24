"""What a site's robots.txt asks of robots, by RFC 9309: asked once per origin and kept for a day.

==========================  =====================================================
the answer for robots.txt   what it means
==========================  =====================================================
success                     the rules in it; in a page of HTML there are none
400 to 499, but 429         no rules
more than five redirects    no rules
429, 500 to 599, none       nothing is fetched for now; an earlier answer is used
no such host                there is nothing to fetch either
==========================  =====================================================
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from protego import Protego

from archiver.fetch.trouble import NO_SUCH_HOST, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from archiver.records import RobotsFile

#: RFC 9309 section 2.5: at least so many bytes have to be read. What comes after is not.
MAX_BYTES = 500 * 1024
#: RFC 9309 section 2.3.1.2.
MAX_REDIRECTS = 5
# RFC 9309 section 2.4 says that a copy should not be used for more than a day.
_LIFETIME = timedelta(days=1)
# After a failure robots.txt is not asked for again for so long.
_FAILURE_LIFETIME = timedelta(minutes=10)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# RFC 9309 section 2.2.1: what a product token is made of.
_TOKEN = re.compile(r"[a-z_-]+", re.IGNORECASE)
_GROUP = re.compile(r"[ \t]*user[- ]?agent[ \t]*:?[ \t]*([^#\r\n]*)", re.IGNORECASE)
# They stand for all other robots, and for us if our User-Agent has no token: neither is part of a token.
_OTHERS, _NAMELESS = "0", "1"


class RobotsCache(Protocol):
    """Where robots.txt files outlive a ``Fetcher``; ``Store`` is one. Called by whichever thread fetches."""

    def robots(self, origin: str) -> RobotsFile | None:
        """The file of this origin that was saved last, however old."""

    def save_robots(self, file: RobotsFile) -> None:
        """Keep it in the place of an earlier one."""


class Rules:
    """The rules of one robots.txt for the robot ``token``."""

    def __init__(self, text: str, token: str) -> None:
        self._token = token.lower() or _NAMELESS
        self._rules = Protego.parse(_only_for(self._token, text))

    def allow(self, url: str) -> bool:
        """Whether the robot may fetch ``url``; of the rules that match, the longest counts."""
        return self._rules.can_fetch(url, self._token)

    @property
    def crawl_delay(self) -> float:
        """Seconds that the robot should let pass between two requests; 0 if nothing is said."""
        return self._rules.crawl_delay(self._token) or 0.0

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps that are named, as they are written there."""
        return list(self._rules.sitemaps)


def product_token(user_agent: str) -> str:
    """The token that robots.txt would name: ``archiver`` of ``archiver/1.0 (…)``; empty if there is none."""
    found = _TOKEN.match(user_agent.strip())
    return found[0] if found else ""


def origin_of(url: str) -> str:
    """``https://blog.example`` of a valid URL: that for which a robots.txt speaks. A usual port is left out."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _only_for(token: str, text: str) -> str:
    """The text with every group's names reduced to ``token``, ``*`` and one name for all other robots.

    Protego takes the beginning of a token for a match (``arch`` would be us) and not ``archiver/1.0``, and a file of ten
    thousand names and as many rules would cost it gigabytes.
    """

    def renamed(line: str) -> str:
        group = _GROUP.fullmatch(line.partition("#")[0])
        if group is None:
            return line
        name = group[1].strip()
        if name == "*":
            return "User-agent: *"
        return f"User-agent: {token if product_token(name).lower() == token else _OTHERS}"

    return "\n".join(map(renamed, text.splitlines()))


@dataclass(slots=True)
class _Origin:
    """What is known of one origin; ``lock`` is held while its robots.txt is asked for."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Rules | None = None
    failure: Trouble | None = None
    until: datetime | None = None


class Robots:
    """The rules of all origins, for any number of threads.

    ``ask(origin)`` fetches a robots.txt or raises ``Trouble``; ``cache`` outlives this object; ``now`` gives UTC.
    """

    def __init__(
        self,
        ask: Callable[[str], RobotsFile],
        *,
        user_agent: str,
        cache: RobotsCache | None,
        now: Callable[[], datetime],
    ) -> None:
        self._ask = ask
        self._token = product_token(user_agent)
        self._cache = cache
        self._now = now
        self._origins: dict[str, _Origin] = {}
        self._lock = threading.Lock()

    def rules(self, url: str) -> Rules:
        """The rules for ``url``. Raises ``Trouble`` if they cannot be had, which means that nothing may be fetched."""
        name = origin_of(url)
        with self._lock:
            origin = self._origins.setdefault(name, _Origin())
        with origin.lock:
            if origin.until is None or origin.until <= self._now():
                self._learn(name, origin)
            if origin.rules is None:
                failure = origin.failure
                reason = failure.reason if failure else ""
                if reason == NO_SUCH_HOST:
                    # There is nobody whose wish could be asked for, and nothing to fetch.
                    raise Trouble(reason)
                raise Trouble(
                    f"the robots.txt of {name} cannot be had ({reason}), so robots have to wait; --ignore-robots overrules",
                    later=True,
                    disallowed=True,
                    retry_after=_FAILURE_LIFETIME.total_seconds(),
                )
            return origin.rules

    def _learn(self, name: str, origin: _Origin) -> None:
        file = self._cache.robots(name) if self._cache is not None else None
        if file is None or self._expiry(file) <= self._now():
            try:
                file = self._ask(name)
            except Trouble as trouble:
                # RFC 9309 section 2.4: unreachable is the case in which an old copy may be used.
                origin.failure = trouble
                origin.rules = Rules(file.text, self._token) if file else None
                origin.until = self._now() + _FAILURE_LIFETIME
                return
            if self._cache is not None:
                self._cache.save_robots(file)
        origin.rules, origin.failure = Rules(file.text, self._token), None
        origin.until = self._expiry(file)

    @staticmethod
    def _expiry(file: RobotsFile) -> datetime:
        return datetime.fromisoformat(file.fetched_at) + _LIFETIME
