"""The chain of an industry: its parts, close ones, and the zones that have, lead or plan them."""

from __future__ import annotations

from typing import Any

import pytest

from gaoxin.errors import BadParameter
from gaoxin.graph.comparison.industry_chain import (
    IndustryChain,
    industry_chain,
    rows_of_chain,
)
from tests.fixtures.told import thing, told

ROWS = (
    "甲高新区|Zone|leadingIndustry|能源甲|Industry|status=actual",
    "乙高新区|Zone|hasIndustry|能源甲|Industry|status=actual",
    "部件乙|Industry|subIndustryOf|能源甲|Industry",
    "部件丙|Industry|subIndustryOf|部件乙|Industry",
    "部件丁|Industry|subIndustryOf|能源甲|Industry",
    "乙高新区|Zone|hasIndustry|部件丙|Industry|status=planned",
    "丙高新区|Zone|hasIndustry|部件丙|Industry|status=actual",
    "丁厂|Enterprise|operatesIn|部件丙|Industry|status=actual",
)


def chain_of(name: str, *rows: str) -> IndustryChain:
    graph: Any = told(paper_a=rows)
    return industry_chain(graph, thing(name, "Industry"))


def test_parts_two_steps_below_belong_to_it_if_a_source_speaks_of_them() -> None:
    found = chain_of("能源甲", *ROWS)
    assert [part.name for part in found.parts] == ["能源甲", "部件丙"]
    first, part = found.parts
    assert [item.name for item in first.leading] == ["甲高新区"]
    assert [item.name for item in first.held] == ["乙高新区"]
    assert [item.name for item in part.planned] == ["乙高新区"]
    assert [item.name for item in part.held] == ["丙高新区"]
    assert [item.name for item in part.enterprises] == ["丁厂"]


def test_the_zone_with_most_parts_comes_first_with_a_cell_for_each_part() -> None:
    rows = chain_of("能源甲", *ROWS).rows
    assert [row.name for row in rows] == ["乙高新区", "甲高新区", "丙高新区"]
    assert [None if cell is None else cell.state for cell in rows[0].cells] == ["held", "planned"]
    assert rows[1].cells[1] is None


def test_what_holds_says_more_than_what_is_planned() -> None:
    rows = (*ROWS, "乙高新区|Zone|hasIndustry|部件丙|Industry|status=actual")
    part = chain_of("能源甲", *rows).parts[1]
    assert [item.name for item in part.planned] == []
    assert {item.name for item in part.held} == {"乙高新区", "丙高新区"}


def test_industry_above_is_no_part() -> None:
    assert [part.name for part in chain_of("部件丙", *ROWS).parts] == ["部件丙"]


def test_table_has_a_row_for_each_part_and_zone() -> None:
    rows = rows_of_chain(chain_of("能源甲", *ROWS)).rows
    assert [(row["industry"], row["zone"], row["leading"], row["status"]) for row in rows] == [
        ("能源甲", "甲高新区", True, "actual"),
        ("能源甲", "乙高新区", False, "actual"),
        ("部件丙", "丙高新区", False, "actual"),
        ("部件丙", "乙高新区", False, "planned"),
    ]


def test_zone_is_no_industry() -> None:
    graph: Any = told(paper_a=ROWS)
    with pytest.raises(BadParameter, match="is no industry"):
        industry_chain(graph, thing("甲高新区", "Zone"))
