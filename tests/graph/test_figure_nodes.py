"""Figures as read from their nodes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest

from gaoxin.graph.facts.figures import Figure, figures, read_figure, source_columns
from gaoxin.graph.facts.reader import Reader, SourceRef
from gaoxin.graph.facts.spans import Span
from gaoxin.ontology.namespaces import GX, RDF, XSD
from tests.fixtures.sample import Sample, iri
from tests.fixtures.told import thing, told

N = ox.NamedNode
ZONE = "甲高新区|Zone"
ABOUT = "|value=69.70|unit=亿元|time=2024-Q1|qualifier=~; 快报"


def only(*rows: str) -> Figure:
    (found,) = figures(Reader(told(paper_a=rows)))
    return found


def test_every_field_of_a_figure() -> None:
    reader = Reader(
        told(
            paper_a=[f"{ZONE}|observation|总产值|Indicator{ABOUT}"],
            paper_b=[f"{ZONE}|observation|总产值|Indicator{ABOUT}"],
        )
    )
    (found,) = figures(reader)
    assert found == Figure(
        iri=found.iri,
        is_target=False,
        subject=thing("甲高新区", "Zone"),
        indicator=thing("总产值", "Indicator"),
        value="69.70",
        comparator="~",
        unit="亿元",
        number=Decimal("6970000000"),
        base_unit="元",
        time="2024-Q1",
        start=date(2024, 1, 1),
        end=date(2024, 3, 31),
        status="actual",
        qualifier="~; 快报",
        sources=(
            SourceRef("paper-a", "甲报", "2022-12", "D"),
            SourceRef("paper-b", "乙报", "2026-01-05", "C"),
        ),
    )
    assert found.iri.startswith(iri("observation/"))
    assert found.written == "~69.70"
    assert found.span == Span(Decimal("6273000000"), Decimal("7667000000"))
    assert (found.is_promise, found.is_growth) == (False, False)


def test_a_figure_with_nothing_said() -> None:
    found = only(f"{ZONE}|observation|总产值|Indicator|qualifier=>")
    assert (found.value, found.number, found.base_unit, found.span) == ("", None, "", None)
    assert (found.time, found.start, found.end, found.unit) == ("", None, None, "")
    assert (found.comparator, found.written) == (">", "")


def test_the_value_as_written_or_else_its_canonical_form() -> None:
    assert only(f"{ZONE}|observation|甲值|Indicator|value=2.0").value == "2.0"
    assert only(f"{ZONE}|observation|甲值|Indicator|value=2").value == "2"


@pytest.mark.parametrize("kind", ["observation", "target"])
@pytest.mark.parametrize("status", ["actual", "historical", "target", "planned"])
def test_what_is_promised(kind: str, status: str) -> None:
    found = only(f"{ZONE}|{kind}|总产值|Indicator|value=1|status={status}")
    assert found.is_target == (kind == "target")
    assert found.is_promise == (kind == "target" or status in ("target", "planned"))
    assert found.status == status


@pytest.mark.parametrize(
    ("qualifier", "growth"),
    [
        ("yoy", True),
        ("约; yoy", True),
        ("约； yoy ;甲", True),
        ("同比增长", True),
        ("甲；同比", True),
        ("yoyo", False),
        ("约 yoy", False),
        ("环比", False),
        ("", False),
    ],
)
def test_what_compares_with_the_year_before(qualifier: str, growth: bool) -> None:
    base = only(f"{ZONE}|observation|总产值|Indicator|value=1")
    assert replace(base, qualifier=qualifier).is_growth is growth


def test_ranks_and_other_nodes_are_no_figures() -> None:
    reader = Reader(
        told(paper_a=[f"{ZONE}|rank|总排名|Indicator|value=1", f"{ZONE}|hosts|乙院|Platform"])
    )
    assert list(figures(reader)) == []
    assert list(figures(reader, [thing("甲高新区", "Zone")])) == []
    for quad in reader.store.quads_for_pattern(None, N(RDF + "type"), N(GX + "Ranking"), None):
        assert isinstance(quad.subject, ox.NamedNode)
        assert read_figure(reader, quad.subject) is None
    assert read_figure(reader, N("x:nothing")) is None


def test_figures_of_some_things_once_each() -> None:
    rows = [
        f"{zone}|Zone|{kind}|总产值|Indicator|value=1"
        for zone in ("甲区", "乙区", "丙区")
        for kind in ("observation", "target")
    ]
    generation = told(paper_a=rows)
    (one, two) = figures(Reader(generation), [thing("甲区", "Zone")])
    # A node with both classes, which foreign RDF may contain, is one figure.
    both = ox.Quad(N(one.iri), N(RDF + "type"), N(GX + "Target"), ox.DefaultGraph())
    generation.store.add(both)
    generation.store.add(
        ox.Quad(N(one.iri), N(RDF + "type"), N(GX + "Observation"), ox.DefaultGraph())
    )
    reader = Reader(generation)
    assert sorted(f.iri for f in figures(reader, [thing("甲区", "Zone")] * 2)) == sorted(
        [one.iri, two.iri]
    )
    every = [f.iri for f in figures(reader)]
    assert len(every) == len(set(every)) == len(rows)
    assert {f.subject for f in figures(reader, [thing("乙区", "Zone"), thing("丙区", "Zone")])} == {
        thing("乙区", "Zone"),
        thing("丙区", "Zone"),
    }
    assert list(figures(reader, [])) == []


def test_days_beyond_the_calendar_are_unknown() -> None:
    g = Sample()
    g.source("article-000", "甲", "2024")
    node = g.figure("zone/a", "indicator/i", "1", "元", start="2024-02-01")
    day = ox.Literal("12024-03-01", datatype=N(XSD + "date"))
    g.add(N(node), N(GX + "end"), day)
    (found,) = figures(Reader(g.generation()))
    assert (found.start, found.end) == (date(2024, 2, 1), None)


def test_columns_of_sources() -> None:
    told_by = [SourceRef("a", "甲", "2020", "B"), SourceRef("b", "", "", "D")]
    assert source_columns(told_by) == {
        "source": "a; b",
        "source_title": "甲; ",
        "source_date": "2020; ",
        "grade": "B; D",
    }
    assert source_columns(iter(told_by[:1]), "reached_") == {
        "reached_source": "a",
        "reached_source_title": "甲",
        "reached_source_date": "2020",
        "reached_grade": "B",
    }
    assert set(source_columns([]).values()) == {""}
