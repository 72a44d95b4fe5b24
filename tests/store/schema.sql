CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE sites (
  id INTEGER PRIMARY KEY,
  url TEXT,
  name TEXT,
  platform TEXT
, name_folded TEXT, url_folded TEXT, host TEXT, posts INTEGER NOT NULL DEFAULT 0, comments INTEGER NOT NULL DEFAULT 0);

CREATE UNIQUE INDEX sites_identity ON sites (ifnull(url, ''), iif(url IS NULL, name, ''));

CREATE TABLE authors (
  id INTEGER PRIMARY KEY,
  site_id INTEGER REFERENCES sites (id),
  name TEXT NOT NULL,
  url TEXT,
  avatar_url TEXT
, name_folded TEXT, posts INTEGER NOT NULL DEFAULT 0, comments INTEGER NOT NULL DEFAULT 0);

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
, tried_at TEXT);

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

CREATE INDEX comments_published ON comments (published);

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('category', 'tag')),
  name TEXT NOT NULL, name_folded TEXT, posts INTEGER NOT NULL DEFAULT 0, comments INTEGER NOT NULL DEFAULT 0,
  UNIQUE (name, kind)
);

CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  comment_id INTEGER REFERENCES comments (id) ON DELETE CASCADE,
  replaced_at TEXT NOT NULL,
  fields TEXT NOT NULL
, rescraped INTEGER NOT NULL DEFAULT 0);

CREATE INDEX revisions_post_id ON revisions (post_id);

CREATE INDEX revisions_comment_id ON revisions (comment_id);

CREATE TRIGGER posts_fts_insert AFTER INSERT ON posts BEGIN
  INSERT INTO posts_fts (rowid, title, content_text) SELECT new.id, new.title, new.content_text;
END;

CREATE TRIGGER posts_fts_delete AFTER DELETE ON posts BEGIN
  INSERT INTO posts_fts (posts_fts, rowid, title, content_text) SELECT 'delete', old.id, old.title, old.content_text;
END;

CREATE TRIGGER posts_fts_update AFTER UPDATE OF title, content_text ON posts WHEN old.title IS NOT new.title OR old.content_text IS NOT new.content_text BEGIN
  INSERT INTO posts_fts (posts_fts, rowid, title, content_text) SELECT 'delete', old.id, old.title, old.content_text;
  INSERT INTO posts_fts (rowid, title, content_text) SELECT new.id, new.title, new.content_text;
END;

CREATE TRIGGER comments_fts_insert AFTER INSERT ON comments BEGIN
  INSERT INTO comments_fts (rowid, content_text) SELECT new.id, new.content_text;
END;

CREATE TRIGGER comments_fts_delete AFTER DELETE ON comments BEGIN
  INSERT INTO comments_fts (comments_fts, rowid, content_text) SELECT 'delete', old.id, old.content_text;
END;

CREATE TRIGGER comments_fts_update AFTER UPDATE OF content_text ON comments WHEN old.content_text IS NOT new.content_text BEGIN
  INSERT INTO comments_fts (comments_fts, rowid, content_text) SELECT 'delete', old.id, old.content_text;
  INSERT INTO comments_fts (rowid, content_text) SELECT new.id, new.content_text;
END;

CREATE VIEW "comments_with_posts" AS SELECT comments.id, comments.post_id, posts.title AS post_title, posts.url AS post_url,
  authors.name AS author, comments.kind, comments.published, comments.content_text,
  comments.parent_id, comments.url, comments.last_seen
FROM comments
JOIN posts ON posts.id = comments.post_id
LEFT JOIN authors ON authors.id = comments.author_id
ORDER BY comments.post_id, comments.position;

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

CREATE INDEX bodies_plain ON bodies (host) WHERE dictionary_id IS NULL;

CREATE INDEX bodies_dictionary_id ON bodies (dictionary_id) WHERE dictionary_id IS NOT NULL;

