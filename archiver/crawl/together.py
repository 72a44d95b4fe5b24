"""Many blogs at once, a thread for each, and Ctrl-C: the first ends after the pages under way, the second at once."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MOST_AT_ONCE = 8
"""Blogs that are crawled at the same time: they wait for servers most of the time, and share the processes that read."""


def run_together(tasks: Sequence[Callable[[], None]], stop: threading.Event, on_stop: Callable[[], None]) -> None:
    """Run all tasks, each in a thread, and wait for them; ``stop`` tells them to end soon.

    The first Ctrl-C sets ``stop`` and calls ``on_stop``, and when the tasks have ended ``KeyboardInterrupt`` is raised;
    a second one raises it at once. An exception of a task ends all and is raised. For the main thread only, which is where
    signals are heard.
    """
    waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
    for task in tasks:
        waiting.put(task)
    ended: SimpleQueue[BaseException | None] = SimpleQueue()
    threads = min(len(tasks), MOST_AT_ONCE)
    with _ctrl_c(stop, on_stop) as pressed:
        for _ in range(threads):
            # Daemons, so that the program can end while one of them waits for a server.
            threading.Thread(target=_work, args=(waiting, ended, stop), daemon=True).start()
        while threads:
            try:
                # Not Thread.join: a Ctrl-C in it makes Python 3.11 take the thread for dead. And with a time-out, as else
                # a Ctrl-C would be heard only when a thread has ended.
                error = ended.get(timeout=0.2)
            except Empty:
                continue
            threads -= 1
            if error is not None:
                raise error
    if pressed.is_set():
        raise KeyboardInterrupt


@contextmanager
def _ctrl_c(stop: threading.Event, on_stop: Callable[[], None]) -> Iterator[threading.Event]:
    """Whether Ctrl-C was pressed. A handler and not an exception, which could come where nothing catches it."""
    pressed = threading.Event()

    def handle(*_: object) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()
        stop.set()
        on_stop()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _work(
    waiting: SimpleQueue[Callable[[], None]], ended: SimpleQueue[BaseException | None], stop: threading.Event
) -> None:
    """Do one task after the other; at the end tell what went wrong, if anything did."""
    error: BaseException | None = None
    try:
        while not stop.is_set():
            waiting.get_nowait()()
    except Empty:
        pass
    except BaseException as bug:
        error = bug
        stop.set()
    ended.put(error)
