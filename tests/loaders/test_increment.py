"""Which nodes are checked again after a change."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.patch import Patch
from gaoxin.loaders.checking import increment
from gaoxin.loaders.checking.increment import (
    ClassDependencies,
    Retyping,
    changed_violations,
    nodes_to_judge,
    quads_of,
    retypings,
)
from gaoxin.loaders.checking.shape_judge import with_superclasses
from gaoxin.ontology.namespaces import GX, RDF_TYPE_IRI
from gaoxin.ontology.shacl import Shape, read_shapes
from gaoxin.settings import read_settings

MINTER = Minter(read_settings({}))
HEAD = f"@prefix gx: <{GX}> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <urn:shape:> ."


def _quad(line: str) -> ox.Quad:
    """``"a p b g"``: subject, property (``a`` is rdf:type), object, graph."""
    subject, name, value, graph = line.split()
    predicate = RDF_TYPE_IRI if name == "a" else GX + name
    target = GX + value if name == "a" else f"urn:{value}"
    return ox.Quad(
        ox.NamedNode(f"urn:{subject}"),
        ox.NamedNode(predicate),
        ox.NamedNode(target),
        ox.NamedNode(graph if ":" in graph else f"urn:{graph}"),
    )


def _store(*lines: str) -> ox.Store:
    store = ox.Store()
    store.extend(_quad(line) for line in lines)
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in map(_quad, lines))
    return store


def _patch(added: list[str], removed: list[str]) -> Patch:
    return Patch({_quad(line) for line in added}, {_quad(line) for line in removed})


def _shapes(body: str) -> list[Shape]:
    return read_shapes(f"{HEAD} s:one a sh:NodeShape ; sh:targetSubjectsOf gx:p ; {body} .")


ZONE, NATIONAL, AWARD = GX + "Zone", GX + "NationalZone", GX + "Award"


def test_a_retyped_node_has_its_classes_before_and_after_and_its_graphs() -> None:
    store = _store("x a NationalZone g", "x p y h", "y p x k")
    found = retypings(store, _patch(["x a NationalZone g"], ["x a Zone g", "x a Award h"]))
    assert found.keys() == {"urn:x"}
    retyping = found["urn:x"]
    assert retyping.before == with_superclasses(frozenset({ZONE, AWARD}))
    assert retyping.after == with_superclasses(frozenset({NATIONAL}))
    assert retyping.graphs == {"urn:g", "urn:h"}
    assert retyping.gained == retyping.after - retyping.before == {NATIONAL}
    assert AWARD in retyping.lost
    assert ZONE not in retyping.lost


@pytest.mark.parametrize(
    ("store", "added", "removed"),
    [
        (["x a Zone g", "x a Zone h"], ["x a Zone g"], []),  # another graph states the same class
        (["x a Zone h"], [], ["x a Zone g"]),
        (["x a NationalZone g", "x a Zone h"], ["x a Zone h"], []),  # a subclass implies it
        (["x p y g"], ["x p y g"], ["x p z g"]),  # no change of classes
    ],
)
def test_a_node_that_keeps_its_classes_is_not_retyped(
    store: list[str], added: list[str], removed: list[str]
) -> None:
    assert retypings(_store(*store), _patch(added, removed)) == {}


REQUIRED = "sh:property [ sh:path gx:p ; sh:class gx:Zone ]"
EXCLUDED = "sh:property [ sh:path gx:p ; sh:not [ sh:class gx:Zone ] ]"
TWICE = "sh:property [ sh:path gx:p ; sh:not [ sh:not [ sh:class gx:Zone ] ] ]"
EITHER = "sh:property [ sh:path gx:p ; sh:or ( [ sh:class gx:Zone ] [ sh:class gx:Award ] ) ]"
MIXED = (
    "sh:property [ sh:path gx:p ; sh:or ( [ sh:class gx:Zone ] [ sh:not [ sh:class gx:Award ] ] ) ]"
)
FOCUS = "sh:class gx:Zone"


@pytest.mark.parametrize(
    ("body", "lost", "gained"),
    [
        (REQUIRED, {ZONE}, set()),
        (EXCLUDED, set(), {ZONE}),
        (TWICE, {ZONE}, set()),
        (EITHER, {ZONE, AWARD}, set()),
        (MIXED, {ZONE}, {AWARD}),
        (FOCUS, set(), set()),
        ("sh:property [ sh:path gx:p ; sh:nodeKind sh:IRI ; sh:maxCount 2 ]", set(), set()),
    ],
)
def test_what_a_value_may_lose_and_gain_is_read_from_the_shapes(
    body: str, lost: set[str], gained: set[str]
) -> None:
    dependencies = ClassDependencies(_shapes(body))
    for iri in (ZONE, AWARD, NATIONAL):
        less = Retyping(frozenset({iri}), frozenset(), frozenset())
        more = Retyping(frozenset(), frozenset({iri}), frozenset())
        assert dependencies.paths(less) == ({GX + "p"} if iri in lost else set())
        assert dependencies.paths(more) == ({GX + "p"} if iri in gained else set())


def test_changed_retyped_and_referring_nodes_are_judged_each_in_its_graphs() -> None:
    store = _store("x q y h", "a p x g", "b q x g", "c p z g", "n q n g")
    patch = _patch(["n q n g"], ["x a Zone k", "m q n g"])
    retyped = retypings(store, patch)
    assert nodes_to_judge(store, patch, retyped, _shapes(REQUIRED)) == {
        "urn:g": {"urn:n", "urn:m", "urn:a"},  # b refers by a property that asks for no class
        "urn:h": {"urn:x"},
        "urn:k": {"urn:x"},
    }
    assert nodes_to_judge(store, patch, retyped, _shapes(EXCLUDED)) == {
        "urn:g": {"urn:n", "urn:m"},
        "urn:h": {"urn:x"},
        "urn:k": {"urn:x"},
    }


def test_each_retyped_node_is_followed_though_others_need_not_be() -> None:
    store = _store("a p x g", "b p y g", "c p z g")
    gain = Retyping(frozenset(), frozenset({ZONE}), frozenset())
    loss = Retyping(frozenset({ZONE}), frozenset(), frozenset())
    retyped = {"urn:x": gain, "urn:y": loss, "urn:z": gain}
    found = nodes_to_judge(store, Patch(), retyped, _shapes(REQUIRED))
    assert found == {"urn:g": {"urn:b"}}


@pytest.mark.parametrize("many", [0, 1, 2, 3])
def test_quads_of_nodes_are_the_same_by_either_way(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(increment, "MANY", many)
    store = _store("a p x g", "a q x g", "b p x g", "c p x g", "a p x h", "x p a g")
    found = list(quads_of(store, "urn:g", {"urn:a", "urn:b"}))
    assert sorted(map(str, found)) == sorted(
        str(_quad(line)) for line in ("a p x g", "a q x g", "b p x g")
    )


def test_violations_come_from_every_graph_but_the_inferred_one() -> None:
    inferred = MINTER.inferred.value
    lines = ["a p x g", "a p x h", f"a p x {inferred}"]
    patch = _patch([f"a p x {inferred}"], ["x a Zone g"])
    store = _store(*lines)
    found = changed_violations(store, patch, retypings(store, patch), _shapes(REQUIRED), MINTER)
    assert {(v.graph, v.node, v.rule.component) for v in found} == {
        ("urn:g", "urn:a", "class"),
        ("urn:h", "urn:a", "class"),
    }
