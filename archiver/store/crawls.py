"""The search for a blog's posts, as far as it came: what is still to be asked, and which URLs were found.

What came of a step is written together with its end (``together``), so that a search that was killed goes on where it was.
``archiver/crawl`` decides what to ask and what an answer means; here it is only kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from archiver.store.cleaning import clean_text
from archiver.store.part import Part

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

SOURCES = ("rest", "sitemap", "feed", "listing", "captures")
"""Where URLs are found; each is a column of ``queue``: ``in_rest`` and so on."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Crawl:
    """One blog. ``url`` is what the user named, ``home_url`` where that led to.

    ``found_at``: when the last search came to its end without missing anything, ``None`` before the first did;
    ``searching``: one is under way. ``all_in_rest``: the blog's own interface listed as many posts as it counts.
    ``made_up`` is what the blog shows for a URL that it does not have, if it shows something.
    """

    id: int
    url: str
    home_url: str
    searching: bool
    found_at: str | None
    all_in_rest: bool
    made_up: str | None


@dataclass(frozen=True, slots=True)
class QueuedStep:
    """One request of a search; the fields are those of ``archiver.crawl.found.Step``, ``turn`` is the order of tasks."""

    key: str
    turn: int
    task: str
    url: str
    depth: int = 0
    idle: int = 0
    guess: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A URL that one of ``SOURCES`` names, and the weight of the place where it stood."""

    key: str
    url: str
    source: str
    hint: int = 0
    published: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class News:
    """How many URLs nobody had named before, how many this source had not, and how many there was no room for."""

    new: int = 0
    new_here: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A URL of which it is to be decided whether it is a post's, and what the sources say of it."""

    id: int
    url: str
    rest: bool
    sitemap: bool
    feed: bool
    listing: bool
    hint: int
    published: str | None


class Crawls(Part):
    """The blogs that are crawled, and the search for their posts."""

    def all(self) -> list[Crawl]:
        """Every blog that was ever crawled, in that order."""
        rows = self._rows("SELECT id, url, home_url, searching, found_at, all_in_rest, made_up FROM crawls ORDER BY id")
        return [Crawl(row[0], row[1], row[2], bool(row[3]), row[4], bool(row[5]), row[6]) for row in rows]

    def get(self, url: str) -> Crawl | None:
        """The blog that was named by this URL."""
        return next((crawl for crawl in self.all() if crawl.url == clean_text(url)), None)

    def begin(self, url: str, step: QueuedStep, now: str) -> Crawl:
        """Begin a search with its first step. What an earlier one asked is forgotten, what it found stays."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO crawls (url, home_url, started_at, searching) VALUES (?1, ?1, ?2, 1)"
                " ON CONFLICT (url) DO UPDATE SET started_at = ?2, searching = 1",
                (clean_text(url), now),
            )
            (number,) = connection.execute("SELECT id FROM crawls WHERE url = ?", (clean_text(url),)).fetchone()
            connection.execute("DELETE FROM crawl_steps WHERE crawl_id = ?", (number,))
            _add_steps(connection, number, [step])
        found = self.get(url)
        assert found is not None
        return found

    def end(self, crawl: Crawl, now: str, *, whole: bool = True) -> None:
        """The search came to its end; it is not ``whole`` if something could not be had that may be there another time."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE crawls SET searching = 0, found_at = iif(?, ?, found_at) WHERE id = ?", (whole, now, crawl.id)
            )

    def set_home(self, crawl: Crawl, home_url: str) -> None:
        """Note where the blog's URL led to."""
        with self._writing() as connection:
            connection.execute("UPDATE crawls SET home_url = ? WHERE id = ?", (clean_text(home_url), crawl.id))

    def set_made_up(self, crawl: Crawl, made_up: str | None) -> None:
        """Note what the blog shows for a URL that it does not have."""
        with self._writing() as connection:
            connection.execute("UPDATE crawls SET made_up = ? WHERE id = ?", (made_up, crawl.id))

    def set_complete(self, crawl: Crawl, claimed: int | None) -> None:
        """The interface listed its last post: were there as many as it counts (``claimed``, if it told), and any at all?"""
        with self._writing() as connection:
            connection.execute(
                "UPDATE crawls SET all_in_rest ="
                " (SELECT count(*) FROM queue WHERE crawl_id = ?1 AND in_rest) >= max(ifnull(?2, 1), 1) WHERE id = ?1",
                (crawl.id, claimed),
            )

    # -- steps

    def next_step(self, crawl: Crawl) -> QueuedStep | None:
        """What to ask next; ``None`` when all is asked."""
        rows = self._rows(
            "SELECT key, turn, task, url, depth, idle, guess, id FROM crawl_steps"
            " WHERE crawl_id = ? AND state = 'waiting' ORDER BY turn, id LIMIT 1",
            (crawl.id,),
        )
        if not rows:
            return None
        key, turn, task, url, depth, idle, guess, number = rows[0]
        return QueuedStep(key, turn, task, url, depth, idle, bool(guess), number)

    def steps_done(self, crawl: Crawl, task: str) -> int:
        """How many steps of a task were taken."""
        sql = "SELECT count(*) FROM crawl_steps WHERE crawl_id = ? AND task = ? AND state IN ('done', 'failed')"
        return int(self._rows(sql, (crawl.id, task))[0][0])

    def has_failed(self, crawl: Crawl) -> bool:
        """Whether a step failed of which somebody had said that there is something."""
        sql = "SELECT 1 FROM crawl_steps WHERE crawl_id = ? AND state = 'failed' AND NOT guess LIMIT 1"
        return bool(self._rows(sql, (crawl.id,)))

    def end_step(
        self,
        crawl: Crawl,
        step: QueuedStep,
        state: Literal["done", "failed", "skipped"],
        now: str,
        *,
        error: str | None = None,
        further: Sequence[QueuedStep] = (),
    ) -> None:
        """Note what became of a step, and add those that it led to, as far as they are new."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE crawl_steps SET state = ?, error = ?, tried_at = ? WHERE id = ?",
                (state, error and clean_text(error), now, step.id),
            )
            _add_steps(connection, crawl.id, further)

    # -- what was found

    def add(self, crawl: Crawl, candidates: Sequence[Candidate], now: str, most: int) -> News:
        """Add URLs that one source names, up to ``most`` a blog; one that is known learns from where else it is known.

        What was skipped as no post is looked at again once another source names it. The first date that is told stays.
        """
        new = new_here = left_out = 0
        for at in range(0, len(candidates), _AT_ONCE):
            some = {candidate.key: candidate for candidate in candidates[at : at + _AT_ONCE]}
            with self._writing() as connection:
                known = _known(connection, crawl.id, some)
                strangers = [candidate for key, candidate in some.items() if key not in known]
                room = max(0, most - _count(connection, crawl.id)) if strangers else 0
                _insert(connection, crawl.id, strangers[:room], now)
                _learn(connection, crawl.id, some)
            taken = min(room, len(strangers))
            new += taken
            new_here += taken + sum(not here for here in known.values())
            left_out += len(strangers) - taken
        return News(new, new_here, left_out)

    def unjudged(self, crawl: Crawl) -> Iterator[list[Unjudged]]:
        """The URLs of which nobody has decided whether they are posts', some at a time."""
        yield from self._found(crawl, "state = 'found'")

    def sure(self, crawl: Crawl) -> Iterator[list[Unjudged]]:
        """The URLs that surely are posts': those in the interface, and those in feeds."""
        yield from self._found(crawl, "(in_rest OR in_feed)")

    def _found(self, crawl: Crawl, which: str) -> Iterator[list[Unjudged]]:
        sql = (
            "SELECT id, url, in_rest, in_sitemap, in_feed, in_listing, hint, published FROM queue"
            f" WHERE crawl_id = ? AND id > ? AND {which} ORDER BY id LIMIT {_AT_ONCE}"
        )
        last = 0
        while rows := self._rows(sql, (crawl.id, last)):
            yield [
                Unjudged(number, url, bool(rest), bool(sitemap), bool(feed), bool(listing), hint, published)
                for number, url, rest, sitemap, feed, listing, hint, published in rows
            ]
            last = rows[-1][0]

    def judge(self, decisions: Sequence[tuple[int, str | None, str | None]]) -> None:
        """Let URLs wait to be fetched, or skip them: (number, its date if that is known, why it is no post's)."""
        with self._writing() as connection:
            connection.executemany(
                "UPDATE queue SET state = iif(?3 IS NULL, 'waiting', 'skipped'), error = ?3, published = ?2 WHERE id = ?1",
                decisions,
            )


