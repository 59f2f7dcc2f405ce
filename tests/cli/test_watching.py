"""Watches: after a load, what came, went or changed in what a person watches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gaoxin.cli import run
from tests.fixtures.changing_rows import FIRST, SECOND
from tests.fixtures.tables import write_statements

pytestmark = pytest.mark.usefixtures("home_with_sources")

THIRD_FIRM = "丙厂|Enterprise|operatesIn|光伏|Industry"


def load(folder: Path, rows: list[str]) -> None:
    assert run(["load", str(write_statements(folder, "facts.csv", rows))]) == 0


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert run(["watch", *arguments, "--lang", "zh"]) == 0
    return capsys.readouterr().out


def test_thing_tells_what_came_went_and_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(tmp_path, FIRST)
    told(capsys, "add", "我的厂", "--thing", "甲厂")
    assert "没有变化" in told(capsys, "run")
    load(tmp_path, [*SECOND, THIRD_FIRM])
    text = told(capsys, "run", "--keep")
    assert "~ 甲厂 · 营业收入 · 12 亿元（2024 年，原为10 亿元，2024 年）[1]" in text
    assert "+ 甲厂 · 从事产业 · 风电[1]" in text
    assert "- 甲厂 · 从事产业 · 光伏[1]" in text
    assert "乙厂" not in text
    assert "丙厂" not in text
    assert "甲报" in text, "the source is listed"
    assert told(capsys, "run") == text, "--keep tells it again"
    assert "没有变化" in told(capsys, "run"), "what was told is remembered"


def test_figures_that_disagree_are_told_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figure = "甲厂|Enterprise|observation|营业收入|Indicator|unit=亿元|time=2024|value="
    others = ["甲厂|Enterprise|operatesIn|光伏|Industry"]
    load(tmp_path, [figure + "10", figure + "12|source=paper-b", *others])
    told(capsys, "add", "我的厂", "--thing", "甲厂")
    load(tmp_path, others)
    text = told(capsys, "run", "--keep")
    assert "- 甲厂 · 营业收入 · 10 亿元" in text
    assert "- 甲厂 · 营业收入 · 12 亿元" in text
    load(tmp_path, [figure + "13", *others])
    text = told(capsys, "run")
    assert text.count("营业收入") == 2, "one has changed, the other went"


def test_class_and_query_are_watched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path, FIRST)
    told(capsys, "add", "企业", "--type", "企业")
    told(capsys, "add", "光伏企业", "--query", "enterprises/in_industry", "industry=光伏")
    load(tmp_path, [*SECOND, THIRD_FIRM])
    text = told(capsys, "run", "--keep")
    assert "+ 丙厂 · 类 · 企业[1]" in text
    query = json.loads(told(capsys, "run", "光伏企业", "--format", "json"))
    assert {(row["change"], row["subject"]) for row in query["rows"]} == {
        ("came", "丙厂"),
        ("went", "甲厂"),
    }


def test_rows_about_one_thing_are_told_apart() -> None:
    from gaoxin.queries.watching.look import _row_changes
    from gaoxin.queries.watching.watch import Watch

    one = {"firm": "甲厂", "project": "一期", "firm_iri": "x:1"}
    two = {"firm": "甲厂", "project": "二期", "firm_iri": "x:1"}
    three = {"firm": "甲厂", "project": "三期", "firm_iri": "x:1"}
    changes = _row_changes(Watch("a", rows=(one, two)), Watch("a", rows=(one, three)))
    assert [(change.kind, change.value) for change in changes] == [
        ("came", "三期"),
        ("went", "二期"),
    ]


def test_place_narrows_a_class(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path, ["甲厂|Enterprise|locatedIn|甲区|Zone"])
    told(capsys, "add", "甲区企业", "--type", "企业", "--in", "甲区")
    load(
        tmp_path,
        [
            "甲厂|Enterprise|locatedIn|甲区|Zone",
            "丁厂|Enterprise|locatedIn|甲区|Zone",
            "戊厂|Enterprise|locatedIn|乙区|Zone",
        ],
    )
    text = told(capsys, "run")
    assert "丁厂" in text
    assert "戊厂" not in text


def test_wrong_watches_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path, FIRST)
    assert run(["watch", "add", "空"]) == 2
    assert run(["watch", "add", "空", "--thing", "没有的厂"]) == 1
    told(capsys, "add", "一", "--thing", "甲厂")
    assert run(["watch", "add", "一", "--thing", "乙厂"]) == 2
    assert run(["watch", "run", "二"]) == 1
    assert run(["watch", "remove", "二"]) == 1
    assert "一" in told(capsys, "list")
    told(capsys, "remove", "一")
    assert "一" not in told(capsys, "list")


def test_damaged_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from gaoxin.settings import read_settings

    load(tmp_path, FIRST)
    (read_settings().home / "watches.json").write_text("[{", encoding="utf-8")
    assert run(["watch", "run"]) == 1
    assert "watches.json" in capsys.readouterr().err
