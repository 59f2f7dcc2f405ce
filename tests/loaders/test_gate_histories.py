"""The check of a change equals the check of the whole graph, on random histories.

The full check is implemented again here, on the quads of the named graphs.  Only the check of a
single node is shared code, and tests/graph/test_validate.py compares it with pySHACL.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gaoxin.errors import NonconformingGraph
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.change import Change
from gaoxin.graph.store.default_graph import UnionChange
from gaoxin.graph.store.patch import Patch, SortedPatch
from gaoxin.graph.store.store import Store
from gaoxin.loaders import load, publish
from gaoxin.loaders.checking.gate import Checker
from gaoxin.loaders.checking.increment import Retyping, changed_violations, retypings
from gaoxin.loaders.checking.shape_judge import Judge, Violation
from gaoxin.ontology.namespaces import RDF_TYPE_IRI
from gaoxin.ontology.shacl import Shape, read_shapes, shapes
from gaoxin.settings import Settings, read_settings
from tests.fixtures.rdf import TURTLE_HEAD
from tests.fixtures.tables import write_sources, write_statements

pytestmark = pytest.mark.long

NIGHTLY = bool(os.environ.get("GAOXIN_NIGHTLY"))
IN_MEMORY = 5_000 if NIGHTLY else 300
ON_DISK = 200 if NIGHTLY else 12

# A failing history is printed without shrinking, which would take minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)

MINTER = Minter(read_settings({}))

Broken = set[tuple[str, str, str, str, str, str]]


def _keys(violations: Sequence[Violation]) -> Broken:
    return {
        (v.graph, v.node, v.rule.shape, v.rule.path, v.rule.component, str(v.value))
        for v in violations
    }


def full_check(store: ox.Store, all_shapes: Sequence[Shape]) -> Broken:
    """Check every node of every named graph, with the classes from all named graphs."""
    graphs: dict[str, list[ox.Quad]] = {}
    types: dict[str, set[str]] = {}
    for quad in store:
        if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name != MINTER.inferred:
            graphs.setdefault(quad.graph_name.value, []).append(quad)
            if quad.predicate.value == RDF_TYPE_IRI:
                types.setdefault(str(quad.subject)[1:-1], set()).add(str(quad.object)[1:-1])
    judge = Judge(all_shapes, lambda iri: types.get(iri, set()), MINTER.base)
    return _keys([v for graph, quads in graphs.items() for v in judge.violations(graph, quads)])


# Conditions on classes in every position: on the node and on its values, required and forbidden,
# within sh:or and sh:not, in shapes with both kinds of targets.
OWN_SHAPES = read_shapes(
    TURTLE_HEAD
    + """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <urn:shape:> .
s:required a sh:NodeShape ; sh:targetSubjectsOf gx:p ;
    sh:property [ sh:path gx:p ; sh:or ( [ sh:class gx:Zone ] [ sh:class gx:Award ] ) ] .
s:excluded a sh:NodeShape ; sh:targetSubjectsOf gx:q ;
    sh:property [ sh:path gx:q ; sh:not [ sh:class gx:Zone ] ] .
s:disjoint a sh:NodeShape ; sh:targetClass gx:Award ; sh:not [ sh:class gx:Zone ] .
s:subject a sh:NodeShape ; sh:targetSubjectsOf gx:p , gx:r ;
    sh:or ( [ sh:class gx:Zone ] [ sh:not [ sh:class gx:Award ] ] ) .
s:count a sh:NodeShape ; sh:targetClass gx:Person ;
    sh:property [ sh:path gx:r ; sh:minCount 1 ; sh:maxCount 2 ] .
s:twice a sh:NodeShape ; sh:targetClass gx:Person ;
    sh:property [ sh:path gx:q ; sh:not [ sh:or ( [ sh:class gx:NationalZone ] [ sh:not [
        sh:class gx:Person ] ] ) ] ] .
