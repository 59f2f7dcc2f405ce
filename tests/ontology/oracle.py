"""pySHACL as the reference for the project's own SHACL check."""

from __future__ import annotations

import io
from functools import cache

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDFS, SH

from gaoxin.loaders.checking.shape_judge import violations
from gaoxin.ontology.modules import MODULES, read_module
from gaoxin.ontology.namespaces import GX, RDF
from gaoxin.ontology.shacl import SHAPE_FILES

Result = tuple[str, str, str, str]
"""Focus node, path, component, value (N-Triples form); ``""`` for a missing part."""


def read(turtle: str) -> list[ox.Quad]:
    """The triples of a Turtle text, each once, as in a store."""
    return list(dict.fromkeys(ox.parse(turtle, format=ox.RdfFormat.TURTLE)))


def own_results(turtle: str, context: str = "") -> list[Result]:
    """The project's results; the classes of nodes come from ``turtle`` and ``context``."""
    quads = read(turtle)
    types: dict[str, set[str]] = {}
    for quad in [*quads, *read(context)]:
        if quad.predicate.value == RDF + "type" and isinstance(quad.object, ox.NamedNode):
            types.setdefault(str(quad.subject).strip("<>"), set()).add(quad.object.value)
    found = violations({"urn:graph": quads}, lambda iri: types.get(iri, set()))
    return sorted(
        (v.node, v.rule.path, v.rule.component, "" if v.value is None else _own_form(v.value))
        for v in found
    )


def reference_results(turtle: str) -> list[Result]:
    """pySHACL's results for the same shapes."""
    shapes, superclasses = _ground()
    graph = rdflib.Graph().parse(io.StringIO(turtle), format="turtle")
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=shapes, ont_graph=superclasses, inference="none"
    )
    assert isinstance(report, rdflib.Graph)
    rows = []
    for result in report.objects(None, SH.result):
        path = report.value(result, SH.resultPath)
        component = str(report.value(result, SH.sourceConstraintComponent))
        value = report.value(result, SH.value)
        name = component.removeprefix(str(SH)).removesuffix("ConstraintComponent")
        name = name[0].lower() + name[1:]
        # For a condition on the node itself, pySHACL gives the focus node as the value, and so do
        # we.
        rows.append(
            (
                str(report.value(result, SH.focusNode)),
                "" if path is None else str(path),
                name,
                "" if value is None else _form(value),
            )
        )
    return sorted(rows)


@cache
def _ground() -> tuple[rdflib.Graph, rdflib.Graph]:
    shapes, superclasses = rdflib.Graph(), rdflib.Graph()
    for name in SHAPE_FILES:
        shapes.parse(data=read_module(name), format="turtle")
    modules = rdflib.Graph()
    for name in MODULES:
        modules.parse(data=read_module(name), format="turtle")
    for s, p, o in modules.triples((None, RDFS.subClassOf, None)):
        if str(s).startswith(GX) and str(o).startswith(GX):
            superclasses.add((s, p, o))
    return shapes, superclasses


def _own_form(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple) -> str:
    return "_:" if isinstance(term, ox.BlankNode) else str(term)


def _form(term: rdflib.term.Node) -> str:
    if isinstance(term, rdflib.BNode):
        return "_:"
    if isinstance(term, rdflib.Literal):
        datatype = None if term.datatype is None else ox.NamedNode(str(term.datatype))
        if term.language:
            return str(ox.Literal(str(term), language=term.language))
        return str(ox.Literal(str(term), datatype=datatype) if datatype else ox.Literal(str(term)))
    return str(ox.NamedNode(str(term)))
