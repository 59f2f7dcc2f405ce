"""Errors of the store's engines become one sentence that says what to do."""

from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from gaoxin.errors import StoreCorrupt, StoreError
from gaoxin.graph.store.failures import failure_of_store
from gaoxin.graph.store.store import Store
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs limits of processes")


def run_with_files(count: int, code: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run Python with a limit of ``count`` open files."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({count}, {count}))\n"
    return subprocess.run(
        [sys.executable, "-c", limit + code],
        env=os.environ | {"GAOXIN_HOME": str(home), "GAOXIN_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", ["show 甲公司", "remove places"])
def test_too_few_open_files_are_told_with_the_way_out(
    several: Settings, tmp_path: Path, command: str
) -> None:
    settings = copy_home(several, tmp_path / "home")
    code = f"from gaoxin.cli import main; main({command.split()!r})"
    done = run_with_files(64, code, settings.home)
    assert done.returncode == 1
    assert "ulimit -n 512" in done.stderr
    assert "inside the program" not in done.stderr


def test_too_few_open_files_are_no_damage_of_an_earlier_generation(
    several: Settings, tmp_path: Path
) -> None:
    settings = copy_home(several, tmp_path / "home")
    number = Store(settings).read().number - 1
    code = (
        "from gaoxin.settings import read_settings\n"
        "from gaoxin.graph.store.store import Store\n"
        f"Store(read_settings()).read_earlier({number})\n"
    )
    done = run_with_files(64, code, settings.home)
    assert done.returncode == 1
    assert "ulimit -n 512" in done.stderr
    assert "does not open" not in done.stderr


def test_a_store_deleted_under_its_reader_is_told_as_such(
    several: Settings, tmp_path: Path
) -> None:
    # With a low limit, RocksDB opens files only when they are needed.
    settings = copy_home(several, tmp_path / "home")
    code = (
        "import shutil; from gaoxin.settings import read_settings\n"
        "from gaoxin.graph.store.store import Store\n"
        "from gaoxin.cli.failures import report\n"
        "generation = Store(read_settings()).read()\n"
        "shutil.rmtree(generation.folder)\n"
        "try: list(generation.triples())\n"
        "except Exception as error: raise SystemExit(report(error, 'table'))\n"
    )
    done = run_with_files(96, code, settings.home)
    if done.returncode == 0:
        pytest.skip("every file was open already")
    assert done.returncode == 1
    assert "run the command again" in done.stderr


def _read(path: Path) -> None:
    if path.suffix == ".gz":
        gzip.decompress(path.read_bytes())
    else:
        sqlite3.connect(path).execute("SELECT * FROM sqlite_master").fetchall()


def _raised(path: Path, content: bytes) -> Exception:
    path.write_bytes(content)
    with pytest.raises(Exception) as caught:
        _read(path)
    return caught.value


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.gz", b"no gzip at all"),
        ("b.gz", gzip.compress(b"x" * 1000, mtime=0)[:-9]),
        ("c.gz", gzip.compress(b"x" * 1000, mtime=0)[:12] + b"\xff" * 20),
        ("d.sqlite", b"no database at all" * 100),
    ],
)
def test_damage_met_while_reading_leads_to_doctor(
    tmp_path: Path, name: str, content: bytes
) -> None:
    told = failure_of_store(_raised(tmp_path / name, content))
    assert isinstance(told, StoreCorrupt)
    assert "gaoxin doctor --repair" in told.zh
    assert "gaoxin doctor --repair" in told.en


@pytest.mark.parametrize(
    "error",
    [
        sqlite3.OperationalError("database or disk is full"),
        OSError("IO error: No space left on device: While appending to file: x.sst"),
        RuntimeError("IO error: File too large: While appending to file: x.log"),
    ],
)
def test_a_full_disk_is_no_damage(error: Exception) -> None:
    told = failure_of_store(error)
    assert isinstance(told, StoreError)
    assert not isinstance(told, StoreCorrupt)
    assert "disk is full" in told.en


@pytest.mark.parametrize(
    "error",
    [ValueError("IO error"), RuntimeError("else"), OSError(2, "none", "x"), KeyError("Corruption")],
)
def test_other_errors_are_left_alone(error: Exception) -> None:
    assert failure_of_store(error) is None


def test_an_error_of_zlib_is_one_of_reading() -> None:
    assert isinstance(failure_of_store(zlib.error("Error -3")), StoreCorrupt)
