"""Headers and rows: the column of each cell, and the exact bounds."""

from __future__ import annotations

import pytest

from gaoxin.loaders.tables.row_shapes import (
    bad_characters,
    bad_shape,
    check_header,
    check_renamed,
    check_size,
    column_names,
    too_many_problems,
)
from gaoxin.model import Problem
from gaoxin.settings import DEFAULT_BOUNDS, Bounds
from tests.fixtures.refusals import refused


def test_names_of_columns_are_folded() -> None:
    assert column_names([" ａ ", "\ufeffb", "\ufeff c \ufeff", "主 语", "", " "]) == [
        "a",
        "b",
        "c",
        "主 语",
        "",
        "",
    ]
    assert column_names(["Xa", "aX"]) == ["Xa", "aX"]


def test_a_header_names_each_column_once() -> None:
    check_header(["a", "", "b", ""], 1, "f.csv", DEFAULT_BOUNDS)
    assert refused(check_header, ["a", "b", "a", "", "", "b"], 3, "f.csv", DEFAULT_BOUNDS) == [
        Problem(
            "f.csv",
            3,
            c,
            c,
            f"列名「{c}」出现了两次；请改名或删去一列。",
            f"two columns are named {c!r}; rename or remove one.",
        )
        for c in "ab"
    ]


def test_a_header_holds_no_unusable_character() -> None:
    (problem,) = refused(check_header, ["a", "b\x07"], 2, "f.csv", DEFAULT_BOUNDS)
    assert problem == Problem(
        "f.csv",
        2,
        "B",
        "U+0007",
        "表头含有不可用的字符 U+0007；请删除它。",
        "the header holds the unusable character U+0007; remove it.",
    )


def test_problems_of_a_header_end_at_the_bound() -> None:
    found = refused(check_header, list("aabbccddee"), 1, "f.csv", Bounds(max_problems=3))
    assert [problem.column for problem in found] == ["a", "b", "c", ""]
    assert "GAOXIN_MAX_PROBLEMS is 3" in found[-1].en
    assert len(refused(check_header, list("aabb"), 1, "f.csv", Bounds(max_problems=3))) == 2


def test_two_headings_for_one_column() -> None:
    assert check_renamed(["主语", "b", ""], ["subject", "b", ""], 1, "f") == {"subject": "主语"}
    assert check_renamed(["", ""], ["", ""], 1, "f") == {}
    headings = ["主语", "主体", "主词", ""]
    assert refused(check_renamed, headings, ["subject"] * 3 + [""], 4, "f.csv") == [
        Problem(
            "f.csv",
            4,
            h,
            h,
            f"「主语」和「{h}」都是 subject 这一列；请改名或删去一列。",
            f"'主语' and '{h}' both mean the column subject; rename or remove one.",
        )
        for h in headings[1:3]
    ]


def test_size_up_to_the_bound() -> None:
    bounds = Bounds(max_rows=2, max_columns=3)
    rows = [(1, ["a", "b", "c"]), (4, ["1", "2", "3"]), (5, [])]
    assert list(check_size(iter(rows), "f", bounds)) == rows
    (problem,) = refused(list, check_size(iter([*rows, (8, ["x"])]), "f", bounds))
    assert (problem.line, problem.file) == (8, "f")
    assert "too many rows (GAOXIN_MAX_ROWS is 2)" in problem.en
    (problem,) = refused(list, check_size(iter([(7, ["x"] * 4)]), "f", bounds))
    assert problem.line == 7
    assert "this row has 4 columns (GAOXIN_MAX_COLUMNS is 3)" in problem.en


def test_the_last_problem_says_that_reading_stopped() -> None:
    problem = too_many_problems(Bounds(max_problems=5), "f.csv", 9)
    assert (problem.file, problem.line, problem.column) == ("f.csv", 9, "")
    assert problem.en.startswith(
        "there are too many problems; the rows from here on were not checked "
        "(GAOXIN_MAX_PROBLEMS is 5); "
    )
    assert problem.zh.startswith("问题太多，此后的行没有再检查（GAOXIN_MAX_PROBLEMS 为 5）；")


def test_bad_characters_are_named_by_cell() -> None:
    cells = ["ok", "a\x07b", "\u200bx", "y\x0b"]
    found = list(bad_characters(cells, ["c1", "c2", ""], 6, "f.csv"))
    assert [(p.line, p.column, p.value) for p in found] == [
        (6, "c2", "a\ufffdb"),
        (6, "C", "\ufffdx"),
        (6, "D", "y\ufffd"),
    ]
    assert found[0].en == "it holds the control or invisible character U+0007; remove it."
    assert found[0].zh == "含有控制字符或不可见字符 U+0007；请删除它。"


@pytest.mark.parametrize(
    ("cells", "columns", "expected"),
    [
        (["1", "2"], ["a", "b"], []),
        (["1"], ["a", ""], []),
        ([], ["", ""], []),
        (["1", ""], ["a", "", ""], []),
        (["1", "2", ""], ["a", "b"], []),
        (["1", "2", "", "3"], ["a", "b"], ["D"]),
        (["1", "2", "3"], ["a", "", "c"], ["B"]),
        (["1", "", "3"], ["a", "", "c"], []),
        (["1", ""], ["a", "", "c"], [""]),
        (["1"], ["a", "b"], [""]),
        (["1", "2", "3"], [], ["A", "B", "C"]),
        (["1", "2"], ["", "b", "c"], ["", "A"]),
    ],
)
def test_cells_stand_under_the_columns(
    cells: list[str], columns: list[str], expected: list[str]
) -> None:
    found = list(bad_shape(cells, columns, 5, "f.csv"))
    assert [problem.column for problem in found] == expected
    assert all((problem.file, problem.line) == ("f.csv", 5) for problem in found)


def test_what_is_said_of_a_row_of_another_shape() -> None:
    short, long = bad_shape(["", "2"], ["", "", "c"], 5, "f.csv")
    assert short == Problem(
        "f.csv",
        5,
        "",
        "",
        "只有 2 个单元格，表头有 3 个；请补齐。",
        "it has 2 cells where the header has 3; fill them in.",
    )
    assert (long.column, long.value) == ("B", "2")
    assert "stands under no column name" in long.en
    assert "没有列名" in long.zh


@pytest.mark.parametrize("mark", [",", "\t", ";", "|", "，", "；"])
def test_another_delimiter_that_would_fit_is_named(mark: str) -> None:
    shown = "Tab" if mark == "\t" else mark
    (problem,) = bad_shape([f"1{mark}2", "3"], ["a", "b", "c"], 5, "f.csv")
    assert problem.en.endswith(
        f"fill them in. Its cells hold {shown!r}; separate all columns by the header's delimiter."
    )
    assert problem.zh.endswith(f"单元格里有「{shown}」，各列须用与表头相同的分隔符。")
    for cells in ([f"1{mark}2"], [f"1{mark}2{mark}3", "4"]):
        (problem,) = bad_shape(cells, ["a", "b", "c"], 5, "f.csv")
        assert "Its cells hold" not in problem.en
