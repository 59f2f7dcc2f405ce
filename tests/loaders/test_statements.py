"""The common table: the five article tables are read whole, and every kind of invalid row is
reported.
"""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.loaders.statements.table import REQUIRED_COLUMNS, is_statement_table, read_statements
from gaoxin.loaders.tables.reading import open_table, read_table
from gaoxin.model import STATEMENT_COLUMNS, Problem, Statement
from gaoxin.ontology.characters import forbidden_character
from tests.fixtures.property_tests import reuse_folder

ARTICLES = sorted((Path(__file__).parents[2] / "data" / "statements").glob("article-*.csv"))
GOOD = {
    "subject": "天津滨海高新技术产业开发区",
    "subject_type": "Zone",
    "predicate": "observation",
    "object": "生产总值",
    "object_type": "Indicator",
    "value": "69.70",
    "unit": "亿元",
    "time": "2025-Q1",
    "status": "actual",
    "qualifier": "~;yoy",
    "source": "article-000",
}
ATTRIBUTE = GOOD | {
    "predicate": "approved",
    "object": "",
    "object_type": "",
    "value": "1991-03",
    "unit": "",
}
LEVEL = ATTRIBUTE | {
    "subject": "科企六条",
    "subject_type": "Policy",
    "predicate": "policyLevel",
    "value": "zone",
}


def read(
    folder: Path, *rows: dict[str, str], sources: tuple[str, ...] | None = None, source: str = ""
) -> tuple[list[Statement], list[Problem]]:
    path = folder / "facts.csv"
    columns = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return read_statements(open_table(path), sources=sources, source=source)


def test_every_row_of_the_articles_is_usable() -> None:
    assert len(ARTICLES) == 5
    counts = []
    for path in ARTICLES:
        statements, problems = read_statements(open_table(path), sources=[path.stem])
        assert problems == []
        counts.append(len(statements))
        with path.open(encoding="utf-8-sig", newline="") as file:
            written = list(csv.DictReader(file))
        for row, statement in zip(written, statements, strict=True):
            assert row == {key: asdict(statement)[key] for key in row}
    assert counts == [232, 170, 421, 367, 235]


def test_a_good_row_keeps_its_cells_as_written(tmp_path: Path) -> None:
    statements, problems = read(tmp_path, GOOD, GOOD | {"status": "", "evidence": "第二段"})
    assert problems == []
    assert statements[0].value == "69.70"
    assert statements[0].place == "facts.csv:2"
    assert (statements[1].status, statements[1].evidence) == ("actual", "第二段")


@pytest.mark.parametrize(
    ("change", "column", "english"),
    [
        ({"predicate": "observatoin"}, "predicate", "Did you mean observation"),
        ({"predicate": "locatedin", "object_type": "City"}, "predicate", "Did you mean locatedIn"),
        ({"predicate": "xyzzy"}, "predicate", "Known: "),
        ({"predicate": ""}, "predicate", "empty"),
        ({"predicate": "prefLabel"}, "predicate", "no predicate"),
        ({"subject": ""}, "subject", "empty"),
        ({"subject": "a\nb"}, "subject", "line break"),
        ({"subject_type": "Zon"}, "subject_type", "Did you mean Zone"),
        ({"subject_type": ""}, "subject_type", "empty"),
        ({"subject_type": "Statement"}, "subject_type", "no type"),
        ({"subject_type": "Indicator"}, "subject_type", "cannot be of type Indicator"),
        ({"object": ""}, "object", "empty"),
        ({"object_type": "Person"}, "object_type", "cannot be of type Person"),
        ({"object_type": ""}, "object_type", "Known: Indicator"),
        ({"value": "12..5"}, "value", "not one number"),
        ({"value": "69.7亿元", "unit": "万元"}, "value", "column unit"),
        ({"unit": "69.7"}, "unit", "is a number"),
        ({"time": "2024-13"}, "time", "no month 13"),
        ({"time": "2024-02-30"}, "time", "no day 30"),
        ({"time": "2027/2022"}, "time", "ends before"),
        ({"status": "actaul"}, "status", "Did you mean actual"),
        (LEVEL | {"value": "nationall"}, "value", "Did you mean national"),
        (LEVEL | {"value": "", "object": "county"}, "object", "national, provincial, municipal"),
        (LEVEL | {"subject_type": "Zone"}, "subject_type", "cannot be of type Zone"),
        ({"source": ""}, "source", "without a source"),
        ({"source": "article 000"}, "source", "key holds only"),
        ({"source": "../x"}, "source", "key holds only"),
        ({"source": "article-00"}, "source", "Did you mean article-000"),
    ],
)
def test_an_unusable_row_is_named_with_place_column_and_reason(
    tmp_path: Path, change: dict[str, str], column: str, english: str
) -> None:
    statements, problems = read(tmp_path, GOOD, GOOD | change, sources=("article-000",))
    assert len(statements) == 1
    (problem,) = problems
    assert (problem.place, problem.column) == ("facts.csv:3", column)
    assert problem.value == change.get(column, "")
    assert english in problem.en
    assert problem.zh


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({}, None),
        ({"value": "1991"}, None),
        ({"value": "", "object": "1991-03-06"}, None),
        ({"value": "", "object": ""}, "value"),
        ({"object": "1992"}, "object"),
        ({"value": "1991-Q1"}, "value"),
        ({"value": "199X"}, "value"),
        ({"value": "1991/1992"}, "value"),
        ({"object_type": "Zone"}, "object_type"),
        ({"unit": "年"}, "unit"),
        ({"predicate": "area", "value": "5"}, None),
        ({"predicate": "area", "value": "5", "unit": "公顷"}, None),
        ({"predicate": "area", "value": "5", "unit": "亩"}, "unit"),
        ({"predicate": "area", "value": "五"}, "value"),
        ({"predicate": "website", "value": "https://example.org/高新"}, None),
        ({"predicate": "website", "value": "example.org"}, "value"),
        ({"predicate": "alias", "value": "", "object": "滨海高新区"}, None),
        ({"predicate": "name", "value": "天津滨海高新区"}, None),
    ],
)
def test_attributes_have_their_literal_in_value_or_object(
    tmp_path: Path, change: dict[str, str], column: str | None
) -> None:
    _, problems = read(tmp_path, ATTRIBUTE | change)
    assert [problem.column for problem in problems] == ([column] if column else [])


