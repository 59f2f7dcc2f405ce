"""The worked example in CONTRIBUTING.md, carried out on a copy of the repository.

Only the files that the example mentions are edited.  Then, in the copy, the tests of the ontology,
the layout, the pages and the catalogue must pass, a table with the new class must load, the new
query must return rows, and the coverage report must count the new things.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.test_layout import ROOT, project_files

pytestmark = pytest.mark.long

_STEP = re.compile(
    r"^(Append to|New file) `([^`]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_TESTS = (
    "tests/ontology",
    "tests/test_layout.py",
    "tests/test_docs.py",
    "tests/queries/test_catalogue.py",
)
_CHOSEN = "not examples_pass and not examples_fail and not readme_command"
"""Left out: tests of shapes.ttl, which is unchanged, and commands that load the project's data."""
_TABLE = """\
subject,subject_type,predicate,object,object_type,value,unit,time,status,qualifier,source
示例基金,Fund,locatedIn,示例高新区,Zone,,,,actual,,paper
示例基金,Fund,committedCapital,,,5000000000,元,,actual,,paper
示例基金,Fund,invests,示例企业,Enterprise,,,,actual,,paper
"""
_SOURCES = "key,title,confidence\npaper,示例报道,D\n"


def steps() -> list[tuple[str, str, str]]:
    """The steps of the worked example: (action, file, text)."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return [(match[1], match[2], match[3]) for match in _STEP.finditer(text)]


class Copy:
    """A copy of the repository after the worked example."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(folder),
            "GAOXIN_HOME": str(folder / "home"),
            "GAOXIN_LANG": "en",
        }

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def gaoxin(self, *arguments: str) -> list[dict[str, Any]]:
        """Run a command; return its rows."""
        out = self.run(sys.executable, "-m", "gaoxin", *arguments, "--format", "json")
        rows: list[dict[str, Any]] = json.loads(out)["rows"]
        return rows


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    folder = tmp_path_factory.mktemp("adding") / "repository"
    for path in project_files():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for link in (path for path in (ROOT / "gaoxin").iterdir() if path.is_symlink()):
        (folder / "gaoxin" / link.name).symlink_to(link.readlink())
    for how, name, text in steps():
        target = folder / name
        assert target.exists() == (how == "Append to"), name
        with target.open("a", encoding="utf-8") as file:
            file.write("\n" * (how == "Append to" and target.suffix == ".ttl") + text)
    found = Copy(folder)
    # The prerequisite of the make target would create a virtual environment.
    python = Path(sys.executable).parent
    found.run("make", "--old-file=.venv/.installed", f"BIN={python}", "docs")
    return found


def test_the_example_edits_files_of_every_kind() -> None:
    assert {Path(name).suffix for _, name, _ in steps()} == {
        ".ttl",
        ".toml",
        ".rq",
        ".cypher",
        ".csv",
    }


def test_the_copy_is_what_runs(copy: Copy) -> None:
    code = "import gaoxin, gaoxin.ontology as o; print(gaoxin.__file__, o.__file__)"
    for path in copy.run(sys.executable, "-c", code).split():
        assert Path(path).is_relative_to(copy.folder)


def test_the_tests_pass_in_the_copy(copy: Copy) -> None:
    command = (
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-k",
        _CHOSEN,
        *_TESTS,
    )
    ignored = (
        Path(__file__).name,
        "test_disjoint.py",
    )  # this test itself, and tests that load the project's data
    out = copy.run(*command, *(f"--ignore=tests/ontology/{name}" for name in ignored))
    assert re.search(r"\d{3,} passed", out)
    assert "failed" not in out


def test_the_new_class_is_loaded_asked_for_and_counted(copy: Copy) -> None:
    (copy.folder / "in").mkdir()
    (copy.folder / "in" / "funds.csv").write_text(_TABLE, encoding="utf-8")
    (copy.folder / "in" / "sources.csv").write_text(_SOURCES, encoding="utf-8")
    copy.gaoxin("load", "in/funds.csv", "in/sources.csv")
    (fund,) = copy.gaoxin("query", "enterprises/funds_of_zone", "zone=示例高新区")
    assert (fund["fund"], fund["committed"]) == ("示例基金", 5000000000)
    counted = {row["kind"]: row for row in copy.gaoxin("coverage", "示例高新区")}
    assert (counted["funds"]["count"], counted["funds"]["examples"]) == (1, ["示例基金"])
    shown = copy.gaoxin("show", "示例基金")
    assert {"invests", "committedCapital"} <= {row["predicate"] for row in shown}
