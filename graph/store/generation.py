"""A published generation, opened read-only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.graph.names.index import NameIndex
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.manifest import MANIFEST_FILES, NAMES_FILE, Manifest
from gaoxin.ontology.rdf_terms import RDF_TYPE

if TYPE_CHECKING:
    from gaoxin.settings import Settings


class Generation:
    """The store, the manifest and the name index of one published generation.

    ``store`` is given if it is not the one in the folder (:mod:`gaoxin.graph.remote`).
    """

    def __init__(self, settings: Settings, folder: Path, store: ox.Store | None = None) -> None:
        self.settings = settings
        self.folder = folder
        self.manifest = Manifest.read(folder / MANIFEST_FILES[0])
        self.store = ox.Store.read_only(str(folder / "store")) if store is None else store
        self.minter = Minter(settings)
        # Opened now, because an open file stays readable after pruning deletes it.
        self.names = NameIndex(folder / NAMES_FILE, settings)

    @property
    def number(self) -> int:
        """The generation's number, counted from 1."""
        return self.manifest.number

    @cached_property
    def graph_sources(self) -> dict[str, str]:
        """Source key by named graph IRI."""
        return self.manifest.graph_sources()

    def triples(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: ox.NamedNode | ox.Literal | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield the matching triples of the default graph, each once; ``None`` matches any term."""
        return self.store.quads_for_pattern(subject, predicate, object, ox.DefaultGraph())

    def sources_of(self, triple: ox.Quad) -> list[str]:
        """Keys of the sources that state the triple, sorted; empty for an inferred triple."""
        found = self.store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        sources = self.graph_sources
        return sorted(
            {
                sources[quad.graph_name.value]
                for quad in found
                if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value in sources
            }
        )

    def classes_of(self, iri: str) -> set[str]:
        """IRIs of the classes of a thing."""
        return {value_of(q.object) for q in self.triples(ox.NamedNode(iri), RDF_TYPE)}
