"""Tasks in threads, and what Ctrl-C does to them."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from archiver.crawl.together import MOST_AT_ONCE, run_together


def press_ctrl_c(after: float) -> threading.Timer:
    timer = threading.Timer(after, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    return timer


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

    def task() -> None:
        stop.wait(10)
        time.sleep(0.05)
        log.append("ended")

    timer = press_ctrl_c(0.2)
    with pytest.raises(KeyboardInterrupt):
        run_together([task] * (MOST_AT_ONCE + 5), stop, lambda: log.append("told"))
    timer.join()
    assert log == ["told"] + ["ended"] * MOST_AT_ONCE


def test_a_second_ctrl_c_does_not_wait() -> None:
    release = threading.Event()
    timers = [press_ctrl_c(0.2), press_ctrl_c(0.6)]
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_together([lambda: release.wait(20)], threading.Event(), lambda: None)  # type: ignore[list-item]
    assert time.monotonic() - start < 5
    release.set()
    for timer in timers:
        timer.join()


def test_a_bug_in_a_task_ends_all_and_is_raised() -> None:
    stop = threading.Event()

    def bug() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_together([bug, lambda: stop.wait(10)], stop, lambda: None)  # type: ignore[list-item]
