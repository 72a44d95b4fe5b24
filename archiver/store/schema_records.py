"""The tables of the first schema, as migration 1 made them; a change of them is a migration of its own.

``migrations.py`` says what of them repays a word.
"""

from __future__ import annotations

RECORDS = """
CREATE TABLE sites (
  id INTEGER PRIMARY KEY,
  url TEXT,
  name TEXT,
  platform TEXT
);
CREATE UNIQUE INDEX sites_identity ON sites (ifnull(url, ''), iif(url IS NULL, name, ''));

CREATE TABLE authors (
  id INTEGER PRIMARY KEY,
  site_id INTEGER REFERENCES sites (id),
  name TEXT NOT NULL,
  url TEXT,
  avatar_url TEXT
);
CREATE UNIQUE INDEX authors_identity ON authors (ifnull(site_id, 0), name, ifnull(url, ''));
CREATE INDEX authors_site_id ON authors (site_id);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT,
  site_id INTEGER REFERENCES sites (id),
  published TEXT,
  published_text TEXT,
  updated TEXT,
  language TEXT,
  comment_count INTEGER,
  scraper TEXT NOT NULL,
  site_name TEXT,
  site_platform TEXT,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  image TEXT,
  license TEXT,
  leads TEXT NOT NULL DEFAULT '[]',
  summary TEXT,
  content_text TEXT NOT NULL DEFAULT '',
  content_html TEXT NOT NULL DEFAULT ''
);
CREATE INDEX posts_site_id ON posts (site_id);
-- the order of listings: newest first
CREATE INDEX posts_published ON posts (published);

CREATE TABLE post_authors (
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  author_id INTEGER NOT NULL REFERENCES authors (id),
  avatar_url TEXT,
  PRIMARY KEY (post_id, position)
);
CREATE INDEX post_authors_author_id ON post_authors (author_id);

CREATE TABLE comments (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  source_id TEXT NOT NULL,
  parent_id INTEGER REFERENCES comments (id) ON DELETE SET NULL,
  parent_source_id TEXT,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL DEFAULT 'comment' CHECK (kind IN ('comment', 'pingback', 'trackback')),
  author_id INTEGER REFERENCES authors (id),
  avatar_url TEXT,
  published TEXT,
  published_text TEXT,
  url TEXT,
  first_seen TEXT NOT NULL,
  last_seen TEXT,
  content_text TEXT NOT NULL DEFAULT '',
  content_html TEXT NOT NULL DEFAULT '',
  UNIQUE (post_id, source_id)
);
CREATE INDEX comments_parent_id ON comments (parent_id);
CREATE INDEX comments_author_id ON comments (author_id);
-- the order of listings: newest first
CREATE INDEX comments_published ON comments (published);

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('category', 'tag')),
  name TEXT NOT NULL,
  UNIQUE (name, kind)
);
CREATE TABLE post_tags (
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag_id INTEGER NOT NULL REFERENCES tags (id),
  PRIMARY KEY (post_id, position)
);
CREATE INDEX post_tags_tag_id ON post_tags (tag_id);

CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL,
  final_url TEXT NOT NULL,
  post_id INTEGER REFERENCES posts (id) ON DELETE SET NULL,
  status INTEGER NOT NULL,
  fetched_at TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  headers TEXT NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (url, sha256, status)
);
CREATE INDEX pages_post_id ON pages (post_id);
-- a post is also found by the URL that redirects led to
CREATE INDEX pages_final_url ON pages (final_url);

CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  comment_id INTEGER REFERENCES comments (id) ON DELETE CASCADE,
  replaced_at TEXT NOT NULL,
  fields TEXT NOT NULL
);
CREATE INDEX revisions_post_id ON revisions (post_id);
CREATE INDEX revisions_comment_id ON revisions (comment_id);

CREATE TABLE queue (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  blog_url TEXT,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  added_at TEXT NOT NULL,
  tried_at TEXT,
  next_try_at TEXT,
  error TEXT,
  post_id INTEGER REFERENCES posts (id) ON DELETE SET NULL
);
-- what is to be fetched next
CREATE INDEX queue_state ON queue (state, next_try_at);
CREATE INDEX queue_post_id ON queue (post_id);
"""
