"""What holds for all tests."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from archiver.store import Store

# How busy the machine is must not decide whether a test passes: those that look at time measure it themselves.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

MEASURED = "COVERAGE_PROCESS_CONFIG"
"""By this variable coverage measures the processes that a test starts."""

# Each of the many processes that are started would compile the package anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A script that starts the tests in the background has them, and all that they start, deaf to Ctrl-C (POSIX sh, 2.11).
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Tests marked as ``unmeasured`` run without coverage, and so do the processes that they start: it makes reading pages
    three times slower.

    pytest-cov's own ``no_cover`` stops one of the two measurements that it begins in a process of xdist, and so none.
    """
    if not item.get_closest_marker("unmeasured"):
        return (yield)
    trace = sys.gettrace()
    sys.settrace(None)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv(MEASURED, raising=False)
            return (yield)
    finally:
        sys.settrace(trace)


def pytest_collection_finish() -> None:
    """What was collected stays: Python's garbage collector need not go through thousands of tests again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.fixture(scope="session")
def empty_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which nothing is, for tests to copy: making one takes a hundred times as long."""
    from archiver.store import Store  # on top it would be imported before coverage begins

    path = tmp_path_factory.mktemp("empty") / "blogs.db"
    Store(path).close()
    return path


@pytest.fixture
def store(tmp_path: Path, empty_archive: Path) -> Iterator[Store]:
    """An archive of the test's own, in which nothing is."""
    from archiver.store import Store

    with Store(shutil.copyfile(empty_archive, tmp_path / "blogs.db")) as opened:
        yield opened
