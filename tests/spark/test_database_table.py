"""Tables of databases: their names, passwords in addresses, messages of Spark."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from gaoxin.errors import BadUsage
from gaoxin.settings import Settings
from gaoxin.spark.database_table import DatabaseTable, redacted
from gaoxin.spark.load_list import SparkLoad
from gaoxin.spark.session import reason_of
from tests.spark.inline_engine import InlineEngine

TABLE = pa.table({"企业名称": ["合肥甲一电子有限公司", "合肥甲二电子有限公司"]})


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("jdbc:postgresql://h/b?user=r&password=p%40x&ssl=1", "?user=r&password=…&ssl=1"),
        ("jdbc:mysql://u:p@x/w@h:3306/b", "jdbc:mysql://u:…@h:3306/b"),
        ("jdbc:oracle:thin:scott/p4x@//h:1521/x", "jdbc:oracle:thin:scott/…@//h:1521/x"),
        ("jdbc:sqlserver://h;user=sa;Password=p 4x;encrypt=true", "Password=…;encrypt"),
        ("jdbc:postgresql://h:5432/b", "jdbc:postgresql://h:5432/b"),
    ],
)
def test_passwords_in_addresses_are_hidden(address: str, shown: str) -> None:
    assert shown in redacted(address)
    assert "x" not in redacted(address).removesuffix("/x").replace("x&", "")


def test_tables_of_equal_name_in_two_databases_have_two_names() -> None:
    first, second = (DatabaseTable(f"jdbc:x://{host}/b", "main.firms") for host in "ab")
    assert first.name != second.name
    assert first.name.startswith("main-firms-")
    assert "secret" not in repr(DatabaseTable("jdbc:x://h/b", "firms", "r", "secret"))


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (
            "An error occurred while calling o42.load.\n: java.sql.SQLException: No suitable "
            "driver\n\tat java.sql.DriverManager.getDriver(DriverManager.java:300)",
            "java.sql.SQLException: No suitable driver",
        ),
        (
            ": org.x.PSQLException: The connection failed.\n\tat x\n"
            "Caused by: java.net.UnknownHostException: nowhere\n\tat y",
            "java.net.UnknownHostException: nowhere",
        ),
        (
            "Job aborted: org.apache.spark.api.python.PythonException: Traceback (most recent call "
            "last):\n  File x\nOSError: [Errno 28] No space left\n\tat z\n"
            "Caused by: java.io.EOFException\n",
            "OSError: [Errno 28] No space left",
        ),
        (
            ": java.sql.SQLException: jdbc:x://h/b?password=secret refused",
            "java.sql.SQLException: jdbc:x://h/b?password=…",
        ),
        ("something else", "something else"),
    ],
)
def test_the_cause_of_a_failure_is_named_without_passwords(message: str, reason: str) -> None:
    assert reason_of(RuntimeError(message)) == reason


def load(home: Settings, table: DatabaseTable, output: Path) -> SparkLoad:
    return SparkLoad(home, output / "table" / "firms", output, table=table)


def test_an_unchanged_table_changes_nothing(home: Settings, tmp_path: Path) -> None:
    engine = InlineEngine()
    engine.tables["firms"] = TABLE
    table = DatabaseTable("jdbc:x://h/b", "firms", "reader", "secret")
    first = load(home, table, tmp_path).run(lambda: engine)
    assert first.changed
    assert first.manifest.records > 1
    assert not load(home, table, tmp_path).run(lambda: engine).changed
    assert "secret" not in (tmp_path / "manifest.json").read_text()
    engine.tables["firms"] = TABLE.slice(1)
    assert load(home, table, tmp_path).run(lambda: engine).changed


def test_a_table_of_another_database_does_not_replace_a_result(
    home: Settings, tmp_path: Path
) -> None:
    engine = InlineEngine()
    engine.tables["firms"] = TABLE
    first = load(home, DatabaseTable("jdbc:x://a/b", "firms"), tmp_path).run(lambda: engine)
    engine.tables["firms"] = TABLE.slice(1)
    with pytest.raises(BadUsage, match=r"//a/b.*//c/b"):
        load(home, DatabaseTable("jdbc:x://c/b", "firms"), tmp_path).run(lambda: engine)
    again = load(home, DatabaseTable("jdbc:x://a/b", "firms"), tmp_path)
    engine.tables["firms"] = TABLE
    assert again.run(lambda: engine).manifest == first.manifest
