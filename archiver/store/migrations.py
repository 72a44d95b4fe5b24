"""The schema of the archive, as the steps that lead to it. ``tests/store/schema.sql`` shows the result.

A migration that was shipped is never edited: a change is a new function at the end, one more in
``database.SCHEMA_VERSION`` and a new ``schema.sql``. Table and column names are those of the records
(``archiver/records.py``), so that the file reads well in Datasette.

What repays a word:

- ``sites`` is unique by URL, by name only where there is no URL. A post says for itself what its page said of the
  site (``site_name``, ``site_platform``), so that two pages that disagree both stay as they were.
- ``authors`` is unique per site, name and URL. An avatar is no part of a person's identity: the one that a page showed
  stands with the post or comment.
- ``comments.source_id`` is the page's id; ``parent_source_id`` is kept too, for a parent that arrives later.
  ``last_seen`` is NULL as long as the page has the comment.
- ``revisions.fields`` is a JSON object with the earlier values of the fields that changed; ``rescraped`` says that the
  page was the same as before, and only read anew.
- ``pages.role`` is what a page was to its post when it was last fetched: ``post`` is the page of the post itself, ``more``
  one that completed it (further comments), ``kept`` one that said less than the archive knew, with the ``reason``. It is
  NULL where nothing could be read from the page.
- ``bodies`` has each body once, whichever pages have it, as a Zstandard frame (``data``), which was made with the
  dictionary ``dictionary_id``, if any. ``sha256`` and ``size`` are those of the body itself. A body goes with its last
  page, a dictionary with its last body.
- ``name_folded`` (and ``url_folded``, ``host`` of a site) is what filters compare: see ``folding.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

from archiver.store import _counters
from archiver.store.bodies import host_of
from archiver.store.folding import fold, site_forms
from archiver.store.index_triggers import index_triggers
from archiver.store.schema_crawls import CRAWLS
from archiver.store.schema_records import RECORDS
from archiver.store.symbols import quick_trigrams, symbol_index
from archiver.store.trigrams import trigram_index
from archiver.store.wide import WIDE

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATIONS = Migrations("archiver")


@MIGRATIONS()
def m001_records(db: Database) -> None:
    """Records, pages, revisions and the queue."""
    db.executescript(RECORDS)


@MIGRATIONS()
def m002_search(db: Database) -> None:
    """Full-text search. sqlite-utils' triggers index a row anew at every update; ours when its text changed."""
    for table, columns in (("posts", ("title", "content_text")), ("comments", ("content_text",))):
        wide = f"*[{WIDE}]*"
        for suffix, tokenize, only in (
            ("fts", "unicode61 remove_diacritics 2", None),
            ("trigram", "trigram", " OR ".join(f"{{row}}.{column} GLOB '{wide}'" for column in columns)),
        ):
            db.executescript(_index(table, f"{table}_{suffix}", columns, tokenize, only))


def _index(table: str, index: str, columns: tuple[str, ...], tokenize: str, only: str | None) -> str:
    """SQL for one external-content FTS5 table, its triggers and its first contents; ``only`` says which rows."""
    names = ", ".join(columns)
    # Datasette offers its search box for a table whose index it finds by content="table", in double quotes; of two
    # indexes it must find only the one for words.
    content = f"'{table}'" if only else f'"{table}"'
    old_values, new_values = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
    was, now = (f" WHERE {only.format(row=row)}" if only else "" for row in ("old", "new"))
    return f"""
CREATE VIRTUAL TABLE {index} USING fts5 ({names}, content={content}, content_rowid='id', tokenize='{tokenize}');
{index_triggers(table, index, columns, f"new.id, {new_values}{now}", f"old.id, {old_values}{was}")}
INSERT INTO {index} (rowid, {names}) SELECT id, {names} FROM {table} AS new{now};
"""


@MIGRATIONS()
def m003_views(db: Database) -> None:
    """What one wants to see first in Datasette."""
    db.create_view(
        "comments_with_posts",
        """
SELECT comments.id, comments.post_id, posts.title AS post_title, posts.url AS post_url,
  authors.name AS author, comments.kind, comments.published, comments.content_text,
  comments.parent_id, comments.url, comments.last_seen
FROM comments
JOIN posts ON posts.id = comments.post_id
LEFT JOIN authors ON authors.id = comments.author_id
ORDER BY comments.post_id, comments.position
""".strip(),
    )


@MIGRATIONS()
def m004_history(db: Database) -> None:
    """What each page was to its post, so that the whole thread can be read again offline; whose reading a revision is."""
    db.executescript("""
ALTER TABLE pages ADD COLUMN role TEXT CHECK (role IN ('post', 'more', 'kept'));
ALTER TABLE pages ADD COLUMN reason TEXT;
ALTER TABLE revisions ADD COLUMN rescraped INTEGER NOT NULL DEFAULT 0;
UPDATE pages SET role = iif(status < 400, 'post', 'kept') WHERE post_id IS NOT NULL;
""")


