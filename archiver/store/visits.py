"""When posts were visited last and what was new then, so that it can be decided which to visit again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.records import Validators
from archiver.store._errors import wrap_errors
from archiver.store.cleaning import clean_text
from archiver.store.filters import for_posts
from archiver.store.part import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archiver.store.filters import Filters


@dataclass(frozen=True, slots=True)
class Visit:
    """A post's last visit. ``url`` is the one that was asked for.

    ``published`` is the post's date and ``newest_comment`` that of its newest comment, as precise as the page was;
    ``first_seen``, ``visited`` (the last visit), ``newest_arrival`` (when a comment came that had not been there at the first
    visit) and ``tried`` (the last visit that failed without an answer that could be kept) are UTC instants.
    """

    post_id: int
    url: str
    published: str | None
    first_seen: str
    visited: str
    newest_comment: str | None
    newest_arrival: str | None
    tried: str | None = None


_VISITS = """
SELECT posts.id, page.url, posts.published, posts.first_seen,
  (SELECT max(last_seen) FROM pages WHERE post_id = posts.id),
  (SELECT max(comments.published) FROM comments WHERE comments.post_id = posts.id),
  (SELECT max(comments.first_seen) FROM comments
   WHERE comments.post_id = posts.id AND comments.first_seen > posts.first_seen),
  posts.tried_at
FROM posts JOIN pages AS page ON page.id = (
  SELECT id FROM pages WHERE post_id = posts.id AND role = 'post' ORDER BY last_seen DESC, id DESC LIMIT 1)
"""


class Visits(Part):
    """The last visits of the posts of an archive."""

    def all(self, filters: Filters) -> Iterator[Visit]:
        """Those of the selected posts that came from the web, and not from a capture, as then they are gone from there;
        ``filters.limit`` does not count here."""
        condition = for_posts(filters)
        came = """page.url LIKE 'http%' AND page.headers NOT LIKE '%"x-archive-url":%'"""
        where = f"{condition.where or 'WHERE 1'} AND {came}"
        with wrap_errors(self._path):
            yield from (Visit(*row) for row in self._connection.execute(f"{_VISITS} {where}", condition.parameters))

    def validators(self, post_id: int) -> Validators | None:
        """By what the server tells whether a post's page is the same; ``None`` where that does not say that the thread is.

        A thread that is completed from other pages may have grown while the post's own page stayed as it was.
        """
        rows = self._rows(
            "SELECT final_url, headers FROM pages WHERE post_id = ?1 AND role = 'post'"
            " AND NOT EXISTS (SELECT 1 FROM pages WHERE post_id = ?1 AND role = 'more')"
            " ORDER BY last_seen DESC, id DESC LIMIT 1",
            (post_id,),
        )
        found = Validators.of(rows[0][0], json.loads(rows[0][1])) if rows else None
        return found if found and (found.etag or found.last_modified) else None

    def unmodified(self, post_id: int, at: str) -> None:
        """Note that a visit at ``at`` (UTC) found the post's page as it was."""
        at = clean_text(at)
        with self._writing() as connection:
            connection.execute(
                "UPDATE pages SET last_seen = max(last_seen, ?2) WHERE id = (SELECT id FROM pages"
                " WHERE post_id = ?1 AND role = 'post' ORDER BY last_seen DESC, id DESC LIMIT 1)",
                (post_id, at),
            )
            connection.execute("UPDATE posts SET last_seen = max(last_seen, ?2) WHERE id = ?1", (post_id, at))

    def failed(self, post_ids: Iterable[int], at: str) -> None:
        """Note that these posts could not be visited at ``at`` (UTC)."""
        with self._writing() as connection:
            connection.executemany(
                "UPDATE posts SET tried_at = ? WHERE id = ?", [(clean_text(at), post_id) for post_id in post_ids]
            )
