"""What a batch says at its end."""

from __future__ import annotations

import pytest
import typer

from archiver.cli.options import Talk
from archiver.cli.report import Report
from archiver.errors import FetchError
from archiver.records import Post


@pytest.mark.parametrize(
    ("error", "done", "failed", "said"),
    [
        (None, False, False, "nothing to do\n"),
        (None, True, False, "1 added\n"),
        (KeyboardInterrupt(), True, False, "1 added\n"),
        (KeyboardInterrupt(), False, False, ""),  # there may have been much to do
        (typer.Exit(16), True, True, "1 added, 1 failed\n"),
        (typer.Exit(16), False, True, ""),
        (OSError(), True, True, ""),
    ],
)
def test_the_summary(
    capsys: pytest.CaptureFixture[str], error: BaseException | None, done: bool, failed: bool, said: str
) -> None:
    report = Report(Talk())
    if done:
        report.done("added", Post("https://blog.example/1"))
    if failed:
        report.failed(FetchError("gone"))
    report.__exit__(type(error) if error else None, error, None)
    assert capsys.readouterr().err == "archiver: gone\n" * failed + said
