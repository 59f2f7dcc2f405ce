"""The codec: a fact is the same as a row, as an object and as the properties of a node."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gaoxin.errors import InvalidOntology
from gaoxin.graph.facts.fact_codec import (
    NodeFact,
    attribute_value,
    fact_of,
    fact_of_row,
    properties_of,
    row_of,
)
from gaoxin.graph.facts.node_lookup import fact_in, has_object, read_node, statements_of
from gaoxin.graph.facts.node_shapes import GRADE, node_shapes, read_shapes
from gaoxin.loaders.statements.row_rules import complaints_about
from gaoxin.model import Statement
from gaoxin.ontology.namespaces import GX, PREFIXES, RDF
from gaoxin.ontology.rdf_terms import RDF_TYPE, RdfTerm
from gaoxin.ontology.terms import ClassTerm, PropertyTerm, vocabulary

BASE = "https://example.org/"
GRAPH = ox.NamedNode("x:graph")
TERMS = vocabulary().terms_by_predicate
ATTRIBUTES = {
    "area": st.sampled_from(["12.50", "1,200", "+7", "１２", "0.1", "3"]),
    "approved": st.sampled_from(["1991", "1991-03", "1991-03-06"]),
    "alias": st.text("甲乙丙 AB《》", min_size=1).map(str.strip).filter(bool),
    "code": st.text("0123456789X", min_size=1),
    "website": st.sampled_from(["https://example.org/", "http://例子.中国/甲"]),
}
RELATIONS = ("locatedIn", "hosts", "awarded", "holdsPosition")
FIGURES = ("observation", "target", "rank")
TYPES = {
    "locatedIn": ("Enterprise", "Zone"),
    "hosts": ("Zone", "Platform"),
    "awarded": ("Zone", "Award"),
    "holdsPosition": ("Person", "Organization"),
}
NAMES = st.text("甲乙丙丁ab1《》·", min_size=1, max_size=6)
NUMBERS = st.one_of(
    st.just(""),
    st.decimals(-(10**9), 10**9, places=3).map(str),
    st.sampled_from(["69.70", "2.0", "1,234,567.8", "+5", "-0", "１２", "\u22123"]),
)
TIMES = st.sampled_from(
    [
        "",
        "2025",
        "2025-02",
        "2025-02-05",
        "2025-Q1",
        "2025-春季",
        "202X",
        "2022/2027",
        "../2024-09",
        "2024-06/..",
        "２０２５",
        "2025-XX",
        "0001",
        "9999-12-31",
    ]
)
PARTS = st.sampled_from(
    [">", ">=", "≥", "～", "约", "同比", "yoy", "党委书记", "implied", "name-implied", "甲 乙"]
)
QUALIFIERS = st.lists(PARTS, max_size=3).map("; ".join)
STATUSES = st.sampled_from(["actual", "target", "planned", "historical"])
UNITS = st.sampled_from(["", "亿元", "万亿元", "%", "万人", "元/人", "千瓦时", "公里"])
LOCATORS = st.sampled_from(["", "para. 3", "第12页", "para. 3; para. 12", "附表一"])
EVIDENCE = st.text("甲乙丙。，\n\"'\\<>", max_size=12)


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + name)


@st.composite
def rows(draw: st.DrawFn, predicate: str) -> Statement:
    """A valid row, with an attribute's value in the cell that exports use."""
    row = Statement(
        subject=draw(NAMES),
        subject_type="Zone",
        predicate=predicate,
        time=draw(TIMES),
        status=draw(STATUSES),
        qualifier=draw(QUALIFIERS),
        source="paper-a",
        evidence=draw(EVIDENCE),
        locator=draw(LOCATORS),
    )
    if predicate in ATTRIBUTES:
        text = draw(ATTRIBUTES[predicate])
        if predicate == "area":
            return replace(row, value=text, unit=draw(st.sampled_from(["", "公顷"])))
        return replace(row, object=text)
    subject_type, object_type = TYPES.get(predicate, ("Zone", "Indicator"))
    row = replace(
        row,
        subject_type=subject_type,
        object=draw(NAMES),
        object_type=object_type,
        value=draw(NUMBERS),
        unit=draw(UNITS),
    )
    assume(row.object != row.subject)
    return row


def fact_from(row: Statement, subject_type: str = "", object_type: str = "") -> NodeFact:
    term = TERMS[row.predicate]
    value = (
        attribute_value(row, term)
        if isinstance(term, PropertyTerm) and not term.is_relation
        else node(row.object)
    )
    return fact_of_row(
        row, term, node(row.subject), value, subject_type=subject_type, object_type=object_type
    )


def grouped(fact: NodeFact) -> dict[str, list[RdfTerm]]:
    found: dict[str, list[RdfTerm]] = defaultdict(list)
    for predicate, value in properties_of(fact):
        found[predicate.value].append(value)
    return found


