"""Commands that change the store, on small tables: load, validate, remove, log, diff, rollback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gaoxin.cli import run
from gaoxin.cli.terminal import READER_GONE
from gaoxin.settings import Settings
from tests.cli.conftest import Ask
from tests.fixtures.tables import write_sources, write_statements

FIRST = ["甲厂|Enterprise|operatesIn|光伏|Industry", "乙厂|Enterprise|operatesIn|光伏|Industry"]


def test_load_change_diff_rollback_remove(program: Ask, tmp_path: Path) -> None:
    sources = str(write_sources(tmp_path))
    table = str(write_statements(tmp_path, "facts.csv", FIRST))
    loaded = program("load", sources, table)
    assert loaded["about"]["changed"] is True
    assert {row["dataset"] for row in loaded["rows"]} == {"sources", "facts"}

    assert "the first one" in program("diff")["error"]["message"]
    again = program("load", sources, table)
    assert again["about"]["changed"] is False
    assert "still generation 1" in " ".join(again["notes"])

    write_statements(tmp_path, "facts.csv", [FIRST[0], "丙厂|Enterprise|operatesIn|风电|Industry"])
    assert program("load", table)["about"]["generation"] == 2
    changes = program("diff", "1")["rows"]
    assert program("diff")["rows"] == changes  # with the generation before
    plain = {
        (row["change"], row["subject"], row["object"])
        for row in changes
        if row["predicate"] == "operatesIn"
    }
    assert plain == {
        ("-", "enterprise/yi-chang-" + key_of(changes, "-"), "光伏"),
        ("+", "丙厂", "风电"),
    }

    back = program("rollback", "1")["rows"][0]
    assert back["generation"] == 3
    log = program("log")["rows"]
    assert [row["generation"] for row in log] == [3, 2, 1]
    assert [row["current"] for row in log] == [True, False, False]
    assert log[0]["digest"] == log[2]["digest"] != log[1]["digest"]

    removed = program("remove", "facts")
    assert program("search", "甲厂")["rows"] == []
    assert "To undo this: gaoxin rollback 3." in removed["notes"]
    checks = program("doctor")["rows"]
    assert {row["status"] for row in checks} <= {"ok", "absent"}
    assert len({row["check"] for row in checks}) == len(checks)


def key_of(rows: list[dict[str, Any]], mark: str) -> str:
    """The hash in the key of a removed thing, which has no name any more."""
    (key,) = {
        row["subject"].rpartition("-")[2]
        for row in rows
        if row["change"] == mark and row["predicate"] == "operatesIn"
    }
    return str(key)


def test_validate_publishes_nothing(program: Ask, tmp_path: Path) -> None:
    sources = str(write_sources(tmp_path))
    table = str(write_statements(tmp_path, "facts.csv", FIRST))
    checked = program("validate", sources, table)
    assert checked["about"]["changed"] is False
    assert checked["about"]["added"] > 0
    assert program("log")["error"]["kind"] == "StoreEmpty"


def test_every_bad_row_is_told_and_nothing_is_published(
    program: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = str(write_sources(tmp_path))
    table = write_statements(
        tmp_path,
        "facts.csv",
        [
            "甲厂|Enterprise|operatesInn|光伏|Industry",
            "甲厂|Enterprise|observation|产值|Indicator|value=12..5",
            "甲厂|Enterprise|observation|产值|Indicator|value=1|time=2024-13",
        ],
    )
    for command in ("validate", "load"):
        body = program(command, sources, str(table))
        assert body["status"] == 1
        problems = body["error"]["problems"]
        assert {(p["line"], p["column"]) for p in problems} == {
            (2, "predicate"),
            (3, "value"),
            (4, "time"),
        }
    assert run(["load", sources, str(table)]) == 1
    told = capsys.readouterr().err
    assert "facts.csv" in told
    assert "12..5" in told
    assert program("log")["error"]["kind"] == "StoreEmpty"


@pytest.mark.parametrize(
    "command", ["config --format json", "export --format statements", "export --format jsonld"]
)
def test_reader_that_goes_away_is_no_error(
    command: str, tmp_path: Path, shipped_settings: Settings
) -> None:
    line = f"{sys.executable} -m gaoxin {command}; echo $? >{tmp_path}/status"
    done = subprocess.run(
        ["sh", "-c", f"({line}) | true"],
        env={**os.environ, "GAOXIN_HOME": str(shipped_settings.home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert (tmp_path / "status").read_text().strip() in ("0", str(READER_GONE))


def test_how_rdf_files_are_read_may_be_given(program: Ask, tmp_path: Path) -> None:
    program("load", str(write_sources(tmp_path)))
    text = tmp_path / "things.txt"
    text.write_text(
        "<x> a <https://w3id.org/gaoxin/ontology#Enterprise> ; "
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "甲厂"@zh .',
        "utf-8",
    )
    given = ["load", str(text), "--source", "paper-a", "--rdf-format", "turtle"]
    (problem,) = program(*given)["error"]["problems"]
    assert "--base" in problem["en"]
    assert program(*given, "--base", "https://w3id.org/gaoxin/id/enterprise/")["about"]["changed"]
    assert program("show", "甲厂")["rows"]
    assert "absolute IRI" in program(*given, "--base", "rel")["error"]["message"]
    wrong = program("validate", str(text), "--rdf-format", "trix")
    assert wrong["status"] == 2
    assert "turtle, ntriples" in wrong["error"]["message"]
