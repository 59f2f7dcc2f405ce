"""What Neo4j Browser shows on figures and statements."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from gaoxin.graph.mirror.mapping.captions import grouped
from gaoxin.graph.mirror.sync.affected import affected_by
from gaoxin.ontology.namespaces import GX, RDF, SKOS
from tests.mirror.random_graphs import GRAPHS, canonical, elements_of

BASE = "https://w3id.org/gaoxin/id/"
FIRST = next(iter(GRAPHS))
PREFIXES = f"""
@prefix gx: <{GX}> . @prefix rdf: <{RDF}> . @prefix skos: <{SKOS}> . @prefix : <{BASE}> .
"""


def caption(node: str, facts: str) -> object:
    text = f"{PREFIXES} <{FIRST}> {{ {facts} }}"
    found = elements_of(canonical(ox.parse(text, format=ox.RdfFormat.TRIG))).node(BASE + node)
    assert found is not None
    return found.properties.get("caption")


NAMED = '<{b}indicator/i> a gx:Indicator ; skos:prefLabel "{n}"@zh . '


@pytest.mark.parametrize(
    ("name", "properties", "told"),
    [
        (
            "营业收入",
            'gx:value 1200 ; gx:unit "亿元" ; gx:time "2024"',
            "营业收入 2024: 1,200 亿元",
        ),
        ("增速", 'gx:value 8.5 ; gx:unit "%"', "增速: 8.5%"),
        ("企业数", 'gx:value 4000 ; gx:unit "家" ; gx:comparator ">"', "企业数: 多于 4,000 家"),
        ("营业收入", 'gx:time "2024"', "营业收入 2024"),
        ("甲" * 20, "gx:value 1", f"{'甲' * 13}…: 1"),
    ],
)
def test_a_figure_is_captioned_by_indicator_time_and_amount(
    name: str, properties: str, told: str
) -> None:
    figure = (
        f"<{BASE}observation/o> a gx:Observation ; gx:about <{BASE}zone/z> ; "
        f"gx:indicator <{BASE}indicator/i> ; {properties} . "
    )
    assert caption("observation/o", figure + NAMED.format(b=BASE, n=name)) == told


def test_a_statement_is_captioned_by_predicate_and_value() -> None:
    facts = (
        f"<{BASE}statement/s> a gx:Statement ; rdf:subject <{BASE}policy/p> ; "
        'rdf:predicate gx:policyLevel ; rdf:object "zone" . '
    )
    told = caption("statement/s", facts)
    assert isinstance(told, str)
    assert told.startswith("政策层级: ")
    assert "zone" not in told


def test_things_with_a_name_have_no_caption() -> None:
    assert caption("indicator/i", NAMED.format(b=BASE, n="营业收入")) is None


def test_a_new_name_of_an_indicator_reaches_its_figures() -> None:
    figure = (
        f"<{BASE}observation/o> a gx:Observation ; gx:about <{BASE}zone/z> ; "
        f"gx:indicator <{BASE}indicator/i> ; gx:value 1 . "
    )
    text = f"{PREFIXES} <{FIRST}> {{ {figure + NAMED.format(b=BASE, n='甲')} }}"
    elements = elements_of(canonical(ox.parse(text, format=ox.RdfFormat.TRIG)))
    renamed = ox.Quad(
        ox.NamedNode(BASE + "indicator/i"),
        ox.NamedNode(SKOS + "prefLabel"),
        ox.Literal("乙", language="zh"),
        ox.NamedNode(FIRST),
    )
    assert BASE + "observation/o" in affected_by(elements, [renamed]).nodes


def test_thousands() -> None:
    assert [grouped(text) for text in ("1234567.5", "999", "-5", "约")] == [
        "1,234,567.5",
        "999",
        "-5",
        "约",
    ]