def as_text(fact: NodeFact) -> set[str]:
    """The properties in Turtle-like notation."""
    found = {f"{predicate} {value}" for predicate, value in properties_of(fact)}
    for prefix, namespace in {**PREFIXES, "id": BASE}.items():
        pattern = re.compile(f"<{re.escape(namespace)}([^>]*)>")
        found = {pattern.sub(rf"{prefix}:\1", text) for text in found}
    return found


def stored(*facts: NodeFact, graph: ox.NamedNode = GRAPH) -> ox.Store:
    store = ox.Store()
    for fact in facts:
        for predicate, value in properties_of(fact):
            for name in (graph, ox.DefaultGraph()):
                store.add(ox.Quad(node(fact.key), predicate, value, name))
    return store


def test_every_nary_class_is_tried() -> None:
    terms = [TERMS[name] for name in (*ATTRIBUTES, *RELATIONS, *FIGURES)]
    shapes = node_shapes()
    tried = {
        term.iri if isinstance(term, ClassTerm) else shapes.stating(term.iri).term.iri
        for term in terms
    }
    assert tried == shapes.by_class.keys()
    assert tried == {
        term.iri for term in vocabulary().classes.values() if term.nary and not term.abstract
    }


@pytest.mark.parametrize("predicate", [*ATTRIBUTES, *RELATIONS, *FIGURES])
@given(data=st.data())
def test_a_row_comes_back(predicate: str, data: st.DataObject) -> None:
    row = data.draw(rows(predicate))
    assert list(complaints_about(row, None)) == []
    # The node must keep types that differ from those with which the things are exported.
    kept = data.draw(st.booleans())
    types = (row.subject_type, row.object_type) if kept else ("", "")
    fact = fact_from(row, *types)
    shown = ("Thing", "Thing") if kept else (row.subject_type, row.object_type)

    assert fact_of(grouped(fact)) == fact
    # Also through a store, which canonicalises literals.
    read = read_node(stored(fact), node(fact.key))
    assert read is not None
    assert read.fact == fact
    assert set(properties_of(read.fact)) == set(properties_of(fact))
    assert read.fact.key == fact.key
    back = row_of(read.fact, (row.subject, shown[0]), (row.object, shown[1]), "paper-a")
    assert back == row


@pytest.mark.parametrize("predicate", [*ATTRIBUTES])
def test_an_attribute_is_one_fact_in_whichever_cell_it_stands(predicate: str) -> None:
    text = {"area": "12.50", "approved": "1991", "alias": "甲 乙", "code": "07"}.get(
        predicate, "https://example.org/"
    )
    one = Statement("甲", "Zone", predicate, value=text, status="actual")
    two = Statement("甲", "Zone", predicate, object=text, status="actual")
    assert fact_from(one) == fact_from(two)
    assert fact_from(one).key == fact_from(two).key


@pytest.mark.parametrize("column", ["value", "unit", "time", "status", "qualifier", "object"])
def test_whatever_a_fact_says_makes_its_key(column: str) -> None:
    row = Statement("甲", "Zone", "observation", "产值", "Indicator", "2", "元", "2025", "actual")
    other = {"value": "2.0", "status": "planned", "time": "2024"}.get(column, "别的")
    assert fact_from(replace(row, **{column: other})).key != fact_from(row).key
    assert fact_from(replace(row, evidence="第二段")).key == fact_from(row).key
    assert fact_from(replace(row, locator="para. 2")).key == fact_from(row).key
    assert fact_from(row, "City").key != fact_from(row, "", "City").key


def test_how_a_figure_looks_in_rdf() -> None:
    row = Statement(
        "a",
        "Zone",
        "observation",
        "i",
        "Indicator",
        "69.70",
        "亿元",
        "2025-Q1",
        "actual",
        "~",
        evidence="第二段",
        locator="para. 12; para. 3",
    )
    assert as_text(fact_from(row, "City", "Zone")) == {
        "rdf:type gx:Observation",
        "gx:about id:a",
        "gx:indicator id:i",
        'gx:status "actual"',
        'gx:value "69.7"^^xsd:decimal',
        'gx:valueText "69.70"',
        'gx:unit "亿元"',
        'gx:comparator "~"',
        'gx:normalValue "6970000000"^^xsd:decimal',
        'gx:normalUnit "元"',
        'gx:time "2025-Q1"',
        'gx:start "2025-01-01"^^xsd:date',
        'gx:end "2025-03-31"^^xsd:date',
        'gx:qualifier "~"',
        'gx:evidence "第二段"',
        'gx:locator "para. 3"',
        'gx:locator "para. 12"',
        "gx:subjectType gx:City",
        "gx:objectType gx:Zone",
    }


