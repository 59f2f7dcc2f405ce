"""Read the manifests of the W3C's SPARQL 1.1 test suites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from gaoxin.ontology.namespaces import RDF, RDF_TYPE_IRI

ADDRESS = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
"""The address of the suites; relative IRIs of queries and data are resolved against it."""
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


class ManifestGraph:
    """The triples of a manifest, by subject and predicate."""

    def __init__(self, folder: Path, name: str = "manifest.ttl") -> None:
        self.folder, self.base = folder, f"{ADDRESS}{folder.name}/"
        self._store = ox.Store()
        for quad in ox.parse(
            (folder / name).read_bytes(), ox.RdfFormat.TURTLE, base_iri=self.base + name
        ):
            self._store.add(quad)

    def tests(self) -> Iterator[tuple[ox.NamedNode, str]]:
        """Each test with its kind, such as ``QueryEvaluationTest``, in the order of their names."""
        found: dict[str, tuple[ox.NamedNode, str]] = {}
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE_IRI), None):
            kind = str(quad.object).rpartition("#")[2].rstrip(">")
            if isinstance(quad.subject, ox.NamedNode) and "Test" in str(quad.object):
                found[f"{quad.subject.value} {kind}"] = quad.subject, kind
        yield from (found[name] for name in sorted(found))

    def subjects(self, predicate: str) -> set[ox.NamedNode | ox.BlankNode]:
        """The subjects that have a property."""
        quads = self._store.quads_for_pattern(None, ox.NamedNode(predicate), None)
        return {q.subject for q in quads if isinstance(q.subject, ox.NamedNode | ox.BlankNode)}

    def all(
        self, subject: object, predicate: str
    ) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """The objects of a subject's property."""
        if not isinstance(subject, ox.NamedNode | ox.BlankNode):
            return []
        quads = self._store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
        return [q.object for q in quads if not isinstance(q.object, ox.Triple)]

    def one(
        self, subject: object, predicate: str
    ) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
        """The object of a property that occurs once, if it is there."""
        return next(iter(self.all(subject, predicate)), None)

    def list_of(self, head: object) -> Iterator[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """The members of an RDF collection."""
        while (first := self.one(head, RDF + "first")) is not None:
            yield first
            head = self.one(head, RDF + "rest")

    def file(self, term: object) -> Path | None:
        """The file that an IRI of the manifest names."""
        if not isinstance(term, ox.NamedNode) or not term.value.startswith(self.base):
            return None
        return self.folder / term.value.removeprefix(self.base)


@dataclass(frozen=True, slots=True)
class SparqlTest:
    """One test: ``action`` is the file with the query or update, ``data`` are the files of the
    default graph, ``graphs`` those of named graphs, ``result`` the file with the expected answer.
    """

    suite: str
    name: str
    kind: str
    base: str
    action: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]
    result: Path | None

    @property
    def text(self) -> str:
        """The query or update, with its own address as the base IRI."""
        return f"BASE <{self.base}{self.action.name}>\n{self.action.read_text('utf-8')}"

    def quads(self) -> list[ox.Quad]:
        """The dataset."""
        found = [quad for path in self.data for quad in _read(path, self.base)]
        for path in self.graphs:
            name = ox.NamedNode(self.base + path.name)
            found += [
                ox.Quad(q.subject, q.predicate, q.object, name) for q in _read(path, self.base)
            ]
        return found


def sparql_tests(folder: Path) -> Iterator[SparqlTest]:
    """The tests of a suite that consist of a query or an update."""
    manifest = ManifestGraph(folder)
    for test, kind in manifest.tests():
        action = manifest.one(test, MF + "action")
        query = manifest.one(action, QT + "query") or manifest.one(action, UT + "request")
        file = manifest.file(query or action)
        if file is None:
            continue
        yield SparqlTest(
            f"sparql-{folder.name}",
            test.value.rpartition("#")[2],
            kind,
            manifest.base,
            file,
            tuple(filter(None, map(manifest.file, manifest.all(action, QT + "data")))),
            tuple(filter(None, map(manifest.file, manifest.all(action, QT + "graphData")))),
            manifest.file(manifest.one(test, MF + "result")),
        )


def _read(path: Path, base: str) -> Iterator[ox.Quad]:
    form = ox.RdfFormat.from_extension(path.suffix[1:])
    yield from ox.parse(path.read_bytes(), form, base_iri=base + path.name)
