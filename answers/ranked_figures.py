"""One figure of several things: a ranking, in which each thing stands with its value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.claims.values import agree, are_of_one_unit
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import RANK, KnownFact
from gaoxin.answers.lexicon.expressions import Expression, expressions
from gaoxin.answers.question import AskedQuestion
from gaoxin.answers.replies import called, thing_row, value_row
from gaoxin.graph.facts.amount_words import amount_words, rank_words
from gaoxin.graph.facts.qualifiers import told as told_qualifier

_PLACES = ("top", "rank")
"""Expressions that say a place in a ranking without a word like 超过."""


def is_ranking(group: Iterable[CandidateAnswer]) -> bool:
    """Whether all of a list are figures of several things, or lead from a figure to its thing."""
    listed = list(group)
    figures = [
        c.chain.last
        for c in listed
        if c.chain.last.is_figure and c.chain.end in (0, c.chain.last.subject)
    ]
    of_several = len({fact.subject for fact in figures}) > 1 or bool(listed[0].chain.end)
    return len(figures) == len(listed) and of_several


def within_bounds(
    candidates: list[CandidateAnswer], question: AskedQuestion
) -> list[CandidateAnswer]:
    """Without figures that are not as the question says: 超过1000亿元, 前十.

    Those of things that it names are kept: they may be what the bound is compared with.
    """
    bounds = [
        e
        for e in expressions(question.key)
        if (e.relation or e.kind in _PLACES)
        and not any(m.start <= e.start and e.end <= m.end for m in question.mentions)
    ]
    named = set(question.named_things)
    return [
        candidate
        for candidate in candidates
        if not candidate.chain.last.is_figure
        or candidate.chain.last.subject in named
        or all(_meets(bound, candidate.chain.last) for bound in bounds)
    ]


def _meets(bound: Expression, fact: KnownFact) -> bool:
    if bound.kind == "top":
        return fact.predicate != RANK or (fact.amount or 0) <= int(bound.value)
    if bound.kind == "rank":
        return fact.amount == int(bound.value)
    if bound.kind != "number" or not are_of_one_unit(bound, fact):
        return True
    return agree(bound, fact) is True


def ranked_rows(
    group: Iterable[CandidateAnswer], question: str, file: FactFile
) -> list[dict[str, Any]]:
    """A row for each figure, with the name of its thing under ``about``; if things are asked for,
    one for each thing, with its figure under ``value``.

    The largest is first, of places in a ranking the best.  If the question says how many (前五),
    so many things are told, each with its latest figure.
    """
    listed = list(group)
    facts = {c.chain.last.number: c.chain.last for c in listed}
    ranked = sorted(facts.values(), key=_order)
    if most := next((int(e.value) for e in expressions(question) if e.kind == "top"), 0):
        ranked = _latest(ranked)[:most]
    are_things = any(c.chain.end for c in listed)
    rows: dict[tuple[object, ...], dict[str, Any]] = {}
    for fact in ranked:
        if are_things:
            row = thing_row(file, fact.subject) | figure_beside(fact)
            rows.setdefault((fact.subject,), row)
        else:
            row = value_row(fact) | {"about": called(file, fact.subject)}
            rows.setdefault((fact.subject, row["answer"], row["unit"], fact.time), row)
    return list(rows.values())


def figure_beside(fact: KnownFact) -> dict[str, Any]:
    """What the row of a thing says of the figure by which it has its place."""
    beside = {"value": figure_words(fact), "time": fact.time, "status": fact.status}
    return beside | ({"qualifier": fact.qualifier} if told_qualifier(fact.qualifier) else {})


def figure_words(fact: KnownFact) -> str:
    """The value of a figure in words, a place in a ranking as such; ``""`` without a number."""
    if not fact.value:
        return ""
    if fact.predicate == RANK:
        return rank_words(fact.value)
    return amount_words(fact.value, fact.comparator, fact.unit)


def _order(fact: KnownFact) -> tuple[bool, str, float]:
    """Figures without a number last; only those of one unit can be compared."""
    amount = fact.amount or 0.0
    return fact.amount is None, fact.base, amount if fact.predicate == RANK else -amount


def _latest(ranked: list[KnownFact]) -> list[KnownFact]:
    last: dict[int, KnownFact] = {}
    for fact in ranked:
        if fact.subject not in last or last[fact.subject].end < fact.end:
            last[fact.subject] = fact
    return [fact for fact in ranked if last[fact.subject] is fact]
