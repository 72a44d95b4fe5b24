from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archiver.store import _frequency
from archiver.store._ways import COMMENTS, POSTS
from tests.store.samples import make_comment, make_page, make_post

if TYPE_CHECKING:
    from archiver.store import Store


@pytest.fixture
def three_hundred(store: Store) -> Store:
    """A post with 300 comments, each of which has "the", and every tenth "zebra"."""
    comments = tuple(make_comment(str(n), "the zebra 猫" if n % 10 == 0 else "the") for n in range(300))
    store.save(make_page(), make_post(comments=comments))
    return store


def test_few_rows_are_counted_and_many_are_estimated(three_hundred: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = three_hundred._connection
    assert _frequency.frequency(connection, COMMENTS, "fts", '"the"') == 300
    assert _frequency.frequency(connection, POSTS, "fts", '"the"') == 1
    monkeypatch.setattr(_frequency, "SAMPLE", 10)
    assert _frequency.frequency(connection, COMMENTS, "fts", '"the"') == 300
    assert _frequency.frequency(connection, COMMENTS, "fts", '"zebra"') == pytest.approx(30, rel=0.2)
    assert _frequency.frequency(connection, COMMENTS, "fts", '"nothing"') == 0


def test_the_size_of_an_index_is_that_of_its_rows(three_hundred: Store) -> None:
    connection = three_hundred._connection
    for side in (POSTS, COMMENTS):
        for index in ("fts", "trigram"):
            (rows,) = connection.execute(f"SELECT count(*) FROM {side.table}_{index}_docsize").fetchone()
            assert _frequency.size(connection, side, index) == rows
    assert _frequency.size(connection, COMMENTS, "fts") == 300


def test_an_empty_archive_has_no_rows(store: Store) -> None:
    assert _frequency.size(store._connection, POSTS, "fts") == 0
    assert list(store.search("word")) == []