"""
)

# The last one is foreign: it is checked only while a graph gives it a class of ours.
THINGS = ["id:a", "id:b", "id:c", "<urn:d>"]
OUR_CLASSES = ["Zone", "NationalZone", "Organization", "Enterprise", "Platform", "Award"]
OUR_RELATIONS = ["locatedIn", "hostedBy", "awarded", "partnerOf"]
OUR_LITERALS = ["gx:area 1.0", "gx:area 2.0", 'skos:prefLabel "甲"@zh', 'skos:prefLabel "乙"@zh']
VOCABULARIES = [
    (tuple(shapes()), OUR_CLASSES, OUR_RELATIONS, OUR_LITERALS),
    (tuple(OWN_SHAPES), ["Zone", "NationalZone", "Award", "Person"], ["p", "q", "r"], ["gx:r 1"]),
]
GRAPHS = [ox.NamedNode(f"https://w3id.org/gaoxin/id/graph/{d}/{s}") for d in "xyz" for s in "mn"]


@st.composite
def _facts(
    draw: st.DrawFn, classes: Sequence[str], relations: Sequence[str], literals: Sequence[str]
) -> str:
    """The content of one graph in Turtle: mostly classes, so that many states conform."""
    thing = st.sampled_from(THINGS)
    typed = draw(st.lists(st.tuples(thing, st.sampled_from(classes)), max_size=4))
    related = draw(st.lists(st.tuples(thing, st.sampled_from(relations), thing), max_size=2))
    told = draw(st.lists(st.tuples(thing, st.sampled_from(literals)), max_size=1))
    lines = [f"{name} a gx:{class_} ." for name, class_ in typed]
    lines += [f"{s} gx:{p} {o} ." for s, p, o in related]
    return " ".join(lines + [f"{name} {literal} ." for name, literal in told])


def _quads(turtle: str, graph: ox.NamedNode) -> set[ox.Quad]:
    triples = ox.parse(TURTLE_HEAD + turtle, format=ox.RdfFormat.TURTLE)
    return {ox.Quad(q.subject, q.predicate, q.object, graph) for q in triples}


def _store(quads: set[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    return store


seen: Counter[str] = Counter()


@settings(max_examples=IN_MEMORY, deadline=None, phases=PHASES)
@given(st.data())
def _run_history(data: st.DataObject) -> None:
    all_shapes, *words = data.draw(st.sampled_from(VOCABULARIES))
    change = st.dictionaries(st.sampled_from(GRAPHS), _facts(*words), min_size=1, max_size=2)
    held: dict[ox.NamedNode, set[ox.Quad]] = {}
    for step in data.draw(st.lists(change, min_size=3, max_size=8)):
        wanted = held | {graph: _quads(turtle, graph) for graph, turtle in step.items()}
        before = set().union(*held.values())
        after = set().union(*wanted.values())
        store, patch = _store(after), Patch(after - before, before - after)
        retyped = retypings(store, patch)
        found = _keys(list(changed_violations(store, patch, retyped, all_shapes, MINTER)))
        assert found == full_check(store, all_shapes)
        seen["accepted" if not found else "refused"] += 1
        if {graph for graph, *_ in found} - {graph.value for graph in step}:
            seen["refused for a graph that did not change"] += 1
        if not found:
            held = wanted


def test_a_change_is_judged_as_the_whole_graph_would_be() -> None:
    seen.clear()
    _run_history()
    assert seen.keys() == {"accepted", "refused", "refused for a graph that did not change"}


# The content of the files of an end-to-end history, about five things, by key.
NAMES = {
    "zone/a": "甲区",
    "organization/b": "乙院",
    "enterprise/c": "丙公司",
    "platform/d": "丁平台",
    "award/e": "戊奖",
}
CLASSES = ["Zone", "NationalZone", "Organization", "Enterprise", "Platform", "Award"]
RELATIONS = [
    ("enterprise/c", "locatedIn", "zone/a"),
    ("platform/d", "hostedBy", "organization/b"),
    ("enterprise/c", "awarded", "award/e"),
    ("organization/b", "partnerOf", "enterprise/c"),
    ("zone/a", "hosts", "platform/d"),
]
ROWS = [
    "丙公司|Enterprise|locatedIn|甲区|Zone",
    "乙院|Organization|hosts|丁平台|Platform",
    "丙公司|Enterprise|awarded|戊奖|Award",
    "乙院|Organization|partnerOf|丙公司|Enterprise",
]
RDF_FILES, TABLES = ["r1.ttl", "r2.ttl", "r3.ttl"], ["t1.csv", "t2.csv"]


@st.composite
def _turtle(draw: st.DrawFn) -> str:
    """Classes and names of some things, mostly those that the relations ask for, and relations."""
    usual = {key: key.partition("/")[0].capitalize() for key in NAMES}
    keys = draw(st.sets(st.sampled_from(sorted(NAMES)), min_size=1))
    classes = {
        key: draw(st.one_of(st.just(usual[key]), st.sampled_from(CLASSES))) for key in sorted(keys)
    }
    node = "<https://w3id.org/gaoxin/id/{}>".format
    lines = [
        f'{node(key)} a gx:{class_} ; skos:prefLabel "{NAMES[key]}"@zh .'
        for key, class_ in classes.items()
    ]
    related = draw(st.lists(st.sampled_from(RELATIONS), max_size=2, unique=True))
    return " ".join(lines + [f"{node(s)} gx:{p} {node(o)} ." for s, p, o in related])


def _table() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ROWS), min_size=1, max_size=2, unique=True)


def _step() -> st.SearchStrategy[dict[str, str | list[str] | None]]:
    """Contents by file; ``None`` removes the dataset."""
    load_rdf = st.dictionaries(st.sampled_from(RDF_FILES), _turtle(), min_size=1, max_size=2)
    load_table = st.dictionaries(st.sampled_from(TABLES), _table(), min_size=1, max_size=1)
    remove = st.sampled_from(RDF_FILES + TABLES).map(lambda file: {file: None})
    return st.one_of(load_rdf, load_rdf, load_table, remove)


class _Watched(Checker):
    """A checker that also compares its result with the full check of the graph to be published."""

    def violations(
        self,
        change: Change,
        asserted: SortedPatch,
        united: UnionChange,
        retyped: Mapping[str, Retyping],
    ) -> Iterable[Violation]:
        found = list(super().violations(change, asserted, united, retyped))
        assert _keys(found) == full_check(change.store, shapes())
        seen["refused" if found else "accepted"] += 1
        return found


def _load(home: Settings, folder: Path, files: Mapping[str, str | list[str]]) -> None:
    paths = []
    for name, content in files.items():
        if isinstance(content, str):
            paths.append(folder / name)
            paths[-1].write_text(TURTLE_HEAD + content, "utf-8")
        else:
            paths.append(write_statements(folder, name, content))
    load.load_paths(home, [write_sources(folder), *paths], source="paper-a")


def _follow(folder: Path, steps: Sequence[dict[str, str | list[str] | None]]) -> None:
    home = read_settings({"GAOXIN_HOME": str(folder / "home")})
    held: dict[str, str | list[str]] = {}
    for step in steps:
        wanted = {k: v for k, v in (held | step).items() if v is not None}
        gone = [file for file, content in step.items() if content is None and file in held]
        try:
            if gone:
                load.remove_dataset(home, gone[0].partition(".")[0])
            else:
                _load(home, folder, {k: v for k, v in step.items() if v is not None})
        except NonconformingGraph:
            continue
        held = wanted
    if held:
        fresh = read_settings({"GAOXIN_HOME": str(folder / "fresh")})
        _load(fresh, folder, dict(reversed(held.items())))
        assert Store(fresh).read().manifest.digest == Store(home).read().manifest.digest
        seen["rebuilt"] += 1


def test_loading_retyping_and_removing_are_judged_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """End to end: what is accepted step by step is also accepted at once, and gives the same
    graph.
    """
    numbers = count()

    @settings(max_examples=ON_DISK, deadline=None, phases=PHASES)
    @given(st.lists(_step(), min_size=3, max_size=6))
    def run(steps: list[dict[str, str | list[str] | None]]) -> None:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        _follow(folder, steps)

    seen.clear()
    monkeypatch.setattr(publish, "Checker", _Watched)
    run()
    assert seen.keys() == {"accepted", "refused", "rebuilt"}
