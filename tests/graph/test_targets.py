"""Promises judged by figures: what counts as evidence, what does not, and what cannot be told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gaoxin.graph.audit.targets import COLUMNS, VERDICTS, is_like, targets
from gaoxin.graph.facts.spans import Span, same_unit, span
from gaoxin.graph.store.generation import Generation
from gaoxin.settings import Settings, read_settings
from tests.fixtures.judged import generation_of

AS_OF = date(2026, 6, 30)
ZONE = "甲高新区|Zone"


def target(value: str = "100", unit: str = "亿元", time: str = "2025", qualifier: str = "",
           name: str = "总产值") -> str:  # fmt: skip
    return (
        f"{ZONE}|target|{name}|Indicator|value={value}|unit={unit}|time={time}|status=target"
        f"|qualifier={qualifier}"
    )


def figure(value: str = "120", unit: str = "亿元", time: str = "2025", qualifier: str = "",
           name: str = "总产值", status: str = "actual") -> str:  # fmt: skip
    return (
        f"{ZONE}|observation|{name}|Indicator|value={value}|unit={unit}|time={time}"
        f"|status={status}|qualifier={qualifier}"
    )


def only(generation: Generation, as_of: date = AS_OF) -> dict[str, Any]:
    rows = targets(generation, as_of).rows
    assert len(rows) == 1
    assert set(rows[0]) == set(COLUMNS)
    return rows[0]


CASES = [
    # promised, told, verdict, why
    (target(), figure("120"), "reached", ""),
    (target(), figure("99.9"), "missed", ""),
    (target("0.01", "万亿元"), figure("10000000000", "元"), "reached", ""),
    (target("100", "家", name="企业数"), figure("101", "个", name="企业数"), "reached", ""),
    (target(qualifier=">"), figure("100"), "missed", ""),
    (target(qualifier=">="), figure("100"), "reached", ""),
    (target("5", "%", qualifier="<="), figure("4.8", "%"), "reached", ""),
    (target("5", "%", qualifier="<="), figure("5.2", "%"), "missed", ""),
    # An open figure decides only where every number that it allows does.
    (target(), figure("90", qualifier=">"), "unknown", "open"),
    (target(), figure("110", qualifier=">"), "reached", ""),
    (target(), figure("95", qualifier="~"), "unknown", "open"),
    (target(), figure("80", qualifier="~"), "missed", ""),
    (target(qualifier="~"), figure("96"), "unknown", "open"),
    (target(qualifier="~"), figure("89"), "missed", ""),
    (target(qualifier="~"), figure("100"), "reached", ""),
    # Where less may be better a bare number tells no side.
    (target("3", "位", name="全国排名"), figure("2", "位", name="全国排名"), "unknown", "open"),
    (target("3", "位", name="全国排名"), figure("3", "位", name="全国排名"), "reached", ""),
    # Another unit, another period, another indicator, another status: no evidence.
    (target("2", "倍"), figure("200", "亿元"), "unknown", "other_unit"),
    (target("8", "%"), figure("9", "%", qualifier="yoy"), "unknown", "other_unit"),
    (target(), figure(time="2024"), "unknown", "no_figure"),
    (target(), figure(time="2025-01/2025-09"), "unknown", "no_figure"),
    (target(), figure(time="2025-Q4"), "unknown", "no_figure"),
    (target(), figure(time=""), "unknown", "no_figure"),
    (target(), figure(name="工业总产值"), "unknown", "no_figure"),
    (target(), figure(status="historical"), "unknown", "no_figure"),
    (target(), figure(status="planned", time="2030"), "unknown", "no_figure"),
    # The year in which a plan ends, and its last day, fit; sums over the plan do not.
    (target(time="2021/2025"), figure(time="2025"), "reached", ""),
    (target(time="2021/2025"), figure(time="2025-12-31"), "reached", ""),
    (target(time="2021/2025"), figure(time="2021/2025"), "reached", ""),
    (target(time="2025"), figure(time="2021/2025"), "unknown", "no_figure"),
    (target(time="2021/2025", qualifier="累计"), figure(time="2025"), "unknown", "no_figure"),
    (target(time=""), figure(), "unknown", "no_date"),
    (target(""), figure(), "unknown", "no_number"),
    (target(time="2027"), figure(), "not_due", ""),
]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The rows of all cases, each about a zone of its own, by zone; one load for all."""
    folder = tmp_path_factory.mktemp("judged")
    settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
    own = [
        [line.replace("甲高新区", f"甲{number}高新区") for line in case[:2]]
        for number, case in enumerate(CASES)
    ]
    generation = generation_of(
        settings,
        folder / "in",
        paper_a=[line for line, _ in own],
        paper_b=[line for _, line in own],
    )
    rows = targets(generation, AS_OF).rows
    return {str(row["zone"]): row for row in rows if row["source"] == "paper-a"}


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_promise_is_judged_by_what_fits(number: int, judged: dict[str, dict[str, Any]]) -> None:
    row = judged[f"甲{number}高新区"]
    _, _, verdict, why = CASES[number]
    assert (row["verdict"], row["why"]) == (verdict, why)
    assert bool(row["reached_source"]) == (
        why not in ("no_figure", "no_date") and verdict != "not_due"
    )


