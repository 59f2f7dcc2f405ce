"""Add the file and line to problems that are found only after RDF files were read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from gaoxin.loaders.checking.shape_judge import Violation
from gaoxin.loaders.rdf.parse import RdfOptions
from gaoxin.loaders.rdf.triple_lines import TriplePart, find_lines
from gaoxin.model import Problem

RdfFiles = Sequence[tuple[Path, RdfOptions]]
"""RDF files with the options with which they were read."""


class RdfPlaces:
    """The places of triples in the RDF files of a load; each file is read again once."""

    def __init__(self, files: RdfFiles, wanted: Iterable[TriplePart], base: str) -> None:
        self._found: dict[TriplePart, tuple[str, int]] = {}
        missing = set(wanted)
        for path, options in files:
            found = find_lines(path, missing, base=base, options=options)
            self._found |= {part: (str(path), line) for part, line in found.items()}
            missing -= found.keys()

    def first(self, parts: Iterable[TriplePart]) -> tuple[str, int] | None:
        """The file and line of the first of ``parts`` that stands anywhere."""
        return next((self._found[part] for part in parts if part in self._found), None)


def with_lines(
    found: Sequence[tuple[Problem, list[TriplePart]]], files: RdfFiles, base: str
) -> list[Problem]:
    """The problems, those without a line with that of the first of their parts in ``files``."""
    wanted = {part for problem, parts in found if problem.line is None for part in parts}
    if not wanted or not files:
        return [problem for problem, _ in found]
    places = RdfPlaces(files, wanted, base)
    out = []
    for problem, parts in found:
        place = None if problem.line is not None else places.first(parts)
        out.append(replace(problem, file=place[0], line=place[1]) if place else problem)
    return out


def parts_of_violation(violation: Violation) -> list[TriplePart]:
    """The triples at fault, best first: the wrong value, the property, the node."""
    node, path = violation.node, violation.rule.path
    parts: list[TriplePart] = [(node, path, None)] if path else []
    if path and violation.value is not None:
        parts.insert(0, (node, path, violation.value))
    return [*parts, (node, "", None)]


def parts_of_term(iri: str) -> list[TriplePart]:
    """The triples that use a term: as property, as class or other value, as subject."""
    parts: list[TriplePart] = [("", iri, None), (iri, "", None)]
    with suppress(ValueError):  # a literal, where a class was expected
        parts.insert(1, ("", "", ox.NamedNode(iri)))
    return parts
