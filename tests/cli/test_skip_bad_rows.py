"""``--skip-bad-rows``: by choice, a list is loaded without its bad rows, which are written out."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from gaoxin.cli import run
from gaoxin.graph.store.manifest import Dataset
from gaoxin.graph.store.store import Store
from gaoxin.loaders.tables.reason_column import read_heading
from gaoxin.loaders.tables.workbook_copy import FAULT_COLOUR
from gaoxin.settings import read_settings
from tests.fixtures.tables import write_sources, write_statements

pytestmark = pytest.mark.usefixtures("wide_screen")

GOOD = [f"{name}厂|Enterprise|operatesIn|光伏|Industry" for name in "甲乙丙丁"]
BAD = [
    "戊厂|Enterprise|operatesInn|光伏|Industry",
    "己厂|Enterprise|operatesIn|光伏|Industry|time=去年",
]


class Program:
    """Runs commands and remembers what was told."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture
        self.told = ""

    def __call__(self, *arguments: str) -> int:
        status = run(list(arguments))
        read = self.capture.readouterr()
        self.told = read.out + read.err
        return status


@pytest.fixture
def program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    monkeypatch.setenv("GAOXIN_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    found = Program(capsys)
    assert found("load", str(write_sources(tmp_path))) == 0
    return found


def dataset(key: str = "firms") -> Dataset | None:
    return Store(read_settings()).read().manifest.datasets.get(key)


def write(rows: list[str], name: str = "firms.csv") -> Path:
    return write_statements(Path.cwd(), name, rows)


def rows_of(path: str) -> list[list[Any]]:
    page = load_workbook(path).active
    assert page is not None
    return [list(row) for row in page.iter_rows(values_only=True)]


def correct(path: str, corrections: dict[str, str]) -> None:
    """Correct the coloured cells, by the letters of their columns."""
    book = load_workbook(path)
    page = book.active
    assert page is not None
    for row in page.iter_rows():
        for cell in row:
            if cell.fill.fgColor.rgb == FAULT_COLOUR:
                cell.value = corrections[cell.column_letter]
    book.save(path)


def test_never_by_default(program: Program) -> None:
    write([*GOOD, *BAD])
    assert program("load", "firms.csv") == 1
    assert "--skip-bad-rows" in program.told
    assert dataset() is None
    assert sorted(path.name for path in Path().glob("firms*")) == ["firms.csv"]


def test_the_other_rows_are_loaded_and_these_are_written_out(program: Program) -> None:
    write([GOOD[0], BAD[0], *GOOD[1:], BAD[1]])
    assert program("load", "firms.csv", "--skip-bad-rows") == 0
    entry = dataset()
    assert entry is not None
    assert (entry.records, entry.skipped) == (4, 2)
    assert "2 rows left out; see firms-skipped.xlsx" in program.told
    header, *rows = rows_of("firms-skipped.xlsx")
    assert str(read_heading(str(header[-1]))) == str(header[-1])
    assert [row[0] for row in rows] == ["戊厂", "己厂"]
    assert rows[0][-1].startswith("row 3, predicate: ")
    assert rows[1][-1].startswith("row 7, time: ")


def test_corrected_rows_are_added(program: Program) -> None:
    write([*GOOD, *BAD])
    assert program("load", "firms.csv", "--skip-bad-rows") == 0
    correct("firms-skipped.xlsx", {"C": "operatesIn", "H": "2024"})
    assert program("load", "firms-skipped.xlsx") == 0, program.told
    first, added = dataset(), dataset("firms-skipped")
    assert first is not None
    assert added is not None
    assert (first.records, added.records, added.skipped) == (4, 2, 0)
    names = Store(read_settings()).read().names
    for form in ("甲厂", "戊厂", "己厂"):
        assert names.resolve(form)


def test_loading_again_with_and_without(program: Program) -> None:
    write([*GOOD, *BAD])
    assert program("load", "firms.csv", "--skip-bad-rows") == 0
    first = Path("firms-skipped.xlsx").read_bytes()
    assert program("load", "firms.csv") == 1
    assert "2 problems" in program.told
    assert program("load", "firms.csv", "--skip-bad-rows") == 0
    assert "still generation 2" in program.told
    # The first file may hold corrections, so it stays.
    assert Path("firms-skipped.xlsx").read_bytes() == first
    assert Path("firms-skipped-2.xlsx").exists()
    write(GOOD)
    assert program("load", "firms.csv", "--skip-bad-rows") == 0
    entry = dataset()
    assert entry is not None
    assert entry.skipped == 0
    assert "left out" not in program.told
    assert not Path("firms-skipped-3.xlsx").exists()


def test_the_count_stands_in_the_report_and_in_the_dataset(program: Program) -> None:
    write([*GOOD, *BAD])
    options = ["--skip-bad-rows", "-o", "report.json", "--problems", "bad.xlsx"]
    assert program("load", "firms.csv", *options) == 0
    report = json.loads(Path("report.json").read_text())
    assert report["about"]["skipped"] == 2
    assert report["rows"][0]["skipped"] == 2
    assert any("bad.xlsx" in note for note in report["notes"])
    # Another dataset that changes how names resolve translates this one again.
    write(["甲厂|Enterprise|alias|甲工厂|"], "names.csv")
    assert program("load", "names.csv") == 0
    entry = dataset()
    assert entry is not None
    assert entry.skipped == 2


@pytest.mark.parametrize("form", ["csv", "json"])
def test_other_forms(form: str, program: Program) -> None:
    write([*GOOD, *BAD])
    assert program("load", "firms.csv", "--skip-bad-rows", "--problems", f"bad.{form}") == 0
    text = Path(f"bad.{form}").read_text("utf-8-sig")
    if form == "json":
        assert [row["row"] for row in json.loads(text)] == [6, 7]
        return
    header, *rows = list(csv.reader(text.splitlines()))
    assert [row[0] for row in rows] == ["戊厂", "己厂"]
    assert len(header) == len(rows[0])


def test_problems_of_later_stages_are_rows_too(program: Program) -> None:
    """An unknown source is found when the whole table has been read."""
    unknown = "庚厂|Enterprise|operatesIn|光伏|Industry|source=paper-x"
    write([*GOOD, BAD[0], unknown])
    assert program("load", "firms.csv", "--skip-bad-rows") == 0, program.told
    entry = dataset()
    assert entry is not None
    assert (entry.records, entry.skipped) == (4, 2)
    rows = rows_of("firms-skipped.xlsx")
    assert [row[0] for row in rows[1:]] == ["戊厂", "庚厂"]
    assert "paper-x" in rows[2][-1]


def test_all_problems_are_told_at_once(program: Program) -> None:
    """Without skipping, too: otherwise those of later stages come up after the first correction."""
    unknown = "庚厂|Enterprise|operatesIn|光伏|Industry|source=paper-x"
    write([GOOD[0], unknown, *GOOD[1:], BAD[0]])
    assert program("load", "firms.csv", "--problems", "bad.json") == 1
    rows = json.loads(Path("bad.json").read_text())
    assert [(row["row"], row["column"]) for row in rows] == [(3, "source"), (7, "predicate")]
    assert "2 problems in 2 rows" in program.told
    assert dataset() is None
    assert Store(read_settings()).current() == 1


def test_problems_that_only_the_search_for_more_would_make(program: Program) -> None:
    """If every row is bad, the second pass finds a table without rows; nobody is told that."""
    write(BAD)
    assert program("load", "firms.csv") == 1
    assert "2 problems in 2 rows" in program.told
    assert "no rows" not in program.told


def test_the_search_for_more_problems_asks_nothing(program: Program) -> None:
    """The second pass would ask for --replace, but there are problems to correct first."""
    write(GOOD)
    assert program("load", "firms.csv") == 0
    Path("other").mkdir()
    write([*GOOD, BAD[0]], "other/firms.csv")
    assert program("load", "other/firms.csv") == 1
    assert "operatesInn" in program.told
    assert "--replace" not in program.told


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("subject,subject_type,predicate\n甲厂,Enterprise,operatesIn\n", "missing column"),
        ("甲,乙\n1,2\n", "no table"),
        ("", "empty"),
    ],
)
def test_problems_of_a_whole_file_are_never_skipped(text: str, sign: str, program: Program) -> None:
    Path("firms.csv").write_text(text, "utf-8")
    assert program("load", "firms.csv", "--skip-bad-rows", "--format", "json") == 1
    error = json.loads(program.told)["error"]
    assert len(error["problems"]) == 1
    assert sign in error["problems"][0]["en"]
    assert any("--skip-bad-rows cannot" in note for note in error["notes"])
    assert dataset() is None


