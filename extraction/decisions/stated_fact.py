"""A fact as its row says it, with the place in the article that states it.

Decisions are about facts and not about proposals, so that they hold when a better reader proposes
the same fact with another span or from another sentence part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.proposals import Proposal
from gaoxin.graph.names.keys import match_key


@dataclass(frozen=True, slots=True)
class StatedFact:
    """The cells of a row of the common table (docs/data.md), and the evidence in the text."""

    subject: str
    subject_type: str
    predicate: str
    object: str
    object_type: str
    value: str
    unit: str
    time: str
    status: str
    qualifier: str
    evidence: TextSpan

    def cells(self) -> dict[str, str]:
        """The cells by the names of their columns."""
        return {name: getattr(self, name) for name in CELLS}

    @property
    def ident(self) -> str:
        """A short name of the fact within its article; it follows from cells and place."""
        written = "\x1f".join((*_told(self), str(self.evidence.start)))
        return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:10]


CELLS = tuple(item.name for item in fields(StatedFact) if item.name != "evidence")
"""The columns that a person can correct."""


def stated(proposal: Proposal) -> StatedFact:
    """The fact that a proposal states."""
    return StatedFact(
        proposal.subject.name,
        proposal.subject.type,
        proposal.predicate,
        proposal.object.name,
        proposal.object.type,
        proposal.value,
        proposal.unit,
        proposal.time,
        proposal.status,
        proposal.qualifier,
        proposal.evidence,
    )


def fact_of(cells: Mapping[str, str], evidence: TextSpan) -> StatedFact:
    """The fact that these cells state; a missing one is empty."""
    return StatedFact(**{name: cells.get(name, "") for name in CELLS}, evidence=evidence)


def is_equal(left: StatedFact, right: StatedFact, article: Article) -> bool:
    """Whether both say the same, cell by cell, in the same sentence."""
    return _told(left) == _told(right) and _are_near(left.evidence, right.evidence, article)


def is_same(left: StatedFact, right: StatedFact, article: Article) -> bool:
    """Whether both are one fact, though a class, a time or a remark may be told by one only."""
    return (
        _meant(left) == _meant(right)
        and (left.time == right.time or not left.time or not right.time)
        and _are_near(left.evidence, right.evidence, article)
    )


def _meant(fact: StatedFact) -> tuple[str, ...]:
    return (
        match_key(fact.subject),
        fact.predicate,
        match_key(fact.object),
        _number(fact.value),
        match_key(fact.unit),
    )


def _told(fact: StatedFact) -> tuple[str, ...]:
    types = (fact.subject_type, fact.object_type)
    return (*_meant(fact), *types, fact.time, fact.status, " ".join(fact.qualifier.split()))


def _number(value: str) -> str:
    """The number as it is compared: 1,258.0 and 1258 are one."""
    try:
        return f"{Decimal(value.replace(',', '')).normalize():f}"
    except InvalidOperation:
        return match_key(value)


def _are_near(left: TextSpan, right: TextSpan, article: Article) -> bool:
    if left.start < right.end and right.start < left.end:
        return True
    return article.sentence_at(left.start) == article.sentence_at(right.start)
