"""The index of symbols: emoji and punctuation of texts without Chinese, Japanese, Korean or Thai.

Its words are the runs of symbols between letters, digits and blanks ("😀", "?!", "://"); it has in which texts each
stands, and not where, so that it is small. FTS5 takes characters that its tables do not know for symbols, and with them
all ideographs: so texts with these are left out (the trigram index has all parts of them). The content of the index is a
view with its rows. This is part of a shipped migration (m015): a change of it is a new migration.
"""

from __future__ import annotations

from archiver.store.index_triggers import index_triggers
from archiver.store.wide import WIDE


def symbol_index(table: str, columns: tuple[str, ...]) -> str:
    """SQL that makes the index of a table's columns, with its view, its triggers, and the lists of its runs.

    ``…_runs`` has each run once, ``…_places`` each run with each of its texts.
    """
    index, view, names = f"{table}_symbols", f"{table}_plain", ", ".join(columns)

    def rows(row: str) -> tuple[str, str]:
        """What to select of a row, and the clause that says whether it is indexed."""
        return ", ".join(f"{row}.{column}" for column in ("id", *columns)), f"WHERE NOT ({_is_wide(row, columns)})"

    select, where = rows(table)
    return f"""
CREATE VIEW {view} AS SELECT {select} FROM {table} {where};
CREATE VIRTUAL TABLE {index} USING fts5 (
  {names}, content='{view}', content_rowid='id', detail=none,
  tokenize="unicode61 remove_diacritics 0 categories 'P* S*'"
);
CREATE VIRTUAL TABLE {index}_runs USING fts5vocab ('{index}', 'row');
CREATE VIRTUAL TABLE {index}_places USING fts5vocab ('{index}', 'instance');
{index_triggers(table, index, columns, *(" ".join(rows(row)) for row in ("new", "old")))}
INSERT INTO {index} ({index}, rank) VALUES ('automerge', 12);
INSERT INTO {index} ({index}) VALUES ('rebuild');
"""


def quick_trigrams(table: str, columns: tuple[str, ...]) -> str:
    """SQL that makes the view and the triggers of the trigram index anew, which have the same rows in less time."""
    index, view = f"{table}_trigram", f"{table}_wide"

    def rows(row: str) -> tuple[str, str]:
        texts = ", ".join(f"{row}.{column} || '  ' AS {column}" for column in columns)
        return f"{row}.id, {texts}", f"WHERE {_is_wide(row, columns)}"

    select, where = rows(table)
    return f"""
DROP VIEW {view};
DROP TRIGGER {index}_insert;
DROP TRIGGER {index}_delete;
DROP TRIGGER {index}_update;
CREATE VIEW {view} AS SELECT {select} FROM {table} {where};
{index_triggers(table, index, columns, *(" ".join(rows(row)) for row in ("new", "old")))}
"""


def _is_wide(row: str, columns: tuple[str, ...]) -> str:
    """Whether a row has such writing. Most texts have no character so far back; to ask that first takes a seventh."""
    beyond = f"{WIDE[0]}-{WIDE[-1]}"
    return " OR ".join(
        f"iif({row}.{column} GLOB '*[{beyond}]*', {row}.{column} GLOB '*[{WIDE}]*', 0)" for column in columns
    )
