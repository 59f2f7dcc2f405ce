"""The parts of the gate by themselves: sources, foreign terms, and what each problem says."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.errors import NonconformingGraph
from gaoxin.graph.store.lines import line_of, sort_lines
from gaoxin.graph.store.manifest import Dataset
from gaoxin.loaders.checking.gate import Checker, _classes, check_sources
from gaoxin.loaders.checking.increment import Retyping
from gaoxin.loaders.checking.shape_judge import Violation
from gaoxin.loaders.resolving.name_collector import profile_of_records
from gaoxin.loaders.translation import Translation
from gaoxin.model import Fact, Key, Problem, Text, Thing
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import RDF_TYPE
from gaoxin.ontology.shacl import Rule
from gaoxin.progress import silent

BASE = "https://w3id.org/gaoxin/id/"
GRAPH, OTHER = f"{BASE}graph/a/s", f"{BASE}graph/b/s"
NODE = f"{BASE}zone/x"
RULE = Rule("Shape", f"{GX}locatedIn", "class", "要改。", "Correct it.", None)


def translation(*properties: str, origin: str = "a.ttl:7", node: str = NODE) -> Translation:
    """A dataset of one node: a zone with a value for each property (full IRI)."""
    graph = ox.NamedNode(GRAPH)
    subject = ox.NamedNode(node)
    quads = {ox.Quad(subject, ox.NamedNode(p), ox.Literal("x"), graph) for p in properties}
    if node == NODE:
        quads.add(ox.Quad(subject, RDF_TYPE, ox.NamedNode(f"{GX}Zone"), graph))
    lines = sort_lines(map(line_of, quads), Path())
    return Translation(lines, True, {"s": GRAPH}, {node: origin}, {})


def checker(
    *loaded: Translation, keep_foreign: bool = False, again: Translation | None = None
) -> Checker:
    translations = {f"d{number}": item for number, item in enumerate(loaded)}
    keys = list(translations)
    if again:
        translations["again"] = again
    return Checker(translations, keys, silent, base=BASE, keep_foreign=keep_foreign)


def problems_of(gate: Checker) -> list[Problem]:
    try:
        gate.check_terms()
    except NonconformingGraph as found:
        return found.problems
    return []


def source(key: str) -> Thing:
    return Thing(f"source/{key}", ("Source",), ((f"题 {key}", "preferred", "zh"),), key, "s.csv:2")


def said_by(key: str, place: str) -> Fact:
    return Fact(Key("zone/x"), "approved", Text("1991"), key, place)


def test_each_source_that_is_used_must_be_described() -> None:
    profiles = {
        "sources": profile_of_records("sources", [source("paper")]),
        "good": profile_of_records("good", [said_by("paper", "g.csv:2")]),
        "bad": profile_of_records(
            "bad",
            [
                said_by("zzz", "b.csv:9"),
                said_by("papr", "b.csv:4"),
                said_by("papr", "b.csv:5"),
            ],
        ),
    }
    assert check_sources(profiles, ["sources", "good"]) == []
    assert check_sources(profiles, ["good", "bad"]) == [
        Problem(
            "b.csv",
            4,
            "source",
            "papr",
            "来源「papr」不在来源表中；请先在来源表加一行并一起加载。是否想写 paper？",
            "The source 'papr' is in no sources table; add a row to one and load it too."
            " Did you mean paper?",
        ),
        Problem(
            "b.csv",
            9,
            "source",
            "zzz",
            "来源「zzz」不在来源表中；请先在来源表加一行并一起加载。",
            "The source 'zzz' is in no sources table; add a row to one and load it too.",
        ),
    ]
    profiles["bad"].source_places.clear()  # as after reading it back
    assert [(p.file, p.line) for p in check_sources(profiles, ["bad"])] == [("bad", None)] * 2


def test_a_thing_with_a_source_like_name_is_no_source() -> None:
    zone = Thing("zone/paper", ("Zone",), (("paper", "preferred", "zh"),), "own", "z.csv:2")
    profiles = {"z": profile_of_records("z", [zone, source("own"), said_by("paper", "z.csv:3")])}
    assert [p.value for p in check_sources(profiles, ["z"])] == ["paper"]


def test_foreign_terms_are_refused_or_kept() -> None:
    foreign = translation("http://example.org/p")
    (problem,) = problems_of(checker(foreign))
    assert (problem.file, problem.line, problem.value) == ("a.ttl", 7, "http://example.org/p")
    kept = checker(foreign, keep_foreign=True)
    assert problems_of(kept) == []
    assert len(kept.notes) == 1
    assert "1" in kept.notes[0]
    assert "0" in kept.notes[0]
    good = translation(f"{GX}website")
    for keep in (True, False):
        gate = checker(good, keep_foreign=keep)
        assert (problems_of(gate), gate.notes) == ([], [])


def test_foreign_nodes_are_refused_or_kept() -> None:
    node = "http://example.org/n"
    foreign = translation("http://purl.org/dc/terms/title", node=node)
    (problem,) = problems_of(checker(foreign))
    assert problem.value == node
    kept = checker(foreign, keep_foreign=True)
    assert problems_of(kept) == []
    assert len(kept.notes) == 1
    # A foreign term says more than that its node is foreign.
    both = checker(foreign, translation("http://example.org/p"))
    assert [p.value for p in problems_of(both)] == ["http://example.org/p"]


def test_misspelt_terms_are_never_kept() -> None:
    for keep in (True, False):
        gate = checker(translation(f"{GX}webste"), keep_foreign=keep)
        (problem,) = problems_of(gate)
        assert problem.value == f"{GX}webste"
        assert gate.notes == []


def test_what_was_not_loaded_is_not_asked_for_foreign_terms() -> None:
    gate = checker(again=translation("http://example.org/p", f"{GX}webste"))
    assert (problems_of(gate), gate.notes) == ([], [])
    assert gate.translated == {GRAPH}
    assert gate.origins == {NODE: "a.ttl:7"}


def test_the_error_says_the_first_problem_and_how_many_more() -> None:
    one, two = translation(f"{GX}webste"), translation(f"{GX}webste", f"{GX}nme", f"{GX}xyz")
    with pytest.raises(NonconformingGraph) as caught:
        checker(one).check_terms()
    assert caught.value.en.startswith(f"a.ttl:7: The ontology has no {GX}webste;")
    assert caught.value.zh.startswith(f"a.ttl:7：本体中没有 {GX}webste；")
    assert "more" not in caught.value.en
    with pytest.raises(NonconformingGraph) as caught:
        checker(two).check_terms()
    assert caught.value.en.endswith(" (and 2 more)")
    assert caught.value.zh.endswith("（此外还有 2 处）")
    assert len(caught.value.problems) == 3


def elsewhere(origin: str, retyped: dict[str, Retyping], value: str | None = None) -> Problem:
    """What the gate says of a violation in a graph that was not loaded now."""
    gate = checker(translation())
    datasets = {OTHER: ("b", Dataset("rdf", "", origin, 1, 1, {"s": OTHER}))}
    term = ox.NamedNode(value) if value else None
    return gate._problem(Violation(OTHER, NODE, RULE, term), datasets, retyped)


def test_a_violation_in_what_was_loaded_has_its_place() -> None:
    gate = checker(translation())
    found = gate._problem(Violation(GRAPH, NODE, RULE, None), {}, {})
    assert found == Problem("a.ttl", 7, "locatedIn", "", f"{NODE}：要改。", f"{NODE}: Correct it.")
    nowhere = gate._problem(Violation("urn:g", "urn:n", RULE, None), {}, {})
    assert (nowhere.file, nowhere.line) == ("urn:g", None)


def test_a_violation_elsewhere_names_the_dataset_and_what_changed() -> None:
    found = elsewhere("/data/b.ttl", {})
    assert found.file == "/data/b.ttl"
    assert found.en == (
        f"{NODE}: Correct it. This fact is in the dataset 'b', which was not loaded now."
        " Keep the class, or load a corrected version of that dataset together with it."
    )
    assert found.zh == (
        f"{NODE}：要改。这条事实在数据集「b」中，这次没有加载它。"
        "请保留原来的类，或把改正后的该数据集一起加载。"
    )
    assert elsewhere("", {}).file == "b"
    classes = [
        frozenset(f"{GX}{name}" for name in names)
        for names in (["Zone", "Area"], ["Award", "City"])
    ]
    retyping = Retyping(classes[0], classes[1], frozenset())
    value = f"{BASE}x"
    for node, given in ((NODE, None), (value, value)):
        found = elsewhere("", {node: retyping}, given)
        assert f" The change turns the class of {node} from " in found.en
        assert found.en.endswith("together with it.")
        assert " to Award, City. Keep the class" in found.en
        assert f"这次更改使 {node} 的类由 " in found.zh
        assert " 变为 Award, City。请保留原来的类" in found.zh
    assert "turns" not in elsewhere("", {NODE: retyping}, value).en


def test_classes_are_shown_without_those_that_they_imply() -> None:
    assert _classes(frozenset()) == "-"
    assert _classes(frozenset([f"{GX}NationalZone", f"{GX}Zone", f"{GX}Place"])) == "NationalZone"
    assert _classes(frozenset([f"{GX}Zone", f"{GX}Award"])) == "Award, Zone"
    assert _classes(frozenset(["urn:x", f"{GX}Zone"])) == "Zone, urn:x"
