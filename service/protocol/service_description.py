"""The description of the endpoint by itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from gaoxin.ontology.namespaces import RDF_TYPE_IRI, SD, VOID
from gaoxin.service.protocol.formats import GRAPHS, RESULTS


def service_description(
    endpoint: str, triples: int, graphs: Iterable[ox.NamedNode]
) -> Iterator[ox.Triple]:
    """The triples of the description.

    Args:
        endpoint: the address of the endpoint, absolute.
        triples: how many triples the default graph has.
        graphs: the names of the named graphs, one for each source of a dataset.
    """
    service, default = ox.NamedNode(endpoint), ox.BlankNode("default")
    dataset = ox.BlankNode("dataset")
    yield ox.Triple(service, _TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for form in dict.fromkeys(chain(RESULTS, GRAPHS)):
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(form.description))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))
    yield ox.Triple(default, ox.NamedNode(VOID + "triples"), ox.Literal(triples))
    for number, name in enumerate(graphs):
        graph = ox.BlankNode(f"graph{number}")
        yield ox.Triple(dataset, _sd("namedGraph"), graph)
        yield ox.Triple(graph, _TYPE, _sd("NamedGraph"))
        yield ox.Triple(graph, _sd("name"), name)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


_TYPE = ox.NamedNode(RDF_TYPE_IRI)
