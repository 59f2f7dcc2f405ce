"""Find the lines of triples in an RDF file, for problems that are found only after reading it.

The parser does not report where a triple stands.  So the file is read again with a stream that
gives one line at a time: when the parser yields a triple, its object ends on the latest line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from gaoxin.graph.names.iris import Minter
from gaoxin.graph.quad_parts import value_of
from gaoxin.loaders.rdf.blank_nodes import skolemise
from gaoxin.loaders.rdf.limits import Limits, OverBound
from gaoxin.loaders.rdf.parse import RdfOptions, RdfReader
from gaoxin.loaders.rdf.placing import Placing, RdfContent
from gaoxin.loaders.rdf_formats import find_format
from gaoxin.ontology.rdf_terms import RdfTerm
from gaoxin.settings import Settings

TriplePart = tuple[str, str, RdfTerm | None]
"""A subject, a predicate and an object; ``""`` and ``None`` stand for any."""


def find_lines(
    path: Path, wanted: Collection[TriplePart], *, base: str, options: RdfOptions
) -> dict[TriplePart, int]:
    """The line (from 1) of the first triple that matches each of ``wanted``.

    Nothing is found in JSON-LD, which is written anew before it is parsed.
    """
    found: dict[TriplePart, int] = {}
    for quad, line in _numbered(path, base, options):
        subject, predicate = value_of(quad.subject), quad.predicate.value
        for part in (
            (subject, predicate, quad.object),
            (subject, predicate, None),
            (subject, "", None),
            ("", predicate, None),
            ("", "", quad.object),
        ):
            if part in wanted:
                found.setdefault(part, line)
    return found


class _LineFeed:
    """A stream that gives one line at a time and counts them; ``line`` is the latest."""

    def __init__(self) -> None:
        self.line = 0
        self._is_at_start = True

    def read_from(self, stream: IO[bytes]) -> IO[bytes]:
        """Take the lines from ``stream``; the parser needs no other method than ``read``."""
        self._stream = stream
        return cast("IO[bytes]", self)

    def read(self, size: int) -> bytes:
        """The next line, or its next part if it has more than ``size`` bytes."""
        if self._is_at_start:
            self.line += 1
        part = self._stream.readline(size)
        self._is_at_start = part.endswith(b"\n")
        return part


def _numbered(path: Path, base: str, options: RdfOptions) -> Iterator[tuple[ox.Quad, int]]:
    """The quads as :func:`.parse.read_rdf` gives them, each with its line."""
    content = RdfContent()
    placing = Placing(path, content, Minter(Settings(home=Path(), base=base)), "d", "s")
    held: list[ox.Quad] = []
    held_lines: list[int] = []
    try:
        format = find_format(path, options.format)
        if format == "jsonld":
            return
        limits = Limits(path, options.bounds)
        feed = _LineFeed()
        reader = RdfReader(path, content, limits, options.relative_to, feed.read_from)
        for quad in reader.quads(format):
            placed = placing.place(quad)
            if placed is None:
                continue
            if isinstance(placed.subject, ox.BlankNode) or isinstance(placed.object, ox.BlankNode):
                held.append(placed)
                held_lines.append(feed.line)
            else:
                yield placed, feed.line
    except (OverBound, OSError):  # the file changed since it was read
        return
    yield from zip(skolemise(held, base), held_lines, strict=True)
