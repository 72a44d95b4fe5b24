"""WordPress' REST list of a post's comments: `/wp-json/wp/v2/comments?post=N`.

https://developer.wordpress.org/rest-api/reference/comments/. The list has comments only: pingbacks and trackbacks are
for those who are logged in (`type` is a protected parameter, WP_REST_Comments_Controller::get_items).
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from archiver.page.urls import absolute
from archiver.records import Lead
from archiver.scrapers._data import DataScraper, as_dict, dicts
from archiver.scrapers._structured import stated_comment

if TYPE_CHECKING:
    from archiver.page.document import Document
    from archiver.records import Comment

_PAGE = re.compile(r"(?<=[?&]page=)\d+")
_POST = re.compile(r"(?<=[?&])post=(\d+)")
_KEYS = frozenset(("id", "parent", "content"))
_CLOCKS_APART = timedelta(hours=14)
"""No zone is further from UTC than Kiribati's +14:00."""


class WordpressRestScraper(DataScraper):
    """The comments of WordPress' REST interface."""

    name = "wordpress_rest"

    @classmethod
    def handles(cls, document: Document) -> bool:
        """A list of objects with an id, a parent and content; an empty list too, as a post without comments has it. Comments
        of another post than the one that was asked for are the work of a cache."""
        data = document.data
        if not isinstance(data, list) or not all(isinstance(item, dict) and item.keys() >= _KEYS for item in data):
            return False
        asked = _POST.search(document.page.final_url)
        return asked is None or all(str(item.get("post", asked[1])) == asked[1] for item in data)

    def comments(self) -> tuple[Comment, ...]:
        """Comments under the ids that themes print: `comment-71`."""
        return tuple(map(self._comment, dicts(self.document.data)))

    def _comment(self, item: dict[str, Any]) -> Comment:
        avatars = as_dict(item.get("author_avatar_urls"))
        return stated_comment(
            self.document.page.final_url,
            own_id=f"comment-{item['id']}",
            parent_id=f"comment-{item['parent']}" if item["parent"] else None,
            author=self.author(item.get("author_name"), item.get("author_url"), next(reversed(avatars.values()), None)),
            date=_local(item.get("date"), item.get("date_gmt")),
            html=str(as_dict(item.get("content")).get("rendered") or ""),
            url=absolute(item.get("link"), self.document.page.final_url),
        )

    def comment_count(self) -> int | None:
        """`X-WP-Total`."""
        return _number(self.document.page.headers.get("x-wp-total"))

    def leads(self) -> tuple[Lead, ...]:
        """The next page of the list, until `X-WP-TotalPages`."""
        url = self.document.page.final_url
        here, last = _PAGE.search(url), _number(self.document.page.headers.get("x-wp-totalpages"))
        if here is None or last is None or int(here[0]) >= last:
            return ()
        return (Lead("comments-rest", _PAGE.sub(str(int(here[0]) + 1), url)),)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def _local(local: Any, utc: Any) -> str | None:
    """The blog's own time with its offset from UTC, which is what the two dates that WordPress gives differ by."""
    if not isinstance(local, str):
        return None
    try:
        apart = datetime.fromisoformat(local) - datetime.fromisoformat(str(utc))
    except (ValueError, TypeError):
        return local
    if abs(apart) > _CLOCKS_APART:
        return local
    minutes = round(apart.total_seconds() / 60)
    return f"{local}{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
