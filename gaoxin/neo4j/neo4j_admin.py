"""Runs ``neo4j-admin`` on the files of the managed server while the server is stopped."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from gaoxin.errors import ServiceUnavailable
from gaoxin.neo4j import configuration
from gaoxin.neo4j.configuration import Layout
from gaoxin.neo4j.jars import ready_jars
from gaoxin.neo4j.state import DATABASE
from gaoxin.settings import Settings

HEAP_MIB = 512
OFF_HEAP_MIB = 768
"""Heap, off-heap memory and this program together stay below 2 GiB."""
FORM_OF_FILES = (
    "--overwrite-destination=true",
    "--id-type=string",
    "--array-delimiter=U+001F",
    "--skip-bad-relationships=false",
    "--skip-duplicate-nodes=false",
    "--normalize-types=false",
    "--ignore-empty-strings=false",
)
"""The options that say how the files are written (``graph/mirror/fill/import_files.py``)."""


def forget_database(settings: Settings) -> None:
    """Delete the database's files; the server creates an empty one when it starts."""
    for part in ("databases", "transactions"):
        folder = Layout.of(settings).home / "data" / part / DATABASE
        shutil.rmtree(folder, ignore_errors=True)


def run(
    layout: Layout, jars: list[Path], command: list[str], *, heap_mib: int = 256
) -> subprocess.CompletedProcess[str]:
    """Run ``neo4j-admin`` to its end.

    Raises:
        ServiceUnavailable: the extra ``neo4j-local`` is not installed.
    """
    arguments = configuration.write_admin_arguments(layout, jars, command, heap_mib=heap_mib)
    try:
        return subprocess.run(
            [str(configuration.java()), f"@{arguments}"],
            env=configuration.environment(layout),
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    finally:
        arguments.unlink(missing_ok=True)


def import_files(settings: Settings, options: Iterable[str], report: Path) -> None:
    """Replace the database by the content of files.

    ``options`` name the files; the tool writes what is wrong with them into ``report``.

    Raises:
        ServiceUnavailable: the tool failed; the message has its reason.
    """
    layout = Layout.of(settings)
    command = [
        *("database", "import", "full", DATABASE),
        *FORM_OF_FILES,
        f"--max-off-heap-memory={OFF_HEAP_MIB}m",
        f"--report-file={report}",
        *options,
    ]
    done = run(layout, ready_jars(), command, heap_mib=HEAP_MIB)
    if done.returncode:
        lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        told = next((line for line in lines if "rror" in line or "xception" in line), "")
        reason = told or (lines[-1] if lines else f"exit status {done.returncode}")
        raise ServiceUnavailable(
            f"neo4j-admin 导入失败，数据库是空的：{reason[:300]}。请检查磁盘空间后再运行一次，"
            "或用 gaoxin neo4j start 和 gaoxin mirror。",
            f"The import by neo4j-admin failed, and the database is empty: {reason[:300]}. "
            "Check the space on the disk and run it again, or use gaoxin neo4j start and "
            "gaoxin mirror.",
            reason=reason,
        )
