"""The wheel works when it is installed into a fresh environment outside the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROGRAM = "gaoxin"
SOURCES = frozenset(PYPROJECT["tool"]["setuptools"]["package-dir"].values())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that it leaves nothing in the checkout and does not disturb other
    builds.
    """
    folder = tmp_path_factory.mktemp("build")
    checkout = folder / "checkout"
    checkout.mkdir()
    unwanted = shutil.ignore_patterns("__pycache__")
    for name in SOURCES:
        shutil.copytree(ROOT / name, checkout / name, symlinks=True, ignore=unwanted)
    for path in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / path, checkout / path)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--no-index",
            "--wheel-dir",
            str(folder / "dist"),
            str(checkout),
        ],
        check=True,
    )
    (built,) = (folder / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``gaoxin`` in a separate environment that uses the installed dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], check=True
    )
    python = folder / "venv" / "bin" / "python"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(python),
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            str(wheel),
        ],
        check=True,
    )
    # Packages are linked one by one to leave out this checkout: a .pth file for the whole folder
    # would also run the finder of its editable installation.
    there = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
    )
    for entry in dependencies():
        if not (there / entry.name).exists():
            (there / entry.name).symlink_to(entry)
    return python.with_name("gaoxin")


def dependencies() -> Iterator[Path]:
    for kind in ("purelib", "platlib"):
        for entry in Path(sysconfig.get_path(kind)).iterdir():
            mine = entry.name.lower().startswith(("gaoxin", "__editable__"))
            if not mine and entry.suffix != ".pth":
                yield entry


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def run(program: Path, home: Path, *arguments: str) -> str:
    """Run the installed program in an empty folder and return what it prints."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "GAOXIN", "NEO4J"))
    }
    done = subprocess.run(
        [program, *arguments],
        cwd=home,
        env={**environment, "GAOXIN_HOME": str(home / "gaoxin"), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_wheel_has_one_top_level_name(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"gaoxin"}
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"gaoxin"}


def test_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(Path("gaoxin") / path.relative_to(ROOT))
        for folder in SOURCES - {PROGRAM}
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    } | {str(p.relative_to(ROOT)) for p in (ROOT / PROGRAM / "cli").glob("*.py")}
    assert len(wanted) > 100
    assert wanted - names == set()


def test_installed_program_loads_shows_queries_and_draws(program: Path, home: Path) -> None:
    where = run(program.with_name("python"), home, "-c", "import gaoxin; print(gaoxin.__file__)")
    assert str(ROOT) not in where

    loaded = json.loads(run(program, home, "load", "--format", "json"))
    assert loaded["about"]["changed"] is True
    assert {f"gaoxin/article-00{n}" for n in range(5)} <= {row["dataset"] for row in loaded["rows"]}

    shown = json.loads(run(program, home, "show", "天津滨海高新区", "--format", "json"))
    assert shown["about"]["key"] == "zone/tianjin-binhai"
    assert len(shown["rows"]) > 50

    listed = json.loads(run(program, home, "queries", "--format", "json"))
    assert len(listed["rows"]) >= 12
    asked = run(
        program, home, "query", "industries_of_zone", "zone=天津滨海高新区", "--format", "json"
    )
    assert len(json.loads(asked)["rows"]) > 3

    run(program, home, "view", "天津滨海高新区", "-o", "x.html")
    assert "天津滨海高新技术产业开发区" in (home / "x.html").read_text(encoding="utf-8")