def test_both_sources_stand_beside_a_verdict(home: Settings, tmp_path: Path) -> None:
    row = only(generation_of(home, tmp_path / "in", paper_a=[target()], paper_b=[figure("96.5")]))
    assert (row["source"], row["source_title"], row["source_date"], row["grade"]) == (
        "paper-a", "甲报", "2022-12", "D",
    )  # fmt: skip
    assert (row["reached_source"], row["reached_source_title"]) == ("paper-b", "乙报")
    assert (row["reached_source_date"], row["reached_grade"]) == ("2026-01-05", "C")
    assert (row["promised"], row["unit"], row["reached"]) == ("100", "亿元", "96.5")
    assert (row["due"], row["fell_due"], row["zone"]) == ("2025-12-31", True, "甲高新区")


def test_a_promise_falls_due_on_its_last_day(home: Settings, tmp_path: Path) -> None:
    generation = generation_of(home, tmp_path / "in", paper_a=[target(), figure()])
    before, on = date(2025, 12, 30), date(2025, 12, 31)
    assert (only(generation, before)["verdict"], only(generation, before)["fell_due"]) == (
        "not_due", False,
    )  # fmt: skip
    assert only(generation, on)["verdict"] == "reached"


def test_sources_that_contradict_each_other_decide_nothing(home: Settings, tmp_path: Path) -> None:
    row = only(
        generation_of(home, tmp_path / "in", paper_a=[target(), figure("120")],
                      paper_b=[figure("90")])
    )  # fmt: skip
    assert (row["verdict"], row["why"]) == ("unknown", "disagree")
    assert sorted(row["reached"].split("; ")) == ["120", "90"]
    assert row["reached_source"] == "paper-a; paper-b"


def test_hints_are_named_and_decide_nothing(home: Settings, tmp_path: Path) -> None:
    told = [
        figure("500", name="总产值规模"),
        figure("70", time="2023"),
        figure("3", "家", name="餐馆数"),
    ]
    row = only(generation_of(home, tmp_path / "in", paper_a=[target()], paper_b=told))
    assert row["verdict"] == "unknown"
    assert row["near"] == ["总产值 70亿元 2023 (paper-b)", "总产值规模 500亿元 2025 (paper-b)"]


def test_names_that_the_identity_table_merges_are_one_indicator(
    home: Settings, tmp_path: Path
) -> None:
    table = tmp_path / "identity.csv"
    table.write_text(
        "left,left_type,right,right_type,relation,reason,source\n"
        "工业总产值,Indicator,总产值,Indicator,same,同一指标,paper-a\n",
        encoding="utf-8",
    )
    told = [figure(name="工业总产值")]
    generation = generation_of(home, tmp_path / "in", [table], paper_a=[target()], paper_b=told)
    assert only(generation)["verdict"] == "reached"


def test_planned_figures_are_promises(home: Settings, tmp_path: Path) -> None:
    planned = figure("10", "项", name="改革数", status="planned")
    done = figure("11", "项", name="改革数")
    row = only(generation_of(home, tmp_path / "in", paper_a=[planned], paper_b=[done]))
    assert (row["promised"], row["verdict"]) == ("10", "reached")


def test_promises_in_a_zone_belong_to_it(home: Settings, tmp_path: Path) -> None:
    rows = [
        target(),
        "乙实验室|Platform|target|人数|Indicator|value=9|unit=人|time=2030|status=target",
        "甲高新区|Zone|hosts|乙实验室|Platform",
        "丙高新区|Zone|target|总产值|Indicator|value=1|unit=元|time=2030|status=target",
    ]
    generation = generation_of(home, tmp_path / "in", paper_a=rows)
    zone = generation.names.resolve("甲高新区").iri
    found = targets(generation, AS_OF, zone).rows
    assert [(row["zone"], row["subject"]) for row in found] == [
        ("甲高新区", "甲高新区"), ("甲高新区", "乙实验室"),
    ]  # fmt: skip
    assert len(targets(generation, AS_OF).rows) == 3
    assert len(targets(generation, AS_OF, verdict="not_due").rows) == 2


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
    assert any("20万人 2022" in hint for hint in sizes[0]["near"])


def test_spans() -> None:
    ten, eleven = Decimal(10), Decimal(11)
    assert span(ten).is_apart(span(ten, ">"))
    assert not span(ten).is_apart(span(ten, ">="))
    assert span(eleven).is_within(span(ten, ">"))
    assert not span(ten).is_within(span(ten, ">"))
    assert not span(ten, ">=").is_within(span(ten, ">"))
    assert span(ten, ">").is_within(span(ten, ">="))
    assert span(Decimal(-10), "~") == Span(Decimal(-11), Decimal(-9))
    assert not span(ten, "<").is_within(span(ten, ">"))
    assert same_unit("家", "个")
    assert not same_unit("人", "元")


def test_like_names() -> None:
    assert is_like("高新技术企业数量", "国家高新技术企业数")
    assert not is_like("总产值", "上市企业数")
