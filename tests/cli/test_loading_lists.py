"""Lists of twelve officers, loaded beside the project's data, and found again by questions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from gaoxin.cli import run
from gaoxin.language import choose_language
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.publish import LoadReport
from gaoxin.loaders.source_line import SourceLine
from gaoxin.settings import Settings
from tests.cli.conftest import Command
from tests.fixtures.homes import copy_home
from tests.fixtures.officer_lists import LISTS, code, write_book, wuhan


@pytest.fixture(scope="module")
def loaded(
    shipped_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Settings, LoadReport]:
    folder = tmp_path_factory.mktemp("lists")
    settings = copy_home(shipped_settings, folder / "home")
    paths = [make(folder) for make in LISTS]
    return settings, load_paths(settings, paths)


@pytest.fixture
def ask(
    loaded: tuple[Settings, LoadReport],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Any]:
    """Run a command in the home with the lists; return its rows."""
    monkeypatch.setenv("GAOXIN_HOME", str(loaded[0].home))

    def call(*arguments: str) -> list[dict[str, Any]]:
        status = run([*arguments, "--format", "json"])
        body: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert status == 0, body
        rows: list[dict[str, Any]] = body["rows"]
        return rows

    yield call
    choose_language(None)


def test_all_lists_are_loaded_at_once(loaded: tuple[Settings, LoadReport]) -> None:
    _, report = loaded
    assert report.changed
    assert {row["kind"] for row in report.datasets} == {"list"}
    assert len(report.datasets) == len(LISTS)


@pytest.mark.parametrize(
    ("zone", "firms"),
    [
        (
            "武汉东湖高新区",
            {"武汉甲光通信有限公司", "武汉乙存储科技有限责任公司", "武汉丙基因有限公司"},
        ),
        ("天津滨海高新区", {"天津甲半导体股份有限公司", "丙外资(中国)有限公司"}),
        ("合肥高新区", {"合肥甲芯微电子有限公司", "安徽乙能光伏科技股份有限公司"}),
        ("苏州高新区", {"苏州甲晶体有限公司"}),
    ],
)
def test_firms_are_found_under_their_zone(ask: Any, zone: str, firms: set[str]) -> None:
    rows = ask("query", "enterprises/enterprises_in_zone", f"zone={zone}")
    assert firms <= {row["enterprise"] for row in rows}


def test_firms_are_found_by_industry_name_and_code(ask: Any) -> None:
    rows = ask("query", "enterprises/in_industry", "industry=光通信")
    assert "武汉甲光通信有限公司" in {row["operator"] for row in rows}
    key = f"enterprise/{code('420100', 1)}"
    assert ask("search", "武汉甲光通信")[0]["key"] == key
    assert ask("search", code("420100", 1))[0]["key"] == key
    shown = ask("show", "武汉甲光通信有限公司")
    assert any("50000000" in str(row) for row in shown)
    assert any("王五" in str(row) for row in shown)


def test_figures_projects_and_policies_are_found(ask: Any) -> None:
    assert any("3300" in str(row) for row in ask("show", "合肥高新区"))
    assert any("陕西乙汽车零部件有限公司" in str(row) for row in ask("show", "乙零部件项目"))
    assert any(
        "合高管〔2024〕12号" in str(row) for row in ask("show", "关于促进甲产业发展的若干政策")
    )


def test_hidden_and_personal_data_are_nowhere(loaded: tuple[Settings, LoadReport]) -> None:
    from gaoxin.graph.store.store import Store

    lines = "\n".join(map(str, Store(loaded[0]).read().store))
    assert "天津甲半导体股份有限公司" in lines
    for absent in ("13800000000", "小李", "天津隐藏有限公司", "丁老厂"):
        assert absent not in lines


def test_loading_a_list_again_changes_nothing(
    loaded: tuple[Settings, LoadReport], tmp_path: Path
) -> None:
    settings, _ = loaded
    home = copy_home(settings, tmp_path / "home")
    path = wuhan(tmp_path)
    first = load_paths(home, [path], source=SourceLine("武汉企业名录"), replace=True)
    assert first.changed
    assert not load_paths(home, [path], source=SourceLine("武汉企业名录")).changed


def test_what_was_understood_is_told_before_publishing(
    shipped_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GAOXIN_HOME", str(copy_home(shipped_settings, tmp_path / "home").home))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("GAOXIN_LANG", "zh")
    try:
        assert run(["validate", str(wuhan(tmp_path))]) == 0
        told = capsys.readouterr().err
    finally:
        choose_language(None)
    assert "表头在第 3 行，每一行是一个企业" in told
    assert "位于 → 园区" in told
    assert "武汉甲光通信有限公司" in told
    assert "  联系人：个人信息" in told
    assert "收 3 行。" in told
    assert "小李" not in told


def test_with_problems_rows_are_not_said_to_be_taken(
    in_home: Callable[[Path], Command], shipped_settings: Settings, tmp_path: Path
) -> None:
    command = in_home(copy_home(shipped_settings, tmp_path / "home").home)
    path = tmp_path / "名单.csv"
    path.write_text(
        "企业名称,统一社会信用代码\n天津甲一有限公司,\n天津甲二有限公司,9134010000000000XX\n",
        encoding="utf-8",
    )
    status, _, told = command("load", str(path), "--lang", "zh")
    assert status == 1
    assert "可收 1 行。" in told


def test_sheets_that_were_not_read_are_named_beside_the_problems(
    in_home: Callable[[Path], Command], shipped_settings: Settings, tmp_path: Path
) -> None:
    command = in_home(copy_home(shipped_settings, tmp_path / "home").home)
    rows = [["企业名称", "统一社会信用代码"], ["天津甲一有限公司", "9134010000000000XX"]]
    path = write_book(tmp_path / "名单.xlsx", rows, change=_add_a_sheet)
    status, _, told = command("load", str(path), "--lang", "zh")
    assert status == 1
    assert "字典" in told


def _add_a_sheet(book: Workbook) -> None:
    book.create_sheet("字典").append(["甲", "乙", "丙"])


def test_new_people_are_named_and_are_no_question(
    in_home: Callable[[Path], Command], shipped_settings: Settings, tmp_path: Path
) -> None:
    """Names that are like no known one: review asks nothing about them, so nothing leads there."""
    command = in_home(copy_home(shipped_settings, tmp_path / "home").home)
    path = tmp_path / "名单.csv"
    path.write_text("企业名称,负责人\n天津华锐电池科技有限公司,王立\n", encoding="utf-8")
    status, table, told = command("load", str(path), "--lang", "zh")
    assert status == 0
    assert "人物   1      王立" in table
    assert "写出名称的是新的" in told
    assert "gaoxin review" not in told
    assert command("review", "--list", "--lang", "zh")[1] == "没有待决定的名称。\n"


def test_a_planned_date_is_shown_as_planned(
    in_home: Callable[[Path], Command], shipped_settings: Settings, tmp_path: Path
) -> None:
    command = in_home(copy_home(shipped_settings, tmp_path / "home").home)
    path = tmp_path / "项目.csv"
    path.write_text("项目名称,建设期限\n甲储能示范项目,2024.6-2027.5\n", encoding="utf-8")
    assert command("load", str(path), "--lang", "zh")[0] == 0
    first = command("show", "甲储能示范项目", "--lang", "zh")[1]
    assert "竣工时间  2027 年 5 月（计划）" in first
    basics = command("show", "甲储能示范项目", "--section", "basics", "--lang", "zh")[1]
    assert "2024 年 6 月，计划" in basics


def test_map_and_mapping(
    shipped_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GAOXIN_HOME", str(copy_home(shipped_settings, tmp_path / "home").home))
    monkeypatch.setenv("GAOXIN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "300")
    path, mapping = str(wuhan(tmp_path)), str(tmp_path / "m.toml")
    try:
        assert run(["map", path, "-o", mapping]) == 0
        assert f": gaoxin load {path} --mapping {mapping}\n" in capsys.readouterr().err
        assert run(["load", path, "--mapping", mapping, "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["about"]["changed"] is True
        assert run(["map", path, "--sheet", "没有"]) == 2
        assert "there are: Sheet1" in capsys.readouterr().err
    finally:
        choose_language(None)
