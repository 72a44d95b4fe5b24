"""The trigram index: texts with Chinese, Japanese, Korean or Thai, of which any part is found.

Each text ends with two blanks, so that each of its characters begins a trigram: the trigrams that begin with a piece of
one or two characters say where it stands. The content of the index is a view with its rows, so that FTS5 can check
and rebuild it. This is part of a shipped migration (m007): a change of it is a new migration.
"""

from __future__ import annotations

from archiver.store.index_triggers import index_triggers
from archiver.store.wide import WIDE


def trigram_index(table: str, columns: tuple[str, ...]) -> str:
    """SQL that makes the index of a table's columns anew, with its view, its triggers and the list of its trigrams."""
    index, view, names = f"{table}_trigram", f"{table}_wide", ", ".join(columns)

    def rows(row: str) -> tuple[str, str]:
        """What to select of a row, and the clause that says whether it has such writing."""
        texts = ", ".join(f"{row}.{column} || '  ' AS {column}" for column in columns)
        wide = " OR ".join(f"{row}.{column} GLOB '*[{WIDE}]*'" for column in columns)
        return f"{row}.id, {texts}", f"WHERE {wide}"

    select, where = rows(table)
    return f"""
DROP TRIGGER {index}_insert;
DROP TRIGGER {index}_delete;
DROP TRIGGER {index}_update;
DROP TABLE {index};
CREATE VIEW {view} AS SELECT {select} FROM {table} {where};
CREATE VIRTUAL TABLE {index} USING fts5 ({names}, content='{view}', content_rowid='id', tokenize='trigram');
CREATE VIRTUAL TABLE {index}_terms USING fts5vocab ('{index}', 'instance');
{index_triggers(table, index, columns, *(" ".join(rows(row)) for row in ("new", "old")))}
INSERT INTO {index} ({index}) VALUES ('rebuild');
"""
