"""Every bound on input files is exceeded once, and no small file takes much memory or time."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from gaoxin.errors import InvalidSource
from gaoxin.loaders.read import read_inputs
from gaoxin.loaders.tables.reading import find_inputs, open_table, read_table
from gaoxin.loaders.tables.sheets import BASE_MEMORY
from gaoxin.model import STATEMENT_COLUMNS, Problem
from gaoxin.settings import Bounds, Settings
from tests.fixtures.workbooks import ods_row, row, write_ods, write_xlsx

MEGABYTE = 1 << 20
HEADER = ",".join(STATEMENT_COLUMNS)


def text_table(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("".join(",".join(cells) + "\n" for cells in rows), encoding="utf-8")
    return path


def xlsx_table(path: Path, rows: list[list[str]]) -> Path:
    return write_xlsx(path, "".join(row(n, *cells) for n, cells in enumerate(rows, start=1)))


def ods_table(path: Path, rows: list[list[str]]) -> Path:
    return write_ods(path, "".join(ods_row(*cells) for cells in rows))


def parquet_table(path: Path, rows: list[list[str]]) -> Path:
    header, *records = rows
    columns = dict(zip(header, zip(*records, strict=True), strict=True))
    pyarrow.parquet.write_table(pyarrow.table({k: list(v) for k, v in columns.items()}), path)
    return path


WRITERS: dict[str, Callable[[Path, list[list[str]]], Path]] = {
    "csv": text_table,
    "xlsx": xlsx_table,
    "ods": ods_table,
    "parquet": parquet_table,
}


def refused(path: Path, bound: str, **bounds: float) -> Problem:
    with pytest.raises(InvalidSource) as caught:
        read_table(path, bounds=Bounds(**bounds))  # type: ignore[arg-type]
    problem = caught.value.problems[-1]
    assert isinstance(problem, Problem)
    for text in (problem.zh, problem.en):
        assert f"GAOXIN_{bound.upper()}" in text
    return problem


@pytest.mark.parametrize("kind", WRITERS)
def test_rows(tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / f"a.{kind}", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]])
    assert len(read_table(path, bounds=Bounds(max_rows=3)).rows) == 3
    refused(path, "max_rows", max_rows=2)


@pytest.mark.parametrize("kind", WRITERS)
def test_columns(tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / f"a.{kind}", [["a", "b", "c"], ["1", "2", "3"]])
    assert len(read_table(path, bounds=Bounds(max_columns=3)).columns) == 3
    refused(path, "max_columns", max_columns=2)


@pytest.mark.parametrize("kind", WRITERS)
def test_cell_chars(tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / f"a.{kind}", [["a", "b"], ["1", "字" * 50], ["1", "2"]])
    assert len(read_table(path, bounds=Bounds(max_cell_chars=50)).rows) == 2
    problem = refused(path, "max_cell_chars", max_cell_chars=49)
    assert problem.line == (1 if kind == "parquet" else 2)


def test_a_quote_that_is_never_closed_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = text_table(tmp_path / "a.csv", [["a", "b"], ["1", '"' + "x\n" * 200]])
    problem = refused(path, "max_cell_chars", max_cell_chars=100)
    assert problem.line == 2
    assert "quote is never closed" in problem.en


def test_a_row_of_many_cells_is_bounded_by_its_characters(tmp_path: Path) -> None:
    path = text_table(tmp_path / "a.csv", [["a", "b"], ["1", "2"], ['"x\n"'] * 200])
    problem = refused(path, "max_cell_chars", max_cell_chars=10)
    assert problem.line == 3
    # The bound holds for each row; earlier rows do not count.
    text_table(path, [["a", "b"], *[["x" * 9, "y" * 9]] * 100])
    assert len(read_table(path, bounds=Bounds(max_cell_chars=10)).rows) == 100


@pytest.mark.parametrize("kind", WRITERS)
def test_input_bytes(tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / f"a.{kind}", [["a", "b"], ["1", "2"]])
    size = path.stat().st_size
    assert len(read_table(path, bounds=Bounds(max_input_bytes=size)).rows) == 1
    refused(path, "max_input_bytes", max_input_bytes=size - 1)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "parquet"])
def test_decompressed_bytes(tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / f"a.{kind}", [["a", "b"], ["1", "2"]])
    refused(path, "max_decompressed_bytes", max_decompressed_bytes=20)


def test_expansion_when_unpacked(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", row(1, "a") + row(2, "x") + " " * (100 * MEGABYTE))
    assert path.stat().st_size < MEGABYTE
    problem = refused(path, "max_expansion", max_expansion=10)
    assert str(path.stat().st_size) in problem.en
    assert len(read_table(path, bounds=Bounds(max_expansion=1000)).rows) == 1


def test_expansion_by_text_that_cells_share(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 9000))
    path = write_xlsx(tmp_path / "a.xlsx", row(1, "a") + cells, f"<si><t>{'x' * 30_000}</t></si>")
    problem = refused(path, "max_expansion", max_expansion=1)
    assert problem.line is not None
    assert problem.line > 1000


def test_expansion_by_rows_that_repeat(tmp_path: Path) -> None:
    table = ods_row("a") + ods_row("x", repeated=9_000_000)
    refused(write_ods(tmp_path / "a.ods", table), "max_expansion")
    refused(write_ods(tmp_path / "a.ods", ods_row("a") + ods_row("x", repeated=10**30)), "max_rows")


def test_memory(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 9000))
    path = write_xlsx(tmp_path / "a.xlsx", row(1, "a") + cells, f"<si><t>{'x' * 30_000}</t></si>")
    problem = refused(path, "max_read_memory", max_read_memory=50 * MEGABYTE)
    assert str(50 * MEGABYTE) in problem.en
    assert 50 * MEGABYTE < BASE_MEMORY


@pytest.mark.parametrize("kind", WRITERS)
def test_seconds(tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / f"a.{kind}", [["a", "b"], ["1", "2"]])
    refused(path, "max_read_seconds", max_read_seconds=1e-9)
    assert len(read_table(path, bounds=Bounds(max_read_seconds=0)).rows) == 1


def test_problems_of_shape(tmp_path: Path) -> None:
    path = text_table(tmp_path / "a.csv", [["a", "b"], *[["x"]] * 30])
    problem = refused(path, "max_problems", max_problems=10)
    assert problem.line == 12
    stream = open_table(path, bounds=Bounds(max_problems=10))
    assert list(stream.rows) == []
    assert len(stream.problems) == 11
    assert len(open_table(path, bounds=Bounds(max_problems=30)).problems) <= 30


def test_problems_of_content(tmp_path: Path) -> None:
    bad = ["甲", "Enterprise", "locatedInn", "乙", "Zone", "", "", "", "", "", "s", ""]
    path = text_table(tmp_path / "a.csv", [HEADER.split(","), *[bad] * 30])
    settings = Settings(home=tmp_path, max_problems=10)
    with pytest.raises(InvalidSource) as caught:
        read_inputs(settings, [path], known={})
    assert len(caught.value.problems) == 11
    assert "GAOXIN_MAX_PROBLEMS" in caught.value.problems[-1].en


def test_problems_of_a_reference_table(tmp_path: Path) -> None:
    columns = ["left", "left_type", "right", "right_type", "relation", "reason", "source"]
    path = text_table(tmp_path / "a.csv", [columns, *[["", "", "", "", "", "x", ""]] * 30])
    settings = Settings(home=tmp_path, max_problems=10)
    with pytest.raises(InvalidSource) as caught:
        read_inputs(settings, [path], known={})
    assert len(caught.value.problems) == 11
    assert caught.value.problems[-1].line == 3
    assert "GAOXIN_MAX_PROBLEMS" in caught.value.problems[-1].en


def test_problems_of_the_header(tmp_path: Path) -> None:
    path = text_table(tmp_path / "a.csv", [[f"c{n // 2}" for n in range(50)]])
    with pytest.raises(InvalidSource) as caught:
        read_table(path, bounds=Bounds(max_problems=10))
    assert len(caught.value.problems) == 11


def test_a_problem_shows_the_beginning_of_a_long_cell(tmp_path: Path) -> None:
    path = text_table(tmp_path / "a.csv", [["a"], ["x", "y" * 5000], ["\u200b" + "z" * 5000]])
    with pytest.raises(InvalidSource) as caught:
        read_table(path)
    assert [len(problem.value) for problem in caught.value.problems] == [201, 201]


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "device.csv").symlink_to("/dev/zero")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nothing")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.fspath(tmp_path / "s.csv"))
        for name in ("pipe.csv", "device.csv", "s.csv"):
            with pytest.raises(InvalidSource, match=r"regular file|普通文件"):
                read_table(tmp_path / name)
    with pytest.raises(InvalidSource, match=r"a folder; name one|文件夹"):
        read_table(tmp_path / "folder.xlsx")
    with pytest.raises(InvalidSource, match=r"no such file|没有这个文件"):
        read_table(tmp_path / "gone.csv")


def test_a_folder_that_cannot_be_listed_is_no_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n", encoding="utf-8")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        if os.access(closed, os.R_OK):
            pytest.skip("this user may read everything")
        with pytest.raises(InvalidSource, match="closed"):
            find_inputs(tmp_path)
    finally:
        closed.chmod(0o700)


def test_plain_text_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "README.txt").write_text("Hello", encoding="utf-8")
    assert find_inputs(tmp_path) == [tmp_path / "a.csv"]
    assert find_inputs(tmp_path / "README.txt") == [tmp_path / "README.txt"]


@pytest.mark.parametrize("change", ["more", "other", "gone"])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, change: str) -> None:
    path = text_table(tmp_path / "a.csv", [["a", "b"], *[["x", "y" * 50]] * 5000])
    stream = open_table(path)
    next(stream.rows)
    if change == "more":
        with path.open("a", encoding="utf-8") as file:
            file.write("x,y\n")
    elif change == "other":
        path.write_bytes(b"\xff" * path.stat().st_size)
    else:
        path.unlink()
    with pytest.raises(InvalidSource) as caught:
        list(stream.rows)
    assert len(caught.value.problems) == 1
    assert ("changed while" in caught.value.en) == (change != "gone")


LIMITED = """
import json, resource, sys
from gaoxin.errors import InvalidSource
from gaoxin.loaders.tables.reading import read_table
told = ""
try:
    read_table(sys.argv[1])
