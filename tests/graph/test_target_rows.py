"""The report on targets: all columns, the order of rows, hints, and the note with counts."""

from __future__ import annotations

import pytest

from gaoxin.graph.audit.aims import aims
from gaoxin.graph.audit.targets import COLUMNS, VERDICTS, promises_of, targets
from gaoxin.graph.facts.reader import Reader
from gaoxin.language import choose_language
from tests.fixtures.told import thing, told
from tests.graph.test_targets import AS_OF, figure, only, target


def test_both_sources_stand_beside_a_verdict() -> None:
    row = only(told(paper_a=[target()], paper_b=[figure("96.5")]))
    assert (row["source"], row["source_title"], row["source_date"], row["grade"]) == (
        "paper-a",
        "甲报",
        "2022-12",
        "D",
    )
    assert (row["reached_source"], row["reached_source_title"]) == ("paper-b", "乙报")
    assert (row["reached_source_date"], row["reached_grade"]) == ("2026-01-05", "C")
    assert (row["promised"], row["unit"], row["reached"]) == ("100", "亿元", "96.5")
    assert (row["due"], row["fell_due"], row["zone"]) == ("2025-12-31", True, "甲高新区")


def test_hints_are_named_and_decide_nothing() -> None:
    others = [
        figure("500", name="总产值规模"),
        figure("70", time="2023"),
        figure("3", "家", name="餐馆数"),
    ]
    row = only(told(paper_a=[target()], paper_b=others))
    assert row["verdict"] == "unreported"
    assert row["near"] == [
        "总产值 7 billion yuan (2023) (paper-b)",
        "总产值规模 50 billion yuan (2025) (paper-b)",
    ]
    assert row["near_grade"] == ["C", "C"]


def test_promises_in_a_zone_belong_to_it() -> None:
    rows = [
        target(),
        "乙实验室|Platform|target|人数|Indicator|value=9|unit=人|time=2030|status=target",
        "甲高新区|Zone|hosts|乙实验室|Platform",
        "丙高新区|Zone|target|总产值|Indicator|value=1|unit=元|time=2030|status=target",
    ]
    generation = told(paper_a=rows)
    zone = thing("甲高新区", "Zone")
    found = targets(generation, AS_OF, zone).rows
    assert [(row["zone"], row["subject"]) for row in found] == [
        ("甲高新区", "甲高新区"),
        ("甲高新区", "乙实验室"),
    ]
    assert len(targets(generation, AS_OF).rows) == 3
    assert len(targets(generation, AS_OF, verdict="not_due").rows) == 2


def test_figures_stand_in_the_order_of_time_and_sources_in_that_of_keys() -> None:
    promised = target(time="2021/2025")
    row = only(
        told(
            paper_a=[promised, figure("130", time="2025-12-31")],
            paper_b=[figure("120")],
            hearsay=[figure("110", time="2021/2025")],
        )
    )
    assert (row["reached"], row["reached_time"]) == (
        "110; 120; 130",
        "2021/2025; 2025; 2025-12-31",
    )
    assert row["reached_unit"] == "亿元; 亿元; 亿元"
    assert row["reached_source"] == "hearsay; paper-a; paper-b"
    assert row["reached_source_title"] == "常识; 甲报; 乙报"
    assert row["reached_source_date"] == "; 2022-12; 2026-01-05"
    assert row["reached_grade"] == "U; D; C"


def test_every_column_of_a_row() -> None:
    (row,) = targets(
        told(
            paper_a=[
                "乙实验室|Platform|locatedIn|甲高新区|Zone",
                "乙实验室|Platform|target|人数|Indicator|value=9|unit=人|time=2025"
                "|status=target|qualifier=>=",
            ],
            paper_b=["乙实验室|Platform|observation|人数|Indicator|value=10|unit=人|time=2025"],
        ),
        AS_OF,
    ).rows
    assert "/target/" in row.pop("iri")
    assert row == {
        "kind": "target",
        "zone": "甲高新区",
        "subject": "乙实验室",
        "indicator": "人数",
        "promised": ">=9",
        "unit": "人",
        "time": "2025",
        "due": "2025-12-31",
        "fell_due": True,
        "verdict": "reached",
        "why": "",
        "reached": "10",
        "reached_unit": "人",
        "reached_time": "2025",
        "qualifier": ">=",
        "source": "paper-a",
        "source_title": "甲报",
        "source_date": "2022-12",
        "grade": "D",
        "reached_source": "paper-b",
        "reached_source_title": "乙报",
        "reached_source_date": "2026-01-05",
        "reached_grade": "C",
        "near": [],
        "near_grade": [],
        "subject_iri": thing("乙实验室", "Platform"),
        "indicator_iri": thing("人数", "Indicator"),
    }


def test_promises_stand_by_due_date_zone_subject_and_indicator() -> None:
    def of(zone: str, time: str, name: str = "总产值") -> str:
        return f"{zone}|Zone|target|{name}|Indicator|value=1|unit=元|time={time}|status=target"

    answer = targets(
        told(
            paper_a=[
                of("甲区", ""),
                of("丙区", "2030"),
                of("乙区", "2030", "乙值"),
                of("乙区", "2030", "丙值"),
                of("甲区", "2029"),
                of("丁区", "2025"),
            ]
        ),
        AS_OF,
    )
    assert answer.columns == COLUMNS
    assert [(row["due"], row["zone"], row["indicator"]) for row in answer.rows] == [
        ("2025-12-31", "丁区", "总产值"),
        ("2029-12-31", "甲区", "总产值"),
        ("2030-12-31", "丙区", "总产值"),
        ("2030-12-31", "乙区", "丙值"),
        ("2030-12-31", "乙区", "乙值"),
        ("", "甲区", "总产值"),
    ]


