"""What holds for all tests."""

from __future__ import annotations

import shutil
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.store import Store

# How busy the machine is must not decide whether a test passes: those that look at time measure it themselves.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# A script that starts the tests in the background has them, and all that they start, deaf to Ctrl-C (POSIX sh, 2.11).
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


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
