"""Processes that read: what reaches them, and what becomes of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archiver.processes import Pool

PARENT = """
import os, signal, sys, time
if __name__ == "__mp_main__":
    {in_child}
from archiver.processes import Pool
if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        {in_parent}
"""


def alive(pid: int) -> bool:
    """Whether a process runs; a dead one whose parent did not ask for it yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def started(folder: Path, *, in_child: str = "pass", in_parent: str = "pass") -> subprocess.Popen[str]:
    script = folder / "parent.py"
    script.write_text(PARENT.format(in_child=in_child, in_parent=in_parent))
    return subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def listens() -> tuple[bool, bool]:
    """Whether Ctrl-C is ignored here, and whether it is held back."""
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    return ignored, signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_ctrl_c_is_ignored_there_and_heard_here() -> None:
    with Pool(1) as pool:
        assert pool.submit(listens).result() == (True, False)
        assert len(pool.numbers) == 1
    assert listens() == (False, False)


def test_ctrl_c_before_a_process_is_ready_does_not_end_it(tmp_path: Path) -> None:
    """A main module is imported before anything of ours is."""
    with started(tmp_path, in_child="os.kill(os.getpid(), signal.SIGINT); time.sleep(0.2)") as parent:
        out, err = parent.communicate(timeout=60)
    assert (parent.returncode, err) == (0, "")
    assert out.strip().isdigit()


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_they_end_with_the_process_that_started_them_however_it_ends(tmp_path: Path, number: int) -> None:
    with started(tmp_path, in_parent="time.sleep(60)") as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert alive(child)
        os.kill(parent.pid, number)
        parent.wait(timeout=20)
        deadline = time.monotonic() + 20
        while alive(child) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not alive(child)
        parent.communicate()
