"""Answers as tables, JSON, CSV and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from gaoxin.cli.answers import FORMATS, cut, print_answer, table_lines
from gaoxin.cli.asked import remember_command
from gaoxin.errors import BadUsage
from gaoxin.language import choose_language
from gaoxin.model import Answer


def answer() -> Answer:
    return Answer(
        ["name", "value", "sources", "inferred"],
        [
            {
                "name": "天津滨海高新区",
                "value": Decimal("69.70"),
                "sources": ["a", "b"],
                "inferred": True,
            },
            {"name": "=1+1", "value": None, "sources": [], "inferred": False},
        ],
    )


def test_formats_are_the_promised_ones() -> None:
    assert FORMATS == ("table", "json", "csv", "xlsx")


def test_json_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(answer(), "json", about={"name": "x"}, further={"review": [{"name": "y"}]})
    out = json.loads(capsys.readouterr().out)
    assert out["ok"] is True
    assert out["truncated"] is False
    assert out["rows"][0] == {
        "name": "天津滨海高新区",
        "value": 69.7,
        "sources": ["a", "b"],
        "inferred": True,
    }
    assert out["about"] == {"name": "x"}
    assert out["review"] == [{"name": "y"}]


@pytest.mark.parametrize(
    ("decimal", "wanted"),
    [
        ("5", 5),
        ("2.50", 2.5),
        ("0.1", 0.1),
        ("0.12345678901234567890", "0.12345678901234567890"),
        ("1E+400", "1E+400"),
    ],
)
def test_json_keeps_decimals_exact(
    decimal: str, wanted: object, capsys: pytest.CaptureFixture[str]
) -> None:
    print_answer(Answer(["value"], [{"value": Decimal(decimal)}]), "json")
    assert json.loads(capsys.readouterr().out)["rows"][0]["value"] == wanted


def test_csv_has_the_names_of_columns_in_any_language(capsys: pytest.CaptureFixture[str]) -> None:
    choose_language("zh")
    print_answer(answer(), "csv")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [
        ["name", "value", "sources", "inferred"],
        ["天津滨海高新区", "69.70", "a;b", "true"],
        ["'=1+1", "", "", "false"],
    ]


@pytest.mark.parametrize(
    ("code", "asked_for", "to_file", "marked"),
    [
        ("zh", None, True, True),
        ("zh", None, False, False),
        ("zh", False, True, False),
        ("en", None, True, False),
        ("en", True, False, True),
    ],
)
def test_mark_of_a_csv(
    code: str,
    asked_for: bool | None,
    to_file: bool,
    marked: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    choose_language(code)
    remember_command((), asked_for)
    target = tmp_path / "x.csv"
    print_answer(answer(), "csv", target if to_file else None)
    text = target.read_text(encoding="utf-8") if to_file else capsys.readouterr().out
    assert text.startswith("\ufeff") == marked
    remember_command(())


def test_changed_cells_of_a_csv_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(answer(), "csv")
    assert "1 cells would run as formulas" in capsys.readouterr().err
    print_answer(Answer(["name"], [{"name": "x"}]), "csv")
    assert capsys.readouterr().err == ""


def test_table_speaks_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(answer())
    english = capsys.readouterr().out
    choose_language("zh")
    print_answer(answer())
    chinese = capsys.readouterr().out
    assert english.split()[:3] == ["name", "value", "sources"]
    assert chinese.split()[:3] == ["名称", "值", "来源"]
    assert "yes" in english
    assert "a, b" in english
    assert "a、b" in chinese


def test_table_aligns_wide_characters() -> None:
    rows = [{"name": "天津", "value": "x"}, {"name": "abcd", "value": "y"}]
    lines = table_lines(["name", "value"], rows, None)
    # 天津 takes four cells, as abcd does, so what follows begins two characters earlier.
    assert lines[2].index("x") + 2 == lines[3].index("y")


def test_table_leaves_out_empty_columns_and_unshown_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [{"name": "a", "unit": "", "value": 1, "iri": "long"}]
    print_answer(Answer(["name", "unit", "value", "iri"], rows), shown=("name", "unit", "value"))
    assert capsys.readouterr().out.splitlines()[0].split() == ["name", "value"]


def test_table_in_a_pipe_is_folded_and_not_cut(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(Answer(["name"], [{"name": "长" * 500}]))
    out = capsys.readouterr().out
    assert out.count("长") == 500
    assert max(map(cell_len, out.splitlines())) <= 80


def test_a_column_of_long_names_is_folded_before_one_of_short_ones() -> None:
    rows = [
        {
            "thing": "国家高新技术产业开发区",
            "indicator": "数字经济核心产业主营业务收入增长倍数" * 2,
        },
        {"thing": "国家高新技术产业开发区", "indicator": "产值"},
    ]
    lines = table_lines(["thing", "indicator", "value"], [r | {"value": "1"} for r in rows], None)
    assert sum("国家高新技术产业开发区" in line for line in lines) == 2
    assert max(map(cell_len, lines)) <= 80


def test_rows_with_too_many_columns_are_paragraphs() -> None:
    row = {f"name{n}": "unbreakable-word" for n in range(8)}
    lines = table_lines(list(row), [row, row], None)
    assert lines[0] == "unbreakable-word"
    assert lines[1].startswith("  name1: unbreakable-word · name2: unbreakable-word")
    assert max(map(len, lines)) <= 80


def test_table_shows_markup_and_escapes_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    evil = "[red]x[/red]\x1b[2J\u202e"
    print_answer(Answer(["name"], [{"name": evil}]), title="\x1b]0;title\x07")
    out = capsys.readouterr().out
    assert "[red]x[/red]\\x1b[2J\\u202e" in out
    assert "\x1b" not in out
    assert "\x07" not in out


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(Answer(["name"], []))
    assert capsys.readouterr().out == "(nothing found)\n"


def test_truncation_and_notes_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    long = Answer(["n"], [{"n": n} for n in range(5)], notes=["a note"])
    print_answer(cut(long, 3), "csv")
    told = capsys.readouterr()
    assert told.out == "n\n0\n1\n2\n"
    assert told.err == "a note\nTruncated: only the first 3 rows are given.\n"
    assert cut(long, 5) is long


def test_spreadsheet_needs_a_file() -> None:
    with pytest.raises(BadUsage, match=r"-o FILE\.xlsx"):
        print_answer(answer(), "xlsx")


def test_spreadsheet_keeps_formulas_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    target = tmp_path / "答案.xlsx"
    print_answer(Answer(["name", "value"], [{"name": "=1+1\x00", "value": 2.5}]), None, target)
    sheet = load_workbook(target).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells == [["name", "value"], ["=1+1\N{REPLACEMENT CHARACTER}", 2.5]]
    assert sheet["A2"].data_type == "s"


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_form_follows_the_file_name(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"answer.{ending}"
    print_answer(answer(), None, target)
    text = target.read_text(encoding="utf-8")
    assert text.startswith({"json": "{", "csv": "name,value"}[ending])
    assert capsys.readouterr().out == ""
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_unwritable_file_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="absent"):
        print_answer(answer(), "csv", tmp_path / "absent" / "x.csv")
    assert list(tmp_path.iterdir()) == []


def test_lone_surrogates_do_not_break_output(tmp_path: Path) -> None:
    for ending in ("csv", "json", "xlsx", "txt"):
        print_answer(Answer(["name"], [{"name": "a\ud800b"}]), None, tmp_path / f"x.{ending}")
    assert len(list(tmp_path.iterdir())) == 4


def test_one_long_row_is_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"name": "天津", "value": 2, "unit": "x" * 300, "time": "2025"}
    print_answer(Answer(list(row), [row]))
    lines = capsys.readouterr().out.splitlines()
    assert [lines[0], lines[1], lines[-1]] == ["name    天津", "value   2", "time    2025"]
    assert lines[2] == f"unit    {'x' * 72}"
    assert "".join(lines).count("x") == 300


def test_zero_and_no_are_answers(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"running": False, "count": 0, "unit": None, "inferred": False}]
    print_answer(Answer(list(rows[0]), rows))
    assert [line.split() for line in capsys.readouterr().out.splitlines()[::2]] == [
        ["running", "count"],
        ["no", "0"],
    ]
