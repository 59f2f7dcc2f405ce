"""What the file of facts holds: things, facts and sources, as the search for answers sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

OBSERVATION, TARGET, RANK = "observation", "target", "rank"
FIGURES = frozenset({OBSERVATION, TARGET, RANK})
"""Predicates of facts whose answer is a number; their object is the indicator."""
PROMISED = frozenset({"target", "planned"})
"""Statuses of what is not reached yet."""
HISTORICAL = "historical"
"""The status of what no longer holds."""


@dataclass(frozen=True, slots=True)
class KnownThing:
    """A thing: number in the file, IRI, key, class (local name), names and all forms."""

    number: int
    iri: str
    key: str
    type: str
    zh: str
    en: str
    forms: tuple[str, ...]
    rarities: tuple[float, ...] = ()

    @property
    def kind(self) -> str:
        """The first part of the key."""
        return self.key.partition("/")[0]


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact; missing fields are ``""`` or 0.

    ``predicate`` is the local name of a property, or one of :data:`FIGURES`.  ``object`` is the
    number of a thing (of a figure: its indicator), ``literal`` the text of an attribute.
    ``amount`` is the value in the base unit ``base``.  ``sources`` are pairs of source key and
    grade.
    """

    number: int
    iri: str
    subject: int
    predicate: str
    object: int = 0
    literal: str = ""
    title: str = ""
    value: str = ""
    unit: str = ""
    comparator: str = ""
    amount: float | None = None
    base: str = ""
    time: str = ""
    start: str = ""
    end: str = ""
    status: str = ""
    qualifier: str = ""
    sources: tuple[tuple[str, str], ...] = field(default=())

    @property
    def is_figure(self) -> bool:
        """Whether the fact states a number of an indicator."""
        return self.predicate in FIGURES

    @property
    def is_promise(self) -> bool:
        """Whether the fact says what is planned or aimed at."""
        return self.predicate == TARGET or self.status in PROMISED

    def other(self, thing: int) -> int:
        """The thing at the other end, 0 if there is none."""
        if self.is_figure:
            return 0
        return self.object if thing == self.subject else self.subject


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source as it is cited below an answer."""

    key: str
    title: str
    date: str
    publisher: str
    grade: str


def has_role(title: str, role: str) -> bool:
    """Whether a title contains a role; a deputy's title does not contain that of the head."""
    for found in re.finditer(re.escape(role), title):
        if role.startswith("副") or not title[: found.start()].endswith("副"):
            return True
    return False


def has_year(fact: KnownFact, year: str) -> bool:
    """Whether the fact speaks of the year."""
    if any(year in part for part in (fact.time, fact.literal, fact.qualifier)):
        return True
    return bool(fact.start and fact.end) and fact.start[:4] <= year <= fact.end[:4]
