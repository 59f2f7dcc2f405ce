"""Graph → nodes and relationships → the same triples and sources, without a server."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.graph.mirror.mapping.elements import Pair
from gaoxin.graph.mirror.mapping.from_neo4j import Readback
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.graph.mirror.mapping.values import decode, encode
from gaoxin.graph.mirror.sync.affected import affected_by
from gaoxin.ontology.namespaces import GX, RDF, XSD
from gaoxin.ontology.terms import vocabulary
from tests.mirror.element_checks import wanted
from tests.mirror.random_graphs import (
    ADDITIONS,
    GRAPHS,
    LITERALS,
    TERMS,
    Quads,
    canonical,
    elements_of,
    expected_lines,
    histories,
    iris_of,
)

SCHEME = current_names()
SLOTS = sorted(SCHEME.slots_by_key)


@given(st.sampled_from(SLOTS), st.lists(LITERALS | st.sampled_from(TERMS), max_size=5, unique=True))
@settings(max_examples=600, deadline=None)
def test_values_come_back_exactly(key: str, values: list[ox.Literal | ox.NamedNode]) -> None:
    slot, language = SCHEME.slots_by_key[key]
    written = encode(SCHEME, slot, key, language, values)
    assert set(decode(SCHEME, slot, key, language, written)) == set(values)
    assert bool(written) == bool(values)
    for value in written.values():
        items = value if isinstance(value, list) else [value]
        assert len({type(item) for item in items}) == 1, "Neo4j refuses mixed lists"


@given(ADDITIONS)
@settings(max_examples=400, deadline=None)
def test_graph_comes_back_exactly(quads: Quads) -> None:
    elements = elements_of(quads)
    readback = Readback(SCHEME)
    found: Counter[str] = Counter()
    for iri in iris_of(quads):
        star = elements.star(iri)
        if star is not None:
            found.update(readback.lines(star))
    assert set(found) == expected_lines(quads)
    assert max(found.values(), default=1) == 1, "a line that two stars give is summed twice"


@given(ADDITIONS)
@settings(max_examples=200, deadline=None)
def test_a_star_is_its_pairs(quads: Quads) -> None:
    """The incremental run compares pairs, the full run compares all pairs of a node: they must
    agree.
    """
    elements = elements_of(quads)
    by_star: dict[object, object] = {}
    by_pair: dict[object, object] = {}
    pairs: set[Pair] = set()
    for iri in iris_of(quads):
        star = elements.star(iri)
        if star is not None:
            by_star |= {r.key: r for r in star.relationships}
        pairs |= {(iri, p, v.value) for p, v in elements.facts(iri) if SCHEME.is_relation(p, v)}
    for pair in pairs:
        by_pair |= {r.key: r for r in elements.relationships(pair)}
    assert by_star == by_pair


@given(histories(steps=1))
@settings(max_examples=600, deadline=None)
def test_a_patch_touches_whatever_it_changes(history: list[Quads]) -> None:
    old, new = history
    before, after = wanted(old), wanted(new)
    affected = affected_by(elements_of(new), old ^ new)
    types = {(s, SCHEME.relationships[p], o) for s, p, o in affected.pairs}
    for key in before.keys() | after.keys():
        if before.get(key) != after.get(key):
            assert key in affected.nodes if isinstance(key, str) else key[:3] in types


@pytest.mark.parametrize(
    ("key", "lexical", "datatype", "native", "beside"),
    [
        ("value", "69.7", "decimal", 69.7, {}),
        (
            "value",
            "12345678901234567.8",
            "decimal",
            12345678901234568.0,
            {"valueExact": "12345678901234567.8"},
        ),
        ("value", "3", "integer", 3.0, {"valueDatatype": "integer"}),
        ("approved", "1991", "gYear", date(1991, 1, 1), {"approvedPrecision": "year"}),
        ("approved", "1991-03", "gYearMonth", date(1991, 3, 1), {"approvedPrecision": "month"}),
        ("approved", "1991-03-06", "date", date(1991, 3, 6), {"approvedPrecision": "day"}),
        (
            "approved",
            "1991Z",
            "gYear",
            date(1991, 1, 1),
            {"approvedPrecision": "year", "approvedExact": "1991Z"},
        ),
        ("start", "1991-03-06", "date", date(1991, 3, 6), {}),
        ("start", "1991", "gYear", date(1991, 1, 1), {"startDatatype": "gYear"}),
        ("objectValue", "1991", "gYear", "1991", {"objectValueDatatype": "gYear"}),
        ("objectValue", "7", "integer", "7", {"objectValueDatatype": "integer"}),
        ("objectValue", "甲", "string", "甲", {}),
        ("sourceCount", "3", "integer", 3, {}),
        ("unit", "亿元", "string", "亿元", {}),
        ("name", "高新区", "string", "高新区", {"nameDatatype": "string"}),
        ("website", "x", "string", "x", {"websiteDatatype": "string"}),
    ],
)
def test_natives_are_what_cypher_wants(
    key: str, lexical: str, datatype: str, native: object, beside: dict[str, object]
) -> None:
    slot, language = SCHEME.slots_by_key[key]
    value = ox.Literal(lexical, datatype=ox.NamedNode(XSD + datatype))
    assert encode(SCHEME, slot, key, language, [value]) == {key: native} | beside


@pytest.mark.parametrize("lexical", ["0000", "-0044", "12345", "soon"])
def test_what_is_no_date_stands_beside_the_dates(lexical: str) -> None:
    slot, language = SCHEME.slots_by_key["approved"]
    known = ox.Literal("1991-03", datatype=ox.NamedNode(XSD + "gYearMonth"))
    odd = ox.Literal(lexical, datatype=ox.NamedNode(XSD + "gYear"))
    found = encode(SCHEME, slot, "approved", language, [odd, known])
    assert found["approved"] == date(1991, 3, 1)
    assert found["approvedText"] == [lexical]
    assert set(decode(SCHEME, slot, "approved", language, found)) == {odd, known}


def test_an_edited_number_reads_back_as_edited() -> None:
    slot, language = SCHEME.slots_by_key["value"]
    edited = {"value": 70.0, "valueExact": "12345678901234567.8"}
    assert decode(SCHEME, slot, "value", language, edited) == [
        ox.Literal("70", datatype=ox.NamedNode(XSD + "decimal"))
    ]


def test_statement_becomes_a_relationship_with_aligned_grades() -> None:
    base = "https://w3id.org/gaoxin/id/"
    first, second = list(GRAPHS)[:2]
    text = f"""
    @prefix gx: <{GX}> . @prefix rdf: <{RDF}> . @prefix xsd: <{XSD}> .
    <{first}> {{
      <{base}zone/a> a gx:NationalZone ; gx:locatedIn <{base}division/1> .
      <{base}statement/1> a gx:Statement ; rdf:subject <{base}zone/a> ; rdf:predicate gx:locatedIn ;
        rdf:object <{base}division/1> ; gx:start "2025-01-01"^^xsd:date ; gx:confidence "I" ;
        gx:subjectType gx:Zone .
      <{base}source/article-001> gx:confidence "D" . }}
    <{second}> {{
      <{base}zone/a> gx:locatedIn <{base}division/1> .
      <{base}source/national%20list> gx:confidence "A" . }}
    """
    quads = canonical(ox.parse(text, format=ox.RdfFormat.TRIG))
    star = elements_of(quads).star(f"{base}zone/a")
    assert star is not None
    classes = vocabulary().classes
    above = {classes[name].label for name in classes["NationalZone"].parents}
    assert "Zone" in above
    assert star.node.labels == {"Resource", "NationalZone", *(above - {""})}
    stated, bare = sorted(star.relationships, key=lambda r: not r.uri)
    assert stated.type == bare.type == "LOCATED_IN"
    assert str(stated.properties.pop("start")) == "2025-01-01"
    assert stated.properties == {
        "uri": f"{base}statement/1",
        "sources": ["article-001"],
        "confidence": ["I"],
        "grade": "I",
        "subjectType": "Zone",
    }
    assert bare.properties == {"sources": ["national list"], "confidence": ["A"]}
