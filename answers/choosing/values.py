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

    ``things`` are those of the facts: they know which indicator is meant by 工业营收.  A thing is
    called as the sentence calls it, if that means nothing else.
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
    """The classes and the name of each thing: those in the sentence, then others of the facts."""
    told = list(things)
    other: list[tuple[frozenset[str], str]] = []
    for part in parts:
        written = sentence[part.start : part.end]
        key = match_key(written)
        thing = next(
            (t for t in told if t.number in part.things or key in map(match_key, t.forms)), None
        )
        if thing is None and part.classes == {INDICATOR}:
            other.append((part.classes, written))  # a measure that the facts call otherwise
            continue
        if thing is None:
            yield part.classes, part.name or written
            continue
        told.remove(thing)
        is_certain = part.classes == {thing.type} and not part.name
        yield frozenset([thing.type]), written if is_certain else thing.zh
    for thing in told:
        yield frozenset([thing.type]), thing.zh or thing.en
    yield from other


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
