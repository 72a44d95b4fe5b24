"""Each text is in one of the indexes of trigrams and symbols, and they follow their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver.store import Store
from archiver.store.wide import has_wide
from tests.store.samples import make_comment, make_page, make_post

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A post with a comment."""
    with Store(tmp_path_factory.mktemp("symbols") / "blogs.db") as store:
        store.save(make_page(), make_post(comments=(make_comment("c", "?!"),)))
        yield store


def indexed(store: Store, index: str) -> int:
    (rows,) = store._connection.execute(f"SELECT count(*) FROM {index}_docsize").fetchone()
    return int(rows)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from("猫ไ—😀𠮷")),
)
def test_triggers_decide_as_python_does_which_texts_are_in_which(one: Store, title: str | None, text: str) -> None:
    one._connection.execute("UPDATE posts SET title = ?, content_text = ?", (title, text))
    one._connection.execute("UPDATE comments SET content_text = ?", (text,))
    wide = has_wide(f"{title or ''}{text}"), has_wide(text)
    assert (indexed(one, "posts_trigram"), indexed(one, "comments_trigram")) == wide
    assert (indexed(one, "posts_symbols"), indexed(one, "comments_symbols")) == (not wide[0], not wide[1])


def test_what_a_text_says_now_is_found_and_what_it_said_is_not(store: Store) -> None:
    store.save(make_page(), make_post(comments=(make_comment("c", "so ♥ and 😀"),)))
    assert len(list(store.search("♥"))) == 1
    for text, found in (("only → now", "→"), ("猫→!", "→!"), ("plain ♥ again", "♥")):
        store._connection.execute("UPDATE comments SET content_text = ?", (text,))
        assert [hit.comment_id for hit in store.search(found)] == ["c"]
        assert list(store.search("😀")) == []
        assert list(store.check()) == []
    store._connection.execute("DELETE FROM comments")
    assert list(store.search("♥")) == []
    assert list(store.check()) == []
