"""Many blogs at once, a thread for each, and Ctrl-C: the first ends after the pages under way, the second at once."""

from __future__ import annotations

import threading
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_AT_ONCE = 8
"""Blogs that are crawled at the same time: they wait for servers most of the time, and share the processes that read."""


def run_together(tasks: Sequence[Callable[[], None]], stop: threading.Event, on_stop: Callable[[], None]) -> None:
    """Run all tasks, each in a thread, and wait for them; ``stop`` tells them to end soon.

    The first Ctrl-C sets ``stop`` and calls ``on_stop``, and when the tasks have ended ``KeyboardInterrupt`` is raised;
    a second one raises it at once. An exception of a task ends all and is raised.
    """
    waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
    for task in tasks:
        waiting.put(task)
    ended: SimpleQueue[BaseException | None] = SimpleQueue()
    threads = min(len(tasks), MOST_AT_ONCE)
    for _ in range(threads):
        # Daemons, so that the program can end while one of them waits for a server.
        threading.Thread(target=_work, args=(waiting, ended, stop), daemon=True).start()
    interrupted = False
    while threads:
        try:
            # Not Thread.join: a Ctrl-C in it makes Python 3.11 take the thread for dead. And with a time-out, as else a
            # Ctrl-C would be heard only when a thread has ended.
            error = ended.get(timeout=0.2)
        except Empty:
            continue
        except KeyboardInterrupt:
            if interrupted:
                raise
            interrupted = True
            stop.set()
            on_stop()
            continue
        threads -= 1
        if error is not None:
            raise error
    if interrupted:
        raise KeyboardInterrupt


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
