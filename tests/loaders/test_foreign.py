"""Foreign terms: kept on request and not checked; misspelt terms of ours are always refused."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from gaoxin.errors import NonconformingGraph
from gaoxin.graph.store.store import Store
from gaoxin.loaders.checking.foreign import is_foreign, misspelt_terms
from gaoxin.loaders.checking.gate import check_generation
from gaoxin.model import Problem
from gaoxin.ontology.namespaces import GX, PREFIXES, RDF_TYPE_IRI
from gaoxin.settings import Settings
from tests.fixtures.rdf import BASE, TURTLE_HEAD
from tests.loaders.conftest import Put

VOCABULARY = """
@prefix v: <http://example.org/voc#> .
<http://example.org/voc> a owl:Ontology ; dct:title "词汇"@zh , "Vocabulary"@en ;
    dct:created "2014-01-16"^^xsd:date ; dct:date "2024-01-01T00:00:00Z" ; dct:source "a book" ;
    owl:versionInfo "0.8" ; rdfs:seeAlso <http://example.org/> ; dct:creator [ rdfs:label "me" ] .
v:Organization a owl:Class , rdfs:Class ; rdfs:label "Organization"@en , "机构"@zh ;
    skos:prefLabel "no tag" ; skos:definition "外部词汇的说明"@zh ;
    rdfs:isDefinedBy <http://example.org/voc> ;
    rdfs:subClassOf [ a owl:Restriction ; owl:onProperty v:unit ; skos:notation 1 ] .