@MIGRATIONS()
def m005_bodies(db: Database) -> None:
    """Bodies of pages in a table of their own, each once. SQLite moves them row by row: memory does not grow with them."""
    db.conn.create_function("host_of", 2, lambda *urls: host_of(*urls))
    db.executescript("""
CREATE TABLE dictionaries (
  id INTEGER PRIMARY KEY,
  host TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  data BLOB NOT NULL
);
CREATE INDEX dictionaries_host ON dictionaries (host);

CREATE TABLE bodies (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  host TEXT NOT NULL,
  size INTEGER NOT NULL,
  dictionary_id INTEGER REFERENCES dictionaries (id),
  data BLOB NOT NULL
);
-- what waits for a dictionary
CREATE INDEX bodies_plain ON bodies (host) WHERE dictionary_id IS NULL;
CREATE INDEX bodies_dictionary_id ON bodies (dictionary_id) WHERE dictionary_id IS NOT NULL;

INSERT INTO bodies (sha256, host, size, data)
SELECT pages.sha256, host_of(pages.final_url, ifnull(posts.url, '')), pages.size, pages.body
FROM pages LEFT JOIN posts ON posts.id = pages.post_id
WHERE pages.id IN (SELECT min(id) FROM pages GROUP BY sha256)
ORDER BY pages.id;
""")


@MIGRATIONS()
def m006_pages(db: Database) -> None:
    """Pages name their body; one that no page has any more goes, and so does a dictionary that no body needs."""
    db.executescript("""
CREATE TABLE pages_new (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL,
  final_url TEXT NOT NULL,
  post_id INTEGER REFERENCES posts (id) ON DELETE SET NULL,
  status INTEGER NOT NULL,
  fetched_at TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  headers TEXT NOT NULL,
  role TEXT CHECK (role IN ('post', 'more', 'kept')),
  reason TEXT,
  body_id INTEGER NOT NULL REFERENCES bodies (id),
  UNIQUE (url, body_id, status)
);
INSERT INTO pages_new (id, url, final_url, post_id, status, fetched_at, last_seen, headers, role, reason, body_id)
SELECT pages.id, url, final_url, post_id, status, fetched_at, last_seen, headers, role, reason, bodies.id
FROM pages JOIN bodies ON bodies.sha256 = pages.sha256
ORDER BY pages.id;
DROP TABLE pages;
ALTER TABLE pages_new RENAME TO pages;
CREATE INDEX pages_post_id ON pages (post_id);
-- a post is also found by the URL that redirects led to
CREATE INDEX pages_final_url ON pages (final_url);
CREATE INDEX pages_body_id ON pages (body_id);

CREATE TRIGGER pages_delete_body AFTER DELETE ON pages
WHEN NOT EXISTS (SELECT 1 FROM pages WHERE body_id = old.body_id) BEGIN
  DELETE FROM bodies WHERE id = old.body_id;
END;
CREATE TRIGGER bodies_delete_dictionary AFTER DELETE ON bodies
WHEN old.dictionary_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bodies WHERE dictionary_id = old.dictionary_id) BEGIN
  DELETE FROM dictionaries WHERE id = old.dictionary_id;
END;
""")


@MIGRATIONS()
def m007_search(db: Database) -> None:
    """Look-ups of sites, authors and tags by name; single characters and pairs of writing without spaces."""
    db.executescript("""
ALTER TABLE sites ADD COLUMN name_folded TEXT;
ALTER TABLE sites ADD COLUMN url_folded TEXT;
ALTER TABLE sites ADD COLUMN host TEXT;
ALTER TABLE authors ADD COLUMN name_folded TEXT;
ALTER TABLE tags ADD COLUMN name_folded TEXT;
""")
    sites = db.execute("SELECT id, url, name FROM sites").fetchall()
    db.conn.executemany(
        "UPDATE sites SET name_folded = ?, url_folded = ?, host = ? WHERE id = ?",
        [(*site_forms(url, name), number) for number, url, name in sites],
    )
    for table in ("authors", "tags"):
        names = db.execute(f"SELECT id, name FROM {table}").fetchall()
        db.conn.executemany(
            f"UPDATE {table} SET name_folded = ? WHERE id = ?", [(fold(name), number) for number, name in names]
        )
    db.executescript("""
CREATE INDEX authors_name_folded ON authors (name_folded);
CREATE INDEX tags_name_folded ON tags (name_folded);
-- nearly all comments are plain ones
CREATE INDEX comments_kind ON comments (kind) WHERE kind <> 'comment';
""")
    for table, columns in (("posts", ("title", "content_text")), ("comments", ("content_text",))):
        db.executescript(trigram_index(table, columns))


