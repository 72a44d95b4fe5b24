from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.errors import StoreError
from archiver.store import Store, bodies
from tests.store.samples import make_page


@given(st.binary())
def test_a_body_comes_back_as_it_was(body: bytes) -> None:
    assert bodies.unpack(bodies.pack(body)) == body


def test_html_shrinks() -> None:
    assert len(bodies.pack(b"<li class='comment'>word</li>\n" * 5000)) < 1000


@pytest.mark.parametrize("packed", [b"", b"<html>", bodies.pack(b"x" * 100)[:-3]])
def test_what_is_no_whole_frame_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"frame|data|decompress"):
        bodies.unpack(packed)


def test_a_damaged_page_names_its_url(store: Store) -> None:
    store.save_page(make_page())
    store._connection.execute("UPDATE pages SET body = x'00'")
    with pytest.raises(StoreError, match=r"blog\.example/2010/05/hello: the stored page of 2020-05-01.* is damaged"):
        list(store.pages())
