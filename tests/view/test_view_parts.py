"""The parts of a view: subgraph, layout, colours and file; no browser needed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gaoxin.errors import BadParameter, InvalidSource, UnknownTerm, UnresolvedName
from gaoxin.graph.appearance.design_tokens import tokens
from gaoxin.graph.appearance.palette import DASHES, OTHER, line_kind, look
from gaoxin.graph.view.arrangement import Title
from gaoxin.graph.view.page import build_page
from gaoxin.graph.view.subgraph import neighbourhood
from gaoxin.ontology.terms import vocabulary
from tests.fixtures.contrast import contrast
from tests.fixtures.sample import Sample, iri, tianjin
from tests.fixtures.view_page import write_view

START = [iri("zone/binhai")]


def names(sample: Sample, depth: int, limit: int = 1000) -> list[str]:
    part = neighbourhood(sample.generation(), START, depth, limit=limit)
    return [node.name for node in part.nodes]


def test_depth_counts_links_in_both_directions() -> None:
    g = tianjin()
    assert names(g, 0) == ["天津滨海高新技术产业开发区"]
    assert set(names(g, 1)) == {
        "天津滨海高新技术产业开发区",
        "天津市",
        "力神电池",
        "先进电池",
        "夏青林",
        "中国信创谷",
    }
    assert set(names(g, 2)) - set(names(g, 1)) == {"新能源产业", "电池基地", "另一园区"}
    assert names(g, 5) == names(g, 2)  # nothing else is linked


def test_statements_figures_and_sources_are_no_nodes_but_facts() -> None:
    part = neighbourhood(tianjin().generation(), START, 2)
    assert not {node.cls for node in part.nodes} & {
        "Statement",
        "Observation",
        "Target",
        "Position",
        "Source",
        "StatementGraph",
        "Indicator",
    }
    zone = part.nodes[0]
    assert sorted(fact.predicate for fact in zone.facts) == ["approved", "observation", "target"]
    assert part.names[iri("indicator/IND001")] == ("生产总值", "GDP")
    titles = [edge.title for edge in part.edges if edge.predicate == "holdsPosition"]
    assert sorted(titles) == ["党委书记", "管委会主任"]


def test_echoes_are_not_drawn() -> None:
    part = neighbourhood(tianjin().generation(), START, 1)
    assert not [edge for edge in part.edges if edge.inferred]


def test_a_hub_does_not_push_out_what_a_small_neighbour_has() -> None:
    g = tianjin()
    for number in range(60):
        g.thing(f"zone/z{number:02d}", "Zone", f"园区{number}")
        g.relation(f"zone/z{number:02d}", "locatedIn", "division/120000")
    part = neighbourhood(g.generation(), START, 2, limit=12)
    found = {node.name for node in part.nodes}
    assert len(part.nodes) == 12
    assert {"新能源产业", "电池基地"} <= found
    assert part.left_out == 61 + 2 - 6
    city = next(node for node in part.nodes if node.name == "天津市")
    assert city.beyond == 61 - 4
    assert [n.iri for n in part.nodes] == [
        n.iri for n in neighbourhood(g.generation(), START, 2, limit=12).nodes
    ]


def test_chosen_relations_only() -> None:
    part = neighbourhood(tianjin().generation(), START, 3, relations=["locatedIn"])
    assert {edge.predicate for edge in part.edges} == {"locatedIn"}
    assert {node.name for node in part.nodes} == {
        "天津滨海高新技术产业开发区",
        "天津市",
        "力神电池",
        "另一园区",
    }


def test_questions_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    generation = tianjin().generation()
    with pytest.raises(BadParameter):
        neighbourhood(generation, [], 1)
    with pytest.raises(BadParameter):
        neighbourhood(generation, START, 1, limit=0)
    with pytest.raises(UnknownTerm):
        neighbourhood(generation, START, 1, relations=["nearTo"])
    with pytest.raises(UnresolvedName):
        write_view(generation, [iri("zone/nowhere")], tmp_path / "x.html")
    assert list(tmp_path.iterdir()) == []


def test_colours_are_seen_on_white_and_no_two_classes_look_alike() -> None:
    classes = vocabulary().classes
    # A class without a look inherits that of its superclass.
    looks = [OTHER] + [
        term.look
        for term in classes.values()
        if term.look and all(classes[parent].look != term.look for parent in term.parents)
    ]
    assert {look("Zone"), look("Enterprise"), look("Policy")} < set(looks)
    for drawn in looks:
        assert contrast(drawn.colour, tokens()["paper"]) >= 3, drawn
    assert len({(drawn.colour, drawn.shape) for drawn in looks}) == len(looks)
    assert look("Unheard") == OTHER


def test_lines_tell_stated_planned_historical_and_inferred() -> None:
    assert line_kind("actual", inferred=False) == line_kind("", inferred=False) == "stated"
    assert line_kind("planned", inferred=False) == line_kind("target", inferred=False) == "planned"
    assert line_kind("historical", inferred=False) == "historical"
    assert line_kind("actual", inferred=True) == "inferred"
    assert len({str(dashes) for dashes in DASHES.values()}) == len(DASHES) == 4


def test_page_is_one_file_without_addresses_to_load() -> None:
    page = build_page(neighbourhood(tianjin().generation(), START, 2), Title("题", "title"))
    assert not re.search(r"""(src|href)\s*=\s*["']""", page)
    assert not re.search(
        r"@import|url\(|https?://(?!w3id\.org|www\.w3\.org/2000/svg|localhost)", page
    )
    assert "default-src &#39;none&#39;" in page
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert data is not None
    told = json.loads(data.group(1))
    # pyvis gave these; the page draws a thing with the look that stands here.
    nodes, edges = told["network"]["nodes"], told["network"]["edges"]
    assert [node["id"] for node in nodes] == list(range(len(told["nodes"])))
    assert nodes[0]["color"] == look("NationalZone").colour
    assert [(edge["from"], edge["to"]) for edge in edges] == [
        (line["a"], line["b"]) for line in told["lines"]
    ]


def test_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text("old", encoding="utf-8")
    report = write_view(tianjin().generation(), START, path, depth=1)
    assert report.path == path
    assert path.read_bytes().startswith(b"<!DOCTYPE html>")
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(InvalidSource):
        write_view(tianjin().generation(), START, tmp_path / "nowhere" / "x.html")
    folder = tmp_path / "folder.html"
    folder.mkdir()
    with pytest.raises(InvalidSource):
        write_view(tianjin().generation(), START, folder)
    assert sorted(tmp_path.iterdir()) == [folder, path]