@MIGRATIONS()
def m008_counts(db: Database) -> None:
    """How many posts and comments each site, author and tag has; indexes that lists read without the rows."""
    db.executescript(_counters.COLUMNS + _counters.TOTALS + _counters.INDEXES + _counters.RECOUNT)
    db.executescript(_counters.triggers())


@MIGRATIONS()
def m009_robots(db: Database) -> None:
    """The robots.txt of each site, which is believed for a day."""
    db.executescript("""
CREATE TABLE robots (
  origin TEXT PRIMARY KEY,
  status INTEGER NOT NULL,
  fetched_at TEXT NOT NULL,
  text TEXT NOT NULL
) WITHOUT ROWID;
""")


@MIGRATIONS()
def m010_crawls(db: Database) -> None:
    """The queue of a crawl, and the search for a blog's posts. Nothing has ever written to the queue of m001."""
    db.executescript(CRAWLS)


@MIGRATIONS()
def m011_count_quickly(db: Database) -> None:
    """Saving a post does not go through all other posts of its author and tags."""
    db.executescript(_counters.drop_names_triggers() + _counters.names_triggers("+"))


@MIGRATIONS()
def m012_count_in_indexes(db: Database) -> None:
    """Indexes that have all that lists of authors, sites and tags ask of the comments they count."""
    db.executescript("""
DROP INDEX comments_author_id;
DROP INDEX comments_kind;
CREATE INDEX comments_author_id ON comments (author_id, published, kind);
CREATE INDEX comments_kind ON comments (kind, published, post_id, author_id) WHERE kind <> 'comment';
""")


@MIGRATIONS()
def m013_merge_later(db: Database) -> None:
    """FTS5 merges parts of an index twelve at a time, and not four: as an archive grows, a post more costs less of that.

    https://www.sqlite.org/fts5.html#the_automerge_configuration_option; docs/archive.md has what it costs and saves.
    """
    for index in ("posts_fts", "comments_fts", "posts_trigram", "comments_trigram"):
        db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('automerge', 12)")


@MIGRATIONS()
def m014_captures(db: Database) -> None:
    """Visits that failed; URLs that only the Internet Archive knows, and posts that may be had there."""
    db.executescript("""
ALTER TABLE posts ADD COLUMN tried_at TEXT;
ALTER TABLE queue ADD COLUMN in_captures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
""")


@MIGRATIONS()
def m015_find_quickly(db: Database) -> None:
    """Beginnings of words, of up to four letters, in the indexes of words; an index of emoji and punctuation.

    Without these, FTS5 puts the places of all words together that begin so, and symbols are looked for in all texts.
    """
    for table, columns in (("posts", ("title", "content_text")), ("comments", ("content_text",))):
        index = f"{table}_fts"
        db.executescript(f"""
DROP TABLE {index};
CREATE VIRTUAL TABLE {index} USING fts5 (
  {", ".join(columns)}, content="{table}", content_rowid='id',
  tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'
);
INSERT INTO {index} ({index}, rank) VALUES ('automerge', 12);
INSERT INTO {index} ({index}) VALUES ('rebuild');
""")
        db.executescript(symbol_index(table, columns) + quick_trigrams(table, columns))


@MIGRATIONS()
def m016_tags_once(db: Database) -> None:
    """A post has a tag once; its tags, and the posts of a tag, are read from one tree and no longer from a key and a row.

    https://www.sqlite.org/withoutrowid.html
    """
    # The columns of the key come first: for others before these SQLite 3.40's integrity_check reports NULLs that are none.
    db.executescript("""
CREATE TEMP TABLE kept AS SELECT post_id, tag_id, min(position) AS position FROM post_tags GROUP BY post_id, tag_id;
DROP TABLE post_tags;
CREATE TABLE post_tags (
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (post_id, tag_id)
) WITHOUT ROWID;
INSERT INTO post_tags (post_id, tag_id, position) SELECT post_id, tag_id, position FROM kept;
DROP TABLE kept;
CREATE INDEX post_tags_tag_id ON post_tags (tag_id);
""")
    db.executescript(_counters.tags_triggers())


@MIGRATIONS()
def m017_vowel_signs(db: Database) -> None:
    """Vowel signs are parts of words, which in Indian scripts were but their consonants (दिल्ली was दूल्लू); the marks that
    make an emoji or a key of a character are none.

    https://www.sqlite.org/fts5.html#unicode61_tokenizer: accents of Latin letters are left out all the same.
    """
    for table, columns in (("posts", ("title", "content_text")), ("comments", ("content_text",))):
        index = f"{table}_fts"
        db.executescript(f"""
DROP TABLE {index};
CREATE VIRTUAL TABLE {index} USING fts5 (
  {", ".join(columns)}, content="{table}", content_rowid='id', prefix='2 3 4',
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc' separators '\ufe0e\ufe0f\u20e3'"
);
INSERT INTO {index} ({index}, rank) VALUES ('automerge', 12);
INSERT INTO {index} ({index}) VALUES ('rebuild');
""")
