"""What is proposed: mentions of things, and facts with their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gaoxin.extraction.article import TextSpan

Method = Literal["rule", "model", "person", "language model"]


FIGURE_PREDICATES = frozenset({"observation", "target", "rank"})
"""Predicates of facts that are numbers."""


@dataclass(frozen=True, slots=True)
class EntityMention:
    """Words of an article that name a thing.

    ``type`` is the local name of its class.  ``name`` is the fullest form of that name in the
    article (what a fact says), while the span may hold a short form, 该公司 or 全区.  ``iri`` is
    the thing of the graph that is meant, ``""`` if none is known or several fit; ``reason`` is a
    word for why.  ``score`` from 0 to 1 is how sure the finder is.
    """

    span: TextSpan
    type: str
    name: str
    iri: str = ""
    reason: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact that an article states, in the columns of the common table (docs/data.md).

    ``subject`` and ``object`` are mentions; the object of a figure is its indicator, a mention
    of type ``Indicator`` whose span is where its words stand.  ``evidence`` is the piece of the
    text that states the fact.  ``score`` is the finder's own; ``confidence`` the calibrated
    probability that the fact is right (0 before it is known).
    """

    subject: EntityMention
    predicate: str
    object: EntityMention
    evidence: TextSpan
    value: str = ""
    unit: str = ""
    time: str = ""
    status: str = "actual"
    qualifier: str = ""
    method: Method = "rule"
    score: float = 1.0
    confidence: float = 0.0

    @property
    def is_figure(self) -> bool:
        """Whether it is an observation, a target or a rank."""
        return self.predicate in FIGURE_PREDICATES
