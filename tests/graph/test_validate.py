"""The check before publishing, compared with pySHACL on the examples and on random graphs."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.loaders.checking.foreign import count_foreign, foreign_terms
from gaoxin.loaders.checking.shape_judge import check
from gaoxin.ontology.namespaces import GX, PREFIXES, XSD
from gaoxin.ontology.terms import PropertyTerm, vocabulary
from tests.fixtures.rdf import TURTLE_HEAD
from tests.ontology.oracle import Result, own_results, read, reference_results

EXAMPLES = sorted((Path(__file__).parents[1] / "ontology" / "shapes").glob("*/*.ttl"))

LITERALS = [
    '"天津"@zh',
    '"Tianjin"@en',
    '"zone"@fr',
    '"text"',
    '""',
    '"a\\tb"@zh',
    "8.8",
    "0.0",
    "-200.0",
    "3",
    '"12..5"^^xsd:decimal',
    '"2025-01-01"^^xsd:date',
    '"2024-02-30"^^xsd:date',
    '"1991-03"^^xsd:gYearMonth',
    '"https://example.org/"^^xsd:anyURI',
    '"actual"',
    '"I"',
    '">="',
    '"120000"',
    '"3825"',
]


def _curie(name: str) -> str:
    return name if ":" in name else f"gx:{name}"


def _class_instances() -> str:
    terms = vocabulary()
    return "".join(f"id:{name} a gx:{name} .\n" for name in terms.classes if not _abstract(name))


def _abstract(name: str) -> bool:
    return vocabulary().classes[name].abstract


def _below(names: tuple[str, ...]) -> str:
    """A non-abstract class that is one of these or below one of them."""
    return vocabulary().concrete(names)[0]


def test_same_results_as_pyshacl_on_every_example() -> None:
    """All examples are in one graph, with separate nodes, because pySHACL is slow to start."""
    text = ""
    for number, path in enumerate(EXAMPLES):
        example = path.read_text("utf-8").replace(
            "<https://w3id.org/gaoxin/id/>", f"<https://w3id.org/gaoxin/id/{number}/>"
        )
        text += example
    own = own_results(text)
    assert EXAMPLES
    assert len(own) >= sum(path.stem.startswith("fail") for path in EXAMPLES)
    assert own == reference_results(text)


def _values_for(term: PropertyTerm) -> tuple[str, str]:
    """A value that the property accepts and one that it refuses."""
    if term.datatypes:
        if codes := vocabulary().codes(term.name):
            return f'"{codes[0]}"', "id:Zone"
        accepted = {
            XSD + "string": '"actual"',
            XSD + "decimal": "8.8",
            XSD + "integer": "3",
            XSD + "date": '"2025-01-01"^^xsd:date',
            XSD + "anyURI": '"https://example.org/"^^xsd:anyURI',
            PREFIXES["rdf"] + "langString": '"天津"@zh',
        }
        return accepted[term.datatypes[0]], "id:Zone"
    if term.name == "rdf:object" or not term.range or term.is_term:
        return "id:Zone", "id:Zone" if term.name == "rdf:object" else '"text"'
    assert not isinstance(term.range, str)
    return f"id:{_below(term.range)}", "id:Position"


def test_domain_and_range_of_every_property() -> None:
    terms = vocabulary()
    text, passing, failing = TURTLE_HEAD + _class_instances(), set(), set()
    for number, term in enumerate(terms.properties.values()):
        if term.name == "rdf:type":
            continue
        good, bad = _values_for(term)
        cls = _below(term.domain) if term.domain else "Enterprise"
        text += f"id:good{number} a gx:{cls} ; {_curie(term.name)} {good} .\n"
        passing.add(f"https://w3id.org/gaoxin/id/good{number}")
        if good != bad:
            text += f"id:range{number} a gx:{cls} ; {_curie(term.name)} {bad} .\n"
            failing.add((f"https://w3id.org/gaoxin/id/range{number}", term.iri))
        if term.domain:
            text += f"id:domain{number} a gx:StatementGraph ; {_curie(term.name)} {good} .\n"
            if "StatementGraph" not in term.domain:
                failing.add((f"https://w3id.org/gaoxin/id/domain{number}", ""))
    own = own_results(text)
    judged = {"class", "or", "nodeKind", "datatype", "in"}
    broken = {(node, path) for node, path, component, _ in own if component in judged}
    assert len(failing) > len(passing)
    assert failing <= broken
    assert not {node for node, _ in broken} & passing
    assert own == reference_results(text)


def _comparable(results: list[Result]) -> list[Result]:
    """The results without those on a numeric bound for a value that is no number.

    pySHACL reports only one of two bounds as violated; by SHACL both are
    (test_stricter_than_pyshacl_on_years).
    """
    no_number = re.compile(r'date|gYear|"12\.\.5"')
    return [r for r in results if not (r[2].endswith("clusive") and no_number.search(r[3]))]


@pytest.mark.parametrize("seed", range(6))
def test_same_results_as_pyshacl_on_random_graphs(seed: int) -> None:
    dice = random.Random(seed)
    terms = vocabulary()
    classes = sorted(name for name in terms.classes if not _abstract(name))
    properties = sorted(terms.properties)
    properties.remove("rdf:type")
    text = TURTLE_HEAD + _class_instances()
    for number in range(60):
        text += "".join(f"id:n{number} a gx:{dice.choice(classes)} .\n" for _ in range(2))
        for _ in range(5):
            term = terms.properties[dice.choice(properties)]
            good, _bad = _values_for(term)
            value = dice.choice([good, dice.choice(LITERALS), f"id:{dice.choice(classes)}"])
            text += f"id:n{number} {_curie(term.name)} {value} .\n"
    own = own_results(text)
    assert len(own) > 300
    assert _comparable(own) == _comparable(reference_results(text))


@pytest.mark.parametrize(
    "turtle",
    [
        'id:z a gx:Zone ; gx:approved "2023-13"^^xsd:gYearMonth .',
        'id:z a gx:Zone ; wgs84:lat "2023"^^xsd:gYear .',
    ],
)
def test_stricter_than_pyshacl_on_years(turtle: str) -> None:
    """rdflib accepts a thirteenth month, and pySHACL a year below a bound; SHACL accepts neither.

    When they are fixed, this test fails, and the values belong into LITERALS.
    """
    own, reference = own_results(TURTLE_HEAD + turtle), reference_results(TURTLE_HEAD + turtle)
    assert set(own) > set(reference)


def test_cardinality_is_judged_within_one_graph() -> None:
    one = read(TURTLE_HEAD + "id:z a gx:Zone ; gx:area 1.0 .")
    two = read(TURTLE_HEAD + "id:z a gx:Zone ; gx:area 2.0 .")
    assert check({"urn:a": one, "urn:b": two}, lambda iri: {GX + "Zone"}) == []
    assert len(check({"urn:a": one + two[1:]}, lambda iri: {GX + "Zone"})) == 1


def test_classes_come_from_all_sources() -> None:
    graph = {"urn:a": read(TURTLE_HEAD + "id:e gx:locatedIn id:z .")}
    types = {"e": {GX + "Enterprise"}, "z": {GX + "NationalZone"}}
    assert check(graph, lambda iri: types[iri.rsplit("/", 1)[1]]) == []
    types["z"] = {GX + "Product"}
    problems = check(graph, lambda iri: types[iri.rsplit("/", 1)[1]])
    assert [problem.column for problem in problems] == ["locatedIn"]


def test_a_problem_names_row_value_and_reason() -> None:
    turtle = (
        TURTLE_HEAD
        + 'id:o a gx:Observation ; gx:about id:z ; gx:indicator id:i ; gx:status "done" .'
    )
    types = {"z": {GX + "Zone"}, "i": {GX + "Indicator"}, "o": {GX + "Observation"}}
    node = "https://w3id.org/gaoxin/id/o"
    (problem,) = check(
        {"urn:a": read(turtle)},
        lambda iri: types[iri.rsplit("/", 1)[1]],
        {node: "facts.csv:12"},
    )
    assert (problem.file, problem.line, problem.column) == ("facts.csv", 12, "status")
    assert problem.value == "done"
    assert "actual" in problem.zh
    assert "planned" in problem.en
    assert node in problem.en


def test_foreign_terms_are_named_and_counted() -> None:
    quads = read(
        TURTLE_HEAD
        + "@prefix ex: <urn:ex:> . id:z a gx:Zone , ex:Park ; ex:size 3 . id:y ex:size 4 ."
    )
    assert count_foreign(quads) == {"urn:ex:size": 2, "urn:ex:Park": 1}
    problems = foreign_terms(quads, {"https://w3id.org/gaoxin/id/z": "zones.ttl:7"})
    assert [p.value for p in problems] == ["urn:ex:size", "urn:ex:Park"]
    assert problems[0].place == "zones.ttl:7"
    assert foreign_terms(read(TURTLE_HEAD + 'id:z a gx:Zone ; skos:prefLabel "津"@zh .')) == []


def test_blank_nodes_are_not_judged_as_subjects() -> None:
    quad = ox.Quad(ox.BlankNode(), ox.NamedNode(GX + "area"), ox.Literal("x"))
    assert check({"urn:a": [quad]}, lambda iri: set()) == []
