"""Promises judged by figures: what counts as evidence, what does not, and what is undecidable."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gaoxin.graph.audit.targets import COLUMNS, VERDICTS, is_like, targets
from gaoxin.graph.facts.reader import Readable
from gaoxin.graph.store.generation import Generation
from gaoxin.settings import Settings
from tests.fixtures.judged import generation_of
from tests.fixtures.told import told

LESS_IS_BETTER = (
    "排名 排位 名次 位次 能耗 排放 时限 时长 天数 所需材料 周期 成本 负担 失业 空置 不良 事故 "
    "下降 降低 减少 压减 压缩"
)
AS_OF = date(2026, 6, 30)
ZONE = "甲高新区|Zone"


def target(
    value: str = "100",
    unit: str = "亿元",
    time: str = "2025",
    qualifier: str = "",
    name: str = "总产值",
) -> str:
    return (
        f"{ZONE}|target|{name}|Indicator|value={value}|unit={unit}|time={time}|status=target"
        f"|qualifier={qualifier}"
    )


def figure(
    value: str = "120",
    unit: str = "亿元",
    time: str = "2025",
    qualifier: str = "",
    name: str = "总产值",
    status: str = "actual",
) -> str:
    return (
        f"{ZONE}|observation|{name}|Indicator|value={value}|unit={unit}|time={time}"
        f"|status={status}|qualifier={qualifier}"
    )


def only(generation: Readable, as_of: date = AS_OF) -> dict[str, Any]:
    rows = targets(generation, as_of).rows
    assert len(rows) == 1
    assert set(rows[0]) == set(COLUMNS)
    return rows[0]


CASES = [
    # promise, figures, verdict, reason
    (target(), figure("120"), "reached", ""),
    (target(), figure("99.9"), "missed", ""),
    (target("0.01", "万亿元"), figure("10000000000", "元"), "reached", ""),
    (target("100", "家", name="企业数"), figure("101", "个", name="企业数"), "reached", ""),
    (target(qualifier=">"), figure("100"), "missed", ""),
    (target(qualifier=">="), figure("100"), "reached", ""),
    (target("5", "%", qualifier="<="), figure("4.8", "%"), "reached", ""),
    (target("5", "%", qualifier="<="), figure("5.2", "%"), "missed", ""),
    # A figure like ">1000" decides only if all numbers that it allows give the same verdict.
    (target(), figure("90", qualifier=">"), "unknown", "open"),
    (target(), figure("110", qualifier=">"), "reached", ""),
    (target(), figure("95", qualifier="~"), "unknown", "open"),
    (target(), figure("80", qualifier="~"), "missed", ""),
    (target(qualifier="~"), figure("96"), "unknown", "open"),
    (target(qualifier="~"), figure("89"), "missed", ""),
    (target(qualifier="~"), figure("100"), "reached", ""),
    # If less may be better, a plain number has no direction.
    (target("3", "位", name="全国排名"), figure("2", "位", name="全国排名"), "unknown", "open"),
    (target("3", "位", name="全国排名"), figure("3", "位", name="全国排名"), "reached", ""),
    # A figure with another unit, period, indicator or status is not evidence.
    (target("2", "倍"), figure("200", "亿元"), "unknown", "other_unit"),
    (target("8", "%"), figure("9", "%", qualifier="yoy"), "unknown", "other_unit"),
    (target(), figure(time="2024"), "unreported", ""),
    (target(), figure(time="2025-01/2025-09"), "unreported", ""),
    (target(), figure(time="2025-Q4"), "unreported", ""),
    (target(), figure(time=""), "unreported", ""),
    (target(), figure(name="工业总产值"), "unreported", ""),
    (target(), figure(status="historical"), "unreported", ""),
    (target(), figure(status="planned", time="2030"), "unreported", ""),
    # Figures of a plan's last year or last day match; sums over the plan do not.
    (target(time="2021/2025"), figure(time="2025"), "reached", ""),
    (target(time="2021/2025"), figure(time="2025-12-31"), "reached", ""),
    (target(time="2021/2025"), figure(time="2021/2025"), "reached", ""),
    (target(time="2025"), figure(time="2021/2025"), "unreported", ""),
    (target(time="2021/2025", qualifier="累计"), figure(time="2025"), "unreported", ""),
    (target(time=""), figure(), "unknown", "no_date"),
    (target(""), figure(), "unknown", "no_number"),
    (target(time="2027"), figure(), "not_due", ""),
]


@pytest.fixture(scope="module")
def judged() -> dict[str, dict[str, Any]]:
    """The rows of all cases by zone; each case has its own zone."""
    own = [
        [line.replace("甲高新区", f"甲{number}高新区") for line in case[:2]]
        for number, case in enumerate(CASES)
    ]
    generation = told(paper_a=[line for line, _ in own], paper_b=[line for _, line in own])
    rows = targets(generation, AS_OF).rows
    return {str(row["zone"]): row for row in rows if row["source"] == "paper-a"}


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_promise_is_judged_by_what_fits(number: int, judged: dict[str, dict[str, Any]]) -> None:
    row = judged[f"甲{number}高新区"]
    _, _, verdict, why = CASES[number]
    assert (row["verdict"], row["why"]) == (verdict, why)
    assert bool(row["reached_source"]) == (
        why != "no_date" and verdict not in ("not_due", "unreported")
    )


def test_a_promise_falls_due_on_its_last_day() -> None:
    generation = told(paper_a=[target(), figure()])
    before, on = date(2025, 12, 30), date(2025, 12, 31)
    assert (only(generation, before)["verdict"], only(generation, before)["fell_due"]) == (
        "not_due",
        False,
    )
    assert (only(generation, on)["verdict"], only(generation, on)["fell_due"]) == ("reached", True)


def test_sources_that_contradict_each_other_decide_nothing() -> None:
    row = only(told(paper_a=[target(), figure("120")], paper_b=[figure("90")]))
    assert (row["verdict"], row["why"]) == ("unknown", "disagree")
    assert sorted(row["reached"].split("; ")) == ["120", "90"]
    assert row["reached_source"] == "paper-a; paper-b"


def test_planned_figures_are_promises() -> None:
    planned = figure("10", "项", name="改革数", status="planned")
    done = figure("11", "项", name="改革数")
    row = only(told(paper_a=[planned], paper_b=[done]))
    assert (row["promised"], row["verdict"]) == ("10", "reached")


def test_like_names() -> None:
    assert is_like("高新技术企业数量", "国家高新技术企业数")
    assert not is_like("总产值", "上市企业数")


@pytest.mark.parametrize(
    "word",
    LESS_IS_BETTER.split(),
)
def test_where_less_may_be_better_a_bare_number_tells_no_side(word: str) -> None:
    for value in ("99", "101"):
        row = only(told(paper_a=[target(name=word), figure(value, name=word)]))
        assert (row["verdict"], row["why"]) == ("unknown", "open")
    row = only(told(paper_a=[target(name=word, qualifier=">="), figure("101", name=word)]))
    assert row["verdict"] == "reached"
    row = only(told(paper_a=[target(name=word, qualifier="~"), figure("92", name=word)]))
    assert row["verdict"] == "reached"
    row = only(told(paper_a=[target(name=word, qualifier="~"), figure("80", name=word)]))
    assert (row["verdict"], row["why"]) == ("unknown", "open")


@pytest.mark.parametrize(
    "word", ["累计", "年均", "平均", "新增", "合计", "共计", "总计", "总投资", "每年"]
)
def test_the_last_year_does_not_tell_a_sum_over_the_period(word: str) -> None:
    plan, year, whole = "2021/2025", figure(name=f"{word}额"), figure(name=f"{word}额")
    promised = target(name=f"{word}额", time=plan)
    assert only(told(paper_a=[promised, year]))["verdict"] == "unreported"
    whole = figure(name=f"{word}额", time=plan)
    assert only(told(paper_a=[promised, whole]))["verdict"] == "reached"
    assert (
        only(told(paper_a=[target(time=plan, qualifier=word), figure()]))["verdict"] == "unreported"
    )


@pytest.mark.parametrize(
    ("promised", "reached", "fitting"),
    [
        ("2021/2025", "2025-01/2025-12", True),
        ("2021/2025", "2025-02/2025-12", False),
        ("2021/2025", "2025-01/2025-11", False),
        ("2021/2025", "2024-01/2025-12", False),
        ("2021/2025", "2025-12", False),
        ("2021/2025", "2025-12-30", False),
        ("2021/2025", "2024-12-31", False),
        ("2021/2025", "../2025", False),
        ("../2025", "../2025", True),
        ("../2025", "2025", True),
        ("../2025", "2025-12-31", True),
        ("2021/2025-06", "2025-01/2025-06", False),
        ("2021/2025-06", "2025-06-30", True),
        ("2021/2025-06", "2025", False),
        ("2025-Q4", "2025", True),
        ("2025-12-30", "2025-01-01/2025-12-30", False),
        ("2025-12-31", "2025", True),
        ("2025/..", "2025", None),
    ],
)
def test_which_periods_fit(promised: str, reached: str, fitting: bool | None) -> None:
    row = only(told(paper_a=[target(time=promised)], paper_b=[figure(time=reached)]))
    verdict = ("reached", "") if fitting else ("unreported", "")
    assert (row["verdict"], row["why"]) == (
        verdict if fitting is not None else ("unknown", "no_date")
    )
    assert row["reached_time"] == (reached if fitting else "")


@pytest.mark.parametrize(
    ("promised", "reached", "verdict"),
    [
        (">", "100", "missed"),
        (">", "100.01", "reached"),
        (">=", "100", "reached"),
        (">=", "99.99", "missed"),
        ("", "100", "reached"),
        ("", "99.99", "missed"),
        ("<", "100", "missed"),
        ("<", "99.99", "reached"),
        ("<=", "100", "reached"),
        ("<=", "100.01", "missed"),
        ("~", "89.99", "missed"),
        ("~", "90", "unknown"),
        ("~", "99.99", "unknown"),
        ("~", "100", "reached"),
        ("~", "500", "reached"),
    ],
)
def test_the_number_promised_and_the_numbers_beside_it(
    promised: str, reached: str, verdict: str
) -> None:
    row = only(told(paper_a=[target(qualifier=promised)], paper_b=[figure(reached)]))
    assert row["verdict"] == verdict


def test_units_are_multiplied_out() -> None:
    for unit, value in (("元", "10000000000"), ("万元", "1000000"), ("亿元", "100")):
        assert only(told(paper_a=[target(), figure(value, unit)]))["verdict"] == "reached"
        less = str(int(value) - 1)
        assert only(told(paper_a=[target(), figure(less, unit)]))["verdict"] == "missed"


def test_growth_is_compared_with_growth_only() -> None:
    for growth in ("yoy", "同比增长", "约; yoy", "约；yoy"):
        promised = target("8", "%", qualifier=growth)
        assert only(told(paper_a=[promised, figure("9", "%")]))["why"] == "other_unit"
        grown = figure("9", "%", qualifier="yoy")
        assert only(told(paper_a=[promised, grown]))["verdict"] in ("reached", "unknown")
        assert only(told(paper_a=[promised, grown]))["why"] != "other_unit"
    yoyo = target("8", "%", qualifier="yoyo")
    assert only(told(paper_a=[yoyo, figure("9", "%")]))["verdict"] == "reached"


def test_why_a_promise_cannot_be_judged() -> None:
    no_number = only(told(paper_a=[target(""), figure("120")]))
    assert (no_number["why"], no_number["reached"], no_number["promised"]) == (
        "no_number",
        "120",
        "",
    )
    other_unit = only(told(paper_a=[target(), figure("120", "%")]))
    assert (other_unit["why"], other_unit["reached"], other_unit["reached_unit"]) == (
        "other_unit",
        "120",
        "%",
    )
    open_one = only(told(paper_a=[target(), figure("90", qualifier=">")]))
    assert (open_one["why"], open_one["reached"]) == ("open", ">90")
    without = only(told(paper_a=[target(), figure("")]))
    assert (without["verdict"], without["why"]) == ("unknown", "other_unit")
    undated = only(told(paper_a=[target(time=""), figure()]))
    assert (undated["due"], undated["fell_due"], undated["why"]) == ("", None, "no_date")
    assert undated["reached"] == ""


def test_figures_that_leave_it_open_do_not_undo_those_that_decide() -> None:
    row = only(told(paper_a=[target(), figure("90", qualifier=">")], paper_b=[figure("120")]))
    assert (row["verdict"], row["why"]) == ("reached", "")
    assert sorted(row["reached"].split("; ")) == ["120", ">90"]
    row = only(told(paper_a=[target(), figure("80", qualifier=">")], paper_b=[figure("90")]))
    assert row["verdict"] == "missed"
    # If one figure is comparable, another one in another unit is ignored.
    row = only(told(paper_a=[target(), figure("5", "%")], paper_b=[figure("120")]))
    assert (row["verdict"], row["reached"]) == ("reached", "120")


@pytest.mark.parametrize(
    ("name", "other", "alike"),
    [
        ("企业总数", "企业个数", True),
        ("企业数量", "企业数", True),
        ("产业规模", "产业总额", True),
        ("进出口总量", "进出口额", True),
        ("总数", "数量", False),
        ("数", "企业数", False),
        ("企业数", "数", False),
        ("高新技术企业", "企业", True),
        ("企业", "高新技术企业", True),
        ("一二三四", "一二三五", False),
        ("一二三四五", "一二三四六", True),
    ],
)
def test_which_names_are_alike(name: str, other: str, alike: bool) -> None:
    assert is_like(name, other) is alike


def test_names_that_the_identity_table_merges_are_one_indicator(
    home: Settings, tmp_path: Path
) -> None:
    table = tmp_path / "identity.csv"
    table.write_text(
        "left,left_type,right,right_type,relation,reason,source\n"
        "工业总产值,Indicator,总产值,Indicator,same,同一指标,paper-a\n",
        encoding="utf-8",
    )
    other = [figure(name="工业总产值")]
    generation = generation_of(home, tmp_path / "in", [table], paper_a=[target()], paper_b=other)
    assert only(generation)["verdict"] == "reached"


def test_shipped_promises_have_a_verdict_and_a_source(shipped: Generation, chinese: None) -> None:
    rows = targets(shipped, AS_OF).rows
    assert len(rows) >= 50
    for row in rows:
        assert row["verdict"] in VERDICTS
        assert bool(row["why"]) == (row["verdict"] == "unknown"), row
        assert row["source"]
        assert row["grade"]
        if row["verdict"] in ("reached", "missed"):
            assert row["reached_source"]
            assert row["fell_due"]
    sizes = [
        r for r in rows if (r["zone"], r["indicator"]) == ("大连高新技术产业园区", "产业大军人数")
    ]
    assert [(r["promised"], r["unit"], r["verdict"]) for r in sizes] == [("30", "万人", "not_due")]
    hints = sizes[0]["near"]
    assert any("2022" in hint and re.search("20 万人|200,000", hint) for hint in hints)


def test_an_estimate_that_is_published_after_the_period_is_no_promise() -> None:
    before, after = target(), target(time="2025", name="营收")
    rows = targets(told(paper_a=[before], paper_b=[after]), AS_OF).rows
    assert {(row["verdict"], row["why"]) for row in rows} == {
        ("unreported", ""),
        ("unknown", "estimate"),
    }
    both = only(told(paper_a=[before], paper_b=[before]))
    assert both["verdict"] == "unreported"
