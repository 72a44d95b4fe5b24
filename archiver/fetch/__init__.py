"""The only code that touches the network: a URL in, a ``Page`` out, whatever the server does.

``fetcher.py`` has the way of one URL and is to be read first; beside it ``address`` (which URLs), ``session`` (the
connections), ``budget`` (the deadline and the bytes), ``body`` (decompression), ``media`` (which types), ``trouble``
(what went wrong, in words) and ``retry`` (when to ask again).
"""

from __future__ import annotations

from archiver.fetch.fetcher import Fetcher
from archiver.fetch.trouble import FetchFailure

__all__ = ["FetchFailure", "Fetcher"]