def test_how_a_statement_and_a_post_look_in_rdf() -> None:
    statement = Statement("a", "Zone", "area", value="2.0", unit="公顷", qualifier="implied")
    assert as_text(fact_from(statement)) == {
        "rdf:type gx:Statement",
        "rdf:subject id:a",
        "rdf:predicate gx:area",
        'rdf:object "2"^^xsd:decimal',
        'gx:status "actual"',
        'gx:valueText "2.0"',
        'gx:unit "公顷"',
        'gx:qualifier "implied"',
        'gx:confidence "I"',
    }
    post = Statement("a", "Person", "holdsPosition", "b", "Zone", qualifier="主任")
    assert as_text(fact_from(post)) == {
        "rdf:type gx:Position",
        "gx:holder id:a",
        "gx:organization id:b",
        'gx:status "actual"',
        'gx:qualifier "主任"',
        'gx:title "主任"',
    }


def test_a_figure_has_what_follows_from_its_cells() -> None:
    row = Statement(
        "甲",
        "Zone",
        "target",
        "产值",
        "Indicator",
        "1.50",
        "万亿元",
        "2025-Q1",
        "target",
        "≥; implied",
    )
    fact = fact_from(row)
    assert (fact.value, fact.value_text, fact.normal_value, fact.normal_unit) == (
        "1.5",
        "1.50",
        "1500000000000",
        "元",
    )
    assert (fact.start, fact.end) == ("2025-01-01", "2025-03-31")
    assert (fact.comparator, fact.grade, fact.title) == (">=", "I", "")


def test_a_post_has_a_title_and_a_relation_no_comparator() -> None:
    post = Statement("张三", "Person", "holdsPosition", "甲", "Zone", qualifier=">; 主任")
    assert fact_from(post).title == "主任"
    assert fact_from(post).comparator == ""
    assert fact_from(replace(post, predicate="locatedIn")).title == ""


def test_what_is_not_about_a_fact_is_none() -> None:
    fact = fact_from(Statement("甲", "Zone", "locatedIn", "乙", "City"))
    for iri in (RDF + "type", RDF + "subject", RDF + "predicate", RDF + "object"):
        properties = grouped(fact)
        del properties[iri]
        assert fact_of(properties) is None, iri
    properties = grouped(fact)
    properties[RDF + "predicate"] = [ox.Literal("locatedIn")]
    assert fact_of(properties) is None
    assert fact_of({RDF_TYPE.value: [ox.NamedNode(GX + "Zone")]}) is None
    assert read_node(ox.Store(), node("nothing")) is None
    assert read_node(ox.Store(), ox.BlankNode()) is None


def test_of_several_values_the_first_counts() -> None:
    fact = fact_from(Statement("甲", "Zone", "observation", "产值", "Indicator", "2", "元"))
    properties = grouped(fact)
    properties[GX + "unit"] = [ox.Literal("美元"), ox.Literal("元")]
    found = fact_of(properties)
    assert found is not None
    assert found.unit == "元"


def test_each_graph_has_its_own_grade() -> None:
    row = Statement("甲", "Zone", "observation", "产值", "Indicator", "2", "元")
    fact, other = fact_from(row), ox.NamedNode("x:other")
    store = stored(fact)
    for predicate, value in properties_of(fact):
        store.add(ox.Quad(node(fact.key), predicate, value, other))
    store.add(ox.Quad(node(fact.key), GRADE, ox.Literal("U"), other))
    store.add(ox.Quad(node(fact.key), GRADE, ox.Literal("I"), other))
    read = read_node(store, node(fact.key))
    assert read is not None
    assert read.grades == {GRAPH.value: "", other.value: "I"}
    alone = fact_in(store, node(fact.key), GRAPH)
    assert alone is not None
    assert alone.grade == ""


def test_statements_are_found_by_the_triple_that_they_state() -> None:
    row = Statement("甲", "Zone", "hosts", "乙", "Platform")
    facts = [fact_from(replace(row, time=time)) for time in ("2024", "2025")]
    facts += [fact_from(replace(row, object="丙")), fact_from(replace(row, predicate="issues"))]
    store = stored(*facts)
    found = statements_of(store, node("甲"), ox.NamedNode(GX + "hosts"), node("乙"), GRAPH)
    assert set(found) == {node(fact.key) for fact in facts[:2]}
    assert has_object(store, node(facts[2].key), node("丙"))
    assert not has_object(store, node(facts[2].key), node("乙"))


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("Position", {"subject_property": ""}),
        ("Target", {"object_property": ""}),
        ("Position", {"states_relation": ""}),
        ("Ranking", {"states_relation": GX + "holdsPosition"}),
        ("Position", {"predicate_property": RDF + "predicate", "states_relation": ""}),
    ],
)
def test_an_nary_class_says_how_its_nodes_lead_to_the_fact(
    name: str, changed: dict[str, Any]
) -> None:
    terms = vocabulary()
    classes = terms.classes | {name: replace(terms.classes[name], **changed)}
    with pytest.raises(InvalidOntology, match=r"gx:predicateProperty"):
        read_shapes(replace(terms, classes=classes))
