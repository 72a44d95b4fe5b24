"""Long threads cost no more than their length, and memory does not grow with the number of pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from archiver.scrapers import scrape
from bench import scale as module
from bench.scale import Growth, cost_ratio, memory_growth, scale
from bench.thread import thread_page

pytestmark = pytest.mark.unmeasured

needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc (Linux)")


@pytest.mark.parametrize("number", [0, 1, 2, 500])
def test_every_comment_of_the_page_is_read_with_its_thread(number: int) -> None:
    post = scrape(thread_page(number))
    assert len(post.comments) == number
    assert [comment.id for comment in post.comments] == [f"comment-{k}" for k in range(1, number + 1)]
    assert all(comment.author and comment.published and comment.content_text for comment in post.comments)
    if number > 2:
        replies = sum(comment.parent_id is not None for comment in post.comments)
        assert number * 0.4 < replies < number * 0.7


def test_pages_of_other_seeds_have_other_words_and_those_of_one_the_same() -> None:
    assert thread_page(5, seed=1) == thread_page(5, seed=1)
    assert thread_page(5, seed=1).body != thread_page(5, seed=2).body


def test_ten_times_the_comments_cost_about_ten_times_as_much() -> None:
    """A twelfth of what ``python -m bench scale`` measures, with room for noise: a quadratic reading costs 100 times."""
    few, many = cost_ratio(40, 400)
    assert many / few < 20


@needs_proc
def test_memory_does_not_grow_with_the_number_of_pages() -> None:
    """Pages of 25 comments are 15 kB: keeping their texts alone would be more than the limit."""
    assert memory_growth(pages=80, warm_up=40).share < 0.05


@needs_proc
def test_memory_that_is_kept_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[object] = []
    monkeypatch.setattr(module, "scrape", lambda page: kept.append(b"x" * 4_000_000))
    assert memory_growth(pages=40, warm_up=2).share > 0.1


@pytest.mark.parametrize(
    ("ratio", "growth", "well"),
    [
        ((0.1, 1.0), Growth(100, 101), True),
        ((0.1, 1.3), Growth(100, 100), False),
        ((0.1, 1.0), Growth(100, 110), False),
    ],
)
def test_the_report_says_what_was_measured_and_whether_it_is_within_the_limits(
    ratio: tuple[float, float], growth: Growth, well: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "on_one_core", lambda: None)
    monkeypatch.setattr(module, "cost_ratio", lambda: ratio)
    monkeypatch.setattr(module, "memory_growth", lambda pages, warm_up: growth)
    report, result = scale(10, 2)
    assert result is well
    assert f"ratio {ratio[1] / ratio[0]:.1f} (at most 12)" in report
    assert f"{growth.share:+.1%}" in report
