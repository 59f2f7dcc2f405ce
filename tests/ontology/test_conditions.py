"""Reading of shapes, refused constructs, and conditions on single values."""

from __future__ import annotations

from importlib import import_module

import pyoxigraph as ox
import pytest

from gaoxin.errors import InvalidOntology
from gaoxin.ontology.namespaces import GX, XSD
from gaoxin.ontology.rdf_terms import RdfTerm
from gaoxin.ontology.shacl import Rule, ontology_version, read_shapes
from gaoxin.ontology.terms import vocabulary

HEAD = f"""@prefix gx: <{GX}> . @prefix xsd: <{XSD}> . @prefix s: <urn:shape:> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . """

ZONE, AWARD = ox.NamedNode("urn:zone"), ox.NamedNode("urn:award")
TEXT, EMPTY, BLANK = ox.Literal("a b"), ox.Literal(""), ox.BlankNode("b")
TRIPLE = ox.Triple(ZONE, ZONE, ZONE)
CHINESE, HANS, ENGLISH = (ox.Literal("津", language=tag) for tag in ("zh", "ZH-hans", "en"))
TWO, THREE = (ox.Literal(n, datatype=ox.NamedNode(XSD + "integer")) for n in "23")
HALF = ox.Literal("2.5", datatype=ox.NamedNode(XSD + "decimal"))
DAY = ox.Literal("2025-01-01", datatype=ox.NamedNode(XSD + "date"))
NO_DAY = ox.Literal("2025-02-30", datatype=ox.NamedNode(XSD + "date"))
EVERY: tuple[RdfTerm, ...] = (
    ZONE,
    AWARD,
    TEXT,
    EMPTY,
    BLANK,
    TRIPLE,
    CHINESE,
    HANS,
    ENGLISH,
    TWO,
    THREE,
    HALF,
    DAY,
    NO_DAY,
)


def _rules(body: str, head: str = "sh:targetSubjectsOf gx:p ;") -> tuple[Rule, ...]:
    (shape,) = read_shapes(f"{HEAD} s:one a sh:NodeShape ; {head} {body} .")
    return shape.rules


def _classes(iri: str) -> set[str]:
    return {"urn:zone": {GX + "Zone"}, "urn:award": {GX + "Award"}}.get(iri, set())


@pytest.mark.parametrize(
    ("component", "passing"),
    [
        ("sh:class gx:Zone", {ZONE}),
        ("sh:not [ sh:class gx:Zone ]", set(EVERY) - {ZONE}),
        ("sh:not [ sh:class gx:Zone ; sh:nodeKind sh:IRI ]", set(EVERY) - {ZONE}),
        ("sh:not [ sh:class gx:Zone ; sh:nodeKind sh:Literal ]", set(EVERY)),
        ("sh:or ( [ sh:class gx:Zone ] [ sh:class gx:Award ] )", {ZONE, AWARD}),
        (
            "sh:or ( [ sh:nodeKind sh:IRI ; sh:class gx:Award ] [ sh:nodeKind sh:BlankNode ] )",
            {AWARD, BLANK},
        ),
        ("sh:nodeKind sh:IRI", {ZONE, AWARD}),
        ("sh:nodeKind sh:BlankNode", {BLANK}),
        ("sh:nodeKind sh:BlankNodeOrIRI", {BLANK, ZONE, AWARD}),
        ("sh:nodeKind sh:Literal", set(EVERY) - {ZONE, AWARD, BLANK, TRIPLE}),
        ("sh:nodeKind sh:IRIOrLiteral", set(EVERY) - {BLANK, TRIPLE}),
        ("sh:nodeKind sh:BlankNodeOrLiteral", set(EVERY) - {ZONE, AWARD, TRIPLE}),
        ('sh:in ( "a b" 3 gx:Zone )', {TEXT, THREE}),
        ('sh:languageIn ( "zh" )', {CHINESE, HANS}),
        ('sh:languageIn ( "ZH-Hans" "en" )', {HANS, ENGLISH}),
        ('sh:languageIn ( "z" )', set()),
        ("sh:datatype xsd:date", {DAY}),
        ("sh:datatype xsd:integer", {TWO, THREE}),
        ('sh:pattern "^urn:[z ]"', {ZONE}),
        ('sh:pattern " "', {TEXT}),
        ('sh:pattern "^$"', {EMPTY, TRIPLE}),
        ("sh:minLength 1", set(EVERY) - {EMPTY, TRIPLE}),
        ("sh:minLength 2", set(EVERY) - {EMPTY, TRIPLE, BLANK, CHINESE, HANS, ENGLISH, TWO, THREE}),
        ("sh:minInclusive 2.5", {HALF, THREE}),
        ("sh:minExclusive 2.5", {THREE}),
        ("sh:maxInclusive 2.5", {TWO, HALF}),
        ("sh:maxExclusive 2.5", {TWO}),
    ],
)
def test_which_values_pass(component: str, passing: set[RdfTerm]) -> None:
    (rule,) = _rules(f"sh:property [ sh:path gx:p ; {component} ]")
    assert rule.test is not None
    assert {term for term in EVERY if rule.test(term, _classes)} == passing


