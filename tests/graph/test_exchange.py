"""Graph files: networkx reads them back, even with unusual names and values."""

from __future__ import annotations

import io
import json
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.errors import BadParameter
from gaoxin.graph.export.network import FORMATS, clean, write_network


def written(network: Any, form: str) -> bytes:
    buffer = io.BytesIO()
    write_network(network, form, buffer)
    return buffer.getvalue()


def read_back(network: Any, form: str) -> Any:
    data = written(network, form)
    if form == "cytoscape":
        elements = json.loads(data)["elements"]
        found = nx.MultiDiGraph()
        for node in elements["nodes"]:
            found.add_node(node["data"]["id"], **node["data"])
        for edge in elements["edges"]:
            found.add_edge(edge["data"]["source"], edge["data"]["target"])
            found.edges[edge["data"]["source"], edge["data"]["target"], 0].update(edge["data"])
        return found
    return getattr(nx, f"read_{form}")(io.BytesIO(data))


def odd() -> Any:
    network = nx.MultiDiGraph()
    network.add_node(
        "a",
        name="甲<&>\x02\x0b\ud800\ufffe",
        tags=["x", None, "y"],
        none=None,
        mixed=1,
        real=2,
        id="own",
        big=2**70,
        nan=float("nan"),
    )
    network.add_node("b", name="乙\n丙", mixed="one", real=2.5)
    network.add_edge("a", "b", type="LOCATED_IN", source="s", start="2020", sources={"q", "p"})
    return network


@pytest.mark.parametrize("form", FORMATS)
def test_odd_values_survive_or_are_made_plain(form: str) -> None:
    back = read_back(odd(), form)
    assert set(back) == {"a", "b"}
    told = back.nodes["a"]
    assert told["name"] == "甲<&>"
    assert told["tags"] == "x;y"
    assert told["mixed"] == "1"
    assert told["real"] == 2.0
    assert isinstance(told["real"], float)
    assert told["id_"] == "own"
    assert told["big"] == str(2**70)
    assert "none" not in told
    assert "nan" not in told
    assert back.nodes["b"]["name"] == "乙\n丙"
    (edge,) = [data for _, _, data in back.edges(data=True)]
    assert edge["relation" if form == "gexf" else "type"] == "LOCATED_IN"
    assert edge["source_"] == "s"
    assert edge["start_"] == "2020"
    assert edge["sources"] == "p;q"


def test_gexf_edges_say_their_relation_as_label_and_no_false_direction() -> None:
    root = ElementTree.fromstring(written(odd(), "gexf"))
    (edge,) = root.iter("{http://www.gexf.net/1.2draft}edge")
    assert edge.get("label") == "LOCATED_IN"
    assert edge.get("type") in (None, "directed")
    labels = [n.get("label") for n in root.iter("{http://www.gexf.net/1.2draft}node")]
    assert labels == ["甲<&>", "乙\n丙"]


@pytest.mark.parametrize("form", FORMATS)
def test_equal_graphs_give_equal_files(form: str) -> None:
    assert written(odd(), form) == written(odd(), form)


def test_empty_graph_and_simple_graph_are_written() -> None:
    for form in FORMATS:
        assert len(read_back(nx.MultiDiGraph(), form)) == 0
        simple = nx.DiGraph([(1, 2)])
        assert read_back(simple, form).number_of_edges() == 1


def test_unknown_format_is_refused() -> None:
    with pytest.raises(BadParameter):
        write_network(odd(), "dot", io.BytesIO())


def test_names_that_become_one_are_refused_not_merged() -> None:
    network = nx.MultiDiGraph()
    network.add_nodes_from(["a\x01", "a\x02"])
    with pytest.raises(BadParameter):
        written(network, "graphml")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.one_of(st.none(), st.text(), st.integers(), st.lists(st.text())))
def test_any_text_is_written_as_readable_xml(name: str, value: object) -> None:
    network = nx.MultiDiGraph()
    network.add_node("a", name=name, value=value)
    for form in ("graphml", "gexf"):
        ElementTree.fromstring(written(network, form))
    assert clean(clean(name)) == clean(name)
