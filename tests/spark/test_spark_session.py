"""The same with a real Spark on this machine; skipped where pyspark is not installed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gaoxin.errors import ServiceUnavailable
from gaoxin.settings import Settings
from gaoxin.spark.database_table import DatabaseTable
from gaoxin.spark.load_list import SparkLoad
from gaoxin.spark.session import JAVA, SparkSettings
from tests.spark.conftest import digest_of_dataset

if os.environ.get("CI") != "true":  # there a missing Spark is a failure
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
    pytest.importorskip("pandas", reason="the extra spark is not installed")
pytestmark = pytest.mark.long

OPTIONS = {
    "spark.driver.extraJavaOptions": f"{JAVA} -Dderby.stream.error.file={os.devnull}",
    "spark.sql.shuffle.partitions": "2",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], object]]:
    log = tmp_path_factory.mktemp("log") / "spark.log"
    with SparkSettings(log, "local[2]", OPTIONS).engine() as begin:
        yield begin


@pytest.mark.parametrize("name", ["linked", "wuhan", "zone-enterprises"])
def test_spark_gives_the_quads_of_the_single_machine(
    name: str,
    engine: Callable[[], object],
    with_lists: tuple[Settings, dict[str, Path]],
    tmp_path: Path,
) -> None:
    settings, paths = with_lists
    load = SparkLoad(settings, paths[name], tmp_path / "out", part_bytes=150)
    report = load.run(engine)  # type: ignore[arg-type]
    wanted = digest_of_dataset(settings, paths[name], tmp_path)
    assert (report.manifest.digest, report.manifest.quads) == wanted


def test_a_table_of_a_database_is_copied(
    engine: Callable[[], object], home: Settings, tmp_path: Path
) -> None:
    begun = engine()
    base = f"jdbc:derby:{tmp_path / 'base'};create=true"
    session = begun._session  # type: ignore[attr-defined]
    rows = [("合肥甲一电子有限公司", 100), ("合肥甲二电子有限公司", 200)]
    frame = session.createDataFrame(rows, "`企业名称` string, `注册资本（万元）` int")
    frame.write.jdbc(base, "firms")
    load = SparkLoad(home, tmp_path / "firms", tmp_path / "out", table=DatabaseTable(base, "firms"))
    report = load.run(engine)  # type: ignore[arg-type]
    assert report.manifest.dataset == "firms"
    assert report.manifest.records > 2
    assert not load.run(engine).changed  # type: ignore[arg-type]


def test_a_failing_job_is_told_in_one_sentence(
    engine: Callable[[], object], tmp_path: Path
) -> None:
    begun, table = engine(), DatabaseTable("jdbc:none:", "firms")
    with (
        pytest.raises(ServiceUnavailable, match=r"(could not do it: |未能完成：)\S*SQLException"),
        SparkSettings(tmp_path / "spark.log", "local[2]").engine(),
    ):
        begun.copy_table(table, tmp_path / "x", 1 << 20)  # type: ignore[attr-defined]
