"""Search over posts and comments together, in one list, best first.

**Rank.** FTS5's bm25 weighs a word by how rare it is in *its* index, and gives up on words that most rows have (their
weight is cut to 0.000001, which happens at once in a small archive). So each index's scores are scaled by
(weight of the query's words in posts and comments together) / (their weight in that index), with a weight
that never falls to nothing, ln(1 + (N - n + 0.5) / (n + 0.5)) as Lucene has it. A word in a title counts five times.

**Where it looks.** Words: ``posts_fts`` and ``comments_fts``, and inside of texts with Chinese, Japanese, Korean or Thai
(no blank stands before a foreign word there) the trigram indexes too, where any part of a word is found. Terms with Chinese, Japanese, Korean or Thai: the trigram
indexes. Two such characters or fewer, and emoji: the texts themselves are read, which takes time in
proportion to the archive. A query may mix them; rank and snippet then come from the first that applies.
"""

from __future__ import annotations

import math
import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.errors import StoreError
from archiver.store.cleaning import clean_text
from archiver.store.filters import Condition, Filters, for_comments, for_posts
from archiver.store.query import Query, match, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

SNIPPET_WORDS = 24
SNIPPET_CHARACTERS = 60  # either side, where texts are read; trigram snippets are counted in characters too
TITLE_WEIGHT = 5.0

# FTS5 marks matches with these noncharacters (https://www.unicode.org/faq/private_use.html#noncharacters), which no
# page has; the user's own marks, often "[" and "]", are put in at the end.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"


@dataclass(frozen=True, slots=True)
class Hit:
    """A post or comment that has what was searched for.

    ``kind`` is ``post`` or the comment's kind; ``comment_id`` is the comment's id on its page, ``None`` for a post;
    ``author`` are the names of the post's authors, or of the commenter; ``url`` is where it was said: the comment's
    permalink if it has one, else the post's URL. ``snippet`` is one line with the matches between the marks; a higher
    ``score`` is better, and means nothing across searches.
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


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two tables that are searched: its indexed columns with their weights, and the way to its post."""

    table: str
    columns: tuple[str, ...]
    weights: tuple[float, ...]
    join: str


_POSTS = _Side("posts", ("title", "content_text"), (TITLE_WEIGHT, 1.0), "")
_COMMENTS = _Side("comments", ("content_text",), (1.0,), "JOIN posts ON posts.id = comments.post_id")


@dataclass(frozen=True, slots=True)
class _Plan:
    """One way to answer: ``index`` ranks by the FTS5 query ``expression``; without one, texts are read for the pieces.

    ``trigrams`` (an FTS5 query) and ``pieces`` must hold besides; rows that the word index has for ``without`` are
    left out. ``terms`` are what the ranking index looks up.
    """

    index: str | None
    expression: str = ""
    terms: tuple[str, ...] = ()
    trigrams: str = ""
    pieces: tuple[str, ...] = ()
    without: str = ""


def search(
    connection: sqlite3.Connection, text: str, filters: Filters, *, raw: bool, marks: tuple[str, str]
) -> Iterator[Hit]:
    """See ``Store.search``. Raises ``StoreError`` for a ``raw`` query that is not FTS5's syntax."""
    text = clean_text(text)
    plans = _plans(parse(text)) if not raw else [_Plan("fts", text)] if text.strip() else []
    selects = []
    for number, plan in enumerate(plans):
        scales = _scales(connection, plan)
        for side, condition in ((_POSTS, for_posts(filters)), (_COMMENTS, for_comments(filters))):
            if not raw or _understands(connection, side, text):
                selects.append(_select(side, condition, number, plan, scales[side.table]))
    if not selects:
        return
    sql = " UNION ALL ".join(select.sql for select in selects) + " ORDER BY rank, source DESC, number LIMIT ?"
    parameters = [value for select in selects for value in select.parameters]
    for plan_number, source, number, rank in connection.execute(sql, (*parameters, filters.sql_limit)):
        side = _POSTS if source == "posts" else _COMMENTS
        yield _hit(connection, side, number, -rank, _snippet(connection, side, plans[plan_number], number, marks))


