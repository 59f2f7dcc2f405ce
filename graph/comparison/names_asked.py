"""The things to be compared, by the names that a person gives."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.errors import UnresolvedName
from gaoxin.graph.comparison.compare import group_of
from gaoxin.graph.store.generation import Generation


def names_asked(generation: Generation, names: Sequence[str], kind: str | None = None) -> list[str]:
    """The IRIs of the things that are meant: an ambiguous name means the one of the others' kind.

    Only things of a kind can be compared, so beside a zone 合肥 means the zone and not the city.

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
        meant = _of_group(generation, name, next(iter(groups)))
        if not meant:
            raise unresolved
        found[name] = meant
    if len(groups) > 1 and kind is None:
        _take_the_kind_of_the_first(generation, names, found)
    return [found[name] for name in names]


def _take_the_kind_of_the_first(
    generation: Generation, names: Sequence[str], found: dict[str, str]
) -> None:
    """Let the other names mean things of the first one's kind; nothing changes if one cannot."""
    first = generation.names.by_iri(found[names[0]])
    if first is None:
        return
    group = group_of(first.type)
    alike: dict[str, str] = {}
    for name in names[1:]:
        meant = _of_group(generation, name, group)
        if not meant:
            return
        alike[name] = meant
    found.update(alike)


def _of_group(generation: Generation, name: str, group: str) -> str:
    """The IRI of the one thing of a group that a name means, ``""`` if there is none.

    A zone may be called without 高新区: 武汉东湖.
    """
    is_division = name.endswith(("市", "省", "县", "区", "自治州"))
    forms = [name, name + "高新区"] if group == "zone" and not is_division else [name]
    for form in forms:
        try:
            return generation.names.resolve(form, group).iri
        except UnresolvedName:
            continue
    return ""
