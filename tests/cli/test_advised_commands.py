"""A command that a message advises can be copied: it has the options that the user gave."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gaoxin.cli import run
from gaoxin.graph.store.store import Store
from gaoxin.model import STATEMENT_COLUMNS
from gaoxin.settings import read_settings
from tests.fixtures.officer_lists import write_book
from tests.fixtures.read_lists import Rows

pytestmark = pytest.mark.usefixtures("home_with_sources")

MAPPING = """type = "Enterprise"
[[column]]
header = "甲列"
means = "name"
[[column]]
header = "乙列"
means = "established"
[[column]]
header = "联系电话"
means = "telephone"
"""
ROWS: Rows = [
    ["甲列", "乙列", "联系电话"],
    ["甲厂", "2018-02-30", "0551-65321234"],
    ["乙厂", "2018", "0551-65321235"],
]


def advised(told: str) -> list[str]:
    """The words of the advised load."""
    whole = told.replace(" \\\n", " ")  # as a shell reads it
    (found,) = re.findall(r":(?: |\n +)gaoxin (load .*)", whole)
    return shlex.split(found)


def correct(name: str) -> None:
    book = load_workbook(name)
    page = book.active
    assert page is not None
    (cell,) = (c for row in page.iter_rows() for c in row if c.value == "2018-02-30")
    cell.value = "2018-02-28"
    book.save(name)


def write_list(tmp_path: Path) -> list[str]:
    """A list that is read only with its mapping; its name and options need quotation marks."""
    (tmp_path / "我的 映射.toml").write_text(MAPPING, encoding="utf-8")
    write_book(tmp_path / "我的 名单.xlsx", ROWS)
    described = [
        "--source",
        "合肥 名单",
        "--publisher",
        "管委会",
        "--date",
        "2025-06",
        "--grade",
        "D",
    ]
    return ["load", "我的 名单.xlsx", "--mapping", "我的 映射.toml", *described]


def test_a_corrected_table_is_read_as_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [*write_list(tmp_path), "--personal", "联系电话", "--keep-foreign", "--replace"]
    assert run([*given, "--problems", "问题 1.xlsx"]) == 1
    words = advised(capsys.readouterr().err)
    correct("问题 1.xlsx")
    assert run(words) == 0, capsys.readouterr().err
    assert words[1] == "问题 1.xlsx"
    assert sorted(words[2:]) == sorted(given[2:])
    names = Store(read_settings()).read().names
    assert names.resolve("甲厂").name == "甲厂"


def test_rows_left_out_are_read_as_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = write_list(tmp_path)
    assert run([*given, "--skip-bad-rows"]) == 0
    told = capsys.readouterr()
    words = advised(told.out + told.err)
    correct(words[1])
    assert run(words) == 0, capsys.readouterr().err
    manifest = Store(read_settings()).read().manifest
    (first, second) = (d for key, d in manifest.datasets.items() if key != "sources")
    assert set(first.graphs) == set(second.graphs)  # the same source


def test_the_source_of_rows_of_a_common_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: Rows = [
        list(STATEMENT_COLUMNS),
        ["甲厂", "Enterprise", "operatesIn", "光伏", "Industry", "", "", "去年", "", "", "", ""],
        ["乙厂", "Enterprise", "operatesIn", "光伏", "Industry", "", "", "2024", "", "", "", ""],
    ]
    write_book(tmp_path / "a.xlsx", rows)
    assert run(["load", "a.xlsx", "--source", "paper-a", "--skip-bad-rows"]) == 0
    told = capsys.readouterr()
    assert advised(told.out + told.err) == ["load", "a-skipped.xlsx", "--source", "paper-a"]


def test_a_mapping_is_written_and_used_from_another_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "我的 文件").mkdir()
    rows: Rows = [["企业名称", "所在城市"], ["甲厂", "合肥市"]]
    write_book(tmp_path / "我的 文件" / "名单.xlsx", rows)
    assert run(["map", "我的 文件/名单.xlsx", "-o", "我的 文件/映射.toml"]) == 0
    words = advised(capsys.readouterr().err)
    assert words == ["load", "我的 文件/名单.xlsx", "--mapping", "我的 文件/映射.toml"]


def test_the_sheet_of_which_a_mapping_is_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: Rows = [["名称", "所属行业", "说明"], ["甲", "光伏", "x"]]
    write_book(tmp_path / "甲 乙.xlsx", rows, sheet="第 1 页")
    assert run(["load", "甲 乙.xlsx"]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "gaoxin map '甲 乙.xlsx' --sheet '第 1 页' --type Enterprise -o mapping.toml" in told
