"""The only code that touches the network: a URL in, a ``Page`` out, whatever the server does.

``fetcher.py`` is to be read first, then ``exchange.py``, which has the way of one request. Beside them, what is asked:
``address`` (which URLs), ``robots`` (what a site wants robots to leave alone), ``media`` (which types); when: ``pace`` (a
host's turns), ``retry`` (asking again); where: ``guard`` (no private addresses), ``named`` (what the user named, and his
secrets), ``cookies``, ``session`` (the connections); and how much: ``budget`` (the deadline and the bytes), ``body``
(decompression). ``trouble`` says what went wrong in words. ``docs/fetching.md`` tells the rules and where they come from.
"""

from __future__ import annotations

from archiver.fetch.fetcher import Fetcher
from archiver.fetch.robots import RobotsCache
from archiver.fetch.trouble import FetchFailure

__all__ = ["FetchFailure", "Fetcher", "RobotsCache"]
