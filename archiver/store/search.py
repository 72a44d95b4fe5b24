"""Search over posts and comments together, in one list, best first.

**Rank** is FTS5's bm25, brought to one scale for posts and comments (``_frequency.scales``); a word in a title counts
five times. Of words that more than ``_found.MANY`` posts (or comments) have, the last ones archived are ranked, and all
posts that have them in their title; the others follow unranked. **Where it looks** is in ``_ways.py``, **how** in
``_found.py``, and the statement in ``_statement.py``.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.errors import StoreError
from archiver.store._statement import CLOSE, OPEN, Asked, Search, Sort, printable
from archiver.store._ways import COMMENTS, POSTS
from archiver.store.cleaning import clean_text
from archiver.store.query import Query, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.store._ways import Side
    from archiver.store.filters import Filters


@dataclass(frozen=True, slots=True)
class Hit:
    """A post or comment that has what was searched for.

    ``kind`` is ``post`` or the comment's kind; ``comment_id`` is the comment's id on its page, ``None`` for a post;
    ``author`` are the names of the post's authors, or of the commenter; ``url`` is where it was said: the comment's
    permalink if it has one, else the post's URL. ``snippet`` is one line with the matches between the marks; a higher
    ``score`` is better, means nothing across searches, and is 0 where hits are not ranked.
    """

    kind: str
    post_id: int
    post_url: str
    post_title: str | None
    comment_id: str | None
    author: str | None
    published: str | None
    url: str
    snippet: str
    score: float


def search(
    connection: sqlite3.Connection,
    text: str,
    filters: Filters,
    *,
    raw: bool,
    sort: Sort,
    offset: int,
    marks: tuple[str, str],
) -> Iterator[Hit]:
    """See ``Store.search``. Raises ``StoreError`` for a ``raw`` query that is not FTS5's syntax."""
    asked = _asked(connection, text, filters, raw=raw)
    if asked is None:
        return
    sql, values = Search(connection, asked).hits(sort, filters.limit, offset)
    pieces = (*asked.query.terms.pieces, *asked.query.terms.symbols)
    pattern = re.compile("|".join(map(re.escape, pieces)), re.IGNORECASE) if pieces else None
    for *said, snippet, score in connection.execute(sql, values.listed):
        yield Hit(*(*said, _marked(snippet or "", pattern, marks), score))


def count(connection: sqlite3.Connection, text: str, filters: Filters, *, raw: bool, most: int | None) -> int:
    """See ``Store.count``."""
    asked = _asked(connection, text, filters, raw=raw)
    if asked is None:
        return 0
    number = 0
    for sql, values in Search(connection, asked).counts(None if most is None else most + 1):
        number += int(connection.execute(sql, values.listed).fetchone()[0])
        if most is not None and number > most:
            return most + 1
    return number


def statement(
    connection: sqlite3.Connection, text: str, filters: Filters, *, raw: bool, sort: Sort, offset: int
) -> str:
    """See ``Store.search_sql``."""
    asked = _asked(connection, text, filters, raw=raw) or Asked(Query(), (), sides=())
    sql, values = Search(connection, asked, printed=True).hits(sort, filters.limit, offset)
    return printable(sql, values, connection)


def _asked(connection: sqlite3.Connection, text: str, filters: Filters, *, raw: bool) -> Asked | None:
    """What is searched for; ``None`` where that is nothing at all."""
    text = clean_text(text)
    chosen = filters.chosen
    if raw and text.strip():
        sides = tuple(side for side in (POSTS, COMMENTS) if _understands(connection, side, text))
        return Asked(Query(), chosen, text, sides)
    query = Query() if raw else parse(text)
    return Asked(query, chosen) if query or chosen else None


def _understands(connection: sqlite3.Connection, side: Side, expression: str) -> bool:
    """Whether a raw query can be put to this side: ``title: word`` cannot to comments, which have no title."""
    index = f"{side.table}_fts"
    hint = "leave out --raw to search for the words as they are typed"
    if expression.startswith("*"):
        # FTS5's own commands for debugging, such as "*reads"; no query begins so.
        raise StoreError(f"{' '.join(expression.split())}: not an FTS5 query; {hint}")
    try:
        connection.execute(f"SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT 1", (expression,)).fetchone()
    except sqlite3.OperationalError as error:
        if side is COMMENTS and str(error) == "no such column: title":
            return False
        raise StoreError(f"{' '.join(expression.split())}: not an FTS5 query ({error}); {hint}") from error
    return True


def _marked(snippet: str, pieces: re.Pattern[str] | None, marks: tuple[str, str]) -> str:
    """One line with the user's marks; where texts were cut, the pieces are marked here."""
    if pieces and OPEN not in snippet:
        snippet = pieces.sub(lambda found: f"{OPEN}{found[0]}{CLOSE}", snippet)
    return " ".join(snippet.split()).replace(OPEN, marks[0]).replace(CLOSE, marks[1])
