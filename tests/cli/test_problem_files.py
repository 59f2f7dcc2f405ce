"""A refused table is written out with its problems, corrected in place and loaded again."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from gaoxin.cli import run
from gaoxin.graph.store.store import Store
from gaoxin.loaders.tables.reason_column import dataset_of_corrected
from gaoxin.settings import read_settings
from tests.fixtures.problem_tables import (
    BAD,
    CORRECTED,
    GOOD,
    HEADER,
    KINDS,
    correct_book,
    correct_csv,
    fact,
    is_marked,
    records,
    write_book,
    write_csv,
)

pytestmark = pytest.mark.usefixtures("home_with_sources", "wide_screen")


@pytest.mark.parametrize("output", ["问题.xlsx", "问题.csv"])
@pytest.mark.parametrize("option", ["--problems", "-o"])
@pytest.mark.parametrize("name", KINDS)
def test_corrected_in_place_and_loaded(
    name: str, option: str, output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = KINDS[name](tmp_path / name, BAD)
    assert run(["load", str(table), option, output]) == 1
    told = capsys.readouterr().err
    assert f": gaoxin load {output}\n" in told
    assert "Nothing was loaded" in told
    assert records() == {}
    (correct_book if output.endswith("xlsx") else correct_csv)(tmp_path / output)
    assert run(["load", output]) == 0, capsys.readouterr().err
    # The dataset has the name of the list, not of the file of problems.
    assert records() == {"名单": len(CORRECTED)}
    written = Store(read_settings()).read().names.resolve("丁厂")
    assert written is not None


def test_uncorrected_it_is_refused_again_with_new_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_book(tmp_path / "名单.xlsx", BAD)
    assert run(["load", "名单.xlsx", "--problems", "a.xlsx"]) == 1
    book = load_workbook("a.xlsx")
    page = book.active
    assert page is not None
    reasons = len(HEADER) + 1
    assert str(page.cell(1, reasons).value) == "Problem (Gaoxin Graph: 名单)"
    told = str(page.cell(3, reasons).value).splitlines()
    assert [line.split(":")[0] for line in told] == ["predicate", "time"]
    page["C3"].value = "operatesIn"
    book.save("a.xlsx")
    assert run(["load", "a.xlsx", "--problems", "b.xlsx"]) == 1
    page = load_workbook("b.xlsx").active
    assert page is not None
    assert page.max_column == reasons
    assert [line.split(":")[0] for line in str(page.cell(3, reasons).value).splitlines()] == [
        "time"
    ]
    colours = {cell.column_letter for cell in page[3] if is_marked(cell)}
    assert colours == {"H"}
    capsys.readouterr()


@pytest.mark.parametrize("output", ["问题.xlsx", "问题.csv"])
def test_a_table_of_problems_that_is_there_is_kept(
    output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_book(tmp_path / "名单.xlsx", BAD)
    assert run(["load", "名单.xlsx", "--problems", output]) == 1
    (correct_book if output.endswith("xlsx") else correct_csv)(tmp_path / output)
    corrected = (tmp_path / output).read_bytes()
    capsys.readouterr()
    assert run(["load", "名单.xlsx", "--problems", output]) == 1
    assert (tmp_path / output).read_bytes() == corrected
    second = output.replace("问题", "问题-2")
    assert (tmp_path / second).exists()
    assert f": gaoxin load {second}\n" in capsys.readouterr().err


def test_a_json_list_of_problems(tmp_path: Path) -> None:
    write_book(tmp_path / "名单.xlsx", BAD)
    assert run(["validate", "名单.xlsx", "--problems", "问题.json"]) == 1
    rows = json.loads((tmp_path / "问题.json").read_text())
    assert [(row["row"], row["cell"], row["value"]) for row in rows] == [
        (3, "C3", "operatesInn"),
        (3, "H3", "2024-13"),
        (5, "H5", "去年"),
    ]
    assert rows[0].keys() == {"file", "sheet", "row", "column", "cell", "value", "reason"}
    assert "operatesIn" in rows[0]["reason"]


def test_reasons_are_in_the_language_of_the_program(tmp_path: Path) -> None:
    write_csv(tmp_path / "名单.csv", BAD)
    assert run(["--lang", "zh", "load", "名单.csv", "--problems", "问题.csv"]) == 1
    text = (tmp_path / "问题.csv").read_text("utf-8-sig")
    assert "问题（高新图谱：名单）" in text
    assert "没有谓词" in text
    assert (tmp_path / "问题.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("output", ["问题.xlsx", "问题.csv"])
def test_a_line_that_is_no_row_is_not_lost(output: str, tmp_path: Path) -> None:
    table = write_csv(tmp_path / "名单.csv", GOOD)
    broken = '"戊厂"x,Enterprise,operatesIn,光伏,Industry,,,,actual,,paper-a'
    with table.open("a", encoding="gb18030", newline="") as file:
        file.write(broken + "\r\n")
        csv.writer(file).writerow(fact("己厂"))
    assert run(["load", "名单.csv", "--problems", output]) == 1
    if output.endswith("csv"):
        with (tmp_path / output).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    else:
        page = load_workbook(output).active
        assert page is not None
        rows = [[str(c.value or "") for c in row] for row in page.iter_rows()]
    assert [row[0] for row in rows] == ["subject", "甲厂", "乙厂", broken, "己厂"]
    assert "quote" in rows[3][-1]


def test_tables_without_an_end_are_listed_only(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "名单.csv", BAD)
    with table.open("a", encoding="gb18030") as file:
        file.write('"戊厂,Enterprise\n己厂,Enterprise\n')
    assert run(["load", "名单.csv", "--problems", "问题.csv"]) == 1
    with (tmp_path / "问题.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert any("never closed" in row["reason"] for row in rows)
    assert dataset_of_corrected(tmp_path / "问题.csv") is None


def test_several_tables_are_several_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.csv", "b.csv"):
        write_csv(tmp_path / name, BAD)
    (tmp_path / "c.ttl").write_text("nonsense", "utf-8")
    inputs = ["a.csv", "b.csv", "c.ttl"]
    assert run(["load", *inputs, "--problems", "问题.xlsx"]) == 1
    told = capsys.readouterr().err
    for name in ("问题-a.xlsx", "问题-b.xlsx", "问题-other.xlsx"):
        assert name in told
        assert (tmp_path / name).exists()
    assert not (tmp_path / "问题.xlsx").exists()
    assert dataset_of_corrected(tmp_path / "问题-b.xlsx") == "b"


def test_the_report_of_a_load_keeps_its_place(tmp_path: Path) -> None:
    write_csv(tmp_path / "名单.csv", GOOD)
    options = ["-o", "report.json", "--problems", "问题.xlsx"]
    assert run(["load", "名单.csv", *options]) == 0
    assert json.loads((tmp_path / "report.json").read_text())["about"]["changed"] is True
    assert not (tmp_path / "问题.xlsx").exists()


@pytest.mark.parametrize("option", ["-o", "--problems"])
def test_the_input_is_never_overwritten(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for rows in (BAD, GOOD):
        table = write_csv(tmp_path / "名单.csv", rows)
        before = table.read_bytes()
        assert run(["load", "名单.csv", option, str(table)]) == 2
        assert table.read_bytes() == before
        assert option in capsys.readouterr().err
    assert records() == {}


def test_a_file_of_problems_has_a_known_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_csv(tmp_path / "名单.csv", BAD)
    assert run(["load", "名单.csv", "--problems", "问题.doc"]) == 2
    assert ".xlsx" in capsys.readouterr().err
    assert run(["load", "名单.csv", "-o", "report.txt"]) == 1
    assert not (tmp_path / "report.txt").exists()
    assert "--problems 名单-problems.xlsx" in capsys.readouterr().err


def test_a_corrected_copy_does_not_replace_another_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two lists are corrected in files of the same name, one after the other."""
    for name in ("一月.csv", "二月.csv"):
        write_csv(tmp_path / name, BAD)
        assert run(["load", name, "--problems", "问题.csv"]) == 1
        correct_csv(tmp_path / "问题.csv")
        assert run(["load", "问题.csv"]) == 0, capsys.readouterr().err
        (tmp_path / "问题.csv").unlink()
    assert records() == {"一月": len(CORRECTED), "二月": len(CORRECTED)}


