"""The vocabulary, and the files generated from it."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pyoxigraph as ox
import pytest

from gaoxin.errors import InvalidOntology, UnknownTerm
from gaoxin.ontology.context import context_text, jsonld_context
from gaoxin.ontology.literals import comparable, is_well_formed
from gaoxin.ontology.modules import MODULES, _Reader, read_module
from gaoxin.ontology.namespaces import GX, RDF, SKOS, XSD
from gaoxin.ontology.terms import ClassTerm, PropertyTerm, vocabulary


def test_every_thing_has_its_place_under_the_upper_classes() -> None:
    terms = vocabulary()
    upper = ["Agent", "Place", "Activity", "PolicyInstrument", "QualifiedFact"]
    assert all(terms.classes[name].abstract for name in [*upper, "Entity", "Figure"])
    found = {name: [u for u in upper if terms.is_a(name, [u])] for name in terms.classes}
    assert found["NationalZone"] == found["County"] == ["Agent", "Place"]
    assert found["DemonstrationZone"] == ["Place"]
    assert found["Person"] == found["Enterprise"] == found["Platform"] == ["Agent"]
    assert found["Project"] == found["Event"] == ["Activity"]
    assert found["Observation"] == ["QualifiedFact"]
    assert {"Enterprise", "Organization"} <= set(terms.concrete(["CorporateBody"]))
    assert not any(terms.classes[name].abstract for name in terms.concrete(upper))
    assert not {"Person", "Zone"} & set(terms.concrete(["CorporateBody"]))


def test_only_classes_with_keys_are_classes_of_things_in_tables() -> None:
    classes = vocabulary().classes
    assert classes["Enterprise"].names_things
    assert classes["Source"].names_things
    for name in ("Agent", "Entity", "Statement", "Figure", "StatementGraph"):
        assert not classes[name].names_things, name


def test_figures_and_names_have_predicates_in_the_common_table() -> None:
    predicates = vocabulary().terms_by_predicate
    assert {"name", "alias", "code", "observation", "target", "rank"} <= set(predicates)
    for name, term in predicates.items():
        assert vocabulary().terms_by_predicate[name] is term


def test_attributes_write_the_properties_they_should() -> None:
    predicates = vocabulary().terms_by_predicate
    assert predicates["name"].iri == SKOS + "prefLabel"
    assert predicates["alias"].iri == SKOS + "altLabel"
    assert predicates["code"].iri == SKOS + "notation"
    rank = predicates["rank"]
    assert isinstance(rank, ClassTerm)
    assert rank.name == "Ranking"


def test_class_hierarchy_and_keys() -> None:
    terms = vocabulary()
    assert terms.classes["NationalZone"].parents[:2] == ("Zone", "Territory")
    assert terms.is_a("NationalZone", ["City", "Zone"])
    assert not terms.is_a("Zone", ["NationalZone"])
    kinds = {name: terms.classes[name].kind for name in ("NationalZone", "City", "IndustryScheme")}
    assert kinds == {"NationalZone": "zone", "City": "division", "IndustryScheme": "industryScheme"}
    nary = {name for name, term in terms.classes.items() if term.nary}
    assert nary == {name for name in terms.classes if terms.is_a(name, ["QualifiedFact"])}
    assert {"Statement", "Observation", "Target", "Ranking", "Position"} < nary


def test_rules_of_inference() -> None:
    properties = vocabulary().properties
    assert properties["hosts"].inverse == "hostedBy"
    assert properties["hostedBy"].inverse == "hosts"
    assert {n for n, p in properties.items() if p.symmetric} == {"partnerOf"}
    assert {n for n, p in properties.items() if p.transitive} == {"subIndustryOf"}
    implied = {n: p.implies for n, p in properties.items() if p.implies}
    assert implied == {"leadingIndustry": ("hasIndustry",)}


def test_ranges_are_classes_or_datatypes() -> None:
    properties = vocabulary().properties
    assert properties["value"].range == XSD + "decimal"
    assert properties["approved"].range == tuple(XSD + n for n in ("date", "gYearMonth", "gYear"))
    assert properties["invests"].range == ("Project", "Platform", "Enterprise")
    assert properties["rdf:object"].relationship == "OBJECT"
    assert properties["rdf:object"].property_key == "objectValue"
    assert properties["rdf:predicate"].is_term


def test_terms_are_found_by_iri_and_by_name() -> None:
    terms = vocabulary()
    found = terms.by_iri(GX + "locatedIn")
    assert isinstance(found, PropertyTerm)
    assert found.relationship == "LOCATED_IN"
    assert terms.by_iri("urn:ex:nothing") is None
    assert terms.find_class("Zone").label == "Zone"
    with pytest.raises(UnknownTerm, match="locatedIn"):
        terms.find_property("locatedAt")


def test_vocabulary_is_read_once() -> None:
    assert vocabulary() is vocabulary()


@pytest.mark.parametrize(
    ("module", "old", "new", "message"),
    [
        ("zones", "a owl:Class ;", "a owl:Class ", "does not parse"),
        ("zones", 'rdfs:label "园区"@zh ,', "rdfs:label", "lacks rdfs:label@zh"),
        ("mirror", 'gx:neo4jLabel "City"', 'gx:neo4jLabel "County"', "share the name 'County'"),
        ("mirror", 'gx:neo4jLabel "City" ;', "", "lacks neo4jLabel"),
        ("mirror", '"LOCATED_IN"', '"HOSTS"', "share the name 'HOSTS'"),
        ("mirror", 'gx:page gx:neo4jProperty "page" .', "", "has no name in mirror.ttl"),
    ],
)
def test_faulty_modules_are_refused(module: str, old: str, new: str, message: str) -> None:
    modules = {name: read_module(name) for name in MODULES}
    text = modules[module].decode()
    assert old in text
    with pytest.raises(InvalidOntology, match=message):
        _Reader({**modules, module: text.replace(old, new, 1).encode()}).read()


def test_every_turtle_file_is_a_module_or_holds_shapes() -> None:
    found = {
        item.name.removesuffix(".ttl")
        for item in files("gaoxin.ontology").iterdir()
        if item.name.endswith(".ttl")
    }
    assert found == {*MODULES, "shapes", "property_shapes"}


def test_context_is_that_of_the_modules() -> None:
    kept = files("gaoxin.ontology").joinpath("context.jsonld").read_text("utf-8")
    assert kept == context_text()


def test_context_gives_the_same_triples_as_turtle() -> None:
    document = {
        **jsonld_context(),
        "id": "urn:ex:z",
        "type": "NationalZone",
        "prefLabel": {"zh": "天津滨海高新技术产业开发区", "en": "Tianjin Binhai"},
        "locatedIn": "urn:ex:tianjin",
        "area": "102.5",
        "lat": "39.08",
        "approved": {"@value": "1991-03", "@type": "xsd:gYearMonth"},
        "subjectType": "Zone",
        "dct:title": "标题",
    }
    turtle = """PREFIX gx: <https://w3id.org/gaoxin/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        PREFIX wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#>
        <urn:ex:z> a gx:NationalZone ; skos:prefLabel "天津滨海高新技术产业开发区"@zh ,
            "Tianjin Binhai"@en ; gx:locatedIn <urn:ex:tianjin> ; gx:area 102.5 ; wgs84:lat 39.08 ;
            gx:approved "1991-03"^^xsd:gYearMonth ; gx:subjectType gx:Zone ; dct:title "标题" ."""
    from_json = set(ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD))
    from_turtle = set(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    assert {str(q) for q in from_json} == {str(q) for q in from_turtle}


@pytest.mark.parametrize(
    ("text", "datatype", "expected"),
    [
        ("12.5", "decimal", True),
        ("12..5", "decimal", False),
        ("1e3", "decimal", False),
        ("-3", "integer", True),
        ("3.0", "integer", False),
        ("2024-02-29", "date", True),
        ("2023-02-29", "date", False),
        ("2024-13-01", "date", False),
        ("2024-01", "date", False),
        ("1991-03", "gYearMonth", True),
        ("1991-00", "gYearMonth", False),
        ("1991", "gYear", True),
        ("91", "gYear", False),
        ("true", "boolean", True),
        ("anything", "string", True),
        ("x", "duration", False),
        ("2024-01-01+08:00", "date", True),
    ],
)
def test_lexical_forms(text: str, datatype: str, expected: bool) -> None:
    assert is_well_formed(text, XSD + datatype) is expected


def test_values_compare_as_numbers_and_days() -> None:
    assert comparable("2.50", XSD + "decimal") == comparable("2.5", XSD + "decimal")
    assert comparable("2024-01-01", XSD + "date") == "2024-01-01"
    assert comparable("2024-01-01Z", XSD + "date") is None
    assert comparable("天津", RDF + "langString") is None


def test_names_in_neo4j_differ_from_each_other() -> None:
    properties = vocabulary().properties.values()
    keys = [k for p in properties for k in (p.property_key, p.property_key_en) if k]
    types = [p.relationship for p in properties if p.relationship]
    assert len(keys) == len(set(keys)) > 50
    assert len(types) == len(set(types)) > 35
    assert all(re.fullmatch("[a-zA-Z]+", key) for key in keys)
