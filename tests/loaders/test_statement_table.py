"""The common table as a whole: its columns, the order of rows, notes and refusals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from gaoxin.loaders.statements.table import (
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    is_statement_table,
    iterate_statements,
    read_statements,
)
from gaoxin.loaders.tables.reading import Row, Table
from gaoxin.model import STATEMENT_COLUMNS, Problem, Statement
from gaoxin.settings import Bounds

CELLS = (
    "甲",
    "Enterprise",
    "awarded",
    "某奖",
    "Award",
    "2",
    "次",
    "2025",
    "planned",
    "~",
    "paper",
    "第二段",
    "第 2 段",
)
BAD = {"time": "2025-13", "status": "x"}


def table(*changes: dict[str, str], columns: Sequence[str] = STATEMENT_COLUMNS) -> Table:
    """Rows from line 2 on; each is the valid row with some cells changed."""
    good = dict(zip(STATEMENT_COLUMNS, CELLS, strict=True))
    rows = [
        Row(line, {c: (good | change).get(c, "") for c in columns})
        for line, change in enumerate(changes, start=2)
    ]
    return Table(Path("f.csv"), "f.csv", list(columns), rows)


def test_all_columns_but_the_evidence_and_its_place_are_required() -> None:
    assert STATEMENT_COLUMNS[:-2] == REQUIRED_COLUMNS
    assert STATEMENT_COLUMNS[-2:] == OPTIONAL_COLUMNS == ("evidence", "locator")


def test_each_cell_goes_to_its_field() -> None:
    (statement,), problems = read_statements(table({}))
    assert problems == []
    plain = Statement(*CELLS[:12])
    assert statement == replace(plain, place="f.csv:2", locator=CELLS[12])


def test_an_empty_status_is_actual_and_an_empty_source_is_the_one_given() -> None:
    found, problems = read_statements(
        table({"status": "", "source": ""}, {"source": "own"}), source="given"
    )
    assert problems == []
    assert [(s.status, s.source) for s in found] == [("actual", "given"), ("planned", "own")]
    _, (problem,) = read_statements(table({"source": ""}))
    assert (problem.line, problem.column) == (2, "source")


def test_the_known_sources_are_asked() -> None:
    assert read_statements(table({}), sources=["paper"])[1] == []
    for sources in ([], ["other"]):
        found, (problem,) = read_statements(table({}), sources=sources)
        assert (found, problem.column) == ([], "source")


def test_a_column_may_be_missing_only_where_nothing_is_lost() -> None:
    plain = list(REQUIRED_COLUMNS)
    assert read_statements(table({}, columns=plain))[1] == []
    bare = [c for c in plain if c != "source"]
    (statement,), problems = read_statements(table({}, columns=bare), source="given")
    assert (statement.source, problems) == ("given", [])
    found, (problem,) = read_statements(table({}, columns=bare))
    header = ",".join(REQUIRED_COLUMNS)
    assert found == []
    assert problem == Problem(
        "f.csv",
        1,
        "source",
        "",
        f"缺少列：source；表头应为：{header}（evidence、locator 可选）。",
        f"missing column: source; the header should be: {header} "
        "(evidence and locator are optional).",
    )
    two = [c for c in plain if c not in ("unit", "time")]
    _, (problem,) = read_statements(table({}, columns=two))
    assert problem.column == "unit"
    assert problem.zh.startswith("缺少列：unit、time；")
    assert problem.en.startswith("missing columns: unit, time; ")


def test_columns_of_other_names() -> None:
    given = table({}, columns=[*STATEMENT_COLUMNS, "id", "remark"])
    assert len(read_statements(given)[0]) == 1
    assert given.notes == [
        Problem(
            "f.csv",
            1,
            "remark",
            "remark",
            "列「remark」不属于语句表，已略过。",
            "the column 'remark' does not belong to the common table; it was ignored.",
        ),
    ]
    wrong = table({}, columns=[c.replace("qualifier", "qualifer") for c in STATEMENT_COLUMNS])
    found, problems = read_statements(wrong)
    assert found == []
    assert wrong.notes == []
    assert problems[0] == Problem(
        "f.csv",
        1,
        "qualifer",
        "qualifer",
        "没有「qualifer」这一列；是否想写 qualifier？",
        "there is no column 'qualifer'. Did you mean qualifier?",
    )
    assert [problem.column for problem in problems] == ["qualifer", "qualifier"]


def test_a_bad_row_is_left_out_with_all_its_problems() -> None:
    found, problems = read_statements(table({}, BAD, {"value": "3"}, {"value": "x" * 300}))
    assert [statement.place for statement in found] == ["f.csv:2", "f.csv:4"]
    assert [(p.file, p.line, p.column, p.value) for p in problems] == [
        ("f.csv", 3, "time", "2025-13"),
        ("f.csv", 3, "status", "x"),
        ("f.csv", 5, "value", "x" * 200 + "…"),
    ]


def test_problems_of_reading_and_of_meaning_stand_by_line() -> None:
    given = table(BAD, {}, BAD)
    given.problems += [Problem("f.csv", line, "", "", "", "") for line in (9, 3, None)]
    assert [p.line for p in read_statements(given)[1]] == [None, 2, 2, 3, 4, 4, 9]


def test_after_too_many_problems_the_rest_is_not_judged() -> None:
    given = table(BAD, BAD, BAD, {})
    given.bounds = Bounds(max_problems=4)
    found, problems = read_statements(given)
    assert found == []
    assert [p.line for p in problems] == [2, 2, 3, 3, 4]
    assert "GAOXIN_MAX_PROBLEMS" in problems[-1].en
    given = table(BAD, BAD, {})
    given.bounds = Bounds(max_problems=5)
    assert [p.line for p in read_statements(given)[1]] == [2, 2, 3, 3]
    given = table(BAD, BAD)
    given.bounds = Bounds(max_problems=3)
    given.problems.append(Problem("f.csv", 9, "", "", "", ""))  # those of reading count, too
    assert [p.line for p in read_statements(given)[1]] == [2, 2, 3, 9]


def test_a_repeated_row_is_noted_and_given_again() -> None:
    given = table({}, {"value": "3"}, {}, {}, BAD, BAD)
    found, _ = read_statements(given)
    assert [statement.place for statement in found] == [f"f.csv:{line}" for line in range(2, 6)]
    assert [(note.file, note.line, note.column, note.value) for note in given.notes] == [
        ("f.csv", 4, "", "甲"),
        ("f.csv", 5, "", "甲"),
    ]
    assert given.notes[0].zh == "与前面的一行完全相同，只算一次。"
    assert given.notes[0].en == "the same as a row before it; it counts once."


def test_statements_come_one_at_a_time() -> None:
    problems: list[Problem] = []
    rows = iterate_statements(table({}, BAD, {"value": "3"}), problems)
    assert next(rows).place == "f.csv:2"
    assert problems == []
    assert [statement.place for statement in rows] == ["f.csv:4"]
    assert [problem.line for problem in problems] == [3, 3]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["subject", "predicate", "object"], True),
        (["subject_type", "object_type", "subject", "x"], True),
        (["subject", "predicate", "value", "unit", "time", "status", "source"], False),
        (["subject", "object", "title"], False),
        ([], False),
    ],
)
def test_three_telling_columns_make_a_common_table(columns: list[str], expected: bool) -> None:
    assert is_statement_table(columns) is expected
