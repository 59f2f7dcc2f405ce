"""Disagreements are told with every side; what may be true together is no contradiction."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.graph.audit.conflicts import COLUMNS, conflicts, is_of_one
from gaoxin.graph.store.generation import Generation
from gaoxin.settings import Settings
from tests.fixtures.judged import generation_of

ZONE = "甲高新区|Zone"


def figure(value: str, time: str = "2024", qualifier: str = "", unit: str = "亿元",
           kind: str = "observation", status: str = "actual") -> str:  # fmt: skip
    return (
        f"{ZONE}|{kind}|总产值|Indicator|value={value}|unit={unit}|time={time}|status={status}"
        f"|qualifier={qualifier}"
    )


def post(person: str, time: str, title: str = "党工委书记") -> str:
    return f"{person}|Person|holdsPosition|甲高新区|Zone|time={time}|qualifier={title}"


CASES = [
    # what paper-a says, what paper-b says, how far they disagree
    (figure("100"), figure("101"), "contradicts"),
    (figure("100"), figure("101", time="2024-01/2024-12"), "contradicts"),
    (figure("100"), figure("0.01", unit="万亿元"), ""),
    (figure("100"), figure("101", time="2023"), ""),
    (figure("100", time=""), figure("101", time=""), ""),
    (figure("100"), figure("8", unit="%"), ""),
    (figure("7", unit="%"), figure("8", unit="%", qualifier="yoy"), ""),
    (figure("100", qualifier=">"), figure("101"), "may_agree"),
    (figure("100", qualifier=">"), figure("99"), "contradicts"),
    (figure("100", qualifier="~"), figure("105"), "may_agree"),
    (figure("100", kind="target", status="target"), figure("101"), ""),
    (
        figure("100", kind="target", status="target"),
        figure("200", kind="target", status="planned"),
        "contradicts",
    ),
    (f"{ZONE}|approved|1991-03|", f"{ZONE}|approved|1992|", "contradicts"),
    (f"{ZONE}|approved|1991-03|", f"{ZONE}|approved|1991|", ""),
    (f"{ZONE}|area||", f"{ZONE}|area||", "contradicts"),
    (f"{ZONE}|alias|甲高新|", f"{ZONE}|alias|甲区|", ""),
    (post("王一", "2020/2023"), post("李二", "2022"), "contradicts"),
    (post("王一", "2022"), post("李二", "2022"), "may_agree"),
    (post("王一", "2020/2021"), post("李二", "2022/2023"), ""),
    (post("王一", ""), post("李二", "2022"), ""),
    (post("王一", "2022", "副主任"), post("李二", "2022", "副主任"), ""),
    (post("王一", "2022"), post("李二", "2022", "管委会主任"), ""),
]


def _row(text: str, area: str) -> str:
    return text + f"|value={area}|unit=公顷" if "|area|" in text else text


@pytest.mark.parametrize("number", range(len(CASES)))
def test_two_sources(number: int, home: Settings, tmp_path: Path) -> None:
    first, second, degree = CASES[number]
    generation = generation_of(
        home, tmp_path / "in", paper_a=[_row(first, "100")], paper_b=[_row(second, "1000")]
    )
    rows = conflicts(generation).rows
    assert {row["degree"] for row in rows} == ({degree} if degree else set())
    if degree:
        assert [set(row) for row in rows] == [set(COLUMNS)] * 2
        assert {(row["source"], row["grade"]) for row in rows} == {
            ("paper-a", "D"), ("paper-b", "C"),
        }  # fmt: skip
        assert {row["source_date"] for row in rows} == {"2022-12", "2026-01-05"}
        assert {row["subject"] for row in rows} == {"甲高新区"}
        assert {row["conflict"] for row in rows} == {1}


def test_one_source_does_not_contradict_itself(home: Settings, tmp_path: Path) -> None:
    rows = [figure("100"), figure("101")]
    assert conflicts(generation_of(home, tmp_path / "in", paper_a=rows)).rows == []


def test_only_of_the_thing_asked_for(home: Settings, tmp_path: Path) -> None:
    generation = generation_of(
        home, tmp_path / "in",
        paper_a=[figure("100"), post("王一", "2022"), "乙高新区|Zone|approved|1992|"],
        paper_b=[figure("101"), post("李二", "2022"), "乙高新区|Zone|approved|1993|"],
    )  # fmt: skip
    resolve = generation.names.resolve
    assert {row["kind"] for row in conflicts(generation).rows} == {"figure", "attribute", "post"}
    about = {
        name: [row["kind"] for row in conflicts(generation, resolve(name).iri).rows]
        for name in ("甲高新区", "乙高新区", "王一")
    }
    assert about == {
        "甲高新区": ["figure", "figure", "post", "post"],
        "乙高新区": ["attribute", "attribute"],
        "王一": ["post", "post"],
    }
    people = [r["value"] for r in conflicts(generation, resolve("王一").iri).rows]
    assert people == ["李二", "王一"]


def test_posts_of_one() -> None:
    assert is_of_one("党工委书记")
    assert is_of_one("董事长")
    assert not is_of_one("管委会副主任")
    assert not is_of_one("营商环境观察员")


def test_shipped_disagreements_have_two_sides(shipped: Generation) -> None:
    sides: dict[int, list[str]] = {}
    for row in conflicts(shipped).rows:
        sides.setdefault(row["conflict"], []).append(row["source"])
    assert all(len(side) > 1 for side in sides.values())
