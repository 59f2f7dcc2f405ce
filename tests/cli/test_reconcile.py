"""``gaoxin reconcile``: lists as officers write them, matched by name, place and code."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from gaoxin.loaders.load import load_paths
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.settings import Settings, read_settings
from tests.cli.conftest import Ask, Command, asking
from tests.fixtures.tables import shrink, write_sources, write_statements

BUNDLED = {item.name: item.path for item in bundled_datasets()}
CODES = ("340000", "340100", "340200", "320000", "320100", "320106", "310000", "310115")
CODE, OTHER_CODE, WRONG_CODE = "91350100M000100Y43", "91340100100000008H", "91350100M000100Y44"
FIRMS = [
    ("合肥华海光电科技有限公司", "合肥市"),
    ("南京华海光电科技有限公司", "南京市"),
    ("科大国盾量子技术股份有限公司", "合肥市"),
    ("安徽江淮汽车集团股份有限公司", "合肥市"),
    ("海光信息技术股份有限公司", "芜湖市"),
    ("上海微电子装备（集团）股份有限公司", "上海市"),
    ("同名科技有限公司", "合肥市"),
    ("南瑞继保电气有限公司", "南京市"),
    ("合肥双星光学材料有限公司", "合肥市"),
    ("合肥双星光学材料股份有限公司", "合肥市"),
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("reconcile")
    settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
    rows = [f"{name}|Enterprise|locatedIn|{city}|City" for name, city in FIRMS]
    rows += [
        "同名科技有限公司|Organization|locatedIn|南京市|City",
        f"福建恒安集团有限公司|Enterprise|creditCode|||value={CODE}",
    ]
    load_paths(settings, [BUNDLED["sources"]], dataset="shipped-sources")
    divisions = shrink(BUNDLED["divisions"], folder, "code", CODES)
    load_paths(settings, [write_sources(folder), divisions])
    load_paths(settings, [write_statements(folder, "firms.csv", rows)])
    return settings


@pytest.fixture
def command(in_home: Callable[[Path], Command], loaded: Settings) -> Command:
    return in_home(loaded.home)


@pytest.fixture
def ask(command: Command) -> Ask:
    return asking(command)


def write_list(path: Path, text: str) -> Path:
    rows = [line.split("|") for line in text.strip().splitlines()]
    if path.suffix == ".xlsx":
        book = Workbook()
        assert book.active is not None
        for number, row in enumerate(rows, 1):
            for place, text in enumerate(row, 1):
                book.active.cell(number, place, text).data_type = "s"  # =1+1 as text
        book.save(path)
    else:
        with path.open("w", encoding="gb18030", newline="") as file:
            csv.writer(file).writerows(rows)
    return path


LIST = """
序号|单位名称|所在城市|备注
1|华海光电科技公司|合肥市|重点
2|华海光电科技公司|江苏南京|=1+1
3|华海光电科技公司||
4|科大国盾量子技术股份有限公司|合肥|
5|海光信息技术股份有限公司|南京市|
6|同名科技有限公司|南京市鼓楼区|
7|谁也没听说过的公司|合肥|
8||合肥|
9|上海微电子装备|上海市浦东新区|
10|合肥华海光电技术有限公司|合肥市|
11|合肥华海洋光电科技有限公司|合肥市|
12|合肥华海光电科技有限公司南京分公司|合肥市|
13|双星光学材料公司|合肥市|
"""
RIGHT = {
    "1": ("one", "合肥华海光电科技有限公司"),
    "2": ("one", "南京华海光电科技有限公司"),
    "3": ("unsure", ""),  # two firms are equally near
    "4": ("one", "科大国盾量子技术股份有限公司"),
    "5": ("none", ""),  # the firm of this name is in another city
    "6": ("one", "同名科技有限公司"),  # the one of two that is in Nanjing
    "7": ("none", ""),
    "8": ("", ""),
    "9": ("one", "上海微电子装备(集团)股份有限公司"),
    "10": ("unsure", ""),  # another trade
    "11": ("unsure", ""),  # another brand
    "12": ("none", ""),  # a branch office
    "13": ("unsure", ""),  # two firms differ from it in the legal form alone
}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_results_stand_beside_the_own_columns(
    ending: str, command: Command, tmp_path: Path
) -> None:
    table = write_list(tmp_path / f"名单.{ending}", LIST)
    result = tmp_path / f"结果.{ending}"
    status, out, err = command(
        *("reconcile", "--file", str(table), "-c", "单位名称", "--with", "所在城市"),
        *("-o", str(result), "--lang", "en"),
    )
    assert (status, out) == (0, "")
    assert "5 matched, 0 ambiguous, 4 unsure, 3 not found." in err
    rows = read_result(result)
    header = list(rows[0])
    assert header[:4] == ["序号", "单位名称", "所在城市", "备注"]
    assert header[4:7] == ["match", "key in the graph", "name in the graph"]
    found = {row["序号"]: (row["match"], row["name in the graph"]) for row in rows}
    assert found == RIGHT
    by_number = {row["序号"]: row for row in rows}
    assert "same city" in by_number["1"]["reason of the match"]
    assert "other place" in by_number["5"]["reason of the match"]
    assert "海光信息技术股份有限公司" in by_number["5"]["other candidates"]
    assert by_number["3"]["other candidates"].count("华海") == 2
    assert by_number["2"]["备注"].lstrip("'") == "=1+1"


def read_result(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".csv":
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    lines: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [
        {str(k): "" if v is None else str(v) for k, v in zip(lines[0], line, strict=True)}
        for line in lines[1:]
    ]


def test_results_of_an_earlier_run_are_replaced(command: Command, tmp_path: Path) -> None:
    table = write_list(tmp_path / "名单.xlsx", LIST)
    once, twice = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    for source, target in ((table, once), (once, twice)):
        names = ("reconcile", "--file", str(source), "-c", "单位名称", "--with", "所在城市")
        assert command(*names, "-o", str(target))[0] == 0
    assert read_result(once) == read_result(twice)


def test_codes_decide(ask: Ask, tmp_path: Path) -> None:
    rows = f"""
