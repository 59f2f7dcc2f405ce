"""Terms as they are written in N-Quads.

They are the same as the texts of pyoxigraph's terms, but making an object for each term of a large
list takes four times as long.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pyoxigraph as ox

from gaoxin.graph.names.iris import Minter
from gaoxin.ontology.literals import literal
from gaoxin.ontology.namespaces import DCT, GX, XSD
from gaoxin.ontology.rdf_terms import ALTERNATIVE, HIDDEN, PREFERRED, RDF_TYPE

# What pyoxigraph escapes or refuses.
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
TYPE_TERM, PREFERRED_TERM, ALTERNATIVE_TERM, _HIDDEN_TERM = map(
    str, (RDF_TYPE, PREFERRED, ALTERNATIVE, HIDDEN)
)
LABEL_TERMS = {
    "preferred": PREFERRED_TERM,
    "alias": ALTERNATIVE_TERM,
    "short": _HIDDEN_TERM,
    "code": _HIDDEN_TERM,
    "official": PREFERRED_TERM,
}
"""The property of a name, by the sort of the name."""
_STRING = XSD + "string"
_REMEMBERED = 65_536


@lru_cache(_REMEMBERED)
def written_iri(iri: str) -> str:
    """An IRI in angle brackets.

    Raises:
        ValueError: it is no IRI.
    """
    return str(ox.NamedNode(iri))


@lru_cache(_REMEMBERED)
def written_term(name: str) -> str:
    """A term of the ontology, given as a full IRI or as a local name."""
    return written_iri(name if ":" in name else GX + name)


def written_literal(text: str, datatype: str = "", language: str = "") -> str:
    """A literal in canonical form; arguments and errors are those of :func:`literal`."""
    if datatype and datatype != _STRING and not language:
        return _typed(text, datatype)
    if _SPECIAL.search(text):
        return str(literal(text, datatype, language))
    return f'"{text}"@{_tag(language)}' if language else f'"{text}"'


@lru_cache(_REMEMBERED)
def _typed(text: str, datatype: str) -> str:
    return str(literal(text, datatype))


@lru_cache(_REMEMBERED)
def _tag(language: str) -> str | None:
    """A language tag in lower case."""
    return ox.Literal("", language=language).language


def graph_header(minter: Minter, dataset: str, source: str) -> set[ox.Quad]:
    """The quads that describe a named graph itself: its dataset and its source."""
    graph = minter.graph(dataset, source)
    return {
        ox.Quad(graph, RDF_TYPE, ox.NamedNode(GX + "StatementGraph"), graph),
        ox.Quad(graph, ox.NamedNode(GX + "dataset"), ox.Literal(dataset), graph),
        ox.Quad(graph, ox.NamedNode(DCT + "source"), minter.source(source), graph),
    }