def _plans(query: Query) -> list[_Plan]:
    if query.words:
        words = match(query.words)
        plans = [_Plan("fts", words, query.words, match(query.trigrams), query.pieces)]
        terms = (*query.words, *query.trigrams)
        if all(len(term) >= 3 for term in terms):
            # "Python教程" is one word to the word index.
            plans.append(_Plan("trigram", match(terms), terms, "", query.pieces, without=words))
        return plans
    if query.trigrams:
        return [_Plan("trigram", match(query.trigrams), query.trigrams, "", query.pieces)]
    return [_Plan(None, pieces=query.pieces)] if query.pieces else []


def _select(side: _Side, condition: Condition, plan_number: int, plan: _Plan, scale: float) -> Condition:
    """The rows of one side that match, as ``plan, source, number, rank``; as with bm25, a lower rank is better."""
    table = side.table
    number = f"{table}.id"
    terms: list[Condition] = []
    if plan.index is None:
        columns = ", ".join(f"{table}.{column}" for column in side.columns)
        rank = Condition(f"-piece_score(?, {columns})", (" ".join(plan.pieces),))
        source = f"{table} {side.join}"
    else:
        index = f"{table}_{plan.index}"
        rank = Condition(f"bm25({index}, {', '.join(map(str, side.weights))}) * ?", (scale,))
        terms.append(Condition(f"{index} MATCH ?", (plan.expression,)))
        if plan.pieces or condition.sql:
            source = f"{index} JOIN {table} ON {number} = {index}.rowid {side.join}"
        else:
            # Nothing but the index decides: the rows of the matches, which are what costs time, are not read.
            source, number = index, f"{index}.rowid"
    for other, sign, expression in (
        (f"{table}_trigram", "IN", plan.trigrams),
        (f"{table}_fts", "NOT IN", plan.without),
    ):
        if expression:
            terms.append(Condition(f"{number} {sign} (SELECT rowid FROM {other} WHERE {other} MATCH ?)", (expression,)))
    for piece in plan.pieces:
        found = " OR ".join(f"instr(lower({table}.{column}), lower(?))" for column in side.columns)
        terms.append(Condition(f"({found})", (piece,) * len(side.columns)))
    if condition.sql:
        terms.append(condition)
    where = " AND ".join(term.sql for term in terms)
    columns = f"{plan_number} AS plan, '{table}' AS source, {number} AS number, {rank.sql} AS rank"
    parameters = (*rank.parameters, *(value for term in terms for value in term.parameters))
    return Condition(f"SELECT {columns} FROM {source} WHERE {where}", parameters)


def _understands(connection: sqlite3.Connection, side: _Side, expression: str) -> bool:
    """Whether a raw query can be put to this side: ``title: word`` cannot to comments, which have no title."""
    index = f"{side.table}_fts"
    hint = "leave out --raw to search for the words as they are typed"
    if expression.startswith("*"):
        # FTS5's own commands for debugging, such as "*reads"; no query begins so.
        raise StoreError(f"{' '.join(expression.split())}: not an FTS5 query; {hint}")
    try:
        connection.execute(f"SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT 1", (expression,)).fetchone()
    except sqlite3.OperationalError as error:
        if side is _COMMENTS and str(error) == "no such column: title":
            return False
        raise StoreError(f"{' '.join(expression.split())}: not an FTS5 query ({error}); {hint}") from error
    return True


