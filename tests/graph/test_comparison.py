"""Comparing things: what is shared, which figures may stand beside each other, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest

from gaoxin.errors import BadParameter
from gaoxin.graph.comparison.compare import MOST, Comparison, compare
from gaoxin.graph.comparison.rows import COLUMNS, rows_of
from gaoxin.graph.comparison.short_names import short_names
from gaoxin.graph.facts.reader import Reader
from gaoxin.language import choose_language
from gaoxin.ontology.namespaces import SKOS
from tests.fixtures.sample import iri
from tests.fixtures.told import thing, told

A, B, C = (f"{letter}高新区|Zone" for letter in "甲乙丙")
AS_OF = date(2026, 6, 30)


def graph_of(*more: ox.Quad, **rows: Iterable[str]) -> SimpleNamespace:
    """What sources say, as in :func:`told`, with a manifest: nobody has read an article."""
    graph = told(*more, **rows)
    graph.graph_sources, graph.manifest = {}, SimpleNamespace(datasets={})
    return graph


def figure(
    zone: str,
    value: str,
    unit: str = "亿元",
    time: str = "2024",
    qualifier: str = "",
    name: str = "总产值",
) -> str:
    return (
        f"{zone}|observation|{name}|Indicator|value={value}|unit={unit}|time={time}"
        f"|status=actual|qualifier={qualifier}"
    )


def industry(zone: str, name: str, relation: str = "hasIndustry", status: str = "actual") -> str:
    return f"{zone}|{relation}|{name}|Industry|status={status}"


def compared(graph: Any, *zones: str, cls: str = "Zone") -> Comparison:
    names = [zone.split("|")[0] for zone in zones] or ["甲高新区", "乙高新区"]
    return compare(graph, [thing(name, cls) for name in names], AS_OF)


FIGURES = [
    # figures of one zone and the other, the verdict, the reason
    (figure(A, "100"), figure(B, "120"), "compared", ""),
    (figure(A, "100"), figure(B, "0.012", "万亿元"), "compared", ""),
    (figure(A, "10", "家"), figure(B, "12", "个"), "compared", ""),
    (figure(A, "100"), figure(B, "120", qualifier="升级前"), "compared", "scope"),
    (figure(A, "100"), figure(B, "120", time="2023"), "refused", "period"),
    (figure(A, "100", time=""), figure(B, "120"), "refused", "no_period"),
    (figure(A, "100", time=""), figure(B, "120", time=""), "refused", "no_period"),
    (figure(A, "100", "项"), figure(B, "120", "条"), "compared", ""),
    (figure(A, "100", "亿元"), figure(B, "120", "亿美元"), "refused", "other_unit"),
    (figure(A, "100", "亿元"), figure(B, "8", "%"), "refused", "other_unit"),
    (figure(A, "7", "%"), figure(B, "8", "%", qualifier="yoy"), "refused", "growth"),
    (figure(A, "1"), figure(B, "2", name="工业总产值"), "refused", "indicator"),
    (figure(A, "1"), figure(B, "2", name="研发投入"), "alone", ""),
]


@pytest.mark.parametrize(("first", "second", "verdict", "why"), FIGURES)
def test_figures_beside_each_other(first: str, second: str, verdict: str, why: str) -> None:
    rows = compared(graph_of(paper_a=[first, second])).figures
    assert {(row.verdict, row.why) for row in rows} == {(verdict, why)}
    assert all(any(row.cells) for row in rows)


def test_the_difference_is_exact_or_not_told() -> None:
    def difference(*rows: str) -> object:
        (row,) = compared(graph_of(paper_a=rows)).figures
        return row.difference

    assert str(difference(figure(A, "100.1"), figure(B, "120.3"))) == "20.2"
    assert difference(figure(A, "100"), figure(B, "120", qualifier=">")) is None
    assert difference(figure(A, "100"), figure(B, "0.1", "万亿元")) is None
    assert difference(figure(A, "100"), figure(B, "120", qualifier="升级前")) is None


def test_each_common_period_has_a_row_and_promises_have_none() -> None:
    rows = [figure(zone, value, time=time) for zone in (A, B) for value, time in YEARS]
    rows += [
        figure(zone, "999", time="2030").replace("status=actual", "status=target")
        for zone in (A, B)
    ]
    found = compared(graph_of(paper_a=rows)).figures
    assert [row.cells[0][0].time for row in found] == ["2024", "2023"]
    assert all(len(cell) == 1 for row in found for cell in row.cells)


YEARS = [("1", "2023"), ("2", "2024")]


def shared(found: Comparison, section: str = "industries") -> dict[str, tuple[str, list[int]]]:
    rows = {part.key: rows for part, rows in found.shared}[section]
    return {row.first.name: (row.how, list(row.held_by)) for row in rows}


def test_shared_industries_by_name_and_by_official_class() -> None:
    graph = graph_of(
        _mapped("半导体", "集成电路制造"),
        _mapped("集成电路", "集成电路制造"),
        paper_a=[
            industry(A, "光伏", "leadingIndustry"),
            industry(B, "光伏"),
            industry(A, "半导体"),
            industry(B, "集成电路"),
            industry(B, "软件", status="planned"),
        ],
    )
    assert shared(compared(graph)) == {
        "光伏": ("same", [0, 1]),
        "半导体": ("same_class", [0, 1]),
        "软件": ("one", [1]),
    }


def test_industries_of_one_zone_are_not_joined() -> None:
    graph = graph_of(
        _mapped("半导体", "集成电路制造"),
        _mapped("集成电路", "集成电路制造"),
        paper_a=[industry(A, "半导体"), industry(A, "集成电路"), industry(B, "光伏")],
    )
    assert {how for how, _ in shared(compared(graph)).values()} == {"one"}


def _mapped(name: str, official: str) -> ox.Quad:
    return ox.Quad(
        ox.NamedNode(thing(name, "Industry")),
        ox.NamedNode(SKOS + "closeMatch"),
        ox.NamedNode(thing(official, "Industry")),
        ox.NamedNode(iri("graph/d/paper-a")),
    )


def test_a_city_has_the_industries_of_its_zones() -> None:
    places = [f"{A}|locatedIn|甲市|City", f"{B}|locatedIn|乙市|City"]
    graph = graph_of(paper_a=[*places, industry(A, "光伏"), industry(B, "光伏")])
    assert shared(compared(graph, "甲市", "乙市", cls="City")) == {"光伏": ("same", [0, 1])}


def test_targets_with_what_became_of_them() -> None:
    promise = f"{A}|target|总产值|Indicator|value=100|unit=亿元|time=2025|status=target"
    inner = "乙实验室|Platform|target|人数|Indicator|value=9|unit=人|time=2030|status=target"
    aim = f"{A}|approvedAs|世界一流园区|Award|time=2025|status=target"
    graph = graph_of(
        paper_a=[promise, inner, f"{A}|hosts|乙实验室|Platform", aim],
        paper_b=[figure(A, "120", time="2025"), industry(B, "光伏")],
    )
    first, second = compared(graph).targets
    assert [(each.row["indicator"], each.row["verdict"]) for each in first] == [
        ("世界一流园区", "unreported"),
        ("总产值", "reached"),
        ("人数", "not_due"),
    ]
    assert {source.key for source in first[1].sources} == {"paper-a", "paper-b"}
    assert second == ()


def test_enterprises_by_kind() -> None:
    graph = graph_of(
        paper_a=[
            "甲公司|Enterprise|locatedIn|甲高新区|Zone",
            "乙公司|Enterprise|locatedIn|甲高新区|Zone",
            "甲公司|Enterprise|operatesIn|光伏|Industry",
            "甲公司|Enterprise|awarded|专精特新企业|Award",
            industry(B, "光伏"),
        ]
    )
    choose_language("zh")
    try:
        assert compared(graph).kinds == ({"专精特新企业": 1, "光伏": 1, "种类不明": 1}, {})
    finally:
        choose_language(None)


def test_rows_number_what_stands_side_by_side() -> None:
    graph = graph_of(
        paper_a=[figure(A, "1"), figure(B, "2"), industry(A, "光伏"), industry(B, "光伏")]
    )
    answer = rows_of(Reader(graph), compared(graph))
    assert all(list(row) == COLUMNS for row in answer.rows)
    sides = [(row["section"], row["row"], row["thing"], row["source"]) for row in answer.rows]
    assert sides == [
        ("industries", 1, "甲高新区", "paper-a"),
        ("industries", 1, "乙高新区", "paper-a"),
        ("figures", 2, "甲高新区", "paper-a"),
        ("figures", 2, "乙高新区", "paper-a"),
    ]


def test_only_things_of_one_kind() -> None:
    graph: SimpleNamespace = graph_of(paper_a=[industry(A, "光伏"), industry(B, "光伏")])
    zone, other = thing("甲高新区", "Zone"), thing("乙高新区", "Zone")
    for iris in ([zone], [zone, zone], [zone, thing("光伏", "Industry")], [other] * (MOST + 1)):
        with pytest.raises(BadParameter):
            compare(graph, iris, AS_OF)  # type: ignore[arg-type]


def test_short_names_tell_the_sides_apart() -> None:
    graph = graph_of(paper_a=[f"{A}|alias|||value=甲|status=actual", industry(B, "光伏")])
    sides = compared(graph).sides
    assert short_names(sides) == ("甲高新区", "乙高新区")