def _add_steps(connection: sqlite3.Connection, crawl_id: int, steps: Sequence[QueuedStep]) -> None:
    connection.executemany(
        "INSERT INTO crawl_steps (crawl_id, key, turn, task, url, depth, idle, guess) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (crawl_id, task, key) DO NOTHING",
        [(crawl_id, s.key, s.turn, s.task, clean_text(s.url), s.depth, s.idle, s.guess) for s in steps],
    )


def _known(connection: sqlite3.Connection, crawl_id: int, some: dict[str, Candidate]) -> dict[str, bool]:
    """Of these URLs those that are known, and whether from this source."""
    sql = f"SELECT key, {_column(some)} FROM queue WHERE crawl_id = ? AND key IN (SELECT value FROM json_each(?))"
    return {key: bool(here) for key, here in connection.execute(sql, (crawl_id, json.dumps(list(some))))}


def _column(some: dict[str, Candidate]) -> str:
    source = next(iter(some.values())).source
    assert source in SOURCES
    return f"in_{source}"


def _count(connection: sqlite3.Connection, crawl_id: int) -> int:
    return int(connection.execute("SELECT count(*) FROM queue WHERE crawl_id = ?", (crawl_id,)).fetchone()[0])


def _insert(connection: sqlite3.Connection, crawl_id: int, candidates: list[Candidate], now: str) -> None:
    connection.executemany(
        "INSERT INTO queue (crawl_id, key, url, added_at) VALUES (?, ?, ?, ?)",
        [(crawl_id, candidate.key, clean_text(candidate.url), now) for candidate in candidates],
    )


def _learn(connection: sqlite3.Connection, crawl_id: int, some: dict[str, Candidate]) -> None:
    column = _column(some)
    connection.executemany(
        f"""
UPDATE queue SET
  state = iif(state = 'skipped' AND NOT {column}, 'found', state),
  {column} = 1,
  hint = iif(abs(?1) > abs(hint), ?1, hint),
  published = ifnull(published, ?2),
  modified = max(ifnull(?3, modified), ifnull(modified, ?3))
WHERE crawl_id = ?4 AND key = ?5""",
        [(c.hint, c.published, c.modified, crawl_id, c.key) for c in some.values()],
    )
