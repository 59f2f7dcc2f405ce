"""Digests that do not depend on order: sums modulo 2^256 of sha256 over canonical lines.

A sum can be kept up by a patch (add what came, subtract what went), so comparing two graphs is
comparing two numbers.  A line is pyoxigraph's N-Quads form of a quad, whose literals the store has
already brought into canonical form.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.ontology.rdf_terms import RDF_TYPE

if TYPE_CHECKING:
    from gaoxin.ontology.terms import Vocabulary

_MODULUS = 1 << 256


def line_number(line: str) -> int:
    """The line's sha256 as a number."""
    return int.from_bytes(hashlib.sha256(line.encode("utf-8", "surrogatepass")).digest(), "big")


class Digest:
    """A running sum; starts from ``text`` (64 hexadecimal digits) or from nothing."""

    __slots__ = ("_sum",)

    def __init__(self, text: str = "") -> None:
        self._sum = int(text, 16) if text else 0

    def add(self, line: str) -> None:
        """Count a line in."""
        self._sum += line_number(line)

    def remove(self, line: str) -> None:
        """Count a line out."""
        self._sum -= line_number(line)

    def add_all(self, lines: Iterable[str]) -> None:
        """Count many lines in."""
        for line in lines:
            self._sum += line_number(line)

    def __str__(self) -> str:
        self._sum %= _MODULUS
        return f"{self._sum:064x}"


def quad_line(quad: ox.Quad) -> str:
    """The canonical line of a named quad: what ``digest`` sums."""
    return f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name}"


def triple_line(triple: ox.Triple | ox.Quad) -> str:
    """The canonical line of a triple of the default graph: part (a) of ``mirror_digest``."""
    return f"{triple.subject} {triple.predicate} {triple.object}"


def attribution_line(triple: ox.Triple | ox.Quad, source: str) -> str:
    """The canonical line of "this source says this triple": part (b) of ``mirror_digest``.

    ``source`` is the source's key, ``article-002``.
    """
    return f"{triple.subject} {triple.predicate} {triple.object}\t{source}"


class MirroredTerms:
    """Which triples the mirror holds and which of them carry their sources, by the vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._predicates = {
            term.iri
            for term in vocabulary.properties.values()
            if term.relationship or term.property_key
        }
        nary = {name for name, term in vocabulary.classes.items() if term.nary}
        # What only n-ary nodes have (about, holder, rdf:subject …) goes with its node, whose own
        # type is attributed.
        self._relations = {
            term.iri
            for term in vocabulary.properties.values()
            if term.relationship and not (term.domain and nary.issuperset(term.domain))
        }
        self._classes = {term.iri for term in vocabulary.classes.values() if term.label}
        self._nary = {vocabulary.classes[name].iri for name in nary}

    def is_mirrored(self, triple: ox.Triple | ox.Quad) -> bool:
        """Whether the mirror holds the triple at all."""
        if triple.predicate == RDF_TYPE:
            return getattr(triple.object, "value", "") in self._classes
        return triple.predicate.value in self._predicates

    def is_attributed(self, triple: ox.Triple | ox.Quad) -> bool:
        """Whether the mirror says by whom the triple is stated: relations and n-ary nodes."""
        if triple.predicate == RDF_TYPE:
            return getattr(triple.object, "value", "") in self._nary
        return triple.predicate.value in self._relations and isinstance(triple.object, ox.NamedNode)
