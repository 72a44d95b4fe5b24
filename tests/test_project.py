"""The project's documents and settings hold what they promise: commands, examples, links, versions, licence."""

from __future__ import annotations

import doctest
import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
import typer.main
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from archiver import __version__
from archiver.cli import app
from tests.fixtures import PAGES

if TYPE_CHECKING:
    from pytest_httpserver import HTTPServer


ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("fixtures/*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENTS = [Requirement(text) for text in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])]


def read(name: str | Path) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(document: str | Path, language: str) -> list[str]:
    """The fenced code blocks of a document in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", read(document), re.MULTILINE | re.DOTALL)


def command_lines(program: str) -> list[list[str]]:
    """What the documents show for a shell of a program, in words, without comments."""
    lines = [line for document in DOCUMENTS for block in blocks(document, "sh") for line in block.splitlines()]
    parts = [shlex.split(part, comments=True) for line in lines for part in re.split(r"\s[|>]\s", line)]
    return [words[1:] for words in parts if words[:1] == [program]]


# -- commands and examples


def test_every_make_target_that_a_document_names_exists_and_says_what_it_is_for() -> None:
    named = {word for words in command_lines("make") for word in words[:1]}
    named |= {name for path in DOCUMENTS for name in re.findall(r"`make ([a-z]+)[` ]", read(path))}
    assert {"demo", "test", "check", "fixture", "docs", "lint"} <= named
    explained = set(re.findall(r"^([a-z]+):.*##", read("Makefile"), re.MULTILINE))
    assert named - {"clean"} <= explained


@pytest.mark.parametrize("words", command_lines("archiver"), ids=" ".join)
def test_every_command_that_a_document_shows_is_one_that_the_program_takes(words: list[str]) -> None:
    group = typer.main.get_command(app)
    name, *rest = words
    if name.startswith("-"):
        assert name in {option for parameter in group.params for option in parameter.opts}
    else:
        command = group.get_command(group.make_context("archiver", ["--version"], resilient_parsing=True), name)  # type: ignore[attr-defined]
        assert command.make_context(name, rest).params


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is to the documents' examples what a clone is: it has the fixtures."""
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def on_a_terminal(command: list[str]) -> str:
    """What a command shows on a terminal of 80 columns without colours."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FORCE_COLOR")}
    process = subprocess.Popen(command, stdout=child, stderr=child, env=environment | {"TERM": "dumb"})
    os.close(child)
    shown = b""
    try:
        while piece := os.read(parent, 65536):
            shown += piece
    except OSError:  # on Linux, the end
        pass
    os.close(parent)
    assert process.wait(timeout=60) == 0, shown.decode()
    return shown.decode().replace("\r\n", "\n")


def test_the_example_at_the_top_of_the_readme_shows_what_the_program_prints(clone: Path) -> None:
    (example,) = blocks("README.md", "console")
    commands = re.findall(r"^\$ (archiver .*)\n((?:(?!\$ ).*\n)*)", example, re.MULTILINE)
    assert len(commands) >= 3
    for line, expected in commands:
        shown = on_a_terminal([sys.executable, "-m", "archiver", *shlex.split(line)[1:]])
        shown = "".join(f"{text.rstrip()}\n" for text in shown.splitlines())
        # A line with nothing but an ellipsis stands for any lines.
        pattern = r"(?:.*\n)*".join(re.escape(part) for part in re.split(r"^…\n", expected, flags=re.MULTILINE))
        assert re.fullmatch(pattern, shown), f"$ {line}\n{shown}"


def test_the_session_in_the_readme_gives_what_it_shows(clone: Path) -> None:
    session = doctest.DocTestParser().get_doctest("\n".join(blocks("README.md", "pycon")), {}, "README.md", None, 0)
    assert len(session.examples) > 3
    report: list[str] = []
    doctest.DocTestRunner(verbose=False).run(session, out=report.append)
    assert not report, "".join(report)


def test_the_program_in_the_readme_archives_and_searches(
    clone: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "fixtures/wordpress/html5-threaded.html").read_bytes()
    httpserver.expect_request("/").respond_with_data(page, content_type="text/html")
    (program,) = blocks("README.md", "python")
    here = {"https://example.org/2010/05/hello/": httpserver.url_for("/"), "Fetcher()": "Fetcher(allow_private=True)"}
    for there, instead in here.items():
        assert there in program
        program = program.replace(there, instead)
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    exec(program, {})
    assert capsys.readouterr().out.splitlines() == [
        "added 8",
        "None 2017-02-12T09:10:31+00:00 https://slowwheels.example/2017/02/building-a-wheel/#comment-305",
        "Bartholomew Quince 2017-02-12T07:45:00+00:00 https://slowwheels.example/2017/02/building-a-wheel/#comment-304",
    ]


# -- links and words


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_of_a_document_leads_to_a_file_and_its_heading(document: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```", "", read(document), flags=re.MULTILINE | re.DOTALL))
    for target in targets:
        if re.match(r"[a-z]+:", target):
            continue
        path, _, heading = unquote(target).partition("#")
        file = document.parent / path if path else document
        assert file.exists(), target
        assert not heading or heading in headings(file), target


def headings(document: Path) -> set[str]:
    """The anchors of a Markdown file's headings, as code hosts make them."""
    titles = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def tracked_files() -> list[str]:
    """The files of the project: what git would commit, or, outside of a clone, what is in its folders."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    if listed.returncode == 0:
        return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    folders = ("archiver", "demo", "docs", "fixtures", "scripts", "tests")
    files = [*ROOT.glob("*.*"), *(path for folder in folders for path in ROOT.glob(f"{folder}/**/*.*"))]
    return [path.relative_to(ROOT).as_posix() for path in files if path.is_file() and path.suffix != ".pyc"]


# Each in two parts, so that this file does not name it.
_OF_ONE_MACHINE = [
    first + second
    for first, second in (
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/tmp/", "venv"),
        ("pypi", ".org"),
        ("python", "hosted"),
        ("--index", "-url"),
        ("--extra-index", "-url"),
    )
]


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    names = [name for name in tracked_files() if not name.endswith(".html")]
    assert {"README.md", "constraints.txt", "archiver/archive.py"} <= set(names)
    found = [
        f"{name}: {words}"
        for name in names
        for words in _OF_ONE_MACHINE
        if words in (ROOT / name).read_text(encoding="utf-8", errors="replace")
    ]
    assert not found


def test_the_table_of_fixtures_has_a_line_for_each_page() -> None:
    lines = re.findall(r"^\| `([\w/-]+)` \| .+ \|$", read("fixtures/README.md"), re.MULTILINE)
    pages = {path.relative_to(ROOT / "fixtures").with_suffix("").as_posix() for path in PAGES}
    assert len(lines) == len(set(lines))
    assert set(lines) == pages


# -- versions and licence


def test_the_changelog_has_unreleased_changes_first_and_then_this_version() -> None:
    titles = re.findall(r"^## (.*)$", read("CHANGELOG.md"), re.MULTILINE)
    assert titles[0] == "Unreleased"
    versions = [title.split(" - ") for title in titles[1:]]
    assert [version for version, _ in versions] == sorted((v for v, _ in versions), key=Version, reverse=True)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", date) for _, date in versions)
    if versions:
        assert versions[0][0] == __version__
    else:
        assert f"`{__version__}`" in read("CHANGELOG.md")


def test_the_changelog_sorts_changes_as_keep_a_changelog_does() -> None:
    order = ["Security", "Removed", "Deprecated", "Added", "Changed", "Fixed"]
    for section in re.split(r"^## ", read("CHANGELOG.md"), flags=re.MULTILINE)[1:]:
        kinds = re.findall(r"^### (.*)$", section, re.MULTILINE)
        assert kinds == [kind for kind in order if kind in kinds]
        assert kinds or not section.partition("\n")[2].strip()


def pins() -> dict[str, Version]:
    lines = [re.fullmatch(r"([\w.-]+)==([\w.]+)", line) for line in read("constraints.txt").splitlines()]
    assert all(lines), "constraints.txt has names and versions only"
    return {canonicalize_name(line[1]): Version(line[2]) for line in lines if line}


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.name)
def test_every_direct_dependency_is_pinned_to_a_version_that_it_allows(requirement: Requirement) -> None:
    assert pins()[canonicalize_name(requirement.name)] in requirement.specifier


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="constraints.txt is made on Python 3.11")
def test_the_pins_are_all_that_the_dependencies_need_and_nothing_else() -> None:
    needed = set[str]()
    waiting = list(REQUIREMENTS)
    while waiting:
        requirement = waiting.pop()
        wanted = [requirement.name, *requirement.extras]
        if " ".join(wanted) not in needed:
            needed.add(" ".join(wanted))
            below = map(Requirement, distribution(requirement.name).requires or [])
            extras = requirement.extras or {""}
            waiting += [r for r in below if r.marker is None or any(r.marker.evaluate({"extra": e}) for e in extras)]
    # What pip does not freeze it does not pin.
    assert set(pins()) == {canonicalize_name(name.split()[0]) for name in needed} - {"pip", "setuptools"}


def test_the_licence_is_apache_2() -> None:
    text = " ".join(read("LICENSE").split())
    assert text.startswith("Apache License Version 2.0, January 2004")
    titles = (
        "Definitions. Grant of Copyright License. Grant of Patent License. Redistribution. Submission of Contributions. "
        "Trademarks. Disclaimer of Warranty. Limitation of Liability. Accepting Warranty or Additional Liability."
    )
    places = [text.index(f"{number}. {title}.") for number, title in enumerate(titles.rstrip(".").split(". "), 1)]
    assert len(places) == 9
    assert places == sorted(places)
    assert PROJECT["license"] == "Apache-2.0"
    assert PROJECT["license-files"] == ["LICENSE"]
