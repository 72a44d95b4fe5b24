"""Tasks in threads, and what Ctrl-C does to them."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from archiver.crawl.together import MOST_AT_ONCE, run_together


def press_ctrl_c() -> None:
    """From within a task, so that it comes while tasks are run."""
    os.kill(os.getpid(), signal.SIGINT)


def test_all_tasks_are_done_and_not_too_many_at_once() -> None:
    now, most, done = 0, 0, 0
    lock = threading.Lock()

    def task() -> None:
        nonlocal now, most, done
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.01)
        with lock:
            now -= 1
            done += 1

    run_together([task] * 30, threading.Event(), lambda: None)
    assert done == 30
    assert 1 < most <= MOST_AT_ONCE
    run_together([], threading.Event(), lambda: None)


def test_ctrl_c_lets_the_tasks_end_and_starts_no_more() -> None:
    stop, log = threading.Event(), list[str]()
    all_begun = threading.Barrier(MOST_AT_ONCE, action=press_ctrl_c)

    def task() -> None:
        all_begun.wait(10)
        stop.wait(10)
        time.sleep(0.05)
        log.append("ended")

    with pytest.raises(KeyboardInterrupt):
        run_together([task] * (MOST_AT_ONCE + 5), stop, lambda: log.append("told"))
    assert log == ["told"] + ["ended"] * MOST_AT_ONCE


def test_a_second_ctrl_c_does_not_wait() -> None:
    stop, release = threading.Event(), threading.Event()

    def task() -> None:
        press_ctrl_c()
        stop.wait(10)
        press_ctrl_c()
        release.wait(20)

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_together([task], stop, lambda: None)
    assert time.monotonic() - start < 10
    release.set()


def test_a_bug_in_a_task_ends_all_and_is_raised() -> None:
    stop = threading.Event()

    def bug() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_together([bug, lambda: stop.wait(10)], stop, lambda: None)  # type: ignore[list-item]
