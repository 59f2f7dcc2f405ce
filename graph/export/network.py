"""Graph files for other programs: GraphML (yEd, Gephi), GEXF (Gephi), Cytoscape JSON.

networkx fails, or writes unreadable files, if an attribute is a list or ``None`` or has mixed
types, or if a text holds control characters that XML forbids.  So attributes are simplified first:
lists are joined by ``;``, ``None`` is dropped, and each attribute has one type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any, BinaryIO

import networkx as nx

from gaoxin.errors import BadParameter

FORMATS = ("graphml", "gexf", "cytoscape")

# What XML 1.0 cannot hold: control characters, lone surrogates, U+FFFE and U+FFFF.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Attribute names that networkx or a format reserves; ``_`` is appended.
_RESERVED_NODE = frozenset({"id", "pid", "viz", "start", "end", "slices", "parents", "parent"})
_RESERVED_EDGE = frozenset(_RESERVED_NODE | {"source", "target", "key"})


def write_network(network: Any, form: str, target: BinaryIO) -> None:
    """Write a networkx graph as ``graphml``, ``gexf`` or ``cytoscape``, with equal bytes for equal
    graphs.

    Nodes need no attributes; ``name`` becomes the label that GEXF readers show.

    Raises:
        BadParameter: there is no such format.
    """
    if form not in FORMATS:
        raise BadParameter(
            f"没有「{form}」这种图文件格式；可用：{'、'.join(FORMATS)}。",
            f"There is no graph file format {form!r}; there are: {', '.join(FORMATS)}.",
            value=form,
        )
    buffer = BytesIO()
    plain = plain_network(network)
    if form == "graphml":
        nx.write_graphml_xml(plain, buffer, encoding="utf-8", prettyprint=True, named_key_ids=True)
    elif form == "gexf":
        buffer.write(_gexf(plain))
    else:
        text = json.dumps(_cytoscape(plain), ensure_ascii=False, indent=1)
        buffer.write(text.encode("utf-8") + b"\n")
    target.write(buffer.getvalue())


def plain_network(network: Any) -> Any:
    """A directed multigraph with the same nodes and edges whose attributes every format can hold.

    Nodes and attribute names are strings.  Values are strings, or ``bool``, ``int`` or ``float`` if
    all values of the attribute are.  ``_`` is appended to reserved attribute names.
    """
    plain = nx.MultiDiGraph()
    nodes = [(clean(str(node)), told) for node, told in network.nodes(data=True)]
    multi = network.is_multigraph()
    found = network.edges(data=True, keys=True) if multi else network.edges(data=True)
    edges = [(clean(str(edge[0])), clean(str(edge[1])), edge[-1]) for edge in found]
    if len({node for node, _ in nodes}) < len(nodes):
        raise BadParameter(
            "去掉控制字符后有两个节点同名，无法导出。",
            "Two nodes have one name once control characters are removed; they cannot be exported.",
        )
    of_nodes = _types(told for _, told in nodes)
    of_edges = _types(told for _, _, told in edges)
    for node, told in nodes:
        plain.add_node(node)
        plain.nodes[node].update(_plain(told, of_nodes, _RESERVED_NODE))
    for number, (start, end, told) in enumerate(edges):
        plain.add_edge(start, end, key=number)
        plain.edges[start, end, number].update(_plain(told, of_edges, _RESERVED_EDGE))
    return plain


def clean(text: str) -> str:
    """The text without characters that XML 1.0 forbids; line breaks are kept."""
    return _FORBIDDEN.sub("", text)


def _simple(value: Any) -> Any:
    """A value as text, number or truth value; lists joined; ``None`` for nothing."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else None  # neither infinite nor not a number
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return clean(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))
    if isinstance(value, Iterable):
        parts = [str(part) for part in value if part is not None]
        return clean(";".join(sorted(parts) if isinstance(value, set | frozenset) else parts))
    return clean(str(value))


def _types(attributes: Iterable[Mapping[str, Any]]) -> dict[str, type]:
    """By attribute: the one type that holds all its values."""
    found: dict[str, set[type]] = {}
    for told in attributes:
        for key, value in told.items():
            simple = _simple(value)
            if simple is not None:
                kind = type(simple)
                if kind is int and not -(2**63) <= simple < 2**63:
                    kind = str  # beyond 64 bits, which the formats cannot hold
                found.setdefault(str(key), set()).add(kind)
    return {
        key: kinds.pop() if len(kinds) == 1 else float if kinds == {int, float} else str
        for key, kinds in found.items()
    }


def _plain(
    told: Mapping[str, Any], types: Mapping[str, type], reserved: frozenset[str]
) -> dict[str, Any]:
    plain = {}
    for key, value in told.items():
        simple = _simple(value)
        if simple is not None:
            name = clean(str(key))
            plain[name + "_" if name in reserved else name] = types[str(key)](simple)
    return plain


def _gexf(plain: Any) -> bytes:
    """GEXF 1.2; names and relation types are labels, since ``type`` means direction there."""
    for node, told in plain.nodes(data=True):
        told.setdefault("label", told.get("name", node))
        if "key" in told:  # networkx would call it networkx_key
            told["identifier"] = told.pop("key")
    for _, _, told in plain.edges(data=True):
        if "type" in told:
            told["relation"] = str(told.pop("type"))
            told.setdefault("label", told["relation"])
    buffer = BytesIO()
    nx.write_gexf(plain, buffer, version="1.2draft")
    # networkx writes today's date; without it equal graphs give equal files.
    return re.sub(rb"<meta lastmodifieddate=.*?</meta>\s*", b"", buffer.getvalue(), flags=re.DOTALL)


def _cytoscape(plain: Any) -> dict[str, Any]:
    """The elements as Cytoscape and Cytoscape.js read them (``.cyjs``)."""
    return {
        "format_version": "1.0",
        "generated_by": "gaoxin",
        "data": {"name": "gaoxin"},
        "elements": {
            "nodes": [{"data": {**told, "id": node}} for node, told in plain.nodes(data=True)],
            "edges": [
                {"data": {**told, "id": f"e{number}", "source": start, "target": end}}
                for number, (start, end, told) in enumerate(plain.edges(data=True))
            ],
        },
    }
