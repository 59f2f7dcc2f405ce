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


def test_a_change_is_told_alike_after_it_was_undone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names, sources and counts do not depend on which generation is the current one."""
    table = tmp_path / "厂.csv"
    table.write_text("企业名称,主营业务\n己厂,做灯\n庚厂,做车\n", encoding="utf-8")
    assert run(["load", str(table), "--source", "工厂名单", "--publisher", "某区"]) == 0
    capsys.readouterr()
    assert run(["diff", "1", "2", "--lang", "zh"]) == 0
    before = capsys.readouterr().out
    assert "己厂" in before
    assert "工厂名单" in before
    assert run(["rollback", "1"]) == 0
    capsys.readouterr()
    assert run(["diff", "1", "2", "--lang", "zh"]) == 0
    assert capsys.readouterr().out == before
    assert run(["diff", "2", "3", "--lang", "zh"]) == 0
    undone = capsys.readouterr().out
    assert "工厂名单" in undone
    assert "enterprise/" not in undone
