"""What `make demo` runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "demo", str(folder)], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120
    )


def test_the_demonstration_archives_all_shipped_pages_and_can_be_run_again(tmp_path: Path) -> None:
    for _ in range(2):
        done = run(tmp_path / "demo")
        assert done.returncode == 0, done.stderr
        assert "All as expected." in done.stdout
        assert "$ archiver add " in done.stdout
        assert "Traceback" not in done.stderr
    posts = json.loads((tmp_path / "demo" / "posts.json").read_text(encoding="utf-8"))
    assert len(posts) >= 20


def test_the_demonstration_fails_where_it_cannot_write(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    (folder / "posts.json").mkdir(parents=True)
    done = run(folder)
    assert done.returncode != 0
