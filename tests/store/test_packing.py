from __future__ import annotations

import base64
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.store import packing
from archiver.store.packing import Dictionary


def words(count: int, seed: int) -> bytes:
    """So many times eight characters in which nothing repeats: what is found in a dictionary shows."""
    return base64.b64encode(random.Random(seed).randbytes(6 * count))


@given(st.binary(), st.one_of(st.none(), st.binary()))
def test_a_body_comes_back_as_it_was(body: bytes, content: bytes | None) -> None:
    dictionary = None if content is None else Dictionary(content)
    assert packing.unpack(packing.pack(body, dictionary), len(body), dictionary) == body


def test_html_shrinks() -> None:
    assert len(packing.pack(b"<li class='comment'>word</li>\n" * 5000)) < 1000


@pytest.mark.parametrize("packed", [b"", b"<html>", packing.pack(b"x" * 100)[:-3]])
def test_what_is_no_whole_frame_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"content size|decompress"):
        packing.unpack(packed, 100)
    with pytest.raises(ValueError, match=r"content size|decompress"):
        packing.unpack(packed, 100, Dictionary(b"y" * 100))


@pytest.mark.parametrize("megabytes", [0.2, 1, 3])
def test_what_a_large_body_begins_with_is_found_in_its_dictionary(megabytes: float) -> None:
    """Beyond 2 MB the dictionary is out of reach: the frame has to be read all the same."""
    head, rest = words(10_000, seed=1), words(int(megabytes * 120_000), seed=2)
    dictionary = Dictionary(head)
    packed = packing.pack(head + rest, dictionary)
    assert len(packed) - len(packing.pack(rest)) < len(packing.pack(head)) / 10
    assert packing.unpack(packed, len(head + rest), dictionary) == head + rest


def test_of_several_dictionaries_the_best_is_taken_and_none_where_they_do_little() -> None:
    look, other, body = words(2000, seed=1), words(2000, seed=2), words(200, seed=3)
    dictionaries = [Dictionary(other), Dictionary(look)]
    packed = packing.pack_best(look + body, dictionaries)
    assert packed.dictionary == 1
    assert packing.unpack(packed.data, len(look + body), dictionaries[1]) == look + body
    assert packing.pack_best(body, dictionaries) == (packing.pack(body), None)
    assert packing.pack_best(body + look[:300], dictionaries).dictionary is None, "a tenth less is little"
    assert packing.pack_best(body, []) == (packing.pack(body), None)


def test_the_page_that_shares_most_with_the_others_becomes_their_dictionary() -> None:
    look = words(2000, seed=1)
    pages = [look + words(100, seed=number) for number in range(2, 6)]
    assert packing.choose([words(2100, seed=9), *pages[:3]]) in (1, 2, 3)
    assert packing.choose([words(2000, seed=number) for number in range(4)]) is None
    assert packing.choose(pages[:1]) is None, "alone, it would be a dictionary for nothing"
    assert packing.choose([]) is None


def test_a_frame_that_claims_another_size_is_refused_before_memory_is_taken() -> None:
    """RFC 8878, 3.1.1.1: magic number, descriptor, window, and a content size of eight bytes: 2^60."""
    frame = bytes.fromhex("28b52ffd c0 58") + (2**60).to_bytes(8, "little") + b"\x01\x00\x00"
    with pytest.raises(ValueError, match="it has 1152921504606846976 bytes instead of 5"):
        packing.unpack(frame, 5)
