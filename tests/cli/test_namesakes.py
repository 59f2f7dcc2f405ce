"""Commands on things that share a name: the question tells them apart, conflicts name the rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.loaders.load import load_paths
from gaoxin.ontology.check_characters import check_character
from gaoxin.settings import read_settings
from tests.cli.conftest import Command
from tests.fixtures.tables import write_sources, write_statements

FIRST = "91340104M000100Y4"
CODE = FIRST + check_character(FIRST)
ROWS = [
    "张伟|Person|holdsPosition|甲公司|Enterprise",
    "张伟|Person|holdsPosition|乙公司|Enterprise",
    f"甲公司|Enterprise|creditCode|||value={CODE}",
    f"乙公司|Enterprise|creditCode|||value={CODE.lower()}",
]


@pytest.fixture
def gaoxin(in_home: Callable[[Path], Command], tmp_path: Path) -> Command:
    settings = read_settings({"GAOXIN_HOME": str(tmp_path / "home")})
    load_paths(settings, [write_sources(tmp_path)])
    load_paths(settings, [write_statements(tmp_path, "list.csv", ROWS[:2])])
    return in_home(settings.home)


def test_a_question_shows_where_each_person_is(gaoxin: Command) -> None:
    status, _, err = gaoxin("show", "张伟", "--lang", "zh")
    assert status == 1
    assert "所在" in err
    assert "甲公司" in err
    assert "乙公司" in err
    assert "https://" not in err  # the key says as much
    status, out, _ = gaoxin("show", "张伟", "--format", "json")
    candidates = json.loads(out)["error"]["candidates"]
    assert sorted(row["at"] for row in candidates) == ["乙公司", "甲公司"]
    assert all(row["iri"] for row in candidates)


def test_conflicts_name_the_rows(gaoxin: Command, tmp_path: Path) -> None:
    path = write_statements(tmp_path, "codes.csv", ROWS[2:])
    status, _, err = gaoxin("load", str(path), "--lang", "zh")
    assert status == 0
    assert f"{CODE} – 甲公司 (codes.csv:2); 乙公司 (codes.csv:3)" in err
    status, out, _ = gaoxin("conflicts", "--format", "json")
    rows = json.loads(out)["rows"]
    assert [(row["kind"], row["value"], row["place"]) for row in rows] == [
        ("code_names", "甲公司", "codes.csv:2"),
        ("code_names", "乙公司", "codes.csv:3"),
    ]
    status, out, _ = gaoxin("conflicts", "--lang", "zh")
    assert "一码多名" in out
