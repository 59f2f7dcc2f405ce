"""What each kind of picture holds; no browser needed."""

from __future__ import annotations

import pytest

from gaoxin.errors import BadParameter, UnknownTerm, UnresolvedName
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.view.communities import communities
from gaoxin.graph.view.gatherings import (
    class_picture,
    class_title,
    source_picture,
    whole_picture,
)
from gaoxin.graph.view.plain_picture import plain_picture
from gaoxin.graph.view.surroundings import FEW, surroundings, way_between
from gaoxin.graph.view.write import picture_around
from tests.fixtures.sample import Sample, iri, tianjin


def test_a_thing_with_few_neighbours_is_shown_in_two_steps_and_says_so() -> None:
    found, arrangement = surroundings(tianjin().generation(), [iri("person/xia")])
    assert len(found.nodes) > 2
    ((zh, en),) = arrangement.notes
    assert "两步" in zh
    assert "two steps" in en
    exact, _ = surroundings(tianjin().generation(), [iri("person/xia")], 1)
    assert len(exact.nodes) < len(found.nodes)


def test_a_thing_with_many_neighbours_is_shown_in_one_step() -> None:
    g = Sample()
    g.source("article-000", "来源", "2024")
    g.thing("zone/a", "Zone", "区")
    for number in range(FEW):
        g.thing(f"industry/{number}", "Industry", f"业{number}")
        g.relation("zone/a", "hasIndustry", f"industry/{number}")
        g.thing(f"industry/far{number}", "Industry", f"远{number}")
        g.relation(f"industry/{number}", "subIndustryOf", f"industry/far{number}")
    found, arrangement = surroundings(g.generation(), [iri("zone/a")])
    assert len(found.nodes) == 1 + FEW
    assert (arrangement.kind, arrangement.notes) == ("star", ())


@pytest.mark.parametrize(
    ("count", "kind"), [(1, "star"), (2, "compare"), (4, "compare"), (5, "kinds")]
)
def test_the_number_of_starts_chooses_the_picture(count: int, kind: str) -> None:
    g = Sample()
    for number in range(count):
        g.thing(f"zone/{number}", "Zone", f"区{number}")
    starts = [iri(f"zone/{number}") for number in range(count)]
    _, arrangement = surroundings(g.generation(), starts)
    assert arrangement.kind == kind


def test_the_way_between_two_things_has_all_shortest_paths() -> None:
    g = tianjin()
    found, arrangement = way_between(g.generation(), iri("person/xia"), iri("industry/energy"))
    assert arrangement.kind == "path"
    assert found.starts == [iri("person/xia"), iri("industry/energy")]
    assert {node.name for node in found.nodes} >= {"夏青林", "新能源产业"}
    g.thing("zone/alone", "Zone", "孤园")
    with pytest.raises(BadParameter, match="孤园"):
        way_between(g.generation(), iri("person/xia"), iri("zone/alone"))
    with pytest.raises(BadParameter):
        way_between(g.generation(), iri("person/xia"), iri("person/xia"))


def test_zones_stand_in_their_provinces_at_about_their_places(shipped: Generation) -> None:
    found, arrangement = class_picture(shipped, "zone")
    assert arrangement.kind == "blocks"
    blocks = {block.zh: block for block in arrangement.blocks}
    # A municipality lies in no province and stands for itself.
    assert {"天津市", "安徽省", "江苏省"} <= blocks.keys()
    assert "没有来源说到" not in blocks
    assert iri("zone/hefei") in blocks["安徽省"].members
    placed = [iri for block in arrangement.blocks for iri in block.members]
    assert len(placed) == len(set(placed)) > 100
    west, east = blocks["新疆维吾尔自治区"].place, blocks["江苏省"].place
    assert west is not None
    assert east is not None
    assert west[0] < 100 < east[0] < 125
    assert {node.iri for node in found.nodes} >= set(placed)