企业|代码
恒安（改名后）|{CODE.lower()}
福建恒安集团有限公司|{OTHER_CODE}
福建恒安集团有限公司|{WRONG_CODE}
福建恒安集团有限公司|
"""
    table = write_list(tmp_path / "名单.csv", rows)
    found = ask("reconcile", "--file", str(table), "-c", "企业", "--code", "代码")["rows"]
    assert [row["match"] for row in found] == ["one", "none", "one", "one"]
    renamed, other, wrong, _ = found
    assert (renamed["name"], renamed["score"]) == ("福建恒安集团有限公司", 100)
    assert "same code" in renamed["reason"]
    assert other["candidates"] == []  # a firm with another code is another firm
    assert "code not used" in wrong["reason"]


def test_pinyin_is_no_name_in_a_list(ask: Ask) -> None:
    (row,) = ask("reconcile", "NRJBDQYXGS")["rows"]
    assert row["match"] == "none"
    assert ask("show", "nrjbdqyxgs")["about"]["name"] == "南瑞继保电气有限公司"


def test_a_folder_is_no_name(ask: Ask, tmp_path: Path) -> None:
    told = ask("reconcile", str(tmp_path))
    assert told["status"] == 1
    assert "folder" in told["error"]["message"]


def test_context_is_only_for_tables(ask: Ask, tmp_path: Path) -> None:
    assert ask("reconcile", "华海", "--with", "城市")["status"] == 2
    table = write_list(tmp_path / "名单.csv", LIST)
    names = ("reconcile", "--file", str(table), "-c", "单位名称")
    wrong = ask(*names, "--with", "城市")
    assert (wrong["status"], "所在城市" in wrong["error"]["message"]) == (2, True)
    assert "--code" in ask(*names, "--code", "代码")["error"]["message"]
    remark = ask(*names, "--with", "备注")["notes"][-1]
    assert "No place was recognised" in remark


def test_a_list_as_an_officer_has_it(ask: Ask, command: Command, tmp_path: Path) -> None:
    """A title, a header of two lines with merged cells, totals and a signature; no options."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "重点企业"
    for row in (
        ["合肥高新区2025年重点企业名单", None, None, None, None],
        ["单位：万元", None, None, None, None],
        ["序号", "企业名称", "统一社会信用代码", "所在城市", "2024年"],
        [None, None, None, None, "营业收入"],
        [1, "科大国盾量子技术股份有限公司", None, "合肥市", 15000],
        [2, "恒安（改名后）", CODE, "泉州市", 3],
        [3, "华海光电科技公司", None, "南京市", None],
        [None, "合计", None, None, 15003],
        ["制表人：张三", None, None, None, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    for letter in "ABCD":
        sheet.merge_cells(f"{letter}3:{letter}4")
    table, result = tmp_path / "重点企业.xlsx", tmp_path / "结果.xlsx"
    book.save(table)
    body = ask("reconcile", str(table))
    assert [(row["text"], row["match"]) for row in body["rows"]] == [
        ("科大国盾量子技术股份有限公司", "one"),
        ("恒安（改名后）", "one"),
        ("华海光电科技公司", "one"),
    ]
    assert body["rows"][2]["name"] == "南京华海光电科技有限公司"
    used = "names: 企业名称; codes: 统一社会信用代码; places: 所在城市"
    assert used in body["notes"][0]
    assert command("reconcile", str(table), "-o", str(result))[0] == 0
    rows = read_result(result)
    assert [row["企业名称"] for row in rows][-2:] == ["合计", ""]  # no row is lost
    assert [row["match"] for row in rows] == ["one", "one", "one", "", ""]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("没有.xlsx", "there is no such file"), ("甲.csv", "this is a folder")],
)
def test_a_list_that_is_not_there(command: Command, tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "甲.csv").mkdir()
    status, out, told = command("--lang", "en", "reconcile", str(tmp_path / name))
    assert (status, out) == (1, "")
    assert f"{name}: {reason}" in " ".join(told.split())


