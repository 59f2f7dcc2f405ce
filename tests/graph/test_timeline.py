"""Timelines: dated facts in order, dates of related things, and a count of what has no date."""

from __future__ import annotations

from typing import Any

from gaoxin.graph.comparison.timeline import COLUMNS, rows_of_timeline, timeline
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.facts.valid_then import ValidThen
from gaoxin.graph.portrait.portrait import Filter
from tests.fixtures.told import thing, told

ZONE = "甲高新区|Zone"
ROWS = (
    f"{ZONE}|approved|||value=2010-11",
    f"{ZONE}|observation|总产值|Indicator|value=100|unit=亿元|time=2024|status=actual",
    f"{ZONE}|target|总产值|Indicator|value=200|unit=亿元|time=2030|status=target",
    f"{ZONE}|hasIndustry|光伏|Industry|time=2012|status=actual",
    f"{ZONE}|hasIndustry|软件|Industry|status=actual",
    f"王某|Person|holdsPosition|{ZONE}|time=2019|qualifier=主任",
    f"{ZONE}|issues|甲政策|Policy",
    "甲政策|Policy|issued|||value=2015-06-01",
)


def found(*rows: str, wanted: Filter | None = None) -> list[tuple[str, str]]:
    graph: Any = told(paper_a=rows)
    line = timeline(graph, thing("甲高新区", "Zone"), wanted)
    return [(each.time, each.name) for each in line.facts]


def test_dated_facts_the_oldest_first() -> None:
    times, names = zip(*found(*ROWS), strict=True)
    assert list(times) == ["2010-11", "2012", "2015-06-01", "2019", "2024", "2030"]
    assert list(names[:4]) == ["", "光伏", "甲政策", "王某"]
    assert "10" in names[4]  # 100 亿元, or 10 billion yuan
    assert "20" in names[5]


def test_what_has_no_date_is_counted() -> None:
    graph: Any = told(paper_a=ROWS)
    line = timeline(graph, thing("甲高新区", "Zone"))
    assert line.undated == 2  # 软件 and the relation to 甲政策
    assert [each.is_promise for each in line.facts] == [False] * 5 + [True]


def test_as_of_an_earlier_year() -> None:
    graph: Any = told(paper_a=ROWS)
    wanted = Filter(then=ValidThen(Reader(graph), 2013))
    line = timeline(graph, thing("甲高新区", "Zone"), wanted)
    assert [each.time for each in line.facts] == ["2010-11", "2012"]


def test_a_later_promise_of_unknown_age_is_not_told_of_an_earlier_year() -> None:
    promise = f"{ZONE}|target|出口额|Indicator|value=9|unit=亿元|time=2030|status=target"
    graph: Any = told(paper_a=ROWS, hearsay=[promise])
    known = {}
    for year in (1, 2025, 2030):
        wanted = Filter(then=ValidThen(Reader(graph), year))
        line = timeline(graph, thing("甲高新区", "Zone"), wanted)
        known[year] = {each.label for each in line.facts if each.is_promise}
    assert known == {1: set(), 2025: {"总产值"}, 2030: {"总产值", "出口额"}}


def test_two_relations_to_one_thing_are_told_once() -> None:
    extra = f"{ZONE}|hasPolicy|甲政策|Policy"
    assert found(*ROWS, extra) == found(*ROWS)


def test_rows_have_all_columns_and_sources() -> None:
    graph: Any = told(paper_a=ROWS)
    answer = rows_of_timeline(timeline(graph, thing("甲高新区", "Zone")))
    assert answer.rows
    for row in answer.rows:
        assert list(row) == COLUMNS
        assert row["source"] == "paper-a"
    assert [row["value"] for row in answer.rows if row["section"] == "figures"] == ["100"]
