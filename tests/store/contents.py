"""All that an archive says, as plain values: to compare two archives, or one with itself before and after."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archiver.store import Store


def contents(store: Store, queries: tuple[str, ...] = ()) -> dict[str, Any]:
    """Posts, comments, pages and revisions as the archive gives them, and what these searches find, as JSON has it."""
    return {
        "posts": [post.to_dict() for post in store.posts()],
        "comments": [
            [row.comment.id, row.post_url, row.post_title, row.first_seen, row.last_seen] for row in store.comments()
        ],
        "pages": [
            [
                *(page.url, page.final_url, page.status, page.headers, page.fetched_at),
                hashlib.sha256(page.body).hexdigest(),
            ]
            for page in store.pages()
        ],
        "pages by post": [[post.url, len(list(store.pages(post.url)))] for post in store.posts()],
        "revisions": list(
            map(list, store._connection.execute("SELECT post_id, comment_id, replaced_at, fields FROM revisions"))
        ),
        "authors": [[row.name, row.url, row.site, row.posts, row.comments] for row in store.authors()],
        "sites": [[row.url, row.name, row.platform, row.posts, row.comments] for row in store.sites()],
        "tags": [[row.name, row.kind, row.posts, row.comments] for row in store.tags()],
        "searches": {query: sorted([hit.kind, hit.post_url] for hit in store.search(query)) for query in queries},
    }