def test_the_note_counts_every_verdict_whichever_rows_are_kept(chinese: None) -> None:
    zones = "甲乙丙丁戊己庚辛壬癸"
    lines = []
    for zone, (value, time) in zip(
        zones,
        [
            ("120", "2025"),
            ("99", "2025"),
            ("98", "2025"),
            *[("1", "2030")] * 3,
            *[("1", "2020")] * 4,
        ],
        strict=True,
    ):
        lines += [
            target(time="2030" if time == "2030" else "2025").replace("甲高新区", f"{zone}区"),
            figure(value, time=time).replace("甲高新区", f"{zone}区"),
        ]
    generation = told(paper_a=lines)
    wanted = (
        "截至 2026 年 6 月 30 日：完成 1，未完成 2，未到期 3，到期未见报道 4，"
        "依现有来源无法判断 0。"
    )
    for verdict, count in zip((*VERDICTS, None), (1, 2, 3, 4, 0, 10), strict=True):
        answer = targets(generation, AS_OF, verdict=verdict)
        assert (len(answer.rows), answer.notes) == (count, [wanted])
    choose_language("en")
    assert targets(generation, AS_OF).notes == [
        "As of 30 June 2026: 1 reached, 2 missed, 3 not yet due, "
        "4 due with nothing reported, 0 cannot be judged from the sources."
    ]


def test_hints_leave_out_evidence_promises_and_other_things() -> None:
    row = only(
        told(
            paper_a=[
                target(),
                figure("120"),
                figure("1", time=""),
                figure("2", time="2020"),
                figure("7", name="总产值合计", status="historical"),
                figure("5").replace("甲高新区", "乙高新区"),
            ],
            paper_b=[figure("2", time="2020")],
        )
    )
    assert row["verdict"] == "reached"
    assert row["near"] == [
        "总产值 100 million yuan (paper-a)",
        "总产值 200 million yuan (2020) (paper-a, paper-b)",
    ]


AIM = "甲高新区|Zone|positioning|世界一流园区|Award|time=2025|status=target"
FORMER = "甲高新区|Zone|approvedAs|世界一流园区|Award|time=2025|status=target|qualifier=positioning"


@pytest.mark.parametrize("aim", [AIM, FORMER], ids=["positioning", "approvedAs"])
def test_an_aim_with_a_deadline_is_a_promise(aim: str, chinese: None) -> None:
    undated = aim.replace("|time=2025", "").replace("世界一流", "幸福")
    row = only(told(paper_a=[aim, undated]))
    assert (row["kind"], row["zone"], row["indicator"]) == (
        "positioning",
        "甲高新区",
        "世界一流园区",
    )
    assert (row["due"], row["verdict"], row["source"]) == ("2025-12-31", "unreported", "paper-a")
    assert only(told(paper_a=[aim.replace("2025", "2030")]))["verdict"] == "not_due"


def test_an_aim_was_reached_if_a_source_says_so() -> None:
    has = AIM.replace("positioning", "approvedAs").replace("status=target", "status=actual")
    row = only(told(paper_a=[AIM], paper_b=[has]))
    assert (row["verdict"], row["source"], row["reached_source"]) == (
        "reached",
        "paper-a",
        "paper-b",
    )
    for aim in (AIM, FORMER):  # a slogan is no approval
        claim = aim.replace("status=target", "status=actual")
        assert only(told(paper_a=[AIM], paper_b=[claim]))["verdict"] == "unreported"


def test_a_source_that_says_twice_that_an_aim_was_reached_has_both_places() -> None:
    has = "甲高新区|Zone|approvedAs|世界一流园区|Award"
    graph = told(
        paper_a=[AIM],
        paper_b=[f"{has}|time=2024|locator=p. 1", f"{has}|time=2025|locator=p. 2"],
    )
    (aim,) = aims(Reader(graph))
    assert [(source.key, source.locator) for source in aim.evidence] == [("paper-b", "p. 1; p. 2")]


def test_other_plans_are_no_aims() -> None:
    plan = "甲高新区|Zone|hasIndustry|光伏|Industry|time=2025|status=planned"
    reader = Reader(told(paper_a=[AIM, plan]))
    zone = thing("甲高新区", "Zone")
    for subjects in (None, [zone]):
        found = promises_of(reader, AS_OF, zone, subjects)
        assert [row["indicator"] for row in found] == ["世界一流园区"]


def test_aims_of_a_zone_only() -> None:
    other = AIM.replace("甲高新区", "乙高新区")
    graph = told(paper_a=[AIM, other])
    found = targets(graph, AS_OF, thing("乙高新区", "Zone")).rows
    assert [row["subject"] for row in found] == ["乙高新区"]


def test_a_grade_leaves_out_promises_figures_and_hints_of_weaker_sources() -> None:
    generation = told(
        paper_a=[target(), AIM],
        paper_b=[figure("96.5"), "甲高新区|Zone|approvedAs|世界一流园区|Award|time=2025"],
        hearsay=[figure("120"), figure("70", time="2023"), target(time="2030")],
    )
    all_rows = promises_of(Reader(generation), AS_OF)
    assert [row["verdict"] for row in all_rows] == ["reached", "unknown", "not_due"]
    listed = promises_of(Reader(generation), AS_OF, grade="C")
    assert [(row["verdict"], row["reached_grade"]) for row in listed] == [
        ("reached", "C"),
        ("missed", "C"),
    ]
    assert [row["near"] for row in listed] == [[], []]
    official = promises_of(Reader(generation), AS_OF, grade="D")
    assert [row["verdict"] for row in official] == ["unreported", "unreported"]
