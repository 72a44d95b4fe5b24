"""Numbers that would cost a walk over the whole archive are kept where they are asked for, by triggers.

``sites``, ``authors`` and ``tags`` know how many posts and comments (of all kinds) are theirs; a post or comment counts
once for each, however often a page names it. ``totals`` has what ``archiver stats`` says of the largest tables.
Triggers, so that the numbers are right whoever adds and deletes: this program, a cascade, a person with sqlite3.

Migration ``m008_counts`` holds these texts: they can only change together with a new migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

COLUMNS = "".join(
    f"ALTER TABLE {table} ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0;\n"
    for table in ("sites", "authors", "tags")
    for column in ("posts", "comments")
)

TOTALS = """
CREATE TABLE totals (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO totals (name) VALUES ('comment'), ('pingback'), ('trackback'), ('gone'), ('page_bytes'), ('stored_bytes');
"""

INDEXES = """
DROP INDEX comments_author_id;
DROP INDEX posts_site_id;
DROP INDEX comments_kind;
CREATE INDEX comments_author_id ON comments (author_id, published);
CREATE INDEX comments_kind ON comments (kind, published) WHERE kind <> 'comment';
CREATE INDEX posts_site_id ON posts (site_id, published);
-- the page's order; the rest saves reading the comment where lists select or count
CREATE INDEX comments_post_id ON comments (post_id, position, published, author_id, kind);
"""

# What each number has to be, for a row of its table.
_TRUTH = {
    ("authors", "posts"): "SELECT count(DISTINCT post_id) FROM post_authors WHERE author_id = authors.id",
    ("authors", "comments"): "SELECT count(*) FROM comments WHERE author_id = authors.id",
    ("sites", "posts"): "SELECT count(*) FROM posts WHERE site_id = sites.id",
    ("sites", "comments"): "SELECT count(*) FROM posts JOIN comments ON post_id = posts.id WHERE site_id = sites.id",
    ("tags", "posts"): "SELECT count(DISTINCT post_id) FROM post_tags WHERE tag_id = tags.id",
    (
        "tags",
        "comments",
    ): "SELECT count(*) FROM comments WHERE post_id IN (SELECT post_id FROM post_tags WHERE tag_id = tags.id)",
    ("totals", "value"): """SELECT CASE name
  WHEN 'gone' THEN (SELECT count(*) FROM comments WHERE last_seen IS NOT NULL)
  WHEN 'page_bytes' THEN (SELECT ifnull(sum(size), 0) FROM bodies)
  WHEN 'stored_bytes' THEN (SELECT ifnull(sum(length(data)), 0) FROM bodies)
    + (SELECT ifnull(sum(length(data)), 0) FROM dictionaries)
  ELSE (SELECT count(*) FROM comments WHERE kind = totals.name)
END""",
}

RECOUNT = "".join(
    f"UPDATE {table} SET {column} = ({truth}) WHERE {column} IS NOT ({truth});\n"
    for (table, column), truth in _TRUTH.items()
)


def find_miscounts(connection: sqlite3.Connection, told: Callable[[int, int], None]) -> Iterator[str]:
    """Numbers that are not what a walk over the archive counts."""
    for (table, column), truth in _TRUTH.items():
        key = "name" if table == "totals" else "id"
        sql = f"SELECT {key}, {column}, ({truth}) AS truth FROM {table} WHERE {column} IS NOT ({truth})"
        for row, value, right in connection.execute(sql):
            yield f"{table} {row}: {column} is {value}, but there are {right}"


def recount(connection: sqlite3.Connection) -> None:
    """Set all numbers to what a walk over the archive counts."""
    for statement in RECOUNT.strip().split(";\n"):
        connection.execute(statement)


def triggers() -> str:
    """SQL for all triggers."""
    return "".join(
        (
            _comments("insert", "new", "+"),
            _comments("delete", "old", "-"),
            _COMMENT_CHANGES,
            _posts(),
            names_triggers(""),
            *map(_bytes, ("bodies", "dictionaries")),
            _PAGE_BYTES,
        )
    )


def _comments(event: str, row: str, sign: str) -> str:
    """A comment comes or goes. Where its post goes, that trigger has seen to the site and the tags already."""
    return f"""
CREATE TRIGGER comments_count_{event} AFTER {event.upper()} ON comments BEGIN
  UPDATE authors SET comments = comments {sign} 1 WHERE id = {row}.author_id;
  UPDATE sites SET comments = comments {sign} 1 WHERE id = (SELECT site_id FROM posts WHERE id = {row}.post_id);
  UPDATE tags SET comments = comments {sign} 1 WHERE id IN (SELECT tag_id FROM post_tags WHERE post_id = {row}.post_id);
  UPDATE totals SET value = value {sign} 1 WHERE name = {row}.kind;
  UPDATE totals SET value = value {sign} 1 WHERE name = 'gone' AND {row}.last_seen IS NOT NULL;
END;
"""


_COMMENT_CHANGES = """
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
"""


def _posts() -> str:
    """A post goes: its tags first, while its comments can still be counted."""
    comments = "(SELECT count(*) FROM comments WHERE post_id = new.id)"
    gone = comments.replace("new", "old")
    return f"""
CREATE TRIGGER posts_count_insert AFTER INSERT ON posts BEGIN
  UPDATE sites SET posts = posts + 1 WHERE id = new.site_id;
END;
CREATE TRIGGER posts_count_site AFTER UPDATE OF site_id ON posts WHEN old.site_id IS NOT new.site_id BEGIN
  UPDATE sites SET posts = posts - 1, comments = comments - {comments} WHERE id = old.site_id;
  UPDATE sites SET posts = posts + 1, comments = comments + {comments} WHERE id = new.site_id;
END;
CREATE TRIGGER posts_count_delete BEFORE DELETE ON posts BEGIN
  DELETE FROM post_tags WHERE post_id = old.id;
  UPDATE sites SET posts = posts - 1, comments = comments - {gone} WHERE id = old.site_id;
END;
"""


def names_triggers(plus: str) -> str:
    """SQL for the triggers of authors and tags; ``plus`` stands before a column that is not to be looked up in an index.

    Migration ``m008_counts`` made them without it: then SQLite goes through all posts of the author, not through the
    authors of the post.
    """
    return _names("post_authors", "authors", "author_id", plus) + _names("post_tags", "tags", "tag_id", plus)


def drop_names_triggers() -> str:
    """SQL that takes them away."""
    return "".join(
        f"DROP TRIGGER {table}_count_{event};\n"
        for table in ("post_authors", "post_tags")
        for event in ("insert", "delete")
    )


def _names(table: str, names: str, key: str, plus: str) -> str:
    """A post gets or loses an author or tag."""
    parts = []
    for event, row, sign in (("insert", "new", "+"), ("delete", "old", "-")):
        again = f"SELECT 1 FROM {table} WHERE post_id = {row}.post_id AND {plus}{key} = {row}.{key} AND position <> {row}.position"
        comments = f", comments = comments {sign} (SELECT count(*) FROM comments WHERE post_id = {row}.post_id)"
        parts.append(f"""
CREATE TRIGGER {table}_count_{event} AFTER {event.upper()} ON {table} WHEN NOT EXISTS ({again}) BEGIN
  UPDATE {names} SET posts = posts {sign} 1{comments if names == "tags" else ""} WHERE id = {row}.{key};
END;
""")
    return "".join(parts)


def tags_triggers() -> str:
    """SQL for the triggers of tags, of which a post has each once since migration ``m016_tags_once``."""
    return "".join(
        f"""
CREATE TRIGGER post_tags_count_{event} AFTER {event.upper()} ON post_tags BEGIN
  UPDATE tags SET posts = posts {sign} 1,
    comments = comments {sign} (SELECT count(*) FROM comments WHERE post_id = {row}.post_id) WHERE id = {row}.tag_id;
END;
"""
        for event, row, sign in (("insert", "new", "+"), ("delete", "old", "-"))
    )


def _bytes(table: str) -> str:
    """What is stored of bodies and dictionaries comes, goes, and is packed anew."""
    update = "UPDATE totals SET value = value {} WHERE name = 'stored_bytes';"
    return f"""
CREATE TRIGGER {table}_count_insert AFTER INSERT ON {table} BEGIN
  {update.format("+ length(new.data)")}
END;
CREATE TRIGGER {table}_count_delete AFTER DELETE ON {table} BEGIN
  {update.format("- length(old.data)")}
END;
CREATE TRIGGER {table}_count_update AFTER UPDATE OF data ON {table} BEGIN
  {update.format("+ length(new.data) - length(old.data)")}
END;
"""


_PAGE_BYTES = """
CREATE TRIGGER bodies_size_insert AFTER INSERT ON bodies BEGIN
  UPDATE totals SET value = value + new.size WHERE name = 'page_bytes';
END;
CREATE TRIGGER bodies_size_update AFTER UPDATE OF size ON bodies BEGIN
  UPDATE totals SET value = value + new.size - old.size WHERE name = 'page_bytes';
END;
CREATE TRIGGER bodies_size_delete AFTER DELETE ON bodies BEGIN
  UPDATE totals SET value = value - old.size WHERE name = 'page_bytes';
END;
"""
