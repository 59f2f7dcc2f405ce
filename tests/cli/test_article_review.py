"""``gaoxin review`` for articles: in the terminal, as a list, by a workbook, as training data."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from gaoxin.settings import Settings
from tests.cli.conftest import Command, asking
from tests.fixtures.homes import copy_home
from tests.fixtures.made_up_articles import TEXT, kept


@pytest.fixture
def key(shipped_settings: Settings, tmp_path: Path) -> str:
    """The key of a made-up article in a home with the shipped data."""
    return kept(copy_home(shipped_settings, tmp_path / "home").home)


@pytest.fixture
def command(in_home: Callable[[Path], Command], key: str, tmp_path: Path) -> Command:
    assert key
    return in_home(tmp_path / "home")


def type_in(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))


def states(command: Command, key: str) -> dict[str, str]:
    """The states of facts by their sentences."""
    rows: list[dict[str, Any]] = asking(command)("review", "--article", key[:12])["rows"]
    return {row["fact"]: row["state"] for row in rows}


def test_who_looks_for_names_is_told_of_articles(command: Command, key: str) -> None:
    _, out, _ = command("review", "--list")
    waiting = asking(command)("review", "--articles")["rows"][0]["waiting"]
    assert f"{waiting} facts of articles wait: gaoxin review --articles" in " ".join(out.split())


def test_articles_are_listed(command: Command, key: str) -> None:
    (row,) = asking(command)("review", "--articles")["rows"]
    assert row["article"] == key[:12]
    assert (row["waiting"], row["sure"]) == (row["total"] - 1, 1)


@pytest.mark.usefixtures("wide_screen")
def test_a_walk_keeps_each_decision(
    command: Command, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "a", "s", "x", "a", "?", "e value=31 predicate=target time=2027", "u", "q")
    status, out, err = command("review", "--article", key[:12], "--walk")
    assert status == 0
    assert "【12个项目同日开工，总投资86.5亿元】" in out
    assert "accepting makes it new" in out
    assert f"gaoxin review --article {key[:12]} --load" in err
    found = list(states(command, key).values())
    assert found[:5] == ["accepted", "to decide", "rejected", "accepted", "to decide"]


@pytest.mark.usefixtures("wide_screen")
def test_what_cannot_be_accepted_is_asked_again(
    command: Command, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "e subject=高新区", "e time=明年", "e 数值=87 单位=亿元", "q")
    _, out, _ = command("review", "--article", key[:12], "--walk")
    assert "First say what '高新区' means" in out
    assert "not a usable time" in out
    first = next(iter(states(command, key).items()))
    assert "8.7 billion" in first[0]
    assert first[1] == "corrected"


@pytest.mark.usefixtures("wide_screen")
def test_cells_are_shown_and_written_in_words(
    command: Command, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "e", "xx", "e 时间=2025年一季度", "q")
    _, out, _ = command("--lang", "zh", "review", "--article", key[:12], "--walk")
    assert "主语类=园区" in out
    assert not {"Zone", "Indicator", "actual", "observation", "target"} & set(re.split(r"\W+", out))
    assert "没有「xx」这个选择" in out
    first = next(iter(states(command, key).items()))
    assert "2025" in first[0], first
    assert first[1] == "corrected"


def test_a_name_is_merged_by_its_number(
    command: Command, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, *["s"] * 12, "m 2 1", "a")
    command("review", "--article", key[:12], "--walk")
    assert command("review", "--article", key[:12], "--load")[0] == 0
    rows = asking(command)("show", "合肥高新区", "--section", "targets")["rows"]
    assert any("4,000" in str(row) or "4000" in str(row) for row in rows)


def test_what_is_settled_is_loaded(
    command: Command, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, *["a"] * 13)
    command("review", "--article", key[:12], "--walk")
    status, _, err = command("review", "--article", key[:12], "--load")
    assert status == 0, err
    assert "Loaded 14 facts" in err
    assert "云岭激光雷达产业园" in str(asking(command)("show", "云岭光电"))
    assert asking(command)("review", "--articles")["rows"][0]["generation"] == 2


def test_nothing_settled_is_told(command: Command, key: str, tmp_path: Path) -> None:
    # The one fact that is sure is loaded; an article without any has nothing to load.
    assert command("review", "--article", key[:12], "--load")[0] == 0
    assert command("review", "--load")[0] == 2
    assert command("review", "--article", "ffffffffffff")[0] == 1


def fill(path: Path, decisions: dict[str, dict[str, str]]) -> None:
    """Write decisions into a workbook: cells by heading, for the rows whose fact has the words."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for words, cells in decisions.items():
            if words in str(row[0].value):
                for heading, value in cells.items():
                    row[headings.index(heading)].value = value
    book.save(path)


def test_a_workbook_is_filled_in(command: Command, key: str, tmp_path: Path) -> None:
    path = tmp_path / "待审.xlsx"
    assert command("review", "--article", key[:12], "-o", str(path))[0] == 0
    accept = {"decision": "accept"}
    fill(
        path,
        {
            "operating revenue": accept,
            "营业收入": accept,
            "年产值": accept | {"predicate": "target", "status": "target"},
            "青禾研究院": {"decision": "驳回"},
            "国家高新技术企业数": accept | {"object is": "高新技术企业数"},
        },
    )
    status, _, err = command("review", "--article", key[:12], str(path))
    assert status == 0, err
    found = states(command, key)
    assert sorted(found.values()).count("to decide") == 9
    assert [state for fact, state in found.items() if "年产值" in fact] == ["corrected"]
    assert [state for fact, state in found.items() if "青禾" in fact] == ["rejected"]


@pytest.mark.usefixtures("wide_screen")
def test_a_wrong_cell_of_a_workbook_is_named(command: Command, key: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    command("review", "--article", key[:12], "-o", str(path))
    fill(
        path, {"年产值": {"decision": "perhaps"}, "营业收入": {"decision": "accept", "value": "x"}}
    )
    status, _, err = command("review", "--article", key[:12], str(path))
    assert status == 1
    assert "perhaps" in err
    assert set(states(command, key).values()) == {"to decide", "sure"}
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    assert command("review", "--article", key[:12], str(tmp_path / "other.csv"))[0] == 1


def test_decisions_become_training_data(
    command: Command, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "a", "x", "q")
    command("review", "--article", key[:12], "--walk")
    path = tmp_path / "labels.csv"
    assert command("review", "--export", str(path))[0] == 0
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert [row["verdict"] for row in rows] == ["right", "wrong"]
    for row in rows:
        assert row["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
        start, end = map(int, row["evidence"].split("-"))
        assert TEXT[start:end] in (
            "12个项目同日开工，总投资86.5亿元",
            "云岭光电股份有限公司（以下简称云岭光电）",
        )
        start, end = map(int, row["subject"].split("-"))
        assert TEXT[start:end] in ("合肥高新区", "云岭光电股份有限公司")
    assert not any(words in path.read_text(encoding="utf-8") for words in ("云岭", "开工"))
