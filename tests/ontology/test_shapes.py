"""Every condition of every shape has an example that meets it and one that violates it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import InvalidOntology
from gaoxin.ontology.modules import ONTOLOGY, read_module
from gaoxin.ontology.namespaces import GX, RDF
from gaoxin.ontology.property_shapes import property_shapes
from gaoxin.ontology.shacl import read_shapes, shapes
from gaoxin.ontology.terms import vocabulary
from tests.ontology.oracle import own_results, reference_results

EXAMPLES = Path(__file__).parent / "shapes"
SHAPES = "https://w3id.org/gaoxin/shapes#"
PASSING = sorted(EXAMPLES.glob("*/pass*.ttl"))
FAILING = sorted(EXAMPLES.glob("*/fail*.ttl"))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _expected(text: str) -> tuple[str, str]:
    curie, component = text.splitlines()[0].removeprefix("# expects: ").split()
    prefix, local = curie.split(":")
    line = next(row for row in text.splitlines() if row.startswith(f"@prefix {prefix}:"))
    return line.split("<")[1].split(">")[0] + local, component


def test_every_condition_has_a_failing_example() -> None:
    wanted = {
        (shape.iri.removeprefix(SHAPES), rule.path, rule.component)
        for shape in read_shapes(read_module("shapes").decode())
        for rule in shape.rules
    }
    found = {(path.parent.name, *_expected(path.read_text("utf-8"))) for path in FAILING}
    assert found == wanted
    assert {path.parent.name for path in PASSING} == {shape for shape, _, _ in wanted}


@pytest.mark.parametrize("path", PASSING, ids=_name)
def test_passing_examples_pass(path: Path) -> None:
    text = path.read_text("utf-8")
    assert own_results(text) == []
    assert reference_results(text) == []


@pytest.mark.parametrize("path", FAILING, ids=_name)
def test_failing_examples_fail_for_the_reason_given(path: Path) -> None:
    text = path.read_text("utf-8")
    own = own_results(text)
    assert _expected(text) in {(result[1], result[2]) for result in own}
    assert len({result[:2] for result in own}) == 1, "an example breaks one condition only"


def test_values_outside_a_closed_list_are_refused() -> None:
    terms = vocabulary()
    closed = [term for term in terms.properties.values() if terms.codes(term.name)]
    assert {"status", "confidence", "comparator", "policyLevel"} <= {term.name for term in closed}
    for term in closed:
        name = terms.concrete(term.domain)[0]
        node = f"<urn:ex:n> a <{terms.classes[name].iri}> ; <{term.iri}> "
        for code in terms.codes(term.name):
            assert (term.iri, "in") not in {r[1:3] for r in own_results(f'{node}"{code}" .')}, code
        for wrong in ('"unknown"', f'"{terms.codes(term.name)[0]}"@zh', "<urn:ex:x>"):
            text = f"{node}{wrong} ."
            assert (term.iri, "in") in {result[1:3] for result in own_results(text)}, text
            assert own_results(text) == reference_results(text)


def test_an_open_list_refuses_nothing() -> None:
    terms = vocabulary()
    assert terms.properties["unit"].values_from == "UnitScheme"
    assert terms.codes("unit") == ()
    text = f'<urn:ex:n> a <{GX}Indicator> ; <{GX}unit> "公顷每人" .'
    assert own_results(text) == []


@pytest.mark.parametrize(
    "name", [term.name for term in vocabulary().classes.values() if term.abstract]
)
def test_an_abstract_class_is_not_the_class_of_a_thing(name: str) -> None:
    for also in ("", f" , <{GX}Enterprise>"):
        text = f"<urn:ex:n> a <{GX}{name}>{also} ."
        results = own_results(text)
        assert ("urn:ex:n", RDF + "type", "not", f"<{GX}{name}>") in results
        assert results == reference_results(text)


def test_property_shapes_are_those_of_the_modules() -> None:
    assert read_module("property_shapes").decode() == property_shapes()


def test_every_rule_has_a_message_in_both_languages() -> None:
    rules = [rule for shape in shapes() for rule in shape.rules]
    assert len(rules) > 200
    for rule in rules:
        assert any("\u4e00" <= char <= "\u9fff" for char in rule.message_zh), rule
        assert rule.message_en.isascii(), rule
        assert rule.message_en, rule


def test_structural_shapes_do_not_ask_for_classes_of_other_sources() -> None:
    rules = [r for shape in read_shapes(read_module("shapes").decode()) for r in shape.rules]
    assert len(rules) > 60
    assert not [rule for rule in rules if rule.component in ("class", "or")]


@pytest.mark.parametrize("target", ["targetNode", "targetObjectsOf", "targetClass"])
def test_shape_without_its_type_is_refused(target: str) -> None:
    """It would be missed, and its conditions ignored."""
    with pytest.raises(InvalidOntology, match="NodeShape"):
        read_shapes(
            "@prefix sh: <http://www.w3.org/ns/shacl#> ."
            f"<{ONTOLOGY}/x> sh:{target} <{ONTOLOGY}#Zone> ; sh:nodeKind sh:BlankNode ."
        )


def test_unknown_component_is_refused() -> None:
    with pytest.raises(InvalidOntology, match="sh:xone"):
        read_shapes(
            "@prefix sh: <http://www.w3.org/ns/shacl#> ."
            f"<{ONTOLOGY}/x> a sh:NodeShape ; sh:targetClass <{ONTOLOGY}#Zone> ; sh:xone () ."
        )
