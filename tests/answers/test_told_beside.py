"""What stands beside an answer: the post, since when, and what is only planned or over."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.answers.answering import answer
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.answers.reply_words import row_words
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.settings import Settings, read_settings
from tests.fixtures.homes import copy_home

TABLE = """subject,subject_type,predicate,object,object_type,value,unit,time,status,qualifier
甲一,Person,holdsPosition,合肥高新区,Zone,,,2023-01/..,actual,管委会主任
乙二,Person,holdsPosition,合肥高新区,Zone,,,2025-08/..,actual,管委会主任
丙三,Person,holdsPosition,芜湖高新区,Zone,,,2015/2019,historical,管委会主任
芜湖高新区,Zone,hosts,甲测试平台,Platform,,,2024,actual,
芜湖高新区,Zone,hosts,乙测试平台,Platform,,,2027,planned,
"""


@pytest.fixture(scope="module")
def facts(shipped_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> FactFile:
    folder: Path = tmp_path_factory.mktemp("told")
    settings = copy_home(shipped_settings, folder / "home")
    (folder / "t.csv").write_text(TABLE, "utf-8")
    load_paths(settings, [folder / "t.csv"], source="测试名单")
    return open_facts(Store(read_settings({"GAOXIN_HOME": str(settings.home)})).read())


def told(facts: FactFile, text: str) -> list[str]:
    return [row_words(row) for row in answer(facts, text).rows]


def test_who_came_last_is_told_first_and_since_when(facts: FactFile, chinese: None) -> None:
    rows = told(facts, "合肥高新区管委会主任是谁")
    assert rows[:2] == [
        "乙二（管委会主任，2025 年 8 月以来）",
        "甲一（管委会主任，2023 年 1 月以来）",
    ]


def test_in_english(facts: FactFile) -> None:
    rows = told(facts, "合肥高新区管委会主任是谁")
    assert rows[0] == "乙二 (管委会主任, since August 2025)"


def test_a_former_post_is_told_as_such(facts: FactFile, chinese: None) -> None:
    rows = told(facts, "芜湖高新区管委会主任是谁")
    assert [row for row in rows if row.startswith("丙三")] == [
        "丙三（管委会主任，2015–2019 年，曾经）"
    ]


def test_what_is_only_planned_is_told_as_such(facts: FactFile, chinese: None) -> None:
    rows = told(facts, "芜湖高新区有哪些平台")
    assert "甲测试平台（2024 年）" in rows
    assert "乙测试平台（2027 年，计划）" in rows
