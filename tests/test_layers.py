"""The imports of the package keep to the table of docs/architecture.md, and the table names nothing that is not used."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "archiver"

OWN: dict[str, set[str]] = {
    "__init__": {"archive", "errors", "records", "store"},
    "__main__": {"cli"},
    "archive": {"completion", "errors", "records", "rescue", "scrapers", "store"},
    "cli": {
        "__init__",
        "archive",
        "completion",
        "crawl",
        "errors",
        "exporters",
        "fetch",
        "importers",
        "records",
        "rescrape",
        "scrapers",
        "store",
    },
    "completion": {"errors", "page.urls", "records", "scrapers", "threads"},
    "crawl": {"archive", "completion", "errors", "page", "processes", "records", "rescue", "store"},
    "errors": {"records"},
    "exporters": {"records"},
    "fetch": {"__init__", "errors", "page.sniff", "records"},
    "importers": {"errors", "page.sniff", "records"},
    "page": {"records"},
    "processes": set(),
    "records": set(),
    "rescrape": {"completion", "errors", "processes", "records", "store"},
    "rescue": {"completion", "errors", "records", "scrapers", "store"},
    "scrapers": {"errors", "page", "records", "threads"},
    "store": {"errors", "records", "threads"},
    "threads": {"records"},
}
"""Which part may import which other; `page.sniff` is that one module of `page`, and so on. `__init__` gives only the version."""

OTHERS: dict[str, set[str]] = {
    "bs4": {"page", "scrapers"},
    "charset_normalizer": {"page"},
    "feedparser": {"page"},
    "markdownify": {"exporters"},
    "nh3": {"page"},
    "platformdirs": {"cli"},
    "protego": {"fetch"},
    "requests": {"fetch"},
    "rich": {"cli"},
    "selectolax": {"page"},
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "typer": {"cli"},
    "urllib3": {"fetch"},
    "w3lib": {"crawl", "page"},
    "zstandard": {"fetch", "store"},
}
"""Which part may import which library. `sqlite3` is the standard library's, and kept in one place all the same."""

NEVER = {"click", "dateparser", "lxml", "trafilatura", "subprocess"}

LOADED_BY_OTHERS = {"brotli": "urllib3"}
"""Dependencies that are not imported, but used by another library when they are there."""

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
LONG_FUNCTIONS = {
    "page/build.py:_build": "the hot loop of reading a page, in which calls would double the cost",
}


@dataclass(frozen=True)
class Import:
    """One imported module, by its full name."""

    path: str
    line: int
    name: str
    for_types: bool
    """Stands under `if TYPE_CHECKING:`, and is not imported when the program runs."""

    @property
    def part(self) -> str:
        """The part of archiver that imports: a folder, or a module beside it."""
        return self.path.split("/")[0].removesuffix(".py")

    @property
    def own(self) -> str | None:
        """What of archiver is imported, without `archiver.`."""
        first, _, rest = self.name.partition(".")
        return (rest or "__init__") if first == "archiver" else None

    def __str__(self) -> str:
        return f"archiver/{self.path}:{self.line} imports {self.name}"


MODULES = {str(path.relative_to(PACKAGE).as_posix()): path for path in sorted(PACKAGE.rglob("*.py"))}
NAMES = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in MODULES}


@cache
def tree_of(name: str) -> ast.Module:
    """A module, parsed."""
    return ast.parse(MODULES[name].read_text("utf-8"), name)


def imports(path: str, tree: ast.Module) -> list[Import]:
    """All imports of a module, those within functions too."""
    guarded = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and isinstance(branch.test, ast.Name) and branch.test.id == "TYPE_CHECKING"
        for node in ast.walk(branch)
    }
    found = []
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"archiver/{path}:{node.lineno}: a relative import"
            parts = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [part if part.removeprefix("archiver.") in NAMES else str(node.module) for part in parts]
        found += [Import(path, node.lineno, name, id(node) in guarded) for name in names]  # type: ignore[attr-defined]
    return found


@cache
def all_imports() -> tuple[Import, ...]:
    """The imports of all modules."""
    return tuple(found for name in MODULES for found in imports(name, tree_of(name)))


def part_of(own: str) -> str:
    """The part of archiver to which a module of it belongs."""
    return own.split(".")[0]


def test_the_walk_sees_imports_of_all_kinds() -> None:
    tree = ast.parse(
        "import os.path\nfrom archiver.page import dom, sniff\nfrom archiver import __version__\n"
        "def f():\n    from bs4.element import Tag\nif TYPE_CHECKING:\n    import requests\n"
    )
    found = imports("cli/x.py", tree)
    assert {(i.line, i.name, i.for_types) for i in found} == {
        *((1, "os.path", False), (2, "archiver.page.dom", False), (2, "archiver.page.sniff", False)),
        *((3, "archiver", False), (5, "bs4.element", False), (7, "requests", True)),
    }
    assert {i.part for i in found} == {"cli"}
    assert [i.own for i in found if i.own] == ["page.dom", "page.sniff", "__init__"]


