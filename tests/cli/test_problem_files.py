"""A refused table is written out with its problems, corrected in place and loaded again."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill

from gaoxin.cli import run
from gaoxin.graph.store.store import Store
from gaoxin.loaders.tables import faulty_sheet, problem_workbook
from gaoxin.loaders.tables.reason_column import dataset_of_corrected
from gaoxin.loaders.tables.workbook_copy import FAULT_COLOUR
from gaoxin.model import STATEMENT_COLUMNS
from gaoxin.settings import read_settings
from tests.fixtures.tables import write_sources
from tests.fixtures.workbooks import ods_row, write_ods

HEADER = [column for column in STATEMENT_COLUMNS if column != "evidence"]
GREEN = "FF00FF00"


def fact(subject: str, predicate: str = "operatesIn", time: str = "") -> list[str]:
    return [
        *(subject, "Enterprise", predicate, "光伏", "Industry", "", "", time, "actual", ""),
        "paper-a",
    ]


GOOD = [fact("甲厂"), fact("乙厂", time="2024")]
BAD = [GOOD[0], fact("乙厂", "operatesInn", "2024-13"), fact("丙厂"), fact("丁厂", time="去年")]
CORRECTED = [GOOD[0], fact("乙厂", time="2024-12"), fact("丙厂"), fact("丁厂", time="2024")]


@pytest.fixture(autouse=True)
def home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GAOXIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GAOXIN_LANG", "en")
    monkeypatch.chdir(tmp_path)
    assert run(["load", str(write_sources(tmp_path))]) == 0
    capsys.readouterr()


def records() -> dict[str, int]:
    settings = read_settings()
    datasets = Store(settings).read().manifest.datasets
    return {key: dataset.records for key, dataset in datasets.items() if key != "sources"}


def write_csv(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def write_tsv(path: Path, rows: list[list[str]]) -> Path:
    text = "".join("\t".join(row) + "\r\n" for row in [HEADER, *rows])
    path.write_text(text, "utf-8")
    return path


def write_book(path: Path, rows: list[list[str]]) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in [HEADER, *rows]:
        page.append(row)
    book.save(path)
    return path


def write_parquet(path: Path, rows: list[list[str]]) -> Path:
    columns = {name: [row[i] for row in rows] for i, name in enumerate(HEADER)}
    pyarrow.parquet.write_table(pyarrow.table(columns), path)
    return path


def write_open(path: Path, rows: list[list[str]]) -> Path:
    return write_ods(path, "".join(ods_row(*row) for row in [HEADER, *rows]))


KINDS: dict[str, Callable[[Path, list[list[str]]], Path]] = {
    "名单.csv": write_csv,
    "名单.tsv": write_tsv,
    "名单.xlsx": write_book,
    "名单.parquet": write_parquet,
    "名单.ods": write_open,
}


def correct_book(path: Path) -> None:
    """Correct the faulty cells as a person does, who sees only colours and reasons."""
    book = load_workbook(path)
    page = book.active
    assert page is not None
    for row in page.iter_rows(min_row=2):
        good = next((g for g in CORRECTED if g[0] == row[0].value), None)
        for cell in row:
            if good and cell.fill.fgColor.rgb == FAULT_COLOUR:
                cell.value = good[cell.column - 1]
    book.save(path)


def correct_csv(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    for row in rows:
        if row[-1]:
            row[: len(HEADER)] = next(g for g in CORRECTED if g[0] == row[0])
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([header, *rows])


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


def is_marked(cell: Any) -> bool:
    return bool(cell.fill.fgColor.rgb == FAULT_COLOUR)


def test_formats_widths_and_other_sheets_stay(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "事实"
    for row in [HEADER, *BAD]:
        page.append(row)
    page["A1"].font = Font(bold=True)
    page["B2"].fill = PatternFill("solid", fgColor=GREEN)
    page["F9"].number_format = "0.00%"
    page.column_dimensions["A"].width = 33
    page.freeze_panes = "A2"
    notes = book.create_sheet("说明")
    notes["A1"], notes["B2"] = "填表说明", 12.5
    book.save(tmp_path / "名单.xlsx")
    assert run(["load", "名单.xlsx", "--problems", "问题.xlsx"]) == 1
    after = load_workbook(tmp_path / "问题.xlsx")
    assert after.sheetnames == ["事实", "说明"]
    assert (after["说明"]["A1"].value, after["说明"]["B2"].value) == ("填表说明", 12.5)
    page = after["事实"]
    assert page["A1"].font.bold
    assert page["B2"].fill.fgColor.rgb == GREEN
    assert page["F9"].number_format == "0.00%"
    assert (page.column_dimensions["A"].width, page.freeze_panes) == (33, "A2")
    marked = {cell.coordinate for row in page.iter_rows() for cell in row if is_marked(cell)}
    assert marked == {"C3", "H3", "H5"}


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


def test_texts_stay_texts(tmp_path: Path) -> None:
    rows = [fact("=1+1"), fact("-甲厂"), fact("0012"), fact("甲\x0b厂"), fact("乙厂", time="去年")]
    write_csv(tmp_path / "名单.csv", rows)
    assert run(["load", "名单.csv", "--problems", "问题.xlsx"]) == 1
    page = load_workbook("问题.xlsx").active
    assert page is not None
    found = [(row[0].value, row[0].data_type) for row in page.iter_rows(min_row=2)]
    assert found == [
        (t, "s") for t in ("=1+1", "-甲厂", "0012", "甲\N{REPLACEMENT CHARACTER}厂", "乙厂")
    ]
    # The replaced character is a problem as the original one was.
    assert run(["load", "问题.xlsx", "--problems", "2.csv"]) == 1
    assert "U+FFFD" in (tmp_path / "2.csv").read_text("utf-8-sig")


def test_formulas_are_written_with_their_values(tmp_path: Path) -> None:
    """openpyxl saves formulas without values, and those could not be loaded."""
    write_book(tmp_path / "名单.xlsx", BAD)
    with zipfile.ZipFile(tmp_path / "名单.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    formula = '<c r="A2" t="str"><f>"甲"&amp;"厂"</f><v>甲厂</v></c>'
    parts["xl/worksheets/sheet1.xml"] = re.sub(r'<c r="A2"[^>]*>.*?</c>', formula, sheet).encode()
    with zipfile.ZipFile(tmp_path / "名单.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert run(["load", "名单.xlsx", "--problems", "问题.xlsx"]) == 1
    page = load_workbook("问题.xlsx").active
    assert page is not None
    assert page["A2"].value == "甲厂"


@pytest.mark.parametrize("name", ["名单.xlsx", "名单.ods"])
def test_a_long_table_is_an_excerpt_that_is_not_loaded(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(faulty_sheet, "WHOLE_ROWS", 10)
    monkeypatch.setattr(problem_workbook, "WHOLE_CELLS", 10)
    rows = [fact(f"厂{n}", time="去年" if n == 9 else "") for n in range(20)]
    KINDS[name](tmp_path / name, rows)
    assert run(["load", name, "--problems", "问题.xlsx"]) == 1
    assert "too long" in capsys.readouterr().err
    page = load_workbook("问题.xlsx").active
    assert page is not None
    first = [row[0].value for row in page.iter_rows()]
    assert first == ["subject", "厂8", "厂9", "厂10"]
    assert str(page.cell(3, len(HEADER) + 1).value).startswith("row 11, time: ")
    assert run(["load", "问题.xlsx"]) == 1
    assert "excerpt" in capsys.readouterr().err
    assert run(["load", name, "--problems", "问题.csv"]) == 1
    assert len((tmp_path / "问题.csv").read_text("utf-8-sig").splitlines()) > len(rows)


def test_a_large_workbook_is_copied_row_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problem_workbook, "WHOLE_CELLS", 10)
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["一月的名单"])
    page.append([])
    page.append(["", 0.075, 12])
    page["B3"].number_format = "0.0%"
    book.create_sheet("事实")
    for row in [HEADER, *BAD]:
        book["事实"].append(row)
    book.move_sheet("事实", -1)
    book.save(tmp_path / "名单.xlsx")
    assert run(["load", "名单.xlsx", "--problems", "问题.xlsx"]) == 1
    after = load_workbook("问题.xlsx")
    assert after.sheetnames == ["事实", "Sheet"]
    page = after["Sheet"]
    assert (page["A1"].value, page["B3"].value, page["C3"].value) == ("一月的名单", 0.075, 12)
    assert page["B3"].number_format == "0.0%"
    assert is_marked(after["事实"]["H5"])
    correct_book(tmp_path / "问题.xlsx")
    assert run(["load", "问题.xlsx"]) == 0
    assert records() == {"名单": len(CORRECTED)}


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