def test_a_shape_is_read_whole() -> None:
    body = (
        'sh:class gx:Zone ; sh:message "节点"@zh , "node"@en ; '
        "sh:property [ sh:path gx:p ; sh:minCount 1 ; sh:maxCount 2 ; "
        'sh:message "值"@zh , "value"@en ] ; '
        "sh:property [ sh:path gx:q ; sh:uniqueLang true ; sh:lessThanOrEquals gx:p ] ; "
        "sh:property [ sh:path gx:r ; sh:uniqueLang false ]"
    )
    head = "sh:targetClass gx:Zone , gx:Award ; sh:targetSubjectsOf gx:p , gx:q ;"
    (shape,) = read_shapes(f"{HEAD} s:one a sh:NodeShape ; {head} {body} .")
    assert shape.iri == "urn:shape:one"
    assert shape.classes == (GX + "Award", GX + "Zone")
    assert shape.subjects_of == (GX + "p", GX + "q")
    rows = {(r.path.removeprefix(GX), r.component, r.bound, r.message_en) for r in shape.rules}
    assert rows == {
        ("", "class", "", "node"),
        ("p", "minCount", 1, "value"),
        ("p", "maxCount", 2, "value"),
        ("q", "uniqueLang", "true", ""),
        ("q", "lessThanOrEquals", GX + "p", ""),
    }
    assert len(shape.rules) == len(rows)
    assert {r.message_zh for r in shape.rules} == {"节点", "值", ""}
    assert {r.shape for r in shape.rules} == {shape.iri}
    assert [r.component for r in shape.rules if r.test] == ["class"]


def test_shapes_come_in_the_order_of_their_iris() -> None:
    body = "a sh:NodeShape ; sh:targetClass gx:Zone ."
    found = read_shapes(f"{HEAD} s:b {body} s:a {body} s:c {body}")
    assert [shape.iri for shape in found] == ["urn:shape:a", "urn:shape:b", "urn:shape:c"]


@pytest.mark.parametrize(
    ("turtle", "named"),
    [
        ("s:x a sh:NodeShape ; sh:targetClass gx:Zone ; sh:xone () .", "sh:xone"),
        ("s:x a sh:NodeShape ; sh:targetNode gx:Zone .", "sh:targetNode"),
        ("s:x a sh:NodeShape ; sh:targetObjectsOf gx:p .", "sh:targetObjectsOf"),
        ("s:x a sh:NodeShape , rdfs:Class ; sh:class gx:Zone .", "sh:targetClass implied"),
        ("s:x a sh:NodeShape , owl:Class ; sh:class gx:Zone .", "sh:targetClass implied"),
        ("[] a sh:NodeShape ; sh:targetClass gx:Zone .", "sh:NodeShape other"),
        ("s:x a sh:PropertyShape ; sh:path gx:p ; sh:maxCount 1 .", "sh:NodeShape other"),
        ("s:x sh:targetClass gx:Zone ; sh:class gx:Zone .", "sh:NodeShape other"),
        ("s:x sh:targetSubjectsOf gx:p ; sh:class gx:Zone .", "sh:NodeShape other"),
        ("s:x a sh:NodeShape ; sh:minCount 1 .", "sh:minCount on a focus node"),
        ("s:x a sh:NodeShape ; sh:path gx:p .", "sh:path"),
        ("s:x a sh:NodeShape ; sh:property [ sh:maxCount 1 ] .", "sh:path other"),
        ("s:x a sh:NodeShape ; sh:property [ sh:path [ sh:inversePath gx:p ] ] .", "sh:path other"),
        ("s:x a sh:NodeShape ; sh:property [ sh:path gx:p , gx:q ] .", "sh:path other"),
        (
            "s:x a sh:NodeShape ; sh:property [ sh:path gx:p ; sh:property [ sh:path gx:q ] ] .",
            "sh:property",
        ),
        ("s:x a sh:NodeShape ; sh:not [ sh:path gx:p ; sh:class gx:Zone ] .", "sh:path"),
        ("s:x a sh:NodeShape ; sh:not [ sh:property [ sh:path gx:p ] ] .", "sh:property"),
        ("s:x a sh:NodeShape ; sh:or ( [ sh:minCount 1 ] ) .", "sh:minCount"),
        ("s:x a sh:NodeShape ; sh:nodeKind sh:Triple .", "sh:nodeKind with the operand"),
        ('s:x a sh:NodeShape ; sh:minLength "two" .', "sh:minLength with the operand"),
    ],
)
def test_what_would_be_overlooked_is_refused(turtle: str, named: str) -> None:
    with pytest.raises(InvalidOntology) as caught:
        read_shapes(HEAD + turtle)
    assert f"A shape uses {named}" in caught.value.en
    assert "sh:" in caught.value.zh


def test_a_datatype_of_unknown_forms_is_refused() -> None:
    with pytest.raises(InvalidOntology, match=f"datatype {GX}area"):
        _rules("sh:property [ sh:path gx:p ; sh:datatype gx:area ]")


def test_the_version_of_the_ontology_tells_contents_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    shacl = import_module("gaoxin.ontology.shacl")
    version, _, digits = ontology_version().partition("+")
    assert version == vocabulary().version
    assert len(digits) == 12
    read = shacl.read_module
    for module in ("shapes", "property_shapes", "zones"):
        with monkeypatch.context() as changed:
            changed.setattr(
                shacl,
                "read_module",
                lambda name, module=module: read(name) + b"#" * (name == module),
            )
            assert ontology_version.__wrapped__() != f"{version}+{digits}"
    assert ontology_version.__wrapped__() == f"{version}+{digits}"
