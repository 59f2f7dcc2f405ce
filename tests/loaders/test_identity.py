"""The table of identities: rows, and what contradicts itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.graph.names.keys import match_key
from gaoxin.loaders.reference import identity
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import read_table
from gaoxin.model import Name

PATH = next(d.path for d in bundled_datasets() if d.name == "identity")
SAME = "甲,Enterprise,甲公司,Enterprise,same,简称,article-000"


def read_rows(
    tmp_path: Path, *rows: str
) -> tuple[list[identity.Identity], list[tuple[int | None, str]]]:
    path = tmp_path / "identity.csv"
    path.write_text("\n".join([",".join(identity.COLUMNS), *rows]) + "\n", "utf-8")
    found, problems = identity.read(read_table(path))
    assert all(p.zh and p.en for p in problems)
    return found, [(p.line, p.column) for p in problems]


def test_the_project_s_own_rows_lead_to_names_of_its_tables() -> None:
    found, problems = identity.read(read_table(PATH))
    assert problems == []
    assert len(found) == 81
    named = set()
    for dataset in bundled_datasets():
        if dataset.kind in ("statements", "trade-names", "indicators"):
            columns = ("subject", "object", "name", "name_zh")
            for row in read_table(dataset.path).rows:
                cells = {row.cells[column] for column in columns if column in row.cells}
                named |= {match_key(cell, "industry") for cell in cells}
    assert {match_key(item.right.form, "industry") for item in found} <= named


def test_a_row_says_same_or_different(tmp_path: Path) -> None:
    found, problems = read_rows(
        tmp_path, SAME, SAME.replace("same", "different").replace("甲", "乙")
    )
    assert problems == []
    assert [item.same for item in found] == [True, False]
    assert found[0].left == Name("Enterprise", "甲")
    assert found[0].place == "identity.csv:2"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (SAME.replace("甲,", ",", 1), "left"), (SAME.replace("Enterprise", "Firm", 1), "left_type"),
        (SAME.replace("Enterprise", "Observation", 1), "left_type"),
        (SAME.replace("same", "alike"), "relation"), (SAME.replace("article-000", ""), "source"),
        (SAME.replace("甲公司", "甲"), "right"), (SAME + ";article-001", "source"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_told_with_its_place(tmp_path: Path, row: str, column: str) -> None:
    _, problems = read_rows(tmp_path, row)
    assert problems == [(2, column)]


def test_rows_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    both = read_rows(tmp_path, SAME, SAME.replace("same", "different"))[1]
    assert both == [(3, "relation")]
    two = read_rows(tmp_path, SAME, SAME.replace("甲公司", "乙公司"))[1]
    assert two == [(3, "left")]


def test_mergers_in_a_circle_are_told(tmp_path: Path) -> None:
    rows = [f"{a},Zone,{b},Zone,same,,s" for a, b in ("甲乙", "乙丙", "丙甲")]
    assert read_rows(tmp_path, *rows)[1] == [(4, "right")]
