"""The values of a saved query's parameters that a sentence gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from gaoxin.answers.choosing.mentions import NamedPart
from gaoxin.answers.lexicon.expressions import expressions
from gaoxin.graph.names.keys import match_key
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.answers.known import KnownThing
    from gaoxin.queries.catalogue import SavedQuery

INDICATOR = "Indicator"
_ANY, _EXACT, _IMPLIED = 0.08, 0.18, 0.1


def values_for(
    query: SavedQuery, sentence: str, parts: list[NamedPart], things: Sequence[KnownThing]
) -> dict[str, str]:
    """The parameters whose values stand in the sentence, or in the facts that answer it.

    ``things`` are those of the facts: they know what is meant by 工业营收 and by 厦门火炬, so they
    come first; a thing is called as the sentence calls it, if that is one of its names.
    """
    values: dict[str, str] = {}
    free = list(_named(sentence, parts, things))
    for parameter in sorted(query.parameters, key=lambda p: p.class_name is None):
        if parameter.type == "year":
            years = [e.value[:4] for e in expressions(sentence) if e.kind == "period"]
            values |= {parameter.name: years[0]} if years else {}
        elif parameter.is_thing:
            wanted = parameter.class_name or ""
            found = next((one for one in free if likeness(one[0], wanted) > 0), None)
            if found:
                free.remove(found)
                values[parameter.name] = found[1]
    return {p.name: values[p.name] for p in query.parameters if p.name in values}


def _named(
    sentence: str, parts: list[NamedPart], things: Sequence[KnownThing]
) -> Iterator[tuple[frozenset[str], str]]:
    """The classes and the name of each thing, those of the facts in the order of the sentence."""
    written = {match_key(sentence[p.start : p.end]): (p.start, p) for p in parts}
    found = []
    used: list[NamedPart] = []
    for thing in things:
        names = [written[match_key(f)] for f in thing.forms if match_key(f) in written]
        names += [(p.start, p) for p in parts if p.name == thing.zh]
        if not names:
            found.append((len(sentence), frozenset([thing.type]), thing.zh or thing.en))
            continue
        start, part = min(names)
        used.append(part)
        is_certain = part.classes == {thing.type} and not part.name
        name = sentence[part.start : part.end] if is_certain else thing.zh
        found.append((start, frozenset([thing.type]), name))
    for _, classes, name in sorted(found, key=lambda one: one[0]):
        yield classes, name
    for part in parts:
        if part not in used:
            yield part.classes, part.name or sentence[part.start : part.end]


@cache
def likeness(classes: frozenset[str], slot: str) -> float:
    """How well a thing of one of these classes fills a slot for a class (``""``: any thing).

    The class ``""`` marks a thing that the sentence does not name.
    """
    if not slot:
        return 0.0 if INDICATOR in classes else _ANY
    known = vocabulary()
    if any(known.is_a(c, [slot]) or known.is_a(slot, [c]) for c in classes if c):
        return _IMPLIED if "" in classes else _EXACT
    return 0.0
