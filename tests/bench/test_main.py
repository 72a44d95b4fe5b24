"""``python -m bench`` reads its options, prints one report, and ends with a code that says how it went."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import __main__ as program
from bench.__main__ import main
from tests.bench.labelled import write_labelled
from tests.fixtures import FIXTURES, FOLDER

pytestmark = pytest.mark.unmeasured


def test_accuracy_prints_a_table_or_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages, gold = write_labelled(tmp_path, FIXTURES[:8])
    assert main(["accuracy", str(pages), str(gold), "--worst", "2", "--split", "7"]) == 0
    out = capsys.readouterr().out
    assert "half a of split 7" in out
    assert "The 2 pages that lose most" in out
    assert main(["accuracy", str(pages), str(gold), "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"all", "a", "b"}


def test_speed_measures_ours_without_any_peer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "on_one_core", lambda: None)
    (tmp_path / "x.html").write_bytes((FOLDER / "wordpress" / "kubrick.html").read_bytes())
    assert main(["speed", str(tmp_path), "--peers", "", "--rounds", "1"]) == 0
    assert "| archiver " in capsys.readouterr().out


@pytest.mark.parametrize(("well", "code"), [(True, 0), (False, 1)])
def test_a_limit_that_is_not_kept_gives_code_one(
    well: bool, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "scale", lambda pages, warm_up: (f"{pages} {warm_up}", well))
    assert main(["scale", "--pages", "7", "--warm-up", "3"]) == code
    assert capsys.readouterr().out == "7 3\n"


def test_faults_are_200_kills_of_500_posts_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "faults", lambda kills, pages, seed: (f"{kills} {pages} {seed}", False))
    assert main(["faults"]) == 1
    assert main(["faults", "--kills", "3", "--pages", "4", "--seed", "5"]) == 1
    assert capsys.readouterr().out == "200 500 0\n3 4 5\n"


def test_fuzz_runs_on_the_fixtures_unless_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fuzz", "--cases", "3", "--seed", "5", "--first", "2"]) == 0
    assert capsys.readouterr().out.startswith("seed 5: 3 cases")


def test_shapes_are_measured_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shapes", "lie: UTF-16", "--size", "10"]) == 0
    assert capsys.readouterr().out.startswith("10 pages, failures 0")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["accuracy", "nowhere", "nowhere"],
        ["speed", "nowhere"],
        ["speed", ".", "--peers", "nobody"],
        ["fuzz", "nowhere"],
    ],
)
def test_wrong_input_gives_code_two_and_one_line(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(program, "on_one_core", lambda: None)
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "error: " in capsys.readouterr().err.splitlines()[-1]


def test_it_runs_as_a_module() -> None:
    root = Path(program.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--help"], cwd=root, capture_output=True, text=True, check=True
    )
    for command in ("accuracy", "speed", "scale", "shapes", "fuzz"):
        assert command in done.stdout
