"""Triggers that keep a full-text index as its table is, whoever changes that."""

from __future__ import annotations


def index_triggers(table: str, index: str, columns: tuple[str, ...], new: str, old: str) -> str:
    """SQL for the triggers of an FTS5 index with external content.

    ``new`` and ``old`` are what to index of the row that comes or goes: what stands behind ``SELECT``, its ``id`` first
    (https://www.sqlite.org/fts5.html#external_content_tables). This is part of shipped migrations: a change of it is a
    new migration.
    """
    names = ", ".join(columns)
    add = f"INSERT INTO {index} (rowid, {names}) SELECT {new};"
    remove = f"INSERT INTO {index} ({index}, rowid, {names}) SELECT 'delete', {old};"
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    return f"""
CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN
  {add}
END;
CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN
  {remove}
END;
-- one trigger: SQLite does not say in which order it runs two
CREATE TRIGGER {index}_update AFTER UPDATE OF {names} ON {table} WHEN {changed} BEGIN
  {remove}
  {add}
END;
"""
