"""Processes that read pages for this one: they leave Ctrl-C to it, and end when it does, however it ends.

Processes, not threads: reading is all Python, and two threads of it take turns. Spawned, not forked: it works on every
system, a fork would copy the locks that this process' threads hold, and carry its open archive along
(https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_connection_across_a_fork_).
"""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

P = ParamSpec("P")
T = TypeVar("T")


class Pool(ProcessPoolExecutor):
    """So many ``processes``, each started with the first piece of work for which none is idle."""

    def __init__(self, processes: int) -> None:
        super().__init__(processes, mp_context=get_context("spawn"), initializer=_prepare)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Let a process call the function. Raises ``BrokenProcessPool`` once one of them has died."""
        with _ctrl_c_held_back():
            return super().submit(fn, *args, **kwargs)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the processes that run."""
        return tuple(self._processes or ())


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """A process that is started inside hears of Ctrl-C only when it is prepared: until then it would end with a traceback.

    Of this process it is one thread that does not hear it meanwhile.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare() -> None:
    """In a process that reads: ignore Ctrl-C, which reaches all processes of a terminal, and follow the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    parent = parent_process()
    assert parent is not None

    def follow() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
