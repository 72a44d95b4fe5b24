"""A blog that is gone as a whole: which of its pages the Internet Archive has, as its CDX server lists them.

The list is asked for in pages: behind its last row each has an empty one and a row with the key of the next
(https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server#resumption-key).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from archiver.crawl.found import Found, Reading, Step
from archiver.crawl.judge import Said

if TYPE_CHECKING:
    from archiver.records import Page

_KEY = re.compile(r"&resumeKey=.*")


def read_captures(page: Page, step: Step) -> Reading:
    """The URLs on one page of the list, and the next page. What is no such list gives a ``trouble``; never raises."""
    try:
        rows = json.loads(page.body)
    except (ValueError, RecursionError):
        return Reading(trouble="is not JSON")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return Reading(trouble="is not a list of captures")
    end = rows.index([]) if [] in rows else len(rows)
    urls = [row[0] for row in rows[1:end] if row and isinstance(row[0], str)]
    key = next((row[0] for row in rows[end + 1 :] if row and isinstance(row[0], str)), None)
    further = (step.further(f"{_KEY.sub('', step.url)}&resumeKey={quote(key, safe='')}"),) if key and urls else ()
    return Reading(tuple(Found(url, Said()) for url in urls), further)