def _scales(connection: sqlite3.Connection, plan: _Plan) -> dict[str, float]:
    """What makes the scores of both sides comparable; 1 where the terms are not known."""
    rows, weights, everywhere = {}, {}, 0.0
    for side in (_POSTS, _COMMENTS):
        # Behind every FTS5 index stands a table with a row for each of its rows: counting there reads no text.
        sql = f"SELECT count(*) FROM {side.table}_{plan.index}_docsize"
        rows[side.table] = connection.execute(sql).fetchone()[0] if plan.terms else 0
        weights[side.table] = 0.0
    for term in plan.terms:
        matches = 0
        for table, total in rows.items():
            index = f"{table}_{plan.index}"
            sql = f"SELECT count(*) FROM {index} WHERE {index} MATCH ?"
            (n,) = connection.execute(sql, (match((term,)),)).fetchone()
            # As FTS5 computes it (fts5_aux.c, fts5Bm25GetData).
            weights[table] += max(math.log((total - n + 0.5) / (n + 0.5)), 1e-6)
            matches += n
        everywhere += math.log(1 + (sum(rows.values()) - matches + 0.5) / (matches + 0.5))
    return {table: everywhere / weight if weight else 1.0 for table, weight in weights.items()}


def piece_score(pieces: str, *texts: str | None) -> float:
    """The rank of a text that was read: how often it has the pieces, in the measure of bm25's word frequency.

    The last of ``texts`` is the body, one before it a title. ``pieces`` are separated by blanks.
    """
    *titles, body = ((text or "").lower() for text in texts)
    score = 0.0
    for piece in pieces.lower().split(" "):
        often = body.count(piece) + TITLE_WEIGHT * sum(title.count(piece) for title in titles)
        score += often * 2.2 / (often + 1.2)
    return score


def _snippet(connection: sqlite3.Connection, side: _Side, plan: _Plan, row: int, marks: tuple[str, str]) -> str:
    """The best place of the text, else of the title, in one line."""
    found = ""
    # The body is the last column: what it says is worth more than the title, which the hit has anyway.
    for number in reversed(range(len(side.columns))):
        if plan.index is None:
            sql = f"SELECT {side.columns[number]} FROM {side.table} WHERE id = ?"
            (text,) = connection.execute(sql, (row,)).fetchone()
            part = _cut(text or "", plan.pieces)
        else:
            index = f"{side.table}_{plan.index}"
            size = SNIPPET_WORDS if plan.index == "fts" else SNIPPET_CHARACTERS
            sql = (
                f"SELECT snippet({index}, {number}, ?, ?, '…', {size}) FROM {index} WHERE {index} MATCH ? AND rowid = ?"
            )
            (part,) = connection.execute(sql, (_OPEN, _CLOSE, plan.expression, row)).fetchone()
        found = found or part or ""
        if part and _OPEN in part:
            found = part
            break
    return " ".join(found.split()).replace(_OPEN, marks[0]).replace(_CLOSE, marks[1])


def _cut(text: str, pieces: tuple[str, ...]) -> str:
    """The surroundings of the first piece, with every piece in them marked."""
    pattern = re.compile("|".join(map(re.escape, pieces)), re.IGNORECASE)
    first = pattern.search(text)
    start = max(first.start() - SNIPPET_CHARACTERS, 0) if first else 0
    end = (first.end() if first else 0) + SNIPPET_CHARACTERS
    part = pattern.sub(lambda found: f"{_OPEN}{found[0]}{_CLOSE}", text[start:end])
    return f"{'…' if start else ''}{part}{'…' if end < len(text) else ''}"


_POST_HIT = """
SELECT 'post', posts.id, posts.url, title, NULL, (
    SELECT group_concat(name, ', ') FROM
      (SELECT name FROM post_authors JOIN authors ON authors.id = author_id WHERE post_id = posts.id ORDER BY position)
  ), published, posts.url
FROM posts WHERE posts.id = ?"""

_COMMENT_HIT = """
SELECT comments.kind, posts.id, posts.url, posts.title, source_id, authors.name, comments.published,
  coalesce(comments.url, posts.url)
FROM comments
JOIN posts ON posts.id = comments.post_id
LEFT JOIN authors ON authors.id = comments.author_id
WHERE comments.id = ?"""


def _hit(connection: sqlite3.Connection, side: _Side, number: int, score: float, snippet: str) -> Hit:
    sql = _POST_HIT if side is _POSTS else _COMMENT_HIT
    said = connection.execute(sql, (number,)).fetchone()
    return Hit(*(*said, snippet, score))
