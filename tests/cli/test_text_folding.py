"""Lines of a terminal: Chinese breaks anywhere but at brackets and stops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gaoxin.cli.line_folding import fold_code, fold_command, fold_line
from gaoxin.cli.text_folding import fold


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("甲乙丙", 10, ["甲乙丙"]),
        ("甲乙丙丁戊己", 10, ["甲乙丙丁戊", "己"]),
        ("甲乙丙丁戊。", 10, ["甲乙丙丁", "戊。"]),
        ("甲乙丙丁「戊」", 10, ["甲乙丙丁", "「戊」"]),
        ("甲、乙丙、丁戊己", 10, ["甲、乙丙、", "丁戊己"]),  # names stay whole
        ("甲乙丙丁 12 家", 12, ["甲乙丙丁", "12 家"]),  # a number stays with its unit
        ("甲乙丙丁戊[1][2]", 12, ["甲乙丙丁", "戊[1][2]"]),  # a mark with what it is about
        ("甲乙丙 2022 年 1–9 月", 12, ["甲乙丙", "2022 年 1–9", "月"]),
        ("甲乙丙丁 戊己", 10, ["甲乙丙丁", "戊己"]),
        ("整行（1 行）：坏", 10, ["整行", "（1 行）：", "坏"]),
        ("运行 gaoxin review 决定", 15, ["运行", "gaoxin review", "决定"]),
        ("one two three", 8, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("gaoxin/industries-sei-2018", 20, ["gaoxin/industries-", "sei-2018"]),
    ],
)
def test_examples(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width) == lines


@given(st.text("认不出，。（）「」 ab1-x%", max_size=60), st.integers(4, 40))
def test_nothing_is_lost_and_every_line_fits(text: str, width: int) -> None:
    lines = fold(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text("认不出，。（）「」 ab1-x%", max_size=60), st.integers(10, 40), st.integers(0, 6))
def test_further_lines_are_narrower_by_the_hang(text: str, width: int, hang: int) -> None:
    first, *rest = fold(text, width, hang)
    assert cell_len(first) <= width
    assert all(cell_len(line) <= width - hang for line in rest)


def test_an_indented_line_goes_on_further_in() -> None:
    assert fold_line("  one two three", 12) == ["  one two", "    three"]
    assert fold_line("one two three", 8) == ["one two", "three"]


@pytest.mark.parametrize(
    "path", ["/srv/清单/2025.csv", "C:\\清单\\2025.csv", "/srv/lists/2025.csv"]
)
def test_the_path_of_a_file_can_be_copied(path: str) -> None:
    assert fold_line(f"已画成 {path}，共 3 行", 12) == ["已画成", path, "，共 3 行"]
    assert fold_line(f"{path} is damaged.", 12) == [path, "is damaged."]
    assert fold(path, 12) != [path]  # a cell of a table has no more room


def test_a_command_can_be_copied() -> None:
    message = "请改正后再载入：gaoxin load 名单.xlsx --mapping '我的 映射.toml' --replace"
    lines = fold_line(message, 40)
    assert lines == [
        "请改正后再载入：",
        "  gaoxin load 名单.xlsx --mapping \\",
        "      '我的 映射.toml' --replace",
    ]
    assert fold_command("gaoxin show 甲", 40) == ["gaoxin show 甲"]
    assert fold_line("请先运行 gaoxin neo4j start，再试。", 30) == [
        "请先运行 gaoxin neo4j start，",
        "再试。",
    ]


def test_code_is_broken_outside_quotation_marks() -> None:
    assert fold_code("  WHERE x.name = 'a b c' AND y", 20) == [
        "  WHERE x.name =",
        "      'a b c' AND y",
    ]


def test_what_follows_a_semicolon_is_no_command() -> None:
    lines = fold_line("load it first: gaoxin load list.csv; then gaoxin review asks for names", 40)
    assert len(lines) == 2
    assert not any(line.endswith("\\") for line in lines)
