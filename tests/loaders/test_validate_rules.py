"""The check of one node: which shapes apply, and each component that needs all values."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from gaoxin.graph.names.iris import Minter
from gaoxin.loaders.checking.shape_judge import (
    Judge,
    Violation,
    classes_in,
    in_order,
    problem,
    store_violations,
    with_superclasses,
)
from gaoxin.model import Problem
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.shacl import Rule, read_shapes
from gaoxin.settings import read_settings
from tests.fixtures.rdf import BASE, TURTLE_HEAD

HEAD = f"{TURTLE_HEAD}@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <urn:shape:> .\n"


def _judge(
    shape: str, facts: str, types: dict[str, set[str]] | None = None, base: str = ""
) -> list[tuple[str, str, str, str]]:
    """Node, path, component and value of each violation."""
    judge = Judge(read_shapes(HEAD + shape), lambda iri: (types or {}).get(iri, set()), base)
    quads = list(ox.parse(HEAD + facts, format=ox.RdfFormat.TURTLE))
    found = list(judge.violations("urn:graph", quads))
    assert {v.graph for v in found} <= {"urn:graph"}
    return sorted(
        (
            v.node.removeprefix(BASE),
            v.rule.path.removeprefix(GX),
            v.rule.component,
            "" if v.value is None else str(v.value).replace(BASE, ""),
        )
        for v in found
    )


def _on(component: str, target: str = "sh:targetSubjectsOf gx:q") -> str:
    return f"s:a a sh:NodeShape ; {target} ; sh:property [ sh:path gx:p ; {component} ] ."


@pytest.mark.parametrize(
    ("component", "values", "number"),
    [
        ("sh:minCount 1", "gx:q 1", 1),
        ("sh:minCount 1", "gx:q 1 ; gx:p 1", 0),
        ("sh:minCount 2", "gx:q 1 ; gx:p 1", 1),
        ("sh:minCount 2", "gx:q 1 ; gx:p 1 , 2", 0),
        ("sh:minCount 1", "gx:r 1", 0),
        ("sh:maxCount 1", "gx:q 1 ; gx:p 1", 0),
        ("sh:maxCount 1", "gx:q 1 ; gx:p 1 , 2", 1),
        ("sh:maxCount 1", "gx:q 1", 0),
        ("sh:maxCount 0", "gx:q 1 ; gx:p 1", 1),
        ("sh:maxCount 1", "gx:p 1 , 2", 0),
        ("sh:uniqueLang true", 'gx:q 1 ; gx:p "a"@zh , "b"@ZH', 1),
        ("sh:uniqueLang true", 'gx:q 1 ; gx:p "a"@zh , "b"@en', 0),
        ("sh:uniqueLang true", 'gx:q 1 ; gx:p "a" , "b" , id:n', 0),
        ("sh:uniqueLang true", 'gx:q 1 ; gx:p "a"@zh , "b"@zh , "c"@en , "d"@en', 2),
        ("sh:lessThanOrEquals gx:q", "gx:q 2 ; gx:p 1 , 2 , 3", 1),
        ("sh:lessThanOrEquals gx:q", "gx:q 2 , 1 ; gx:p 3", 2),
        ("sh:lessThanOrEquals gx:q", "gx:q 2.5 ; gx:p 2", 0),
        ("sh:lessThanOrEquals gx:q", "gx:q 2 ; gx:p 2.5", 1),
        (
            "sh:lessThanOrEquals gx:q",
            'gx:q "2025-01-02"^^xsd:date ; gx:p "2025-01-01"^^xsd:date , "2025-01-02"^^xsd:date',
            0,
        ),
        (
            "sh:lessThanOrEquals gx:q",
            'gx:q "2025-01-02"^^xsd:date ; gx:p "2025-01-03"^^xsd:date',
            1,
        ),
        ("sh:lessThanOrEquals gx:q", 'gx:q 2 ; gx:p "2025-01-03"^^xsd:date', 1),
        ("sh:lessThanOrEquals gx:q", 'gx:q "2025-01-03"^^xsd:date ; gx:p 2', 1),
        ("sh:lessThanOrEquals gx:q", "gx:q 2 ; gx:p id:n", 1),
        ("sh:lessThanOrEquals gx:q", "gx:q id:n ; gx:p 2", 1),
        ("sh:lessThanOrEquals gx:q", 'gx:q 2 ; gx:p "a"', 1),
        ("sh:lessThanOrEquals gx:q", 'gx:q "a" ; gx:p 2', 1),
    ],
)
def test_components_that_look_at_all_values(component: str, values: str, number: int) -> None:
    found = _judge(_on(component), f"id:x {values} .")
    assert len(found) == number
    assert {row[:3] for row in found} <= {("x", "p", component[3:].split()[0])}


def test_the_value_at_fault_is_named() -> None:
    assert _judge(_on("sh:lessThanOrEquals gx:q"), 'id:x gx:q 2 ; gx:p "a" .')[0][3] == '"a"'
    assert _judge(_on("sh:nodeKind sh:IRI"), 'id:x gx:q 2 ; gx:p "a" , id:y .') == [
        ("x", "p", "nodeKind", '"a"')
    ]
    assert _judge(_on("sh:maxCount 0"), 'id:x gx:q 2 ; gx:p "a" .')[0][3] == ""


def test_a_condition_on_the_node_itself_is_judged_once() -> None:
    """Even if several targets of a shape select the node."""
    shape = (
        "s:a a sh:NodeShape ; sh:targetClass gx:Zone , gx:NationalZone ; "
        "sh:targetSubjectsOf gx:p , gx:q ; sh:class gx:Award ."
    )
    facts = "id:x a gx:NationalZone ; gx:p 1 ; gx:q 2 . id:y gx:q 1 . id:z gx:r 1 ."
    wrong = [(node, "", "class", f"<{node}>") for node in ("x", "y")]
    assert _judge(shape, facts) == wrong
    award = {GX + "Award"}
    assert _judge(shape, facts, {BASE + "x": award}) == wrong[1:]
    assert _judge(shape, facts, {BASE + "x": award, BASE + "y": award}) == []


def test_a_target_class_is_that_of_the_graph_and_serves_subclasses() -> None:
    shape = _on("sh:minCount 1", "sh:targetClass gx:Zone")
    assert _judge(shape, "id:x a gx:NationalZone . id:y a gx:Award .") == [
        ("x", "p", "minCount", "")
    ]
    assert _judge(shape, "id:x a gx:Award .", {BASE + "x": {GX + "Zone"}}) == []
    assert _judge(shape, 'id:x a "gx:Zone" .') == []


def test_a_foreign_node_is_judged_only_without_a_base_or_with_a_class_of_ours() -> None:
    shape = _on("sh:maxCount 0").replace("gx:p", "dct:title").replace("gx:q", "dct:title")
    facts = '<urn:x> dct:title "a" . id:y dct:title "b" .'
    ours, foreign = ("y", "http://purl.org/dc/terms/title", "maxCount", ""), "urn:x"
    assert _judge(shape, facts, base=BASE) == [ours]
    assert [row[0] for row in _judge(shape, facts)] == [foreign, "y"]
    assert len(_judge(shape, facts, {foreign: {GX + "Zone"}}, BASE)) == 2


def test_classes_and_superclasses() -> None:
    store = ox.Store()
    zone, graph = ox.NamedNode("urn:z"), ox.NamedNode("urn:g")
    type_ = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.add(ox.Quad(zone, type_, ox.NamedNode("urn:A")))
    store.add(ox.Quad(zone, type_, ox.Literal("urn:B")))
    store.add(ox.Quad(zone, type_, ox.NamedNode("urn:C"), graph))
    assert classes_in(store, "urn:z") == {"urn:A"}
    assert with_superclasses(frozenset({"urn:A"})) == {"urn:A"}
    found = with_superclasses(frozenset({GX + "NationalZone", "urn:A"}))
    assert {GX + "Zone", GX + "NationalZone", "urn:A"} <= found


def test_the_full_check_judges_every_graph_but_the_inferred_one() -> None:
    store, minter = ox.Store(), Minter(read_settings({}))
    node, area = ox.NamedNode(BASE + "zone/z"), ox.NamedNode(GX + "area")
    for graph in (ox.NamedNode("urn:g"), ox.NamedNode("urn:h"), minter.inferred):
        store.add(ox.Quad(node, area, ox.Literal("x"), graph))
    store.add(ox.Quad(node, area, ox.Literal("x")))
    assert {v.graph for v in store_violations(store, minter)} == {"urn:g", "urn:h"}


RULE = Rule("urn:s", GX + "area", "maxCount", "最多一个。", "At most one.", None, 1)


@pytest.mark.parametrize(
    ("value", "shown", "zh", "en"),
    [
        (None, "", "", ""),
        (ox.Literal("8"), "8", "（现为：8）", " (It is '8'.)"),
        (ox.NamedNode("urn:n"), "urn:n", "", ""),  # the node itself
        (
            ox.Triple(ox.NamedNode("urn:n"), ox.NamedNode("urn:n"), ox.NamedNode("urn:n")),
            "",
            "",
            "",
        ),
    ],
)
def test_the_text_of_a_problem(
    value: ox.Literal | ox.NamedNode | ox.Triple | None, shown: str, zh: str, en: str
) -> None:
    violation = Violation("urn:g", "urn:n", RULE, value)
    assert problem(violation, "a.csv:12", ("注", " note")) == Problem(
        "a.csv", 12, "area", shown, f"urn:n：最多一个。{zh}注", f"urn:n: At most one.{en} note"
    )


def test_a_place_without_a_line_and_a_foreign_property() -> None:
    rule = Rule("urn:s", "urn:p", "maxCount", "", "", None, 1)
    found = problem(Violation("urn:g", "urn:n", rule, None), "urn:g")
    assert (found.file, found.line, found.column) == ("urn:g", None, "urn:p")


def test_problems_are_sorted_by_place_text_and_value() -> None:
    rows = [
        Problem("a", None, "", "2", "甲", ""),
        Problem("a", 1, "", "1", "甲", ""),
        Problem("a", 1, "", "1", "乙", ""),
        Problem("a", 2, "", "1", "乙", ""),
        Problem("a", 2, "", "2", "乙", ""),
        Problem("b", None, "", "1", "甲", ""),
    ]
    order = [rows[0], *sorted(rows[1:3], key=lambda p: p.zh), *rows[3:]]
    assert in_order(reversed(rows)) == order
