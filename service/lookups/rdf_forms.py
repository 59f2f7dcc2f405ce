"""Things and facts as RDF: Turtle, TriG, N-Triples, RDF/XML and JSON-LD."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gaoxin.errors import BadParameter
from gaoxin.graph.citing.cited_facts import FACT_KINDS
from gaoxin.graph.export.description import write_description
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.things_asked import thing_in_path

_KINDS = {
    "jsonld": "application/ld+json",
    "turtle": "text/turtle; charset=utf-8",
    "trig": "application/trig; charset=utf-8",
    "ntriples": "application/n-triples; charset=utf-8",
    "rdfxml": "application/rdf+xml; charset=utf-8",
}
_CHOICES = ("section", "source", "year", "as_of", "grade")


def _described(form: str, asked: LookupRequest) -> bytes:
    """What the graph says of the thing or the fact in the path, whole.

    Raises:
        UnresolvedName: there is no such thing or fact.
        BadParameter: only a part of it is asked for, which RDF forms do not give.
        Moved: the key is a former one.
    """
    for name in _CHOICES:
        if asked.values.get(name):
            raise BadParameter(
                f"RDF 各种形式给出全部，不能用 {name} 筛选；请去掉它，或改要 JSON。",
                f"The RDF forms tell everything, so {name} cannot choose a part; leave it out, or "
                "ask for JSON.",
                parameter=name,
            )
    if asked.text("kind") in FACT_KINDS:
        iri = asked.generation.minter.iri(f"{asked.text('kind')}/{asked.text('key')}")
    else:
        iri = thing_in_path(asked).iri
    return write_description(asked.generation, iri, form)


RDF_FORMS: dict[str, tuple[str, Callable[[LookupRequest], bytes]]] = {
    form: (kind, partial(_described, form)) for form, kind in _KINDS.items()
}
"""The forms of a thing that are made without its document."""
