"""The tables of a crawl, as migration 10 made them; a change of them is a migration of its own.

- ``crawls`` has one row a blog, ``crawl_steps`` what its last search asked or is still to ask.
- ``queue`` has one row a URL that may be a post's: ``key`` is what all URLs of one page have in common, ``in_rest`` and
  its like say which source named it, ``page`` holds what was fetched until it is read.
"""

from __future__ import annotations

CRAWLS = """
DROP TABLE queue;

CREATE TABLE crawls (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  home_url TEXT NOT NULL,
  started_at TEXT NOT NULL,
  searching INTEGER NOT NULL,
  found_at TEXT,
  all_in_rest INTEGER NOT NULL DEFAULT 0,
  made_up TEXT
);

CREATE TABLE crawl_steps (
  id INTEGER PRIMARY KEY,
  crawl_id INTEGER NOT NULL REFERENCES crawls (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  turn INTEGER NOT NULL,
  task TEXT NOT NULL,
  url TEXT NOT NULL,
  depth INTEGER NOT NULL,
  idle INTEGER NOT NULL,
  guess INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed', 'skipped')),
  tried_at TEXT,
  error TEXT,
  UNIQUE (crawl_id, task, key)
);
-- what is to be asked next
CREATE INDEX crawl_steps_next ON crawl_steps (crawl_id, state, turn);

CREATE TABLE queue (
  id INTEGER PRIMARY KEY,
  crawl_id INTEGER NOT NULL REFERENCES crawls (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  url TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'found' CHECK (state IN ('found', 'waiting', 'done', 'failed', 'skipped')),
  in_rest INTEGER NOT NULL DEFAULT 0,
  in_sitemap INTEGER NOT NULL DEFAULT 0,
  in_feed INTEGER NOT NULL DEFAULT 0,
  in_listing INTEGER NOT NULL DEFAULT 0,
  hint INTEGER NOT NULL DEFAULT 0,
  published TEXT,
  modified TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  added_at TEXT NOT NULL,
  tried_at TEXT,
  next_try_at TEXT,
  error TEXT,
  post_id INTEGER REFERENCES posts (id) ON DELETE SET NULL,
  page BLOB,
  UNIQUE (crawl_id, key)
);
-- what is to be fetched next, the newest first
CREATE INDEX queue_next ON queue (crawl_id, state, published);
CREATE INDEX queue_post_id ON queue (post_id);
"""
