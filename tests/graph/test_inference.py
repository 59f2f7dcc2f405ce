"""Inferred triples: symmetric, inverse, implied and transitive; kept apart from asserted ones."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.graph.names.index_writing import WATCHED
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.rules.inference import Inference
from gaoxin.graph.rules.relations import Step, current_relations, read_relations
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.terms import vocabulary

N = ox.NamedNode
INFERRED = N("x:inferred")
G = [N("x:g1"), N("x:g2")]


def quad(s: str, p: str, o: str, graph: int = 0) -> ox.Quad:
    return ox.Quad(N(f"x:{s}"), N(GX + p), N(f"x:{o}"), G[graph])


def apply(store: ox.Store, added: list[ox.Quad], removed: list[ox.Quad]) -> None:
    for q in removed:
        store.remove(q)
    store.extend(added)
    add, remove = Inference(store, vocabulary(), INFERRED).update([*added, *removed])
    for q in remove:
        store.remove(q)
    store.extend(add)


def inferred(store: ox.Store) -> set[tuple[str, str, str]]:
    return {
        (value_of(q.subject)[2:], q.predicate.value.removeprefix(GX), value_of(q.object)[2:])
        for q in store.quads_for_pattern(None, None, None, INFERRED)
    }


def test_each_rule() -> None:
    store = ox.Store()
    apply(
        store,
        [
            quad("a", "partnerOf", "b"),
            quad("a", "hosts", "p"),
            quad("a", "leadingIndustry", "i"),
            quad("i", "subIndustryOf", "j"),
            quad("j", "subIndustryOf", "k"),
        ],
        [],
    )
    assert inferred(store) == {
        ("b", "partnerOf", "a"),
        ("p", "hostedBy", "a"),
        ("a", "hasIndustry", "i"),
        ("i", "subIndustryOf", "k"),
    }


def test_relations_that_follow_and_those_that_give_them() -> None:
    rules = current_relations()
    hosts, hosted_by = GX + "hosts", GX + "hostedBy"
    leading, has, partner = GX + "leadingIndustry", GX + "hasIndustry", GX + "partnerOf"
    assert rules.following[hosts] == {Step(hosted_by, True)}
    assert rules.givers[hosts] == {Step(hosted_by, True)}
    assert rules.following[partner] == {Step(partner, True)}
    assert rules.following[leading] >= {Step(has, False)}
    assert Step(leading, False) in rules.givers[has]
    assert has not in rules.following or Step(leading, False) not in rules.following[has]
    for relation, steps in rules.following.items():
        assert Step(relation, False) not in steps
        for step in steps:
            assert Step(relation, step.turned) in rules.givers[step.relation]


def test_steps_are_followed_through_one_another() -> None:
    vocabulary_ = vocabulary()
    properties = dict(vocabulary_.properties)
    properties["issues"] = replace(properties["issues"], implies=("hosts",))
    rules = read_relations(replace(vocabulary_, properties=properties))
    assert rules.following[GX + "issuedBy"] == {
        Step(GX + "issues", True),
        Step(GX + "hosts", True),
        Step(GX + "hostedBy", False),
    }


def test_which_properties_lead_to_others_and_follow_from_others() -> None:
    rules = current_relations()

    def touches(*names: str) -> list[bool]:
        return [rules.touches(GX + name) for name in names]

    def leads_to(*names: str) -> list[bool]:
        return [rules.leads_to(GX + name) for name in names]

    assert touches("hosts", "partnerOf", "leadingIndustry", "subIndustryOf") == [True] * 4
    assert touches("hasIndustry", "approved", "locatedIn") == [False] * 3
    assert leads_to("hosts", "partnerOf", "hasIndustry", "subIndustryOf") == [True] * 4
    assert leads_to("leadingIndustry", "approved", "locatedIn") == [False] * 3
    assert GX + "subIndustryOf" in rules.transitive
    assert GX + "hosts" not in rules.transitive


def test_rules_that_name_unknown_or_literal_properties_are_no_rules() -> None:
    terms = vocabulary()
    properties = dict(terms.properties)
    properties["hosts"] = replace(properties["hosts"], inverse="approved", implies=("area", "x"))
    rules = read_relations(replace(terms, properties=properties))
    assert GX + "hosts" not in rules.following
    assert rules.following[GX + "hostedBy"] == {Step(GX + "hosts", True)}


def test_what_somebody_asserts_is_not_inferred_and_comes_back_when_he_stops() -> None:
    store = ox.Store()
    apply(store, [quad("a", "leadingIndustry", "i")], [])
    apply(store, [quad("a", "hasIndustry", "i", 1)], [])
    assert inferred(store) == set()
    apply(store, [], [quad("a", "hasIndustry", "i", 1)])
    assert inferred(store) == {("a", "hasIndustry", "i")}
    apply(store, [], [quad("a", "leadingIndustry", "i")])
    assert inferred(store) == set()


def test_a_second_reason_keeps_a_triple() -> None:
    store = ox.Store()
    apply(store, [quad("a", "leadingIndustry", "i", 0), quad("a", "leadingIndustry", "i", 1)], [])
    apply(store, [], [quad("a", "leadingIndustry", "i", 0)])
    assert inferred(store) == {("a", "hasIndustry", "i")}


def test_a_circle_ends() -> None:
    store = ox.Store()
    apply(
        store,
        [
            quad("a", "subIndustryOf", "b"),
            quad("b", "subIndustryOf", "c"),
            quad("c", "subIndustryOf", "a"),
        ],
        [],
    )
    assert inferred(store) == {
        ("a", "subIndustryOf", "c"),
        ("b", "subIndustryOf", "a"),
        ("c", "subIndustryOf", "b"),
    }


def test_from_literals_and_blank_nodes_nothing_follows() -> None:
    store = ox.Store()
    hosts, partner = N(GX + "hosts"), N(GX + "partnerOf")
    odd = [
        ox.Quad(N("x:a"), hosts, ox.Literal("b"), G[0]),
        ox.Quad(N("x:a"), partner, ox.BlankNode("b"), G[0]),
        ox.Quad(ox.BlankNode("a"), partner, N("x:b"), G[0]),
        ox.Quad(N("x:a"), N(GX + "subIndustryOf"), ox.Literal("b"), G[0]),
    ]
    apply(store, odd, [])
    assert inferred(store) == set()
    apply(store, [], odd)
    assert inferred(store) == set()


def test_nothing_that_is_inferred_is_a_name() -> None:
    """The names of new things are written while inference is still to come."""
    rules = read_relations(vocabulary())
    assert rules.givers
    assert not [relation for relation in WATCHED if rules.leads_to(relation)]


edges = st.tuples(
    st.sampled_from("abcd"),
    st.sampled_from(["partnerOf", "hosts", "leadingIndustry", "hasIndustry", "subIndustryOf"]),
    st.sampled_from("abcd"),
    st.integers(0, 1),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.lists(edges, max_size=4)), max_size=6))
def test_following_changes_ends_where_starting_anew_does(steps: list) -> None:  # type: ignore[type-arg]
    store = ox.Store()
    held: set[ox.Quad] = set()
    for is_adding, chosen in steps:
        quads = {quad(*edge) for edge in chosen}
        changed = quads - held if is_adding else quads & held
        held = held | quads if is_adding else held - quads
        apply(store, list(changed) if is_adding else [], [] if is_adding else list(changed))
    fresh = ox.Store()
    apply(fresh, list(held), [])
    assert inferred(store) == inferred(fresh)
