from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archiver.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the archive of the test lies."""
    return tmp_path / "blogs.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A new archive."""
    with Store(path) as store:
        yield store
