"""Paths: all columns of the answer, the limits of hops and counts, and unknown ends."""

from __future__ import annotations

import pytest

from gaoxin.errors import BadParameter, UnresolvedName
from gaoxin.graph.facts.finding import Finding
from gaoxin.graph.lookup.paths import COLUMNS, answer, paths
from tests.fixtures.sample import Sample, iri

A, B, C, D = (iri(f"enterprise/{name}") for name in "abcd")


@pytest.fixture
def sample() -> Sample:
    """a - b - d and a - c - d; b - a is also stated with details."""
    g = Sample()
    g.source("article-000", "t", "2024")
    g.source("paper", "p", "2025", "C")
    for name in "abcdz":
        g.thing(f"enterprise/{name}", "Enterprise", name.upper())
    g.relation(
        "enterprise/b",
        "invests",
        "enterprise/a",
        "paper",
        time="2020",
        start="2020-01-01",
        end="2020-12-31",
        status="planned",
        qualifier="first",
    )
    g.bare("enterprise/b", "partnerOf", "enterprise/d")
    g.bare("enterprise/a", "partnerOf", "enterprise/c")
    g.bare("enterprise/c", "partnerOf", "enterprise/d")
    return g


def test_answer_has_every_column(sample: Sample) -> None:
    generation = sample.generation()
    search = paths(generation, A, B)
    told = answer(generation, search)
    assert told.columns == COLUMNS
    assert told.truncated is False
    assert told.notes == []
    assert told.rows == [
        {
            "path": 1,
            "step": 1,
            "from": "A",
            "from_iri": A,
            "predicate": "invests",
            "label": "invests",
            "direction": "in",
            "to": "B",
            "to_iri": B,
            "time": "2020",
            "status": "planned",
            "qualifier": "first",
            "source": "paper",
            "grade": "C",
            "inferred": False,
        }
    ]
    assert set(told.rows[0]) == set(COLUMNS)
    (row,) = answer(generation, paths(generation, B, A)).rows
    assert (row["direction"], row["from"], row["to"]) == ("out", "B", "A")


def test_as_many_paths_as_asked_for_and_whether_there_are_more(sample: Sample) -> None:
    generation = sample.generation()
    both = paths(generation, A, D)
    assert [path.nodes for path in both.paths] == [(A, B, D), (A, C, D)]
    assert both.more is False
    one = paths(generation, A, D, k=1)
    assert [path.nodes for path in one.paths] == [(A, B, D)]
    assert one.more is True
    assert answer(generation, one).truncated is True
    two = paths(generation, A, D, k=2)
    assert (len(two.paths), two.more) == (2, False)
    numbers = [(row["path"], row["step"]) for row in answer(generation, both).rows]
    assert numbers == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_hops_at_their_limit(sample: Sample) -> None:
    generation = sample.generation()
    assert len(paths(generation, A, D, max_hops=2).paths) == 2
    none = paths(generation, A, D, max_hops=1)
    assert none.paths == []
    assert answer(generation, none).notes == ["Not found within 1 steps: a path between A and D."]
    assert len(paths(generation, A, B, max_hops=1, k=1).paths) == 1
    itself = paths(generation, A, A)
    assert [(path.nodes, path.steps) for path in itself.paths] == [((A,), ())]
    assert answer(generation, itself).rows == []
    assert answer(generation, itself).notes == []


@pytest.mark.parametrize(
    ("hops", "number", "name"), [(0, 1, "max_hops"), (1, 0, "k"), (-1, 1, "max_hops")]
)
def test_numbers_below_one_are_refused(sample: Sample, hops: int, number: int, name: str) -> None:
    with pytest.raises(BadParameter, match=f"The parameter {name} must be 1 or more") as caught:
        paths(sample.generation(), A, D, max_hops=hops, k=number)
    assert caught.value.facts == {"parameter": name, "value": min(hops, number)}


@pytest.mark.parametrize("ends", [(iri("zone/none"), A), (A, iri("zone/none"))])
def test_unknown_ends_are_refused(sample: Sample, ends: tuple[str, str]) -> None:
    with pytest.raises(UnresolvedName):
        paths(sample.generation(), *ends)


def test_a_statement_hides_its_echo_on_the_way() -> None:
    """An inferred inverse is shown only if no stated fact says the same."""
    g = Sample()
    g.source("article-000", "t", "2024")
    g.thing("zone/z", "Zone", "Z")
    g.thing("enterprise/e", "Enterprise", "E")
    g.bare("enterprise/e", "hostedBy", "zone/z")
    g.inferred("zone/z", "hosts", "enterprise/e")
    generation = g.generation()
    told = answer(generation, paths(generation, iri("zone/z"), iri("enterprise/e")))
    assert [(row["predicate"], row["inferred"]) for row in told.rows] == [("hostedBy", False)]


def test_unwanted_facts_are_not_walked(sample: Sample) -> None:
    """The way by b rests on the paper alone; the one by c does not."""
    generation = sample.generation()

    def keeps(fact: Finding) -> bool:
        return "paper" not in {source.key for source in fact.sources}

    assert [path.nodes for path in paths(generation, A, D, keeps=keeps).paths] == [(A, C, D)]
    (way,) = paths(generation, A, B, keeps=keeps).paths
    assert way.nodes == (A, C, D, B)
    assert all(keeps(fact) for step in way.steps for fact in step)
