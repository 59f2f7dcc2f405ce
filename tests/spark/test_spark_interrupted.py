"""Ctrl-C while a real Spark works: one line says what is in force; nothing of Java is shown."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.cli.terminal import INTERRUPTED
from gaoxin.settings import Settings
from tests.spark.conftest import write_firms

if os.environ.get("CI") != "true":  # there a missing Spark is a failure
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
pytestmark = pytest.mark.long

PATIENCE = 120  # seconds until Spark has begun


def has_begun(home: Path, output: Path) -> bool:
    return (home / "spark.log").exists()


def works(home: Path, output: Path) -> bool:
    return any(output.glob("run-*"))


@pytest.mark.parametrize("moment", [has_begun, works])
def test_interrupted(moment: Callable[[Path, Path], bool], home: Settings, tmp_path: Path) -> None:
    path = write_firms(
        tmp_path / "firms.csv", [f"合肥丁{n}机械有限公司||||||{n}" for n in range(20_000)]
    )
    output = tmp_path / "out"
    arguments = ["--lang", "en", "spark", "load", str(path), "-o", str(output)]
    program = subprocess.Popen(
        [sys.executable, "-m", "gaoxin", *arguments, "--master", "local[1]"],
        env={**os.environ, "GAOXIN_HOME": str(home.home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C in a terminal reaches Java and the workers, too
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    end = time.monotonic() + PATIENCE
    while not moment(home.home, output):
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < end, "Spark did not begin"
        time.sleep(0.05)
    os.killpg(program.pid, signal.SIGINT)
    told, error = program.communicate(timeout=PATIENCE)
    assert (program.returncode, told, error) == (
        INTERRUPTED,
        "",
        "Interrupted: there is no result.\n",
    )
    assert not any(output.glob("run-*"))
