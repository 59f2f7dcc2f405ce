"""``neo4j-admin`` on the managed server's files, while the server is down."""

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
"""What the import may take in all stays below 2 GiB with the program's own share."""


def forget_database(settings: Settings) -> None:
    """Take the files of the database away; the server, which is down, makes an empty one."""
    for part in ("databases", "transactions"):
        folder = Layout.of(settings).home / "data" / part / DATABASE
        shutil.rmtree(folder, ignore_errors=True)


def run(
    layout: Layout, jars: list[Path], command: list[str], *, heap_mib: int = 256
) -> subprocess.CompletedProcess[str]:
    """Run ``neo4j-admin`` to its end and return what it said.

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
    """Make the database anew out of files; what it held before is gone.

    ``options`` name the files; ``report`` takes what the tool finds wrong with them.

    Raises:
        ServiceUnavailable: the tool failed; its last words are in the message.
    """
    layout = Layout.of(settings)
    command = [
        "database",
        "import",
        "full",
        DATABASE,
        "--overwrite-destination=true",
        "--id-type=string",
        "--array-delimiter=U+001F",
        "--skip-bad-relationships=false",
        "--skip-duplicate-nodes=false",
        "--normalize-types=false",
        "--ignore-empty-strings=false",
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
            f"neo4j-admin 导入失败，数据库仍是空的：{reason[:300]}。请检查磁盘空间后再运行一次，"
            "或用 gaoxin neo4j start 和 gaoxin mirror。",
            f"The import by neo4j-admin failed, the database is empty as before: {reason[:300]}. "
            "Check the space on the disk and run it again, or use gaoxin neo4j start and "
            "gaoxin mirror.",
            reason=reason,
        )
