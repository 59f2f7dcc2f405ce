"""Finding the facts of a thing: from nodes, from plain triples, and inferred ones."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from gaoxin.graph.facts.finding import (
    Finding,
    incoming,
    outgoing,
    predicate_name,
    stated_incoming,
)
from gaoxin.graph.facts.reader import Reader, SourceRef
from gaoxin.ontology.namespaces import DCT, GX, RDF, SKOS
from gaoxin.ontology.rdf_terms import HIDDEN
from tests.fixtures.sample import Sample, iri
from tests.fixtures.told import thing, told

N = ox.NamedNode
A = SourceRef("paper-a", "甲报", "2022-12", "D")
B = SourceRef("paper-b", "乙报", "2026-01-05", "C")
ZONE, CITY = thing("甲区", "Zone"), thing("乙市", "City")


def located(**cells: str) -> str:
    return "|".join(["甲区|Zone|locatedIn|乙市|City", *(f"{k}={v}" for k, v in cells.items())])


def names(found: list[Finding]) -> list[str]:
    return [fact.predicate for fact in found]


def test_every_field_of_a_statement_from_either_end() -> None:
    row = located(time="2021/2023", status="planned", qualifier="暂定", unit="处", value="3.0")
    reader = Reader(told(paper_a=[row], paper_b=[row]))
    (fact,) = (f for f in outgoing(reader, ZONE) if f.predicate == "locatedIn")
    assert fact == Finding(
        subject=ZONE,
        predicate="locatedIn",
        object=CITY,
        text="",
        value="3.0",
        comparator="",
        unit="处",
        time="2021/2023",
        start="2021-01-01",
        end="2023-12-31",
        status="planned",
        qualifier="暂定",
        title="",
        sources=(A, B),
        inferred=False,
        echo=False,
        iri=fact.iri,
    )
    assert fact.iri.startswith(iri("statement/"))
    assert [f for f in incoming(reader, CITY) if f.predicate == "locatedIn"] == [fact]
    assert incoming(reader, ZONE) == []


def test_every_field_of_a_figure_a_post_and_an_attribute() -> None:
    reader = Reader(
        told(
            paper_a=[
                "甲区|Zone|target|总产值|Indicator|value=5|unit=亿元|time=2025|status=target"
                "|qualifier=>",
                "王一|Person|holdsPosition|甲区|Zone|qualifier=主任",
                "甲区|Zone|area|||value=2.0|unit=公顷",
            ]
        )
    )
    found = {fact.predicate: fact for fact in outgoing(reader, ZONE)}
    target, area = found["target"], found["area"]
    assert (target.object, target.value, target.comparator, target.figure) == (
        thing("总产值", "Indicator"),
        "5",
        ">",
        ">5",
    )
    assert (target.unit, target.status, target.text) == ("亿元", "target", "")
    assert (area.object, area.text, area.value, area.unit) == ("", "2", "2.0", "公顷")
    assert (area.figure, area.sources) == ("2.0", (A,))
    (post,) = outgoing(reader, thing("王一", "Person"))[:1]
    assert (post.predicate, post.object, post.title, post.remark) == (
        "holdsPosition",
        ZONE,
        "主任",
        "主任",
    )
    assert [f.subject for f in incoming(reader, ZONE)] == [thing("王一", "Person")]


def test_a_title_and_a_remark_are_told_once() -> None:
    assert Finding("a", "p", title="主任", qualifier="主任").remark == "主任"
    assert Finding("a", "p", title="主任", qualifier="兼任").remark == "主任; 兼任"
    assert Finding("a", "p", qualifier="兼任").remark == "兼任"
    assert Finding("a", "p").remark == ""
    assert Finding("a", "p", text="甲", comparator=">").figure == "甲"


def test_only_facts_with_the_target_asked_for() -> None:
    rows = [located(), "甲区|Zone|locatedIn|丙省|Province", "甲区|Zone|hosts|乙院|Platform"]
    reader = Reader(told(paper_a=rows))
    assert [(f.predicate, f.object) for f in outgoing(reader, ZONE, CITY)] == [("locatedIn", CITY)]
    for other in (CITY, thing("丙省", "Province"), thing("乙院", "Platform")):
        assert [(f.object, bool(f.iri)) for f in outgoing(reader, ZONE, other)] == [(other, True)]
    assert outgoing(reader, ZONE, ZONE) == []
    assert len([f for f in outgoing(reader, ZONE) if f.predicate in ("locatedIn", "hosts")]) == 3


def sample() -> Sample:
    g = Sample(default_source="paper-a")
    g.source("paper-a", "甲报", "2022-12")
    g.source("paper-b", "乙报", "2026-01-05", "C")
    for key, cls in (("zone/a", "Zone"), ("city/b", "City"), ("platform/p", "Platform")):
        g.thing(key, cls, key)
    return g


def read(g: Sample) -> Reader:
    return Reader(g.generation())


def test_a_plain_triple_is_a_fact_unless_a_node_says_it_in_each_of_its_graphs() -> None:
    g = sample()
    g.relation("zone/a", "locatedIn", "city/b", "paper-a")
    (alone,) = [f for f in outgoing(read(g), iri("zone/a")) if f.predicate == "locatedIn"]
    assert (alone.sources, bool(alone.iri)) == ((A,), True)
    g.bare("zone/a", "locatedIn", "city/b", "paper-b")
    plain, stated = sorted(
        (f for f in outgoing(read(g), iri("zone/a")) if f.predicate == "locatedIn"),
        key=lambda f: f.iri,
    )
    assert stated == alone
    assert plain == Finding(
        subject=iri("zone/a"), predicate="locatedIn", object=iri("city/b"), sources=(B,)
    )
    assert sorted(incoming(read(g), iri("city/b")), key=lambda f: f.iri) == [plain, stated]


def test_an_inferred_triple_is_an_echo_only_if_one_stated_fact_gives_it() -> None:
    g = sample()
    g.bare("zone/a", "hosts", "platform/p")
    g.inferred("platform/p", "hostedBy", "zone/a")
    g.inferred("zone/a", "hasIndustry", "industry/i")
    found = {f.predicate: f for f in outgoing(read(g), iri("platform/p"))}
    hosted = found["hostedBy"]
    assert (hosted.inferred, hosted.echo, hosted.sources) == (True, True, ())
    found = {f.predicate: f for f in outgoing(read(g), iri("zone/a"))}
    assert (found["hasIndustry"].inferred, found["hasIndustry"].echo) == (True, False)
    assert (found["hosts"].inferred, found["hosts"].echo) == (False, False)


def test_a_stated_triple_that_is_inferred_too_is_stated() -> None:
    g = sample()
    g.relation("zone/a", "hosts", "platform/p")
    g.inferred("zone/a", "hosts", "platform/p")
    found = [f for f in outgoing(read(g), iri("zone/a")) if f.predicate == "hosts"]
    assert [(f.inferred, f.sources) for f in found] == [(False, (A,))]


def test_literals_are_told_and_bookkeeping_is_not() -> None:
    g = sample()
    zone = N(iri("zone/a"))
    for predicate in (HIDDEN, N(SKOS + "inScheme"), N(SKOS + "topConceptOf")):
        g.add(zone, predicate, N("x:untold"))
    g.literal("zone/a", "approved", "1991")
    g.add(zone, N(GX + "partnerOf"), ox.BlankNode("b"))  # type: ignore[arg-type]
    g.add(zone, N("x:foreign"), N("x:other"))
    found = outgoing(read(g), zone.value)
    assert names(found) == ["approved", "skos:prefLabel", "x:foreign"] == sorted(names(found))
    approved = found[0]
    assert (approved.text, approved.object, approved.inferred, approved.echo) == (
        "1991",
        "",
        False,
        False,
    )


def test_incoming_are_relations_of_things_only() -> None:
    g = sample()
    g.bare("platform/p", "hostedBy", "zone/a")
    g.add(N(iri("city/b")), N("x:foreign"), N(iri("zone/a")))
    g.add(ox.BlankNode("b"), N(GX + "partnerOf"), N(iri("zone/a")))  # type: ignore[arg-type]
    g.figure("zone/a", "indicator/i", "1", "元")
    assert names(incoming(read(g), iri("zone/a"))) == ["hostedBy"]
    # Triples about sources or statements are not facts about things.
    g.bare("source/paper-a", "partnerOf", "zone/a")
    g.bare("city/b", "partnerOf", "zone/a")
    assert names(incoming(read(g), iri("zone/a"))) == ["hostedBy", "partnerOf"]
    assert outgoing(read(g), iri("source/paper-a")) == []


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("a|Zone|hosts|乙院|Platform|time=2030", "a|Zone|locatedIn|乙市|City|time=2020"),
        ("a|Zone|hosts|甲院|Platform|time=2030", "a|Zone|hosts|甲院二|Platform|time=2020"),
        ("a|Zone|hosts|甲院|Platform|time=2020", "a|Zone|hosts|甲院|Platform|time=2021"),
        ("a|Zone|hosts|甲院|Platform|time=2020-01", "a|Zone|hosts|甲院|Platform|time=2020-03"),
        (
            "a|Zone|hosts|甲院|Platform|time=2020|status=actual",
            "a|Zone|hosts|甲院|Platform|time=2020|status=planned",
        ),
        ("a|Zone|hosts|甲院|Platform|value=1", "a|Zone|hosts|甲院|Platform|value=2"),
        ("a|Zone|approved|1991||time=2030", "a|Zone|approved|1992||time=2020"),
        # "2020" and "2020-01-01/2020-12-31" begin on one day
        (
            "a|Zone|hosts|甲院|Platform|time=2020|status=planned",
            "a|Zone|hosts|甲院|Platform|time=2020-01|status=actual",
        ),
    ],
)
def test_facts_stand_in_a_fixed_order(earlier: str, later: str) -> None:
    zone = thing("a", "Zone")
    for rows in ([earlier, later], [later, earlier]):
        found = [f for f in outgoing(Reader(told(paper_a=rows)), zone) if f.iri]
        first, second = found
        cells = dict(cell.split("=") for cell in earlier.split("|")[5:])
        assert {name: getattr(first, name) for name in cells} == cells
        assert first != second
        assert earlier.split("|")[3] in (first.text, first.object.rpartition("/")[2])


def test_incoming_facts_stand_by_their_subjects() -> None:
    rows = [f"{name}|Zone|locatedIn|乙市|City" for name in ("丙区", "甲区", "丁区")]
    reader = Reader(told(paper_a=rows))
    found = [f.subject for f in incoming(reader, CITY) if f.iri]
    assert found == sorted(thing(name, "Zone") for name in ("丙区", "甲区", "丁区"))


def test_how_predicates_are_shown() -> None:
    reader = read(sample())
    assert predicate_name(reader, GX + "Observation") == "observation"
    assert predicate_name(reader, GX + "Ranking") == "rank"
    assert predicate_name(reader, GX + "hosts") == "hosts"
    assert predicate_name(reader, GX + "noSuchTerm") == "noSuchTerm"
    assert predicate_name(reader, SKOS + "noSuchTerm") == "skos:noSuchTerm"
    assert predicate_name(reader, DCT + "noSuchTerm") == "dct:noSuchTerm"
    assert predicate_name(reader, RDF + "noSuchTerm") == RDF + "noSuchTerm"
    assert predicate_name(reader, "https://example.org/p") == "https://example.org/p"


def test_of_a_relation_with_very_many_facts_some_are_read() -> None:
    g = sample()
    for number in range(40):
        g.thing(f"enterprise/{number}", "Enterprise", f"企业{number}")
        for source in ("paper-a", "paper-b"):
            g.bare(f"enterprise/{number}", "locatedIn", "zone/a", source)
    g.relation("platform/p", "hostedBy", "zone/a", "paper-a")
    g.bare("platform/p", "partnerOf", "zone/a", "paper-a")
    reader = read(g)
    everything = [fact for fact in incoming(reader, iri("zone/a")) if not fact.inferred]
    some, cut = stated_incoming(reader, iri("zone/a"), 3)
    assert cut == ("locatedIn",)
    assert names(some) == ["hostedBy", *["locatedIn"] * 3, "partnerOf"]
    assert all(fact in everything for fact in some)
    assert {fact.sources for fact in some if fact.predicate == "locatedIn"} == {(A, B)}
    assert stated_incoming(reader, iri("zone/a"), 40) == (everything, ())


def test_inferred_facts_do_not_hide_stated_ones() -> None:
    """A province has many inferred ones: all that lies in its cities."""
    g = sample()
    for number in range(60):
        g.thing(f"enterprise/{number}", "Enterprise", f"企业{number}")
        g.inferred(f"enterprise/{number}", "locatedIn", "city/b")
    g.bare("zone/a", "locatedIn", "city/b", "paper-a")
    for most in (4, 20):
        found, cut = stated_incoming(read(g), iri("city/b"), most)
        assert [fact.subject for fact in found] == [iri("zone/a")] or cut
    assert cut == ()