def test_figures_may_lack_a_value_and_awards_may_carry_one(tmp_path: Path) -> None:
    rows = [
        GOOD | {"predicate": "rank", "value": "", "unit": "", "qualifier": "前列"},
        GOOD | {"predicate": "awarded", "object_type": "Award", "value": "2", "unit": "次"},
        GOOD | {"subject_type": "NationalZone"},
    ]
    statements, problems = read(tmp_path, *rows)
    assert problems == []
    assert len(statements) == 3


def test_a_thing_does_not_relate_to_itself(tmp_path: Path) -> None:
    row = GOOD | {"predicate": "partnerOf", "object": GOOD["subject"], "object_type": "Zone"}
    _, (problem,) = read(tmp_path, row | {"value": "", "unit": ""})
    assert problem.column == "object"


def test_all_problems_of_reading_and_of_meaning_come_in_one_list(tmp_path: Path) -> None:
    read(tmp_path, GOOD)
    path = tmp_path / "facts.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("x,Zone\n天津,Citi,locatdIn,天\x0b津,City,,,2024-13,,,s\n")
        file.write("天津,Citi,locatdIn,天津,City,,,2024-13,,,s\n")
    statements, problems = read_statements(open_table(path))
    assert len(statements) == 1
    assert [(p.line, p.column) for p in problems] == [
        (3, ""),
        (4, "object"),
        (5, "predicate"),
        (5, "subject_type"),
        (5, "time"),
    ]


@pytest.mark.parametrize("column", REQUIRED_COLUMNS)
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    statements, (problem,) = read(tmp_path, {k: v for k, v in GOOD.items() if k != column})
    assert statements == []
    assert f"missing column: {column};" in problem.en
    assert is_statement_table([c for c in REQUIRED_COLUMNS if c != column])


def test_a_misspelt_column_is_suggested_and_an_extra_one_passed_over(tmp_path: Path) -> None:
    row = {("Qualifier " if k == "qualifier" else k): v for k, v in GOOD.items()}
    _, problems = read(tmp_path, row | {"id": "1", "remark": "x"})
    assert ["Did you mean qualifier" in p.en for p in problems] == [True, False]
    read(tmp_path, GOOD | {"id": "1", "remark": "x"})
    table = read_table(tmp_path / "facts.csv")
    statements, problems = read_statements(table)
    assert (len(statements), problems) == (1, [])
    assert [note.column for note in table.notes] == ["remark"]


def test_a_row_without_source_takes_the_one_given(tmp_path: Path) -> None:
    row = {k: v for k, v in GOOD.items() if k != "source"}
    statements, problems = read(tmp_path, row, source="article-001")
    assert problems == []
    assert statements[0].source == "article-001"


def test_a_repeated_row_is_a_note(tmp_path: Path) -> None:
    read(tmp_path, GOOD, GOOD | {"value": "70"}, GOOD)
    table = read_table(tmp_path / "facts.csv")
    assert read_statements(table)[1] == []
    assert [note.line for note in table.notes] == [4]


def test_other_tables_are_not_taken_for_statements() -> None:
    assert is_statement_table(STATEMENT_COLUMNS)
    assert not is_statement_table(["code", "name_zh", "level", "parent", "source"])
    assert not is_statement_table(["subject", "title", "source"])


@reuse_folder
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                column: st.sampled_from(["", GOOD[column]])
                | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)
                for column in REQUIRED_COLUMNS
            }
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_random_row_is_used_or_explained(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    statements, problems = read(tmp_path, *rows)
    filled = [  # U+000C is forbidden in cells, although strip() treats it as white space
        row
        for row in rows
        if any(cell.strip() or forbidden_character(cell) for cell in row.values())
    ]
    assert len(statements) + len({problem.line for problem in problems}) == len(filled)
    assert all(problem.zh and problem.en and problem.line for problem in problems)
