"""What N-Triples lines say of the names of things, read without an object for each term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from gaoxin.ontology.rdf_terms import RdfTerm

Said = tuple[str, str, str | None]
"""The predicate, the value, and its language: ``""`` if it has none, ``None`` if it is no literal.
"""


def things_in(lines: Iterable[bytes], watched: Iterable[str]) -> Iterator[tuple[str, list[Said]]]:
    """Each subject with what the lines say of it by one of the ``watched`` properties.

    ``lines`` are as pyoxigraph writes them, ``b"<s> <p> o .\\n"``, those of one subject together.
    """
    names = {f"<{iri}>".encode(): iri for iri in watched}
    thing, said = b"", list[Said]()
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        if predicate not in names:
            continue
        if subject != thing:
            if said:
                yield thing[1:-1].decode(), said
            thing, said = subject, []
        said.append((names[predicate], *_value_of(rest[:-3])))
    if said:
        yield thing[1:-1].decode(), said


def said_in(quads: Iterable[ox.Quad]) -> Iterator[Said]:
    """The same of quads about one subject."""
    return ((quad.predicate.value, *_value(quad.object)) for quad in quads)


def _value_of(written: bytes) -> tuple[str, str | None]:
    if written[:1] == b"<" and written[-1:] == b">":
        return written[1:-1].decode(), None
    if b"\\" not in written:  # the parser takes many times as long
        text, _, kind = written[1:].rpartition(b'"')
        if not kind:
            return text.decode(), ""
        if kind[:1] == b"@" and b"--" not in kind:
            return text.decode(), kind[1:].decode()
    (triple,) = ox.parse(b"<x:s> <x:p> " + written + b" .\n", format=ox.RdfFormat.N_TRIPLES)
    return _value(triple.object)


def _value(term: RdfTerm) -> tuple[str, str | None]:
    if isinstance(term, ox.Literal):
        return term.value, term.language or ""
    return ("", None) if isinstance(term, ox.Triple) else (term.value, None)