@pytest.mark.parametrize("skip", [False, True])
def test_sheets_in_csv_are_datasets_each(
    skip: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A CSV has one sheet; no sheet may replace another, and none may be lost."""
    book = Workbook()
    for name, rows in (("一季度", BAD), ("二季度", GOOD), ("三季度", BAD)):
        page = book.create_sheet(name)
        for row in [HEADER, *rows]:
            page.append(row)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "名单.xlsx")
    options = ["--skip-bad-rows"] if skip else []
    assert run(["load", "名单.xlsx", "--problems", "a.csv", *options]) == (0 if skip else 1)
    capsys.readouterr()
    parts = sorted(path.name for path in tmp_path.glob("a*.csv"))
    if skip:
        assert parts == ["a-一季度.csv", "a-三季度.csv"]
    else:
        assert len(parts) == 3
    for part in parts:
        correct_csv(tmp_path / part)
        assert run(["load", part]) == 0, capsys.readouterr().err
    found = records()
    assert len(found) == len(parts) + (1 if skip else 0)
    assert sum(found.values()) == 2 * len(CORRECTED) + len(GOOD)


@pytest.mark.parametrize("command", ["load", "validate"])
@pytest.mark.parametrize(
    ("text", "is_in_row"),
    [
        ("甲,乙\n1,2\n", False),  # no table that any loader knows
        ("行业,注册资本\n光伏,5万元\n", False),  # no column names the rows
        ("企业名称,成立日期\n", False),  # no rows
        ("企业名称,成立日期\n甲厂,18/5/17\n", True),
    ],
)
def test_advice_fits_the_place_of_the_problem(
    command: str,
    text: str,
    is_in_row: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "名单.csv").write_text(text, encoding="utf-8")
    assert run([command, "名单.csv"]) == 1
    told = capsys.readouterr().err
    assert ("--skip-bad-rows" in told) is is_in_row
    assert ("--problems 名单-problems.xlsx" in told) is is_in_row
    assert ("Nothing was loaded" in told) is (command == "load")
