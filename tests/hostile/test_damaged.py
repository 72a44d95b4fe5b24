"""Damaged pages end as a record or a ``ScrapeError``, in time. ``python -m bench fuzz --cases 10000 --seed N`` makes
many more of them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.records import Page
from bench.fuzz import check_case, check_page
from tests.fixtures import FIXTURES, FOLDER, Fixture

SEED = 2026
CASES = 300
CUTS = 12


def made_of(body: bytes, fixture: Fixture | None = None) -> Page:
    """A page with another body than it had."""
    url = fixture.page.url if fixture else "http://damaged.example/2010/05/page/"
    return Page(url, url, 200, fixture.page.headers if fixture else {}, body, "2026-01-01T00:00:00Z")


@pytest.mark.parametrize("number", range(CASES))
def test_a_mutated_page_is_read_or_refused(number: int) -> None:
    """To see the page: ``bench.mutate.make_case(bench.fuzz.bodies(FOLDER), SEED, number)``."""
    check_case(FOLDER, SEED, number)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_a_page_that_ends_anywhere_is_read_or_refused(fixture: Fixture) -> None:
    body = fixture.page.body
    rng = random.Random(fixture.name)
    for cut in {0, 1, len(body) - 1, *(rng.randrange(len(body)) for _ in range(CUTS))}:
        check_page(made_of(body[:cut], fixture))


@pytest.mark.unmeasured
@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_a_page_without_its_beginning_is_read_or_refused(fixture: Fixture) -> None:
    body = fixture.page.body
    rng = random.Random(fixture.name)
    for cut in (rng.randrange(len(body)) for _ in range(CUTS // 3)):
        check_page(made_of(body[cut:], fixture))


@given(st.binary(max_size=3000))
@settings(max_examples=100, deadline=None)
def test_random_bytes_are_read_or_refused(body: bytes) -> None:
    check_page(made_of(body))


@given(st.text(st.sampled_from("<>/=\"'&;!-[]? \n\0abipé日\u202e0123"), max_size=400))
@settings(max_examples=100, deadline=None)
def test_random_markup_is_read_or_refused(text: str) -> None:
    check_page(made_of(f"<h1>x</h1><p>{text}</p><ol class=commentlist><li id=comment-1>{text}".encode()))


@pytest.mark.parametrize("seed", range(20))
def test_long_random_bytes_are_read_or_refused(seed: int) -> None:
    check_page(made_of(random.Random(seed).randbytes(20_000)))
