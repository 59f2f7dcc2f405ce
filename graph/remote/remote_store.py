"""The quads of a SPARQL store, looked up as in the embedded one.

Lookups ask for one pattern at a time, hundreds for an answer; over HTTP each would cost a round
trip.  So what came is kept in a small store in memory, and a request for one subject brings the
subjects that were named last along: an answer takes some ten requests.  Nothing is kept beyond the
process, so nothing needs to be told that it is out of date.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyoxigraph as ox

from gaoxin.errors import QueryFailed, StoreError
from gaoxin.graph.remote.sparql_connection import SparqlConnection
from gaoxin.graph.remote.sparql_results import quads_query, rows_of, solutions, subjects_query
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, RdfTerm

_TOGETHER = 300
"""How many subjects one request asks for."""
_MOST_ROWS = 50_000
"""Rows of such a request; if they do not suffice, fewer subjects are asked for."""
_MOST_LINKS = 5_000
"""Quads that lead to a thing, up to which all of them are fetched at the first question."""
_KEPT = 400_000
"""Quads that are kept in memory; when there are more, all are dropped."""
_WAITING = 20_000
"""Subjects that were named and may be asked for."""
_BATCH = 2_000
_SMALL_BYTES = 64 << 20
_Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class RemoteStore:
    """Has the methods of ``pyoxigraph.Store`` by which the graph is read."""

    def __init__(self, connection: SparqlConnection, most_bytes: int) -> None:
        self.connection = connection
        self._most_bytes = most_bytes
        self._base = connection.place.base
        self.companions: list[dict[str, None]] = []
        """Lists of subjects that are asked for one after the other: one brings the others."""
        self._forget()

    def _forget(self) -> None:
        # Iterators over the old store go on: each keeps the state that it began with.
        self._kept = ox.Store()
        self._count = 0
        self._whole: set[str] = set()  # subjects all of whose quads are kept
        self._large: set[str] = set()  # subjects with too many to be kept
        self._links: dict[tuple[RdfTerm | None, RdfTerm], bool] = {}
        self._named: OrderedDict[str, None] = OrderedDict()

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: RdfTerm | None,
        graph_name: _Graph | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield the matching quads; ``None`` is any term.

        Raises:
            ServiceUnavailable: the store cannot be reached.
            QueryFailed: a limit was reached.
        """
        if isinstance(subject, ox.BlankNode) or isinstance(object, ox.BlankNode):
            return iter(())  # it names nothing outside the answer that it came with
        if isinstance(subject, ox.NamedNode):
            is_kept = self._know_subject(subject.value)
        else:
            is_kept = subject is None and object is not None and self._know_links(predicate, object)
        if is_kept:
            return self._noted(self._kept.quads_for_pattern(subject, predicate, object, graph_name))
        return self._streamed(quads_query(subject, predicate, object, graph_name))

    def __contains__(self, quad: ox.Quad) -> bool:
        found = self.quads_for_pattern(quad.subject, quad.predicate, quad.object, quad.graph_name)
        return next(found, None) is not None

    def asserted(self) -> Iterator[ox.Quad]:
        """The quads of all named graphs, in one answer."""
        return self._streamed("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }")

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """The named graphs under the base IRI, without that of the record."""
        text = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
        for (name,) in self._rows(text, ("g",)):
            if isinstance(name, ox.NamedNode) and name.value != self.connection.place.record_graph:
                yield name

    def query(self, text: str, **_given: Any) -> Any:
        """The solutions of a SELECT of our own."""
        answer = self.connection.query(
            text, seconds=self.connection.place.seconds, most=self._most_bytes
        )
        try:
            return solutions(answer)
        except (SyntaxError, ValueError, OSError) as cause:
            raise answer.failure or StoreError(str(cause), str(cause)) from cause

    def _rows(self, text: str, columns: tuple[str, ...]) -> Iterator[tuple[RdfTerm | None, ...]]:
        place = self.connection.place
        answer = self.connection.query(
            text, seconds=place.seconds, most=self._most_bytes, is_long=True
        )
        return rows_of(answer, columns)

    def _streamed(self, text: str) -> Iterator[ox.Quad]:
        """The quads of an answer as they come, in the canonical form of the embedded store."""
        batch: list[ox.Quad] = []
        for row in self._rows(text, ("s", "p", "o", "g")):
            if quad := self._quad(row):
                batch.append(quad)
            if len(batch) >= _BATCH:
                yield from self._noted(canonical(batch))
                batch = []
        yield from self._noted(canonical(batch))

    def _noted(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Remember the things that are named, because they are likely to be asked for next.

        All are noted before the first quad is given, so that the question about the first brings
        the others along.
        """
        listed = list(quads)
        for quad in listed:
            for term in (quad.graph_name, quad.object, quad.subject):
                self._name(term)
        while len(self._named) > _WAITING:
            self._named.popitem(last=False)
        return iter(listed)

    def _name(self, term: object, *, is_next: bool = True) -> None:
        if isinstance(term, ox.NamedNode) and term.value.startswith(self._base):
            iri = term.value
            if iri not in self._whole and iri not in self._named:
                self._named[iri] = None
                if not is_next:
                    self._named.move_to_end(iri, last=False)

    def _know_subject(self, iri: str) -> bool:
        """Whether all quads of a subject are kept; they are fetched if they are not too many."""
        if iri in self._whole:
            return True
        if iri in self._large:
            return False
        self._named.pop(iri, None)
        others = self._others(iri)
        while not self._fetch([iri, *others]):
            if not others:
                self._large.add(iri)
                return False
            others = others[: len(others) // 4]
        return True

    def _others(self, iri: str) -> list[str]:
        """The subjects that are fetched together with this one."""
        of_its_kind = next((listed for listed in self.companions if iri in listed), None)
        others: Iterable[str] = reversed(self._named)
        if of_its_kind:
            others = [name for name in of_its_kind if name != iri and name not in self._whole]
        return list(islice(others, _TOGETHER - 1))

    def _fetch(self, subjects: list[str]) -> bool:
        """Fetch all quads of these subjects; ``False`` if they are too many."""
        if self._count > _KEPT:
            self._forget()
        found = []
        try:
            for row in self._limited(subjects_query(subjects, _MOST_ROWS + 1)):
                if quad := self._quad(row):
                    found.append(quad)
        except _TooMany:
            return False
        self._keep(found)
        for iri in subjects:
            self._whole.add(iri)
            self._named.pop(iri, None)
        for quad in found:
            # These may be asked for, too, but those that were given to a reader come first.
            self._name(quad.object, is_next=False)
        return True

    def _know_links(self, predicate: ox.NamedNode | None, value: RdfTerm) -> bool:
        """Whether all quads that lead to a thing are kept, those by ``predicate`` or all."""
        for wanted in dict.fromkeys((None, predicate)):
            if (wanted, value) not in self._links:
                self._links[wanted, value] = self._fetch_links(wanted, value)
            if self._links[wanted, value]:
                return True
        return False

    def _fetch_links(self, predicate: ox.NamedNode | None, value: RdfTerm) -> bool:
        if self._count > _KEPT:
            self._forget()
        text = quads_query(None, predicate, value, None, _MOST_LINKS + 1)
        rows = list(self._rows(text, ("s", "p", "o", "g")))
        if len(rows) > _MOST_LINKS:
            return False
        self._keep([quad for row in rows if (quad := self._quad(row))])
        return True

    def _limited(self, text: str) -> Iterator[tuple[RdfTerm | None, ...]]:
        place = self.connection.place
        answer = self.connection.query(text, seconds=place.seconds, most=_SMALL_BYTES)
        try:
            for count, row in enumerate(rows_of(answer, ("s", "p", "o", "g"))):
                if count >= _MOST_ROWS:
                    raise _TooMany
                yield row
        except QueryFailed as cause:
            if cause.facts.get("reason") == "size":
                raise _TooMany from cause
            raise

    def _keep(self, quads: list[ox.Quad]) -> None:
        self._kept.extend(quads)
        self._count += len(quads)

    def _quad(self, row: tuple[RdfTerm | None, ...]) -> ox.Quad | None:
        subject, predicate, value, graph = row
        if not isinstance(subject, (ox.NamedNode, ox.BlankNode)) or value is None:
            return None
        if not isinstance(predicate, ox.NamedNode):
            return None
        if graph is None:
            return ox.Quad(subject, predicate, value, DEFAULT_GRAPH)
        if not isinstance(graph, ox.NamedNode) or graph.value == self.connection.place.record_graph:
            return None
        return ox.Quad(subject, predicate, value, graph)


class _TooMany(Exception):
    """More quads than can be kept."""


def canonical(quads: list[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads as the embedded store gives them: each once, numbers in canonical form."""
    if not quads:
        return iter(())
    store = ox.Store()
    store.extend(quads)
    return iter(store)
