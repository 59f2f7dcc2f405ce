"""Run the W3C's SHACL core tests through the checker of ``gaoxin validate`` and ``gaoxin load``.

The checker reads only the constructs that the project's own shapes use
(docs/decisions/0002-shacl-engine.md).  A test passes if its shapes are read and give exactly the
expected results (focus node, path, component, value), or if they are refused because they use
another construct: no condition may be ignored.  Targets that are implied by a class are written as
``sh:targetClass`` first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from gaoxin.errors import InvalidOntology
from gaoxin.loaders.checking.shape_judge import Judge
from gaoxin.ontology.namespaces import OWL, RDF_TYPE_IRI, RDFS, SH
from gaoxin.ontology.shacl import Shape, read_shapes

Result = tuple[str, str, str, str]
"""Focus node, path, component and value, each as it is written in N-Triples."""
SUITES = ("misc", "node", "path", "property", "targets", "complex")
_TEST = "http://www.w3.org/ns/shacl-test#"
_TYPE = ox.NamedNode(RDF_TYPE_IRI)


def shacl_results(root: Path) -> Iterator[tuple[str, str, str]]:
    """The suite, the name and the difference of each test whose data and shapes are one file."""
    read = 0
    for suite in SUITES:
        for path in sorted((root / suite).glob("*.ttl")):
            if path.stem == "manifest" or "shacl-shacl" in path.stem:
                continue
            store = ox.Store()
            address = f"http://example.org/{suite}/{path.name}"
            store.extend(ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE, base_iri=address))
            shapes_graph = ox.NamedNode(_TEST + "shapesGraph")
            if not list(store.quads_for_pattern(None, shapes_graph, ox.NamedNode(address))):
                continue  # data and shapes are other files
            try:
                shapes = read_shapes(_written(store))
            except InvalidOntology:
                yield f"shacl-{suite}", path.stem, ""
                continue
            read += 1
            yield f"shacl-{suite}", path.stem, _difference(store, shapes)
    print(f"SHACL: the constructs of {read} tests are supported, those of the others refused")


def _difference(store: ox.Store, shapes: list[Shape]) -> str:
    found, expected = _found(store, shapes), _expected(store)
    if found == expected:
        return ""
    return f"missing: {sorted(expected - found)}; too many: {sorted(found - expected)}"


def _written(store: ox.Store) -> str:
    """The shapes as Turtle, with implied targets written out."""
    classes = [ox.NamedNode(RDFS + "Class"), ox.NamedNode(OWL + "Class")]
    dataset = ox.Dataset(store)
    for quad in list(store.quads_for_pattern(None, _TYPE, ox.NamedNode(SH + "NodeShape"))):
        implied = [c for c in classes if ox.Quad(quad.subject, _TYPE, c) in dataset]
        for cls in implied:
            dataset.discard(ox.Quad(quad.subject, _TYPE, cls))
        if implied:
            target = ox.NamedNode(SH + "targetClass")
            dataset.add(ox.Quad(quad.subject, target, quad.subject))
    triples = (quad.triple for quad in dataset)
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _found(store: ox.Store, shapes: list[Shape]) -> set[Result]:
    subclass = ox.NamedNode(RDFS + "subClassOf")

    def types_of(iri: str) -> set[str]:
        """The classes of a node; the checker knows the superclasses of the ontology only."""
        found: set[str] = set()
        open_ = [q.object for q in store.quads_for_pattern(ox.NamedNode(iri), _TYPE, None)]
        while open_:
            cls = open_.pop()
            if isinstance(cls, ox.NamedNode) and cls.value not in found:
                found.add(cls.value)
                open_ += [q.object for q in store.quads_for_pattern(cls, subclass, None)]
        return found

    judge = Judge(tuple(shapes), types_of, "")
    return {
        (
            f"<{broken.node}>",
            f"<{broken.rule.path}>" if broken.rule.path else "",
            broken.rule.component.lower(),
            str(broken.value or ""),
        )
        for broken in judge.violations("", store)
    }


def _expected(store: ox.Store) -> set[Result]:
    results = set()
    for node in _objects(store, None, "result"):
        focus, path, component, value = (
            "".join(map(str, _objects(store, node, name)))
            for name in ("focusNode", "resultPath", "sourceConstraintComponent", "value")
        )
        name = component.removeprefix(f"<{SH}").removesuffix("ConstraintComponent>").lower()
        results.add((focus, path, name, "" if name in ("mincount", "maxcount") else value))
    return results


def _objects(store: ox.Store, subject: object, name: str) -> list[object]:
    given = subject if isinstance(subject, ox.NamedNode | ox.BlankNode) else None
    return [q.object for q in store.quads_for_pattern(given, ox.NamedNode(SH + name), None)]
