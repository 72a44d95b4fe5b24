"""The deadline and the bytes of one attempt, on a clock that the test turns."""

from __future__ import annotations

import pytest

from archiver.fetch.budget import Budget, Clock, DeadlineError, OversizeError


def test_a_wait_is_never_longer_than_what_is_left() -> None:
    now = [100.0]
    budget = Budget(seconds=10, timeout=4, max_bytes=1, clock=Clock(monotonic=lambda: now[0]))
    assert budget.timeout() == 4
    now[0] = 109.0
    assert budget.timeout() == 1
    now[0] = 110.0
    with pytest.raises(DeadlineError, match=r"^took longer than 10 seconds$"):
        budget.timeout()
    budget.start()
    assert budget.timeout() == 4


@pytest.mark.parametrize(
    ("limit", "words"), [(2**20, "1 MB"), (20 * 2**20, "20 MB"), (1_500_000, "1,500,000 bytes"), (7, "7 bytes")]
)
def test_the_wire_may_carry_a_megabyte_more_than_the_body_has(limit: int, words: str) -> None:
    budget = Budget(seconds=10, timeout=4, max_bytes=limit, clock=Clock())
    budget.received(limit + 2**20)
    with pytest.raises(OversizeError, match=f"^is larger than {words}$"):
        budget.received(1)
