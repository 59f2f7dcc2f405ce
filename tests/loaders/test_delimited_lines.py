"""Delimited text line by line: starts of rows, ends of reading, and lengths of rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import InvalidSource
from gaoxin.loaders.tables.delimited import LONG_ROW, has_changed, read_delimited
from gaoxin.model import Problem
from gaoxin.settings import DEFAULT_BOUNDS, Bounds

Rows = list[tuple[int, list[str]]]


def rows_of(folder: Path, text: str, bounds: Bounds = DEFAULT_BOUNDS) -> tuple[Rows, list[Problem]]:
    path = folder / "f.csv"
    path.write_bytes(text.encode())
    problems: list[Problem] = []
    return list(read_delimited(path, "f.csv", problems, bounds)), problems


def test_each_row_has_the_line_where_it_begins(tmp_path: Path) -> None:
    text = 'a,b\n\n"1\n2\n",3\n4,"5\n"\n6,7'
    assert rows_of(tmp_path, text) == (
        [(1, ["a", "b"]), (2, []), (3, ["1\n2\n", "3"]), (6, ["4", "5\n"]), (8, ["6", "7"])],
        [],
    )
    assert rows_of(tmp_path, "sep=|\na|b\n") == ([(2, ["a", "b"])], [])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a,b;c,d\n", ["a", "b;c", "d"]),
        ("a;b,c;d\n", ["a", "b,c", "d"]),
        ("a,b;c\n", ["a", "b;c"]),  # equally many of both: the comma is used
        ("a\tb;c\n", ["a", "b;c"]),
        ("a\n", ["a"]),
        ("aXbXc\n", ["aXbXc"]),
        ('"a;;;;";b,c;d\n', ["a;;;;", "b,c", "d"]),
        ('"a,,,,";b;c\n', ["a,,,,", "b", "c"]),
        ("\n  \na;b,c;d\n", ["a", "b,c", "d"]),
        ("a,b\n1;2;3;4\n", ["a", "b"]),
    ],
)
def test_the_delimiter_is_what_the_first_filled_line_holds_most_of(
    tmp_path: Path, text: str, first: list[str]
) -> None:
    rows, problems = rows_of(tmp_path, text)
    assert problems == []
    assert next(cells for _, cells in rows if "".join(cells).strip()) == first


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "sep=;,,\t;|"])
def test_a_named_delimiter_counts_for_all_rows(tmp_path: Path, line: str) -> None:
    assert rows_of(tmp_path, f"{line}\na,b,c;d\n") == ([(2, ["a,b,c", "d"])], [])


def test_text_behind_a_quote_spoils_its_row_alone(tmp_path: Path) -> None:
    rows, problems = rows_of(tmp_path, 'a,b\n"1"x,2\n3,4\n')
    assert rows == [(1, ["a", "b"]), (3, ["3", "4"])]
    assert problems == [
        Problem(
            "f.csv",
            2,
            "",
            "",
            '引号之后还有文字；单元格内的引号请写成两个（""）。',
            'text follows a closing quote; double a quote inside a cell ("").',
        ),
    ]


def test_a_quote_that_is_never_closed_ends_the_reading(tmp_path: Path) -> None:
    rows, problems = rows_of(tmp_path, 'a,b\n1,"2\n3,4\n')
    assert rows == [(1, ["a", "b"])]
    assert problems == [
        Problem(
            "f.csv",
            2,
            "",
            "",
            "从这一行起的引号没有闭合；请补上引号。",
            "a quote opened from here on is never closed; close the quote.",
            ends_reading=True,
        ),
    ]


def test_a_cell_up_to_the_bound(tmp_path: Path) -> None:
    bounds = Bounds(max_cell_chars=5)
    assert rows_of(tmp_path, "a\n12345\nb\n", bounds) == (
        [(1, ["a"]), (2, ["12345"]), (3, ["b"])],
        [],
    )
    rows, (problem,) = rows_of(tmp_path, "a\n123456\nb\n", bounds)
    assert rows == [(1, ["a"])]
    assert (problem.file, problem.line) == ("f.csv", 2)
    assert "too long" in problem.en
    assert "GAOXIN_MAX_CELL_CHARS is 5" in problem.en


def test_a_row_up_to_the_bound(tmp_path: Path) -> None:
    bounds = Bounds(max_cell_chars=2)
    limit = 2 * LONG_ROW
    longest = "1," * (limit // 2 - 1) + "1\n"
    assert len(longest) == limit
    rows, problems = rows_of(tmp_path, f"a\n{longest}{longest}", bounds)
    assert ([line for line, _ in rows], problems) == ([1, 2, 3], [])
    with pytest.raises(InvalidSource) as caught:
        rows_of(tmp_path, f"a\n{longest}1{longest}", bounds)
    (found,) = caught.value.problems
    assert (found.file, found.line) == ("f.csv", 3)
    assert f"more than {limit} characters, {LONG_ROW} times what a cell may have" in found.en
    assert f"超过 {limit} 个字符（单元格上限的 {LONG_ROW} 倍）" in found.zh


def test_the_lines_of_one_row_count_together(tmp_path: Path) -> None:
    bounds = Bounds(max_cell_chars=2)
    pair = '"\n","\n"'
    row = ",".join([pair] * 16)
    assert len(row) + 1 == 2 * LONG_ROW  # with its line end
    assert len(rows_of(tmp_path, f"a\n{row}\nb\n", bounds)[0]) == 3
    with pytest.raises(InvalidSource) as caught:
        rows_of(tmp_path, f"a\n{row},{pair}\nb\n", bounds)
    assert caught.value.problems[0].line == 2


def test_reading_ends_after_the_seconds_of_the_bound(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource) as caught:
        rows_of(tmp_path, "a\n1\n", Bounds(max_read_seconds=-1.0))  # past before it begins
    (problem,) = caught.value.problems
    assert problem.line == 1
    assert "GAOXIN_MAX_READ_SECONDS" in problem.en
    assert len(rows_of(tmp_path, "a\n1\n", Bounds(max_read_seconds=0))[0]) == 2


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource) as caught:
        list(read_delimited(tmp_path / "none.csv", "none.csv", [], DEFAULT_BOUNDS))
    assert caught.value.problems[0].file == "none.csv"
    (problem,) = has_changed("f.csv").problems
    assert problem.file == "f.csv"
    assert "changed while it was read" in problem.en
