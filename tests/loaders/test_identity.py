"""The identity table: rows and contradictions."""

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


def test_a_table_without_a_required_column_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "identity.csv"
    path.write_text("left,left_type,right,relation,source\n甲,Enterprise,乙,same,s\n", "utf-8")
    found, problems = identity.read(read_table(path))
    assert found == []
    assert "right_type" in problems[0].en


def test_the_project_s_own_rows_lead_to_names_of_its_tables() -> None:
    found, problems = identity.read(read_table(PATH))
    assert problems == []
    assert len(found) == len(read_table(PATH).rows) > 0
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
        (SAME.replace("甲,", ",", 1), "left"),
        (SAME.replace("Enterprise", "Firm", 1), "left_type"),
        (SAME.replace("Enterprise", "Observation", 1), "left_type"),
        (SAME.replace("same", "alike"), "relation"),
        (SAME.replace("article-000", ""), "source"),
        (SAME.replace("甲公司", "甲"), "right"),
        (SAME + ";article-001", "source"),
    ],
)
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


def test_mergers_in_a_chain_or_kept_apart_are_no_circle(tmp_path: Path) -> None:
    chain = [f"{a},Zone,{b},Zone,same,,s" for a, b in ("甲乙", "乙丙", "丙丁")]
    apart = "丁,Zone,甲,Zone,different,,s"
    assert read_rows(tmp_path, *chain, apart)[1] == []
    assert read_rows(tmp_path, apart, *chain)[1] == []
    two = [f"{a},Zone,{b},Zone,same,,s" for a, b in ("甲乙", "乙甲")]
    assert read_rows(tmp_path, *two)[1] == [(3, "right")]
    # A later row that leads into a circle of others ends, too.
    assert read_rows(tmp_path, *two, "丙,Zone,甲,Zone,same,,s")[1] == [(3, "right")]


def test_a_pair_counts_in_either_order_and_by_type(tmp_path: Path) -> None:
    same, turned = "甲,Zone,乙,Zone,same,,s", "乙,Zone,甲,Zone,different,,s"
    assert read_rows(tmp_path, same, turned)[1] == [(3, "relation")]
    assert read_rows(tmp_path, same, same)[1] == []  # repeated, but no contradiction
    other = "甲,Enterprise,乙,Zone,different,,s"
    assert read_rows(tmp_path, same, other)[1] == []
    twice = "甲,Enterprise,乙,Enterprise,same,,s"
    assert read_rows(tmp_path, same, twice)[1] == []
    assert read_rows(tmp_path, "甲,Zone,甲,Enterprise,same,,s")[1] == []


def test_each_cell_goes_to_its_field(tmp_path: Path) -> None:
    (found,) = read_rows(tmp_path, "甲,Zone,乙,City,different,另一处,s")[0]
    left, right = Name("Zone", "甲"), Name("City", "乙")
    assert found == identity.Identity(left, right, False, "另一处", "s", "identity.csv:2")


def test_what_is_said_of_a_contradiction(tmp_path: Path) -> None:
    def told(*rows: str) -> tuple[str, str, str]:
        path = tmp_path / "identity.csv"
        path.write_text("\n".join([",".join(identity.COLUMNS), *rows]) + "\n", "utf-8")
        (problem,) = identity.read(read_table(path))[1]
        return problem.value, problem.zh, problem.en

    assert told(SAME, SAME.replace("same", "different")) == (
        "甲公司",
        "与 identity.csv:2 矛盾：同一对名称既相同又不同；请删去一行。",
        "it contradicts identity.csv:2: the pair is both same and different; remove one.",
    )
    assert told(SAME, SAME.replace("甲公司", "乙公司")) == (
        "甲",
        "「甲」已并入「甲公司」；请只保留一行。",
        "'甲' is merged into '甲公司' already; keep one.",
    )
    assert told(SAME + ";article-001")[1:] == (
        "只能写一个来源；请改正。",
        "only one source is allowed here; correct it.",
    )
    assert told(SAME.replace("甲公司", "甲"))[1:] == (
        "两边是同一个名称；请改正。",
        "both sides are the same name; correct it.",
    )
    assert told(SAME.replace("Enterprise", "Enterprize", 1)) == (
        "Enterprize",
        "本体中没有类「Enterprize」。是否想写 Enterprise？",
        "the ontology has no class 'Enterprize'. Did you mean Enterprise?",
    )
    assert told(
        "甲公司,Enterprise,甲,Enterprise,same,,s", "甲,Enterprise,甲公司,Enterprise,same,,s"
    ) == (
        "甲公司",
        "合并成环；请删去其中一行。",
        "the mergers form a cycle; remove one of the rows.",
    )


@pytest.mark.parametrize("column", ["left", "right", "relation"])
def test_a_table_is_known_by_its_columns(column: str) -> None:
    assert identity.matches([*identity.COLUMNS, "x"])
    assert identity.matches(["left", "right", "relation"])
    assert not identity.matches([c for c in identity.COLUMNS if c != column])