def test_zones_stand_under_each_industry_that_they_lead_in(shipped: Generation) -> None:
    _, arrangement = class_picture(shipped, "zone", "industry")
    *blocks, alone, unsaid = arrangement.blocks
    sizes = [len(block.members) for block in blocks]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= 2
    assert alone.zh == "只与一个相连的"
    assert unsaid.zh == "没有来源说到"
    hefei = [block.zh for block in blocks if iri("zone/hefei") in block.members]
    assert "生物医药" in hefei
    assert len(hefei) > 1


def test_members_of_other_classes_and_by_any_relation(shipped: Generation) -> None:
    _, arrangement = class_picture(shipped, "enterprise", "locatedIn")
    assert sum(len(block.members) for block in arrangement.blocks) > 50
    with pytest.raises(UnknownTerm):
        class_picture(shipped, "enterprise", "nearTo")
    with pytest.raises(UnknownTerm):
        class_picture(shipped, "galaxy")


@pytest.mark.usefixtures("chinese")
def test_titles_say_how_things_are_grouped() -> None:
    assert class_title("zone", "province").told == "各省国家高新区"
    assert class_title("高新区", "产业").told == "国家高新区与主导产业"
    assert class_title("enterprise", "locatedIn").told == "企业：按位于"


def test_a_source_shows_only_what_it_says(shipped: Generation) -> None:
    found, _, title = source_picture(shipped, "article-002")
    assert title.told != "article-002"
    assert found.edges
    for edge in found.edges:
        assert "article-002" in {source.key for source in edge.sources}
    with pytest.raises(UnresolvedName, match="gaoxin sources"):
        source_picture(shipped, "article-999")


def test_the_whole_graph_is_in_communities() -> None:
    g = tianjin()
    g.thing("zone/alone", "Zone", "孤园")
    found, arrangement = whole_picture(g.generation())
    assert arrangement.kind == "discs"
    inside = [iri for group in arrangement.communities for iri in group]
    assert sorted(inside) == sorted(node.iri for node in found.nodes)
    assert iri("zone/alone") not in inside
    ((told, _),) = arrangement.notes  # the zone, a technology and an indicator
    assert told.startswith("另有 3 个事物")
    small, _ = whole_picture(g.generation(), limit=4)
    assert len(small.nodes) == 4
    assert small.left_out > 0


def test_communities_are_the_same_every_time_and_hubs_come_first() -> None:
    links = [(hub, f"{hub}{number}") for hub in "ab" for number in range(6)]
    things = [*sorted({end for link in links for end in link}), "x"]
    first = communities(things, [*links, ("a", "b")])
    assert first == communities(things, [*links, ("a", "b")])
    assert [group[0] for group in first[:2]] == ["a", "b"]
    assert first[-1] == ("x",)


def test_a_picture_names_others_among_its_sources_only_if_there_are_more() -> None:
    g = Sample()
    g.thing("zone/a", "Zone", "区")
    for number in range(4):
        g.source(f"article-00{number}", f"来源{number}", "2024")
    g.thing("industry/0", "Industry", "业0")
    g.relation("zone/a", "hasIndustry", "industry/0", source="article-000")
    one = plain_picture(picture_around(g.generation(), [iri("zone/a")]))
    assert "Sources: 来源0 · " in one
    for number in range(1, 4):
        g.thing(f"industry/{number}", "Industry", f"业{number}")
        g.relation("zone/a", "hasIndustry", f"industry/{number}", source=f"article-00{number}")
    assert "and others, 4 in all" in plain_picture(picture_around(g.generation(), [iri("zone/a")]))


@pytest.mark.usefixtures("chinese")
def test_a_picture_without_a_browser_marks_what_nothing_confirms() -> None:
    g = Sample()
    g.source("article-000", "来源", "2024")
    g.source("background", "常识", "", "U")
    g.thing("zone/a", "Zone", "区")
    said = {"told": ["article-000"], "heard": ["background"], "both": ["background", "article-000"]}
    for name, sources in said.items():
        g.thing(f"industry/{name}", "Industry", f"业{name}")
        for source in sources:
            g.relation("zone/a", "hasIndustry", f"industry/{name}", source=source)
    text = plain_picture(picture_around(g.generation(), [iri("zone/a")]))
    assert "业heard ?<" in text
    assert "业told<" in text
    assert "业both<" in text
    assert "?：未经查证" in text