except InvalidSource as found:
    told = found.en
most = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF,
        resource.RUSAGE_CHILDREN)]
print(json.dumps([told, max(most)]))
"""
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def _shared(path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 60_000))
    write_xlsx(path, row(1, "a") + cells, f"<si><t>{'很' * 30_000}</t></si>")


def _long_strings(path: Path) -> None:
    text = pyarrow.array(["x" * 100_000]).dictionary_encode()
    many = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 300_000), text.dictionary)
    pyarrow.parquet.write_table(pyarrow.table({"a": many}), path)


BOMBS: dict[str, Callable[[Path], object]] = {
    "far.xlsx": lambda path: write_xlsx(path, row(1, "a") + FAR),
    "spaces.xlsx": lambda path: write_xlsx(path, row(1, "a") + " " * (600 * MEGABYTE)),
    "strings.xlsx": _shared,
    "rows.ods": lambda path: write_ods(path, ods_row("a") + ods_row("x", repeated=1_000_000)),
    "cells.ods": lambda path: write_ods(path, ods_row("a") + ods_row("x", "y", repeated=10**6)),
    "columns.ods": lambda path: write_ods(
        path,
        '<table:table-row><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="1000000000"><text:p>a</text:p></table:table-cell>'
        "</table:table-row>",
    ),
    "strings.parquet": _long_strings,
    "columns.csv": lambda path: path.write_text(",".join(f"{n:x}" for n in range(150_000))),
    "commas.csv": lambda path: path.write_text("a,b\n" + "," * 900_000 + "\n"),
    "quotes.csv": lambda path: path.write_text("a,b\n" + '"\n",' * 200_000),
    "short_rows.csv": lambda path: path.write_text("a,b\n" + "x\n" * 450_000),
    "extra_cells.csv": lambda path: path.write_text("a\n" + (",x" * 10_000 + "\n") * 45),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_below_a_megabyte_takes_less_than_a_gigabyte(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    BOMBS[name](path)
    assert path.stat().st_size < MEGABYTE
    done = subprocess.run(
        # Started by a small process, because a forked process inherits the peak memory of its
        # parent.
        ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-c", LIMITED, path],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"GAOXIN_LANG": "en"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told, most = json.loads(done.stdout)
    assert bool(told) == (name != "rows.ods")  # a million short rows may be intended
    assert most * (1 if sys.platform == "darwin" else 1024) < 1 << 30
