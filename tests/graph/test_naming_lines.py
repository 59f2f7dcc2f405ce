"""What lines say of names is what the parser finds in them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from gaoxin.graph.names.naming_lines import said_in, things_in
from gaoxin.ontology.namespaces import RDF_TYPE_IRI, SKOS

LABEL = f"{SKOS}prefLabel"
VALUES = [
    ox.Literal("合肥 高新区", language="zh"),
    ox.Literal("a > b"),
    ox.Literal('he said "no" @home'),
    ox.Literal("two\nlines\\"),
    ox.Literal("العربية", language="ar", direction=ox.BaseDirection.RTL),
    ox.Literal("7", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    ox.Literal(""),
    ox.NamedNode("https://a.example/x%20y"),
]


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_lines_say_what_quads_say(value: ox.Literal | ox.NamedNode) -> None:
    node = ox.NamedNode("https://a.example/1")
    quad = ox.Quad(node, ox.NamedNode(LABEL), value)
    line = f"{node} {quad.predicate} {value} .\n".encode()
    ((iri, said),) = things_in([line], [LABEL])
    assert iri == node.value
    assert said == list(said_in([quad]))


def test_things_have_their_watched_lines() -> None:
    lines = [
        b"<https://a/1> <%s> <https://a/T> .\n" % RDF_TYPE_IRI.encode(),
        b'<https://a/1> <https://a/other> "x" .\n',
        b'<https://a/2> <https://a/other> "x" .\n',
        b'<https://a/3> <%s> "y" .\n' % LABEL.encode(),
    ]
    assert list(things_in(lines, [LABEL, RDF_TYPE_IRI])) == [
        ("https://a/1", [(RDF_TYPE_IRI, "https://a/T", None)]),
        ("https://a/3", [(LABEL, "y", "")]),
    ]
