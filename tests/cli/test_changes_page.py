"""`diff` and `log` as texts: one line for each fact, a paragraph for each generation."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.cli import run
from tests.fixtures.tables import write_statements

pytestmark = pytest.mark.usefixtures("home_with_sources")

FIRST = ["甲厂|Enterprise|operatesIn|光伏|Industry", "乙厂|Enterprise|operatesIn|光伏|Industry"]
SECOND = [FIRST[0], "丙厂|Enterprise|operatesIn|风电|Industry"]


def test_a_change_is_one_line_a_fact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for rows in (FIRST, SECOND):
        assert run(["load", str(write_statements(tmp_path, "facts.csv", rows))]) == 0
    capsys.readouterr()
    assert run(["diff", "--lang", "zh"]) == 0
    text = capsys.readouterr().out
    lines = text.splitlines()
    assert "第 2 代 → 第 3 代" in lines[0]
    assert "- 乙厂 · 从事产业 · 光伏[1]" in lines, "a thing that is gone has its name"
    assert "+ 丙厂 · 从事产业 · 风电[1]" in lines
    assert "+ 丙厂 · 类 · 企业[1]" in lines
    assert "甲厂" not in text
    assert "丙厂 · 名称" not in text, "its name says nothing new"
    assert lines.index("来源") > lines.index("+ 丙厂 · 从事产业 · 风电[1]")
    assert run(["diff", "--lang", "zh", "-n", "1"]) == 0
    assert "另有 4 条；用 --limit 多列。" in capsys.readouterr().out


def test_a_change_tells_the_places_in_the_sources(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for rows in (FIRST, [*FIRST, "丙厂|Enterprise|operatesIn|风电|Industry|locator=p. 7"]):
        assert run(["load", str(write_statements(tmp_path, "facts.csv", rows))]) == 0
    capsys.readouterr()
    assert run(["diff", "--lang", "zh"]) == 0
    assert "第 7 页" in capsys.readouterr().out


def test_the_log_tells_what_was_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", str(write_statements(tmp_path, "facts.csv", FIRST))]) == 0
    assert run(["rollback", "1"]) == 0
    capsys.readouterr()
    assert run(["log", "--lang", "zh"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("第 3 代（当前）\n")
    assert "回到第 1 代" in text
    assert "载入 facts" in text
    assert run(["log", "--lang", "en"]) == 0
    assert "went back to generation 1" in capsys.readouterr().out