CREATE TABLE "pages" (
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

CREATE INDEX pages_post_id ON pages (post_id);

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

CREATE INDEX authors_name_folded ON authors (name_folded);

CREATE INDEX tags_name_folded ON tags (name_folded);

CREATE VIRTUAL TABLE posts_trigram USING fts5 (title, content_text, content='posts_wide', content_rowid='id', tokenize='trigram');

CREATE VIRTUAL TABLE posts_trigram_terms USING fts5vocab ('posts_trigram', 'instance');

CREATE VIRTUAL TABLE comments_trigram USING fts5 (content_text, content='comments_wide', content_rowid='id', tokenize='trigram');

CREATE VIRTUAL TABLE comments_trigram_terms USING fts5vocab ('comments_trigram', 'instance');

CREATE TABLE totals (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE INDEX posts_site_id ON posts (site_id, published);

CREATE INDEX comments_post_id ON comments (post_id, position, published, author_id, kind);

CREATE TRIGGER comments_count_insert AFTER INSERT ON comments BEGIN
  UPDATE authors SET comments = comments + 1 WHERE id = new.author_id;
  UPDATE sites SET comments = comments + 1 WHERE id = (SELECT site_id FROM posts WHERE id = new.post_id);
  UPDATE tags SET comments = comments + 1 WHERE id IN (SELECT tag_id FROM post_tags WHERE post_id = new.post_id);
  UPDATE totals SET value = value + 1 WHERE name = new.kind;
  UPDATE totals SET value = value + 1 WHERE name = 'gone' AND new.last_seen IS NOT NULL;
END;

CREATE TRIGGER comments_count_delete AFTER DELETE ON comments BEGIN
  UPDATE authors SET comments = comments - 1 WHERE id = old.author_id;
  UPDATE sites SET comments = comments - 1 WHERE id = (SELECT site_id FROM posts WHERE id = old.post_id);
  UPDATE tags SET comments = comments - 1 WHERE id IN (SELECT tag_id FROM post_tags WHERE post_id = old.post_id);
  UPDATE totals SET value = value - 1 WHERE name = old.kind;
  UPDATE totals SET value = value - 1 WHERE name = 'gone' AND old.last_seen IS NOT NULL;
END;

CREATE TRIGGER comments_count_author AFTER UPDATE OF author_id ON comments WHEN old.author_id IS NOT new.author_id BEGIN
  UPDATE authors SET comments = comments - 1 WHERE id = old.author_id;
  UPDATE authors SET comments = comments + 1 WHERE id = new.author_id;
END;

CREATE TRIGGER comments_count_kind AFTER UPDATE OF kind ON comments WHEN old.kind IS NOT new.kind BEGIN
  UPDATE totals SET value = value - 1 WHERE name = old.kind;
  UPDATE totals SET value = value + 1 WHERE name = new.kind;
END;

CREATE TRIGGER comments_count_gone AFTER UPDATE OF last_seen ON comments BEGIN
  UPDATE totals SET value = value + (new.last_seen IS NOT NULL) - (old.last_seen IS NOT NULL) WHERE name = 'gone';
END;

CREATE TRIGGER posts_count_insert AFTER INSERT ON posts BEGIN
  UPDATE sites SET posts = posts + 1 WHERE id = new.site_id;
END;

CREATE TRIGGER posts_count_site AFTER UPDATE OF site_id ON posts WHEN old.site_id IS NOT new.site_id BEGIN
  UPDATE sites SET posts = posts - 1, comments = comments - (SELECT count(*) FROM comments WHERE post_id = new.id) WHERE id = old.site_id;
  UPDATE sites SET posts = posts + 1, comments = comments + (SELECT count(*) FROM comments WHERE post_id = new.id) WHERE id = new.site_id;
END;

CREATE TRIGGER posts_count_delete BEFORE DELETE ON posts BEGIN
  DELETE FROM post_tags WHERE post_id = old.id;
  UPDATE sites SET posts = posts - 1, comments = comments - (SELECT count(*) FROM comments WHERE post_id = old.id) WHERE id = old.site_id;
END;

CREATE TRIGGER bodies_count_insert AFTER INSERT ON bodies BEGIN
  UPDATE totals SET value = value + length(new.data) WHERE name = 'stored_bytes';
END;

CREATE TRIGGER bodies_count_delete AFTER DELETE ON bodies BEGIN
  UPDATE totals SET value = value - length(old.data) WHERE name = 'stored_bytes';
END;

CREATE TRIGGER bodies_count_update AFTER UPDATE OF data ON bodies BEGIN
  UPDATE totals SET value = value + length(new.data) - length(old.data) WHERE name = 'stored_bytes';
END;

CREATE TRIGGER dictionaries_count_insert AFTER INSERT ON dictionaries BEGIN
  UPDATE totals SET value = value + length(new.data) WHERE name = 'stored_bytes';
END;

CREATE TRIGGER dictionaries_count_delete AFTER DELETE ON dictionaries BEGIN
  UPDATE totals SET value = value - length(old.data) WHERE name = 'stored_bytes';
END;

CREATE TRIGGER dictionaries_count_update AFTER UPDATE OF data ON dictionaries BEGIN
  UPDATE totals SET value = value + length(new.data) - length(old.data) WHERE name = 'stored_bytes';
END;

CREATE TRIGGER bodies_size_insert AFTER INSERT ON bodies BEGIN
  UPDATE totals SET value = value + new.size WHERE name = 'page_bytes';
END;

CREATE TRIGGER bodies_size_update AFTER UPDATE OF size ON bodies BEGIN
  UPDATE totals SET value = value + new.size - old.size WHERE name = 'page_bytes';
END;

CREATE TRIGGER bodies_size_delete AFTER DELETE ON bodies BEGIN
  UPDATE totals SET value = value - old.size WHERE name = 'page_bytes';
END;

CREATE TABLE robots (
  origin TEXT PRIMARY KEY,
  status INTEGER NOT NULL,
  fetched_at TEXT NOT NULL,
  text TEXT NOT NULL
) WITHOUT ROWID;

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
  page BLOB, in_captures INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
  UNIQUE (crawl_id, key)
);

CREATE INDEX queue_next ON queue (crawl_id, state, published);

CREATE INDEX queue_post_id ON queue (post_id);

CREATE TRIGGER post_authors_count_insert AFTER INSERT ON post_authors WHEN NOT EXISTS (SELECT 1 FROM post_authors WHERE post_id = new.post_id AND +author_id = new.author_id AND position <> new.position) BEGIN
  UPDATE authors SET posts = posts + 1 WHERE id = new.author_id;
END;

CREATE TRIGGER post_authors_count_delete AFTER DELETE ON post_authors WHEN NOT EXISTS (SELECT 1 FROM post_authors WHERE post_id = old.post_id AND +author_id = old.author_id AND position <> old.position) BEGIN
  UPDATE authors SET posts = posts - 1 WHERE id = old.author_id;
END;

CREATE INDEX comments_author_id ON comments (author_id, published, kind);

CREATE INDEX comments_kind ON comments (kind, published, post_id, author_id) WHERE kind <> 'comment';

CREATE VIEW posts_plain AS SELECT posts.id, posts.title, posts.content_text FROM posts WHERE NOT (iif(posts.title GLOB '*[฀-𿿽]*', posts.title GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0) OR iif(posts.content_text GLOB '*[฀-𿿽]*', posts.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0));

CREATE VIRTUAL TABLE posts_symbols USING fts5 (
  title, content_text, content='posts_plain', content_rowid='id', detail=none,
  tokenize="unicode61 remove_diacritics 0 categories 'P* S*'"
);

CREATE VIRTUAL TABLE posts_symbols_runs USING fts5vocab ('posts_symbols', 'row');

CREATE VIRTUAL TABLE posts_symbols_places USING fts5vocab ('posts_symbols', 'instance');

CREATE TRIGGER posts_symbols_insert AFTER INSERT ON posts BEGIN
  INSERT INTO posts_symbols (rowid, title, content_text) SELECT new.id, new.title, new.content_text WHERE NOT (iif(new.title GLOB '*[฀-𿿽]*', new.title GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0) OR iif(new.content_text GLOB '*[฀-𿿽]*', new.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0));
END;

CREATE TRIGGER posts_symbols_delete AFTER DELETE ON posts BEGIN
  INSERT INTO posts_symbols (posts_symbols, rowid, title, content_text) SELECT 'delete', old.id, old.title, old.content_text WHERE NOT (iif(old.title GLOB '*[฀-𿿽]*', old.title GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0) OR iif(old.content_text GLOB '*[฀-𿿽]*', old.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0));
END;

CREATE TRIGGER posts_symbols_update AFTER UPDATE OF title, content_text ON posts WHEN old.title IS NOT new.title OR old.content_text IS NOT new.content_text BEGIN
  INSERT INTO posts_symbols (posts_symbols, rowid, title, content_text) SELECT 'delete', old.id, old.title, old.content_text WHERE NOT (iif(old.title GLOB '*[฀-𿿽]*', old.title GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0) OR iif(old.content_text GLOB '*[฀-𿿽]*', old.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0));
  INSERT INTO posts_symbols (rowid, title, content_text) SELECT new.id, new.title, new.content_text WHERE NOT (iif(new.title GLOB '*[฀-𿿽]*', new.title GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0) OR iif(new.content_text GLOB '*[฀-𿿽]*', new.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0));
END;

CREATE VIEW posts_wide AS SELECT posts.id, posts.title || '  ' AS title, posts.content_text || '  ' AS content_text FROM posts WHERE iif(posts.title GLOB '*[฀-𿿽]*', posts.title GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0) OR iif(posts.content_text GLOB '*[฀-𿿽]*', posts.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0);

CREATE TRIGGER posts_trigram_insert AFTER INSERT ON posts BEGIN
  INSERT INTO posts_trigram (rowid, title, content_text) SELECT new.id, new.title || '  ' AS title, new.content_text || '  ' AS content_text WHERE iif(new.title GLOB '*[฀-𿿽]*', new.title GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0) OR iif(new.content_text GLOB '*[฀-𿿽]*', new.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0);
END;

CREATE TRIGGER posts_trigram_delete AFTER DELETE ON posts BEGIN
  INSERT INTO posts_trigram (posts_trigram, rowid, title, content_text) SELECT 'delete', old.id, old.title || '  ' AS title, old.content_text || '  ' AS content_text WHERE iif(old.title GLOB '*[฀-𿿽]*', old.title GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0) OR iif(old.content_text GLOB '*[฀-𿿽]*', old.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0);
END;

CREATE TRIGGER posts_trigram_update AFTER UPDATE OF title, content_text ON posts WHEN old.title IS NOT new.title OR old.content_text IS NOT new.content_text BEGIN
  INSERT INTO posts_trigram (posts_trigram, rowid, title, content_text) SELECT 'delete', old.id, old.title || '  ' AS title, old.content_text || '  ' AS content_text WHERE iif(old.title GLOB '*[฀-𿿽]*', old.title GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0) OR iif(old.content_text GLOB '*[฀-𿿽]*', old.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0);
  INSERT INTO posts_trigram (rowid, title, content_text) SELECT new.id, new.title || '  ' AS title, new.content_text || '  ' AS content_text WHERE iif(new.title GLOB '*[฀-𿿽]*', new.title GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0) OR iif(new.content_text GLOB '*[฀-𿿽]*', new.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0);
END;

CREATE VIEW comments_plain AS SELECT comments.id, comments.content_text FROM comments WHERE NOT (iif(comments.content_text GLOB '*[฀-𿿽]*', comments.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0));

CREATE VIRTUAL TABLE comments_symbols USING fts5 (
  content_text, content='comments_plain', content_rowid='id', detail=none,
  tokenize="unicode61 remove_diacritics 0 categories 'P* S*'"
);

CREATE VIRTUAL TABLE comments_symbols_runs USING fts5vocab ('comments_symbols', 'row');

CREATE VIRTUAL TABLE comments_symbols_places USING fts5vocab ('comments_symbols', 'instance');

CREATE TRIGGER comments_symbols_insert AFTER INSERT ON comments BEGIN
  INSERT INTO comments_symbols (rowid, content_text) SELECT new.id, new.content_text WHERE NOT (iif(new.content_text GLOB '*[฀-𿿽]*', new.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0));
END;

CREATE TRIGGER comments_symbols_delete AFTER DELETE ON comments BEGIN
  INSERT INTO comments_symbols (comments_symbols, rowid, content_text) SELECT 'delete', old.id, old.content_text WHERE NOT (iif(old.content_text GLOB '*[฀-𿿽]*', old.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0));
END;

CREATE TRIGGER comments_symbols_update AFTER UPDATE OF content_text ON comments WHEN old.content_text IS NOT new.content_text BEGIN
  INSERT INTO comments_symbols (comments_symbols, rowid, content_text) SELECT 'delete', old.id, old.content_text WHERE NOT (iif(old.content_text GLOB '*[฀-𿿽]*', old.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0));
  INSERT INTO comments_symbols (rowid, content_text) SELECT new.id, new.content_text WHERE NOT (iif(new.content_text GLOB '*[฀-𿿽]*', new.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0));
END;

CREATE VIEW comments_wide AS SELECT comments.id, comments.content_text || '  ' AS content_text FROM comments WHERE iif(comments.content_text GLOB '*[฀-𿿽]*', comments.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0);

CREATE TRIGGER comments_trigram_insert AFTER INSERT ON comments BEGIN
  INSERT INTO comments_trigram (rowid, content_text) SELECT new.id, new.content_text || '  ' AS content_text WHERE iif(new.content_text GLOB '*[฀-𿿽]*', new.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0);
END;

CREATE TRIGGER comments_trigram_delete AFTER DELETE ON comments BEGIN
  INSERT INTO comments_trigram (comments_trigram, rowid, content_text) SELECT 'delete', old.id, old.content_text || '  ' AS content_text WHERE iif(old.content_text GLOB '*[฀-𿿽]*', old.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0);
END;

CREATE TRIGGER comments_trigram_update AFTER UPDATE OF content_text ON comments WHEN old.content_text IS NOT new.content_text BEGIN
  INSERT INTO comments_trigram (comments_trigram, rowid, content_text) SELECT 'delete', old.id, old.content_text || '  ' AS content_text WHERE iif(old.content_text GLOB '*[฀-𿿽]*', old.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0);
  INSERT INTO comments_trigram (rowid, content_text) SELECT new.id, new.content_text || '  ' AS content_text WHERE iif(new.content_text GLOB '*[฀-𿿽]*', new.content_text GLOB '*[฀-໿က-႟ᄀ-ᇿក-៿々-〇぀-ㇿ㐀-䶿一-鿿가-힯豈-﫿ｦ-ￜ𠀀-𿿽]*', 0);
END;

CREATE TABLE post_tags (
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (post_id, tag_id)
) WITHOUT ROWID;

CREATE INDEX post_tags_tag_id ON post_tags (tag_id);

CREATE TRIGGER post_tags_count_insert AFTER INSERT ON post_tags BEGIN
  UPDATE tags SET posts = posts + 1,
    comments = comments + (SELECT count(*) FROM comments WHERE post_id = new.post_id) WHERE id = new.tag_id;
END;

CREATE TRIGGER post_tags_count_delete AFTER DELETE ON post_tags BEGIN
  UPDATE tags SET posts = posts - 1,
    comments = comments - (SELECT count(*) FROM comments WHERE post_id = old.post_id) WHERE id = old.tag_id;
END;

CREATE VIRTUAL TABLE posts_fts USING fts5 (
  title, content_text, content="posts", content_rowid='id', prefix='2 3 4',
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc' separators '︎️⃣'"
);

CREATE VIRTUAL TABLE comments_fts USING fts5 (
  content_text, content="comments", content_rowid='id', prefix='2 3 4',
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc' separators '︎️⃣'"
);
