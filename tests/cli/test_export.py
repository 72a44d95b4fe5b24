"""export: every format, to stdout or whole into a file."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from archiver.cli import app
from archiver.cli.replace import written_whole
from archiver.errors import ArchiverError
from archiver.records import Page, Post
from archiver.store import Store
from tests.cli.conftest import EVIL, FORMULA, HELLO, Run

if TYPE_CHECKING:
    from collections.abc import Callable


def test_json_read_back_gives_the_records(archiver: Run, database: Path) -> None:
    done = archiver("export", "json", "--db", database)
    assert (done.returncode, done.stderr) == (0, "")
    assert [Post.from_dict(record) for record in json.loads(done.stdout)] == [FORMULA, HELLO, EVIL]


def test_jsonl_with_filters(invoke: Run, database: Path) -> None:
    done = invoke("export", "jsonl", "--tag", "greeting", "--kind", "post", "--db", database)
    assert [Post.from_dict(json.loads(line)) for line in done.stdout.splitlines()] == [HELLO]


def test_csv_on_stdout_has_the_line_ends_of_rfc_4180(archiver: Run, database: Path, tmp_path: Path) -> None:
    with (tmp_path / "out.csv").open("wb") as out:
        archiver("export", "csv", "--site", "example.org", "--db", database, stdout=out)
    assert (tmp_path / "out.csv").read_bytes().count(b"\r\n") == 2


def test_csv_of_comments_for_a_spreadsheet(invoke: Run, database: Path, tmp_path: Path) -> None:
    done = invoke("export", "csv", "--kind", "comment", "--spreadsheet", "-o", "out.csv", "--db", database)
    assert (done.returncode, done.stdout) == (0, "")
    text = (tmp_path / "out.csv").read_bytes().decode()
    assert text.startswith("\ufeffpost_url,")
    rows = list(csv.DictReader(io.StringIO(text[1:], newline="")))
    assert {row["id"] for row in rows} == {"c1", "c2"}
    assert {row["post_url"] for row in rows} == {HELLO.url, EVIL.url}


def test_spreadsheet_guards_posts(invoke: Run, database: Path) -> None:
    assert "'=1+1" in invoke("export", "csv", "--spreadsheet", "--db", database).stdout
    assert "'=1+1" not in invoke("export", "csv", "--db", database).stdout


def test_markdown(invoke: Run, database: Path) -> None:
    text = invoke("export", "markdown", "--site", "example.org", "--db", database).stdout
    assert "\n# Hello, \\*world\\*\n" in text
    assert "\n> **Josh** · 2010-05-05\n>\n> Nice greeting!\n" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("xml",), "'xml' is not one of csv, json, jsonl, markdown."),
        (("json", "--spreadsheet"), "json has no such form."),
        (("markdown", "--kind", "comment"), "markdown has no form for comments without their post."),
        (("json", "--limit", "-1"), "not in the range"),
        (("json", "--since", "May"), "'May' is not a date"),
        (("json", "--kind", "spam"), "'spam'"),
        ((), "Missing argument"),
    ],
)
def test_wrong_usage_is_2_and_says_why(database: Path, arguments: tuple[str, ...], message: str) -> None:
    done = CliRunner().invoke(app, ["export", *arguments, "--db", str(database)], prog_name="archiver")
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())


def test_memory_does_not_grow_with_the_archive(environment: dict[str, str], tmp_path: Path) -> None:
    def peak(*arguments: str) -> int:
        """The most memory that the command took, in kilobytes."""
        command = [sys.executable, "-m", "archiver", "export", "json", "--db", str(tmp_path / "large.db"), *arguments]
        with subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        return usage.ru_maxrss

    html = f"<p>{'Many words ' * 40_000}</p>"
    with Store(tmp_path / "large.db") as store:
        for number in range(120):
            url = f"https://example.org/{number}"
            page = Page(url, url, 200, {}, b"<html>", "2024-01-01T00:00:00Z")
            store.save(page, Post(url=url, title=f"Post {number}", content_html=html))
    all_of_it = 120 * len(html) // 1024
    assert peak() - peak("--limit", "3") < all_of_it / 3


def test_a_reader_that_closes_the_pipe_ends_it_in_silence(
    environment: dict[str, str], database: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "archiver", "export", "jsonl", "--db", str(database)]
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(command, env=environment, stdout=closed, stderr=subprocess.PIPE, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_export_to_a_full_device_is_one_line_and_1(archiver: Run, database: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = archiver("export", "json", "-o", "/dev/full", "--db", database)
    assert (done.returncode, done.stderr) == (1, "archiver: /dev/full: No space left on device\n")


def test_an_export_that_fails_leaves_the_old_file(invoke: Run, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("old")
    done = invoke("export", "json", "-o", "out.json", "--db", "no-such.db")
    assert done.returncode == 16
    assert (tmp_path / "out.json").read_text() == "old"


def test_a_folder_is_no_file_to_write(invoke: Run, database: Path, tmp_path: Path) -> None:
    for output in (tmp_path, tmp_path / "no" / "such" / "folder.json"):
        done = invoke("export", "json", "-o", output, "--db", database)
        assert done.returncode == 1
        assert done.stderr.startswith(f"archiver: {output}: ")
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("nameless", [True, False])
def test_a_file_is_replaced_only_when_all_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nameless: bool
) -> None:
    if not nameless:  # as on systems and file systems that have no files without a name
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o640)

    def interrupted() -> None:
        with written_whole(path) as out:
            out.write("half")
            out.flush()
            assert path.read_text() == "old"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [file.name for file in tmp_path.iterdir()] == ["out.txt"]
    with written_whole(path) as out:
        out.write("new\r\n\ud800")
    assert path.read_bytes() == b"new\r\n\\ud800"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="files without a name are Linux's")
def test_a_killed_export_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom archiver.cli.replace import written_whole\n"
        "with written_whole(Path(sys.argv[1])) as out:\n"
        "    out.write('half')\n    out.flush()\n    os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"out.txt": "old"}


def test_a_new_file_has_the_rights_that_any_new_file_gets_and_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "target")
    with written_whole(link) as out:
        out.write("x")
    assert link.is_symlink()
    assert (tmp_path / "target").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_folder_that_cannot_be_written_to_is_an_expected_error(tmp_path: Path) -> None:
    with pytest.raises(ArchiverError, match="No such file or directory"), written_whole(tmp_path / "no" / "x") as out:
        out.write("x")


def test_dash_is_stdout(invoke: Run, database: Path) -> None:
    assert invoke("export", "json", "-o", "-", "--db", database).stdout.startswith("[\n")


def test_text_on_a_terminal_is_cleaned_but_not_in_a_pipe(
    terminal: Callable[..., str], archiver: Run, database: Path
) -> None:
    assert "\x1b" not in terminal("export", "csv", "--db", database)
    assert "\x1b[31mred" in archiver("export", "csv", "--db", database).stdout
