"""Order-independent digests of graphs: the sum modulo 2^256 of the sha256 of canonical lines.

A sum can be updated from a patch (add the added lines, subtract the removed ones), and two graphs
are equal if their digests are.  A line is pyoxigraph's N-Quads form of a quad, in which the store
has already canonicalised the literals.
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
    """The sha256 of the line as an integer."""
    return int.from_bytes(hashlib.sha256(line.encode("utf-8", "surrogatepass")).digest(), "big")


class Digest:
    """A running sum; starts from ``text`` (64 hexadecimal digits) or from 0."""

    __slots__ = ("_sum",)

    def __init__(self, text: str = "") -> None:
        self._sum = int(text, 16) if text else 0

    def add(self, line: str) -> None:
        """Add a line to the sum."""
        self._sum += line_number(line)

    def remove(self, line: str) -> None:
        """Subtract a line from the sum."""
        self._sum -= line_number(line)

    def add_all(self, lines: Iterable[str]) -> None:
        """Add many lines to the sum."""
        for line in lines:
            self._sum += line_number(line)

    def add_bytes(self, lines: Iterable[bytes]) -> None:
        """Add many lines that are encoded as UTF-8."""
        sha256, number = hashlib.sha256, int.from_bytes
        self._sum += sum(number(sha256(line).digest(), "big") for line in lines)

    def remove_bytes(self, lines: Iterable[bytes]) -> None:
        """Subtract many lines that are encoded as UTF-8."""
        sha256, number = hashlib.sha256, int.from_bytes
        self._sum -= sum(number(sha256(line).digest(), "big") for line in lines)

    def __str__(self) -> str:
        self._sum %= _MODULUS
        return f"{self._sum:064x}"


def quad_line(quad: ox.Quad) -> str:
    """The canonical line of a named quad; a generation's ``digest`` is the sum over these."""
    return f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name}"


def triple_line(triple: ox.Triple | ox.Quad) -> str:
    """The canonical line of a triple of the default graph: part (a) of ``mirror_digest``."""
    return f"{triple.subject} {triple.predicate} {triple.object}"


def attribution_line(triple: ox.Triple | ox.Quad, source: str) -> str:
    """The canonical line of "this source says this triple": part (b) of ``mirror_digest``.

    ``source`` is the source's key, ``article-002``.
    """
    return f"{triple.subject} {triple.predicate} {triple.object}\t{source}"


MIRROR_VERSION = "3"
"""Increase it when another set of triples is mirrored: then digests of earlier generations are
computed again.  Version 2 leaves out relations that only repeat their inverse, version 3 the
sources of types that are abstract classes, which have no label."""


class MirroredTerms:
    """Tells from the vocabulary which triples the mirror holds, and for which of them their
    sources too.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._predicates = {
            term.iri
            for term in vocabulary.properties.values()
            if (term.relationship or term.property_key) and not term.repeats_inverse
        }
        nary = {name for name, term in vocabulary.classes.items() if term.nary}
        # Properties of n-ary nodes only (about, holder, rdf:subject …) need no attribution, because
        # the type of the node is attributed.
        self._relations = {
            term.iri
            for term in vocabulary.properties.values()
            if term.relationship
            and not term.repeats_inverse
            and not (term.domain and nary.issuperset(term.domain))
        }
        self._classes = {term.iri for term in vocabulary.classes.values() if term.label}
        # Abstract ones have no label, so nothing of them is mirrored.
        self._nary = {vocabulary.classes[name].iri for name in nary} & self._classes

    def is_mirrored(self, triple: ox.Triple | ox.Quad) -> bool:
        """Whether the mirror holds the triple."""
        if triple.predicate == RDF_TYPE:
            return getattr(triple.object, "value", "") in self._classes
        return triple.predicate.value in self._predicates

    def is_attributed(self, triple: ox.Triple | ox.Quad) -> bool:
        """Whether the mirror holds the sources of the triple: for relations and the types of
        n-ary nodes.
        """
        if triple.predicate == RDF_TYPE:
            return getattr(triple.object, "value", "") in self._nary
        return triple.predicate.value in self._relations and isinstance(triple.object, ox.NamedNode)
