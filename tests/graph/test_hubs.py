"""Things to which a relation leads very often: some facts are read, and their number is told."""

from __future__ import annotations

from typing import Any

import pytest

from gaoxin.graph.comparison.timeline import timeline
from gaoxin.graph.facts.finding import incoming, stated_incoming
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup import cut_relations
from gaoxin.graph.lookup.cut_relations import cut_notes
from gaoxin.graph.lookup.thing import neighbours
from gaoxin.graph.lookup.told_items import told_items
from gaoxin.graph.portrait.key_facts import key_facts
from gaoxin.graph.portrait.known_facts import KnownFacts
from tests.fixtures.sample import iri, tianjin

BINHAI = iri("zone/binhai")
MANY = 40
pytestmark = pytest.mark.usefixtures("chinese")


@pytest.fixture(scope="module")
def hub() -> Any:
    """A zone with many firms of a register, which has no statement nodes."""
    sample = tianjin()
    for number in range(MANY):
        sample.thing(f"enterprise/{number}", "Enterprise", f"企业{number}")
        sample.bare(f"enterprise/{number}", "locatedIn", "zone/binhai", "article-000")
    return sample.generation()


def firms(rows: Any) -> int:
    return sum(row["class"] == "Enterprise" for row in rows)


def test_neighbours(hub: Any) -> None:
    whole = neighbours(hub, BINHAI).answer
    some, cut = neighbours(hub, BINHAI, most=3)
    assert firms(whole.rows) - firms(some.rows) == MANY - 3
    assert cut == ("locatedIn",)
    others = [row for row in whole.rows if row["predicate"] != "locatedIn" and not row["inferred"]]
    assert others
    assert all(row in some.rows for row in others)


def test_few_neighbours_are_all_told(hub: Any) -> None:
    """What is inferred, too."""
    assert neighbours(hub, BINHAI, most=1000) == neighbours(hub, BINHAI)


def test_timeline_keeps_every_dated_fact(hub: Any) -> None:
    whole, some = timeline(hub, BINHAI), timeline(hub, BINHAI, most=3)
    assert [each.time for each in some.facts] == [each.time for each in whole.facts]
    assert whole.facts
    assert (whole.cut, some.cut) == ((), ("locatedIn",))
    assert whole.undated - some.undated == MANY - 3


@pytest.mark.parametrize(("most", "told"), [(3, "企业 4 家以上"), (0, f"企业 {MANY + 1} 家")])
def test_key_facts_tell_that_there_are_more(hub: Any, most: int, told: str) -> None:
    """The firm with a statement node is read besides those without."""
    reader = Reader(hub)
    coming = stated_incoming(reader, BINHAI, most)[0] if most else incoming(reader, BINHAI)
    firms = [fact for fact in coming if reader.entry(fact.subject).cls == "Enterprise"]
    known = KnownFacts(BINHAI, "Zone", told_items(reader, BINHAI, firms), most=most)
    (fact,) = [fact for fact in key_facts(known) if fact.label == "企业与平台"]
    assert [value.text for value in fact.values] == [told]


def test_how_many_there_are_is_told(hub: Any) -> None:
    (note,) = cut_notes(Reader(hub), BINHAI, ["locatedIn"], 3)
    assert f"{MANY + 1} 个" in note  # the sample has one
    assert "3 个" in note


def test_very_many_are_not_counted(hub: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut_relations, "COUNTED", 10)
    (note,) = cut_notes(Reader(hub), BINHAI, ["locatedIn"], 3)
    assert "10 多个" in note