def test_no_part_imports_one_that_it_may_not() -> None:
    def allowed(found: Import) -> bool:
        own = str(found.own)
        return part_of(own) == found.part or not OWN[found.part].isdisjoint((part_of(own), own))

    assert [str(found) for found in all_imports() if found.own and not allowed(found)] == []


def test_every_part_imports_all_that_it_may() -> None:
    used: dict[str, set[str]] = {part: set() for part in OWN}
    for found in all_imports():
        if found.own and part_of(found.own) != found.part:
            used[found.part] |= {found.own, part_of(found.own)}
    assert {part: allowed - used[part] for part, allowed in OWN.items() if allowed - used[part]} == {}


def test_no_part_imports_a_library_of_another() -> None:
    strangers = [
        str(found)
        for found in all_imports()
        if not found.own
        and (top := found.name.split(".")[0])
        and (top in OTHERS or top not in sys.stdlib_module_names)
        and not (found.for_types and top == "_typeshed")
        and found.part not in OTHERS.get(top, set())
    ]
    assert strangers == []


def test_every_library_is_imported_where_it_may_be() -> None:
    used = {(found.name.split(".")[0], found.part) for found in all_imports()}
    assert {(name, part) for name, parts in OTHERS.items() for part in parts} - used == set()


@pytest.mark.parametrize("name", sorted(NEVER))
def test_some_libraries_are_imported_nowhere(name: str) -> None:
    assert name not in OTHERS
    assert [str(found) for found in all_imports() if found.name.split(".")[0] == name] == []


def test_the_dependencies_are_the_libraries_that_are_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {Requirement(text).name.replace("-", "_") for text in project["dependencies"]}
    imported = {"beautifulsoup4" if name == "bs4" else name for name in OTHERS.keys() - sys.stdlib_module_names}
    assert names == imported | LOADED_BY_OTHERS.keys()
    assert set(LOADED_BY_OTHERS.values()) <= imported


def test_the_public_api_needs_nothing_but_the_standard_library_to_be_imported() -> None:
    for path in ("__init__.py", "records.py", "errors.py"):
        at_once = {found.name.split(".")[0] for found in all_imports() if found.path == path and not found.for_types}
        assert at_once <= sys.stdlib_module_names, path


def test_the_command_line_imports_what_is_slow_only_where_it_is_used() -> None:
    slow = {"archive", "crawl", "fetch", "importers", "rescrape", "scrapers", "store", "rich", "platformdirs"}
    at_once = {(path, node.lineno) for path in MODULES for node in tree_of(path).body}
    found = [i for i in all_imports() if i.part == "cli" and part_of(i.own or i.name) in slow and not i.for_types]
    assert found
    assert [str(i) for i in found if (i.path, i.line) in at_once] == []


def test_no_scraper_knows_another_platform() -> None:
    platforms = {
        f"scrapers.{path.stem}" for path in (PACKAGE / "scrapers").glob("*.py") if not path.stem.startswith("_")
    }
    assert {"scrapers.generic", "scrapers.wordpress"} <= platforms
    assert [str(found) for found in all_imports() if found.own in platforms] == []


def test_private_modules_are_imported_only_in_their_own_folder() -> None:
    inside = [found for found in all_imports() if found.own and "._" in found.own]
    assert inside
    assert [str(found) for found in inside if part_of(str(found.own)) != found.part] == []


def test_architecture_tells_the_same() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `archiver/(.*?)` *\|.*?\|(.*?)\|(.*?)\|$", text, re.MULTILINE)
    told = {place.removesuffix("/").removesuffix(".py"): (own, others) for place, own, others in rows}
    for part, allowed in OWN.items():
        if part in ("__init__", "__main__", "errors", "records"):
            continue
        own, others = told[part]
        if own.strip() != "everything below":
            assert set(re.findall(r"[a-z]+", re.sub(r"\(.*?\)", "", own))) == {
                name.split(".")[0] for name in allowed - {"__init__"}
            }, part
        named = set(re.findall(r"[a-z0-9_]+", others.replace("-", "_")))
        exclusive = {name for name, parts in OTHERS.items() if parts == {part}}
        assert exclusive <= named, part


# -- size and docstrings


@pytest.mark.parametrize("path", MODULES)
def test_module_says_why_it_exists_and_is_not_too_long(path: str) -> None:
    assert ast.get_docstring(tree_of(path))
    assert len(MODULES[path].read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES)
def test_functions_are_not_too_long(path: str) -> None:
    long = {
        f"{path}:{node.name}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {name for name in LONG_FUNCTIONS if name.startswith(f"{path}:")}
