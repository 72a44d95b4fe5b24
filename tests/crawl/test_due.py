"""When a post is visited again: a table of cases, and what holds for all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.crawl.due import LATEST, SOONEST, moment, next_visit
from archiver.store import Visit

VISITED = datetime(2026, 1, 1, tzinfo=UTC)


def visit(**fields: Any) -> Visit:
    given = {"published": None, "first_seen": "2026-01-01T00:00:00Z", "visited": "2026-01-01T00:00:00Z"}
    given |= {"newest_comment": None, "newest_arrival": None}
    return Visit(1, "https://blog.example/", **{**given, **fields})


@pytest.mark.parametrize(
    ("fields", "pause"),
    [
        ({"published": "2025-12-31"}, SOONEST),
        ({"published": "2025-12-30"}, timedelta(hours=6)),
        ({"published": "2025-12-22"}, timedelta(days=1)),
        ({"published": "2025-12-01"}, timedelta(days=3.1)),
        ({"published": "2010-05-04"}, LATEST),
        ({"published": "2010"}, LATEST),
        ({"published": "2010-05-04T11:54+02:00", "newest_comment": "2025-12-22"}, timedelta(days=1)),
        ({"published": "2010", "newest_comment": "2012", "newest_arrival": "2025-12-22T00:00:00Z"}, timedelta(days=1)),
        ({"published": "2031-01-01", "newest_comment": "2025-12-22"}, timedelta(days=1)),
        ({"first_seen": "2025-12-22T00:00:00Z"}, timedelta(days=1)),
        ({"published": "nonsense", "first_seen": "2025-12-22T00:00:00Z"}, timedelta(days=1)),
        ({}, SOONEST),
    ],
)
def test_when_a_post_is_due_again(fields: dict[str, str], pause: timedelta) -> None:
    assert next_visit(visit(**fields)) == VISITED + pause


@pytest.mark.parametrize(
    ("tried", "pause"),
    [
        ("2025-12-31T00:00:00Z", SOONEST),
        ("2026-01-01T00:00:00Z", SOONEST),
        ("2026-01-03T00:00:00Z", timedelta(days=3)),
        (None, SOONEST),
    ],
)
def test_after_a_visit_that_failed_others_have_their_turn(tried: str | None, pause: timedelta) -> None:
    assert next_visit(visit(published="2025-12-31", tried=tried)) == VISITED + pause


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2026, 1, 1)), st.datetimes(datetime(1990, 1, 1), datetime(2026, 1, 1))
)
def test_a_sign_of_life_never_makes_it_later_and_bounds_hold(published: datetime, comment: datetime) -> None:
    without = next_visit(visit(published=published.isoformat()))
    with_comment = next_visit(visit(published=published.isoformat(), newest_comment=comment.isoformat()))
    assert SOONEST <= with_comment - VISITED <= without - VISITED <= LATEST


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2010", datetime(2010, 1, 1, tzinfo=UTC)),
        ("2010-05", datetime(2010, 5, 1, tzinfo=UTC)),
        ("2010-05-04", datetime(2010, 5, 4, tzinfo=UTC)),
        ("2010-05-04T11:54", datetime(2010, 5, 4, 11, 54, tzinfo=UTC)),
        ("2010-05-04T11:54:30+02:00", datetime(2010, 5, 4, 9, 54, 30, tzinfo=UTC)),
        ("2010-05-04T11:54:30Z", datetime(2010, 5, 4, 11, 54, 30, tzinfo=UTC)),
        ("0001-01-01T00:00+14:00", None),
        ("2010-99-04", None),
        ("", None),
        (None, None),
    ],
)
def test_the_moment_of_a_date_of_any_precision(date: str | None, found: datetime | None) -> None:
    assert moment(date) == found


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    moment(text)