def test_a_header_that_nobody_knows(ask: Ask, tmp_path: Path) -> None:
    table = write_list(tmp_path / "甲.csv", "一张表|\n甲列|乙列\n科大国盾量子技术股份有限公司|合肥")
    (row,) = ask("reconcile", "--file", str(table), "-c", "甲列", "--with", "乙列")["rows"]
    assert (row["match"], "same city" in row["reason"]) == ("one", True)


@pytest.mark.parametrize("file", ["企业.csv", "名单.csv"])
@pytest.mark.parametrize("header", ["名称,城市", "名称,所在地", "城市,名称"])
def test_the_place_beside_a_plain_name_is_not_the_name(
    ask: Ask, tmp_path: Path, header: str, file: str
) -> None:
    """名称 and 城市: 城市 can name the rows of a list of cities, but not of this one."""
    row = {"名称": "南瑞继保电气有限公司"}
    cells = [row.get(column, "南京市") for column in header.split(",")]
    table = tmp_path / file
    table.write_text(f"{header}\n{','.join(cells)}\n", encoding="utf-8")
    answer = ask("reconcile", str(table))
    assert [row["text"] for row in answer["rows"]] == ["南瑞继保电气有限公司"]
    assert answer["rows"][0]["name"] == "南瑞继保电气有限公司"
    assert "same city" in answer["rows"][0]["reason"]


