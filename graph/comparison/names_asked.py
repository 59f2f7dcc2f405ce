"""The things to be compared, by the names that a person gives."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.errors import UnresolvedName
from gaoxin.graph.comparison.compare import group_of
from gaoxin.graph.store.generation import Generation


def names_asked(generation: Generation, names: Sequence[str], kind: str | None = None) -> list[str]:
    """The IRIs of the things that are meant: an ambiguous name means the one of the others' kind.

    Raises:
        UnresolvedName: a name means nothing.
        AmbiguousName: a name means several things, and the others do not decide it.
    """
    found: dict[str, str] = {}
    failures: dict[str, UnresolvedName] = {}
    groups: set[str] = set()
    for name in names:
        try:
            match = generation.names.resolve(name, kind)
        except UnresolvedName as failure:
            failures[name] = failure
        else:
            found[name] = match.iri
            groups.add(group_of(match.type))
    for name, unresolved in failures.items():
        if len(groups) != 1 or kind is not None:
            raise unresolved
        try:
            found[name] = generation.names.resolve(name, next(iter(groups))).iri
        except UnresolvedName:
            raise unresolved from None
    return [found[name] for name in names]
