"""Waiting times on the command line: cold starts of whole processes, on the project's own data.

The peers are the interpreter itself (`python -c pass`) and a typer program with two empty commands.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_EMPTY = (
    "import typer\napp = typer.Typer()\n@app.command()\ndef a(): 'a'\n"
    "@app.command()\ndef b(): 'b'\napp()"
)
_NAME = "天津滨海高新区"


def measure(times: int = 9) -> list[dict[str, Any]]:
    """The median and the best of ``times`` runs of each command, in seconds."""
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "GAOXIN_HOME": str(Path(name) / "home"), "GAOXIN_LANG": "zh"}
        ours = [sys.executable, "-m", "gaoxin"]
        subprocess.run([*ours, "load"], env=environment, check=True, capture_output=True)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "typer, two empty commands, --help": [sys.executable, "-c", _EMPTY, "--help"],
            "gaoxin --help": [*ours, "--help"],
            f"gaoxin show {_NAME}": [*ours, "show", _NAME],
            "gaoxin search 高新区": [*ours, "search", "高新区"],
            f"gaoxin neighbors {_NAME}": [*ours, "neighbors", _NAME],
            "gaoxin path 快狗打车 细胞生态海河实验室": [
                *ours,
                "path",
                "快狗打车",
                "细胞生态海河实验室",
            ],
        }
        return [_time(what, command, environment, times) for what, command in commands.items()]


def _time(what: str, command: list[str], environment: dict[str, str], times: int) -> dict[str, Any]:
    taken = []
    for _ in range(times + 1):  # the first run writes bytecode files, so it is not measured
        start = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    kept = taken[1:]
    return {
        "what": what,
        "median_seconds": round(statistics.median(kept), 3),
        "best_seconds": round(min(kept), 3),
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1, ensure_ascii=False))