v:unit a owl:ObjectProperty ; rdfs:domain v:Organization ; skos:broader "text" .
"""


def refused(put: Put, text: str, *, keep_foreign: bool = True) -> list[Problem]:
    with pytest.raises(NonconformingGraph) as caught:
        put(f=text, keep_foreign=keep_foreign)
    return list(caught.value.problems)


def test_a_foreign_vocabulary_is_kept(home: Settings, put: Put) -> None:
    report = put(voc=VOCABULARY, keep_foreign=True)
    assert report.changed
    assert any("nodes outside the ontology" in n or "个节点" in n for n in report.notes)
    generation = Store(home).read()
    assert check_generation(generation) == []
    titles = generation.store.quads_for_pattern(
        ox.NamedNode("http://example.org/voc"),
        ox.NamedNode(PREFIXES["dct"] + "title"),
        None,
        ox.DefaultGraph(),
    )
    assert len(list(titles)) == 2


def test_without_the_flag_foreign_terms_and_nodes_are_named(put: Put) -> None:
    terms = refused(put, VOCABULARY, keep_foreign=False)
    assert {p.value for p in terms} >= {
        PREFIXES["owl"] + "Ontology",
        PREFIXES["owl"] + "versionInfo",
    }
    assert all("--keep-foreign" in p.en and "--keep-foreign" in p.zh for p in terms)
    (node,) = refused(put, '<http://e.org/v> dct:title "词汇"@zh .', keep_foreign=False)
    assert node.value == "http://e.org/v"
    assert "state its class" in node.en


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ('id:x skos:definition "甲"@zh .', "Only these may have the property"),
        ("<http://e.org/x> gx:locatedIn <http://e.org/y> .", "Only these may have the property"),
        ('<http://e.org/x> a gx:Enterprise ; skos:prefLabel "x" .', "tagged zh or en"),
        ('[] a gx:Enterprise ; skos:prefLabel "x" .', "tagged zh or en"),
        ("[] gx:locatedIn <http://e.org/y> .", "Only these may have the property"),
    ],
)
def test_what_is_ours_is_judged_all_the_same(put: Put, text: str, english: str) -> None:
    problems = refused(put, text)
    assert any(english in p.en for p in problems)


def test_a_foreign_node_that_becomes_ours_is_judged(home: Settings, put: Put) -> None:
    put(keep_foreign=True, a='<http://e.org/x> skos:definition "x" .')
    before = Store(home).current()
    with pytest.raises(NonconformingGraph, match="definition"):
        put(keep_foreign=True, b='<http://e.org/x> a gx:Enterprise ; skos:prefLabel "甲"@zh .')
    assert Store(home).current() == before


@pytest.mark.parametrize(
    ("text", "value", "hint"),
    [
        ("id:x gx:locatedin id:y .", GX + "locatedin", "Did you mean locatedIn?"),
        ("id:x gx:LocatedIn id:y .", GX + "LocatedIn", "Did you mean locatedIn?"),
        ("id:x a gx:Enterprize .", GX + "Enterprize", "Did you mean Enterprise?"),
        ("id:x rdf:predicate gx:locatdIn .", GX + "locatdIn", "Did you mean locatedIn?"),
        (
            "id:x <http://w3id.org/gaoxin/ontology#locatedIn> id:y .",
            "http://w3id.org/gaoxin/ontology#locatedIn",
            f"Did you mean {GX}locatedIn?",
        ),
        (
            "id:x <https://w3id.org/gaoxin/ontology/locatedIn> id:y .",
            "https://w3id.org/gaoxin/ontology/locatedIn",
            f"Did you mean {GX}locatedIn?",
        ),
        (
            "id:x a <https://W3ID.org/gaoxin/Ontology#Enterprise> .",
            "https://W3ID.org/gaoxin/Ontology#Enterprise",
            f"Did you mean {GX}Enterprise?",
        ),
        ('id:x gx:area "1"^^gx:area2 .', GX + "area2", "Did you mean area?"),
        ("id:x gx:zzzz 1 .", GX + "zzzz", "correct it."),
    ],
)
def test_a_slip_in_our_namespace_is_named(text: str, value: str, hint: str) -> None:
    (found,) = misspelt_terms(
        ox.parse(TURTLE_HEAD + text, ox.RdfFormat.TURTLE), {BASE + "x": "a.ttl:3"}
    )
    assert (found.place, found.value) == ("a.ttl:3", value)
    assert found.en.endswith(hint)
    assert found.zh.startswith(f"本体中没有 {value}；请改正。")


@pytest.mark.parametrize("keep_foreign", [True, False])
def test_a_slip_in_our_namespace_is_never_foreign(put: Put, keep_foreign: bool) -> None:
    problems = refused(put, "id:x gx:locatedin id:y .", keep_foreign=keep_foreign)
    assert [p.value for p in problems] == [GX + "locatedin"]


def test_every_iri_of_the_ontology_is_known() -> None:
    text = (
        TURTLE_HEAD
        + f"""
        id:x dct:conformsTo <{GX.rstrip("#")}> , <{GX.rstrip("#")}/0.1.0> ; a gx:Enterprise ;
            gx:subjectType gx:Zone ; rdf:predicate gx:locatedIn ; rdfs:seeAlso <{BASE}zone/x> ."""
    )
    assert misspelt_terms(ox.parse(text, ox.RdfFormat.TURTLE)) == []


@pytest.mark.parametrize(
    ("iri", "properties", "classes", "expected"),
    [
        ("http://e.org/x", ["http://purl.org/dc/terms/title"], [], True),
        ("http://e.org/x", [GX + "locatedIn"], [], False),
        ("http://e.org/x", [RDF_TYPE_IRI], [GX + "Zone"], False),
        ("http://e.org/x", [RDF_TYPE_IRI], ["http://e.org/C", GX + "Zone"], False),
        ("http://e.org/x", [RDF_TYPE_IRI], ["http://e.org/C"], True),
        (BASE + "zone/x", [RDF_TYPE_IRI], ["http://e.org/C"], False),
        (BASE + "genid/0123", [RDF_TYPE_IRI], ["http://e.org/C"], True),
        (BASE + "genid/0123", [GX + "name"], [], False),
        (BASE.rstrip("/"), [], [], True),
    ],
)
def test_what_is_foreign(
    iri: str, properties: list[str], classes: list[str], expected: bool
) -> None:
    assert is_foreign(iri, properties, lambda _: classes, BASE) is expected
