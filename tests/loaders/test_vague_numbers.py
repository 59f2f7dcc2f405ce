"""A cell that states a quantity is read or refused; one that states none is left out and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.officer_lists import write_book
from tests.fixtures.read_lists import Told


def read(folder: Path, cell: str) -> Told:
    rows: list[list[object]] = [["企业名称", "从业人员（人）"], ["甲公司", cell], ["乙公司", 20]]
    return Told(write_book(folder / "a.xlsx", rows))


@pytest.mark.parametrize(
    "cell",
    ["很多", "若干", "较多", "多人", "几家", "数人", "几百", "12..5", "many"],
)
def test_a_quantity_that_cannot_be_read_is_a_problem_that_names_the_cell(
    cell: str, tmp_path: Path
) -> None:
    (problem,) = read(tmp_path, cell).problems
    assert (problem.cell, problem.value) == ("B2", cell)
    assert "请" in problem.zh


@pytest.mark.parametrize("cell", ["亏损", "停产", "未投产", "保密"])
def test_a_word_that_states_no_quantity_is_left_out_and_named(cell: str, tmp_path: Path) -> None:
    told = read(tmp_path, cell)
    assert told.problems == []
    assert told.rows() == {"taken": 2}
    assert any(cell in remark for remark in told.lists[0].remarks)


@pytest.mark.parametrize(
    ("cell", "value", "qualifier"),
    [
        ("约120人", "120", "~"),
        ("100多人", "100", ">"),
        ("近百人", "100", "~"),
        ("上千人", "1000", ">="),
    ],
)
def test_a_rough_number_has_its_comparator(
    cell: str, value: str, qualifier: str, tmp_path: Path
) -> None:
    told = read(tmp_path, cell)
    assert told.problems == []
    assert ("甲公司", "从业人员期末数", value, "人", "actual", qualifier) in told.statements(
        "observation"
    )
