"""Forbid answers of which the question says nothing but the names: 合肥高新区, 什么是某模式."""

from __future__ import annotations

import re

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.ontology.terms import vocabulary

_NAMED_ENOUGH = 0.55
_WHAT_IS = re.compile("(?:什么|啥)(?:是|叫)")
_TELLING = frozenset({"definition", "description"})


def is_uncued(candidate: CandidateAnswer, coverage: Coverage, expected: ExpectedAnswer) -> str:
    """A thing as the answer to words without a question word that speak neither of its relation
    nor of its class.
    """
    end, last = candidate.chain.end, candidate.chain.last
    if _WHAT_IS.match(coverage.question.key):
        return "" if last.predicate in _TELLING else "relation"
    if not expected.form and not end:
        if last.is_figure:
            return "" if coverage.speaks_of_measure(last) else "relation"
        return "" if coverage.relation(last.predicate) & ~coverage.named else "relation"
    is_own = end in coverage.question.named_things or coverage.thing(end)[0] & ~coverage.named
    if expected.form == "thing" and not expected.classes and not last.is_figure:
        type_ = coverage.file.thing(end).type if end else ""
        is_above = vocabulary().is_a(type_, ("AdministrativeDivision",)) and last.object == end
        said = coverage.words(last) | coverage.of_class(type_)
        if (is_above or not end) and not said & ~coverage.named:
            return "relation"
    if expected.form or not end or (is_own and coverage.thing(end)[1] >= _NAMED_ENOUGH):
        return ""
    cues = coverage.relation(last.predicate) | coverage.of_class(coverage.file.thing(end).type)
    cues |= coverage.text(last.title) | coverage.text(last.qualifier)
    roles = [p for p in coverage.question.phrases_of("role") if coverage.words(last) & p.mask]
    return "" if cues & ~coverage.named or roles else "relation"