def test_a_dictionary_of_headers_of_ones_own(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = write_list(tmp_path / "甲.csv", "甲列|乙列\n科大国盾量子技术股份有限公司|合肥")
    refused = ask("reconcile", str(table))
    assert refused["status"] == 2
    assert "which column of 甲.csv has the names" in refused["error"]["message"]
    own = tmp_path / "own.toml"
    own.write_text(
        '[[column]]\nmeans = "name"\nclass = "Enterprise"\nheaders = ["甲列"]\n'
        '[[column]]\nmeans = "locatedIn"\nclass = "City"\nheaders = ["乙列"]\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("GAOXIN_HEADERS", str(own))
    body = ask("reconcile", str(table))
    assert [row["match"] for row in body["rows"]] == ["one"]
    assert "names: 甲列; places: 乙列" in body["notes"][0]


def test_every_cell_of_the_sheet_is_kept(command: Command, tmp_path: Path) -> None:
    """Cells to the right of the header, hidden rows, cells with errors; other sheets are told."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "重点企业"
    for row in (
        ["2025年重点企业名单", None, None, None],
        ["企业名称", "所在城市", "得分", None],
        ["科大国盾量子技术股份有限公司", "合肥市", "#DIV/0!", "旁注"],
        ["#N/A", "合肥市", 2, None],
        [None, None, "#REF!", None],
        ["海光信息技术股份有限公司", "芜湖市", 3, None],
        ["华海光电科技公司", "#N/A", 4, None],
        ["合计", None, "#VALUE!", None],
    ):
        page.append(row)
    page.row_dimensions[6].hidden = True
    for name in ("往年", "字典"):
        book.create_sheet(name).append(["企业名称", "x"])
    book["字典"].sheet_state = "hidden"
    table, result = tmp_path / "重点企业.xlsx", tmp_path / "结果.xlsx"
    book.save(table)
    status, _, err = command("reconcile", str(table), "-o", str(result), "--lang", "en")
    assert status == 0
    rows = read_result(result)
    own = [tuple(row[column] for column in ("企业名称", "所在城市", "得分", "D")) for row in rows]
    assert own == [
        ("科大国盾量子技术股份有限公司", "合肥市", "#DIV/0!", "旁注"),
        ("#N/A", "合肥市", "2", ""),
        ("", "", "#REF!", ""),
        ("海光信息技术股份有限公司", "芜湖市", "3", ""),
        ("华海光电科技公司", "#N/A", "4", ""),
        ("合计", "", "#VALUE!", ""),
    ]
    assert [row["match"] for row in rows] == ["one", "none", "", "one", "none", ""]
    assert "企业名称: the cell is an error value" in rows[1]["reason of the match"]
    assert "所在城市: the cell is an error value" in rows[4]["reason of the match"]
    assert "2 matched, 0 ambiguous, 2 not found." in err
    assert "Only the sheet '重点企业' was read, not '往年', '字典'." in err
    assert "Hidden rows were matched, too: 1." in err
    assert "above the header is not in the result: 2025年重点企业名单" in err


@pytest.mark.parametrize("header", ["企业名称,所在城市", "甲列,乙列"])
def test_ragged_rows_keep_their_cells(header: str, command: Command, tmp_path: Path) -> None:
    rows = [
        "科大国盾量子技术股份有限公司,合肥市,旁注,又一",
        "海光信息技术股份有限公司",
        "无名,,,,末",
    ]
    table, result = tmp_path / "名单.csv", tmp_path / "结果.csv"
    table.write_text("\n".join([header, *rows]), encoding="utf-8")
    name = header.partition(",")[0]
    status, _, err = command("reconcile", str(table), "-c", name, "-o", str(result))
    assert status == 0, err
    lines = list(csv.reader(io.StringIO(result.read_bytes().decode("utf-8-sig"))))
    assert lines[0][:5] == [*header.split(","), "C", "D", "E"]
    assert [line[:5] for line in lines[1:]] == [
        ["科大国盾量子技术股份有限公司", "合肥市", "旁注", "又一", ""],
        ["海光信息技术股份有限公司", "", "", "", ""],
        ["无名", "", "", "", "末"],
    ]


def test_a_row_that_is_lost_still_refuses_the_list(ask: Ask, tmp_path: Path) -> None:
    table = tmp_path / "名单.csv"
    table.write_text('企业名称,城市\n"甲"乙,合肥\n丙,合肥\n', encoding="utf-8")
    answer = ask("reconcile", str(table))
    assert answer["status"] == 1
    assert "名单.csv:2" in answer["error"]["message"]


def test_too_many_cells_that_cannot_be_read(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those beyond the bound are not known and would be read as empty."""
    monkeypatch.setenv("GAOXIN_MAX_PROBLEMS", "2")
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (["企业名称", "得分"], *([f"{n}厂", "#N/A"] for n in "甲乙丙丁")):
        page.append(row)
    book.save(tmp_path / "名单.xlsx")
    assert ask("reconcile", str(tmp_path / "名单.xlsx"))["status"] == 1


def test_a_firm_is_no_industry_and_no_place(gaoxin: Command, tmp_path: Path) -> None:
    names = ["合肥光伏科技", "新能源汽车公司", "光伏", "海光信息"]
    path = tmp_path / "名单.csv"
    path.write_text("\n".join(["企业名称", *names]) + "\n", encoding="utf-8")
    listed = {row["text"]: row for row in asking(gaoxin)("reconcile", str(path))["rows"]}
    assert listed["海光信息"]["key"].startswith("enterprise/")
    assert listed["光伏"]["match"] == "none"
    offered = [c for row in listed.values() for c in row["candidates"]]
    assert not [c for c in offered if "(industry/" in c or "(division/" in c]


def test_a_name_with_the_ending_of_firms_is_no_industry(gaoxin: Command) -> None:
    rows = asking(gaoxin)("reconcile", "新能源汽车公司", "光伏")["rows"]
    assert not rows[0]["candidates"]
    assert rows[1]["key"].startswith("industry/")