def test_a_quote_that_never_closes_is_not_skipped(program: Program) -> None:
    """The rows after it were not read."""
    table = write([*GOOD, BAD[0]])
    with table.open("a", encoding="utf-8") as file:
        file.write('"庚厂,Enterprise,operatesIn,光伏,Industry,,,,,,paper-a\n')
    assert program("load", "firms.csv", "--skip-bad-rows") == 1
    assert "never closed" in program.told
    assert "operatesInn" in program.told
    assert dataset() is None


def test_without_a_good_row_nothing_is_loaded(program: Program) -> None:
    write(BAD)
    assert program("load", "firms.csv", "--skip-bad-rows") == 1
    assert "operatesInn" in program.told
    assert dataset() is None


def test_too_many_problems_are_not_skipped(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where checking stops, it is unknown which of the other rows are good."""
    monkeypatch.setenv("GAOXIN_MAX_PROBLEMS", "5")
    write([*GOOD, *BAD * 10])
    assert program("load", "firms.csv", "--skip-bad-rows") == 1
    assert dataset() is None


def test_tables_of_reference_are_not_skipped(program: Program) -> None:
    Path("more.csv").write_text("key,title,confidence\nx,甲,D\ny,乙,Z\n", "utf-8")
    assert program("load", "more.csv", "--skip-bad-rows") == 1
    assert "'Z'" in program.told


def test_problems_that_cannot_be_told_apart(program: Program) -> None:
    """Problems name their file only, so two files of one name are not skipped."""
    for folder in ("a", "b"):
        Path(folder).mkdir()
        write([*GOOD, BAD[0]], f"{folder}/firms.csv")
    assert program("load", "a/firms.csv", "b/firms.csv", "--skip-bad-rows") == 1


def test_validate_says_what_would_be_left_out(program: Program) -> None:
    write([*GOOD, *BAD])
    assert program("validate", "firms.csv", "--skip-bad-rows") == 0
    assert "2 rows left out" in program.told
    assert "No problems in the other rows" in program.told
    assert dataset() is None


def test_several_tables(program: Program) -> None:
    write([*GOOD, BAD[0]], "one.csv")
    write([*GOOD, BAD[1]], "two.csv")
    options = ["--skip-bad-rows", "--problems", "bad.xlsx"]
    assert program("load", "one.csv", "two.csv", *options) == 0
    assert [row[0] for row in rows_of("bad-one.xlsx")[1:]] == ["戊厂"]
    assert [row[0] for row in rows_of("bad-two.xlsx")[1:]] == ["己厂"]


def write_list(path: str) -> None:
    """A list as an office writes it: a title, a header of two lines with merged cells, a total."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["合肥高新区2025年重点企业名单"],
        ["单位：万元"],
        ["序号", "企业名称", "注册资本", "成立日期", "2024年", ""],
        ["", "", "", "", "营业收入", "研发投入"],
        [1, "合肥甲乙科技有限公司", 5000, "2018/5/17", 100, 3],
        [2, "合肥丙丁科技有限公司", "五千左右吧", "2018年5月", 200, 4],
        [3, "合肥戊己科技有限公司", 6000, "2019-01-01", 300, 5],
        [4, "合肥庚辛科技有限公司", 7000, "前年", 400, 6],
        ["合计", "", "", "", 1000, 18],
    ):
        page.append(row)
    for area in ("A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3"):
        page.merge_cells(area)
    book.save(path)


