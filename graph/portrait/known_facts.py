"""What is known of a thing, and how a key fact of it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gaoxin.graph.facts.reader import SourceRef
from gaoxin.graph.lookup.told_items import PAST, ToldItem
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of text with the sources that say it."""

    text: str
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFact:
    """A labelled line; ``values`` is empty if nobody has reported it, ``absent`` then says so."""

    label: str
    values: tuple[Told, ...]
    absent: str = ""
    lines: bool = False
    """Whether each value has a line of its own."""


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What is known of a thing: its entries by section, and its class.

    ``most`` is how many of one relation were read if there are more, 0 if all were.
    """

    iri: str
    cls: str
    entries: dict[str, list[ToldItem]]
    today: date = field(default_factory=date.today)
    most: int = 0

    def related(self, *predicates: str, out: bool | None = None) -> list[ToldItem]:
        """The entries with one of these relations or attributes."""
        return [
            entry
            for listed in self.entries.values()
            for entry in listed
            if any(
                fact.predicate in predicates
                and (out is None or (fact.subject == self.iri) == out)
                and not fact.inferred
                for fact in entry.facts
            )
        ]

    def section(self, key: str) -> list[ToldItem]:
        """The entries of a section."""
        return self.entries.get(key, [])


def state_word(entry: ToldItem) -> str:
    """The word for a state other than "it is so"."""
    statuses = {fact.status for fact in entry.facts}
    if entry.state == PAST:
        return say("过去", "formerly")
    return say("目标", "target") if "target" in statuses else say("计划", "planned")


def parents_of(cls: str) -> tuple[str, ...]:
    """The classes above a class of the ontology, by their local names."""
    term = vocabulary().classes.get(cls)
    return term.parents if term else ()
