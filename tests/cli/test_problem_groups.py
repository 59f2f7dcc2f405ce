"""Problems in the terminal: grouped by kind, a few rows of each, at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from gaoxin.cli.failures import report
from gaoxin.cli.problem_groups import EXAMPLES, MAX_GROUPS, group_problems, problem_lines, summary
from gaoxin.errors import InvalidSource
from gaoxin.language import choose_language
from gaoxin.model import Problem

ZONES = ["合肥高薪区", "武汉东胡高新区", "成都高兴区", "西安高新曲", "长沙高新区？"]


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    choose_language("zh")
    yield
    choose_language(None)


def unknown_zone(line: int, form: str, sheet: str = "") -> Problem:
    zh = f"认不出园区「{form}」；请改正，或写其全称。"
    en = f"the zone {form!r} is unknown; correct it or write its full name."
    return Problem("名单.xlsx", line, "所属园区", form, zh, en, sheet)


def no_date(line: int, text: str) -> Problem:
    return Problem("名单.xlsx", line, "成立日期", text, "不是日期。", "it is no date.")


def test_one_kind_is_one_group_whatever_the_values() -> None:
    problems = [unknown_zone(n + 4, form) for n, form in enumerate(ZONES)]
    (group,) = group_problems(problems)
    assert (group.count, group.rows) == (5, {4, 5, 6, 7, 8})
    assert group.examples == problems[:EXAMPLES]


def test_other_columns_messages_sheets_and_files_are_other_groups() -> None:
    first = unknown_zone(4, "甲")
    others = [
        no_date(4, "去年"),
        unknown_zone(4, "甲", "企业"),
        Problem("别的.xlsx", 4, "所属园区", "甲", first.zh, first.en),
        Problem("名单.xlsx", 4, "所属园区", "甲", "是空的。", "it is empty."),
    ]
    assert len(group_problems([first, *others])) == 5


def test_the_largest_kind_comes_first_within_its_file() -> None:
    problems = [no_date(3, "去年"), *(unknown_zone(n, "甲") for n in range(5, 9))]
    assert [group.column for group in group_problems(problems)] == ["所属园区", "成立日期"]


def test_a_kind_with_its_first_rows_and_the_number_of_the_others() -> None:
    problems = [unknown_zone(n + 4, form) for n, form in enumerate(ZONES)]
    assert problem_lines(problems, 80) == [
        "所属园区（5 行）",
        "  第 4 行：认不出园区「合肥高薪区」；请改正，或写其全称。",
        "  第 5 行：认不出园区「武汉东胡高新区」；请改正，或写其全称。",
        "  第 6 行：认不出园区「成都高兴区」；请改正，或写其全称。",
        "  另有 2 行",
    ]


def test_the_same_message_is_written_once() -> None:
    problems = [no_date(n, text) for n, text in [(3, "去年"), (5, "年初"), (9, "？"), (11, "/")]]
    assert problem_lines(problems, 80) == [
        "成立日期（4 行）：不是日期。",
        "  第 3 行「去年」、第 5 行「年初」、第 9 行「？」、另有 1 行",
    ]


def test_files_are_named_where_there_are_several() -> None:
    problems = [no_date(3, "去年"), unknown_zone(4, "甲", "企业")]
    lines = problem_lines(problems, 80)
    assert "名单.xlsx" in lines
    assert "名单.xlsx（企业）" in lines
    assert "名单.xlsx" not in problem_lines(problems[:1], 80)


def test_letters_of_columns_and_problems_of_a_whole_row_or_file() -> None:
    def only(line: int | None, column: str) -> str:
        return problem_lines([Problem("a.xlsx", line, column, "", "坏。", "bad.")], 80)[0]

    assert only(3, "C") == "C 列，第 3 行：坏。"
    assert only(3, "") == "第 3 行：坏。"
    assert only(None, "") == "文件：坏。"
    several = [Problem("a.xlsx", line, "", "", "坏。", "bad.") for line in (3, 4)]
    assert problem_lines(several, 80)[0] == "整行（2 行）：坏。"


def test_few_kinds_are_shown_of_many() -> None:
    problems = [
        Problem("a.csv", 2, f"列{chr(0x4E00 + n)}", "", "坏。", "bad.")
        for n in range(MAX_GROUPS + 3)
    ]
    lines = problem_lines(problems, 80)
    assert sum("第 2 行：坏" in line for line in lines) == MAX_GROUPS
    assert "3 种" in lines[-1]


@pytest.mark.parametrize("code", ["zh", "en"])
def test_lines_fit_the_screen(code: str) -> None:
    choose_language(code)
    problems = [unknown_zone(n, "某某" * n) for n in range(1, 60)]
    problems += [no_date(n, "x" * 300) for n in range(1, 60)]
    lines = problem_lines(problems, 80)
    assert len(lines) > 4
    assert max(map(cell_len, lines)) <= 80


def test_the_sentence_counts_problems_and_rows() -> None:
    problems = [unknown_zone(4, "甲"), no_date(4, "去年"), no_date(5, "年初")]
    assert summary(problems) == "名单.xlsx 有 3 处问题，在 2 行。"
    choose_language("en")
    assert summary(problems) == "名单.xlsx: 3 problems in 2 rows."
    files = [Problem(f"{n}.csv", None, "", "", "坏。", "bad.") for n in range(6)]
    assert summary(files) == "0.csv, 1.csv, 2.csv and 3 more files: 6 problems."


def test_a_single_problem_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    problem = no_date(3, "去年")
    assert report(InvalidSource("", "", [problem]), "table") == 1
    assert capsys.readouterr().err == "错误：名单.xlsx，第 3 行，成立日期「去年」：不是日期。\n"


def test_thousands_of_problems_are_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [unknown_zone(n, f"园区{n}") for n in range(1, 5000)]
    report(InvalidSource("", "", problems), "table")
    told = capsys.readouterr().err
    assert "4,999" in told
    assert len(told.splitlines()) < 10


def test_what_obeys_the_terminal_is_escaped() -> None:
    problem = Problem("a\x1b[31m.csv", 2, "b\x07", "\x1b]0;x", "坏\x1b。", "bad")
    other = no_date(2, "x")
    assert summary([problem]).isprintable()
    assert all(line.isprintable() for line in problem_lines([problem, other], 80))