def test_a_list_with_a_merged_header(program: Program) -> None:
    write_list("名单.xlsx")
    source = ["--source", "合肥高新区2025年重点企业名单"]
    assert program("load", "名单.xlsx", *source, "--skip-bad-rows") == 0, program.told
    assert program.told.count("企业名称") == 1  # what was understood is told once
    entry = dataset("名单")
    assert entry is not None
    assert entry.skipped == 2
    rows = rows_of("名单-skipped.xlsx")
    assert [row[1] for row in rows[4:]] == ["合肥丙丁科技有限公司", "合肥庚辛科技有限公司"]
    correct("名单-skipped.xlsx", {"C": "5000万元", "D": "2023"})
    (key,) = entry.graphs
    assert f": gaoxin load 名单-skipped.xlsx --source {key}\n" in program.told
    assert program("load", "名单-skipped.xlsx", "--source", key) == 0, program.told
    added = dataset("名单-skipped")
    assert added is not None
    assert set(added.graphs) == {key}
    assert program("show", "合肥庚辛科技有限公司", "--format", "json") == 0
    assert {row["time"] for row in json.loads(program.told)["rows"] if row.get("time")} == {"2024"}


def test_a_merged_cell_that_begins_in_a_skipped_row_holds_for_the_rows_below(
    program: Program,
) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["所在城市", "企业名称", "成立日期"],
        ["合肥市", "甲厂", "2018-02-30"],
        [None, "乙厂", "2019-02-03"],
        ["芜湖市", "丙厂", "2019-02-04"],
    ):
        page.append(row)
    page.merge_cells("A2:A3")
    book.save("企业.xlsx")
    assert program("load", "企业.xlsx", "--skip-bad-rows", "--source", "paper-a") == 0
    assert program("show", "乙厂") == 0
    assert "合肥市" in program.told
