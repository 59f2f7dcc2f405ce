"""Check the shapes that rows can violate, on the lines of one partition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.lines import Lines, merged
from gaoxin.loaders.checking.gate import MOST_SHOWN
from gaoxin.loaders.checking.line_judge import LineJudge
from gaoxin.loaders.checking.shape_judge import Judge, problem
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.loaders.translation import Translation
from gaoxin.model import Problem
from gaoxin.ontology.rdf_terms import RDF_TYPE
from gaoxin.ontology.shacl import shapes
from gaoxin.ontology.terms import vocabulary

_TYPE = f" {RDF_TYPE} <".encode()


def judged(
    own: Lines, translation: Translation, registry: Registry, minter: Minter
) -> Iterator[Problem]:
    """The problems of the nodes in the lines, with the places of their rows.

    The classes of a node are those that these lines and the catalogues of all datasets give it.
    """
    lines = [own, translation.lines]
    types: dict[str, set[str]] = defaultdict(set)
    for line in chain.from_iterable(lines):
        if _TYPE in line:
            node, _, rest = line.partition(b"> ")
            predicate, value, _ = rest.split(b" ", 2)
            if predicate == _TYPE[1:-2]:
                types[node[1:].decode()].add(value[1:-1].decode())
    terms = vocabulary()

    def types_of(iri: str) -> set[str]:
        known = registry.classes_of(minter.key(iri)) if iri.startswith(minter.base) else ()
        return types.get(iri, set()) | {terms.classes[name].iri for name in known}

    judge = LineJudge(Judge(shapes(), types_of, minter.base))
    found = judge.violations(_lines(lines))
    for violation in islice(found, MOST_SHOWN):
        place = translation.origins.get(violation.node, violation.graph)
        yield problem(violation, place)


def _lines(several: Iterable[Lines]) -> Iterator[bytes]:
    return chain.from_iterable(merged(lines.chunks() for lines in several))
