"""Pages as they were fetched: a row for each body that a URL ever gave, and what it was to its post."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archiver.store import read
from archiver.store.bodies import NewBody, host_of
from archiver.store.cleaning import clean_text
from archiver.store.database import transaction

if TYPE_CHECKING:
    import sqlite3

    from archiver.records import Page


class PageRow:
    """A page as a row. Its body is packed before the transaction begins, so that others wait less."""

    def __init__(self, connection: sqlite3.Connection, page: Page, post_url: str = "") -> None:
        headers = {clean_text(name): clean_text(value) for name, value in page.headers.items()}
        self.seen = clean_text(page.fetched_at)
        self._url = clean_text(page.url)
        self._rest = (page.status, clean_text(page.final_url), json.dumps(headers, ensure_ascii=False))
        self._body = NewBody(connection, page.body, host_of(clean_text(page.final_url), post_url))

    def write(
        self, connection: sqlite3.Connection, post_id: int | None, role: str | None, reason: str | None = None
    ) -> None:
        """Insert it, or note that the same body was seen again, with which headers (the next request asks by them whether
        it has changed), and what it was to its post then.

        ``role`` and ``reason`` are as migration ``m004_history`` has them.
        """
        connection.execute(
            """
INSERT INTO pages (url, body_id, status, final_url, headers, fetched_at, last_seen, post_id, role, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9)
ON CONFLICT (url, body_id, status) DO UPDATE
SET last_seen = max(last_seen, excluded.last_seen),
  headers = iif(excluded.last_seen > last_seen AND excluded.final_url = final_url, excluded.headers, headers),
  post_id = coalesce(excluded.post_id, post_id),
  role = iif(excluded.post_id IS NULL, role, excluded.role),
  reason = iif(excluded.post_id IS NULL, reason, excluded.reason)
WHERE excluded.last_seen > last_seen
  OR excluded.post_id IS NOT NULL AND (excluded.post_id IS NOT post_id OR excluded.role IS NOT role)""",
            (
                *(self._url, self._body.write(connection), *self._rest, self.seen, post_id, role),
                None if reason is None else clean_text(reason),
            ),
        )


def save_page(connection: sqlite3.Connection, page: Page, post_id: int | None) -> None:
    """Write a page alone; ``post_id`` is the post that it completed, if any."""
    row = PageRow(connection, page)
    with transaction(connection):
        row.write(connection, post_id, "more" if post_id is not None else None)


def keep_page(connection: sqlite3.Connection, page: Page, reason: str) -> int | None:
    """Write a page that gave no post; the number of the post that the archive has under its URL."""
    row = PageRow(connection, page)
    with transaction(connection):
        post_id = read.find(connection, page.url)
        row.write(connection, post_id, "kept" if page.status >= 400 else None, reason)
    return post_id
